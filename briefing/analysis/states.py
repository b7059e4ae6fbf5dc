"""What has happened to those who are counted: killed, missing, displaced ..., by the frame that the count stands in.

The frames, in the order in which they are tried, the nearest first:

1. in the noun phrase: 12 dead, 12 deaths, 12 wounded soldiers, 12 people killed, 12 people who fled, left 5 dead
2. its governor: 12 people were killed, killed 12 people, 12 died, 12 are missing, claimed 12 lives, forced 12 to flee
3. a noun of an act: the release of 12 captives
4. a toll: the death toll rose to 12, the number of missing is put at 12

What is denied, or may or will happen, has not happened: such a count is no figure.
"""

from __future__ import annotations

from briefing.analysis.measures import (
    ACTS,
    COMPLEMENTS,
    LIFE_TAKERS,
    OBJECT_STATES,
    PLACES_OF_STATE,
    PREDICATE_STATES,
    SUBJECT_STATES,
    TOLL_AT,
    TOLLS,
)
from briefing.analysis.syntax import SentenceTree

#: The state of what has not happened.
UNREAL = "unreal"
#: A state and the token that tells it.
State = tuple[str, int]

_COPULAS = frozenset(
    """
    is are was were be been being remain remains remained remaining stay stayed lie lay went gone go still reported
    feared believed declared presumed considered confirmed listed left leaving leaves got getting
    """.split()
)
#: Between a count and the word of its state: 200 still missing, 12 feared dead.
_PASSED_OVER = frozenset("more others people still now feared reported confirmed presumed believed either".split())
_FORCING = frozenset("forced forcing forces force drove driven driving sent sending caused causing".split())
_BE = frozenset("is are was were be been".split())
_UNREAL_AUXILIARIES = frozenset("could would might may should will can shall 'll ’ll wo to".split())


def find_state(
    tree: SentenceTree, count: int, noun: int | None, *, partitive: bool = False, whole: bool = False
) -> State | None:
    """The state of a count whose number ends at token `count` and whose noun, if it has one, is at `noun`.

    Of a partitive (21 of the 200 girls who were abducted are free) the noun phrase tells the state of the whole, and
    its governor that of the part.
    """
    top = count if noun is None or partitive else noun
    if partitive and noun is not None and tree.tokens[count].dep in ("quantmod", "nummod", "compound"):
        top = noun  # 14 of 20 drones, where the parser takes "14 of" for a comparator
    found = None if partitive else _in_phrase(tree, count, top)
    if whole:
        return found
    found = found or _governed(tree, top) or _behind_copula(tree, top)
    return found or (_toll(tree, count) if noun is None else None)


# ---------------------------------------------------------------- in the noun phrase


def _in_phrase(tree: SentenceTree, count: int, top: int) -> State | None:
    for i in range(count + 1, top):
        if tree.words[i] in PREDICATE_STATES and not tree.tokens[i].tag.startswith("NN"):
            return PREDICATE_STATES[tree.words[i]], i
    return _beside(tree, top) or _modifier(tree, top)


def _beside(tree: SentenceTree, top: int) -> State | None:
    """The word right behind: 12 dead, 12 people killed, 12 feared dead."""
    at = top + 1
    while tree.word(at) in _PASSED_OVER:
        at += 1
    word = tree.word(at)
    if word not in PREDICATE_STATES or _has_object(tree, at):
        return None
    if tree.tokens[at].tag.startswith("NN") and tree.tokens[tree.head(at)].tag.startswith("NN") and tree.head(at) > at:
        return None  # part of another name: 12 Dead Sea scrolls
    return PREDICATE_STATES[word], at


def _has_object(tree: SentenceTree, verb: int) -> bool:
    return tree.tokens[verb].tag != "JJ" and tree.child(verb, "dobj") is not None


