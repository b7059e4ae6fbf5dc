"""Who a text names: people, organizations and places, each once, with all its mentions.

1. A mention is a name of the watch list; a named entity of the model, without titles, articles and possessives; a
   proper name that the model overlooked in the place of a speaker or behind a role (President Xi Jinping); or the
   surname of a person found so, anywhere in the text.
2. A name of the watch list has the kind that the list gives. Other names have the kind that their mentions vote for:
   the model's label, and where they stand (in Sallow: a place; Maranov said: a person). A vessel is no actor.
3. Mentions are one actor when the names are equal, when one is the other's surname (or its first word, for names that
   put the family first) and no other name of the text claims it, or when a bracket says so: Associated Press (AP).
4. The role is what the text calls a person, in its words: the noun phrase in front of the name (Chinese foreign
   ministry spokeswoman Hua Chunying) or the apposition behind it (Ilse Maranov, prime minister of Kessaly,). The first
   one with a role noun counts; what the text does not say is left empty.
5. Salience rises with the number of mentions, an early first mention and a place in the headline.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefing.analysis.english import CUES, LOCATIVE, ROLES, TITLES, VESSELS
from briefing.document import Document, Token
from briefing.types import Actor, ActorKind, Range, Watched

_KINDS: dict[str, ActorKind] = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\s*\(([A-Z][A-Za-z.&-]{1,9})\)")
#: Tags that may stand in the noun phrase in front of a name.
_PREMODIFIER_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBN", "VBG", "HYPH", "POS", "CD"})
_ROLE_PREPOSITIONS = frozenset({"of", "for", "in", "to", "at", "on"})
_LONGEST_ROLE = 14


class _Mention(NamedTuple):
    start: int
    end: int
    name: str
    kind: ActorKind


def find_actors(document: Document, *, headline: str = "", watch: Sequence[Watched] = ()) -> tuple[Actor, ...]:
    """The actors of a text, the most salient first; equal ones in the order of their first mention."""
    known = {alias: w for w in watch for alias in (w.name, *w.aliases)}
    found = _without_overlaps([*_watched_mentions(document, known), *_entity_mentions(document, known)])
    found = sorted([*found, *(m for m in _overlooked(document, known) if not _overlaps(m, found))])
    mentions = sorted([*found, *(m for m in _surnames(document, found) if not _overlaps(m, found))])
    groups = _merged(document, mentions, known)
    actors = [_actor(document, name, group, known, headline) for name, group in groups.items()]
    return tuple(sorted(actors, key=lambda a: (-a.salience, a.mentions[0])))


# ---------------------------------------------------------------- mentions


def _watched_mentions(document: Document, known: dict[str, Watched]) -> Iterator[_Mention]:
    if not known:
        return
    names = sorted(known, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    for start, end in document.body:
        for match in pattern.finditer(document.text, start, end):
            watched = known[match.group()]
            yield _Mention(match.start(), match.end(), match.group(), watched.kind)


def _entity_mentions(document: Document, known: dict[str, Watched]) -> Iterator[_Mention]:
    for entity in document.entities:
        kind = _KINDS.get(entity.label)
        if kind is None or _is_dateline(document, entity.start, entity.end):
            continue
        for start, end in _named_parts(document, entity.start, entity.end, kind):
            name = document.text[start:end]
            if len(name) > 1 and any(c.isupper() for c in name) and "\n" not in name and name not in known:
                yield _Mention(start, end, name, kind)


def _named_parts(document: Document, start: int, end: int, kind: ActorKind) -> list[Range]:
    """The name in an entity; of a person behind a comma (Lindhal, Teo Handrake) only what can be a full name."""
    text = document.text[start:end]
    if kind != "person" or ", " not in text:
        return [_bare_name(document, start, end)]
    parts = (m for m in re.finditer(r"[^,\s][^,]*", text) if " " in m.group().strip())
    return [_bare_name(document, start + m.start(), start + m.end()) for m in parts]


def _is_dateline(document: Document, start: int, end: int) -> bool:
    """Whether capitals open a paragraph in front of a dash or bracket: PORT ANSEL (Meridian Wire) -."""
    if not document.text[start:end].isupper() or end - start < 4:
        return False
    sentence = document.sentences[document.sentence_at(start)]
    return start - sentence.start < 4 and bool(re.match(r",|\s*[(–—-]|:", document.text[end : end + 3]))


def _overlooked(document: Document, known: dict[str, Watched]) -> Iterator[_Mention]:
    """Proper names of two to four words that speak or have a role, as people do."""
    for first, last in _proper_names(document):
        head = document.tokens[last - 1]
        speaks = head.dep == "nsubj" and document.tokens[head.head].text.lower() in CUES
        if last - first >= 2 and (speaks or (first and _is_role(document.tokens[first - 1]))):
            start, end = _bare_name(document, document.tokens[first].start, head.end)
            name = document.text[start:end]
            if " " in name and name not in known:
                yield _Mention(start, end, name, "person")


def _proper_names(document: Document) -> Iterator[tuple[int, int]]:
    """Runs of at most four capitalized proper nouns that are no roles, as indices of tokens."""
    first = 0
    for i, token in enumerate(document.tokens):
        if token.tag == "NNP" and token.text[0].isupper() and not _is_role(token):
            continue
        if 0 < i - first <= 4:
            yield first, i
        first = i + 1


def _surnames(document: Document, mentions: Sequence[_Mention]) -> Iterator[_Mention]:
    """Where the last word of a person's name stands alone as a proper noun."""
    last = {m.name.rpartition(" ")[2] for m in mentions if m.kind == "person" and " " in m.name}
    for token in document.tokens:
        if token.text in last and token.tag == "NNP":
            yield _Mention(token.start, token.end, token.text, "person")


