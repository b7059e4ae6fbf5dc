"""Sentences as a parser reads them, right or wrong, written down as tables."""

from __future__ import annotations

from briefing.document import Document, Span, Token


def document_of(table: str) -> Document:
    """A document of one sentence: word, tag, relation and head of each token; a bar or line break between tokens."""
    tokens: list[Token] = []
    for row in table.strip().replace("\n", "|").split("|"):
        word, tag, relation, head = row.split()
        start = tokens[-1].end + 1 if tokens else 0
        tokens.append(Token(start, start + len(word), word, tag, relation, int(head)))
    text = " ".join(token.text for token in tokens)
    whole = Span(0, len(text), 0, len(tokens), 0)
    return Document(
        text=text, language="en", body=((0, len(text)),), tokens=tuple(tokens), sentences=(whole,), entities=()
    )
