"""The edition as one HTML file: it asks for nothing, runs nothing, and its evidence stands at its end."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from briefing.outputs.markup import Printer, note_id, reference_id
from briefing.types import Briefing
from briefing.views.masthead import PRODUCT
from briefing.views.safe import clipped, plain
from briefing.views.today import printed
from briefing.views.words import day_name

#: No address is asked for anything, whatever should ever slip through: not for scripts, pictures, faces or frames.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_LONGEST_TITLE = 120


class Html:
    """A self-contained page, the dashboard's front page on paper and on any screen."""

    name = "html"
    media_type = "text/html; charset=utf-8"
    suffix = ".html"

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`."""
        title = " · ".join(filter(None, (clipped(briefing.title, _LONGEST_TITLE) or PRODUCT, day_name(briefing.day))))
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="color-scheme" content="light dark">\n'
            f'<meta name="generator" content="{escape(plain(briefing.provenance.program))}">\n'
            f'<title>{escape(title)}</title>\n<link rel="icon" href="data:,">\n'
            f"<style>\n{_styles()}</style>\n</head>\n<body>\n{body(briefing)}\n</body>\n</html>\n"
        ).encode(errors="replace")


def body(briefing: Briefing) -> str:
    """What stands between the tags of the body: the page, then the evidence under its numbers."""
    page, printer = printed(briefing), Printer()
    sheet = printer.html(page.tree)
    notes = "".join(
        f'<li id="{note_id(key)}"><a class="back" href="#{reference_id(key)}">'
        f'<span class="unseen">Evidence </span>{number}<span class="unseen">, back to the text</span></a>'
        f"{printer.html(tree)}</li>\n"
        for number, (key, tree) in enumerate(page.evidence.items(), 1)
    )
    evidence = (
        '<section class="evidence" aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>\n'
        f"<ol>\n{notes}</ol></section>"
    )
    return f'<main class="sheet">{sheet}{evidence if notes else ""}</main>'


def _styles() -> str:
    """The looks of the dashboard, and what a page of its own needs besides."""
    sheet = files("briefing.views").joinpath("sheet.css").read_text(encoding="utf-8")
    own = files("briefing.outputs").joinpath("page.css").read_text(encoding="utf-8")
    return sheet + own
