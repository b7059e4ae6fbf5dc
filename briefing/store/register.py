"""The register of the editions: their stories, actors, statements and reports in rows, written with each edition."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, insert

from briefing.analysis.countries import find_countries
from briefing.analysis.mentions import find_mentions
from briefing.serialize import dumps_evidence
from briefing.store.register_schema import (
    EDITION_ACTORS,
    EDITION_CORRECTIONS,
    EDITION_COUNTRIES,
    EDITION_DAYS,
    EDITION_MENTIONS,
    EDITION_REPORTS,
    EDITION_ROLES,
    EDITION_STATEMENTS,
    EDITION_STORIES,
    REGISTER,
)
from briefing.types import Briefing, KeyActor, Report, Role

Row = dict[str, Any]


def register(connection: Connection, briefing: Briefing, *, keys: Sequence[int], size: int) -> None:
    """Write what an edition holds, in place of what was there for its day.

    `keys` has the key of each statement, then of each position in the full-text index, `size` is that of the file.
    """
    forget(connection, briefing.day)
    day = {"day": briefing.day.isoformat()}
    rows: tuple[tuple[Table, list[Row]], ...] = (
        (EDITION_DAYS, [_edition(briefing, size)]),
        (EDITION_REPORTS, [_report(one) for one in {one.id: one for one in briefing.reports}.values()]),
        (EDITION_CORRECTIONS, [{"article": article} for article in sorted(_corrected(briefing))]),
        (EDITION_STORIES, list(_stories(briefing))),
        (EDITION_ACTORS, list(_actors(briefing))),
        (EDITION_ROLES, list(_roles(briefing))),
        (EDITION_STATEMENTS, list(_statements(briefing, keys))),
        (EDITION_MENTIONS, [{"article": a, "actor": who} for a, who in sorted(find_mentions(briefing))]),
        (EDITION_COUNTRIES, [{"article": a, "country": name} for a, name in sorted(find_countries(briefing))]),
    )
    for table, values in rows:
        if values:
            connection.execute(insert(table), [day | row for row in values])


def forget(connection: Connection, day: date) -> None:
    """Take the edition of a day out of the register."""
    for table in REGISTER.sorted_tables:
        connection.execute(delete(table).where(table.c.day == day.isoformat()))


def _edition(briefing: Briefing, size: int) -> Row:
    return {
        "title": briefing.title,
        "timezone": briefing.timezone,
        "sample": int(briefing.sample),
        "stories": len(briefing.stories),
        "statements": len(briefing.statements),
        "distinct_reports": briefing.coverage.distinct,
        "size": size,
    }


def _report(report: Report) -> Row:
    return {
        "article": report.id,
        "version": report.version,
        "url": report.url,
        "headline": report.headline,
        "publisher": report.publisher,
        "kind": report.kind,
        "country": report.country,
        "language": report.language,
        "published": report.published,
        "source": report.source,
        "notes": json.dumps(report.notes, ensure_ascii=False),
        "directed": report.directed,
    }


def _corrected(briefing: Briefing) -> set[str]:
    corrections = (change.before for change in briefing.changes if change.kind == "correction" and change.before)
    return {evidence.article for before in corrections for evidence in before.evidence}


def _stories(briefing: Briefing) -> Iterator[Row]:
    for place, story in enumerate(briefing.stories):
        yield {
            "place": place,
            "story": story.id,
            "topic": story.topic,
            "headline": story.headline,
            "reports": len(story.reports),
            "origins": story.origins,
        }


def _actors(briefing: Briefing) -> Iterator[Row]:
    """The key actors, then those who are quoted without being one; each once."""
    seen = set()
    for actor in briefing.actors:
        if actor.id not in seen:
            seen.add(actor.id)
            yield _actor(actor) | _role(actor.role)
    for said in (*briefing.statements, *briefing.positions):
        if said.speaker and said.speaker_id and said.speaker_id not in seen:
            seen.add(said.speaker_id)
            unknown = {"kind": None, "aliases": "[]", "reports": None}
            yield {"actor": said.speaker_id, "name": said.speaker} | unknown | _role(said.role)


def _roles(briefing: Briefing) -> Iterator[Row]:
    actors = {actor.id: actor for actor in reversed(briefing.actors)}
    for actor in actors.values():
        for place, role in enumerate(actor.roles):
            yield {"actor": actor.id, "place": place} | _role(role)


def _actor(actor: KeyActor) -> Row:
    return {
        "actor": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": json.dumps(actor.aliases, ensure_ascii=False),
        "reports": actor.reports,
    }


def _role(role: Role | None) -> Row:
    return {
        "role": role.text if role else None,
        "role_on": role.on.isoformat() if role else None,
        "role_evidence": dumps_evidence(role.evidence) if role else None,
    }


def _statements(briefing: Briefing, keys: Sequence[int]) -> Iterator[Row]:
    publishers = {report.id: report.publisher for report in briefing.reports}
    stories = {report: story for story in reversed(briefing.stories) for report in story.reports}
    for said, key in zip((*briefing.statements, *briefing.positions), keys, strict=True):
        story = next((stories[report] for report in said.reports if report in stories), None)
        yield {
            "item": key,
            "statement": said.id,
            "speaker": said.speaker,
            "speaker_id": said.speaker_id,
            "cue": said.cue,
            "content": said.content,
            "addressee": said.addressee,
            "kind": said.kind,
            "form": said.form,
            "said_on": said.said_on.isoformat() if said.said_on else None,
            "said_at": said.said_at,
            "said_in": said.said_in,
            "reported": said.reported,
            "evidence": dumps_evidence(said.evidence),
            "article": said.evidence.article,
            "publisher": publishers.get(said.evidence.article, ""),
            "reports": json.dumps(said.reports),
            "story": story.id if story else "",
            "topic": story.topic if story else "",
        } | _role(said.role)
