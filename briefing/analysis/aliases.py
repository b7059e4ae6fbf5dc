"""When two names are one: articles, points, accents, transliterations, initials, short forms.

Everything here compares spellings; whether a short form is somebody's in a text is decided where the text is at hand.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from briefing.analysis.gazetteer import COUNTRY_NAMES

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "&", "at"})
#: Words that an organization's name may end with or not: CBC News, Labour Party.
_OPTIONAL_ENDS = frozenset(
    "news inc corp corporation co company ltd limited plc group party television tv newspaper agency".split()
)
_LEGAL_FORMS = frozenset("ag co corp corporation gmbh inc limited llc ltd nv plc sa".split())
_STATES = {"us": "united states", "uk": "united kingdom", "un": "united nations", "eu": "european union"}
#: Spellings of one sound in names that come from other scripts, in the order in which they are put right.
_SOUNDS = (
    ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("ph", "f"), ("ou", "u"), ("oo", "u"), ("ee", "i"),
    ("x", "ks"), ("w", "v"), ("q", "k"), ("ck", "k"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1+")
#: Shorter words are compared as they are written: too many of them sound alike.
_SHORTEST_SOUND = 5


def place_of_name(name: str, text: str) -> int | None:
    """Where a text has a name as words of its own, and not as part of an address or a compound; None if it has not."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not (before.isalnum() or before == "-" or after.isalnum() or after == "@"):
            return at
        at = text.find(name, at + 1)
    return None


def without_accents(text: str) -> str:
    """Text in small Latin letters as far as it has them."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=20_000)
def normalized(name: str) -> str:
    """A name without article, accents, case and the points of abbreviations; a country by its usual name."""
    bare = _ARTICLE.sub("", name.strip())
    bare = COUNTRY_NAMES.get(bare, bare)
    return " ".join(without_accents(bare).replace(".", "").replace("’", "'").replace("'s ", "s ").split())


def spelling_key(name: str) -> str:
    """The same key for a whole name with and without hyphens: Kim Jong-un, Kim Jong Un; its parts are not compared."""
    return normalized(name).replace("-", " ")


def institution_key(name: str) -> str:
    """The same key for names of one institution: with and without its legal form, of the U.S. or the United States."""
    words = spelling_key(name).split()
    if len(words) > 1 and words[0] in _STATES:
        words[:1] = _STATES[words[0]].split()
    end = len(words)
    while end > 1 and words[end - 1].rstrip(",") in _LEGAL_FORMS:
        end -= 1
    if 1 < end < len(words) and words[end - 1] == "group":
        end -= 1
    return " ".join(words[:end]).rstrip(",")


@lru_cache(maxsize=20_000)
def sound_key(name: str) -> str:
    """The same key for transliterations of one name: Zelensky, Zelenskyy, Zelenskiy."""
    return " ".join(_word_sound(word) for word in normalized(name).split())


def _word_sound(word: str) -> str:
    if len(word) < _SHORTEST_SOUND:
        return word
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _REPEATED.sub(r"\1", word)


def initials(name: str) -> frozenset[str]:
    """What the long form of a name may be abbreviated to, in capitals: with and without its small words."""
    words = [word for word in re.split(r"[\s-]+", _ARTICLE.sub("", name)) if word]
    if len(words) < 2:
        return frozenset()
    every = "".join(word[0] for word in words).upper()
    strong = "".join(word[0] for word in words if word.lower() not in _SMALL_WORDS).upper()
    return frozenset(short for short in (every, strong) if len(short) > 1)


def short_forms(organization: str) -> frozenset[str]:
    """Normalized shorter names that an organization's full name allows: Home Office, CBC, Comic Corps."""
    words = normalized(organization).split()
    found = set()
    if len(words) > 1 and words[-1] in _OPTIONAL_ENDS:
        found.add(" ".join(words[:-1]))
    for at in range(1, len(words) - 1):
        if words[at] not in _SMALL_WORDS and words[at - 1] not in _SMALL_WORDS:
            found.add(" ".join(words[at:]))
    if "of" in words[2:]:
        found.add(" ".join(words[: words.index("of", 2)]))
    return frozenset(found)


def full_name_key(name: str) -> tuple[str, str]:
    """First letter and surname of a person's name of two words or more, as they sound."""
    words = sound_key(name).split()
    return words[0][:1], words[-1]


def are_one_person(one: str, other: str) -> bool:
    """Whether two full names can be one: the same but for transliteration, a middle name or an initial."""
    a, b = sound_key(one).split(), sound_key(other).split()
    if a[-1] != b[-1]:
        return False
    if a[0] == b[0]:
        return not (len(a) > 2 and len(b) > 2) or a[1][0] == b[1][0]
    return a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))
