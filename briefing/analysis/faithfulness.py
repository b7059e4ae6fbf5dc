"""The gate for what a model wrote: each sentence is compared with the text that it is said to follow from.

1. A whole sentence of the text, or several in a row, passes.
2. A pure deletion of one sentence passes unless it lost something that its sense hangs on (`deletions.py`).
3. A near copy, a sentence of the text with other words in it or in another order, is refused: any such change is one
   of sense until somebody shows that it is not.
4. A freer sentence is refused where a name, a number with its unit, a date or a quotation is not in the text, or a
   number or date only far from what the sentence rests on. Otherwise it is supported if enough of its words are covered
   by the sentences that it rests on, and unverified if not.

Sentence vectors find what a sentence rests on where it shares few words with it; they are no judge, since they hardly
see a changed number, role or negation. What freer sentences say of who did what to whom is out of reach of these rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from typing import Literal

from briefing.analysis.deletions import LONGEST, MODALS, find_cuts, is_negation, lost_words, what_was_lost
from briefing.analysis.particulars import (
    DAYS,
    MONTHS,
    UNITS,
    WORD_VALUES,
    Lexicon,
    Number,
    carries,
    dates_in,
    foreign_names,
    numbers_in,
)
from briefing.analysis.wording import Token, content_stems, quotations_in, stem, tokens_of
from briefing.types import Range

Verdict = Literal["supported", "unverified", "refused"]
#: Texts to unit vectors, in order.
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]

#: Share of the words, in order, that a sentence has in common with one of the text for it to be a near copy of it
#: (difflib's ratio): on copied sentences with one changed word and on summaries that people wrote.
NEAR_COPY = 0.75
#: The same for an extract, as a share of the claim's own words; there a run that stands for one longer by more than
#: two words is a condensation.
NEAR_EXTRACT = 0.84
_CONDENSED = 2
#: So is one with this share of its words in any order, if it has this share of the length: "A met B" for "B met A".
NEAR_PERMUTATION = 0.9
PERMUTED = 0.7
#: Words that a near copy may add: they change the definiteness or the aspect, not what is said.
_HARMLESS = frozenset("a an the that has have had".split())
#: Words that say the same in front of a figure, or at the head of a sentence.
_SYNONYMS = tuple(
    frozenset(words.split())
    for words in ("about around approximately roughly some", "it this that", "over more than", "under less fewer than")
)
#: Share of the content words that the sentences it rests on must have for a freer sentence to be supported.
COVERED = 0.7
#: Places where the same words stand that are looked at.
_MOST_PLACES = 100
#: Sentences of the text that a freer sentence may rest on: people condense two or three into one.
_RESTS_ON = 3
#: Sentences of the text that are compared by their vectors.
_CANDIDATES = 12
#: Content words that make a sentence of the text one about the same thing.
_SHARED = 2
#: A sentence of the text that shares less than this of the claim's words is not compared word by word.
_WORTH_COMPARING = 0.5
_ENDS = frozenset(".!?…。！？:;\n\r\u2028\u2029")


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


_NOTHING = Finding(verdict="unverified", score=0.0, reasons=("there is nothing to check",))


class Source:
    """A text with its sentences, prepared for any number of claims."""

    def __init__(self, text: str, sentences: Sequence[Range], embed: Embed | None = None) -> None:
        """`embed` is asked for vectors only when a claim is neither a copy nor near one."""
        self.text = text
        self.sentences = tuple(sentences)
        self.tokens = tokens_of(text)
        self.embed = embed
        starts = [token.start for token in self.tokens]
        self._first = [bisect_right(starts, a - 1) for a, _ in self.sentences]
        self._last = [bisect_right(starts, b - 1) for _, b in self.sentences]

    def tokens_at(self, sentence: int) -> Sequence[Token]:
        """The tokens of one sentence."""
        return self.tokens[self._first[sentence] : self._last[sentence]]

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words, asked for names."""
        return Lexicon(self.tokens)

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """The stems of each sentence."""
        return [frozenset(stem(t.form) for t in self.tokens_at(i)) for i in range(len(self.sentences))]

    @cached_property
    def all_stems(self) -> frozenset[str]:
        """The stems of all sentences."""
        return frozenset(stem(token.form) for token in self.tokens)

    @cached_property
    def counts(self) -> list[Counter[str]]:
        """How often each sentence has each word."""
        return [Counter(token.form for token in self.tokens_at(i)) for i in range(len(self.sentences))]

    @cached_property
    def numbers(self) -> dict[Number, set[int]]:
        """The numbers of the text, however they are written, with the sentences that have them."""
        found: dict[Number, set[int]] = {}
        for i in range(len(self.sentences)):
            for number in numbers_in(self.tokens_at(i)):
                found.setdefault(number._replace(written="", hedge=""), set()).add(i)
        return found

    @cached_property
    def runs(self) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
        """The pairs and the triples of words that follow each other."""
        forms = [token.form for token in self.tokens]
        return _runs(forms, 2), _runs(forms, 3)

    @cached_property
    def joined(self) -> str:
        """All words between bars, for finding a run of them."""
        return _joined(self.tokens)

    @cached_property
    def places(self) -> list[int]:
        """Where in `joined` the bar before each token stands."""
        return list(accumulate((len(token.form) + 1 for token in self.tokens[:-1]), initial=0))


