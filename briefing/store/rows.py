"""Rows of the coverage database: how entries, articles and the state of feeds are written into them and read back."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, text, update

from briefing.analysis.entries import article_id, entry_time, link_key, short_hash
from briefing.store.records import Reading, StoredEntry
from briefing.store.schema import ARTICLES, ENTRIES, FEEDS, READINGS, keys_of_minute
from briefing.types import Article, Entry


def save_state(connection: Connection, url: str, **values: Any) -> None:
    """Set columns of a feed's row; a feed that has none gets one."""
    changed = connection.execute(update(FEEDS).where(FEEDS.c.url == url).values(**values)).rowcount
    if not changed:
        blank = {"title": "", "status": "unchanged", "detail": "", "failures": 0}
        connection.execute(insert(FEEDS).values(url=url, **(blank | values)))


def save_reading(connection: Connection, url: str, day: date, reading: Reading) -> None:
    """Keep the better news of a day: that a feed was read is not undone by a later failure or a later 304."""
    key = and_(READINGS.c.day == day.isoformat(), READINGS.c.feed_url == url)
    before = connection.execute(select(READINGS.c.status).where(key)).scalar_one_or_none()
    if before in ("ok", "empty", "unchanged") and reading.status not in ("ok", "empty"):
        return
    values = {
        "status": reading.status,
        "reason": reading.reason,
        "detail": reading.detail,
        "checked": reading.checked,
    }
    if before is None:
        connection.execute(insert(READINGS).values(day=day.isoformat(), feed_url=url, **values))
    else:
        connection.execute(update(READINGS).where(key).values(**values))


def save_entry(connection: Connection, entry: Entry, now: datetime) -> bool:
    """Insert or update one entry; whether anything about it was new."""
    key = link_key(entry.link)
    same = ENTRIES.c.link_key == key if key else ENTRIES.c.guid == entry.id
    row = connection.execute(select(ENTRIES).where(and_(ENTRIES.c.feed_url == entry.feed_url, same))).first()
    content_hash = short_hash("\n".join((entry.title, entry.summary, entry.content, str(entry.updated))))
    if row is not None and row.content_hash == content_hash:
        return False
    first_seen = now if row is None else row.first_seen
    at, flags = entry_time(entry, first_seen)
    values = {
        "guid": entry.id,
        "link_key": key,
        "article": article_id(entry),
        "link": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content": entry.content,
        "authors": json.dumps(entry.authors, ensure_ascii=False),
        "published": entry.published,
        "updated": entry.updated,
        "flags": json.dumps(flags),
        "content_hash": content_hash,
    }
    if row is None:
        values |= {"feed_url": entry.feed_url, "at": at, "first_seen": first_seen}
        connection.execute(insert(ENTRIES).values(id=_next_key(connection, "entries", at), **values))
    else:
        # the time that counts stays: an edited entry does not move into another day
        connection.execute(update(ENTRIES).where(ENTRIES.c.id == row.id).values(**values))
    return True


def _next_key(connection: Connection, table: str, at: datetime) -> int:
    """A free key of a minute, or of the first one after it that has any left."""
    keys = keys_of_minute(at)
    column = (ENTRIES if table == "entries" else ARTICLES).c.id
    # later and not earlier: the minute that fills up is midnight, of dates without a time, and the day has to stay
    while True:
        last = connection.execute(
            select(func.max(column)).where(and_(column >= keys.start, column < keys.stop))
        ).scalar_one()
        if last is None:
            return keys.start
        if last + 1 < keys.stop:
            return int(last) + 1
        keys = range(keys.stop, keys.stop + len(keys))


def stored_entry(row: Any) -> StoredEntry:
    """The entry in a row, which has the columns of `fetches` beside those of `entries`."""
    entry = Entry(
        feed_url=row.feed_url,
        id=row.guid,
        link=row.link,
        title=row.title,
        summary=row.summary,
        content=row.content,
        published=row.published,
        updated=row.updated,
        authors=tuple(json.loads(row.authors)),
        flags=tuple(json.loads(row.flags)),
    )
    return StoredEntry(
        entry=entry,
        article=row.article,
        at=row.at,
        content_hash=row.content_hash,
        fetched=row.fetched_hash == row.content_hash and not row.again,
    )


def article_of(row: Any) -> Article:
    """The article in a row."""
    return Article(
        id=row.article,
        version=row.version,
        url=row.url,
        headline=row.headline,
        publisher=row.publisher,
        feed_url=row.feed_url,
        published=row.published,
        language=row.language,
        text=row.text,
        hash=row.hash,
        source=row.source,
        notes=tuple(json.loads(row.notes)),
    )


def insert_article(connection: Connection, article: Article, latest: Any | None, now: datetime) -> Article:
    """Store a text as the version after `latest`, whose place it takes in the full-text index."""
    version = 1 if latest is None else latest.version + 1
    published = article.published if latest is None else latest.published
    key = _next_key(connection, "articles", published)
    connection.execute(
        insert(ARTICLES).values(
            id=key,
            article=article.id,
            version=version,
            url=article.url,
            headline=article.headline,
            publisher=article.publisher,
            feed_url=article.feed_url,
            published=published,
            language=article.language,
            text=article.text,
            hash=article.hash,
            source=article.source,
            notes=json.dumps(article.notes),
            retrieved=now,
        )
    )
    if latest is not None:
        unindex(connection, latest)
    connection.execute(
        text("INSERT INTO article_search(rowid, headline, text) VALUES (:id, :headline, :text)"),
        {"id": key, "headline": article.headline, "text": article.text},
    )
    row = connection.execute(select(ARTICLES).where(ARTICLES.c.id == key)).one()
    return article_of(row)


def unindex(connection: Connection, row: Any) -> None:
    """Take a version out of the full-text index; it must be given what was put in."""
    connection.execute(
        text("INSERT INTO article_search(article_search, rowid, headline, text) VALUES ('delete', :id, :h, :t)"),
        {"id": row.id, "h": row.headline, "t": row.text},
    )
