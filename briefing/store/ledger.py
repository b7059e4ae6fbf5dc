"""The ledger: what was said, over all editions, filtered and newest first; read from the register."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, column, false, func, select, table, text, tuple_

from briefing.register import Choices, LedgerPage, Recorded
from briefing.serialize import loads_evidence
from briefing.store.coverage import Coverage
from briefing.store.register_schema import EDITION_REPORTS, EDITION_STATEMENTS
from briefing.store.search import match_expression
from briefing.types import Report, Role, Statement, StatementForm, StatementKind

_SAID = EDITION_STATEMENTS.c
#: The ledger proper is of statements; positions are asked for by their form.
_IS_CLAUSE = _SAID.form == "clause"
#: A choice of more names than this is not made from a list.
_CHOICES = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """What a statement must be like to be listed; None and empty ask for nothing."""

    words: str = ""
    speaker: str | None = None
    addressee: str | None = None
    topic: str | None = None
    publisher: str | None = None
    kind: StatementKind | None = None
    form: StatementForm = "clause"
    #: Reported in `[since, until)`.
    since: datetime | None = None
    until: datetime | None = None
    #: Names of which one must be in the words.
    about: tuple[str, ...] = ()
    #: A speaker who is left out.
    not_by: str | None = None
    #: The day of the edition, and the story that the report belonged to.
    story: str | None = None


def find_recorded(coverage: Coverage, wanted: LedgerFilter, *, limit: int, skip: int = 0) -> LedgerPage:
    """The statements that match, newest first, from the one after the first `skip`."""
    conditions = list(_conditions(wanted))
    with coverage.reading() as connection:
        total = connection.execute(select(func.count()).select_from(EDITION_STATEMENTS).where(*conditions)).scalar_one()
        rows = connection.execute(
            select(EDITION_STATEMENTS)
            .where(*conditions)
            .order_by(_SAID.reported.desc(), _SAID.item.desc())
            .limit(limit)
            .offset(skip)
        ).all()
        said = [(row, _statement(row)) for row in rows]
        reports = listed_reports(connection, (key for row, one in said for key in _cited(row.day, one)))
    return LedgerPage(rows=tuple(_recorded(row, one, reports) for row, one in said), total=total)


def _conditions(wanted: LedgerFilter) -> Iterable[ColumnElement[bool]]:
    for name, value in (
        (_SAID.speaker_id, wanted.speaker),
        (_SAID.addressee, wanted.addressee),
        (_SAID.topic, wanted.topic),
        (_SAID.publisher, wanted.publisher),
        (_SAID.kind, wanted.kind),
        (_SAID.form, wanted.form),
        (_SAID.story, wanted.story),
    ):
        if value:
            yield name == value
    if wanted.since:
        yield _SAID.reported >= wanted.since
    if wanted.until:
        yield _SAID.reported < wanted.until
    if wanted.not_by:
        yield func.coalesce(_SAID.speaker_id, "") != wanted.not_by
    if wanted.words:
        expression = match_expression(wanted.words)
        yield _matches(expression) if expression else false()
    if wanted.about:
        yield _matches(" OR ".join(_phrase(name) for name in wanted.about))


def _phrase(name: str) -> str:
    words = " ".join(re.findall(r"\w+", name))
    return f'"{words}"'


def _matches(expression: str) -> ColumnElement[bool]:
    """The words of the statement match; the speaker's name is a column of its own."""
    found = table("edition_search", column("rowid"))
    match = text("edition_search MATCH :said").bindparams(said=f"text : ({expression})")
    return _SAID.item.in_(select(found.c.rowid).where(match))


