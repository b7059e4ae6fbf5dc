"""The edition as tables for a spreadsheet: statements, actors, stories, changes and disputes, in one zip file.

A cell that a spreadsheet would read as a formula gets an apostrophe in front (OWASP, "CSV Injection"), and every cell
is quoted. The files begin with the mark that makes spreadsheets read them as UTF-8.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from briefing.types import (
    Briefing,
    Change,
    CitedSentence,
    Claim,
    Dispute,
    Evidence,
    KeyActor,
    Report,
    Role,
    Statement,
    Story,
)
from briefing.views.changes import words_now
from briefing.views.people import content_of
from briefing.views.safe import is_outside, plain
from briefing.views.words import marked

#: What a formula begins with; the wide forms are read alike by spreadsheets of East Asia.
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠|%]")
#: The earliest time that a zip file can hold begins in this year.
_FIRST_YEAR = 1980

Row = Mapping[str, object]


class Csv:
    """A zip file of statements.csv (with the positions), actors.csv, stories.csv, changes.csv and disputes.csv."""

    name = "csv"
    media_type = "application/zip"
    suffix = ".csv.zip"

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`."""
        reports = {report.id: report for report in briefing.reports}
        tables: dict[str, Sequence[Row]] = {
            "statements": [
                _statement(one, reports, briefing.day) for one in (*briefing.statements, *briefing.positions)
            ],
            "actors": [_actor(one, reports, briefing.day) for one in briefing.actors],
            "stories": [_story(one, reports, briefing.day) for one in briefing.stories],
            "changes": [_change(one, briefing) for one in briefing.changes],
            "disputes": [
                _claim(dispute, claim, reports, briefing.day)
                for dispute in briefing.disputes
                for claim in dispute.claims
            ],
        }
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for name, rows in tables.items():
                # a fixed time, so that the same edition is the same file
                time = (max(briefing.day.year, _FIRST_YEAR), briefing.day.month, briefing.day.day, 0, 0, 0)
                entry = zipfile.ZipInfo(f"{name}.csv", time)
                entry.external_attr = 0o644 << 16
                file.writestr(entry, _table(_COLUMNS[name], rows), zipfile.ZIP_DEFLATED)
        return archive.getvalue()


_CREDIT = ("publisher", "publisher_kind", "country", "language", "published", "report", "url")
_COLUMNS = {
    "statements": (
        "day", "id", "form", "speaker", "speaker_id", "role", "role_on", "cue", "addressee", "kind", "content",
        "said_on", "said_at", "said_in", "repeats", "reported", "evidence", "quoted", *_CREDIT, "reports", "publishers",
    ),
    "actors": (
        "day", "id", "name", "kind", "role", "role_on", "aliases", "reports", "reports_before", "evidence", "quoted",
        *_CREDIT,
    ),
    "stories": (
        "day", "id", "topic", "headline", "state", "first_day", "summary", "reports", "origins", "publishers", *_CREDIT,
    ),
    "changes": (
        "day", "compared_with", "kind", "story", "subject", "claimant", "before", "before_evidence", "after",
        "after_evidence",
    ),
    "disputes": (
        "day", "id", "story", "counted", "unit", "where", "claim", "value", "upper", "comparator", "claimant",
        "reported", "evidence", "quoted", *_CREDIT, "publishers",
    ),
}  # fmt: skip


def safe_cell(value: object) -> str:
    """A value as the text of a cell that is no formula."""
    text = "" if value is None else plain(str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def _table(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _statement(said: Statement, reports: Mapping[str, Report], day: date) -> Row:
    return {
        "day": day,
        "id": said.id,
        "form": said.form,
        "speaker": said.speaker,
        "speaker_id": said.speaker_id,
        **_role(said.role),
        "cue": said.cue,
        "addressee": said.addressee,
        "kind": said.kind,
        "content": content_of(said),
        "said_on": said.said_on,
        "said_at": said.said_at,
        "said_in": said.said_in,
        "repeats": said.repeats,
        "reported": said.reported.isoformat(),
        **_evidence(said.evidence, reports),
        "reports": len(said.reports),
        "publishers": _publishers(said.reports, reports),
    }


def _actor(actor: KeyActor, reports: Mapping[str, Report], day: date) -> Row:
    return {
        "day": day,
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        **_role(actor.role),
        "aliases": "; ".join(actor.aliases),
        "reports": actor.reports,
        "reports_before": actor.reports_before,
        **_evidence(actor.evidence, reports),
    }


def _story(story: Story, reports: Mapping[str, Report], day: date) -> Row:
    return {
        "day": day,
        "id": story.id,
        "topic": story.topic,
        "headline": story.headline,
        "state": story.state,
        "first_day": story.first_day,
        "summary": " ".join(map(marked, story.summary)),
        "reports": len(story.reports),
        "origins": story.origins,
        "publishers": _publishers(story.reports, reports),
        **_credit(reports.get(story.headline_report)),
    }


def _change(change: Change, briefing: Briefing) -> Row:
    return {
        "day": briefing.day,
        "compared_with": briefing.compared_with,
        "kind": change.kind,
        "story": change.story,
        "subject": change.subject,
        "claimant": change.claimant,
        **_side("before", change.before),
        **_side("after", change.after, words_now(change, briefing)),
    }


def _side(name: str, sentence: CitedSentence | None, printed: str | None = None) -> Row:
    if sentence is None:
        return {}
    return {name: marked(sentence, printed), f"{name}_evidence": "; ".join(one.id for one in sentence.evidence)}


def _claim(dispute: Dispute, claim: Claim, reports: Mapping[str, Report], day: date) -> Row:
    return {
        "day": day,
        "id": dispute.id,
        "story": dispute.story,
        "counted": dispute.counted,
        "unit": dispute.unit,
        "where": dispute.where,
        "claim": claim.text,
        "value": claim.value,
        "upper": claim.upper,
        "comparator": claim.comparator if claim.value is not None else None,
        "claimant": claim.claimant,
        "reported": claim.reported.isoformat(),
        **_evidence(claim.evidence, reports),
        "publishers": _publishers(claim.reports, reports),
    }


def _role(role: Role | None) -> Row:
    return {"role": role.text, "role_on": role.on} if role else {}


def _evidence(evidence: Evidence, reports: Mapping[str, Report]) -> Row:
    quoted = " … ".join(evidence.quoted)
    return {"evidence": evidence.id, "quoted": quoted, **_credit(reports.get(evidence.article))}


def _credit(report: Report | None) -> Row:
    if report is None:
        return {}
    return {
        "publisher": report.publisher,
        "publisher_kind": report.kind,
        "country": report.country,
        "language": report.language,
        "published": report.published.isoformat(),
        "report": report.headline,
        "url": report.url if report.url and is_outside(report.url) else None,
    }


def _publishers(ids: Iterable[str], reports: Mapping[str, Report]) -> str:
    return "; ".join(dict.fromkeys(reports[one].publisher for one in ids if one in reports))