def _modifier(tree: SentenceTree, top: int) -> State | None:
    """A participle or relative clause of the noun: people abducted by ..., people who fled."""
    for i in tree.children(top, "acl", "relcl", "amod", "advcl"):
        word = tree.words[i]
        if i < top:
            continue
        if tree.tokens[i].dep == "acl" and tree.tokens[i].tag == "VBN" and word in OBJECT_STATES:
            return OBJECT_STATES[word], i
        if tree.tokens[i].dep == "relcl":
            if _has_relative_subject(tree, i) and (state := _of_subject(tree, i, passive=_is_passive(tree, i))):
                return state
            continue
        if tree.tokens[i].dep in ("amod", "acl") and word in PREDICATE_STATES:
            return PREDICATE_STATES[word], i
    for i in tree.children(top, "prep"):
        if i == top + 1 and (place := _in_place(tree, i)):
            return place, i
    return None


def _has_relative_subject(tree: SentenceTree, verb: int) -> bool:
    """Who fled; and not: 34 of whom are dead."""
    return any(tree.tokens[i].tag in ("WP", "WDT") for i in tree.children(verb, "nsubj", "nsubjpass"))


def _is_passive(tree: SentenceTree, verb: int) -> bool:
    return tree.child(verb, "auxpass", "nsubjpass") is not None


# ---------------------------------------------------------------- governed


def _governed(tree: SentenceTree, top: int) -> State | None:
    """The state by the verb or noun above, through coordination (12 soldiers and 3 civilians were killed)."""
    at = top
    for _ in range(4):
        token, head = tree.tokens[at], tree.head(at)
        if head == at:
            return None
        if token.dep in ("nsubj", "nsubjpass"):
            return _of_subject(tree, head, passive=token.dep == "nsubjpass")
        if token.dep in ("dobj", "attr", "oprd"):
            return _of_object(tree, head, at)
        if token.dep == "pobj" and tree.words[head] == "of" and tree.words[tree.head(head)] in ACTS:
            act = tree.head(head)
            return ACTS[tree.words[act]], act
        if token.dep == "pobj" and tree.words[head] == "including":
            at = tree.head(head)
        elif token.dep in ("conj", "appos", "nummod"):
            at = head
        else:
            return None
    return None


def _of_subject(tree: SentenceTree, verb: int, *, passive: bool) -> State | None:
    """The state that a verb tells of its subject."""
    word = tree.words[verb]
    participle = tree.tokens[verb].tag in ("VBN", "VBD") and not _has_object(tree, verb)
    state = None
    if passive or (participle and _elliptic(tree, verb)):
        state = OBJECT_STATES.get(word)
    if state is None:
        state = SUBJECT_STATES.get(word)
    if state is None and not _has_object(tree, verb) and any(tree.words[i] in _BE for i in tree.children(verb, "aux")):
        state = PREDICATE_STATES.get(word)  # are missing, parsed as a progressive
    found: State | None = (state, verb) if state else _complement(tree, verb) or _among(tree, verb)
    return _unless_unreal(tree, verb, found)


def _elliptic(tree: SentenceTree, verb: int) -> bool:
    """A participle without its auxiliary: and 30 wounded."""
    return tree.tokens[verb].tag == "VBN" and tree.child(verb, "aux", "auxpass") is None


def _of_object(tree: SentenceTree, verb: int, counted: int) -> State | None:
    """The state that a verb tells of its object."""
    word = tree.words[verb]
    found: State | None = None
    if word in OBJECT_STATES:
        found = OBJECT_STATES[word], verb
    elif word in LIFE_TAKERS and tree.words[counted] in ("life", "lives"):
        found = "killed", verb
    elif word in _FORCING:
        found = _forced(tree, verb)
    else:
        found = _complement(tree, verb)
    return _unless_unreal(tree, verb, found)


def _forced(tree: SentenceTree, verb: int) -> State | None:
    for i in tree.children(verb, "xcomp", "ccomp", "advcl"):
        state = SUBJECT_STATES.get(tree.words[i]) or {"evacuate": "evacuated", "leave": "displaced"}.get(tree.words[i])
        if state:
            return state, i
    return None


