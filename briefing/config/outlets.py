"""The table of outlets that comes with the program, `data/outlets.tsv`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from briefing.types import Outlet

_OUTLET = TypeAdapter(Outlet)


@cache
def load_outlets() -> tuple[Outlet, ...]:
    """The table of outlets that comes with the program: wires, groups that share copy, outlets under direction."""
    lines = files("briefing").joinpath("data/outlets.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(_outlet(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _outlet(cells: Sequence[str]) -> Outlet:
    name, aliases, group, kind, source, dated = cells
    return _OUTLET.validate_python(
        {
            "name": name,
            "aliases": () if aliases == "-" else tuple(aliases.split("|")),
            "group": group,
            "kind": kind,
            "source": source,
            "dated": dated,
        }
    )
