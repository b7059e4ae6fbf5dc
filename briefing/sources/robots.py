"""robots.txt (RFC 9309), asked before a page of an article is read. Feeds are not subject to it: the user names them.

| robots.txt                                                       | pages of the site                                |
|------------------------------------------------------------------|--------------------------------------------------|
| can be read                                                      | as its rules say; its first 500 KiB count        |
| 4xx, a log-in page, too many redirects: unavailable (2.3.1.3)    | may be read                                      |
| 5xx, no answer, no end: unreachable (2.3.1.4)                    | may not be read                                  |
| 429, or the guard refuses the address                            | may not be read; the page would fare no better   |

A site's file is read once in a run, however many of its pages are asked for at the same time.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from urllib.parse import urlsplit

from protego import Protego

from briefing.errors import BlockedError, FetchError
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
        self._rules: dict[str, Protego | bool] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def allows(self, url: str) -> bool:
        """Whether the page at `url` may be read by this program."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return False
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()
        async with self._locks[site]:
            if site not in self._rules:
                self._rules[site] = await self._read(site)
        rules = self._rules[site]
        return rules if isinstance(rules, bool) else bool(rules.can_fetch(url, AGENT))

    async def _read(self, site: str) -> Protego | bool:
        try:
            response = await self._client.get(f"{site}/robots.txt", accept=PLAIN, max_bytes=_READ)
        except BlockedError as error:
            return error.reason == "blocked"
        except FetchError as error:
            return _is_unavailable(error)
        return Protego.parse(response.body[:_PARSED].decode("utf-8", "replace"))


def _is_unavailable(error: FetchError) -> bool:
    """Whether the site has no file, rather than trouble in giving it."""
    if error.reason in {"gone", "too-many-redirects"}:
        return True
    return error.reason == "http-error" and error.status is not None and error.status < 500
