"""The words of a sentence as the gate compares them: tokens with offsets, stems, quotations.

Marks that stand for the same thing are one: typographic quotation marks, dashes, the letter case, accents. Signs that
change what a number means (a currency, a per cent sign, a minus) are tokens; all other punctuation is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from briefing.types import Range

#: One character for one, so that offsets stay.
_MARKS = str.maketrans("“”„‟«»‘’‚‛`´–—−‑‐", "\"\"\"\"\"\"''''''-----")
_TOKEN = re.compile(
    r"[$£€¥₽₴₹%]|(?<![\w)])-(?=[$£€]?\d)"
    r"|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)*"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
)
#: A quotation; an apostrophe opens one only at the edge of a word, and closes it at the other.
_QUOTATION = re.compile(r"\"([^\"]+)\"|(?<![\w'])'(?=\w)((?:[^']|'(?=\w)){1,400})'(?!\w)")
#: Numbers that a tokenizer has torn apart: 7. 8 per cent, 10, 000.
_TORN_DECIMAL = re.compile(r"(\d)\. (\d+)(?= ?(?:%|per ?cent|million|billion|trillion))")
_TORN_THOUSANDS = re.compile(r"(?<![\d.,])(\d{1,3}), (?=\d{3}(?!\d))")

#: Words that say nothing by themselves (articles, prepositions, pronouns, auxiliaries, conjunctions).
FUNCTION_WORDS: frozenset[str] = frozenset(
    """
    a an the this that these those some any each every of in on at by for with from to into onto over under about as
    than after before between during through against among since until within up down out off and or but nor so yet if
    while when where which who whom whose what why how because although though he she it they we you i him her them us
    me his hers its their our your my himself herself itself themselves one there here is are was were be been being am
    has have had having do does did doing will would shall should can could may might must not no also just only very
    more most such own same other another both all s t
    """.split()
)


#: The commonest verbs of news whose forms share no stem.
_IRREGULAR = {
    form: line.split()[0]
    for line in (
        "say says said saying", "tell tells told telling", "go goes went gone going", "take takes took taken taking",
        "make makes made making", "get gets got getting", "win wins won winning", "lose loses lost losing loss",
        "leave leaves left leaving", "hold holds held holding", "find finds found finding", "give gives gave given",
        "begin begins began begun", "fall falls fell fallen", "rise rises rose risen", "die dies died dying dead death",
        "buy buys bought buying", "meet meets met meeting", "speak speaks spoke spoken", "write writes wrote written",
        "see sees saw seen seeing", "know knows knew known", "think thinks thought", "bring brings brought",
        "send sends sent sending", "pay pays paid paying", "lead leads led leading", "strike strikes struck striking",
    )
    for form in line.split()
}  # fmt: skip


class Token(NamedTuple):
    """A word, number or sign: `text[start:end]`, and the form in which it is compared."""

    start: int
    end: int
    form: str
    is_capital: bool


def level(text: str) -> str:
    """Text of the same length with one kind of quotation mark and dash."""
    return text.translate(_MARKS)


def mend_numbers(text: str) -> str:
    """Text in which numbers that a tokenizer tore apart are whole again; offsets change."""
    return _TORN_THOUSANDS.sub(r"\1,", _TORN_DECIMAL.sub(r"\1.\2", text))


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    found = []
    for match in _TOKEN.finditer(level(text)):
        word = match.group()
        found.append(Token(match.start(), match.end(), folded(word), word[0].isupper()))
    return found


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """A word without case, accents, the genitive's s and thousands commas."""
    word = word.casefold()
    if word[0].isdigit():
        return word.replace(",", "")
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)) or word
    word = word.removesuffix("'s") if len(word) > 3 else word
    return word.replace(".", "")


@lru_cache(maxsize=50_000)
def stem(form: str) -> str:
    """The first part of a word that its inflected forms share, by the commonest English endings."""
    if form in _IRREGULAR:
        return _IRREGULAR[form]
    for ending in ("ations", "ation", "ments", "ment", "ingly", "ings", "ing", "edly", "ied", "ies", "ers", "er"):
        if form.endswith(ending) and len(form) - len(ending) >= 4:
            return _undoubled(form[: -len(ending)])
    for ending in ("ed", "es", "ly", "s", "d", "e", "y"):
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            return _undoubled(form[: -len(ending)])
    return form


def _undoubled(form: str) -> str:
    return form[:-1] if form[-1] == form[-2] and form[-1] not in "ls" else form


def content_stems(tokens: Sequence[Token]) -> list[str]:
    """The stems of the words that say something, in order."""
    return [stem(token.form) for token in tokens if token.form not in FUNCTION_WORDS]


def quotations_in(text: str) -> list[Range]:
    """The ranges between paired quotation marks, in order; an opening mark without its closing one reaches to the end.

    Single marks count where they cannot be apostrophes.
    """
    plain = level(text)
    found = [match.span(match.lastindex or 1) for match in _QUOTATION.finditer(plain)]
    if plain.count('"') % 2:
        found.append((plain.rfind('"') + 1, len(plain)))
    return found
