"""Which texts are copies of one another: reprints of a wire report, and the same text under two addresses.

Runs of four words are compared. Candidates come from MinHash signatures (Broder 1997) in bands; each pair is then
measured exactly, by the share of the shorter text's runs that stand in the longer one: a reprint that cuts paragraphs
keeps that share high, where the Jaccard index falls. Copies of copies belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rensa import RMinHash, RMinHashLSH

_WORD = re.compile(r"\w+")
#: Words in a run: long enough that a shared name or office is no run, short enough to survive an editor.
RUN = 4
#: A pair is a copy from this share of the shorter text's runs on. In the development data (news_cluster) reports of
#: different events share at most 0.18, those of one event by different hands up to 0.44 (long quotations in common),
#: reprints 0.59 and more; an edit of 8 % of the words leaves 0.59 at the least.
COPY = 0.5
#: Shorter texts (a feed's teaser) are compared as a whole only: few runs say little.
_FEWEST_RUNS = 12
_PERMUTATIONS = 128
#: 64 bands of 2 rows find a pair with a Jaccard index of 0.2 in 93 of 100 cases, one of 0.3 in 99.8.
_BANDS = 64
_SEED = 1


def runs_of(text: str) -> frozenset[str]:
    """The runs of words of a text, without case; the whole text where it is shorter than a run."""
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < RUN:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def find_copies(texts: Sequence[str]) -> list[int]:
    """For each text the index of the first text that it is a copy of, itself if it is none."""
    runs = [runs_of(text) for text in texts]
    groups = Groups(len(texts))
    same: dict[frozenset[str], int] = {}
    for i, mine in enumerate(runs):
        if mine:
            groups.join(i, same.setdefault(mine, i))
    for i, j in _candidates(runs):
        if is_copy(runs[i], runs[j]):
            groups.join(i, j)
    return [groups.first(i) for i in range(len(texts))]


def is_copy(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether at least half of the shorter text's runs stand in the other."""
    shorter = min(len(a), len(b))
    return shorter >= _FEWEST_RUNS and len(a & b) >= COPY * shorter


def _candidates(runs: Sequence[frozenset[str]]) -> Iterable[tuple[int, int]]:
    index = RMinHashLSH(threshold=COPY, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    for i, mine in enumerate(runs):
        if len(mine) < _FEWEST_RUNS:
            continue
        signature = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        signature.update(sorted(mine))
        for j in sorted(index.query(signature)):
            yield j, i
        index.insert(i, signature)


class Groups:
    """Sets that grow together (union-find); the smallest index of a set stands for it."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def first(self, i: int) -> int:
        """The smallest index of the set that `i` is in."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Make one set of the two."""
        a, b = self.first(i), self.first(j)
        self._parent[max(a, b)] = min(a, b)
