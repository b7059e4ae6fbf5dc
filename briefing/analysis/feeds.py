"""How each feed fared on a day, in words that a reader understands."""

from __future__ import annotations

from datetime import datetime, timedelta

from briefing.types import Feed, FeedResult, FeedStatus, ParsedFeed, Response

#: What is said of a feed that was read with such a flag.
_FLAGGED = {
    "encoding-guessed": "its encoding was guessed",
    "repaired": "not well-formed, and repaired",
    "capped": "larger than what is read of a feed",
    "truncated": "cut off",
}


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

    `status` is how the reading went (None: it was not asked), `detail` why it failed or what is to be remarked of a
    feed that was read, `entries` how many of its entries lie in the day, `newest` its newest entry before `end`. A feed
    that answers and has had nothing new for longer than `stale_after` is stale: an answer alone is no sign of life.
    """
    if status is None:
        status, reason, detail = "failed", "not-read", "was not asked for this day"
    elif status in ("ok", "unchanged", "empty"):
        remark = f"; {detail}" if detail and status != "empty" else ""
        if newest is None:
            status, reason, detail = "empty", "empty", f"answers, but has no entries{remark}"
        elif newest < end - stale_after:
            status, reason, detail = "stale", "stale", f"answers, but its newest item is of {_day(newest)}{remark}"
        elif entries:
            status, reason, detail = "ok", None, remark.removeprefix("; ")
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


def remarks(response: Response, parsed: ParsedFeed) -> str:
    """What the operator should know of a feed although it was read, in one clause; empty for most feeds."""
    said = [words for flag, words in _FLAGGED.items() if flag in parsed.flags]
    if {"capped", "truncated"} & set(parsed.flags):
        number = len(parsed.entries)
        said[-1] += f", {number:,} {'item' if number == 1 else 'items'} kept"
    if response.moved_to:
        said.append(f"has moved to {response.moved_to}: change it in feeds.yaml")
    if response.downgraded:
        said.append("led from https to http")
    return "; ".join(said)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def was_read(result: FeedResult) -> bool:
    """Whether the feed answered with a feed, however old or empty."""
    return result.status in ("ok", "unchanged", "empty", "stale")
