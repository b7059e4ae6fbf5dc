"""The editions: one JSON file a day under `editions/YYYY/YYYY-MM-DD.json`, written whole or not at all."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from briefing.errors import EditionNotFoundError, StoreError
from briefing.serialize import dumps, loads
from briefing.store.files import write_whole
from briefing.types import Briefing

_NAME = re.compile(r"\d{4}-\d{2}-\d{2}")


class Editions:
    """The editions below the archive folder `root`; nothing is opened until asked for."""

    def __init__(self, root: Path) -> None:
        self.folder = root / "editions"

    def path(self, day: date) -> Path:
        """Where the edition of a day is kept."""
        return self.folder / f"{day.year:04}" / f"{day.isoformat()}.json"

    def days(self) -> tuple[date, ...]:
        """The days that have an edition, oldest first."""
        return tuple(sorted(self._days()))

    def _days(self) -> Iterator[date]:
        for path in self.folder.glob("[0-9]*/*.json"):
            if _NAME.fullmatch(path.stem):
                with contextlib.suppress(ValueError):
                    yield date.fromisoformat(path.stem)

    def load(self, day: date) -> Briefing:
        """The edition of a day.

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

    def save(self, briefing: Briefing) -> bool:
        """Write an edition; False if the same bytes are there already.

        Raises:
            StoreError: it cannot be written.
        """
        path = self.path(briefing.day)
        data = dumps(briefing).encode()
        try:
            if path.exists() and path.read_bytes() == data:
                return False
            write_whole(path, data)
        except OSError as error:
            raise StoreError(f"{path} cannot be written ({error.strerror}); the edition was not published.") from error
        return True
