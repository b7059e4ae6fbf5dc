"""The tables of the coverage database and their migrations, one numbered function a step.

Times are text, UTC, to the second, so that they sort and can be read by eye. The numeric key of entries and articles is
made of the time that counts (minutes since 1970, times 10,000, plus a counter): the order of the rows is the order of
time, "newest first" is the end of the table, and "between two days" is a range of keys also inside a full-text query.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    NullPool,
    Table,
    Text,
    UniqueConstraint,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DatabaseError, OperationalError

from briefing.errors import BusyError, SchemaError, StoreError
from briefing.store.moments import Moment
from briefing.store.register_schema import REGISTER

#: Marks the file as ours (SQLite's application_id): "CBrf".
APPLICATION_ID = 0x43427266
_BUSY_MILLISECONDS = 10_000
#: Somebody waits before a screen: a reader gives up sooner than a run.
_READER_SECONDS = 1.0


#: Rows that one minute has room for.
_KEYS_A_MINUTE = 10_000


def row_key(moment: datetime) -> int:
    """The lowest key of a row that counts at a moment."""
    return int(moment.timestamp() // 60) * _KEYS_A_MINUTE


def keys_of_minute(moment: datetime) -> range:
    """All keys of rows that count in the minute of a moment."""
    return range(row_key(moment), row_key(moment) + _KEYS_A_MINUTE)


METADATA = MetaData()

FEEDS = Table(
    "feeds",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text, nullable=False),
    Column("checked", Moment, nullable=False),
    Column("retry_at", Moment),
    Column("failures", Integer, nullable=False),
)

#: How each feed fared for each day: what the edition of the day says of it.
READINGS = Table(
    "readings",
    METADATA,
    Column("day", Text, primary_key=True),
    Column("feed_url", Text, primary_key=True),
    Column("status", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text, nullable=False),
    Column("checked", Moment, nullable=False),
)

ENTRIES = Table(
    "entries",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("feed_url", Text, nullable=False),
    Column("guid", Text, nullable=False),
    Column("link_key", Text),
    Column("article", Text, nullable=False),
    Column("link", Text),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("authors", Text, nullable=False),
    Column("published", Moment),
    Column("updated", Moment),
    #: The time that counts.
    Column("at", Moment, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("flags", Text, nullable=False),
    #: Hash of what the feed says, to see that it says something else now.
    Column("content_hash", Text, nullable=False),
    Index("entries_link", "feed_url", "link_key"),
    Index("entries_guid", "feed_url", "guid"),
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("article", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("url", Text),
    Column("headline", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("feed_url", Text, nullable=False),
    Column("published", Moment, nullable=False),
    Column("language", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("retrieved", Moment, nullable=False),
    UniqueConstraint("article", "version"),
)

#: What was done to get the text of an article: so that a page is not fetched twice.
FETCHES = Table(
    "fetches",
    METADATA,
    Column("article", Text, primary_key=True),
    #: Hash of what the feed said when the page was fetched.
    Column("content_hash", Text, nullable=False),
    #: 1: the failure may pass, the next run tries again.
    Column("again", Integer, nullable=False),
)

DIGESTS = Table(
    "digests",
    METADATA,
    Column("text_hash", Text, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("body", Text, nullable=False),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("day", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("finished", Moment, nullable=False),
    Column("exit_code", Integer, nullable=False),
    Column("summary", Text, nullable=False),
)

#: Stories and statements of the editions, for search; the editions themselves are files.
EDITION_ITEMS = Table(
    "edition_items",
    METADATA,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("credit", Text, nullable=False),
    Index("edition_items_day", "day"),
)

#: Who was sent what, and how it went; one row a letter, written before the letter goes out.
DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("day", Text, primary_key=True),
    #: edition, or what an alert is about.
    Column("kind", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("message_id", Text, nullable=False),
    #: sending, sent, refused, failed.
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("detail", Text, nullable=False),
)

#: Editions that a person has released.
APPROVALS = Table(
    "approvals",
    METADATA,
    Column("day", Text, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
)

#: When the schedule runs next: one row, of the process that was started last.
SCHEDULE = Table(
    "schedule",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("daily_at", Text, nullable=False),
    Column("next", Moment, nullable=False),
)


def _m001_initial(connection: Connection) -> None:
    METADATA.create_all(connection, [FEEDS, READINGS, ENTRIES, ARTICLES, FETCHES, DIGESTS, RUNS, EDITION_ITEMS])
    if connection.dialect.name == "sqlite":
        for name, content in (("article_search", "articles"), ("edition_search", "edition_items")):
            connection.execute(
                text(
                    f"CREATE VIRTUAL TABLE {name} USING fts5(headline, text, content='{content}', content_rowid='id',"
                    " tokenize='unicode61 remove_diacritics 2')"
                )
            )


def _m002_delivery(connection: Connection) -> None:
    METADATA.create_all(connection, [DELIVERIES, APPROVALS, SCHEDULE])


def _m003_register(connection: Connection) -> None:
    """The register of the editions; the next run fills it from their files."""
    REGISTER.create_all(connection)


def _m004_positions(connection: Connection) -> None:
    """The register knows positions, and where and when something was said; the next run fills it anew."""
    REGISTER.drop_all(connection)
    REGISTER.create_all(connection)


def _m005_roles(connection: Connection) -> None:
    """The register knows what else reports call an actor; the next run fills it anew."""
    REGISTER.drop_all(connection)
    REGISTER.create_all(connection)


def _m006_corrections(connection: Connection) -> None:
    """The register knows of corrections and of who directs an outlet; the next run fills it anew from the files."""
    REGISTER.drop_all(connection)
    REGISTER.create_all(connection)


def _m007_countries(connection: Connection) -> None:
    """The register knows which countries reports name; the next run fills it anew from the files."""
    REGISTER.drop_all(connection)
    REGISTER.create_all(connection)


#: In order; the position is the number of the schema. A step that has been released is never changed.
MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _m001_initial,
    _m002_delivery,
    _m003_register,
    _m004_positions,
    _m005_roles,
    _m006_corrections,
    _m007_countries,
)


def open_engine(path: Path) -> Engine:
    """The database at `path`, created or brought up to date.

    Raises:
        SchemaError: it was made by a newer version of this program.
        StoreError: it cannot be opened or is no database of ours.
        BusyError: another process holds it for longer than ten seconds.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The archive folder {path.parent} cannot be created ({error.strerror}).") from error
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _set_up_connection)
    event.listen(engine, "begin", _begin)
    try:
        with engine.begin() as connection:
            migrate(connection, path)
    except DatabaseError as error:
        engine.dispose()
        raise translated(error, path) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def open_reader(path: Path) -> Engine:
    """The database at `path`, for reading: no file is created or changed, and nothing is brought up to date.

    Without a log beside it (`-wal`) nobody has the file open, and SQLite is told so: it would make a log of its own
    otherwise. A run that starts in that moment writes to its log first, long after a query has ended.

    Raises:
        SchemaError: it was made by a newer version of this program, or by an older one and not brought up to date yet.
        StoreError: it does not exist, cannot be opened or is no database of ours.
        BusyError: another process holds it.
    """
    if not path.exists():
        raise StoreError(f"There is no database {path}. A run makes it: briefing run")
    engine = create_engine("sqlite://", creator=lambda: _connect_reader(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect().execution_options(read_only=True) as connection:
            _check_version(connection, path)
    except DatabaseError as error:
        raise translated(error, path) from error
    return engine


def _connect_reader(path: Path) -> sqlite3.Connection:
    quiet = not path.with_name(f"{path.name}-wal").exists()
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if quiet else ''}"
    return sqlite3.connect(address, uri=True, timeout=_READER_SECONDS, isolation_level=None, check_same_thread=False)


def _set_up_connection(connection: Any, record: object) -> None:
    """Pragmas; they only take effect outside a transaction."""
    del record
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_BUSY_MILLISECONDS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Every transaction takes the write lock at once: no reader turns writer in the middle and fails."""
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def migrate(connection: Connection, path: Path) -> None:
    """Bring the database up to date inside the transaction of `connection`."""
    version = _version(connection, path)
    for step in MIGRATIONS[version:]:
        step(connection)
    if version < len(MIGRATIONS):
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _check_version(connection: Connection, path: Path) -> None:
    """Refuse a database that is not of this version of the program."""
    if (version := _version(connection, path)) < len(MIGRATIONS):
        raise SchemaError(f"{path} has schema {version} of {len(MIGRATIONS)}; the next run brings it up to date.")


def _version(connection: Connection, path: Path) -> int:
    """The schema of a database, if it is ours and none that is too new."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if tables and application != APPLICATION_ID:
        raise StoreError(f"{path} is a database of another program; move it away or name another archive folder.")
    if version > len(MIGRATIONS):
        raise SchemaError(
            f"{path} has schema {version}; this program knows up to {len(MIGRATIONS)}: update the program."
        )
    return version


def check_whole(connection: Connection, path: Path) -> None:
    """Look through all pages of the database, which takes half a second for one of 500 MB.

    Raises:
        StoreError: it is damaged, if only where nobody has read yet.
    """
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
        raise _damaged(path)


def _damaged(path: Path | str) -> StoreError:
    return StoreError(f"{path} is damaged; move it away (a new one is made) or restore it from a backup.")


def translated(error: DatabaseError, path: Path | str) -> StoreError:
    """The sentence that a user reads for a database error."""
    cause = str(error.orig).lower()
    if "locked" in cause or "busy" in cause:
        return BusyError(f"Another run is writing to {path}; wait until it has finished and try again.")
    # "could not decode": SQLite's message goes on with what stands in the row, which is nobody's business
    if any(sign in cause for sign in ("malformed", "not a database", "corrupt", "could not decode")):
        return _damaged(path)
    if isinstance(error, OperationalError) and ("full" in cause or "disk i/o" in cause):
        return StoreError(f"{path} cannot be written: the disk is full or failing.")
    return StoreError(f"{path} cannot be used: {error.orig}.")
