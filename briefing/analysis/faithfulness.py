"""The gate for what a model wrote: each sentence is compared with the text that it is said to follow from.

1. A whole sentence of the text, or several in a row, passes.
2. A pure deletion of one sentence passes unless it lost something that its sense hangs on (`deletions.py`).
3. A near copy, a sentence of the text with other words in it or in another order, is refused (`copies.py`): any such
   change is one of sense until somebody shows that it is not.
4. A freer sentence is refused where a name, a number with its unit, a date or a quotation is not in the text, or a
   number or date only far from what the sentence rests on. Otherwise it is supported if enough of its words are covered
   by the sentences that it rests on, and unverified if not.

Sentence vectors find what a sentence rests on where it shares few words with it; they are no judge, since they hardly
see a changed number, role or negation. What freer sentences say of who did what to whom is out of reach of these rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.analysis.copies import as_near_copy, nearest, whole_copy
from briefing.analysis.deletions import find_cuts, is_negation, what_was_lost
from briefing.analysis.particulars import carries, dates_in, foreign_names, numbers_in
from briefing.analysis.source import Source, joined_forms, runs_of
from briefing.analysis.wording import Token, content_stems, quotations_in, tokens_of
from briefing.types import Range

Verdict = Literal["supported", "unverified", "refused"]

#: Share of the content words that the sentences it rests on must have for a freer sentence to be supported.
COVERED = 0.7
#: Sentences of the text that a freer sentence may rest on: people condense two or three into one.
_RESTS_ON = 3
#: Sentences of the text that are compared by their vectors.
_CANDIDATES = 12
#: Content words that make a sentence of the text one about the same thing.
_SHARED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the gate says of one sentence."""

    verdict: Verdict
    #: 0 to 1: how well it is supported.
    score: float
    #: What is wrong, where it is refused or unverified.
    reasons: tuple[str, ...] = ()
    #: The sentences of the text that it rests on, in text order.
    ranges: tuple[Range, ...] = ()
    #: Share of its content words that these have, where that decided.
    covered: float = 1.0


_NOTHING = Finding(verdict="unverified", score=0.0, covered=0.0, reasons=("there is nothing to check",))


def judge(sentences: Sequence[str], source: Source) -> Finding:
    """What the gate says of a claim of one or more sentences: the worst verdict, the mean score, all reasons."""
    findings = [judge_sentence(sentence, source) for sentence in sentences if tokens_of(sentence)] or [_NOTHING]
    order: tuple[Verdict, ...] = ("refused", "unverified", "supported")
    return Finding(
        verdict=min((f.verdict for f in findings), key=order.index),
        score=round(sum(f.score for f in findings) / len(findings), 4),
        reasons=tuple(dict.fromkeys(reason for f in findings for reason in f.reasons)),
        ranges=tuple(sorted({r for f in findings for r in f.ranges})),
        covered=min(f.covered for f in findings),
    )


def judge_sentence(sentence: str, source: Source) -> Finding:
    """What the gate says of one sentence."""
    claim = tokens_of(sentence)
    if not claim:
        return _NOTHING
    whole = whole_copy(claim, source)
    if whole is not None:
        return Finding(verdict="supported", score=1.0, ranges=(whole,))
    near = nearest(claim, source, most=_RESTS_ON)
    deletions = [found for i in near if (found := _as_deletion(sentence, claim, source, i)) is not None]
    if deletions:
        return next((found for found in deletions if found.verdict == "supported"), deletions[0])
    for i in near:
        copy = as_near_copy(claim, source, i)
        if copy is None:
            continue
        if copy.changes:
            score = _score(claim, source, [i], wrong=0)
            return Finding(verdict="refused", score=score, reasons=copy.changes, ranges=(source.sentences[i],))
        if copy.names_before:
            return _as_free(sentence, claim, source, [i - 1, i])
    return _as_free(sentence, claim, source, _rests_on(sentence, claim, source))


def _as_deletion(sentence: str, claim: Sequence[Token], source: Source, i: int) -> Finding | None:
    """The finding if the claim is sentence `i` with words left out."""
    tokens = source.tokens_at(i)
    cuts = find_cuts([token.form for token in claim], [token.form for token in tokens])
    if cuts is None:
        return None
    start, end = source.sentences[i]
    lost = tuple(what_was_lost(tokens, cuts, source.text, start, end, sentence))
    if lost:
        score = _score(claim, source, [i], wrong=0)
        return Finding(verdict="refused", score=score, reasons=lost, ranges=(source.sentences[i],))
    return Finding(verdict="supported", score=1.0, ranges=(source.sentences[i],))


# ---------------------------------------------------------------- freer sentences


def _as_free(sentence: str, claim: Sequence[Token], source: Source, rests: Sequence[int]) -> Finding:
    """The finding on a sentence in words of its own that rests on these sentences of the text."""
    wrong = tuple(dict.fromkeys(_violations(sentence, claim, source, rests)))
    score = _score(claim, source, rests, wrong=len(wrong))
    ranges = tuple(sorted(source.sentences[i] for i in rests))
    if wrong:
        return Finding(verdict="refused", score=score, reasons=wrong, ranges=ranges)
    covered = _cover(claim, source, rests)
    if covered < COVERED:
        reason = f"only {covered:.0%} of its words are in what it rests on"
        return Finding(verdict="unverified", score=score, covered=covered, reasons=(reason,), ranges=ranges)
    return Finding(verdict="supported", score=score, ranges=ranges)


