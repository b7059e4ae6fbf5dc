"""Who lost an office and who was given one, where a text says so in a verb: dismissed, appointed, resigned, succeeded.

Many of these verbs are said of other things as well (dismissed the claims, named the suspect). What is taken from or
given to a person must therefore be an office by the words of the sentence: the person is called by it, or the verb goes
on with it (from the office of, as minister, to succeed him).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.analysis.english import APPOINTING, DISMISSING, RESIGNING, ROLES, SUCCEEDING
from briefing.analysis.roles import role_of
from briefing.analysis.syntax import SentenceTree
from briefing.document import Document
from briefing.text.dateline import after_dateline
from briefing.types import Actor, Handover, Range

_OFFICE = frozenset("office post position job role duties".split())
_SUCCESSION = frozenset("successor replacement".split())
_VERBS = DISMISSING | APPOINTING | RESIGNING | SUCCEEDING
#: What makes no fact of it: has not resigned, could be dismissed, was asked to resign.
_UNREAL = frozenset("not n't n’t never may might could would should if unless".split())


def find_handovers(document: Document, actors: Sequence[Actor]) -> tuple[Handover, ...]:
    """Each person who lost or got an office, once each way, with the sentence that says so, in text order."""
    people = sorted((a, b, actor.name) for actor in actors if actor.kind == "person" for a, b in actor.mentions)
    found: dict[tuple[str, bool], Handover] = {}
    for span in document.sentences:
        here = [(a, b, name) for a, b, name in people if span.start <= a < span.end]
        if not here or document.text[span.start : span.end].endswith("?"):
            continue
        start = after_dateline(document.text, span.start, span.end)
        tree = SentenceTree(document, span)
        if not _VERBS.isdisjoint(tree.words):
            for name, leaves in _Sentence(document, tree, here).handovers():
                found.setdefault((name, leaves), Handover(name=name, leaves=leaves, sentence=(start, span.end)))
    return tuple(sorted(found.values(), key=lambda one: (one.sentence, one.name, one.leaves)))


class _Sentence:
    """A sentence with the persons that it names."""

    def __init__(self, document: Document, tree: SentenceTree, people: Sequence[tuple[int, int, str]]) -> None:
        self._document, self._tree, self._people = document, tree, people

    def handovers(self) -> Iterator[tuple[str, bool]]:
        """The persons of the sentence with whether they leave an office or take one."""
        tree = self._tree
        for verb, word in enumerate(tree.words):
            if not tree.tokens[verb].tag.startswith("VB") or not self._is_fact(verb):
                continue
            passive = tree.child(verb, "nsubjpass", "auxpass") is not None
            subject = self._person(verb, "nsubjpass" if passive else "nsubj")
            whom = subject if passive else self._person(verb, "dobj")
            if word in DISMISSING and whom and self._of_office(verb, whom):
                yield whom[2], True
            elif word in APPOINTING and whom and self._to_office(verb):
                yield whom[2], False
            elif word in RESIGNING and subject and not passive and self._of_office(verb, subject):
                yield subject[2], True
            elif word in SUCCEEDING and not passive and (gone := self._person(verb, "dobj")) and subject:
                yield gone[2], True
                yield subject[2], False

    def _is_fact(self, verb: int) -> bool:
        """Whether the verb is in a finite form, or a participle with a helper, that nothing takes back."""
        tree = self._tree
        tag = tree.tokens[verb].tag
        helped = tree.child(verb, "aux", "auxpass") is not None
        around = {tree.words[i] for i in tree.children(verb, "neg", "aux", "mark", "advmod")}
        told = tag in ("VBD", "VBZ") or (tag == "VBN" and helped)
        return told and around.isdisjoint(_UNREAL) and "?" not in tree.words

    def _person(self, verb: int, relation: str) -> tuple[int, int, str] | None:
        """The person that stands in a relation to a verb, by name, by apposition, or for whom "who" stands."""
        tree = self._tree
        for noun in tree.children(verb, relation):
            if tree.words[noun] == "who" and tree.tokens[verb].dep == "relcl":
                noun = tree.head(verb)
            at = tree.tokens[noun].start
            for person in self._people:
                if person[0] <= at < person[1] or any(a <= at < b for a, b in self._role(person)):
                    return person
        return None

    def _role(self, person: tuple[int, int, str]) -> tuple[Range, ...]:
        return role_of(self._document, (person[0], person[1]))

    def _of_office(self, verb: int, person: tuple[int, int, str]) -> bool:
        """Whether what is left is an office: the sentence calls the person by it, or the verb goes on with it."""
        goes_on = {noun for preposition, noun in self._complements(verb) if preposition in ("from", "as")}
        if goes_on:
            return not goes_on.isdisjoint(_OFFICE | ROLES)
        return bool(self._role(person))

    def _to_office(self, verb: int) -> bool:
        """Whether what is given is an office: as his successor, foreign minister, to succeed him."""
        tree = self._tree
        if any(tree.words[i] in ("succeed", "replace") for i in tree.children(verb, "xcomp", "advcl")):
            return True
        if any(tree.words[i] in ROLES for i in tree.children(verb, "oprd", "attr")):
            return True
        offices = ROLES | _SUCCESSION | _OFFICE
        return any(preposition in ("as", "to") and noun in offices for preposition, noun in self._complements(verb))

    def _complements(self, verb: int) -> Iterator[tuple[str, str]]:
        """The prepositions of a verb with the noun behind each."""
        tree = self._tree
        for preposition in tree.children(verb, "prep"):
            yield from ((tree.words[preposition], tree.words[noun]) for noun in tree.children(preposition, "pobj"))
