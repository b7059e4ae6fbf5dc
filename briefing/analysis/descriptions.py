"""Descriptions: which party a noun phrase without its name means, where the text leaves no doubt.

1. An apposition or a predicate tells it: Rosa Tellen, a doctor; Tellen is a doctor.
2. A definite description goes to who bears it: the minister, of who has that role; the church, of the organization
   whose name has the word; the company, the city, the man, where only one comes into question.

A description of a person whom it does not tell speaks of somebody nameless (a teacher, his wife).
"""

from __future__ import annotations

from briefing.analysis.discourse import REACH, Discourse
from briefing.analysis.english import ROLES
from briefing.analysis.gazetteer import COUNTRY_NAMES
from briefing.analysis.names import is_role
from briefing.analysis.parties import FEMALE_NOUNS, MALE_NOUNS, Gender, Party, gender_of_noun
from briefing.types import ActorKind

_PERSON_NOUNS = (
    ROLES
    | MALE_NOUNS
    | FEMALE_NOUNS
    | frozenset(
        """
        baby child teenager youth toddler infant teen person politician author actor artist musician singer player poet
        user blogger poster philosopher veteran victim suspect defendant witness driver passenger patient
        friend colleague neighbour neighbor parent winner champion star founder co-founder creator billionaire
        businessman businesswoman statesman dictator monarch incumbent successor predecessor
        """.split()
    )
)
_ORGANIZATION_NOUNS = frozenset(
    """
    company firm group organization organisation agency team party union body network broadcaster newspaper outlet bank
    alliance bloc institution ministry department church university school college court council committee commission
    government parliament army navy militia force police corporation charity association league club magazine band
    manufacturer maker giant carrier airline regulator watchdog movement board house senate congress administration
    """.split()
)
#: Of these any organization can be called.
_ANY_ORGANIZATION = frozenset("company firm group organization organisation agency".split())
_COUNTRY_NOUNS = frozenset({"country", "nation", "kingdom", "republic"})
_PLACE_NOUNS = frozenset("city town village capital island province region port".split())
_DEFINITE = frozenset({"the", "this", "that"})
#: What may stand in front of a predicate that tells who a person is.
_PREDICATING = frozenset({"a", "an", "the", "his", "her"})
_BE = frozenset("is was are were 's 're 'm am ’s ’re".split())
_NOUN_PHRASE_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "VBG", "HYPH", "CD", "POS", "RB"})

#: How many sentences back an organization may stand whose name has the word: the church.
_LONG_REACH = 6


def is_description(discourse: Discourse, at: int) -> bool:
    """Whether a token can be the head of a description: a noun that is not part of a compound."""
    token = discourse.tokens[at]
    return token.tag in ("NN", "NNP") and token.dep != "compound"


def resolve_description(discourse: Discourse, at: int, sentence: int) -> None:
    """Give the noun phrase that ends at a noun to the party that it describes, if there is no doubt about it."""
    token = discourse.tokens[at]
    word = token.text.lower()
    first, determiner = _phrase(discourse, at, sentence)
    if at + 1 in discourse.named:
        return
    is_person = word in _PERSON_NOUNS or is_role(token)
    party = _predicated(discourse, at)
    is_said = party is not None and party.kind == "person" and determiner in _PREDICATING
    party = party or _apposed(discourse, first, at)
    if party is not None and (is_person or is_said):
        party.called.add(word)
    if party is None and determiner in _DEFINITE:
        party = _described(discourse, first, at, sentence, is_person=is_person)
    if party is not None and _suits(party, word, is_person=is_person or is_said):
        discourse.refer(party, first, at, sentence, gender_of_noun(word))
    elif is_person:
        discourse.bring_up(gender_of_noun(word), at, sentence)


