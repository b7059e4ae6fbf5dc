"""One run at a time on an archive, one sender, and one schedule."""

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
    with _only(archive, ".run.lock", f"Another run is working on {archive} already"):
        yield


@contextmanager
def only_sender(archive: Path) -> Iterator[None]:
    """As `only_run`, for sending: what is on its way when nobody holds this lock was left by a process that died."""
    with _only(archive, ".send.lock", f"Another process is sending from {archive} already"):
        yield


@contextmanager
def only_schedule(archive: Path) -> Iterator[None]:
    """As `only_run`, for the process that waits for the morning."""
    with _only(archive, ".schedule.lock", f"Another schedule runs on {archive} already"):
        yield


@contextmanager
def _only(archive: Path, name: str, taken: str) -> Iterator[None]:
    try:
        archive.mkdir(parents=True, exist_ok=True)
        lock = FileLock(archive / name, timeout=0)
        with lock:
            yield
    except Timeout:
        raise BusyError(f"{taken}; wait until it has finished and try again.") from None
    except OSError as error:
        raise StoreError(f"The archive folder {archive} cannot be written ({error.strerror}).") from error
