"""How the feeds have fared over some weeks: failures, what of them was used, and how late it was read."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import text

from briefing.guard import without_secrets
from briefing.register import FeedRecord
from briefing.store.coverage import Coverage
from briefing.store.schema import row_key

_READINGS = text(
    "SELECT feed_url, count(*) AS asked, sum(status IN ('failed', 'blocked')) AS failed,"
    " max(CASE WHEN status IN ('failed', 'blocked') THEN day END) AS last_failure"
    " FROM readings WHERE day >= :since AND day <= :until GROUP BY feed_url"
)
_REASONS = text(
    "SELECT feed_url, detail, max(day) FROM readings"
    " WHERE day >= :since AND day <= :until AND status IN ('failed', 'blocked') GROUP BY feed_url"
)
_ENTRIES = text(
    "SELECT e.feed_url, count(*) AS entries, max(e.at) AS newest,"
    " sum(EXISTS (SELECT 1 FROM edition_reports r WHERE r.article = e.article)) AS used,"
    " avg(CASE WHEN e.published IS NOT NULL"
    " THEN max(0, julianday(e.first_seen) - julianday(e.published)) * 24 END) AS delay"
    " FROM entries e WHERE e.id >= :low AND e.id < :high GROUP BY e.feed_url"
)


def feed_records(coverage: Coverage, *, since: date, until: date) -> dict[str, FeedRecord]:
    """The record of every feed from one day to another, both part of it, by address as editions give it."""
    days = {"since": since.isoformat(), "until": until.isoformat()}
    keys = {"low": row_key(_midnight(since)), "high": row_key(_midnight(until + timedelta(days=1)))}
    with coverage.reading() as connection:
        readings = {row.feed_url: row for row in connection.execute(_READINGS, days)}
        reasons = {row.feed_url: row.detail for row in connection.execute(_REASONS, days)}
        entries = {row.feed_url: row for row in connection.execute(_ENTRIES, keys)}
    records = {}
    for url in {*readings, *entries}:
        read, found = readings.get(url), entries.get(url)
        records[without_secrets(url)] = FeedRecord(
            asked=read.asked if read else 0,
            failed=read.failed if read else 0,
            last_failure=date.fromisoformat(read.last_failure) if read and read.last_failure else None,
            last_reason=reasons.get(url, ""),
            entries=found.entries if found else 0,
            used=found.used if found else 0,
            delay=found.delay if found else None,
            newest=datetime.fromisoformat(found.newest) if found else None,
        )
    return records


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
