"""The edition of a day, from the feeds to the gate: the steps in order.

`build_briefing` reads the feeds and the pages, has the texts read by the models, composes the edition and sends it
through the gate. It neither stores the edition nor renders it. Everything past the feeds is a function of stored bytes
and models, so any day can be replayed without a network.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from briefing.analysis.compose import DayInput, Frame, compose_briefing
from briefing.analysis.entries import LEAD_LENGTH, is_leisure, is_opinion, topic_matcher
from briefing.analysis.feeds import judge_feed
from briefing.analysis.gate import verify
from briefing.analysis.reading import Read
from briefing.config import Config, load_outlets
from briefing.errors import NothingReadError
from briefing.guard import Guard, secrets_in, shown_link, without_secrets
from briefing.pipeline.digest import Settings, can_read, digest_all, embedding_problem, task_of, verifier_problem
from briefing.pipeline.feeds import read_feeds
from briefing.pipeline.pages import read_articles
from briefing.pipeline.progress import Progress, silent
from briefing.pipeline.provenance import UnusedModels, provenance_of
from briefing.sources.http import Client, Limits
from briefing.sources.proxy import Proxy
from briefing.store.coverage import Coverage
from briefing.store.editions import Editions
from briefing.store.records import StoredEntry
from briefing.summarizers import load_summarizer
from briefing.types import Article, Briefing, Digest, FeedResult, Verifying

#: An entry that reports on topics, with these.
_OnTopic = tuple[StoredEntry, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An edition and what it took to make it."""

    briefing: Briefing
    #: Texts that were read by the models in this run, and those that had been read before.
    computed: int
    remembered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stored:
    """What the archive has for the edition of a day, once feeds and pages are read."""

    entries: tuple[StoredEntry, ...]
    on_topic: Sequence[_OnTopic]
    feeds: tuple[FeedResult, ...]
    #: The articles on a topic: those that a model reads, and those in languages that none does.
    readable: tuple[Article, ...]
    unread: tuple[Article, ...]
    #: The edition before, and how many there are up to it.
    before: Briefing | None
    editions_before: int
    #: The articles that the edition before cites, as they were then, and the newest versions of those changed since.
    cited: tuple[Article, ...]
    revised: tuple[Article, ...]


def open_client(config: Config) -> Client:
    """The client that reads the web and posts to it as the configuration allows; the environment has a proxy's log-in.

    Raises:
        ConfigError: the environment has half of that log-in.
    """
    network = config.network
    guard = Guard(allow_private=frozenset(network.allow_private), ports=frozenset(network.ports))
    limits = Limits(timeout=network.timeout, jitter=network.pause)
    return Client(guard, contact=network.contact, limits=limits, proxy=Proxy.of(network.proxy, os.environ))


def build_briefing(
    config: Config,
    day: date,
    *,
    coverage: Coverage,
    editions: Editions,
    executor: Executor,
    now: datetime,
    offline: bool = False,
    progress: Progress = silent,
) -> Result:
    """The edition of a day.

    Args:
        config: what feeds.yaml says.
        day: the day whose window is read; it may still be open.
        coverage: where everything that is read goes.
        editions: the earlier editions, to compare with.
        executor: runs the models.
        now: the time of this run: entries without a date of their own get it.
        offline: nothing is fetched; the edition is made of what is stored.
        progress: is told of every step.

    Raises:
        NothingReadError: no feed could be read and nothing is stored for the day.
        StoreError: the archive cannot be read or written.
        ModelError: a model is missing or not the expected one.
    """
    entries = asyncio.run(_read(config, day, coverage, now=now, offline=offline, progress=progress))
    stored = _stored(config, day, entries, coverage, editions)
    settings, unused = _settings(config)
    digests, computed = _digests([*stored.readable, *stored.cited], settings, coverage, executor, progress)
    progress("edition", 0, 1)
    summaries = [digests[article.hash].summary for article in stored.readable]
    briefing = compose_briefing(
        _frame(config), _day_input(config, day, stored, digests), provenance_of(config, settings, unused, summaries)
    )
    sources = {(a.id, a.version): a for a in (*stored.cited, *stored.revised, *stored.readable)}
    progress("edition", 1, 1)
    verified = verify(
        masked(briefing), sources, extractive=config.summarizer.name == "extractive", before=stored.before
    )
    return Result(briefing=verified, computed=computed, remembered=len(digests) - computed)


