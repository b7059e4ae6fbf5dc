"""What a model wrote, made into a summary: each sentence goes through the gate, and what is refused is replaced.

In the place of a sentence that does not follow from the article, or not by what can be checked, stands the sentence of
the article that it seems to rest on. Where nothing is left, the embedded summarizer takes the article, and the summary
says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.analysis.faithfulness import Finding, judge_sentence
from briefing.analysis.source import Embed, Source
from briefing.document import Document
from briefing.summarizers.extractive import MOST_WORDS, Extractive
from briefing.text.sentences import split_sentences
from briefing.types import Range, Sentence, Summary

#: Counts up when the gate or what surrounds it changes what is taken of a model's text.
GATE = "gate 1"
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a model wrote on one article, or why it wrote nothing."""

    text: str = ""
    problem: str = ""


def finish(draft: Draft, document: Document, *, headline: str, model: str, embed: Embed | None = None) -> Summary:
    """The summary that a draft makes."""
    if draft.problem:
        return _embedded(document, headline, draft.problem, ())
    source = Source(document.text, [(span.start, span.end) for span in document.sentences], embed)
    sentences: list[Sentence] = []
    withheld: list[str] = []
    replaced: list[Range] = []
    words = 0
    for sentence in _sentences_of(draft.text):
        finding = _judged(sentence, source)
        if finding.verdict == "supported":
            taken = _cited(sentence, finding.ranges, document)
        else:
            withheld.append(finding.reasons[0])
            stand_in = _stand_in(finding, document, source, sentence)
            if stand_in is None:
                continue
            taken = stand_in
            replaced.extend(taken.ranges)
        if taken.ranges in [other.ranges for other in sentences] or taken.text in [other.text for other in sentences]:
            continue
        count = len(taken.text.split())
        if sentences and words + count > MOST_WORDS:
            break
        sentences.append(taken)
        words += count
    if all(set(s.ranges) <= set(replaced) for s in sentences):
        problem = "nothing that it wrote follows from the article" if withheld else "it wrote nothing"
        return _embedded(document, headline, problem, withheld)
    extractive = all(_is_copy(sentence, document) for sentence in sentences)
    return Summary(model=model, extractive=extractive, sentences=tuple(sentences), withheld=tuple(withheld))


def _embedded(document: Document, headline: str, problem: str, withheld: Sequence[str]) -> Summary:
    found = Extractive().summarize(document, headline=headline)
    return replace(found, withheld=tuple(withheld), fallback=problem)


def _sentences_of(text: str) -> list[str]:
    """The sentences of what was written; models part them by breaks of their own (<n>, as PEGASUS does)."""
    text = text.replace("<n>", " ")
    return [text[a:b] for a, b in split_sentences(text)]


def _judged(sentence: str, source: Source) -> Finding:
    """What the gate says, of the whole article and then of what would be cited alone: the reader sees no more."""
    found = judge_sentence(sentence, source)
    if found.verdict != "supported":
        return found
    if not _is_balanced(sentence):
        return replace(found, verdict="refused", reasons=("part of a quotation was left out",))
    return judge_sentence(sentence, Source(source.text, found.ranges)) if found.score < 1 else found


def _is_balanced(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in _PAIRS)


def _cited(sentence: str, ranges: Sequence[Range], document: Document) -> Sentence:
    """The sentence with its ranges, without what is not of the body; a copy is printed as the article has it."""
    kept = tuple(part for a, b in ranges for part in document.body_in(a, b)) or tuple(ranges)
    whole = " ".join(document.text[a:b] for a, b in kept)
    same = " ".join(whole.split()).casefold().strip(" .") == " ".join(sentence.split()).casefold().strip(" .")
    return Sentence(text=whole if same else sentence, ranges=kept)


def _stand_in(finding: Finding, document: Document, source: Source, sentence: str) -> Sentence | None:
    """The sentence of the article that shares most words with what was refused, if it can stand there."""
    ours = set(sentence.casefold().split())
    for start, end in sorted(
        finding.ranges, key=lambda r: -len(ours & set(source.text[r[0] : r[1]].casefold().split()))
    ):
        parts = document.body_in(start, end)
        text = " ".join(document.text[a:b] for a, b in parts)
        if text and _is_balanced(text) and ours & set(text.casefold().split()):
            return Sentence(text=text, ranges=parts)
    return None


def _is_copy(sentence: Sentence, document: Document) -> bool:
    return sentence.text.split() == " ".join(document.text[a:b] for a, b in sentence.ranges).split()
