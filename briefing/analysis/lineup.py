"""The line-up: which articles tell which story, which one speaks for it, and in what order the stories stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefing.analysis.dedupe import find_copies
from briefing.analysis.entries import is_explainer, is_roundup, short_hash
from briefing.analysis.evidence import cite
from briefing.analysis.origins import Newsrooms, count_origins, is_primary
from briefing.analysis.quotations import find_quotations
from briefing.analysis.rank import rank_value, score_story
from briefing.analysis.reading import Read
from briefing.analysis.stories import group_by_story, item_of
from briefing.types import Briefing, CitedSentence, Ranking, Story, Topic

#: The writer's own side (but US is a country).
_OWN_SIDE = re.compile(r"\b(?:[Ww]e|[Oo]urs?|us)\b")

#: An earlier story is part of another if more than this share of its articles' weight is.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """The articles of one story, the best first."""

    reads: tuple[Read, ...]
    #: How many of them derive neither from one another nor from one newsroom or agency.
    origins: int
    #: Stories of the edition before whose articles are grouped with these: (id, their weight, share of that story's).
    earlier: tuple[tuple[str, float, float], ...]


def body_of(read: Read) -> str:
    """The text of an article without page furniture."""
    return " ".join(read.article.text[a:b] for a, b in read.digest.body)


def cluster(
    reads: Sequence[Read],
    originals: Sequence[int],
    *,
    before: Briefing | None,
    reads_before: Sequence[Read],
    newsrooms: Newsrooms,
) -> list[Cluster]:
    """The stories of the day, in the order of their first article.

    Only originals are compared (`originals` has for each article the index of the one that it is a copy of); copies
    follow them. The articles of the edition before are grouped along, a little nearer to one another where it told them
    as one story, so that a story is known again. What rounds up the events of a day stands alone: it is as near to all
    of them, and would draw them together.
    """
    own_before = find_copies([body_of(read) for read in reads_before])
    both = (*reads, *reads_before)
    firsts = [i for i, own in enumerate((*originals, *(len(reads) + own for own in own_before))) if own == i]
    told = _told_before(before)
    alone = {i for i in firsts if is_roundup(both[i].article.headline)}
    compared = [i for i in firsts if i not in alone]
    items = [
        item_of(
            read.article.headline,
            read.article.text,
            read.digest,
            published=read.article.published,
            told=told[read.article.id][0] if read.article.id in told else None,
        )
        for read in (both[i] for i in compared)
    ]
    number_of = dict(zip(compared, group_by_story(items), strict=True))
    number_of |= {i: len(compared) + place for place, i in enumerate(sorted(alone))}
    members: dict[int, list[int]] = {}
    for i in range(len(reads)):
        members.setdefault(number_of[originals[i]], []).append(i)
    earlier = _earlier(told, reads_before, [number_of[len(reads) + own] for own in own_before])
    return [
        make_cluster(reads, originals, indices, newsrooms, earlier.get(number, ()))
        for number, indices in members.items()
    ]


def make_cluster(
    reads: Sequence[Read],
    originals: Sequence[int],
    indices: Sequence[int],
    newsrooms: Newsrooms,
    earlier: tuple[tuple[str, float, float], ...],
) -> Cluster:
    """The story that the articles at `indices` tell."""
    return Cluster(
        reads=best_first([reads[i] for i in indices], newsrooms),
        origins=count_origins(reads, originals, indices, newsrooms),
        earlier=earlier,
    )


def _told_before(before: Briefing | None) -> dict[str, tuple[str, float]]:
    """Article -> the story of the edition before that it belongs to, and how much it weighs there.

    A reader knows a story by the article that spoke for it: the first weighs 1, the second a half, the third a third.
    """
    if before is None:
        return {}
    stories = [(story.id, story.reports) for story in before.stories]
    # an editor may show tomorrow what is hidden today, and may hide it for good
    stories += [(edit.story, edit.reports) for edit in before.edits if edit.kind == "hide"]
    return {report: (story, 1 / place) for story, reports in stories for place, report in enumerate(reports, start=1)}


def _earlier(
    told: Mapping[str, tuple[str, float]], reads: Sequence[Read], numbers: Sequence[int]
) -> dict[int, tuple[tuple[str, float, float], ...]]:
    """Cluster number -> the stories of the edition before that its articles belong to, those with most first."""
    weights: dict[tuple[str, int], float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for read, number in zip(reads, numbers, strict=True):
        if read.article.id in told:
            story, weight = told[read.article.id]
            weights[story, number] += weight
            whole[story] += weight
    found: dict[int, list[tuple[str, float, float]]] = {}
    for (story, number), weight in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        found.setdefault(number, []).append((story, weight, weight / whole[story]))
    return {number: tuple(stories) for number, stories in found.items()}


def best_first(reads: Sequence[Read], newsrooms: Newsrooms) -> tuple[Read, ...]:
    """The one that speaks for the story first: no state outlet's, no explainer, no party's own, the most central."""
    vectors = [read.digest.vector for read in reads]
    central = {
        read.article.id: round(sum(sum(a * b for a, b in zip(v, w, strict=False)) for w in vectors), 4)
        for read, v in zip(reads, vectors, strict=True)
    }
    return tuple(
        sorted(
            reads,
            key=lambda read: (
                newsrooms.is_directed(read.feed),
                is_explainer(read.article.headline),
                _speaks_of_itself(read),
                not read.digest.summary.sentences,
                -central[read.article.id],
                read.article.published,
                read.article.id,
            ),
        )
    )


def _speaks_of_itself(read: Read) -> bool:
    """Whether headline or summary say "we" outside quotation marks: a party's statement, or the voice of one side."""
    summary = " ".join(sentence.text for sentence in read.digest.summary.sentences)
    return any(_says_we(text) for text in (read.article.headline, summary))


