"""The embedded summarizer: the opening of the article, in clean sentences of its own.

With the data at hand no learned ranker reads better than the lead at equal length, so the lead is taken, and what
spoils it is left out. The text's own words are never changed; the rules, in order:

1. The sentences of one quotation are one unit; a unit with half a quotation is not taken.
2. Headlines, captions, questions, turns of an interview (Adsel: ...), the writer's own I, fragments without an
   end mark and sentences of fewer than five words are not taken, nor is a standfirst that the text says again below.
3. A unit that leans on the sentence before it (She said, However, The minister) is taken only right behind it.
4. The place and agency in front of the first sentence (KESS, 20 November -) are cut off.
5. Units are taken in text order until 55 words are reached: the last one may go over, none is cut; at 120 words it
   ends in any case.
6. Where no unit is a whole sentence (three words, a table, a quotation over several paragraphs), a short text is taken
   as it stands, and of a longer one its opening lines, unless they may be parts of a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefing.analysis.standalone import find_turns, has_single_half, is_open, is_whole, leans, speaks_for_itself
from briefing.document import Document, Span
from briefing.text.dateline import after_dateline
from briefing.types import Range, Sentence, Summarizing, Summary

#: Words after which no further sentence is taken: readers' summaries in the development data have 55 to 80.
ENOUGH_WORDS = 55
MOST_WORDS = 120
#: A unit of more sentences than this is a speech; it is passed over.
_LONGEST_UNIT = 4
#: Only the opening is looked at: what stands further down is detail.
_OPENING = 25

_QUOTATION_MARK = re.compile(r"[\"“”«»]|''")


class Extractive:
    """Picks whole sentences; needs no model beyond the annotation of the text."""

    model = "extractive 2"

    def __init__(self, _chosen: Summarizing | None = None, _embed: object = None, _entail: object = None) -> None:
        """There is nothing to choose."""

    def summarize_all(self, documents: Sequence[Document], headlines: Sequence[str]) -> list[Summary]:
        """A summary for each document, in order."""
        return [
            self.summarize(document, headline=headline) for document, headline in zip(documents, headlines, strict=True)
        ]

    def summarize(self, document: Document, *, headline: str = "") -> Summary:
        """The first clean units of the text; where not one is clean, the first whole one, and else what there is."""
        turns = _turns(document)
        units = [unit for unit in _units(document) if document.sentences[unit[0]].paragraph not in turns]
        chosen = _choose(document, [u for u in units if _is_clean(document, u, headline)], strict=True)
        if not chosen:
            chosen = _choose(document, [u for u in units if is_whole(_joined(document, u))], strict=False)
        if not chosen:
            chosen = _as_it_stands(document)
        return Summary(model=self.model, extractive=True, sentences=tuple(_printed(document, u) for u in chosen))


def _choose(document: Document, units: Sequence[list[int]], *, strict: bool) -> list[list[int]]:
    """Units in text order until the summary is long enough; `strict` leaves out what leans on a unit not chosen."""
    chosen: list[list[int]] = []
    words = 0
    for unit in units:
        text = _joined(document, unit)
        follows = bool(chosen) and chosen[-1][-1] == unit[0] - 1
        if strict and leans(text) and not follows:
            continue
        count = len(text.split())
        if chosen and words + count > MOST_WORDS:
            break
        chosen.append(unit)
        words += count
        if words >= ENOUGH_WORDS:
            break
    return chosen


def _as_it_stands(document: Document) -> list[list[int]]:
    """A short text whole, of a longer one the first lines; nothing where these may be half a quotation."""
    lines = [[i] for i, span in enumerate(document.sentences[:_OPENING]) if document.body_in(span.start, span.end)]
    whole = [i for line in lines for i in line]
    text = _joined(document, whole) if whole else ""
    if not any(c.isalpha() for c in text):
        return []
    if len(document.sentences) <= _OPENING and len(text.split()) <= MOST_WORDS:
        return [] if is_open(text) else [whole]
    if _QUOTATION_MARK.search(text):
        return []
    return _choose(
        document, [line for line in lines if len(_joined(document, line).split()) <= MOST_WORDS], strict=False
    )


def _units(document: Document) -> Iterator[list[int]]:
    """Indices of sentences that only make sense together: those of one quotation."""
    unit: list[int] = []
    for i, span in enumerate(document.sentences[:_OPENING]):
        same_paragraph = not unit or document.sentences[unit[-1]].paragraph == span.paragraph
        if unit and (not is_open(_joined(document, unit)) or not same_paragraph):
            yield unit
            unit = []
        unit.append(i)
    if unit:
        yield unit


def _turns(document: Document) -> set[int]:
    """The paragraphs that are turns of an interview."""
    opening = document.sentences[:_OPENING]
    firsts = [span for i, span in enumerate(opening) if not i or opening[i - 1].paragraph != span.paragraph]
    found = find_turns([document.text[span.start : span.end] for span in firsts])
    return {firsts[place].paragraph for place in found}


def _ranges(document: Document, span: Span) -> tuple[Range, ...]:
    """What is printed of a sentence: its parts in the body, without the dateline."""
    parts = document.body_in(span.start, span.end)
    first = parts[0]
    return (after_dateline(document.text, *first), first[1]), *parts[1:]


def _printed(document: Document, unit: Sequence[int]) -> Sentence:
    """A unit as one sentence; neighbouring ranges become one."""
    ranges: list[Range] = []
    for start, end in (r for i in unit for r in _ranges(document, document.sentences[i])):
        if ranges and not document.text[ranges[-1][1] : start].strip():
            ranges[-1] = ranges[-1][0], end
        else:
            ranges.append((start, end))
    return Sentence(text=" ".join(document.text[a:b] for a, b in ranges), ranges=tuple(ranges))


def _joined(document: Document, unit: Sequence[int]) -> str:
    return _printed(document, unit).text


def _is_clean(document: Document, unit: Sequence[int], headline: str) -> bool:
    text = _joined(document, unit)
    if len(unit) > _LONGEST_UNIT or not is_whole(text) or text[0].islower() or has_single_half(text):
        return False
    if text.casefold().strip(" .") == headline.casefold().strip(" ."):
        return False
    if document.text.find(text, document.sentences[unit[-1]].end) >= 0:
        return False
    return not speaks_for_itself(text)
