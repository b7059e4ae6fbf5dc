"""What a feed says of one entry, in any format -> `Entry`. Pure: the caps, the dates and the id are decided here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from briefing.sources.dates import parse_date
from briefing.sources.links import absolute
from briefing.text.markup import headline, one_line, paragraphs
from briefing.types import Entry

#: Characters of a summary or content that are kept; long reports have 60,000.
MAX_TEXT = 200_000
#: Characters of a title that are kept; real headlines stay under 300.
MAX_TITLE = 1_000
#: Characters of an id, above which a hash stands for it, and of an author's name.
MAX_ID = 1_000
#: Markup takes up to ten times the room of its text; what lies beyond is not even looked at.
_MAX_MARKUP = 10 * MAX_TEXT
_MAX_AUTHORS = 20

_ADDRESS = re.compile(r"[<(]?[^\s<>()]+@[^\s<>()]+[>)]?")


@dataclass(frozen=True, slots=True)
class Text:
    """A text as it stands in the feed; `literal` if the feed says that it is plain text."""

    source: str = ""
    literal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry in the words of its feed: nothing is cleaned, resolved or parsed yet."""

    id: str | None
    link: str | None
    title: Text
    summary: Text
    content: Text
    #: Dates of publication and of updating, the most telling first.
    published: tuple[str | None, ...]
    updated: tuple[str | None, ...]
    authors: tuple[str | None, ...]


def make_entry(raw: RawEntry, *, feed_url: str, bases: tuple[str | None, ...]) -> Entry:
    """Clean one entry. `bases` are what its link may be relative to, the best first.

    Without an id the link stands for it, and without a link a hash of title, content and date does, so that the same
    entry has the same id on the next day.
    """
    title = headline(_within_cap(raw.title.source), literal=raw.title.literal)
    summary, content = (_text(each) for each in (raw.summary, raw.content))
    published, updated = (_first_date(each) for each in (raw.published, raw.updated))
    link = absolute(raw.link, *bases)
    sizes = [(title, MAX_TITLE), (summary, MAX_TEXT), (content, MAX_TEXT)]
    sizes += [(text.source, _MAX_MARKUP) for text in (raw.title, raw.summary, raw.content)]
    date = published or updated
    fingerprint = _hash(f"{title}\n{content or summary}\n{date.isoformat() if date else ''}")
    return Entry(
        feed_url=feed_url,
        id=_short_id(one_line(raw.id or "")) or link or fingerprint,
        link=link,
        title=title[:MAX_TITLE].rstrip(),
        summary=summary[:MAX_TEXT].rstrip(),
        content=content[:MAX_TEXT].rstrip(),
        published=published,
        updated=updated,
        authors=_authors(raw.authors),
        flags=("capped",) if any(len(text) > limit for text, limit in sizes) else (),
    )


def _text(text: Text) -> str:
    return paragraphs(_within_cap(text.source), literal=text.literal)


def _within_cap(markup: str) -> str:
    """At most `_MAX_MARKUP` characters, cut before a tag rather than within one."""
    if len(markup) <= _MAX_MARKUP:
        return markup
    tag = markup.rfind("<", 0, _MAX_MARKUP)
    return markup[: tag if tag > markup.rfind(">", 0, _MAX_MARKUP) else _MAX_MARKUP]


def _first_date(candidates: Iterable[str | None]) -> datetime | None:
    return next(filter(None, map(parse_date, candidates)), None)


def _short_id(text: str) -> str:
    return _hash(text) if len(text) > MAX_ID else text


def _hash(text: str) -> str:
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def _authors(names: Iterable[str | None]) -> tuple[str, ...]:
    """Distinct names in order, without mail addresses: `a@b.example (Ada)` and `Ada <a@b.example>` are Ada."""
    cleaned = (_ADDRESS.sub(" ", headline((name or "")[:MAX_ID], literal=True)).strip(" ()") for name in names)
    return tuple(dict.fromkeys(filter(None, cleaned)))[:_MAX_AUTHORS]
