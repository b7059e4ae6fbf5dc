"""Where what somebody said ends, and what the writer adds begins.

The grammar ties to a verb of saying more than was said with it: the words of another speaker, the verb that the speaker
says the next thing with (she said A and denied B; he said A, adding that B), the writer's remark on a quotation (“A,” a
message that left many in doubt), the source of the report (according to the statement). All of it is left out of a
content here; what is left is true of the speaker, though it may be less than the sentence tells.

What is left must be a clause (`clauses.py`), else there is no content.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from briefing.analysis.candidates import CLAUSES, Candidate, trimmed
from briefing.analysis.clauses import CIRCUMSTANCES, FINITE, SAY, SUBJECTS, is_clause
from briefing.analysis.english import CUES, DENIALS, ROLES, STANCES
from briefing.analysis.lemmas import bases
from briefing.analysis.quotations import Quotations
from briefing.analysis.syntax import DocumentTree

_DASHES = frozenset("-–—")
_NOMINAL = frozenset("DT JJ NN NNS NNP NNPS POS CD PRP PRP$ HYPH".split())
#: Cues that are as often verbs of doing: added 200 jobs, held the bridge.
_DEEDS = frozenset(
    "add adds answer answers charge charges charged charging continue continues continued continuing hold holds held "
    "order ordering post posts posting posted put puts read reads reading report".split()
)
#: Forms that say or judge something, without those that are as often deeds.
_REPORTING = (CUES | DENIALS | frozenset("describe describes described describing".split())) - _DEEDS
_HAVE = frozenset("has have had 's ’s 've ’ve 'd ’d".split())
#: With these a writer relates a statement to another.
_REFERRING = frozenset("alluding echoing hinting referring signaling signalling underlining underscoring".split())
#: What a writer calls what somebody has said or would have done.
_STATEMENTS = frozenset(
    "accusation allegation argument assertion assessment charge claim comment complaint denial message move pledge "
    "prediction promise reference remark sentiment statement step suggestion threat view warning".split()
)


def own_words(tree: DocumentTree, candidate: Candidate, quotations: Quotations) -> tuple[int, ...]:
    """What of a candidate's content its speaker said; nothing where that is no clause. Positions are left alone."""
    if not candidate.content or candidate.relation.removesuffix(" short") not in CLAUSES:
        return candidate.content
    content = _Content(tree, candidate, quotations)
    words = content.without_others()
    if words:
        words = content.behind_the_day(words)
        words = content.before_the_next_report(words)
        words = content.before_remarks(words)
        words = content.without_conjunction(_with_its_bracket(tree, words))
        words = _without_marks_at_gaps(tree, words)
    return words if words and is_clause(tree, candidate, words, quotations) else ()


