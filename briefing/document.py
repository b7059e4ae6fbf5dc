"""One text with its linguistic annotation, in plain types, so that no analysis depends on a language library.

`text/annotate.py` makes it; everything in `analysis/` and the extractive summarizer reads it. Tags are Universal
Dependencies for the part of speech, the Penn Treebank's for the fine tag, and ClearNLP labels for the relation, as
spaCy's English models give them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from briefing.types import Range


class Token(NamedTuple):
    """A word or mark: `text[start:end]` of its document."""

    start: int
    end: int
    text: str
    #: Fine tag, Penn Treebank: VBD, NNP ...
    tag: str
    #: Relation to the head: nsubj, ccomp ...
    dep: str
    #: Index of the head among the tokens of the document; a root is its own head.
    head: int


class Entity(NamedTuple):
    """A named entity as the model marks it, in OntoNotes kinds: PERSON, ORG, GPE, LOC, NORP, FAC, EVENT ..."""

    start: int
    end: int
    text: str
    label: str


class Span(NamedTuple):
    """A sentence: its range, the tokens `[first, last)` in it, and the number of its paragraph."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An annotated text. Tokens, sentences and entities are in text order and lie within the body."""

    text: str
    language: str
    body: tuple[Range, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    _starts: list[int] = field(default_factory=list, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._starts.extend(token.start for token in self.tokens)

    def tokens_in(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin within `[start, end)`."""
        first = self.token_at(start)
        if first < len(self.tokens) and self.tokens[first].start < start:
            first += 1
        last = self.token_at(end - 1) + 1 if end > start else first
        return self.tokens[first:last]

    def token_at(self, offset: int) -> int:
        """Index of the last token that begins at or before `offset`; 0 where there is none."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def body_in(self, start: int, end: int) -> tuple[Range, ...]:
        """The parts of `[start, end)` that belong to the body, in order."""
        return tuple((max(a, start), min(b, end)) for a, b in self.body if a < end and start < b)

    def paragraphs(self) -> list[tuple[Span, ...]]:
        """The sentences of each paragraph that has any, in text order."""
        return [tuple(spans) for _, spans in groupby(self.sentences, key=lambda span: span.paragraph)]

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that covers `offset`, else of the last one before it; 0 where there is none."""
        return max(0, bisect_right(self.sentences, offset, key=lambda span: span.start) - 1)
