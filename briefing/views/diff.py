"""Two versions of a text side by side in one: what was taken out and what was put in, by words.

Paragraphs first, then the words inside of those that changed; what stayed is shown only around a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

Piece = tuple[Literal["same", "out", "in", "gap"], str]

#: Comparing is quadratic at worst: from here on a text is cut, and a changed passage is shown as a whole.
_LONGEST_TEXT = 60_000
_MOST_WORDS = 1_500
#: Words that are kept on either side of a change.
_AROUND = 12
_TOKEN = re.compile(r"\S+\s*")


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order; nothing if their words are the same."""
    before, after = _paragraphs(old), _paragraphs(new)
    pieces: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", " ".join(before[a:b]) + " "))
        else:
            pieces += _words(" ".join(before[a:b]), " ".join(after[c:d]))
    return tuple(_shortened(pieces)) if any(kind != "same" for kind, _ in pieces) else ()


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text[:_LONGEST_TEXT].split("\n") if part.strip()]


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _TOKEN.findall(f"{old} "), _TOKEN.findall(f"{new} ")
    if len(before) > _MOST_WORDS or len(after) > _MOST_WORDS:
        yield from _piece("out", before)
        yield from _piece("in", after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _piece("same", before[a:b])
        else:
            yield from _piece("out", before[a:b])
            yield from _piece("in", after[c:d])


def _piece(kind: Literal["same", "out", "in"], words: Sequence[str]) -> Iterator[Piece]:
    if words and "".join(words).strip():
        yield kind, "".join(words)


def _shortened(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with the middle of what stayed left out."""
    for place, (kind, text) in enumerate(pieces):
        words = _TOKEN.findall(text)
        if kind != "same" or len(words) <= 2 * _AROUND:
            yield kind, text
            continue
        if place > 0:
            yield "same", "".join(words[:_AROUND])
        yield "gap", "… "
        if place < len(pieces) - 1:
            yield "same", "".join(words[-_AROUND:])
