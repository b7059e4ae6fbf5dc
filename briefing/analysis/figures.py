"""Figures: how many or how much of what, where, as of when, according to whom; each with the words it rests on.

A number is a figure with a unit (money, percent, measure) or a noun that is counted; by itself, only with a state that
persons are in (12 are missing; see `states.py`). No figures are dates, times and durations, ages, ordinals, names and
labels (Order 88, Flight 17), telephone numbers, scores, fractions, vague numbers (dozens), "one" without a state, and
the small number of those who are known already (the two leaders).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from briefing.analysis.dates import date_figure, find_times
from briefing.analysis.english import LOCATIVE, ROLES
from briefing.analysis.numerals import Numeral, find_numerals
from briefing.analysis.quantities import (
    CLASSES,
    COMPOUNDS,
    CURRENCIES,
    CURRENCY_SIGNS,
    EVENTS,
    LABELS,
    LONGEST_UNIT,
    OF_PERSONS,
    PEOPLE,
    PERCENT,
    PERSONS,
    PREDICATE_STATES,
    SOURCES,
    UNCOUNTED,
    UNITS,
    singular,
)
from briefing.analysis.speakers import resolve_speaker
from briefing.analysis.states import UNREAL, find_state
from briefing.analysis.tree import Tree
from briefing.document import Document, Entity
from briefing.types import Actor, Attribution, Figure, Range

#: Words between a number and its noun at the most.
_REACH = 7
#: Up to this number those who are known already are counted in passing (the two leaders).
_KNOWN = 10
_ORDERING = frozenset("first last next final other same past remaining top".split())
_DETERMINERS = frozenset("the these those its their his her our all".split())
_DEFINITE = frozenset("the these those both".split())
_PLACES = frozenset({"GPE", "LOC", "FAC"})
#: Entities in whose names a number is no quantity.
_NAMES = frozenset("PRODUCT LAW EVENT FAC WORK_OF_ART ORG PERSON GPE LOC".split())
_COUNTING = frozenset(
    "put puts counted counts count reported reports registered registers recorded records gave gives lists listed "
    "spoke spoken speaks speak".split()
)
_MAGNITUDE = frozenset({"magnitude", "magnitude-"})
_HYPHENS = frozenset({"-", "‑", "–"})
_PERSON_ENDS = ("man", "woman", "girl", "boy", "people", "ist", "ian", "ier", "eer", "ee", "or", "er")
_YEARS = range(1500, 2100)


@dataclass(frozen=True, slots=True)
class _Count:
    """What a number counts: unit, fixed word or noun, the tokens from the number's opening to the last of the noun."""

    unit: str
    counted: str
    opening: int
    last: int
    noun: int | None = None
    #: The token that tells the state, where it stands elsewhere.
    state: int | None = None


@dataclass(slots=True)
class _Text:
    """What is known of a text besides its sentences, by sentence."""

    document: Document
    actors: Sequence[Actor]
    places: dict[int, list[Range]] = field(default_factory=dict)
    names: dict[int, list[Entity]] = field(default_factory=dict)
    said: dict[int, list[tuple[Range, Attribution]]] = field(default_factory=dict)


def find_figures(
    document: Document,
    actors: Sequence[Actor],
    attributions: Sequence[Attribution],
    *,
    published: datetime | None = None,
) -> tuple[Figure, ...]:
    """The figures of a text, in text order.

    Without the time of publication only a day that is given with its year is resolved; `dates.date_figure` does the
    others later, from `Figure.when`.
    """
    text = _text(document, actors, attributions)
    found: list[Figure] = []
    for number, span in enumerate(document.sentences):
        numerals = list(find_numerals(document.tokens[span.first : span.last], document.text))
        if numerals:
            found += _in_sentence(text, number, Tree(document, span), numerals)
    return tuple(date_figure(document.text, figure, published) for figure in found)


def _text(document: Document, actors: Sequence[Actor], attributions: Sequence[Attribution]) -> _Text:
    text = _Text(document, actors)
    for entity in document.entities:
        number = document.sentence_at(entity.start)
        if entity.label in _PLACES:
            text.places.setdefault(number, []).append((entity.start, entity.end))
        if entity.label in _NAMES:
            text.names.setdefault(number, []).append(entity)
    for actor in actors:
        for mention in actor.mentions if actor.kind == "place" else ():
            text.places.setdefault(document.sentence_at(mention[0]), []).append(mention)
    for attribution in attributions:
        for start, end in attribution.content_ranges:
            for number in range(document.sentence_at(start), document.sentence_at(end - 1) + 1):
                text.said.setdefault(number, []).append(((start, end), attribution))
    return text