def masked(briefing: Briefing) -> Briefing:
    """The edition without user names, passwords and keys in addresses: it is read, mailed and exported by others.

    What is a key of ours stands in feeds.yaml; others in the links of reports are the publishers' and stay. Only here
    at the end: until then the address of a feed tells which of its articles are its own.
    """
    ours = frozenset().union(*(secrets_in(feed.url) for feed in briefing.feeds))
    return replace(
        briefing,
        feeds=tuple(replace(feed, url=without_secrets(feed.url)) for feed in briefing.feeds),
        reports=tuple(
            replace(report, url=shown_link(report.url, ours)) if report.url else report for report in briefing.reports
        ),
    )


def _settings(config: Config) -> tuple[Settings, UnusedModels]:
    """What the texts are read with, without the models that cannot be used, and why they cannot."""
    load_summarizer.cache_clear()  # the budget of an endpoint is that of one run
    ungrouped = embedding_problem()
    settings = Settings(
        watch=config.watch, summarizer=config.summarizer, verifier=config.verifier, vectors=ungrouped is None
    )
    unvoted = verifier_problem(settings)
    if unvoted is not None:
        settings = replace(settings, verifier=Verifying())
    return settings, UnusedModels(embedding=ungrouped, verifier=unvoted)


async def _read(
    config: Config, day: date, coverage: Coverage, *, now: datetime, offline: bool, progress: Progress
) -> tuple[StoredEntry, ...]:
    """Feeds, then pages; the entries of the day as they stand afterwards."""
    start, end = config.window(day)
    if offline:
        await _read_pages(config, coverage.entries_between(start, end), coverage, None, now, progress)
        return coverage.entries_between(start, end)
    async with open_client(config) as client:
        await read_feeds(config, day, client=client, coverage=coverage, now=now, progress=progress)
        # an article of yesterday that its publisher has edited gets its new version as well
        entries = coverage.entries_between(start - timedelta(days=1), end)
        await _read_pages(config, entries, coverage, client, now, progress)
    return coverage.entries_between(start, end)


async def _read_pages(
    config: Config,
    entries: Sequence[StoredEntry],
    coverage: Coverage,
    client: Client | None,
    now: datetime,
    progress: Progress,
) -> None:
    todo: dict[str, StoredEntry] = {}
    for entry, _ in _on_topic(config, entries):
        if not entry.fetched:
            todo.setdefault(entry.article, entry)
    if client is None or not config.network.pages:
        known = coverage.articles(todo, known_before=now)
        todo = {article: entry for article, entry in todo.items() if article not in known}
    await read_articles(list(todo.values()), config, client=client, coverage=coverage, now=now, progress=progress)


def _stored(
    config: Config, day: date, entries: tuple[StoredEntry, ...], coverage: Coverage, editions: Editions
) -> _Stored:
    """What there is for the edition of a day; an error if there is nothing at all."""
    feeds = _feed_results(config, day, coverage)
    if not entries and all(feed.status in ("failed", "blocked") for feed in feeds):
        raise NothingReadError(_nothing_read(feeds, day))
    known_before = config.window(day + timedelta(days=1))[1]
    on_topic = _on_topic(config, entries)
    articles = coverage.articles((e.article for e in entries), known_before=known_before)
    wanted = [articles[e.article] for e, _ in on_topic if e.article in articles]
    before = editions.latest(before=day)
    return _Stored(
        entries=entries,
        on_topic=on_topic,
        feeds=feeds,
        readable=_unique(a for a in wanted if can_read(a.language) and a.text),
        unread=_unique(a for a in wanted if not can_read(a.language)),
        before=before,
        editions_before=sum(d < day for d in editions.days()),
        cited=_cited(before, coverage),
        revised=_revised(before, coverage, known_before=known_before),
    )


def _on_topic(config: Config, entries: Iterable[StoredEntry]) -> list[_OnTopic]:
    """The entries of configured feeds that report on a topic, with their topics; opinion and pastimes are not."""
    match = topic_matcher(config.topics)
    given = {feed.url: feed.topics for feed in config.feeds}
    found = []
    for stored in entries:
        entry = stored.entry
        if entry.feed_url not in given:
            continue
        if is_opinion(entry) or is_leisure(entry):
            continue
        lead = (entry.summary or entry.content)[:LEAD_LENGTH]
        topics = match(f"{entry.title}\n{lead}", given[entry.feed_url])
        if topics:
            found.append((stored, topics))
    return found


