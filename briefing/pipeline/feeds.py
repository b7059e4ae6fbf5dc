"""Asking every feed: conditional requests, all at once, each with a result; nothing that a feed does stops the run."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from datetime import date, datetime, timedelta

from briefing.analysis.feeds import remarks
from briefing.config import Config
from briefing.errors import BlockedError, FetchError, SourceError, StoreError
from briefing.guard import without_secrets
from briefing.pipeline.progress import Progress
from briefing.pipeline.tasks import run_all
from briefing.sources.feed import parse_reply
from briefing.sources.http import Client
from briefing.sources.replies import MAX_FRESH, MAX_PAUSE, read_freshness
from briefing.store.coverage import Coverage
from briefing.store.records import FeedState, Reading
from briefing.types import Feed, FeedStatus

_log = logging.getLogger(__name__)

#: How long a feed is left alone that was not found, from the first time on. It stays under a day, so that a run at the
#: same hour every morning asks each time.
_MISSING = tuple(timedelta(hours=hours) for hours in (1, 2, 4, 8, 16))
#: The same for one that its server says is gone for good: every seventh morning.
_GONE = timedelta(days=7, hours=-2)
#: The same for one whose server is busy and does not say for how long.
_BUSY = timedelta(minutes=15)


async def read_feeds(
    config: Config, day: date, *, client: Client, coverage: Coverage, now: datetime, progress: Progress
) -> None:
    """Ask all feeds and store what they say for `day`, each in a transaction of its own."""
    done = 0
    # the first run after a cut-off asks, whatever was said before: else the last entries of the day were missed
    cutoff = config.window(config.open_day(now))[1]
    progress("feeds", 0, len(config.feeds))

    async def read(feed: Feed) -> None:
        nonlocal done
        state = coverage.feed_state(feed.url)
        if state.retry_at is not None and now < state.retry_at:
            _let_rest(feed, state, state.retry_at, day, coverage, now)
        else:
            await _ask(feed, state, day, client, coverage, now, cutoff)
        done += 1
        progress("feeds", done, len(config.feeds))

    await run_all(read(feed) for feed in config.feeds)


def _let_rest(feed: Feed, state: FeedState, retry_at: datetime, day: date, coverage: Coverage, now: datetime) -> None:
    """Note that a feed is not asked; no longer than a server may want, since a clock may have been wrong."""
    if state.status in ("ok", "empty", "unchanged"):
        reading = Reading(status="unchanged", detail=state.detail if state.status == "ok" else "", checked=now)
        coverage.save_rest(feed.url, day=day, reading=reading, retry_at=min(retry_at, now + MAX_FRESH))
        return
    until = min(retry_at, now + MAX_PAUSE)
    detail = state.detail
    if state.reason == "rate-limited":
        year = "" if until.year == now.year else f" {until.year}"
        detail = f"asked to be left alone until {until:%H:%M} UTC on {until.day} {until:%B}{year}"
    reading = Reading(status=state.status or "failed", reason=state.reason, detail=detail, checked=now)
    coverage.save_rest(feed.url, day=day, reading=reading, retry_at=until)


async def _ask(
    feed: Feed, state: FeedState, day: date, client: Client, coverage: Coverage, now: datetime, cutoff: datetime
) -> None:
    """Ask a feed, and store what it says or why it could not be read; `cutoff` is the next one."""
    status: FeedStatus = "failed"
    pause = None
    try:
        await _read_feed(feed, state, day, client, coverage, now, cutoff)
    except StoreError:
        raise
    except SourceError as error:
        status = "blocked" if isinstance(error, BlockedError) else "failed"
        reason, detail = error.reason, str(error)
        if isinstance(error, FetchError):
            pause, words = _pause(error, state.failures)
            detail += words
    except Exception as error:  # whatever a feed brings to light, the others are read
        _log.exception("the feed %s could not be read", without_secrets(feed.url))
        reason = "internal"
        kind = type(error).__name__
        detail = f"could not be read because of a fault in this program ({kind}); the log says more"
    else:
        return
    coverage.save_failure(feed.url, day=day, now=now, status=status, reason=reason, detail=detail, retry_after=pause)


def _pause(error: FetchError, failures: int) -> tuple[float | None, str]:
    """Seconds for which a feed is left alone that failed `failures` times before, and the words for it.

    The words name no hour: an edition in which nothing but the hour is new would be another edition.
    """
    if error.retry_after is not None:
        return error.retry_after, ""
    if error.reason == "gone":
        return _GONE.total_seconds(), "; asked again after a week"
    if error.status == 404:
        return _MISSING[min(failures, len(_MISSING) - 1)].total_seconds(), "; asked again after a pause"
    if error.status in (429, 503):
        return _BUSY.total_seconds(), "; asked again after a pause"
    return None, ""


async def _read_feed(
    feed: Feed, state: FeedState, day: date, client: Client, coverage: Coverage, now: datetime, cutoff: datetime
) -> None:
    response = await client.get(feed.url, etag=state.etag, last_modified=state.last_modified, cut=True)
    body_hash = hashlib.sha256(response.body).hexdigest()
    fresh = read_freshness(response)
    retry_at = min(now + timedelta(seconds=fresh), cutoff) if fresh else None
    if response.status == 304 or body_hash == state.body_hash:
        coverage.save_unchanged(feed.url, day=day, now=now, retry_at=retry_at)
        return
    parsed = await asyncio.to_thread(parse_reply, response, feed_url=feed.url)
    coverage.save_feed(
        feed.url,
        parsed,
        day=day,
        now=now,
        body_hash=body_hash,
        etag=response.header("etag"),
        last_modified=response.header("last-modified"),
        remark=remarks(response, parsed, asked=without_secrets(feed.url)),
        retry_at=retry_at,
    )
