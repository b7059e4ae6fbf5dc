"""Asking every feed: conditional requests, all at once, each with a result; nothing that a feed does stops the run."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from datetime import date, datetime

from briefing.analysis.feeds import remarks
from briefing.config import Config
from briefing.errors import BlockedError, FetchError, SourceError, StoreError
from briefing.pipeline.progress import Progress
from briefing.pipeline.tasks import run_all
from briefing.sources.asking import without_userinfo
from briefing.sources.feed import parse_feed
from briefing.sources.http import Client
from briefing.store.coverage import Coverage
from briefing.types import Feed

_log = logging.getLogger(__name__)


async def read_feeds(
    config: Config, day: date, *, client: Client, coverage: Coverage, now: datetime, progress: Progress
) -> None:
    """Ask all feeds and store what they say for `day`, each in a transaction of its own."""
    done = 0
    progress("feeds", 0, len(config.feeds))

    async def read(feed: Feed) -> None:
        nonlocal done
        try:
            await _read_feed(feed, day, client, coverage, now)
        except SourceError as error:
            coverage.save_failure(
                feed.url,
                day=day,
                now=now,
                status="blocked" if isinstance(error, BlockedError) else "failed",
                reason=error.reason,
                detail=str(error),
                retry_after=error.retry_after if isinstance(error, FetchError) else None,
            )
        except StoreError:
            raise
        except Exception as error:  # whatever a feed brings to light, the others are read
            kind = type(error).__name__
            _log.exception("the feed %s could not be read", without_userinfo(feed.url))
            coverage.save_failure(
                feed.url,
                day=day,
                now=now,
                status="failed",
                reason="internal",
                detail=f"could not be read because of a fault in this program ({kind}); the log says more",
            )
        done += 1
        progress("feeds", done, len(config.feeds))

    await run_all(read(feed) for feed in config.feeds)


async def _read_feed(feed: Feed, day: date, client: Client, coverage: Coverage, now: datetime) -> None:
    state = coverage.feed_state(feed.url)
    if state.retry_at is not None and now < state.retry_at:
        wait = (state.retry_at - now).total_seconds()
        raise FetchError(
            f"asked to be left alone until {state.retry_at:%H:%M} UTC on {state.retry_at.day} {state.retry_at:%B}",
            url=feed.url,
            reason="rate-limited",
            retry_after=wait,
        )
    response = await client.get(feed.url, etag=state.etag, last_modified=state.last_modified)
    body_hash = hashlib.sha256(response.body).hexdigest()
    if response.status == 304 or body_hash == state.body_hash:
        coverage.save_unchanged(feed.url, day=day, now=now)
        return
    parsed = await asyncio.to_thread(
        parse_feed,
        response.body,
        url=response.url,
        content_type=response.header("content-type"),
        feed_url=feed.url,
    )
    coverage.save_feed(
        feed.url,
        parsed,
        day=day,
        now=now,
        body_hash=body_hash,
        etag=response.header("etag"),
        last_modified=response.header("last-modified"),
        remark=remarks(response, parsed),
    )
