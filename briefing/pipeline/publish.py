"""A whole run: read, compose, store. What `briefing run`, the demo and a schedule do."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from briefing.config import Config
from briefing.errors import BriefingError, InputError, StoreError
from briefing.pipeline.edition import build_briefing
from briefing.pipeline.progress import Progress, silent
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.editions import Editions
from briefing.store.lock import only_run
from briefing.store.records import Run
from briefing.store.search import index_edition, index_missing
from briefing.types import Briefing

DATABASE = "coverage.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What came of a run."""

    briefing: Briefing
    path: Path
    #: False: the edition was there already, word for word.
    written: bool
    computed: int
    remembered: int

    @property
    def exit_code(self) -> int:
        """0 if every feed was read, 3 if the edition lacks some."""
        return 3 if any(feed.status in ("failed", "blocked") for feed in self.briefing.feeds) else 0


def wall_clock() -> datetime:
    """The time now, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def open_executor(workers: int) -> Executor:
    """What runs the models: this process, or so many others."""
    if workers == 1:
        return ThreadPoolExecutor(max_workers=1)
    # spawned, not forked: the models' libraries keep threads that do not survive a fork
    return ProcessPoolExecutor(max_workers=workers, mp_context=multiprocessing.get_context("spawn"))


def check_day(config: Config, day: date, now: datetime) -> None:
    """Refuse a day that has not begun: its edition would be empty, and the newest one for as long as it is ahead.

    The days of invented coverage are as invented as the rest.

    Raises:
        InputError: the day is later than the one that is open at `now`.
    """
    latest = config.open_day(now)
    if day > latest and not config.sample:
        raise InputError(f"The day {day} has not begun; the latest that an edition can be made of is {latest}.")


def publish(
    config: Config,
    archive: Path,
    day: date,
    *,
    clock: Callable[[], datetime] = wall_clock,
    offline: bool = False,
    progress: Progress = silent,
) -> Published:
    """Make and store the edition of a day; one run at a time on an archive.

    Raises:
        InputError: the day has not begun.
        BriefingError: no edition was made or stored; what was there before is as it was.
    """
    started = clock()
    check_day(config, day, started)
    with only_run(archive), Coverage(archive / DATABASE) as coverage, open_executor(config.workers) as executor:
        editions = Editions(archive)
        try:
            result = build_briefing(
                config,
                day,
                coverage=coverage,
                editions=editions,
                executor=executor,
                now=started,
                offline=offline,
                progress=progress,
            )
            briefing = _revised(result.briefing, editions, Deliveries(coverage).sent_revision(day))
            written = editions.save(briefing)
        except BriefingError as error:
            coverage.save_run(_run(day, started, clock(), error.exit_code, {"error": str(error)}))
            raise
        if written:
            index_edition(coverage, briefing)
        index_missing(coverage, editions)
        published = Published(
            briefing=briefing,
            path=editions.path(day),
            written=written,
            computed=result.computed,
            remembered=result.remembered,
        )
        counts = {k: v for k, v in asdict(briefing.coverage).items() if isinstance(v, int)}
        coverage.save_run(_run(day, started, clock(), published.exit_code, counts))
        coverage.drop_texts(before=started - timedelta(days=config.keep_days))
    return published


def _revised(briefing: Briefing, editions: Editions, sent: int) -> Briefing:
    """The edition with its revision: a change of one that has been sent counts as the next.

    `sent` is the highest revision of the day that was sent, 0 if none was.
    """
    try:
        there = editions.load(briefing.day)
    except StoreError:  # there is none, or it cannot be read and is replaced
        return replace(briefing, revision=sent + 1)
    revision = there.revision if replace(briefing, revision=there.revision) == there else max(there.revision, sent + 1)
    return replace(briefing, revision=revision)


def _run(day: date, started: datetime, finished: datetime, exit_code: int, summary: Mapping[str, object]) -> Run:
    return Run(day=day, started=started, finished=finished, exit_code=exit_code, summary=dict(summary))
