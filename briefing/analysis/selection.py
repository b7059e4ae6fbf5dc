"""Which of the candidates are attributions: a logistic regression over what stands at cue and content.

The weights lie in `data/cues.json` and are made by `benchmarks/cues.py` from the training part of PolNeAR. They say how
often a cue (lemma, relation, speaker, length and place of the content) had been annotated there as an attribution; the
file holds such facts alone, no text. The regression stands in place of a table of counts by lemma and relation because
it finds more with fewer false ones: on the development set F1 is .03 higher, and half as many boundaries are wrong.

Two rules go before the numbers. A cue within a quotation or within the content of another statement reports nothing of
its own (the corpus knows no nesting, and a reader wants the outer one); and a content that touches a quotation grows to
hold it all, unless the cue stands inside.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from briefing.analysis.boundaries import own_words
from briefing.analysis.candidates import CLAUSES, Candidate, find_candidates, trimmed
from briefing.analysis.english import CUES, OUTLETS, PLAIN_CUES
from briefing.analysis.lemmas import lemma_of
from briefing.analysis.quotations import Quotation, Quotations
from briefing.analysis.syntax import DocumentTree
from briefing.types import Range, StatementForm

#: From this probability on a candidate is taken: F1 on the development set hardly changes between .25 and .4, and
#: precision counts for more than recall.
_LEAST = 0.33
#: Up to so many words between marks are a word held at a distance; a cue may stand there (he “warned” that ...).
_SHORT = 3
#: The share of a content that another statement may hold already.
_MOST_SHARED = 0.5
#: A medium that a sentence ends with has its verb among so many last words: ..., AFP reported on Friday.
_TAIL = 6
_PHRASE = ("NN", "NNS", "NNP", "NNPS", "DT", "JJ", "-LRB-", "-RRB-", "HYPH")
_FIRST_PERSON = frozenset("i we you me us my our your".split())
_SIZES = (1, 2, 4, 8, 15, 30)

Quoted = Literal["all", "some", "none"]


class Proposal(NamedTuple):
    """A candidate with the ranges of its content, which cut no quotation, and how much of it is quoted."""

    candidate: Candidate
    content: tuple[Range, ...]
    quoted: Quoted


class Choice(NamedTuple):
    """A candidate that is taken for an attribution."""

    candidate: Candidate
    content: tuple[Range, ...]
    probability: float

    @property
    def form(self) -> StatementForm:
        """What the relation of cue and content makes of it."""
        return "clause" if self.candidate.relation.removesuffix(" short") in CLAUSES else "position"


class Relay(NamedTuple):
    """A medium that reports what others say: the words that name it and what it reports."""

    words: Range
    content: tuple[Range, ...]


class Tail(NamedTuple):
    """A medium that a sentence ends with: ..., Meridian Wire reported."""

    #: The first token of the words that name it, which are given as a range.
    first: int
    words: Range


class Lexicon(NamedTuple):
    """The weights of the regression and the lemmas that they know."""

    vocabulary: Container[str]
    weights: Mapping[str, float]


@cache
def lexicon() -> Lexicon:
    """The learned weights, read once a process."""
    data = json.loads(files("briefing").joinpath("data/cues.json").read_text(encoding="utf-8"))
    return Lexicon(frozenset(data["vocabulary"]), data["weights"])


# ---------------------------------------------------------------- proposals


def propose(tree: DocumentTree, quotations: Quotations) -> list[Proposal]:
    """All candidates whose cue is outside quotations, each content once for a cue."""
    found: dict[tuple[int, tuple[int, ...]], Proposal] = {}
    tails = find_tails(tree)
    for candidate in find_candidates(tree):
        tail = tails.get(tree.sentence_of(candidate.cue[0]))
        if tail and candidate.cue[0] < tail.first <= candidate.content[-1:][0]:
            candidate = candidate._replace(content=trimmed(tree, [t for t in candidate.content if t < tail.first]))
        candidate = candidate._replace(content=own_words(tree, candidate, quotations))
        key = candidate.cue[0], candidate.content
        if not candidate.content or key in found:
            continue
        cue = tree.tokens[candidate.cue[0]].start
        around = quotations.at(cue)
        if around and len(tree.document.text[slice(*around.inner)].split()) > _SHORT:
            continue
        ranges = tree.ranges_of(candidate.content)
        touched = [q for part in ranges for q in quotations.touching(part) if q != around]
        content = _grown(ranges, touched)
        found[key] = Proposal(candidate, content, how_quoted(content, quotations))
    return list(found.values())


def _grown(content: Sequence[Range], touched: Sequence[Quotation]) -> tuple[Range, ...]:
    """The ranges with all of every quotation that they touch, joined where they meet."""
    found: list[Range] = []
    for start, end in sorted([*content, *((q.start, q.end) for q in touched)]):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def how_quoted(content: Sequence[Range], quotations: Quotations) -> Quoted:
    """Whether a content stands within quotations, touches some, or none."""
    touched = [list(quotations.touching(part)) for part in content]
    if all(qs and qs[0].start <= a and b <= qs[0].end for (a, b), qs in zip(content, touched, strict=True)):
        return "all"
    return "some" if any(touched) else "none"


# ---------------------------------------------------------------- features


class Context:
    """What the proposals of a document say about one another."""

    def __init__(self, tree: DocumentTree, proposals: Sequence[Proposal], vocabulary: Container[str]) -> None:
        self.tree = tree
        self.vocabulary = vocabulary
        #: Reporting verbs with a subject of their own.
        self._cues = [
            i
            for i, t in enumerate(tree.tokens)
            if t.tag.startswith("VB") and t.text.lower() in CUES and tree.child(i, "nsubj") is not None
        ]
        self._relations: dict[int, set[str]] = defaultdict(set)
        for proposal in proposals:
            self._relations[proposal.candidate.cue[0]].add(proposal.candidate.relation)

    def features(self, proposal: Proposal) -> list[str]:
        """The names of what is true of a proposal."""
        tree, candidate = self.tree, proposal.candidate
        relation, content, cue = candidate.relation, candidate.content, candidate.cue[0]
        base = relation.removesuffix(" short")
        token = tree.tokens[cue]
        lemma = lemma_of(candidate.form, self.vocabulary)
        first, behind = tree.tokens[content[0]], content[-1] + 1
        sentence = tree.document.sentences[tree.sentence_of(cue)]
        mark = tree.tokens[behind].tag if behind < sentence.last else "end"
        found = [
            f"lemma {lemma}",
            f"lemma {lemma}, {base}",
            f"lemma {lemma}, {relation},",
            f"speaker {self._speaker(candidate)}, {base}",
            f"size {bisect_left(_SIZES, len(content))}, {relation}",
            f"tag {token.tag}, {base}",
            f"quoted {proposal.quoted}, {base}",
            f"first word {first.text.lower()}, {base}",
            f"first tag {first.tag}, {base}",
            f"behind {mark}, {base}",
            f"to the end {behind >= sentence.last - 1}, {relation}",
            f"reports {min(2, self._reports(content))}, {relation}",
            f"depth {sum(1 for _ in tree.governors(cue, 6))}",
        ]
        found += [f"beside {other}, {relation}" for other in sorted(self._relations[cue]) if other != relation]
        found += [f"with {tree.word(c)}" for c in tree.children(cue, "aux", "neg", "auxpass")]
        if not tree.is_root(cue):
            found.append(f"under {tree.tokens[tree.head(cue)].tag[:2]}, {token.dep}")
        return found

    def _reports(self, content: Sequence[int]) -> int:
        """Reporting verbs from the first to the last word of a content."""
        return bisect_right(self._cues, content[-1]) - bisect_left(self._cues, content[0])

    def _speaker(self, candidate: Candidate) -> str:
        """What kind of word the head of the speaker is."""
        if candidate.speaker is None:
            return "none"
        token = self.tree.tokens[candidate.speaker]
        if token.text.lower() in _FIRST_PERSON:
            return "first person"
        if token.text.lower() in ("he", "she"):
            return "he or she"
        return token.tag


def probability(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """The logistic of the sum of the weights; the empty name is the constant."""
    return 1 / (1 + math.exp(-weights.get("", 0.0) - sum(weights.get(name, 0.0) for name in features)))


# ---------------------------------------------------------------- choice


def choose(
    tree: DocumentTree, quotations: Quotations, taken: Sequence[tuple[Sequence[Range], Sequence[int]]]
) -> tuple[list[Choice], list[Relay]]:
    """The candidates that are attributions besides those already taken (content, tokens of the cue), in text order.

    Of one cue the likeliest is chosen. Then the longer contents come first, and what lies within them is dropped, but
    a medium that reports somebody's statement yields to the statement and is given back as its relay.
    """
    best: dict[int, Choice] = {}
    words = lexicon()
    proposals = propose(tree, quotations)
    context = Context(tree, proposals, words.vocabulary)
    used = {token for _, cue in taken for token in cue}
    for proposal in proposals:
        cue = proposal.candidate.cue[0]
        value = probability(context.features(proposal), words.weights)
        if value >= _LEAST and cue not in used and (cue not in best or value > best[cue].probability):
            best[cue] = Choice(proposal.candidate, proposal.content, value)
    covered = Covered(len(tree.document.text))
    for content, _ in taken:
        covered.add(content)
    kept, relays = _outermost(tree, list(best.values()), covered)
    sentences = tree.document.sentences
    for number, tail in find_tails(tree).items():
        relays.append(Relay(tail.words, ((sentences[number].start, tail.words[0]),)))
    return kept, relays


class Covered:
    """Which characters of a text belong to the content of a statement."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length)

    def copy(self) -> Covered:
        """The same marks, to be added to on their own."""
        other = Covered(0)
        other._marks = bytearray(self._marks)
        return other

    def add(self, content: Sequence[Range]) -> None:
        """Mark all characters of the ranges."""
        for start, end in content:
            self._marks[start:end] = b"\1" * (end - start)

    def share(self, content: Sequence[Range]) -> float:
        """The share of the ranges that is marked."""
        return sum(self._marks.count(1, a, b) for a, b in content) / max(1, sum(b - a for a, b in content))

    def __contains__(self, offset: int) -> bool:
        return bool(self._marks[offset])


