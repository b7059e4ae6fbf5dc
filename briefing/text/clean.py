"""Which parts of a text are the article itself: ranges of the text, which stays as it is.

Text that was pasted or extracted from a page carries furniture. It is found by expression (`furniture.py`) and by
evidence, in this order:

1. Every line or sentence that is a piece of furniture as a whole goes, captions of pictures among them, and the pieces
   inside a sentence that stays.
2. Lines that are no sentences go where they stand in front of the first or behind the last line of prose: navigation,
   headline, byline; lists of other stories.
3. A heading such as "Top headlines" takes everything behind it along, unless a good part of the article follows.
4. Rules, rows of brackets and other long stretches with hardly a letter go.
5. Sentences that are addressed to a language model go, unless a sentence quotes them.
6. Short lines inside the article stay (they are crossheads), unless the same line stands there twice.

A text with no prose in it (a list, a poem) keeps all that no expression condemns.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from briefing.text.furniture import (
    ANSWER,
    CAPTION,
    CUT,
    FRONT,
    INSIDE,
    LABEL,
    LINE,
    ORDER,
    ORDER_GOES_ON,
    SAYS_SO,
    SECTION,
    TEASERS,
)
from briefing.text.sentences import split_sentences, trim
from briefing.types import Range

#: The first line of an article ends in a full stop and has at least so many words, or more with another end mark:
#: headlines may end in a question mark.
_OPENING_WORDS = 4
_OPENING_WORDS_UNSURE = 7
#: Further down, a line with an end mark is a sentence from so many words on, and one without from so many (no headline
#: of the development pages is as long).
_SENTENCE_WORDS = 3
_LONG_LINE_WORDS = 18
#: Behind the heading of a section, prose of at least this share of the words before it means the article goes on.
_GOES_ON = 0.25
_END_MARK = re.compile(r"[.!?…:;؟۔।。！？][\"'”’»)\]]*\s*$")
_FULL_STOP = re.compile(r"[.。।۔][\"'”’»)\]]*\s*$")
_WORD = re.compile(r"\w+")
#: What a sentence quotes, and how many words beside it make it a report: "he said".
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|«[^«»]*»")
_REPORTING_WORDS = 2
#: No line or sentence of furniture is longer; longer ones are not even matched.
_LONGEST = 400
#: No caption is longer, and no list of other things on the site that stands in one line.
_LONGEST_CAPTION = 700
_LONGEST_LIST = 2000
#: A stretch where at the most every eleventh character is a letter or digit; possessive, so that it is read once.
_UNLETTERED = re.compile(r"[\W_]{10,}+(?:[^\W_][\W_]{10,}+)*+")
#: So long a stretch is no dash, no dotted line of a table and no row of signs in a message.
_LONGEST_UNLETTERED = 200
#: Of such a stretch, what still belongs to the words before and behind it.
_CLOSING = re.compile(r"[.!?…,:;\"'”’»)\]]{0,3}(?=\s)")
_OPENING = re.compile(r"(?<=\s)[\"'“‘«]")


def find_body(text: str) -> tuple[Range, ...]:
    """The ranges of `text` that are the article, in order, without white space at their ends."""
    lines = [trim(text, m.start(), m.end()) for m in re.finditer(r"[^\n\r\u2028\u2029]+", text)]
    lines = [(a, b) for a, b in lines if a < b]
    kept = [(a, b) for a, b in lines if not (_is_furniture(text[a:b]) or _is_caption(text[a:b]) or _teases(text[a:b]))]
    kept = _without_site_sections(text, kept)
    kept = _without_repeated_labels(text, kept)
    kept = _from_first_to_last_prose(text, kept)
    return tuple(_joined(text, _clean(text, kept)))


def headline_of(title: str) -> str:
    """A title without what is addressed to a language model; empty if it is nothing else.

    More is asked than of a sentence of the body, since a headline may order people about, and quotes without a speaker.
    """
    if not ORDER.search(title):
        return title
    kept = []
    ordered = False
    for start, end in split_sentences(title):
        sentence, rest = title[start:end], title[start:]
        starts = _is_order(sentence) and bool(ANSWER.search(rest)) and not SAYS_SO.search(sentence)
        ordered = starts or (ordered and bool(ORDER_GOES_ON.match(sentence)))
        if not ordered:
            kept.append(sentence)
    return " ".join(kept)


def is_prose(line: str, words: int = _SENTENCE_WORDS) -> bool:
    """Whether a line reads as sentences: it has an end mark and at least so many words, or is very long."""
    count = _word_count(line)
    return count >= _LONG_LINE_WORDS or (count >= words and bool(_END_MARK.search(line)))


def _opens_article(line: str) -> bool:
    return is_prose(line, _OPENING_WORDS if _FULL_STOP.search(line) else _OPENING_WORDS_UNSURE)


def _word_count(line: str) -> int:
    return sum(1 for _ in _WORD.finditer(line))


def _is_furniture(line: str) -> bool:
    if len(line) > _LONGEST:
        return False
    bare = line.rstrip(" .!")
    return bool(LINE.fullmatch(line) or LINE.fullmatch(bare) or (bare == line and LABEL.fullmatch(line)))


def _is_caption(line: str) -> bool:
    """Whether a line tells what a picture shows; a text in one line that ends with a credit is longer."""
    return len(line) <= _LONGEST_CAPTION and bool(CAPTION.fullmatch(line))


def _teases(line: str) -> bool:
    """Whether a line lists other things on the site; a text in one line is longer."""
    return len(line) <= _LONGEST_LIST and TEASERS.fullmatch(line) is not None


def _without_site_sections(text: str, lines: list[Range]) -> list[Range]:
    """The lines before the first heading of a section that ends the article; all of them if there is none."""
    prose = [_word_count(text[a:b]) if is_prose(text[a:b]) else 0 for a, b in lines]
    before = 0
    for i, (a, b) in enumerate(lines):
        behind = sum(prose) - before
        if b - a <= _LONGEST and SECTION.fullmatch(text[a:b].rstrip(" :»>→")) and before and behind < _GOES_ON * before:
            return lines[:i]
        before += prose[i]
    return lines


def _without_repeated_labels(text: str, lines: list[Range]) -> list[Range]:
    seen = Counter(text[a:b].casefold() for a, b in lines)
    return [(a, b) for a, b in lines if seen[text[a:b].casefold()] == 1 or is_prose(text[a:b])]


def _from_first_to_last_prose(text: str, lines: list[Range]) -> list[Range]:
    first = next((i for i, (a, b) in enumerate(lines) if _opens_article(text[a:b])), None)
    if first is None:
        return lines
    last = max(i for i, (a, b) in enumerate(lines) if is_prose(text[a:b]))
    return lines[first : last + 1]


def _clean(text: str, lines: Iterable[Range]) -> Iterator[Range]:
    """The pieces of the lines that stay: sentences without furniture, and these without what is cut out of them."""
    ordered = False
    for start, end in _sentences(text, lines):
        sentence = text[start:end]
        ordered = _is_order(sentence) or (ordered and bool(ORDER_GOES_ON.match(sentence)))
        if ordered or _is_furniture(sentence) or (end - start <= 4 * _LONGEST and INSIDE.search(sentence)):
            continue
        at = start
        for cut in CUT.finditer(text, start, end):
            yield trim(text, at, cut.start())
            at = cut.end()
        yield trim(text, at, end)


def _sentences(text: str, lines: Iterable[Range]) -> Iterator[Range]:
    for number, (start, end) in enumerate(lines):
        front = None if number else FRONT.match(text, start, end)
        for part in _lettered(text, front.end() if front else start, end):
            yield from split_sentences(text, *part)


def _is_order(sentence: str) -> bool:
    """Whether a sentence is addressed to a language model; one that quotes such words and says more is a report."""
    order = ORDER.search(sentence)
    if order is None:
        return False
    said = next((m for m in _QUOTED.finditer(sentence) if m.start() < order.end() <= m.end()), None)
    return said is None or _word_count(sentence[: said.start()] + sentence[said.end() :]) < _REPORTING_WORDS


def _lettered(text: str, start: int, end: int) -> Iterator[Range]:
    """What is left of a range without its long stretches of signs."""
    for found in _UNLETTERED.finditer(text, start, end):
        if found.end() - found.start() > _LONGEST_UNLETTERED:
            closing = _CLOSING.match(text, found.start(), end)
            yield start, closing.end() if closing else found.start()
            start = found.end() - (1 if found.end() < end and _OPENING.match(text, found.end() - 1) else 0)
    yield start, end


def _joined(text: str, pieces: Iterable[Range]) -> Iterator[Range]:
    """Pieces with nothing but white space between them become one range."""
    current: Range | None = None
    for start, end in pieces:
        if start >= end:
            continue
        if current and not text[current[1] : start].strip():
            current = current[0], end
        else:
            if current:
                yield current
            current = start, end
    if current:
        yield current
