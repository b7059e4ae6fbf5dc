"""The client on real sockets: networks N05-N20, resources R01-R07 and manners H01-H12 of the conformance cases."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import socket
import ssl
import subprocess
import sys
import time
import warnings
from collections.abc import Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
import trustme
from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.errors import BlockedError, FetchError, SourceError
from briefing.guard import Guard
from briefing.sources.http import FEEDS, PAGES, Client, Limits
from briefing.types import Response
from tests.servers import (
    Asked,
    Server,
    after,
    bomb,
    drip,
    head,
    in_turn,
    many_members,
    raw,
    redirect,
    reply,
    reset,
)

T = TypeVar("T")

FEED = b"<rss><channel><title>News</title></channel></rss>"
QUICK = Limits(timeout=5, jitter=0, backoff=0.01)
SHORT = Limits(timeout=0.4, jitter=0, backoff=0.01)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        running.routes["/feed"] = reply(FEED)
        yield running


@pytest.fixture
def canary() -> Iterator[Server]:
    """No test lists its address, so nothing may ever connect to it."""
    with Server("127.0.0.2") as running:
        yield running
        assert running.connections == 0


class Names(AbstractResolver):
    """A name server that gives each answer once, the last for ever."""

    def __init__(self, *answers: list[str] | OSError) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, OSError):
            raise answer
        return [
            ResolveResult(hostname=host, host=each, port=port, family=socket.AF_INET, proto=0, flags=0)
            for each in answer
        ]

    async def close(self) -> None:
        """Nothing is open."""


def guard_for(*servers: Server) -> Guard:
    """127.0.0.1 may be reached, and the ports of the servers; no other address."""
    return Guard(frozenset({"127.0.0.1"}), frozenset(each.port for each in servers))


def run(work: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(work)


def get(url: str, *servers: Server, limits: Limits = QUICK, **options: Any) -> Response:
    """One request by a client of its own."""
    asking = {name: options.pop(name) for name in ("etag", "last_modified", "accept", "max_bytes") if name in options}

    async def work() -> Response:
        async with Client(guard_for(*servers), limits=limits, **options) as client:
            return await client.get(url, **asking)

    return run(work())


def failure(url: str, *servers: Server, limits: Limits = QUICK, **options: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        get(url, *servers, limits=limits, **options)
    return caught.value


def reason(url: str, *servers: Server, limits: Limits = QUICK, **options: Any) -> str:
    return failure(url, *servers, limits=limits, **options).reason


# ---------------------------------------------------------------- a good reply


def test_a_feed_is_read(server: Server) -> None:
    server.routes["/feed"] = reply(FEED, headers={"ETag": 'W/"ä"', "X-Two": "a"})
    now = datetime(2026, 2, 18, tzinfo=UTC)
    response = get(server.url("/feed"), server, now=lambda: now)
    assert response.body == FEED
    assert (response.status, response.url, response.retrieved) == (200, server.url("/feed"), now)
    assert (response.moved_to, response.downgraded) == (None, False)
    assert response.header("ETag") == 'W/"ä"'
    assert ("x-two", "a") in response.headers


def test_the_request_says_who_asks_and_nothing_else(server: Server) -> None:
    server.routes["/feed"] = reply(FEED, headers={"Set-Cookie": "a=1; Path=/"})

    async def twice() -> None:
        async with Client(guard_for(server), limits=QUICK, contact="https://news.example/bot\r\nX: (y)") as client:
            await client.get(server.url("/feed#part"))
            await client.get(server.url("/feed"))

    run(twice())
    for asked in server.requests:
        assert asked.raw.split(b"\r\n")[0] == b"GET /feed HTTP/1.1"
        names = [line.partition(b":")[0].lower() for line in asked.raw.split(b"\r\n")[1:] if line]
        assert names == [b"host", b"user-agent", b"accept", b"accept-encoding"]
        assert asked.header("user-agent") == "crisis-briefing (https://news.example/bot X: y)"
        assert asked.header("accept") == FEEDS
        assert asked.header("accept-encoding") == "gzip, deflate"


def test_a_client_works_only_while_it_is_open(server: Server) -> None:
    with pytest.raises(RuntimeError, match="async with"):
        run(Client(guard_for(server)).get(server.url("/feed")))
    run(Client(guard_for(server)).__aexit__(None, None, None))


# ---------------------------------------------------------------- N: where it leads


def test_private_addresses_are_refused_before_connecting(canary: Server) -> None:
    assert reason(canary.url("/"), canary) == "private-address"


def test_names_are_checked_when_they_are_connected_to(canary: Server, server: Server) -> None:
    url = canary.url("/feed", host="news.example")
    error = failure(url, canary, resolver=Names(["127.0.0.2"]))
    assert isinstance(error, BlockedError)
    assert error.reason == "private-address"
    assert "news.example leads to 127.0.0.2" in str(error)


def test_a_name_that_changes_its_answer(canary: Server, server: Server) -> None:
    names = Names(["127.0.0.1"], ["127.0.0.2"])
    server.routes["/feed"] = redirect(canary.url("/", host="news.example"))
    assert reason(server.url("/feed", host="news.example"), server, canary, resolver=names) == "private-address"
    assert names.asked == 2
    assert server.paths == ["/feed"]


def test_a_name_with_a_private_and_a_public_address(canary: Server, server: Server) -> None:
    names = Names(["127.0.0.2", "127.0.0.1", "127.0.0.2"])
    assert get(server.url("/feed", host="news.example"), server, resolver=names).body == FEED


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["http://169.254.169.254/latest", "canary", "http://[::1]/", "//10.0.0.1/x"])
def test_redirects_to_private_addresses(server: Server, canary: Server, status: int, target: str) -> None:
    server.routes["/feed"] = redirect(canary.url("/") if target == "canary" else target, status)
    error = failure(server.url("/feed"), server, canary)
    assert error.reason == "private-address"
    assert str(error).startswith("redirected: ")
    assert error.url == server.url("/feed")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        *(("file:///etc/passwd", "bad-scheme"), ("ftp://a.example/", "bad-scheme"), ("javascript:x", "bad-scheme")),
        *(("http://a.example:25/", "bad-port"), ("http://[bad/", "bad-url"), ("http://[::1", "bad-url")),
        *(("http://0x7f.1/", "bad-url"), ("http://a\x00b/", "bad-url")),
    ],
)
def test_redirects_that_are_not_followed(server: Server, target: str, expected: str) -> None:
    server.routes["/feed"] = raw(head(302, {"Location": target}))
    found = reason(server.url("/feed"), server)
    assert found == expected or (found == "http-error" and "\x00" in target)


def test_refresh_is_not_followed(server: Server, canary: Server) -> None:
    page = f'<html><meta http-equiv="refresh" content="0;url={canary.url("/")}"></html>'.encode()
    server.routes["/page"] = reply(page, headers={"Refresh": f"0; url={canary.url('/')}"})
    assert get(server.url("/page"), server, canary, accept=PAGES).body == page


def test_redirects_are_counted(server: Server) -> None:
    for number in range(50):
        server.routes[f"/{number}"] = redirect(f"/{number + 1}")
    error = failure(server.url("/0"), server)
    assert error.reason == "too-many-redirects"
    assert str(error) == "redirected more than 5 times"
    assert server.paths == [f"/{number}" for number in range(6)]


def test_redirects_in_a_circle(server: Server) -> None:
    server.routes["/a"], server.routes["/b"] = redirect("/b"), redirect("a")
    error = failure(server.url("/a"), server)
    assert (error.reason, str(error)) == ("too-many-redirects", "redirected in a circle")
    assert server.paths == ["/a", "/b"]


def test_a_redirect_in_utf8(server: Server) -> None:
    server.routes["/feed"] = raw(head(302).replace(b"\r\n\r\n", "\r\nLocation: /nöws?q=ü\r\n\r\n".encode()))
    server.routes["/n%C3%B6ws"] = reply(FEED)
    assert get(server.url("/feed"), server).url == server.url("/n%C3%B6ws?q=%C3%BC")


def test_a_redirect_without_a_target(server: Server) -> None:
    server.routes["/feed"] = reply(status=302)
    assert reason(server.url("/feed"), server) == "http-error"


def test_credentials_stay_with_their_origin(server: Server) -> None:
    with Server() as other:
        server.routes["/feed"] = in_turn(redirect("/again"), redirect("/again"))
        server.routes["/again"] = redirect(f"http://x:y@127.0.0.1:{other.port}/feed")
        other.routes["/feed"] = reply(FEED, headers={"Set-Cookie": "a=1"})
        url = server.url("/feed").replace("//", "//na%20me:pass%40word@")
        response = get(url, server, other)
        assert [each.header("authorization") for each in server.requests] == ["Basic bmEgbWU6cGFzc0B3b3Jk"] * 2
        assert other.requests[0].header("authorization") is None
        assert other.requests[0].header("cookie") is None
        assert response.url == other.url("/feed")


def test_secrets_are_in_no_message(server: Server) -> None:
    error = failure(server.url("/none").replace("//", "//name:secret@"), server)
    assert error.url == server.url("/none").replace("//", "//***@")
    assert "secret" not in f"{error} {error.url}"


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_proxies_of_the_environment_are_not_used(
    server: Server, canary: Server, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, canary.url("/"))
    assert get(server.url("/feed"), server, canary).body == FEED


@pytest.mark.parametrize("value", ["a\r\nX-Injected: 1", "a\nb", "a\0b", "x" * 65_536, "ü", ""])
def test_validators_that_no_server_sends(server: Server, value: str) -> None:
    assert get(server.url("/feed"), server, etag=value, last_modified=value).status == 200
    raw_request = server.requests[0].raw.lower()
    assert b"injected" not in raw_request
    assert b"if-" not in raw_request


def test_ports_are_checked(server: Server) -> None:
    assert reason(server.url("/feed")) == "bad-port"
    assert server.connections == 0


# ---------------------------------------------------------------- N18: TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def serving(authority: trustme.CA, name: str = "127.0.0.1", **options: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **options).configure_cert(context)
    return context


def trusting(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_tls(authority: trustme.CA) -> None:
    with Server(tls=serving(authority)) as secure:
        secure.routes["/feed"] = reply(FEED)
        assert get(secure.url("/feed"), secure, tls=trusting(authority)).body == FEED


def test_tls_connections_end_with_the_client(authority: trustme.CA) -> None:
    gc.collect()
    with Server(tls=serving(authority)) as secure, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        secure.routes["/feed"] = reply(FEED)
        for _ in range(40):  # without waiting for the end, about one in ten is left to the collector
            get(secure.url("/feed"), secure, tls=trusting(authority))
        gc.collect()
    assert [str(each.message) for each in caught] == []


@pytest.mark.parametrize("fault", ["expired", "wrong host", "unknown issuer"])
def test_bad_certificates(authority: trustme.CA, fault: str) -> None:
    past = datetime.now(UTC) - timedelta(days=1)
    context = {
        "expired": lambda: serving(authority, not_before=past - timedelta(days=9), not_after=past),
        "wrong host": lambda: serving(authority, "other.example"),
        "unknown issuer": lambda: serving(trustme.CA()),
    }[fault]()
    with Server(tls=context) as secure:
        error = failure(secure.url("/feed"), secure, tls=trusting(authority))
        assert error.reason == "tls"
        assert "certificate of 127.0.0.1 is not valid" in str(error)
        assert secure.connections == 1
        assert not secure.requests


def test_no_certificate_is_trusted_by_default(authority: trustme.CA) -> None:
    with Server(tls=serving(authority)) as secure:
        assert reason(secure.url("/feed"), secure) == "tls"


def test_a_server_that_cannot_speak_tls(server: Server) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async def work() -> str:
        plain = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with plain:
            port = plain.sockets[0].getsockname()[1]
            async with Client(Guard(frozenset({"127.0.0.1"}), frozenset({port})), limits=QUICK) as client:
                with pytest.raises(FetchError) as caught:
                    await client.get(f"https://127.0.0.1:{port}/")
        return caught.value.reason

    assert run(work()) in {"tls", "reset"}


def test_downgrade_is_told_and_takes_no_credentials(authority: trustme.CA, server: Server) -> None:
    with Server(tls=serving(authority)) as secure:
        secure.routes["/feed"] = redirect(server.url("/feed"))
        url = secure.url("/feed").replace("//", "//name:secret@")
        response = get(url, secure, server, tls=trusting(authority))
        assert response.downgraded
        assert secure.requests[0].header("authorization")
        assert server.requests[0].header("authorization") is None


# ---------------------------------------------------------------- N19: no answer


def test_names_that_do_not_resolve(server: Server) -> None:
    names = Names(socket.gaierror(socket.EAI_NONAME, "Name or service not known"))
    error = failure("http://none.example/feed", resolver=names)
    assert (error.reason, str(error)) == ("dns", "the name none.example cannot be resolved")
    assert names.asked == 1


def test_a_busy_name_server_is_asked_again(server: Server) -> None:
    names = Names(socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), ["127.0.0.1"])
    assert get(server.url("/feed", host="news.example"), server, resolver=names).body == FEED


def test_refused() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        error = None
        with pytest.raises(FetchError) as caught:
            run(_get_from(port))
        error = caught.value
    assert (error.reason, str(error)) == ("refused", "127.0.0.1 refuses the connection")


async def _get_from(port: int) -> Response:
    async with Client(Guard(frozenset({"127.0.0.1"}), frozenset({port})), limits=QUICK) as client:
        return await client.get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "opening",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        head(200, {"Content-Length": "1000"}) + FEED,
        head(200, {"Transfer-Encoding": "chunked"}) + b"5\r\nhello\r\n",
    ],
)
def test_reset(server: Server, opening: bytes) -> None:
    server.routes["/feed"] = reset(opening)
    assert reason(server.url("/feed"), server) == "reset"
    assert len(server.requests) == 2


def test_a_connection_that_was_reset_is_tried_once_more(server: Server) -> None:
    server.routes["/feed"] = in_turn(reset(), reply(FEED))
    assert get(server.url("/feed"), server).body == FEED


def test_a_host_that_cannot_be_reached(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    """Errors of the network that loopback does not have."""
    for number, expected in ((113, "refused"), (110, "timeout"), (104, "reset")):

        def connect(self: socket.socket, address: object, number: int = number) -> None:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(socket.socket, "connect", connect)
        assert reason(server.url("/feed"), server) == expected


# ---------------------------------------------------------------- R: how much, how long


@pytest.mark.parametrize(("encoding", "wbits"), [("gzip", 31), ("deflate", 15)])
def test_bombs(server: Server, encoding: str, wbits: int) -> None:
    """Two gibibytes in two megabytes, read by a child process so that its memory can be told."""
    server.routes["/feed"] = reply(bomb(2 * 2**30, wbits), headers={"Content-Encoding": encoding})
    assert child_reason(server, "/none")[0] == "http-error"
    plain = child_reason(server, "/none")[1]
    found, megabytes = child_reason(server, "/feed")
    assert found == "too-large"
    assert megabytes - plain < 64


def child_reason(server: Server, path: str) -> tuple[str, float]:
    """The reason with which a request fails in a process of its own, and the most memory it took, in MiB."""
    code = f"""
