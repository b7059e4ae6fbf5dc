"""The exception tree.

    BriefingError                 everything that a user is told in one sentence
    ├── ConfigError               feeds.yaml or the environment: path, line                      exit 2
    ├── SourceError               something that was to be read: url, reason (a fixed code)
    │   ├── FetchError            no answer, or one of no use
    │   ├── BlockedError          an address that may not be reached, or a reader that is turned away
    │   ├── ParseError            bytes that are no feed
    │   └── ExtractionError       a page that gives no text
    ├── ModelError                a model that cannot be loaded or trusted: model, reason (a code)
    ├── StoreError                the archive cannot be read or written                           exit 4
    │   ├── EditionNotFoundError  no edition of that day: day
    │   ├── SchemaError           made by a newer version of this program
    │   └── BusyError             another run is writing
    ├── OutputError           a form of an edition that cannot be made: a package is missing       exit 4
    ├── DeliveryError             an edition that was not sent to anybody, or may not be sent       exit 4
    ├── NothingReadError          no feed answered and nothing is stored: no edition is made       exit 4
    └── InputError                a file given on the command line cannot be used                  exit 2

`str(error)` is what the user reads: what happened, to what, and what to do. The cause goes to the log. A `SourceError`
ends one feed or one page, never a run; it is recorded in the edition.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path


class BriefingError(Exception):
    """Base of all expected errors; its text is one sentence for the user."""

    exit_code = 4


class ConfigError(BriefingError):
    """A mistake in feeds.yaml or in the environment."""

    exit_code = 2

    def __init__(self, message: str, *, path: Path | None = None, line: int | None = None) -> None:
        where = "" if path is None else f"{path}: " if line is None else f"{path}, line {line}: "
        super().__init__(where + message)
        self.path = path
        self.line = line


class SourceError(BriefingError):
    """Something on the web that could not be read; `reason` is a fixed code, the text a clause for people."""

    def __init__(self, message: str, *, url: str, reason: str) -> None:
        super().__init__(message)
        self.url = url
        self.reason = reason


class FetchError(SourceError):
    """No answer, or one that is of no use.

    `retry_after` is the number of seconds that the server asked to be left alone, if it did.
    """

    def __init__(
        self, message: str, *, url: str, reason: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message, url=url, reason=reason)
        self.status = status
        self.retry_after = retry_after


class BlockedError(SourceError):
    """An address that the guard refuses, or a server that turns readers away."""


class ParseError(SourceError):
    """Bytes that are not a feed."""


class ExtractionError(SourceError):
    """A page that gives no article text."""


class ModelError(BriefingError):
    """A model that cannot be loaded, or whose files are not the expected ones; `reason` is a fixed code.

    `model-refused`: what is there may not be used; `model-missing`: there is nothing; `model-failed`: it may be used
    and gives nothing.
    """

    def __init__(self, message: str, *, model: str, reason: str = "model-refused") -> None:
        super().__init__(message)
        self.model = model
        self.reason = reason


class StoreError(BriefingError):
    """The archive cannot be read or written."""


class EditionNotFoundError(StoreError):
    """There is no edition of that day."""

    def __init__(self, message: str, *, day: date) -> None:
        super().__init__(message)
        self.day = day


class SchemaError(StoreError):
    """Something in the archive was made by a newer version of this program."""


class BusyError(StoreError):
    """Another run is writing to the archive."""


class OutputError(BriefingError):
    """A form of an edition that cannot be made on this machine.

    `why` is a sentence for its readers, without what `remedy` tells whoever runs the program.
    """

    def __init__(self, why: str, *, remedy: str = "") -> None:
        super().__init__(f"{why}; {remedy}" if remedy else why)
        self.why = why


class DeliveryError(BriefingError):
    """An edition that could not be sent to anybody, or that waits for a person; passwords never stand in its text."""


class NothingReadError(BriefingError):
    """No feed answered and nothing is stored for the day, so no edition is made."""


class InputError(BriefingError):
    """A file or value given on the command line cannot be used."""

    exit_code = 2
