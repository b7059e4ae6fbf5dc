"""Where a text quotes: the ranges between quotation marks, found by one walk over the characters.

1. Marks that show their side (“ ” « ») open and close; straight and '' '' marks open where a word may begin and close
   the quotation that they opened. A quotation inside another belongs to the outer one.
2. An open quotation ends with its paragraph, or where a sentence has ended and another opening mark follows. If the
   next paragraph begins with a mark, the two belong together: that is how quotations of several paragraphs are set,
   reopened in each and closed once.
3. A single mark opens only where a word begins and closes only where one ends, so that an apostrophe is neither.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefing.types import Range

_SIDED = {"“": "”", "„": "“”", "«": "»", "‟": "”"}
_STRAIGHT = '"'
_SINGLE = {"‘": "’", "'": "'"}
_BEFORE_WORD = "([{—–-/:"
#: Fewer words between single marks are a word held at a distance, not speech.
_SINGLE_WORDS = 2
#: A quotation between single marks is looked for no further than this; apostrophes abound, and the walk stays linear.
_SINGLE_REACH = 600


class Quotation(NamedTuple):
    """One quotation: `start` and `end` include the marks."""

    start: int
    end: int
    #: What is between the marks.
    inner: Range
    #: False where the paragraph ended first.
    closed: bool
    #: Between single marks.
    single: bool
    paragraph: int

    def said(self, text: str) -> Range:
        """The words alone, without white space and the comma that belongs to the sentence around them."""
        start, end = self.inner
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == ","):
            end -= 1
        return start, end


class Quotations:
    """The quotations of a text in order, looked up by place."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.found = found
        self._starts = [q.start for q in found]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that covers a character, marks included."""
        at = bisect_right(self._starts, offset) - 1
        return self.found[at] if at >= 0 and offset < self.found[at].end else None

    def touching(self, part: Range) -> Iterator[Quotation]:
        """The quotations that share characters with a range."""
        at = max(0, bisect_right(self._starts, part[0]) - 1)
        while at < len(self.found) and self.found[at].start < part[1]:
            if self.found[at].end > part[0]:
                yield self.found[at]
            at += 1


def find_quotations(text: str, paragraphs: Sequence[Range]) -> list[Quotation]:
    """The outermost quotations in text order; `paragraphs` are the ranges to look in."""
    return [quotation for number, p in enumerate(paragraphs) for quotation in _in_paragraph(text, p, number)]


def find_pairs(text: str) -> list[Quotation]:
    """The quotations as marks alone pair them, line by line: what a reader sees who minds no grammar.

    Where marks are not balanced this differs from `find_quotations`.
    """
    found: list[Quotation] = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        start: int | None = None
        for mark in re.finditer(r"[“”„«»\"]", line.group()):
            at = line.start() + mark.start()
            if start is not None and mark.group() in '”»"':
                found.append(Quotation(start, at + 1, (start + 1, at), closed=True, single=False, paragraph=number))
                start = None
            elif mark.group() in '“„«"':
                start = at
        if start is not None:
            inner = start + 1, line.end()
            found.append(Quotation(start, line.end(), inner, closed=False, single=False, paragraph=number))
    return found


def _in_paragraph(text: str, paragraph: Range, number: int) -> Iterator[Quotation]:
    at, end = paragraph
    while at < end:
        opening = _opening(text, at, paragraph)
        if not opening:
            at += 1
            continue
        width, closers = opening
        single = closers in ("’", "'")
        close = _closing(text, at + width, end, closers)
        if single and (close is None or not _is_speech(text, at, close)):
            at += 1
        elif close is None:
            stop = _reopened(text, at + width, end, text[at])
            yield Quotation(at, stop, (at + width, stop), closed=False, single=False, paragraph=number)
            at = stop
        else:
            yield Quotation(at, close + width, (at + width, close), closed=True, single=single, paragraph=number)
            at = close + width


def _is_speech(text: str, start: int, end: int) -> bool:
    """Whether single marks hold more than a word, and no half of another quotation (‘08 ... “it goes away’)."""
    halves = text.count("“", start, end) == text.count("”", start, end) and not text.count(_STRAIGHT, start, end) % 2
    return halves and text.count(" ", start, end) >= _SINGLE_WORDS - 1


def _opening(text: str, at: int, paragraph: Range) -> tuple[int, str] | None:
    """Width of the opening mark at `at` and the marks that close it."""
    char = text[at]
    if char in _SIDED:
        return 1, _SIDED[char]
    begins = at == paragraph[0] or text[at - 1].isspace() or text[at - 1] in _BEFORE_WORD
    after = text[at + 1 : at + 2]
    if char == "”" and at == paragraph[0] and after.isalnum():
        return 1, "”"  # a closing mark where only an opening one can stand
    if char == _STRAIGHT and (begins or after.isalnum()):
        return 1, _STRAIGHT + "”"
    if not begins:
        return None
    if text.startswith("''", at) and not text[at + 2 : at + 3].isspace():
        return 2, "''"
    if char in _SINGLE and after.isalnum():
        return 1, _SINGLE[char]
    return None


def _closing(text: str, at: int, end: int, closers: str) -> int | None:
    """Where the quotation closes; None where it is left open."""
    if closers == "''":
        found = text.find("''", at, end)
        return found if found >= 0 else None
    if closers in ("’", "'"):
        return _single_closing(text, at, min(end, at + _SINGLE_REACH), closers)
    opener = text[at - 1]
    depth = 0
    straight = opener == "“"
    for i in range(at, end):
        if straight and text[i] == _STRAIGHT:
            straight = False
            if _ends_speech(text, i):
                return i
        if text[i] in closers:
            if not depth:
                return i
            depth -= 1
        elif text[i] == opener and opener in _SIDED:
            if _ends_sentence(text, at, i):
                return None
            depth += 1
    return None


def _ends_speech(text: str, at: int) -> bool:
    """Whether a straight mark ends what a “ began: it is the first, and stands behind a mark of the sentence."""
    return text[at - 1] in ",.?!…" and not text[at + 1 : at + 2].isalnum()


def _reopened(text: str, at: int, end: int, opener: str) -> int:
    """Where an unclosed quotation ends: before the next opening mark behind a sentence, else at `end`."""
    i = text.find(opener, at, end)
    while i >= 0:
        if _ends_sentence(text, at, i):
            return at + len(text[at:i].rstrip())
        i = text.find(opener, i + 1, end)
    return end


def _ends_sentence(text: str, start: int, at: int) -> bool:
    """Whether a sentence has ended right before `at`, white space aside."""
    before = text[max(start, at - 8) : at]
    return before != before.rstrip() and before.rstrip()[-1:] in (".", "!", "?", "…")


def _single_closing(text: str, at: int, end: int, closer: str) -> int | None:
    """The first mark behind a word that no word follows."""
    i = text.find(closer, at, end)
    while i >= 0:
        after = text[i + 1 : i + 2]
        if not after.isalnum() and not text[i - 1].isspace():
            return i
        i = text.find(closer, i + 1, end)
    return None
