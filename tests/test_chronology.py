"""The timeline of a story: days that its texts name, sentences that can be read alone, and nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.chronology import find_timeline
from briefing.analysis.evidence import cite, holds
from briefing.analysis.reading import Read
from briefing.types import Briefing, CitedSentence, DatedSentence, Digest, Sentence, Story, Summary
from tests.builders import NOON, make_article, make_feed
from tests.editions import full_edition, make_report, make_story

#: The articles are of Friday.
FRIDAY = NOON.date()


def read_of(*sentences: str, id: str = "a1") -> Read:
    """An article whose summary is all its sentences."""
    text = " ".join(sentences)
    article = make_article(text, id=id)
    ranges = [(text.index(sentence), text.index(sentence) + len(sentence)) for sentence in sentences]
    summary = Summary(
        model="test",
        extractive=True,
        sentences=tuple(Sentence(text=s, ranges=(r,)) for s, r in zip(sentences, ranges, strict=True)),
    )
    digest = Digest(
        text_hash=article.hash, model="test", body=(), summary=summary, actors=(), attributions=(), vector=()
    )
    return Read(article=article, digest=digest, feed=make_feed(), topics=())


def timeline(
    *reads: Read, story: Story | None = None, before: Briefing | None = None, directed: Sequence[str] = ()
) -> list[tuple[date, str, str]]:
    found = find_timeline(story or make_story(), reads, before, directed=directed, timezone="UTC")
    return [(dated.on, dated.sentence.text, dated.dated_by) for dated in found]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Fourteen trucks were turned back at the crossing on Thursday.", 19),
        ("Fourteen trucks were turned back at the crossing at 12:40 on Thursday.", 19),
        ("Kessaly froze the accounts of the company on 17 November, managers say.", 17),
        ("Both ships lay at anchor, the pilots' association said on Wednesday.", 18),
        ("Two guards fired into the air at the gate yesterday.", 19),
        ("The lane will be opened again, the harbour office said on Wednesday.", 18),
    ],
)
def test_a_sentence_of_a_report_stands_under_the_day_that_it_names(sentence: str, day: int) -> None:
    assert timeline(read_of(sentence)) == [(date(2026, 11, day), sentence, "text")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Lindhal has invited Tarvonia and Kessaly to talks in Lindhal City on Monday.",
        "The city is clearing two floors, a ballroom and a row of potted palms for the talks on Monday.",
        "Most of Brennick has been without electricity since Wednesday.",
        "All of them must report to the barracks by Thursday.",
        "The convoy had a permit for the crossing, issued in Tarvon on 13 November.",
        "The price of cover fell after Thursday's meeting of the council.",
        "On an ordinary Wednesday nine ships used the lane.",
        "He was turned back at the crossing on Thursday.",
        "However, trucks were turned back at the crossing on Thursday.",
        "Reporters of ours met both delegations on Thursday, and we were let in.",
        "“The ship sailed on Thursday and never came back,” read the note.",
        "The ship was launched on Wednesday and sank off the point on Thursday.",
        "The treaty was signed in Lindhal City on 3 March 1998.",
        "Shots were fired at the gate of the harbour on Friday.",
    ],
    ids=lambda sentence: " ".join(sentence.split()[:4]),
)
def test_what_names_no_day_of_an_event_before_its_report_is_left_out(sentence: str) -> None:
    assert timeline(read_of(sentence)) == []


def test_what_an_outlet_under_direction_alone_tells_is_left_out() -> None:
    sentence = "Fourteen trucks were turned back at the crossing on Thursday."
    assert timeline(read_of(sentence), directed=["a1"]) == []
    both = timeline(read_of(sentence, id="a1"), read_of(sentence, id="a2"), directed=["a1"])
    assert [text for _, text, _ in both] == [sentence]


def test_nothing_stands_there_twice_nor_what_today_tells() -> None:
    sentence = "Fourteen trucks were turned back at the crossing on Thursday."
    assert len(timeline(read_of(sentence, id="a1"), read_of(sentence, id="a2"))) == 1
    evidence = make_story().summary[0].evidence
    told = make_story(summary=(CitedSentence(text=sentence, evidence=evidence),))
    assert timeline(read_of(sentence), story=told) == []


def yesterday(first: str) -> Briefing:
    """An edition with one story that begins with this sentence, in a report of Thursday."""
    article = make_article(first, id="y1", published=NOON - timedelta(days=1))
    sentence = CitedSentence(text=first, evidence=(cite(article, [(0, len(first))]),))
    report = make_report("y1", published=article.published)
    story = make_story(summary=(sentence,), reports=("y1",), headline_report="y1")
    return replace(full_edition(FRIDAY), stories=(story,), reports=(report,))


def test_what_the_edition_before_told_stands_under_its_own_day_or_that_of_its_report() -> None:
    named = "A tanker and a patrol vessel collided off the point on Wednesday."
    assert timeline(before=yesterday(named)) == [(date(2026, 11, 18), named, "text")]
    not_named = "Reservists of nine classes are called up in two districts."
    assert timeline(before=yesterday(not_named)) == [(date(2026, 11, 19), not_named, "report")]


@given(st.lists(st.tuples(st.integers(1, 19), st.integers(0, 99)), max_size=60))
def test_it_is_in_order_without_repeats_and_bounded_and_keeps_its_beginning(days: list[tuple[int, int]]) -> None:
    kept = tuple(
        DatedSentence(
            on=date(2026, 11, day),
            sentence=CitedSentence(text=f"Boat {n} of the {day}th was seen {n} times", evidence=()),
        )
        for day, n in sorted(days)
    )
    story = make_story(timeline=kept)
    before = replace(yesterday("Boats were seen off the point on Thursday."), stories=(replace(story, summary=()),))
    reads = [read_of("Trucks were turned back at the crossing on Tuesday.")]
    found = find_timeline(make_story(), reads, before, directed=(), timezone="UTC")
    assert [dated.on for dated in found] == sorted(dated.on for dated in found)
    texts = [dated.sentence.text for dated in found]
    assert len(set(texts)) == len(texts) <= 30
    assert found[0].on == min([dated.on for dated in kept] + [date(2026, 11, 17)])
    new = [dated for dated in found if dated.sentence.evidence]
    assert all(holds(dated.sentence.evidence[0], reads[0].article) for dated in new)
