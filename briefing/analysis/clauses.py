"""Whether what somebody is said to have said is a clause, with its subject and its verb.

The grammar gives for a clause what is none: an object (he claims a third of the seats), or a clause without its subject
or its verb. Who is said to have said that, has said nothing that a reader could make sense of.

`candidates.py` tells by the relation alone what governs what; here the words that are left are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.candidates import Candidate
from briefing.analysis.english import TOLD
from briefing.analysis.quotations import Quotations
from briefing.analysis.syntax import DocumentTree

#: Tags of finite verbs but for modal ones.
FINITE = ("VBD", "VBZ", "VBP")
#: Relations of a subject to its verb.
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
#: Words that open a clause of time, reason or manner: he said [as the crowd booed].
CIRCUMSTANCES = frozenset("after although as because before during since though unless until when while".split())
#: Verbs of saying alone, whose noun phrase the parser may take for an object: said [the ships] would leave.
SAY = frozenset("say says said saying".split())
#: Tokens in front of a parenthetical that are no clause: But, he said, ...
_SHORT_LEAD = 3
#: What somebody declared of himself is no clause.
_REFLEXIVE = frozenset("himself herself itself themselves".split())
#: Clauses that tell of a part of another: who, which; when, because; having.
_DEPENDENT = ("relcl", "advcl", "acl", "pcomp")


def is_clause(tree: DocumentTree, candidate: Candidate, words: Sequence[int], quotations: Quotations) -> bool:
    """Whether words of a candidate's content are a clause with its subject.

    There is at least one word. Quoted words need no verb of their own.
    """
    return _Words(tree, candidate, words, quotations).are_clause()


class _Words:
    """Words of the content of one candidate."""

    def __init__(self, tree: DocumentTree, candidate: Candidate, words: Sequence[int], quotations: Quotations) -> None:
        self.tree = tree
        self.words = words
        self.quotations = quotations
        self.cue = candidate.cue[0]
        self.relation = candidate.relation.removesuffix(" short")

    def are_clause(self) -> bool:
        """Whether the words are a clause with its subject."""
        tree, words = self.tree, self.words
        start = 1 if tree.word(words[0]) == "that" and tree.tokens[words[0]].tag == "IN" else 0
        first = next((t for t in words[start:] if tree.tokens[t].text[0].isalnum()), None)
        if first is None:
            return False
        if self._is_finite(first) and self._is_free(words[-1]):
            return False
        if tree.word(first) in _REFLEXIVE and self._is_free(first):
            return False  # declared [itself loyal to the council]
        if start and self.relation == "according":
            return False  # a part of what the writer said: the news was that he came, according to him
        if self.cue > words[0] or self.relation not in ("ccomp", "rest"):
            return self.relation in ("passive", "seem", "adverb") or self._have_verb()
        whole = self._are_complete() and self._are_opening() and not self._are_interrupted()
        return whole and (self.relation == "ccomp" or self._have_subject())

    def _is_free(self, t: int) -> bool:
        """Whether a token stands outside quotations."""
        return self.quotations.at(self.tree.tokens[t].start) is None

    def _is_finite(self, t: int) -> bool:
        return self.tree.tokens[t].tag in (*FINITE, "MD")

    # ------------------------------------------------------------ where the words stand

    def _are_opening(self) -> bool:
        """Whether the words begin what was said: no verb is passed over, and no clause tells when it was said."""
        tree, first = self.tree, self.words[0]
        passed = any(self._is_finite(t) and self._is_free(t) for t in range(self.cue + 1, first))
        if tree.word(first) != "that" and passed:
            return False
        if tree.word(first) not in CIRCUMSTANCES:
            return tree.word(first) not in ("and", "but", "or")
        dependent = set(tree.subtree(tree.head(first)))
        return any(t not in dependent and tree.child(t, *SUBJECTS) is not None for t in self.words)

    def _are_interrupted(self) -> bool:
        """Whether the cue stands between commas within the clause: If it can be built, he said, it will be."""
        tree = self.tree
        sentence = tree.document.sentences[tree.sentence_of(self.cue)]
        subject = tree.child(self.cue, "nsubj")
        comma = next(
            (t for t in range(self.cue + 1, self.words[-1]) if tree.tokens[t].tag not in ("RB", "DT", "NN", "NNP")), 0
        )
        if subject is None or subject > self.cue or tree.tokens[comma].text != ",":
            return False
        in_front = range(sentence.first, tree.first_of(subject))
        return len(in_front) > _SHORT_LEAD and any(self._is_finite(t) for t in in_front)

    # ------------------------------------------------------------ what the words have

    def _are_complete(self) -> bool:
        """Whether the words have a verb of their own, no more than stand behind their cue, and no verb right behind."""
        tree, words = self.tree, self.words
        if self._is_verb_behind(words[-1] + 1):
            return False
        participle = tree.tokens[self.cue].tag == "VBG" and not tree.children(self.cue, "aux")
        hangs = participle or tree.tokens[self.cue].dep in _DEPENDENT
        if hangs and any(words[0] <= above <= words[-1] for above in tree.governors(self.cue)):
            return False
        return self._have_verb()

    def _is_verb_behind(self, behind: int) -> bool:
        """Whether a verb goes on with what has none yet: the ships [would leave]; not: [should she] leave."""
        tree = self.tree
        sentence = tree.document.sentences[tree.sentence_of(self.cue)]
        if behind < sentence.last - 1 and tree.tokens[behind].text == "," and tree.tokens[behind + 1].tag == "MD":
            behind += 1  # the economy, stuck in its second winter, [will] shrink
        if behind >= sentence.last - 1 or not self._is_finite(behind) or not self._is_free(behind):
            return False
        return tree.child(behind, "nsubj") is None and not tree.tokens[behind + 1].tag.startswith("PRP")

    def _have_verb(self) -> bool:
        """Whether the words have a finite verb, or one with a subject; those of a quotation need none."""
        quoted = not (self._is_free(self.words[0]) and self._is_free(self.words[-1]))
        return quoted or any(self._is_finite(t) or self.tree.child(t, *SUBJECTS) is not None for t in self.words)

    def _have_subject(self) -> bool:
        """Whether the words behind a cue are no object of it, nor when and where it was said."""
        tree, words = self.tree, self.words
        if any(c > self.cue for c in tree.children(self.cue, "ccomp")):
            return True
        if tree.word(self.cue) in TOLD and tree.child(self.cue, "xcomp") is not None:
            return True
        obj = tree.child(self.cue, "dobj")
        if obj is not None and tree.word(self.cue) not in SAY and words[0] <= obj <= words[-1]:
            return False
        verbs = (t for t in words if self._is_finite(t) or tree.tokens[t].tag.startswith("VB"))
        return any(
            tree.tokens[v].dep not in _DEPENDENT and tree.child(v, *SUBJECTS) in words for v in verbs if v != self.cue
        )
