"""Sentences: ends are found where a reader would, and no character is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.sentences import split_sentences, trim


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Gen. Petra Olwin met Mr. Handrake in Lindhal.", "They spoke for two hours."],
        ["The ship left the U.S. on Monday.", "It carried grain."],
        ["She studied in the U.S.", "The envoy did not."],
        ["The U.S. Army said no.", "Nobody answered."],
        ["“Stop!” she said.", "“We go now.”", "The hall was silent."],
        ["He asked, “Why now?”", "Nobody knew."],
        ["They met on Feb. 24 at the port.", "No. 5 was empty."],
        ["The answer was no.", "No reason was given."],
        ["It ended at 9 p.m. EDT on Friday.", "It began at 5 a.m.", "The crew slept."],
        ["J. K. Arlen wrote the report.", "It has 40 pages."],
        ["Prices rose by 3.5 per cent.", "Fuel cost 1.2 more."],
        ["We waited...", "Then the gate opened."],
        ["Не было ответа.", "Мэр молчал."],
        ["会谈在周一举行。", "没有人说话。"],
        ["لم يجب أحد؟", "صمت العمدة."],
        ["It was late (very late).", "The port was shut."],
        ["OSTREL, Pa. — A bridge was closed on Friday.", "It was late."],
        ["KESS, Fla. (MW) - A bridge was closed on Friday."],
    ],
)
def test_sentences_end_where_a_reader_sees_an_end(expected: list[str]) -> None:
    joined = "".join(expected) if expected[0].endswith("。") else " ".join(expected)
    assert sentences(joined) == expected


def test_an_ellipsis_before_a_small_letter_goes_on() -> None:
    assert sentences("You do not understand ... the policy of the port.") == [
        "You do not understand ... the policy of the port."
    ]


def test_a_line_break_is_an_end() -> None:
    assert sentences("A headline without a stop\nThe text begins.\r\nIt goes on") == [
        "A headline without a stop",
        "The text begins.",
        "It goes on",
    ]


@given(st.text(alphabet="ab AB.!?\"“”'()\n\t…12é王。", max_size=200))
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    spans = split_sentences(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))
    assert "".join(text[a:b] for a, b in spans).split() == [] or "".join(
        "".join(text[a:b].split()) for a, b in spans
    ) == "".join(text.split())


def test_trim_takes_white_space_only() -> None:
    assert trim("  a b \n", 0, 7) == (2, 5)
    assert trim("   ", 0, 3) == (3, 3)


@pytest.mark.parametrize("piece", ["a!", "A. ", "“", "U.S.", "... ", "No. 5 "])
def test_the_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def seconds(text: str) -> float:
        return min(_timed(text) for _ in range(3))

    def _timed(text: str) -> float:
        started = time.process_time()
        split_sentences(text)
        return time.process_time() - started

    n = 120_000 // len(piece)
    assert seconds(piece * 2 * n) <= 3 * seconds(piece * n) + 0.05
