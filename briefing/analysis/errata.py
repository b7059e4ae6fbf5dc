"""Errata of an edition: what later editions printed as corrections, where it concerns words that this one printed.

The file of an edition is never rewritten, so what is known today stands in the later editions alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.register import Erratum
from briefing.types import Briefing, Change, Evidence


def find_errata(briefing: Briefing, later: Iterable[Briefing]) -> tuple[Erratum, ...]:
    """The corrections of `later` editions that concern an edition, by day; a sentence that stands twice once.

    A correction concerns it where both rest on words of one article that overlap; in another version of the article
    the words themselves must be the same.
    """
    printed: dict[str, list[Evidence]] = {}
    for evidence in _printed(briefing):
        printed.setdefault(evidence.article, []).append(evidence)
    found: dict[tuple[object, ...], Erratum] = {}
    for edition in sorted(later, key=lambda one: one.day):
        if edition.day <= briefing.day:
            continue
        for change in edition.changes:
            if change.kind == "correction" and _concerns(change, printed):
                key = (edition.day, change.before and change.before.text)
                cited = {e.article for side in (change.before, change.after) if side for e in side.evidence}
                reports = tuple(report for report in edition.reports if report.id in cited)
                found.setdefault(key, Erratum(day=edition.day, correction=change, reports=reports))
    return tuple(found.values())


def _printed(briefing: Briefing) -> Iterator[Evidence]:
    for opening in briefing.lead:
        yield from opening.sentence.evidence
    for story in briefing.stories:
        for sentence in (*story.summary, *(dated.sentence for dated in story.timeline)):
            yield from sentence.evidence
    for change in briefing.changes:
        yield from (e for side in (change.before, change.after) if side for e in side.evidence)
    yield from (claim.evidence for dispute in briefing.disputes for claim in dispute.claims)
    for statement in (*briefing.statements, *briefing.positions):
        yield statement.evidence
        yield from [statement.role.evidence] if statement.role else []
    yield from (actor.role.evidence for actor in briefing.actors if actor.role)


def _concerns(change: Change, printed: dict[str, list[Evidence]]) -> bool:
    before = change.before.evidence if change.before else ()
    return any(_share_words(one, other) for one in before for other in printed.get(one.article, ()))


def _share_words(one: Evidence, other: Evidence) -> bool:
    if one.version == other.version:
        return any(a < d and c < b for a, b in one.ranges for c, d in other.ranges)
    return any(a in b or b in a for a in one.quoted for b in other.quoted)
