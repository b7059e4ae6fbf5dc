"""The actors of a day, merged over its reports.

A full name is one actor in all reports, however it is spelled: with an article or without, with a middle name, in
another transliteration; a surname that stands alone in a report belongs to the only full name of the day that ends with
it, an abbreviation to the long form that a report gives it. Names of publishers and agencies are sources, not actors.
Places are left to the map: what counts here is who acts. The role is the wording of the latest report that gives one,
never a model's memory; where reports differ, or an office has changed hands, the other wordings stand beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from briefing.analysis.aliases import are_one_person, full_name_key, institution_key, sound_key, spelling_key
from briefing.analysis.dates import find_times, resolve
from briefing.analysis.english import OUTLETS, PLATFORMS
from briefing.analysis.evidence import cite
from briefing.analysis.gazetteer import ADJECTIVES, GIVEN_NAMES
from briefing.analysis.identity import demonyms
from briefing.analysis.reading import Read
from briefing.types import Actor, ActorKind, CitedSentence, KeyActor, Range, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor with the reports that name it."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...]
    #: The report and what its digest says of the actor, the report that is most about it first.
    seen: tuple[tuple[Read, Actor], ...]
    #: Sum of its salience over distinct reports.
    weight: float


#: Words in a role that change whether it is held today.
_MARKERS = frozenset(
    "former ex then until till acting interim outgoing incoming ousted deposed late designate elect new".split()
)
_LINKS = frozenset("of for the a an s in at to and".split())
_OTHER_ROLES = 3
#: Given names that stand first as surnames too, in Korea and China.
_ALSO_SURNAMES = frozenset({"Kim", "Lee"})


def slug(name: str) -> str:
    """A name as part of an address: small Latin letters, digits and hyphens; other scripts stay as they are."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"\W+", "-", bare).strip("-") or "unnamed"


def merge_actors(reads: Sequence[Read], *, publishers: Iterable[str]) -> tuple[Entry, ...]:
    """All people and organizations of the reports, the most prominent first, then by name.

    `reads` holds one report of each origin: reprints would count a name twice.
    """
    sources = OUTLETS | PLATFORMS | {bare_name(name) for name in publishers}
    canonical = canonical_names(reads)
    seen: dict[str, list[tuple[Read, Actor]]] = defaultdict(list)
    for read in reads:
        for actor in read.digest.actors:
            name = canonical.get(actor.name, actor.name)
            if not _is_source(bare_name(actor.name), sources):
                seen[name].append((read, actor))
    entries = [_entry(name, pairs) for name, pairs in seen.items()]
    return tuple(sorted((e for e in entries if e.kind != "place"), key=lambda e: (-e.weight, e.name)))


def canonical_names(reads: Sequence[Read]) -> Mapping[str, str]:
    """Other spellings and short forms of the day -> the name that the actor goes by.

    The kind of a surname alone does not count: it is often taken for an organization. Of names that begin with the
    surname (Kim Jong Un), the first word is a short form where a report uses it so; a given name is nobody's.
    """
    seen = [(read, actor) for read in reads for actor in read.digest.actors]
    actors = [actor for _, actor in seen]
    counts = Counter(actor.name for actor in actors if actor.kind != "place" or " " in actor.name)
    full = _spellings(counts, {actor.name for actor in actors if actor.kind == "person"})
    owners: dict[str, set[str]] = defaultdict(set)
    for read, actor in seen:
        name = full.get(actor.name, actor.name)
        if actor.kind == "person" and " " in name:
            owners[sound_key(name.rpartition(" ")[2])].add(name)
            first = actor.name.partition(" ")[0]
            is_surname = first.lower() not in GIVEN_NAMES or first in _ALSO_SURNAMES
            if is_surname and any(read.article.text[start:end] == first for start, end in actor.mentions):
                owners[sound_key(first)].add(name)
        for alias in actor.aliases if actor.kind == "organization" else ():
            if alias.isupper() and not name.isupper():
                owners[alias].add(name)
    alone = {actor.name for actor in actors if actor.kind != "place" and " " not in actor.name}
    for name in sorted(alone):
        found = owners.get(name) or owners.get(sound_key(name)) or set()
        if len(found) == 1:
            full[name] = next(iter(found))
    return {name: known for name, known in full.items() if name != known}


def _spellings(counts: Mapping[str, int], people: Set[str]) -> dict[str, str]:
    """Names -> the spelling that most reports use, of those that differ in article, legal form or transliteration."""
    found: dict[str, str] = {}
    by_name: dict[str, str] = {}
    by_person: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(counts, key=lambda name: (-counts[name], name)):
        known = by_name.setdefault(spelling_key(name) if name in people else institution_key(name), name)
        if name in people and " " in name and known == name:
            same = by_person[full_name_key(name)]
            known = next((other for other in same if are_one_person(other, name)), name)
            if known == name:
                same.append(name)
        found[name] = known
    return found


