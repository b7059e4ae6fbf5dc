"""A text as the gate looks things up in it: its sentences with their words, stems, numbers and names."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate

from briefing.analysis.particulars import Lexicon, Number, numbers_in
from briefing.analysis.wording import Token, stem, tokens_of
from briefing.types import Range

#: Texts to unit vectors, in order.
Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]


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
        return runs_of(forms, 2), runs_of(forms, 3)

    @cached_property
    def joined(self) -> str:
        """All words between bars, for finding a run of them."""
        return joined_forms(self.tokens)

    @cached_property
    def places(self) -> list[int]:
        """Where in `joined` the bar before each token stands."""
        return list(accumulate((len(token.form) + 1 for token in self.tokens[:-1]), initial=0))


def joined_forms(tokens: Sequence[Token]) -> str:
    """Words between bars."""
    return "|" + "|".join(token.form for token in tokens) + "|"


def runs_of(forms: Sequence[str], length: int) -> frozenset[tuple[str, ...]]:
    """All runs of so many words."""
    return frozenset(tuple(forms[i : i + length]) for i in range(len(forms) - length + 1))
