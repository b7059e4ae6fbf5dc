"""Nothing is printed as somebody's words that a report does not say they said."""

from __future__ import annotations

import pytest

from briefing.analysis.ledger import merge_positions, merge_statements
from briefing.analysis.modality import is_asserted
from tests.builders import make_attribution, read_saying

CLAIM = "that the ships of the navy would leave the port"


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Dorin Vaskel said {}.", "said", True),
        ("The envoys say {}.", "say", True),
        ("Dorin Vaskel did not say {}.", "say", False),
        ("Dorin Vaskel didn’t say {}.", "say", False),
        ("Dorin Vaskel never said {}.", "said", False),
        ("Dorin Vaskel would not explicitly confirm {}.", "confirm", False),
        ("Dorin Vaskel may announce {}.", "announce", False),
        ("Dorin Vaskel should instead announce {}.", "announce", False),
        ("Dorin Vaskel will soon announce {}.", "announce", False),
        ("{}, Dorin Vaskel should instead answer.", "answer", False),
        ("{}, Dorin Vaskel did not say.", "say", False),
        ("Dorin Vaskel is expected to announce {}.", "announce", False),
        ("Dorin Vaskel refused to say {}.", "say", False),
        ("Minister Rosa May said {}.", "said", True),
        ("Dorin Vaskel thinks that no ship should leave but said {}.", "said", True),
        ("Dorin Vaskel went on to say {}.", "say", True),
        ("Dorin Vaskel used the visit to the port to say {}.", "say", True),
        ("If Dorin Vaskel says {}, the talks will fail.", "says", False),
        ("No minister of the two countries said {}.", "said", False),
        ("Did Dorin Vaskel say {}?", "say", False),
        ("There will be no talks, Dorin Vaskel said, adding {}.", "adding", True),
        ("The talks are not over. Dorin Vaskel said {}.", "said", True),
        ("Asked if he would go, Dorin Vaskel said {}.", "said", True),
        ("Dorin Vaskel was asked where he'd said {}.", "said", True),
        ("Dorin Vaskel thought he’d say {}.", "say", False),
        ("Dorin Vaskel thought he’d have said {}.", "said", False),
        ("Dorin Vaskel allegedly told a guard {}.", "told", False),
        ("Dorin Vaskel left without saying {}.", "saying", False),
        ("A guard accused Dorin Vaskel of saying {}.", "saying", False),
        ("The allies of Dorin Vaskel can reasonably campaign saying {}.", "saying", False),
        ("Dorin Vaskel thinks {}.", "thinks", False),
    ],
)
def test_only_what_was_said_is_a_statement_of_the_day(text: str, cue: str, *, expected: bool) -> None:
    text = text.format(CLAIM)
    read = read_saying(text, make_attribution(text, cue, CLAIM))
    assert bool(merge_statements([read], names={}, roster={})) is expected


def test_a_verb_behind_the_words_asserts_them() -> None:
    text = "The lane will not be opened before the inquiry is over, Dorin Vaskel would say later."
    words = "The lane will not be opened before the inquiry is over"
    assert is_asserted(text, make_attribution(text, "say", words))


def test_what_is_yet_to_be_said_is_not_said() -> None:
    text = "The lane will not be opened before the inquiry is over, Dorin Vaskel will say on Monday."
    words = "The lane will not be opened before the inquiry is over"
    assert not is_asserted(text, make_attribution(text, "say", words))


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Dorin Vaskel backs the plan for a lane.", "backs", 1),
        ("Dorin Vaskel no longer backs the plan for a lane.", "backs", 0),
        ("Dorin Vaskel does not back the plan for a lane.", "back", 0),
    ],
)
def test_a_position_that_is_not_held_is_none(text: str, cue: str, expected: int) -> None:
    held = make_attribution(text, cue, "the plan for a lane", form="position")
    assert len(merge_positions([read_saying(text, held)], names={}, roster={})) == expected
