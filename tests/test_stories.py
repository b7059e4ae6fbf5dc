"""Stories: articles of one event come together, look-alikes stay apart."""

from __future__ import annotations

import pytest

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
