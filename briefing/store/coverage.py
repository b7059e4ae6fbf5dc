"""The coverage database: what was read from the feeds, the texts of the articles, and what was found in them.

One transaction a feed: its entries first, its validators last, so that a crash fetches again instead of losing. An
entry that is known already is brought up to date, never stored twice; a text that changed is the next version of its
article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Engine, and_, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import DatabaseError

from briefing.analysis.feeds import NO_ENTRIES
from briefing.serialize import dumps_digest, loads_digest
from briefing.store.records import FeedState, Reading, Run, StoredEntry
from briefing.store.rows import (
    article_of,
    insert_article,
    save_entry,
    save_reading,
    save_state,
    stored_entry,
    unindex,
)
from briefing.store.schema import (
    ARTICLES,
    DIGESTS,
    ENTRIES,
    FEEDS,
    FETCHES,
    READINGS,
    RUNS,
    open_engine,
    open_reader,
    translated,
)
from briefing.types import Article, Digest, FeedStatus, ParsedFeed


class Coverage:
    """The database at `path`; opening it creates it or brings it up to date, unless it is `read_only`.

    Every method raises `StoreError` when the database cannot be read or written, `BusyError` when another process is
    writing for longer than ten seconds.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._engine: Engine = open_reader(path) if read_only else open_engine(path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Coverage:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction, for the modules of this package."""
        with self._translating(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection with one consistent view, for the modules of this package."""
        with self._translating(), self._engine.connect().execution_options(read_only=True) as connection:
            yield connection

    @contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise translated(error, self.path) from error

    # ------------------------------------------------------------ feeds and entries

    def feed_state(self, url: str) -> FeedState:
        """What is known of a feed; empty for one that was never read."""
        with self.reading() as connection:
            row = connection.execute(select(FEEDS).where(FEEDS.c.url == url)).one_or_none()
        if row is None:
            return FeedState()
        return FeedState(
            etag=row.etag,
            last_modified=row.last_modified,
            body_hash=row.body_hash,
            status=row.status,
            reason=row.reason,
            detail=row.detail,
            retry_at=row.retry_at,
            failures=row.failures,
        )

    def save_feed(
        self,
        url: str,
        parsed: ParsedFeed,
        *,
        day: date,
        now: datetime,
        body_hash: str,
        etag: str | None,
        last_modified: str | None,
        remark: str = "",
        retry_at: datetime | None = None,
    ) -> int:
        """Store what a feed said, and what is to be remarked of it; the number of entries that are new or changed.

        Before `retry_at` its server has nothing new to say.
        """
        with self.writing() as connection:
            changed = sum(save_entry(connection, entry, now) for entry in parsed.entries)
            status: FeedStatus = "ok" if parsed.entries else "empty"
            detail = remark if parsed.entries else "; ".join(filter(None, (NO_ENTRIES, remark)))
            save_reading(connection, url, day, Reading(status=status, detail=detail, checked=now))
            save_state(
                connection,
                url,
                title=parsed.title,
                status=status,
                reason=None,
                detail=detail,
                checked=now,
                failures=0,
                retry_at=retry_at,
                etag=etag,
                last_modified=last_modified,
                body_hash=body_hash,
            )
        return changed

    def save_unchanged(self, url: str, *, day: date, now: datetime, retry_at: datetime | None = None) -> None:
        """The feed answered that it says what it said before; what was remarked of that holds still.

        Before `retry_at` its server has nothing new to say.
        """
        with self.writing() as connection:
            detail = connection.execute(
                select(FEEDS.c.detail).where(and_(FEEDS.c.url == url, FEEDS.c.status == "ok"))
            ).scalar_one_or_none()
            save_reading(connection, url, day, Reading(status="unchanged", detail=detail or "", checked=now))
            save_state(connection, url, checked=now, failures=0, retry_at=retry_at)

    def save_failure(
        self,
        url: str,
        *,
        day: date,
        now: datetime,
        status: FeedStatus,
        reason: str,
        detail: str,
        retry_after: float | None = None,
    ) -> None:
        """The feed could not be read. Its validators go: the next request asks for the whole again."""
        with self.writing() as connection:
            save_reading(connection, url, day, Reading(status=status, reason=reason, detail=detail, checked=now))
            failures = connection.execute(select(FEEDS.c.failures).where(FEEDS.c.url == url)).scalar_one_or_none()
            save_state(
                connection,
                url,
                status=status,
                reason=reason,
                detail=detail,
                checked=now,
                failures=(failures or 0) + 1,
                retry_at=None if retry_after is None else now + timedelta(seconds=retry_after),
                etag=None,
                last_modified=None,
                body_hash=None,
            )

    def save_rest(self, url: str, *, day: date, reading: Reading, retry_at: datetime) -> None:
        """The feed was not asked, and is not to be before `retry_at`; what is known of it stays."""
        with self.writing() as connection:
            save_reading(connection, url, day, reading)
            save_state(connection, url, retry_at=retry_at)

    def readings(self, day: date) -> dict[str, Reading]:
        """How the feeds fared for a day, by address."""
        with self.reading() as connection:
            rows = connection.execute(select(READINGS).where(READINGS.c.day == day.isoformat())).all()
        return {
            row.feed_url: Reading(status=row.status, reason=row.reason, detail=row.detail, checked=row.checked)
            for row in rows
        }

    def entries_between(self, start: datetime, end: datetime) -> tuple[StoredEntry, ...]:
        """The entries whose time lies in `[start, end)`, oldest first."""
        joined = ENTRIES.outerjoin(FETCHES, ENTRIES.c.article == FETCHES.c.article)
        columns = (*ENTRIES.c, FETCHES.c.content_hash.label("fetched_hash"), FETCHES.c.again)
        with self.reading() as connection:
            rows = connection.execute(
                select(*columns)
                .select_from(joined)
                .where(and_(ENTRIES.c.at >= start, ENTRIES.c.at < end))
                .order_by(ENTRIES.c.at, ENTRIES.c.id)
            ).all()
        return tuple(stored_entry(row) for row in rows)

    def changed_entries(self, *, since: datetime, before: datetime) -> tuple[StoredEntry, ...]:
        """Entries of `[since, before)` whose page was fetched for something that the feed no longer says."""
        return tuple(e for e in self.entries_between(since, before) if not e.fetched)

    def newest_by_feed(self, before: datetime) -> dict[str, datetime]:
        """The time of the newest entry of each feed before a moment."""
        with self.reading() as connection:
            rows = connection.execute(
                select(ENTRIES.c.feed_url, func.max(ENTRIES.c.at).label("newest"))
                .where(ENTRIES.c.at < before)
                .group_by(ENTRIES.c.feed_url)
            ).all()
        return {row.feed_url: row.newest for row in rows}

    # ------------------------------------------------------------ articles

    def save_article(self, article: Article, *, entry: StoredEntry, now: datetime, again: bool = False) -> Article:
        """Store a text; the article as stored, with the version that it got.

        A text that is the latest version already is not stored again. `again`: the page could not be had for a reason
        that may pass, so the next run tries once more.
        """
        with self.writing() as connection:
            latest = connection.execute(
                select(ARTICLES).where(ARTICLES.c.article == article.id).order_by(ARTICLES.c.version.desc()).limit(1)
            ).one_or_none()
            statement = upsert(FETCHES).values(article=article.id, content_hash=entry.content_hash, again=int(again))
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["article"],
                    set_={"content_hash": entry.content_hash, "again": int(again)},
                )
            )
            if latest is not None and latest.hash == article.hash and latest.headline == article.headline:
                return article_of(latest)
            return insert_article(connection, article, latest, now)

    def articles(self, ids: Iterable[str], *, known_before: datetime) -> dict[str, Article]:
        """The newest version of each article that was known before a moment, else its first version."""
        found: dict[str, Article] = {}
        wanted = sorted(set(ids))
        with self.reading() as connection:
            for first in range(0, len(wanted), 500):
                rows = connection.execute(
                    select(ARTICLES)
                    .where(ARTICLES.c.article.in_(wanted[first : first + 500]))
                    .order_by(ARTICLES.c.version)
                ).all()
                for row in rows:
                    if row.article not in found or row.retrieved < known_before:
                        found[row.article] = article_of(row)
        return found

    def drop_texts(self, before: datetime) -> int:
        """Empty the texts of articles published before a moment, and forget their digests; how many there were."""
        with self.writing() as connection:
            old = connection.execute(
                select(ARTICLES.c.id, ARTICLES.c.hash, ARTICLES.c.headline, ARTICLES.c.text).where(
                    and_(ARTICLES.c.published < before, ARTICLES.c.text != "")
                )
            ).all()
            for row in old:
                unindex(connection, row)
                connection.execute(update(ARTICLES).where(ARTICLES.c.id == row.id).values(text=""))
                connection.execute(delete(DIGESTS).where(DIGESTS.c.text_hash == row.hash))
        return len(old)

    # ------------------------------------------------------------ digests

    def digests(self, hashes: Iterable[str], model: str) -> dict[str, Digest]:
        """What was read out of texts by these models, by the hash of the text."""
        found: dict[str, Digest] = {}
        wanted = sorted(set(hashes))
        with self.reading() as connection:
            for first in range(0, len(wanted), 500):
                rows = connection.execute(
                    select(DIGESTS).where(
                        and_(DIGESTS.c.model == model, DIGESTS.c.text_hash.in_(wanted[first : first + 500]))
                    )
                ).all()
                found |= {row.text_hash: loads_digest(row.body) for row in rows}
        return found

    def save_digests(self, digests: Sequence[Digest]) -> None:
        """Keep digests; one that is there already is replaced."""
        with self.writing() as connection:
            for digest in digests:
                body = dumps_digest(digest)
                statement = upsert(DIGESTS).values(text_hash=digest.text_hash, model=digest.model, body=body)
                connection.execute(
                    statement.on_conflict_do_update(index_elements=["text_hash", "model"], set_={"body": body})
                )

    # ------------------------------------------------------------ runs

    def save_run(self, run: Run) -> None:
        """Note that a run has ended."""
        with self.writing() as connection:
            connection.execute(
                insert(RUNS).values(
                    day=run.day.isoformat(),
                    started=run.started,
                    finished=run.finished,
                    exit_code=run.exit_code,
                    summary=json.dumps(run.summary, sort_keys=True),
                )
            )

    def last_run(self) -> Run | None:
        """The run that ended last; None before the first."""
        with self.reading() as connection:
            row = connection.execute(select(RUNS).order_by(RUNS.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        return Run(
            day=date.fromisoformat(row.day),
            started=row.started,
            finished=row.finished,
            exit_code=row.exit_code,
            summary=json.loads(row.summary),
        )
