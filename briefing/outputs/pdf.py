"""The edition as a PDF for the desk and the printer, typeset by Typst.

What is printed is the page that the dashboard shows (`views.today.printed`), taken apart by `pdf_data` into the pieces
that `briefing.typ` sets. It is handed over as JSON and is nothing but text to the typesetter; addresses have passed
`views.safe`.

The file is tagged and meets PDF/UA-1 (ISO 14289-1). That standard allows no character without a glyph; where an edition
has one, the file is made without the claim, and says so in its last lines and in `notes`.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from briefing.errors import InputError
from briefing.outputs.fonts import Choice, choose
from briefing.outputs.pdf_data import pdf_data
from briefing.types import Briefing
from briefing.views.safe import plain

#: Formats of paper, and what Typst calls them.
PAPERS = {"a4": "a4", "letter": "us-letter"}


class Pdf:
    """A designed briefing of two to eight pages."""

    name = "pdf"
    media_type = "application/pdf"
    suffix = ".pdf"

    def __init__(self, *, paper: str = "a4") -> None:
        if paper not in PAPERS:
            raise InputError(f'There is no paper "{paper}"; there are {", ".join(PAPERS)}.')
        self._paper = PAPERS[paper]

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`; the time that the file gives as its own is the end of the edition's window."""
        data = pdf_data(briefing, paper=self._paper)
        fonts = choose([_as_json(data)])
        data["families"] = list(fonts.families)
        if note := _missing_note(fonts):
            data["made"]["lines"].append([note])
        timestamp = int(briefing.end.timestamp())
        if not fonts.missing:
            try:
                return _compiled(data, fonts, timestamp, standard=True)
            except typst.TypstError as error:
                # what the tables of the fonts do not tell: a sequence that the shaper cannot show
                data["made"]["lines"].append([f"This file is tagged, but not PDF/UA-1: {plain(error.message)}"])
        return _compiled(data, fonts, timestamp, standard=False)

    def notes(self, briefing: Briefing) -> tuple[str, ...]:
        """As `Reporting`: the characters that no installed font shows."""
        note = _missing_note(choose([_as_json(pdf_data(briefing, paper=self._paper))]))
        return (note,) if note else ()


def _missing_note(fonts: Choice) -> str | None:
    """A sentence that names the characters without a glyph, in plain letters."""
    if not fonts.missing:
        return None
    named = [f"U+{ord(c):04X} ({unicodedata.name(c, 'without a name').capitalize()})" for c in fonts.missing[:8]]
    more = f" and {len(fonts.missing) - 8} more" if len(fonts.missing) > 8 else ""
    return (
        f"No installed font shows {', '.join(named)}{more}: a crossed box stands for each, the other forms of the "
        "edition have the text, and this file does not claim to meet PDF/UA-1."
    )


def _compiled(data: dict[str, Any], fonts: Choice, timestamp: int, *, standard: bool) -> bytes:
    made = typst.compile(
        _template(),
        font_paths=_fonts(fonts.folders),
        sys_inputs={"data": _as_json(data)},
        pdf_standards=["ua-1"] if standard else [],
        timestamp=timestamp,
        format="pdf",
    )
    return bytes(made)


@cache
def _template() -> bytes:
    return files("briefing.outputs").joinpath("briefing.typ").read_bytes()


@cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    """Nothing but the fonts that come with packages: the file is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def _as_json(data: dict[str, Any]) -> str:
    """What is handed over; what it has besides the texts is ASCII, which the faces of the design show."""
    return json.dumps(data, ensure_ascii=False)
