"""The end of the PDF: the words of the sources under their numbers, and the list of all reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from briefing.outputs.parts import find, find_all, find_one, has_class, seen
from briefing.outputs.pdf_runs import Lines, Piece, back_label, breakable, plain_run
from briefing.types import Briefing, Report
from briefing.views.edition import Page, outlet
from briefing.views.safe import Element, Node, clipped, is_outside, isolated
from briefing.views.words import Times, kind_of, warning

_LONGEST_HEADLINE = 160
#: Of a quotation in Evidence; the dashboard shows more, the original all.
_LONGEST_QUOTED = 420
#: So many numbers, from the first on, stand under one report's name in Evidence if they are of it: figures that moved
#: take turns between two reports, and yet a number is found at once.
_TOGETHER = 10


def evidence(page: Page, lines: Lines) -> list[dict[str, Any]]:
    """What the panels show, short: the words themselves, those of one report under its name and address."""
    groups: list[dict[str, Any]] = []
    for number, panel in enumerate(page.evidence.values(), 1):
        source = list(_source(panel, lines))
        same = (g for g in groups if g["source"] == source and number - g["quotations"][0]["n"] < _TOGETHER)
        group = next(same, None)
        if group is None:
            group = {"source": source, "quotations": []}
            groups.append(group)
        group["quotations"].append(_quotation(number, panel))
    return groups


def _quotation(number: int, panel: Node) -> dict[str, Any]:
    quoted = find_one(panel, "blockquote")
    words = clipped(" … ".join(seen(mark) for mark in find_all(quoted, "mark")), _LONGEST_QUOTED)
    language = quoted.attributes.get("lang", "").partition("-")[0].lower()
    return {"n": number, "back": back_label(number), "quoted": plain_run(words, language)}


def _rows(panel: Node) -> dict[str, Element]:
    """The rows of the panel's table by their labels."""
    labels = [seen(label) for label in find_all(panel, "dt")]
    return dict(zip(labels, find_all(panel, "dd"), strict=True))


def _source(panel: Node, lines: Lines) -> Iterator[Piece]:
    rows = _rows(panel)
    address = next((a.attributes["href"] for a in find_all(panel, "a") if is_outside(a.attributes["href"])), None)
    source = rows["Source"]
    kind = find(source, "span", "tag")
    if kind is None:
        yield from lines.line(source.children)
        return
    yield {"b": lines.line(source.children[:1])}
    yield ", "
    yield {"alert": [seen(kind)]} if has_class(kind, "alert") else seen(kind)
    yield ". "
    title = breakable(isolated(clipped(seen(rows["Report"]), _LONGEST_HEADLINE)))
    yield {"url": address, "link": [title]} if address else title
    yield f". {seen(rows['Published'])}"
    if read_in := rows.get("Read in"):
        yield f". Read in {seen(read_in)}"


def sources(briefing: Briefing) -> list[dict[str, Any]]:
    """Every report that the edition cites, by publisher, each with its address."""
    times = Times(briefing.timezone, year=briefing.day.year)
    reports = sorted(briefing.reports, key=lambda one: (outlet(one).casefold(), kind_of(one), one.published, one.id))
    return [
        {
            "publisher": _publisher(name, kind, mark),
            "reports": [_report(report, times) for report in found],
        }
        for (name, kind, mark), found in groupby(reports, key=lambda one: (outlet(one), kind_of(one), warning(one)))
    ]


def _publisher(name: str, kind: str, mark: str | None) -> list[Piece]:
    return [{"b": [breakable(name)]}, ", ", {"alert": [mark]} if mark else kind]


def _report(report: Report, times: Times) -> list[Piece]:
    headline = isolated(clipped(report.headline, _LONGEST_HEADLINE) or "Without a headline")
    address = report.url if report.url and is_outside(report.url) else None
    name = breakable(headline)
    link: Piece = {"url": address, "link": [name]} if address else name
    return [link, f" {times.brief(report.published)}"]
