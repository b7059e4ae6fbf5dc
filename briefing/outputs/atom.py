"""An Atom feed (RFC 4287) of editions, newest first, each with its whole page as content."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

from briefing.outputs.page import body
from briefing.types import Briefing
from briefing.views.masthead import PRODUCT
from briefing.views.safe import clipped, plain
from briefing.views.words import day_name

_NAMESPACE = "http://www.w3.org/2005/Atom"
#: Names of feeds and entries begin here; a name that never changes keeps an edition one entry for ever (section 4.2.6).
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crisis-briefing:editions")
_LONGEST_TITLE = 200
_LONGEST_SUMMARY = 600
_LEADS = 3


class Atom:
    """A feed of an edition and those before it."""

    name = "atom"
    media_type = "application/atom+xml; charset=utf-8"
    suffix = ".atom.xml"

    def __init__(self, *, earlier: Sequence[Briefing] = ()) -> None:
        self._earlier = earlier

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`; `briefing` is the newest edition, `earlier` come after it by day."""
        editions = sorted((briefing, *self._earlier), key=lambda one: one.day, reverse=True)
        title = _text(briefing.title, _LONGEST_TITLE) or PRODUCT
        feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en"})
        _add(feed, "id", _urn(f"feed {plain(briefing.title)}"))
        _add(feed, "title", f"{PRODUCT}: {title}")
        _add(feed, "updated", max(map(_updated, editions)).isoformat())
        _add(feed, "generator", _text(briefing.provenance.program, _LONGEST_TITLE) or PRODUCT)
        _add(ET.SubElement(feed, "author"), "name", PRODUCT)
        for edition in editions:
            feed.append(_entry(edition))
        data: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
        return data + b"\n"


def _entry(edition: Briefing) -> ET.Element:
    entry = ET.Element("entry")
    lead = _text(edition.stories[0].headline, _LONGEST_TITLE) if edition.stories else ""
    day = day_name(edition.day)
    _add(entry, "id", _urn(f"edition {plain(edition.title)} {edition.day.isoformat()}"))
    _add(entry, "title", f"{day}: {lead}" if lead else day)
    _add(entry, "published", edition.end.isoformat())
    _add(entry, "updated", _updated(edition).isoformat())
    for topic in edition.topics:
        ET.SubElement(entry, "category", {"term": _text(topic, _LONGEST_TITLE)})
    _add(entry, "summary", _text(" · ".join(_headlines(edition)), _LONGEST_SUMMARY) or "No story on this topic.")
    _add(entry, "content", _xml(body(edition)), type="html")
    return entry


def _headlines(edition: Briefing) -> Iterator[str]:
    yield from (plain(story.headline) for story in edition.stories[:_LEADS])


def _updated(edition: Briefing) -> datetime:
    """When an edition changed last. It does not know when it was made; what counts is that a revision is later."""
    return edition.end + timedelta(seconds=edition.revision - 1)


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMES, name).urn


def _text(text: str, length: int) -> str:
    return _xml(clipped(text, length))


def _xml(text: str) -> str:
    """Text without the characters that XML cannot hold (XML 1.0, production 2)."""
    return "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
