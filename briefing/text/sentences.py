"""A text into its sentences, by rule, in linear time and without changing a character.

The rules, in order:

1. A line break ends a sentence.
2. So does `. ! ? …` (and their kin in Arabic, Devanagari, Armenian, Ethiopic and East Asian writing), together with
   the closing marks behind it, if white space follows and then a word that can open a sentence: one that begins with a
   capital, a digit or a letter of a script without capitals, after any opening marks.
3. A full stop does not, behind a title or another abbreviation that wants a word after it (Gen., No., vs.), behind an
   initial (J.), or behind an abbreviation of capitals (U.S.), unless the word after it opens sentences often (The, He).
4. Nor does one behind a month or a unit that a number follows or goes before (Feb. 24), behind `...` before a small
   letter, or inside a dateline (OSTREL, Pa. -).

East Asian full stops need no space after them. The parser is told these ends and finds none of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.text.dateline import after_dateline
from briefing.types import Range

#: Abbreviations that a name, a number or a noun follows. Rank and title forms of the AP and Economist style guides.
_BEFORE_NAME = frozenset(
    "Mr Mrs Ms Mx Dr Prof Gen Maj Col Lt Capt Cpl Sgt Adm Cmdr Brig Gov Sen Sens Rep Reps Rev Hon Pres Amb St Mt Ft "
    "Fr Sr Sra Msgr Supt Insp Const Det Pvt Spc Mme Mlle No Nos vs cf Fig Figs Art Arts Sec Ch Vol pp ed eds approx "
    "ca".split()
)
_MONTH = frozenset("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split())
#: Words that open a sentence far more often than they follow an abbreviation inside one.
_OPENER = frozenset(
    "The A An He She It They We I You His Her Its Their Our This That These Those There Here In On At By For From With "
    "But And Or Yet So As "
    "If When While Where After Before Since Until Although Though However Meanwhile Also Both Some "
    "Many Most Several No Not What Who Why How Officials Analysts Reports According Earlier Later Last Next One Two "
    "Three".split()
)

_END = re.compile(r"[.!?…؟۔।॥։።]+[\"'”’»)\]]*(?=\s)|[。！？]+[\"'”’」』）]*")
_WORD_BEFORE = re.compile(r"[\w.&'’-]+\Z")
_OPENING_MARKS = "\"'“‘«„([¿¡—–-"
_CAPITALS = re.compile(r"(?:[A-Z]\.)*[A-Z]\Z")
_CONTEXT = 40


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Range]:
    """The sentences of `text[start:end]`, in order, without the white space around them; empty ones are left out."""
    found = []
    for line_start, line_end in _lines(text, start, len(text) if end is None else end):
        begin = line_start
        for stop in _stops(text, line_start, line_end):
            found.append(trim(text, begin, stop))
            begin = stop
        found.append(trim(text, begin, line_end))
    return [(a, b) for a, b in found if a < b]


def trim(text: str, start: int, end: int) -> Range:
    """The range without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _lines(text: str, start: int, end: int) -> Iterator[Range]:
    for line in re.compile(r"[^\n\r\u2028\u2029]+").finditer(text, start, end):
        yield line.start(), line.end()


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end inside a line; the end of the line is not among them."""
    dateline = after_dateline(text, start, end)
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if dateline < stop < end and _opens_sentence(text, stop, end) and not _is_abbreviation(text, start, match, end):
            yield stop


def _next_word(text: str, start: int, end: int) -> str:
    """The word after white space and opening marks, at most 24 characters of it; empty at the end."""
    limit = min(end, start + _CONTEXT)
    while start < limit and (text[start].isspace() or text[start] in _OPENING_MARKS):
        start += 1
    stop = start
    while stop < min(end, start + 24) and (text[stop].isalnum() or text[stop] in "'’"):
        stop += 1
    return text[start:stop]


def _opens_sentence(text: str, stop: int, end: int) -> bool:
    word = _next_word(text, stop, end)
    return bool(word) and not word[0].islower()


def _is_abbreviation(text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a full stop belongs to the word before it; any other mark, or a closing mark behind it, is an end."""
    if match.group() not in (".", "...", "…"):
        return False
    before = _WORD_BEFORE.search(text[max(start, match.start() - _CONTEXT) : match.start()])
    word = before.group().lstrip(".'’-") if before else ""
    after = _next_word(text, match.end(), end)
    if match.group() != ".":
        return False
    if word in _BEFORE_NAME:
        return not (word == "No" and after in _OPENER)
    if word in _MONTH:
        return after[:1].isdigit()
    if word in ("a.m", "p.m", "Inc", "Ltd", "Corp", "Co", "Jr", "Sr", "etc", "e.g", "i.e"):
        return after not in _OPENER and word not in ("etc",)
    if _CAPITALS.search(word) and len(word.replace(".", "")) == len(word.split(".")):
        return after not in _OPENER
    return False
