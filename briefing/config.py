"""feeds.yaml -> Config; every mistake is named with its file, line and key, and with what is allowed there.

Pydantic checks the values here and nowhere further down: `Config` and its parts are plain dataclasses. Secrets never
come from this file, only from the environment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo, available_timezones

import yaml
from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from briefing.errors import ConfigError
from briefing.types import (
    Curation,
    Feed,
    Hide,
    Merge,
    Outlet,
    Pin,
    Ranking,
    Side,
    Split,
    Summarizing,
    Topic,
    Verifying,
    Watched,
)

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
class _CurationFile(Curation):
    """`curation.yaml`: what an editor asks for, and not a key besides."""

    __pydantic_config__ = _STRICT


T = TypeVar("T")

#: What the editor's file is called.
CURATION = "curation.yaml"

_OUTLET = TypeAdapter(Outlet)
_OUTLETS = Path(__file__).with_name("data") / "outlets.tsv"

#: What pydantic's error types mean to somebody who edits a file; `{...}` are fields of the error's context.
_MESSAGES = {
    "missing": "is missing",
    "unexpected_keyword_argument": "is not a key that is known here",
    "string_type": "must be text",
    "tuple_type": "must be a list",
    "dataclass_type": "must be a group of keys",
    "dict_type": "must be a group of keys",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "literal_error": "must be one of {expected}",
    "time_parsing": 'must be a time of day in quotation marks, such as "05:00"',
    "date_from_datetime_parsing": "must be a date, such as 2026-02-18",
}


def load_config(path: Path) -> Config:
    """Read and check feeds.yaml, and the editor's `curation.yaml` beside it if there is one.

    Raises:
        ConfigError: a file cannot be read, is no YAML, or holds a mistake; the first one is named with its line.
    """
    config = parse_config(_text_of(path), path=path)
    asked = path.with_name(CURATION)
    return replace(config, curation=parse_curation(_text_of(asked), path=asked)) if asked.exists() else config


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ConfigError("there is no such file; create it or name another one with --config", path=path) from None
    except UnicodeDecodeError:
        raise ConfigError("is not UTF-8 text; save it as UTF-8", path=path) from None
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror})", path=path) from error


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """The table of outlets that comes with the program: wires, groups that share copy, outlets under direction."""
    lines = _OUTLETS.read_text(encoding="utf-8").splitlines()
    return tuple(_outlet(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _outlet(cells: Sequence[str]) -> Outlet:
    name, aliases, group, kind, source, dated = cells
    return _OUTLET.validate_python(
        {
            "name": name,
            "aliases": () if aliases == "-" else tuple(aliases.split("|")),
            "group": group,
            "kind": kind,
            "source": source,
            "dated": dated,
        }
    )


def parse_config(text: str, *, path: Path) -> Config:
    """Check the text of a feeds.yaml; `path` is for the messages only."""
    node, raw = _parsed(text, path)
    if not isinstance(raw, dict):
        raise ConfigError("must hold keys such as title, topics and feeds", path=path)
    if "curation" in raw:
        why = f"stands in a file of its own, {CURATION} beside this one"
        raise ConfigError(f"curation {why}", path=path, line=_line_of(node, ("curation",)))
    config = _validated(Config, raw, node, path)
    for where, message in _check(config):
        raise ConfigError(f"{_key(where)} {message}", path=path, line=_line_of(node, where))
    return config


def parse_curation(text: str, *, path: Path) -> Curation:
    """Check the text of a curation.yaml, which may be empty; `path` is for the messages only."""
    node, raw = _parsed(text, path)
    if raw is not None and not isinstance(raw, dict):
        raise ConfigError("must hold keys such as pin and hide", path=path)
    found = _validated(_CurationFile, {key: value or () for key, value in (raw or {}).items()}, node, path)
    asked = Curation(split=found.split, merge=found.merge, hide=found.hide, pin=found.pin)
    for where, message in _check_curation(asked):
        raise ConfigError(f"{_key(where)} {message}", path=path, line=_line_of(node, where))
    return asked


def _parsed(text: str, path: Path) -> tuple[yaml.Node | None, Any]:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        problem = getattr(error, "problem", None) or "unreadable"
        raise ConfigError(f"is not valid YAML ({problem})", path=path, line=line) from error


def _validated(root: type[T], raw: object, node: yaml.Node | None, path: Path) -> T:
    try:
        return TypeAdapter(root).validate_python(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = tuple(first["loc"])
        raise ConfigError(_explain(first, where, root), path=path, line=_line_of(node, where)) from None


def _check_curation(asked: Curation) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """A blank name would name every report without a headline."""
    named = {"pin": [pin.story for pin in asked.pin], "hide": [hide.story for hide in asked.hide]}
    for key, stories in named.items():
        for i, story in enumerate(stories):
            if not story.strip():
                yield (key, i, "story"), "must be the id of a story, or the address or headline of one of its reports"
    for i, merge in enumerate(asked.merge):
        if len({story.strip() for story in merge.stories} - {""}) < 2:
            yield ("merge", i, "stories"), "must name at least two stories"
    for i, split in enumerate(asked.split):
        if not split.reports or not all(report.strip() for report in split.reports):
            yield ("split", i, "reports"), "must name at least one report, by its address or headline"


def _explain(error: Any, where: tuple[int | str, ...], root: type) -> str:
    message = _MESSAGES.get(error["type"])
    if error["type"] == "value_error":
        message = str(error["ctx"]["error"])
    elif message is None:
        message = f"is not valid: {error['msg']}"
    else:
        message = message.format(**error.get("ctx", {}))
    if error["type"] == "unexpected_keyword_argument":
        allowed = _fields_at(where[:-1], root)
        message += f"; there are {', '.join(allowed)}" if allowed else ""
    return f"{_key(where)} {message}"


def _fields_at(where: Sequence[int | str], root: type) -> list[str]:
    """The keys that are allowed in the group at `where`."""
    groups: dict[tuple[str, ...], type] = {
        (): root,
        ("topics",): Topic,
        ("watch",): Watched,
        ("feeds",): Feed,
        ("network",): Network,
        ("edition",): Edition,
        ("summarizer",): Summarizing,
        ("verifier",): Verifying,
        ("mail",): Mail,
        ("mail", "recipients"): Recipient,
        ("chat",): Chat,
        ("ranking",): Ranking,
        ("outlets",): Outlet,
        ("pin",): Pin,
        ("hide",): Hide,
        ("merge",): Merge,
        ("split",): Split,
        ("topics", "sides"): Side,
    }
    group = groups.get(tuple(str(part) for part in where if isinstance(part, str)))
    return [name.rstrip("_") for name in getattr(group, "__dataclass_fields__", {})]


def _key(where: Sequence[int | str]) -> str:
    """`feeds[3].kind`, counted from 1 as a person would."""
    text = ""
    for part in where:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _line_of(node: yaml.Node | None, where: Sequence[int | str]) -> int | None:
    """The line, from 1, of the deepest part of `where` that the file has."""
    line = None if node is None else node.start_mark.line + 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line


def _check(config: Config) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """What the types cannot say: where, and what is wrong."""
    if config.timezone not in available_timezones():
        yield ("timezone",), f'is no known timezone: "{config.timezone}"; it must be a name such as Europe/Kyiv'
    yield from _check_topics(config.topics)
    yield from _check_feeds(config.feeds, [topic.name for topic in config.topics])
    for key, message in _check_summarizer(config.summarizer):
        yield ("summarizer", key), message
    for key, message in _check_hub(config.verifier.model, config.verifier.revision, "model"):
        yield ("verifier", key), message
    for i, address in enumerate(config.network.allow_private):
        if not _is_address(address):
            yield ("network", "allow_private", i), f'must be an IP address written out: "{address}"'
    yield from _check_ranking(config.ranking)
    for key in ("stale_after_days", "keep_days", "workers"):
        if getattr(config, key) < 1:
            yield (key,), "must be at least 1"
    if config.mail is not None:
        yield from _check_mail(config.mail, [topic.name for topic in config.topics])


def _check_summarizer(chosen: Summarizing) -> Iterator[tuple[str, str]]:
    if chosen.seq2seq and chosen.chat:
        yield "chat", "and seq2seq exclude each other"
    yield from _check_hub(chosen.seq2seq, chosen.revision, "seq2seq")
    if chosen.chat and not re.match(r"https?://[^\s/@]+", chosen.chat, re.IGNORECASE):
        yield "chat", "must begin with https:// or http:// and hold no password"
    if chosen.chat and not chosen.model:
        yield "model", "is missing: the name under which the endpoint knows the model"
    for key in ("timeout", "budget", "at_once"):
        if getattr(chosen, key) <= 0:
            yield key, "must be more than 0"
    if chosen.retries < 0:
        yield "retries", "must not be negative"


def _check_hub(name: str, revision: str, key: str) -> Iterator[tuple[str, str]]:
    """What is wrong with the name of a model of others, if one is given, and its commit."""
    if not name or Path(name).is_dir():
        return
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", name):
        yield key, f'is neither a folder nor a name on the hub such as owner/model: "{name}"'
    elif not re.fullmatch(r"[0-9a-f]{40}", revision):
        yield "revision", "must be the commit of the model on the hub, all 40 digits"


def _check_ranking(ranking: Ranking) -> Iterator[tuple[tuple[int | str, ...], str]]:
    for key in ("topic", "origins", "news", "watched", "fresh"):
        if getattr(ranking, key) < 0:
            yield ("ranking", key), "must not be negative"
    for key in ("per_topic", "per_publisher"):
        if getattr(ranking, key) < 1:
            yield ("ranking", key), "must be at least 1"


def _check_topics(topics: Sequence[Topic]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if not topics:
        yield ("topics",), "must hold at least one topic"
    names = [topic.name for topic in topics]
    for i, topic in enumerate(topics):
        if topic.name in names[:i]:
            yield ("topics", i, "name"), f'is given twice: "{topic.name}"'
        if topic.weight < 0:
            yield ("topics", i, "weight"), "must not be negative"
        for j, side in enumerate(topic.sides):
            if not side.countries and not side.publishers:
                yield ("topics", i, "sides", j), f'names neither countries nor publishers that speak for "{side.name}"'
        for j, keyword in enumerate(topic.keywords):
            if not re.search(r"\w", keyword):
                yield ("topics", i, "keywords", j), "must hold a letter or a digit"


def _check_feeds(feeds: Sequence[Feed], topics: Sequence[str]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if not feeds:
        yield ("feeds",), "must hold at least one feed"
    urls = [feed.url for feed in feeds]
    for i, feed in enumerate(feeds):
        if not re.match(r"https?://[^\s/]+", feed.url, re.IGNORECASE):
            yield ("feeds", i, "url"), f'must begin with https:// or http://: "{feed.url}"'
        if feed.url in urls[:i]:
            yield ("feeds", i, "url"), f'is given twice: "{feed.url}"'
        if not re.fullmatch(r"[a-z]{2,3}", feed.language):
            yield ("feeds", i, "language"), f'must be a language code such as en or uk: "{feed.language}"'
        if unknown := [topic for topic in feed.topics if topic not in topics]:
            what = f'names a topic that is not defined: "{unknown[0]}"'
            yield ("feeds", i, "topics"), f"{what}; there are {', '.join(topics)}"


#: What may be mailed to: one address in its ordinary spelling (RFC 5321 without quoted names), no list, no line break.
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[^\s@<>()\[\],:;\\\"]{1,253}")
_NAMED = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029<>]{0,100}<([^<>]*)>|([^<>]*)")
_NO_MAILBOX = "must be one mail address such as desk@example.org"


def is_mailbox(text: str) -> bool:
    """Whether a text is one mail address, without a name."""
    return _MAILBOX.fullmatch(text) is not None


def mailbox_in(text: str) -> str | None:
    """The address in `Name <address>`, or the text itself if it is one; None if there is none."""
    named = _NAMED.fullmatch(text)
    found = (named[1] or named[2] or "").strip(" ") if named else ""
    return found if is_mailbox(found) else None


def _check_mail(mail: Mail, topics: Sequence[str]) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if mailbox_in(mail.from_) is None:
        yield ("mail", "from"), f"{_NO_MAILBOX}, or one with a name: {mail.from_!r}"
    if not re.fullmatch(r"[^\s/@]{1,253}", mail.host):
        yield ("mail", "host"), f"must be the name of a mail server: {mail.host!r}"
    if not 0 <= mail.port <= 65_535:
        yield ("mail", "port"), "must be a port: a number up to 65535"
    for key in ("reply", "unsubscribe", "operator"):
        if (given := getattr(mail, key)) and not is_mailbox(given):
            yield ("mail", key), f"{_NO_MAILBOX}: {given!r}"
    if mail.unsubscribe_url and not re.fullmatch(r"https://[\x21\x23-\x3b\x3d\x3f-\x7e]{1,500}", mail.unsubscribe_url):
        yield ("mail", "unsubscribe_url"), "must begin with https:// and hold no spaces"
    yield from _check_recipients(mail.recipients, topics)


def _check_recipients(
    recipients: Sequence[Recipient], topics: Sequence[str]
) -> Iterator[tuple[tuple[int | str, ...], str]]:
    addresses = [recipient.address for recipient in recipients]
    for i, recipient in enumerate(recipients):
        if not is_mailbox(recipient.address):
            yield ("mail", "recipients", i, "address"), f"{_NO_MAILBOX}: {recipient.address!r}"
        if recipient.address in addresses[:i]:
            yield ("mail", "recipients", i, "address"), f'is given twice: "{recipient.address}"'
        if unknown := [topic for topic in recipient.topics if topic not in topics]:
            what = f'names a topic that is not defined: "{unknown[0]}"'
            yield ("mail", "recipients", i, "topics"), f"{what}; there are {', '.join(topics)}"


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
