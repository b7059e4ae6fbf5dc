"""A text -> sentences, tokens with their grammar, and named entities.

Sentences are ours (`sentences.py`); the parser is told where they end. A paragraph is parsed by itself, so that a long
text costs no more than its length, and a paragraph without an end is cut into pieces that the parser can hold. What a
piece costs is its tokens, and among brackets each character is one: so the tokens of a piece are bounded, and those of
the pieces that are read at once. What `clean.py` takes out of a sentence is not there for the parser, and the sentence
stays one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from briefing.document import Document, Entity, Span, Token
from briefing.text.clean import find_body
from briefing.text.sentences import split_sentences
from briefing.types import Range

#: Characters that are parsed at once at the most: far above any paragraph of prose, far below the parser's memory.
_LONGEST_PIECE = 10_000
#: Tokens that are parsed as one at the most; the parser takes some kilobytes for each.
MOST_TOKENS = 2_500
#: Tokens of the pieces that are parsed at once: more than sixty-four paragraphs of a report have.
MOST_TOKENS_AT_ONCE = 10_000
_MOST_PIECES_AT_ONCE = 64
_BREAK = re.compile(r"[\n\r\u2028\u2029]")


class Pipeline(Protocol):
    """The part of a spaCy pipeline that is used here."""

    def make_doc(self, text: str) -> Any:
        """Tokenize."""

    def pipe(self, docs: Iterable[Any], *, batch_size: int) -> Iterator[Any]:
        """Tag, parse and find entities, in order."""


def annotate(texts: Sequence[str], pipeline: Pipeline, *, language: str = "en") -> list[Document]:
    """One document for each text, in order; the texts are handled in batches across their limits."""
    bodies = [find_body(text) for text in texts]
    pieces = (
        (number, piece, doc)
        for number, text in enumerate(texts)
        for ranges, line in _pieces(text, bodies[number])
        for piece, doc in _within_limit(text, ranges, line, pipeline)
    )
    parts: list[list[tuple[_Piece, Any]]] = [[] for _ in texts]
    for batch in _batches(pieces):
        docs = pipeline.pipe([doc for _, _, doc in batch], batch_size=len(batch))
        for (number, piece, _), doc in zip(batch, docs, strict=True):
            parts[number].append((piece, doc))
    return [_document(text, body, part, language) for text, body, part in zip(texts, bodies, parts, strict=True)]


class _Piece:
    """What is parsed at once: a line of the body, joined where furniture was cut out of it, and its sentences."""

    def __init__(self, text: str, ranges: Sequence[Range], paragraph: int) -> None:
        self.paragraph = paragraph
        self.ranges = ranges
        self.text = " ".join(text[a:b] for a, b in ranges)
        self.sentences = split_sentences(self.text)
        self._source: list[int] = []
        self._joined: list[int] = []
        at = 0
        for start, end in ranges:
            self._source.append(start)
            self._joined.append(at)
            at += end - start + 1

    def offset(self, at: int) -> int:
        """Where a character of the piece stands in the text."""
        part = bisect_right(self._joined, at) - 1
        return self._source[part] + at - self._joined[part]

    def range(self, start: int, end: int) -> Range:
        """The range in the text of a range in the piece; it may reach over what was cut out."""
        return self.offset(start), self.offset(end - 1) + 1


def _pieces(text: str, body: Sequence[Range]) -> Iterator[tuple[list[Range], int]]:
    """The lines of the body and their numbers, cut where they are too long for the parser."""
    for number, line in enumerate(_lines(text, body)):
        part: list[Range] = []
        length = 0
        for start, end in line:
            for a, b in _short_enough(text, start, end):
                if part and length + b - a > _LONGEST_PIECE:
                    yield part, number
                    part, length = [], 0
                part.append((a, b))
                length += b - a
        yield part, number


def _within_limit(
    text: str, ranges: Sequence[Range], paragraph: int, pipeline: Pipeline
) -> Iterator[tuple[_Piece, Any]]:
    """A piece and its tokens; several where it has more tokens than the parser takes."""
    todo = [ranges]
    while todo:
        piece = _Piece(text, todo.pop(), paragraph)
        doc = _tokenized(piece, pipeline)
        if len(doc) <= MOST_TOKENS:
            yield piece, doc
            continue
        cut = piece.offset(_cut(piece, doc))
        # the first part last, since it is taken from the end
        todo.append([(max(a, cut), b) for a, b in piece.ranges if b > cut])
        todo.append([(a, min(b, cut)) for a, b in piece.ranges if a < cut])


def _cut(piece: _Piece, doc: Any) -> int:
    """Where a piece with too many tokens is cut: behind a sentence, else at white space, else between two tokens."""
    limit: int = doc[MOST_TOKENS].idx
    ends = [end for _, end in piece.sentences if end <= limit]
    return ends[-1] if ends else max(piece.text.rfind(" ", 1, limit), piece.text.rfind("\t", 1, limit), 0) or limit


def _batches(pieces: Iterable[tuple[int, _Piece, Any]]) -> Iterator[list[tuple[int, _Piece, Any]]]:
    """Pieces that are parsed at once, in order: so many that their tokens stay within the limit."""
    batch: list[tuple[int, _Piece, Any]] = []
    tokens = 0
    for each in pieces:
        size = len(each[2])
        if batch and (tokens + size > MOST_TOKENS_AT_ONCE or len(batch) == _MOST_PIECES_AT_ONCE):
            yield batch
            batch, tokens = [], 0
        batch.append(each)
        tokens += size
    if batch:
        yield batch


def _lines(text: str, body: Sequence[Range]) -> list[list[Range]]:
    """The ranges of the body by line of the text."""
    found: list[list[Range]] = []
    last = 0
    for start, end in body:
        for line in re.compile(r"[^\n\r\u2028\u2029]+").finditer(text, start, end):
            if found and not _BREAK.search(text, last, line.start()):
                found[-1].append(line.span())
            else:
                found.append([line.span()])
            last = line.end()
    return found


def _short_enough(text: str, start: int, end: int) -> Iterator[Range]:
    """A range, cut behind a sentence or else at white space where it is longer than the parser takes."""
    while end - start > _LONGEST_PIECE:
        limit = start + _LONGEST_PIECE
        ends = [b for _, b in split_sentences(text, start, limit)[:-1]]
        cut = ends[-1] if ends else max(text.rfind(" ", start, limit), text.rfind("\t", start, limit))
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, end


def _tokenized(piece: _Piece, pipeline: Pipeline) -> Any:
    """Tokens of one piece, with our ends of sentences set before the parser sees them."""
    doc = pipeline.make_doc(piece.text)
    starts = [a for a, _ in piece.sentences]
    opened = 0
    for token in doc:
        number = bisect_right(starts, token.idx + len(token) - 1)
        token.is_sent_start = number > opened and not token.is_space
        opened = max(opened, number) if token.is_sent_start else opened
    return doc


def _document(text: str, body: tuple[Range, ...], parts: Sequence[tuple[_Piece, Any]], language: str) -> Document:
    tokens: list[Token] = []
    sentences: list[Span] = []
    entities: list[Entity] = []
    for piece, doc in parts:
        base = len(tokens)
        kept = [token for token in doc if not token.is_space]
        place = {token.i: base + n for n, token in enumerate(kept)}
        for token in kept:
            start, end = piece.range(token.idx, token.idx + len(token))
            head = place.get(token.head.i, place[token.i])
            tokens.append(Token(start, end, token.text, token.tag_, token.dep_, head))
        named = [e for e in doc.ents if e.text.strip()]
        entities += [Entity(*piece.range(e.start_char, e.end_char), e.text, e.label_) for e in named]
        sentences += _spans(piece, tokens, base)
    return Document(
        text=text,
        language=language,
        body=body,
        tokens=tuple(tokens),
        sentences=tuple(sentences),
        entities=tuple(entities),
    )


def _spans(piece: _Piece, tokens: Sequence[Token], first: int) -> Iterator[Span]:
    at = first
    for sentence in piece.sentences:
        start, end = piece.range(*sentence)
        begin = at
        while at < len(tokens) and tokens[at].start < end:
            at += 1
        yield Span(start, end, begin, at, piece.paragraph)