import asyncio, resource, sys
from briefing.errors import SourceError
from briefing.guard import Guard
from briefing.sources.http import Client
async def main():
    async with Client(Guard(frozenset({{"127.0.0.1"}}), frozenset({{{server.port}}}))) as client:
        try:
            await client.get({server.url(path)!r})
        except SourceError as error:
            print(error.reason, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    found, megabytes = done.stdout.split()
    return found, float(megabytes)


@pytest.mark.parametrize("encoding", ["br", "zstd"])
def test_encodings_that_were_not_asked_for(server: Server, encoding: str) -> None:
    server.routes["/feed"] = reply(FEED, headers={"Content-Encoding": encoding})
    error = failure(server.url("/feed"), server)
    assert (error.reason, str(error)) == ("http-error", "the answer cannot be unpacked")


def test_many_gzip_members(server: Server) -> None:
    server.routes["/feed"] = reply(many_members(100_000), headers={"Content-Encoding": "gzip"})
    server.routes["/few"] = reply(many_members(10), headers={"Content-Encoding": "gzip"})
    begun = time.process_time()
    assert reason(server.url("/feed"), server) in {"http-error", "too-large"}
    assert get(server.url("/few"), server).body == b"x" * 10
    assert time.process_time() - begun < 2


def test_caps(server: Server) -> None:
    server.routes["/feed"] = reply(b"x" * 1000)
    limits = Limits(jitter=0, max_bytes=1000, max_page_bytes=999)
    assert len(get(server.url("/feed"), server, limits=limits).body) == 1000
    assert reason(server.url("/feed"), server, limits=limits, accept=PAGES) == "too-large"
    assert reason(server.url("/feed"), server, limits=limits, max_bytes=10) == "too-large"


CHUNK = b"10000\r\n" + b"x" * 65_536 + b"\r\n"


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (drip(CHUNK, opening=head(200, {"Transfer-Encoding": "chunked"})), {"too-large", "timeout"}),
        (drip(b"1\r\nx\r\n", every=0.05, opening=head(200, {"Transfer-Encoding": "chunked"})), {"timeout"}),
        (drip(b"x", every=0.05, opening=head(200)), {"timeout"}),
        (drip(b"x", every=0.05, opening=b"HTTP/1.1 200 OK\r\nX-Slow: "), {"timeout"}),
        (drip(b"HTTP/1.1 100 Continue\r\n\r\n", every=0.01), {"timeout"}),
        (after(60, reply(FEED)), {"timeout"}),
        (drip(b"X: " + b"y" * 100 + b"\r\n", opening=b"HTTP/1.1 200 OK\r\n"), {"http-error"}),
        (drip(b"y" * 1000, opening=b"HTTP/1.1 200 OK\r\nX: "), {"http-error"}),
        (raw(head(200, [("Set-Cookie", f"a{n}=1") for n in range(10_000)])), {"http-error"}),
        (raw(head(200, {"X": "y" * 100_000})), {"http-error"}),
    ],
)
def test_replies_without_end(server: Server, route: Any, expected: set[str]) -> None:
    server.routes["/feed"] = route
    begun = time.monotonic()
    assert reason(server.url("/feed"), server, limits=SHORT) in expected
    assert time.monotonic() - begun < 5


