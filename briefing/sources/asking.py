"""What a request is, apart from how it is sent: its limits, its headers, its time, its secrets. Pure but for the clock.

Nothing identifies the reader but the User-Agent. User name and password of a URL go to its own origin (scheme, host and
port) and nowhere else, and never into a message.
"""

from __future__ import annotations

import asyncio
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from briefing.guard import without_secrets

#: The name under which robots.txt and server logs know this program.
AGENT = "crisis-briefing"

#: What to ask for.
FEEDS = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
PLAIN = "text/plain, */*;q=0.1"

#: Validators are short strings of visible ASCII; whatever else was stored did not come from a sane server.
_VALIDATOR = re.compile(r"[\t\x20-\x7e]{1,1024}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a client takes, and how long. Times are in seconds."""

    #: For one whole request, redirects and the second attempt included, waiting for its turn not.
    timeout: float = 30.0
    #: Decoded bytes of a body; the largest real feeds have 5 MB.
    max_bytes: int = 16 * 2**20
    #: The same for pages; articles have 0.1 to 3 MB.
    max_page_bytes: int = 8 * 2**20
    #: Bytes of one header, and headers of one reply; content security policies take up to 16 KiB.
    max_header: int = 32_768
    max_headers: int = 256
    redirects: int = 5
    #: Requests at once to one host, and in all.
    per_host: int = 2
    overall: int = 32
    #: A further request to a host starts up to so much later than it could.
    jitter: float = 1.0
    #: Pause before the second attempt, give or take a half.
    backoff: float = 2.0


@dataclass(slots=True)
class Budget:
    """The time that a request has left, in seconds."""

    seconds: float

    @asynccontextmanager
    async def spend(self) -> AsyncIterator[None]:
        """Run the body against the clock; raises TimeoutError when nothing is left."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        try:
            async with asyncio.timeout(self.seconds):
                yield
        finally:
            self.seconds -= loop.time() - begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a caller asked for."""

    #: Checked by the guard, with the secrets that it came with.
    url: str
    headers: dict[str, str]
    #: Validators are among the headers.
    conditional: bool
    max_bytes: int
    #: Of a larger body the beginning is of use.
    cut: bool = False
    #: What is posted; None: nothing, the request only asks.
    body: bytes | None = None

    @property
    def shown(self) -> str:
        """The URL for messages."""
        return without_secrets(self.url)

    @property
    def address(self) -> str:
        """The URL that is asked for."""
        return without_userinfo(self.url)

    @property
    def wants_feed(self) -> bool:
        """Whether a web page is no answer."""
        return _names_feeds(self.headers["Accept"])

    def headers_for(self, url: str) -> dict[str, str]:
        """The headers, with credentials if the URL gave some and `url` is of the same origin."""
        secrets, at, _ = urlsplit(self.url).netloc.rpartition("@")
        if not at or _origin(url) != _origin(self.address):
            return self.headers
        token = b64encode(unquote(secrets).encode()).decode("ascii")
        return {**self.headers, "Authorization": f"Basic {token}"}


def ask(
    url: str,
    *,
    agent: str,
    accept: str,
    etag: str | None,
    last_modified: str | None,
    limits: Limits,
    max_bytes: int | None,
    cut: bool = False,
) -> Request:
    """A request for `url`, which the guard has checked. Validators that no server should have sent are dropped."""
    validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    sane = {name: value for name, value in validators.items() if value and _VALIDATOR.fullmatch(value)}
    # Encodings are named because the library would offer whatever it finds installed.
    headers = {"User-Agent": agent, "Accept": accept, "Accept-Encoding": "gzip, deflate", **sane}
    cap = limits.max_bytes if _names_feeds(accept) else limits.max_page_bytes
    return Request(url=url, headers=headers, conditional=bool(sane), max_bytes=max_bytes or cap, cut=cut)


def tell(url: str, body: bytes, *, media_type: str, agent: str, limits: Limits) -> Request:
    """A request that posts `body` to `url`, which the guard has checked."""
    headers = {
        "User-Agent": agent,
        "Accept": PLAIN,
        "Accept-Encoding": "gzip, deflate",
        "Content-Type": media_type,
    }
    return Request(url=url, headers=headers, conditional=False, max_bytes=limits.max_page_bytes, body=body)


def user_agent(contact: str) -> str:
    """The User-Agent: the name of the program, and where its operator can be reached."""
    visible = re.sub(r"[^\x21-\x27\x2a-\x7e]+", " ", contact).strip()
    return f"{AGENT} ({visible})" if visible else AGENT


def without_userinfo(url: str) -> str:
    """The URL without user name and password."""
    return re.sub(r"//[^/?#]*@", "//", url, count=1)


def _names_feeds(accept: str) -> bool:
    return "rss+xml" in accept


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
