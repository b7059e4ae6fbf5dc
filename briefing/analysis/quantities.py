"""What is counted in a story, and what each side says it is.

Figures of different articles are one quantity when they count the same thing in the same unit and name no two
different places; what has no state ("people", "ships") must besides be told in about the same words. Of what one
article has from one claimant for one day the largest counts: the smaller ones are parts of it ("12 dead, three of them
children"). The claim of a side (`sides.py`) is the figure for the latest day, then the one that was told last; a
sentence that is printed again tells nothing later, and zero is its claim only where it gives no other. What a state
outlet states on its own is its claim, unless somebody is named elsewhere with that number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from briefing.analysis.dates import date_figure
from briefing.analysis.evidence import cite
from briefing.analysis.measures import STATES
from briefing.analysis.reading import Read
from briefing.analysis.repetition import nearness
from briefing.analysis.sides import Sides
from briefing.types import Claim, Comparator, Figure, Quantity

#: How far "about" and "nearly" reach, as a share of the value: newsrooms round to the tenth.
_ABOUT = 0.1
#: How many of their words, numbers aside, two sentences share at the least that count one thing: in the sample's three
#: days those that count one thing anew share .67 to 1, all others but parts of a whole less than .6.
SAME_SENTENCE = 0.6
#: The same of their clauses, where the shorter has so many words: a wire that goes on after a comma with something else
#: shares few words of the sentence. Those of the sample with another number share .67 to .82, all others less than .6.
_SAME_CLAUSE = 0.66
_WORDS_OF_CLAUSE = 6
_BREAK = re.compile(r"[,;:()“”\"](?=\s)|\s[—–-]\s")
#: What is a part of something that another number counts: "four of the ships".
_PART = re.compile(r"\bof (?:the|these|those|them|its|their|his|her)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
#: With so many groups a figure is compared, so that a story of hundreds of articles costs no more than its length.
_GROUPS = 50
#: Two numbers this near are one number, rounded differently (23,100 and 23,000).
_ROUNDING = 0.02


class _Seen(NamedTuple):
    read: Read
    #: With the day that it holds for.
    figure: Figure
    #: When its sentence was published first, here or in another report.
    told: datetime

    @property
    def order(self) -> tuple[date, datetime, float, str]:
        """By the day that the figure holds for, then by when it was told; of equal sentences the first comes last."""
        article = self.read.article
        return self.figure.as_of or self.told.date(), self.told, -article.published.timestamp(), article.id


def find_quantities(reads: Sequence[Read]) -> tuple[Quantity, ...]:
    """The quantities of one story by what is counted, each with its claims in the order of reporting."""
    counted: dict[tuple[str, str], list[_Seen]] = defaultdict(list)
    told: dict[str, datetime] = {}
    for read in sorted(reads, key=lambda r: (r.article.published, r.article.id)):
        for figure in _largest(read):
            first = told.setdefault(_sentence(read, figure), read.article.published)
            counted[figure.counted.casefold(), figure.unit].append(_Seen(read, figure, first))
    sides = Sides(reads)
    return tuple(
        _quantity(name, unit, where, seen, sides)
        for (name, unit), figures in sorted(counted.items())
        for where, seen in (_by_place(figures) if name in STATES else _by_words(figures))
    )


def conflict(a: Claim, b: Claim) -> bool:
    """Whether two claims cannot both be true: "at least 40" and "43" can, 11 and 27 cannot."""
    if a.value is None or b.value is None:
        return False
    (a_low, a_high), (b_low, b_high) = _bounds(a.value, a.upper, a.comparator), _bounds(b.value, b.upper, b.comparator)
    slack = _ROUNDING * max(abs(a.value), abs(b.value))
    return a_low > b_high + slack or b_low > a_high + slack


def _bounds(value: float, upper: float | None, comparator: Comparator) -> tuple[float, float]:
    """The least and the most that a figure may mean."""
    high = value if upper is None else upper
    return {
        "exactly": (value, high),
        "about": (value * (1 - _ABOUT), high * (1 + _ABOUT)),
        "nearly": (value * (1 - _ABOUT), high),
        "at least": (value, float("inf")),
        "more than": (value, float("inf")),
        "at most": (0.0, high),
        "less than": (0.0, high),
    }[comparator]


def _largest(read: Read) -> list[Figure]:
    """Of each thing that a text counts, by place, claimant and day, the largest figure; the first of equal ones."""
    best: dict[tuple[object, ...], Figure] = {}
    for undated in read.digest.figures:
        figure = date_figure(read.article.text, undated, read.article.published)
        key = (figure.counted.casefold(), figure.unit, figure.where, figure.claimant, figure.as_of)
        if key not in best or figure.value > best[key].value:
            best[key] = figure
    return list(best.values())


def _sentence(read: Read, figure: Figure) -> str:
    """The words of the sentence that a figure stands in, without case and marks."""
    return " ".join(_WORD.findall(read.article.text[figure.sentence[0] : figure.sentence[1]].casefold()))


def _by_place(seen: Sequence[_Seen]) -> list[tuple[str | None, list[_Seen]]]:
    """Figures by the place that they name.

    Those that name none belong to the only place that their article names for others, else to the place that most do.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for one in seen:
        if one.figure.where:
            named[one.read.article.id].add(one.figure.where.casefold())
    places: dict[str, list[_Seen]] = defaultdict(list)
    nowhere: list[_Seen] = []
    for one in seen:
        only = named[one.read.article.id]
        if one.figure.where:
            places[one.figure.where.casefold()].append(one)
        elif len(only) == 1:
            places[min(only)].append(one)
        else:
            nowhere.append(one)
    groups = sorted(_joined(list(places.values())), key=lambda group: (-len(group), _place(group) or ""))
    if not groups:
        return [(None, nowhere)]
    groups[0] += nowhere
    return [(_place(group), group) for group in groups]


