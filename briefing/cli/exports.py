"""What `briefing export` and the demo write: an edition in one of its forms, whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from briefing.errors import StoreError
from briefing.outputs import Reporting, file_name, load_output
from briefing.store.editions import Editions
from briefing.store.files import write_whole
from briefing.types import Briefing

#: As many editions are in a feed: readers that ask once a month miss none.
_IN_A_FEED = 31
_STANDARD_OUTPUT = Path("-")


def export_edition(
    archive: Path, briefing: Briefing, form: str, output: Path | None = None, *, paper: str = "a4"
) -> Path | None:
    """Write an edition in the form of an output; where it was written, None for the standard output.

    Raises:
        InputError: there is no such form or paper.
        StoreError: the file cannot be written; what was there before is as it was.
    """
    options: dict[str, object] = {"paper": paper} if form == "pdf" else {}
    if form == "atom":
        options["earlier"] = tuple(_earlier(Editions(archive), briefing))
    made = load_output(form, **options)
    data = made.render(briefing)
    if isinstance(made, Reporting):
        for note in made.notes(briefing):
            sys.stderr.write(f"{note}\n")
    if output == _STANDARD_OUTPUT:
        sys.stdout.buffer.write(data)
        return None
    name = file_name(briefing, made)
    path = Path(name) if output is None else output / name if output.is_dir() else output
    try:
        write_whole(path, data)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}).") from error
    return path


def _earlier(editions: Editions, briefing: Briefing) -> Iterator[Briefing]:
    """The editions of the days before; one that cannot be read is left out and named."""
    days = [day for day in editions.days() if day < briefing.day]
    for day in days[-(_IN_A_FEED - 1) :]:
        try:
            yield editions.load(day)
        except StoreError as error:
            sys.stderr.write(f"Left out of the feed: {error}\n")
