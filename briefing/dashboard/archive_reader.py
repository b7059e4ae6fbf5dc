"""What the pages read of an archive, remembered until a file changes. Nothing here writes, migrates or fetches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import streamlit as st

from briefing.store.coverage import Coverage
from briefing.store.editions import Editions
from briefing.store.records import Run
from briefing.store.search import Hit, search
from briefing.types import Briefing

#: What the daily run calls its database.
DATABASE = "coverage.db"
#: More hits are not shown: somebody who reads on adds a word.
HITS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the calendar tells of an edition."""

    day: date
    title: str
    stories: int
    sample: bool


class ArchiveReader:
    """The archive in the folder `root`, for reading.

    Every method raises `StoreError` with a sentence for the reader where a file is damaged, of a newer version, held
    by a run, or missing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._editions = Editions(root)

    def days(self) -> tuple[date, ...]:
        """The days that have an edition, oldest first."""
        return self._editions.days()

    def edition(self, day: date) -> Briefing:
        """The edition of a day."""
        return _edition(str(self.root), day, _stamp(self._editions.path(day)))

    def summary(self, day: date) -> Summary:
        """What the calendar tells of the edition of a day."""
        path = self._editions.path(day)
        return _summary(str(self.root), day, _stamp(path))

    def last_run(self) -> Run | None:
        """The run that ended last."""
        return _last_run(str(self.database), self._database_stamp())

    def hits(self, query: str) -> tuple[Hit, ...]:
        """The newest things that match, one more than are shown if there are more."""
        return _hits(str(self.database), query, self._database_stamp())

    @property
    def database(self) -> Path:
        """Where the coverage is kept."""
        return self.root / DATABASE

    def _database_stamp(self) -> tuple[int, ...]:
        """SQLite writes beside the file first: both tell of a change."""
        log = self.database.with_name(f"{DATABASE}-wal")
        return (*_stamp(self.database), *_stamp(log))


def _stamp(path: Path) -> tuple[int, ...]:
    """What changes when a file does."""
    try:
        status = path.stat()
    except OSError:
        return (0, 0, 0)
    return status.st_mtime_ns, status.st_size, status.st_ino


# The stamp is part of the key and of nothing else; an exception is not remembered.


@st.cache_data(max_entries=16, show_spinner=False)
def _edition(root: str, day: date, stamp: tuple[int, ...]) -> Briefing:
    del stamp
    return Editions(Path(root)).load(day)


@lru_cache(maxsize=10_000)  # a page asks for hundreds of them: Streamlit's cache takes longer than all else there
def _summary(root: str, day: date, stamp: tuple[int, ...]) -> Summary:
    del stamp
    briefing = Editions(Path(root)).load(day)
    return Summary(day=day, title=briefing.title, stories=len(briefing.stories), sample=briefing.sample)


@st.cache_data(max_entries=16, show_spinner=False)
def _last_run(database: str, stamp: tuple[int, ...]) -> Run | None:
    del stamp
    with Coverage(Path(database), read_only=True) as coverage:
        return coverage.last_run()


@st.cache_data(max_entries=64, show_spinner=False)
def _hits(database: str, query: str, stamp: tuple[int, ...]) -> tuple[Hit, ...]:
    del stamp
    with Coverage(Path(database), read_only=True) as coverage:
        return search(coverage, query, limit=HITS + 1)
