"""A loopback HTTP server that serves the sample as it stood at a moment, so that the real reader can read it.

    with SampleServer(datetime(2026, 11, 19, 5, tzinfo=UTC)) as server:
        config = server.config()
        ...
        server.now = datetime(2026, 11, 20, 5, tzinfo=UTC)

For one moment and one port every address always has the same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Protocol, Self

from briefing.config import Config, parse_config
from briefing.sample.coverage import CONFIG
from briefing.sample.site import Resource, resource_at

HOST = "127.0.0.1"
#: Stands in feeds.yaml where the address of the running server belongs.
PLACEHOLDER = "http://sample.invalid"

#: `socket.SHUT_RDWR`; only the reader's HTTP module may import socket.
_BOTH_WAYS = 2


@dataclass(frozen=True, slots=True)
class Request:
    """A request that the server has answered."""

    method: str
    #: With its query.
    path: str
    status: int


class SampleServer:
    """Serves the sample on a port of the loopback address while it is used in a `with` statement."""

    def __init__(self, now: datetime, *, port: int = 0) -> None:
        self._lock = threading.Lock()
        self._now = now
        self._requests: list[Request] = []
        self._http = _Server(self, port)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.hang_up()
        self._http.server_close()

    @property
    def now(self) -> datetime:
        """The moment as of which feeds and pages are served; it may be set at any time."""
        with self._lock:
            return self._now

    @now.setter
    def now(self, moment: datetime) -> None:
        with self._lock:
            self._now = moment

    @property
    def port(self) -> int:
        """The port that the server has got."""
        return int(self._http.server_address[1])

    @property
    def origin(self) -> str:
        """What all its addresses begin with."""
        return f"http://{HOST}:{self.port}"

    @property
    def requests(self) -> tuple[Request, ...]:
        """What has been asked so far, in the order of the answers."""
        with self._lock:
            return tuple(self._requests)

    def config_text(self) -> str:
        """The sample's feeds.yaml with the addresses of this server."""
        return config_text(self.port)

    def config(self) -> Config:
        """The sample's configuration with the addresses of this server."""
        return parse_config(self.config_text(), path=CONFIG)

    def record(self, request: Request) -> None:
        """Remember a request; the handlers call it."""
        with self._lock:
            self._requests.append(request)


def config_text(port: int) -> str:
    """The sample's feeds.yaml for a server on `port`, which it allows to be reached."""
    text = CONFIG.read_text(encoding="utf-8").replace(PLACEHOLDER, f"http://{HOST}:{port}")
    return re.sub(r"^( +ports:) \[\]$", rf"\1 [{port}]", text, flags=re.MULTILINE)


class _Connection(Protocol):
    def shutdown(self, how: int, /) -> None: ...


class _Server(ThreadingHTTPServer):
    """One thread a connection; all of them have ended when `server_close` returns."""

    # Daemon threads would not be waited for, and their connections would be left open.
    daemon_threads = False

    def __init__(self, sample: SampleServer, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.sample = sample
        self._lock = threading.Lock()
        self._closing = False
        self._open: set[_Connection] = set()

    def opened(self, connection: _Connection) -> None:
        """Note a connection; one that comes too late is ended at once."""
        with self._lock:
            self._open.add(connection)
            if self._closing:
                _end(connection)

    def closed(self, connection: _Connection) -> None:
        """Forget a connection."""
        with self._lock:
            self._open.discard(connection)

    def hang_up(self) -> None:
        """End the connections that clients keep open."""
        with self._lock:
            self._closing = True
            for connection in self._open:
                _end(connection)


def _end(connection: _Connection) -> None:
    # OSError: the client was faster.
    with suppress(OSError):
        connection.shutdown(_BOTH_WAYS)


class _Handler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "SampleCoverage"
    sys_version = ""
    # Head and body go out in two pieces; with Nagle's algorithm the second would wait for an acknowledgement.
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.server.opened(self.connection)

    def handle(self) -> None:
        with suppress(ConnectionError):
            super().handle()

    def finish(self) -> None:
        self.server.closed(self.connection)
        super().finish()

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        sample = self.server.sample
        now = sample.now
        resource = resource_at(self.path.partition("?")[0], now, sample.origin)
        zipped = _accepts_gzip(self.headers.get("Accept-Encoding", ""))
        # mtime: the bytes must not depend on the clock.
        body = gzip.compress(resource.body, mtime=0) if zipped else resource.body
        etag = _etag(resource, zipped=zipped)
        same = resource.status == HTTPStatus.OK and self._has_already(etag, resource)
        status = HTTPStatus.NOT_MODIFIED if same else resource.status
        # Noted before the client can read the answer, so that it never knows of more requests than the record.
        sample.record(Request(self.command, self.path, status.value))
        self.send_response(status)
        self.send_header("Vary", "Accept-Encoding")
        if resource.modified:
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", format_datetime(resource.modified, usegmt=True))
        if not same:
            self.send_header("Content-Type", resource.media_type)
            self.send_header("Content-Length", str(len(body)))
            if zipped:
                self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if not same and self.command != "HEAD":
            self.wfile.write(body)

    def _has_already(self, etag: str, resource: Resource) -> bool:
        """Whether the client holds what it asks for; an ETag counts for more than a date (RFC 9110, 13.2.2)."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return etag in [tag.strip() for tag in known.split(",")]
        since = self.headers.get("If-Modified-Since")
        if since is None or resource.modified is None:
            return False
        try:
            return resource.modified <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The time of the sample for the header `Date`."""
        if timestamp is not None:
            return super().date_time_string(timestamp)
        return format_datetime(self.server.sample.now.astimezone(UTC), usegmt=True)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing; `SampleServer.requests` is the log."""


def _etag(resource: Resource, *, zipped: bool) -> str:
    """A strong validator: of these bytes in this encoding."""
    digest = hashlib.sha256(resource.body).hexdigest()[:32]
    return f'"{digest}-gzip"' if zipped else f'"{digest}"'


def _accepts_gzip(header: str) -> bool:
    codings = [coding.replace(" ", "").casefold() for coding in header.split(",")]
    return any(coding.split(";")[0] == "gzip" and not re.search(r";q=0(\.0*)?$", coding) for coding in codings)
