"""Which articles tell one event.

How near two articles are
    The mean of five cosines: of their vectors (what they are about), of their words, of the words that they open with
    (the news stands first, background follows), of the names in them and of what their figures count, the latter four
    weighted by how rare a word is in the collection (TF-IDF). Vectors alone draw similar events together (two quakes,
    two phone calls); names and words keep them apart, and so does the time between their publications. Two that the
    edition before told as one story are a little nearer, so that a story does not fall apart overnight.

When two clusters are one story
    Their average nearness, measured by the looser of the two: what lies as far from a tight cluster as its own articles
    never do is another event of the same kind, while a cluster whose own articles are far from one another takes in as
    much. A cluster of few articles is taken to be about as loose as usual, or tighter where it is crowded: on a day on
    which all reports are about one crisis, two that have nothing else to do with each other are as near as two of one
    story are elsewhere. How crowded it is, the nearness of an article to those tells that come after its nearest. One
    fixed threshold therefore serves quiet and crowded subjects (compare local scaling, Zelnik-Manor and Perona 2004).

The pairs that are compared come from `neighbours.py`, the merging is in `linkage.py`; both are near linear.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, hstack

from briefing.analysis.linkage import Edge, Rule, link
from briefing.analysis.neighbours import candidate_pairs, rank_within
from briefing.types import Digest

Indices = NDArray[np.int64]
Floats = NDArray[np.float32]

#: Calibrated, with the weights and the crowd below, on both collections of the development data (news_cluster: distinct
#: events; ecbplus: look-alike events), their union, thinned and small draws of them, and the three days of the sample:
#: B-cubed F1 of either collection changes by less than 0.02 for +-0.02 of the threshold.
RULE = Rule(threshold=0.197, usual=0.25, weight=0.9, strength=10.0, floor=0.15)
#: What each cosine counts: of vectors, words, opening words, names and what is counted.
_VECTORS, _WORDS, _OPENINGS, _NAMES, _COUNTED = 1.0, 1.0, 1.0, 0.55, 0.15
#: Characters of headline and text that an article opens with.
_OPENING = 500
#: What it adds to the nearness of two articles that the edition before told them as one story.
_TOLD_TOGETHER = 0.08
#: The neighbours that tell how crowded it is, by rank; their mean nearness where it is not; how much more nearness is
#: expected within a story for what is above that, up to a bound, since a story of many articles is a crowd as well.
_CROWD = slice(8, 20)
_UNCROWDED = 0.1
_PER_CROWDING = 1.0
_CROWDED = 0.09
#: What a year between two publications takes off the nearness; less time takes off its share of it.
_YEAR_APART = 0.1
_YEAR = 365 * 86400.0
_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
#: Words that say nothing about an event, beyond what their frequency tells already.
_STOP = frozenset(
    """
    the and for that with was were are has have had this from they their which would will said says who his her she its
    been after about there when also more than not but what all one two out into over before you can could some our
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What the grouping looks at in an article."""

    words: str
    #: Names of its actors, repeated as often as they are mentioned.
    names: tuple[str, ...]
    #: Unit vector, or empty where there is no embedding model.
    vector: tuple[float, ...]
    #: What its figures count ("killed"), once for each figure.
    counted: tuple[str, ...] = ()
    published: datetime | None = None
    #: The story in which the edition before told it.
    told: str | None = None


def item_of(
    headline: str, text: str, digest: Digest, *, published: datetime | None = None, told: str | None = None
) -> Item:
    """What the grouping looks at in a text that has been read."""
    body = " ".join(text[a:b] for a, b in digest.body)
    return Item(
        words=f"{headline} {body}",
        names=tuple(name for actor in digest.actors for name in [actor.name] * len(actor.mentions)),
        vector=digest.vector,
        counted=tuple(figure.counted for figure in digest.figures),
        published=published,
        told=told,
    )


def group_by_story(items: Sequence[Item], *, rule: Rule = RULE) -> list[int]:
    """For each article the number of its story; stories are numbered in the order of their first article.

    The order of the articles decides the numbers and nothing else.
    """
    if len(items) < 2:
        return list(range(len(items)))
    order = sorted(range(len(items)), key=lambda i: (items[i].words, items[i].names))
    space = _Space([items[i] for i in order])
    labels = dict(zip(order, link(space.expected(rule.usual), space.edges(rule.floor), space, rule), strict=True))
    numbers: dict[int, int] = {}
    return [numbers.setdefault(labels[i], len(numbers)) for i in range(len(items))]


class _Space:
    """The articles as rows whose inner product is their nearness, and the sums of the clusters."""

    def __init__(self, items: Sequence[Item]) -> None:
        words = _tfidf([_words(item.words) for item in items])
        openings = _tfidf([_words(item.words[:_OPENING]) for item in items])
        names = _tfidf([_words(" ".join(item.names)) for item in items])
        counted = _tfidf([item.counted for item in items])
        known = all(item.vector for item in items)
        total = _WORDS + _OPENINGS + _NAMES + _COUNTED + (_VECTORS if known else 0.0)
        weighted = ((words, _WORDS), (openings, _OPENINGS), (names, _NAMES), (counted, _COUNTED))
        parts = [matrix * _root(weight / total) for matrix, weight in weighted]
        parts.append(_tfidf([(item.told,) if item.told else () for item in items]) * _root(_TOLD_TOGETHER))
        rows = csr_array(hstack(parts, format="csr", dtype=np.float32))
        self._dense = np.array([item.vector if known else () for item in items], dtype=np.float32)
        self._dense *= _root(_VECTORS / total)
        self._columns = [rows.indices[a:b] for a, b in zip(rows.indptr, rows.indptr[1:], strict=False)]
        self._values = [rows.data[a:b] for a, b in zip(rows.indptr, rows.indptr[1:], strict=False)]
        self._scratch = np.zeros(rows.shape[1], dtype=np.float32)
        self._times = [_Times.of(item.published) for item in items]
        self._low, self._high, self._near = self._compared(words, rows)

    def _compared(self, words: csr_array, rows: csr_array) -> tuple[Indices, Indices, Floats]:
        """The candidate pairs, and how near they are."""
        nobody = np.empty(0, dtype=np.int64)
        lows, highs, found = [nobody], [nobody], [np.empty(0)]  # articles without a word in common make no pair
        for low, high in candidate_pairs(words):
            nearness = rows[low].multiply(rows[high]).sum(axis=1)
            lows.append(low)
            highs.append(high)
            found.append(nearness + np.einsum("ij,ij->i", self._dense[low], self._dense[high]))
        return np.concatenate(lows), np.concatenate(highs), np.concatenate(found).astype(np.float32)

    def edges(self, floor: float) -> Iterator[Edge]:
        """The candidate pairs that are near enough to be remembered."""
        for at in np.flatnonzero(self._near >= floor):
            yield int(self._low[at]), int(self._high[at]), float(self._near[at])

    def expected(self, usual: float) -> list[float]:
        """For each article how near the articles of its story are expected to be to one another."""
        count = len(self._times)
        ends = np.concatenate([self._low, self._high])
        near = np.concatenate([self._near, self._near])
        order = np.lexsort((-near, ends))
        ends, near = ends[order], near[order]
        rank = rank_within(ends)
        crowd = (rank >= _CROWD.start) & (rank < _CROWD.stop)
        many = np.maximum(1, np.bincount(ends[crowd], minlength=count))
        crowding = np.bincount(ends[crowd], weights=near[crowd], minlength=count) / many
        more = _PER_CROWDING * np.clip(crowding - _UNCROWDED, 0.0, _CROWDED)
        return [round(float(value), 6) for value in usual + more]

    def crosses(self, cluster: int, others: Sequence[int]) -> list[float]:
        """The sum of nearness over all pairs of a cluster with each of the others."""
        np.add.at(self._scratch, self._columns[cluster], self._values[cluster])
        columns = np.concatenate([self._columns[other] for other in others])
        products = np.concatenate([self._values[other] for other in others]) * self._scratch[columns]
        self._scratch[self._columns[cluster]] = 0.0
        owner = np.repeat(np.arange(len(others)), [len(self._columns[other]) for other in others])
        sums = np.bincount(owner, weights=products, minlength=len(others))
        sums = sums + self._dense[list(others)] @ self._dense[cluster]
        return [float(value) for value in sums]

    def join(self, into: int, other: int) -> None:
        """Make one cluster of two, under the first number."""
        self._columns[into] = np.concatenate([self._columns[into], self._columns[other]])
        self._values[into] = np.concatenate([self._values[into], self._values[other]])
        self._columns[other], self._values[other] = self._columns[other][:0], self._values[other][:0]
        self._dense[into] += self._dense[other]
        self._times[into] = self._times[into].with_all(self._times[other])

    def apart(self, a: int, b: int) -> float:
        """What is taken off for the time between the mean publications of two clusters."""
        return _YEAR_APART * min(1.0, self._times[a].seconds_to(self._times[b]) / _YEAR)


@dataclass(frozen=True, slots=True)
class _Times:
    """The sum of known times, and how many they are."""

    total: float
    count: int

    @staticmethod
    def of(moment: datetime | None) -> _Times:
        return _Times(moment.timestamp(), 1) if moment else _Times(0.0, 0)

    def with_all(self, other: _Times) -> _Times:
        return _Times(self.total + other.total, self.count + other.count)

    def seconds_to(self, other: _Times) -> float:
        if not self.count or not other.count:
            return 0.0
        return abs(self.total / self.count - other.total / other.count)


def _root(share: float) -> np.float32:
    """What two rows are multiplied by so that their inner product is multiplied by a share."""
    return np.float32(math.sqrt(share))


def _words(text: str) -> Iterable[str]:
    return (word for word in _WORD.findall(text.casefold()) if word not in _STOP)


def _tfidf(texts: Iterable[Iterable[str]]) -> csr_array:
    """Rows of length 1: logarithmic term frequency, smoothed inverse document frequency; columns in order of words."""
    bags = [Counter(words) for words in texts]
    frequency = Counter(word for bag in bags for word in bag)
    column = {word: i for i, word in enumerate(sorted(frequency))}
    lengths = np.array([len(bag) for bag in bags], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    columns = np.fromiter((column[word] for bag in bags for word in bag), dtype=np.int64, count=starts[-1])
    counts = np.fromiter((count for bag in bags for count in bag.values()), dtype=np.float64, count=starts[-1])
    held = np.array([frequency[word] for word in column], dtype=np.float64)
    rarity = 1 + np.log((1 + len(bags)) / (1 + held))
    weights = (1 + np.log(counts)) * rarity[columns]
    rows = np.repeat(np.arange(len(bags)), lengths)
    size = np.sqrt(np.bincount(rows, weights=weights * weights, minlength=len(bags)))
    data = (weights / size[rows]).astype(np.float32)
    matrix = csr_array((data, columns, starts), shape=(len(bags), max(1, len(column))))
    matrix.sort_indices()
    return matrix
