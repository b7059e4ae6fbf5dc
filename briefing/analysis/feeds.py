"""How each feed fared on a day, in words that a reader understands."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.types import Feed, FeedResult, FeedStatus


def judge_feed(
    feed: Feed,
    *,
    status: FeedStatus | None,
    reason: str | None,
    detail: str,
    entries: int,
    newest: datetime | None,
    end: datetime,
    stale_after: timedelta,
) -> FeedResult:
    """The result of a feed for the day that ends at `end`.

    `status` is how the reading went (None: it was not asked), `entries` how many of its entries lie in the day,
    `newest` its newest entry before `end`. A feed that answers and has had nothing new for longer than `stale_after` is
    stale: an answer alone is no sign of life.
    """
    if status is None:
        status, reason, detail = "failed", "not-read", "was not asked for this day"
    elif status in ("ok", "unchanged", "empty"):
        if newest is None:
            status, reason, detail = "empty", "empty", "answers, but has no entries"
        elif newest < end - stale_after:
            status, reason, detail = "stale", "stale", f"answers, but its newest item is of {_day(newest)}"
        elif entries:
            status, reason, detail = "ok", None, ""
    return FeedResult(
        url=feed.url,
        publisher=feed.publisher,
        country=feed.country,
        language=feed.language,
        kind=feed.kind,
        status=status,
        reason=reason,
        detail=detail,
        entries=entries,
        newest=newest,
    )


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def was_read(result: FeedResult) -> bool:
    """Whether the feed answered with a feed, however old or empty."""
    return result.status in ("ok", "unchanged", "empty", "stale")
