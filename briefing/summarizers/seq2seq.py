"""Summaries by an encoder-decoder model: an article in parts that it can hold, each sentence through the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from briefing.analysis.source import Embed
from briefing.document import Document
from briefing.errors import ModelError
from briefing.models.seq2seq import Writer, load_writer
from briefing.summarizers.extractive import MOST_WORDS
from briefing.summarizers.gated import Checks, Draft, Entail, finish
from briefing.types import Summarizing, Summary

#: How often the summaries of the parts are summarized together: each time they become some four times shorter.
_ROUNDS = 3


class Seq2Seq:
    """Any Hugging Face encoder-decoder, by name or folder."""

    def __init__(self, chosen: Summarizing, embed: Embed | None = None, entail: Entail | None = None) -> None:
        """The model is loaded when it is first needed."""
        self._chosen = chosen
        self._checks = Checks(embed=embed, entail=entail, mark=chosen.unverified == "mark")

    @property
    def model(self) -> str:
        """Name and commit of the model, and the gate."""
        revision = f" {self._chosen.revision[:12]}" if self._chosen.revision else ""
        return f"{self._chosen.seq2seq}{revision}, {self._checks.name}"

    def summarize_all(self, documents: Sequence[Document], headlines: Sequence[str]) -> list[Summary]:
        """A summary for each document, in order; the parts of all go through the model together."""
        return [
            finish(draft, document, headline=headline, model=self.model, checks=self._checks)
            for draft, document, headline in zip(self._drafts(documents), documents, headlines, strict=True)
        ]

    def _drafts(self, documents: Sequence[Document]) -> list[Draft]:
        try:
            writer = load_writer(self._chosen.seq2seq, self._chosen.revision)
            parts = [list(parts_of(document, writer.count, writer.limit)) for document in documents]
            return [Draft(text=text) for text in _written(writer, parts)]
        except ModelError as error:
            return [Draft(problem=_clause(error), reason=error.reason) for _ in documents]
        except (RuntimeError, MemoryError, ValueError, IndexError) as error:
            return [Draft(problem=_clause(error)) for _ in documents]


def _clause(error: Exception) -> str:
    return (str(error) or type(error).__name__).strip().splitlines()[0].rstrip(".")[:200]


def _written(writer: Writer, parts: Sequence[Sequence[str]]) -> list[str]:
    """What is written on each article: on its parts, and on that again while it is too long for a summary."""
    texts = _each_written(writer, parts)
    for _ in range(_ROUNDS - 1):
        long = [i for i, text in enumerate(texts) if len(parts[i]) > 1 and len(text.split()) > MOST_WORDS]
        again = [list(_divided([(text, False) for text in [texts[i]]], writer.count, writer.limit)) for i in long]
        for i, text in zip(long, _each_written(writer, again), strict=True):
            texts[i] = text
    return texts


def _each_written(writer: Writer, parts: Sequence[Sequence[str]]) -> list[str]:
    written = iter(writer.write([part for some in parts for part in some]))
    return [" ".join(next(written) for _ in some) for some in parts]


def parts_of(document: Document, count: Callable[[str], int], limit: int) -> Iterator[str]:
    """The body in parts of at most `limit` word pieces, divided between paragraphs where that is possible."""
    paragraphs = []
    for _, spans in groupby(document.sentences, key=lambda span: span.paragraph):
        sentences = [" ".join(document.text[a:b] for a, b in document.body_in(s.start, s.end)) for s in spans]
        paragraphs += [(sentence, i == 0) for i, sentence in enumerate(sentences) if sentence]
    yield from _divided(paragraphs, count, limit)


def _divided(sentences: Sequence[tuple[str, bool]], count: Callable[[str], int], limit: int) -> Iterator[str]:
    """Sentences, each with whether it opens a paragraph, in parts.

    A part is closed before the sentence that does not fit; from three quarters of the limit on, before a paragraph.
    """
    part: list[str] = []
    size = 0
    for sentence, opens in sentences:
        for piece in _pieces(sentence, count, limit):
            length = count(piece) + 1
            if part and (size + length > limit or (opens and size > 0.75 * limit)):
                yield " ".join(part)
                part, size = [], 0
            part.append(piece)
            size += length
    if part:
        yield " ".join(part)


def _pieces(sentence: str, count: Callable[[str], int], limit: int) -> Iterator[str]:
    """A sentence, halved at a word until each piece fits."""
    if count(sentence) < limit or " " not in sentence.strip():
        yield sentence
        return
    words = sentence.split()
    for half in (words[: len(words) // 2], words[len(words) // 2 :]):
        yield from _pieces(" ".join(half), count, limit)
