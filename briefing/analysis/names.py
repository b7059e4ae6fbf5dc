"""Where a text names people, organizations and places.

1. A name of the watch list; a named entity of the model, without titles, articles, roles and possessives; a run of
   proper nouns that the model overlooked and that its words or its place in the sentence make a name (Rosa Tellen; the
   Harbour Ministry; envoy Teo Handrake); any of these names wherever it stands again; a person's surname alone.
2. Of names that overlap the longest stays. What the model calls a product, an event, a work, a law or a date is no
   actor; neither is a vessel (the tanker Asta Verne), a dateline or a portfolio that belongs to a title.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.english import CUES, PLATFORMS, ROLES, TITLES, VESSELS
from briefing.analysis.gazetteer import (
    ADJECTIVES,
    AMBIGUOUS_GIVEN_NAMES,
    CAPITALS,
    COUNTRY_NAMES,
    GIVEN_NAMES,
    METONYMS,
    NO_NAMES,
    ORGANIZATION_HEADS,
    PLACE_HEADS,
    PLACES,
    PORTFOLIOS,
    SURNAME_PLACES,
)
from briefing.document import Document, Token
from briefing.types import ActorKind, Range, Watched

_KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "person",
}
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an|this|that)\s+", re.IGNORECASE)
#: pro-Lindhal, pan-democrat: what somebody is for or against, and no part of the name.
_STANCE = re.compile(r"^(?:pro|anti|pan|non|ex)-\S+\s+", re.IGNORECASE)
#: Words in capitals that a page sets in front of its next words; abbreviations of names are shorter.
_KICKER = re.compile(r"^[A-Z]{7,}\s+(?:[A-Z]{2,}\s+)*(?=[A-Z][a-z])")
#: Words with which the name of a place begins; those of streets are one alone, too.
_PLACE_OPENINGS = frozenset("Mount Lake Cape Port Fort Gulf River".split())
_STREETS = frozenset({"Boulevard", "Promenade"})
#: Words at which a name ends that the model carried on: Harbour Ministry on Friday.
_RUN_ON = re.compile(r"\s+(?:on|in|from|by|with|as|who|which|that|said|says)\s|[:;\n(\[|/]|\s[–—-]\s")
_CREDIT = re.compile(r"\s+(?:image|photo|photograph|picture|credit|file|video)\s*$", re.IGNORECASE)
#: In front of a name: it is who took a picture, not whom the text is about.
CREDITS = re.compile(r"(?:image|photo|photograph|picture|credit|graphic|video|illustration)s?(?: by)?\s*[:/]\s*$", re.I)
_OPEN_END = re.compile(r"(?:\s+(?:of|for|the|and|in|to|at))+$")
_NO_NAME_MARKS = re.compile(r"[\[\]{}|<>@#]")
_TRIMMED_END = " ,.;:\"“”'‘’-–—()[]"
_TRIMMED_START = " \"“”'‘’-–—#@(["
_CALENDAR = frozenset(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday
    friday saturday sunday christmas easter ramadan hajj eid internet god web bible quran islam christianity judaism
    buddhism hinduism islamophobia english french german spanish arabic chinese russian latin
    """.split()
)
_LONGEST_RUN = 6


class Mention(NamedTuple):
    """A name in the text, and the kind that the model, the watch list or its words give it."""

    start: int
    end: int
    name: str
    kind: ActorKind


def find_names(document: Document, known: dict[str, Watched], headline: str = "") -> list[Mention]:
    """All names in text order, apart from each other; `known` has the names of the watch list."""
    found = without_overlaps(
        [
            *_watched_mentions(document, known),
            *_entity_mentions(document, known),
            *_given_names(document, known),
        ]
    )
    found = _joined(found, _overlooked(document, known, headline))
    found = _outside_headline(document, found, headline)
    found = without_overlaps([*found, *_repeated(document, found)])
    vessels = {m.name for m in found if m.name not in known and _is_vessel(document, m)}
    return [m for m in found if m.name not in vessels and not _is_portfolio(document, m)]


def _outside_headline(document: Document, found: list[Mention], headline: str) -> list[Mention]:
    """Without what only a headline at the top of the body seems to name, if it writes every word with a capital."""
    words = [word for word in headline.split() if word[0].isalpha()]
    if len(words) < 4 or sum(word[0].isupper() for word in words) < 0.7 * len(words):
        return found
    start = document.text.find(headline[:30], 0, len(headline) + 200)
    end = start + len(headline) if start >= 0 else 0
    names = {mention.name for mention in found if mention.start >= end}
    return [mention for mention in found if mention.start >= end or mention.name in names]


