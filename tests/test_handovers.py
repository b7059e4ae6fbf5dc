"""Offices that change hands, told by a verb; and verbs that only look like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.actors import find_actors
from briefing.analysis.handovers import find_handovers
from briefing.document import Document

OLD, NEW = "Dorin Vaskel", "Rosa Tellen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tarvonia's president dismissed Foreign Minister Dorin Vaskel on Thursday and named Rosa Tellen, "
            "the ambassador to Lindhal, to succeed him.",
            {(OLD, True), (NEW, False)},
        ),
        (
            "President Joren Haldesk on Thursday dismissed Dorin Vaskel from the office of foreign minister and "
            "appointed Rosa Tellen as his successor.",
            {(OLD, True), (NEW, False)},
        ),
        ("Foreign Minister Dorin Vaskel was dismissed on Thursday.", {(OLD, True)}),
        ("The former foreign minister, Dorin Vaskel, was dismissed on Thursday.", {(OLD, True)}),
        ("Foreign Minister Dorin Vaskel resigned on Thursday.", {(OLD, True)}),
        ("Rosa Tellen succeeded Dorin Vaskel on Thursday.", {(OLD, True), (NEW, False)}),
        ("Rosa Tellen was appointed foreign minister on Thursday.", {(NEW, False)}),
        ("Dismissed was Foreign Minister Dorin Vaskel, who resigned on Thursday.", {(OLD, True)}),
        # other things are dismissed, named and replaced as well
        ("Foreign Minister Dorin Vaskel dismissed the claims on Thursday.", set()),
        ("The court dismissed Dorin Vaskel as a liar.", set()),
        ("The police named Dorin Vaskel as a suspect on Thursday.", set()),
        ("The council named the prize after Rosa Tellen.", set()),
        ("Foreign Minister Dorin Vaskel was not dismissed.", set()),
        ("Foreign Minister Dorin Vaskel could be dismissed on Thursday.", set()),
        ("Was Foreign Minister Dorin Vaskel dismissed on Thursday?", set()),
    ],
)
def test_an_office_changes_hands(read: Callable[[str], Document], text: str, expected: set[tuple[str, bool]]) -> None:
    document = read(text)
    found = find_handovers(document, find_actors(document))
    assert {(one.name, one.leaves) for one in found} == expected
    assert all(text[slice(*one.sentence)] == text for one in found)
