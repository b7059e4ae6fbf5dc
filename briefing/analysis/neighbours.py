"""Which articles are worth comparing: those that share words which stand out in both, found without all pairs.

Each article is known by its weightiest words (TF-IDF). Articles under one word are candidates for each other; a word of
many articles is cut into lists of bounded length, within an order that puts articles of the same weightiest words side
by side, and twice, so that no cut parts neighbours for good. The work is bounded by a constant for each article.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Indices = NDArray[np.int64]

#: Words that an article is known by. All of these constants were chosen on generated collections of 10,000 articles and
#: on the development data, where no pair of a story is lost for the grouping.
KEYS = 30
#: Articles that one list holds.
LIST = 120
#: Candidates that are kept for an article, those with the most weight in common.
NEAREST = 40
#: Articles that are looked up together, and pairs that are handed over at once: what bounds the memory.
_BLOCK = 2000
_PAIRS = 50_000


def candidate_pairs(weights: csr_array) -> Iterator[tuple[Indices, Indices]]:
    """Pairs of rows, the smaller number first and each pair once, of a matrix of articles by weighted words."""
    keys = _lists(_weightiest(weights))
    turned = keys.T.tocsr()
    count = keys.shape[0]
    found = []
    for first in range(0, count, _BLOCK):
        rows, columns = _most_in_common((keys[first : first + _BLOCK] @ turned).tocsr(), first)
        found.append(np.minimum(rows, columns) * count + np.maximum(rows, columns))
    pairs = np.unique(np.concatenate(found))
    for first in range(0, len(pairs), _PAIRS):
        some = pairs[first : first + _PAIRS]
        yield some // count, some % count


def _weightiest(weights: csr_array) -> csr_array:
    """The matrix with the weightiest words of each row alone; a word of one article leads nowhere."""
    shared = np.bincount(weights.indices, minlength=weights.shape[1]) > 1
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    keep = shared[weights.indices]
    rows, columns, data = rows[keep], weights.indices[keep], weights.data[keep]
    order = np.lexsort((columns, -data, rows))
    rows, columns, data = rows[order], columns[order], data[order]
    kept = rank_within(rows) < KEYS
    return csr_array((data[kept], (rows[kept], columns[kept])), shape=weights.shape)


def _lists(weights: csr_array) -> csr_array:
    """Articles by lists: each word's articles in lists of bounded length."""
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    columns, data = weights.indices.astype(np.int64), weights.data
    place = _places(rows, columns, data, weights.shape[0])
    order = np.lexsort((place[rows], columns))
    rows, columns, data = rows[order], columns[order], data[order]
    rank = rank_within(columns)
    long = np.bincount(columns, minlength=weights.shape[1])[columns] > LIST
    width = 2 * (len(rows) // LIST + 2)
    plain = columns * width + 2 * (rank // LIST)
    shifted = columns * width + 2 * ((rank + LIST // 2) // LIST) + 1
    _, lists = np.unique(np.concatenate([plain, shifted[long]]), return_inverse=True)
    held = np.concatenate([rows, rows[long]]), lists
    return csr_array(
        (np.concatenate([data, data[long]]), held), shape=(weights.shape[0], int(lists.max(initial=0)) + 1)
    )


def _places(rows: Indices, columns: Indices, data: NDArray[np.float32], count: int) -> Indices:
    """Where each article stands in the order by its weightiest word, then its second."""
    order = np.lexsort((columns, -data, rows))
    rows, columns = rows[order], columns[order]
    rank = rank_within(rows)
    tops = np.full((2, count), -1, dtype=np.int64)
    for nth in range(2):
        tops[nth, rows[rank == nth]] = columns[rank == nth]
    places = np.empty(count, dtype=np.int64)
    places[np.lexsort((np.arange(count), tops[1], tops[0]))] = np.arange(count)
    return places


def rank_within(groups: Indices) -> Indices:
    """For each place of a sorted sequence of groups how many of its group stand before it."""
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    ranks: Indices = np.arange(len(groups)) - np.repeat(starts, np.diff(starts, append=len(groups)))
    return ranks


def _most_in_common(common: csr_array, first: int) -> tuple[Indices, Indices]:
    rows = np.repeat(np.arange(common.shape[0]), np.diff(common.indptr)) + first
    columns, data = common.indices.astype(np.int64), common.data
    other = rows != columns
    rows, columns, data = rows[other], columns[other], data[other]
    order = np.lexsort((columns, -data, rows))
    rows, columns = rows[order], columns[order]
    kept = rank_within(rows) < NEAREST
    return rows[kept], columns[kept]
