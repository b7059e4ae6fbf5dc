"""Frames of reporting at quotations: what says that the words between the marks are somebody's, and whose.

The frames of a quotation, in the order in which they are tried:

1. Behind it: “...,” she said / said Teo Handrake, the envoy. Words of the same sentence in front of the quotation are
   part of the content (China should “understand ...,” Sherman told CNN).
2. It goes on with the one before it: the sentence that the cue interrupts (“...,” she said, “...”), a sentence of its
   own in the same paragraph (“...,” she said. “...”), or the next paragraph of a quotation that was left open.
3. In front of it: Zhao Lijian said, “...” / told reporters: “...” / Anna Berg: “...”, or a paragraph that ends in a
   colon, with any verb.
4. A credit behind it, at the end of the paragraph: “...” ― Anna Berg.
5. It is a paragraph of its own directly behind a quotation: the same speaker goes on.

Other quotation marks (titles, single words held at a distance) frame nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from briefing.analysis.english import AUXILIARIES, CUES, PLAIN_CUES, TOLD
from briefing.analysis.quotations import Quotation
from briefing.analysis.subjects import subject_of
from briefing.analysis.syntax import DocumentTree
from briefing.document import Document, Span, Token
from briefing.types import Range

#: A cue stands within so many tokens of the quotation: beyond, it belongs to something else.
_REACH = 28
#: A quotation of fewer words is a statement only with a frame that ends or begins at it with a comma or colon.
_SHORT = 3
#: Half of a split quotation may be this far behind the first half, in characters, and in finished sentences.
_SPLIT_REACH = 320
_SPLIT_SENTENCES = 2
_NESTED = "'’‘”\" "
_ENDS = (",", "?", "!", "…", "-", "–", "—")
_FINISHED = (".", "?", "!", "…")
_PHRASE_ENDS = frozenset({",", ".", ":", "IN", "``", "''", "WP", "CC", "TO"})
_LETTER = re.compile(r"[^\W_]")
_CREDIT = re.compile(r"\s*[―—–-]{1,2}\s*((?:[A-Z][\w.'’-]*|[a-z]{1,3})(?: (?:[A-Z][\w.'’-]*|[a-z]{1,3})){0,5})\s*\Z")
_LABEL = re.compile(r"\W{0,2}((?:[A-Z][\w.'’-]*)(?: [A-Z][\w.'’-]*){0,5}):\s+\Z")


class Frame(NamedTuple):
    """The content of a quotation, or several, and what stands at it."""

    #: The tokens of the cue; empty where the frame has no word for it.
    cue: tuple[int, ...]
    #: The words that say who speaks.
    speaker: Range | None
    content: tuple[Range, ...]
    #: The speaker is that of the frame before.
    follows: bool = False
    #: The writer's sentence goes on behind the quotation: words around it may belong to what was said.
    open: bool = False


def find_frames(tree: DocumentTree, quotations: Sequence[Quotation]) -> list[Frame]:
    """The frames of a document in text order."""
    return _Frames(tree, quotations).found


class _Frames:
    """One walk over the quotations of a document."""

    def __init__(self, tree: DocumentTree, quotations: Sequence[Quotation]) -> None:
        self.tree = tree
        self.document = tree.document
        self.found: list[Frame] = []
        #: What goes on with a frame, by its index.
        self._joined: dict[int, list[Range]] = defaultdict(list)
        self._last: Quotation | None = None
        #: Paragraphs of a quotation that is still open and has not met its frame.
        self._waiting: list[Quotation] = []
        for quotation in quotations:
            self._take(quotation)
        for i, more in self._joined.items():
            self.found[i] = self.found[i]._replace(content=(*self.found[i].content, *more), open=False)

    def _take(self, quotation: Quotation) -> None:
        waiting = self._waiting if self._waiting and _goes_on(self.document, self._waiting[-1], quotation) else []
        self._waiting = []
        frame = _behind(self.tree, quotation)
        if frame is None and self._last is not None and self._joins(self._last, quotation):
            whole = self.found[-1].content[-1][1] <= self._last.inner[1]
            more = quotation.said(self.document.text) if whole else (quotation.start, quotation.end)
            self._joined[len(self.found) - 1].append(more)
        else:
            frame = frame or _in_front(self.tree, quotation) or self._alone(quotation)
            if frame is None:
                if not quotation.closed and _is_paragraph(self.tree, quotation):
                    self._waiting = [*waiting, quotation]
                return
            before = tuple(q.said(self.document.text) for q in waiting)
            self.found.append(frame._replace(content=(*before, *frame.content)))
        self._last = quotation

    def _joins(self, last: Quotation, quotation: Quotation) -> bool:
        if quotation.paragraph != last.paragraph:
            return not last.closed and _goes_on(self.document, last, quotation)
        return _continues(self.tree, self.found[-1], last, quotation)

    def _alone(self, quotation: Quotation) -> Frame | None:
        """A quotation with a credit, or one that is its paragraph."""
        said = (quotation.said(self.document.text),)
        paragraph = self.tree.paragraphs[quotation.paragraph]
        if credit := _CREDIT.match(self.document.text, quotation.end, paragraph[1]):
            return Frame((), credit.span(1), said)
        if self._last is None or not _goes_on(self.document, self._last, quotation):
            return None
        # without an end mark it is a crosshead
        finished = not quotation.single and _has_end_mark(self.document.text, quotation)
        finished = finished and _is_paragraph(self.tree, quotation)
        return Frame((), None, said, follows=True) if finished else None


def _goes_on(document: Document, last: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation begins the paragraph right behind the one that another ends."""
    between = document.text[last.end : quotation.start]
    return quotation.paragraph == last.paragraph + 1 and not between.strip(" \n\r\t.")


