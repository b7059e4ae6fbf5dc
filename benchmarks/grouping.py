"""How well small and dense collections are grouped: draws from the development data, by B-cubed F1.

    python -m benchmarks.grouping

A day is small, and often about one subject, where the scorer's collections are large and mixed. Each line is the mean
over its draws, which are the same in every run. The texts are read by the models first, which takes minutes. Without
the data it says so.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.data import evaluation_folder, read_rows
from benchmarks.scale import b_cubed
from briefing.analysis.stories import Item, group_by_story, item_of
from briefing.pipeline.digest import Settings, Task, digest_batch, text_hash

COLLECTIONS = ("news_cluster", "ecbplus")
SIZES = (10, 20, 40)
DRAWS = 12
#: Stories whose names begin with the number of a topic: look-alike events of one kind.
TOPIC = re.compile(r"\d+_")
#: Texts that go through the models together.
_BATCH = 16


class Draw(NamedTuple):
    """Articles by their place in the collection."""

    kind: str
    places: Sequence[int]


def main() -> None:
    """Print the table."""
    folder = evaluation_folder()
    if folder is None:
        print("No development data here; set BRIEFING_EVAL to its folder.")
        return
    for name in COLLECTIONS:
        items, stories = read_collection(folder / "data" / "stories" / f"{name}.jsonl.gz")
        scores: dict[str, list[float]] = defaultdict(list)
        for draw in draws(stories):
            truth = [stories.index(stories[place]) for place in draw.places]
            scores[draw.kind].append(b_cubed(truth, group_by_story([items[place] for place in draw.places])))
        print(name)
        for kind, values in scores.items():
            mean, least = sum(values) / len(values), min(values)
            print(f"    {kind:18} {mean:.3f}  least {least:.3f}  of {len(values)}", flush=True)


def read_collection(path: Path) -> tuple[list[Item], list[str]]:
    """What the grouping looks at in each article, and the story that it belongs to."""
    rows = read_rows(path)
    items: list[Item] = []
    for first in range(0, len(rows), _BATCH):
        items += _items(rows[first : first + _BATCH])
    return items, [row["story"] for row in rows]


def _items(rows: Sequence[dict[str, Any]]) -> Iterator[Item]:
    tasks = [_task(row.get("title") or "", row["text"]) for row in rows]
    for row, task, digest in zip(rows, tasks, digest_batch(tasks, Settings()), strict=True):
        published = datetime.fromisoformat(row["published"]) if row.get("published") else None
        yield item_of(task.headline, task.text, digest, published=published)


def _task(headline: str, text: str) -> Task:
    return Task(hash=text_hash(headline, text), headline=headline, text=text)


def draws(stories: Sequence[str]) -> Iterator[Draw]:
    """All of it, random articles, four stories, one story, one topic."""
    chance = random.Random(11)
    places: dict[str, list[int]] = defaultdict(list)
    topics: dict[str, list[int]] = defaultdict(list)
    for place, story in enumerate(stories):
        places[story].append(place)
        if TOPIC.match(story):
            topics[story.partition("_")[0]].append(place)
    yield Draw("all", range(len(stories)))
    for size in SIZES:
        yield from (Draw(f"{size} articles", chance.sample(range(len(stories)), size)) for _ in range(DRAWS))
    for _ in range(DRAWS):
        few = chance.sample(sorted(places), 4)
        yield Draw("four stories", [p for s in few for p in chance.sample(places[s], min(5, len(places[s])))])
    large = [story for story in sorted(places) if len(places[story]) >= 8]
    yield from (Draw("one story", places[story][:15]) for story in chance.sample(large, min(DRAWS, len(large))))
    yield from (Draw("one topic", topics[topic]) for topic in sorted(topics))


if __name__ == "__main__":
    main()
