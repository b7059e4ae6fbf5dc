"""Statements as a table for a spreadsheet (CSV, RFC 4180), in which no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from briefing.register import Recorded
from briefing.views.people import content_of
from briefing.views.safe import plain
from briefing.views.words import Times

_HEAD = (
    "reported", "edition", "speaker", "role", "cue", "addressee", "kind", "statement", "topic", "publisher",
    "publisher_kind", "reports", "headline", "address",
)  # fmt: skip
#: A spreadsheet takes a cell that begins with one of these for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def statements_csv(rows: Sequence[Recorded], times: Times) -> bytes:
    """The statements with their sources; UTF-8 with the mark that spreadsheets ask for."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEAD)
    writer.writerows([_cell(value) for value in _row(row, times)] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _row(row: Recorded, times: Times) -> list[str]:
    said = row.statement
    source = next((report for report in row.reports if report.id == said.evidence.article), None)
    return [
        said.reported.astimezone(times.zone).isoformat(),
        row.day.isoformat(),
        said.speaker or "",
        said.role.text if said.role else "",
        said.cue or "",
        said.addressee or "",
        said.kind,
        content_of(said),
        row.topic,
        source.publisher if source else "",
        source.kind if source else "",
        str(len(said.reports)),
        source.headline if source else "",
        source.url or "" if source else "",
    ]


def _cell(value: str) -> str:
    text = plain(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
