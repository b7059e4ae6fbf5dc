"""The page Sources: every feed, how it fares and what is used of it."""

from __future__ import annotations

from datetime import timedelta

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.opening import open_page
from briefing.dashboard.sheet import draw
from briefing.register import EditionDay
from briefing.views.feeds import RECORD_DAYS, FeedSheet, sources_page
from briefing.views.masthead import About


def show(reader: ArchiveReader) -> None:
    """Draw the feeds."""
    open_page(reader, "sources", "Sources", lambda about, editions: _show(reader, about, editions))


def _show(reader: ArchiveReader, about: About, editions: tuple[EditionDay, ...]) -> None:
    until = editions[-1].day
    since = until - timedelta(days=RECORD_DAYS - 1)
    sheet = FeedSheet(
        day=until, feeds=reader.edition(until).feeds, records=reader.feed_records(since=since, until=until)
    )
    draw(sources_page(sheet, about), key="sources", place="sources")
