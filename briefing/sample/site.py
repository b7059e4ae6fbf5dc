"""What stands at an address of the sample at a moment: a feed, a page, robots.txt, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from briefing.sample.coverage import SampleEntry, SampleFeed, load_coverage
from briefing.sample.feeds import LONG_AGO, MEDIA_TYPES, last_change, render_feed
from briefing.sample.pages import plain_page, render_page

HTML = "text/html; charset=utf-8"

ROBOTS = b"User-agent: *\nDisallow: /subscribers/\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """What a server can say about an address."""

    status: HTTPStatus
    media_type: str
    body: bytes
    #: When it changed for the last time, to the second; None where that has no meaning.
    modified: datetime | None = None


def resource_at(path: str, now: datetime, origin: str) -> Resource:
    """What `path` (without a query) holds at `now`; links in it begin with `origin`."""
    if path == "/robots.txt":
        return Resource(status=HTTPStatus.OK, media_type="text/plain; charset=utf-8", body=ROBOTS, modified=LONG_AGO)
    for feed in load_coverage():
        if path == feed.path:
            return _feed(feed, now, origin)
        for entry in feed.shown(now):
            if path == feed.page_path(entry) and not entry.missing_page:
                return _page(feed, entry, now, origin)
    return _missing()


def _feed(feed: SampleFeed, now: datetime, origin: str) -> Resource:
    if feed.answers == "not-found":
        return _missing()
    if feed.answers == "web-page":
        body = plain_page(feed.publisher, feed.description)
        return Resource(status=HTTPStatus.OK, media_type=HTML, body=body, modified=LONG_AGO)
    return Resource(
        status=HTTPStatus.OK,
        media_type=MEDIA_TYPES[feed.format],
        body=render_feed(feed, now, origin),
        modified=last_change(feed, now),
    )


def _page(feed: SampleFeed, entry: SampleEntry, now: datetime, origin: str) -> Resource:
    body = render_page(feed, entry, now, origin)
    return Resource(status=HTTPStatus.OK, media_type=HTML, body=body, modified=entry.changed(now))


def _missing() -> Resource:
    body = plain_page("Page not found", "There is nothing at this address.")
    return Resource(status=HTTPStatus.NOT_FOUND, media_type=HTML, body=body)