def _says_we(text: str) -> bool:
    quotations = find_quotations(text, [(0, len(text))])
    return any(not any(q.start <= m.start() < q.end for q in quotations) for m in _OWN_SIDE.finditer(text))


def line_up(
    clusters: Sequence[Cluster],
    topics: Sequence[Topic],
    *,
    watched: Collection[str],
    ranking: Ranking,
    before: Briefing | None,
    day: date,
    window: tuple[datetime, datetime],
) -> tuple[Story, ...]:
    """The stories of the day by rank, ties by id, whether or not the edition has room for them.

    An earlier story's id goes to the one story that has most of its articles, by their weight. Earlier stories that are
    mostly in a story and go on nowhere else are merged in it; a story with articles of one that goes on elsewhere
    parted from it.
    """
    weights = {topic.name: topic.weight for topic in topics}
    drafts = []
    for group in clusters:
        topic = _topic_of(group, topics)
        score = score_story(
            group.reads,
            origins=group.origins,
            ranking=ranking,
            weight=weights[topic],
            watched=watched,
            start=window[0],
            end=window[1],
        )
        drafts.append((_story(group, topic, score, day), group.earlier))
    drafts.sort(key=lambda draft: (-rank_value(draft[0]), draft[0].id))
    return _continued(drafts, first_days(before))


def first_days(before: Briefing | None) -> dict[str, date]:
    """When the stories of an edition began, those that its editor hid among them."""
    if before is None:
        return {}
    hidden = {edit.story: edit.first_day for edit in before.edits if edit.kind == "hide"}
    return hidden | {story.id: story.first_day for story in before.stories}


def _continued(
    drafts: Sequence[tuple[Story, tuple[tuple[str, float, float], ...]]], known_since: Mapping[str, date]
) -> tuple[Story, ...]:
    claims = [(-weight, place, known) for place, (_, stories) in enumerate(drafts) for known, weight, _ in stories]
    goes_on: dict[int, str] = {}
    for _, place, known in sorted(claims):
        if place not in goes_on and known not in goes_on.values():
            goes_on[place] = known
    taken = set(goes_on.values())
    stories = []
    for place, (story, known_here) in enumerate(drafts):
        if place in goes_on:
            known_as = goes_on[place]
            merged = tuple(sorted(known for known, _, share in known_here if share > _MOSTLY and known not in taken))
            first_day = known_since[known_as]
            story = replace(story, id=known_as, state="continued", first_day=first_day, merged=merged)
        elif known_here:
            story = replace(story, split_from=known_here[0][0])
        stories.append(story)
    return tuple(stories)


def _topic_of(group: Cluster, topics: Sequence[Topic]) -> str:
    """The topic of most of its articles; of equal ones that of its headline, then the first in feeds.yaml."""
    votes = Counter(topic for read in group.reads for topic in read.topics)
    return max((topic.name for topic in topics), key=lambda name: (votes[name], name in group.reads[0].topics))


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
            CitedSentence(
                text=sentence.text, evidence=(cite(lead.article, sentence.ranges),), verified=sentence.verified
            )
            for sentence in lead.digest.summary.sentences
        ),
        reports=tuple(read.article.id for read in group.reads),
        origins=group.origins,
        score=score,
        primary=tuple(read.article.id for read in group.reads if is_primary(read)),
    )
