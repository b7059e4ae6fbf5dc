"""Politeness: who may ask next. Few requests at once to one host, their starts spread by chance, and so many in all."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from briefing.sources.asking import Limits


class Turns:
    """The turns of one run; `rng` decides how far starts are apart."""

    def __init__(self, limits: Limits, rng: random.Random) -> None:
        self._jitter = limits.jitter
        self._rng = rng
        self._lanes: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(limits.per_host))
        self._all = asyncio.Semaphore(limits.overall)
        self._known: set[str] = set()

    @asynccontextmanager
    async def take(self, host: str, *, spread: bool) -> AsyncIterator[None]:
        """Wait until a request to `host` may start, and hold its place while the body runs.

        `spread`: it is a request of its own, not the next step of one that has waited already.
        """
        async with self._lanes[host]:
            if spread and host in self._known:
                await asyncio.sleep(self._rng.uniform(0, self._jitter))
            self._known.add(host)
            async with self._all:
                yield
