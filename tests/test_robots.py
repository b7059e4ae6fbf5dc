"""robots.txt on real sockets: what may be read, and what is assumed when nobody says (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from briefing.errors import BlockedError, SourceError
from briefing.guard import Guard
from briefing.sources.http import Client, Limits
from briefing.sources.robots import Robots
from tests.servers import Route, Server, after, drip, head, raw, redirect, reply, reset

RULES = b"""
User-agent: *
Disallow: /private/
Allow: /private/press/
Disallow: /*.pdf$

User-agent: Crisis-Briefing
Disallow: /no-robots/
"""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


async def answer(robots: Robots, url: str) -> bool | str:
    try:
        return await robots.allows(url)
    except SourceError as error:
        return error.reason


def allowed(server: Server, *paths: str) -> list[bool | str]:
    """What is said of each path, all asked at once; a reason where nothing could be found out."""

    async def work() -> list[bool | str]:
        guard = Guard(frozenset({"127.0.0.1"}), frozenset({server.port}))
        limits = Limits(timeout=0.4, jitter=0, backoff=0.01)
        async with Client(guard, limits=limits) as client:
            robots = Robots(client)
            return await asyncio.gather(*(answer(robots, server.url(path)) for path in paths))

    return asyncio.run(work())


def test_rules_for_everybody(server: Server) -> None:
    server.routes["/robots.txt"] = reply(RULES.replace(b"Crisis-Briefing", b"otherbot"))
    paths = ("/", "/private/a", "/private/press/a", "/report.pdf", "/report.pdf?x", "/no-robots/")
    assert allowed(server, *paths) == [True, False, True, False, True, True]


def test_rules_for_this_program(server: Server) -> None:
    server.routes["/robots.txt"] = reply(RULES)
    assert allowed(server, "/no-robots/a", "/private/a") == [False, True]


def test_a_file_is_read_once(server: Server) -> None:
    server.routes["/robots.txt"] = after(0.02, reply(RULES))
    assert allowed(server, *(f"/{number}" for number in range(20))) == [True] * 20
    assert server.paths == ["/robots.txt"]
    assert server.requests[0].header("accept") == "text/plain, */*;q=0.1"


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        *((reply(status=status), True) for status in (400, 401, 403, 404, 410, 451)),
        (reply(status=429), "rate-limited"),
        *((reply(status=status), "http-error") for status in (500, 503)),
        (redirect("/robots.txt"), True),
        (redirect("http://10.0.0.1/robots.txt"), "private-address"),
        (reset(), "reset"),
        (drip(b"#", every=0.05, opening=head(200)), "timeout"),
        (raw(head(200, {"Content-Length": str(5 * 2**20)}) + b"#" * 5 * 2**20), "too-large"),
        (reply(b""), True),
        (reply(b"<!doctype html><title>Not found</title>"), True),
        (reply(b"\xff\xfe\x00Disallow"), True),
        (reply(b"User-agent: *\nDisallow: /"), False),
        (reply(b"User-agent: *\n" + b"#" * 500 * 1024 + b"\nDisallow: /"), True),
    ],
)
def test_files_of_all_kinds(server: Server, route: Route, expected: bool | str) -> None:
    server.routes["/robots.txt"] = route
    assert allowed(server, "/article") == [expected]


def test_sites_that_cannot_be_asked() -> None:
    async def work() -> list[bool | str]:
        async with Client(Guard(), limits=Limits(timeout=0.4, jitter=0)) as client:
            robots = Robots(client)
            urls = ("http://127.0.0.1/a", "ftp://example.org/a", "http://[bad/a", "http://example.org:22/", "")
            return [await answer(robots, url) for url in urls]

    assert asyncio.run(work()) == ["private-address", "bad-scheme", "bad-url", "bad-port", "bad-url"]


def test_a_site_that_cannot_be_asked_is_told_of_with_each_page_and_asked_once(server: Server) -> None:
    server.routes["/robots.txt"] = reply(status=429)
    assert allowed(server, "/a", "/b") == ["rate-limited", "rate-limited"]
    assert len(server.requests) == 1


def test_what_is_told_names_the_file_and_the_guard_speaks_for_itself(server: Server) -> None:
    server.routes["/robots.txt"] = redirect("http://10.0.0.1/robots.txt")

    async def work(url: str) -> str:
        guard = Guard(frozenset({"127.0.0.1"}), frozenset({server.port}))
        async with Client(guard, limits=Limits(timeout=0.4, jitter=0, backoff=0.01)) as client:
            with pytest.raises(SourceError) as caught:
                await Robots(client).allows(url)
        assert caught.value.url == url
        assert isinstance(caught.value, BlockedError) is ("10.0.0.1" in str(caught.value))
        return str(caught.value)

    assert "10.0.0.1" in asyncio.run(work(server.url("/a")))
    assert "10.0.0.1" in asyncio.run(work("http://10.0.0.1/a"))
    server.routes["/robots.txt"] = reply(status=500)
    assert asyncio.run(work(server.url("/a"))) == (
        "robots.txt cannot be read (the server answered 500 Internal Server Error)"
    )


def test_credentials_are_not_sent_for_a_name_in_the_url(server: Server) -> None:
    server.routes["/robots.txt"] = reply(RULES)

    async def work() -> bool:
        guard = Guard(frozenset({"127.0.0.1"}), frozenset({server.port}))
        async with Client(guard, limits=Limits(jitter=0)) as client:
            return await Robots(client).allows(server.url("/a").replace("//", "//name:secret@"))

    assert asyncio.run(work())
    assert server.requests[0].header("authorization") is None
