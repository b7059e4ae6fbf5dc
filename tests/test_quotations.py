"""Quotations: pairs are found, open ones end with their paragraph, and apostrophes are not marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.quotations import find_quotations


def quoted(*paragraphs: str) -> list[str]:
    text = "\n".join(paragraphs)
    ranges, at = [], 0
    for paragraph in paragraphs:
        ranges.append((at, at + len(paragraph)))
        at += len(paragraph) + 1
    return [text[slice(*q.inner)] for q in find_quotations(text, ranges)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said.", ["We go,"]),
        ('"We go," she said. "Now."', ["We go,", "Now."]),
        ("«We go», she said.", ["We go"]),
        ("„We go“, she said.", ["We go"]),
        ("''We go,'' she said.", ["We go,"]),
        ("“He said ‘no’ to us,” she said.", ["He said ‘no’ to us,"]),
        ("“He said “no” to us,” she said.", ["He said “no” to us,"]),
        ('"This is the end,” she said.', ["This is the end,"]),
        ("It is in 'no-one's interest,' he said.", ["no-one's interest,"]),
        ("The ministers' decision and the pilots' strike.", []),
        ("It's late and they don't care.", []),
        ("A ‘red’ line.", []),
        ("They were “deeply concerned. “We hope,” he said.", ["deeply concerned.", "We hope,"]),
        ("She said: “We go", ["We go"]),
        ('“We go," she said. “Now.”', ["We go,", "Now."]),
        ("”We go,” she said.", ["We go,"]),
        ("In ‘08 she said “it won’t go ’ away.”", ["it won’t go ’ away."]),
        ("No marks at all.", []),
        ('The gap is 6" wide.', []),
    ],
)
def test_quotations_of_a_paragraph(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_of_several_paragraphs_is_open_until_the_last() -> None:
    first, second = "“We did not choose this quarrel.", "“We will not be starved out of it,” she said."
    text = f"{first}\n{second}"
    found = find_quotations(text, [(0, len(first)), (len(first) + 1, len(text))])
    assert [q.closed for q in found] == [False, True]
    assert [q.paragraph for q in found] == [0, 1]


@given(st.text(alphabet="ab \"“”‘’'«».,\n", max_size=120))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    found = find_quotations(text, [(0, len(text))])
    assert all(0 <= q.start < q.inner[0] <= q.inner[1] <= q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@pytest.mark.parametrize("piece", ['"', "“", "'a ", "‘a", '" a ', "''", "a' 'b "])
def test_the_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def seconds(text: str) -> float:
        best = 9.0
        for _ in range(3):
            started = time.process_time()
            find_quotations(text, [(0, len(text))])
            best = min(best, time.process_time() - started)
        return best

    n = 30_000 // len(piece)
    assert seconds(piece * 2 * n) <= 3 * seconds(piece * n) + 0.02
