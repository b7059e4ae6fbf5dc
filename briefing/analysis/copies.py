"""Copies of a sentence of the text, and near copies: what was changed in them.

A near copy is a sentence of the text with other words in it, or in another order. What may be changed without changing
what is said is listed here; everything else counts as a change until somebody shows that it is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefing.analysis.deletions import LONGEST, MODALS, is_negation, lost_words
from briefing.analysis.particulars import DAYS, MONTHS, UNITS, WORD_VALUES, names_in
from briefing.analysis.source import Source, joined_forms
from briefing.analysis.wording import FUNCTION_WORDS, Token, stem
from briefing.types import Range

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
#: Who may stand for a name that the sentence before gives; not `it` and `they`, which mean too many things.
_PERSON = frozenset("he she his her him".split())
_BEING = frozenset("is are was were been".split())
#: Places where the same words stand that are looked at.
_MOST_PLACES = 100
#: A sentence of the text that shares less than this of the claim's words is not compared word by word.
_WORTH_COMPARING = 0.5
_ENDS = frozenset(".!?…。！？:;\n\r\u2028\u2029")


class NearCopy(NamedTuple):
    """What was changed in a near copy: `changes` refuse it."""

    changes: tuple[str, ...]
    #: A pronoun of the sentence has given way to the name that the sentence before it gives.
    names_before: bool


def whole_copy(claim: Sequence[Token], source: Source) -> Range | None:
    """Where the text has exactly these words between two ends of sentences or lines; None if nowhere."""
    wanted = joined_forms(claim)
    at = source.joined.find(wanted)
    for _ in range(_MOST_PLACES):
        if at < 0:
            break
        first = bisect_right(source.places, at) - 1
        last = first + len(claim) - 1
        start, end = source.tokens[first].start, source.tokens[last].end
        before = source.text[source.tokens[first - 1].end : start] if first else "\n" + source.text[:start]
        is_last = last + 1 == len(source.tokens)
        after = source.text[end:] + "\n" if is_last else source.text[end : source.tokens[last + 1].start]
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


def nearest(claim: Sequence[Token], source: Source, *, most: int) -> list[int]:
    """The sentences that share most words with the claim, the nearest first."""
    counts = Counter(token.form for token in claim)
    shares = [
        ((counts & other).total() / len(claim), -i)
        for i, other in enumerate(source.counts)
        if len(source.tokens_at(i)) <= LONGEST
    ]
    return [-i for share, i in sorted(shares, reverse=True)[:most] if share >= _WORTH_COMPARING]


def as_near_copy(claim: Sequence[Token], source: Source, i: int) -> NearCopy | None:
    """What was changed if the claim is nearly sentence `i`; None if it is not."""
    ours = [token.form for token in claim]
    theirs = [token.form for token in source.tokens_at(i)]
    matcher = SequenceMatcher(None, theirs, ours, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    is_near = 2 * kept / (len(ours) + len(theirs)) >= NEAR_COPY or _is_permutation(ours, theirs)
    if not is_near and kept / len(ours) < NEAR_EXTRACT:
        return None
    changes = []
    names_before = False
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind not in ("insert", "replace") or _is_harmless(theirs[a:b], ours[c:d]):
            continue
        if _is_named(theirs[a:b], ours[c:d], source, i):
            names_before = True
            continue
        if is_near or b - a <= d - c + _CONDENSED or any(map(_is_particular, claim[c:d])):
            instead = f' instead of "{" ".join(theirs[a:b])}"' if kind == "replace" else ""
            changes.append(f'a near copy says "{" ".join(ours[c:d])}"{instead}')
    gone = source.counts[i] - Counter(ours)
    lost = lost_words([form for form in theirs if form in gone]) if is_near and not changes else ()
    return NearCopy(tuple(changes) or tuple(lost), names_before)


def _subject_before(source: Source, i: int) -> list[str]:
    """The words of the one name in the sentence before, where that begins with it; empty where it names others too."""
    tokens = source.tokens_at(i - 1) if i else ()
    names = names_in(tokens, source.text, source.lexicon)
    if len(names) != 1:
        return []
    titles = [token for token in tokens if token.start < names[0][0].start]
    if not all(token.is_capital and token.form not in FUNCTION_WORDS for token in titles):
        return []
    return [token.form for token in names[0]]


def _is_named(before: Sequence[str], after: Sequence[str], source: Source, i: int) -> bool:
    """Whether a pronoun of sentence `i` only gave way to whom it must mean, in full or by the last word of the name."""
    if not before or before[0] not in _PERSON:
        return False
    name = _subject_before(source, i)
    length = len(name) if list(after[: len(name)]) == name else 1
    return after[:length] in (name, name[-1:]) and bool(name) and _is_harmless(before[1:], after[length:])


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
    harmless = _HARMLESS | {"being"} if _BEING & set(before) else _HARMLESS
    return all(form in harmless or (len(form) > 3 and stem(form) in known) for form in after)
