"""Outputs: an edition as bytes for the world outside; one protocol, and a table from the name to the class.

To add one, write a class with the four members of `Output`, and give it a line in `TABLE`; the contract test in
`tests/test_outputs.py` covers it by itself. An output sends nothing anywhere: it is given an edition and returns bytes.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast, runtime_checkable

from briefing.errors import InputError
from briefing.types import Briefing

TABLE = {
    "pdf": "briefing.outputs.pdf:Pdf",
    "html": "briefing.outputs.page:Html",
    "markdown": "briefing.outputs.markdown:Markdown",
    "json": "briefing.outputs.data:Json",
    "latest": "briefing.outputs.data:Latest",
    "csv": "briefing.outputs.tables:Csv",
    "atom": "briefing.outputs.atom:Atom",
}


class Output(Protocol):
    """Prints an edition."""

    @property
    def name(self) -> str:
        """Its name in `TABLE`."""
        ...

    @property
    def media_type(self) -> str:
        """As in a Content-Type, "text/html; charset=utf-8"."""
        ...

    @property
    def suffix(self) -> str:
        """How the name of a file ends, ".html"."""
        ...

    def render(self, briefing: Briefing) -> bytes:
        """The edition; the same bytes for the same edition."""
        ...


@runtime_checkable
class Reporting(Protocol):
    """An output that cannot show everything as it should, and says what."""

    def notes(self, briefing: Briefing) -> tuple[str, ...]:
        """A sentence for everything that does not look as it should; none if all is well."""
        ...


def load_output(name: str, **options: object) -> Output:
    """The output of that name, made with the options of its class ("pdf" takes `paper`, "atom" `earlier`).

    Raises:
        InputError: there is none.
    """
    target = TABLE.get(name)
    if target is None:
        raise InputError(f'There is no output "{name}"; there are {", ".join(TABLE)}.')
    module, _, attribute = target.partition(":")
    return cast("Output", getattr(import_module(module), attribute)(**options))


def file_name(briefing: Briefing, output: Output) -> str:
    """What the file of an edition is called where nobody says otherwise; nothing of a feed is in it."""
    return f"briefing-{briefing.day.isoformat()}{output.suffix}"
