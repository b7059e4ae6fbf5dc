"""A proxy of feeds.yaml (conformance case N12): everything goes through it, and it alone is exempt from the guard."""

from __future__ import annotations

import json
import logging
import socket
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from aiohttp.abc import AbstractResolver, ResolveResult

from briefing.config import parse_config
from briefing.errors import ConfigError, SourceError
from briefing.guard import Guard
from briefing.sources.http import PAGES, Client, Limits
from briefing.sources.proxy import PASSWORD, USER, Proxy
from briefing.sources.robots import Robots
from briefing.types import Response
from tests.servers import ProxyServer, Server, redirect, reply
from tests.test_config import GOOD
from tests.test_http import FEED, Names, get, run, serving, trusting

SECRET = "Kestrel-41 hedge"


class Book(AbstractResolver):
    """A name server that knows some names."""

    def __init__(self, **known: str) -> None:
        self.known = known

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        address = self.known.get(host.partition(".")[0])
        if address is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0)]

    async def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def origin() -> Iterator[Server]:
    """Only the proxy can reach it: no test lists its address."""
    with Server() as running:
        running.routes["/feed"] = reply(FEED)
        yield running


@pytest.fixture
def proxy() -> Iterator[ProxyServer]:
    with ProxyServer() as running:
        yield running


def through(proxy: Server | str, url: str, *, login: tuple[str, str] | None = None, **options: object) -> Response:
    """One request through the proxy, whose address is not among those that the guard allows."""
    environment = {USER: login[0], PASSWORD: login[1]} if login else {}

    async def work() -> Response:
        port = int(url.split("/")[2].rpartition(":")[2] or 80)
        limits = Limits(timeout=5, jitter=0, backoff=0.01)
        by = Proxy.of(proxy if isinstance(proxy, str) else proxy.url("/"), environment)
        names = options.pop("resolver", Book(news="93.184.215.14"))
        guard = Guard(ports=frozenset({port}))
        async with Client(guard, limits=limits, proxy=by, resolver=names, **options) as client:  # type: ignore[arg-type]
            return await client.get(url)

    return run(work())


def failure(proxy: Server | str, url: str, **options: object) -> SourceError:
    with pytest.raises(SourceError) as caught:
        through(proxy, url, **options)  # type: ignore[arg-type]
    return caught.value


def test_a_feed_is_read_through_it(proxy: ProxyServer, origin: Server) -> None:
    url = origin.url("/feed", host="news.example")
    assert through(proxy, url).body == FEED
    (asked,) = proxy.requests
    assert asked.target == url
    assert origin.paths == ["/feed"]


def test_a_feed_is_read_over_tls(proxy: ProxyServer) -> None:
    authority = trustme.CA()
    with Server(tls=serving(authority, "news.example")) as origin:
        origin.routes["/feed"] = reply(FEED)
        url = origin.url("/feed", host="news.example")
        response = through(proxy, url, login=("desk", SECRET), tls=trusting(authority))
        assert response.body == FEED
        (asked,) = proxy.requests
        assert asked.target == f"news.example:{origin.port}"
        assert asked.headers("proxy-authorization") == [basic("desk", SECRET)]
        assert asked.header("user-agent") == "crisis-briefing"
        assert origin.requests[0].header("proxy-authorization") is None


def test_a_certificate_is_that_of_the_site(proxy: ProxyServer) -> None:
    authority = trustme.CA()
    with Server(tls=serving(authority, "other.example")) as origin:
        error = failure(proxy, origin.url("/feed", host="news.example"), tls=trusting(authority))
        assert error.reason == "tls"
        assert "certificate of news.example is not valid" in str(error)


@pytest.mark.parametrize(
    ("host", "resolver", "says"),
    [
        ("127.0.0.1", Book(), "127.0.0.1 is not a public address"),
        ("[::1]", Book(), "[::1] is not a public address"),
        ("news.example", Book(news="10.0.0.7"), "news.example leads to 10.0.0.7"),
        ("news.example", Names(["93.184.215.14", "192.168.0.9"]), "news.example leads to 192.168.0.9"),
        ("localhost", Book(), "localhost is a name of a private network"),
        ("wiki.corp", Book(), "wiki.corp is a name of a private network"),
    ],
)
def test_it_is_not_asked_for_private_addresses(
    proxy: ProxyServer, origin: Server, host: str, resolver: AbstractResolver, says: str
) -> None:
    error = failure(proxy, origin.url("/feed", host=host), resolver=resolver)
    assert error.reason == "private-address"
    assert says in str(error)
    assert proxy.connections == origin.connections == 0


def test_nor_where_a_redirect_leads_there(proxy: ProxyServer, origin: Server) -> None:
    names = Book(news="93.184.215.14", desk="10.0.0.7")
    for target in ("http://169.254.169.254/latest", origin.url("/feed", host="desk.example")):
        proxy.requests.clear()
        origin.routes["/feed"] = redirect(target)
        url = origin.url("/feed", host="news.example")
        assert failure(proxy, url, resolver=names).reason == "private-address"
        assert [asked.target for asked in proxy.requests] == [url]


def test_a_name_that_only_it_knows_is_asked_for(proxy: ProxyServer, origin: Server) -> None:
    assert through(proxy, origin.url("/feed", host="far.example"), resolver=Book()).body == FEED


def test_an_address_that_is_allowed_is_asked_for_too(proxy: ProxyServer, origin: Server) -> None:
    assert get(origin.url("/feed"), origin, proxy=Proxy.of(proxy.url("/"), {})).body == FEED
    assert [asked.target for asked in proxy.requests] == [origin.url("/feed")]