def _outermost(tree: DocumentTree, choices: Sequence[Choice], covered: Covered) -> tuple[list[Choice], list[Relay]]:
    kept: list[Choice] = []
    relays: list[Relay] = []
    #: What media report holds the positions within it.
    yielding: list[Choice] = []
    clauses = covered.copy()
    media = [(medium_at(tree, c.candidate.speaker) if c.form == "clause" else None, c) for c in choices]
    for medium, choice in sorted(media, key=lambda m: (m[0] is not None, m[1].content[0][0] - m[1].content[-1][1])):
        if tree.tokens[choice.candidate.cue[0]].start in covered:
            continue
        if medium and clauses.share(choice.content):
            relays.append(Relay(medium, choice.content))
        elif medium or covered.share(choice.content) <= _MOST_SHARED:
            covered.add(choice.content)
            kept.append(choice)
            yielding += [choice] if medium else []
            if choice.form == "clause":
                clauses.add(choice.content)
    inside = Covered(len(tree.document.text))
    for choice in yielding:
        inside.add(choice.content)
    kept = [k for k in kept if tree.tokens[k.candidate.cue[0]].start not in inside]
    return sorted(kept, key=lambda c: c.content), relays


def find_tails(tree: DocumentTree) -> dict[int, Tail]:
    """The media that sentences end with, by the number of the sentence."""
    found = {}
    for number, sentence in enumerate(tree.document.sentences):
        for at in range(sentence.last - 1, max(sentence.first, sentence.last - _TAIL), -1):
            token = tree.tokens[at]
            if token.tag in ("VBD", "VBZ") and tree.word(at) in PLAIN_CUES | {"reported", "reports"}:
                first = at
                while first > sentence.first and tree.tokens[first - 1].tag in _PHRASE:
                    first -= 1
                words = _outlet_in(tree, range(first, at))
                if sentence.first < first and words:
                    found[number] = Tail(first, words)
                break
    return found


def medium_at(tree: DocumentTree, speaker: int | None) -> Range | None:
    """The words of a speaker that are a news organization or its report (a report by Meridian Wire), if they are."""
    if speaker is None:
        return None
    return _outlet_in(tree, tree.subtree(speaker)[:12])


def _outlet_in(tree: DocumentTree, tokens: Sequence[int]) -> Range | None:
    """The first name of a news organization among neighbouring tokens."""
    for first in range(len(tokens)):
        for last in range(first + 1, min(len(tokens), first + 5) + 1):
            start, end = tree.tokens[tokens[first]].start, tree.tokens[tokens[last - 1]].end
            name = tree.document.text[start:end]
            if name[:1].isupper() and name.lower().removeprefix("the ") in OUTLETS:
                return start, end
    return None


def is_reporting(tree: DocumentTree, verb: int) -> bool:
    """Whether the verb of a reported clause reports in its turn: the president [had warned that ...]."""
    return tree.word(verb) in CUES and bool(tree.children(verb, "ccomp"))
