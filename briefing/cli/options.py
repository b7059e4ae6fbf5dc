"""Options that several commands have, and what they may be."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from briefing.errors import InputError

CONFIG = Path("feeds.yaml")
ARCHIVE = Path("archive")

ConfigPath = Annotated[
    Path, typer.Option("--config", envvar="BRIEFING_CONFIG", help="The feeds and topics.", show_default=True)
]
ArchivePath = Annotated[
    Path, typer.Option("--archive", envvar="BRIEFING_ARCHIVE", help="The folder where everything is kept.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def latest_day_anywhere() -> date:
    """A bound for the day that is open now, for commands that do not read feeds.yaml and its timezone.

    The open day is tomorrow's once today's is closed, and the farthest zone is fourteen hours ahead of UTC.
    """
    return (datetime.now(UTC) + timedelta(days=1, hours=14)).date()


def as_date(text: str) -> date:
    """The day that somebody wrote.

    Raises:
        InputError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f'"{text}" is no date; write it as 2026-02-18.') from None
