"""How far a run has come: the pipeline tells, the command line shows."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Is told of every step of a run."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """`done` of `total` things of a step are finished; the first call of a step has 0."""
        ...


def silent(step: str, done: int, total: int) -> None:
    """Say nothing."""
    del step, done, total