def _is_source(name: str, sources: Iterable[str]) -> bool:
    """Whether a name is a source's, or the end of one: the Courier for The Ansel Courier."""
    return name in sources or any(source.endswith(f" {name}") for source in sources)


def bare_name(name: str) -> str:
    """A name without its article and case."""
    return name.casefold().removeprefix("the ").strip()


def _entry(name: str, pairs: Sequence[tuple[Read, Actor]]) -> Entry:
    ordered = sorted(pairs, key=lambda pair: (-pair[1].salience, pair[0].article.published, pair[0].article.id))
    aliases = {alias for _, actor in pairs for alias in (actor.name, *actor.aliases)} - {name}
    kinds: Counter[ActorKind] = Counter()
    for _, actor in pairs:
        # a name that the model does not know is an organization to it; that it is a place some reports must show
        kinds[actor.kind] += 2 if actor.kind == "place" else 1
    return Entry(
        name=name,
        kind=max(sorted(kinds), key=lambda kind: kinds[kind]),
        aliases=tuple(sorted(aliases)),
        seen=tuple(ordered),
        weight=round(sum({read.article.id: actor.salience for read, actor in pairs}.values()), 4),
    )


def peoples(reads: Iterable[Read]) -> frozenset[str]:
    """What the people of a place are called, of the states of the world and of every place that the reports name."""
    places = {actor.name for read in reads for actor in read.digest.actors if actor.kind == "place"}
    adjectives = {*ADJECTIVES, *(name for place in places for name in demonyms(place))}
    return frozenset(adjectives | {f"{name}s" for name in adjectives})


def has_given_name_only(entry: Entry) -> bool:
    """Whether reports call a person by a given name and by no office: a child, a witness, no pope or king."""
    name = entry.name
    is_given = entry.kind == "person" and name.lower() in GIVEN_NAMES and name not in _ALSO_SURNAMES
    return is_given and not any(actor.role for _, actor in entry.seen)


def key_actor(entry: Entry, before: Mapping[str, int] | None) -> KeyActor:
    """An entry of the roster as the edition prints it.

    `before` has the reports of each key actor of the edition before, by id; None if there was no edition.
    """
    read, actor = entry.seen[0]
    name = slug(entry.name)
    return KeyActor(
        id=name,
        name=entry.name,
        kind=entry.kind,
        role=role_of(entry),
        roles=other_roles(entry),
        aliases=entry.aliases,
        reports=len({read.article.id for read, _ in entry.seen}),
        reports_before=before.get(name) if before else None,
        evidence=cite(read.article, actor.mentions[:1]),
    )


def role_of(entry: Entry) -> Role | None:
    """What the latest report that gives a role calls the actor; None if none does."""
    return next(iter(_roles(entry)), None)


def other_roles(entry: Entry) -> tuple[Role, ...]:
    """What else reports call the actor, the latest first; wordings that only say less of the same are left out."""
    kept: list[Role] = []
    for role in _roles(entry):
        if not any(_says_less(role.text, other.text) or _says_less(other.text, role.text) for other in kept):
            kept.append(role)
    return tuple(kept[1 : 1 + _OTHER_ROLES])


def _roles(entry: Entry) -> list[Role]:
    given = [(read, actor) for read, actor in entry.seen if actor.role]
    given.sort(key=lambda pair: (pair[0].article.published, pair[0].article.id), reverse=True)
    return [
        Role(
            text=actor.role or "",
            on=read.article.published.date(),
            evidence=cite(read.article, actor.role_ranges),
        )
        for read, actor in given
    ]


def handovers(entries: Iterable[Entry], since: date) -> dict[str, CitedSentence]:
    """Actor id -> the sentence in which a report says that the actor lost or got an office, on a day since then.

    What reports only recall, or do not date, is left out. Of several sentences that of the first report is taken; an
    outlet under direction counts only where no other tells it.
    """
    found = {}
    for entry in entries:
        told = [
            (read, handover.sentence)
            for read, actor in entry.seen
            for handover in read.digest.handovers
            if handover.name == actor.name and _is_since(read, handover.sentence, since)
        ]
        if told:
            read, sentence = min(told, key=lambda t: (t[0].is_directed, t[0].article.published, t[0].article.id))
            evidence = cite(read.article, [sentence])
            found[slug(entry.name)] = CitedSentence(text=" ".join(evidence.quoted[0].split()), evidence=(evidence,))
    return found


def _is_since(read: Read, sentence: Range, since: date) -> bool:
    """Whether a sentence names a day of which it was told by a report of this day, and not an earlier one."""
    text, published = read.article.text, read.article.published
    days = [resolve(text, time, published) for time in find_times(text, *sentence)]
    known = [day for day in days if day and day[0] == day[1]]
    return bool(known) and all(since <= first <= published.date() for first, _ in known[:1])


def _says_less(one: str, other: str) -> bool:
    """Whether all of one wording is in the other, and both say the same of whether it is over."""
    a, b = (set(re.findall(r"\w+", text.casefold())) - _LINKS for text in (one, other))
    return a <= b and a & _MARKERS == b & _MARKERS
