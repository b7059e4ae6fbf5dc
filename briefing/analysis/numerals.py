"""Numbers as texts write them: digits, words, multipliers, ranges, and the words that say how exact they are.

Vague numbers (dozens, hundreds of, several thousand) have no value that could be compared, and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.document import Token
from briefing.types import Comparator

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: number for number, word in enumerate(_UNITS)} | {w: 10 * n for n, w in enumerate(_TENS, 2)}
#: Short scale (English since 1974).
_MULTIPLIERS = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
#: Abbreviated multipliers stand at the digits (2bn, 5m); by themselves they are metres, initials and the like.
_ABBREVIATED = frozenset("k m mn mln bn tn".split())
_FIGURES = re.compile(r"-?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,6})?(k|m|mn|mln|bn|tn)?", re.IGNORECASE)
_TO = frozenset({"to", "-", "–", "—"})
#: Spaces with which a thousand is set off (18 400).
_THIN = frozenset("\u00a0\u2009\u202f")
_VAGUE = frozenset("several few couple many".split())
#: These compare only where they do not govern a noun phrase: about 12 people, talks about 12 people.
_ALSO_PREPOSITIONS = frozenset("about around over under".split())

#: The words before a number, and as phrases with the longest first.
_BEFORE: dict[Comparator, str] = {
    "at least": "at least, no fewer than, no less than, not less than, not fewer than, a minimum of",
    "at most": "at most, no more than, not more than, up to, as many as, as much as, a maximum of",
    "more than": "more than, over, above, upwards of, in excess of, well over, greater than",
    "less than": "less than, fewer than, under, below",
    "nearly": "nearly, almost, just under, close to, just short of, just below, approaching",
    "about": "about, around, some, roughly, approximately, an estimated, estimated, circa, approx., ca.",
    "exactly": "exactly, precisely",
}
_PHRASES: tuple[tuple[tuple[str, ...], Comparator], ...] = tuple(
    sorted(
        (
            (tuple(phrase.split()), comparator)
            for comparator, phrases in _BEFORE.items()
            for phrase in phrases.split(", ")
        ),
        key=lambda pair: -len(pair[0]),
    )
)
#: The words behind a number.
_BEHIND: tuple[tuple[tuple[str, ...], Comparator], ...] = (
    (("or", "more"), "at least"),
    (("or", "fewer"), "at most"),
    (("or", "less"), "at most"),
    (("or", "so"), "about"),
    (("+",), "at least"),
    (("plus",), "at least"),
    (("at", "least"), "at least"),
    (("at", "the", "most"), "at most"),
    (("at", "most"), "at most"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at the tokens `[first, last)` of a sentence."""

    first: int
    last: int
    #: Where the words of the comparator begin, or the number.
    opening: int
    value: float
    upper: float | None = None
    comparator: Comparator = "exactly"
    #: One token of digits without sign, comma or point: what years, labels and codes look like.
    bare: bool = False


def find_numerals(tokens: Sequence[Token], text: str) -> Iterator[Numeral]:
    """The numbers among the tokens of one sentence, in order; a row of numbers without words between them is none."""
    at = 0
    behind = -1
    while at < len(tokens):
        found = _numeral(tokens, text, at)
        if found is None:
            at += 1
            continue
        listed = behind == found.first or _is_listed(tokens, found, behind)
        behind = at = found.last
        if _is_ratio(tokens, text, found):
            at = behind = _after_ratio(tokens, text, found)
            continue
        follows = at < len(tokens) and _cardinal(tokens, text, at) is not None
        if not listed and not follows and not _is_vague(tokens, found):
            yield found


def _is_listed(tokens: Sequence[Token], found: Numeral, behind: int) -> bool:
    """A number right behind another with nothing but marks between: telephone numbers, columns, coordinates."""
    between = tokens[behind : found.first] if 0 <= behind <= found.first <= behind + 2 else ()
    return bool(between) and all(token.text in "/|-–.:;()" for token in between)


