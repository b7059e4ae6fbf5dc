"""Which names of a text are one actor, and of which kind it is.

1. One actor: a name of the watch list and its aliases; spellings that differ by article, points, accents or case, by
   transliteration or an initial; a country's names; an abbreviation and the long form that it stands for, in a bracket
   or by its initials; an organization and a short form of its name that no other organization of the text has.
2. A surname or given name alone is the only person of the text who has it. Where several have it, it stays with the one
   it was used for before the others came up; else it is nobody's in particular. Mr. Obama is not Michelle Obama.
3. The kind follows from the words of the names, titles and roles beside them, prepositions of place in front of them,
   and the model's labels; mentions vote together, so that one wrong label changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from briefing.analysis.aliases import (
    are_one_person,
    full_name_key,
    initials,
    normalized,
    short_forms,
    sound_key,
    spelling_key,
)
from briefing.analysis.english import (
    CUES,
    FEMALE_NAMES,
    FEMALE_TITLES,
    LOCATIVE,
    MALE_NAMES,
    MALE_TITLES,
    OUTLETS,
    PLATFORMS,
    TITLES,
)
from briefing.analysis.gazetteer import (
    AMBIGUOUS_GIVEN_NAMES,
    CAPITALS,
    COUNTRY_NAMES,
    GIVEN_NAMES,
    ORGANIZATION_HEADS,
    PLACE_NOUNS,
    PLACES,
    REGIONS,
    STATE_NOUNS,
)
from briefing.analysis.names import Mention, is_full_name, kind_of_name
from briefing.analysis.roles import role_of
from briefing.document import Document
from briefing.types import ActorKind, Watched

_BRACKET = re.compile(r"['’]?s?\s*\(([A-Z][A-Za-z.&-]{1,9})\)")
_HEADLINE_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: [A-Z][\w’'-]*\w)(?=['’]s\b|\W|$)")
_DEMONYM_ENDS = ("an", "ian", "ese", "ish", "ans", "ians")
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,2},")
#: What stands with a name in front of it, "the port of", and behind it, ", the largest port of".
_CALLED_AHEAD = re.compile(r"\b([A-Za-z]+) of (?:the )?\Z")
_CALLED_BEHIND = re.compile(r",\s+(?:the|an?)\s+(?:[a-z-]+\s+){0,2}?([a-z]+)\s+(?:of|in|on|near|off)\b")
#: Of the prepositions of place those that organizations and people seldom stand behind.
_WITHIN = LOCATIVE - {"at", "from", "via", "around", "toward", "towards"}
_SOURCES = OUTLETS | PLATFORMS


def place_words(document: Document, mentions: Sequence[Mention]) -> frozenset[str]:
    """Words that the text shows to be places: Brennick, of Brennick Point; Tarvonia, whose people are Tarvonians."""
    regions = {word for m in mentions if m.name.rpartition(" ")[2].lower() in REGIONS for word in m.name.split()[:-1]}
    words = {token.text for token in document.tokens if token.text.endswith(_DEMONYM_ENDS)}
    stems = {word.removesuffix("s") for word in words}
    lands = {m.name for m in mentions if demonyms(m.name) & stems}
    return frozenset(regions | lands)


def demonyms(name: str) -> frozenset[str]:
    """What is of a country of that name, or its people, could be called: Tarvonia, Tarvonian; Sudan, Sudanese."""
    return frozenset((name[:-1] if name[-1] == end[0] else name) + end for end in _DEMONYM_ENDS)


def group_names(
    document: Document, mentions: Sequence[Mention], known: Mapping[str, Watched], headline: str = ""
) -> dict[str, list[Mention]]:
    """The mentions by the fullest name of their actor, in the order of first mention."""
    full_of = _full_names(document, mentions, known)
    groups: dict[str, list[Mention]] = defaultdict(list)
    alone = {m.name for m in mentions if " " not in m.name}
    titled = {name for name in _names_in_headline(headline) if name.rpartition(" ")[2] in alone}
    full_names = {full_of[m.name] for m in mentions if _may_be_full_name(m, known, alone)}
    people = _People(full_names | {name for name in titled if not any(are_one_person(name, n) for n in full_names)})
    heads = _organizations_by_head(set(full_of.values()))
    for mention in mentions:
        full = full_of[mention.name]
        if mention.name not in known and (owner := people.owner(document, mention, full)):
            full = owner
        elif " " in full:
            people.introduce(full)
        elif mention.name not in known:
            full = heads.get(full.lower(), full)
        groups[full].append(mention)
    return {_best_name(full, group, known): group for full, group in groups.items()}


def _names_in_headline(headline: str) -> Iterator[str]:
    """What can be a full name there; in title case a verb looks like a surname: Kim Says Talks Will Go On."""
    return (m.group() for m in _HEADLINE_NAME.finditer(headline) if is_full_name(m.group().split()))


def _may_be_full_name(mention: Mention, known: Mapping[str, Watched], alone: Set[str]) -> bool:
    if mention.name in known:
        return known[mention.name].kind == "person"
    if " " not in mention.name:
        return False
    return (kind_of_name(mention.name) or mention.kind) == "person" or _has_surname(mention, alone)


def _has_surname(mention: Mention, alone: Set[str]) -> bool:
    """Whether the last word of a name stands alone elsewhere, as surnames do, and nothing says what the name is."""
    words = mention.name.split()
    if mention.kind == "place" or not 2 <= len(words) <= 3 or kind_of_name(mention.name) is not None:
        return False
    return words[-1] in alone and kind_of_name(words[-1]) is None and all(word[0].isupper() for word in words)


def _full_names(document: Document, mentions: Sequence[Mention], known: Mapping[str, Watched]) -> dict[str, str]:
    """Every name -> the fullest name that is surely the same actor."""
    full: dict[str, str] = {}
    by_key: dict[str, str] = {}
    people: dict[tuple[str, str], str] = {}
    kind_of = {m.name: kind_of_name(m.name) or m.kind for m in mentions}
    for name in sorted(kind_of, key=lambda n: (-len(n.split()), -len(n))):
        if name in known:
            full[name] = known[name].name
            continue
        same = by_key.setdefault(spelling_key(name), name)
        if kind_of[name] == "person" and " " in name:
            other = people.setdefault(full_name_key(name), same)
            same = other if are_one_person(other, name) else same
        full[name] = same
    longer = _expansions(document, mentions, full)
    longer |= {n: f for n, f in _unique_short_forms(full, kind_of).items() if n not in longer}
    return {name: _followed(longer, first) for name, first in full.items()}


def _followed(longer: Mapping[str, str], name: str) -> str:
    for _ in range(3):
        name = longer.get(name, name)
    return name


def _expansions(document: Document, mentions: Sequence[Mention], full: Mapping[str, str]) -> dict[str, str]:
    """Abbreviations -> the long form that a bracket gives, or the only name of the text with these initials."""
    found: dict[str, str] = {}
    long_forms: dict[str, set[str]] = defaultdict(set)
    for name in set(full.values()):
        for short in initials(name):
            long_forms[short].add(name)
    for name in full:
        bare = name.replace(".", "")
        if bare.isupper() and bare.isalpha() and name not in COUNTRY_NAMES and len(long_forms.get(bare, ())) == 1:
            found[full[name]] = next(iter(long_forms[bare]))
    for mention in mentions:
        if (match := _BRACKET.match(document.text, mention.end)) and match.group(1) in full:
            found[full[match.group(1)]] = full[mention.name]
    return {short: name for short, name in found.items() if short != name}


def _unique_short_forms(full: Mapping[str, str], kind_of: Mapping[str, ActorKind]) -> dict[str, str]:
    """Names -> the only longer name of an organization in the text that may be shortened to it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in set(full.values()):
        if " " in name and kind_of.get(name) != "person":
            for short in short_forms(name):
                owners[short].add(name)
    found = {}
    for name in set(full.values()):
        claimed = owners.get(normalized(name), set()) - {name}
        if claimed and name not in COUNTRY_NAMES and name not in PLACES and kind_of.get(name) != "person":
            longest = max(sorted(claimed), key=len)
            if all(other == longest or normalized(other) in short_forms(longest) for other in claimed):
                found[name] = longest
    return found


