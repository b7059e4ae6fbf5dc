"""Who gives a number: the claimant of a figure, as far as the text leaves no doubt.

1. The speaker of the statement that holds the number. A number between the words of a statement and the verb behind
   them belongs to it as well: eight have died, and seven are missing, the coast guard said.
2. Whom the sentence accords it to, or the subject of a verb of counting: according to both lists; the ministry has
   raised the number of dead to 21; Tarvonia counts five.
3. Who gives it in the sentence behind, which points back: the ministry gave these figures at 20:40.

A short form (the ministry) goes by the name of the actor that the text means.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.analysis.amounts import Count
from briefing.analysis.english import COUNTING, DENIALS, GIVING, REVISING, ROLES, VESSELS
from briefing.analysis.measures import PREDICATE_STATES, SOURCES, TOLLS, singular
from briefing.analysis.modality import is_asserted
from briefing.analysis.quotations import Quotations
from briefing.analysis.speakers import Speaker, Speakers
from briefing.analysis.syntax import SentenceTree
from briefing.document import Document
from briefing.types import Actor, Attribution, Range

_POINTING = frozenset("this that these those".split())

Claimant = tuple[str | None, Sequence[Range]]
_NOBODY: Claimant = (None, ())


class Claimants:
    """Finds the claimants of the numbers of one text."""

    def __init__(self, document: Document, actors: Sequence[Actor], attributions: Sequence[Attribution]) -> None:
        self._document = document
        # one who counts is named outside quotation marks: where these stand does not matter
        self._speakers = Speakers(document, actors, Quotations(()))
        self._kinds = {actor.name: actor.kind for actor in actors}
        self._named = sorted((a, b) for actor in actors for a, b in actor.mentions)
        self._meant = {reference: actor.name for actor in actors for reference in actor.references}
        self._said: dict[int, list[tuple[Range, Attribution]]] = {}
        for attribution in attributions:
            for start, end in attribution.content_ranges:
                for number in range(document.sentence_at(start), document.sentence_at(end - 1) + 1):
                    self._said.setdefault(number, []).append(((start, end), attribution))
        #: By the number of the sentence.
        self._behind: dict[int, Claimant] = {}

    def of(self, number: int, tree: SentenceTree, count: Count) -> Claimant:
        """Who gives a number of a sentence, and the words that tell it.

        Whoever is not an actor of the text must have a name or be of a kind that gives figures: a ministry, a list.
        """
        at = tree.tokens[count.numeral.first].start
        said = self._said.get(number, ())
        # what raises a toll may be a storm: the verb alone makes no statement
        held = [(b - a, s) for (a, b), s in said if a <= at < b and (s.cue or "").lower() not in REVISING]
        if held:
            innermost = min(held, key=lambda pair: pair[0])[1]
            return _NOBODY if self._is_taken_back(innermost) else self._by_name(innermost)
        words = None if count.subject else _accorded(tree)
        if found := words or self._counter(tree, count):
            return self._giver(found, known=count.subject is not None)
        behind = [s for _, s in said if _closes(s, at, tree.span.end) and not self._is_taken_back(s)]
        if behind:
            return self._by_name(behind[0])
        if number not in self._behind:
            self._behind[number] = self._giver_behind(number)
        return self._behind[number]

    def _is_taken_back(self, said: Attribution) -> bool:
        """Whether the speaker says that it is not so, or does not say it: who denies a toll does not count it."""
        return (said.cue or "").casefold() in DENIALS or not is_asserted(self._document.text, said)

    def _by_name(self, said: Attribution) -> Claimant:
        if said.speaker is None or said.speaker in self._kinds or not said.speaker_ranges:
            return said.speaker, said.speaker_ranges
        return self._full_name(said.speaker_ranges[0]) or said.speaker, said.speaker_ranges

    def _full_name(self, words: Range) -> str | None:
        """The actor that a short form means (the ministry), with its article or without."""
        last = words[1]
        return next((name for (a, b), name in self._meant.items() if b == last and a >= words[0] - 4), None)

    def _giver(self, words: Range, *, known: bool = False) -> Claimant:
        speaker: Speaker = self._speakers.resolve(words, ())
        if not speaker.name:
            return _NOBODY
        head = self._document.text[slice(*words)].split()[-1]
        known = known or speaker.name in self._kinds or head[0].isupper()
        if not (known or head in SOURCES or singular(head) in ROLES):
            return _NOBODY
        full = None if speaker.name in self._kinds else self._full_name(words)
        return full or speaker.name, speaker.ranges

    def _counter(self, tree: SentenceTree, count: Count) -> Range | None:
        """The subject of the verb of counting that gives the number, or of the clause that lacks the verb."""
        if count.subject:
            return tree.tokens[count.subject[0]].start, tree.tokens[count.subject[1] - 1].end
        number = count.numeral
        verbs = (i for i in tree.governors(number.last - 1) if tree.tokens[i].tag.startswith("VB"))
        verb = next((i for i in verbs if tree.words[i] not in PREDICATE_STATES), None)  # ten missing, taken for a verb
        if verb is None or not (tree.words[verb] in COUNTING or _revises(tree, verb)):
            return None
        subject = tree.child(verb, "nsubj")
        if subject is None or subject >= number.first:
            return None
        words = self._phrase(tree, subject)
        return words if tree.words[verb] in COUNTING or self._can_count(words) else None

    def _can_count(self, words: Range) -> bool:
        """Whether the words mean an institution or a country: what raises a toll may be a storm."""
        called = self._document.text[slice(*words)].split()
        name = self._speakers.resolve(words, ()).name or ""
        institution = self._kinds.get(name) in ("organization", "place") or called[-1] in SOURCES
        return institution and not any(word.lower() in VESSELS for word in called)

    def _phrase(self, tree: SentenceTree, noun: int) -> Range:
        """The words of a noun phrase up to its noun, or to the end of the name that the noun is in."""
        token = tree.tokens[noun]
        name = next(((a, b) for a, b in self._named if a <= token.start < b), (token.start, token.end))
        return min(tree.tokens[min(tree.subtree(noun))].start, name[0]), max(token.end, name[1])

    def _giver_behind(self, number: int) -> Claimant:
        """Who gives "these figures" in the next sentence of the paragraph."""
        sentences = self._document.sentences
        if number + 1 >= len(sentences):
            return _NOBODY
        here, behind = sentences[number], sentences[number + 1]
        if "\n" in self._document.text[here.end : behind.start]:
            return _NOBODY
        tree = SentenceTree(self._document, behind)
        for verb, word in enumerate(tree.words):
            if word in GIVING and any(_points_back(tree, noun) for noun in tree.children(verb, "dobj")):
                subject = tree.child(verb, "nsubj")
                return _NOBODY if subject is None else self._giver(self._phrase(tree, subject))
        return _NOBODY


def _accorded(tree: SentenceTree) -> Range | None:
    """The noun phrase behind "according to"."""
    for i in range(len(tree) - 2):
        if tree.words[i] == "according" and tree.words[i + 1] == "to":
            heads = [noun for noun in tree.children(i + 1, "pobj") if noun > i + 1]
            return (tree.tokens[i + 2].start, tree.tokens[heads[0]].end) if heads else None
    return None


def _closes(said: Attribution, at: int, end: int) -> bool:
    """Whether a number stands between the words of a statement and the verb and speaker that close the sentence."""
    marks: Iterable[Range] = (*said.cue_ranges, *said.speaker_ranges[:1])
    first = min((start for start, _ in marks), default=at)
    return said.speaker is not None and max(b for _, b in said.content_ranges) <= at < first < end


def _revises(tree: SentenceTree, verb: int) -> bool:
    """Whether a verb moves a count: raised the number of dead to 21."""
    return tree.words[verb] in REVISING and any(tree.words[noun] in TOLLS for noun in tree.children(verb, "dobj"))


def _points_back(tree: SentenceTree, noun: int) -> bool:
    return tree.words[noun] in TOLLS and any(tree.words[i] in _POINTING for i in tree.children(noun, "det"))
