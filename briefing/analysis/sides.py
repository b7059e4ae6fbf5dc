"""Whose side a claimant is on: a country and its coast guard are one side, and so are its ministry and its state radio.

An institution of state belongs to the country whose name, adjective or possessive stands in its name or beside it
in the texts: the Tarvonian coast guard, Kessaly's Ministry of Health, the Ministry of Health of Kessaly. Where the
texts set it beside two, it belongs to neither. Companies, aid organizations, parties and media speak for themselves,
but what a government directs speaks for the country that its feed is of.

Which names are countries: those of the gazetteer, and of all other places those whose institutions of state the texts
speak of (Kessaly's prime minister, the Tarvonian navy). The adjective of the latter follows from the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.analysis.gazetteer import ADJECTIVES, CAPITALS, COUNTRY_NAMES, STATE_BODIES, STATE_OFFICES
from briefing.analysis.identity import demonyms
from briefing.analysis.reading import Read
from briefing.types import Actor

#: Institutions of state, and those who speak for them.
_BODY = re.compile(rf"\b(?:{'|'.join((*STATE_BODIES, *STATE_OFFICES))})\b", re.IGNORECASE)
#: What shows that the name in front of it, or behind it with "of", is that of a state; a city has a police as well.
_OF_STATES = rf"(?:{'|'.join(body for body, only in STATE_BODIES.items() if only)}|prime minister|foreign minister)"
#: Characters on either side of a mention that may say whose it is.
_BESIDE = 40
#: Words that may stand between an institution and the name of its country: Ministry of Health in, coast guard of the.
_BEHIND = r"\A,? (?:of|in|for) (?:the )?"


class Sides:
    """Finds the country that a claimant speaks for, from the texts of one story."""

    def __init__(self, reads: Sequence[Read]) -> None:
        self._reads = reads
        self._countries = _countries(reads)
        names = sorted(self._countries, key=lambda name: (-len(name), name))
        any_name = "|".join(map(re.escape, names))
        self._name = re.compile(rf"(?<!\w)(?:{any_name})(?!\w)")
        self._before = re.compile(rf"(?<!\w)({any_name})(?:['’]s)? \Z")
        self._behind = re.compile(rf"{_BEHIND}({any_name})(?!\w)")
        self._known: dict[str, str | None] = {}

    def of(self, claimant: str) -> str | None:
        """The usual name of the country; None for whoever speaks for none, or nobody knows for which."""
        if claimant not in self._known:
            self._known[claimant] = self._side(claimant)
        return self._known[claimant]

    def of_outlet(self, read: Read) -> str | None:
        """The country whose government directs the outlet of a report; None if none does."""
        by_state = read.directed == "state" or (read.directed is None and read.feed.kind == "state")
        return self._countries.get(read.feed.country) if by_state else None

    def _side(self, claimant: str) -> str | None:
        if claimant in self._countries:
            return self._countries[claimant]
        actors = [(r, a) for r in self._reads for a in r.digest.actors if a.name == claimant]
        titles = [claimant, *sorted({actor.role for _, actor in actors if actor.role})]
        official = [title for title in titles if _BODY.search(title)]
        if not official:
            return None
        found = {side for title in official for side in self._named(title)}
        found = found or {side for read, actor in actors for side in self._beside(read.article.text, actor)}
        return next(iter(found)) if len(found) == 1 else None

    def _named(self, title: str) -> Iterator[str]:
        """The country that a title begins with, else those that it names: Norland's embassy in Ostrel is of Norland."""
        names = list(self._name.finditer(title))
        first = [name for name in names if not _BODY.search(title[: name.start()])]
        yield from (self._countries[name.group()] for name in first or names)

    def _beside(self, text: str, actor: Actor) -> Iterator[str]:
        """The countries whose name stands right in front of a mention, or behind it with a preposition."""
        for start, end in actor.mentions:
            before = self._before.search(text[max(0, start - _BESIDE) : start])
            behind = self._behind.match(text[end : end + _BESIDE])
            yield from (self._countries[match.group(1)] for match in (before, behind) if match)


def _countries(reads: Sequence[Read]) -> dict[str, str]:
    """Names, adjectives and capitals -> the usual name of the country."""
    countries = COUNTRY_NAMES | ADJECTIVES | CAPITALS
    places: dict[str, set[str]] = {}
    for read in reads:
        for actor in read.digest.actors:
            if actor.kind == "place" and actor.name not in countries and actor.name[0].isupper():
                places.setdefault(actor.name, set()).update(actor.aliases)
    called = {name: {name, *demonyms(name)} for name in places}
    shown = _shown({word: name for name, words in called.items() for word in words}, reads)
    for name in shown:
        countries |= dict.fromkeys([*sorted(called[name]), *sorted(places[name])], name)
    return countries


def _shown(names: dict[str, str], reads: Iterable[Read]) -> list[str]:
    """Which places have what only a state has; `names` leads from what they may be called to their names."""
    if not names:
        return []
    words = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    having = re.compile(rf"(?<!\w)({words})(?:['’]s)? (?:[a-z]+ )?(?i:{_OF_STATES})\b")
    belonging = re.compile(rf"(?i:\b{_OF_STATES}(?: of [a-z]+)?) of ({words})(?!\w)")
    found = {
        names[match.group(1)]
        for read in reads
        for pattern in (having, belonging)
        for match in pattern.finditer(read.article.text)
    }
    return sorted(found)
