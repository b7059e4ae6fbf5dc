"""The editions: JSON files under `editions/YYYY/`, written whole or not at all.

The first revision of a day is `YYYY-MM-DD.json`, a later one `YYYY-MM-DD.r2.json` beside it: an edition that was sent
is frozen, and what comes after it has a file of its own. The newest revision is the edition of the day.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefing.errors import EditionNotFoundError, StoreError
from briefing.serialize import dumps, loads
from briefing.store.files import leads_out, write_whole
from briefing.types import Briefing

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Revisions are looked for past so many that are missing.
_GAP = 2


class Editions:
    """The editions below the archive folder `root`; nothing is opened until asked for."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "editions"

    def path(self, day: date) -> Path:
        """Where the newest revision of a day is kept."""
        newest, revision = 1, 2
        while revision <= newest + _GAP:
            if self.path_of(day, revision).exists():
                newest = revision
            revision += 1
        return self.path_of(day, newest)

    def path_of(self, day: date, revision: int) -> Path:
        """Where a revision of a day is kept."""
        mark = f".r{revision}" if revision > 1 else ""
        return self.folder / f"{day.year:04}" / f"{day.isoformat()}{mark}.json"

    def days(self) -> tuple[date, ...]:
        """The days that have an edition, oldest first."""
        return tuple(sorted(self._days()))

    def _days(self) -> Iterator[date]:
        for path in self.folder.glob("[0-9]*/*.json"):
            if _NAME.fullmatch(path.stem):
                with contextlib.suppress(ValueError):
                    yield date.fromisoformat(path.stem)

    def load(self, day: date) -> Briefing:
        """The edition of a day, in its newest revision.

        Raises:
            EditionNotFoundError: there is none.
            SchemaError: it was made by a newer version of this program.
            StoreError: it cannot be read, or is damaged; the message names the file.
        """
        path = self.path(day)
        try:
            return loads(path.read_bytes())
        except FileNotFoundError:
            raise EditionNotFoundError(self._missing(day), day=day) from None
        except OSError as error:
            raise StoreError(f"{path} cannot be read ({error.strerror}).") from error
        except StoreError as error:
            raise type(error)(f"{path}: {error}") from error

    def _missing(self, day: date) -> str:
        days = self.days()
        if not days:
            return "There is no edition yet. Make one with: briefing run"
        near = min(days, key=lambda other: (abs(other - day), other))
        return (
            f"There is no edition of {day}. There are {len(days)} from {days[0]} to {days[-1]}; "
            f"the nearest is {near}. Make one with: briefing run --day {day}"
        )

    def latest(self, before: date | None = None) -> Briefing | None:
        """The newest edition, or the newest of a day before `before`; None if there is none."""
        days = [day for day in self.days() if before is None or day < before]
        return self.load(days[-1]) if days else None

    def current_day(self, until: date) -> date | None:
        """The newest day up to `until` that has an edition; None if there is no edition at all.

        A later one was made while a clock was wrong. It counts only where there is no other: the invented days of the
        demo may be ahead of any clock.
        """
        days = self.days()
        return max((day for day in days if day <= until), default=days[-1] if days else None)

    def save(self, briefing: Briefing) -> bool:
        """Write an edition into the file of its revision; False if the same bytes are there as the newest already.

        Raises:
            StoreError: it cannot be written, or would be written outside of the archive folder.
        """
        newest, path = self.path(briefing.day), self.path_of(briefing.day, briefing.revision)
        root = self.folder.parent
        if leads_out(path.parent, root):
            raise StoreError(
                f"{path.parent} leads out of the archive folder {root} by a link; the edition was not published."
                " Remove the link; the archive folder as a whole may be one."
            )
        data = dumps(briefing).encode()
        try:
            if newest.exists() and newest.read_bytes() == data:
                return False
            write_whole(path, data)
        except OSError as error:
            raise StoreError(f"{path} cannot be written ({error.strerror}); the edition was not published.") from error
        return True
