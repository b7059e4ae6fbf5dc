"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) -> entries. Pure.

Fields of a wrong type are taken as missing, ids that are numbers as text. A document without the format's version
counts if it has items that look like entries, because some publishers leave it out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from briefing.errors import ParseError
from briefing.sources.document import MAX_ENTRIES
from briefing.sources.entries import MAX_TITLE, RawEntry, Text, make_entry
from briefing.sources.links import public_address
from briefing.text.markup import headline
from briefing.types import ParsedFeed


def parse_json_feed(text: str, *, url: str | None, feed_url: str) -> ParsedFeed:
    """Read a JSON Feed; `url` is where it was found, for relative links.

    Raises:
        ParseError: it is no JSON, or no JSON Feed; the reason is `not-a-feed`.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise ParseError("the answer is neither XML nor valid JSON", url=feed_url, reason="not-a-feed") from None
    feed = document if isinstance(document, dict) else {}
    items = [item for item in _list(feed, "items") if isinstance(item, dict)]
    if not _is_feed(feed, items):
        raise ParseError("the answer is JSON, but not a JSON Feed", url=feed_url, reason="not-a-feed")
    bases = (url, _text(feed, "home_page_url"), _text(feed, "feed_url"))
    return ParsedFeed(
        title=headline(_text(feed, "title"), literal=True)[:MAX_TITLE],
        entries=tuple(make_entry(_raw(item), feed_url=feed_url, bases=bases) for item in items[:MAX_ENTRIES]),
        flags=("capped",) if len(items) > MAX_ENTRIES else (),
        own_address=public_address(_text(feed, "feed_url"), url),
    )


def _is_feed(feed: Mapping[str, object], items: Sequence[Mapping[str, object]]) -> bool:
    if "jsonfeed.org/version" in _text(feed, "version"):
        return True
    named = any(_text(item, "id") and any(_text(item, key) for key in ("url", "title")) for item in items)
    return named and bool(_text(feed, "title"))


def _raw(item: Mapping[str, object]) -> RawEntry:
    html = _text(item, "content_html")
    people = [*_list(item, "authors"), item.get("author")]
    return RawEntry(
        id=_text(item, "id"),
        link=_text(item, "url") or _text(item, "external_url"),
        title=Text(_text(item, "title"), literal=True),
        summary=Text(_text(item, "summary"), literal=True),
        content=Text(html) if html else Text(_text(item, "content_text"), literal=True),
        published=(_text(item, "date_published"),),
        updated=(_text(item, "date_modified"),),
        authors=tuple(_text(person, "name") for person in people if isinstance(person, dict)),
    )


def _text(group: Mapping[str, object], key: str) -> str:
    value = group.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _list(group: Mapping[str, object], key: str) -> list[object]:
    value = group.get(key)
    return value if isinstance(value, list) else []