def _phrase(discourse: Discourse, at: int, sentence: int) -> tuple[int, str]:
    """The first token of the noun phrase that ends at a noun, and its determiner in small letters."""
    tokens, start = discourse.tokens, discourse.document.sentences[sentence].first
    first = at
    while first > start and at - first < 8 and tokens[first - 1].tag in _NOUN_PHRASE_TAGS:
        first -= 1
    if first > start and tokens[first - 1].tag in ("DT", "PRP$"):
        return first - 1, tokens[first - 1].text.lower()
    return first, ""


def _suits(party: Party, word: str, *, is_person: bool) -> bool:
    if is_person:
        gender = gender_of_noun(word)
        return party.kind == "person" and (gender is None or party.gender in (gender, None))
    return party.kind != "person" and word in _ORGANIZATION_NOUNS | _COUNTRY_NOUNS | _PLACE_NOUNS


# ---------------------------------------------------------------- appositions and predicates


def _apposed(discourse: Discourse, first: int, at: int) -> Party | None:
    """The party whose name stands right in front of a noun phrase or right behind it, parted by a comma alone."""
    tokens = discourse.tokens
    if first > 1 and tokens[first - 1].text in (",", "(") and tokens[at].dep == "appos":
        return discourse.meant.get(first - 2)
    if at + 2 in discourse.named and tokens[at + 1].text == ",":
        party, last = discourse.named[at + 2]
        if tokens[last].dep == "appos" and tokens[last].head == at:
            return party
    return None


def _predicated(discourse: Discourse, at: int) -> Party | None:
    """The party that the subject means in: Chomsky is a professor."""
    token = discourse.tokens[at]
    if token.dep != "attr" or discourse.tokens[token.head].text.lower() not in _BE:
        return None
    for antecedent in reversed(discourse.antecedents):
        if antecedent.governor == token.head and antecedent.relation == "nsubj":
            return antecedent.party
    return None


# ---------------------------------------------------------------- definite descriptions


def _described(discourse: Discourse, first: int, at: int, sentence: int, *, is_person: bool) -> Party | None:
    """The only party, or the latest of those that bear the very word, that a definite description can mean."""
    tokens, last_seen = discourse.tokens, discourse.last_seen
    word = tokens[at].text.lower()
    more = {t.text.lower() for t in tokens[first + 1 : at] if t.tag in ("NN", "NNP") or t.text[0].isupper()}
    seen = [party for party in discourse.parties if party in last_seen]
    if is_person:
        bearers = [p for p in seen if p.kind == "person" and _bears(p.called, word, more)]
        if bearers:
            return max(bearers, key=lambda p: last_seen[p])
        gender = gender_of_noun(word)
        if more:
            return None
        return _only(discourse, "person", sentence, gender) if gender or word in _PERSON_NOUNS - ROLES else None
    if word in _ORGANIZATION_NOUNS:
        bearers = [p for p in seen if p.kind == "organization" and _bears(set(p.name.lower().split()), word, more)]
        bearers = [p for p in bearers if sentence - last_seen[p] <= _LONG_REACH]
        if bearers:
            return max(bearers, key=lambda p: last_seen[p])
        return _only(discourse, "organization", sentence) if word in _ANY_ORGANIZATION and not more else None
    if word in _COUNTRY_NOUNS or word in _PLACE_NOUNS:
        return _only(discourse, "place", sentence, country=word in _COUNTRY_NOUNS)
    return None


def _bears(words: set[str], noun: str, more: set[str]) -> bool:
    """Whether a role or name has the noun of a description and all its nouns: the Home Secretary."""
    return noun in words and more <= words


def _only(
    discourse: Discourse, kind: ActorKind, sentence: int, gender: Gender | None = None, *, country: bool | None = None
) -> Party | None:
    """The only party of a kind that was mentioned lately."""
    found = {
        antecedent.party
        for antecedent in discourse.antecedents
        if antecedent.party is not None
        and antecedent.party.kind == kind
        and sentence - antecedent.sentence <= REACH
        and (gender is None or antecedent.party.gender in (gender, None))
        and (country is None or (antecedent.party.name in COUNTRY_NAMES) == country)
    }
    return next(iter(found)) if len(found) == 1 else None
