"""What a number of a sentence counts: money, a share, a measure, or things and persons with their state.

What is no quantity is left out here: dates and times, ages, labels, codes and numbers in names (Order 88, Flight 17,
4G), what is counted in passing ("one" without a state, the two leaders), numbers that count nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from briefing.analysis.amounts import (
    HYPHENS,
    MAGNITUDE,
    REACH,
    Count,
    find_measure,
    find_money,
    find_share,
    find_supply,
    make_count,
    noun_of,
    unit_at,
)
from briefing.analysis.english import ROLES
from briefing.analysis.measures import (
    CLASSES,
    COLLECTIVES,
    COMPOUNDS,
    CURRENCIES,
    EVENTS,
    LABELS,
    OF_PERSONS,
    PEOPLE,
    PERSONS,
    PREDICATE_STATES,
    UNCOUNTED,
    singular,
)
from briefing.analysis.numerals import Numeral
from briefing.analysis.states import UNREAL, find_state
from briefing.analysis.syntax import SentenceTree
from briefing.types import Range

#: Up to this number those who are known already are counted in passing (the two leaders).
_KNOWN = 10
_ORDERING = frozenset("first last next final other same past remaining top".split())
_DETERMINERS = frozenset("the these those its their his her our all".split())
_DEFINITE = frozenset("the these those both".split())
_PRONOUNS = frozenset("them us whom those".split())
#: How nouns of persons end that no list has.
_PERSON_ENDS = ("man", "woman", "girl", "boy", "people", "ist", "ian", "ier", "eer", "ee", "or", "er")
_GROUPS = frozenset("men women children boys girls".split())
_YEARS = range(1500, 2100)
_OLDEST = 120
_STATES = frozenset(PREDICATE_STATES.values())
#: Tags of a noun phrase without its quantity.
_NOMINAL = frozenset("NNP NNPS NN NNS POS DT JJ IN".split())


def find_counts(
    tree: SentenceTree, numerals: Sequence[Numeral], *, times: Sequence[Range], names: Sequence[Range]
) -> Iterator[Count]:
    """The counts among the numbers of a sentence, in order; what lies in a time expression or a name is none.

    Both are in order and do not overlap.
    """
    stated: Count | None = None
    passed: Numeral | None = None
    for i, numeral in enumerate(numerals):
        before = numerals[i - 1] if i else None
        whole = before is not None and _is_whole(tree, before, numeral)
        subject = _subject_without_verb(tree, numeral, stated)
        named = subject is None and _is_name(tree, numeral, names)
        # of "photograph 20 of 25" neither is a quantity
        if not named and (supply := find_supply(tree, numeral)):
            yield supply
            continue
        if named or _is_timed(tree, numeral, times) or (whole and passed is before):
            passed = numeral
            continue
        following = numerals[i + 1] if i + 1 < len(numerals) else None
        found = find_money(tree, numeral) or find_share(tree, numeral) or find_measure(tree, numeral)
        found = found or _counted(tree, numeral, following, stated, subject, whole=whole)
        if found:
            stated = found if found.counted in _STATES else stated
            yield found


def covering(ranges: Sequence[Range], offset: int) -> Range | None:
    """The range that covers an offset, of ranges in order that do not overlap."""
    at = bisect_right(ranges, offset, key=lambda r: r[0]) - 1
    return ranges[at] if at >= 0 and offset < ranges[at][1] else None


def is_person(noun: str) -> bool:
    """Whether a noun means persons, as far as lists and endings tell."""
    word = singular(noun)
    return word in PERSONS or word in PEOPLE or noun in PEOPLE or word in ROLES or word.endswith(_PERSON_ENDS)


def _is_timed(tree: SentenceTree, numeral: Numeral, times: Sequence[Range]) -> bool:
    first, last = tree.tokens[numeral.first].start, tree.tokens[numeral.last - 1].end - 1
    return covering(times, first) is not None or covering(times, last) is not None


# ---------------------------------------------------------------- what is no quantity


def _is_name(tree: SentenceTree, numeral: Numeral, names: Sequence[Range]) -> bool:
    """Whether a number is a label, a year, an age or part of a name."""
    at, token = numeral.first, tree.tokens[numeral.first]
    name = covering(names, token.start)
    if (name and name[0] < token.start) or _is_age(tree, numeral) or _is_code(tree, numeral):
        return True
    if numeral.bare and len(token.text) == 4 and int(numeral.value) in _YEARS and not _counts_persons(tree, numeral):
        return True
    previous = tree.tokens[at - 1] if at else None
    if (
        previous is None
        or tree.words[at - 1] in MAGNITUDE
        or not (numeral.bare or numeral.value < 100)
        or not previous.tag.startswith("NN")
    ):
        return False
    return tree.words[at - 1] in LABELS or (tree.head(at) == at - 1 and tree.tokens[at].dep in ("nummod", "appos"))


def _is_code(tree: SentenceTree, numeral: Numeral) -> bool:
    """Letters at the digits that are no unit: 4G, 2K, B52."""
    at = numeral.last
    if at >= len(tree) or tree.tokens[at].start > tree.tokens[at - 1].end or not tree.tokens[at].text.isalpha():
        return False
    return unit_at(tree, at) is None


def _counts_persons(tree: SentenceTree, numeral: Numeral) -> bool:
    """2000 people, and not: the 2015 attacks."""
    follows, before = tree.word(numeral.last), tree.word(numeral.first - 1)
    return before not in ("the", "a", "in", "of", "since") and follows != singular(follows) and is_person(follows)


def _is_age(tree: SentenceTree, numeral: Numeral) -> bool:
    """Adsel, 46, said; aged 46; 46-year-old."""
    if tree.word(numeral.first - 1) in ("aged", "age", "ages"):
        return True
    if tree.word(numeral.first - 1) == "and" and tree.word(numeral.first - 3) == "," and numeral.value <= _OLDEST:
        return tree.tokens[numeral.first - 2].tag == "CD"  # his sons, 4 and 6, said
    if tree.word(numeral.first - 1) != "," or numeral.first < 2 or numeral.value > _OLDEST:
        return False
    ends = tree.word(numeral.last) in (",", ".", ")", ";", "and", "")
    return ends and tree.tokens[numeral.first - 2].tag.startswith("N")


# ---------------------------------------------------------------- things and persons


def _counted(
    tree: SentenceTree,
    numeral: Numeral,
    following: Numeral | None,
    stated: Count | None,
    subject: tuple[int, int] | None,
    *,
    whole: bool,
) -> Count | None:
    """Things or persons; `stated` is the count of a state before this one, and a whole is what that is a part of."""
    if tree.word(numeral.last) in HYPHENS:
        return None  # a nine-page report
    noun, partitive = _noun(tree, numeral), False
    if noun is None and tree.word(numeral.last) == "of":
        total = _whole(tree, numeral, following)
        if isinstance(total, Count):
            return total
        noun, partitive = total, True
        if noun is None and tree.word(numeral.last + 1) not in _PRONOUNS:
            return None
    if noun is not None and (tree.words[noun] in UNCOUNTED or tree.words[noun] in CURRENCIES):
        return None
    state = find_state(tree, numeral.last - 1, noun, partitive=partitive, whole=whole)
    if state and (state[0] == UNREAL or _is_rate(tree, (numeral.last if noun is None else noun + 1))):
        return None
    if noun is None:
        return _elliptic(tree, numeral, state, stated, subject)
    if state and state[0] in OF_PERSONS and not is_person(tree.words[noun]):
        state = None
    if state is None and _in_passing(tree, numeral):
        return None
    unit, counted = names_of(tree, noun, state[0] if state else None)
    told = state[1] if state and state[0] == counted else None
    return make_count(numeral, unit, counted, noun + 1, state=told)


def _in_passing(tree: SentenceTree, numeral: Numeral) -> bool:
    """One house, the two leaders."""
    if tree.words[numeral.first] == "one" and numeral.last == numeral.first + 1:
        return True
    at = numeral.opening - 1
    at -= tree.word(at) in _ORDERING
    return numeral.value <= _KNOWN and tree.word(at) in _DEFINITE


def _noun(tree: SentenceTree, numeral: Numeral) -> int | None:
    """The noun that a number counts: its head, else the first plural behind it that only modifiers part from it."""
    last = numeral.last
    top = last - 1
    head = tree.head(top)
    while numeral.first <= head < last and tree.head(head) != head:
        top, head = head, tree.head(head)
    if tree.word(last) in HYPHENS or tree.word(last) == "of":
        return None
    fits = tree.tokens[top].dep in ("nummod", "compound", "amod") and last <= head < last + REACH
    if fits and tree.tokens[head].tag.startswith("NN") and _is_phrase(tree, last, head):
        return _nominal(tree, head, numeral)
    for i in range(last, min(last + REACH, len(tree))):
        tag = tree.tokens[i].tag
        if tag in ("NNS", "NNPS") and not tree.tokens[min(i + 1, len(tree) - 1)].tag.startswith("NN"):
            return i
        if not tag.startswith(("JJ", "NN", "VBN", "VBG", "CC", "HYPH", "POS")) or tree.words[i] in PREDICATE_STATES:
            return None
    return None


def _nominal(tree: SentenceTree, head: int, numeral: Numeral) -> int | None:
    """The head, unless it is a name in the singular, or has lost its plural (two campaign stops, taken for a verb)."""
    word, tag = tree.words[head], tree.tokens[head].tag
    if word.endswith("s") or tag == "NNS" or numeral.value == 1:
        return head
    if tag == "NNP":
        return None
    if word in COLLECTIVES or word in CLASSES:
        return head
    return head + 1 if tree.word(head + 1).endswith("s") else None


def _is_rate(tree: SentenceTree, at: int) -> bool:
    """90 people a day."""
    return tree.word(at) in ("a", "an", "per", "each", "every") and tree.word(at + 1) in UNCOUNTED


def _is_phrase(tree: SentenceTree, first: int, head: int) -> bool:
    """Whether only words of a noun phrase stand before its head."""
    return not any(
        tree.tokens[i].tag in (".", ":", "-LRB-", "VBD", "VBZ", "VBP", "MD", "IN") for i in range(first, head)
    )


def _is_whole(tree: SentenceTree, part: Numeral, numeral: Numeral) -> bool:
    """Whether a number is that of which another is a part: 21 of the 200 girls."""
    between = tree.words[part.last : numeral.opening]
    return between[:1] == ["of"] and (len(between) == 1 or (len(between) == 2 and between[1] in _DETERMINERS))


def _whole(tree: SentenceTree, numeral: Numeral, following: Numeral | None) -> Count | int | None:
    """What a part is taken of: the noun, or the measure with its noun (900 of the 31,000 tonnes of diesel)."""
    noun = noun_of(tree, numeral.last)
    if noun is None and following and _is_whole(tree, numeral, following):
        noun = _noun(tree, following)
    if noun is None or tree.words[noun] in PREDICATE_STATES:
        return None
    if found := unit_at(tree, noun):
        symbol, dimension, end = found
        of = noun_of(tree, end)
        return make_count(numeral, symbol, singular(tree.words[of]) if of else dimension, numeral.last)
    return noun


def _elliptic(
    tree: SentenceTree,
    numeral: Numeral,
    state: tuple[str, int] | None,
    stated: Count | None,
    subject: tuple[int, int] | None,
) -> Count | None:
    """A number without a noun: those of the stated count before it in the sentence, else people."""
    if state:
        same = stated and is_person(stated.unit) and tree.word(numeral.last) != "of"
        unit = stated.unit if stated and same else "people"
        return make_count(numeral, unit, state[0], numeral.last, state=state[1], subject=subject)
    if stated and (subject or _is_repeated(tree, numeral)):
        return make_count(numeral, stated.unit, stated.counted, numeral.last, state=stated.state, subject=subject)
    return None


def _subject_without_verb(tree: SentenceTree, numeral: Numeral, stated: Count | None) -> tuple[int, int] | None:
    """Who else gives a number, as the tokens in front of it: has counted 11 dead and Kessaly 21, Ostrel at least 12."""
    if stated is None:
        return None
    last = numeral.opening - (tree.word(numeral.opening - 1) in ("at", "of", "to"))
    first = last
    while first > 0 and tree.tokens[first - 1].tag in _NOMINAL and last - first < REACH:
        first -= 1
    named = any(tree.tokens[i].tag.startswith("NNP") for i in range(first, last))
    parted = tree.word(first - 1) in ("and", ",", "while", ";")
    return (first, last) if named and parted and first >= stated.last else None


def _is_repeated(tree: SentenceTree, numeral: Numeral) -> bool:
    """A number that takes up the count before it at another time or place: 12 in Kess and 14 in Tarvon."""
    joined = tree.word(numeral.opening - 1) in ("and", ",")
    return joined and tree.word(numeral.last) in ("on", "in", "at", "near", "off", "by")


def names_of(tree: SentenceTree, noun: int, state: str | None) -> tuple[str, str]:
    """Unit and fixed word of a counted noun."""
    word = tree.words[noun]
    single = singular(word)
    if tree.tokens[noun].tag == "NNPS" and tree.tokens[noun - 1].tag == "NNP" and noun:
        single = f"{tree.words[noun - 1]} {single}"  # New Yorkers
    compound = f"{tree.word(noun - 1)} {single}"
    if compound in COMPOUNDS:
        return compound, state or COMPOUNDS[compound]
    if single in EVENTS:
        return "people", CLASSES[single]
    if word in PEOPLE or _is_joined(tree, noun):
        return "people", state or "people"
    return single, state or CLASSES.get(single, single)


def _is_joined(tree: SentenceTree, noun: int) -> bool:
    """Two hundred men and women."""
    return tree.word(noun + 1) == "and" and is_person(tree.words[noun]) and tree.word(noun + 2) in _GROUPS