def _behind_copula(tree: SentenceTree, top: int) -> State | None:
    """And seventeen are missing, where the parser takes the number for something else than the subject."""
    at = top + 1
    if tree.word(at) not in _BE and tree.word(at) not in ("remain", "remained"):
        return None
    at += 1
    while tree.word(at) in _PASSED_OVER:
        at += 1
    state = PREDICATE_STATES.get(tree.word(at))
    return (state, at) if state else None


def _complement(tree: SentenceTree, verb: int) -> State | None:
    """Are missing, were set free, was shot down, are in hospital."""
    word = tree.words[verb]
    if word in _FORCING and (forced := _forced(tree, verb)):
        return forced
    for i in tree.children(verb):
        if i < verb or i > verb + 4:
            continue
        other = tree.words[i]
        if state := COMPLEMENTS.get((word, other)):
            return state, i
        if word in _COPULAS and other in PREDICATE_STATES and not tree.tokens[i].dep.startswith("nsubj"):
            return PREDICATE_STATES[other], i
        if word in _COPULAS and other in ("in", "under") and (state := _in_place(tree, i)):
            return state, i
    return None


def _in_place(tree: SentenceTree, preposition: int) -> str | None:
    return next((s for i in tree.children(preposition, "pobj") if (s := PLACES_OF_STATE.get(tree.words[i]))), None)


def _among(tree: SentenceTree, verb: int) -> State | None:
    """Three Kessalians were among the 84 people killed."""
    if tree.words[verb] not in _COPULAS:
        return None
    for i in tree.children(verb, "prep"):
        if tree.words[i] == "among":
            for noun in tree.children(i, "pobj"):
                if state := _in_phrase(tree, noun, noun):
                    return state
                if tree.words[noun] in PREDICATE_STATES:
                    return PREDICATE_STATES[tree.words[noun]], noun
    return None


def _unless_unreal(tree: SentenceTree, verb: int, found: State | None) -> State | None:
    return (UNREAL, verb) if found and is_unreal(tree, verb) else found


def is_unreal(tree: SentenceTree, verb: int) -> bool:
    """Whether what a verb tells is denied, planned or expected."""
    auxiliaries = [tree.words[i] for i in tree.children(verb, "aux")]
    negated = tree.child(verb, "neg") is not None
    planned = tree.tokens[verb].tag == "VB" and not _UNREAL_AUXILIARIES.isdisjoint(auxiliaries)
    expected = "be" in tree.words[max(0, verb - 2) : verb] and not _UNREAL_AUXILIARIES.isdisjoint(auxiliaries)
    return negated or planned or expected


# ---------------------------------------------------------------- tolls


def _toll(tree: SentenceTree, count: int) -> State | None:
    """The state of a number that a verb or preposition gives to a toll: rose to, is put at, has reached, a toll of.

    Other prepositions give the hour (at nine), the difference (rose by nine) or what it was before (from nine).
    """
    preposition = ""
    for at in tree.governors(count):
        word = tree.words[at]
        if tree.tokens[at].tag in ("IN", "TO"):
            preposition = preposition or word
        if word in TOLLS:
            return _state_of_toll(tree, at) if preposition in ("of", "") else None
        if tree.tokens[at].tag.startswith("VB"):
            gives = preposition in ("", "to") or (preposition == "at" and word in TOLL_AT)
            return _toll_of_verb(tree, at, count) if gives else None
    return None


def _toll_of_verb(tree: SentenceTree, verb: int, count: int) -> State | None:
    for i in tree.children(verb, "nsubj", "nsubjpass", "dobj"):
        if i != count and (found := _state_of_toll(tree, i)):
            return _unless_unreal(tree, verb, found)
    return None


def _state_of_toll(tree: SentenceTree, noun: int) -> State | None:
    if tree.words[noun] in PREDICATE_STATES:
        return PREDICATE_STATES[tree.words[noun]], noun
    below = tree.subtree(noun)
    if tree.words[noun] not in TOLLS:
        return None
    for i in below:
        state = PREDICATE_STATES.get(tree.words[i]) or SUBJECT_STATES.get(tree.words[i])
        if state:
            return state, i
    killed = tree.words[noun] == "toll" or any(tree.words[i] in ("death", "deaths") for i in below)
    return ("killed", noun) if killed else None