def _statement(row: Any) -> Statement:
    return Statement(
        id=row.statement,
        speaker=row.speaker,
        speaker_id=row.speaker_id,
        role=role_in(row),
        cue=row.cue,
        content=row.content,
        addressee=row.addressee,
        kind=row.kind,
        form=row.form,
        said_on=date.fromisoformat(row.said_on) if row.said_on else None,
        said_at=row.said_at,
        said_in=row.said_in,
        reported=row.reported,
        evidence=loads_evidence(row.evidence),
        reports=tuple(json.loads(row.reports)),
    )


def role_in(row: Any) -> Role | None:
    """The role in a row of the register."""
    if row.role is None:
        return None
    return Role(text=row.role, on=date.fromisoformat(row.role_on), evidence=loads_evidence(row.role_evidence))


def _cited(day: str, said: Statement) -> list[tuple[str, str]]:
    role = [said.role.evidence.article] if said.role else []
    return [(day, article) for article in (said.evidence.article, *said.reports, *role)]


def _recorded(row: Any, said: Statement, reports: dict[tuple[str, str], Report]) -> Recorded:
    cited = dict.fromkeys(_cited(row.day, said))
    return Recorded(
        day=date.fromisoformat(row.day),
        statement=said,
        topic=row.topic,
        reports=tuple(reports[key] for key in cited if key in reports),
    )


def listed_reports(connection: Connection, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Report]:
    """The reports that editions list, by day and article."""
    columns = EDITION_REPORTS.c
    wanted = sorted(set(keys))
    found: dict[tuple[str, str], Report] = {}
    for first in range(0, len(wanted), 500):
        rows = connection.execute(
            select(EDITION_REPORTS).where(tuple_(columns.day, columns.article).in_(wanted[first : first + 500]))
        ).all()
        found |= {(row.day, row.article): _report(row) for row in rows}
    return found


def _report(row: Any) -> Report:
    return Report(
        id=row.article,
        version=row.version,
        url=row.url,
        headline=row.headline,
        publisher=row.publisher,
        kind=row.kind,
        country=row.country,
        language=row.language,
        published=row.published,
        source=row.source,
        notes=tuple(json.loads(row.notes)),
        directed=row.directed,
    )


def ledger_choices(coverage: Coverage) -> Choices:
    """What the ledger holds, for its filters."""
    with coverage.reading() as connection:
        count, first = connection.execute(select(func.count(), func.min(_SAID.reported)).where(_IS_CLAUSE)).one()
        speakers = connection.execute(
            # SQLite takes the name from the row of the maximum: the latest one counts
            select(_SAID.speaker_id, _SAID.speaker, func.max(_SAID.item))
            .where(_IS_CLAUSE, _SAID.speaker_id.is_not(None))
            .group_by(_SAID.speaker_id)
            .order_by(func.count().desc(), _SAID.speaker_id)
            .limit(_CHOICES)
        ).all()
        values = [_values(connection, name) for name in (_SAID.addressee, _SAID.topic, _SAID.publisher)]
    return Choices(
        statements=count,
        first=first,
        speakers=tuple((row[0], row[1]) for row in speakers),
        addressees=values[0],
        topics=values[1],
        publishers=values[2],
    )


def addressees(coverage: Coverage, speaker: str, *, limit: int) -> tuple[tuple[str, int], ...]:
    """To whom a speaker's statements were made, most often first."""
    number = func.count().label("number")
    with coverage.reading() as connection:
        rows = connection.execute(
            select(_SAID.addressee, number)
            .where(_SAID.speaker_id == speaker, func.coalesce(_SAID.addressee, "") != "")
            .group_by(_SAID.addressee)
            .order_by(number.desc(), _SAID.addressee)
            .limit(limit)
        ).all()
    return tuple((row.addressee, row.number) for row in rows)


def _values(connection: Connection, name: ColumnElement[Any]) -> tuple[str, ...]:
    rows: Sequence[Any] = connection.execute(
        select(name).where(_IS_CLAUSE, func.coalesce(name, "") != "").group_by(name).order_by(func.count().desc(), name)
    ).all()
    return tuple(row[0] for row in rows[:_CHOICES])
