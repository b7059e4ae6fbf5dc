"""Claims that cannot all be true, side by side: figures that named sides give differently, and denials.

A dispute needs two named claimants whose latest figures for one quantity exclude each other. One side that moves its
own figure is an update, and so is a newsroom's count that grows. A denial is set against the statement that it denies,
if the story has one: the one about the same, or, where somebody only "denied that", the one that stands just before it.
What contradicts somebody's account, as the report says, is set against what the report has of that account. Alone a
denial is a statement like any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefing.analysis.english import DENIALS, TAKING_IN
from briefing.analysis.entries import short_hash
from briefing.analysis.evidence import cite
from briefing.analysis.measures import STATES
from briefing.analysis.modality import is_asserted
from briefing.analysis.quantities import conflict
from briefing.analysis.reading import Read
from briefing.analysis.sides import Sides
from briefing.analysis.wording import content_stems, tokens_of
from briefing.text.sentences import split_sentences
from briefing.types import Attribution, Claim, Dispute, Quantity, Story

#: What is denied by pointing back at it.
_BACK = re.compile(
    r"(?:that|this|it|(?:the|this|that|these|those|such) "
    r"(?:account|accusation|allegation|assertion|charge|claim|report)s?)(?: as \w+)?",
    re.IGNORECASE,
)
#: What a report says of an account that does not agree with another's, and whose that is.
_CONTRADICTS = re.compile(
    r"\b(?:contradict(?:s|ed|ing)?|disput(?:e|es|ed|ing)|reject(?:s|ed|ing)?|contrary to|at odds with)\b[^.;,]{0,30}?"
    r"\b(?:account|claim|report|statement|version)s? (?:of|by|from|given by) (?:the )?([^,.;]{3,60})"
)
#: Years over which something is counted.
_PERIOD = re.compile(
    r"\b(?:since (?:[\w-]+ ){0,4}?(?:19|20)\d\d|in (?:19|20)\d\d|that year"
    r"|(?:in|over|during) (?:the |its |their )?(?:past|last|previous) (?:[\w-]+ )?(?:years?|decades?|months))\b",
    re.IGNORECASE,
)
#: Behind these the years tell how rare it is, and not over what was counted: the deadliest collision in ten years.
_SUPERLATIVE = re.compile(
    r"\b(?:deadliest|bloodiest|worst|largest|biggest|highest|heaviest|greatest|gravest|most|first)\s(?:[\w-]+\s){0,4}\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_WORD = re.compile(r"[^\W\d_]{4,}")
#: Words of four letters and more that do not tell what a clause is about.
_FUNCTION_WORDS = frozenset(
    """
    that this these those there their they them with from have been were will would could should about into over after
    before what which when where than then also anything something nothing more most some such only very being does
    """.split()
)
#: The share of the shorter one's words (of four letters and more) from which on two clauses are about the same.
_SAME_MATTER = 0.5
#: A word is common to the statements of a story from so many on, if they are more than this share of them: by hand, so
#: that the sample keeps its disputes and a real story of 48 statements has one for its denial instead of eight.
_COMMON = 4
_COMMON_SHARE = 0.2


class _Said(NamedTuple):
    read: Read
    attribution: Attribution
    #: The words of the content that can tell what it is about.
    words: frozenset[str]


def find_disputes(story: Story, reads: Sequence[Read]) -> tuple[Dispute, ...]:
    """The disputes of one story, those over figures first; `reads` are its articles."""
    return (*_over_figures(story.id, story.quantities), *_over_words(story.id, reads))


def told_once(disputes: Sequence[Dispute], reads: Mapping[str, Sequence[Read]]) -> tuple[Dispute, ...]:
    """Without those that another story tells too: the one with the latest claim stays, in its place.

    Two are one where the same sides count the same thing in no different places, and what one side says in the earlier
    stands in the articles of the later, its latest figure or not: stories of one event touch, and a reader needs its
    toll once. `reads` has the articles of each story by its id.
    """
    latest = sorted(disputes, key=lambda d: (-max(c.reported.timestamp() for c in d.claims), d.id))
    kept: list[Dispute] = []
    for dispute in latest:
        if not any(_is_one_matter(dispute, other, reads[other.story]) for other in kept):
            kept.append(dispute)
    return tuple(dispute for dispute in disputes if dispute in kept)


def _is_one_matter(earlier: Dispute, later: Dispute, reads: Sequence[Read]) -> bool:
    if earlier.counted is None or (earlier.counted, earlier.unit) != (later.counted, later.unit):
        return False
    if earlier.story == later.story or {c.party for c in earlier.claims} != {c.party for c in later.claims}:
        return False
    if earlier.where and later.where and earlier.where.casefold() != later.where.casefold():
        return False
    claimed = _claimed(later, reads)
    return any((claim.party, claim.value) in claimed for claim in earlier.claims)


def _claimed(dispute: Dispute, reads: Sequence[Read]) -> set[tuple[str | None, float | None]]:
    """Each side with each figure that it gave in the articles of a story, its latest among them."""
    sides = Sides(reads)
    figures = [
        f for read in reads for f in read.digest.figures if (f.counted, f.unit) == (dispute.counted, dispute.unit)
    ]
    given = {(sides.of(f.claimant) or f.claimant, f.value) for f in figures if f.claimant}
    return given | {(claim.party, claim.value) for claim in dispute.claims}


def _over_figures(story: str, quantities: Sequence[Quantity]) -> list[Dispute]:
    found = []
    for quantity in quantities:
        if quantity.counted not in STATES:
            continue  # "nine people on the lists" and "57 people aboard" are not two counts of one thing
        named = [claim for claim in quantity.claims if _has_name(claim.claimant)]
        sides = [claim for claim in named if any(_exclude(claim, other) for other in named)]
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


def _exclude(a: Claim, b: Claim) -> bool:
    """Whether two claims cannot both be true: the toll of a year and that of seven can."""
    return conflict(a, b) and _period(a) == _period(b)


def _period(claim: Claim) -> str | None:
    """The years that a figure adds up, as its sentence tells: since 2009, in the past seven years."""
    found = claim.evidence
    before, after = _SENTENCE_END.split(found.before)[-1], _SENTENCE_END.split(found.after)[0]
    sentence = " ".join((before, *found.quoted, after))
    period = _PERIOD.search(sentence)
    if period is None or _SUPERLATIVE.search(sentence, 0, period.start()):
        return None
    return period[0].casefold()


def _has_name(claimant: str | None) -> bool:
    """Whether it is a name: "the ministry" of a text that names two ministries is not."""
    return claimant is not None and any(word[0].isupper() for word in claimant.split())


def _over_words(story: str, reads: Sequence[Read]) -> list[Dispute]:
    """Each denial with the one statement that it denies; of each two speakers the first pair."""
    told = [
        _Said(read, attribution, frozenset(_WORD.findall(attribution.content.casefold())) - _FUNCTION_WORDS)
        for read in sorted(reads, key=lambda r: (r.article.published, r.article.id))
        for attribution in read.digest.attributions
        if attribution.speaker
        and (attribution.cue or "").casefold() not in TAKING_IN
        and is_asserted(read.article.text, attribution)
    ]
    told = _without_common_words(told)
    said = [one for one in told if one.attribution.form == "clause"]
    found: dict[tuple[str, ...], Dispute] = {}
    for denial in told:
        if not (_denies(denial) or _CONTRADICTS.search(denial.attribution.content)):
            continue
        others = [one for one in said if one.attribution.speaker != denial.attribution.speaker]
        answered = [one for one in others if _answers(denial, one)]
        if answered:
            nearest = max(answered, key=lambda one: len(one.words & denial.words))
            other = answered[-1] if _points_back(denial) else nearest
            speakers = tuple(sorted((denial.attribution.speaker or "", other.attribution.speaker or "")))
            found.setdefault(speakers, _in_words(story, speakers, denial, other))
    return list(found.values())


def _without_common_words(told: Sequence[_Said]) -> list[_Said]:
    """The statements without the words that so many of a story have that they tell nothing apart."""
    counts = Counter(word for one in told for word in one.words)
    common = {word for word, n in counts.items() if n >= _COMMON and n > _COMMON_SHARE * len(told)}
    return [one._replace(words=one.words - common) for one in told]


def _answers(denial: _Said, other: _Said) -> bool:
    """Whether the one denies what the other says: no denial itself, and about the same or pointed back at."""
    if _denies(other):
        return False
    if not _denies(denial):
        return _contradicts(denial, other)
    if _points_back(denial):
        return _is_just_before(other, denial)
    if denial.attribution.form != "clause":
        return False
    fewest = min(len(denial.words), len(other.words))
    return fewest > 1 and len(denial.words & other.words) >= _SAME_MATTER * fewest


def _denies(one: _Said) -> bool:
    return (one.attribution.cue or "").casefold() in DENIALS


def _points_back(denial: _Said) -> bool:
    return _BACK.fullmatch(denial.attribution.content.strip(" .,;")) is not None


def _contradicts(one: _Said, other: _Said) -> bool:
    """Whether the report says that one contradicts an account, and the other is of it, by its speaker and matter."""
    found = _CONTRADICTS.search(one.attribution.content)
    if found is None or one.read.article.id != other.read.article.id:
        return False
    whose = found[1].casefold().strip()
    said = other.attribution
    at = [*said.speaker_ranges[:1], *said.cue_ranges]  # the spokesman, and for whom he speaks
    named = other.read.article.text[min(a for a, _ in at) : max(b for _, b in at)]
    speaks = whose in f"{said.speaker} {said.role or ''} {named}".casefold()
    return speaks and not _stems(one).isdisjoint(_stems(other))


def _stems(one: _Said) -> set[str]:
    return set(content_stems(tokens_of(one.attribution.content)))


def _is_just_before(other: _Said, denial: _Said) -> bool:
    """Whether the one stands in the sentence of the other, ahead of it, or in the sentence before that."""
    if other.read.article.id != denial.read.article.id:
        return False
    start, end = other.attribution.content_ranges[0][0], denial.attribution.cue_ranges[0][0]
    return start < end and len(list(split_sentences(other.read.article.text[start:end]))) <= 2


def _in_words(story: str, speakers: tuple[str, ...], denial: _Said, other: _Said) -> Dispute:
    claims = sorted((_clause(other), _clause(denial)), key=lambda claim: claim.reported)
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
