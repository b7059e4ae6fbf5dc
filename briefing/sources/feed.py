"""The bytes of a feed, as they were served -> its entries. Pure; the only module that knows feedparser.

1. `encoding` makes text of the bytes.
2. What begins with `{` is read as JSON Feed by `jsonfeed`.
3. `document` makes a well-formed XML document of bounded size of the rest, or finds that it is no feed.
4. feedparser reads RSS, RDF and Atom out of that. It is given bytes in memory and nothing to clean or to resolve but
   `xml:base`: a name or an address it would open by itself.
5. `entries` cleans what was found. Relative links are resolved against the page that an RSS channel is about, or the
   address at which an Atom feed was found.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import feedparser

from briefing.errors import ParseError
from briefing.sources.document import FeedDocument, read_document
from briefing.sources.encoding import decode
from briefing.sources.entries import MAX_TITLE, RawEntry, Text, make_entry
from briefing.sources.jsonfeed import parse_json_feed
from briefing.sources.links import is_absolute, public_address
from briefing.text.markup import headline
from briefing.types import ParsedFeed, Response

#: Dates by the names under which feedparser keeps them, the most telling first. `published` is RSS's pubDate and Atom
#: 0.3's issued, `updated` is also dc:date and modified.
_PUBLISHED = ("published", "created", "prism_publicationdate", "dcterms_available")
_UPDATED = ("updated", "dcterms_date")

#: What may stand before a document.
_BLANK = "\ufeff \t\r\n"

#: What feedparser hands out: dictionaries of whatever the feed holds.
FeedDict = dict[str, Any]


def parse_reply(response: Response, *, feed_url: str) -> ParsedFeed:
    """Read the feed in a reply; of one that was cut for its size, the items that came whole.

    Raises:
        ParseError: it is no feed (`not-a-feed`), or was cut before the first item ended (`too-large`).
    """
    try:
        content_type = response.header("content-type")
        feed = parse_feed(response.body, url=response.url, content_type=content_type, feed_url=feed_url)
    except ParseError:
        if not response.cut:
            raise
        feed = ParsedFeed(title="", entries=())
    if not response.cut:
        return feed
    if not feed.entries:
        message = "the answer is larger than what is read of a feed, and holds no whole item up to there"
        raise ParseError(message, url=feed_url, reason="too-large")
    return replace(feed, flags=tuple(sorted({*feed.flags, "capped"} - {"truncated"})))


def parse_feed(body: bytes, *, url: str | None, content_type: str | None, feed_url: str) -> ParsedFeed:
    """Read a feed in RSS, RDF, Atom or JSON Feed. Titles and texts are plain, links absolute if anything gives a base.

    `url` is where the bytes came from, `content_type` the header they came with, `feed_url` the name under which the
    feed is known. Entries that share an id are all kept. An entry's date is `published`, or else `updated`.

    Raises:
        ParseError: the bytes are no feed; the reason is `not-a-feed`.
    """
    text, guessed = decode(body, content_type)
    if text.lstrip(_BLANK).startswith("{"):
        feed = parse_json_feed(text, url=url, feed_url=feed_url)
    else:
        document = read_document(text)
        if document is None:
            raise ParseError(_what_it_is(text), url=feed_url, reason="not-a-feed")
        feed = _parse_xml(document, url=url, feed_url=feed_url)
    if not guessed:
        return feed
    return replace(feed, flags=tuple(sorted({*feed.flags, "encoding-guessed"})))


def _what_it_is(text: str) -> str:
    """One clause for a person whose feed is none."""
    begins = text[:2048].strip(_BLANK).lower()
    if not begins:
        return "the answer is empty"
    if "<html" in begins or "<!doctype html" in begins:
        return "the answer is a web page, not a feed"
    return "the answer is not a feed"


def _parse_xml(document: FeedDocument, *, url: str | None, feed_url: str) -> ParsedFeed:
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        result = feedparser.parse(
            io.BytesIO(document.data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # feedparser promises no set of exceptions for hostile input
        raise ParseError("the answer cannot be read as a feed", url=feed_url, reason="not-a-feed") from error
    is_atom = str(result.get("version") or "").startswith("atom")
    about = dict.get(result.feed, "link")
    bases = (url, about) if is_atom else (about, url)
    title = _titled(result.feed, is_atom=is_atom)
    return ParsedFeed(
        title=headline(title.source, literal=title.literal)[:MAX_TITLE],
        entries=tuple(
            make_entry(_raw(entry, is_atom=is_atom), feed_url=feed_url, bases=bases) for entry in result.entries
        ),
        flags=document.flags,
        new_address=public_address(_said(result.feed, "itunes_new-feed-url"), url),
        own_address=public_address(_own_link(result.feed), url),
    )


def _own_link(channel: FeedDict) -> str | None:
    links = (each.get("href") for each in dict.get(channel, "links", ()) if each.get("rel") == "self")
    return next(filter(None, links), None)


def _said(group: FeedDict, name: str) -> str | None:
    value = dict.get(group, name)
    return value if isinstance(value, str) else None


def _raw(entry: FeedDict, *, is_atom: bool) -> RawEntry:
    return RawEntry(
        id=dict.get(entry, "id"),
        link=_link(entry),
        title=_titled(entry, is_atom=is_atom),
        summary=_summary(entry),
        content=_content(entry),
        published=tuple(dict.get(entry, name) for name in _PUBLISHED),
        updated=tuple(dict.get(entry, name) for name in _UPDATED),
        authors=_authors(entry),
    )


def _authors(entry: FeedDict) -> tuple[str | None, ...]:
    """All authors. feedparser spoils names beside addresses in long domains, but gives the last one whole as well."""
    names = [author.get("name") for author in dict.get(entry, "authors", ())]
    return (*names[:-1], dict.get(entry, "author"))


def _link(entry: FeedDict) -> str | None:
    """The page of the entry. feedparser also takes a guid for it, which is none unless it is an address."""
    link = dict.get(entry, "link")
    if link and (link != dict.get(entry, "id") or is_absolute(link)):
        return str(link)
    links = (each.get("href") for each in dict.get(entry, "links", ()) if each.get("rel") == "alternate")
    return next(filter(None, links), None)


def _titled(group: FeedDict, *, is_atom: bool) -> Text:
    """The title. Only Atom says whether it is plain; RSS does not, and markup in it is common."""
    detail = dict.get(group, "title_detail", {})
    return Text(dict.get(group, "title", ""), literal=is_atom and detail.get("type") == "text/plain")


def _summary(entry: FeedDict) -> Text:
    """The description. Without one, feedparser repeats the content, but gives no detail of it."""
    detail = dict.get(entry, "summary_detail")
    if detail is None:
        return Text()
    return Text(dict.get(entry, "summary", ""), literal=detail.get("type") == "text/plain")


def _content(entry: FeedDict) -> Text:
    """The longest of the contents that are text: some feeds carry a teaser and the article as contents of one entry."""
    texts = [
        Text(content.get("value", ""), literal=content.get("type") == "text/plain")
        for content in dict.get(entry, "content", ())
        if content.get("type") in {"text/plain", "text/html", "application/xhtml+xml"}
    ]
    return max(texts, key=lambda text: len(text.source), default=Text())