def _rests_on(sentence: str, claim: Sequence[Token], source: Source) -> list[int]:
    """The sentences that cover the claim: one after the other the one that adds most.

    Where these leave too much of it uncovered, the one nearest in meaning is another.
    """
    missing = set(content_stems(claim))
    chosen: list[int] = []
    while missing and len(chosen) < min(_RESTS_ON, len(source.stems)):
        best = max(range(len(source.stems)), key=lambda i: (len(source.stems[i] & missing), -i))
        if not source.stems[best] & missing:
            break
        chosen.append(best)
        missing -= source.stems[best]
    if source.embed is not None and _cover(claim, source, chosen) < COVERED:
        near = _likeliest(claim, source)
        vector, *others = source.embed([sentence, *(source.text[slice(*source.sentences[i])] for i in near)])
        likeness = [sum(x * y for x, y in zip(vector, other, strict=True)) for other in others]
        if near and (nearest := near[likeness.index(max(likeness))]) not in chosen:
            chosen.append(nearest)
    return chosen


def _likeliest(claim: Sequence[Token], source: Source) -> list[int]:
    """The sentences that share most content words with the claim, in text order; the first ones of a text first."""
    ours = set(content_stems(claim))
    by_overlap = sorted(range(len(source.stems)), key=lambda i: (-len(source.stems[i] & ours), i))
    return sorted(by_overlap[:_CANDIDATES])


def _violations(sentence: str, claim: Sequence[Token], source: Source, rests: Sequence[int]) -> Iterator[str]:
    for name in foreign_names(claim, sentence, source.lexicon):
        yield f'a name is not in the source: "{name}"'
    near = _about_the_same(claim, source, rests)
    yield from _wrong_numbers(claim, source, near)
    yield from _wrong_dates(claim, source, near)
    yield from _wrong_quotations(sentence, source)


def _about_the_same(claim: Sequence[Token], source: Source, rests: Sequence[int]) -> set[int]:
    """The sentences that the claim rests on, their neighbours, and all that share two of its content words."""
    ours = set(content_stems(claim))
    around = {j for i in rests for j in (i - 1, i, i + 1)}
    return around | {i for i, stems in enumerate(source.stems) if len(stems & ours) >= _SHARED}


def _wrong_numbers(claim: Sequence[Token], source: Source, near: set[int]) -> Iterator[str]:
    for what, number in {f"{n.written} {n.unit}".strip(): n for n in numbers_in(claim)}.items():
        places = {i for other, where in source.numbers.items() if carries(other, number) for i in where}
        if not places:
            yield f'a number is not in the source: "{what}"'
        elif not places & near:
            yield f'a number stands elsewhere in the source: "{what}"'


def _wrong_dates(claim: Sequence[Token], source: Source, near: set[int]) -> Iterator[str]:
    cased = any(token.is_capital for token in claim[1:])
    places: dict[str, set[int]] = {}
    for i in range(len(source.sentences)):
        for day, _ in dates_in(source.tokens_at(i), cased=cased):
            places.setdefault(day, set()).add(i)
    for day, token in dates_in(claim, cased=cased):
        if day not in places:
            yield f'a date is not in the source: "{token.form}"'
        elif not places[day] & near:
            yield f'a date stands elsewhere in the source: "{token.form}"'


def _wrong_quotations(sentence: str, source: Source) -> Iterator[str]:
    for start, end in quotations_in(sentence):
        quoted = tokens_of(sentence[start:end])
        if len(quoted) > 1 and joined_forms(quoted) not in source.joined:
            yield f'a quotation is not in the source: "{sentence[start:end]}"'


def _negation_gap(claim: Sequence[Token], source: Source, rests: Sequence[int]) -> float:
    """What it costs that one side denies and the other does not."""
    ours = any(is_negation(token.form) for token in claim)
    theirs = any(is_negation(token.form) for i in rests for token in source.tokens_at(i))
    return 0.1 if ours and not theirs else 0.0


# ---------------------------------------------------------------- the score


def _score(claim: Sequence[Token], source: Source, rests: Sequence[int], *, wrong: int) -> float:
    """How like the source a sentence is, less for every thing that is wrong; only a copy has 1."""
    score = _likeness(claim, source, rests) - 0.25 * wrong - _negation_gap(claim, source, rests)
    return round(max(0.0, min(0.99, score)), 4)


def _share(ours: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    return len(ours & theirs) / len(ours) if ours else 0.0


def _cover(claim: Sequence[Token], source: Source, rests: Sequence[int]) -> float:
    """Share of the claim's content words that the sentences have."""
    stems = content_stems(claim)
    theirs = frozenset().union(*(source.stems[i] for i in rests))
    return sum(s in theirs for s in stems) / len(stems) if stems else 0.0


def _likeness(claim: Sequence[Token], source: Source, rests: Sequence[int]) -> float:
    """The mean of: shared runs of words, words that the best sentences cover, words that the text covers.

    Untrained, and better than what can be trained on a few hundred claims: AUC .8 on summaries of CNN articles, .7 on
    those of XSum (QAGS, Wang et al. 2020).
    """
    forms = [token.form for token in claim]
    pairs, triples = source.runs
    runs = (_share(runs_of(forms, 2), pairs) + _share(runs_of(forms, 3), triples)) / 2
    stems = content_stems(claim)
    anywhere = sum(s in source.all_stems for s in stems) / len(stems) if stems else 0.0
    return (runs + _cover(claim, source, rests) + anywhere) / 3
