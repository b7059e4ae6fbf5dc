"""Where somebody stands: only what a report says in so many words, and never two opposite things unnoticed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.actors import find_actors
from briefing.analysis.positions import as_position, contradict
from briefing.analysis.statements import find_statements
from briefing.document import Document
from briefing.models.spacy_model import load_spacy
from briefing.text.annotate import annotate

Read = Callable[[str], Document]


@pytest.fixture(scope="module")
def read() -> Read:
    pipeline = load_spacy()
    return lambda text: annotate([text], pipeline)[0]


def positions(document: Document) -> list[tuple[str | None, str]]:
    found = (as_position(document.text, a) for a in find_statements(document, find_actors(document)))
    return [(one.speaker, one.content) for one in found if one]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        (
            "Ilse Maranov endorsed the plan of the harbour ministry on Friday.",
            "endorsed the plan of the harbour ministry",
        ),
        ("Ilse Maranov called for an end to the blockade.", "called for an end to the blockade"),
        ("Ilse Maranov accused Tarvonia of mining the lane.", "accused Tarvonia of mining the lane"),
    ],
)
def test_a_position_is_the_words_of_the_report_from_its_verb_on(read: Read, text: str, position: str) -> None:
    ((speaker, words),) = positions(read(text))
    assert speaker == "Ilse Maranov"
    assert words.startswith(position)
    assert words in text


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Maranov mentioned the weather at length.",
        "Ilse Maranov discussed the plan with reporters.",
        "Ilse Maranov said that the lane was shut.",
        "Ilse Maranov called it an answer to the blockade.",
        "Tarvonia attacked the harbour of Lindhal at dawn.",
    ],
)
def test_what_is_only_mentioned_or_done_is_no_position(read: Read, text: str) -> None:
    assert positions(read(text)) == []


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ("endorsed the plan for the northern lane", "rejected the plan for the northern lane", True),
        ("welcomed the ceasefire proposal of the envoy", "condemned the ceasefire proposal", True),
        ("endorsed the plan for the northern lane", "praised the plan for the northern lane", False),
        ("endorsed the plan for the northern lane", "rejected a visit of the president", False),
        ("called for an end to the blockade", "rejected an end to the blockade", False),
    ],
)
def test_only_for_and_against_the_same_matter_contradict(one: str, other: str, contradicts: bool) -> None:
    assert contradict(one, other) is contradicts
    assert contradict(other, one) is contradicts
