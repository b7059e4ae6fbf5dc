"""The dependency tree of a text, and of one of its sentences."""

from __future__ import annotations

import pytest

from briefing.analysis.syntax import DocumentTree, SentenceTree
from briefing.document import Document, Span, Token

#: Word, relation, and head in the document; the second sentence begins at token 4.
SENTENCES = [
    [("Envoys", "nsubj", 1), ("met", "ROOT", 1), ("late", "advmod", 1), (".", "punct", 1)],
    [("Talks", "nsubj", 8), (",", "punct", 8), ("they", "nsubj", 7), ("said", "parataxis", 8), ("failed", "ROOT", 8)],
]


def document_of(sentences: list[list[tuple[str, str, int]]]) -> Document:
    tokens: list[Token] = []
    spans = []
    for number, sentence in enumerate(sentences):
        first = len(tokens)
        for word, relation, head in sentence:
            start = tokens[-1].end + 1 if tokens else 0
            tokens.append(Token(start, start + len(word), word, "VBD" if word == "met" else "NN", relation, head))
        spans.append(Span(tokens[first].start, tokens[-1].end, first, len(tokens), number))
    text = " ".join(token.text for token in tokens)
    body = ((0, len(text)),)
    return Document(text=text, language="en", body=body, tokens=tuple(tokens), sentences=tuple(spans), entities=())


def test_a_root_is_its_own_head() -> None:
    tree = DocumentTree(document_of(SENTENCES))
    assert tree.head(1) == 1
    assert tree.is_root(1)
    assert not tree.is_root(0)
    assert list(tree.governors(0)) == [1]
    assert list(tree.governors(1)) == []


def test_children_are_in_text_order_and_of_the_relations_asked_for() -> None:
    tree = DocumentTree(document_of(SENTENCES))
    assert tree.children(1) == [0, 2, 3]
    assert tree.children(1, "nsubj", "punct") == [0, 3]
    assert tree.child(1, "advmod", "punct") == 2
    assert tree.child(1, "dobj") is None


def test_a_sentence_is_numbered_from_its_beginning() -> None:
    document = document_of(SENTENCES)
    tree = SentenceTree(document, document.sentences[1])
    assert tree.words == ["talks", ",", "they", "said", "failed"]
    assert tree.head(0) == 4
    assert tree.children(4, "nsubj", "parataxis") == [0, 3]
    assert (tree.word(-1), tree.word(5)) == ("", "")


def test_a_head_in_another_sentence_makes_a_root() -> None:
    document = document_of([[("a", "ROOT", 0)], [("b", "nsubj", 0), ("c", "ROOT", 2)]])
    assert SentenceTree(document, document.sentences[1]).is_root(0)
    assert not DocumentTree(document).is_root(1)


def test_the_verb_of_a_token_is_the_nearest_above() -> None:
    tree = DocumentTree(document_of(SENTENCES))
    assert tree.verb(0) == 1
    assert tree.verb(1) == 1
    assert tree.verb(4) is None


@pytest.mark.parametrize("without", [[], [2]])
def test_a_subtree_has_all_that_hangs_on_it(without: list[int]) -> None:
    tree = DocumentTree(document_of(SENTENCES))
    assert tree.subtree(1, without=without) == [i for i in range(4) if i not in without]


def test_a_subtree_may_have_other_words_in_it() -> None:
    document = document_of([[("a", "dep", 2), ("b", "ROOT", 1), ("c", "ROOT", 2)]])
    tree = DocumentTree(document)
    assert tree.subtree(2) == [0, 2]
    assert tree.first_of(2) == 0
    assert tree.ranges_of(tree.subtree(2)) == ((0, 1), (4, 5))


def test_paragraphs_are_numbered_in_text_order() -> None:
    tree = DocumentTree(document_of(SENTENCES))
    assert [tree.document.text[slice(*part)] for part in tree.paragraphs] == [
        "Envoys met late .",
        "Talks , they said failed",
    ]
    assert tree.paragraph_of == [0, 1]
    assert [tree.sentence_of(i) for i in (0, 3, 4, 9)] == [0, 0, 1, 1]


def test_a_list_costs_a_sentence_no_more_than_its_length() -> None:
    wide = [("head", "ROOT", 0), *(("item", "conj", 0) for _ in range(500))]
    deep = [("head", "ROOT", 0), *(("item", "conj", i) for i in range(500))]
    for words in (wide, deep):
        document = document_of([words])
        tree = SentenceTree(document, document.sentences[0])
        assert len(tree.children(0)) < 100
        assert len(tree.subtree(0)) < 100
        assert len(list(tree.governors(500))) < 100
        assert DocumentTree(document).subtree(0) == list(range(501))
