"""What feeds.yaml can say: `Config` and its parts.

Pydantic checks the values here and nowhere further down: they are plain dataclasses.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, ConfigDict, Field

from briefing.types import Curation, Feed, Outlet, Ranking, Summarizing, Topic, Verifying, Watched

_STRICT = ConfigDict(extra="forbid")


def _clock(value: object) -> object:
    """Refuse what YAML makes of an unquoted 6:30, the number 390."""
    if isinstance(value, str | time):
        return value
    raise ValueError('must be a time of day in quotation marks, such as "05:00"')


def _summarizing(value: object) -> object:
    """`extractive` is a group without keys."""
    if value == "extractive":
        return {}
    if isinstance(value, dict) and ("seq2seq" in value or "chat" in value):
        return value
    raise ValueError("must be extractive, {seq2seq: NAME, revision: COMMIT} or {chat: URL, model: NAME}")


def _verifying(value: object) -> object:
    """`none` is a group without keys, a name alone its model."""
    if value == "none":
        return {}
    if isinstance(value, str):
        return {"model": value}
    if isinstance(value, dict) and "model" in value:
        return value
    raise ValueError("must be none, a folder, or {model: NAME, revision: COMMIT}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How the reader behaves on the network, and what it may reach."""

    __pydantic_config__ = _STRICT

    #: Where a publisher can reach the operator; it stands in the User-Agent.
    contact: str = ""
    #: Private addresses that may be reached all the same, each written out.
    allow_private: tuple[str, ...] = ()
    #: Ports besides 80, 443, 8080 and 8443.
    ports: tuple[int, ...] = ()
    #: The HTTP proxy that all requests to the web go through; empty: none, whatever the environment says.
    proxy: str = ""
    #: Seconds for one whole request, redirects included.
    timeout: float = 30.0
    #: A further request to a host starts up to so many seconds later than it could.
    pause: float = 1.0
    #: False: never fetch the pages of the articles; the text is what the feed gives.
    pages: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """How long the edition is."""

    __pydantic_config__ = _STRICT

    stories: int = 12
    actors: int = 12
    statements: int = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who gets the edition by mail."""

    __pydantic_config__ = _STRICT

    address: str
    #: Topics that the mail is cut down to; none: the whole edition.
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """By which server the edition is mailed, and to whom. User name and password come from the environment."""

    __pydantic_config__ = _STRICT

    #: An address, or a name with an address in angle brackets.
    from_: Annotated[str, Field(alias="from")]
    host: str
    #: 0 stands for the usual one: 587 with starttls, 465 with tls, 25 with none.
    port: int = 0
    security: Literal["starttls", "tls", "none"] = "starttls"
    recipients: tuple[Recipient, ...] = ()
    #: Where answers go, and where somebody unsubscribes by mail; empty: the address under `from`.
    reply: str = ""
    unsubscribe: str = ""
    #: An https address that unsubscribes without a question (RFC 8058); `{address}` in it stands for the recipient.
    unsubscribe_url: str = ""
    #: approve: an edition waits until it is released by hand.
    send: Literal["auto", "approve"] = "auto"
    #: Who is told when a run fails, an edition is thin, or one waits.
    operator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """How the edition is posted to a chat; the address of the webhook comes from the environment."""

    __pydantic_config__ = _STRICT

    #: text: Slack, Mattermost, Rocket.Chat; card: Teams, by a workflow.
    format: Literal["text", "card"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that feeds.yaml says."""

    __pydantic_config__ = _STRICT

    title: str
    feeds: tuple[Feed, ...]
    topics: tuple[Topic, ...]
    timezone: str = "UTC"
    #: The clock time at which a day ends, in `timezone`: the edition of a day covers the 24 hours up to it.
    cutoff: Annotated[time, BeforeValidator(_clock)] = time(5, 0)
    watch: tuple[Watched, ...] = ()
    summarizer: Annotated[Summarizing, BeforeValidator(_summarizing)] = field(default_factory=Summarizing)
    #: What has a further vote on the sentences of a summarizer that writes.
    verifier: Annotated[Verifying, BeforeValidator(_verifying)] = field(default_factory=Verifying)
    #: A feed whose newest item is older than this at the cut-off is stale.
    stale_after_days: int = 7
    #: Days for which article texts are kept; what an edition cites is kept for ever.
    keep_days: int = 400
    #: Processes that read texts; each holds the models once (about 0.6 GB).
    workers: int = 1
    edition: Edition = field(default_factory=Edition)
    ranking: Ranking = field(default_factory=Ranking)
    network: Network = field(default_factory=Network)
    mail: Mail | None = None
    chat: Chat = field(default_factory=Chat)
    #: What an editor asks for; it stands in a file of its own, `curation.yaml` beside feeds.yaml.
    curation: Curation = field(default_factory=Curation)
    #: Outlets besides those of `data/outlets.tsv`; one of the same name takes the place of the table's.
    outlets: tuple[Outlet, ...] = ()
    #: The coverage is invented; every page says so.
    sample: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The configured timezone."""
        return ZoneInfo(self.timezone)

    def window(self, day: date) -> tuple[datetime, datetime]:
        """The 24 hours (23 or 25 when the clocks change) that the edition of `day` covers: `[start, end)` in UTC."""
        ends = (datetime.combine(d, self.cutoff, tzinfo=self.zone) for d in (day - timedelta(days=1), day))
        start, end = (moment.astimezone(UTC) for moment in ends)
        return start, end

    def last_closed_day(self, now: datetime) -> date:
        """The latest day whose window has ended at `now`."""
        day = now.astimezone(self.zone).date()
        return day if self.window(day)[1] <= now else day - timedelta(days=1)

    def open_day(self, now: datetime) -> date:
        """The day whose window `now` lies in."""
        return self.last_closed_day(now) + timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurationFile(Curation):
    """`curation.yaml`: what an editor asks for, and not a key besides."""

    __pydantic_config__ = _STRICT