def _feed_results(config: Config, day: date, coverage: Coverage) -> tuple[FeedResult, ...]:
    start, end = config.window(day)
    readings = coverage.readings(day)
    newest = coverage.newest_by_feed(end)
    at_all = coverage.newest_by_feed(datetime.max.replace(tzinfo=UTC))
    counts: dict[str, int] = {}
    for stored in coverage.entries_between(start, end):
        counts[stored.entry.feed_url] = counts.get(stored.entry.feed_url, 0) + 1
    results = []
    for feed in config.feeds:
        reading = readings.get(feed.url)
        results.append(
            judge_feed(
                feed,
                status=reading.status if reading else None,
                reason=reading.reason if reading else None,
                detail=reading.detail if reading else "",
                entries=counts.get(feed.url, 0),
                newest=newest.get(feed.url),
                end=end,
                stale_after=timedelta(days=config.stale_after_days),
                goes_on=feed.url in at_all,
            )
        )
    return tuple(results)


def _nothing_read(feeds: Sequence[FeedResult], day: date) -> str:
    if all(feed.reason == "proxy" for feed in feeds) and len({feed.detail for feed in feeds}) == 1:
        what = f"None of the {len(feeds)} feeds could be read: {feeds[0].detail}."
        return f"{what} Nothing is stored for {day}, so no edition was made; mend that, then run again."
    reasons = sorted({f"{feed.publisher}: {feed.detail}" for feed in feeds})
    shown = "; ".join(reasons[:3]) + ("; ..." if len(reasons) > 3 else "")
    return (
        f"None of the {len(feeds)} feeds could be read and nothing is stored for {day}, so no edition was made. "
        f"Check the network, then run again. ({shown})"
    )


def _unique(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple({article.id: article for article in articles}.values())


def _cited(before: Briefing | None, coverage: Coverage) -> tuple[Article, ...]:
    """The articles that the stories of an edition rest on, those that its editor hid among them, as they were then."""
    if before is None:
        return ()
    ids = {report for story in before.stories for report in story.reports}
    ids |= {report for edit in before.edits for report in edit.reports}
    found = coverage.articles(ids, known_before=before.end + timedelta(days=1))
    return tuple(found[i] for i in sorted(found) if found[i].text and can_read(found[i].language))


def _revised(before: Briefing | None, coverage: Coverage, *, known_before: datetime) -> tuple[Article, ...]:
    """The newest versions of articles that an edition cites in older ones."""
    cited = {report.id: report.version for report in before.reports} if before else {}
    found = coverage.articles(cited, known_before=known_before)
    return tuple(found[i] for i in sorted(found) if found[i].version > cited[i])


def _digests(
    articles: Sequence[Article], settings: Settings, coverage: Coverage, executor: Executor, progress: Progress
) -> tuple[dict[str, Digest], int]:
    """The digests by hash of the text, and how many had to be computed; these are stored as they come."""
    found = coverage.digests((article.hash for article in articles), settings.fingerprint)
    tasks = {a.hash: task_of(a) for a in articles if a.hash not in found}
    progress("texts", 0, len(tasks))
    done = 0
    for batch in digest_all(list(tasks.values()), settings, executor):
        # what an endpoint could not do today is tried again the next time
        coverage.save_digests([digest for digest in batch if not digest.summary.fallback])
        found |= {digest.text_hash: digest for digest in batch}
        done += len(batch)
        progress("texts", done, len(tasks))
    return found, len(tasks)


def _day_input(config: Config, day: date, stored: _Stored, digests: dict[str, Digest]) -> DayInput:
    """What the edition is composed of."""
    start, end = config.window(day)
    return DayInput(
        day=day,
        start=start,
        end=end,
        reads=_reads(config, stored.readable, digests, stored.on_topic),
        unread=stored.unread,
        entries=len(stored.entries),
        on_topic=len(stored.on_topic),
        feeds=stored.feeds,
        before=stored.before,
        reads_before=_reads(config, stored.cited, digests, ()),
        editions_before=stored.editions_before,
        revised=stored.revised,
    )


def _reads(
    config: Config,
    articles: Sequence[Article],
    digests: dict[str, Digest],
    on_topic: Sequence[_OnTopic],
) -> tuple[Read, ...]:
    feeds = {feed.url: feed for feed in config.feeds}
    topics: dict[str, tuple[str, ...]] = {}
    for stored, names in on_topic:
        topics[stored.article] = tuple(dict.fromkeys((*topics.get(stored.article, ()), *names)))
    return tuple(
        Read(
            article=article,
            digest=digests[article.hash],
            feed=feeds[article.feed_url],
            topics=topics.get(article.id, ()),
        )
        for article in articles
        if article.feed_url in feeds
    )


def _frame(config: Config) -> Frame:
    return Frame(
        title=config.title,
        topics=config.topics,
        watch=config.watch,
        timezone=config.timezone,
        sample=config.sample,
        stories=config.edition.stories,
        actors=config.edition.actors,
        statements=config.edition.statements,
        ranking=config.ranking,
        outlets=(*load_outlets(), *config.outlets),
        curation=config.curation,
    )
