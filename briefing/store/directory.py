"""The directory: who is named in the editions, on which days, in which role and together with whom."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, distinct, func, select, text

from briefing.register import ActorDay, Called, Company, Listed, Pair
from briefing.store.coverage import Coverage
from briefing.store.ledger import listed_reports, role_in
from briefing.store.register_schema import EDITION_ACTORS, EDITION_MENTIONS, EDITION_ROLES, EDITION_STATEMENTS
from briefing.types import Report, Role

_ACTOR = EDITION_ACTORS.c


def list_actors(coverage: Coverage) -> tuple[Listed, ...]:
    """All actors of all editions, those in most reports first."""
    said = EDITION_STATEMENTS.c
    with coverage.reading() as connection:
        statements = {
            row[0]: row[1]
            for row in connection.execute(
                select(said.speaker_id, func.count()).where(said.form == "clause").group_by(said.speaker_id)
            ).all()
        }
        rows = connection.execute(
            select(
                _ACTOR.actor,
                func.max(_ACTOR.kind).label("kind"),
                func.count().label("editions"),
                func.coalesce(func.sum(_ACTOR.reports), 0).label("reports"),
                func.min(_ACTOR.day).label("first"),
                func.max(_ACTOR.day).label("last"),
            ).group_by(_ACTOR.actor)
        ).all()
        # SQLite takes the other columns from the row of the maximum
        latest = connection.execute(
            text("SELECT actor, name, aliases, max(day) FROM edition_actors GROUP BY actor")
        ).all()
        roles = connection.execute(
            text("SELECT actor, role, max(day) FROM edition_actors WHERE role IS NOT NULL GROUP BY actor")
        ).all()
    names = {row.actor: row for row in latest}
    role = {row.actor: row.role for row in roles}
    listed = [
        Listed(
            id=row.actor,
            name=names[row.actor].name,
            kind=row.kind,
            role=role.get(row.actor),
            aliases=tuple(json.loads(names[row.actor].aliases)),
            editions=row.editions,
            reports=row.reports,
            statements=statements.get(row.actor, 0),
            first=date.fromisoformat(row.first),
            last=date.fromisoformat(row.last),
        )
        for row in rows
    ]
    return tuple(sorted(listed, key=lambda one: (-one.reports, -one.statements, one.name.casefold(), one.id)))


def actor_days(coverage: Coverage, actor: str) -> tuple[ActorDay, ...]:
    """What each edition says of an actor, oldest first; nothing for an id that no edition has."""
    with coverage.reading() as connection:
        rows = connection.execute(select(EDITION_ACTORS).where(_ACTOR.actor == actor).order_by(_ACTOR.day)).all()
        others = connection.execute(
            select(EDITION_ROLES)
            .where(EDITION_ROLES.c.actor == actor)
            .order_by(EDITION_ROLES.c.day, EDITION_ROLES.c.place)
        ).all()
        roles: dict[str, list[Role]] = {row.day: [] for row in rows}
        for row in (*rows, *others):
            if role := role_in(row):
                roles[row.day].append(role)
        reports = listed_reports(connection, ((day, one.evidence.article) for day in roles for one in roles[day]))
    return tuple(_day(row, roles[row.day], reports) for row in rows)


def _day(row: Any, roles: Sequence[Role], reports: dict[tuple[str, str], Report]) -> ActorDay:
    return ActorDay(
        day=date.fromisoformat(row.day),
        name=row.name,
        kind=row.kind,
        aliases=tuple(json.loads(row.aliases)),
        reports=row.reports,
        called=tuple(Called(role=role, report=reports.get((row.day, role.evidence.article))) for role in roles),
    )


def company(coverage: Coverage, actor: str, *, since: date, limit: int) -> Company:
    """With whom cited reports since a day name an actor: the `limit` most frequent, and as many pairs among them."""
    values = {"actor": actor, "since": since.isoformat(), "limit": limit}
    together = text(
        "SELECT b.actor AS other, count(DISTINCT b.article) AS reports FROM edition_mentions a"
        " JOIN edition_mentions b ON b.day = a.day AND b.article = a.article AND b.actor != a.actor"
        " WHERE a.actor = :actor AND a.day >= :since GROUP BY b.actor ORDER BY reports DESC, other LIMIT :limit"
    )
    with coverage.reading() as connection:
        own = [Pair(first=actor, second=row.other, reports=row.reports) for row in connection.execute(together, values)]
        others = [pair.second for pair in own]
        among = _pairs(connection, others, since)[:limit]
        rows = connection.execute(
            select(_ACTOR.actor, func.max(_ACTOR.name)).where(_ACTOR.actor.in_([actor, *others])).group_by(_ACTOR.actor)
        ).all()
    return Company(names={row[0]: row[1] for row in rows}, pairs=(*own, *among))


def _pairs(connection: Connection, actors: list[str], since: date) -> list[Pair]:
    """Who of some actors are named together."""
    one, other = EDITION_MENTIONS.alias(), EDITION_MENTIONS.alias()
    same = and_(one.c.day == other.c.day, one.c.article == other.c.article, one.c.actor < other.c.actor)
    reports = func.count(distinct(one.c.article)).label("reports")
    rows = connection.execute(
        select(one.c.actor.label("one"), other.c.actor.label("other"), reports)
        .join(other, same)
        .where(one.c.day >= since.isoformat(), one.c.actor.in_(actors), other.c.actor.in_(actors))
        .group_by(one.c.actor, other.c.actor)
        .order_by(reports.desc(), one.c.actor, other.c.actor)
    ).all()
    return [Pair(first=row.one, second=row.other, reports=row.reports) for row in rows]