def _in_sentence(text: _Text, number: int, tree: Tree, numerals: Sequence[Numeral]) -> Iterator[Figure]:
    times = find_times(text.document.text, tree.span.start, tree.span.end)
    names = [(entity.start, entity.end) for entity in text.names.get(number, [])]
    before: list[_Count] = []
    named = None
    for i, numeral in enumerate(numerals):
        words = tree.tokens[numeral.first].start, tree.tokens[numeral.last - 1].end
        whole = i > 0 and _is_whole(tree, numerals[i - 1], numeral)
        gap = _gap(tree, numeral, before)
        if any(a < words[1] and words[0] < b for a, b in times) or (gap is None and _is_name(tree, numeral, names)):
            named = numeral
            continue
        if whole and named is numerals[i - 1]:
            continue  # photograph 20 of 25
        count = _money(tree, numeral) or _share(tree, numeral) or _measured(tree, numeral)
        following = numerals[i + 1] if i + 1 < len(numerals) else None
        count = count or _counted(tree, numeral, following, before, whole_of=whole)
        if count:
            before.append(count)
            yield _figure(text, number, tree, numeral, count, times, gap)


# ---------------------------------------------------------------- what is no quantity


def _is_name(tree: Tree, numeral: Numeral, names: Sequence[Range]) -> bool:
    """Whether a number is a label, a year, an age or part of a name."""
    at, token = numeral.first, tree.tokens[numeral.first]
    if any(a < token.start < b for a, b in names) or _is_age(tree, numeral) or _is_code(tree, numeral):
        return True
    if numeral.bare and len(token.text) == 4 and int(numeral.value) in _YEARS and not _counts_persons(tree, numeral):
        return True
    previous = tree.tokens[at - 1] if at else None
    if (
        previous is None
        or tree.words[at - 1] in _MAGNITUDE
        or not (numeral.bare or numeral.value < 100)
        or not previous.tag.startswith("NN")
    ):
        return False
    return tree.words[at - 1] in LABELS or (tree.head(at) == at - 1 and tree.tokens[at].dep in ("nummod", "appos"))


def _is_code(tree: Tree, numeral: Numeral) -> bool:
    """Letters at the digits that are no unit: 4G, 2K, B52."""
    at = numeral.last
    if at >= len(tree) or tree.tokens[at].start > tree.tokens[at - 1].end or not tree.tokens[at].text.isalpha():
        return False
    return _unit_at(tree, at) is None


def _counts_persons(tree: Tree, numeral: Numeral) -> bool:
    """2000 people, and not: the 2015 attacks."""
    follows, before = tree.word(numeral.last), tree.word(numeral.first - 1)
    return before not in ("the", "a", "in", "of", "since") and follows != singular(follows) and _is_person(follows)


def _is_age(tree: Tree, numeral: Numeral) -> bool:
    """Adsel, 46, said; aged 46; 46-year-old."""
    if tree.word(numeral.first - 1) in ("aged", "age", "ages"):
        return True
    if tree.word(numeral.first - 1) == "and" and tree.word(numeral.first - 3) == "," and numeral.value <= 120:
        return tree.tokens[numeral.first - 2].tag == "CD"  # his sons, 4 and 6, said
    if tree.word(numeral.first - 1) != "," or numeral.first < 2 or numeral.value > 120:
        return False
    ends = tree.word(numeral.last) in (",", ".", ")", ";", "and", "")
    return ends and tree.tokens[numeral.first - 2].tag.startswith("N")


# ---------------------------------------------------------------- money, shares, measures