def judge(sentences: Sequence[str], source: Source) -> Finding:
    """What the gate says of a claim of one or more sentences: the worst verdict, the mean score, all reasons."""
    findings = [judge_sentence(sentence, source) for sentence in sentences if tokens_of(sentence)] or [_NOTHING]
    order: tuple[Verdict, ...] = ("refused", "unverified", "supported")
    return Finding(
        verdict=min((f.verdict for f in findings), key=order.index),
        score=round(sum(f.score for f in findings) / len(findings), 4),
        reasons=tuple(dict.fromkeys(reason for f in findings for reason in f.reasons)),
        ranges=tuple(sorted({r for f in findings for r in f.ranges})),
    )


def judge_sentence(sentence: str, source: Source) -> Finding:
    """What the gate says of one sentence."""
    claim = tokens_of(sentence)
    if not claim:
        return _NOTHING
    whole = _whole_copy(claim, source)
    if whole is not None:
        return Finding(verdict="supported", score=1.0, ranges=(whole,))
    near = _nearest(claim, source)
    deletions = [found for i in near if (found := _as_deletion(sentence, claim, source, i)) is not None]
    if deletions:
        return next((found for found in deletions if found.verdict == "supported"), deletions[0])
    for i in near:
        changes = _as_near_copy(claim, source, i)
        if changes:
            score = _score(claim, source, [i], wrong=0)
            return Finding(verdict="refused", score=score, reasons=changes, ranges=(source.sentences[i],))
    return _as_free(sentence, claim, source)


# ---------------------------------------------------------------- copies


def _joined(tokens: Sequence[Token]) -> str:
    return "|" + "|".join(token.form for token in tokens) + "|"


def _whole_copy(claim: Sequence[Token], source: Source) -> Range | None:
    """Where the text has exactly these words between two ends of sentences or lines; None if nowhere."""
    wanted = _joined(claim)
    at = source.joined.find(wanted)
    for _ in range(_MOST_PLACES):
        if at < 0:
            break
        first = bisect_right(source.places, at) - 1
        last = first + len(claim) - 1
        start, end = source.tokens[first].start, source.tokens[last].end
        before = source.text[source.tokens[first - 1].end : start] if first else "\n"
        after = source.text[end : source.tokens[last + 1].start] if last + 1 < len(source.tokens) else "\n"
        if _ENDS & set(before) and _ENDS & set(after):
            return _with_marks(source.text, start, end, before, after)
        at = source.joined.find(wanted, at + 1)
    return None


