"""The front page: what happened, who said what, who is named, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from briefing.types import Briefing, Statement, Story
from briefing.views.changes import since, since_heading
from briefing.views.disputes import disputed
from briefing.views.edition import Edition, Page
from briefing.views.errata import errata_section
from briefing.views.gaps import gaps, last_run_line, made
from briefing.views.masthead import GAPS, LastRun, coverage_line, edition_head, failed_run, notice, outdated
from briefing.views.opening import opening
from briefing.views.panel import evidence_panels
from briefing.views.people import actor, by_reports, statement
from briefing.views.room import over_days_height, statements_that_fit, stories_height
from briefing.views.safe import Element, Node, checked, element, plain
from briefing.views.stories import LEAD, MORE, SECOND, THIRD, Tier, story
from briefing.views.words import count

if TYPE_CHECKING:  # making the classes of the register takes a tenth of a PDF's imports and data
    from briefing.register import Erratum

#: Where no report quotes anybody.
NOBODY = "Nobody was quoted."
#: How many stories stand in the tiers of one row; all others are listed.
_SECOND, _THIRD = 2, 3


def today(
    briefing: Briefing,
    *,
    is_latest: bool,
    now: datetime,
    last_run: LastRun | None = None,
    faults: Sequence[str] = (),
    errata: Sequence[Erratum] = (),
    doors: bool = False,
) -> Page:
    """The page of an edition.

    `last_run` is None where it is not known; `faults` are sentences about what of the archive cannot be used, `errata`
    what later editions corrected of this one. With `doors`, names lead to the pages of stories and actors, which only
    the dashboard has.
    """
    edition = Edition(briefing, doors=doors, also=(report for one in errata for report in one.reports))
    tree = element(
        "div",
        edition_head(edition, is_latest=is_latest),
        *(outdated(briefing, now) if is_latest else []),
        *(failed_run(last_run, edition.times) if is_latest else []),
        *(notice(plain(fault)) for fault in faults),
        coverage_line(edition, last_run),
        *_contents(edition),
        *errata_section(errata, edition),
        *opening(edition),
        *_news(edition),
        *_positions(edition),
        _actors(edition),
        gaps(edition),
        made(edition, last_run_line(edition, last_run)),
        class_="page today",
    )
    return _page(tree, edition)


def printed(briefing: Briefing) -> Page:
    """The edition as it leaves the machine: the same page, without what is only true here and now."""
    edition = Edition(briefing)
    tree = element(
        "div",
        edition_head(edition, is_latest=True),
        coverage_line(edition, None),
        *opening(edition),
        *_news(edition),
        *_positions(edition),
        _actors(edition),
        gaps(edition),
        made(edition),
        class_="page today",
    )
    return _page(tree, edition)


def _page(tree: Element, edition: Edition) -> Page:
    return Page(tree=checked(tree), evidence={k: checked(v) for k, v in evidence_panels(edition).items()})


def _contents(edition: Edition) -> list[Element]:
    """The ways to what stands far below the stories on a narrow screen."""
    briefing = edition.briefing
    if not edition.doors or not briefing.stories:
        return []
    parts = (
        ("since", since_heading(briefing), briefing.compared_with),
        ("disputed", "Disputed", briefing.disputes),
        ("said" if _beside(briefing) else "more-said", "Who said what", briefing.statements),
        ("actors", "Actors", briefing.actors),
        (GAPS, "Not known", True),
    )
    doors = [element("button", name, type="button", class_="door", data_to=to) for to, name, there in parts if there]
    heading = element("span", "On this page", id="contents", class_="unseen")
    items = (element("li", door) for door in doors)
    return [element("nav", heading, element("ul", *items), aria_labelledby="contents", class_="contents")]


def _news(edition: Edition) -> list[Element]:
    """The stories; beside them what changed, what is disputed, and what was said as far as there is room."""
    rows = _rows(edition.briefing.stories)
    said = edition.briefing.statements
    stories = _stories(rows, edition)
    over_days = [since(edition), *disputed(edition)] if edition.briefing.compared_with else disputed(edition)
    if not rows:
        main = element("div", *stories, *over_days, *_said(said, edition, is_all=True), class_="main")
        return [element("div", main, class_="grid")]
    main = element("div", *stories, class_="main")
    beside = _beside(edition.briefing)
    rail = element("div", *over_days, *_said(said[:beside], edition, is_all=not said), class_="rail")
    return [element("div", main, rail, class_="grid"), *_more_statements(said[beside:], edition, is_more=beside > 0)]


def _beside(briefing: Briefing) -> int:
    """How many of the statements stand beside the stories."""
    said = briefing.statements
    fitting = statements_that_fit(said, stories_height(_rows(briefing.stories)) - over_days_height(briefing))
    is_alone = briefing.compared_with is None and not briefing.disputes
    return len(said) if is_alone and len(said) - fitting < 3 else fitting


def _said(said: Sequence[Statement], edition: Edition, *, is_all: bool) -> list[Element]:
    """The statements that stand beside the stories; where nobody was quoted, that."""
    if not said and not is_all:
        return []
    body = element("ul", *(statement(one, edition) for one in said)) if said else element("p", NOBODY, class_="body")
    return [element("section", element("h2", "Who said what", id="said", tabindex="-1"), body, aria_labelledby="said")]


def _rows(stories: Sequence[Story]) -> list[tuple[Tier, Sequence[Story]]]:
    """The stories by tier; a row that cannot be filled goes into the one below it."""
    rest = list(stories[1:])
    rows: list[tuple[Tier, Sequence[Story]]] = [(LEAD, stories[:1])]
    for tier, size in ((SECOND, _SECOND), (THIRD, _THIRD)):
        if len(rest) >= size:
            rows.append((tier, rest[:size]))
            rest = rest[size:]
    rows.append((MORE, rest))
    return [(tier, found) for tier, found in rows if found]


def _stories(rows: Sequence[tuple[Tier, Sequence[Story]]], edition: Edition) -> list[Element]:
    if not rows:
        return [_no_story(edition)]
    blocks = []
    for tier, found in rows:
        row = element("div", *(story(one, tier, edition) for one in found), class_=f"row {tier.name}-row")
        blocks.append(_listed(row) if tier is MORE else row)
    return blocks


def _listed(row: Element) -> Element:
    return element("section", element("h2", "More stories", id="more"), row, aria_labelledby="more")


def _no_story(edition: Edition) -> Element:
    briefing = edition.briefing
    hours = count(round((briefing.end - briefing.start).total_seconds() / 3600), "hour")
    asked, read = briefing.coverage.feeds_asked, briefing.coverage.feeds_read
    unread = asked - read
    known = f"All {count(asked, 'feed')} were read." if asked > 1 else "The one feed was read."
    if unread:
        known = f"{read:,} of {count(asked, 'feed')} were read: what the other{f' {unread:,}' if unread > 1 else ''}"
        known += " would have told is not known."
    return element(
        "p",
        f"No story on the topics of this briefing in the {hours} to {edition.times.clock(briefing.end)}. {known}",
        class_="empty",
    )


def _more_statements(said: Sequence[Statement], edition: Edition, *, is_more: bool) -> list[Element]:
    """The statements below the stories, in columns."""
    if not said:
        return []
    heading = "More statements" if is_more else "Who said what"
    return [
        element(
            "section",
            element("h2", heading, id="more-said", tabindex="-1"),
            element("ul", *(statement(one, edition) for one in said), class_="balanced"),
            aria_labelledby="more-said",
        )
    ]


def _positions(edition: Edition) -> list[Element]:
    """What key actors back, oppose or demand."""
    held = edition.briefing.positions
    if not held:
        return []
    aside = element("p", "what they back, oppose or demand, in the words of the reports", class_="aside")
    return [
        element(
            "section",
            element("div", element("h2", "Positions", id="positions"), aside, class_="head"),
            element("ul", *(statement(one, edition) for one in held), class_="balanced"),
            aria_labelledby="positions",
        )
    ]


def _actors(edition: Edition) -> Node:
    actors = by_reports(edition.briefing.actors)
    if not actors:
        return ""
    return element(
        "section",
        element(
            "div",
            element("h2", "Actors", id="actors", tabindex="-1"),
            element("p", _what_counts(edition), class_="aside"),
            class_="head",
        ),
        element("ul", *(actor(one, edition) for one in actors), class_="actors"),
        aria_labelledby="actors",
    )


def _what_counts(edition: Edition) -> str:
    known = any(one.reports_before is not None for one in edition.briefing.actors)
    return "reports that name them, and the change since the edition before" if known else "reports that name them"
