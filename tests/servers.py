"""Servers on the loopback interface that behave and misbehave on command, with real sockets.

    with Server() as server:
        server.routes["/feed"] = reply(b"<rss/>", headers={"ETag": '"1"'})
        server.routes["/slow"] = drip(b"x", every=0.05)
        ... server.url("/feed") ...
        assert server.requests[0].header("user-agent")

A server runs in a thread of its own, so that what is tested may be anything: a coroutine, the command line, a child
process. It speaks bytes, not HTTP: it can send what no server library would. Every request is answered on a connection
of its own and kept in `requests`. `Server("127.0.0.2")` is the canary: nothing may ever reach it.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import threading
import zlib
from asyncio.trsock import TransportSocket
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    raw: bytes

    @property
    def target(self) -> str:
        """What was asked for: the path and the query."""
        return self.raw.split(b" ", 2)[1].decode("latin-1")

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def headers(self, name: str) -> list[str]:
        """All values under a name."""
        lines = self.raw.decode("latin-1").split("\r\n")[1:]
        pairs = (line.partition(":") for line in lines if line)
        return [value.strip() for key, _, value in pairs if key.lower() == name.lower()]

    def header(self, name: str) -> str | None:
        return next(iter(self.headers(name)), None)


#: Answers one request; the connection is closed when it returns.
Route = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Server:
    """A server in a thread; a context manager."""

    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    #: By path; a path that is missing is answered with 404.
    routes: dict[str, Route] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    #: Connections that were made, with or without a request; with TLS, those on which a handshake began.
    connections: int = 0
    #: Most requests that were being answered at the same time.
    most_at_once: int = 0
    port: int = 0
    _now: int = 0
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _thread: threading.Thread | None = None
    _ready: threading.Event = field(default_factory=threading.Event)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    #: The connections that were made and, in a proxy, those to origins; they may have ended.
    _connected: list[tuple[asyncio.WriteTransport, TransportSocket]] = field(default_factory=list)

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """The address of a path, under the name or address `host`."""
        return f"http{'s' if self.tls else ''}://{host or self.host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [each.path for each in self.requests]

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve()), daemon=True)
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._thread is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        if self.tls is not None:
            self.tls.sni_callback = self._greeted
        server = await asyncio.start_server(self._accepted, self.host, 0, ssl=self.tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        async with server:
            await self._stop.wait()
            server.close()
            await asyncio.sleep(0)  # a handshake that was about to begin has begun, and can be ended
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for transport, connection in self._connected:
                if connection.fileno() != -1:
                    transport.abort()
            await asyncio.sleep(0)  # an aborted connection is closed in the next turn of the loop

    def _greeted(self, *_: object) -> None:
        self.connections += 1

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += self.tls is None
        self._connected.append((writer.transport, writer.get_extra_info("socket")))
        task = self._loop.create_task(self._answer(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                asked = Asked(await reader.readuntil(b"\r\n\r\n"))
                self.requests.append(asked)
                await self._lead(asked, reader, writer)
        finally:
            self._now -= 1
            writer.close()
            with suppress(ConnectionError, ssl.SSLError, TimeoutError):
                await writer.wait_closed()

    async def _lead(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer a request, the rest of which can be read."""
        del reader
        await self.routes.get(asked.path, reply(status=404))(asked, writer)


@dataclass(slots=True)
class ProxyServer(Server):
    """An HTTP proxy that leads every request to the loopback interface, whatever its host is called.

    It has its own idea of names: those that nobody else knows lead somewhere too. `requests` has what it was asked.
    """

    #: What it wants to be sent before it leads anywhere, such as "Basic ..."; empty: nothing.
    authorization: str = ""
    #: What it answers instead of leading anywhere, if that is not 0.
    status: int = 0

    async def _lead(self, asked: Asked, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.authorization and asked.header("proxy-authorization") != self.authorization:
            await reply(status=407, headers={"Proxy-Authenticate": "Basic"})(asked, writer)
            return
        if self.status:
            await reply(status=self.status)(asked, writer)
            return
        tunnels = asked.raw.startswith(b"CONNECT ")
        authority = asked.target if tunnels else asked.target.split("/")[2]
        origin_reader, origin = await asyncio.open_connection("127.0.0.1", int(authority.rpartition(":")[2]))
        self._connected.append((origin.transport, origin.get_extra_info("socket")))
        if tunnels:
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        else:
            lines = asked.raw.replace(f"http://{authority}".encode(), b"", 1).split(b"\r\n")
            origin.write(b"\r\n".join(line for line in lines if not line.lower().startswith(b"proxy-")))
            if (size := int(asked.header("content-length") or 0)) > 0:
                origin.write(await reader.readexactly(size))
        await asyncio.gather(_pipe(reader, origin), _pipe(origin_reader, writer))


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        with suppress(ConnectionError):
            while piece := await reader.read(65_536):
                writer.write(piece)
                await writer.drain()
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


# ---------------------------------------------------------------- what a route can do


def head(status: int = 200, headers: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> bytes:
    """The status line and the headers of a reply."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Odd"
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    lines = "".join(f"{name}: {value}\r\n" for name, value in pairs)
    return f"HTTP/1.1 {status} {phrase}\r\nConnection: close\r\n{lines}\r\n".encode("latin-1")


def reply(body: bytes = b"", *, status: int = 200, headers: Mapping[str, str] | None = None) -> Route:
    """A polite reply."""
    whole = head(status, {"Content-Length": str(len(body)), **(headers or {})}) + body
    return raw(whole)


def redirect(to: str, status: int = 302) -> Route:
    return reply(status=status, headers={"Location": to})


def raw(*pieces: bytes) -> Route:
    """These bytes, whatever they are."""

    async def answer(_: Asked, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()

    return answer


def in_turn(*routes: Route) -> Route:
    """The first reply first, the second next, the last from then on."""
    left = list(routes)

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        route = left.pop(0) if len(left) > 1 else left[0]
        await route(asked, writer)

    return answer


def drip(piece: bytes, *, every: float = 0.0, opening: bytes = b"") -> Route:
    """An opening, and then the same piece for ever."""

    async def answer(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(opening)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(every)

    return answer


def reset(opening: bytes = b"") -> Route:
    """An opening, and then a connection that is reset."""

    async def answer(_: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(opening)
        await writer.drain()
        await asyncio.sleep(0.05)  # so that the opening is read before the reset overtakes it
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return answer


def after(seconds: float, route: Route) -> Route:
    """A reply that takes its time."""

    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(seconds)
        await route(asked, writer)

    return answer


def bomb(size: int, wbits: int = 31) -> bytes:
    """So many zero bytes, packed: gzip, or zlib with `wbits` 15. The checksum is left out; nobody gets there."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    block = bytes(2**20)
    first, further = (packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + further * (size // len(block) - 1)


def many_members(count: int) -> bytes:
    """So many gzip members of one byte, one after the other."""
    return gzip.compress(b"x") * count