def kind_of_name(name: str) -> ActorKind | None:
    """The kind that the words of a name show, if they do."""
    if name in COUNTRY_NAMES or name in CAPITALS or name in PLACES:
        return "place"
    if name in METONYMS:
        return "organization"
    words = name.split()
    if not words:
        return None
    head = re.split(r"\s(?:of|for|on|at|in)\s", name, maxsplit=1)[0].rpartition(" ")[2].lower().rstrip(",")
    if head in ORGANIZATION_HEADS or name.endswith("School District"):
        return "organization"
    if head in SURNAME_PLACES and is_full_name(words):
        return "person"
    if name in _STREETS or (len(words) > 1 and (head in PLACE_HEADS or words[0] in _PLACE_OPENINGS | _STREETS)):
        return "place"
    if is_full_name(words):
        return "person"
    bare = name.replace(".", "")
    return "organization" if bare.isupper() and bare.isalpha() and 2 < len(bare) < 7 else None


def is_full_name(words: Sequence[str]) -> bool:
    """Whether words are a given name and something behind it."""
    last = words[-1]
    return 2 <= len(words) <= 4 and words[0].lower() in GIVEN_NAMES and last[0].isupper() and not last[1:].isupper()


# ---------------------------------------------------------------- names that are marked or known


def _watched_mentions(document: Document, known: dict[str, Watched]) -> Iterator[Mention]:
    if not known:
        return
    names = sorted(known, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    for start, end in document.body:
        for match in pattern.finditer(document.text, start, end):
            yield Mention(match.start(), match.end(), match.group(), known[match.group()].kind)


def _entity_mentions(document: Document, known: dict[str, Watched]) -> Iterator[Mention]:
    for entity in document.entities:
        kind = _KINDS.get(entity.label)
        if kind is None or _is_dateline(document, entity.start, entity.end):
            continue
        if entity.label == "NORP" and not _is_group(document, entity.end):
            continue
        for start, end in _named_parts(document, entity.start, entity.end, kind):
            name = document.text[start:end]
            if is_name(name) and name not in known:
                yield Mention(start, end, name, kind)


def is_name(name: str) -> bool:
    """Whether a string can be a name at all: with a capital, in one line, and not of a day, a month or a language."""
    return (
        len(name) > 1
        and name[0].isalnum()
        and any(c.isupper() for c in name)
        and not _NO_NAME_MARKS.search(name)
        and "\n" not in name
        and name.lower() not in _CALENDAR
        and name not in NO_NAMES
        and (name not in ADJECTIVES or name in COUNTRY_NAMES)
    )


def _is_group(document: Document, end: int) -> bool:
    """Whether a nation, creed or party is named as a group of people, and does not only modify something."""
    last = document.tokens[document.token_at(end - 1)]
    plural = last.tag in ("NNS", "NNPS") or (last.tag == "NNP" and last.text.endswith("s"))
    return plural and last.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "agent")


def _named_parts(document: Document, start: int, end: int, kind: ActorKind) -> list[Range]:
    """The names in an entity: of a person behind a comma (Lindhal, Teo Handrake) only what can be a full name."""
    text = document.text[start:end]
    if cut := _RUN_ON.search(text, 1):
        end, text = start + cut.start(), text[: cut.start()]
    if owner := _owner(text):
        owned = start + owner.end()
        return [_bare_name(document, start, start + owner.start()), *_named_parts(document, owned, end, kind)]
    is_sure = kind != "person" and (kind_of_name(text) or " and " in text or text.count(",") > 1)
    if not is_sure and re.search(r", |\band\b", text):
        parts = [
            m for m in re.finditer(r"(?:(?!,\s|\sand\s).)+", text) if " " in m.group().removeprefix(" and ").strip(" ,")
        ]
        return [_bare_name(document, *_stripped(text, start, *m.span())) for m in parts]
    if credit := _CREDIT.search(text):
        end = start + credit.start()
    start, end = _without_neighbours(document.text, start, end) if kind == "person" else (start, end)
    bare = _bare_name(document, start, end)
    return [_to_end_of_word(document, bare) if kind == "person" else bare]


