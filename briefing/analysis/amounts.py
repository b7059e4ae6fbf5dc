"""Money, shares, measures and supplies: what a number of a sentence is in when a unit stands beside it."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.analysis.measures import (
    CURRENCIES,
    CURRENCY_SIGNS,
    DOLLARS,
    LASTING,
    LASTING_UNITS,
    LONGEST_UNIT,
    PERCENT,
    SUPPLIES,
    UNITS,
    singular,
)
from briefing.analysis.numerals import Numeral
from briefing.analysis.syntax import SentenceTree

#: Words between a number and its noun at the most.
REACH = 7
MAGNITUDE = frozenset({"magnitude", "magnitude-"})
HYPHENS = frozenset({"-", "‑", "–"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number with its unit and a fixed word, or the noun, for what is counted: tokens `[opening, last)`."""

    numeral: Numeral
    unit: str
    counted: str
    opening: int
    last: int
    #: The token that tells the state, or what is used up.
    state: int | None = None
    #: The tokens of the subject whose verb is left out: has counted 11 dead and Kessaly 21.
    subject: tuple[int, int] | None = None


def make_count(
    numeral: Numeral,
    unit: str,
    counted: str,
    last: int,
    *,
    opening: int | None = None,
    state: int | None = None,
    subject: tuple[int, int] | None = None,
) -> Count:
    """A count that opens with the words of its number, if nothing else is said."""
    return Count(
        numeral=numeral,
        unit=unit,
        counted=counted,
        opening=numeral.opening if opening is None else opening,
        last=last,
        state=state,
        subject=subject,
    )


def find_money(tree: SentenceTree, numeral: Numeral) -> Count | None:
    """An amount of money, by the sign in front of the number or the word behind it."""
    at, last = numeral.first, numeral.last
    for width in (2, 1):
        sign = "".join(token.text for token in tree.tokens[max(0, at - width) : at])
        if sign in CURRENCY_SIGNS:
            return make_count(numeral, CURRENCIES[sign], "money", last, opening=min(numeral.opening, at - width))
    last += tree.word(last) in HYPHENS
    if code := DOLLARS.get(tree.word(last)) if tree.word(last + 1) in ("dollar", "dollars") else None:
        return make_count(numeral, code, "money", last + 2)
    word = tree.word(last)
    if word in CURRENCIES and tree.tokens[last].tag.startswith("N"):
        return make_count(numeral, CURRENCIES[word], "money", last + 1)
    if word == "pounds" and (numeral.value >= 1e5 or tree.word(last + 1) == "sterling"):
        return make_count(numeral, "GBP", "money", last + 1)
    return None


def find_share(tree: SentenceTree, numeral: Numeral) -> Count | None:
    """A share, with the noun that it is one of: 40 % of the harvest; a 5 % tariff."""
    last = numeral.last + (tree.word(numeral.last) in HYPHENS)
    for words in PERCENT:
        if tuple(tree.words[last : last + len(words)]) == words:
            if tree.word(numeral.opening - 1) in ("top", "bottom"):
                return None
            end = last + len(words)
            noun = noun_of(tree, end) or _modified(tree, end)
            counted = singular(tree.words[noun]) if noun else "percent"
            return make_count(numeral, "%", counted, noun + 1 if noun else end)
    return None


def find_measure(tree: SentenceTree, numeral: Numeral) -> Count | None:
    """A measure: a magnitude, a weight, a length, with the noun that is measured, if one is named."""
    if tree.word(numeral.first - 1) in MAGNITUDE:
        return make_count(numeral, "magnitude", "magnitude", numeral.last, opening=numeral.first - 1)
    last = numeral.last + (tree.word(numeral.last) in HYPHENS)
    found = unit_at(tree, last)
    if found is None:
        found = _pounds(tree, numeral, last)
    if found is None:
        return None
    symbol, dimension, end = found
    noun = noun_of(tree, end)
    counted = singular(tree.words[noun]) if noun else dimension
    return make_count(numeral, symbol, counted, noun + 1 if noun else end)


def find_supply(tree: SentenceTree, numeral: Numeral) -> Count | None:
    """How long something lasts that is used up: 70 hours of fuel; the fuel covers 70 hours."""
    at = numeral.last
    if tree.word(at) not in LASTING_UNITS:
        return None
    if (noun := noun_of(tree, at + 1)) is not None:
        return make_count(numeral, tree.words[at], tree.words[noun], noun + 1) if tree.words[noun] in SUPPLIES else None
    verb = tree.verb(at)
    if verb is None or tree.words[verb] not in LASTING:
        return None
    used = next((i for i in tree.children(verb, "nsubj") if tree.words[i] in SUPPLIES), None)
    return make_count(numeral, tree.words[at], tree.words[used], at + 1, state=used) if used is not None else None


def unit_at(tree: SentenceTree, at: int) -> tuple[str, str, int] | None:
    """The unit that begins at a token: its symbol, its dimension, and the token behind it."""
    for width in range(min(LONGEST_UNIT, len(tree) - at), 0, -1):
        exact = tuple(token.text for token in tree.tokens[at : at + width])
        found = UNITS.get(exact)
        if found is None and len(exact[0]) > 2:  # 4G is no weight
            found = UNITS.get(tuple(tree.words[at : at + width]))
        if found and (found[0] != "°" or tree.word(at + width) not in ("north", "south", "east", "west", "of")):
            return *found, at + width
    return None


def _pounds(tree: SentenceTree, numeral: Numeral, at: int) -> tuple[str, str, int] | None:
    """Pounds are a weight in a compound (a 450-pound bear), of something (pounds of flour), and where they weigh."""
    weighs = tree.word(at) == "pounds" and (noun_of(tree, at + 1) or tree.word(numeral.opening - 1).startswith("weigh"))
    compound = tree.word(at) == "pound" and tree.word(at - 1) in HYPHENS
    return ("lb", "weight", at + 1) if weighs or compound else None


def noun_of(tree: SentenceTree, at: int) -> int | None:
    """The noun of the of-phrase that begins at a token."""
    if tree.word(at) != "of":
        return None
    nouns = (i for i in tree.children(at, "pobj") if tree.tokens[i].tag.startswith("NN") and at < i < at + REACH)
    return next(nouns, None)


def _modified(tree: SentenceTree, end: int) -> int | None:
    """The noun in front of which a share stands: a 5 % tariff."""
    head = tree.head(end - 1)
    fits = tree.tokens[end - 1].dep in ("compound", "nmod", "amod", "nummod")
    return head if fits and head >= end and tree.tokens[head].tag.startswith("NN") and head - end < REACH else None