def _is_ratio(tokens: Sequence[Token], text: str, found: Numeral) -> bool:
    """Three to one, 3-1, one in four: two numbers that tell a score, a ratio or odds."""
    if found.upper is not None or found.last + 1 >= len(tokens):
        return False
    between = tokens[found.last].text.lower()
    if between not in _TO and not (between == "in" and found.value == 1):
        return False
    before = tokens[found.first - 1].text.lower() if found.first else ""
    return before != "from" and _cardinal(tokens, text, found.last + 1) is not None


def _after_ratio(tokens: Sequence[Token], text: str, found: Numeral) -> int:
    second = _cardinal(tokens, text, found.last + 1)
    return second[1] if second else found.last


def _is_vague(tokens: Sequence[Token], found: Numeral) -> bool:
    before = tokens[found.first - 1].text.lower() if found.first else ""
    return before in _VAGUE or (before == "no" and found.opening == found.first)


def _numeral(tokens: Sequence[Token], text: str, at: int) -> Numeral | None:
    first = _cardinal(tokens, text, at)
    if first is None:
        return None
    value, last = first
    upper = None
    if _joins(tokens, at, last) and (second := _cardinal(tokens, text, last + 1)):
        lower = value * _shared_multiplier(tokens, second[1], value, second[0])
        if lower < second[0]:
            value, (upper, last) = lower, second
    opening, comparator = _comparator_before(tokens, at)
    if upper is not None and tokens[at - 1].text.lower() == "between":
        opening = at - 1
    if comparator is None:
        last, comparator = _comparator_behind(tokens, last)
    bare = last == at + 1 and tokens[at].text.isdigit()
    return Numeral(
        first=at, last=last, opening=opening, value=value, upper=upper, comparator=comparator or "exactly", bare=bare
    )


