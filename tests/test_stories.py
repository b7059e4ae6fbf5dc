"""Stories: articles of one event come together, look-alikes stay apart."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from benchmarks.scale import b_cubed, collection
from briefing.analysis.stories import Item, group_by_story


def item(words: str, *names: str, vector: tuple[float, ...] = ()) -> Item:
    return Item(words=words, names=names, vector=vector)


QUAKE_A = [
    item("A strong earthquake struck Brennick at dawn and killed nine people", "Brennick", "Karim Adsel"),
    item("Nine people died in the Brennick earthquake, mayor Karim Adsel said", "Brennick", "Karim Adsel"),
]
QUAKE_B = [
    item("A strong earthquake struck Lindhal at night and killed two people", "Lindhal", "Teo Handrake"),
    item("Two people died in the Lindhal earthquake, envoy Teo Handrake said", "Lindhal", "Teo Handrake"),
]
TALKS = [
    item("Delegations confirmed talks for Monday about the northern lane", "Ilse Maranov", "Dorin Vaskel"),
    item("Talks about the lane begin on Monday, both delegations confirmed", "Ilse Maranov", "Dorin Vaskel"),
]


def test_look_alike_events_are_kept_apart() -> None:
    assert group_by_story([QUAKE_A[0], QUAKE_B[0], TALKS[0], QUAKE_A[1], QUAKE_B[1], TALKS[1]]) == [0, 1, 2, 0, 1, 2]


def test_stories_are_numbered_by_their_first_article() -> None:
    assert group_by_story([TALKS[0], QUAKE_A[0], TALKS[1]])[0] == 0


@pytest.mark.parametrize("items", [[], [TALKS[0]]])
def test_few_articles_need_no_grouping(items: list[Item]) -> None:
    assert group_by_story(items) == list(range(len(items)))


@pytest.mark.parametrize("words", [("quiet harbour", "storm inland"), ("", ""), ("a b", "c d")])
def test_articles_without_a_word_in_common_are_stories_of_their_own(words: tuple[str, str]) -> None:
    assert group_by_story([item(text) for text in words]) == [0, 1]


def test_the_order_of_the_articles_does_not_matter() -> None:
    items, _ = collection(120, seed=3)
    found = group_by_story(items)
    order = list(range(len(items)))
    random.Random(7).shuffle(order)
    shuffled = group_by_story([items[i] for i in order])
    assert {frozenset(i for i, n in enumerate(found) if n == number) for number in found} == {
        frozenset(order[i] for i, n in enumerate(shuffled) if n == number) for number in shuffled
    }


def test_an_equal_title_does_not_make_one_event() -> None:
    title = "What we know so far: "
    first = [item(title + i.words, *i.names) for i in QUAKE_A]
    second = [item(title + i.words, *i.names) for i in TALKS]
    assert group_by_story([*first, *second]) == [0, 0, 1, 1]


def test_a_story_of_400_articles_is_one_story() -> None:
    items, events = collection(900, seed=5)
    found = group_by_story(items)
    assert events.count(0) == 400
    assert len({number for number, event in zip(found, events, strict=True) if event == 0}) == 1
    assert b_cubed(events, found) > 0.8


def test_years_apart_is_another_event() -> None:
    def dated(words: str, year: int) -> Item:
        when = datetime(year, 1, 2, tzinfo=UTC)
        return Item(words=words, names=("Brennick",), vector=(), published=when)

    words = "ferry {} aground off Brennick with {} passengers"
    texts = [(words.format("ran", "forty"), 2024), (words.format("went", "ninety"), 2026)]
    near = group_by_story([dated(text, 2026) for text, _ in texts])
    far = group_by_story([dated(text, year) for text, year in texts])
    assert len(set(near)) <= len(set(far))


def test_what_was_told_as_one_story_holds_together_a_little_longer() -> None:
    of_ferries = "The ferry company of Brennick spoke about "
    pair = [
        item(f"{of_ferries} tickets fares crews wages harbour winter repairs", "Brennick"),
        item(f"{of_ferries} nurses doctors beds wards medicine patients surgeons", "Ferry"),
    ]
    others = [*QUAKE_A, *QUAKE_B, *TALKS]
    apart = group_by_story([*pair, *others])
    together = group_by_story([*(replace(one, told="s1") for one in pair), *others])
    assert apart[:2] == [0, 1] and together[:2] == [0, 0]
    unlike = [replace(QUAKE_A[0], told="s1"), replace(TALKS[0], told="s1")]
    assert group_by_story(unlike) == [0, 1]


@pytest.mark.slow
def test_a_feed_that_floods_5000_items_is_grouped_in_seconds() -> None:
    items, _ = collection(5_000, seed=9)
    started = time.process_time()
    group_by_story(items)
    assert time.process_time() - started < 30