def _joined(groups: list[list[_Seen]]) -> list[list[_Seen]]:
    """Places under which somebody gives the same number are one ("off the point", "in the strait"), unless an article
    tells them apart.
    """
    done: list[list[_Seen]] = []
    for group in groups:
        same = next((other for other in done if _said(other) & _said(group) and not _articles(other, group)), None)
        if same is None:
            done.append(group)
        else:
            same += group
    return done


def _said(group: Sequence[_Seen]) -> set[tuple[str, float]]:
    return {(one.figure.claimant, one.figure.value) for one in group if one.figure.claimant}


def _articles(a: Sequence[_Seen], b: Sequence[_Seen]) -> set[str]:
    """The articles that have figures of both."""
    return {one.read.article.id for one in a} & {one.read.article.id for one in b}


def _place(group: Sequence[_Seen]) -> str | None:
    return next((one.figure.where for one in group if one.figure.where), None)


def _by_words(seen: Sequence[_Seen]) -> list[tuple[str | None, list[_Seen]]]:
    """Figures in the same words; each joins the first group that it fits, of the groups that grew last."""
    groups: list[tuple[tuple[str, str, str], list[_Seen]]] = []
    for one in seen:
        start, end = one.figure.ranges[0]
        from_, to = one.figure.sentence
        text = one.read.article.text
        context = text[from_:start], text[start:end], text[end:to]
        fitting = next((g for g in groups[-_GROUPS:] if count_one_thing(g[0], context)), None)
        if fitting is None:
            groups.append((context, [one]))
        else:
            fitting[1].append(one)
    return [(group[0].figure.where, group) for _, group in groups]


def count_one_thing(a: tuple[str, str, str], b: tuple[str, str, str]) -> bool:
    """Whether two sentences count the same thing: each in three, before the number, with what it counts, and after."""
    if bool(_PART.search(a[1])) != bool(_PART.search(b[1])):
        return False
    if nearness(f"{a[0]} {a[2]}", f"{b[0]} {b[2]}") >= SAME_SENTENCE:
        return True
    mine, theirs = _clause(a), _clause(b)
    shorter = min(len(set(_WORD.findall(clause.casefold()))) for clause in (mine, theirs))
    return shorter >= _WORDS_OF_CLAUSE and nearness(mine, theirs) >= _SAME_CLAUSE


def _clause(sentence: tuple[str, str, str]) -> str:
    """What stands between the marks before and behind the number."""
    return f"{_BREAK.split(sentence[0])[-1]} {_BREAK.split(sentence[2])[0]}"


def _quantity(counted: str, unit: str, where: str | None, seen: Sequence[_Seen], sides: Sides) -> Quantity:
    named = {one.figure.value for one in seen if one.figure.claimant}
    by_party: dict[str | None, list[_Seen]] = defaultdict(list)
    side_of: dict[str | None, str | None] = {}
    for one in seen:
        if one.figure.claimant or one.figure.value not in named:
            claimant = _claimant(one)
            side = _side(one, sides)
            by_party[side or claimant].append(one)
            side_of[side or claimant] = side
    claims = [_claim(group, side_of[party]) for party, group in by_party.items()]
    claims.sort(key=lambda claim: (claim.reported, claim.claimant or ""))
    return Quantity(counted=counted, unit=unit, where=where, claims=tuple(claims))


def _claimant(seen: _Seen) -> str | None:
    if seen.figure.claimant is None and seen.read.is_directed:
        return seen.read.article.publisher
    return seen.figure.claimant


def _side(seen: _Seen, sides: Sides) -> str | None:
    claimant = seen.figure.claimant
    return sides.of(claimant) if claimant else sides.of_outlet(seen.read)


def _claim(seen: Sequence[_Seen], side: str | None) -> Claim:
    """The claim for the latest day, of whoever of the side made it; reports that have the same figure carry it too."""
    ordered = sorted([one for one in seen if one.figure.value] or seen, key=lambda one: one.order)
    read, figure, _ = ordered[-1]
    start, end = figure.ranges[0]
    same = [one.read.article.id for one in ordered if one.figure.value == figure.value]
    first = read.article.id
    return Claim(
        text=read.article.text[start:end],
        value=figure.value,
        upper=figure.upper,
        comparator=figure.comparator,
        claimant=_claimant(ordered[-1]),
        reported=read.article.published,
        evidence=cite(read.article, [figure.ranges[0]]),
        reports=(first, *dict.fromkeys(report for report in same if report != first)),
        side=side,
    )
