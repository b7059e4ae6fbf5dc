"""What a model wrote, made into a summary: each sentence goes through the gate, and what is refused is replaced.

In the place of a sentence that does not follow from the article, or not by what can be checked, stands the sentence of
the article that it seems to rest on. Where nothing is left, the embedded summarizer takes the article, and the summary
says why. An entailment model, if one is named, can refuse what the rules let pass; it can never let pass what they
refuse. Only if the operator wants it so, a sentence that no check refused but that is not covered either is taken as it
is, and marked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.faithfulness import Finding, judge_sentence
from briefing.analysis.source import Embed, Source
from briefing.document import Document
from briefing.errors import ModelError
from briefing.summarizers.extractive import MOST_WORDS, Extractive
from briefing.text.sentences import split_sentences
from briefing.types import Range, Sentence, Summary

#: Pairs of premise and hypothesis to the probabilities that the one entails, and that it contradicts, the other.
Entail = Callable[[Sequence[tuple[str, str]]], Sequence[tuple[float, float]]]

#: Counts up when the gate or what surrounds it changes what is taken of a model's text.
GATE = "gate 2"
#: A sentence is refused where the verifier holds a contradiction more likely than not, or all but rules out that the
#: sentence follows. Between the two it has no vote: such models call much neutral that is only condensed. Taken from
#: what the figures mean, not calibrated: that would hold for one model only.
CONTRADICTED = 0.5
NOT_ENTAILED = 0.1
#: A sentence of which less is covered is about something else; it is replaced even where others are marked.
LEAST_COVERED = 0.4
#: Why nothing of a draft is printed, and the code of it.
_UNSUPPORTED = ("nothing that it wrote follows from the article", "unsupported")
_EMPTY = ("it wrote nothing", "model-failed")
_PAIRS = (("“", "”"), ("«", "»"), ("(", ")"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a model wrote on one article, or why it wrote nothing."""

    text: str = ""
    problem: str = ""
    #: The problem as a fixed code, as a `ModelError` has it.
    reason: str = "model-failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the gate works with besides its rules, and whether it marks what it could not check far enough."""

    embed: Embed | None = None
    entail: Entail | None = None
    mark: bool = False

    @property
    def name(self) -> str:
        """The gate, for the key under which digests are kept."""
        return f"{GATE}, marking" if self.mark else GATE


def finish(draft: Draft, document: Document, *, headline: str, model: str, checks: Checks) -> Summary:
    """The summary that a draft makes."""
    if draft.problem:
        return _embedded(document, headline, draft.problem, draft.reason)
    source = Source(document.text, [(span.start, span.end) for span in document.sentences], checks.embed)
    written = _sentences_of(draft.text)
    findings = [_judged(sentence, source) for sentence in written]
    if checks.entail is not None:
        try:
            findings = _voted(written, findings, document, checks.entail)
        except (ModelError, RuntimeError, MemoryError, ValueError, IndexError) as error:
            return _embedded(document, headline, f"the verifier failed ({type(error).__name__})", "model-failed")
    sentences: list[Sentence] = []
    withheld: list[str] = []
    replaced: list[Range] = []
    words = 0
    for sentence, finding in zip(written, findings, strict=True):
        taken = _taken(sentence, finding, document, mark=checks.mark)
        if taken is None:
            withheld.append(finding.reasons[0])
            taken = _stand_in(finding, document, source, sentence)
            if taken is None:
                continue
            replaced.extend(taken.ranges)
        if taken.ranges in [other.ranges for other in sentences] or taken.text in [other.text for other in sentences]:
            continue
        count = len(taken.text.split())
        if sentences and words + count > MOST_WORDS:
            break
        sentences.append(taken)
        words += count
    if all(set(s.ranges) <= set(replaced) or not s.verified for s in sentences):
        return _embedded(document, headline, *(_UNSUPPORTED if findings else _EMPTY), withheld)
    extractive = all(_is_copy(sentence, document) for sentence in sentences)
    return Summary(model=model, extractive=extractive, sentences=tuple(sentences), withheld=tuple(withheld))


def _taken(sentence: str, finding: Finding, document: Document, *, mark: bool) -> Sentence | None:
    """The sentence as it is printed; None if it is not."""
    if finding.verdict == "supported":
        return _cited(sentence, finding.ranges, document)
    if mark and finding.verdict == "unverified" and finding.covered >= LEAST_COVERED and finding.ranges:
        return replace(_cited(sentence, finding.ranges, document), verified=False)
    return None


def _voted(written: Sequence[str], findings: Sequence[Finding], document: Document, entail: Entail) -> list[Finding]:
    """The findings with the vote of the verifier on all that no rule refused and that is no copy."""
    asked = [
        i
        for i, (sentence, finding) in enumerate(zip(written, findings, strict=True))
        if finding.verdict != "refused"
        and finding.ranges
        and not _is_copy(_cited(sentence, finding.ranges, document), document)
    ]
    votes = entail([(_premise(findings[i].ranges, document), written[i]) for i in asked]) if asked else ()
    voted = list(findings)
    for i, (entailed, contradicted) in zip(asked, votes, strict=True):
        if contradicted > CONTRADICTED:
            reasons = ("the verifier sees it contradicted",)
        elif entailed < NOT_ENTAILED:
            reasons = ("the verifier does not see it follow",)
        else:
            continue
        voted[i] = replace(findings[i], verdict="refused", reasons=reasons)
    return voted


def _premise(ranges: Sequence[Range], document: Document) -> str:
    """The sentences that are cited, each with the one before and the one behind it."""
    cited = [
        i
        for i, span in enumerate(document.sentences)
        if any(span.start < end and start < span.end for start, end in ranges)
    ]
    around = sorted({j for i in cited for j in (i - 1, i, i + 1) if 0 <= j < len(document.sentences)})
    return " ".join(document.text[document.sentences[i].start : document.sentences[i].end] for i in around)


def _embedded(document: Document, headline: str, problem: str, reason: str, withheld: Sequence[str] = ()) -> Summary:
    found = Extractive().summarize(document, headline=headline)
    return replace(found, withheld=tuple(withheld), fallback=problem, reason=reason)


def _sentences_of(text: str) -> list[str]:
    """The sentences of what was written; models part them by breaks of their own (<n>, as PEGASUS does)."""
    text = text.replace("<n>", " ")
    return [text[a:b] for a, b in split_sentences(text)]


def _judged(sentence: str, source: Source) -> Finding:
    """What the gate says, of the whole article and then of what would be cited alone: the reader sees no more."""
    found = judge_sentence(sentence, source)
    if found.verdict == "refused" or found.score == 1:
        return found if _is_balanced(sentence) or found.verdict == "refused" else _halved(found)
    if not _is_balanced(sentence):
        return _halved(found)
    alone = judge_sentence(sentence, Source(source.text, found.ranges))
    if found.verdict == "supported":
        return alone
    return replace(found, verdict="refused") if alone.verdict == "refused" else found


def _halved(found: Finding) -> Finding:
    return replace(found, verdict="refused", reasons=("part of a quotation was left out",))


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
