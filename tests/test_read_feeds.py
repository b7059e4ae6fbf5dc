"""Asking the feeds of a day on real sockets: nothing that one of them does ends the others (cases H04, H05, H10)."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.config import Config
from briefing.guard import Guard
from briefing.pipeline.feeds import read_feeds
from briefing.pipeline.progress import silent
from briefing.sources.http import Client, Limits
from briefing.store.coverage import Coverage
from briefing.store.records import Reading
from briefing.types import Feed
from tests.builders import NOON
from tests.servers import Server, reply

DAY = NOON.date()


def rss(*titles: str) -> bytes:
    items = "".join(f"<item><title>{title}</title><guid>{title}</guid></item>" for title in titles)
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


class Unruly(AbstractResolver):
    """A name server that fails in a way that no library announces."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        raise RuntimeError(f"no plan for {host}")

    async def close(self) -> None:
        return None


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def coverage(tmp_path: Path) -> Iterator[Coverage]:
    with Coverage(tmp_path / "coverage.db") as opened:
        yield opened


def read(server: Server, coverage: Coverage, *urls: str, now: datetime = NOON, day: date = DAY) -> list[Reading]:
    """What is kept of the feeds at these addresses, all asked at once."""
    feeds = tuple(Feed(url=url, publisher=url, country="Kessaly", language="en", kind="private") for url in urls)

    async def work() -> None:
        guard = Guard(frozenset({"127.0.0.1"}), frozenset({server.port}))
        limits = Limits(timeout=2, jitter=0, backoff=0.01)
        async with Client(guard, limits=limits, resolver=Unruly()) as client:
            config = Config(title="Test", feeds=feeds, topics=())
            await read_feeds(config, day, client=client, coverage=coverage, now=now, progress=silent)

    asyncio.run(work())
    readings = coverage.readings(day)
    return [readings[url] for url in urls]


def test_what_nobody_foresaw_ends_one_feed_and_is_logged(
    server: Server, coverage: Coverage, caplog: pytest.LogCaptureFixture
) -> None:
    server.routes["/a"] = server.routes["/b"] = reply(rss("Talks"))
    odd = f"http://news.example:{server.port}/feed"
    with caplog.at_level(logging.ERROR):
        found = read(server, coverage, server.url("/a"), odd, server.url("/b"))
    assert [reading.status for reading in found] == ["ok", "failed", "ok"]
    assert found[1].reason == "internal"
    assert found[1].detail == "could not be read because of a fault in this program (RuntimeError); the log says more"
    (record,) = caplog.records
    assert odd in record.getMessage()
    assert record.exc_info is not None and record.exc_info[0] is RuntimeError
