"""The actors of a day, merged over its reports.

A full name is one actor in all reports; a surname that stands alone in a report belongs to the only full name of the
day that ends with it. Names of publishers and agencies are sources, not actors. Places are left to the map: what
counts here is who acts. The role is the wording of the latest report that gives one, never a model's memory.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.analysis.english import OUTLETS, PLATFORMS
from briefing.analysis.evidence import cite
from briefing.analysis.reading import Read
from briefing.types import Actor, ActorKind, KeyActor, Role


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
            if actor.kind != "place" and not _is_source(bare_name(actor.name), sources):
                seen[name].append((read, actor))
    entries = [_entry(name, pairs) for name, pairs in seen.items()]
    return tuple(sorted((e for e in entries if e.kind != "place"), key=lambda e: (-e.weight, e.name)))


def canonical_names(reads: Sequence[Read]) -> Mapping[str, str]:
    """Surnames that stand alone in a report -> the only full name of the day that ends with them.

    A surname alone is often taken for an organization, so its own kind does not count.
    """
    actors = [actor for read in reads for actor in read.digest.actors]
    owners: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.kind == "person" and " " in actor.name:
            owners[actor.name.rpartition(" ")[2]].add(actor.name)
    alone = {actor.name for actor in actors if actor.kind != "place" and " " not in actor.name}
    return {name: next(iter(owners[name])) for name in alone if len(owners.get(name, ())) == 1}


def _is_source(name: str, sources: Iterable[str]) -> bool:
    """Whether a name is a source's, or the end of one: the Courier for The Ansel Courier."""
    return name in sources or any(source.endswith(f" {name}") for source in sources)


def bare_name(name: str) -> str:
    """A name without its article and case."""
    return name.casefold().removeprefix("the ").strip()


def _entry(name: str, pairs: Sequence[tuple[Read, Actor]]) -> Entry:
    ordered = sorted(pairs, key=lambda pair: (-pair[1].salience, pair[0].article.published, pair[0].article.id))
    aliases = {alias for _, actor in pairs for alias in (actor.name, *actor.aliases)} - {name}
    kinds = Counter(actor.kind for _, actor in pairs)
    return Entry(
        name=name,
        kind=max(sorted(kinds), key=lambda kind: kinds[kind]),
        aliases=tuple(sorted(aliases)),
        seen=tuple(ordered),
        weight=round(sum({read.article.id: actor.salience for read, actor in pairs}.values()), 4),
    )


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
        aliases=entry.aliases,
        reports=len({read.article.id for read, _ in entry.seen}),
        reports_before=before.get(name) if before else None,
        evidence=cite(read.article, actor.mentions[:1]),
    )


def role_of(entry: Entry) -> Role | None:
    """What the latest report that gives a role calls the actor; None if none does."""
    given = [(read, actor) for read, actor in entry.seen if actor.role]
    if not given:
        return None
    read, actor = max(given, key=lambda pair: (pair[0].article.published, pair[0].article.id))
    return Role(
        text=actor.role or "",
        on=read.article.published.date(),
        evidence=cite(read.article, actor.role_ranges),
    )
