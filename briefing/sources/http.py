"""The one door to the web: every connection that the program makes to read or post something is opened here.

A request goes through these steps:

1. The guard checks the URL, and again that of every redirect; redirects are followed by hand, at most five.
2. It waits for its turn: few requests at once to one host, their starts spread by chance, and so many in all.
3. The guard checks every address that the name resolves to, when the socket is made: what is connected to is what was
   checked, however often the name changes its answer.
4. The body is read in pieces up to a cap that counts decoded bytes. One deadline holds for everything but the waiting.
5. A failure that may have passed in a moment (reset, name server busy, 5xx) is tried once more.

No cookies are kept, no referrer is sent, and no proxy of the environment is used. Through a proxy of feeds.yaml (3) is
done before: the name is looked up here, and the proxy is not asked for one that leads to a private address, or that is
private by itself. A name that only the proxy knows is asked for.
"""

from __future__ import annotations

import asyncio
import errno
import random
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit
from weakref import WeakSet

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from briefing.errors import BlockedError, FetchError, SourceError
from briefing.guard import Guard, is_private_name, private_address, private_name, without_secrets
from briefing.sources.asking import FEEDS, PAGES, Budget, Limits, Request, ask, tell, user_agent, without_userinfo
from briefing.sources.proxy import Proxy, refusal, unreachable
from briefing.sources.replies import (
    PERMANENT_REDIRECTS,
    REDIRECTS,
    WITH_BODY,
    TransientError,
    check_reply,
    status_line,
)
from briefing.sources.turns import Turns
from briefing.types import Response

__all__ = ["DEFAULT_LIMITS", "FEEDS", "PAGES", "Client", "Limits"]

#: Bytes that are read at a time.
_PIECE = 65_536
#: Seconds after which a name is one that only the proxy knows: behind some proxies no name server answers at all.
_LOOKUP = 5.0
#: Seconds that servers have to answer the end of a TLS connection, as the manual of aiohttp advises.
_FAREWELL = 0.25

DEFAULT_LIMITS = Limits()

#: The addresses that the guard refused during the current request. The list belongs to the caller: connections may be
#: attempted in child tasks, out of which a value that is set does not come back, but one that is appended does.
_refused: ContextVar[list[str]] = ContextVar("refused")


class _DroppedError(aiohttp.ClientConnectionError):
    """The connection ended before there was an answer."""


