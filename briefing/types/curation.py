"""What an editor asks for: curation.yaml.

A story is named by its id, by the address of one of its reports, or by the headline of one. `day` is the edition
that it is asked for; None: every one from now on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A story that stands first, whatever its rank."""

    story: str
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hide:
    """A story that is not printed; the edition says that one is hidden."""

    story: str
    day: date | None = None
    #: The reason, which is printed; empty: none is given.
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Stories that are one."""

    stories: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Reports, by address or headline, that are a story of their own."""

    reports: tuple[str, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """What an editor asks of the line-up, in the order in which it is done: split, merge, hide, pin."""

    split: tuple[Split, ...] = ()
    merge: tuple[Merge, ...] = ()
    hide: tuple[Hide, ...] = ()
    pin: tuple[Pin, ...] = ()