def _is_paragraph(tree: DocumentTree, quotation: Quotation) -> bool:
    start, end = tree.paragraphs[quotation.paragraph]
    text = tree.document.text
    return not (_LETTER.search(text, start, quotation.start) or _LETTER.search(text, quotation.end, end))


def is_finished(text: str, quotation: Quotation) -> bool:
    """Whether a sentence ends with the quotation."""
    return _has_end_mark(text, quotation) or text[quotation.end : quotation.end + 1] in ("", "\n")


def _has_end_mark(text: str, quotation: Quotation) -> bool:
    inner = text[slice(*quotation.inner)].rstrip(_NESTED)
    return inner.endswith(_FINISHED) or text[quotation.end : quotation.end + 1] in _FINISHED


# ---------------------------------------------------------------- behind


def _behind(tree: DocumentTree, quotation: Quotation) -> Frame | None:
    """“...,” the diplomat told a briefing."""
    document, text = tree.document, tree.document.text
    first = document.token_at(quotation.end - 1) + 1
    if first >= len(document.tokens):
        return None
    sentence = document.sentences[tree.sentence_of(first)]
    new = sentence.start >= quotation.end
    inner = text[slice(*quotation.inner)].rstrip(_NESTED)
    ended = inner.endswith(_ENDS) or text[quotation.end : quotation.end + 1] in (",", ":")
    if not (ended or (inner.endswith(".") and not new)) or sentence.start >= tree.paragraphs[quotation.paragraph][1]:
        return None
    tokens = document.tokens[first : min(sentence.last, first + _REACH)]
    skipped = 1 if tokens and tokens[0].text in (",", ":") else 0
    at = _cue_behind(tree, range(first + skipped, first + len(tokens)), quotation)
    if at is None or _has_complement(tree, at, objects=new):
        return None
    start = _clause_start(tree, quotation)
    if start is None:
        return None
    speaker = _noun_phrase(document, first + skipped, at) or _inverted(document, at, sentence)
    content = (start, quotation.end) if start < quotation.start else quotation.said(text)
    return Frame((at,), speaker, (content,))


def is_cue(token: Token) -> bool:
    """Whether a token is a verb of reporting."""
    return token.text.lower() in CUES and token.tag.startswith("VB")


def _cue_behind(tree: DocumentTree, places: range, quotation: Quotation) -> int | None:
    """The reporting verb; only the words of a noun phrase may stand in front of it.

    Any verb will do behind a quotation of some length whose subject stands between: “...,” the crowd chanted.
    """
    long = len(tree.document.text[slice(*quotation.inner)].split()) > _SHORT
    for i in places:
        token = tree.tokens[i]
        if is_cue(token):
            return i
        if token.tag in ("VBD", "VBZ", "VBP") and token.dep != "amod" and token.text.lower() not in AUXILIARIES:
            subject = tree.child(i, "nsubj")
            return i if long and subject is not None and subject in places and subject < i else None
        if token.tag in (".", "``", "''", ":") or token.text in '“”"':
            return None
    return None


def _has_complement(tree: DocumentTree, cue: int, *, objects: bool) -> bool:
    """Whether a verb says something else than the quotation in front of it: “Is it true?” She said that it was."""
    relations = ("ccomp", "xcomp", "dobj") if objects and tree.word(cue) not in TOLD else ("ccomp", "xcomp")
    return any(c > cue for c in tree.children(cue, *relations))


def _clause_start(tree: DocumentTree, quotation: Quotation) -> int | None:
    """Where the content begins: words of the sentence in front of the quotation belong to what was said.

    None if they have a reporting verb of their own: the one behind the quotation then reports the report.
    """
    document = tree.document
    number = document.sentence_at(quotation.start)
    first = document.sentences[number]
    before = document.tokens_in(first.start, quotation.start)
    if tree.paragraph_of[number] != quotation.paragraph or not before:
        return quotation.start
    if document.text[first.start : quotation.start].rstrip()[-1:] in (",", ":", "—", "–", "|"):
        return quotation.start
    return None if any(map(is_cue, before)) else first.start


