"""Who said what: quotations with the speaker and the verb beside them.

A quotation counts as a statement when a frame of reporting stands at it; the frames, in the order in which they are
tried:

1. Behind it: “...,” she said / said Teo Handrake, the envoy. Words of the same sentence in front of the quotation are
   part of the content (China should “understand ...,” Sherman told CNN).
2. In front of it: Zhao Lijian said, “...” / told reporters: “...”.
3. It goes on with the statement before it: the second half of a split quotation (“...,” she said. “...”), a paragraph
   that the foregoing one left open, or one that is nothing but a quotation behind another.

Other quotation marks (titles, single words held at a distance) make no statement. The speaker is the noun phrase at
the verb: an actor of the text by name; a pronoun or a description (the diplomat) is resolved to the person that was
named or spoke last, when number, gender and role allow, else it has no name. Nobody is ever guessed from the topic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.analysis.english import CUES, PLAIN_CUES
from briefing.analysis.quotations import Quotation, find_quotations
from briefing.analysis.speakers import Speaker, resolve_speaker
from briefing.document import Document, Span, Token
from briefing.types import Actor, Attribution, Range, StatementKind

#: A cue stands within so many tokens of the quotation: beyond, it belongs to something else.
_REACH = 28
#: A quotation of fewer words is a statement only with a frame that ends or begins at it with a comma or colon.
_SHORT = 3
#: Half of a split quotation may be this far behind the first half, in characters, and in finished sentences.
_SPLIT_REACH = 320
_SPLIT_SENTENCES = 2
_ENDS = (",", "?", "!", "…", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class _Frame:
    """A reporting verb at a quotation: the tokens of the verb and of the words that name the speaker."""

    cue: int
    speaker: Range | None
    content: tuple[Range, ...]
    kind: StatementKind
    addressee: str | None


def find_statements(document: Document, actors: Sequence[Actor]) -> tuple[Attribution, ...]:
    """The direct and mixed statements of a text, in text order."""
    quotations = find_quotations(document.text, _paragraphs(document))
    found: list[Attribution] = []
    last: Quotation | None = None
    for quotation in quotations:
        frame = _frame_behind(document, quotation) or _frame_before(document, quotation)
        if frame:
            speaker = resolve_speaker(document, frame.speaker, actors, found)
            found.append(_attribution(document, frame, speaker))
            last = quotation
        elif found and last and _continues(document, last, quotation, found[-1]):
            found[-1] = _joined(document, found[-1], quotation)
            last = quotation
    return tuple(found)


def _paragraphs(document: Document) -> list[Range]:
    """The ranges of the paragraphs, from their first sentence to their last."""
    found: list[Range] = []
    number = -1
    for span in document.sentences:
        if span.paragraph == number:
            found[-1] = found[-1][0], span.end
        else:
            found.append((span.start, span.end))
            number = span.paragraph
    return found


# ---------------------------------------------------------------- frames


def _frame_behind(document: Document, quotation: Quotation) -> _Frame | None:
    """“...,” the diplomat told a briefing."""
    text = document.text
    inner = text[slice(*quotation.inner)].rstrip()
    if not inner.endswith(_ENDS) and text[quotation.end : quotation.end + 1] != ",":
        return None
    sentence = document.sentences[document.sentence_at(quotation.end - 1)]
    first = document.token_at(quotation.end - 1) + 1
    tokens = document.tokens[first : min(sentence.last, first + _REACH)]
    skipped = 1 if tokens and tokens[0].text == "," else 0
    cue = _cue_behind(tokens, skipped)
    if cue is None:
        return None
    at = first + cue
    speaker = _noun_phrase(document, first + skipped, at) or _inverted(document, at, sentence)
    start = _clause_start(document, quotation, sentence)
    if start is None:
        return None
    said = quotation.said(text)
    content = ((start, quotation.end),) if start < quotation.start else (said,)
    kind: StatementKind = "mixed" if start < quotation.start else "direct"
    return _Frame(at, speaker, content, kind, _addressee(document, at, sentence))


def _is_cue(token: Token) -> bool:
    return token.text.lower() in CUES and token.tag.startswith("VB")


def _cue_behind(tokens: Sequence[Token], first: int) -> int | None:
    """Index of the reporting verb; only the words of a noun phrase may stand in front of it."""
    for i in range(first, len(tokens)):
        token = tokens[i]
        if _is_cue(token):
            return i
        if token.tag.startswith("V") and token.text.lower() not in ("was", "were", "had", "has", "is", "have"):
            return None
        if token.tag in (".", "``", "''", ":") or token.text in '“”"':
            return None
    return None


def _clause_start(document: Document, quotation: Quotation, sentence: Span) -> int | None:
    """Where the content begins: words of the sentence in front of the quotation belong to what was said.

    None if they have a reporting verb of their own: the one behind the quotation then reports the report.
    """
    first = document.sentences[document.sentence_at(quotation.start)]
    before = document.tokens_in(first.start, quotation.start)
    if first.paragraph != sentence.paragraph or not before or before[-1].tag in (",", ":"):
        return quotation.start
    return None if any(map(_is_cue, before)) else first.start


def _frame_before(document: Document, quotation: Quotation) -> _Frame | None:
    """Zhao Lijian said, “...”."""
    text = document.text
    sentence = document.sentences[document.sentence_at(quotation.start)]
    last = document.token_at(quotation.start)
    if document.tokens[last].start >= quotation.start:
        last -= 1
    if last < sentence.first:
        return None
    before = document.tokens[last].text
    words = len(text[slice(*quotation.inner)].split())
    if before not in (",", ":") and words <= _SHORT:
        return None
    for at in range(last, max(sentence.first - 1, last - _REACH), -1):
        token = document.tokens[at]
        if not token.tag.startswith("VB"):
            continue
        if not _is_cue(token) or (before not in (",", ":") and not _leads_in(document, at, last)):
            return None
        speaker = _subject(document, at, sentence)
        return _Frame(at, speaker, (quotation.said(text),), "direct", _addressee(document, at, sentence))
    return None


def _leads_in(document: Document, cue: int, last: int) -> bool:
    """Whether a verb introduces a quotation without comma or colon: said “...”, declared that “...”."""
    if document.tokens[cue].text.lower() not in PLAIN_CUES:
        return False
    return cue == last or (cue == last - 1 and document.tokens[last].text.lower() == "that")


# ---------------------------------------------------------------- the words at the verb


def _noun_phrase(document: Document, first: int, last: int) -> Range | None:
    """The range of the tokens `[first, last)` without the verb's own words; None if there are none.

    What follows a comma stays only if it holds an apposition: the envoy of Lindhal, Teo Handrake, had said.
    """
    tokens = list(document.tokens[first:last])
    while tokens and (tokens[-1].tag in ("RB", "MD", ",") or tokens[-1].tag.startswith("VB")):
        tokens.pop()
    comma = next((i for i, token in enumerate(tokens) if token.text == ","), len(tokens))
    if not any(token.dep == "appos" for token in tokens[comma:]):
        tokens = tokens[:comma]
    return (tokens[0].start, tokens[-1].end) if tokens else None


def _inverted(document: Document, cue: int, sentence: Span) -> Range | None:
    """“...,” said Teo Handrake, the special envoy."""
    end = cue + 1
    while end < sentence.last and document.tokens[end].tag not in (",", ".", ":", "IN", "``", "''", "WP", "CC", "TO"):
        end += 1
    return _noun_phrase(document, cue + 1, end)


def _subject(document: Document, cue: int, sentence: Span) -> Range | None:
    """The subject of the verb, or of the verb that it is coordinated with or leans on."""
    at = cue
    for _ in range(4):
        for i in range(sentence.first, sentence.last):
            token = document.tokens[i]
            if token.head == at and token.dep in ("nsubj", "nsubjpass") and i != at:
                return _subtree(document, i, sentence)
        head = document.tokens[at].head
        # to a verb of saying or the main verb only: what is coordinated with the reported clause has its subject there
        governs = _is_cue(document.tokens[head]) or document.tokens[head].dep == "ROOT"
        if document.tokens[at].dep not in ("conj", "advcl", "xcomp") or not governs:
            return None
        at = head
    return None


def _subtree(document: Document, top: int, sentence: Span) -> Range:
    """The noun phrase of a subject, cut at its first comma or relative pronoun behind the head."""
    first = top
    while first > sentence.first and _leads_to(document, first - 1, top):
        first -= 1
    last = top
    while last + 1 < sentence.last and _leads_to(document, last + 1, top):
        token = document.tokens[last + 1]
        if token.tag in (",", "WP", "WDT", "-LRB-", ":"):
            break
        last += 1
    return document.tokens[first].start, document.tokens[last].end


def _leads_to(document: Document, at: int, top: int) -> bool:
    for _ in range(12):
        if at == top:
            return True
        head = document.tokens[at].head
        if head == at:
            return False
        at = head
    return False


def _addressee(document: Document, cue: int, sentence: Span) -> str | None:
    """Whom the verb names as told: reporters, a briefing, Lavrov."""
    if document.tokens[cue].text.lower() not in ("told", "tell", "tells", "telling", "asked", "informed", "reminded"):
        return None
    end = cue + 1
    while end < sentence.last and document.tokens[end].tag.startswith(("NN", "DT", "JJ", "PRP", "POS", "CD")):
        end += 1
    if end == cue + 1:
        return None
    return document.text[document.tokens[cue + 1].start : document.tokens[end - 1].end]


# ---------------------------------------------------------------- joining


def _continues(document: Document, last: Quotation, quotation: Quotation, statement: Attribution) -> bool:
    """Whether a quotation without a frame goes on with the one before it.

    It must be a sentence of its own in the same paragraph, or the second half of the sentence that the cue interrupts,
    or the next paragraph of a quotation that was left open. Words quoted in the middle of the writer's own sentence
    are nobody's in particular.
    """
    text = document.text
    between = text[last.end : quotation.start]
    if quotation.single:
        return False
    if quotation.paragraph != last.paragraph:
        return quotation.paragraph == last.paragraph + 1 and not between.strip() and not last.closed
    ends = sum(between.count(mark) for mark in ".!?")
    if not statement.cue or len(between) > _SPLIT_REACH or ends > _SPLIT_SENTENCES:
        return False
    if between.rstrip().endswith(","):
        return bool(statement.cue_ranges) and last.end <= statement.cue_ranges[0][0] < quotation.start
    sentence = document.sentences[document.sentence_at(quotation.start)]
    opens = not text[sentence.start : quotation.start].strip()
    rest = text[quotation.end : document.sentences[document.sentence_at(quotation.end - 1)].end]
    return opens and not any(c.isalnum() for c in rest)


def _joined(document: Document, statement: Attribution, quotation: Quotation) -> Attribution:
    ranges = (*statement.content_ranges, quotation.said(document.text))
    return replace(statement, content_ranges=ranges, content=_under(document, ranges))


def _under(document: Document, ranges: Sequence[Range]) -> str:
    return " ".join(document.text[a:b] for a, b in ranges)


def _attribution(document: Document, frame: _Frame, speaker: Speaker) -> Attribution:
    cue = document.tokens[frame.cue]
    return Attribution(
        speaker=speaker.name,
        speaker_ranges=speaker.ranges,
        role=speaker.role,
        cue=cue.text,
        cue_ranges=((cue.start, cue.end),),
        content=_under(document, frame.content),
        content_ranges=frame.content,
        kind=frame.kind,
        addressee=frame.addressee,
    )
