"""The ledger: a table of what was said, grouped by day, each row with the evidence for its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from briefing.register import Recorded
from briefing.types import Report
from briefing.views.addresses import day_address
from briefing.views.edition import Cited, Elsewhere, Page, Sources, outlet, safe_id, tied
from briefing.views.masthead import About, about_head
from briefing.views.panel import evidence_panels
from briefing.views.people import cited_role, how_said, said_words, speaker_name, where_and_when
from briefing.views.safe import Element, Node, checked, clipped, element, inside, isolated
from briefing.views.words import WORDINGS, Times, count, day_and_month, day_name, listed, warning, weekday_name

_NONE = "No statement matches. Remove a filter, or search the archive for reports."
_EMPTY = "No edition has a statement yet; they come with the next one. Make it with: briefing run"
_LONGEST_TOPIC = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Which part of the ledger is shown."""

    #: Statements of the whole ledger, when the oldest was reported, and how many of them match.
    whole: int
    first: datetime | None
    total: int
    #: Statements before the first that is shown.
    skipped: int = 0
    #: What it is filtered by: pairs of our word and a name, ("by", "Dorin Vaskel").
    filters: tuple[tuple[str, str], ...] = ()
    #: The addresses of the parts before and after it.
    newer: str | None = None
    older: str | None = None


def statements_head(about: About) -> Node:
    """The masthead of the ledger."""
    said = element("p", "Who said what, in which role, on whose report")
    return checked(element("div", about_head("Statements", about, said), class_="page"))


def ledger(rows: Sequence[Recorded], extract: Extract, about: About) -> Page:
    """The statements under the filters, newest first."""
    cited: dict[str, Cited] = {}
    none = element("p", _NONE if extract.whole else _EMPTY, class_="empty")
    tree = element(
        "div",
        element("p", *_how_many(len(rows), extract, about.times), class_="aside", aria_live="polite"),
        _table(rows, about.times, cited) if rows else none,
        _turns(extract),
        class_="page",
    )
    numbering = Sources((), about.times, address="/", cited=cited)
    return Page(tree=checked(tree), evidence={k: checked(v) for k, v in evidence_panels(numbering).items()})


def sources_of(row: Recorded, times: Times, cited: dict[str, Cited]) -> Sources:
    """The reports of a statement, in the numbering of a page; its edition opens its evidence."""
    return Sources(row.reports, times, address=day_address(row.day), doors=True, cited=cited)


def _how_many(shown: int, extract: Extract, times: Times) -> list[Node]:
    """How much of the ledger this is: "8 of 812 statements since 1 July 2026, newest first"."""
    if not extract.whole:
        return []
    is_whole = extract.total == extract.whole
    number = (
        count(extract.total, "statement") if is_whole else f"{extract.total:,} of {count(extract.whole, 'statement')}"
    )
    since = f" since {_date(times.date(extract.first))}" if extract.first else ""
    filters = listed([f"{word} {isolated(clipped(name, _LONGEST_TOPIC))}" for word, name in extract.filters])
    part = f", {extract.skipped + 1:,} to {extract.skipped + shown:,}" if shown < extract.total and shown else ""
    return [
        element("b", number),
        f"{since}, {filters}, newest first{part}" if filters else f"{since}, newest first{part}",
    ]


def _date(day: date) -> str:
    return f"{day_and_month(day)} {day.year}"


def _table(rows: Sequence[Recorded], times: Times, cited: dict[str, Cited]) -> Element:
    zone = times.zone_name(rows[0].statement.reported)
    heads = (element("th", name, scope="col") for name in (zone, "Speaker", "Statement", "Source and evidence"))
    days = groupby(rows, key=lambda row: times.date(row.statement.reported))
    return element(
        "table",
        element("caption", "Statements, newest first", class_="unseen"),
        element("thead", element("tr", *heads)),
        *(_day(day, list(said), times, cited) for day, said in days),
        class_="ledger",
    )


def _day(day: date, rows: Sequence[Recorded], times: Times, cited: dict[str, Cited]) -> Element:
    name = weekday_name(day) if day.year == times.year else day_name(day)
    head = element("tr", element("th", name, colspan="4", scope="rowgroup"), class_="day-head")
    return element("tbody", head, *(_row(row, times, cited) for row in rows))


def _row(row: Recorded, times: Times, cited: dict[str, Cited]) -> Element:
    said, sources = row.statement, sources_of(row, times, cited)
    role = cited_role(said.role, sources)
    address = day_address(row.day, f"statement-{safe_id(said.id)}")
    opens = element("span", f", in the edition of {day_and_month(row.day)}", class_="unseen")
    clock = element("time", times.hour(said.reported), datetime=said.reported.isoformat())
    there = where_and_when(said, times)
    how = ", ".join(part for part in (" ".join(p for p in (how_said(said), there) if p), WORDINGS[said.kind]) if part)
    topic = isolated(clipped(row.topic, _LONGEST_TOPIC)) if row.topic else ""
    return element(
        "tr",
        element("td", inside(address, clock, opens, class_="quiet"), class_="when"),
        element("td", element("p", element("b", speaker_name(said, sources)), class_="name", dir="auto"), *role),
        element(
            "td",
            said_words(said, sources),
            element("p", " · ".join(part for part in (how, topic) if part), class_="meta"),
        ),
        element("td", *_credit(row, sources), class_="credit"),
    )


def _credit(row: Recorded, sources: Sources) -> list[Element]:
    """The outlet whose wording it is with its number, and below it what kind it is and how many carry it."""
    said = row.statement
    reports = sources.listed(said.reports)
    shown: Report | None = sources.reports.get(said.evidence.article)
    elsewhere = Elsewhere(label="Same statement in", reports=len(reports) - 1)
    numbers = sources.numbers([said.evidence], elsewhere=elsewhere)
    publishers = len({report.publisher for report in reports})
    mark = warning(shown) if shown else None
    return [
        element("p", *tied(outlet(shown) if shown else "source not listed", numbers)),
        element(
            "p",
            element("b", mark) if mark else None,
            ", " if mark else None,
            count(max(publishers, 1), "source"),
            class_="meta",
        ),
    ]


def _turns(extract: Extract) -> Element | None:
    """The ways to the parts before and after."""
    doors = [
        inside(address, label)
        for address, label in ((extract.newer, "‹ Newer statements"), (extract.older, "Older statements ›"))
        if address
    ]
    return element("p", *doors, class_="turns") if doors else None
