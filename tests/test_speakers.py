"""The words beside a verb of saying mean somebody, or nobody is named: a wrong speaker is worse than none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.actors import find_actors
from briefing.analysis.statements import find_statements
from briefing.document import Document

Read = Callable[[str], Document]


def speakers(read: Read, text: str) -> list[str | None]:
    document = read(text)
    return [s.speaker for s in find_statements(document, find_actors(document)) if s.form == "clause"]


def test_nobody_speaks_of_himself_by_name(read: Read) -> None:
    text = "Dorin Vaskel spoke in Ostrel.\nKarl Brann, he said, had left the talks too early."
    assert speakers(read, text) == ["Dorin Vaskel"]


def test_who_is_named_in_front_and_in_what_is_said_leaves_it_open_who_speaks(read: Read) -> None:
    text = "Karl Brann spoke in Ostrel on Friday. He said that Brann had left the talks too early."
    assert speakers(read, text) == [None]


def test_a_quotation_behind_the_report_of_another_is_not_the_first_speakers(read: Read) -> None:
    text = (
        "“The lane is shut,” said Karl Brann. The port office had no answer, said Senator Teo Handrake of Lindhal. "
        "“I asked them twice on Friday.”"
    )
    document = read(text)
    first, second = find_statements(document, find_actors(document))
    assert (first.speaker, first.content) == ("Karl Brann", "The lane is shut")
    assert (second.speaker or "").startswith("Teo Handrake") and "twice on Friday" in second.content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some Republicans argued that the lane should be opened again.", "Some Republicans"),
        (
            "Former aides and senior Republicans said that the lane should be opened again.",
            "Former aides and senior Republicans",
        ),
    ],
)
def test_part_of_a_group_is_not_the_group_and_one_of_many_not_alone(read: Read, text: str, expected: str) -> None:
    assert speakers(read, text) == [expected]


def test_a_pronoun_behind_a_witness_without_a_name_is_that_witness(read: Read) -> None:
    text = "Karl Brann reached the pier at noon. A witness said the ship had no lights. He said it turned at the pier."
    assert speakers(read, text) == ["witness", "witness"]


def test_a_pronoun_with_a_note_of_the_editor_is_no_name(read: Read) -> None:
    text = "Phillip Tarren wrote a book. Soon after the vote, she [Tarren's mother] told me that I owed her a house."
    assert speakers(read, text) == [None]


def test_a_verb_whose_subject_is_not_found_does_not_get_that_of_the_main_clause(read: Read) -> None:
    text = "After the paper Ostrel Courier, quoting two sources, reported that the lane was shut, Karl Brann resigned."
    assert "Karl Brann" not in speakers(read, text)


def test_as_reported_by_somebody_is_reported_by_them(read: Read) -> None:
    assert speakers(read, "As reported by two local papers, Karl Brann has left the talks.") == ["two local papers"]


def test_a_language_is_no_speaker(read: Read) -> None:
    assert speakers(read, "“An officer sent us home,” in French, Karl Brann said.") == ["Karl Brann"]


def test_a_given_name_of_women_alone_is_no_he(read: Read) -> None:
    text = "Melanie said yes, until Karl Brann came to the last words of his speech. “I love this town,” he said."
    assert speakers(read, text)[-1] == "Karl Brann"


def test_what_a_title_says_the_name_says(read: Read) -> None:
    text = (
        "Julia Brann said she doubted the plan.\nThe port officer Ruth Marden has seen the wreck on Friday. "
        "“He has done well,” she wrote."
    )
    assert speakers(read, text) == ["Julia Brann", "Ruth Marden"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The lane is a wall,” just as it was in May, Karl Brann added.", "Karl Brann"),
        ("“The lane is open,” said the former Ostrel and Lindhal coach.", "former Ostrel and Lindhal coach"),
        ("“The Captain” told a photographer that the fight began because his brother had not paid.", "Captain"),
    ],
)
def test_the_words_for_the_speaker_are_whole(read: Read, text: str, expected: str) -> None:
    assert speakers(read, text) == [expected]


def test_the_spokesman_of_a_president_is_not_the_president(read: Read) -> None:
    named = "Ari Soo-brann, the spokesman for South Ostrel President Teo Handrake, said the office welcomed the offer."
    assert speakers(read, named) == ["Ari Soo-brann"]
    (unnamed,) = speakers(read, "The spokesman for South Korean President Teo Handrake said the office was pleased.")
    assert unnamed is not None and unnamed != "Teo Handrake"


def test_who_also_said_something_is_who_spoke_last(read: Read) -> None:
    text = (
        "Maria Teo wrote that the lane must open. Anna Marden died on Tuesday in Kess, where Teo was born. "
        "She also wrote that nobody had been told."
    )
    assert speakers(read, text) == ["Maria Teo", "Maria Teo"]


def test_who_adds_something_behind_a_witness_without_a_name_is_that_witness(read: Read) -> None:
    text = "Karl Brann said the lane was shut. A witness said the ship had no lights. He added that it had turned."
    assert speakers(read, text) == ["Karl Brann", "witness", "witness"]


def test_who_adds_something_about_the_one_who_spoke_last_stays_without_a_name(read: Read) -> None:
    text = "Karl Brann said the lane was shut on Friday. He also said that Brann had left the talks too early."
    assert speakers(read, text) == ["Karl Brann", None]
