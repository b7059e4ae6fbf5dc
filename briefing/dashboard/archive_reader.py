"""What the pages read of an archive, remembered until a file changes. Nothing here writes, migrates or fetches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar, cast

import streamlit as st

from briefing.analysis.changes import changes_between
from briefing.analysis.errata import find_errata
from briefing.errors import StoreError
from briefing.register import (
    ActorDay,
    Choices,
    Company,
    CountryNamed,
    EditionDay,
    Erratum,
    FeedRecord,
    LedgerPage,
    Listed,
    StoryDay,
    StoryEdition,
    TopicDay,
)
from briefing.store.coverage import Coverage
from briefing.store.directory import actor_days, company, list_actors
from briefing.store.editions import Editions
from briefing.store.feed_record import feed_records
from briefing.store.ledger import LedgerFilter, addressees, find_recorded, ledger_choices
from briefing.store.records import Run
from briefing.store.search import Hit, search
from briefing.store.timeline import (
    article_versions,
    corrected_on,
    countries_named,
    edition_days,
    story_days,
    topic_days,
)
from briefing.types import Article, Briefing, Change
from briefing.views.ranking import standing

P = ParamSpec("P")
T = TypeVar("T")

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
        return _days(
            str(self.root), tuple((str(path), _stamp(path)) for path in sorted(self._editions.folder.glob("*")))
        )

    def edition(self, day: date) -> Briefing:
        """The edition of a day."""
        return _edition(str(self.root), day, _stamp(self._editions.path(day)))

    def changes(self, earlier: date, later: date) -> tuple[Change, ...]:
        """What changed from the edition of a day to that of a later one."""
        stamps = _stamp(self._editions.path(earlier)), _stamp(self._editions.path(later))
        return _changes(str(self.root), earlier, later, stamps)

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

    # ------------------------------------------------------------ what many editions say together

    def summaries(self) -> tuple[tuple[date, Summary | None], ...]:
        """What the calendar tells of every day; None for an edition that cannot be read.

        The register knows most of it; a file that has changed since, or that it does not know, is read.
        """
        try:
            known = {one.day: one for one in self.register()}
        except StoreError:
            known = {}
        return tuple((day, self._summary_of(day, known.get(day))) for day in self.days())

    def _summary_of(self, day: date, known: EditionDay | None) -> Summary | None:
        if known and known.size == _stamp(self._editions.path(day))[1]:
            return Summary(day=day, title=known.title, stories=known.stories, sample=known.sample)
        try:
            return self.summary(day)
        except StoreError:
            return None

    def register(self) -> tuple[EditionDay, ...]:
        """The editions of the register, oldest first."""
        return self._ask(edition_days)

    def recorded(self, wanted: LedgerFilter, *, limit: int, skip: int = 0) -> LedgerPage:
        """The statements under a filter, newest first."""
        return self._ask(find_recorded, wanted, limit=limit, skip=skip)

    def choices(self) -> Choices:
        """What the ledger can be filtered by."""
        return self._ask(ledger_choices)

    def actors(self) -> tuple[Listed, ...]:
        """The directory, those in most reports first."""
        return self._ask(list_actors)

    def actor_days(self, actor: str) -> tuple[ActorDay, ...]:
        """What each edition says of an actor, oldest first."""
        return self._ask(actor_days, actor)

    def addressees(self, speaker: str, *, limit: int) -> tuple[tuple[str, int], ...]:
        """To whom a speaker's statements were made, most often first."""
        return self._ask(addressees, speaker, limit=limit)

    def company(self, actor: str, *, since: date, limit: int) -> Company:
        """Who is named together with an actor."""
        return self._ask(company, actor, since=since, limit=limit)

    def story_days(self, story: str) -> tuple[StoryDay, ...]:
        """The days of a story, newest first."""
        return self._ask(story_days, story)

    def story_on(self, day: date, story: str) -> StoryEdition | None:
        """A story in the edition of a day."""
        return _story_on(str(self.root), day, story, _stamp(self._editions.path(day)))

    def versions(self, articles: tuple[str, ...]) -> tuple[Article, ...]:
        """All versions of those articles that were changed."""
        return self._ask(article_versions, articles)

    def errata(self, briefing: Briefing) -> tuple[Erratum, ...]:
        """What later editions corrected of an edition."""
        articles = tuple(report.id for report in briefing.reports)
        days = self._ask(corrected_on, articles, after=briefing.day)
        return find_errata(briefing, [self.edition(day) for day in days])

    def topic_days(self, *, since: date, until: date) -> tuple[TopicDay, ...]:
        """How much there was on each topic, day by day."""
        return self._ask(topic_days, since=since, until=until)

    def countries_named(self, *, since: date, until: date) -> tuple[CountryNamed, ...]:
        """How many reports name which country, the most named first."""
        return self._ask(countries_named, since=since, until=until)

    def feed_records(self, *, since: date, until: date) -> dict[str, FeedRecord]:
        """How the feeds have fared from one day to another."""
        return self._ask(feed_records, since=since, until=until)

    def _ask(self, question: Callable[Concatenate[Coverage, P], T], *given: P.args, **named: P.kwargs) -> T:
        found = _answer(str(self.database), self._database_stamp(), question, given, tuple(named.items()))
        return cast("T", found)

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


@lru_cache(maxsize=4)  # a file that is added changes the folder of its year
def _days(root: str, stamps: tuple[tuple[str, tuple[int, ...]], ...]) -> tuple[date, ...]:
    del stamps
    return Editions(Path(root)).days()


@lru_cache(maxsize=16)  # an edition is frozen; Streamlit's cache would copy it for every reader and rerun
def _edition(root: str, day: date, stamp: tuple[int, ...]) -> Briefing:
    del stamp
    return Editions(Path(root)).load(day)


@lru_cache(maxsize=64)
def _changes(root: str, earlier: date, later: date, stamps: tuple[tuple[int, ...], ...]) -> tuple[Change, ...]:
    before, now = (_edition(root, day, stamp) for day, stamp in zip((earlier, later), stamps, strict=True))
    return changes_between(before, now)


@lru_cache(maxsize=10_000)  # a page asks for hundreds of them: Streamlit's cache takes longer than all else there
def _summary(root: str, day: date, stamp: tuple[int, ...]) -> Summary:
    del stamp
    briefing = Editions(Path(root)).load(day)
    return Summary(day=day, title=briefing.title, stories=len(briefing.stories), sample=briefing.sample)


@lru_cache(maxsize=256)
def _story_on(root: str, day: date, story: str, stamp: tuple[int, ...]) -> StoryEdition | None:
    del stamp
    briefing = Editions(Path(root)).load(day)
    found = next((one for one in briefing.stories if one.id == story), None)
    if found is None:
        return None
    wanted = {found.headline_report, *found.reports}
    told = (*found.summary, *(dated.sentence for dated in found.timeline))
    wanted |= {claim.evidence.article for quantity in found.quantities for claim in quantity.claims}
    wanted |= {evidence.article for sentence in told for evidence in sentence.evidence}
    reports = tuple(report for report in briefing.reports if report.id in wanted)
    return StoryEdition(day=day, story=found, reports=reports, standing=standing(found, briefing))


@lru_cache(maxsize=256)  # what it holds is frozen, so it need not be copied for every reader
def _answer(
    database: str,
    stamp: tuple[int, ...],
    question: Callable[..., object],
    given: tuple[object, ...],
    named: tuple[tuple[str, object], ...],
) -> object:
    """What the database says to a question."""
    del stamp
    with Coverage(Path(database), read_only=True) as coverage:
        return question(coverage, *given, **dict(named))


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
