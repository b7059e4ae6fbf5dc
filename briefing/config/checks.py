"""What the types of the settings cannot say: where a value is wrong, and what is wrong with it.

Each check gives its mistakes in the order in which they are to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path
from zoneinfo import available_timezones

from briefing.config.mailbox import is_mailbox, mailbox_in
from briefing.config.settings import Config, Mail, Recipient
from briefing.types import Curation, Feed, Ranking, Summarizing, Topic

#: Where, as a path of keys and of positions from 0, and what is wrong there.
Mistake = tuple[tuple[int | str, ...], str]

#: A proxy: a host and a port, no user name (which is not repeated in a message), no path.
_PROXY = re.compile(r"http://(?:[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?/?")
_NO_PROXY = (
    "must be such as http://proxy.example:3128; user name and password stand in the environment, in "
    "BRIEFING_PROXY_USER and BRIEFING_PROXY_PASSWORD"
)
_NO_MAILBOX = "must be one mail address such as desk@example.org"


def check_config(config: Config) -> Iterator[Mistake]:
    """The mistakes of a whole feeds.yaml."""
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
    if config.network.proxy and not _PROXY.fullmatch(config.network.proxy):
        yield ("network", "proxy"), _NO_PROXY
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


def _check_ranking(ranking: Ranking) -> Iterator[Mistake]:
    for key in ("topic", "origins", "news", "watched", "fresh"):
        if getattr(ranking, key) < 0:
            yield ("ranking", key), "must not be negative"
    for key in ("per_topic", "per_publisher"):
        if getattr(ranking, key) < 1:
            yield ("ranking", key), "must be at least 1"


def _check_topics(topics: Sequence[Topic]) -> Iterator[Mistake]:
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


def _check_feeds(feeds: Sequence[Feed], topics: Sequence[str]) -> Iterator[Mistake]:
    """An address is not repeated in a message: there may be a password in it, or a key."""
    if not feeds:
        yield ("feeds",), "must hold at least one feed"
    urls = [feed.url for feed in feeds]
    for i, feed in enumerate(feeds):
        if not re.match(r"https?://[^\s/]+", feed.url, re.IGNORECASE):
            yield ("feeds", i, "url"), "must begin with https:// or http://"
        if feed.url in urls[:i]:
            yield ("feeds", i, "url"), f"is given twice; feeds[{urls.index(feed.url) + 1}] has it too"
        if not re.fullmatch(r"[a-z]{2,3}", feed.language):
            yield ("feeds", i, "language"), f'must be a language code such as en or uk: "{feed.language}"'
        if unknown := [topic for topic in feed.topics if topic not in topics]:
            what = f'names a topic that is not defined: "{unknown[0]}"'
            yield ("feeds", i, "topics"), f"{what}; there are {', '.join(topics)}"


def _check_mail(mail: Mail, topics: Sequence[str]) -> Iterator[Mistake]:
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


def _check_recipients(recipients: Sequence[Recipient], topics: Sequence[str]) -> Iterator[Mistake]:
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


def check_curation(asked: Curation) -> Iterator[Mistake]:
    """The mistakes of a curation.yaml; a blank name would name every report without a headline."""
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
