"""Who said what: statements with their speaker, cue and content, quoted or not.

1. Quotations with a frame of reporting (`frames.py`): “...,” she said.
2. What the grammar makes an attribution (`candidates.py`, `selection.py`): she said that ..., according to him ...,
   she endorsed the plan. Clauses are statements, noun phrases are positions.
3. The sentence that is one quotation right behind a reported clause goes on with it: He said that it was late. “We
   will leave at once.”
4. Who speaks (`speakers.py`): the words at the cue, and the name that they mean, if the text gives one.
5. The verbatim gate: a statement whose ranges cut a quotation, or lie in the text in another order, is left out.

A statement within another is not listed by itself; its speaker is whom the outer one relays. A medium that reports what
somebody said is what the statement came through.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from briefing.analysis.candidates import antecedent_of, subject_of
from briefing.analysis.english import OUTLETS
from briefing.analysis.frames import (
    Frame,
    addressee_of,
    find_frames,
    find_turns,
    is_finished,
    phrase_range,
)
from briefing.analysis.grammar import Grammar
from briefing.analysis.quotations import Quotation, Quotations, find_pairs, find_quotations
from briefing.analysis.selection import Choice, Covered, Relay, choose, how_quoted, is_reporting
from briefing.analysis.speakers import Speaker, Speakers
from briefing.document import Document
from briefing.text.dateline import after_dateline
from briefing.types import Actor, Attribution, Range, StatementForm, StatementKind

#: How sure a frame at a quotation is: nearly all that were found on the development set were right.
_FRAMED = 0.95
#: A medium names its source within so many words: reported on Sunday citing a US official.
_CITED = 8
_KINDS: dict[str, StatementKind] = {"all": "direct", "some": "mixed", "none": "indirect"}


class _Draft(NamedTuple):
    """A statement before its speaker is known."""

    content: tuple[Range, ...]
    cue: tuple[int, ...]
    speaker: Range | None
    form: StatementForm
    confidence: float
    follows: bool = False
    #: What who or which stands for.
    antecedent: Range | None = None


def find_statements(document: Document, actors: Sequence[Actor]) -> tuple[Attribution, ...]:
    """The statements and positions of a text, in text order."""
    return tuple(_Reading(document, actors).statements())


class _Reading:
    """One text with all that its statements are made from."""

    def __init__(self, document: Document, actors: Sequence[Actor]) -> None:
        self.document = document
        self.grammar = Grammar(document)
        self.quotations = Quotations(find_quotations(document.text, self.grammar.paragraphs))
        self.pairs = Quotations(find_pairs(document.text))
        self.speakers = Speakers(document, actors, self.quotations)
        self.relays: list[Relay] = []

    def statements(self) -> Iterator[Attribution]:
        found: list[Attribution] = []
        for draft in sorted(self._drafts(), key=lambda d: (d.content, d.cue)):
            if draft.follows and found:
                statement = replace(
                    self._attribution(draft, Speaker(None)),
                    speaker=found[-1].speaker,
                    speaker_ranges=found[-1].speaker_ranges,
                    role=found[-1].role,
                )
            else:
                speaker = self.speakers.resolve(draft.antecedent or draft.speaker, found)
                if draft.antecedent and draft.speaker:
                    speaker = replace(speaker, ranges=(draft.speaker, *speaker.ranges))
                statement = self._attribution(draft, speaker)
            if self._is_whole(statement):
                found.append(statement)
        yield from found

    def _drafts(self) -> list[_Draft]:
        frames = find_frames(self.grammar, self.quotations.found)
        turns = list(find_turns(self.grammar))
        taken = [frame for frame in (*frames, *turns) if not frame.open]
        choices, self.relays = choose(self.grammar, self.quotations, [(f.content, f.cue) for f in taken])
        covered = Covered(len(self.document.text))
        for content in (*(c.content for c in choices), *(f.content for f in taken)):
            covered.add(content)
        cues = {c.candidate.cue[0] for c in choices}
        left = [frame for frame in frames if frame.open and not cues & set(frame.cue)]
        taken += [frame for frame in left if not covered.share(frame.content)]
        drafts = [*map(_framed, taken), *(self._chosen(choice) for choice in choices)]
        return self._continued(drafts, covered)

    def _chosen(self, choice: Choice) -> _Draft:
        candidate = choice.candidate
        speaker, antecedent = None, None
        if candidate.speaker is not None:
            speaker = phrase_range(self.grammar, candidate.speaker)
            head = antecedent_of(self.grammar, candidate.speaker)
            antecedent = None if head is None else phrase_range(self.grammar, head)
        content = tuple(self._unmarked(part) for part in choice.content)
        confidence = round(choice.probability, 2)
        return _Draft(content, candidate.cue, speaker, choice.form, confidence, antecedent=antecedent)

    def _unmarked(self, part: Range) -> Range:
        """A range that is exactly one quotation, without the marks."""
        found = self.quotations.at(part[0])
        return found.said(self.document.text) if found and (found.start, found.end) == part else part

    def _continued(self, drafts: list[_Draft], covered: Covered) -> list[_Draft]:
        """Reported clauses with the quotation that is the sentence right behind theirs."""
        ends = {
            self.document.sentence_at(d.content[-1][1] - 1): i
            for i, d in enumerate(drafts)
            if d.form == "clause" and d.cue and d.speaker
        }
        for quotation in self.quotations.found:
            sentence = self.document.sentences[self.document.sentence_at(quotation.start)]
            number = ends.get(self.document.sentence_at(quotation.start) - 1)
            before = self.document.text[sentence.start : quotation.start]
            if number is None or quotation.single or covered.share([quotation.inner]) or before.strip():
                continue
            if self._is_next(drafts[number], quotation):
                content = (*drafts[number].content, quotation.said(self.document.text))
                drafts[number] = drafts[number]._replace(content=content)
        return drafts

    def _is_next(self, draft: _Draft, quotation: Quotation) -> bool:
        """Whether a quotation is a whole sentence of the paragraph in which the draft ends."""
        start, end = self.grammar.paragraphs[quotation.paragraph]
        rest = self.document.text[
            quotation.end : self.document.sentences[self.document.sentence_at(quotation.end - 1)].end
        ]
        whole = is_finished(self.document.text, quotation) and not any(c.isalnum() for c in rest)
        return whole and start <= draft.content[-1][0] < end

    # ------------------------------------------------------------ the parts of a statement

    def _attribution(self, draft: _Draft, speaker: Speaker) -> Attribution:
        cue = self.grammar.ranges_of(draft.cue)
        content = tuple((after_dateline(self.document.text, a, b), b) for a, b in draft.content)
        relayed = self._relayed(draft)
        addressee = addressee_of(self.grammar, draft.cue[0]) if draft.cue else None
        return Attribution(
            speaker=speaker.name,
            speaker_ranges=speaker.ranges,
            role=speaker.role,
            cue=self._under(cue) or None,
            cue_ranges=cue,
            content=self._under(content),
            content_ranges=content,
            kind=_KINDS[how_quoted(draft.content, self.quotations)],
            form=draft.form,
            addressee=self._under([addressee]) if addressee else None,
            relays=relayed if relayed != speaker.name else None,
            via=self._via(draft, addressee),
            confidence=draft.confidence,
        )

    def _under(self, ranges: Sequence[Range]) -> str:
        return " ".join(self.document.text[a:b] for a, b in ranges)

    def _relayed(self, draft: _Draft) -> str | None:
        """Whose words the speaker passes on: of a clause that itself says what somebody said; citing a US official."""
        if draft.form != "clause" or not draft.cue:
            return None
        grammar, cue = self.grammar, draft.cue[0]
        near = range(cue + 1, min(cue + _CITED, self.document.sentences[grammar.sentence_of(cue)].last))
        heads = [grammar.child(c, "dobj", "pobj") for c in near if grammar.lower(c) in ("citing", "quoting")]
        heads += [subject_of(grammar, c) for c in grammar.children(cue, "ccomp") if is_reporting(grammar, c)]
        head = next((h for h in heads if h is not None and not grammar.tokens[h].tag.startswith("PRP")), None)
        if head is None:
            return None
        name = self.speakers.resolve(phrase_range(grammar, head), ()).name
        return name if name and any(c.isupper() for c in name) else None

    def _via(self, draft: _Draft, addressee: Range | None) -> str | None:
        """The medium through which it was said: told CNN; was quoted by AP; ..., Reuters reported."""
        for relay in self.relays:
            if relay.content[0][0] <= draft.content[0][0] and draft.content[-1][1] <= relay.content[-1][1]:
                return self._under([relay.words])
        by = self.grammar.child(draft.cue[0], "agent") if draft.cue else None
        agent = self.grammar.child(by, "pobj") if by is not None else None
        for words in (addressee, phrase_range(self.grammar, agent) if agent is not None else None):
            name = self._under([words]) if words else ""
            if name.lower().removeprefix("the ") in OUTLETS:
                return name
        return None

    def _is_whole(self, statement: Attribution) -> bool:
        """The verbatim gate."""
        ranges = statement.content_ranges
        ordered = all(a < b for a, b in ranges) and all(x[1] <= y[0] for x, y in pairwise(ranges))
        readings = (self.quotations,) if statement.kind == "indirect" else (self.quotations, self.pairs)
        touched = {q for reading in readings for part in ranges for q in reading.touching(part)}
        return bool(ranges) and ordered and not any(self._is_cut(q, ranges) for q in touched)

    def _is_cut(self, quotation: Quotation, ranges: Sequence[Range]) -> bool:
        """Whether letters of a quotation are within the ranges and others are not."""
        start, end = quotation.said(self.document.text)
        inside = [(max(a, start), min(b, end)) for a, b in ranges if a < end and start < b]
        if not inside:
            return False
        letters = sum(c.isalnum() for a, b in inside for c in self.document.text[a:b])
        return 0 < letters < sum(c.isalnum() for c in self.document.text[start:end])


def _framed(frame: Frame) -> _Draft:
    return _Draft(frame.content, frame.cue, frame.speaker, "clause", _FRAMED, frame.follows)
