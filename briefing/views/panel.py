"""The evidence panel: source text with the words in question marked, and where it comes from."""

from __future__ import annotations

import re
from itertools import zip_longest

from briefing.types import Evidence, Report
from briefing.views.addresses import with_evidence
from briefing.views.edition import Cited, Sources, outlet, safe_id
from briefing.views.safe import Element, Node, clipped, element, inside, is_outside, language, outside, piece, plain
from briefing.views.words import LANGUAGES, Times, count, kind_of, warning

_LONGEST_QUOTED = 4_000
_LONGEST_HEADLINE = 300
#: An edition holds at most 400 characters of context; a damaged one may hold more.
_LONGEST_CONTEXT = 800
_ENDS = tuple('.!?…"”»')
_BREAK = re.compile(r"\s*\n\s*")


def evidence_panels(sources: Sources) -> dict[str, Node]:
    """What the panel shows for every piece of evidence that has a number by now."""
    return {key: _panel(cited, sources.times) for key, cited in sources.cited.items()}


def _panel(cited: Cited, times: Times) -> Element:
    report = cited.report
    address = with_evidence(cited.address, safe_id(cited.evidence.id))
    return element(
        "div",
        _source_text(cited.evidence, report),
        _origin(cited, report, times),
        element(
            "p",
            outside(report.url, "Open the original") if report and report.url and is_outside(report.url) else None,
            inside(address, "Copy link", data_copy="link"),
            class_="doors",
        ),
    )


def _source_text(evidence: Evidence, report: Report | None) -> Element:
    is_start = bool(evidence.ranges) and evidence.ranges[0][0] <= len(evidence.before)
    nodes: list[Node] = ["" if is_start else "… ", *_lines(evidence.before[-_LONGEST_CONTEXT:])]
    for quoted, between in zip_longest(evidence.quoted, evidence.between, fillvalue=""):
        nodes += [element("mark", *_lines(quoted[:_LONGEST_QUOTED])), *_lines(between[:_LONGEST_CONTEXT])]
    after = evidence.after[:_LONGEST_CONTEXT]
    nodes += [*_lines(after), "" if not after or after.endswith(_ENDS) else " …"]
    return element("blockquote", *nodes, dir="auto", lang=language(report.language) if report else None)


def _lines(text: str) -> list[Node]:
    """A piece of a text, broken where its paragraphs end."""
    first, *others = _BREAK.split(text)
    nodes: list[Node] = [piece(first)]
    for line in others:
        nodes += [element("br"), piece(line)]
    return nodes


def _origin(cited: Cited, report: Report | None, times: Times) -> Element:
    if report is None:
        return element("dl", *_row("Source", "not among the reports that this edition lists"))
    version = cited.evidence.version
    published = times.full(report.published) + (f", version {version} of this text" if version > 1 else "")
    rows = [
        *_row("Source", outlet(report), " ", _kind(report)),
        *_row("Report", element("span", clipped(report.headline, _LONGEST_HEADLINE), dir="auto"), _in_language(report)),
        *_row("Published", element("time", published, datetime=report.published.isoformat())),
    ]
    if report.source == "feed" and report.notes:
        rows += _row("Read in", f"the feed's own words: {plain('; '.join(report.notes))}")
    elif report.notes:
        rows += _row("Note", plain("; ".join(report.notes)))
    if cited.elsewhere and cited.elsewhere.reports > 0:
        rows += _row(cited.elsewhere.label, count(cited.elsewhere.reports, "other report"))
    return element("dl", *rows)


def _row(label: str, *children: Node | None) -> list[Element]:
    return [element("dt", label), element("dd", *children)]


def _kind(report: Report) -> Element:
    return element("span", kind_of(report), class_="tag alert" if warning(report) else "tag")


def _in_language(report: Report) -> str | None:
    """The language of a report, where it is not the language of the page."""
    code = report.language.partition("-")[0].lower()
    return f", in {LANGUAGES[code]}" if code in LANGUAGES and code != "en" else None
