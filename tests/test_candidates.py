"""What a parser ties to a verb of saying and the writer does not."""

from __future__ import annotations

import pytest

from briefing.analysis.candidates import find_candidates
from briefing.analysis.syntax import DocumentTree
from tests.parsed import document_of

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


@pytest.mark.parametrize(("table", "cue", "expected"), [(GAPPED, "sang", False), (WHOLE, "told", True)])
def test_a_clause_that_tells_of_the_noun_before_it_is_not_what_was_said(
    table: str, cue: str, *, expected: bool
) -> None:
    found = [candidate for candidate in find_candidates(DocumentTree(document_of(table))) if candidate.form == cue]
    assert any(candidate.relation == "ccomp" for candidate in found) is expected


@pytest.mark.parametrize(
    "table",
    [
        "Envoys NNS nsubj 1|reported VBD ROOT 1|from IN prep 1|the DT det 4|island NN pobj 2|. . punct 1",
        "Unions NNS nsubj 1|said VBD ROOT 1|left VBD ccomp 1|hundreds NNS dobj 2|hungry JJ oprd 2|. . punct 1",
    ],
    ids=["where it was reported from", "the subject stands in another clause"],
)
def test_words_without_a_subject_are_no_clause(table: str) -> None:
    assert "rest" not in [candidate.relation for candidate in find_candidates(DocumentTree(document_of(table)))]


def test_how_things_turn_out_is_said_by_nobody() -> None:
    table = """
    Now RB advmod 2 | it PRP nsubj 2 | turns VBZ ROOT 2 | out RP prt 2 | that IN mark 6 | ships NNS nsubj 6
    left VBD ccomp 2 | . . punct 2
    """
    (found,) = [c for c in find_candidates(DocumentTree(document_of(table))) if c.relation == "ccomp"]
    assert found.speaker is None


def test_a_clause_ahead_of_the_main_one_ends_with_itself() -> None:
    table = """
    As IN mark 2 | Brann NNP nsubj 2 | predicts VBZ advcl 9 | it PRP nsubj 5 | will MD aux 5 | be VB ccomp 2
    , , punct 9 | sums NNS nsubj 9 | may MD aux 9 | fall VB ROOT 9 | . . punct 9
    """
    tree = DocumentTree(document_of(table))
    rest = [c.content for c in find_candidates(tree) if c.relation in ("rest", "ccomp") and c.form == "predicts"]
    assert rest
    assert all(tree.word(content[-1]) == "be" for content in rest)
