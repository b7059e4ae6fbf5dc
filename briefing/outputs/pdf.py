"""The edition as a PDF for the desk and the printer, typeset by Typst.

What is printed is the page that the dashboard shows (`views.today.printed`), taken apart into the pieces that
`briefing.typ` sets: stories, statements, actors, gaps, and the evidence under its numbers. It is handed over as JSON
and is nothing but text to the typesetter; addresses have passed `views.safe`.

The file is tagged and meets PDF/UA-1 (ISO 14289-1). That standard allows no character without a glyph; where an edition
has one, the file is made without the claim, and says so in its last lines and in `notes`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from briefing.errors import InputError
from briefing.outputs.fonts import Choice, choose
from briefing.outputs.parts import find, find_all, has_class, seen
from briefing.types import Briefing, Report
from briefing.views.edition import Page, outlet
from briefing.views.masthead import PRODUCT
from briefing.views.safe import Element, Node, clipped, is_outside, isolated, plain
from briefing.views.today import printed
from briefing.views.words import Times, count, day_name, kind_of, warning

#: Formats of paper, and what Typst calls them.
PAPERS = {"a4": "a4", "letter": "us-letter"}

#: A piece of a line for `briefing.typ`: a text, or an object that says what is special about it.
Piece = str | dict[str, Any]

_SAMPLE = "Sample, invented"
_PROMISE = "Every sentence rests on the text shown under its number in Evidence."
_LONGEST_TITLE = 120
_LONGEST_RUNNING = 60
_LONGEST_HEADLINE = 160
#: Of a quotation in Evidence; the dashboard shows more, the original all.
_LONGEST_QUOTED = 420
_RIGHT_TO_LEFT = ("R", "AL")
#: About as much as the narrowest column holds of the largest size in it; a place where a word may break is no letter.
_LONG_WORD = re.compile(r"[^\s\u200b-]{24,}")
_BREAK = "\u200b"
#: With so few pieces of evidence the sources stand beside them.
_FEW = 16
#: What the dashboard does by a margin.
_WIDE_SPACE = "\u2002"
#: So many numbers, from the first on, stand under one report's name in Evidence if they are of it: figures that moved
#: take turns between two reports, and yet a number is found at once.
_TOGETHER = 10


class Pdf:
    """A designed briefing of two to eight pages."""

    name = "pdf"
    media_type = "application/pdf"
    suffix = ".pdf"

    def __init__(self, *, paper: str = "a4") -> None:
        if paper not in PAPERS:
            raise InputError(f'There is no paper "{paper}"; there are {", ".join(PAPERS)}.')
        self._paper = PAPERS[paper]

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`; the time that the file gives as its own is the end of the edition's window."""
        data = pdf_data(briefing, paper=self._paper)
        fonts = choose([_as_json(data)])
        data["families"] = list(fonts.families)
        if note := _missing_note(fonts):
            data["made"]["lines"].append([note])
        timestamp = int(briefing.end.timestamp())
        if not fonts.missing:
            try:
                return _compiled(data, fonts, timestamp, standard=True)
            except typst.TypstError as error:
                # what the tables of the fonts do not tell: a sequence that the shaper cannot show
                data["made"]["lines"].append([f"This file is tagged, but not PDF/UA-1: {plain(error.message)}"])
        return _compiled(data, fonts, timestamp, standard=False)

    def notes(self, briefing: Briefing) -> tuple[str, ...]:
        """As `Reporting`: the characters that no installed font shows."""
        note = _missing_note(choose([_as_json(pdf_data(briefing, paper=self._paper))]))
        return (note,) if note else ()


def _missing_note(fonts: Choice) -> str | None:
    """A sentence that names the characters without a glyph, in plain letters."""
    if not fonts.missing:
        return None
    named = [f"U+{ord(c):04X} ({unicodedata.name(c, 'without a name').capitalize()})" for c in fonts.missing[:8]]
    more = f" and {len(fonts.missing) - 8} more" if len(fonts.missing) > 8 else ""
    return (
        f"No installed font shows {', '.join(named)}{more}: a crossed box stands for each, the other forms of the "
        "edition have the text, and this file does not claim to meet PDF/UA-1."
    )


# ---------------------------------------------------------------- the typesetter


def _compiled(data: dict[str, Any], fonts: Choice, timestamp: int, *, standard: bool) -> bytes:
    made = typst.compile(
        _template(),
        font_paths=_fonts(fonts.folders),
        sys_inputs={"data": _as_json(data)},
        pdf_standards=["ua-1"] if standard else [],
        timestamp=timestamp,
        format="pdf",
    )
    return bytes(made)


