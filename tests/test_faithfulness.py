"""The gate for what a model wrote: copies and fair deletions pass, what was changed does not, refusals say why."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.deletions import find_cuts
from briefing.analysis.faithfulness import Finding, judge, judge_sentence
from briefing.analysis.particulars import Lexicon, Number, carries, is_variant, numbers_in
from briefing.analysis.source import Source
from briefing.analysis.wording import mend_numbers, quotations_in, tokens_of
from briefing.text.sentences import split_sentences
from tests.planted import ARTICLE, planted, sentences

TEXT = (
    "The northern lane was closed to all larger vessels on Friday, the harbour office in Tarvon said. "
    "“The lane is shut to trade. It is not shut to aid,” foreign minister Dorin Vaskel, 54, told reporters in Tarvon. "
    "Sixty-one ships lay at anchor by nightfall, waiting for orders from the capital of Kessaly. "
    "Brokers in Kess raised the price of cover to 12.64 million dollars on 20 November. "
    "Ada Brann, who leads the Council of Coastal States (CCS), may travel to Tarvon next week. "
    "The president of Lindhal did not answer questions on Monday. "
    "“Not one gun was fired from ships of ours,” he said."
)
SOURCE = Source(TEXT, split_sentences(TEXT))


def check(claim: str) -> Finding:
    return judge_sentence(claim, SOURCE)


@pytest.mark.parametrize(
    "claim",
    [
        *(TEXT[a:b] for a, b in split_sentences(TEXT)),
        "The northern lane was closed to all larger vessels on Friday, the harbour office in Tarvon said",
        '"The lane is shut to trade. It is not shut to aid," foreign minister Dorin Vaskel, 54, '
        "told reporters in Tarvon.",
        "Sixty-one ships lay at anchor by nightfall, waiting for orders from the capital.",
        "Sixty-one ships lay at anchor, waiting for orders from the capital of Kessaly.",
        "Brokers raised the price of cover to 12.64 million dollars on 20 November.",
        "The northern lane was closed to larger vessels on Friday, the harbour office said.",
    ],
)
def test_copies_and_fair_deletions_pass(claim: str) -> None:
    found = check(claim)
    assert found.verdict == "supported", found.reasons
    assert found.ranges
    assert not found.reasons


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("The president of Lindhal did answer questions on Monday.", "a negation was left out: not"),
        ("Ada Brann, who leads the Council of Coastal States (CCS), travel to Tarvon next week.", "a modal or a"),
        ("The northern lane was closed to all larger vessels on Friday.", "an attribution was left out: said"),
        (
            "Brokers in Kess raised the price of cover to million dollars on 20 November.",
            "a number was left out: 12.64",
        ),
        ("“The lane is shut. It is not shut to aid,” foreign minister Dorin Vaskel, 54, told reporters.", "near copy"),
        ("“Not one gun was” ours, he said.", "part of a quotation was left out"),
        ("The lane is shut to trade, foreign minister Dorin Vaskel, 54, told reporters in Tarvon.", "near copy"),
        ("Of Lindhal did not answer questions on Monday.", "words were cut out of a phrase"),
        (
            "The northern lane was closed to all smaller vessels on Friday, the harbour office in Tarvon said.",
            "smaller",
        ),
        ("Sixty-one ships lay at anchor by nightfall, waiting for orders from the capital of Lindhal.", "lindhal"),
        ("The harbour office of Marrow has closed part of the sea.", 'a name is not in the source: "Marrow"'),
        ("Some ninety captains now wait for a decision of Kessaly.", 'a number is not in the source: "ninety"'),
        (
            "Cover for a voyage became dearer, at 12.6 million euros.",
            'a number is not in the source: "12.6 million euro"',
        ),
        ("Nobody in Lindhal had anything to say about this on Thursday.", 'a date is not in the source: "thursday"'),
        ("According to Vaskel, “no aid will pass” while the dispute lasts.", "a quotation is not in the source"),
        (
            "Much was said in the capital, above all by Dorin Brann himself.",
            'a name is not in the source: "Dorin Brann"',
        ),
    ],
)
def test_what_does_not_follow_is_refused_with_a_reason(claim: str, reason: str) -> None:
    found = check(claim)
    assert found.verdict == "refused"
    assert any(reason in each for each in found.reasons), found.reasons
    assert found.score < 1


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Larger vessels may not use the northern lane, which was closed on Friday.", "supported"),
        ("Brokers of Kess want about 13 million dollars as a price of cover.", "supported"),
        ("A journey by the head of the CCS is being thought about by diplomats everywhere.", "unverified"),
        ("The weather was fine and everybody went to the beach.", "unverified"),
        ("More than sixty ships waited at anchor for orders of the Kessalian capital.", "supported"),
    ],
)
def test_freer_sentences(claim: str, verdict: str) -> None:
    found = check(claim)
    assert found.verdict == verdict, found.reasons
    assert 0 < found.score < 1 or verdict == "unverified"


ARREST = "Ms Donna Larkin, then aged 26, fled to the harbour. She was held for six days after she was found asleep."
FERRY = "Ada Brann met Dorin Vaskel on the ferry. She was held for six days after the ferry had landed."


@pytest.mark.parametrize(
    ("text", "claim", "verdict"),
    [
        (ARREST, "Larkin was held for six days after being found asleep.", "supported"),
        (ARREST, "Donna Larkin was held for six days after she was found asleep.", "supported"),
        (ARREST, "Larkin was held for nine days after being found asleep.", "refused"),
        (ARREST, "Donna was held for six days after she was found asleep.", "refused"),
        (FERRY, "Brann was held for six days after the ferry had landed.", "refused"),
        (FERRY, "Vaskel was held for six days after the ferry had landed.", "refused"),
    ],
)
def test_a_name_may_stand_for_a_pronoun_where_no_other_can_be_meant(text: str, claim: str, verdict: str) -> None:
    found = judge_sentence(claim, Source(text, split_sentences(text)))
    assert found.verdict == verdict, found.reasons
    assert verdict == "refused" or len(found.ranges) == 2


def test_vectors_find_what_a_sentence_rests_on() -> None:
    def embed(texts: object) -> list[tuple[float, float]]:
        assert isinstance(texts, list)
        return [(0.0, 1.0) if "Ada Brann" in text or "diplomat" in text else (1.0, 0.0) for text in texts]

    source = Source(TEXT, split_sentences(TEXT), embed)
    found = judge_sentence("Some diplomat could soon be on the road.", source)
    ada = TEXT.index("Ada Brann")
    assert any(a == ada for a, _ in found.ranges)


def test_a_copy_is_cited_with_its_marks_wherever_it_stands() -> None:
    text = "“The lane is shut,” she said. “It stays shut,” he said. (Two ships waited.)"
    for a, b in split_sentences(text):
        for claim in (text[a:b], text[a:b].rstrip(".)")):
            (found,) = judge_sentence(claim, Source(text, split_sentences(text))).ranges
            assert text[slice(*found)] == text[a:b]


def test_a_claim_of_several_sentences_is_as_good_as_its_worst() -> None:
    good, bad = TEXT[: TEXT.index(" “")], "The king of Marrow fled."
    assert judge([good], SOURCE).verdict == "supported"
    found = judge([good, bad], SOURCE)
    assert found.verdict == "refused" and found.score < 1
    assert judge([], SOURCE).verdict == "unverified"
    assert judge(["..."], SOURCE).reasons == ("there is nothing to check",)


def test_a_text_without_sentences_supports_nothing() -> None:
    assert judge_sentence("The lane is shut.", Source("", [])).verdict == "unverified"


class TestPlanted:
    """Near copies of an invented article with one thing changed."""

    def test_what_errors_are_planted_in_passes(self) -> None:
        source = Source(ARTICLE, split_sentences(ARTICLE))
        for whole, _ in sentences():
            assert judge_sentence(whole, source).verdict == "supported", whole

    @pytest.mark.parametrize("kind", ["unit", "date", "negation", "modality", "speaker", "role"])
    def test_each_kind_is_caught(self, kind: str) -> None:
        source = Source(ARTICLE, split_sentences(ARTICLE))
        cases = [error for error in planted() if error.kind == kind]
        missed = [error.claim for error in cases if judge_sentence(error.claim, source).verdict != "refused"]
        assert len(cases) >= 20
        assert len(missed) <= 0.05 * len(cases), missed


@given(st.lists(st.sampled_from("abcde"), max_size=12), st.data())
def test_cuts_are_what_is_missing(source: list[str], data: st.DataObject) -> None:
    keep = data.draw(st.lists(st.booleans(), min_size=len(source), max_size=len(source)))
    claim = [word for word, kept in zip(source, keep, strict=True) if kept]
    cuts = find_cuts(claim, source)
    if claim:
        assert cuts is not None
        gone = {i for a, b in cuts for i in range(a, b)}
        assert [word for i, word in enumerate(source) if i not in gone] == claim
        assert len(cuts) <= sum(not kept for kept in keep)
    assert Counter(claim) <= Counter(source)


def test_what_is_no_subsequence_has_no_cuts() -> None:
    assert find_cuts(["b", "a"], ["a", "b"]) is None
    assert find_cuts(["c"], ["a", "b"]) is None
    assert find_cuts(["x"], ["x"] * 500) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.5 million dollars", 2.5e6, "dollar"),
        ("$2.5m", 2.5e6, "dollar"),
        ("€40 million", 4e7, "euro"),
        ("twenty-one days", 21, "day"),
        ("three hundred", 300, ""),
        ("a million people", 1e6, ""),
        ("0.9 per cent", 0.9, "%"),
        ("12,500 km", 12500, "kilometre"),
        ("a rise of -5 degrees", -5, "degree"),
        ("version 10.1.2", 1012, ""),
    ],
)
def test_numbers_are_read_with_their_units(text: str, value: float, unit: str) -> None:
    (found,) = numbers_in(tokens_of(text))
    assert (found.value, found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("source", "claim", "expected"),
    [
        ("12.64 million", "12.6 million", True),
        ("12.64 million", "12.7 million", False),
        ("61 ships", "more than 60 ships", True),
        ("61 ships", "more than 70 ships", False),
        ("298 people", "about 300 people", True),
        ("298 people", "nearly 300 people", True),
        ("240 people", "about 300 people", False),
        ("5 miles", "5 kilometres", False),
        ("5 miles", "five", True),
        ("14", "10", False),
    ],
)
def test_a_number_carries_another_as_far_as_it_is_meant(source: str, claim: str, expected: bool) -> None:
    def number(text: str) -> Number:
        return numbers_in(tokens_of(text))[0]

    assert carries(number(source), number(claim)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("pheonix", "phoenix", True),
        ("zelenski", "zelensky", True),
        ("viollta", "villota", True),
        ("qaddafi", "gaddafi", True),
        ("vaskel", "varkel", True),
        ("iran", "iraq", False),
        ("vaskel", "maskel", False),
        ("slovakia", "slovenia", False),
        ("austria", "australia", False),
    ],
)
def test_spelling_variants_are_one_name(one: str, other: str, expected: bool) -> None:
    assert is_variant(one, other) is expected


def test_names_are_known_by_other_forms() -> None:
    lexicon = Lexicon(tokens_of("The Council of Coastal States met British officials in the U.S. and in Kessaly."))
    assert all(map(lexicon.known, ["ccs", "cs", "britain", "uk", "us", "america", "kessalian", "coastal"]))
    assert not any(map(lexicon.known, ["france", "un", "lindhal"]))
    assert Lexicon(tokens_of("The CCS met.")).spells_out(["council", "coastal", "states"])


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“It is late,” she said.", ["It is late,"]),
        ("It's late, and the ships' owners know.", []),
        ("He said 'it's late' and left.", ["it's late"]),
        ('He said "it is', ["it is"]),
    ],
)
def test_quotations_are_found(text: str, quoted: list[str]) -> None:
    assert [text[a:b] for a, b in quotations_in(text)] == quoted


def test_torn_numbers_are_mended() -> None:
    assert mend_numbers("up 7. 8 % to $10, 000 in 2014, 300 more") == "up 7.8 % to $10,000 in 2014, 300 more"
    assert mend_numbers("It was 2014. 300 came.") == "It was 2014. 300 came."


@pytest.mark.parametrize("piece", ["word ", "a", "“", "not ", "1 ", "(", "Ada Brann ", "'x ", '"x '])
def test_a_long_text_without_an_end_is_judged_in_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    started = time.process_time()
    source = Source(text, split_sentences(text))
    judge_sentence("Ada Brann said that 300 ships were not words.", source)
    judge_sentence(text[:300], source)
    assert time.process_time() - started < 30
