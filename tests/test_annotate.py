"""Annotation: tokens and sentences stand where the text has them, whatever was cut out in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.document import Document
from briefing.models.spacy_model import load_spacy
from briefing.text.annotate import MOST_TOKENS, MOST_TOKENS_AT_ONCE, annotate

Read = Callable[[str], Document]


def check(document: Document) -> None:
    """What holds for every document."""
    for token in document.tokens:
        assert document.text[token.start : token.end] == token.text
        assert 0 <= token.head < len(document.tokens)
    for before, after in zip(document.sentences, document.sentences[1:], strict=False):
        assert before.end <= after.start
        assert before.last == after.first
        assert before.paragraph <= after.paragraph
    for span in document.sentences:
        assert all(span.start <= t.start and t.end <= span.end for t in document.tokens[span.first : span.last])


def test_tokens_and_entities_point_into_the_text(read: Read) -> None:
    document = read("The lane was shut.\n\nForeign minister Sergey Lavrov spoke in Moscow on Friday. He left at noon.")
    check(document)
    assert [document.text[s.start : s.end] for s in document.sentences] == [
        "The lane was shut.",
        "Foreign minister Sergey Lavrov spoke in Moscow on Friday.",
        "He left at noon.",
    ]
    assert [s.paragraph for s in document.sentences] == [0, 1, 1]
    assert ("Sergey Lavrov", "PERSON") in [(e.text, e.label) for e in document.entities]


def test_what_was_cut_out_of_a_sentence_leaves_it_whole(read: Read) -> None:
    text = (
        "Mr Brann (pictured) said on Monday that it was late. Scroll down for video. The envoy left the city at noon."
    )
    document = read(text)
    check(document)
    first = document.sentences[0]
    assert len(document.sentences) == 2
    assert [text[a:b] for a, b in document.body_in(first.start, first.end)] == [
        "Mr Brann",
        "said on Monday that it was late.",
    ]
    assert "pictured" not in [t.text for t in document.tokens]


def test_several_texts_are_the_same_as_each_alone() -> None:
    texts = ["The lane was shut on Friday.", "", "Sixty-one ships lay at anchor.\nNobody came ashore."]
    together = annotate(texts, load_spacy())
    assert together == [annotate([text], load_spacy())[0] for text in texts]


def test_positions_are_found(read: Read) -> None:
    document = read("The lane was shut. Ships waited.")
    assert [t.text for t in document.tokens_in(4, 12)] == ["lane", "was"]
    assert [t.text for t in document.tokens_in(5, 12)] == ["was"]
    assert list(document.tokens_in(3, 3)) == []
    assert document.tokens[document.token_at(5)].text == "lane"
    assert document.sentence_at(0) == 0
    assert document.sentence_at(20) == 1
    assert read("").sentence_at(0) == 0
    assert list(read("").tokens_in(0, 9)) == []


@hypothesis_settings(max_examples=40)
@given(st.text(alphabet="ab AB.!?\"“”'()\n\t12é王, ", max_size=120))
def test_any_text_is_annotated(text: str) -> None:
    check(annotate([text], load_spacy())[0])


@pytest.mark.parametrize("piece", ["word ", "A sentence of five words. ", "x"])
def test_a_line_longer_than_the_parser_takes_is_cut(read: Read, piece: str) -> None:
    text = piece * (24_000 // len(piece))
    document = read(text)
    check(document)
    assert "".join(t.text for t in document.tokens) == "".join(text.split())


class Counting:
    """The real pipeline, with a note of how many tokens it was given at once, text by text."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    def make_doc(self, text: str) -> Any:
        return load_spacy().make_doc(text)

    def pipe(self, docs: Iterable[Any], *, batch_size: int) -> Iterator[Any]:
        given = list(docs)
        assert batch_size <= len(given)
        self.batches.append([len(doc) for doc in given])
        yield from load_spacy().pipe(given, batch_size=batch_size)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "a ( " * 3_000,
        "(a)" * 3_000,
        "The lane (1) was shut. " + "( a " * 2_600,
        "( a was shut.\n" * 2_100,
    ],
    ids=["brackets", "letters and brackets", "no white space", "behind a sentence", "short lines"],
)
def test_what_is_parsed_at_once_is_bounded_by_tokens(text: str) -> None:
    pipeline = Counting()
    document = annotate([text, "Ships waited. " * 200], pipeline)[0]
    check(document)
    assert all(size <= MOST_TOKENS for batch in pipeline.batches for size in batch)
    assert all(sum(batch) <= MOST_TOKENS_AT_ONCE for batch in pipeline.batches)
    body = "".join(text[a:b] for a, b in document.body)
    assert "".join(t.text for t in document.tokens) == "".join(body.split())


def test_a_piece_with_too_many_tokens_is_cut_behind_a_sentence(read: Read) -> None:
    sentence = "(A) (b) (c) 1, 2, 3."
    document = read(" ".join([sentence] * 400))
    check(document)
    assert {document.text[s.start : s.end] for s in document.sentences} == {sentence}
