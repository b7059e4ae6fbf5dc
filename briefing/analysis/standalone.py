"""Whether a sentence can be read without the text that it comes from: whole, its own, and leaning on nothing.

The rules of everything that prints a sentence of an article by itself: the summary of one text, what other texts add
to it, and the lead of the day. They look at the words alone.
"""

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

_LEAST_WORDS = 5
_END_MARK = re.compile(r"[.!…][\"'”’»)\]]*$")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"))
#: What else a text calls people whom it has named before.
_GROUPS = frozenset("man woman boy girl pair couple duo trio group agency ministry company officials ministers".split())
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Mm]y|me)\b(?!\.)|\b[Ww]e (?:spoke|met|talked|asked|called|reached|visited|sat down)\b"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’(?!\w)")
_TURN = re.compile(r"(?:[QA]|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}): ")


def is_whole(text: str) -> bool:
    """Some words, an end mark that is no question mark, and no half quotation."""
    return len(_WORD.findall(text)) >= _LEAST_WORDS and bool(_END_MARK.search(text)) and is_balanced(text)


def speaks_for_itself(text: str) -> bool:
    """First person outside quotation marks, or a quotation with nobody to say it, or a turn of an interview."""
    quoted = text[0] in "\"“'‘«" and text.rstrip()[-1] in "\"”'’»"
    outside = _QUOTED.sub("", text)
    return bool(_FIRST_PERSON.search(text if quoted else outside) or _TURN.match(text))


def find_turns(paragraphs: Sequence[str]) -> frozenset[int]:
    """Which paragraphs are the turns of an interview: what is said there is not the writer's, in any of its sentences.

    One label alone may be a place in front of a report.
    """
    turns = frozenset(place for place, text in enumerate(paragraphs) if _TURN.match(text))
    return turns if len(turns) > 1 else frozenset()


def is_balanced(text: str) -> bool:
    """Whether every double quotation mark and bracket has its other half."""
    if text.count('"') % 2 or text.count("''") % 2:
        return False
    return all(text.count(a) == text.count(b) for a, b in _PAIRS)


def is_open(text: str) -> bool:
    """Whether a quotation has begun and not ended."""
    return not is_balanced(text) or has_single_half(text)


def has_single_half(text: str) -> bool:
    """A single opening mark without its closing one."""
    opens = len(re.findall(r"(?<!\w)[‘'](?=\w)", text))
    closes = len(re.findall(r"(?<=[\w.,!?…])[’'](?!\w)", text))
    return opens > closes


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
