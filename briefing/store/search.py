"""Full-text search over editions and coverage, newest first.

A query is words; every word must be there, the last one may be the beginning of a word, and words in quotation marks
stand next to each other. Nothing in a query is an operator of the database. SQLite's FTS5 does the work: its rows are
in the order of time, so that "newest first" and "between two days" cost what they return.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, text

from briefing.errors import StoreError
from briefing.guard import secrets_in, shown_link
from briefing.serialize import dumps
from briefing.store.coverage import Coverage
from briefing.store.editions import Editions
from briefing.store.register import forget, register
from briefing.store.register_schema import EDITION_DAYS
from briefing.store.schema import EDITION_ITEMS, row_key
from briefing.types import Briefing

HitKind = Literal["story", "statement", "report"]

#: What marks a hit inside a snippet: control characters, which no stored text contains.
MARK_START, MARK_END = "\x02", "\x03"
_ITEMS_A_DAY = 10_000
_NO_LIMIT = 2**62
_SNIPPET_WORDS = 24
#: Longer queries are cut: nobody reads what a hundred words match.
_LONGEST_QUERY = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found."""

    kind: HitKind
    day: date
    headline: str
    #: Words around the hit; each match stands between MARK_START and MARK_END.
    snippet: str
    #: Publisher or speaker.
    credit: str
    #: Story or statement id for editions, address for reports.
    ref: str | None


def match_expression(query: str) -> str | None:
    """The FTS5 expression for what a person typed; None if there is no word in it.

    Every word is quoted, so that none is an operator; `c++` becomes the word c.
    """
    cleaned = "".join(c if c.isprintable() else " " for c in query[:_LONGEST_QUERY])
    parts = re.findall(r'"([^"]*)"|(\S+)', cleaned)
    terms = []
    for phrase, word in parts:
        content = " ".join(re.findall(r"\w+", phrase or word))
        if content:
            terms.append(f'"{content}"')
    if not terms:
        return None
    if cleaned.rstrip()[-1:].isalnum():
        terms[-1] += "*"
    return " ".join(terms)


def index_edition(coverage: Coverage, briefing: Briefing, *, size: int | None = None) -> None:
    """Make an edition searchable and enter it into the register, in place of what was there for its day.

    `size` is that of its file, where that may differ from what this program would write.
    """
    day = briefing.day.isoformat()
    base = briefing.day.toordinal() * _ITEMS_A_DAY
    rows = list(_items(briefing))
    # the first of the page gets the highest number: rows are read from the end
    keyed = [(base + len(rows) - number, values) for number, values in enumerate(rows)]
    with coverage.writing() as connection:
        _forget_items(connection, day)
        for key, values in keyed:
            connection.execute(insert(EDITION_ITEMS).values(id=key, day=day, **values))
            connection.execute(
                text("INSERT INTO edition_search(rowid, headline, text) VALUES (:i, :h, :t)"),
                {"i": key, "h": values["headline"], "t": values["text"]},
            )
        keys = [key for key, values in keyed if values["kind"] == "statement"]
        register(connection, briefing, keys=keys, size=size or len(dumps(briefing).encode()))


def _forget_items(connection: Connection, day: str) -> None:
    for row in connection.execute(select(EDITION_ITEMS).where(EDITION_ITEMS.c.day == day)).all():
        connection.execute(
            text("INSERT INTO edition_search(edition_search, rowid, headline, text) VALUES ('delete', :i, :h, :t)"),
            {"i": row.id, "h": row.headline, "t": row.text},
        )
    connection.execute(delete(EDITION_ITEMS).where(EDITION_ITEMS.c.day == day))


def index_missing(coverage: Coverage, editions: Editions) -> int:
    """Bring index and register in line with the editions' files; how many days had to be entered or taken out.

    A file that cannot be read is left for the reader to be told of.
    """
    files = {day: editions.path(day).stat().st_size for day in editions.days()}
    with coverage.reading() as connection:
        rows = connection.execute(select(EDITION_DAYS.c.day, EDITION_DAYS.c.size)).all()
    known = {date.fromisoformat(row.day): row.size for row in rows}
    gone = [day for day in known if day not in files]
    for day in gone:
        with coverage.writing() as connection:
            _forget_items(connection, day.isoformat())
            forget(connection, day)
    entered = 0
    for day in sorted(day for day, size in files.items() if known.get(day) != size):
        with suppress(StoreError):
            index_edition(coverage, editions.load(day), size=files[day])
            entered += 1
    return entered + len(gone)


