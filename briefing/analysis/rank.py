"""Which story stands first: a sum of named parts, kept with the story so that it can show why it stands where it does.

| part | value |
|---|---|
| topic | the weight of its topic in feeds.yaml |
| origins | the binary logarithm of one more than its independent origins: 1 for one origin, 2 for three |
| news | 0.5 if one of its reports tells news: explainers, analyses and portraits follow what they explain |
| watched | 0 to 0.5, by the share of its reports that have an actor of the watch list among their three most salient |
| fresh | 0 to 0.5, linear over the day: when its newest report was published |

`ranking` in feeds.yaml sets what each part counts, and how many stories of one topic, or with one publisher's headline,
stand in the edition before the others have had their turn: so one flooding feed or one loud subject does not fill it.
What rounds up a day comes last, where there is room: the stories that it sums up stand before it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from briefing.analysis.entries import is_explainer, is_roundup
from briefing.analysis.reading import Read
from briefing.types import Ranking, Story


def score_story(
    reports: Sequence[Read],
    *,
    origins: int,
    ranking: Ranking,
    weight: float,
    watched: Collection[str],
    start: datetime,
    end: datetime,
) -> tuple[tuple[str, float], ...]:
    """The parts of the rank value of a story, `reports` being its articles."""
    newest = max(read.article.published for read in reports)
    share = (newest - start) / (end - start)
    tells_news = any(not is_explainer(read.article.headline) for read in reports)
    watching = sum(any(actor.name in watched for actor in read.digest.actors[:3]) for read in reports)
    return (
        ("topic", round(ranking.topic * weight, 3)),
        ("origins", round(ranking.origins * math.log2(1 + origins), 3)),
        ("news", ranking.news if tells_news else 0.0),
        ("watched", round(ranking.watched * watching / len(reports), 3)),
        ("fresh", round(ranking.fresh * min(1.0, max(0.0, share)), 3)),
    )


def rank_value(story: Story) -> float:
    """The sum of the parts by which a story is ranked."""
    return sum(value for _, value in story.score)


def choose(
    stories: Sequence[Story], publishers: Mapping[str, str], *, ranking: Ranking, limit: int
) -> tuple[Story, ...]:
    """The stories of an edition, best first; those over a cap come in only where there is room left, round-ups last.

    `stories` are ranked already; `publishers` has for each headline's article who published it.
    """
    topics: Counter[str] = Counter()
    headlined: Counter[str] = Counter()
    within: list[int] = []
    over: list[int] = []
    roundups: list[int] = []
    for place, story in enumerate(stories):
        publisher = publishers[story.headline_report]
        if is_roundup(story.headline):
            roundups.append(place)
        elif topics[story.topic] < ranking.per_topic and headlined[publisher] < ranking.per_publisher:
            topics[story.topic] += 1
            headlined[publisher] += 1
            within.append(place)
        else:
            over.append(place)
    return tuple(stories[place] for place in (*sorted((within + over)[:limit]), *roundups)[:limit])
