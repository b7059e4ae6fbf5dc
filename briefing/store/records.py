"""What the coverage database gives back besides the vocabulary of `types`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from briefing.types import Entry, FeedStatus

DeliveryState = Literal["sending", "sent", "refused", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the next request to a feed needs to know."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    status: FeedStatus | None = None
    reason: str | None = None
    detail: str = ""
    #: It is not asked before: its server wants to be left alone or has nothing new, or has nothing at its address.
    retry_at: datetime | None = None
    #: How often in a row it was asked in vain.
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a feed fared for a day."""

    status: FeedStatus
    reason: str | None = None
    detail: str = ""
    checked: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry with what the store knows of it."""

    entry: Entry
    #: The article that it announces.
    article: str
    #: The time that counts.
    at: datetime
    content_hash: str
    #: The page was fetched for what the feed says now, and need not be again.
    fetched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the pipeline."""

    day: date
    started: datetime
    finished: datetime
    exit_code: int
    #: Counts by step.
    summary: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One thing for one recipient: what a delivery is recorded under."""

    day: date
    #: "edition", or what an alert is about.
    kind: str
    revision: int
    #: A mail address, or "webhook" with a hash.
    recipient: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How a letter fared."""

    letter: Letter
    message_id: str
    #: sending: it was on its way when its process ended, if no process is sending.
    state: DeliveryState
    attempts: int
    #: When it came into this state.
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When the schedule runs next."""

    #: The clock time of every day, "06:30".
    daily_at: str
    next: datetime