def _organizations_by_head(names: Iterable[str]) -> dict[str, str]:
    """Head words of organizations -> the only one of the text that has it: the Church, the Press."""
    owners: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = re.split(r"\s(?:of|for)\s", name, maxsplit=1)[0].split()
        if " " in name and words and words[-1].lower() in ORGANIZATION_HEADS:
            owners[words[-1].lower()].add(name)
    return {head: next(iter(found)) for head, found in owners.items() if len(found) == 1}


#: A surname that more people of a text have is looked at no further: a list of names, not a story.
_MOST_NAMESAKES = 20


class _People:
    """Who a surname or a given name alone belongs to, as the text goes on."""

    def __init__(self, names: Iterable[str]) -> None:
        self._claims: dict[str, set[str]] = defaultdict(set)
        for name in sorted(set(names)):
            words = name.split()
            for part in {words[0], *(" ".join(words[at:]) for at in range(1, min(len(words), 5)))}:
                self._claims[sound_key(part)].add(name)
        self._introduced: set[str] = set()
        self._in_use: dict[str, str] = {}

    def introduce(self, name: str) -> None:
        """A full name stands here; from now on the person may be called by a part of it."""
        self._introduced.add(name)

    def owner(self, document: Document, mention: Mention, full: str) -> str | None:
        """The full name of the person that a part of a name means; None where it is nobody's in particular."""
        word = sound_key(mention.name)
        claims = self._claims.get(word, set())
        if len(claims) > _MOST_NAMESAKES:
            return None
        claims = claims - {full}
        if not claims or _is_surely_a_place(document, mention):
            return None
        title = _title_of(document, mention)
        if word in self._in_use and not _contradicts(title, self._in_use[word]):
            return self._in_use[word]
        claims = {name for name in claims if not _contradicts(title, name)}
        if not claims:
            self._in_use[word] = full  # Mr. Obama in a text that names Michelle Obama alone
            return None
        named = claims & self._introduced
        sure = claims if len(claims) == 1 else named
        if len(sure) != 1:
            return None
        owner = next(iter(sure))
        surname = sound_key(owner).endswith(" " + word)
        given = mention.kind == "person" or mention.name.lower() in GIVEN_NAMES or speaks(document, mention)
        if not surname and not given:
            return None
        self._in_use[word] = owner
        return owner