def test_a_handshake_that_stalls(server: Server) -> None:
    url = server.url("/feed").replace("http:", "https:")
    error = failure(url, server, limits=SHORT)
    assert (error.reason, str(error)) == ("timeout", "timed out after 0.4 s")


def test_the_deadline_holds_for_redirects_together(server: Server) -> None:
    for number in range(5):
        server.routes[f"/{number}"] = after(0.15, redirect(f"/{number + 1}"))
    assert reason(server.url("/0"), server, limits=SHORT) == "timeout"
    assert len(server.requests) < 5


def test_slow_feeds_do_not_hold_up_the_others(server: Server) -> None:
    with Server() as other:
        other.routes["/feed"] = reply(FEED)
        server.routes["/slow"] = after(60, reply(FEED))

        async def work() -> float:
            guard = Guard(frozenset({"127.0.0.1"}), frozenset({server.port, other.port}))
            async with Client(guard, limits=Limits(timeout=1, jitter=0)) as client:
                slow = asyncio.create_task(client.get(server.url("/slow")))
                await asyncio.sleep(0)
                begun = time.monotonic()
                await client.get(other.url("/feed"))
                took = time.monotonic() - begun
                with pytest.raises(FetchError):
                    await slow
                return took

        assert run(work()) < 0.9


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([("Content-Length", "1000")], "truncated"),
        ([("Transfer-Encoding", "chunked")], "http-error"),
        ([("Content-Length", "5")], "http-error"),
        ([("Content-Length", "0")], "http-error"),
        ([("Content-Length", "-5")], "http-error"),
        ([("Content-Length", "5"), ("Content-Length", str(len(FEED)))], "http-error"),
    ],
)
def test_lying_lengths(server: Server, headers: list[tuple[str, str]], expected: str) -> None:
    server.routes["/feed"] = raw(head(200, headers) + FEED)
    assert reason(server.url("/feed"), server) == expected


