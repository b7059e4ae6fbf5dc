"""The line-up: which articles tell which story, which one speaks for it, and in what order the stories stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefing.analysis.dedupe import Groups
from briefing.analysis.entries import short_hash
from briefing.analysis.evidence import cite
from briefing.analysis.quotations import find_quotations
from briefing.analysis.rank import rank_value, score_story
from briefing.analysis.reading import Read
from briefing.analysis.stories import Item, group_by_story
from briefing.types import Briefing, CitedSentence, Story, Summary, Topic

#: The writer's own side (but US is a country).
_OWN_SIDE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The articles of one story, the best first."""

    reads: tuple[Read, ...]
    #: How many of them derive neither from one another nor from one publisher.
    origins: int
    #: The story of the edition before that it goes on with.
    earlier: str | None


def body_of(read: Read) -> str:
    """The text of an article without page furniture."""
    return " ".join(read.article.text[a:b] for a, b in read.digest.body)


def item_of(read: Read) -> Item:
    """What the grouping looks at in an article."""
    names = tuple(name for actor in read.digest.actors for name in [actor.name] * len(actor.mentions))
    return Item(
        words=f"{read.article.headline} {body_of(read)}",
        names=names,
        vector=read.digest.vector,
        published=read.article.published,
    )


def cluster(
    reads: Sequence[Read], originals: Sequence[int], *, before: Briefing | None, reads_before: Sequence[Read]
) -> list[Cluster]:
    """The stories of the day, in the order of their first article.

    Only originals are compared (`originals` has for each article the index of the one that it is a copy of); copies
    follow them. The articles of the edition before are grouped along, so that a story is known again.
    """
    firsts = [i for i in range(len(reads)) if originals[i] == i]
    numbers = group_by_story([item_of(reads[i]) for i in firsts] + [item_of(read) for read in reads_before])
    number_of = dict(zip(firsts, numbers, strict=False))
    members: dict[int, list[int]] = {}
    for i in range(len(reads)):
        members.setdefault(number_of[originals[i]], []).append(i)
    earlier = _earlier_ids(before, reads_before, numbers[len(firsts) :])
    return [
        Cluster(
            reads=_best_first([reads[i] for i in indices]),
            origins=_origins(reads, originals, indices),
            earlier=earlier.get(number),
        )
        for number, indices in members.items()
    ]


def _earlier_ids(before: Briefing | None, reads: Sequence[Read], numbers: Sequence[int]) -> dict[int, str]:
    """Cluster number -> the story of the edition before that most of the cluster's articles belong to."""
    owner = {report: story.id for story in (before.stories if before else ()) for report in story.reports}
    votes: dict[int, Counter[str]] = {}
    for read, number in zip(reads, numbers, strict=True):
        if read.article.id in owner:
            votes.setdefault(number, Counter())[owner[read.article.id]] += 1
    return {number: min(c, key=lambda story: (-c[story], story)) for number, c in votes.items()}


def _origins(reads: Sequence[Read], originals: Sequence[int], indices: Sequence[int]) -> int:
    groups = Groups(len(indices))
    seen: dict[int | str, int] = {}
    for place, i in enumerate(indices):
        groups.join(place, seen.setdefault(originals[i], place))
        groups.join(place, seen.setdefault(reads[i].feed.publisher, place))
    return len({groups.first(place) for place in range(len(indices))})


def _best_first(reads: Sequence[Read]) -> tuple[Read, ...]:
    """The article that speaks for the story first: no state outlet's, no party's own, the most central."""
    vectors = [read.digest.vector for read in reads]
    central = {
        read.article.id: round(sum(sum(a * b for a, b in zip(v, w, strict=False)) for w in vectors), 4)
        for read, v in zip(reads, vectors, strict=True)
    }
    return tuple(
        sorted(
            reads,
            key=lambda read: (
                read.feed.kind == "state",
                _speaks_of_itself(read.digest.summary),
                not read.digest.summary.sentences,
                -central[read.article.id],
                read.article.published,
                read.article.id,
            ),
        )
    )


def _speaks_of_itself(summary: Summary) -> bool:
    """Whether a summary says "we" outside quotation marks: a party's statement, not a report of it."""
    text = " ".join(sentence.text for sentence in summary.sentences)
    quotations = find_quotations(text, [(0, len(text))])
    return any(not any(q.start <= m.start() < q.end for q in quotations) for m in _OWN_SIDE.finditer(text))


def line_up(
    clusters: Sequence[Cluster],
    topics: Sequence[Topic],
    *,
    watched: Collection[str],
    before: Briefing | None,
    day: date,
    window: tuple[datetime, datetime],
    limit: int,
) -> tuple[Story, ...]:
    """The first stories by rank, ties by id; an earlier story's id goes to the best ranked that goes on with it."""
    weights = {topic.name: topic.weight for topic in topics}
    drafts = []
    for group in clusters:
        topic = _topic_of(group, topics)
        score = score_story(
            group.reads,
            origins=group.origins,
            weight=weights[topic],
            watched=watched,
            start=window[0],
            end=window[1],
        )
        drafts.append((_story(group, topic, score, day), group.earlier))
    drafts.sort(key=lambda draft: (-rank_value(draft[0]), draft[0].id))
    return tuple(_continued(drafts, {story.id: story for story in (before.stories if before else ())})[:limit])


def _continued(drafts: Sequence[tuple[Story, str | None]], earlier: Mapping[str, Story]) -> list[Story]:
    taken: set[str] = set()
    stories = []
    for story, known in drafts:
        if known is None or known in taken:
            stories.append(story)
        else:
            taken.add(known)
            stories.append(replace(story, id=known, state="continued", first_day=earlier[known].first_day))
    return stories


def _topic_of(group: Cluster, topics: Sequence[Topic]) -> str:
    """The topic of most of its articles; of equal ones the first in feeds.yaml."""
    votes = Counter(topic for read in group.reads for topic in read.topics)
    return max((topic.name for topic in topics), key=lambda name: votes[name])


def _story(group: Cluster, topic: str, score: tuple[tuple[str, float], ...], day: date) -> Story:
    lead = group.reads[0]
    earliest = min(group.reads, key=lambda r: (r.article.published, r.article.id))
    return Story(
        id=short_hash(f"story {earliest.article.id}"),
        topic=topic,
        headline=lead.article.headline,
        headline_report=lead.article.id,
        state="new",
        first_day=day,
        summary=tuple(
            CitedSentence(text=sentence.text, evidence=(cite(lead.article, sentence.ranges),))
            for sentence in lead.digest.summary.sentences
        ),
        reports=tuple(read.article.id for read in group.reads),
        origins=group.origins,
        score=score,
    )