def _money(tree: Tree, numeral: Numeral) -> _Count | None:
    at, last = numeral.first, numeral.last
    for width in (2, 1):
        sign = "".join(token.text for token in tree.tokens[max(0, at - width) : at])
        if sign in CURRENCY_SIGNS:
            return _Count(CURRENCIES[sign], "money", min(numeral.opening, at - width), last)
    last += tree.word(last) in _HYPHENS
    last += tree.word(last) in ("us", "u.s.")
    word = tree.word(last)
    if word in CURRENCIES and tree.tokens[last].tag.startswith("N"):
        return _Count(CURRENCIES[word], "money", numeral.opening, last + 1)
    if word == "pounds" and (numeral.value >= 1e5 or tree.word(last + 1) == "sterling"):
        return _Count("GBP", "money", numeral.opening, last + 1)
    return None


def _share(tree: Tree, numeral: Numeral) -> _Count | None:
    last = numeral.last + (tree.word(numeral.last) in _HYPHENS)
    for words in PERCENT:
        if tuple(tree.words[last : last + len(words)]) == words:
            if tree.word(numeral.opening - 1) in ("top", "bottom"):
                return None
            end = last + len(words)
            noun = _of(tree, end) or _modified(tree, end)
            counted = singular(tree.words[noun]) if noun else "percent"
            return _Count("%", counted, numeral.opening, noun + 1 if noun else end)
    return None


def _modified(tree: Tree, end: int) -> int | None:
    """The noun in front of which a share stands: a 5 % tariff."""
    head = tree.head(end - 1)
    fits = tree.tokens[end - 1].dep in ("compound", "nmod", "amod", "nummod")
    return head if fits and head >= end and tree.tokens[head].tag.startswith("NN") and head - end < _REACH else None


def _of(tree: Tree, at: int) -> int | None:
    """The noun of the of-phrase that begins at a token."""
    if tree.word(at) != "of":
        return None
    nouns = (i for i in tree.children(at, "pobj") if tree.tokens[i].tag.startswith("NN") and at < i < at + _REACH)
    return next(nouns, None)


def _measured(tree: Tree, numeral: Numeral) -> _Count | None:
    if tree.word(numeral.first - 1) in _MAGNITUDE:
        return _Count("magnitude", "magnitude", numeral.first - 1, numeral.last)
    last = numeral.last + (tree.word(numeral.last) in _HYPHENS)
    found = _unit_at(tree, last)
    if found is None:
        found = _pounds(tree, numeral, last)
    if found is None:
        return None
    symbol, dimension, end = found
    noun = _of(tree, end)
    counted = singular(tree.words[noun]) if noun else dimension
    return _Count(symbol, counted, numeral.opening, noun + 1 if noun else end)


def _unit_at(tree: Tree, at: int) -> tuple[str, str, int] | None:
    for width in range(min(LONGEST_UNIT, len(tree) - at), 0, -1):
        exact = tuple(token.text for token in tree.tokens[at : at + width])
        found = UNITS.get(exact)
        if found is None and len(exact[0]) > 2:  # 4G is no weight
            found = UNITS.get(tuple(tree.words[at : at + width]))
        if found and (found[0] != "°" or tree.word(at + width) not in ("north", "south", "east", "west", "of")):
            return *found, at + width
    return None


def _pounds(tree: Tree, numeral: Numeral, at: int) -> tuple[str, str, int] | None:
    """Pounds are a weight in a compound (a 450-pound bear), of something (pounds of flour), and where they weigh."""
    weighs = tree.word(at) == "pounds" and (_of(tree, at + 1) or tree.word(numeral.opening - 1).startswith("weigh"))
    compound = tree.word(at) == "pound" and tree.word(at - 1) in _HYPHENS
    return ("lb", "weight", at + 1) if weighs or compound else None


# ---------------------------------------------------------------- counts


def _counted(
    tree: Tree, numeral: Numeral, following: Numeral | None, before: Sequence[_Count], *, whole_of: bool
) -> _Count | None:
    number = numeral.last - 1
    noun, partitive = _noun(tree, numeral), False
    if noun is None and tree.word(numeral.last) == "of":
        whole = _whole(tree, numeral, following)
        if isinstance(whole, _Count):
            return whole
        noun, partitive = whole, whole is not None or tree.word(numeral.last + 1) in ("them", "us", "whom", "those")
        if not partitive:
            return None
    if noun is not None and (tree.words[noun] in UNCOUNTED or tree.tokens[noun].tag == "NNP"):
        return None
    if noun is None and not partitive and tree.word(numeral.last) in _HYPHENS:
        return None
    state = find_state(tree, number, noun, partitive=partitive, whole=whole_of)
    if state and state[0] == UNREAL:
        return None
    if state and noun is not None and state[0] in OF_PERSONS and not _is_person(tree.words[noun]):
        state = None
    if noun is None:
        return _elliptic(tree, numeral, state, before)
    if state is None and _in_passing(tree, numeral):
        return None
    unit, counted = _names_of(tree, noun, state[0] if state else None)
    told = state[1] if state and state[0] == counted else None
    return _Count(unit, counted, numeral.opening, noun + 1, noun, told)


