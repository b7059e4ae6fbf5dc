"""OPML (opml.org, 2.0), the format in which feed readers hand over lists of feeds: reading and writing.

Files of feed readers are often not well-formed: an `&` in a title, a tag that is never closed, an end that is missing.
A list of feeds needs no tree, only the `outline` tags with an address and the groups that are open around them, so it
is read tag by tag, in linear time; nothing is expanded and nothing is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import get_args
from xml.sax.saxutils import quoteattr

from briefing.sources.encoding import decode
from briefing.types import Feed, FeedKind

#: More feeds than anybody follows; a longer list is cut.
MAX_FEEDS = 5_000

#: A tag up to its end, or, where the end is missing, up to the next one; a quoted value may hold `>`, none holds `<`.
_TAG = re.compile(r"""<(/?)([A-Za-z][\w:.-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*+)""")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:.-]*)\s*=\s*("[^"<]*"|'[^'<]*'|[^\s"'<>]+)""")
_SKIPPED = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_ADDRESS = re.compile(r"(?:feed:(?://)?)?(https?://[^\s/]+\S*)", re.IGNORECASE)
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed as a list names it; what the list does not say is None or empty."""

    url: str
    title: str
    #: The groups that it stands in, from the outermost.
    groups: tuple[str, ...] = ()
    language: str | None = None
    country: str | None = None
    kind: FeedKind | None = None


def parse_opml(data: bytes) -> tuple[Listed, ...]:
    """The feeds of a list, each address once, in the order of the file; empty if there are none."""
    text, _ = decode(data)
    found: dict[str, Listed] = {}
    groups: list[str | None] = []
    for closing, attributes, is_empty in _outlines(text):
        if closing:
            groups = groups[:-1]
            continue
        address = _ADDRESS.fullmatch(attributes.get("xmlurl", "").strip())
        title = _line(attributes.get("text", "") or attributes.get("title", ""))
        if address:
            named = tuple(group for group in groups if group)
            found.setdefault(address[1], _listed(address[1], title, named, attributes))
            if len(found) == MAX_FEEDS:
                break
        if not is_empty:
            groups.append(None if address else title)
    return tuple(found.values())


def _outlines(text: str) -> Iterator[tuple[bool, dict[str, str], bool]]:
    """The `outline` tags: whether it closes one, its attributes, whether it holds nothing."""
    position = 0
    while (start := text.find("<", position)) >= 0:
        closing_mark = next((end for mark, end in _SKIPPED.items() if text.startswith(mark, start)), None)
        if closing_mark:
            end = text.find(closing_mark, start)
            position = len(text) if end < 0 else end
            continue
        tag = _TAG.match(text, start)
        position = tag.end() if tag else start + 1
        if tag and tag[2].lower() == "outline":
            yield bool(tag[1]), _attributes(tag[3]), tag[3].rstrip().endswith("/")


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(source):
        value = match[2][1:-1] if match[2][0] in "\"'" else match[2]
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _listed(url: str, title: str, groups: tuple[str, ...], attributes: dict[str, str]) -> Listed:
    told = dict(part.strip().strip("/").partition("/")[::2] for part in attributes.get("category", "").split(","))
    language = _LANGUAGE.fullmatch(attributes.get("language", "").strip())
    return Listed(
        url=url,
        title=title or url,
        groups=groups,
        language=language[1].lower() if language else None,
        country=_line(told.get("country", "")) or None,
        kind=next((kind for kind in get_args(FeedKind) if kind == told.get("kind")), None),
    )


def _line(text: str) -> str:
    """Text in one line without control characters, not longer than a name is."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST]


def write_opml(title: str, feeds: Iterable[Feed]) -> str:
    """The feeds as a list that every feed reader takes; what OPML has no place for stands in `category`."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{_escaped(title)}</title></head>", "  <body>"]
    for feed in feeds:
        told = [f"/kind/{feed.kind}", f"/country/{feed.country}", *(f"/topic/{topic}" for topic in feed.topics)]
        attributes = {
            "type": "rss",
            "text": feed.publisher,
            "title": feed.publisher,
            "xmlUrl": feed.url,
            "language": feed.language,
            "category": ",".join(part.replace(",", " ") for part in told),
        }
        lines.append(f"    <outline {' '.join(f'{key}={quoteattr(value)}' for key, value in attributes.items())}/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _escaped(text: str) -> str:
    return _line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