def test_a_body_that_is_cut(server: Server) -> None:
    server.routes["/feed"] = raw(head(200, {"Transfer-Encoding": "chunked"}) + b"5\r\nhello\r\n")
    error = failure(server.url("/feed"), server)
    assert (error.reason, str(error)) == ("truncated", "the answer ended before it was complete")


@pytest.mark.parametrize("reply_bytes", [b"SSH-2.0-OpenSSH_9.7\r\n", FEED, b"\x16\x03\x01" + bytes(100)])
def test_no_http(server: Server, reply_bytes: bytes) -> None:
    server.routes["/feed"] = raw(reply_bytes)
    assert reason(server.url("/feed"), server) == "http-error"


def test_gzip_that_is_none(server: Server) -> None:
    server.routes["/feed"] = reply(FEED, headers={"Content-Encoding": "gzip"})
    assert reason(server.url("/feed"), server) == "http-error"


# ---------------------------------------------------------------- H: manners


def test_validators_are_sent_as_they_came(server: Server) -> None:
    server.routes["/feed"] = reply(status=304)
    etag, modified = 'W/"a-\'b\\";,="', "Wed, 18 Feb 2026 10:00:00 GMT"
    response = get(server.url("/feed"), server, etag=etag, last_modified=modified)
    assert (response.status, response.body) == (304, b"")
    assert server.requests[0].headers("if-none-match") == [etag]
    assert server.requests[0].headers("if-modified-since") == [modified]