# ---------------------------------------------------------------- in front


def _in_front(tree: DocumentTree, quotation: Quotation) -> Frame | None:
    """Zhao Lijian said, “...”; Anna Berg: “...”; a paragraph that ends in a colon."""
    document, text = tree.document, tree.document.text
    start, _ = tree.paragraphs[quotation.paragraph]
    said = (quotation.said(text),)
    if label := _LABEL.match(text, start, quotation.start):
        return Frame((), label.span(1), said)
    last = document.token_at(quotation.start)
    if document.tokens[last].start >= quotation.start:
        last -= 1
    if last < 0:
        return None
    words = len(text[slice(*quotation.inner)].split())
    if document.tokens[last].end <= start:
        number = tree.sentence_of(last)
        colon = document.tokens[last].text == ":" and tree.paragraph_of[number] == quotation.paragraph - 1
        return _by_colon(tree, last, document.sentences[number], said) if colon else None
    sentence = document.sentences[tree.sentence_of(last)]
    mark = document.tokens[last].text
    if sentence.start >= quotation.start or (mark not in (",", ":") and words <= _SHORT):
        return None
    is_open = not is_finished(text, quotation) and text[quotation.inner[1] - 1] != ","
    cue = _cue_before(tree, last, sentence, mark)
    if cue is None:
        finished = mark == ":" and words > _SHORT and not is_open
        return _by_colon(tree, last, sentence, said) if finished else None
    return Frame((cue,), subject_range(tree, cue), said, open=is_open)


def _cue_before(tree: DocumentTree, last: int, sentence: Span, mark: str) -> int | None:
    """The last verb in front of a quotation, if it reports and leads to it."""
    for at in range(last, max(sentence.first - 1, last - _REACH), -1):
        token = tree.tokens[at]
        if not token.tag.startswith("VB"):
            continue
        if not is_cue(token):
            return at if token.tag != "VBN" and mark == "," and at == last - 1 else None
        if mark not in (",", ":") and not _leads_in(tree, at, last):
            return None
        behind = tree.word(at + 1)
        return None if behind in ("that", "whether") and at + 1 < last - 1 else at
    return None


def _leads_in(tree: DocumentTree, cue: int, last: int) -> bool:
    """Whether a verb introduces a quotation without comma or colon: said “...”, declared that “...”."""
    if tree.word(cue) not in PLAIN_CUES:
        return False
    return cue == last or (cue == last - 1 and tree.word(last) == "that")


def _by_colon(tree: DocumentTree, last: int, sentence: Span, said: tuple[Range, ...]) -> Frame | None:
    """The verb of a sentence that ends in a colon: a reporting one, else that of the main clause."""
    verbs = [i for i in range(sentence.first, last) if tree.tokens[i].tag.startswith("VB")]
    cue = next((i for i in reversed(verbs) if is_cue(tree.tokens[i])), None)
    if cue is None:
        cue = next((i for i in verbs if tree.is_root(i)), None)
    if cue is None:
        return None
    speaker = subject_range(tree, cue) or _noun_phrase(tree.document, sentence.first, cue)
    return Frame((cue,), speaker, said) if speaker else None


# ---------------------------------------------------------------- the words at the verb


def _noun_phrase(document: Document, first: int, last: int) -> Range | None:
    """The range of the tokens `[first, last)` without the verb's own words; None if there are none.

    What follows a comma stays only if it holds an apposition: the envoy of Lindhal, Teo Handrake, had said.
    """
    tokens = list(document.tokens[first:last])
    while tokens and (tokens[-1].tag in ("RB", "MD", ",") or tokens[-1].tag.startswith("VB")):
        tokens.pop()
    comma = next((i for i, token in enumerate(tokens) if token.text == ","), len(tokens))
    if comma < len(tokens) - 1 and any(t.tag in ("IN", "VBD", "VBZ", "VBP") for t in tokens[: min(2, comma)]):
        return _noun_phrase(document, first + comma + 1, last)  # “...” in the port, as it was, Teo Handrake said
    if not any(token.dep == "appos" for token in tokens[comma:]):
        tokens = tokens[:comma]
    return (tokens[0].start, tokens[-1].end) if tokens else None


def _inverted(document: Document, cue: int, sentence: Span) -> Range | None:
    """“...,” said Teo Handrake, the special envoy."""
    end = cue + 1
    while end < sentence.last and (document.tokens[end].tag not in _PHRASE_ENDS or _is_inside(document, end)):
        end += 1
    return _noun_phrase(document, cue + 1, end)


