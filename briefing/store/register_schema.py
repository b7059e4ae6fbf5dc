"""The tables of the register: what the editions hold, in rows, so that a question about all of them opens no file.

Nothing here is precious: every row is made of an edition's file, and made again when it is missing.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

from briefing.store.moments import Moment

REGISTER = MetaData()

EDITION_DAYS = Table(
    "edition_days",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("sample", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("distinct_reports", Integer, nullable=False),
    #: Bytes of the edition's file: another size is another edition.
    Column("size", Integer, nullable=False),
)

EDITION_REPORTS = Table(
    "edition_reports",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("article", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("url", Text),
    Column("headline", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("published", Moment, nullable=False),
    Column("source", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("directed", Text),
    Index("edition_reports_article", "article"),
)

#: Which articles an edition prints a correction of.
EDITION_CORRECTIONS = Table(
    "edition_corrections",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("article", Text, primary_key=True),
    Index("edition_corrections_article", "article"),
)

EDITION_STORIES = Table(
    "edition_stories",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("story", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("headline", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Index("edition_stories_story", "story", "day"),
)

#: Key actors, and speakers who are none; `reports` is only known of the former.
EDITION_ACTORS = Table(
    "edition_actors",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text),
    Column("aliases", Text, nullable=False),
    Column("reports", Integer),
    Column("role", Text),
    Column("role_on", Text),
    Column("role_evidence", Text),
    Index("edition_actors_actor", "actor", "day"),
)

#: What else reports of the day call a key actor, in the order of the edition.
EDITION_ROLES = Table(
    "edition_roles",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("role_on", Text, nullable=False),
    Column("role_evidence", Text, nullable=False),
    Index("edition_roles_actor", "actor", "day"),
)

EDITION_STATEMENTS = Table(
    "edition_statements",
    REGISTER,
    #: The key of the same statement in the full-text index.
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("speaker", Text),
    Column("speaker_id", Text),
    Column("role", Text),
    Column("role_on", Text),
    Column("role_evidence", Text),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("addressee", Text),
    Column("kind", Text, nullable=False),
    #: A statement proper (`clause`) or a position.
    Column("form", Text, nullable=False),
    Column("said_on", Text),
    Column("said_at", Text),
    Column("said_in", Text),
    Column("reported", Moment, nullable=False),
    Column("evidence", Text, nullable=False),
    #: The article that `evidence` comes from, its publisher, and all that carry it as a JSON list.
    Column("article", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("reports", Text, nullable=False),
    #: The story that the article belongs to on that day, and its topic; empty if it belongs to none.
    Column("story", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Index("edition_statements_reported", "form", "reported"),
    Index("edition_statements_speaker", "speaker_id", "form", "reported"),
    Index("edition_statements_day", "day"),
)

#: Which reports of an edition name which of its actors, as far as the edition cites them.
EDITION_MENTIONS = Table(
    "edition_mentions",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("article", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
    Index("edition_mentions_actor", "actor", "day"),
)

#: Which reports of an edition name which countries, as far as the edition cites them.
EDITION_COUNTRIES = Table(
    "edition_countries",
    REGISTER,
    Column("day", Text, primary_key=True),
    Column("country", Text, primary_key=True),
    Column("article", Text, primary_key=True),
)
