"""Whether a sentence can be read without the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.analysis.english import (
    CONNECTIVE_PHRASES,
    CONNECTIVES,
    DEMONSTRATIVES,
    POSSESSIVES,
    PRONOUNS,
    ROLES,
    TIME_NOUNS,
)

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
#: What else a text calls people whom it has named before.
_GROUPS = frozenset("man woman boy girl pair couple duo trio group agency ministry company officials ministers".split())


def leans(text: str) -> bool:
    """Whether a sentence cannot stand without the one before it.

    It opens with a pronoun, a connective, a demonstrative (but This week), or a definite description with no name or
    number in it that the sentence does not explain (The minister said).
    """
    words = _WORD.findall(text.lstrip(" \"“”'‘’«»([—–-"))[:8]
    lower = [word.lower() for word in words]
    if not lower:
        return True
    first = lower[0].split("'")[0].split("’")[0]
    if first in DEMONSTRATIVES:
        return len(lower) < 2 or lower[1] not in TIME_NOUNS
    if first in PRONOUNS - {"i", "we", "you", "who"} or first in POSSESSIVES or first in CONNECTIVES:
        return True
    opening = " ".join(lower)
    if any(opening.startswith(phrase) for phrase in CONNECTIVE_PHRASES):
        return True
    return first in ("the", "both") and _is_bare_description(words)


def _is_bare_description(words: Sequence[str]) -> bool:
    """The prime minister said ...: an article, at most two small words that end in a role, then a verb."""
    for at in (1, 2):
        if len(words) > at and words[at].lower() in ROLES | _GROUPS:
            return all(word.islower() for word in words[1 : at + 1]) and words[at + 1 : at + 2] != ["of"]
    return False
