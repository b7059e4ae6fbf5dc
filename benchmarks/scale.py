"""How the cost of grouping grows: CPU seconds of `group_by_story` and `find_copies` on generated collections.

    python -m benchmarks.scale [N ...]

Sizes of 2,500, 5,000, 10,000 and 20,000 articles if none are said. Words follow Zipf's law, events share names, words
and a direction of their vectors; half of the events have one article, one has 400. The last line gives the exponent
between the smallest and the largest size (the program is to stay below 1.2) and how well the events were found.
"""

from __future__ import annotations

import math
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Sequence

from briefing.analysis.dedupe import find_copies
from briefing.analysis.stories import Item, group_by_story

SIZES = (2_500, 5_000, 10_000, 20_000)
LARGEST_EVENT = 400
_VOCABULARY = 60_000
_WORDS = 220
_SUBJECTS = 40
_DIMENSIONS = 384


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    stories_seconds, copies_seconds = [], []
    print(f"{'articles':>9} {'grouping':>10} {'copies':>10} {'B-cubed F1':>11} {'peak MB':>9}")
    for size in sizes:
        items, events = collection(size, seed=1)
        started = time.process_time()
        found = group_by_story(items)
        stories_seconds.append(time.process_time() - started)
        started = time.process_time()
        find_copies([item.words for item in items])
        copies_seconds.append(time.process_time() - started)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        times = f"{stories_seconds[-1]:>8.1f} s {copies_seconds[-1]:>8.1f} s"
        print(f"{size:>9} {times} {b_cubed(events, found):>11.3f} {peak:>9.0f}", flush=True)
    if len(sizes) > 1:
        growth = math.log(sizes[-1] / sizes[0])
        for name, seconds in (("grouping", stories_seconds), ("copies", copies_seconds)):
            print(f"{name}: grows as n^{math.log(seconds[-1] / seconds[0]) / growth:.2f}")


def collection(size: int, seed: int) -> tuple[list[Item], list[int]]:
    """Articles in a shuffled order, and the event of each."""
    chance = random.Random(seed)
    words = [_word(i) for i in range(_VOCABULARY)]
    common = [1 / (i + 10) for i in range(_VOCABULARY)]
    events: list[int] = []
    while len(events) < size:
        wanted = LARGEST_EVENT if not events else chance.choice((1, 1, 1, 2, 4, 12))
        events += [events[-1] + 1 if events else 0] * min(wanted, size - len(events))
    chance.shuffle(events)
    subjects = [_direction(chance) for _ in range(_SUBJECTS)]
    makers = {event: _Event(event, words, subjects, chance) for event in sorted(set(events))}
    running = chance.choices(words, common, k=size * _WORDS // 2)
    return [makers[e].article(running[i * _WORDS // 2 : (i + 1) * _WORDS // 2]) for i, e in enumerate(events)], events


class _Event:
    """An event with its names, its words and the direction of its vectors; events of one subject look alike."""

    def __init__(
        self, number: int, words: Sequence[str], subjects: Sequence[Sequence[float]], chance: random.Random
    ) -> None:
        self._chance = chance
        subject = number % len(subjects)
        self._names = [f"Name{number}x{i}" for i in range(6)]
        self._common_names = [f"Place{subject}x{i}" for i in range(6)]
        self._own = [chance.choice(words) for _ in range(60)]
        self._alike = words[200 + 80 * subject : 280 + 80 * subject]
        self._direction = _mixed(subjects[subject], _direction(chance), 0.7)

    def article(self, running: Sequence[str]) -> Item:
        """One of its articles, around some words that any text has."""
        chance = self._chance
        names = chance.choices(self._names, k=12) + chance.choices(self._common_names, k=6)
        told = chance.choices(self._own, k=_WORDS // 4) + chance.choices(self._alike, k=_WORDS // 4)
        body = [*running, *told, *names]
        chance.shuffle(body)
        vector = _mixed(self._direction, _direction(chance), 0.55)
        return Item(words=" ".join(body), names=tuple(names), vector=tuple(vector))


def _word(number: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(letters[number // 26**i % 26] for i in range(4)) + "o"


def _direction(chance: random.Random) -> list[float]:
    vector = [chance.gauss(0, 1) for _ in range(_DIMENSIONS)]
    length = math.sqrt(sum(x * x for x in vector))
    return [x / length for x in vector]


def _mixed(a: Sequence[float], b: Sequence[float], share: float) -> list[float]:
    vector = [x + share * y for x, y in zip(a, b, strict=True)]
    length = math.sqrt(sum(x * x for x in vector))
    return [x / length for x in vector]


def b_cubed(truth: Sequence[int], made: Sequence[int]) -> float:
    """The harmonic mean of B-cubed precision and recall (Bagga and Baldwin 1998)."""
    both = Counter(zip(truth, made, strict=True))
    sizes, got = Counter(truth), Counter(made)
    precision = sum(n * n / got[m] for (_, m), n in both.items()) / len(truth)
    recall = sum(n * n / sizes[t] for (t, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
