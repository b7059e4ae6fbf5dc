"""What comes in: replies of servers, entries of feeds, articles, and how each feed fared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefing.types.terms import Direction, FeedKind, FeedStatus, TextSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server answered: the decoded body, as bytes."""

    url: str
    status: int
    #: Names in lower case, values byte for byte (Latin-1), in the order of the reply.
    headers: tuple[tuple[str, str], ...]
    body: bytes
    retrieved: datetime
    #: The address that a chain of permanent redirects (301, 308) leads to, if that is how it was reached.
    moved_to: str | None = None
    #: A redirect on the way led from https to http.
    downgraded: bool = False
    #: The body is only the beginning: the reply is larger than what is taken.
    cut: bool = False

    def header(self, name: str) -> str | None:
        """The first value under `name`; the case of the name does not matter."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, its texts plain: no markup, no entities, no bidirectional controls."""

    feed_url: str
    id: str
    link: str | None
    title: str
    #: The publisher's short description; paragraphs are parted by line breaks, here and in `content`.
    summary: str = ""
    #: The full text where the feed carries it, else empty.
    content: str = ""
    #: None where the feed gives no date that can be believed; the store then uses the time it first saw the entry.
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    #: What was mended on the way: undated, future-date, repaired, truncated, encoding-guessed, capped.
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed as it was served: its own title and its entries, in its order."""

    title: str
    entries: tuple[Entry, ...]
    #: True of the document, not of one entry: repaired, truncated, encoding-guessed, capped.
    flags: tuple[str, ...] = ()
    #: The address that the feed says it has moved to (`itunes:new-feed-url`), and the one that it says it has (`self`):
    #: hints for a person, which are never asked.
    new_address: str | None = None
    own_address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What could be read out of a web page."""

    title: str | None
    text: str | None
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    #: The page itself says that the text is for subscribers (schema.org `isAccessibleForFree`).
    paywalled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One version of one text. A changed text is the next version of the same article."""

    id: str
    version: int
    url: str | None
    headline: str
    publisher: str
    feed_url: str
    published: datetime
    language: str
    text: str
    #: sha256 of the text, hexadecimal.
    hash: str
    source: TextSource
    #: Why the text is not the publisher's page, or what else a reader should know: paywalled, robots, undated ...
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResult:
    """How a feed fared on a day: failures are data."""

    url: str
    publisher: str
    country: str
    language: str
    kind: FeedKind
    status: FeedStatus
    #: A fixed code for programs (`timeout`, `not-a-feed`, ...); None where nothing was wrong.
    reason: str | None = None
    #: What a person is told: one clause without a full stop, "timed out after 30 s".
    detail: str = ""
    #: Entries within the window of the day.
    entries: int = 0
    newest: datetime | None = None
    #: Who directs its publisher: a government, or a party of an armed conflict; None: nobody that is known.
    directed: Direction | None = None
