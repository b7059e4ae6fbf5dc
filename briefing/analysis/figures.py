"""Figures: how many or how much of what, where, as of when, according to whom; each with the words it rests on.

A number is a figure with a unit (money, percent, measure) or a noun that is counted; by itself, only with a state that
persons are in (12 are missing). That it happened to nobody is a figure as well (`zeros.py`). Vague numbers (dozens),
fractions in words, durations (but for how long a supply lasts: 70 hours of fuel) and whatever `counts.py` tells apart
are none. The place and the time are those of the figure's own clause. Who says so, `claimants.py` finds; a figure that
the text states on its own has no claimant.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import takewhile

from briefing.analysis.amounts import Count
from briefing.analysis.claimants import Claimants
from briefing.analysis.counts import covering, find_counts
from briefing.analysis.dates import date_figure, find_times
from briefing.analysis.english import LOCATIVE
from briefing.analysis.numerals import Numeral, find_numerals
from briefing.analysis.syntax import SentenceTree
from briefing.analysis.zeros import find_zeros
from briefing.document import Document
from briefing.types import Actor, Attribution, Figure, Range

_PLACES = frozenset({"GPE", "LOC", "FAC"})
#: Entities in whose names a number is no quantity.
_NAMES = frozenset("PRODUCT LAW EVENT FAC WORK_OF_ART ORG PERSON GPE LOC".split())
#: A name behind these is a place, unless the model takes it for something else.
_PLACING = frozenset("in near off outside".split())
#: Places and times that are looked at on either side of a figure.
_NEAREST = 8
#: A sentence without a number has a figure only with one of these.
_DENYING = frozenset({"no", "none", "nobody"})


@dataclass(slots=True)
class _Text:
    """What is known of a text besides its sentences, by the number of the sentence."""

    document: Document
    claimants: Claimants
    places: dict[int, list[Range]] = field(default_factory=dict)
    names: dict[int, list[Range]] = field(default_factory=dict)


class _Sentence:
    """A sentence with its tree, its times and its places."""

    def __init__(self, text: _Text, number: int) -> None:
        document, span = text.document, text.document.sentences[number]
        self.text = text
        self.number = number
        self.tree = SentenceTree(document, span)
        self.times = find_times(document.text, span.start, span.end)
        self.names = text.names.get(number, [])
        self._places = text.places.get(number, [])

    def token_at(self, offset: int) -> int | None:
        """The token at an offset, None where it is outside the sentence."""
        at = self.text.document.token_at(offset) - self.tree.span.first
        return at if 0 <= at < len(self.tree) else None

    @cached_property
    def places(self) -> list[Range]:
        """The places that a preposition brings, in order."""
        located = [place for place in self._places if _is_located(self.text.document, place)]
        return sorted({*located, *_unknown_places(self)})


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
        tokens = document.tokens[span.first : span.last]
        numerals = list(find_numerals(tokens, document.text))
        if numerals or any(token.text.lower() in _DENYING for token in tokens):
            found += _in_sentence(_Sentence(text, number), numerals)
    return tuple(date_figure(document.text, figure, published) for figure in found)


def _text(document: Document, actors: Sequence[Actor], attributions: Sequence[Attribution]) -> _Text:
    text = _Text(document, Claimants(document, actors, attributions))
    for entity in document.entities:
        number = document.sentence_at(entity.start)
        if entity.label in _PLACES:
            text.places.setdefault(number, []).append((entity.start, entity.end))
        if entity.label in _NAMES:
            text.names.setdefault(number, []).append((entity.start, entity.end))
    for actor in actors:
        for mention in actor.mentions if actor.kind == "place" else ():
            text.places.setdefault(document.sentence_at(mention[0]), []).append(mention)
    return text


def _in_sentence(sentence: _Sentence, numerals: Sequence[Numeral]) -> Iterator[Figure]:
    counts = [*find_counts(sentence.tree, numerals, times=sentence.times, names=sentence.names)]
    for count in sorted([*counts, *find_zeros(sentence.tree)], key=lambda count: count.opening):
        numeral = count.numeral
        words = _words(sentence.tree, count)
        where = _where(sentence, count, words[0])
        claimant, claimed = sentence.text.claimants.of(sentence.number, sentence.tree, count)
        yield Figure(
            value=numeral.value,
            upper=numeral.upper,
            comparator=numeral.comparator,
            unit=count.unit,
            counted=count.counted,
            where=sentence.text.document.text[slice(*where)] if where else None,
            claimant=claimant,
            ranges=tuple(dict.fromkeys([*words, *([where] if where else []), *claimed])),
            sentence=(sentence.tree.span.start, sentence.tree.span.end),
            when=_when(sentence, numeral),
        )


def _words(tree: SentenceTree, count: Count) -> list[Range]:
    """The ranges of number and noun, and of the state where it does not stand right behind them."""
    last = count.last + (count.state == count.last)
    words = [(tree.tokens[count.opening].start, tree.tokens[last - 1].end)]
    if count.state is not None and not count.opening <= count.state < last:
        words.append((tree.tokens[count.state].start, tree.tokens[count.state].end))
    return words


def _nearest(ranges: Sequence[Range], offset: int) -> Sequence[Range]:
    """The few ranges on either side of an offset, in order."""
    at = bisect_left(ranges, offset, key=lambda r: r[0])
    return ranges[max(0, at - _NEAREST) : at + _NEAREST]


# ---------------------------------------------------------------- where and when


def _where(sentence: _Sentence, count: Count, words: Range) -> Range | None:
    """The place of the figure's clause: the next one behind it that a preposition brings, else the next in front.

    A place that is part of a name ("the Ministry of Health in Kess") tells where somebody sits, not where it happened.
    """
    tree = sentence.tree
    own = tree.verb(count.numeral.last - 1)
    places = _nearest(sentence.places, words[0])
    for place in places:
        at = sentence.token_at(place[0])
        if place[0] >= words[1] and at is not None and (own is None or own in tree.governors(at)):
            return place
    for place in reversed(places):
        at = sentence.token_at(place[0])
        if place[1] <= words[0] and at is not None and own is not None and tree.verb(at) == own:
            above = takewhile(lambda i: i != own, tree.governors(at))
            if not any(tree.tokens[i].tag == "NNP" and not place[0] <= tree.tokens[i].start < place[1] for i in above):
                return place
    return None


def _unknown_places(sentence: _Sentence) -> Iterator[Range]:
    """Names behind "in" and the like that the model takes for nothing else."""
    tree = sentence.tree
    for i, token in enumerate(tree.tokens):
        preposition = tree.head(i)
        if token.dep != "pobj" or token.tag != "NNP" or tree.words[preposition] not in _PLACING:
            continue
        words = tree.tokens[min(preposition + 1, i)].start, token.end
        names = all(t.tag == "NNP" for t in tree.tokens[preposition + 1 : i])
        if names and not covering(sentence.names, words[1] - 1) and not covering(sentence.times, words[1] - 1):
            yield words


def _is_located(document: Document, place: Range) -> bool:
    """Whether a preposition of place stands before the name, perhaps with an article and what the place is."""
    before = re.findall(r"[\w-]+|[^\w\s]", document.text[max(0, place[0] - 40) : place[0]])[-4:]
    return any(word.lower() in LOCATIVE for word in before) and not any(word in ",;:" for word in before[-2:])


def _when(sentence: _Sentence, numeral: Numeral) -> Range | None:
    """The time expression of the figure's own clause, else of one beside it or of the one that reports it.

    A possessive dates what it stands before ("the dead of Wednesday's collision"), and no count of another day.
    """
    tree = sentence.tree
    own = tree.verb(numeral.last - 1)
    if own is None:
        return None
    joined = [i for i in tree.children(own, "conj") if tree.tokens[i].tag.startswith("VB")]
    clauses = [own, *joined, *(i for i in tree.governors(own) if tree.tokens[i].tag.startswith("VB"))]
    number = tree.tokens[numeral.last - 1].end
    found: list[tuple[int, int, Range]] = []
    for expression in _nearest(sentence.times, number):
        at = sentence.token_at(expression[0])
        verb = tree.verb(at) if at is not None else None
        dates_another = (
            at is not None and tree.tokens[at].dep == "poss" and tree.head(at) != tree.head(numeral.last - 1)
        )
        if verb in clauses and not dates_another:
            found.append((clauses.index(verb), abs(expression[0] - number), expression))
    return min(found)[2] if found else None
