"""What the commands print: plain text, never markup; progress bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

_STEPS = {
    "feeds": "Reading feeds",
    "articles": "Reading articles",
    "texts": "Reading texts with the models",
    "edition": "Composing the edition",
}


def printable(text: str) -> str:
    """Text with control characters (a title may hold terminal commands) written out."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def say(text: str = "") -> None:
    """A line on the standard output."""
    sys.stdout.write(printable(text) + "\n")


class Bars:
    """The progress of a run on the standard error: bars if it is a terminal, else a line as each step ends."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Bars:
        if self._console.is_terminal:
            self._bars = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=self._console,
            )
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        """As `pipeline.progress.Progress`."""
        if not total:
            return
        name = _STEPS.get(step, step)
        if self._bars is None:
            if done == total:
                sys.stderr.write(f"{name}: {total}\n")
            return
        if step not in self._tasks or done == 0:
            self._tasks[step] = self._bars.add_task(name, total=total)
        self._bars.update(self._tasks[step], completed=done)
