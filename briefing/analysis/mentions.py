"""Which reports name which actors, as far as an edition shows it: for who is named together with whom.

An edition holds no texts. What counts is what it cites: the words of evidence with those around them, and who is the
speaker of a statement in which reports. An alias that two actors share counts for neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from briefing.types import Briefing, Evidence

#: Shorter aliases (initials, "UN") are found inside too much else.
_SHORTEST_ALIAS = 4


def find_mentions(briefing: Briefing) -> frozenset[tuple[str, str]]:
    """The pairs of a report and an actor whom it names, both by their ids."""
    owners = _owners(briefing)
    found = {(report, said.speaker_id) for said in briefing.statements if said.speaker_id for report in said.reports}
    found |= {(actor.evidence.article, actor.id) for actor in briefing.actors}
    if owners:
        names = sorted(owners, key=len, reverse=True)
        pattern = re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})\b")
        found |= {(article, owners[name]) for article, text in cited_texts(briefing) for name in pattern.findall(text)}
    return frozenset(found)


def _owners(briefing: Briefing) -> dict[str, str]:
    """The names and aliases by which actors are told, and whose each is."""
    claims: dict[str, set[str]] = defaultdict(set)
    for actor in briefing.actors:
        for name in (actor.name, *actor.aliases):
            if len(name) >= _SHORTEST_ALIAS:
                claims[name].add(actor.id)
    for said in briefing.statements:
        if said.speaker and said.speaker_id and len(said.speaker) >= _SHORTEST_ALIAS:
            claims[said.speaker].add(said.speaker_id)
    return {name: ids.pop() for name, ids in claims.items() if len(ids) == 1}


def cited_texts(briefing: Briefing) -> Iterator[tuple[str, str]]:
    """Every piece of source text that the edition holds, with its report."""
    for report in briefing.reports:
        yield report.id, report.headline
    for evidence in _evidence(briefing):
        inside = " ".join((*evidence.quoted, *evidence.between))
        yield evidence.article, f"{evidence.before} {inside} {evidence.after}"


def _evidence(briefing: Briefing) -> Iterator[Evidence]:
    for story in briefing.stories:
        for sentence in story.summary:
            yield from sentence.evidence
    for said in briefing.statements:
        yield said.evidence
    for actor in briefing.actors:
        yield actor.evidence
    roles = [actor.role for actor in briefing.actors] + [said.role for said in briefing.statements]
    yield from (role.evidence for role in roles if role)