class Client:
    """Reads from the web; an async context manager.

    `contact` stands in the User-Agent. All requests go through `proxy`, if there is one. `resolver`, `tls`, `rng` and
    `now` are for those who want to give their own name server, certificates, chance or clock.
    """

    def __init__(
        self,
        guard: Guard,
        *,
        limits: Limits = DEFAULT_LIMITS,
        contact: str = "",
        proxy: Proxy | None = None,
        resolver: AbstractResolver | None = None,
        tls: ssl.SSLContext | None = None,
        rng: random.Random | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._guard = guard
        self._limits = limits
        self._proxy = proxy
        self._resolver = resolver
        #: Where names lead, by name, as far as it could be found out here; asked only in front of a proxy.
        self._led: dict[str, tuple[str, ...]] = {}
        self._tls = tls
        self._rng = rng or random.Random()
        self._now = now
        self._agent = user_agent(contact)
        self._turns = Turns(limits, self._rng)
        self._session: aiohttp.ClientSession | None = None
        self._sockets: WeakSet[socket.socket] = WeakSet()

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            limit=self._limits.overall,
            resolver=self._resolver or aiohttp.ThreadedResolver(),
            socket_factory=self._socket,
            ssl=self._tls or True,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # the budget of a request is the only clock
            trust_env=False,
            middlewares=(_once,),
            max_line_size=self._limits.max_header,
            max_field_size=self._limits.max_header,
            max_headers=self._limits.max_headers,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
            await self._part()

    async def _part(self) -> None:
        """Wait until the connections have ended: the library does not, for those on which TLS says goodbye."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_FAREWELL):
                while any(each.fileno() != -1 for each in self._sockets):
                    await asyncio.sleep(0.005)

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = FEEDS,
        max_bytes: int | None = None,
        cut: bool = False,
    ) -> Response:
        """Ask for `url` and read the reply, which has status 200 or 203, or 304 and no body.

        `etag` and `last_modified` are sent back byte for byte; ones that no server should have sent are dropped.
        `max_bytes` counts decoded bytes; without it the cap is that of `Limits` for a feed, or for a page if `accept`
        does not name feeds. With `cut`, a reply beyond the cap is its beginning, up to a tag; without, it is an error.

        Raises:
            BlockedError: the guard refuses the address or one on the way, or the server turns readers away.
            FetchError: there is no answer or one of no use; `reason` and, for `rate-limited`, `retry_after` say more.
        """
        request = ask(
            self._guard.check_url(url),
            agent=self._agent,
            accept=accept,
            etag=etag,
            last_modified=last_modified,
            limits=self._limits,
            max_bytes=max_bytes,
            cut=cut,
        )
        budget = Budget(self._limits.timeout)
        try:
            return await self._follow(request, budget)
        except TransientError:
            pause = self._limits.backoff * self._rng.uniform(0.5, 1.5)
            if pause >= budget.seconds:
                raise
        await asyncio.sleep(pause)
        budget.seconds -= pause
        return await self._follow(request, budget)

    async def post(self, url: str, body: bytes, *, media_type: str) -> int:
        """Post `body` to `url` once, without following redirects; the status, which is one of success (2xx).

        Raises:
            BlockedError: the guard refuses the address.
            FetchError: there is no answer, or one that says no; `status` tells a refusal from what may pass.
        """
        checked = self._guard.check_url(url)
        request = tell(checked, body, media_type=media_type, agent=self._agent, limits=self._limits)
        response = await self._exchange(request, request.address, Budget(self._limits.timeout), first=True)
        if response.status // 100 != 2:
            message = f"the server answered {status_line(response.status)}"
            raise FetchError(message, url=request.shown, reason="http-error", status=response.status)
        return response.status

    async def _follow(self, request: Request, budget: Budget) -> Response:
        """Ask, and go where redirects lead."""
        url = request.address
        seen = {url}
        permanent, downgraded = True, False
        while True:
            response = await self._exchange(request, url, budget, first=len(seen) == 1)
            target = response.header("location") if response.status in REDIRECTS else None
            if target is None:
                break
            permanent = permanent and response.status in PERMANENT_REDIRECTS
            following = self._redirected(request, url, target)
            downgraded = downgraded or (url.startswith("https:") and following.startswith("http:"))
            if following in seen or len(seen) > self._limits.redirects:
                circle = "in a circle" if following in seen else f"more than {self._limits.redirects} times"
                raise FetchError(f"redirected {circle}", url=request.shown, reason="too-many-redirects")
            url = following
            seen.add(url)
        moved_to = without_secrets(url) if permanent and len(seen) > 1 else None
        response = replace(response, moved_to=moved_to, downgraded=downgraded)
        return check_reply(
            response, url=request.shown, conditional=request.conditional, feed=request.wants_feed, now=self._now()
        )

    def _redirected(self, request: Request, url: str, target: str) -> str:
        """Where `target`, a Location header, leads from `url`: checked, and without the secrets it may bring."""
        try:
            # Header values are Latin-1 here, but what servers write into this one is UTF-8.
            location = urljoin(url, target.encode("latin-1").decode("utf-8", "replace"))
            return without_userinfo(self._guard.check_url(location))
        except BlockedError as error:
            raise BlockedError(f"redirected: {error}", url=request.shown, reason=error.reason) from error
        except ValueError:
            message = "redirected to an address that cannot be understood"
            raise BlockedError(message, url=request.shown, reason="bad-url") from None

    async def _exchange(self, request: Request, url: str, budget: Budget, *, first: bool) -> Response:
        """One request and its reply, without regard to what the reply means."""
        refused: list[str] = []
        token = _refused.set(refused)
        try:
            async with self._turns.take(urlsplit(url).hostname or "", spread=first), budget.spend():
                if self._proxy is not None:
                    await self._look_ahead(request, urlsplit(url).hostname or "")
                return await self._reply(request, url)
        except TimeoutError:
            message = f"timed out after {self._limits.timeout:g} s"
            raise FetchError(message, url=request.shown, reason="timeout") from None
        except aiohttp.ClientError as error:
            if self._proxy is not None and (told := _failure_of_proxy(error, request, url)):
                raise told from None  # the error of the library holds what the proxy was sent
            raise _failure(error, request, url, refused) from error
        finally:
            _refused.reset(token)

    async def _reply(self, request: Request, url: str) -> Response:
        if self._session is None:
            raise RuntimeError("the client is used outside of `async with`")
        proxy, headers, to_proxy = self._proxy, request.headers_for(url), {}
        if proxy is not None and url.startswith("https:"):
            to_proxy = {"User-Agent": self._agent, **proxy.headers}
        elif proxy is not None:
            headers = {**headers, **proxy.headers}
        async with self._session.request(
            "GET" if request.body is None else "POST",
            URL(url, encoded=True),
            data=request.body,
            headers=headers,
            proxy=proxy.url if proxy else None,
            proxy_headers=to_proxy,
            allow_redirects=False,
        ) as reply:
            if proxy is not None and reply.status == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:
                raise refusal(reply.status, urlsplit(url).hostname or "", url=request.shown)
            body, cut = await _read_body(reply, request) if reply.status in WITH_BODY else (b"", False)
            return Response(
                url=url,
                status=reply.status,
                headers=tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in reply.raw_headers),
                body=body,
                retrieved=self._now(),
                cut=cut,
            )

    async def _look_ahead(self, request: Request, host: str) -> None:
        """Refuse a host that the proxy is not to be asked for; one that only it can look up passes."""
        if self._guard.allows(host):
            return
        if host not in self._led:
            self._led[host] = await self._addresses(host)
        private = next((each for each in self._led[host] if not self._guard.allows(each)), None)
        if private is not None:
            raise private_address(request.url, host, private)
        if not self._led[host] and is_private_name(host):
            raise private_name(request.url, host)

    async def _addresses(self, host: str) -> tuple[str, ...]:
        """The addresses that a name leads to; none if that cannot be found out here."""
        names = self._resolver or aiohttp.ThreadedResolver()
        try:
            async with asyncio.timeout(_LOOKUP):
                found = await names.resolve(host, 0, socket.AF_UNSPEC)
        except (OSError, TimeoutError):
            return ()
        return tuple(each["host"] for each in found)

    def _socket(self, info: aiohttp.AddrInfoType) -> socket.socket:
        """A socket for an address that was resolved, if it may be reached; with a proxy, all of them lead to it."""
        family, kind, protocol, _, address = info
        if self._proxy is None and not self._guard.allows(str(address[0])):
            _refused.get().append(str(address[0]))
            raise OSError(errno.EACCES, "refused by the guard")
        made = socket.socket(family, kind, protocol)
        self._sockets.add(made)
        return made


async def _once(request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Keep the library from trying again by itself, behind the back of `Client.get`, when a connection is dropped."""
    try:
        return await send(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise _DroppedError from error


async def _read_body(reply: aiohttp.ClientResponse, request: Request) -> tuple[bytes, bool]:
    """The decoded body, and whether it goes on.

    A cap on what is sent would be none: two megabytes of gzip can hold two gigabytes.
    """
    body = bytearray()
    async for piece in reply.content.iter_chunked(_PIECE):
        body += piece
        if len(body) > request.max_bytes and request.cut:
            return bytes(body[: body.rfind(b">", 0, request.max_bytes) + 1]), True
        if len(body) > request.max_bytes:
            message = f"the answer is larger than {request.max_bytes / 2**20:g} MiB"
            raise FetchError(message, url=request.shown, reason="too-large", status=reply.status)
    return bytes(body), False


def _failure_of_proxy(error: aiohttp.ClientError, request: Request, url: str) -> SourceError | None:
    """What an error of the library means if it is the proxy's: names are looked up by the library for it alone."""
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return refusal(error.status, urlsplit(url).hostname or "", url=request.shown)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return unreachable("has a name that cannot be resolved", url=request.shown)
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        refuses = error.errno == errno.ECONNREFUSED
        return unreachable("refuses the connection" if refuses else "cannot be reached", url=request.shown)
    return None


def _failure(error: aiohttp.ClientError, request: Request, url: str, refused: list[str]) -> SourceError:
    """What an error of the library means."""
    host = urlsplit(url).hostname or ""
    if refused and isinstance(error, aiohttp.ClientConnectorError):
        return private_address(request.url, host, refused[0])
    if isinstance(error, aiohttp.InvalidURL):
        return BlockedError("the address cannot be understood", url=request.shown, reason="bad-url")
    if "content-encoding" in str(error):  # two classes, and nothing else in common
        reason, message = "http-error", "the answer cannot be unpacked"
    elif isinstance(error, aiohttp.ClientPayloadError):
        reason, message = _broken_body(error)
    elif isinstance(error, aiohttp.ClientResponseError):
        reason, message = "http-error", "the answer is not valid HTTP"
    else:
        reason, message = _broken_connection(error, host)
    kind = TransientError if reason == "reset" or _is_busy_resolver(error) else FetchError
    return kind(message, url=request.shown, reason=reason)


def _broken_body(error: aiohttp.ClientPayloadError) -> tuple[str, str]:
    # The library tells a reset from an early end in its message only.
    if "ConnectionResetError" in str(error):
        return "reset", "the connection was reset while the answer was read"
    return "truncated", "the answer ended before it was complete"


def _broken_connection(error: aiohttp.ClientError, host: str) -> tuple[str, str]:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        detail = getattr(error.certificate_error, "verify_message", "")
        return "tls", f"the certificate of {host} is not valid{f' ({detail})' if detail else ''}"
    if isinstance(error, aiohttp.ClientSSLError):
        return "tls", f"no secure connection to {host} could be made"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "dns", f"the name {host} cannot be resolved"
    if not isinstance(error, aiohttp.ClientConnectorError) or error.errno == errno.ECONNRESET:
        return "reset", "the connection was reset"
    if error.errno == errno.ETIMEDOUT:
        return "timeout", f"{host} did not answer"
    refuses = error.errno == errno.ECONNREFUSED
    return "refused", f"{host} refuses the connection" if refuses else f"{host} cannot be reached"


def _is_busy_resolver(error: aiohttp.ClientError) -> bool:
    return isinstance(error, aiohttp.ClientConnectorDNSError) and error.errno == socket.EAI_AGAIN
