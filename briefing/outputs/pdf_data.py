"""The page of an edition taken apart into what `briefing.typ` sets: stories, statements, actors, gaps, a rail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefing.outputs.parts import find, find_all, find_one, has_class, seen
from briefing.outputs.pdf_endnotes import evidence, sources
from briefing.outputs.pdf_runs import Lines, Piece, breakable, plain_run
from briefing.types import Briefing
from briefing.views.masthead import PRODUCT
from briefing.views.people import by_reports
from briefing.views.safe import Element, Node, clipped, isolated, plain
from briefing.views.today import NOBODY, printed
from briefing.views.words import count, day_name, warning

_SAMPLE = "Sample, invented"
_PROMISE = "Every sentence rests on the text shown under its number in Evidence."
_LONGEST_TITLE = 120
_LONGEST_RUNNING = 60
#: With so few pieces of evidence the sources stand beside them.
_FEW = 16
#: What the dashboard does by a margin.
_WIDE_SPACE = "\u2002"


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
        "nobody": NOBODY,
        "since": _since(page.tree, lines),
        "disputed": _disputed(page.tree, lines),
        **_said(page.tree, lines),
        **_actors(briefing, page.tree, lines),
        "gaps": _gaps(page.tree, lines),
        "short": len(page.evidence) <= _FEW,
        "evidence": evidence(page, lines),
        "evidence-aside": "the words in their source, under the numbers that they have in the text",
        "sources": sources(briefing),
        "made": _made(page.tree, lines),
    }
    return data | {"rail": _rail(briefing, data)}


def _of_tier(stories: Sequence[dict[str, Any]], tier: str) -> list[dict[str, Any]]:
    return [story for story in stories if story["tier"] == tier]


def _masthead(tree: Node, lines: Lines) -> dict[str, Any]:
    head = find_one(tree, "header")
    kicker = find(head, "p", "kicker")
    return {
        "kicker": lines.line([kicker]) if kicker else [],
        "name": lines.run(find_one(head, "h1")),
        "details": [lines.line([one]) for one in find_all(find_one(head, class_="details"), "p")],
        "coverage": _joined([lines.line([one]) for one in find_all(find_one(tree, class_="coverage"), "p")]),
    }


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
            "topic": breakable(seen(find_one(item, "button"))),
            "to": find_one(item, "button").attributes["data-to"],
            "body": lines.run(find_one(item, "p", "body")),
        }
        for item in (find_all(section, "li") if section else ())
    ]


def _story(found: Element, lines: Lines) -> dict[str, Any]:
    """A story; its heading is the second child, a link where the report has an address."""
    heading = next(child for child in found.children if isinstance(child, Element) and child.tag in ("h2", "h3"))
    link = find(heading, "a")
    kicker, body = find_one(found, "p", "kicker"), find_one(found, "p", "body")
    return {
        "tier": found.attributes["class"].split()[-1],
        "anchor": found.attributes["id"],
        "kicker": [
            _WIDE_SPACE if child == " " else piece for child in kicker.children for piece in lines.line([child])
        ],
        "headline": plain_run(seen(heading), heading.attributes.get("lang", "").partition("-")[0].lower()),
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
        "title": seen(find_one(section, "h2")),
        "items": [change for item in find_all(section, "li") for change in _changes(item, lines)],
        "notes": [lines.line([note]) for note in notes],
    }


def _changes(item: Element, lines: Lines) -> list[dict[str, Any]]:
    """A change by its subject, with what moved: a run each, and whose figure it is; or stories under one label."""
    label = seen(find_one(item, "p", "kicker"))
    moves: list[dict[str, Any]] = []
    for child in item.children:
        if isinstance(child, Element) and has_class(child, "moved"):
            moves.append({"moved": lines.run(child), "whose": []})
        elif isinstance(child, Element) and has_class(child, "meta") and moves:
            moves[-1]["whose"] = lines.line([child])
    return [
        {"label": label, "subject": lines.run(subject), "moves": moves if place == 0 else []}
        for place, subject in enumerate(find_all(item, "h3"))
    ]


def _disputed(tree: Node, lines: Lines) -> list[dict[str, Any]]:
    """What is disputed, the claims of each in the order in which they were made."""
    section = find(tree, "section", "disputed")
    return [
        {
            "anchor": dispute.attributes["id"],
            "question": lines.run(find_one(dispute, "h3")),
            "claims": [
                {
                    "claim": lines.run(find_one(claim, "p", "claim")),
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
    role, words = find(found, "p", "role"), find_one(found, "blockquote")
    return {
        "who": lines.run(find_one(found, "h3")),
        "role": lines.run(role) if role else None,
        "words": lines.run(words),
        "direct": has_class(words, "direct"),
        "meta": lines.line(find_one(found, "p", "meta").children),
    }


def _actors(briefing: Briefing, tree: Node, lines: Lines) -> dict[str, Any]:
    """The actors, and what their bars stand for: the figures themselves are in the tree."""
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
    role, tally = find(found, "p", "role"), find_one(found, "p", "tally")
    change = find(tally, "span", "change")
    who = lines.run(find_one(found, "h3"))
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
    section = find_one(tree, "section", "gaps")
    columns = find(section, class_="columns")
    none = find(section, "p", "body")
    return {
        "title": seen(find_one(section, "h2")),
        "none": lines.line([none]) if none else [],
        "columns": [
            {"heading": seen(find_one(column, "h3")), "items": [lines.run(item) for item in find_all(column, "li")]}
            for column in (columns.children if columns else ())
        ],
    }


def _made(tree: Node, lines: Lines) -> dict[str, Any]:
    footer = find_one(tree, "footer", "made")
    return {"title": seen(find_one(footer, "h2")), "lines": [lines.line([one]) for one in find_all(footer, "p")]}


def _rail(briefing: Briefing, data: dict[str, Any]) -> dict[str, Any]:
    """What the edition rests on in figures of our own, and where its parts are."""
    publishers = {report.publisher: warning(report) for report in briefing.reports}
    single = sum(story.origins == 1 for story in briefing.stories)
    directed = sum(mark is not None for mark in publishers.values())
    earlier = sum(report.published < briefing.start for report in briefing.reports)
    of_earlier = f", {earlier:,} of them of earlier days" if earlier else ""
    cited = f"{'report' if len(briefing.reports) == 1 else 'reports'} cited{of_earlier}"
    figures = [
        (len(briefing.stories), f"{'story' if len(briefing.stories) == 1 else 'stories'} in this edition"),
        (len(briefing.reports), f"{cited}, from {count(len(publishers), 'publisher')}"),
    ]
    if briefing.stories:
        whom = "it" if single == 1 else "them"
        figures.insert(1, (single, f"of them on a single origin: nobody else confirms {whom}"))
        figures.append((directed, "of the publishers state-controlled or run by a belligerent"))
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
