"""Options that several commands have, and what they may be."""

from __future__ import annotations

from datetime import date
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


def as_date(text: str) -> date:
    """The day that somebody wrote.

    Raises:
        InputError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f'"{text}" is no date; write it as 2026-02-18.') from None
