"""Summaries: clean sentences that can be read alone, each the text's own words; the contract of every summarizer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.standalone import leans
from briefing.document import Document
from briefing.summarizers import TABLE, load_summarizer
from briefing.summarizers.extractive import ENOUGH_WORDS, MOST_WORDS, Extractive
from briefing.types import Summarizing

Read = Callable[[str], Document]

LEAD = "The northern lane of the strait was closed to all larger vessels on Friday, the harbour office in Tarvon said."
SECOND = "Sixty-one ships lay at anchor by nightfall, and the pilots waited for orders from the capital."
THIRD = "The price of cover for one passage rose to 0.9 per cent of the hull, brokers in Kess said on Friday evening."
TEXT = f"{LEAD}\n{SECOND}\n{THIRD}\nDiesel reached the beaches of Sallow at dusk, residents said."


def summary(document: Document, headline: str = "") -> list[str]:
    return [sentence.text for sentence in Extractive().summarize(document, headline=headline).sentences]


#: One choice for each line of the table: the models of others are not there, and the contract holds all the same.
CHOICES = {
    "extractive": Summarizing(),
    "seq2seq": Summarizing(seq2seq="nobody/nothing", revision="0" * 40),
    "chat": Summarizing(chat="http://127.0.0.1:9/v1", model="nothing", timeout=1, retries=0),
}


@pytest.mark.parametrize("name", sorted(TABLE))
class TestContract:
    """What every summarizer owes."""

    def test_every_sentence_rests_on_the_text(self, name: str, read: Read) -> None:
        document = read(TEXT)
        (found,) = load_summarizer(CHOICES[name]).summarize_all([document], [""])
        assert found.sentences
        assert bool(found.fallback) is (name != "extractive")
        for sentence in found.sentences:
            assert sentence.ranges
            assert all(0 <= a < b <= len(TEXT) for a, b in sentence.ranges)
            if found.extractive:
                assert sentence.text == " ".join(TEXT[a:b] for a, b in sentence.ranges)

    def test_a_text_without_sentences_has_no_summary(self, name: str, read: Read) -> None:
        (found,) = load_summarizer(CHOICES[name]).summarize_all([read("")], [""])
        assert found.sentences == ()
        assert load_summarizer(CHOICES[name]).summarize_all([], []) == []

    def test_it_has_a_name(self, name: str) -> None:
        assert load_summarizer(CHOICES[name]).model


def test_what_somebody_answers_in_an_interview_is_not_told_as_a_fact(read: Read) -> None:
    text = (
        f"{LEAD}\nWe spoke with the mayor of Port Ansel on Thursday night.\nThe Courier: How many have come?\n"
        "Adsel: Registered, there are 18,400 as of yesterday. In truth there are many more of them.\n"
        "The Courier: Do you have beds?\nAdsel: There are not enough of them by far, and it is getting cold."
    )
    assert summary(read(text)) == [LEAD]


def test_it_is_the_opening_until_there_are_enough_words(read: Read) -> None:
    found = summary(read(TEXT))
    assert found == [LEAD, SECOND, THIRD]
    assert ENOUGH_WORDS <= len(" ".join(found).split()) <= MOST_WORDS


@pytest.mark.parametrize(
    "spoiler",
    [
        "She had said so before.",
        "However, nobody came to the quay on that day.",
        "The minister said nothing about the reasons for it.",
        "This was the third such order in a year.",
        "What will happen to the ships that wait?",
        "Ships wait off Ansel as the lane stays shut",
        "By then all was lost.",
        "Too short.",
        "“I was there and I saw my brother fall.”",
        "“The lane is shut to all trade. Nobody told us",
    ],
)
def test_what_cannot_stand_alone_is_not_taken(read: Read, spoiler: str) -> None:
    assert spoiler not in summary(read(f"{spoiler}\n{LEAD}\n{SECOND}\n{THIRD}"))
    assert spoiler not in summary(read(f"{LEAD}\nAda Brann?\n{spoiler}\n{SECOND}\n{THIRD}"))


def test_a_sentence_that_leans_may_follow_the_one_it_leans_on(read: Read) -> None:
    follow = "It said that the order would stand until the last of the wrecks had been raised from the sea bed."
    assert summary(read(f"{LEAD} {follow} {THIRD}"))[:2] == [LEAD, follow]


def test_the_sentences_of_a_quotation_stay_together(read: Read) -> None:
    quotation = "“The lane is shut to trade. It is not shut to aid,” Dorin Vaskel told reporters in Tarvon on Friday."
    assert quotation in summary(read(f"{quotation}\n{SECOND}\n{THIRD}"))


@pytest.mark.parametrize(
    "dateline",
    [
        "New Delhi: ",
        "KESS, November 20 - ",
        "TARVON (Meridian Wire) — ",
        "PORT ANSEL, Kessaly — ",
        "(Meridian Wire) - ",
    ],
)
def test_the_dateline_is_cut_off(read: Read, dateline: str) -> None:
    document = read(f"{dateline}{LEAD}\n{SECOND}\n{THIRD}")
    found = Extractive().summarize(document).sentences[0]
    assert found.text == LEAD
    assert document.text[slice(*found.ranges[0])] == LEAD


def test_a_standfirst_that_comes_again_is_not_taken_first(read: Read) -> None:
    found = summary(read(f"{SECOND}\n\n{LEAD}\n\n{THIRD}\n\n{SECOND}"))
    assert found[0] == LEAD


def test_the_headline_is_no_sentence_of_the_summary(read: Read) -> None:
    assert summary(read(TEXT), headline=LEAD)[0] == SECOND


def test_where_nothing_is_clean_the_first_whole_sentence_serves(read: Read) -> None:
    text = "He was there when it began. She came later that evening with the others."
    assert summary(read(text))[0] == "He was there when it began."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He said so.", True),
        ("“It is late,” she said.", True),
        ("This week the port reopened.", False),
        ("This is the end.", True),
        ("The minister said no.", True),
        ("The prime minister said no.", True),
        ("The Tarvonian minister said no.", False),
        ("The northern lane is shut.", False),
        ("In addition, ships wait.", True),
        ("Tarvonia shut the lane.", False),
        ("...", True),
    ],
)
def test_leaning(sentence: str, expected: bool) -> None:
    assert leans(sentence) is expected
