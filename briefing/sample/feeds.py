"""A sample feed at a moment -> the bytes that its publisher serves: RSS 2.0, RSS 1.0 (RDF), Atom 1.0, JSON Feed 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from xml.etree import ElementTree as ET

from briefing.sample.blocks import blocks_of, to_html
from briefing.sample.coverage import FeedFormat, SampleEntry, SampleFeed

MEDIA_TYPES: dict[FeedFormat, str] = {
    "rss": "application/rss+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS1 = "http://purl.org/rss/1.0/"

#: The namespace of a format itself is the default one of its document; these have prefixes.
PREFIXES = {"xmlns:atom": ATOM, "xmlns:content": CONTENT, "xmlns:dc": DC}

#: Stands where a format demands a date of a feed that has no entry yet.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def render_feed(feed: SampleFeed, now: datetime, origin: str) -> bytes:
    """The feed as it stands at `now`, with links that begin with `origin`."""
    if feed.format == "json":
        return _json_feed(feed, now, origin)
    if feed.format == "atom":
        root = _atom(feed, now, origin)
    elif feed.format == "rdf":
        root = _rdf(feed, now, origin)
    else:
        root = _rss(feed, now, origin)
    ET.indent(root, space=" ")
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def last_change(feed: SampleFeed, now: datetime) -> datetime:
    """When the feed changed for the last time before `now`."""
    return max((entry.changed(now) for entry in feed.shown(now)), default=LONG_AGO)


def link_of(feed: SampleFeed, entry: SampleEntry, origin: str) -> str:
    """The link to the page as the feed gives it, tracking included."""
    return origin + feed.page_path(entry) + (f"?{entry.tracking}" if entry.tracking else "")


def guid_of(feed: SampleFeed, entry: SampleEntry) -> str:
    """The id of an entry: the same whatever becomes of its title, its text and the port of the server."""
    return f"tag:sample.invalid,2026:{feed.path.split('/')[1]}/{entry.slug}"


def _full(feed: SampleFeed, entry: SampleEntry, now: datetime, origin: str) -> str | None:
    """The whole text as HTML, where the feed carries it."""
    carried = (entry.in_feed or feed.in_feed) == "full"
    return to_html(blocks_of(feed, entry, now, origin)) if carried else None


def _rss(feed: SampleFeed, now: datetime, origin: str) -> ET.Element:
    root = ET.Element("rss", {"version": "2.0", **PREFIXES})
    channel = ET.SubElement(root, "channel")
    _text(channel, "title", feed.publisher)
    _text(channel, "link", f"{origin}/")
    _text(channel, "description", feed.description)
    _text(channel, "language", feed.language)
    _text(channel, "lastBuildDate", format_datetime(last_change(feed, now), usegmt=True))
    ET.SubElement(channel, "atom:link", {"rel": "self", "href": origin + feed.path})
    for entry in feed.shown(now):
        version = entry.at(now)
        item = ET.SubElement(channel, "item")
        _text(item, "title", version.headline)
        _text(item, "link", link_of(feed, entry, origin))
        if not entry.no_guid:
            _text(item, "guid", guid_of(feed, entry)).set("isPermaLink", "false")
        if entry.published:
            _text(item, "pubDate", format_datetime(entry.published, usegmt=True))
        for author in entry.authors:
            _text(item, "dc:creator", author)
        _text(item, "description", escape(version.summary, quote=False))
        full = _full(feed, entry, now, origin)
        if full:
            _text(item, "content:encoded", full)
    return root


def _rdf(feed: SampleFeed, now: datetime, origin: str) -> ET.Element:
    root = ET.Element("rdf:RDF", {"xmlns": RSS1, "xmlns:rdf": RDF, **PREFIXES})
    channel = ET.SubElement(root, "channel", {"rdf:about": origin + feed.path})
    for name, text in (("title", feed.publisher), ("link", f"{origin}/"), ("description", feed.description)):
        _text(channel, name, text)
    _text(channel, "dc:language", feed.language)
    listed = ET.SubElement(ET.SubElement(channel, "items"), "rdf:Seq")
    for entry in feed.shown(now):
        version = entry.at(now)
        link = link_of(feed, entry, origin)
        ET.SubElement(listed, "rdf:li", {"rdf:resource": link})
        item = ET.SubElement(root, "item", {"rdf:about": link})
        _text(item, "title", version.headline)
        _text(item, "link", link)
        _text(item, "description", escape(version.summary, quote=False))
        if entry.published:
            _text(item, "dc:date", entry.published.isoformat())
        for author in entry.authors:
            _text(item, "dc:creator", author)
        full = _full(feed, entry, now, origin)
        if full:
            _text(item, "content:encoded", full)
    return root


def _atom(feed: SampleFeed, now: datetime, origin: str) -> ET.Element:
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _text(root, "title", feed.publisher)
    _text(root, "subtitle", feed.description)
    _text(root, "id", f"tag:sample.invalid,2026:{feed.path}")
    _text(root, "updated", _stamp(last_change(feed, now)))
    _text(ET.SubElement(root, "author"), "name", feed.publisher)
    ET.SubElement(root, "link", {"rel": "self", "href": origin + feed.path})
    for entry in feed.shown(now):
        root.append(_atom_entry(feed, entry, now, origin))
    return root


def _atom_entry(feed: SampleFeed, entry: SampleEntry, now: datetime, origin: str) -> ET.Element:
    version = entry.at(now)
    item = ET.Element("entry")
    # Of type "text": what looks like markup in a title is meant as characters.
    _text(item, "title", version.headline).set("type", "text")
    ET.SubElement(item, "link", {"rel": "alternate", "href": link_of(feed, entry, origin)})
    _text(item, "id", guid_of(feed, entry))
    if entry.published:
        _text(item, "published", _stamp(entry.published))
        _text(item, "updated", _stamp(version.updated or entry.published))
    for author in entry.authors:
        _text(ET.SubElement(item, "author"), "name", author)
    _text(item, "summary", version.summary).set("type", "text")
    full = _full(feed, entry, now, origin)
    if full:
        _text(item, "content", full).set("type", "html")
    return item


def _json_feed(feed: SampleFeed, now: datetime, origin: str) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.publisher,
        "description": feed.description,
        "home_page_url": f"{origin}/",
        "feed_url": origin + feed.path,
        "language": feed.language,
        "items": [_json_item(feed, entry, now, origin) for entry in feed.shown(now)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(feed: SampleFeed, entry: SampleEntry, now: datetime, origin: str) -> dict[str, object]:
    version = entry.at(now)
    item: dict[str, object] = {
        "id": guid_of(feed, entry),
        "url": link_of(feed, entry, origin),
        "title": version.headline,
        "summary": version.summary,
        "authors": [{"name": author} for author in entry.authors],
    }
    full = _full(feed, entry, now, origin)
    item |= {"content_html": full} if full else {"content_text": version.summary}
    if entry.published:
        item["date_published"] = _stamp(entry.published)
    if version.updated:
        item["date_modified"] = _stamp(version.updated)
    if entry.language:
        item["language"] = entry.language
    return item


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, tag)
    child.text = text
    return child


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