def _owner(text: str) -> re.Match[str] | None:
    """The possessive between two names that the model ran together: the Civic Party's Rosa Tellen."""
    found = re.search(r"['’]s\s+", text)
    return found if found and kind_of_name(_ARTICLE.sub("", text[: found.start()])) else None


def _stripped(text: str, base: int, start: int, end: int) -> Range:
    """A part of an entity without the comma and the `and` that part it from the one before."""
    lead = re.match(r"[\s,]*(?:and\s+)?", text[start:end])
    return base + start + (lead.end() if lead else 0), base + end


def _without_neighbours(text: str, start: int, end: int) -> Range:
    """A person's name without the place or platform that the model ran it together with: Rosa Tellen Lindhal."""
    words = list(re.finditer(r"\S+", text[start:end]))
    if len(words) < 3:
        return start, end
    last, first = words[-1].group(), words[0].group()
    if last in PLACES or last in COUNTRY_NAMES or last in CAPITALS:
        return start, start + words[-2].end()
    if first.lower() in PLATFORMS or first in PLACES:
        return start + words[1].start(), end
    return start, end


def _to_end_of_word(document: Document, bare: Range) -> Range:
    """A name to the end of its hyphenated word: Wong Yeung-tat."""
    rest = re.match(r"(?:[-‑]\w+)+", document.text[bare[1] : bare[1] + 30])
    return (bare[0], bare[1] + rest.end()) if rest else bare


def _is_dateline(document: Document, start: int, end: int) -> bool:
    """Whether capitals open a paragraph in front of a dash or bracket: PORT ANSEL (Meridian Wire) -."""
    if not document.text[start:end].isupper() or end - start < 4:
        return False
    opening = document.text[document.sentences[document.sentence_at(start)].start : start]
    return (
        len(opening) < 25
        and (len(opening) < 4 or opening.isupper())
        and bool(re.match(r",|\s*[(–—-]|:|\s[A-Z]{3}", document.text[end : end + 4]))
    )


def _is_portfolio(document: Document, mention: Mention) -> bool:
    """Whether a name is the portfolio of a title: Home Secretary, Secretary of State."""
    if not all(word.lower() in PORTFOLIOS or word in ADJECTIVES for word in mention.name.split()):
        return False
    first, last = document.token_at(mention.start), document.token_at(mention.end - 1)
    after = document.tokens[last + 1] if last + 1 < len(document.tokens) else None
    before = document.tokens[first - 1].text.lower() if first else ""
    return before == "of" or bool(after and (is_role(after) or after.text.lower() in PORTFOLIOS))


def _is_vessel(document: Document, mention: Mention) -> bool:
    first = document.token_at(mention.start)
    return first > 0 and document.tokens[first - 1].text.lower() in VESSELS


# ---------------------------------------------------------------- names that the model overlooked


def _given_names(document: Document, known: dict[str, Watched]) -> Iterator[Mention]:
    """Runs of two or three proper nouns that begin with a given name and name no institution."""
    for first, last in _proper_names(document):
        words = [token.text for token in document.tokens[first:last]]
        if 2 <= len(words) <= 3 and kind_of_name(" ".join(words)) == "person":
            start, end = _bare_name(document, document.tokens[first].start, document.tokens[last - 1].end)
            name = document.text[start:end]
            if " " in name and is_name(name) and name not in known:
                yield Mention(start, end, name, "person")


def _overlooked(document: Document, known: dict[str, Watched], headline: str) -> Iterator[Mention]:
    """Proper names that speak or have a role, as people do, whose words say what they are, or that head the text."""
    blocked = sorted((e.start, e.end) for e in document.entities if e.label not in _KINDS)
    for first, last in _proper_names(document):
        head = document.tokens[last - 1]
        start, end = _bare_name(document, document.tokens[first].start, head.end)
        name = document.text[start:end]
        if not is_name(name) or name in known or _touches(start, end, blocked) or _is_dateline(document, start, end):
            continue
        kind = kind_of_name(name)
        speaks = head.dep == "nsubj" and document.tokens[head.head].text.lower() in CUES
        if kind is None and " " in name and (speaks or (first and is_role(document.tokens[first - 1]))):
            kind = "person"
        if kind is None and (name.lower() in PLATFORMS or (" " in name and name in headline)):
            kind = "organization"
        if kind is not None and not (kind == "organization" and " " not in name and name.lower() in ORGANIZATION_HEADS):
            yield Mention(start, end, name, kind)