@cache
def _template() -> bytes:
    return files("briefing.outputs").joinpath("briefing.typ").read_bytes()


@cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    """Nothing but the fonts that come with packages: the file is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _as_json(data: dict[str, Any]) -> str:
    """What is handed over; what it has besides the texts is ASCII, which the faces of the design show."""
    return json.dumps(data, ensure_ascii=False)


# ---------------------------------------------------------------- lines and runs


class Lines:
    """Trees as pieces of lines; the first number of each piece of evidence can be jumped back to."""

    def __init__(self, page: Page) -> None:
        self._numbers = {key: number for number, key in enumerate(page.evidence, 1)}
        self._cited: set[str] = set()

    def line(self, nodes: Iterable[Node]) -> list[Piece]:
        """The pieces of a line, neighbouring texts joined."""
        pieces: list[Piece] = []
        for piece in (piece for node in nodes for piece in self._pieces(node)):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            elif piece:
                pieces.append(piece)
        return pieces

    def run(self, element: Element) -> dict[str, Any]:
        """The text of an element with its direction and language."""
        text = seen(element)
        language = element.attributes.get("lang", "").partition("-")[0].lower()
        return {"text": self.line(element.children), "rtl": is_right_to_left(text), "lang": language or None}

    def _pieces(self, node: Node) -> list[Piece]:
        if isinstance(node, str):
            return [breakable(node)]
        if has_class(node, "unseen"):
            return []
        if key := node.attributes.get("data-ev"):
            return [self._number(key)]
        inside = self.line(node.children)
        if place := node.attributes.get("data-to"):
            return [{"to": place, "link": inside}]
        href = node.attributes.get("href", "")
        if href and not href.startswith("/"):
            return [{"url": href, "link": inside}]
        if has_class(node, "tied"):
            return [{"tied": inside}]
        if has_class(node, "alert"):
            return [{"alert": inside}]
        return [{"b": inside}] if node.tag == "b" or has_class(node, "now") else inside

    def _number(self, key: str) -> Piece:
        piece: dict[str, Any] = {"n": self._numbers[key]}
        if key not in self._cited:
            self._cited.add(key)
            piece["back"] = _back(self._numbers[key])
        return piece


def _back(number: int) -> str:
    """The label of the place that cites a piece of evidence first."""
    return f"cited-{number}"


def is_right_to_left(text: str) -> bool:
    """The direction of a paragraph by its first letter that has one (Unicode Bidirectional Algorithm, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def breakable(text: str) -> str:
    """A text whose words all fit into a column: a longer one may break anywhere."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(word[0]), text)


def _plain_run(text: str, language: str = "") -> dict[str, Any]:
    return {"text": [breakable(text)] if text else [], "rtl": is_right_to_left(text), "lang": language or None}


# ---------------------------------------------------------------- the pieces of the page


def pdf_data(briefing: Briefing, *, paper: str) -> dict[str, Any]:
    """All that `briefing.typ` prints."""
    page = printed(briefing)
    lines = Lines(page)
    opening = _opening(page.tree, lines)
    stories = [_story(found, lines) for found in find_all(page.tree, "article", "story")]
    empty = find(page.tree, "p", "empty")
    title = clipped(briefing.title, _LONGEST_TITLE) or PRODUCT
    day = day_name(briefing.day)
    edition = f"edition {briefing.number:,}, revision {briefing.revision}"
    data = {
        "paper": paper,
        "title": f"{title}, {day}",
        "author": PRODUCT,
        "description": f"{PRODUCT}: {title}, {day}, {edition}",
        "keywords": [plain(topic) for topic in briefing.topics if plain(topic)],
        "running": f"{isolated(clipped(title, _LONGEST_RUNNING))} · {day} · {edition}",
        "sample": briefing.sample,
        "sample-mark": _SAMPLE,
        "promise": _PROMISE if page.evidence else "",
        **_masthead(page.tree, lines),
        "opening": opening,
        "lead": stories[0] if stories else None,
        "rows": [row for row in (_of_tier(stories, "second"), _of_tier(stories, "third")) if row],
        "more": _of_tier(stories, "more"),
        "went": [story for story in stories if story["went"]],
        "empty": lines.line([empty]) if empty else [],
        "nobody": "Nobody was quoted on this topic.",
        "since": _since(page.tree, lines),
        "disputed": _disputed(page.tree, lines),
        **_said(page.tree, lines),
        **_actors(briefing, page.tree, lines),
        "gaps": _gaps(page.tree, lines),
        "short": len(page.evidence) <= _FEW,
        "evidence": _evidence(page, lines),
        "evidence-aside": "the words in their source, under the numbers that they have in the text",
        "sources": _sources(briefing),
        "made": _made(page.tree, lines),
    }
    return data | {"rail": _rail(briefing, data)}


def _of_tier(stories: Sequence[dict[str, Any]], tier: str) -> list[dict[str, Any]]:
    return [story for story in stories if story["tier"] == tier]


def _masthead(tree: Node, lines: Lines) -> dict[str, Any]:
    head = _one(tree, "header")
    kicker = find(head, "p", "kicker")
    return {
        "kicker": lines.line([kicker]) if kicker else [],
        "name": lines.run(_one(head, "h1")),
        "details": [lines.line([one]) for one in find_all(_one(head, class_="details"), "p")],
        "coverage": _joined([lines.line([one]) for one in find_all(_one(tree, class_="coverage"), "p")]),
    }


def _one(tree: Node, tag: str | None = None, class_: str | None = None) -> Element:
    """The element that every page has.

    Raises:
        LookupError: it has not: a mistake in a view.
    """
    found = find(tree, tag, class_)
    if found is None:
        raise LookupError(f"The page has no {tag or 'element'} {class_ or ''}.")
    return found


def _joined(lines: Sequence[list[Piece]]) -> list[Piece]:
    """Lines as one, each a sentence."""
    pieces: list[Piece] = []
    for line in lines:
        pieces += [*line, ". "]
    return pieces


def _opening(tree: Node, lines: Lines) -> list[dict[str, Any]]:
    """The sentences of the lead, each with the topic of its story and the way there."""
    section = find(tree, "section", "opening")
    return [
        {
            "topic": breakable(seen(_one(item, "button"))),
            "to": _one(item, "button").attributes["data-to"],
            "body": lines.run(_one(item, "p", "body")),
        }
        for item in (find_all(section, "li") if section else ())
    ]


def _story(found: Element, lines: Lines) -> dict[str, Any]:
    """A story; its heading is the second child, a link where the report has an address."""
    heading = next(child for child in found.children if isinstance(child, Element) and child.tag in ("h2", "h3"))
    link = find(heading, "a")
    kicker, body = _one(found, "p", "kicker"), _one(found, "p", "body")
    return {
        "tier": found.attributes["class"].split()[-1],
        "anchor": found.attributes["id"],
        "kicker": [
            _WIDE_SPACE if child == " " else piece for child in kicker.children for piece in lines.line([child])
        ],
        "headline": _plain_run(seen(heading), heading.attributes.get("lang", "").partition("-")[0].lower()),
        "url": link.attributes["href"] if link else None,
        "attribution": lines.line(told.children) if (told := find(found, "p", "attribution")) else [],
        "body": lines.run(body),
        "meta": lines.line([*find_all(found, "p", "meta")][-1].children),
        "went": [lines.run(item) for item in find_all(found, "li")],
    }


def _since(tree: Node, lines: Lines) -> dict[str, Any] | None:
    """What has changed, and a sentence where it is not listed; None for an edition that is compared with none."""
    section = find(tree, "section", "since")
    if section is None:
        return None
    notes = [child for child in section.children if isinstance(child, Element) and child.tag == "p"]
    return {
        "title": seen(_one(section, "h2")),
        "items": [_change(item, lines) for item in find_all(section, "li")],
        "notes": [lines.line([note]) for note in notes],
    }


def _change(item: Element, lines: Lines) -> dict[str, Any]:
    """A change by its subject, with what moved: a run each, and whose figure it is."""
    moves: list[dict[str, Any]] = []
    for child in item.children:
        if isinstance(child, Element) and has_class(child, "moved"):
            moves.append({"moved": lines.run(child), "whose": []})
        elif isinstance(child, Element) and has_class(child, "meta") and moves:
            moves[-1]["whose"] = lines.line([child])
    return {"label": seen(_one(item, "p", "kicker")), "subject": lines.run(_one(item, "h3")), "moves": moves}


def _disputed(tree: Node, lines: Lines) -> list[dict[str, Any]]:
    """What is disputed, the claims of each in the order in which they were made."""
    section = find(tree, "section", "disputed")
    return [
        {
            "anchor": dispute.attributes["id"],
            "question": lines.run(_one(dispute, "h3")),
            "claims": [
                {
                    "claim": lines.run(_one(claim, "p", "claim")),
                    "meta": [lines.line([meta]) for meta in find_all(claim, "p", "meta")],
                }
                for claim in find_all(dispute, "li")
            ],
        }
        for dispute in (find_all(section, "article") if section else ())
    ]


def _said(tree: Node, lines: Lines) -> dict[str, Any]:
    """The statements, and apart from them the positions."""
    found = list(find_all(tree, "li", "statement"))
    return {
        "statements": [_statement(one, lines) for one in found if not has_class(one, "position")],
        "positions": [_statement(one, lines) for one in found if has_class(one, "position")],
    }


def _statement(found: Element, lines: Lines) -> dict[str, Any]:
    role, words = find(found, "p", "role"), _one(found, "blockquote")
    return {
        "who": lines.run(_one(found, "h3")),
        "role": lines.run(role) if role else None,
        "words": lines.run(words),
        "direct": has_class(words, "direct"),
        "meta": lines.line(_one(found, "p", "meta").children),
    }


def _actors(briefing: Briefing, tree: Node, lines: Lines) -> dict[str, Any]:
    """The actors, and what their bars stand for: the figures themselves are in the tree."""
    from briefing.views.people import by_reports

    section = next((one for one in find_all(tree, "section") if one.attributes["aria-labelledby"] == "actors"), "")
    aside = find(section, "p", "aside")
    return {
        "actors-aside": seen(aside) if aside else "",
        "actors": [
            _actor(element, lines) | {"reports": actor.reports, "before": actor.reports_before}
            for element, actor in zip(find_all(tree, "li", "actor"), by_reports(briefing.actors), strict=True)
        ],
    }


def _actor(found: Element, lines: Lines) -> dict[str, Any]:
    role, tally = find(found, "p", "role"), _one(found, "p", "tally")
    change = find(tally, "span", "change")
    who = lines.run(_one(found, "h3"))
    return {
        "who": who,
        "role": lines.run(role) if role else None,
        "change": seen(change) if change else "",
        "alt": f"Bar: {_all_words(tally)}",
    }


def _all_words(tree: Node) -> str:
    """The text of a tree for a screen reader: without what is only for the eye."""
    if isinstance(tree, str):
        return tree
    return "" if "aria-hidden" in tree.attributes else "".join(map(_all_words, tree.children))


def _gaps(tree: Node, lines: Lines) -> dict[str, Any]:
    section = _one(tree, "section", "gaps")
    columns = find(section, class_="columns")
    none = find(section, "p", "body")
    return {
        "title": seen(_one(section, "h2")),
        "none": lines.line([none]) if none else [],
        "columns": [
            {"heading": seen(_one(column, "h3")), "items": [lines.run(item) for item in find_all(column, "li")]}
            for column in (columns.children if columns else ())
        ],
    }


def _made(tree: Node, lines: Lines) -> dict[str, Any]:
    footer = _one(tree, "footer", "made")
    return {"title": seen(_one(footer, "h2")), "lines": [lines.line([one]) for one in find_all(footer, "p")]}


def _rail(briefing: Briefing, data: dict[str, Any]) -> dict[str, Any]:
    """What the edition rests on in figures of our own, and where its parts are."""
    publishers = {report.publisher: warning(report) for report in briefing.reports}
    single = sum(story.origins == 1 for story in briefing.stories)
    directed = sum(mark is not None for mark in publishers.values())
    figures = [
        (len(briefing.stories), f"{'story' if len(briefing.stories) == 1 else 'stories'} in this edition"),
        (single, f"of them on a single origin: nobody else confirms {'it' if single == 1 else 'them'}"),
        (len(briefing.reports), f"reports cited, from {count(len(publishers), 'publisher')}"),
        (directed, "of the publishers state-controlled or run by a belligerent"),
    ]
    parts = [
        ("More stories", "more", data["more"]),
        ("How it went", "went", data["went"]),
        (data["since"]["title"] if data["since"] else "", "since", data["since"]),
        ("Disputed", "disputed", data["disputed"]),
        ("Who said what", "said", True),
        ("Actors", "actors", data["actors"]),
        (data["gaps"]["title"], "gaps", True),
        ("Evidence", "evidence", data["evidence"]),
        ("Sources", "sources", data["sources"]),
    ]
    return {
        "title": "At a glance",
        "figures": [{"value": f"{value:,}", "words": words} for value, words in figures] if briefing.reports else [],
        "inside": [{"title": title, "to": to} for title, to, there in parts if there],
    }


# ---------------------------------------------------------------- evidence and sources


def _evidence(page: Page, lines: Lines) -> list[dict[str, Any]]:
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
    quoted = _one(panel, "blockquote")
    words = clipped(" … ".join(seen(mark) for mark in find_all(quoted, "mark")), _LONGEST_QUOTED)
    language = quoted.attributes.get("lang", "").partition("-")[0].lower()
    return {"n": number, "back": _back(number), "quoted": _plain_run(words, language)}


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


def _sources(briefing: Briefing) -> list[dict[str, Any]]:
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
