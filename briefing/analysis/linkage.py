"""Average linkage on a sparse graph: clusters grow by the best merge, and every average is exact.

Nearness is an inner product, so the sum over all pairs of two clusters is the inner product of their sums, and no pair
has to be looked at again (Sokal and Michener 1958 for the average; a heap of edges makes it near linear). Only clusters
that an edge joins can merge; where one of two merging clusters has no edge to a neighbour of the other, the missing sum
is computed.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

Edge = tuple[int, int, float]


class Sums(Protocol):
    """What is known of clusters: a cluster goes by the number of one of its members."""

    def crosses(self, cluster: int, others: Sequence[int]) -> Sequence[float]:
        """The sum of nearness over all pairs of a cluster with each of the others."""

    def join(self, into: int, other: int) -> None:
        """Make one cluster of two, under the first number."""

    def apart(self, a: int, b: int) -> float:
        """What is taken off the average nearness of two clusters for the time between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """When two clusters are one: if their average nearness, corrected by how loose they are, reaches the threshold.

    The correction is `weight` times what the coherence of the looser one is above the usual.
    """

    threshold: float
    #: The average nearness within a story, as it is usually.
    usual: float
    #: The number of pairs that what is expected of a cluster counts for, beside those that it has.
    strength: float
    weight: float
    #: An edge below this average nearness is forgotten.
    floor: float


def link(expected: Sequence[float], edges: Iterable[Edge], sums: Sums, rule: Rule) -> list[int]:
    """For each article the number of its cluster, which is the number of one of its members.

    `expected` has for each article how near the articles of its story are expected to be to one another, before any
    is known.
    """
    clusters = _Clusters(expected, edges, sums, rule)
    while clusters.merge_best():
        pass
    return clusters.labels()


class _Clusters:
    """Clusters in the making: their sizes, the sums between neighbours, and a heap of the merges to try."""

    def __init__(self, expected: Sequence[float], edges: Iterable[Edge], sums: Sums, rule: Rule) -> None:
        self._sums, self._rule = sums, rule
        count = len(expected)
        self._size = [1] * count
        self._within = [0.0] * count
        #: The sum over its articles of what is expected.
        self._expected = list(expected)
        self._coherence = list(expected)
        self._version = [0] * count
        self._into = list(range(count))
        #: Cluster -> neighbour -> sum of nearness over their pairs.
        self._cross: list[dict[int, float]] = [{} for _ in range(count)]
        self._heap: list[tuple[float, int, int, int, int]] = []
        for a, b, nearness in edges:
            if nearness >= rule.floor:
                self._cross[a][b] = self._cross[b][a] = nearness
                self._offer(a, b)

    def labels(self) -> list[int]:
        for i in range(len(self._into)):
            self._into[i] = self._find(i)
        return self._into

    def _find(self, i: int) -> int:
        while self._into[i] != i:
            self._into[i] = self._into[self._into[i]]
            i = self._into[i]
        return i

    def merge_best(self) -> bool:
        """Merge the two clusters that are most clearly one; False if there are none."""
        while self._heap:
            _, a, b, version_a, version_b = heapq.heappop(self._heap)
            if (self._version[a], self._version[b]) == (version_a, version_b):
                self._merge(a, b)
                return True
        return False

    def _merge(self, a: int, b: int) -> None:
        between = self._cross[a].pop(b)
        del self._cross[b][a]
        crosses = self._common(a, b)
        self._within[a] += self._within[b] + between
        self._size[a] += self._size[b]
        self._expected[a] += self._expected[b]
        self._coherence[a] = self._measured(a)
        self._version[a] += 1
        self._version[b] = -1
        self._into[b] = a
        self._sums.join(a, b)
        for old in (a, b):
            for other in self._cross[old]:
                self._cross[other].pop(old, None)
        self._cross[b] = {}
        self._cross[a] = {}
        for other, cross in crosses.items():
            if cross >= self._rule.floor * self._size[a] * self._size[other]:
                self._cross[a][other] = self._cross[other][a] = cross
                self._offer(a, other)

    def _common(self, a: int, b: int) -> dict[int, float]:
        """The sums of the merged cluster with the neighbours of either."""
        mine, yours = self._cross[a], self._cross[b]
        only_mine = sorted(mine.keys() - yours.keys())
        only_yours = sorted(yours.keys() - mine.keys())
        crosses = {other: mine[other] + yours[other] for other in sorted(mine.keys() & yours.keys())}
        for known, missing, others in ((mine, b, only_mine), (yours, a, only_yours)):
            if others:
                computed = self._sums.crosses(missing, others)
                crosses |= {other: known[other] + more for other, more in zip(others, computed, strict=True)}
        return crosses

    def _offer(self, a: int, b: int) -> None:
        low, high = min(a, b), max(a, b)
        value = self._value(low, high)
        if value >= self._rule.threshold:
            # rounded, so that the order of a sum's parts does not decide
            heapq.heappush(self._heap, (-round(value, 6), low, high, self._version[low], self._version[high]))

    def _value(self, a: int, b: int) -> float:
        rule = self._rule
        average = self._cross[a][b] / (self._size[a] * self._size[b]) - self._sums.apart(a, b)
        return average - rule.weight * (min(self._coherence[a], self._coherence[b]) - rule.usual)

    def _measured(self, cluster: int) -> float:
        """The average nearness within a cluster, drawn towards the expected one as long as it has few pairs."""
        size, strength = self._size[cluster], self._rule.strength
        pairs = size * (size - 1) / 2
        return (self._within[cluster] + strength * self._expected[cluster] / size) / (pairs + strength)