def _in_passing(tree: Tree, numeral: Numeral) -> bool:
    """One house, the two leaders."""
    if tree.words[numeral.first] == "one" and numeral.last == numeral.first + 1:
        return True
    at = numeral.opening - 1
    at -= tree.word(at) in _ORDERING
    return numeral.value <= _KNOWN and tree.word(at) in _DEFINITE


def _noun(tree: Tree, numeral: Numeral) -> int | None:
    """The noun that a number counts: its head, else the first plural behind it that only modifiers part from it."""
    last = numeral.last
    top = last - 1
    head = tree.head(top)
    while numeral.first <= head < last and tree.head(head) != head:
        top, head = head, tree.head(head)
    if tree.word(last) in _HYPHENS or tree.word(last) == "of":
        return None
    fits = tree.tokens[top].dep in ("nummod", "compound", "amod") and last <= head < last + _REACH
    if fits and tree.tokens[head].tag.startswith("NN") and _is_phrase(tree, last, head):
        return _nominal(tree, head)
    for i in range(last, min(last + _REACH, len(tree))):
        tag = tree.tokens[i].tag
        if tag in ("NNS", "NNPS") and not tree.tokens[min(i + 1, len(tree) - 1)].tag.startswith("NN"):
            return i
        if not tag.startswith(("JJ", "NN", "VBN", "VBG", "CC", "HYPH", "POS")) or tree.words[i] in PREDICATE_STATES:
            return None
    return None


def _nominal(tree: Tree, head: int) -> int | None:
    """The head, unless it is a name in the singular; a plural in an abbreviation or hashtag is tagged as a name."""
    name = tree.tokens[head].tag == "NNP" and not tree.tokens[head].text.endswith("s")
    return None if name else head


def _is_phrase(tree: Tree, first: int, head: int) -> bool:
    """Whether only words of a noun phrase stand before its head."""
    return not any(
        tree.tokens[i].tag in (".", ":", "-LRB-", "VBD", "VBZ", "VBP", "MD", "IN") for i in range(first, head)
    )


def _is_whole(tree: Tree, part: Numeral, numeral: Numeral) -> bool:
    """Whether a number is that of which another is a part: 21 of the 200 girls."""
    between = tree.words[part.last : numeral.opening]
    return between[:1] == ["of"] and (len(between) == 1 or (len(between) == 2 and between[1] in _DETERMINERS))


def _whole(tree: Tree, numeral: Numeral, following: Numeral | None) -> _Count | int | None:
    """What a part is taken of: the noun, or the measure with its noun (900 of the 31,000 tonnes of diesel)."""
    noun = _of(tree, numeral.last)
    if noun is None and following and _is_whole(tree, numeral, following):
        noun = _noun(tree, following)
    if noun is None or tree.words[noun] in PREDICATE_STATES:
        return None
    if found := _unit_at(tree, noun):
        symbol, dimension, end = found
        of = _of(tree, end)
        return _Count(symbol, singular(tree.words[of]) if of else dimension, numeral.opening, numeral.last)
    return noun


def _elliptic(tree: Tree, numeral: Numeral, state: tuple[str, int] | None, before: Sequence[_Count]) -> _Count | None:
    """A number without a noun: those of the count before it in the sentence, else people."""
    earlier = _earlier(before)
    if state is None:
        if earlier and (_gap(tree, numeral, before) or _is_repeated(tree, numeral)):
            return _Count(earlier.unit, earlier.counted, numeral.opening, numeral.last, None, earlier.state)
        return None
    unit = earlier.unit if earlier and _is_person(earlier.unit) and tree.word(numeral.last) != "of" else "people"
    return _Count(unit, state[0], numeral.opening, numeral.last, None, state[1])