def _title_of(document: Document, mention: Mention) -> str:
    """The word in front of a name."""
    return next(iter(document.text[max(0, mention.start - 16) : mention.start].split()[-1:]), "")


def _contradicts(title: str, name: str) -> bool:
    """Whether a title is for men and the given name for women, or the other way round."""
    given = name.split()[0].lower()
    if title in MALE_TITLES:
        return given in FEMALE_NAMES and given not in MALE_NAMES
    return title in FEMALE_TITLES and given in MALE_NAMES and given not in FEMALE_NAMES


def _is_surely_a_place(document: Document, mention: Mention) -> bool:
    is_place = mention.name in COUNTRY_NAMES or mention.name in CAPITALS or mention.name in PLACES
    return is_place and _is_located(document, mention)


def _best_name(full: str, group: Sequence[Mention], known: Mapping[str, Watched]) -> str:
    """The name of the watch list; else the long form that stands most often."""
    if any(m.name in known for m in group):
        return next(known[m.name].name for m in group if m.name in known)
    counts = Counter(m.name for m in group if len(m.name.split()) >= min(2, len(full.split())))
    return max(counts, key=lambda name: (counts[name], len(name), name)) if counts else full


# ---------------------------------------------------------------- kinds


def kind_of_group(document: Document, name: str, group: Sequence[Mention], places: Set[str] = frozenset()) -> ActorKind:
    """The kind that most speaks for; where it stands and what it is called count more than the model's labels.

    The weights were set by hand on the GUM news and interviews: words of a name above labels, titles above all.
    """
    weights: dict[ActorKind, float] = {"person": 0.0, "organization": 0.0, "place": 0.0}
    names = {name, *(mention.name for mention in group)}
    for kind in {kind_of_name(n) for n in names if " " not in name or " " in n}:
        if kind is not None:
            weights[kind] += 4
    if any(n.lower() in _SOURCES for n in names):
        weights["organization"] += 4
    if name.lower() in GIVEN_NAMES and name.lower() not in AMBIGUOUS_GIVEN_NAMES:
        weights["person"] += 3.5
    if any(_is_called(document, mention) for mention in group):
        weights["person"] += 6
    if any(_has_surname(mention, names) for mention in group):
        weights["person"] += 4
    for mention in group:
        weights[mention.kind] += 3 / len(group)
    located = sum(_is_located(document, mention) for mention in group) / len(group)
    weights["place"] += 4 * min(1, 3 * located)
    weights["place"] += 3.5 * (name in places)
    weights["place"] += 4 * any(_is_state(document, mention) for mention in group)
    weights["place"] += 5 * any(_is_called_a_place(document, mention) for mention in group)
    return max(sorted(weights), key=lambda kind: weights[kind])


