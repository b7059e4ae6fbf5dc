"""That it happened to nobody: no one was killed, none of the crew died, there were no casualties.

It is a figure like any other, zero, with the same states: whoever says so denies what another side counts. Only states
count (no agreement, no comment are no figures), and only of persons; that no casualties were *reported* says nothing
about whether there were any, nor does what may or will not happen.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefing.analysis.amounts import Count
from briefing.analysis.counts import is_person, names_of
from briefing.analysis.measures import STATES
from briefing.analysis.numerals import Numeral
from briefing.analysis.states import find_state, is_unreal
from briefing.analysis.syntax import SentenceTree

#: Words that stand for nobody by themselves.
_NOBODY = frozenset({"nobody", "none"})
#: Nouns that tell what happened: no deaths.
_HAPPENED = {
    "casualties": "killed",
    "deaths": "killed",
    "fatalities": "killed",
    "injuries": "wounded",
}
#: Verbs of which these nouns are the subject or object where they tell that it did not happen.
_HAPPENING = frozenset(
    """
    is are was were be been being caused causing causes cause suffered suffering suffer left leaving resulted occurred
    had has have having
    """.split()
)


def find_zeros(tree: SentenceTree) -> Iterator[Count]:
    """The zeros of a sentence, in order."""
    for at in range(len(tree)):
        if tree.words[at] in _NOBODY or (tree.words[at] == "no" and tree.word(at + 1) == "one"):
            last = at + 1 + (tree.words[at] == "no")
            yield from _of_nobody(tree, at, last)
        elif tree.words[at] == "no" and tree.tokens[at].dep == "det":
            yield from _of_noun(tree, at, tree.head(at))


def _of_nobody(tree: SentenceTree, at: int, last: int) -> Iterator[Count]:
    if tree.word(last) == "of" and not any(is_person(tree.words[i]) for i in tree.children(last, "pobj")):
        return  # none of the ships
    found = find_state(tree, last - 1, None)
    if found and found[0] in STATES:
        yield _zero(at, last, "people", found[0], state=found[1])


def _of_noun(tree: SentenceTree, at: int, noun: int) -> Iterator[Count]:
    if noun <= at or not tree.tokens[noun].tag.startswith("NN"):
        return
    word = tree.words[noun]
    if word in _HAPPENED:
        verb = tree.verb(noun)
        if verb is not None and tree.words[verb] in _HAPPENING and not is_unreal(tree, verb):
            yield _zero(at, noun + 1, "people", _HAPPENED[word], state=noun)
        return
    found = find_state(tree, at, noun) if is_person(word) else None
    if found and found[0] in STATES:
        unit, counted = names_of(tree, noun, found[0])
        yield _zero(at, noun + 1, unit, counted, state=found[1])


def _zero(at: int, last: int, unit: str, counted: str, *, state: int) -> Count:
    numeral = Numeral(first=at, last=at + 1, opening=at, value=0.0)
    return Count(numeral=numeral, unit=unit, counted=counted, opening=at, last=last, state=state)
