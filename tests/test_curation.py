"""The editor's file: what it asks for is done, is said, and hides nothing from the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.analysis.compose import DayInput, compose_briefing
from briefing.analysis.reading import Read
from briefing.config import CURATION, load_config, parse_curation
from briefing.errors import ConfigError
from briefing.types import Briefing, Curation, Hide, Merge, Pin, Provenance, Split, Story
from tests.builders import NOON, make_read
from tests.test_compose import OWN, WIRE, day_of_reads, frame
from tests.test_config import GOOD
from tests.trees import elements, page_of, words

NOTHING = Curation()


def edition(
    asked: Curation = NOTHING,
    *,
    reads: Sequence[Read] | None = None,
    before: Briefing | None = None,
    reads_before: Sequence[Read] = (),
    days: int = 0,
    stories: int = 10,
) -> Briefing:
    """The edition of the day in `tests.test_compose`, or of one `days` later, as the editor asks for it."""
    start = NOON.replace(hour=0) + timedelta(days=days)
    given = DayInput(
        day=start.date(),
        start=start,
        end=start + timedelta(days=1),
        reads=tuple(day_of_reads() if reads is None else reads),
        unread=(),
        entries=9,
        on_topic=4,
        feeds=(),
        before=before,
        reads_before=tuple(reads_before),
        editions_before=0,
    )
    provenance = Provenance(program="test", models=(), summarizer="extractive")
    return compose_briefing(replace(frame(stories=stories), curation=asked), given, provenance)


def story_of(briefing: Briefing, report: str) -> Story:
    return next(story for story in briefing.stories if report in story.reports)


def edited(briefing: Briefing) -> str:
    """What the page says of the edits."""
    return " ".join(words(line) for line in elements(page_of(briefing).tree, "p", "edits"))


PLAIN = edition()
LANE = story_of(PLAIN, "w1")


def test_without_a_file_nothing_is_edited_and_nothing_said() -> None:
    assert (PLAIN.edits, edited(PLAIN)) == ((), "")
    assert [story.topic for story in PLAIN.stories] == ["Diplomacy", "Shipping"]


@pytest.mark.parametrize(
    "name",
    [LANE.id, "https://example.org/w1", "http://www.example.org/w1?utm_source=mail", "Lane  closed to LARGE ships"],
    ids=["id", "address", "another spelling of the address", "headline"],
)
def test_a_pinned_story_stands_first_and_is_said_to_be(name: str) -> None:
    briefing = edition(Curation(pin=(Pin(story=name),)))
    assert [story.topic for story in briefing.stories] == ["Shipping", "Diplomacy"]
    assert [(edit.kind, edit.story) for edit in briefing.edits] == [("pin", LANE.id)]
    assert edited(briefing) == "Edited by hand: 1 story pinned"
    lead = elements(page_of(briefing).tree, "article", "lead")[0]
    assert "; pinned by the editor" in words(elements(lead, "p", "meta")[0])


def test_a_pinned_story_is_printed_where_there_is_room_for_one() -> None:
    assert [s.topic for s in edition(Curation(pin=(Pin(story=LANE.id),)), stories=1).stories] == ["Shipping"]


def test_a_hidden_story_is_gone_with_its_statements_and_actors_but_counted_and_said() -> None:
    briefing = edition(Curation(hide=(Hide(story=LANE.id, why="a hoax"),)))
    assert [story.topic for story in briefing.stories] == ["Diplomacy"]
    assert "Dorin Vaskel" in {said.speaker for said in PLAIN.statements}
    assert "Dorin Vaskel" not in {said.speaker for said in briefing.statements}
    assert "Dorin Vaskel" not in {actor.name for actor in briefing.actors}
    assert not {"w1", "w2", "o1"} & {report.id for report in briefing.reports}
    assert briefing.coverage == PLAIN.coverage
    assert edited(briefing) == "Edited by hand: 1 story hidden (a hoax)"


def next_day(asked: Curation, first: Briefing) -> Briefing:
    follow = make_read(
        OWN + " The northern lane stayed closed on Saturday, and sixty-one ships lay at anchor south of the strait.",
        id="n1",
        publisher="Ansel Post",
        headline="Ships still wait as northern lane stays closed",
    )
    later = replace(follow, article=replace(follow.article, published=NOON + timedelta(days=1)))
    return edition(asked, reads=[later], before=first, reads_before=day_of_reads(), days=1)


def test_what_is_hidden_for_good_stays_hidden_on_the_next_day_and_has_not_gone_quiet() -> None:
    asked = Curation(hide=(Hide(story=LANE.id),))
    second = next_day(asked, edition(asked))
    assert second.stories == ()
    assert [(edit.kind, edit.story, edit.first_day) for edit in second.edits] == [("hide", LANE.id, NOON.date())]
    from_plain = next_day(asked, PLAIN)
    assert "quiet" not in [change.kind for change in from_plain.changes if change.story == LANE.id]
    assert "quiet" in [change.kind for change in from_plain.changes], "the talks have"


def test_what_was_hidden_for_a_day_is_the_same_story_on_the_next() -> None:
    asked = Curation(hide=(Hide(story=LANE.id, day=NOON.date()),))
    (story,) = next_day(asked, edition(asked)).stories
    assert (story.id, story.state, story.first_day) == (LANE.id, "continued", NOON.date())


def test_merged_stories_are_one_with_all_reports_and_their_origins() -> None:
    briefing = edition(Curation(merge=(Merge(stories=(LANE.id, "Talks on Monday")),)))
    (story,) = briefing.stories
    assert set(story.reports) == {"w1", "w2", "o1", "t1"}
    assert story.origins == sum(s.origins for s in PLAIN.stories)
    assert [(edit.kind, edit.story) for edit in briefing.edits] == [("merge", story.id)]
    assert edited(briefing) == "Edited by hand: 1 story merged out of several"


def test_a_report_that_is_split_off_takes_its_reprints_with_it() -> None:
    briefing = edition(Curation(split=(Split(reports=("https://example.org/w1",)),)))
    assert set(story_of(briefing, "w1").reports) == {"w1", "w2"}
    assert story_of(briefing, "o1").reports == ("o1",)
    assert [edit.kind for edit in briefing.edits] == ["split"]


def test_the_split_off_part_of_a_story_that_goes_on_is_a_new_story() -> None:
    reads = [
        make_read(WIRE, id="n1", publisher="Meridian Wire", headline="Lane closed for another day"),
        make_read(OWN, id="n2", publisher="Ansel Post", headline="Ships wait for another day"),
    ]
    asked = Curation(split=(Split(reports=("https://example.org/n2",)),))
    second = edition(asked, reads=reads, before=PLAIN, reads_before=day_of_reads(), days=1)
    assert (story_of(second, "n1").id, story_of(second, "n1").state) == (LANE.id, "continued")
    assert story_of(second, "n2").id != LANE.id and story_of(second, "n2").state == "new"


def test_what_names_nothing_of_the_day_changes_nothing_and_is_said() -> None:
    asked = Curation(
        pin=(Pin(story="ffff"),),
        hide=(Hide(story="No such headline"),),
        merge=(Merge(stories=("aaaa", LANE.id), day=NOON.date()),),
        split=(Split(reports=("https://example.org/nowhere",)),),
    )
    briefing = edition(asked)
    assert (briefing.stories, briefing.edits) == (PLAIN.stories, ())
    assert list(briefing.provenance.notes) == [
        "The editor's file asks to split “https://example.org/nowhere”, but no report of this day is called so.",
        "The editor's file asks to merge “aaaa”, but no story of this day is called so.",
        "The editor's file asks to hide “No such headline”, but no story of this day is called so.",
        "The editor's file asks to pin “ffff”, but no story of this day is called so.",
    ]


def test_what_is_asked_for_another_day_waits_in_silence() -> None:
    asked = Curation(hide=(Hide(story=LANE.id, day=NOON.date() + timedelta(days=3)),))
    assert edition(asked) == PLAIN


def test_the_file_stands_beside_feeds_yaml(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(GOOD, encoding="utf-8")
    assert load_config(feeds).curation == Curation()
    (tmp_path / CURATION).write_text(
        "pin:\n  - story: ebb1cf4f5eeb2e45\n    day: 2026-11-21\nhide:\n  - {story: A hoax, why: made up}\nmerge:\n",
        encoding="utf-8",
    )
    asked = load_config(feeds).curation
    assert asked.pin == (Pin(story="ebb1cf4f5eeb2e45", day=NOON.date() + timedelta(days=1)),)
    assert asked.hide == (Hide(story="A hoax", why="made up"),)
    (tmp_path / CURATION).write_text("", encoding="utf-8")
    assert load_config(feeds).curation == Curation()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pin: [", "is not valid YAML"),
        ("- story: x", "must hold keys such as pin and hide"),
        ("unpin:\n  - story: x", "line 1: unpin is not a key that is known here; there are split, merge, hide, pin"),
        ("pin:\n  - stories: x", "line 2: pin[1].story is missing"),
        (
            "pin:\n  - story: x\n    until: 2026-01-01",
            "pin[1].until is not a key that is known here; there are story, day",
        ),
        ("hide:\n  - story: x\n    day: soon", "line 3: hide[1].day must be a date, such as 2026-02-18"),
        ("hide:\n  - story: ' '", "line 2: hide[1].story must be the id of a story, or the address or headline"),
        ("merge:\n  - stories: [x]", "line 2: merge[1].stories must name at least two stories"),
        ("split:\n  - reports: []", "line 2: split[1].reports must name at least one report"),
    ],
)
def test_a_mistake_in_it_is_named_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_curation(text, path=Path(CURATION))
    assert message in str(caught.value)
    assert CURATION in str(caught.value)


def test_feeds_yaml_says_where_it_belongs(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(f"{GOOD}curation:\n  pin: []\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"curation stands in a file of its own, curation\.yaml beside this one"):
        load_config(feeds)
