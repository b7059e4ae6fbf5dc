"""The tree that the parser's relations make of a document: children, descendants, governors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.document import Document, Token
from briefing.types import Range

#: No clause of prose is deeper; what is, the parser made of something that is no prose.
_DEEPEST = 40
#: Tokens of the longest sentence whose tree means anything; the longest of the development data has 140.
_LONGEST = 250


class Grammar:
    """Looks up the relations of a document; tokens are named by their index."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tokens: Sequence[Token] = document.tokens
        self._children: list[list[int]] = [[] for _ in document.tokens]
        roots = []
        for i, token in enumerate(document.tokens):
            if token.head == i:
                roots.append(i)
            else:
                self._children[token.head].append(i)
        self._left, self._right, self._size = self._extents(roots)
        #: The ranges of the paragraphs, from their first sentence to their last, and the paragraph of each sentence.
        self.paragraphs: list[Range] = []
        self.paragraph_of: list[int] = []
        self._find_paragraphs()
        self._sentence = [number for number, s in enumerate(document.sentences) for _ in range(s.first, s.last)]

    def _find_paragraphs(self) -> None:
        number = -1
        for span in self.document.sentences:
            if span.paragraph == number:
                self.paragraphs[-1] = self.paragraphs[-1][0], span.end
            else:
                self.paragraphs.append((span.start, span.end))
                number = span.paragraph
            self.paragraph_of.append(len(self.paragraphs) - 1)

    def _extents(self, roots: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
        """The first and last token and the number of tokens of each subtree, from the leaves up."""
        order = list(roots)
        for i in order:
            order += self._children[i]
        left, right, size = list(range(len(self.tokens))), list(range(len(self.tokens))), [1] * len(self.tokens)
        for i in reversed(order):
            for c in self._children[i]:
                left[i] = min(left[i], left[c])
                right[i] = max(right[i], right[c])
                size[i] += size[c]
        return left, right, size

    def children(self, i: int, *relations: str) -> list[int]:
        """The dependents of a token in text order, those of the given relations only if any are given."""
        found = self._children[i]
        return [c for c in found if self.tokens[c].dep in relations] if relations else found

    def child(self, i: int, *relations: str) -> int | None:
        """The first dependent of one of the relations."""
        for c in self._children[i]:
            if self.tokens[c].dep in relations:
                return c
        return None

    def head(self, i: int) -> int | None:
        """The governor of a token; None for a root."""
        head = self.tokens[i].head
        return None if head == i else head

    def governors(self, i: int, most: int = _DEEPEST) -> Iterator[int]:
        """The governor, its governor and so on up to the root."""
        for _ in range(most):
            above = self.head(i)
            if above is None:
                return
            yield above
            i = above

    def subtree(self, i: int, *, without: Sequence[int] = ()) -> list[int]:
        """A token and all that depends on it, in text order; the subtrees of `without` are left out."""
        if self._right[i] - self._left[i] + 1 == self._size[i]:
            found = list(range(self._left[i], self._right[i] + 1))
            if not without:
                return found
        else:
            found = self._collected(i)
        left_out = {t for w in without for t in self.subtree(w)}
        return [t for t in found if t not in left_out]

    def _collected(self, i: int) -> list[int]:
        """A subtree that other words stand in."""
        found, stack = [], [i]
        while stack:
            at = stack.pop()
            found.append(at)
            stack += self._children[at]
        return sorted(found)

    def first_of(self, i: int) -> int:
        """The leftmost token of a subtree."""
        return self._left[i]

    def sentence_of(self, i: int) -> int:
        """Index of the sentence that a token stands in."""
        return self._sentence[i] if i < len(self._sentence) else len(self.document.sentences) - 1

    def is_prose(self, i: int) -> bool:
        """Whether a token stands in a sentence that a parser can make sense of."""
        sentence = self.document.sentences[self.sentence_of(i)]
        return sentence.last - sentence.first <= _LONGEST

    def ranges_of(self, tokens: Sequence[int]) -> tuple[Range, ...]:
        """The ranges of the text that tokens, in text order, cover: one for each run of neighbours."""
        found: list[Range] = []
        for n, t in enumerate(tokens):
            if n and t == tokens[n - 1] + 1:
                found[-1] = found[-1][0], self.tokens[t].end
            else:
                found.append((self.tokens[t].start, self.tokens[t].end))
        return tuple(found)

    def lower(self, i: int) -> str:
        """The token in small letters."""
        return self.tokens[i].text.lower()
