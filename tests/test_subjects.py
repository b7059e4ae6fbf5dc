"""Whose verb it is, also where a parser hangs it on another clause."""

from __future__ import annotations

import pytest

from briefing.analysis.subjects import subject_of
from briefing.analysis.syntax import DocumentTree
from tests.parsed import document_of

#: The parser takes "have insisted" for what he did who "was late".
PLURAL = """
Brann NNP nsubj 1 | insisted VBD advcl 3 | he PRP nsubj 3 | was VBD ROOT 3 | late JJ acomp 3 | , , punct 3
envoys NNS conj 4 | have VBP aux 8 | insisted VBN conj 3 | so RB advmod 8
"""
#: It gives both pronouns to "said", though the first has a verb of its own.
TWO_VERBS = """
he PRP nsubj 5 | was VBD ccomp 5 | late JJ acomp 1 | , , punct 5 | envoys NNS nsubj 5 | said VBD ROOT 5
"""
#: It hangs what she adds on what she said that the plan did, and what Brann's plan claims on Brann.
ADDED = """
she PRP nsubj 1 | said VBD ROOT 1 | plans NNS nsubj 3 | failed VBD ccomp 1 | , , punct 3 | adding VBG advcl 3
that IN mark 8 | ships NNS nsubj 8 | sank VBD ccomp 5
"""
CLAIMED = ADDED.replace("plans NNS", "Brann NNP").replace("adding", "claiming")
#: The name of the ship is no second subject.
ONE_PHRASE = """
The DT det 1 | owner NN nsubj 6 | of IN prep 1 | the DT det 4 | ship NN pobj 2 | Verne NNP nsubj 6 | said VBD ROOT 6
"""
APART = """
Families NNS nsubj 7 | and CC cc 0 | , , punct 7 | on IN prep 7 | Friday NNP pobj 3 | , , punct 7
leaders NNS nsubj 7 | said VBD ROOT 7
"""
APPOSED = """
Handrake NNP nsubj 5 | , , punct 5 | the DT det 3 | envoy NN nsubj 5 | , , punct 5 | said VBD ROOT 5
"""
WITH = """
papers NNS nsubj 1 | differed VBD ROOT 1 | with IN prep 1 | Teo NNP compound 4 | Handrake NNP pobj 2
saying VBG advcl 1 | it PRP nsubj 7 | sank VBD ccomp 5
"""
#: It hangs what she has proposed on what the talks will do.
PERFECT = """
Maranov NNP nsubj 2 | has VBZ aux 2 | said VBN ROOT 2 | talks NNS nsubj 5 | will MD aux 5 | help VB ccomp 2
and CC cc 5 | proposed VBN conj 5 | that IN mark 10 | ships NNS nsubj 10 | wait VBP ccomp 7
"""
LOST = """
papers NNS pobj 5 | , , punct 5 | quoting VBG advcl 5 | Brann NNP dobj 2 | , , punct 5 | reported VBD advcl 7
it PRP nsubj 7 | sank VBD ROOT 7
"""
#: It coordinates what a paper reports with what happened after that.
CITING = """
Criticism NN nsubj 1 | came VBD ROOT 1 | after IN prep 1 | the DT det 4 | Gazette NNP pobj 2 | , , punct 1
citing VBG advcl 1 | envoys NNS dobj 6 | , , punct 1 | reported VBD conj 1 | it PRP nsubj 11 | sank VBD ccomp 9
"""
#: Who said it stands behind the verb.
BEHIND = """
He PRP nsubj 1 | left VBD ccomp 9 | on IN prep 1 | Friday NNP pobj 2 | , , punct 1 | citing VBG advcl 1
ill JJ amod 7 | health NN dobj 5 | , , punct 9 | said VBD ROOT 9 | his PRP$ poss 11 | spokesman NN nsubj 9
"""


@pytest.mark.parametrize(
    ("table", "verb", "expected"),
    [
        (PLURAL, "insisted", None),
        (TWO_VERBS, "said", "envoys"),
        (ADDED, "adding", "she"),
        (CLAIMED, "claiming", None),
        (ONE_PHRASE, "said", "owner"),
        (APART, "said", "leaders"),
        (APPOSED, "said", "handrake"),
        (LOST, "reported", "papers"),
        (CITING, "reported", "gazette"),
        (BEHIND, "said", "spokesman"),
        (WITH, "saying", "handrake"),
        (PERFECT, "proposed", "maranov"),
    ],
)
def test_a_verb_has_the_subject_of_its_clause_or_none(table: str, verb: str, expected: str | None) -> None:
    tree = DocumentTree(document_of(table))
    at = max(i for i in range(len(tree)) if tree.word(i) == verb)
    subject = subject_of(tree, at)
    assert (None if subject is None else tree.word(subject)) == expected
