"""Whether a sentence says again what another has said."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
#: The share of the shorter sentence's runs of three words from which on it repeats the other one. A sentence of the
#: sample that a wire updates (another number, another day) shares half of them.
_REPEATS = 0.7
_RUN = 3


def repeats(sentence: str, other: str) -> bool:
    """Whether two sentences are nearly the same words: a dropped clause counts as the same, another number does not."""
    mine, theirs = (tuple(word.casefold() for word in _WORD.findall(text)) for text in (sentence, other))
    if not mine or not theirs or _numbers(mine) != _numbers(theirs):
        return mine == theirs
    a, b = _runs(mine), _runs(theirs)
    return len(a & b) >= _REPEATS * min(len(a), len(b))


def nearness(sentence: str, other: str) -> float:
    """The share of the words of the shorter sentence that the other one has, 0 to 1."""
    mine, theirs = (set(_WORD.findall(text.casefold())) for text in (sentence, other))
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if word[0].isdigit()}


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[i : i + _RUN] for i in range(max(1, len(words) - _RUN + 1))}