def _is_state(document: Document, mention: Mention) -> bool:
    """Whether a name has what only a state has: the prime minister of Kessaly, Tarvonia's coast guard."""
    if kind_of_name(mention.name) in ("person", "organization"):
        return False
    tokens = document.tokens
    first, last = document.token_at(mention.start), document.token_at(mention.end - 1)
    if last + 2 < len(tokens) and tokens[last + 1].tag == "POS":
        return tokens[last + 2].text.lower() in STATE_NOUNS
    if first < 2 or tokens[first - 1].text not in ("of", "to"):
        return False
    before = {token.text.lower() for token in tokens[max(0, first - 4) : first - 1]}
    return bool(
        before & {"ambassador", "envoy", "government", "parliament", "embassy", "capital", "republic", "kingdom"}
    ) or ({"prime", "minister"} <= before or {"foreign", "minister"} <= before)


def _is_called_a_place(document: Document, mention: Mention) -> bool:
    """Whether the text says what place it is: the strait of Ostrel; Brennick, the capital of the north."""
    text = document.text
    ahead = _CALLED_AHEAD.search(text, max(0, mention.start - 40), mention.start)
    return _is_place_word(ahead) or _is_place_word(_CALLED_BEHIND.match(text, mention.end))


def _is_place_word(found: re.Match[str] | None) -> bool:
    return found is not None and found[1].lower() in PLACE_NOUNS


def _is_located(document: Document, mention: Mention) -> bool:
    first = document.token_at(mention.start)
    before = document.tokens[first - 1] if first else None
    return bool(before and before.tag == "IN" and before.text.lower() in _WITHIN)


def _is_called(document: Document, mention: Mention) -> bool:
    """Whether a title, a role or an age stands with the name."""
    before = document.text[max(0, mention.start - 20) : mention.start].split()
    if before and before[-1] in TITLES:
        return True
    return bool(_AGE.match(document.text, mention.end)) or bool(role_of(document, mention))


def speaks(document: Document, mention: Mention) -> bool:
    """Whether a name is the subject of a verb of saying."""
    last = document.tokens[document.token_at(mention.end - 1)]
    return last.dep == "nsubj" and document.tokens[last.head].text.lower() in CUES
