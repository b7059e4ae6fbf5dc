"""Which story stands first: a sum of named parts, kept with the story so that it can show why it stands where it does.

| part | value |
|---|---|
| topic | the weight of its topic in feeds.yaml |
| origins | the binary logarithm of one more than its independent origins: 1 for one origin, 2 for three |
| watched | 0.5 if an actor of the watch list is among the three most salient of its first report |
| fresh | 0 to 0.5, linear over the day: when its newest report was published |
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import datetime

from briefing.analysis.reading import Read
from briefing.types import Story

_WATCHED = 0.5
_FRESH = 0.5


def score_story(
    reports: Sequence[Read],
    *,
    origins: int,
    weight: float,
    watched: Collection[str],
    start: datetime,
    end: datetime,
) -> tuple[tuple[str, float], ...]:
    """The parts of the rank value of a story, `reports` being its articles, the first one the headline's."""
    newest = max(read.article.published for read in reports)
    share = (newest - start) / (end - start)
    salient = {actor.name for actor in reports[0].digest.actors[:3]}
    return (
        ("topic", float(weight)),
        ("origins", round(math.log2(1 + origins), 3)),
        ("watched", _WATCHED if salient & set(watched) else 0.0),
        ("fresh", round(_FRESH * min(1.0, max(0.0, share)), 3)),
    )


def rank_value(story: Story) -> float:
    """The sum of the parts by which a story is ranked."""
    return sum(value for _, value in story.score)