def _is_inside(document: Document, conjunction: int) -> bool:
    """Whether a conjunction joins what modifies one noun: said the former Ostrel [and] Lindhal envoy."""
    before = document.tokens[conjunction - 1]
    return (
        document.tokens[conjunction].tag == "CC"
        and before.dep in ("compound", "amod", "nmod")
        and before.head > conjunction
    )


def subject_range(tree: DocumentTree, verb: int) -> Range | None:
    """The words of the subject of a verb, or of the verb that it leans on."""
    head = subject_of(tree, verb) if tree.is_prose(verb) else None
    return None if head is None else phrase_range(tree, head)


def phrase_range(tree: DocumentTree, head: int) -> Range:
    """A noun phrase from its first word to where a comma, bracket or clause follows its head."""
    found = []
    for t in tree.subtree(head):
        token = tree.tokens[t]
        if t > head and (token.tag in (",", "-LRB-", ":", "WP", "WDT") or token.dep in ("relcl", "acl", "appos")):
            break
        found.append(t)
    while found and found[0] < head and tree.tokens[found[0]].tag in (",", ":", "``", "''", "CC"):
        found.pop(0)
    while len(found) > 1 and found[-1] > head and tree.tokens[found[-1]].tag in ("IN", "CC", "TO", "DT"):
        found.pop()
    behind = found[-1] + 1
    if behind < len(tree) and tree.tokens[found[-1]].tag == "NNP" and tree.tokens[behind].tag == "NNP":
        # the parser loses the last part of a long title and name
        found += [behind] if tree.tokens[behind].dep != "npadvmod" else []
    elif _is_hyphenated(tree, behind):
        found += [behind, behind + 1]
    return tree.tokens[found[0]].start, tree.tokens[found[-1]].end


def _is_hyphenated(tree: DocumentTree, hyphen: int) -> bool:
    """Whether a name goes on behind a hyphen, where a parser cut it: Moon Jae-in."""
    if not 0 < hyphen < len(tree) - 1 or tree.tokens[hyphen].text != "-":
        return False
    before, at, behind = tree.tokens[hyphen - 1 : hyphen + 2]
    return before.tag == "NNP" and before.end == at.start and at.end == behind.start


# ---------------------------------------------------------------- joining


def _continues(tree: DocumentTree, frame: Frame, last: Quotation, quotation: Quotation) -> bool:
    """Whether a quotation without a frame behind it goes on with the one before it in the paragraph.

    It must be a sentence of its own, or stand in the sentence that the cue interrupts. Words quoted in the middle of
    the writer's own sentence are nobody's in particular.
    """
    document, text = tree.document, tree.document.text
    between = text[last.end : quotation.start]
    ends = document.sentence_at(quotation.start) - document.sentence_at(last.end - 1)
    if quotation.single != last.single or len(between) > _SPLIT_REACH or ends > _SPLIT_SENTENCES:
        return False
    if frame.cue and last.end <= tree.tokens[frame.cue[0]].start and _is_interrupted(tree, frame.cue[0], quotation):
        return True
    opens = between.rstrip()[-1:] in ("", *_FINISHED, "”", '"', "'") or not between.strip()
    if not (opens and frame.cue and is_finished(text, quotation)):
        return False
    return not any(_speaks_instead(tree, frame, at) for at in _tokens_between(tree, last, quotation))


def _tokens_between(tree: DocumentTree, last: Quotation, quotation: Quotation) -> range:
    document = tree.document
    return range(document.token_at(last.end - 1) + 1, document.token_at(quotation.start))


def _speaks_instead(tree: DocumentTree, frame: Frame, verb: int) -> bool:
    """Whether somebody else than the speaker of a frame says something with a verb: ..., said Brann. “...”

    It is the same speaker whom a pronoun means, or the last word of the name.
    """
    subject = tree.child(verb, "nsubj") if is_cue(tree.tokens[verb]) and verb not in frame.cue else None
    if subject is None or tree.tokens[subject].tag in ("PRP", "WP", "WDT"):
        return False
    speaker = tree.document.text[slice(*frame.speaker)].split() if frame.speaker else []
    return tree.tokens[subject].text not in speaker


def _is_interrupted(tree: DocumentTree, cue: int, quotation: Quotation) -> bool:
    """Whether only words that go with the cue stand between it and the quotation: ..., he said, but “...”."""
    document = tree.document
    sentence = document.sentences[tree.sentence_of(cue)]
    if quotation.start >= sentence.end:
        return False
    between = document.tokens[cue + 1 : document.token_at(quotation.start)]
    if between and (between[-1].text in ("’", "'") or all(t.tag in ("IN", "DT") for t in between)):
        return False  # the name of a programme or place: ..., he said on “The Harbour Hour”
    return not any(t.tag in ("VBD", "VBZ", "VBP", "MD") or is_cue(t) for t in between)