def test_robots_and_pages_go_through_it(proxy: ProxyServer, origin: Server) -> None:
    origin.routes["/robots.txt"] = reply(b"User-agent: *\nDisallow: /members/")
    site = origin.url("", host="news.example")

    async def work() -> list[bool]:
        by = Proxy.of(proxy.url("/"), {})
        guard = Guard(ports=frozenset({origin.port}))
        async with Client(guard, limits=Limits(jitter=0), proxy=by, resolver=Book(news="93.184.215.14")) as client:
            robots = Robots(client)
            allowed = [await robots.allows(f"{site}{path}") for path in ("/feed", "/members/1")]
            await client.get(f"{site}/feed", accept=PAGES)
            return allowed

    assert run(work()) == [True, False]
    assert [asked.target for asked in proxy.requests] == [f"{site}/robots.txt", f"{site}/feed"]


def test_what_is_posted_goes_through_it(proxy: ProxyServer, origin: Server) -> None:
    origin.routes["/hook"] = reply(b"ok")
    url = origin.url("/hook", host="news.example")

    async def work() -> int:
        guard = Guard(ports=frozenset({origin.port}))
        by = Proxy.of(proxy.url("/"), {})
        async with Client(guard, proxy=by, resolver=Book(news="93.184.215.14")) as client:
            return await client.post(url, b"{}", media_type="application/json")

    assert run(work()) == 200
    assert [asked.target for asked in proxy.requests] == [url]


# ---------------------------------------------------------------- log-in


def basic(user: str, password: str) -> str:
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


def test_it_is_told_who_asks_and_the_site_is_not(proxy: ProxyServer, origin: Server) -> None:
    proxy.authorization = basic("desk", SECRET)
    url = origin.url("/feed", host="news.example")
    assert through(proxy, url, login=("desk", SECRET)).body == FEED
    assert origin.requests[0].header("proxy-authorization") is None
    assert origin.requests[0].header("authorization") is None


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_log_in_that_it_refuses(
    proxy: ProxyServer, origin: Server, scheme: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    proxy.authorization = basic("desk", "another")
    url = origin.url("/feed", host="news.example").replace("http:", f"{scheme}:")
    error = failure(proxy, url, login=("desk", SECRET))
    assert error.reason == "proxy"
    assert str(error) == (
        "the proxy (network.proxy in feeds.yaml) asks for another user name and password "
        "(BRIEFING_PROXY_USER and BRIEFING_PROXY_PASSWORD in the environment)"
    )
    everything = f"{error!r} {error.__cause__!r} {error.url} {caplog.text}"
    assert SECRET not in everything
    assert basic("desk", SECRET).removeprefix("Basic ") not in everything
    assert origin.connections == 0


def test_the_log_in_shows_in_no_representation() -> None:
    by = Proxy.of("http://proxy.example:3128", {USER: "desk", PASSWORD: SECRET})
    assert by is not None
    assert by.authorization.removeprefix("Basic ") not in repr(by)
    assert Proxy.of("", {USER: "desk"}) is None
    with pytest.raises(ConfigError, match=f"{USER} and {PASSWORD} must be set together"):
        Proxy.of("http://proxy.example:3128", {USER: "desk"})


# ---------------------------------------------------------------- trouble


def test_a_proxy_that_is_not_there(origin: Server) -> None:
    with Server() as gone:
        pass
    for scheme in ("http", "https"):
        error = failure(gone, origin.url("/feed", host="news.example").replace("http:", f"{scheme}:"))
        assert (error.reason, str(error)) == (
            "proxy",
            "the proxy (network.proxy in feeds.yaml) refuses the connection",
        )
    assert origin.connections == 0


def test_a_proxy_without_an_address(origin: Server) -> None:
    error = failure("http://none.example:3128", origin.url("/feed", host="news.example"))
    assert "has a name that cannot be resolved" in str(error)


def test_a_site_that_it_does_not_lead_to(proxy: ProxyServer, origin: Server) -> None:
    proxy.status = 403
    error = failure(proxy, origin.url("/feed", host="news.example").replace("http:", "https:"))
    assert str(error) == "the proxy (network.proxy in feeds.yaml) does not lead to news.example (403)"


def test_no_proxy_of_the_environment_beside_it(
    proxy: ProxyServer, origin: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server("127.0.0.2") as canary:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, canary.url("/"))
        monkeypatch.setenv("NO_PROXY", "*")
        assert through(proxy, origin.url("/feed", host="news.example")).body == FEED
        assert canary.connections == 0
    assert len(proxy.requests) == 1


# ---------------------------------------------------------------- feeds.yaml


@pytest.mark.parametrize("proxy", ["http://proxy.example:3128", "http://10.0.0.3:8080/", "http://[fd00::1]:3128", ""])
def test_how_it_is_written(proxy: str) -> None:
    config = parse_config(f"{GOOD}network:\n  proxy: {json.dumps(proxy)}\n", path=Path("feeds.yaml"))
    assert config.network.proxy == proxy


@pytest.mark.parametrize(
    "proxy",
    [f"http://desk:{SECRET}@proxy.example:3128", "socks5://proxy.example:1080", "proxy.example:3128", "http://a/b"],
)
def test_what_is_no_proxy_is_said_and_not_repeated(proxy: str) -> None:
    with pytest.raises(ConfigError, match=r"line 18: network\.proxy must be such as http://") as caught:
        parse_config(f"{GOOD}network:\n  proxy: {json.dumps(proxy)}\n", path=Path("feeds.yaml"))
    assert SECRET not in str(caught.value)
