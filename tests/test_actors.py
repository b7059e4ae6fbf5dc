"""Actors of a text: each once, with its mentions, its kind and the role in the text's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.analysis.actors import find_actors
from briefing.document import Document
from briefing.types import Actor, Watched

Read = Callable[[str], Document]


def actors(document: Document, **options: object) -> dict[str, Actor]:
    found = find_actors(document, **options)  # type: ignore[arg-type]
    return {actor.name: actor for actor in found}


def test_short_names_belong_to_the_full_name(read: Read) -> None:
    text = (
        "US President Joe Biden met reporters on Thursday. Biden said little about the talks. "
        "Chinese President Xi Jinping called him later, and Xi asked for calm."
    )
    document = read(text)
    found = actors(document)
    assert [text[a:b] for a, b in found["Joe Biden"].mentions] == ["Joe Biden", "Biden"]
    assert [text[a:b] for a, b in found["Xi Jinping"].mentions] == ["Xi Jinping", "Xi"]
    assert found["Joe Biden"].role == "US President"
    assert found["Xi Jinping"].role == "Chinese President"


def test_a_surname_of_two_people_is_nobody_in_particular(read: Read) -> None:
    found = actors(read("Anna Berg met Karl Berg in Vienna on Monday. Berg spoke first, officials said."))
    assert len(found["Anna Berg"].mentions) == 1
    assert len(found["Karl Berg"].mentions) == 1


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Chinese foreign ministry spokeswoman Hua Chunying said Beijing had not decided.",
            "Hua Chunying",
            "Chinese foreign ministry spokeswoman",
        ),
        (
            "Deputy Secretary of State Wendy Sherman told the network on Friday.",
            "Wendy Sherman",
            "Deputy Secretary of State",
        ),
        (
            "Sergey Lavrov, the foreign minister of Russia, spoke to reporters in Moscow.",
            "Sergey Lavrov",
            "foreign minister of Russia",
        ),
        (
            "Sergey Lavrov, Russia's foreign minister, spoke to reporters in Moscow.",
            "Sergey Lavrov",
            "Russia's foreign minister",
        ),
        (
            "The former prime minister Boris Johnson spoke in London on Monday.",
            "Boris Johnson",
            "former prime minister",
        ),
        ("Boris Johnson, who was in London, spoke to reporters on Monday.", "Boris Johnson", None),
        ("Boris Johnson, speaking in London, said no on Monday.", "Boris Johnson", None),
        ("On Monday Boris Johnson spoke to reporters in London.", "Boris Johnson", None),
    ],
)
def test_the_role_is_what_the_text_says(read: Read, text: str, name: str, role: str | None) -> None:
    actor = actors(read(text))[name]
    assert actor.role == role
    assert [text[a:b] for a, b in actor.role_ranges] == ([role] if role else [])


def test_the_watch_list_gives_name_and_kind(read: Read) -> None:
    watch = (
        Watched(name="Kyiv", kind="place", aliases=("Kiev",)),
        Watched(name="Volodymyr Zelensky", kind="person", aliases=("Zelenskyy", "Zelenskiy")),
    )
    found = actors(read("Zelenskyy returned to Kiev on Sunday. Kyiv was quiet, Zelenskiy said."), watch=watch)
    assert found["Kyiv"].kind == "place"
    assert len(found["Kyiv"].mentions) == 2
    assert found["Volodymyr Zelensky"].kind == "person"
    assert found["Volodymyr Zelensky"].aliases == ("Zelenskiy", "Zelenskyy")


def test_a_bracket_gives_the_short_form(read: Read) -> None:
    found = actors(read("The Associated Press (AP) reported the fire on Monday. AP said two people were hurt."))
    assert "AP" in found["Associated Press"].aliases


def test_what_the_text_is_about_comes_first(read: Read) -> None:
    text = (
        "Prime Minister Ilse Maranov dismissed the cabinet on Friday. Maranov spoke for an hour, and Maranov left. "
        "The speech was seen by Karl Brann, a student."
    )
    found = find_actors(read(text), headline="Ilse Maranov dismisses cabinet")
    assert found[0].name == "Ilse Maranov"
    assert all(0 <= actor.salience <= 1 for actor in found)
    assert all(a.salience >= b.salience for a, b in zip(found, found[1:], strict=False))


def test_a_mention_belongs_to_one_actor(read: Read) -> None:
    document = read("Russian Foreign Minister Sergey Lavrov met Wang Yi in Beijing. Lavrov and Wang spoke of Ukraine.")
    ranges = sorted(m for actor in find_actors(document) for m in actor.mentions)
    assert all(first[1] <= second[0] for first, second in zip(ranges, ranges[1:], strict=False))


def test_a_text_without_names_has_no_actors(read: Read) -> None:
    assert find_actors(read("The rain went on all night and nobody slept.")) == ()
    assert find_actors(read("")) == ()
