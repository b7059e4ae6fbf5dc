"""The front page as a tree: what it says, and in what order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from briefing.types import Briefing
from briefing.views.masthead import LastRun
from briefing.views.room import statements_that_fit, stories_height
from briefing.views.safe import Element
from briefing.views.stories import LEAD, MORE, SECOND
from briefing.views.today import today
from tests.editions import (
    DAY,
    END,
    MORNING,
    empty_edition,
    full_edition,
    make_feed_result,
    make_report,
    make_sentence,
    make_statement,
    make_story,
    one_story_edition,
)
from tests.trees import READ, elements, numbers, page_of, words

# ---------------------------------------------------------------- the front page


def test_the_masthead_says_what_is_read() -> None:
    head = elements(page_of(full_edition()).tree, "header")[0]
    assert words(head) == (
        "Crisis briefingMarrow StraitSaturday 21 November 2026Edition 143 · revision 1 · 24 hours to 05:00 UTC"
        "2 minutes to read"
    )
    assert len(elements(page_of(full_edition()).tree, "h1")) == 1


def test_a_past_day_and_the_sample_are_marked() -> None:
    head = elements(page_of(full_edition(sample=True), is_latest=False).tree, "header")[0]
    assert "Edition of Saturday 21 November 2026" in words(head)
    assert words(elements(head, class_="alert")[0]) == "Sample, invented"


def test_the_coverage_line() -> None:
    line = elements(page_of(full_edition()).tree, class_="coverage")[0]
    assert words(line) == (
        "41 of 44 feeds read, 1,286 entries, 212 on topic, 38 distinct reports from 9 countries, "
        "9 of 14 stories here; "
        "last read at 05:40 UTC3 feeds failed"
    )
    assert [words(b) for b in elements(line, "b")] == ["41 of 44", "1,286", "212", "38", "9 of 14"]
    door = elements(line, "button")[0]
    targets = [
        e for e in elements(page_of(full_edition()).tree) if e.attributes.get("id") == door.attributes["data-to"]
    ]
    assert [words(target) for target in targets] == ["What this briefing does not know"]


def test_the_coverage_line_when_all_is_well() -> None:
    line = elements(page_of(one_story_edition(), last_run=None).tree, class_="coverage")[0]
    assert words(line).startswith("All 44 feeds read, 1,286 entries")
    assert "last read" not in words(line)
    assert not elements(line, "button")


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (READ, "last read at 05:40 UTC"),
        (replace(READ, started=END + timedelta(days=1, hours=2)), "last read on 22 Nov, 07:00 UTC"),
        (replace(READ, day=DAY - timedelta(days=1)), None),
        (replace(READ, exit_code=4), None),
    ],
)
def test_when_the_feeds_were_read_is_said_if_it_was_for_this_edition(run: LastRun, said: str | None) -> None:
    line = words(elements(page_of(full_edition(), last_run=run).tree, class_="coverage")[0])
    assert said in line if said else "last read" not in line


def test_stories_stand_in_tiers() -> None:
    tree = page_of(full_edition()).tree
    tiers = {name: len(elements(tree, "article", name)) for name in ("lead", "second", "third", "more")}
    assert tiers == {"lead": 1, "second": 2, "third": 3, "more": 3}
    assert [e.tag for e in elements(elements(tree, "article", "lead")[0]) if e.tag in ("h2", "h3")] == ["h2"]
    headlines = [words(elements(article)[0]) for article in elements(tree, "article")]
    assert len(headlines) == 9


@pytest.mark.parametrize(
    ("stories", "tiers"), [(1, (1, 0, 0, 0)), (2, (1, 0, 0, 1)), (3, (1, 2, 0, 0)), (5, (1, 2, 0, 2))]
)
def test_a_row_that_cannot_be_filled_is_left_out(stories: int, tiers: tuple[int, ...]) -> None:
    briefing = full_edition(stories=tuple(make_story(n) for n in range(stories)))
    tree = page_of(briefing).tree
    assert tuple(len(elements(tree, "article", name)) for name in ("lead", "second", "third", "more")) == tiers


def test_a_story_says_who_tells_it() -> None:
    lead, reprinted = elements(page_of(full_edition()).tree, "article")[:2]
    assert words(elements(lead, class_="kicker")[0]) == "Shipping, Day 3"
    assert words(elements(reprinted, class_="kicker")[0]) == "Shipping, new story"
    assert words(elements(lead, class_="meta")[0]) == (
        "5 sources, 4 origins, as told by Meridian Wire; also Tarvon Wire (state-controlled), "
        "Lindhal Public Broadcasting, Radio Sallow, The Ansel Courier"
    )
    meta = elements(reprinted, class_="meta")[0]
    assert words(meta) == "2 sources, 1 origin, as told by Meridian Wire; also Tarvon Wire (state-controlled)"
    assert [words(b) for b in elements(meta, "b")] == ["1 origin", "state-controlled"]
    link = elements(elements(lead, "h2")[0], "a")[0]
    assert link.attributes["href"] == "https://example.org/r1"


def test_state_controlled_sources_are_counted_where_they_are_not_named() -> None:
    names = [make_report(f"r{n}", publisher=f"Paper {n}", kind="state" if n > 6 else "private") for n in range(1, 9)]
    story = make_story(1, reports=tuple(report.id for report in names), origins=8)
    lead = elements(page_of(full_edition(stories=(story,), reports=tuple(names))).tree, "article")[0]
    assert words(elements(lead, class_="meta")[0]).endswith("Paper 6 and 2 more, 2 state-controlled")


def test_an_outlet_that_a_belligerent_runs_is_marked_wherever_it_is_named() -> None:
    party = make_report("r1", directed="party", kind="private")
    story = make_story(1, reports=("r1",))
    page = page_of(full_edition(stories=(story,), reports=(party,)))
    assert "Meridian Wire (run by a belligerent)" in words(page.tree)
    said = elements(page.tree, "li", "statement")[0]
    assert "Meridian Wire, run by a belligerent" in words(said)
    (tag,) = elements(page.evidence["s1-1"], class_="tag")
    assert (words(tag), tag.attributes["class"]) == ("run by a belligerent", "tag alert")


@pytest.mark.parametrize(
    ("origins", "told"),
    [
        (1, "As told by Tarvon Wire (state-controlled). No other origin reports it"),
        (2, "As told by Tarvon Wire (state-controlled)"),
    ],
)
def test_what_nobody_tells_but_outlets_under_direction_is_told_as_theirs(origins: int, told: str) -> None:
    state = make_report("r1", publisher="Tarvon Wire", kind="state")
    story = make_story(1, origins=origins)
    lead = elements(page_of(full_edition(stories=(story,), reports=(state,))).tree, "article")[0]
    (attribution,) = elements(lead, "p", "attribution")
    assert words(attribution) == told
    order = [child.attributes.get("class") for child in lead.children if isinstance(child, Element)]
    assert order.index("meta attribution") + 1 == order.index("body"), "it stands right before the words"


def test_what_others_tell_as_well_needs_no_such_mark() -> None:
    assert not elements(page_of(full_edition()).tree, "p", "attribution")


def test_a_summary_out_of_several_reports_is_told_by_none_of_them() -> None:
    summary = (make_sentence("The lane is shut.", "a", "r1"), make_sentence("Ships wait.", "b", "r3"))
    story = make_story(1, summary=summary, reports=("r1", "r3"), origins=2)
    lead = elements(page_of(full_edition(stories=(story,))).tree, "article")[0]
    assert words(elements(lead, class_="meta")[0]) == "2 sources, 2 origins: Meridian Wire, Lindhal Public Broadcasting"


def test_one_publisher_is_one_source_however_much_it_writes() -> None:
    reports = (make_report("r1"), make_report("r2"), make_report("r3"))
    story = make_story(1, reports=("r1", "r2", "r3"), origins=1)
    lead = elements(page_of(full_edition(stories=(story,), reports=reports)).tree, "article")[0]
    assert words(elements(lead, class_="meta")[0]) == "1 source, as told by Meridian Wire"


def test_the_only_source_of_a_story_is_named_once() -> None:
    state = make_report("r1", publisher="Tarvon Wire", kind="state")
    story = make_story(1, reports=("r1",), origins=1)
    lead = elements(page_of(full_edition(stories=(story,), reports=(state,))).tree, "article")[0]
    assert words(lead).count("Tarvon Wire (state-controlled)") == 1
    assert [words(b) for b in elements(elements(lead, class_="meta")[-1], "b")] == ["1 source"]


def test_a_story_whose_address_is_missing_has_a_headline_without_a_link() -> None:
    story = make_story(1, headline_report="r5")
    heading = elements(page_of(full_edition(stories=(story,))).tree, "h2")[0]
    assert words(heading) == story.headline
    assert not elements(heading, "a")


def test_the_coverage_line_counts_nothing_where_there_is_nothing() -> None:
    def line(*, entries: int = 9, stories: int = 0) -> str:
        coverage = replace(
            full_edition().coverage, entries=entries, on_topic=stories, distinct=stories, stories=stories
        )
        edition = replace(empty_edition(), coverage=coverage)
        return words(elements(page_of(edition, last_run=None).tree, class_="coverage")[0])

    assert line(entries=0) == "41 of 44 feeds read, no new entry3 feeds failed"
    assert line() == "41 of 44 feeds read, 9 entries, none on topic3 feeds failed"
    assert "0 of 2 stories here" in line(stories=2)


def test_what_stands_below_the_stories_can_be_jumped_to() -> None:
    def ways(briefing: Briefing) -> dict[str, str]:
        tree = today(briefing, is_latest=True, now=MORNING, doors=True).tree
        places = {found.attributes.get("id") for found in elements(tree)}
        buttons = [button for nav in elements(tree, "nav", "contents") for button in elements(nav, "button")]
        assert all(button.attributes["data-to"] in places for button in buttons)
        return {words(button): button.attributes["data-to"] for button in buttons}

    assert list(ways(full_edition())) == ["Who said what", "Actors", "Not known"]
    compared = full_edition(compared_with=DAY - timedelta(days=3))
    assert next(iter(ways(compared))) == "Since the edition of 18 November"
    few = full_edition(statements=(make_statement(1),), actors=())
    assert list(ways(few)) == ["Who said what", "Not known"]
    assert not ways(empty_edition())
    assert not elements(page_of(full_edition()).tree, "nav"), "only the dashboard can jump"


def test_an_edition_without_stories_says_what_was_not_read() -> None:
    def said(read: int, asked: int = 44) -> str:
        coverage = replace(empty_edition().coverage, feeds_asked=asked, feeds_read=read)
        edition = replace(empty_edition(), coverage=coverage)
        return words(elements(page_of(edition).tree, "p", "empty")[0]).partition(" UTC. ")[2]

    assert said(44) == "All 44 feeds were read."
    assert said(1, asked=1) == "The one feed was read."
    assert said(43) == "43 of 44 feeds were read: what the other would have told is not known."
    assert said(41) == "41 of 44 feeds were read: what the other 3 would have told is not known."


def test_an_edition_without_stories_says_so() -> None:
    tree = page_of(empty_edition()).tree
    said = words(tree)
    assert "No story on the topics of this briefing in the 24 hours to 05:00 UTC. All 44 feeds were read." in said
    assert "Nobody was quoted." in said
    assert "No gap found. That is not proof that there is none." in said
    assert not elements(tree, "article")
    assert "Actors" not in said


# ---------------------------------------------------------------- what is not as it should be


@pytest.mark.parametrize(
    ("now", "is_latest", "sample", "is_said"),
    [
        (END + timedelta(hours=23, minutes=59), True, False, False),
        (END + timedelta(days=1), True, False, True),
        (END + timedelta(days=1), False, False, False),
        (END + timedelta(days=1), True, True, False),
    ],
)
def test_yesterdays_edition_is_not_passed_off_as_todays(
    now: datetime, is_latest: bool, sample: bool, is_said: bool
) -> None:
    page = page_of(full_edition(sample=sample), is_latest=is_latest, now=now)
    said = "The newest edition is of Saturday 21 November; there is none for today yet. Make one with: briefing run"
    assert (said in words(page.tree)) == is_said


def test_an_edition_of_last_year_names_its_year() -> None:
    page = page_of(full_edition(), now=datetime(2027, 1, 5, tzinfo=UTC))
    assert "The newest edition is of Saturday 21 November 2026;" in words(page.tree)


def test_a_run_that_published_nothing_is_told() -> None:
    failed = replace(READ, exit_code=4, error="No feed answered. <b>x</b>")
    said = words(page_of(full_edition(), last_run=failed).tree)
    assert "The last run, on 21 Nov, 05:40 UTC, published nothing: No feed answered. <b>x</b>" in said
    assert (
        "published nothing"
        not in words(page_of(full_edition(), is_latest=False, last_run=failed).tree).split("How this")[0]
    )


def test_faults_of_the_archive_are_sentences_on_the_page() -> None:
    page = today(full_edition(), is_latest=True, now=MORNING, faults=["coverage.db is damaged."])
    assert [words(e) for e in elements(page.tree, class_="notice")] == ["coverage.db is damaged."]


# ---------------------------------------------------------------- gaps and small print


def test_gaps_stand_by_kind_and_feeds_by_name() -> None:
    section = elements(page_of(full_edition()).tree, "section", "gaps")[0]
    assert [words(h) for h in elements(section, "h3")] == [
        "2 feeds of 44 could not be read",
        "1 feed with nothing new",
        "Reports not read",
        "Not confirmed",
    ]
    items = [words(item) for item in elements(section, "li")]
    assert items[0] == "Kessaly Ministry of Defence: timed out after 30 s"
    assert items[2] == "Marrow Pilots: answers, but with nothing newer than 14 August 2026"
    assert items[3] == "2 reports on these topics: no installed model reads Arabic."
    assert numbers(section)


def test_feeds_that_failed_for_one_reason_stand_together_without_hints_for_who_runs_them() -> None:
    missing = "the server answered 404 Not Found"
    feeds = (
        make_feed_result("Harbour Daily", "failed", f"{missing}; asked again after a pause"),
        make_feed_result("Radio Sallow", "failed", "timed out after 30 s"),
        make_feed_result("Tarvon Wire", "failed", missing),
    )
    section = elements(page_of(full_edition(feeds=feeds)).tree, "section", "gaps")[0]
    assert [words(item) for item in elements(section, "li")][:2] == [
        f"Harbour Daily and Tarvon Wire: {missing}",
        "Radio Sallow: timed out after 30 s",
    ]


def test_a_feed_gap_without_its_feed_is_still_told() -> None:
    briefing = full_edition(feeds=())
    section = elements(page_of(briefing).tree, "section", "gaps")[0]
    assert "Kessaly Ministry of Defence: timed out after 30 s." in words(section)


def test_the_small_print_says_what_made_it_and_how_to_make_the_next() -> None:
    foot = words(elements(page_of(full_edition()).tree, "footer")[0])
    assert "Made by crisis-briefing 0.1.0. Summaries: extractive 1. Models: rules 1; test." in foot
    assert (
        "Last run: 21 Nov, 05:40 UTC, published, but some feeds could not be read. Start a run with: briefing run"
        in foot
    )
    assert "is not known. Start a run" in words(elements(page_of(full_edition(), last_run=None).tree, "footer")[0])


# ---------------------------------------------------------------- room


def test_statements_fill_the_rail_as_far_as_the_stories_reach() -> None:
    said = [make_statement(n) for n in range(20)]
    low = stories_height([(LEAD, [make_story()])])
    high = stories_height([(LEAD, [make_story()]), (SECOND, [make_story(), make_story()]), (MORE, [make_story()])])
    assert 0 < low < high
    assert 0 < statements_that_fit(said, low) < statements_that_fit(said, high) < 20
    assert statements_that_fit([], high) == 0


def test_the_last_one_or_two_statements_do_not_stand_alone_below() -> None:
    tree = page_of(full_edition(statements=tuple(make_statement(n) for n in range(8)), positions=())).tree
    assert "More statements" not in words(tree)
    assert len(elements(tree, "li", "statement")) == 8
