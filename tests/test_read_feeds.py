"""Asking the feeds of a day on real sockets: nothing that one of them does ends the others (H04-H06, H10, H11)."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.analysis.feeds import judge_feed, remarks
from briefing.config import Config
from briefing.guard import Guard
from briefing.pipeline.feeds import read_feeds
from briefing.pipeline.progress import silent
from briefing.sources.http import Client, Limits
from briefing.store.coverage import Coverage
from briefing.store.records import Reading
from briefing.types import Feed, FeedStatus, ParsedFeed, Response
from tests.builders import NOON, make_entry
from tests.servers import Route, Server, redirect, reply

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


def test_what_was_wrong_with_a_feed_that_was_read_is_kept_with_it_and_told_again_when_it_has_not_changed(
    server: Server, coverage: Coverage
) -> None:
    server.routes["/cut"] = reply(rss(*"abc")[:-40], headers={"ETag": '"1"'})
    server.routes["/windows"] = reply(rss("Перемирие объявлено").decode().encode("cp1251"))
    server.routes["/good"] = reply(rss("a"))
    urls = [server.url(path) for path in ("/cut", "/windows", "/good")]
    first = read(server, coverage, *urls)
    assert [reading.status for reading in first] == ["ok"] * 3
    assert [reading.detail for reading in first] == ["cut off, 2 items kept", "its encoding was guessed", ""]
    next_day = read(server, coverage, *urls, now=NOON + timedelta(days=1), day=DAY + timedelta(days=1))
    assert [reading.status for reading in next_day] == ["unchanged"] * 3
    assert [reading.detail for reading in next_day] == [reading.detail for reading in first]


def test_a_feed_that_has_moved_says_where_to(server: Server, coverage: Coverage) -> None:
    server.routes["/old"] = redirect("/new", 301)
    server.routes["/passing"] = redirect("/new", 302)
    server.routes["/new"] = reply(rss("a"))
    moved, passing = read(server, coverage, server.url("/old"), server.url("/passing"))
    assert moved.detail == f"has moved to {server.url('/new')}: change it in feeds.yaml"
    assert passing.detail == ""
    again, _ = read(
        server, coverage, server.url("/old"), server.url("/passing"), now=NOON + timedelta(1), day=DAY + timedelta(1)
    )
    assert (again.status, again.detail) == ("unchanged", moved.detail)


@pytest.mark.parametrize(
    ("flags", "entries", "expected"),
    [
        ((), 3, ""),
        (("truncated",), 1, "cut off, 1 item kept"),
        (("capped",), 2000, "larger than what is read of a feed, 2,000 items kept"),
        (("repaired", "truncated"), 16, "not well-formed, and repaired; cut off, 16 items kept"),
        (("capped", "truncated"), 5, "larger than what is read of a feed; cut off, 5 items kept"),
    ],
)
def test_remarks(flags: tuple[str, ...], entries: int, expected: str) -> None:
    parsed = ParsedFeed(title="", entries=(make_entry(),) * entries, flags=flags)
    response = Response(url="https://a.example/", status=200, headers=(), body=b"", retrieved=NOON)
    assert remarks(response, parsed, asked=response.url) == expected
    nothing = ParsedFeed(title="", entries=())
    assert remarks(replace(response, downgraded=True), nothing, asked=response.url) == "led from https to http"


ASKED, ELSEWHERE = "https://a.example/feed", "https://b.example/rss"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"new_address": ELSEWHERE}, f"says that it has moved to {ELSEWHERE}: if so, change it in feeds.yaml"),
        ({"own_address": ELSEWHERE}, f"gives its address as {ELSEWHERE}: see whether that one goes on"),
        (
            {"new_address": ELSEWHERE, "own_address": ELSEWHERE},
            f"says that it has moved to {ELSEWHERE}: if so, change it in feeds.yaml",
        ),
        ({"new_address": ASKED, "own_address": ASKED}, ""),
        ({"own_address": "http://www.A.example/Feed/?utm_source=rss#top"}, ""),
        ({"new_address": "https://cache.example/feed", "own_address": "https://cache.example/feed/"}, ""),
    ],
)
def test_a_feed_that_says_where_it_is(said: dict[str, str], expected: str) -> None:
    response = Response(url="https://cache.example/feed", status=200, headers=(), body=b"", retrieved=NOON)
    assert remarks(response, replace(ParsedFeed(title="", entries=()), **said), asked=ASKED) == expected  # type: ignore[arg-type]


def test_where_a_redirect_led_is_not_told_twice() -> None:
    response = Response(url=ELSEWHERE, status=200, headers=(), body=b"", retrieved=NOON, moved_to=ELSEWHERE)
    parsed = ParsedFeed(title="", entries=(), new_address=ELSEWHERE, own_address=ELSEWHERE)
    assert remarks(response, parsed, asked=ASKED) == f"has moved to {ELSEWHERE}: change it in feeds.yaml"


@pytest.mark.parametrize(
    ("status", "entries", "newest", "detail"),
    [
        ("ok", 1, NOON, "cut off"),
        ("unchanged", 0, NOON, "cut off"),
        ("ok", 0, NOON - timedelta(days=9), "answers, but with nothing newer than 11 November 2026; {}"),
        ("empty", 0, None, "answers, but without entries; {}"),
    ],
)
def test_another_address_is_told_of_a_feed_that_has_gone_quiet(
    status: FeedStatus, entries: int, newest: datetime | None, detail: str
) -> None:
    said = f"cut off; gives its address as {ELSEWHERE}: see whether that one goes on"
    result = judge_feed(
        Feed(url=ASKED, publisher="A", country="Kessaly", language="en", kind="private"),
        status=status,
        reason=None,
        detail=f"the feed has no entries; {said}" if status == "empty" else said,
        entries=entries,
        newest=newest,
        end=NOON,
        stale_after=timedelta(days=7),
    )
    assert result.detail == detail.format(said)


def test_where_a_feed_says_it_is_nobody_asks(server: Server, coverage: Coverage) -> None:
    hints = (
        f'<link rel="self" href="{server.url("/self")}" xmlns="http://www.w3.org/2005/Atom"/>'
        '<new-feed-url xmlns="http://www.itunes.com/dtds/podcast-1.0.dtd">https://new.example/feed</new-feed-url>'
    )
    server.routes["/feed"] = reply(rss("a").replace(b"<channel>", f"<channel>{hints}".encode()))
    url = server.url("/feed")
    (reading,) = read(server, coverage, url)
    said = "says that it has moved to https://new.example/feed: if so, change it in feeds.yaml"
    assert (reading.status, reading.detail) == ("ok", said)
    (reading,) = read(server, coverage, url, now=NOON + timedelta(days=1), day=DAY + timedelta(days=1))
    assert (reading.status, reading.detail) == ("unchanged", said)
    assert server.paths == ["/feed", "/feed"]


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("answer", "pause", "detail"),
    [
        (reply(status=404), HOUR, "the server answered 404 Not Found; asked again after a pause"),
        (reply(status=410), timedelta(days=7) - 2 * HOUR, "the server answered 410 Gone; asked again after a week"),
        (reply(status=429), HOUR / 4, "the server answered 429 Too Many Requests; asked again after a pause"),
        (reply(status=503), HOUR / 4, "the server answered 503 Service Unavailable; asked again after a pause"),
        (reply(status=429, headers={"Retry-After": "7200"}), 2 * HOUR, "the server answered 429 Too Many Requests"),
        (reply(status=500), None, "the server answered 500 Internal Server Error"),
        (reply(status=403), None, "the server answered 403 Forbidden"),
    ],
)
def test_a_feed_that_gives_nothing_is_asked_again_after_a_pause(
    server: Server, coverage: Coverage, answer: Route, pause: timedelta | None, detail: str
) -> None:
    server.routes["/feed"] = answer
    url = server.url("/feed")
    (first,) = read(server, coverage, url)
    assert first.detail == detail
    asked = len(server.requests)
    second = HOUR / 3600
    (during,) = read(server, coverage, url, now=NOON + (pause or HOUR) - second)
    assert (during.status, during.reason) == (first.status, first.reason)
    assert (len(server.requests) > asked) is (pause is None)
    server.routes["/feed"] = reply(rss("a"))
    (after_it,) = read(server, coverage, url, now=NOON + (pause or HOUR))
    assert after_it.status == "ok"


def test_the_pause_of_a_feed_that_is_not_found_grows_with_each_request_and_lets_every_day_ask(
    server: Server, coverage: Coverage
) -> None:
    url = server.url("/feed")
    asked = []
    for hours in range(72):
        before = len(server.requests)
        (reading,) = read(server, coverage, url, now=NOON + hours * HOUR)
        assert reading.detail == "the server answered 404 Not Found; asked again after a pause"
        if len(server.requests) > before:
            asked.append(hours)
    assert asked == [0, 1, 3, 7, 15, 31, 47, 63]


def test_a_pause_that_a_wrong_clock_has_stored_ends(server: Server, coverage: Coverage) -> None:
    server.routes["/feed"] = reply(rss("a"))
    url = server.url("/feed")
    coverage.save_failure(
        url, day=DAY, now=NOON, status="failed", reason="rate-limited", detail="busy", retry_after=9 * 365 * 86_400
    )
    (reading,) = read(server, coverage, url)
    assert reading.detail == "asked to be left alone until 12:00 UTC on 21 December"
    (reading,) = read(server, coverage, url, now=NOON + timedelta(days=20))
    assert reading.detail == "asked to be left alone until 12:00 UTC on 21 December"
    assert not server.requests
    (reading,) = read(server, coverage, url, now=NOON + timedelta(days=31))
    assert reading.status == "ok"


def test_a_pause_into_another_year_names_it(server: Server, coverage: Coverage) -> None:
    url, now = server.url("/feed"), datetime(2026, 12, 20, 12, tzinfo=UTC)
    server.routes["/feed"] = reply(status=429, headers={"Retry-After": str(20 * 86_400)})
    read(server, coverage, url, now=now)
    (reading,) = read(server, coverage, url, now=now)
    assert reading.detail == "asked to be left alone until 12:00 UTC on 9 January 2027"


def test_a_feed_at_rest_does_not_change_the_record_of_its_failures(server: Server, coverage: Coverage) -> None:
    url = server.url("/feed")
    for _ in range(5):
        read(server, coverage, url)
    state = coverage.feed_state(url)
    assert (state.failures, state.retry_at, state.reason) == (1, NOON + HOUR, "http-error")


MINUTE = HOUR / 60


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Cache-Control": "max-age=600"}, 10 * MINUTE),
        ({"Cache-Control": "max-age=86400"}, HOUR),
        ({"Expires": "Fri, 20 Nov 2026 12:20:00 GMT", "Date": "Fri, 20 Nov 2026 12:00:00 GMT"}, 20 * MINUTE),
        ({"Expires": "0"}, None),
        ({"Cache-Control": "no-cache, max-age=600"}, None),
        ({}, None),
    ],
)
def test_a_feed_is_not_asked_while_its_reply_holds(
    server: Server, coverage: Coverage, headers: dict[str, str], pause: timedelta | None
) -> None:
    server.routes["/feed"] = reply(rss("a", "b")[:-40], headers=headers)
    url = server.url("/feed")
    (first,) = read(server, coverage, url)
    assert (first.status, first.detail) == ("ok", "cut off, 1 item kept")
    next_day = DAY + timedelta(days=1)
    (during,) = read(server, coverage, url, now=NOON + (pause or HOUR) - HOUR / 3600, day=next_day)
    assert (during.status, during.detail) == ("unchanged", first.detail)
    assert len(server.requests) == (1 if pause else 2)
    server.routes["/feed"] = reply(rss("b"), headers=headers)
    (after_it,) = read(server, coverage, url, now=NOON + 2 * (pause or HOUR), day=next_day)
    assert (after_it.status, after_it.detail) == ("ok", "")


def test_a_304_says_for_how_long_as_well(server: Server, coverage: Coverage) -> None:
    server.routes["/feed"] = reply(rss("a"), headers={"ETag": '"1"'})
    url = server.url("/feed")
    read(server, coverage, url)
    server.routes["/feed"] = reply(status=304, headers={"Cache-Control": "max-age=600"})
    read(server, coverage, url)
    read(server, coverage, url, now=NOON + 9 * MINUTE)
    assert len(server.requests) == 2
    read(server, coverage, url, now=NOON + 10 * MINUTE)
    assert len(server.requests) == 3


def test_no_reply_holds_beyond_a_cutoff(server: Server, coverage: Coverage) -> None:
    cutoff = datetime(2026, 11, 21, 5, tzinfo=UTC)
    server.routes["/feed"] = reply(rss("a"), headers={"Cache-Control": "max-age=3600"})
    url = server.url("/feed")
    read(server, coverage, url, now=cutoff - 5 * MINUTE)
    read(server, coverage, url, now=cutoff - MINUTE)
    assert len(server.requests) == 1
    read(server, coverage, url, now=cutoff)
    assert len(server.requests) == 2


def test_a_reply_that_a_wrong_clock_lets_hold_for_years_ends(server: Server, coverage: Coverage) -> None:
    server.routes["/feed"] = reply(rss("a"), headers={"Cache-Control": "max-age=600"})
    url = server.url("/feed")
    read(server, coverage, url, now=NOON + timedelta(days=3_000))
    read(server, coverage, url)
    assert len(server.requests) == 1
    read(server, coverage, url, now=NOON + HOUR)
    assert len(server.requests) == 2


def test_of_a_feed_that_is_too_large_the_items_before_are_kept(server: Server, coverage: Coverage) -> None:
    """Case R12: a description of 30 MB costs its own item, and those behind it."""
    huge = b"<item><title>b</title><description>" + b"word " * 6_000_000 + "ї".encode() + b"</description></item>"
    before, behind = b"<item><title>\xd0\xb0</title></item>", b"<item><title>c</title></item>"
    server.routes["/feed"] = reply(b"<rss version='2.0'><channel>" + before + huge + behind + b"</channel></rss>")
    server.routes["/first"] = reply(b"<rss version='2.0'><channel>" + huge + before + b"</channel></rss>")
    server.routes["/page"] = reply(b"<html>" + b"<p>" * 6_000_000)
    server.routes["/zeros"] = reply(bytes(20 * 2**20))
    paths = ("/feed", "/first", "/page", "/zeros")
    found = read(server, coverage, *map(server.url, paths))
    assert [(reading.status, reading.reason) for reading in found] == [("ok", None)] + [("failed", "too-large")] * 3
    assert found[0].detail == "larger than what is read of a feed, 1 item kept"
    assert {reading.detail for reading in found[1:]} == {
        "the answer is larger than what is read of a feed, and holds no whole item up to there"
    }
    (stored,) = coverage.entries_between(NOON - HOUR, NOON + HOUR)
    assert stored.entry.title == "а"


def test_a_long_description_within_the_limit_costs_no_item(server: Server, coverage: Coverage) -> None:
    long = b"<item><title>b</title><description>" + b"word " * 3_000_000 + b"</description></item>"
    server.routes["/feed"] = reply(rss("a", "c").replace(b"<item>", long + b"<item>", 1))
    (reading,) = read(server, coverage, server.url("/feed"))
    stored = {each.entry.title: each.entry for each in coverage.entries_between(NOON - HOUR, NOON + HOUR)}
    assert (reading.status, reading.detail, sorted(stored)) == ("ok", "", ["a", "b", "c"])
    assert (stored["b"].flags, len(stored["b"].summary)) == (("capped", "undated"), 199_999)


def test_links_that_cannot_be_understood_cost_no_entry(server: Server, coverage: Coverage) -> None:
    links = ("https://news.example:99999/x", "https://news.example:abc/x", "https://[news/x", "https://news.example/x")
    items = "".join(f"<item><title>{link[-9:]}</title><link>{link}</link></item>" for link in links)
    server.routes["/feed"] = reply(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    (reading,) = read(server, coverage, server.url("/feed"))
    stored = coverage.entries_between(NOON - HOUR, NOON + HOUR)
    assert (reading.status, reading.detail) == ("ok", "")
    assert sorted(entry.entry.link or "" for entry in stored) == ["", "", "", "https://news.example/x"]
