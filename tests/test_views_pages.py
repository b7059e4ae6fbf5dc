"""The pages about many editions as trees: ledger, story, actors, sources and coverage."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from briefing.dashboard.export import statements_csv
from briefing.register import (
    ActorDay,
    Called,
    Company,
    FeedRecord,
    Listed,
    Pair,
    Recorded,
    Standing,
    StoryDay,
    StoryEdition,
    TopicDay,
)
from briefing.types import Article, Claim, Edit, Quantity, Role, StatementKind, Story
from briefing.views.actor import ActorFile, actor_page
from briefing.views.actor_charts import company_head, company_table, mentions, mentions_head, mentions_table
from briefing.views.actors import LISTED, actors_head, directory, matching
from briefing.views.addresses import actor_address, story_address
from briefing.views.diff import compare
from briefing.views.edition import safe_id
from briefing.views.feeds import FeedSheet, sources_page
from briefing.views.figures_moved import moved_figures
from briefing.views.masthead import About
from briefing.views.ranking import standing, why_there
from briefing.views.safe import Node, checked
from briefing.views.statements import Extract, ledger, statements_head
from briefing.views.storyline import Storyline, storyline
from briefing.views.topics import coverage_summary, coverage_table, topic_span
from briefing.views.words import Times, day_span
from tests.editions import (
    DAY,
    END,
    REPORTS,
    full_edition,
    make_evidence,
    make_feed_result,
    make_statement,
    make_story,
    make_timeline,
    one_story_edition,
)
from tests.hostile import HOSTILE, hostile_edition
from tests.trees import elements, numbers, words

YESTERDAY = DAY - timedelta(days=1)
ABOUT = About(title="Marrow Strait", sample=True, times=Times("Europe/Kyiv", year=2026))
PLAIN = About(title="Marrow Strait", sample=False, times=Times("UTC", year=2026))


def recorded(number: int = 1, day: date = DAY, *, kind: StatementKind = "direct", **changes: object) -> Recorded:
    return Recorded(day=day, statement=make_statement(number, kind, **changes), topic="Shipping", reports=REPORTS)


def addresses(tree: Node) -> list[str]:
    return [link.attributes["href"] for link in elements(tree, "a")]


# ---------------------------------------------------------------- statements


def test_the_ledger_is_a_table_by_day_in_the_zone_of_the_edition() -> None:
    late = recorded(1, reported=END.replace(day=20, hour=23))
    rows = [late, recorded(2, kind="indirect", reported=END.replace(day=19))]
    page = ledger(rows, Extract(whole=812, first=END.replace(month=7, day=1), total=2), ABOUT)
    assert [words(head) for head in elements(page.tree, "th")] == [
        "EET", "Speaker", "Statement", "Source and evidence", "Saturday 21 November", "Thursday 19 November",
    ]  # fmt: skip
    first, second = (row for row in elements(page.tree, "tr") if elements(row, "blockquote"))
    assert words(elements(first, "td")[0]) == "01:00, in the edition of 21 November"
    assert addresses(first) == ["/?day=2026-11-21&at=statement-q1", "/actor?id=dorin-vaskel"]
    assert "told reporters, indirect speech · Shipping" in words(second)
    assert "2 of 812 statements since 1 July 2026, newest first" in words(page.tree)
    assert numbers(page.tree) == [1, 2, 3, 4]
    assert list(page.evidence) == ["q1-role", "q1-words", "q2-role", "q2-words"]


def test_the_evidence_of_a_row_opens_in_its_edition() -> None:
    page = ledger([recorded(1, YESTERDAY)], Extract(whole=1, first=END, total=1), PLAIN)
    assert addresses(page.evidence["q1-words"])[-1] == "/?day=2026-11-20&ev=q1-words"


def test_a_state_outlet_is_marked_in_the_ledger() -> None:
    row = recorded(1, evidence=make_evidence("w", "r2", "Shut"), reports=("r2", "r1"))
    tree = ledger([row], Extract(whole=1, first=END, total=1), PLAIN).tree
    assert "Tarvon Wire1Evidence 1: Tarvon Wire" not in words(tree)
    assert "state-controlled, 2 sources" in words(tree)


@pytest.mark.parametrize(
    ("extract", "said"),
    [
        (Extract(whole=0, first=None, total=0), "No edition has a statement yet"),
        (Extract(whole=9, first=END, total=0, filters=(("by", "Nobody"),)), "No statement matches. Remove a filter"),
        (
            Extract(whole=9, first=END, total=0, filters=(("by", "X"), ("on", "Y"))),
            "0 of 9 statements since 21 November 2026, by X and on Y",
        ),
    ],
)
def test_a_ledger_without_rows_says_what_to_do(extract: Extract, said: str) -> None:
    assert said in words(ledger([], extract, PLAIN).tree)


def test_the_ways_to_other_parts_of_the_ledger() -> None:
    extract = Extract(whole=120, first=END, total=120, skipped=50, newer="/statements", older="/statements?page=3")
    tree = ledger([recorded()], extract, PLAIN).tree
    assert "newest first, 51 to 51" in words(tree)
    assert addresses(tree)[-2:] == ["/statements", "/statements?page=3"]
    assert words(statements_head(ABOUT)).endswith("on whose reportSample, invented")


def test_the_table_for_a_spreadsheet_holds_no_formula() -> None:
    rows = [
        recorded(n, content=text, speaker=text, addressee=None)
        for n, text in enumerate(("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "plain, with “quotes”", '=HYPERLINK("x")'))
    ]
    lines = statements_csv(rows, ABOUT.times).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("reported,edition,speaker,role")
    assert "2026-11-20T23:00:00+02:00,2026-11-21,'=1+1,foreign minister of Tarvonia,told" in lines[1]
    assert ",,direct,'=1+1,Shipping,Meridian Wire" in lines[1]
    cells = [cell.strip('"') for line in lines[1:] for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]


# ---------------------------------------------------------------- a story


def told(day: date, **changes: object) -> StoryEdition:
    return StoryEdition(day=day, story=make_story(1, reports=("r1", "r2"), **changes), reports=REPORTS[:2])


def story_day(day: date) -> StoryDay:
    return StoryDay(day=day, headline=f"Headline of {day}", topic="Shipping", reports=2, origins=1)


LINE = Storyline(
    id="s1",
    days=tuple(story_day(DAY - timedelta(days=n)) for n in range(3)),
    editions=(told(DAY), told(YESTERDAY)),
    statements=(recorded(),),
)


def test_a_story_is_told_day_by_day_with_one_numbering() -> None:
    page = storyline(LINE, ABOUT)
    said = words(page.told)
    assert "Headline of 2026-11-21" in said
    assert "3 days, 19 to 21 November 2026" in said
    assert [words(kicker) for kicker in elements(page.told, "p", "kicker")][1:] == [
        "Saturday 21 November",
        "Friday 20 November",
    ]
    assert "19 November 2026: Headline of 2026-11-19, 2 reports" in said
    assert "/?day=2026-11-19&at=story-s1" in addresses(page.told)
    assert numbers(page.told) == [1, 2, 1, 2, 3, 4]
    assert addresses(page.evidence["s1-1"])[-1] == "/story?id=s1&ev=s1-1"
    assert addresses(page.evidence["q1-words"])[-1] == "/?day=2026-11-21&ev=q1-words"


def test_a_story_begins_with_how_it_went_oldest_first() -> None:
    line = replace(LINE, editions=(told(DAY, timeline=make_timeline(3)), *LINE.editions[1:]))
    page = storyline(line, ABOUT)
    (section,) = [s for s in elements(page.told, "section") if s.attributes["aria-labelledby"] == "went"]
    assert [words(item) for item in elements(section, "li")] == [
        "18 November Boats were stopped 3 days ago in story one.1Evidence 1: Meridian Wire",
        "19 November Boats were stopped 2 days ago in story one.2Evidence 2: Meridian Wire",
        "Reported 20 November Boats were stopped 1 days ago in story one.3Evidence 3: Meridian Wire",
    ]
    first_day = storyline(replace(LINE, editions=(told(DAY),)), ABOUT)
    assert not [s for s in elements(first_day.told, "section") if s.attributes["aria-labelledby"] == "went"]


def test_a_story_says_why_it_stands_where_it_stands() -> None:
    score = (("topic", 1.1), ("origins", 1.585), ("watched", 0.0), ("fresh", 0.25))
    story = make_story(7, score=score)
    ahead = [make_story(n, score=(("topic", value),)) for n, value in ((1, 9.0), (2, 1.0))]
    pin = Edit(kind="pin", story="s2", first_day=DAY, reports=())
    sum_of_it = ": weight of its topic 1.10 + independent origins 1.58 + how late its newest report came 0.25 = 2.94"

    def said(*stories: Story, edits: tuple[Edit, ...] = (), of: Story = story) -> str:
        edition = full_edition(stories=stories, edits=edits)
        return words(why_there(of, standing(of, edition)))

    assert said(ahead[0], story) == f"Place 2 of 2{sum_of_it}"
    assert (
        said(*ahead, story) == f"Place 3 of 3, behind others since its topic or publisher had had its turn{sum_of_it}"
    )
    assert said(*ahead, story, edits=(pin,)) == f"Place 3 of 3{sum_of_it}"
    assert said(ahead[1], story, edits=(pin,), of=ahead[1]).startswith("Place 1 of 2, pinned by the editor: ")
    shown = storyline(replace(LINE, editions=(replace(told(DAY), standing=Standing(place=2, stories=9)),)), ABOUT)
    assert words(elements(shown.told, "p", "standing")[0]).startswith("Place 2 of 9: ")


def test_the_reports_of_a_story_stand_once() -> None:
    rows = elements(elements(storyline(LINE, PLAIN).reports, "table", "reports")[0], "tr")
    assert [words(row) for row in rows[1:]] == [
        "21 Nov, 05:00 UTCTarvon Wire, state-controlledLane closed on safety grounds",
        "20 Nov, 21:00 UTCMeridian Wire, news agencyNorthern lane shut after collision",
    ]


def version(number: int, text: str) -> Article:
    return Article(
        id="r1", version=number, url="https://example.org/r1", headline="Lane shut", publisher="Meridian Wire",
        feed_url="https://example.org/feed", published=END, language="en", text=text, hash=str(number), source="page",
    )  # fmt: skip


def test_changed_reports_show_what_was_taken_out_and_put_in() -> None:
    versions = (
        version(1, "At least nine died."),
        version(2, "At least eleven died."),
        version(3, "At least eleven died. "),
    )
    tree = storyline(replace(LINE, versions=versions), PLAIN).reports
    assert [words(node) for node in elements(tree, "del")] == ["taken out", "taken out: nine"]
    assert [words(node) for node in elements(tree, "ins")] == ["put in", "put in: eleven"]
    assert "Only the layout changed" in words(tree)
    assert "changed after it was published" in words(tree)


def test_a_version_whose_text_is_gone_is_a_sentence() -> None:
    tree = storyline(replace(LINE, versions=(version(1, ""), version(2, "New"))), PLAIN).reports
    assert "The source text is no longer held." in words(tree)


def test_a_story_of_days_that_cannot_be_read_still_lists_them() -> None:
    tree = storyline(replace(LINE, editions=(), statements=(), faults=("It is damaged.",)), PLAIN).told
    assert "It is damaged." in words(tree)
    assert "Nobody was quoted in these reports." in words(tree)
    assert len([a for a in addresses(tree) if a.startswith("/?day=")]) == 3


# ---------------------------------------------------------------- what was changed


def test_the_same_words_are_no_change() -> None:
    assert compare("One.\n\nTwo  words.", "One.\nTwo words.") == ()


def test_only_what_is_around_a_change_is_kept() -> None:
    long = " ".join(f"w{n}" for n in range(100))
    pieces = compare(f"{long}\nold end\n{long}", f"{long}\nnew end\n{long}")
    assert [kind for kind, _ in pieces] == ["gap", "same", "out", "in", "same", "same", "gap"]
    assert sum(len(text.split()) for _, text in pieces) < 40


def test_a_text_without_paragraphs_is_compared_in_time() -> None:
    old, new = "a " * 200_000, "b " * 200_000
    assert [kind for kind, _ in compare(old, new)] == ["out", "in"]


# ---------------------------------------------------------------- actors


def listed(number: int, **changes: object) -> Listed:
    values: dict[str, object] = {
        "id": f"actor-{number}", "name": f"Ilsé Maranov {number}", "kind": "person", "role": "Prime minister",
        "aliases": ("Maranov",), "editions": 2, "reports": 9, "statements": 1, "first": YESTERDAY, "last": DAY,
    }  # fmt: skip
    return Listed(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("query", "found"), [("", 2), ("ilse", 2), ("MARANOV 2", 1), ("prime 1", 1), ("xx", 0)])
def test_actors_are_found_by_name_spelling_and_role(query: str, found: int) -> None:
    assert len(matching([listed(1), listed(2)], query)) == found


def test_the_directory_leads_to_actors_statements_and_editions() -> None:
    tree = directory([listed(1), listed(2, reports=0, statements=0)], "", PLAIN)
    assert addresses(tree) == [
        "/actor?id=actor-1", "/statements?who=actor-1", "/?day=2026-11-21", "/actor?id=actor-2", "/?day=2026-11-21",
    ]  # fmt: skip
    assert "not counted" in words(tree)
    assert "2 people and organizations since 20 November 2026" in words(actors_head(ABOUT, 2, YESTERDAY))


def test_a_long_directory_is_cut_and_an_empty_one_says_what_to_do() -> None:
    tree = directory([listed(n) for n in range(LISTED + 5)], "", PLAIN)
    assert "and 5 more: type a part of the name" in words(tree)
    assert "Nobody found for “x”." in words(directory([], "x", PLAIN))
    assert "No edition names anybody yet" in words(directory([], "", PLAIN))


# ---------------------------------------------------------------- figures of a story


def counted(day: date, *claims: tuple[str | None, float, str], where: str | None = "Ansel") -> StoryEdition:
    """A story in the edition of a day, with what each side said was the number of dead."""
    made = tuple(
        Claim(
            text=text,
            value=value,
            claimant=claimant,
            reported=END,
            evidence=make_evidence(f"{text}-{day}", "r1", text),
            reports=("r1",),
        )
        for claimant, value, text in claims
    )
    quantities = (Quantity(counted="killed", unit="people", where=where, claims=made),)
    return StoryEdition(day=day, story=make_story(1, quantities=quantities), reports=REPORTS)


MOVES = (
    counted(DAY, ("Coast guard", 11, "eleven dead"), ("Ministry", 27, "27 dead"), (None, 15, "fifteen")),
    counted(YESTERDAY, ("Coast guard", 8, "eight dead"), ("Ministry", 27, "27"), (None, 12, "twelve")),
)


def test_figures_that_moved_are_told_by_side_with_their_evidence() -> None:
    page = storyline(replace(LINE, editions=MOVES), PLAIN)
    assert page.figures is not None
    (figure,) = page.figures.moved.figures
    assert [(side.claimant, side.points) for side in figure.sides] == [("Coast guard", ((YESTERDAY, 8), (DAY, 11)))]
    assert "Killed, Ansel: Coast guard 8 on 20 November, 11 on 21 November." in words(page.figures.head)
    rows = [words(row).split("Evidence")[0] for row in elements(page.figures.table, "tr")[1:]]
    assert [row.rstrip("0123456789") for row in rows] == [
        "Killed, Ansel",
        "Coast guard, 21 Novembereleven dead",
        "Coast guard, 20 Novembereight dead",
    ]
    assert {safe_id(f"eleven dead-{DAY}"), safe_id(f"eight dead-{YESTERDAY}")} <= set(page.evidence)


def test_a_toll_without_its_place_is_that_of_the_only_place_that_is_named() -> None:
    nowhere = counted(YESTERDAY, ("Coast guard", 8, "eight dead"), where=None)
    moved = moved_figures((MOVES[0], nowhere))
    assert moved is not None
    assert [(figure.where, figure.sides[0].points) for figure in moved.figures] == [
        ("Ansel", ((YESTERDAY, 8), (DAY, 11)))
    ]
    elsewhere = counted(DAY - timedelta(days=2), ("Coast guard", 3, "three dead"), where="Brennick")
    assert moved_figures((MOVES[0], nowhere, elsewhere)) is None


def test_figures_of_other_places_sides_or_things_are_not_joined() -> None:
    elsewhere = counted(YESTERDAY, ("Coast guard", 8, "eight dead"), where="Brennick")
    assert moved_figures((MOVES[0], elsewhere)) is None
    assert moved_figures(MOVES[:1]) is None
    other = replace(MOVES[1].story.quantities[0], counted="ship", unit="ship")
    ships = replace(MOVES[1], story=replace(MOVES[1].story, quantities=(other,)))
    assert moved_figures((MOVES[0], ships)) is None


def actor_day(day: date, role: str | None, reports: int | None = 4) -> ActorDay:
    given = Role(text=role, on=day, evidence=make_evidence(f"role-{role.replace(' ', '-')}", "r2")) if role else None
    called = (Called(role=given, report=REPORTS[1]),) if given else ()
    return ActorDay(day=day, name="Dorin Vaskel", kind="person", aliases=("Vaskel",), reports=reports, called=called)


FILE = ActorFile(
    id="dorin-vaskel",
    days=(
        actor_day(DAY - timedelta(days=3), "ambassador"),
        actor_day(DAY - timedelta(days=2), "foreign minister", 2),
        actor_day(YESTERDAY, "Foreign Minister", None),
        actor_day(DAY, None, 7),
    ),
    said=(recorded(),),
    said_total=3,
    about=(recorded(2, speaker="Ilse Maranov"),),
    about_total=1,
    positions=(recorded(3, kind="indirect", form="position", content="opposed the plan for the lane"),),
    positions_total=4,
    addressees=(("reporters", 2),),
    company=Company(
        names={"dorin-vaskel": "Dorin Vaskel", "ilse": "Ilse Maranov", "x": "X"},
        pairs=(Pair(first="dorin-vaskel", second="ilse", reports=5), Pair(first="ilse", second="x", reports=1)),
    ),
)


def test_the_page_of_an_actor_has_roles_in_order_and_one_numbering() -> None:
    page = actor_page(FILE, PLAIN)
    assert page.roles is not None
    items = [words(item) for item in elements(page.roles, "li")]
    source = "Tarvon WireTarvon Wire, state-controlled"
    assert items == [
        f"19 to 20 November 2026, the latest wordingForeign Minister1Evidence 1: {source}",
        f"18 November 2026ambassador2Evidence 2: {source}",
    ]
    head = words(page.head)
    assert "Person. 13 reports in 4 editions, 3 statements18 to 21 November 2026" in head
    assert "Also written: Vaskel" in head
    assert [*numbers(page.head), *numbers(page.roles), *numbers(page.statements)] == [1, 1, 2, 3, 4, 5, 6, 7, 8]
    assert list(page.evidence) == [
        "role-Foreign-Minister",
        "role-ambassador",
        "q1-role",
        "q1-words",
        "q2-role",
        "q2-words",
        "q3-role",
        "q3-words",
    ]
    said = words(page.statements)
    assert "Said about Dorin Vaskel1 statement, newest first" in said
    assert "the newest 1 of 3" in said
    assert "/statements?who=dorin-vaskel" in addresses(page.statements)
    assert "with the number of statements: reporters (2)." in said
    assert "the newest 1 of 4" in said and "Opposed the plan for the lane" in said


def test_what_other_reports_call_an_actor_stands_in_the_row_of_its_roles() -> None:
    since = Role(text="special envoy", on=YESTERDAY, evidence=make_evidence("role-envoy", "r1"))
    printed = Called(role=Role(text="minister", on=DAY, evidence=make_evidence("role-minister")), report=REPORTS[0])
    other = Called(role=Role(text="acting premier", on=DAY, evidence=make_evidence("role-premier")), report=REPORTS[1])
    earlier = Called(role=since, report=None)
    days = (*FILE.days[:2], replace(FILE.days[-1], called=(printed, other, earlier)))
    page = actor_page(replace(FILE, days=days), PLAIN)
    assert page.roles is not None
    said = [words(item) for item in elements(page.roles, "li")]
    assert [text.split("Evidence")[0] for text in said] == [
        "21 November 2026, the latest wordingminister1",
        "21 November 2026acting premier2",
        "20 November 2026special envoy3",
        "19 November 2026foreign minister4",
        "18 November 2026ambassador5",
    ]
    assert {"role-premier", "role-envoy"} <= set(page.evidence)


def test_the_page_of_an_actor_does_not_repeat_the_name_over_every_statement() -> None:
    said = actor_page(FILE, PLAIN).statements
    mine, others = elements(said, "section")[:2]
    assert elements(mine, "li", "statement") and not elements(mine, "h3")
    assert len(elements(others, "h3")) == len(elements(others, "li", "statement"))


def test_an_actor_with_one_role_has_no_timeline() -> None:
    assert actor_page(replace(FILE, days=FILE.days[:1]), PLAIN).roles is None


def test_mentions_are_told_in_words_and_figures() -> None:
    found = mentions(FILE.days, until=DAY, first=DAY - timedelta(days=3), length=30)
    assert len(found.days) == 14
    assert words(mentions_head(found)).startswith(
        "Mentions a dayreports that name the actor, 8 to 21 November 202613 reports on 3 days, most on 21 November: 7."
    )
    rows = [words(row) for row in elements(mentions_table(found), "tr")]
    assert rows[:4] == ["DayReports", "21 November7", "20 Novembernot counted", "19 November2"]
    never = mentions(FILE.days[2:3], until=DAY, first=YESTERDAY, length=30)
    assert "Not among the key actors of any day" in never.summary


def test_who_is_named_together_is_told_in_words_and_figures() -> None:
    assert "Most often with Ilse Maranov (5)." in words(company_head(FILE, YESTERDAY, DAY))
    table = company_table(FILE)
    assert table
    assert [words(row) for row in elements(table, "tr")] == [
        "Named togetherReports",
        "Ilse Maranov5",
        "Ilse Maranov with X1",
    ]
    alone = replace(FILE, company=Company(names={}, pairs=()))
    assert company_table(alone) is None
    assert "No cited report names the actor together" in words(company_head(alone, YESTERDAY, DAY))


# ---------------------------------------------------------------- sources and coverage


def test_every_feed_is_told_in_words() -> None:
    good, bad = (
        make_feed_result("Meridian Wire", detail="cut off, 16 items kept", kind="wire"),
        make_feed_result("Port", "blocked", "a web page, not a feed"),
    )
    state = make_feed_result("Tarvon Wire", "stale", "answers, but is old", kind="state")
    record = FeedRecord(
        asked=30, failed=9, last_failure=DAY, last_reason="late", entries=200, used=1, delay=11.6, newest=END
    )
    sheet = FeedSheet(
        day=DAY, feeds=(good, state, bad), records={good.url: record, bad.url: FeedRecord(asked=2, entries=5, delay=70)}
    )
    tree = sources_page(sheet, ABOUT)
    assert (
        "2 of 3 feeds could be read. Editions list 1 of the 205 entries of 30 days, less than 1%. 1 feed failed on more"
        in words(tree)
    )
    rows = [words(row) for row in elements(tree, "tr")[1:]]
    assert rows[0].startswith("Port") and "blocked: a web page, not a feed" in rows[0] and "3 days" in rows[0]
    assert "9 in 30 days, last on 21 November: late" in rows[2] and "12 hours" in rows[2] and "07:00" in rows[2]
    assert "read, nothing new: cut off, 16 items kept" in rows[2]
    assert "state-controlled, Kessaly, English" in rows[1] and "not asked before" in rows[1] and "silent" in rows[1]


def test_an_edition_without_feeds_and_a_fault() -> None:
    tree = sources_page(FeedSheet(day=DAY, feeds=(), records={}, fault="It is held."), PLAIN)
    assert "It is held." in words(tree) and "This edition lists no feed." in words(tree)


def test_a_reason_stands_once_in_the_row_of_a_feed_and_whole() -> None:
    address = "https://example.org/" + "a/" * 60 + "feed.xml"
    moved = f"answers, but without entries; gives its address as {address}: see whether that one goes on"
    failed = make_feed_result("Harbour Daily", "failed", "timed out after 30 s")
    empty = make_feed_result("Radio Sallow", "empty", moved)
    record = FeedRecord(asked=3, failed=2, last_failure=DAY, last_reason="timed out after 30 s")
    sheet = FeedSheet(day=DAY, feeds=(failed, empty), records={failed.url: record})
    first, second = [words(row) for row in elements(sources_page(sheet, PLAIN), "tr")[1:]]
    assert first.count("timed out after 30 s") == 1 and "2 in 3 days, last on 21 November" in first
    assert moved in second
    other = {failed.url: replace(record, last_reason="robots.txt forbids it")}
    assert "robots.txt forbids it" in words(sources_page(replace(sheet, records=other), PLAIN))


def topic(day: date, name: str, reports: int) -> TopicDay:
    return TopicDay(day=day, topic=name, stories=1, reports=reports)


def test_topics_are_told_in_words_and_figures() -> None:
    found = [topic(DAY, "Shipping", 5), topic(DAY - timedelta(days=2), "Shipping", 9), topic(DAY, "Aid", 2)]
    span = topic_span(found, [DAY - timedelta(days=2), DAY], until=DAY, length=30)
    assert len(span.days) == 14
    summary = [words(item) for item in elements(coverage_summary(span), "li")]
    assert summary == [
        "Shipping: 14 reports, most on 19 November (9).",
        "Aid: 2 reports, all on 21 November; 1 edition without any.",
    ]
    rows = [words(row) for row in elements(coverage_table(span), "tr")]
    assert rows[:4] == ["DayShippingAid", "21 November52", "20 Novemberno editionno edition", "19 November90"]


def test_no_day_is_called_the_busiest_that_is_not_alone_so() -> None:
    found = [topic(DAY, "Shipping", 5), topic(YESTERDAY, "Shipping", 5), topic(DAY, "Aid", 1)]
    span = topic_span(found, [YESTERDAY, DAY], until=DAY, length=30)
    assert [words(item) for item in elements(coverage_summary(span), "li")] == [
        "Shipping: 10 reports, at most 5 in an edition.",
        "Aid: 1 report, on 21 November; 1 edition without any.",
    ]
    days = tuple(replace(FILE.days[0], day=DAY - timedelta(days=n), reports=4) for n in (2, 1, 0))

    def told(*shown: ActorDay) -> str:
        return " ".join(mentions(shown, until=DAY, first=DAY, length=30).summary.split())

    assert told(*days).startswith("12 reports on 3 days, at most 4 a day.")
    assert told(days[2]).startswith("4 reports, all on 21 November.")
    assert told(replace(days[2], reports=1)).startswith("1 report, on 21 November.")


def test_days_without_a_story_are_a_sentence() -> None:
    assert "No edition of these days has a story." in words(
        coverage_summary(topic_span([], [DAY], until=DAY, length=30))
    )


# ---------------------------------------------------------------- addresses, days, hostile text


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (DAY, DAY, "21 November 2026"),
        (date(2026, 11, 8), DAY, "8 to 21 November 2026"),
        (date(2026, 10, 8), DAY, "8 October to 21 November 2026"),
        (date(2025, 11, 8), DAY, "8 November 2025 to 21 November 2026"),
    ],
)
def test_a_span_of_days(first: date, last: date, said: str) -> None:
    assert day_span(first, last).replace("\u00a0", " ") == said


def test_addresses_are_checked() -> None:
    assert story_address("s1", "reports") == "/story?id=s1&at=reports"
    assert actor_address("وزير") == "/actor?id=%D9%88%D8%B2%D9%8A%D8%B1"
    assert actor_address("x" * 5000) is None
    assert actor_address(None) is None


def test_hostile_texts_stay_texts_on_every_page() -> None:
    edition = hostile_edition()
    rows = [
        Recorded(day=DAY, statement=said, topic=said.content, reports=edition.reports) for said in edition.statements
    ]
    filters = tuple(("by", text) for text in HOSTILE)
    about = About(title=HOSTILE[0], sample=False, times=Times(HOSTILE[2], year=2026))
    ledger(rows, Extract(whole=9, first=END.astimezone(UTC), total=9, filters=filters), about)
    for story in edition.stories:
        days = (StoryDay(day=DAY, headline=story.headline, topic=story.topic, reports=1, origins=1),)
        told = (StoryEdition(day=DAY, story=story, reports=edition.reports),)
        line = Storyline(
            id=story.id,
            days=days,
            editions=told,
            statements=tuple(rows),
            versions=(version(1, "a"), version(2, story.headline)),
        )
        storyline(line, about)
        killed = tuple(
            counted(day, *((text, n, text) for n, text in enumerate(HOSTILE, day.day))) for day in (DAY, YESTERDAY)
        )
        storyline(replace(line, editions=killed), about)
    for actor in edition.actors:
        day = ActorDay(
            day=DAY,
            name=actor.name,
            kind="person",
            aliases=HOSTILE,
            reports=1,
            called=tuple(Called(role=role, report=edition.reports[0]) for role in (actor.role, *actor.roles) if role),
        )
        pairs = tuple(Pair(first=actor.id, second=text, reports=1) for text in HOSTILE)
        file = replace(
            FILE,
            id=actor.id,
            days=(day,),
            said=tuple(rows),
            about=tuple(rows),
            addressees=tuple((text, 1) for text in HOSTILE),
            company=Company(names={text: text for text in HOSTILE}, pairs=pairs),
        )
        actor_page(file, about)
        company_head(file, DAY, DAY)
        company_table(file)
        checked(directory([listed(1, id=actor.id, name=actor.name, role=actor.name)], actor.name, about))
    sources_page(FeedSheet(day=DAY, feeds=edition.feeds, records={}), about)
    span = topic_span([topic(DAY, text, 1) for text in HOSTILE], [DAY], until=DAY, length=30)
    coverage_summary(span)
    coverage_table(span)


def test_editions_without_doors_have_no_links_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.trees import page_of

    for briefing in (full_edition(), one_story_edition()):
        assert not [a for a in addresses(page_of(briefing).tree) if a.startswith("/")]
