"""Many things at once."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable


async def run_all(work: Iterable[Coroutine[None, None, None]]) -> None:
    """Run all coroutines together; the first error ends the others and is raised as it is, not in a group."""
    try:
        async with asyncio.TaskGroup() as group:
            for one in work:
                group.create_task(one)
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from errors
