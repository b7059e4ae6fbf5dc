"""Summarizers: one protocol, and a table from the name in feeds.yaml to the class.

To add one, write a class with `model` and `summarize`, and give it a line in `TABLE`; the contract test in
`tests/test_summarizers.py` covers it by itself.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from briefing.document import Document
from briefing.errors import ConfigError
from briefing.types import Summary

TABLE = {
    "extractive": "briefing.summarizers.extractive:Extractive",
}


class Summarizer(Protocol):
    """Writes a short account of one text."""

    @property
    def model(self) -> str:
        """Name and version; it is part of the key under which digests are kept."""
        ...

    def summarize(self, document: Document, *, headline: str = "") -> Summary:
        """Whole sentences, each with the ranges of the text that it rests on; none for a text without sentences."""
        ...


def load_summarizer(name: str) -> Summarizer:
    """The summarizer of that name.

    Raises:
        ConfigError: there is none.
    """
    target = TABLE.get(name)
    if target is None:
        raise ConfigError(f'summarizer: there is no "{name}"; there are {", ".join(sorted(TABLE))}')
    module, _, attribute = target.partition(":")
    return cast("Summarizer", getattr(import_module(module), attribute)())
