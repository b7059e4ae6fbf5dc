"""Who said what: statements with their speaker, cue and content, quoted or not.

1. Quotations with a frame of reporting (`frames.py`): “...,” she said.
2. What the grammar makes an attribution (`candidates.py`, `selection.py`): she said that ..., according to him ...,
   she endorsed the plan. Clauses are statements, noun phrases are positions.
3. The sentence that is one quotation right behind a reported clause goes on with it: He said that it was late. “We
   will leave at once.”
4. The turns of transcripts (`transcripts.py`), headlines and posts (`headlines.py`), which no grammar reads.
5. Who speaks (`speakers.py`): the words at the cue, and the name that they mean, if the text gives one.
6. The verbatim gate: a statement whose ranges cut a quotation, or lie in the text in another order, is left out.

A statement within another is not listed by itself; its speaker is whom the outer one relays. A medium that reports what
somebody said is what the statement came through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from briefing.analysis.english import OUTLETS
from briefing.analysis.frames import Frame, find_frames, is_finished, phrase_range
from briefing.analysis.headlines import Line, find_lines
from briefing.analysis.occasion import Occasion, occasion_of
from briefing.analysis.quotations import Quotation, Quotations, find_pairs, find_quotations
from briefing.analysis.selection import Choice, Covered, Relay, choose, how_quoted, is_reporting
from briefing.analysis.speakers import Speaker, Speakers
from briefing.analysis.subjects import antecedent_of, subject_of
from briefing.analysis.syntax import DocumentTree
from briefing.analysis.transcripts import find_turns
from briefing.document import Document
from briefing.text.dateline import after_dateline
from briefing.types import Actor, Attribution, Range, StatementForm, StatementKind

#: How sure a frame at a quotation is: nearly all that were found on the development set were right.
_FRAMED = 0.95
#: How sure a headline or a post is: the form is plain, but headlines abbreviate.
_HEADED = 0.8
#: A headline is the statement of the article that its longer words are in, from this share on.
_SAME_WORDS = 0.5
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


def find_statements(document: Document, actors: Sequence[Actor], *, headline: str = "") -> tuple[Attribution, ...]:
    """The statements and positions of a text, in text order; the headline counts where the text begins with it."""
    return tuple(_Reading(document, actors).statements(headline))


class _Reading:
    """One text with all that its statements are made from."""

    def __init__(self, document: Document, actors: Sequence[Actor]) -> None:
        self.document = document
        self.tree = DocumentTree(document)
        self.quotations = Quotations(find_quotations(document.text, self.tree.paragraphs))
        self.pairs = Quotations(find_pairs(document.text))
        self.speakers = Speakers(document, actors, self.quotations)
        self.relays: list[Relay] = []
        self._places = {
            offset: (start, end)
            for actor in actors
            if actor.kind == "place"
            for start, end in actor.mentions
            for offset in range(start, end)
        }

    def statements(self, headline: str) -> list[Attribution]:
        """All statements, in text order."""
        found = self._in_prose()
        return sorted([*found, *self._in_lines(headline, found)], key=lambda s: s.content_ranges)

    def _in_prose(self) -> list[Attribution]:
        found: list[Attribution] = []
        for draft in sorted(self._drafts(), key=lambda d: (d.content, d.cue)):
            statement = self._drafted(draft, self._speaker(draft, found))
            if self._is_whole(statement):
                found.append(statement)
        return found

    def _in_lines(self, headline: str, prose: Sequence[Attribution]) -> Iterator[Attribution]:
        """What headlines and posts say that somebody says, if the prose of the article does not have it."""
        covered = Covered(len(self.document.text))
        for statement in prose:
            covered.add(statement.content_ranges)
        for line in find_lines(self.document.text, self.document.body, headline):
            speaker = self.speakers.labelled(line.speaker, places=line.cue is not None)
            if speaker is None or covered.share([line.content]) or _is_outlet(speaker.name or ""):
                continue
            if line.leads and not (self.speakers.is_person(speaker) or self._under([line.speaker]).isupper()):
                continue
            statement = self._headed(line, speaker)
            if self._is_whole(statement) and not _is_said(statement, prose):
                covered.add([line.content])
                yield statement

    def _headed(self, line: Line, speaker: Speaker) -> Attribution:
        quotations = Quotations(find_quotations(self.document.text, [line.content]))
        quoted = how_quoted([line.content], quotations)
        content = (quotations.found[0].said(self.document.text) if quoted == "all" else line.content,)
        statement = self._attribution(
            speaker,
            cue=(line.cue,) if line.cue else (),
            content=content,
            kind="direct" if line.own else _KINDS[quoted],
            confidence=_HEADED,
        )
        return replace(statement, via=self._under([line.account]) if line.account and not line.own else None)

    def _speaker(self, draft: _Draft, before: Sequence[Attribution]) -> Speaker:
        """Who makes a statement; what no verb stands with has a label, which may be in capitals."""
        if draft.follows and before:
            return Speaker(before[-1].speaker, before[-1].role, before[-1].speaker_ranges)
        labelled = self.speakers.labelled(draft.speaker) if draft.speaker and not draft.cue else None
        speaker = labelled or self.speakers.resolve(draft.antecedent or draft.speaker, before, said=draft.content)
        if draft.antecedent and draft.speaker:
            return replace(speaker, ranges=(draft.speaker, *speaker.ranges))
        return speaker

    def _drafts(self) -> list[_Draft]:
        frames = find_frames(self.tree, self.quotations.found)
        turns = find_turns(self.tree)
        taken = [frame for frame in (*frames, *turns) if not frame.open]
        choices, self.relays = choose(self.tree, self.quotations, [(f.content, f.cue) for f in taken])
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
            speaker = phrase_range(self.tree, candidate.speaker)
            if speaker[0] <= self.tree.tokens[candidate.cue[0]].start < speaker[1]:
                speaker = None  # the parser took the report for a part of its subject
            head = antecedent_of(self.tree, candidate.speaker)
            antecedent = None if head is None else phrase_range(self.tree, head)
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
                drafts[number] = drafts[number]._replace(content=self._with(drafts[number].content, quotation))
        return drafts

    def _with(self, content: tuple[Range, ...], quotation: Quotation) -> tuple[Range, ...]:
        """A content with the quotation behind it, and its marks: as one where a full stop is all that parts them."""
        if how_quoted(content, self.quotations) == "all":
            return (*content, quotation.said(self.document.text))
        between = self.document.text[content[-1][1] : quotation.start]
        if any(c.isalnum() for c in between) or "\n" in between:
            return (*content, (quotation.start, quotation.end))
        return (*content[:-1], (content[-1][0], quotation.end))

    def _is_next(self, draft: _Draft, quotation: Quotation) -> bool:
        """Whether a quotation is a whole sentence of the paragraph in which the draft ends."""
        start, end = self.tree.paragraphs[quotation.paragraph]
        rest = self.document.text[
            quotation.end : self.document.sentences[self.document.sentence_at(quotation.end - 1)].end
        ]
        whole = is_finished(self.document.text, quotation) and not any(c.isalnum() for c in rest)
        return whole and start <= draft.content[-1][0] < end

    # ------------------------------------------------------------ the parts of a statement

    def _attribution(
        self,
        speaker: Speaker,
        *,
        cue: tuple[Range, ...],
        content: tuple[Range, ...],
        kind: StatementKind,
        confidence: float,
    ) -> Attribution:
        """What every statement has, with the words under its ranges."""
        return Attribution(
            speaker=speaker.name,
            speaker_ranges=speaker.ranges,
            role=speaker.role,
            cue=self._under(cue) or None,
            cue_ranges=cue,
            content=self._under(content),
            content_ranges=content,
            kind=kind,
            confidence=confidence,
        )

    def _drafted(self, draft: _Draft, speaker: Speaker) -> Attribution:
        """A statement of the prose, with the circumstances that the grammar tells."""
        statement = self._attribution(
            speaker,
            cue=self.tree.ranges_of(draft.cue),
            content=tuple((after_dateline(self.document.text, a, b), b) for a, b in draft.content),
            kind=_KINDS[how_quoted(draft.content, self.quotations)],
            confidence=draft.confidence,
        )
        relayed = self._relayed(draft)
        occasion = self._occasion(draft)
        return replace(
            statement,
            form=draft.form,
            addressee=self._under([occasion.addressee]) if occasion.addressee else None,
            relays=relayed if relayed != speaker.name else None,
            via=self._via(draft, occasion.addressee),
            occasion=self._under([occasion.event]) if occasion.event else None,
            place=self._under([occasion.place]) if occasion.place else None,
            occasion_ranges=tuple(part for part in (occasion.event, occasion.place) if part),
        )

    def _occasion(self, draft: _Draft) -> Occasion:
        """When, where and to whom it was said; what stands within the content is part of what was said."""
        if not draft.cue or draft.form != "clause":
            return Occasion()
        found = occasion_of(self.tree, draft.cue[0], self._places.get)
        event, place = (
            None if part and any(a < part[1] and part[0] < b for a, b in draft.content) else part
            for part in (found.event, found.place)
        )
        return Occasion(self._addressee(found.addressee, draft), event, place)

    def _addressee(self, words: Range | None, draft: _Draft) -> Range | None:
        """Whom the verb names as told, up to what was told without a "that": told reporters [the lane was shut]."""
        if words is None:
            return None
        start, end = words[0], min((a for a, _ in draft.content if words[0] <= a < words[1]), default=words[1])
        told = self.document.text[start:end].rstrip()
        return (start, start + len(told)) if told else None

    def _under(self, ranges: Sequence[Range]) -> str:
        return " ".join(self.document.text[a:b] for a, b in ranges)

    def _relayed(self, draft: _Draft) -> str | None:
        """Whose words the speaker passes on: of a clause that itself says what somebody said; citing a US official."""
        if draft.form != "clause" or not draft.cue:
            return None
        tree, cue = self.tree, draft.cue[0]
        near = range(cue + 1, min(cue + _CITED, self.document.sentences[tree.sentence_of(cue)].last))
        heads = [tree.child(c, "dobj", "pobj") for c in near if tree.word(c) in ("citing", "quoting")]
        heads += [subject_of(tree, c) for c in tree.children(cue, "ccomp") if is_reporting(tree, c)]
        head = next((h for h in heads if h is not None and not tree.tokens[h].tag.startswith("PRP")), None)
        if head is None:
            return None
        name = self.speakers.resolve(phrase_range(tree, head), ()).name
        return name if name and any(c.isupper() for c in name) else None

    def _via(self, draft: _Draft, addressee: Range | None) -> str | None:
        """The medium through which it was said: told CNN; was quoted by AP; ..., Reuters reported."""
        for relay in self.relays:
            if relay.content[0][0] <= draft.content[0][0] and draft.content[-1][1] <= relay.content[-1][1]:
                return self._under([relay.words])
        by = self.tree.child(draft.cue[0], "agent") if draft.cue else None
        agent = self.tree.child(by, "pobj") if by is not None else None
        for words in (addressee, phrase_range(self.tree, agent) if agent is not None else None):
            name = self._under([words]) if words else ""
            if _is_outlet(name):
                return name
        return None

    def _is_whole(self, statement: Attribution) -> bool:
        """The verbatim gate."""
        ranges = statement.content_ranges
        ordered = all(a < b for a, b in ranges) and all(x[1] <= y[0] for x, y in pairwise(ranges))
        readings = (self.quotations,) if statement.kind == "indirect" else (self.quotations, self.pairs)
        touched = {q for reading in readings for part in ranges for q in reading.touching(part)}
        if statement.kind == "mixed" and any(not q.closed for q in touched):
            return False  # where the quotation ends, and with it what was said, only the writer knows
        if statement.kind != "direct" and statement.content.count("(") != statement.content.count(")"):
            return False
        return bool(ranges) and ordered and not any(self._is_cut(q, ranges) for q in touched)

    def _is_cut(self, quotation: Quotation, ranges: Sequence[Range]) -> bool:
        """Whether letters of a quotation are within the ranges and others are not."""
        start, end = quotation.said(self.document.text)
        inside = [(max(a, start), min(b, end)) for a, b in ranges if a < end and start < b]
        if not inside:
            return False
        letters = sum(c.isalnum() for a, b in inside for c in self.document.text[a:b])
        return 0 < letters < sum(c.isalnum() for c in self.document.text[start:end])


def _is_outlet(name: str) -> bool:
    return name.lower().removeprefix("the ") in OUTLETS


def _is_said(headed: Attribution, prose: Sequence[Attribution]) -> bool:
    """Whether a statement of the same speaker has most of the longer words of a headline."""
    words = _longer_words(headed.content)
    said = [_longer_words(s.content) for s in prose if s.speaker == headed.speaker]
    return any(len(words & other) >= _SAME_WORDS * len(words) for other in said)


def _longer_words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w{4,}", text)}


def _framed(frame: Frame) -> _Draft:
    return _Draft(frame.content, frame.cue, frame.speaker, "clause", _FRAMED, frame.follows)
