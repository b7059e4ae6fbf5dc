"""What a parser ties to a verb of saying and the writer does not."""

from __future__ import annotations

import pytest

from briefing.analysis.candidates import find_candidates
from briefing.analysis.syntax import DocumentTree
from briefing.document import Document, Span, Token

#: Word, tag, relation and head, as the parser reads such sentences: the clause of "said" hangs on "sang".
GAPPED = """
Sailors NNS nsubj 1 | sang VBD ROOT 1 | songs NNS dobj 1 | at IN prep 1 | strikes NNS pobj 3 | that IN nsubj 8
unions NNS nsubj 7 | said VBD ccomp 1 | left VBD ccomp 7 | hundreds NNS dobj 8 | hurt JJ oprd 8 | . . punct 1
"""
#: The same order of words where "that" opens what was said.
WHOLE = """
Sailors NNS nsubj 1 | told VBD ROOT 1 | the DT det 3 | office NN dobj 1 | in IN prep 1 | town NN pobj 4
that IN mark 8 | strikes NNS nsubj 8 | hurt VBD ccomp 1 | hundreds NNS dobj 8 | . . punct 1
"""


def document_of(table: str) -> Document:
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


@pytest.mark.parametrize(("table", "cue", "expected"), [(GAPPED, "sang", False), (WHOLE, "told", True)])
def test_a_clause_that_tells_of_the_noun_before_it_is_not_what_was_said(
    table: str, cue: str, *, expected: bool
) -> None:
    found = [candidate for candidate in find_candidates(DocumentTree(document_of(table))) if candidate.form == cue]
    assert any(candidate.relation == "ccomp" for candidate in found) is expected
