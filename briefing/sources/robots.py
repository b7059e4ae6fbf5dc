"""robots.txt (RFC 9309), asked before a page of an article is read. Feeds are not subject to it: the user names them.

| robots.txt                                                       | pages of the site                                |
|------------------------------------------------------------------|--------------------------------------------------|
| can be read                                                      | as its rules say; its first 500 KiB count        |
| 4xx, a log-in page, too many redirects: unavailable (2.3.1.3)    | may be read                                      |
| 5xx, 429, no answer, no end: unreachable (2.3.1.4)               | FetchError with the reason for which it failed   |
| the guard refuses the address                                    | its BlockedError; the page would fare no better  |

So a page whose rules could not be had is told from one that its site keeps to people, and is asked for again later.
A site's file is read once in a run, however many of its pages are asked for at the same time.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit

from protego import Protego

from briefing.errors import BlockedError, FetchError, SourceError
from briefing.guard import without_secrets
from briefing.sources.asking import AGENT, PLAIN
from briefing.sources.http import Client

#: RFC 9309, section 2.5: at least so much has to be parsed, and nobody writes more.
_PARSED = 500 * 1024
#: Larger files are given up; the largest real ones have some hundred KiB.
_READ = 4 * 2**20


class Robots:
    """The rules of all sites that were asked for in one run."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._rules: dict[str, Protego | bool | SourceError] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allows(self, url: str) -> bool:
        """Whether the page at `url` may be read by this program.

        Raises:
            BlockedError: the guard refuses the address at which the rules stand.
            FetchError: the rules could not be read, so that nobody knows.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            raise BlockedError("the address cannot be understood", url=url, reason="bad-url") from None
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
        async with self._locks[site]:
            if site not in self._rules:
                self._rules[site] = await self._read(site)
        rules = self._rules[site]
        if isinstance(rules, SourceError):
            raise _told_of(rules, url) from rules
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(url, AGENT))

    async def _read(self, site: str) -> Protego | bool | SourceError:
        try:
            response = await self._client.get(f"{site}/robots.txt", accept=PLAIN, max_bytes=_READ)
        except BlockedError as error:
            return error.reason == "blocked" or error
        except FetchError as error:
            return _is_unavailable(error) or error
        return Protego.parse(response.body[:_PARSED].decode("utf-8", "replace"))


def _told_of(error: SourceError, url: str) -> SourceError:
    """The failure to read the rules, said of the page at `url`."""
    if isinstance(error, BlockedError):
        return BlockedError(str(error), url=without_secrets(url), reason=error.reason)
    status = error.status if isinstance(error, FetchError) else None
    message = f"robots.txt cannot be read ({error})"
    return FetchError(message, url=without_secrets(url), reason=error.reason, status=status)


def _is_unavailable(error: FetchError) -> bool:
    """Whether the site has no file, rather than trouble in giving it."""
    if error.reason in {"gone", "too-many-redirects"}:
        return True
    return error.reason == "http-error" and error.status is not None and error.status < 500