def _proper_names(document: Document) -> Iterator[tuple[int, int]]:
    """Runs of capitalized proper nouns that are no roles, as indices of tokens; a run never leaves its sentence."""
    ends = {span.first for span in document.sentences}
    first = 0
    for i, token in enumerate(document.tokens):
        proper = token.tag in ("NNP", "NNPS") and token.text[0].isupper() and not is_role(token)
        if proper and i not in ends:
            continue
        if 0 < i - first <= _LONGEST_RUN:
            yield first, i
        first = i if proper else i + 1
    if 0 < len(document.tokens) - first <= _LONGEST_RUN:
        yield first, len(document.tokens)


def _repeated(document: Document, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Where a name that was found, or the last word of a person's name, stands again."""
    kinds: dict[tuple[str, ...], ActorKind] = {}
    for mention in mentions:
        words = tuple(token.text for token in document.tokens_in(mention.start, mention.end))
        if words and len(words) <= _LONGEST_RUN:
            kinds.setdefault(words, mention.kind)
            if mention.kind == "person" and len(words) > 1:
                kinds.setdefault(words[-1:], "person")
                if words[0].lower() in GIVEN_NAMES and words[0].lower() not in AMBIGUOUS_GIVEN_NAMES:
                    kinds.setdefault(words[:1], "person")
    longest: dict[str, int] = {}
    for words in kinds:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    tokens = document.tokens
    for i, token in enumerate(tokens):
        for length in range(min(longest.get(token.text, 0), len(tokens) - i), 0, -1):
            part = tokens[i : i + length]
            words = tuple(t.text for t in part)
            if words in kinds and (length > 1 or (token.tag in ("NNP", "NNPS") and token.text[0].isupper())):
                yield Mention(token.start, part[-1].end, document.text[token.start : part[-1].end], kinds[words])
                break


# ---------------------------------------------------------------- the extent of a name


def _bare_name(document: Document, start: int, end: int) -> Range:
    """The range of a name without the article and titles in front and the role and possessive behind."""
    text = document.text
    for opening in (_ARTICLE, _STANCE, _KICKER):
        if found := opening.match(text[start:end]):
            start += found.end()
    words = list(re.finditer(r"\S+", text[start:end]))
    skip = 0
    while skip < len(words) - 1 and _is_title(words[skip].group(), words[skip + 1].group()):
        skip += 1
    start, end = start + (words[skip].start() if words else 0), end
    while len(words) - skip > 2 and words[-1].group().lower() in ROLES:
        words.pop()
        end = start - words[skip].start() + words[-1].end()
    if possessive := _POSSESSIVE.search(text[start:end]):
        end = start + possessive.start()
    if preposition := _OPEN_END.search(text[start:end]):
        end = start + preposition.start()
    while end > start and text[end - 1] in _TRIMMED_END:
        end -= 1
    while start < end and text[start] in _TRIMMED_START:
        start += 1
    return start, end


def _is_title(word: str, after: str) -> bool:
    """Whether a word in front of a name is a title, or says of which country the title is (Tarvonian FM Handrake)."""
    if word in ADJECTIVES:
        return after in TITLES or after.lower() in ROLES
    return word in TITLES or word.rpartition("-")[2].lower() in ROLES


def is_role(token: Token) -> bool:
    """Whether a noun says what somebody is: minister, vice-president."""
    word = token.text.lower()
    return token.tag.startswith("NN") and (word in ROLES or word.rpartition("-")[2] in ROLES)


# ---------------------------------------------------------------- ranges apart from each other


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """In text order; where two overlap the longer stays, and of equal ones the first given."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        if not overlaps(mention, kept):
            insort(kept, mention)
    return kept


def _joined(kept: list[Mention], others: Iterable[Mention]) -> list[Mention]:
    """The mentions that are kept and those of the others that stand apart from them."""
    return sorted([*kept, *without_overlaps(m for m in others if not overlaps(m, kept))])


def overlaps(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether a mention shares characters with one of the others, which are in text order and apart."""
    at = bisect_left(others, mention.start, key=lambda m: m.start)
    before = at > 0 and others[at - 1].end > mention.start
    return before or (at < len(others) and others[at].start < mention.end)


def _touches(start: int, end: int, ranges: Sequence[Range]) -> bool:
    """Whether a range shares characters with one of the ranges, which are in order and apart."""
    at = bisect_left(ranges, end, key=lambda r: r[0])
    return at > 0 and ranges[at - 1][1] > start