def _earlier(before: Sequence[_Count]) -> _Count | None:
    """The last count of a state in the sentence so far."""
    return next((count for count in reversed(before) if count.counted in _STATES), None)


def _gap(tree: Tree, numeral: Numeral, before: Sequence[_Count]) -> tuple[int, int] | None:
    """The subject of a clause without its verb, as tokens: has counted 11 dead and Kessaly 21, Ostrel at least 12."""
    earlier = _earlier(before)
    last = numeral.opening - (tree.word(numeral.opening - 1) in ("at", "of", "to"))
    first = last
    while first > 0 and tree.tokens[first - 1].tag in _NOMINAL and last - first < _REACH:
        first -= 1
    named = any(tree.tokens[i].tag.startswith("NNP") for i in range(first, last))
    fits = (
        named and earlier is not None and first >= earlier.last and tree.word(first - 1) in ("and", ",", "while", ";")
    )
    return (first, last) if fits else None


def _is_repeated(tree: Tree, numeral: Numeral) -> bool:
    """A number that takes up the count before it at another time or place: 12 in Kess and 14 in Tarvon."""
    joined = tree.word(numeral.opening - 1) in ("and", ",")
    return joined and tree.word(numeral.last) in ("on", "in", "at", "near", "off", "by")


def _is_person(noun: str) -> bool:
    word = singular(noun)
    return word in PERSONS or word in PEOPLE or noun in PEOPLE or word in ROLES or word.endswith(_PERSON_ENDS)


def _names_of(tree: Tree, noun: int, state: str | None) -> tuple[str, str]:
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


def _is_joined(tree: Tree, noun: int) -> bool:
    """Two hundred men and women."""
    return tree.word(noun + 1) == "and" and _is_person(tree.words[noun]) and tree.word(noun + 2) in _GROUPS


_STATES = frozenset(PREDICATE_STATES.values())
#: Tags of a noun phrase without its quantity.
_NOMINAL = frozenset("NNP NNPS NN NNS POS DT JJ IN".split())
_GROUPS = frozenset("men women children boys girls".split())


# ---------------------------------------------------------------- where, when, who


def _figure(
    text: _Text,
    number: int,
    tree: Tree,
    numeral: Numeral,
    count: _Count,
    times: Sequence[Range],
    gap: tuple[int, int] | None,
) -> Figure:
    first, last = tree.tokens[count.opening], count.last
    ranges: list[Range] = []
    if count.state is not None and count.state == last:
        last += 1
    ranges.append((first.start, tree.tokens[last - 1].end))
    if count.state is not None and not count.opening <= count.state < last:
        ranges.append((tree.tokens[count.state].start, tree.tokens[count.state].end))
    where = _where(text, number, tree, numeral, ranges[0])
    claimant, claimed = _claimant(text, number, tree, numeral, gap)
    ranges += [where] if where else []
    ranges += claimed
    return Figure(
        value=numeral.value,
        upper=numeral.upper,
        comparator=numeral.comparator,
        unit=count.unit,
        counted=count.counted,
        where=text.document.text[slice(*where)] if where else None,
        claimant=claimant,
        ranges=tuple(dict.fromkeys(ranges)),
        sentence=(tree.span.start, tree.span.end),
        when=_when(text.document, tree, numeral, times),
    )


def _where(text: _Text, number: int, tree: Tree, numeral: Numeral, words: Range) -> Range | None:
    """The place of the figure's clause: the next one behind it that a preposition brings, else the next in front."""
    own = tree.verb(numeral.last - 1)
    places = [p for p in text.places.get(number, ()) if _is_located(text.document, p)]
    places = sorted({*places, *_unknown_places(text, number, tree)})
    for place in places:
        at = text.document.token_at(place[0]) - tree.span.first
        if place[0] >= words[1] and 0 <= at < len(tree) and (own is None or own in tree.up(at)):
            return place
    for place in reversed(places):
        at = text.document.token_at(place[0]) - tree.span.first
        if place[1] <= words[0] and 0 <= at < len(tree) and own is not None and tree.verb(at) == own:
            return place
    return None