def _joins(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a word that makes a range follows: 20 to 30, between 20 and 30; from 20 to 30 is a change."""
    if last + 1 >= len(tokens):
        return False
    before = tokens[at - 1].text.lower() if at else ""
    return before != "from" and (
        tokens[last].text in _TO or (before == "between" and tokens[last].text.lower() == "and")
    )


def _shared_multiplier(tokens: Sequence[Token], last: int, value: float, upper: float) -> float:
    """2 to 3 million: the multiplier behind the second number holds for the first, where that is smaller."""
    factor = _MULTIPLIERS.get(tokens[last - 1].text.lower(), 1.0)
    return factor if value < upper / factor else 1.0


# ---------------------------------------------------------------- one number


def _cardinal(tokens: Sequence[Token], text: str, at: int) -> tuple[float, int] | None:
    """The value of the number that begins at a token, and the token behind it."""
    found = _in_digits(tokens, text, at) or _in_words(tokens, at)
    if found is None:
        return None
    value, last = found
    while last < len(tokens) and (factor := _multiplier(tokens, last)):
        value *= factor
        last += 1
        if (rest := _rest_of_words(tokens, last, factor)) is not None:
            value += rest[0]
            last = rest[1]
    return value, last


def _multiplier(tokens: Sequence[Token], at: int) -> float | None:
    word = tokens[at].text.lower()
    if word in _ABBREVIATED and tokens[at - 1].end != tokens[at].start:
        return None
    if word in ("m", "k") and not _is_money(tokens, at - 1):
        return None  # 5m is a length, unless money
    return _MULTIPLIERS.get(word)


def _is_money(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].tag == "$"


def _in_digits(tokens: Sequence[Token], text: str, at: int) -> tuple[float, int] | None:
    match = _FIGURES.fullmatch(tokens[at].text)
    if not match or (len(match[1]) > 1 and match[1].startswith("0")):
        return None
    suffix = (match[3] or "").lower()
    if suffix in ("m", "k") and not _is_money(tokens, at):
        return None
    digits = match[1].replace(",", "")
    last = at + 1
    while not match[2] and not suffix and _goes_on(tokens, text, last):
        digits += tokens[last].text
        last += 1
    if last == at + 1 and not match[2] and not suffix and _goes_on_behind_comma(tokens, at, last):
        digits += tokens[last + 1].text
        last += 2
    value = float(digits + (match[2] or "")) * _MULTIPLIERS.get(suffix, 1.0)
    return (-value if tokens[at].text.startswith("-") else value), last


def _goes_on(tokens: Sequence[Token], text: str, at: int) -> bool:
    """Whether the next token is three more digits, set off by a thin or fixed space."""
    if at >= len(tokens) or len(tokens[at].text) != 3 or not tokens[at].text.isdigit():
        return False
    return len(tokens[at - 1].text) <= 3 and text[tokens[at - 1].end : tokens[at].start] in _THIN


def _goes_on_behind_comma(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether a thousand is written with a comma and a space (1, 500), and not two numbers (on 14 April, 276 girls)."""
    if at + 1 >= len(tokens) or tokens[at].text != "," or not re.fullmatch("[0-9]{3}", tokens[at + 1].text):
        return False
    before = tokens[first - 1] if first else None
    return len(tokens[first].text) <= 3 and not (before and (before.tag.startswith("NN") or before.text == ","))


def _in_words(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    word = tokens[at].text.lower()
    if word in ("a", "an") and at + 1 < len(tokens) and tokens[at + 1].text.lower() in _LARGE:
        return 1.0, at + 1
    if word == "half" and [t.text.lower() for t in tokens[at + 1 : at + 3]] in _HALVED:
        return 0.5, at + 2
    if word not in _SMALL:
        return None
    return _small_words(tokens, at)


_HALVED = [[joint, large] for joint in ("a", "-") for large in ("million", "billion", "dozen")]
_LARGE = frozenset("hundred thousand million billion trillion dozen".split())


def _small_words(tokens: Sequence[Token], at: int) -> tuple[float, int]:
    """Sixty, sixty-one, sixty one."""
    value, last = float(_SMALL[tokens[at].text.lower()]), at + 1
    if value >= 20:
        hyphen = last < len(tokens) and tokens[last].text in ("-", "‑")
        unit = tokens[last + hyphen].text.lower() if last + hyphen < len(tokens) else ""
        if 0 < _SMALL.get(unit, 0) < 10:
            return value + _SMALL[unit], last + hyphen + 1
    return value, last


def _rest_of_words(tokens: Sequence[Token], at: int, factor: float) -> tuple[float, int] | None:
    """What follows a multiplier in words: two hundred (and) six, three thousand four hundred."""
    if at < len(tokens) and tokens[at].text.lower() == "and":
        at += 1
    if factor == 12 or at >= len(tokens) or tokens[at].text.lower() not in _SMALL or tokens[at - 1].text[0].isdigit():
        return None
    value, last = _small_words(tokens, at)
    if last < len(tokens) and tokens[last].text.lower() == "hundred" and factor > 100:
        value, last = value * 100, last + 1
        if (rest := _rest_of_words(tokens, last, 100.0)) is not None:
            value, last = value + rest[0], rest[1]
    return (value, last) if value < factor else None


# ---------------------------------------------------------------- comparators


def _comparator_before(tokens: Sequence[Token], at: int) -> tuple[int, Comparator | None]:
    """Where the comparator begins, and which; a sign of money or an article may stand between it and the number."""
    end = at
    while end > 0 and (tokens[end - 1].tag == "$" or tokens[end - 1].text.lower() in ("a", "another", "other")):
        end -= 1
    for words, comparator in _PHRASES:
        first = end - len(words)
        if first >= 0 and all(tokens[first + i].text.lower() == word for i, word in enumerate(words)):
            governs = words[0] in _ALSO_PREPOSITIONS and tokens[first].dep == "prep"
            return (at, None) if governs else (first, comparator)
    return at, None


def _comparator_behind(tokens: Sequence[Token], at: int) -> tuple[int, Comparator | None]:
    for words, comparator in _BEHIND:
        last = at + len(words)
        if last <= len(tokens) and all(tokens[at + i].text.lower() == word for i, word in enumerate(words)):
            return last, comparator
    return at, None
