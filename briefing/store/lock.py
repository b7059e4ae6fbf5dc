"""One run at a time on an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from briefing.errors import BusyError, StoreError


@contextmanager
def only_run(archive: Path) -> Iterator[None]:
    """Hold the archive for one run; the lock goes with the process, however it ends.

    Raises:
        BusyError: another run holds it.
        StoreError: the archive folder cannot be written.
    """
    try:
        archive.mkdir(parents=True, exist_ok=True)
        lock = FileLock(archive / ".run.lock", timeout=0)
        with lock:
            yield
    except Timeout:
        raise BusyError(
            f"Another run is working on {archive} already; wait until it has finished and try again."
        ) from None
    except OSError as error:
        raise StoreError(f"The archive folder {archive} cannot be written ({error.strerror}).") from error