def _unknown_places(text: _Text, number: int, tree: Tree) -> Iterator[Range]:
    """Names behind "in" and the like that the model takes for nothing else."""
    times = find_times(text.document.text, tree.span.start, tree.span.end)
    for i, token in enumerate(tree.tokens):
        if (
            token.dep != "pobj"
            or token.tag != "NNP"
            or tree.words[tree.head(i)] not in ("in", "near", "off", "outside")
        ):
            continue
        first = i
        while first > 0 and tree.tokens[first - 1].tag == "NNP" and tree.head(first - 1) == i:
            first -= 1
        words = tree.tokens[first].start, token.end
        other = any(entity.start < words[1] and words[0] < entity.end for entity in text.names.get(number, ()))
        if not other and not any(a < words[1] and words[0] < b for a, b in times) and first - 1 == tree.head(i):
            yield words


def _is_located(document: Document, place: Range) -> bool:
    """Whether a preposition of place stands before the name, perhaps with an article and what the place is."""
    before = re.findall(r"[\w-]+|[^\w\s]", document.text[max(0, place[0] - 40) : place[0]])[-4:]
    return any(word.lower() in LOCATIVE for word in before) and not any(word in ",;:" for word in before[-2:])


def _when(document: Document, tree: Tree, numeral: Numeral, times: Sequence[Range]) -> Range | None:
    """The time expression of the figure's own clause, else of one beside it or of the one that reports it."""
    own = tree.verb(numeral.last - 1)
    if own is None or not times:
        return None
    joined = [i for i in tree.children(own, "conj") if tree.tokens[i].tag.startswith("VB")]
    clauses = [own, *joined, *(i for i in tree.up(own) if tree.tokens[i].tag.startswith("VB"))]
    number = tree.tokens[numeral.last - 1].end
    found: list[tuple[int, int, Range]] = []
    for expression in times:
        at = document.token_at(expression[0]) - tree.span.first
        verb = tree.verb(at) if 0 <= at < len(tree) else None
        if verb in clauses:
            found.append((clauses.index(verb), abs(expression[0] - number), expression))
    return min(found)[2] if found else None


def _claimant(
    text: _Text, number: int, tree: Tree, numeral: Numeral, gap: tuple[int, int] | None
) -> tuple[str | None, list[Range]]:
    """Who says so: the speaker of the statement that holds it, whom the sentence accords it to, or who counted.

    Whoever is not an actor of the text must be of a kind that gives figures: a ministry, officials, a list.
    """
    at = tree.tokens[numeral.first].start
    held = [(b - a, said) for (a, b), said in text.said.get(number, ()) if a <= at < b]
    if held:
        said = min(held, key=lambda pair: pair[0])[1]
        return said.speaker, list(said.speaker_ranges)
    words = _accorded(tree) if gap is None else None
    words = words or _counter(tree, numeral, gap)
    if words is None:
        return None, []
    speaker = resolve_speaker(text.document, words, text.actors, ())
    known = any(actor.name == speaker.name for actor in text.actors)
    head = text.document.text[slice(*words)].split()[-1]
    fits = known or gap or head[0].isupper() or head in SOURCES or singular(head) in ROLES
    if speaker.name is None or not fits:
        return None, []
    return speaker.name, list(speaker.ranges)


def _accorded(tree: Tree) -> Range | None:
    """The noun phrase behind "according to"."""
    for i in range(len(tree) - 2):
        if tree.words[i] == "according" and tree.words[i + 1] == "to":
            heads = [noun for noun in tree.children(i + 1, "pobj") if noun > i + 1]
            return (tree.tokens[i + 2].start, tree.tokens[heads[0]].end) if heads else None
    return None


def _counter(tree: Tree, numeral: Numeral, gap: tuple[int, int] | None) -> Range | None:
    """The subject of the verb of counting that gives the number, or of the clause that lacks the verb."""
    if gap:
        return tree.tokens[gap[0]].start, tree.tokens[gap[1] - 1].end
    verbs = (i for i in tree.up(numeral.last - 1) if tree.tokens[i].tag.startswith("VB"))
    verb = next((i for i in verbs if tree.words[i] not in PREDICATE_STATES), None)  # ten missing, taken for a verb
    if verb is None or tree.words[verb] not in _COUNTING:
        return None
    for subject in tree.children(verb, "nsubj"):
        below = [i for i in tree.below(subject) if i <= subject]
        return (tree.tokens[below[0]].start, tree.tokens[subject].end) if subject < numeral.first else None
    return None
