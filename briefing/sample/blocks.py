"""The running text of an article as readers get it: its paragraphs, and what its publisher puts between them.

Pages and full-text feeds print the same blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Literal

from briefing.sample.coverage import SampleEntry, SampleFeed

BlockKind = Literal["paragraph", "heading", "turn", "credit", "advert", "teaser", "box", "links"]

#: "Adsel: We have flour ...": whose turn it is in an interview.
_TURN = re.compile(r"([A-Z]\w+): (?=\S)")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page."""

    kind: BlockKind
    text: str
    #: The address that it leads to, and the words before the link.
    link: str = ""
    label: str = ""


def blocks_of(feed: SampleFeed, entry: SampleEntry, now: datetime, origin: str) -> tuple[Block, ...]:
    """The paragraphs of `entry` at `now` with the furniture that its publisher puts among them."""
    paragraphs = entry.at(now).paragraphs
    if entry.paywalled:
        paragraphs = paragraphs[:1]
    names = feed.body_furniture if entry.body_furniture is None else entry.body_furniture
    blocks: list[Block] = []
    for number, text in enumerate(paragraphs, start=1):
        blocks.append(_block(text, interview="interview" in entry.case))
        for name in sorted(names, key=_PLACES.__getitem__):
            if min(_PLACES[name], len(paragraphs)) == number:
                blocks += _furniture(name, feed, entry, origin)
    return tuple(blocks)


#: After how many paragraphs each piece of furniture stands, or after the last one if there are fewer.
_PLACES = {"credit": 1, "read-more": 2, "advertisement": 3, "videos": 4, "newsletter": 5, "view-more": 98, "share": 99}


def _block(text: str, *, interview: bool) -> Block:
    if text.startswith("## "):
        return Block("heading", text.removeprefix("## "))
    turn = _TURN.match(text) if interview else None
    return Block("turn", text[turn.end() :], label=f"{turn[1]}:") if turn else Block("paragraph", text)


def _furniture(name: str, feed: SampleFeed, entry: SampleEntry, origin: str) -> list[Block]:
    own = feed.furniture
    if name == "read-more":
        # The story before this one, whatever came later: a page must not change because of its neighbours.
        others = feed.before(entry, 1)
        return [
            Block("teaser", other.title, link=origin + feed.page_path(other), label=own.read_more) for other in others
        ]
    pieces = {
        "credit": Block("credit", own.credit),
        "advertisement": Block("advert", own.advertisement),
        "videos": Block("box", " ".join(own.videos[:1])),
        "newsletter": Block("box", own.newsletter),
        "view-more": Block("teaser", own.more, link=f"{origin}/"),
        "share": Block("links", " | ".join(own.share)),
    }
    return [pieces[name]] if pieces[name].text else []


def to_html(blocks: tuple[Block, ...]) -> str:
    """The blocks as HTML, one a line."""
    return "\n".join(_PRINTERS[block.kind](block) for block in blocks)


def _print_teaser(block: Block) -> str:
    label = f"<strong>{escape(block.label)}</strong> " if block.label else ""
    return f'<p class="teaser">{label}<a href="{escape(block.link)}">{escape(block.text)}</a></p>'


_PRINTERS: dict[BlockKind, Callable[[Block], str]] = {
    "paragraph": lambda block: f"<p>{escape(block.text, quote=False)}</p>",
    "heading": lambda block: f"<h2>{escape(block.text, quote=False)}</h2>",
    "turn": lambda block: f"<p><strong>{escape(block.label)}</strong> {escape(block.text, quote=False)}</p>",
    "credit": lambda block: f'<p class="credit">{escape(block.text)}</p>',
    "advert": lambda block: f'<p class="ad-label">{escape(block.text)}</p>',
    "teaser": _print_teaser,
    "box": lambda block: f'<p class="box">{escape(block.text)}</p>',
    "links": lambda block: f'<p class="tools">{escape(block.text)}</p>',
}