def test_only_what_was_given_is_sent(server: Server) -> None:
    get(server.url("/feed"), server, etag="x")
    get(server.url("/feed"), server, last_modified="x")
    sent = [[asked.headers(name) for name in ("if-none-match", "if-modified-since")] for asked in server.requests]
    assert sent == [[["x"], []], [[], ["x"]]]


def test_304_that_nobody_asked_for(server: Server) -> None:
    server.routes["/feed"] = reply(status=304)
    assert reason(server.url("/feed"), server) == "http-error"
    assert reason(server.url("/feed"), server, etag="\n") == "http-error"


def test_a_server_that_asks_for_a_pause_is_left_alone(server: Server) -> None:
    for status in (429, 503):
        server.requests.clear()
        server.routes["/feed"] = reply(status=status, headers={"Retry-After": "120"})
        error = failure(server.url("/feed"), server)
        assert isinstance(error, FetchError)
        assert (error.reason, error.retry_after) == ("rate-limited", 120.0)
        assert len(server.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
def test_trouble_of_the_server_is_tried_once_more(server: Server, status: int) -> None:
    server.routes["/feed"] = in_turn(reply(status=status), reply(FEED))
    assert get(server.url("/feed"), server).body == FEED
    server.routes["/feed"] = reply(status=status)
    server.requests.clear()
    error = failure(server.url("/feed"), server)
    assert isinstance(error, FetchError)
    assert (error.reason, error.status, len(server.requests)) == ("http-error", status, 2)


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_what_will_not_pass_is_not_tried_again(server: Server, status: int) -> None:
    server.routes["/feed"] = reply(status=status)
    failure(server.url("/feed"), server)
    assert len(server.requests) == 1


def test_no_second_attempt_when_the_time_is_over(server: Server) -> None:
    server.routes["/feed"] = reply(status=500)
    failure(server.url("/feed"), server, limits=Limits(timeout=1, backoff=9, jitter=0))
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301,), True), ((308,), True), ((301, 308), True), ((302,), False), ((307,), False), ((301, 302), False)],
)
def test_moves(server: Server, statuses: tuple[int, ...], moved: bool) -> None:
    for number, status in enumerate(statuses):
        server.routes[f"/{number}"] = redirect(f"/{number + 1}", status)
    server.routes[f"/{len(statuses)}"] = reply(FEED)
    response = get(server.url("/0"), server)
    assert response.url == server.url(f"/{len(statuses)}")
    assert response.moved_to == (response.url if moved else None)