def _with_marks(text: str, start: int, end: int, before: str, after: str) -> Range:
    """The range with the opening marks before it and the end mark and closing marks behind it."""
    start -= len(before) - len(before.rstrip("\"'“‘«([„¿¡"))
    for mark in after:
        if mark.isspace():
            break
        end += 1
    return start, min(end, len(text))


def _nearest(claim: Sequence[Token], source: Source) -> list[int]:
    """The sentences that share most words with the claim, the nearest first."""
    counts = Counter(token.form for token in claim)
    shares = [
        ((counts & other).total() / len(claim), -i)
        for i, other in enumerate(source.counts)
        if len(source.tokens_at(i)) <= LONGEST
    ]
    return [-i for share, i in sorted(shares, reverse=True)[:_RESTS_ON] if share >= _WORTH_COMPARING]


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


def _as_near_copy(claim: Sequence[Token], source: Source, i: int) -> tuple[str, ...]:
    """What was changed if the claim is nearly sentence `i`; empty if it is not."""
    ours = [token.form for token in claim]
    theirs = [token.form for token in source.tokens_at(i)]
    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    is_near = 2 * kept / (len(ours) + len(theirs)) >= NEAR_COPY or _is_permutation(ours, theirs)
    if not is_near and kept / len(ours) < NEAR_EXTRACT:
        return ()
    changes = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind not in ("insert", "replace") or _is_harmless(theirs[a:b], ours[c:d]):
            continue
        if is_near or b - a <= d - c + _CONDENSED or any(map(_is_particular, claim[c:d])):
            instead = f' instead of "{" ".join(theirs[a:b])}"' if kind == "replace" else ""
            changes.append(f'a near copy says "{" ".join(ours[c:d])}"{instead}')
    gone = source.counts[i] - Counter(ours)
    return tuple(changes) or tuple(lost_words([form for form in theirs if form in gone]) if is_near else ())


def _is_particular(token: Token) -> bool:
    """Whether a word is a figure, a unit, a day, a negation or a modal: what no condensation brings in."""
    form = token.form
    if form[0].isdigit() or form in WORD_VALUES or form in UNITS or form in DAYS or form in MONTHS:
        return True
    return is_negation(form) or form in MODALS


def _is_permutation(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    shared = (Counter(ours) & Counter(theirs)).total()
    return shared >= NEAR_PERMUTATION * len(ours) and len(ours) >= PERMUTED * len(theirs)


def _is_harmless(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words were only inflected, or given an article."""
    known = {stem(form) for form in before}
    if any(set(before) <= same and set(after) <= same for same in _SYNONYMS):
        return True
    return all(form in _HARMLESS or (len(form) > 3 and stem(form) in known) for form in after)


# ---------------------------------------------------------------- freer sentences


def _as_free(sentence: str, claim: Sequence[Token], source: Source) -> Finding:
    rests = _rests_on(sentence, claim, source)
    wrong = tuple(dict.fromkeys(_violations(sentence, claim, source, rests)))
    score = _score(claim, source, rests, wrong=len(wrong))
    ranges = tuple(sorted(source.sentences[i] for i in rests))
    if wrong:
        return Finding(verdict="refused", score=score, reasons=wrong, ranges=ranges)
    covered = _cover(claim, source, rests)
    if covered < COVERED:
        reason = f"only {covered:.0%} of its words are in what it rests on"
        return Finding(verdict="unverified", score=score, reasons=(reason,), ranges=ranges)
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
        if len(quoted) > 1 and _joined(quoted) not in source.joined:
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


def _runs(forms: Sequence[str], length: int) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(forms[i : i + length]) for i in range(len(forms) - length + 1))


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
    runs = (_share(_runs(forms, 2), pairs) + _share(_runs(forms, 3), triples)) / 2
    stems = content_stems(claim)
    anywhere = sum(s in source.all_stems for s in stems) / len(stems) if stems else 0.0
    return (runs + _cover(claim, source, rests) + anywhere) / 3
