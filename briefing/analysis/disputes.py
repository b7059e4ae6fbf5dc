"""Claims that cannot all be true, side by side: figures that named sides give differently, and denials.

A dispute needs two named claimants whose latest figures for one quantity exclude each other. One side that moves its
own figure is an update, and so is a newsroom's count that grows. A denial is set against the statement that it denies,
if the story has one; alone it is a statement like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefing.analysis.english import TAKING_IN
from briefing.analysis.entries import short_hash
from briefing.analysis.evidence import cite
from briefing.analysis.measures import STATES
from briefing.analysis.quantities import conflict
from briefing.analysis.reading import Read
from briefing.types import Attribution, Claim, Dispute, Quantity, Story

#: Verbs that say that something is not so.
_DENIALS = frozenset("deny denies denied denying dispute disputes disputed dismiss dismisses dismissed".split())
_WORD = re.compile(r"[^\W\d_]{4,}")
#: The share of the shorter one's words (of four letters and more) from which on two clauses are about the same.
_SAME_MATTER = 0.5


class _Said(NamedTuple):
    read: Read
    attribution: Attribution
    #: The words of the content that can tell what it is about.
    words: frozenset[str]


def find_disputes(story: Story, reads: Sequence[Read]) -> tuple[Dispute, ...]:
    """The disputes of one story, those over figures first; `reads` are its articles."""
    return (*_over_figures(story.id, story.quantities), *_over_words(story.id, reads))


def told_once(disputes: Sequence[Dispute]) -> tuple[Dispute, ...]:
    """Without those that another story tells too: the one with the latest claim stays, in its place.

    Two are one where the same sides count the same thing in no different places, and one side gives the same figure in
    both: stories of one event touch, and a reader needs its toll once.
    """
    latest = sorted(disputes, key=lambda d: (-max(c.reported.timestamp() for c in d.claims), d.id))
    kept: list[Dispute] = []
    for dispute in latest:
        if not any(_is_one_matter(dispute, other) for other in kept):
            kept.append(dispute)
    return tuple(dispute for dispute in disputes if dispute in kept)


def _is_one_matter(a: Dispute, b: Dispute) -> bool:
    if a.counted is None or (a.counted, a.unit) != (b.counted, b.unit) or a.story == b.story:
        return False
    mine, other = ({claim.party: (claim.value, claim.upper) for claim in d.claims} for d in (a, b))
    elsewhere = a.where and b.where and a.where.casefold() != b.where.casefold()
    return mine.keys() == other.keys() and not elsewhere and any(mine[party] == other[party] for party in mine)


def _over_figures(story: str, quantities: Sequence[Quantity]) -> list[Dispute]:
    found = []
    for quantity in quantities:
        if quantity.counted not in STATES:
            continue  # "nine people on the lists" and "57 people aboard" are not two counts of one thing
        named = [claim for claim in quantity.claims if _has_name(claim.claimant)]
        sides = [claim for claim in named if any(conflict(claim, other) for other in named)]
        if sides:
            key = f"{story} {quantity.counted} {quantity.unit} {quantity.where or ''}"
            found.append(
                Dispute(
                    id=short_hash(key),
                    story=story,
                    counted=quantity.counted,
                    unit=quantity.unit,
                    where=quantity.where,
                    claims=tuple(sides),
                )
            )
    return found


def _has_name(claimant: str | None) -> bool:
    """Whether it is a name: "the ministry" of a text that names two ministries is not."""
    return claimant is not None and any(word[0].isupper() for word in claimant.split())


def _over_words(story: str, reads: Sequence[Read]) -> list[Dispute]:
    """Denials with the statement that they deny; the first pair of each two speakers."""
    said = [
        _Said(read, attribution, frozenset(_WORD.findall(attribution.content.casefold())))
        for read in sorted(reads, key=lambda r: (r.article.published, r.article.id))
        for attribution in read.digest.attributions
        if attribution.speaker and attribution.form == "clause" and (attribution.cue or "").casefold() not in TAKING_IN
    ]
    denials = [one for one in said if (one.attribution.cue or "").casefold() in _DENIALS]
    found: dict[tuple[str, ...], Dispute] = {}
    for denial in denials:
        for other in said:
            speakers = tuple(sorted((denial.attribution.speaker or "", other.attribution.speaker or "")))
            if speakers[0] != speakers[1] and speakers not in found and _answers(denial, other):
                found[speakers] = _in_words(story, speakers, denial, other)
    return list(found.values())


def _answers(denial: _Said, other: _Said) -> bool:
    """Whether the one denies what the other says: no denial itself, and about the same."""
    if (other.attribution.cue or "").casefold() in _DENIALS:
        return False
    fewest = min(len(denial.words), len(other.words))
    return fewest > 1 and len(denial.words & other.words) >= _SAME_MATTER * fewest


def _in_words(story: str, speakers: tuple[str, ...], denial: _Said, other: _Said) -> Dispute:
    claims = sorted((_clause(denial), _clause(other)), key=lambda claim: (claim.reported, claim.text))
    return Dispute(
        id=short_hash(f"{story} {' '.join(speakers)} {claims[0].text}"),
        story=story,
        counted=None,
        unit=None,
        where=None,
        claims=tuple(claims),
    )


def _clause(said: _Said) -> Claim:
    """A statement as a claim, from the verb that says whether it is one or its denial."""
    read, attribution, _ = said
    evidence = cite(read.article, (*attribution.cue_ranges, *attribution.content_ranges))
    return Claim(
        text=" ".join(" ".join(evidence.quoted).split()),
        value=None,
        claimant=attribution.speaker,
        reported=read.article.published,
        evidence=evidence,
        reports=(read.article.id,),
    )