def _bare_name(document: Document, start: int, end: int) -> Range:
    """The range of a name without the article and titles in front and the possessive behind."""
    text = document.text
    if article := _ARTICLE.match(text[start:end]):
        start += article.end()
    words = list(re.finditer(r"\S+", text[start:end]))
    skip = 0
    while skip < len(words) - 1 and words[skip].group() in TITLES:
        skip += 1
    start, end = start + (words[skip].start() if words else 0), end
    if found := _POSSESSIVE.search(text[start:end]):
        end = start + found.start()
    while end > start and text[end - 1] in " ,.;:\"“”'‘’-–—()":
        end -= 1
    while start < end and text[start] in " \"“”'‘’-–—#@(":
        start += 1
    return start, end


def _without_overlaps(mentions: Iterable[_Mention]) -> list[_Mention]:
    """In text order; where two overlap the longer stays, and of equal ones the first given."""
    kept: list[_Mention] = []
    for mention in sorted(mentions, key=lambda m: m.start - m.end):
        if not _overlaps(mention, kept):
            insort(kept, mention)
    return kept


def _overlaps(mention: _Mention, others: Sequence[_Mention]) -> bool:
    """Whether a mention shares characters with one of the others, which are in text order and apart."""
    at = bisect_left(others, mention.start, key=lambda m: m.start)
    before = at > 0 and others[at - 1].end > mention.start
    return before or (at < len(others) and others[at].start < mention.end)


# ---------------------------------------------------------------- merging


def _merged(document: Document, mentions: Sequence[_Mention], known: dict[str, Watched]) -> dict[str, list[_Mention]]:
    """Mentions by the fullest name of their actor, in the order of first mention."""
    vessels = {m.name for m in mentions if m.name not in known and _is_vessel(document, m)}
    mentions = [m for m in mentions if m.name not in vessels]
    counts = Counter(m.name for m in mentions)
    kinds = _majority_kinds(document, mentions)
    full_of = {name: known[name].name if name in known else name for name in counts}
    full_of |= _short_names(full_of, kinds)
    full_of |= _bracketed(document, mentions, full_of)
    groups: dict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        groups[full_of[mention.name]].append(mention._replace(kind=kinds[mention.name]))
    return dict(groups)


def _majority_kinds(document: Document, mentions: Iterable[_Mention]) -> dict[str, ActorKind]:
    """The kind of each name by the votes of its mentions; where it stands counts more than the model's label."""
    votes: dict[str, Counter[ActorKind]] = defaultdict(Counter)
    for mention in mentions:
        votes[mention.name][mention.kind] += 2
        if placed := _kind_by_place(document, mention):
            votes[mention.name][placed] += 3
    return {name: max(sorted(counter), key=lambda kind: counter[kind]) for name, counter in votes.items()}


def _kind_by_place(document: Document, mention: _Mention) -> ActorKind | None:
    """The kind that the words around a mention suggest, if they do."""
    first = document.token_at(mention.start)
    before = document.tokens[first - 1] if first else None
    last = document.tokens[document.token_at(mention.end - 1)]
    if before and before.tag == "IN" and before.text.lower() in LOCATIVE and mention.kind != "organization":
        return "place"
    says = last.dep == "nsubj" and document.tokens[last.head].text.lower() in CUES
    return "person" if says and mention.kind == "person" else None


def _is_vessel(document: Document, mention: _Mention) -> bool:
    first = document.token_at(mention.start)
    return first > 0 and document.tokens[first - 1].text.lower() in VESSELS


def _short_names(full_of: dict[str, str], kinds: dict[str, ActorKind]) -> dict[str, str]:
    """Surnames and first words of people, each to the only longer name of the text that has it."""
    people = {full for name, full in full_of.items() if kinds[name] == "person" and " " in full}
    claims: dict[str, set[str]] = defaultdict(set)
    for full in people:
        words = full.split()
        for word in {words[-1], words[0]}:
            claims[word].add(full)
    found = {}
    for name in full_of:
        owners = claims.get(name, set())
        if len(owners) == 1 and " " not in name:
            found[name] = next(iter(owners))
    return found


