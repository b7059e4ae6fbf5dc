"""The archive and the pages without an edition as trees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.views.archive import Day, Found, Results, archive_body, archive_head
from briefing.views.messages import edition_unreadable, no_edition_of, no_edition_yet
from tests.editions import (
    DAY,
)
from tests.trees import READ, elements, words

# ---------------------------------------------------------------- the archive

DAYS = [
    Day(day=date(2026, 10, 30), stories=5),
    Day(day=date(2026, 11, 1), stories=1),
    Day(day=date(2026, 11, 2), stories=None),
]
HIT = Found(
    kind="story",
    day=date(2026, 11, 1),
    headline="Convoy turned back",
    snippet=(("…the ", False), ("convoy", True), (" was", False)),
    credit="Open Harbour Relief and 3 more",
    ref="s1",
)


def test_the_head_of_the_archive_counts_days_without() -> None:
    head = words(archive_head(DAYS, title="Marrow Strait", sample=True))
    assert (
        head == "Crisis briefing · Marrow StraitArchive3 editions since 30 October 2026, 1 day withoutSample, invented"
    )


def test_the_calendar_has_the_newest_month_first_and_a_link_for_every_edition() -> None:
    tree = archive_body(DAYS, Results(query="", found=(), cut=False))
    assert [words(caption) for caption in elements(tree, "caption")] == ["November 2026", "October 2026"]
    assert [link.attributes["href"] for link in elements(tree, "a")] == [
        "/compare?day=2026-11-02&before=2026-11-01",
        "/?day=2026-11-01",
        "/?day=2026-11-02",
        "/?day=2026-10-30",
    ]
    assert words(elements(tree, "a", "day")[0]) == "1 November, 1 story"
    assert words(elements(tree, "a", "day")[1]) == "2 November, damaged"
    assert [words(cell) for cell in elements(tree, "td", "missing")] == ["31 October, none made"]
    newest = elements(tree, "td", "newest")
    assert [cell.attributes["aria-current"] for cell in newest] == ["date"]
    assert all(
        len(elements(row)) == 8 or elements(row, "th") for row in elements(tree, "tr") if len(elements(row, "a")) == 0
    )


def test_what_was_found_stands_newest_first_and_in_the_calendar() -> None:
    report = replace(HIT, kind="report", headline="Situation update", ref="https://example.org/r1")
    tree = archive_body(DAYS, Results(query="convoy", found=(HIT, report), cut=False))
    story, second = elements(tree, "li", "hit")
    assert words(story) == "Story 1 NovemberConvoy turned back…the convoy wasOpen Harbour Relief and 3 more"
    assert [words(mark) for mark in elements(story, "mark")] == ["convoy"]
    assert elements(story, "a")[0].attributes["href"] == "/?day=2026-11-01&at=story-s1"
    assert elements(second, "a")[0].attributes["href"] == "https://example.org/r1"
    assert words(elements(tree, "a", "day")[0]) == "1 November, 1 hit"
    assert "“convoy”2 hits, newest first" in words(tree)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (
            Results(query="", found=(), cut=False),
            "Type a word or a name. The search reads headlines, statements and reports of all 3 editions.",
        ),
        (
            Results(query="conboy", found=(), cut=False),
            "Nothing found for “conboy”. Try fewer words or another spelling.",
        ),
        (Results(query="x", found=(HIT,), cut=True), "There may be older ones. Add a word to find fewer."),
        (Results(query="x", found=(), cut=False, fault="coverage.db is damaged."), "coverage.db is damaged."),
    ],
)
def test_what_the_search_says(results: Results, said: str) -> None:
    assert said in words(archive_body(DAYS, results))


def test_a_hit_of_another_year_says_so() -> None:
    tree = archive_body(DAYS, Results(query="x", found=(replace(HIT, day=date(2025, 3, 1)),), cut=False))
    assert "Story 1 March 2025" in words(tree)


# ---------------------------------------------------------------- messages


def test_an_empty_archive_says_what_to_do() -> None:
    said = words(no_edition_yet(None, []))
    assert "There is no edition yet. Make one with: briefing run, or see the sample with: make demo" in said
    failed = words(no_edition_yet(replace(READ, exit_code=4, error="No feed answered."), ["It is damaged."]))
    assert "published nothing: No feed answered." in failed
    assert "It is damaged." in failed


def test_a_day_without_an_edition_leads_to_the_nearest_and_the_latest() -> None:
    tree = no_edition_of(date(1999, 1, 1), nearest=date(2026, 11, 1), latest=DAY)
    assert "There is no edition of Friday 1 January 1999." in words(tree)
    assert [link.attributes["href"] for link in elements(tree, "a")] == ["/?day=2026-11-01", "/?day=2026-11-21"]
    garbage = no_edition_of(None, nearest=DAY, latest=DAY)
    assert "The address names no day" in words(garbage)
    assert len(elements(garbage, "a")) == 1


def test_a_damaged_edition_leads_to_others() -> None:
    tree = edition_unreadable("2026-11-21.json: The edition is damaged.", [date(2026, 11, 20)])
    assert "The edition is damaged.Read the edition of Friday 20 November 2026" in words(tree)


def test_a_long_calendar_has_some_months_at_once() -> None:
    days = [Day(day=date(2025 + n // 12, n % 12 + 1, 3), stories=1) for n in range(20)]
    newest = archive_body(days, Results(query="über & co", found=(), cut=False))
    assert [words(caption) for caption in elements(newest, "caption")][::5] == ["August 2026", "March 2026"]
    (earlier,) = elements(elements(newest, "p", "turns")[0], "a")
    assert earlier.attributes["href"] == "/archive?q=%C3%BCber+%26+co&month=2026-02"
    middle = archive_body(days, Results(query="", found=(), cut=False), until=date(2026, 2, 28))
    assert [words(caption) for caption in elements(middle, "caption")][::5] == ["February 2026", "September 2025"]
    assert [link.attributes["href"] for link in elements(elements(middle, "p", "turns")[0], "a")] == [
        "/archive?month=2026-08",
        "/archive?month=2025-08",
    ]
    long = archive_body(days, Results(query="東京" * 100, found=(), cut=False))
    assert elements(elements(long, "p", "turns")[0], "a")[0].attributes["href"] == "/archive?month=2026-02"
    oldest = archive_body(days, Results(query="", found=(), cut=False), until=date(1999, 1, 28))
    assert [words(caption) for caption in elements(oldest, "caption")] == ["January 2025"]
