"""The dependency tree that the parser makes of a text: heads, children, governors, subtrees.

There are two views of it. `DocumentTree` has all tokens, named by their index in the document, and whole subtrees, for
what is printed of them. `SentenceTree` has those of one sentence, named from its beginning, within bounds: where a
number stands in a table or a list, it costs no more than the length of that.

As in `Token`, a root is its own head.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.document import Document, Span, Token
from briefing.types import Range

#: No clause of prose is deeper; what is, the parser made of something that is no prose.
_DEEPEST = 40
#: Tokens of the longest sentence whose tree means anything; the longest of the development data has 140.
_LONGEST = 250
#: Steps up the tree of a sentence at the most; a chain that is longer is a parser's error, or no prose.
_CLIMB = 12
#: Children of one token of a sentence at the most, and tokens of a subtree.
_WIDEST = 64


class Tree:
    """Tokens with their heads and children, all within them; what depends on a token outside is a root."""

    def __init__(self, tokens: Sequence[Token], *, first: int = 0, deepest: int, widest: int | None = None) -> None:
        self.tokens = tokens
        #: The tokens in lower case.
        self.words = [token.text.lower() for token in tokens]
        self._first = first
        self._deepest = deepest
        self._children: list[list[int]] = [[] for _ in tokens]
        for at in range(len(tokens)):
            head = self.head(at)
            if head != at and (widest is None or len(self._children[head]) < widest):
                self._children[head].append(at)

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        """The word at a token in lower case; empty where there is no token."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def head(self, at: int) -> int:
        """The head of a token; a root is its own."""
        head = self.tokens[at].head - self._first
        return head if 0 <= head < len(self.tokens) else at

    def is_root(self, at: int) -> bool:
        """Whether a token has no head but itself."""
        return self.head(at) == at

    def children(self, at: int, *relations: str) -> list[int]:
        """The dependents of a token in text order, those of the given relations only if any are given."""
        found = self._children[at]
        return [child for child in found if self.tokens[child].dep in relations] if relations else found

    def child(self, at: int, *relations: str) -> int | None:
        """The first dependent of one of the relations."""
        return next((child for child in self._children[at] if self.tokens[child].dep in relations), None)

    def governors(self, at: int, most: int | None = None) -> Iterator[int]:
        """The head of a token, its head and so on up to the root, or as far as prose is deep."""
        for _ in range(self._deepest if most is None else most):
            head = self.head(at)
            if head == at:
                return
            yield head
            at = head

    def verb(self, at: int) -> int | None:
        """The nearest verb above a token, or the token itself if it is one."""
        if self.tokens[at].tag.startswith("VB"):
            return at
        return next((above for above in self.governors(at) if self.tokens[above].tag.startswith("VB")), None)


class SentenceTree(Tree):
    """The tree of one sentence, with tokens numbered from its beginning."""

    def __init__(self, document: Document, span: Span) -> None:
        super().__init__(document.tokens[span.first : span.last], first=span.first, deepest=_CLIMB, widest=_WIDEST)
        self.span = span

    def subtree(self, at: int) -> list[int]:
        """A token and the nearest of those under it, in text order."""
        found = [at]
        for above in found:  # grows while it is read
            if len(found) < _WIDEST:
                found += self._children[above]
        return sorted(found[:_WIDEST])


class DocumentTree(Tree):
    """The tree of a whole document, with its sentences and paragraphs."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.tokens, deepest=_DEEPEST)
        self.document = document
        self._left, self._right, self._size = self._extents()
        paragraphs = document.paragraphs()
        #: The ranges of the paragraphs, from their first sentence to their last, and the paragraph of each sentence.
        self.paragraphs: list[Range] = [(spans[0].start, spans[-1].end) for spans in paragraphs]
        self.paragraph_of = [number for number, spans in enumerate(paragraphs) for _ in spans]
        self._sentence = [number for number, s in enumerate(document.sentences) for _ in range(s.first, s.last)]

    def _extents(self) -> tuple[list[int], list[int], list[int]]:
        """The first and last token and the number of tokens of each subtree, from the leaves up."""
        order = [at for at in range(len(self.tokens)) if self.is_root(at)]
        for at in order:  # grows while it is read
            order += self._children[at]
        left, right, size = list(range(len(self.tokens))), list(range(len(self.tokens))), [1] * len(self.tokens)
        for at in reversed(order):
            for child in self._children[at]:
                left[at] = min(left[at], left[child])
                right[at] = max(right[at], right[child])
                size[at] += size[child]
        return left, right, size

    def subtree(self, at: int, *, without: Sequence[int] = ()) -> list[int]:
        """A token and all that depends on it, in text order; the subtrees of `without` are left out."""
        if self._right[at] - self._left[at] + 1 == self._size[at]:
            found = list(range(self._left[at], self._right[at] + 1))
            if not without:
                return found
        else:
            found = self._collected(at)
        left_out = {t for w in without for t in self.subtree(w)}
        return [t for t in found if t not in left_out]

    def _collected(self, at: int) -> list[int]:
        """A subtree that other words stand in."""
        found = [at]
        for above in found:  # grows while it is read
            found += self._children[above]
        return sorted(found)

    def first_of(self, at: int) -> int:
        """The leftmost token of a subtree."""
        return self._left[at]

    def sentence_of(self, at: int) -> int:
        """Index of the sentence that a token stands in."""
        return self._sentence[at] if at < len(self._sentence) else len(self.document.sentences) - 1

    def is_prose(self, at: int) -> bool:
        """Whether a token stands in a sentence that a parser can make sense of."""
        sentence = self.document.sentences[self.sentence_of(at)]
        return sentence.last - sentence.first <= _LONGEST

    def ranges_of(self, tokens: Sequence[int]) -> tuple[Range, ...]:
        """The ranges of the text that tokens, in text order, cover: one for each run of neighbours."""
        found: list[Range] = []
        for n, at in enumerate(tokens):
            if n and at == tokens[n - 1] + 1:
                found[-1] = found[-1][0], self.tokens[at].end
            else:
                found.append((self.tokens[at].start, self.tokens[at].end))
        return tuple(found)