def test_where_a_feed_has_moved_is_said_without_its_key(server: Server) -> None:
    server.routes["/0"] = redirect("/1?token=9f31c0", 301)
    server.routes["/1"] = reply(FEED)
    assert get(server.url("/0?token=9f31c0"), server).moved_to == server.url("/1?token=***")


class Chance(random.Random):
    """Chance that is written down."""

    def __init__(self) -> None:
        super().__init__(1)
        self.drawn: list[tuple[float, float]] = []

    def uniform(self, a: float, b: float) -> float:
        self.drawn.append((a, b))
        return a


def test_politeness(server: Server) -> None:
    """Twenty feeds on one host: two at a time, the first at once and each of the others after a random pause."""
    for number in range(20):
        server.routes[f"/{number}"] = after(0.02, reply(FEED))
    chance = Chance()

    async def work() -> None:
        async with Client(guard_for(server), limits=Limits(jitter=0.5), rng=chance) as client:
            await asyncio.gather(*(client.get(server.url(f"/{number}")) for number in range(20)))

    run(work())
    assert len(server.requests) == 20
    assert server.most_at_once <= 2
    assert chance.drawn == [(0, 0.5)] * 19


def test_few_at_once_in_all() -> None:
    with Server() as one, Server() as two:
        for each in (one, two):
            each.routes["/feed"] = after(0.02, reply(FEED))
        names = Names(["127.0.0.1"])

        async def work() -> None:
            guard = Guard(frozenset({"127.0.0.1"}), frozenset({one.port, two.port}))
            limits = Limits(jitter=0, overall=1)
            async with Client(guard, limits=limits, resolver=names) as client:
                urls = [one.url("/feed", host=f"{n}.example") for n in range(4)]
                await asyncio.gather(*map(client.get, urls))

        run(work())
        assert one.most_at_once == 1


def test_requests_know_their_headers() -> None:
    asked = Asked(b"GET /a?b HTTP/1.1\r\nA: 1\r\na: 2\r\n\r\n")
    assert (asked.path, asked.target, asked.headers("A"), asked.header("b")) == ("/a", "/a?b", ["1", "2"], None)
