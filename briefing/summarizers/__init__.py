"""Summarizers: one protocol, and a table from the name in feeds.yaml to the class.

To add one, write a class with `model` and `summarize_all`, and give it a line in `TABLE`; the contract test in
`tests/test_summarizers.py` covers it by itself. What a model writes goes through `gated.finish`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from briefing.analysis.source import Embed
from briefing.document import Document
from briefing.summarizers.gated import Entail
from briefing.types import Summarizing, Summary

TABLE = {
    "extractive": "briefing.summarizers.extractive:Extractive",
    "seq2seq": "briefing.summarizers.seq2seq:Seq2Seq",
    "chat": "briefing.summarizers.chat:Chat",
}


class Summarizer(Protocol):
    """Writes short accounts of texts."""

    @property
    def model(self) -> str:
        """Name and version; it is part of the key under which digests are kept."""
        ...

    def summarize_all(self, documents: Sequence[Document], headlines: Sequence[str]) -> list[Summary]:
        """A summary for each text, in order: whole sentences, each with the ranges of the text that it rests on.

        Raises nothing: where it fails, the summary is the embedded summarizer's and says why.
        """
        ...


@cache
def load_summarizer(chosen: Summarizing, embed: Embed | None = None, entail: Entail | None = None) -> Summarizer:
    """The summarizer that was chosen.

    For what a model writes, `embed` helps the gate to find what a sentence rests on, and `entail` has a further vote.
    """
    kind = "seq2seq" if chosen.seq2seq else "chat" if chosen.chat else "extractive"
    module, _, attribute = TABLE[kind].partition(":")
    return cast("Summarizer", getattr(import_module(module), attribute)(chosen, embed, entail))
