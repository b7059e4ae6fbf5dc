"""A statement holds what its speaker said: no word of the writer, and nothing that is no clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.actors import find_actors
from briefing.analysis.statements import find_statements
from briefing.document import Document
from briefing.types import Attribution

Read = Callable[[str], Document]


def clauses(read: Read, text: str) -> list[Attribution]:
    document = read(text)
    return [s for s in find_statements(document, find_actors(document)) if s.form == "clause"]


def contents(read: Read, text: str) -> list[str]:
    return [s.content.removeprefix("that ") for s in clauses(read, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dorin Vaskel said that the lane was safe, adding that two ships had passed.",
            ["the lane was safe", "two ships had passed"],
        ),
        ("Dorin Vaskel said the lane would reopen and left the hall without a word.", ["the lane would reopen"]),
        (
            "Dorin Vaskel has said that given the weather it would be “very hard” to pass, but downplayed the matter.",
            ["given the weather it would be “very hard” to pass"],
        ),
        (
            "Dorin Vaskel insists the port must be a place of trade, and has championed a plan that drew their scorn.",
            ["the port must be a place of trade"],
        ),
        (
            "Dorin Vaskel said he'd ask for a vote while Karl Brann called for more ships on Friday.",
            ["he'd ask for a vote"],
        ),
        ("Dorin Vaskel said the lane was safe, while the port office counted four wrecks.", ["the lane was safe"]),
        (
            "Karl Brann told the paper there was “nothing to fear in the lane” while Ruth Marden, the former captain, "
            "said “it is a good time to stay in the port” on Friday.",
            ["there was “nothing to fear in the lane”", "“it is a good time to stay in the port” on Friday"],
        ),
        ("Dorin Vaskel declared himself pleased with the talks. He said it was late.", ["it was late"]),
        ("Dorin Vaskel said “we will see, we will see,” as he left the hall.", ["we will see, we will see"]),
        (
            "Joren Haldesk had said the decision to recognise the region that declared itself independent in 1991 was "
            "illegal and unacceptable and he accused Lindhal of trying to destabilise the coast.",
            [
                "the decision to recognise the region that declared itself independent in 1991 "
                "was illegal and unacceptable"
            ],
        ),
        ("Dorin Vaskel said the lane was safe, signaling his mistrust of the talks.", ["the lane was safe"]),
        ("Dorin Vaskel said the lane was safe, echoing a letter of the port office.", ["the lane was safe"]),
    ],
)
def test_the_next_report_of_the_writer_is_not_part_of_it(read: Read, text: str, expected: list[str]) -> None:
    assert contents(read, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dorin Vaskel said that he would keep “the lane open,” a message that left many captains in doubt.",
            "he would keep “the lane open,”",
        ),
        (
            "Dorin Vaskel claimed that the guard had fired first, a claim that the port office denies.",
            "the guard had fired first",
        ),
        ("Dorin Vaskel said Friday Ostrel would wait for the inquiry.", "Ostrel would wait for the inquiry"),
    ],
)
def test_what_the_writer_remarks_is_not_part_of_it(read: Read, text: str, expected: str) -> None:
    assert contents(read, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The harbour office claims a third of the northern lane, which is closed in winter.",
        "Resuming at 569, Ostrel added 29 quick runs in the session, with Rashid out for 12 in his first game.",
        "Dorin Vaskel admitted theft and was given a sentence of three years in the port.",
        "If the bridge can be built in a year, Dorin Vaskel said, without a loan from abroad, then the tunnel can.",
    ],
)
def test_what_is_no_clause_is_no_statement(read: Read, text: str) -> None:
    assert clauses(read, text) == []


def test_a_clause_of_time_is_not_what_was_said(read: Read) -> None:
    text = "Dorin Vaskel cried when the names were read, saying: “We will find them.”"
    assert contents(read, text) == ["We will find them."]


def test_the_main_clause_behind_a_clause_of_time_is_the_writers(read: Read) -> None:
    text = "Hours after Dorin Vaskel said at a briefing that “the lane is safe,” a tanker ran aground off Ostrel."
    assert not any("tanker" in content for content in contents(read, text))


def test_a_conjunction_that_led_to_what_is_cut_off_is_cut_off_too(read: Read) -> None:
    text = (
        "It was a choice of the two envoys, both with long experience of talks, and after consultation with their "
        "peers, Karl Brann explained."
    )
    assert not contents(read, text)[0].endswith("and")


def test_a_clause_is_not_cut_in_front_of_its_verb(read: Read) -> None:
    text = "Dorin Vaskel added that the economy, stuck in its second winter of blockade, will shrink again."
    assert contents(read, text) == ["the economy, stuck in its second winter of blockade, will shrink again"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fire, according to fire chief Mark Tarren, had doubled by noon.", "The fire had doubled by noon"),
        (
            "The town was without power for a day, according to the grid office, and the clinic closed.",
            "The town was without power for a day, and the clinic closed",
        ),
        (
            "The office estimated that the closure cost 24 million (or 2 million a day).",
            "the closure cost 24 million (or 2 million a day)",
        ),
        (
            "(Reuters) - A ship bound for Ostrel returned to Lindhal on Tuesday, the harbour office said.",
            "A ship bound for Ostrel returned to Lindhal on Tuesday",
        ),
    ],
)
def test_its_marks_are_those_of_a_sentence(read: Read, text: str, expected: str) -> None:
    assert contents(read, text) == [expected]


def test_a_quotation_behind_a_reported_clause_keeps_its_marks(read: Read) -> None:
    text = "Teo Handrake said that many captains had left. “We will not come back before the spring.”"
    assert contents(read, text) == ["many captains had left. “We will not come back before the spring.”"]


def test_half_a_quotation_is_not_printed_as_all_of_it(read: Read) -> None:
    text = "Teo Handrake confirmed the port “has been closed for good. Ships are told to turn. The crews wait."
    assert clauses(read, text) == []