class _Content:
    """The content of one candidate with what stands around it."""

    def __init__(self, tree: DocumentTree, candidate: Candidate, quotations: Quotations) -> None:
        self.tree = tree
        self.quotations = quotations
        self.cue = candidate.cue[0]
        self.content = candidate.content

    def _is_free(self, t: int) -> bool:
        """Whether a token stands outside quotations."""
        return self.quotations.at(self.tree.tokens[t].start) is None

    # ------------------------------------------------------------ what others say

    def without_others(self) -> tuple[int, ...]:
        """Without what somebody else says in the same sentence.

        What another reports stands in front of a semicolon (A, the paper reported; B, the envoy said), what the writer
        adds behind a dash with a subject of its own (the envoy said A - B is yet to answer).
        """
        tree, content, cue = self.tree, self.content, self.cue
        for place, t in enumerate(content):
            if tree.tokens[t].text == ";" and t < cue and place and _reports(tree, content[place - 1]):
                return trimmed(tree, list(content[place + 1 :]))
        if cue < content[0] - 1 and _adds(tree, content[0] - 1):
            return ()
        if cue > content[0] and self._repeats(content):
            return ()
        if cue > content[-1]:
            content = self._without_role(content)
        dashes = [t for t in content if tree.tokens[t].text in _DASHES and self._is_free(t)]
        if len(dashes) == 1 and cue < content[0] and _adds(tree, dashes[0]):
            return trimmed(tree, [t for t in content if t < dashes[0]])
        return content

    def _without_role(self, content: tuple[int, ...]) -> tuple[int, ...]:
        """Without the role in front of the name: it is shut[, envoy for the straits] Teo Handrake said."""
        tree = self.tree
        comma = next((p for p in range(len(content) - 1, 0, -1) if tree.tokens[content[p]].text == ","), None)
        if comma is None or comma == len(content) - 1 or tree.tokens[content[-1] + 1].text == ",":
            return content
        tail = content[comma + 1 :]
        is_role = tree.word(tail[0]) in ROLES and not any(tree.tokens[t].tag in (*FINITE, "MD") for t in tail)
        return content[:comma] if is_role and self._is_free(tail[0]) else content

    def _repeats(self, content: Sequence[int]) -> bool:
        """Whether the words in front of a cue are a report themselves, by whom a pronoun means: A said B, he said."""
        tree = self.tree
        speaker = tree.child(self.cue, "nsubj")
        first = next((t for t in content if tree.tokens[t].tag in FINITE and self._is_free(t)), content[0])
        again = speaker is not None and tree.word(speaker) in ("he", "she", "it", "they")
        return again and tree.word(first) in SAY and _reports(tree, first)

    def behind_the_day(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """Without the day on which it was said, which a parser takes for a name: said Friday Ostrel would wait."""
        at = words[0]
        is_day = at == self.cue + 1 and self.tree.tokens[at].text in calendar.day_name
        return words[1:] if is_day and len(words) > 1 and not self.tree.tokens[words[1]].tag.startswith("VB") else words

    # ------------------------------------------------------------ the next report of the same speaker

    def before_the_next_report(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """The content up to the verb with which the writer goes on to report: she said A and denied B."""
        for place in range(1, len(words) - 1):
            behind = words[place] > self.cue and self._is_free(words[place])
            if behind and self._goes_on(words, place):
                return trimmed(self.tree, list(words[:place]))
        return words

    def _goes_on(self, words: Sequence[int], place: int) -> bool:
        """Whether the next report begins with a token of the content."""
        tree, at = self.tree, words[place]
        word, before = tree.word(at), tree.tokens[words[place - 1]]
        if tree.tokens[at].tag == "VBG":
            ended = before.text in (",", "”", "''", '"') or (
                before.tag.startswith("NN") and tree.word(at + 1) == "that"
            )
            return ended and (_is_said_with(tree, at) or word in _REFERRING)
        if word == "while":
            return self._is_contrast(at, behind_comma=before.text == ",")
        if word not in ("and", "but") or tree.tokens[at].tag != "CC":
            return False
        verb = at + 1
        pronoun = tree.word(verb) in ("he", "she", "they")
        verb += pronoun
        while verb <= words[-1] and (tree.tokens[verb].tag == "RB" or tree.word(verb) in _HAVE):
            verb += 1
        if verb > words[-1] or not self._is_free(verb):
            return False
        if tree.tokens[verb].tag == "VBG":
            return tree.tokens[self.cue].tag == "VBG" and tree.word(verb) in _REPORTING and not pronoun
        if not pronoun and self._is_unlike_its_head(verb):
            return True
        return self._reports_next(words, verb) and tree.tokens[verb].tag in self._tenses()

    def _is_contrast(self, at: int, *, behind_comma: bool) -> bool:
        """Whether "while" opens what is set against a statement, seldom a part of it: ..., while the office denied it.

        So does it without a comma where somebody else says something: while the office said.
        """
        tree = self.tree
        if tree.tokens[at + 1].tag == "VBG":
            return tree.word(at + 1) in _REPORTING
        verb = tree.head(at)
        return behind_comma or (verb > at and _is_said_with(tree, verb) and tree.child(verb, "nsubj") is not None)

    def _reports_next(self, words: Sequence[int], verb: int) -> bool:
        """Whether a verb reports, in a content whose first verb does not: he said it denied A and warned B.

        That of a relative clause is not the first: he said the port that declared itself free was shut, and warned B.
        """
        tree = self.tree
        relative = {t for t in words if tree.tokens[t].dep == "relcl"}
        finite = (t for t in words if tree.tokens[t].tag in (*FINITE, "MD"))
        first = next((t for t in finite if t not in relative and tree.head(t) not in relative), verb)
        return first < verb and _is_said_with(tree, verb) and not _is_said_with(tree, first)

    def _tenses(self) -> tuple[str, ...]:
        """The tags of a verb that may stand beside the cue: said and denied, has said but denied."""
        tag = self.tree.tokens[self.cue].tag
        return ("VBD", "VBN") if tag == "VBN" else (tag,)

    def _is_unlike_its_head(self, verb: int) -> bool:
        """Whether a coordinated verb has the tense of the cue and not that of its clause: said he would go and left.

        So has one in the perfect: insists that he must go, and has left.
        """
        tree = self.tree
        token, head = tree.tokens[verb], tree.head(verb)
        if token.tag == "VBN" and self.cue < head < verb and tree.tokens[self.cue].tag == "VBZ":
            own = any(tree.word(c) == "has" for c in tree.children(verb, "aux"))
            modal = any(tree.tokens[c].tag == "MD" for c in tree.children(head, "aux"))
            return own and modal and token.dep == "conj" and tree.child(verb, *SUBJECTS) is None
        if token.dep != "conj" or token.tag not in self._tenses() or tree.child(verb, *SUBJECTS) is not None:
            return False
        if token.tag not in ("VBD", "VBZ") or not self.cue < head < verb:
            return False
        helped = any(tree.tokens[c].tag == "MD" or tree.word(c) == "had" for c in tree.children(head, "aux"))
        return helped and tree.tokens[head].tag in ("VB", "VBN")

    # ------------------------------------------------------------ what the writer remarks

    def before_remarks(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """The content up to the writer's remark on a quotation, or up to the source of the report."""
        tree = self.tree
        for place in range(1, len(words) - 1):
            t = words[place]
            if not self._is_free(t):
                continue
            cited = tree.word(t) == "according" and tree.word(t + 1) == "to" and t != self.cue
            if cited and tree.tokens[words[place - 1]].text == ",":
                return trimmed(tree, list(words[:place]))
            if self.cue < words[0] and (
                self._remarks(words, place) or self._is_named_as_said(words, place) or self._is_main(words, place)
            ):
                return trimmed(tree, list(words[:place]))
        return words

    def without_conjunction(self, words: tuple[int, ...]) -> tuple[int, ...]:
        """Without the conjunction that led to what was cut off."""
        left_over = words and self.tree.tokens[words[-1]].tag == "CC" and self._is_free(words[-1])
        return trimmed(self.tree, list(words[:-1])) if left_over else words

    def _is_main(self, words: Sequence[int], place: int) -> bool:
        """Whether the main clause begins behind a comma, where the cue is in one of time: After he said A, B."""
        tree = self.tree
        if not any(tree.word(c) in CIRCUMSTANCES for c in tree.children(self.cue, "mark", "advmod")):
            return False
        is_comma = tree.tokens[words[place]].text == ","
        return (is_comma or self._ends_a_quotation(words[place - 1])) and _opens_a_clause(tree, words[place] + is_comma)

    def _ends_a_quotation(self, t: int) -> bool:
        """Whether a token is the last of a quotation that ends with a comma."""
        tree = self.tree
        quotation = self.quotations.at(tree.tokens[t].start)
        ends = quotation is not None and tree.tokens[t].end == quotation.end
        return ends and quotation is not None and tree.document.text[quotation.inner[1] - 1] == ","

    def _remarks(self, words: Sequence[int], place: int) -> bool:
        """Whether words behind a quotation tell of it, or when it was: “...,” a message that ...; “...,” as he left."""
        tree = self.tree
        rest = list(words[place:])
        comma = tree.tokens[rest[0]].text == ","
        if self._is_free(words[place - 1]) or not (comma or self._ends_a_quotation(words[place - 1])):
            return False
        rest = rest[comma:]
        if len(rest) > 1 and tree.word(rest[0]) in CIRCUMSTANCES:
            return tree.word(rest[1]) in ("he", "she", "they") and all(self._is_free(t) for t in rest)
        if len(rest) > 1 and tree.word(rest[0]) in ("a", "an"):
            end = next((t for t in rest if tree.tokens[t].tag not in (*_NOMINAL, "VBG", "VBN", "RB")), rest[-1])
            return tree.tokens[end].tag in ("WDT", "WP", "IN", "TO") or end == rest[-1]
        return len(rest) > 1 and tree.tokens[rest[0]].tag == "WDT"

    def _is_named_as_said(self, words: Sequence[int], place: int) -> bool:
        """Whether words behind a comma call what stands in front a statement: ..., a claim that the office denies."""
        tree, t = self.tree, words[place]
        if tree.tokens[t].text != "," or tree.word(t + 1) not in ("a", "an"):
            return False
        noun = t + 2
        while noun < words[-1] and tree.tokens[noun].tag.startswith(("JJ", "RB")):
            noun += 1
        return noun < words[-1] and tree.word(noun) in _STATEMENTS


def _reports(tree: DocumentTree, verb: int) -> bool:
    return tree.word(verb) in CUES and tree.tokens[verb].tag in FINITE and tree.child(verb, "nsubj") is not None


def _is_said_with(tree: DocumentTree, verb: int) -> bool:
    """Whether a verb says something or judges it: denied, warned, hailed."""
    word = tree.word(verb)
    return word in _REPORTING or any(base in STANCES for base in bases(word))


def _adds(tree: DocumentTree, dash: int) -> bool:
    """Whether a token is a dash between white space (none as in a compound) with a subject and its verb behind it."""
    token, text = tree.tokens[dash], tree.document.text
    apart = text[token.start - 1].isspace() and text[token.end : token.end + 1].isspace()
    goes_on = token.text in _DASHES and apart and dash + 1 < len(tree.tokens)
    return goes_on and _opens_a_clause(tree, dash + 1)


def _opens_a_clause(tree: DocumentTree, first: int) -> bool:
    """Whether the words that begin here are a noun phrase with a finite verb right behind it, by their tags alone."""
    last = tree.document.sentences[tree.sentence_of(first)].last
    verb = next((t for t in range(first, last) if tree.tokens[t].tag not in _NOMINAL), last)
    return first < verb < last and tree.tokens[verb].tag in FINITE


def _with_its_bracket(tree: DocumentTree, words: tuple[int, ...]) -> tuple[int, ...]:
    """With the second of two brackets, where a parser ties it to something else."""
    behind = words[-1] + 1 if words else len(tree)
    opened = [tree.tokens[t].text for t in words if tree.tokens[t].text in ("(", ")")]
    return (*words, behind) if opened[-1:] == ["("] and tree.word(behind) == ")" else words


def _without_marks_at_gaps(tree: DocumentTree, words: tuple[int, ...]) -> tuple[int, ...]:
    """With one comma where something stood within the content, and none where a verb follows its subject there.

    The fire[, according to him,] had grown; in the east, [he said,] the fire had grown.
    """
    kept: list[int] = []
    for place, t in enumerate(words):
        before = words[place - 1] if place else t - 1
        if t != before + 1:
            left = next((c for c in (before, before + 1) if tree.tokens[c].text == ","), None)
            behind = words[place + 1] if tree.tokens[t].text == "," and place + 1 < len(words) else t
            if kept[-1] == left:
                kept.pop()
            while tree.tokens[behind].tag == "RB" and behind < words[-1]:
                behind += 1
            if left is not None and not tree.tokens[behind].tag.startswith(("VB", "MD")):
                kept.append(left)
            if tree.tokens[t].text == ",":
                continue
        kept.append(t)
    return tuple(kept)
