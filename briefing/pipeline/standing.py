"""How it stands: what ran last, what was published and mailed last, and what comes next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.config import Config
from briefing.errors import BusyError
from briefing.pipeline.delivery import held_back, is_thin
from briefing.pipeline.publish import DATABASE
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.editions import Editions
from briefing.store.lock import only_schedule
from briefing.store.records import Appointment, Delivery, Run
from briefing.store.schema import check_whole
from briefing.types import Briefing


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The answer to "is it running?"."""

    run: Run | None
    edition: Briefing | None
    #: Why the last edition is not sent; None if it may be.
    held_back: str | None
    #: The edition that was mailed last, to whomever it went last.
    mail: Delivery | None
    #: Recipients of the last edition by state.
    states: dict[str, int]
    #: When the schedule runs next; None if none is running.
    next: Appointment | None
    #: A day has closed since the last edition.
    is_late: bool

    @property
    def is_well(self) -> bool:
        """Whether nobody needs to look."""
        failed = self.run is not None and self.run.exit_code not in (0, 3)
        missed = any(self.states.get(state) for state in ("failed", "sending", "refused"))
        return not (failed or missed or self.is_late or self.held_back)


def standing(config: Config, archive: Path, *, now: datetime) -> Standing:
    """How it stands in an archive.

    Raises:
        StoreError: the archive cannot be used.
    """
    editions = Editions(archive)
    day = editions.current_day(config.open_day(now))
    edition = editions.load(day) if day else None
    with Coverage(archive / DATABASE) as coverage:
        with coverage.reading() as connection:
            check_whole(connection, coverage.path)
        deliveries = Deliveries(coverage)
        of_day = deliveries.of_day(edition.day) if edition else ()
        waiting = held_back(config, edition, deliveries) if edition and _is_to_be_sent(config, edition) else None
        return Standing(
            run=coverage.last_run(),
            edition=edition,
            held_back=waiting,
            mail=deliveries.last(),
            states=dict(Counter(delivery.state for delivery in of_day)),
            next=deliveries.appointment() if _is_scheduled(archive) else None,
            is_late=edition is None or edition.day < config.last_closed_day(now),
        )


def _is_to_be_sent(config: Config, edition: Briefing) -> bool:
    return config.mail is not None or is_thin(edition)


def _is_scheduled(archive: Path) -> bool:
    """Whether a process waits for the next morning: it holds the lock."""
    try:
        with only_schedule(archive):
            return False
    except BusyError:
        return True