def _bracketed(document: Document, mentions: Sequence[_Mention], full_of: dict[str, str]) -> dict[str, str]:
    """Short forms that the text itself gives in brackets behind the long one."""
    found = {}
    for mention in mentions:
        if (match := _BRACKET.match(document.text, mention.end)) and match.group(1) in full_of:
            found[match.group(1)] = full_of[mention.name]
    return found


# ---------------------------------------------------------------- one actor


def _actor(
    document: Document, name: str, mentions: Sequence[_Mention], known: dict[str, Watched], headline: str
) -> Actor:
    kind = known[name].kind if name in known else Counter(m.kind for m in mentions).most_common(1)[0][0]
    role = next(filter(None, (_role_of(document, m) for m in mentions)), None) if kind == "person" else None
    names = {m.name for m in mentions}
    return Actor(
        name=name,
        kind=kind,
        role=document.text[role[0] : role[1]] if role else None,
        role_ranges=(role,) if role else (),
        aliases=tuple(sorted(names - {name})),
        mentions=tuple((m.start, m.end) for m in mentions),
        salience=_salience(document, mentions, in_headline=any(n in headline for n in names)),
    )


def _salience(document: Document, mentions: Sequence[_Mention], *, in_headline: bool) -> float:
    """0 to 1. The weights put a name of the lead with three mentions level with one of the headline with one."""
    length = max(1, len(document.text))
    count = len(mentions) / (len(mentions) + 3)
    early = 1 - mentions[0].start / length
    return round(0.55 * count + 0.25 * early + (0.2 if in_headline else 0.0), 4)


def _role_of(document: Document, mention: _Mention) -> Range | None:
    return _role_before(document, mention) or _role_behind(document, mention)


def _role_before(document: Document, mention: _Mention) -> Range | None:
    """The noun phrase that ends at the name, if its last noun, or the one before an `of`, is a role."""
    tokens = document.tokens
    last = document.token_at(mention.start)
    sentence = document.sentences[document.sentence_at(mention.start)]
    first = last
    while first > sentence.first and last - first < _LONGEST_ROLE and _in_premodifier(tokens, first - 1, last):
        first -= 1
    phrase = tokens[first:last]
    heads = [i for i, token in enumerate(phrase) if _is_role(token)]
    if not heads:
        return None
    head = heads[-1]
    if head + 1 < len(phrase) and phrase[head + 1].text.lower() not in _ROLE_PREPOSITIONS:
        return None
    phrase = phrase[_phrase_start(phrase, head) :]
    return phrase[0].start, phrase[-1].end


def _in_premodifier(tokens: Sequence[Token], at: int, last: int) -> bool:
    token = tokens[at]
    if token.tag in _PREMODIFIER_TAGS:
        return True
    if token.text.lower() in _ROLE_PREPOSITIONS:
        return at + 1 < last and any(_is_role(t) for t in tokens[max(0, at - 1) : at])
    return False


def _phrase_start(phrase: Sequence[Token], head: int) -> int:
    """Where the noun phrase of the head begins: behind a time word or a preposition in front of it."""
    start = head
    while start > 0 and phrase[start - 1].text.lower() not in _ROLE_PREPOSITIONS and phrase[start - 1].tag != "CD":
        start -= 1
    return start


def _role_behind(document: Document, mention: _Mention) -> Range | None:
    """The apposition between the name's comma and the next comma, dash or end, if it has a role noun up front."""
    tokens = document.tokens
    comma = document.token_at(mention.end - 1) + 1
    sentence = document.sentences[document.sentence_at(mention.start)]
    if comma >= sentence.last or tokens[comma].text != ",":
        return None
    start = end = comma + 1
    while (
        end < sentence.last
        and tokens[end].tag not in (",", ".", ":", "''", "``", "-LRB-", "WP", "WDT")
        and (not tokens[end].tag.startswith(("VBD", "VBZ", "VBP", "MD")))
    ):
        end += 1
    while start < end and tokens[start].tag in ("DT", "PRP$"):
        start += 1
    phrase = tokens[start:end]
    if not phrase or len(phrase) > _LONGEST_ROLE or not any(_is_role(t) for t in phrase[:6]):
        return None
    if end < sentence.last and tokens[end].tag.startswith(("V", "MD")):
        return None
    return phrase[0].start, phrase[-1].end


def _is_role(token: Token) -> bool:
    word = token.text.lower()
    return token.tag.startswith("NN") and (word in ROLES or word.rpartition("-")[2] in ROLES)
