"""The dependency tree of one sentence, with tokens numbered from its beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.document import Document, Span, Token

#: Steps up the tree at the most; a chain that is longer is a parser's error, or no prose.
_CLIMB = 12
#: Dependents of one token at the most, so that a table or a list costs no more than its length.
_WIDEST = 64


class Tree:
    """The tokens of a sentence with their heads and dependents, all within the sentence."""

    def __init__(self, document: Document, span: Span) -> None:
        self.span = span
        self.tokens: Sequence[Token] = document.tokens[span.first : span.last]
        self.words = [token.text.lower() for token in self.tokens]
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for i in range(len(self.tokens)):
            head = self.head(i)
            if head != i and len(self._children[head]) < _WIDEST:
                self._children[head].append(i)

    def __len__(self) -> int:
        return len(self.tokens)

    def head(self, at: int) -> int:
        """The head of a token; a root is its own, as is one whose head stands in another sentence."""
        head = self.tokens[at].head - self.span.first
        return head if 0 <= head < len(self.tokens) else at

    def children(self, at: int, *deps: str) -> Iterator[int]:
        """The dependents of a token, in order; of these relations, if any are given."""
        return (i for i in self._children[at] if not deps or self.tokens[i].dep in deps)

    def up(self, at: int) -> Iterator[int]:
        """The tokens above a token, from its head on."""
        for _ in range(_CLIMB):
            head = self.head(at)
            if head == at:
                return
            yield head
            at = head

    def verb(self, at: int) -> int | None:
        """The nearest verb above a token, or the token itself if it is one."""
        if self.tokens[at].tag.startswith("VB"):
            return at
        return next((i for i in self.up(at) if self.tokens[i].tag.startswith("VB")), None)

    def below(self, at: int) -> list[int]:
        """The token and the nearest of those under it, in order."""
        found = [at]
        for i in found:  # grows while it is read
            if len(found) < _WIDEST:
                found += self._children[i]
        return sorted(found[:_WIDEST])

    def word(self, at: int) -> str:
        """The word at a token in lower case; empty where there is no token."""
        return self.words[at] if 0 <= at < len(self.words) else ""
