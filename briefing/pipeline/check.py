"""How each feed answers right now; nothing is stored."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from briefing.analysis.feeds import judge_feed, remarks
from briefing.config import Config
from briefing.errors import BlockedError, SourceError
from briefing.guard import without_secrets
from briefing.pipeline.edition import open_client
from briefing.pipeline.progress import Progress, silent
from briefing.pipeline.publish import wall_clock
from briefing.sources.feed import parse_reply
from briefing.sources.http import Client
from briefing.types import Feed, FeedResult

_TITLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A feed's answer: what it is worth, and its newest titles."""

    result: FeedResult
    titles: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the feed can be used: it answers with entries that are not old."""
        return self.result.status == "ok"

    def as_json(self) -> dict[str, Any]:
        """The answer for programs."""
        result = self.result
        return {
            "url": result.url,
            "publisher": result.publisher,
            "status": result.status,
            "reason": result.reason,
            "detail": result.detail,
            "entries": result.entries,
            "newest": result.newest.isoformat() if result.newest else None,
            "titles": list(self.titles),
        }


async def check_feeds(config: Config, *, progress: Progress = silent) -> list[Answer]:
    """The answers of all feeds, in the order of feeds.yaml."""
    done = 0
    progress("feeds", 0, len(config.feeds))

    async def ask(feed: Feed, client: Client) -> Answer:
        nonlocal done
        answer = await _ask(feed, client, timedelta(days=config.stale_after_days))
        answer = replace(answer, result=replace(answer.result, url=without_secrets(feed.url)))
        done += 1
        progress("feeds", done, len(config.feeds))
        return answer

    async with open_client(config) as client:
        return list(await asyncio.gather(*(ask(feed, client) for feed in config.feeds)))


async def _ask(feed: Feed, client: Client, stale_after: timedelta) -> Answer:
    now = wall_clock()
    try:
        response = await client.get(feed.url, cut=True)
        parsed = parse_reply(response, feed_url=feed.url)
    except SourceError as error:
        status, reason, detail = ("blocked" if isinstance(error, BlockedError) else "failed"), error.reason, str(error)
        result = judge_feed(
            feed,
            status="blocked" if status == "blocked" else "failed",
            reason=reason,
            detail=detail,
            entries=0,
            newest=None,
            end=now,
            stale_after=stale_after,
        )
        return Answer(result=result)
    entries = parsed.entries
    dates = [when for e in entries if (when := e.published or e.updated) and when <= now + timedelta(hours=1)]
    result = judge_feed(
        feed,
        status="ok",
        reason=None,
        detail=remarks(response, parsed, asked=without_secrets(feed.url)),
        entries=len(entries),
        newest=max(dates, default=now if entries else None),
        end=now,
        stale_after=stale_after,
    )
    return Answer(result=result, titles=tuple(e.title for e in entries[:_TITLES]))
