"""Who said what: quotations get the speaker that a careful reader would name, or none."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.analysis.actors import find_actors
from briefing.analysis.statements import find_statements
from briefing.document import Document
from briefing.models.spacy_model import load_spacy
from briefing.text.annotate import annotate
from briefing.types import Actor, Attribution

Read = Callable[[str], Document]


def statements(document: Document) -> tuple[Attribution, ...]:
    return find_statements(document, find_actors(document))


def _read_with_actors(read: Read, text: str) -> tuple[Document, tuple[Actor, ...]]:
    document = read(text)
    return document, find_actors(document)


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "content"),
    [
        ("“We will go on,” Teo Handrake said on Friday.", "Teo Handrake", "said", "We will go on"),
        ("“We will go on,” said Teo Handrake, the envoy.", "Teo Handrake", "said", "We will go on"),
        ('Teo Handrake said, "We will go on."', "Teo Handrake", "said", "We will go on."),
        ("Teo Handrake told reporters: “We will go on.”", "Teo Handrake", "told", "We will go on."),
        ("Teo Handrake declined and added: “We will go on.”", "Teo Handrake", "added", "We will go on."),
        ("“Will you stop the ships?” asked Karim Adsel.", "Karim Adsel", "asked", "Will you stop the ships?"),
    ],
)
def test_the_speaker_stands_beside_the_verb(read: Read, text: str, speaker: str, cue: str, content: str) -> None:
    (found,) = statements(read(text))
    assert (found.speaker, found.cue, found.content, found.kind) == (speaker, cue, content, "direct")


def test_a_description_is_the_person_named_before(read: Read) -> None:
    text = (
        "Chinese foreign ministry spokeswoman Hua Chunying said Beijing had never considered sanctions. "
        '"Are you asking whether China will join? China always opposes them," the diplomat told a briefing.'
    )
    before, found = statements(read(text))
    assert (before.kind, before.speaker) == ("indirect", "Hua Chunying")
    assert found.speaker == "Hua Chunying"
    assert found.role == "Chinese foreign ministry spokeswoman"
    assert found.addressee == "a briefing"
    assert found.content.startswith("Are you asking") and found.content.endswith("opposes them")
    assert [text[a:b] for a, b in found.speaker_ranges] == ["the diplomat", "Hua Chunying"]


@pytest.mark.parametrize(
    ("told", "addressee"),
    [
        ("reporters the lane was shut", "reporters"),
        ("his party the old lane was shut", "his party"),
        ("CNN his plan was late", "CNN"),
        ("CNN the softened tone toward Kessaly was a surprise", "CNN"),
        ("the Tarvon Gazette that it was late", "the Tarvon Gazette"),
    ],
)
def test_whom_it_was_told_ends_where_what_was_told_begins(read: Read, told: str, addressee: str) -> None:
    (found,) = statements(read(f"Dorin Vaskel told {told}."))
    assert found.addressee == addressee


def test_a_name_with_a_hyphen_is_whole(read: Read) -> None:
    text = "South Korean President Moon Jae-in has said the talks will ensure the safety of the Pyeongchang Olympics."
    (found,) = statements(read(text))
    assert found.speaker == "Moon Jae-in"


def test_a_pronoun_is_the_person_who_spoke_before(read: Read) -> None:
    text = "“The lane is shut,” Ilse Maranov said. The hall was silent.\n“We did not choose this quarrel,” she added."
    found = statements(read(text))
    assert [s.speaker for s in found] == ["Ilse Maranov", "Ilse Maranov"]


def test_a_pronoun_of_the_other_gender_is_not_that_person(read: Read) -> None:
    text = "“The lane is shut,” said spokesman Karl Brann. “We did not choose this quarrel,” she said."
    assert [s.speaker for s in statements(read(text))] == ["Karl Brann", None]


def test_a_title_of_men_does_not_mean_a_woman_of_that_surname(read: Read) -> None:
    (found,) = statements(read("Michelle Tarren spoke in Ostrel. On Friday Mr. Tarren said the lane was shut."))
    assert found.speaker == "Tarren"
    (found,) = statements(read("Michelle Tarren spoke in Ostrel. Advisers to Ms. Tarren said the lane was shut."))
    assert found.speaker == "advisers to Ms. Tarren"


def test_nobody_is_guessed(read: Read) -> None:
    (found,) = statements(read("The lane was shut. “We did not choose this quarrel,” the envoy said."))
    assert found.speaker is None


def test_an_unnamed_source_is_named_as_such(read: Read) -> None:
    (found,) = statements(read("“We are running out of diesel,” a port official said on Friday."))
    assert found.speaker == "port official"


def test_a_split_quotation_is_one_statement(read: Read) -> None:
    text = "“Seventy hours is not a stockpile,” Amina Sorrel said. “It is a countdown.”"
    (found,) = statements(read(text))
    assert found.content == "Seventy hours is not a stockpile It is a countdown."
    assert [text[a:b] for a, b in found.content_ranges] == ["Seventy hours is not a stockpile", "It is a countdown."]


def test_a_crosshead_in_quotation_marks_is_nobodys_statement(read: Read) -> None:
    text = "Dorin Vaskel said: “We had no time at all.”\n{}\nThe talks went on until Friday."
    crosshead = statements(read(text.format("“The Talks Were Too Long”")))
    assert [s.content for s in crosshead] == ["We had no time at all."]
    speech = statements(read(text.format("“The talks were too long.”")))
    assert [s.speaker for s in speech] == ["Dorin Vaskel", "Dorin Vaskel"]


def test_a_quotation_over_paragraphs_is_one_statement(read: Read) -> None:
    text = "Ilse Maranov said: “We did not choose this quarrel.\n“We will not be starved out of it.”"
    (found,) = statements(read(text))
    assert len(found.content_ranges) == 2


def test_words_in_front_of_the_quotation_belong_to_the_content(read: Read) -> None:
    text = "China should “understand that their future is with others,” Wendy Sherman told CNN on Friday."
    (found,) = statements(read(text))
    assert (found.kind, found.speaker) == ("mixed", "Wendy Sherman")
    assert found.content.startswith("China should “understand")


def test_titles_and_single_words_are_no_statements(read: Read) -> None:
    text = "He starred in “The Long Night” and called it a “success” at the time. The crowd sang “Home Again” twice."
    assert [s.content for s in statements(read(text)) if s.form == "clause"] == []


def test_the_speaker_of_a_coordinated_clause_is_not_what_stands_nearest(read: Read) -> None:
    text = (
        "Xi Jinping spoke to Joe Biden on Friday. He said that China and the US should share duties, "
        "and further declared that “peace and security are the most valued treasures.”"
    )
    assert all(s.speaker != "US" for s in statements(read(text)))


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ilse Maranov warned that the lane would stay shut.", "Ilse Maranov", "that the lane would stay shut"),
        ("According to Ilse Maranov, the lane is shut.", "Ilse Maranov", "the lane is shut"),
        ("The harbour office said the lane was shut.", "harbour office", "the lane was shut"),
        ("A Kessaly official said the lane was shut.", "Kessaly official", "the lane was shut"),
        ("The minister of ports, Teo Handrake, said the lane was shut.", "Teo Handrake", "the lane was shut"),
        ("The lane is shut, the minister of ports, Teo Handrake, said.", "Teo Handrake", "The lane is shut"),
        ("Ilse Maranov and Teo Handrake said the lane was shut.", "Ilse Maranov and Teo Handrake", "the lane was shut"),
        ("China and Russia said the lane was shut.", "China and Russia", "the lane was shut"),
        ("The Bank of Kess and Ostrel said the lane was shut.", "Bank of Kess and Ostrel", "the lane was shut"),
        (
            "OSTREL, Nov 19 (Meridian Wire) — The owner of the tanker Asta Verne said on Thursday that its master had "
            "received no call from the Tarvonian coast guard before he saw the patrol vessel ahead of him.",
            "owner of the tanker",
            "that its master had received no call from the Tarvonian coast guard before he saw the patrol vessel ahead "
            "of him",
        ),
        (
            "WASHINGTON -- President Ilse Maranov, opening a museum on Saturday, said it would tell of them.",
            "Ilse Maranov",
            "it would tell of them",
        ),
    ],
)
def test_reported_clauses_are_statements(read: Read, text: str, speaker: str, content: str) -> None:
    (found,) = [s for s in statements(read(text)) if s.form == "clause"]
    assert (found.speaker, found.content, found.kind) == (speaker, content, "indirect")


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Tarvonia also says more time is needed to reach a deal - Kessaly is yet to comment on the issue.",
            "Tarvonia",
            "more time is needed to reach a deal",
        ),
        (
            "Kess also says more work is needed to get a deal - the US is yet to answer on the matter.",
            "Kess",
            "more work is needed to get a deal",
        ),
        ("Ilse Maranov said the lane – a narrow one – was shut.", "Ilse Maranov", "the lane – a narrow one – was shut"),
        (
            "The port is short of “bread and fuel,” the Gazette reported; pictures show a “large queue at the gate,” "
            "said Teo Handrake, a former officer.",
            "Teo Handrake",
            "pictures show a “large queue at the gate,”",
        ),
        (
            "It would be “larger” than “what the navy did in the first week,” retired Admiral Jan Keanson said on "
            "“The Harbour Hour” radio show.",
            "Jan Keanson",
            "It would be “larger” than “what the navy did in the first week,”",
        ),
    ],
)
def test_what_others_say_in_the_sentence_is_not_the_speakers(read: Read, text: str, speaker: str, content: str) -> None:
    assert (speaker, content) in [(s.speaker, s.content) for s in statements(read(text)) if s.form == "clause"]
    assert not [s.content for s in statements(read(text)) if s.speaker == speaker and s.content != content]


def test_who_is_asked_does_not_ask(read: Read) -> None:
    text = "Asked how he felt about leaving the port, Teo Handrake said the ship would wait."
    assert {s.speaker for s in statements(read(text)) if s.cue == "Asked"} <= {None}


def test_whom_somebody_told_is_no_part_of_what_was_said(read: Read) -> None:
    text = (
        "Teo Handrake told the Gazette in a statement that the crew “became aware that one of the passengers had "
        "boarded the wrong ship,” who then made the “correct decision” to turn around."
    )
    (found,) = [s for s in statements(read(text)) if s.form == "clause"]
    assert found.content.startswith("that the crew “became aware")


def test_a_bracketed_agency_in_front_is_no_part_of_what_was_said(read: Read) -> None:
    text = "(MWN) The ships will wait until the lane is open again, Teo Handrake said on Friday."
    (found,) = [s for s in statements(read(text)) if s.form == "clause"]
    assert found.content == "The ships will wait until the lane is open again"


def test_what_is_only_endorsed_is_a_position(read: Read) -> None:
    (found,) = statements(read("Ilse Maranov endorsed the plan on Friday."))
    assert (found.form, found.speaker, found.cue) == ("position", "Ilse Maranov", "endorsed")


def test_quoted_words_within_a_clause_make_it_mixed(read: Read) -> None:
    (found,) = statements(read("Ilse Maranov said that the lane was “shut for good” and empty."))
    assert found.kind == "mixed"
    assert "“shut for good”" in found.content


def test_two_verbs_of_one_speaker_are_two_statements(read: Read) -> None:
    text = "Ilse Maranov said that the ships would wait, and warned that “the lane is mined from end to end.”"
    found = statements(read(text))
    assert [s.speaker for s in found] == ["Ilse Maranov", "Ilse Maranov"]
    assert [s.cue for s in found] == ["said", "warned"]


def test_the_medium_that_ends_a_sentence_is_no_speaker(read: Read) -> None:
    (found,) = statements(read("Ilse Maranov said that the lane was shut, Reuters reported."))
    assert (found.speaker, found.content, found.via) == ("Ilse Maranov", "that the lane was shut", "Reuters")


def test_relayed_speech_is_one_statement_of_the_outer_speaker(read: Read) -> None:
    (found,) = statements(read("Karl Brann said Ilse Maranov had warned that the lane would stay shut."))
    assert (found.speaker, found.relays) == ("Karl Brann", "Ilse Maranov")


def test_a_credit_names_the_speaker(read: Read) -> None:
    (found,) = statements(read("“We did not choose this quarrel and we will not pay for it.” ― Ilse Maranov"))
    assert (found.speaker, found.cue, found.kind) == ("Ilse Maranov", None, "direct")


def test_a_paragraph_that_ends_in_a_colon_introduces_the_next(read: Read) -> None:
    text = "Ilse Maranov came to Kess on Friday.\nMaranov continued:\n“We did not choose this quarrel.”"
    (found,) = statements(read(text))
    assert (found.speaker, found.cue) == ("Ilse Maranov", "continued")


def test_any_verb_frames_a_full_quotation(read: Read) -> None:
    (found,) = statements(read("“Open the lane and let the ships go,” the crowd chanted."))
    assert (found.speaker, found.cue) == ("crowd", "chanted")


def test_a_question_may_end_the_sentence_in_front_of_its_frame(read: Read) -> None:
    (found,) = statements(read("“Does anybody know what the plan is?” Karl Brann asked."))
    assert (found.speaker, found.cue) == ("Karl Brann", "asked")


def test_a_paragraph_of_quotation_behind_another_has_the_same_speaker(read: Read) -> None:
    text = "“The lane is shut,” Ilse Maranov said. “It stays shut.”\n“We did not choose this quarrel.”"
    assert [(s.speaker, s.cue) for s in statements(read(text))] == [("Ilse Maranov", "said"), ("Ilse Maranov", None)]


def test_the_turns_of_a_transcript_belong_to_their_labels(read: Read) -> None:
    text = "Q: Why is the lane shut?\nMR. BRANN: Because it is mined from end to end.\nQ: Who says so?"
    (found,) = statements(read(text))
    assert (found.content, found.cue) == ("Because it is mined from end to end.", None)


def test_labels_make_a_transcript_where_they_come_back(read: Read) -> None:
    text = (
        "Ned Handrake, the envoy, spoke with the Harbour Courier on Friday.\n"
        "Harbour Courier: Will the lane be open in the spring?\nHandrake: Nobody can promise that.\n"
        "Harbour Courier: And in the summer?\nHandrake: Ask me in the spring."
    )
    said = [(s.speaker, s.content) for s in statements(read(text)) if not s.cue]
    assert ("Ned Handrake", "Nobody can promise that.") in said
    assert ("Ned Handrake", "Ask me in the spring.") in said


def test_a_label_in_capitals_is_the_person_of_that_name(read: Read) -> None:
    text = "Spokesman Ned Handrake met reporters.\nMR. HANDRAKE: We will go on.\nQUESTION: Until when?"
    (found,) = [s for s in statements(read(text)) if not s.cue]
    assert (found.speaker, found.content, found.kind) == ("Ned Handrake", "We will go on.", "indirect")


def test_questions_and_answers_without_names_are_nobodys(read: Read) -> None:
    text = "Q: Will the lane be open?\nA: Nobody can promise that.\nQ: Why not?\nA: Ask me in the spring."
    assert [s for s in statements(read(text)) if s.speaker] == []


def test_one_crosshead_with_a_colon_is_no_transcript(read: Read) -> None:
    text = "Teo Handrake came on Friday.\nBackground: The lane was closed in March.\nIt has been shut since."
    assert statements(read(text)) == ()


@pytest.mark.parametrize(
    ("line", "speaker", "content", "kind"),
    [
        ("“The lane is shut for good”: Envoy Teo Handrake", "Teo Handrake", "The lane is shut for good", "direct"),
        ("Lane is shut for good: Handrake on the talks", "Teo Handrake", "Lane is shut for good", "indirect"),
        ("Teo Handrake: Lane is shut for good", "Teo Handrake", "Lane is shut for good", "indirect"),
        ("Lane is shut for good, says Handrake", "Teo Handrake", "Lane is shut for good", "indirect"),
        ("Lane is shut for good, Handrake warns", "Teo Handrake", "Lane is shut for good", "indirect"),
    ],
)
def test_a_headline_says_who_says_it(read: Read, line: str, speaker: str, content: str, kind: str) -> None:
    text = f"{line}\nTeo Handrake came to Lindhal for talks on Friday. He left in the evening without a word."
    (found,) = find_statements(*_read_with_actors(read, text), headline=line)
    assert (found.speaker, found.content, found.kind) == (speaker, content, kind)


def test_headlines_of_other_stories_are_left_alone(read: Read) -> None:
    text = "Lane is shut for good, says Handrake\nTeo Handrake came to Lindhal for talks. He left without a word."
    assert find_statements(*_read_with_actors(read, text), headline="Envoy leaves Lindhal") == ()


def test_a_topic_in_front_of_a_colon_is_no_speaker(read: Read) -> None:
    line = "War in Tarvonia: What we know on day ten"
    text = f"{line}\nThe war in Tarvonia went on. In Tarvonia nobody slept."
    assert find_statements(*_read_with_actors(read, text), headline=line) == ()


@pytest.mark.parametrize(("name", "is_said"), [("UNHCR", True), ("Harbour Council", False)])
def test_an_organization_before_a_colon_speaks_if_it_is_an_abbreviation(read: Read, name: str, is_said: bool) -> None:
    line = f"{name}: Forty people missing off Brennick"
    text = f"{line}\nThe {name} met on Friday. Nobody came out of the {name} before the evening."
    assert bool(find_statements(*_read_with_actors(read, text), headline=line)) is is_said


def test_a_headline_that_the_article_bears_out_is_not_said_twice(read: Read) -> None:
    line = "Lane is shut for good, says Handrake"
    text = f"{line}\nTeo Handrake said on Friday that the lane was shut for good."
    (found,) = find_statements(*_read_with_actors(read, text), headline=line)
    assert found.cue == "said"


def test_a_post_is_its_authors(read: Read) -> None:
    text = (
        "Teo Handrake left Lindhal on Friday evening.\n"
        "We will be back at the table on Monday. https://t.co/abc — Teo Handrake (@handrake) March 3, 2027\n"
        "The talks had lasted for nine hours."
    )
    (found,) = statements(read(text))
    assert (found.speaker, found.content, found.kind) == (
        "Teo Handrake",
        "We will be back at the table on Monday.",
        "direct",
    )


def test_what_an_account_reports_of_somebody_came_through_it(read: Read) -> None:
    text = (
        "Teo Handrake left Lindhal on Friday evening.\n"
        "#LIVE | We will be back on Monday: Envoy Teo Handrake on the talks; more here - https://t.co/abc — "
        "Lindhal Today (@lindhal) March 3, 2027\nThe talks had lasted for nine hours."
    )
    (found,) = statements(read(text))
    assert (found.speaker, found.content, found.kind, found.via) == (
        "Teo Handrake",
        "We will be back on Monday",
        "indirect",
        "Lindhal Today",
    )


def test_a_post_of_somebody_whom_the_article_does_not_name_is_left_out(read: Read) -> None:
    text = (
        "Teo Handrake left Lindhal on Friday evening.\n"
        "What a long day that was for everybody. — Port Watcher (@portwatch) March 3, 2027\nThe talks had ended."
    )
    assert statements(read(text)) == ()


@pytest.mark.parametrize(
    ("text", "occasion", "place"),
    [
        ("Teo Handrake told reporters in Geneva that the lane was shut.", None, "Geneva"),
        ("Speaking in Geneva, Teo Handrake said the lane was shut.", None, "Geneva"),
        ("Teo Handrake said at a briefing in Geneva that the lane was shut.", "at a briefing", "Geneva"),
        ("At a routine briefing, Teo Handrake said that the lane was shut.", "At a routine briefing", None),
        ("Teo Handrake said after a meeting with the envoy that he was tired.", "after a meeting with the envoy", None),
        ("Teo Handrake told reporters from Geneva that the lane was shut.", None, None),
        ("Teo Handrake said that ships in Geneva would wait.", None, None),
    ],
)
def test_occasion_and_place_stand_with_the_verb(read: Read, text: str, occasion: str | None, place: str | None) -> None:
    (found,) = statements(read(text))
    assert (found.occasion, found.place) == (occasion, place)
    assert [text[a:b] for a, b in found.occasion_ranges] == [part for part in (occasion, place) if part]


def test_a_name_in_the_object_is_not_the_speaker(read: Read) -> None:
    text = (
        "“Karl Brann chose this,” Teo Handrake said.\n"
        "When reporters asked whether he would write to Karl Brann, he declined and said: “I have no plans for it.”"
    )
    assert statements(read(text))[-1].speaker == "Teo Handrake"


@hypothesis_settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "“We go,” she said.",
                "Ilse Maranov",
                "said",
                ",",
                "“",
                "”",
                '"',
                "told",
                "the envoy",
                ".",
                "\n",
                "'No'",
                ":",
                "that the lane was shut",
                "warned",
                "according to",
                "‘",
                "’",
            ]
        ),
        max_size=25,
    )
)
def test_every_statement_is_verbatim(words: list[str]) -> None:
    text = " ".join(words)
    document = annotate([text], load_spacy())[0]
    for statement in statements(document):
        assert statement.content == " ".join(text[a:b] for a, b in statement.content_ranges)
        assert (statement.cue or "") == " ".join(text[a:b] for a, b in statement.cue_ranges)
        assert all(0 <= a < b <= len(text) for a, b in statement.speaker_ranges)
        assert all(0 <= a < b <= len(text) for a, b in statement.content_ranges)
        assert list(statement.content_ranges) == sorted(statement.content_ranges)


@pytest.mark.parametrize(
    "text",
    [
        '"' * 500,
        "“ ” " * 200,
        "Anna Berg, Karl Brann, Petra Olwin, Teo Handrake, " * 40,
        "Q: Why now? A: Because. Q: Who said so? A: Nobody.\n" * 20,
        "Рано утром мэр сказал: «Порт открыт». The mayor said so.",
    ],
)
def test_odd_texts_give_no_invented_words(read: Read, text: str) -> None:
    for statement in statements(read(text)):
        assert statement.content in " ".join(text.split()) or " " in statement.content


@pytest.mark.slow
def test_a_quotation_that_goes_on_and_on_is_read_in_linear_time(read: Read) -> None:
    def seconds(text: str) -> float:
        """The least of three: the others hold what the machine did besides."""
        document = read(text)
        found = []
        for _ in range(3):
            started = time.process_time()
            statements(document)
            found.append(time.process_time() - started)
        return min(found)

    piece = "“we go,” she said and "
    assert seconds(piece * 2000) <= 3 * seconds(piece * 1000) + 0.1