def _items(briefing: Briefing) -> Iterable[dict[str, str]]:
    publishers = {report.id: report.publisher for report in briefing.reports}
    for story in briefing.stories:
        others = len(story.reports) - 1
        credit = publishers.get(story.headline_report, "") + (f" and {others} more" if others else "")
        words = " ".join(sentence.text for sentence in story.summary)
        yield {"kind": "story", "ref": story.id, "headline": story.headline, "text": words, "credit": credit}
    for statement in (*briefing.statements, *briefing.positions):
        others = len(statement.reports) - 1
        credit = publishers.get(statement.evidence.article, "") + (f" and {others} more" if others else "")
        speaker = statement.speaker or ""
        yield {
            "kind": "statement",
            "ref": statement.id,
            "headline": speaker,
            "text": statement.content,
            "credit": credit,
        }


def search(
    coverage: Coverage,
    query: str,
    *,
    kinds: Iterable[HitKind] = ("story", "statement", "report"),
    since: date | None = None,
    until: date | None = None,
    limit: int = 20,
) -> tuple[Hit, ...]:
    """What matches, newest first; nothing for a query without words. Both days, in UTC, are part of the search."""
    expression = match_expression(query)
    wanted = set(kinds)
    if expression is None:
        return ()
    hits: list[tuple[date, int, Hit]] = []
    if wanted & {"story", "statement"}:
        hits += _edition_hits(coverage, expression, wanted, since, until, limit)
    if "report" in wanted:
        hits += _report_hits(coverage, expression, since, until, limit)
    hits.sort(key=lambda item: item[:2], reverse=True)
    return tuple(hit for _, _, hit in hits[:limit])


def _edition_hits(
    coverage: Coverage,
    expression: str,
    kinds: set[HitKind],
    since: date | None,
    until: date | None,
    limit: int,
) -> list[tuple[date, int, Hit]]:
    low = since.toordinal() * _ITEMS_A_DAY if since else 0
    high = (until.toordinal() + 1) * _ITEMS_A_DAY if until else _NO_LIMIT
    sql = text(
        "SELECT i.kind, i.day, i.headline, i.credit, i.ref, s.rowid AS key,"
        " snippet(edition_search, 1, :start, :end, '…', :words) AS snippet"
        " FROM edition_search s JOIN edition_items i ON i.id = s.rowid"
        " WHERE edition_search MATCH :expression AND s.rowid >= :low AND s.rowid < :high"
        " AND (i.kind = :first OR i.kind = :second) ORDER BY s.rowid DESC LIMIT :limit"
    )
    chosen = sorted(kinds - {"report"})
    values = _values(expression, low, high, limit) | {"first": chosen[0], "second": chosen[-1]}
    with coverage.reading() as connection:
        rows = connection.execute(sql, values).all()
    return [_hit(row, row.kind, date.fromisoformat(row.day), 1) for row in rows]


def _report_hits(
    coverage: Coverage, expression: str, since: date | None, until: date | None, limit: int
) -> list[tuple[date, int, Hit]]:
    low = row_key(_midnight(since)) if since else 0
    high = row_key(_midnight(until + timedelta(days=1))) if until else _NO_LIMIT
    sql = text(
        "SELECT a.published, a.headline, a.publisher AS credit, a.url AS ref, a.feed_url AS feed, s.rowid AS key,"
        " snippet(article_search, 1, :start, :end, '…', :words) AS snippet"
        " FROM article_search s JOIN articles a ON a.id = s.rowid"
        " WHERE article_search MATCH :expression AND s.rowid >= :low AND s.rowid < :high"
        " ORDER BY s.rowid DESC LIMIT :limit"
    )
    with coverage.reading() as connection:
        rows = connection.execute(sql, _values(expression, low, high, limit)).all()
    hits = [_hit(row, "report", datetime.fromisoformat(row.published).date(), 0) for row in rows]
    return [
        (day, order, replace(hit, ref=hit.ref and shown_link(hit.ref, secrets_in(row.feed))))
        for row, (day, order, hit) in zip(rows, hits, strict=True)
    ]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _values(expression: str, low: int, high: int, limit: int) -> dict[str, Any]:
    return {
        "expression": expression,
        "low": low,
        "high": high,
        "limit": limit,
        "start": MARK_START,
        "end": MARK_END,
        "words": _SNIPPET_WORDS,
    }


def _hit(row: Row[Any], kind: HitKind, day: date, order: int) -> tuple[date, int, Hit]:
    """A hit with what it is sorted by: the day, editions before reports."""
    found = Hit(
        kind=kind,
        day=day,
        headline=row.headline,
        snippet=" ".join(row.snippet.split()),
        credit=row.credit,
        ref=row.ref,
    )
    return day, order, found
