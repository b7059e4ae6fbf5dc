"""The vocabulary of the register: what many editions say together, between the store that reads it and the views.

Like `types`: frozen, slotted, keyword-only dataclasses; these are never stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from briefing.types import ActorKind, Change, Report, Role, Statement, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A statement as the edition of a day has it."""

    day: date
    statement: Statement
    topic: str
    #: The reports that the statement and its role rest on, as far as the edition lists them.
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """Some of the statements that match, and how many do."""

    rows: tuple[Recorded, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the ledger can be filtered by: ids with names, and values, those with most statements first."""

    statements: int
    first: datetime | None
    speakers: tuple[tuple[str, str], ...]
    addressees: tuple[str, ...]
    topics: tuple[str, ...]
    publishers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An actor in the directory."""

    id: str
    name: str
    #: None: quoted, but never among the key actors of a day.
    kind: ActorKind | None
    #: The latest role that a source gives.
    role: str | None
    aliases: tuple[str, ...]
    #: Editions that name the actor, and the reports that name it on the days on which it is a key actor.
    editions: int
    reports: int
    statements: int
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """What a report calls an actor."""

    role: Role
    #: None: the edition does not list it.
    report: Report | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorDay:
    """What the edition of a day says of an actor."""

    day: date
    name: str
    kind: ActorKind | None
    aliases: tuple[str, ...]
    #: None: not among the key actors of the day, so not counted.
    reports: int | None
    #: What reports of the day call the actor: first the role that the edition prints with the name.
    called: tuple[Called, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors whom reports name together."""

    first: str
    second: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who is named together with an actor: names by id, and the pairs among them, the actor's own first."""

    names: dict[str, str]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDay:
    """An edition in the row of all of them."""

    day: date
    title: str
    timezone: str
    sample: bool
    stories: int
    #: Bytes of the file that it was read from.
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Erratum:
    """A correction that a later edition printed."""

    #: The day of that edition.
    day: date
    correction: Change
    #: The reports that it rests on, as that edition lists them.
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDay:
    """A story on one of its days."""

    day: date
    headline: str
    topic: str
    reports: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a story stands in an edition."""

    #: From 1.
    place: int
    stories: int
    #: An editor has put it there.
    is_pinned: bool = False
    #: Stories of lower value stand before it: its topic or its publisher had had its turn.
    has_yielded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryEdition:
    """A story in the edition of a day."""

    day: date
    story: Story
    #: Its reports, as far as the edition lists them.
    reports: tuple[Report, ...]
    #: Where it stands in the edition, if that is known.
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicDay:
    """The stories of an edition on a topic, and their reports."""

    day: date
    topic: str
    stories: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryNamed:
    """A country and the reports whose headline or cited words name it, each counted once."""

    #: Its usual name in English.
    country: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecord:
    """What the store knows of a feed in a row of days."""

    #: Days for which it was asked, and those on which it failed or was blocked.
    asked: int = 0
    failed: int = 0
    last_failure: date | None = None
    last_reason: str = ""
    #: Entries that count in these days, and those that an edition cites.
    entries: int = 0
    used: int = 0
    #: Hours between publication and the first reading, on average; None without a dated entry.
    delay: float | None = None
    newest: datetime | None = None
