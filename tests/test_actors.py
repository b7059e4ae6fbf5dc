"""Actors of a text: each once, with its mentions, its kind and the role in the text's words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.analysis.actors import find_actors
from briefing.document import Document, Entity, Span, Token
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
        ("The voters who have supported Chancellor Ilse Maranov left the square.", "Ilse Maranov", "Chancellor"),
        ("The singer Rosa Tellen stayed on the plane to Lindhal.", "Rosa Tellen", "singer"),
        ("They met the retired General Teo Handrake on Friday.", "Teo Handrake", "retired General"),
        ("It was a spokesman for Norrick's parent company Teo Hardt who spoke.", "Teo Hardt", None),
        (
            "The head of Lindhal's police union, Teo Hardt, said that it was late.",
            "Teo Hardt",
            "head of Lindhal's police union",
        ),
        (
            "The spokesman for Lindhal's police union, Teo Hardt, said that it was late.",
            "Teo Hardt",
            "spokesman for Lindhal's police union",
        ),
        ("They met the head of Lindhal's police union Teo Hardt.", "Teo Hardt", "head of Lindhal's police union"),
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


# ---------------------------------------------------------------- which names are one


@pytest.mark.parametrize(
    ("text", "name", "aliases"),
    [
        (
            "The Marrow Fishing Union (MFU) met on Monday. The MFU said no. The M.F.U. will meet again in May.",
            "Marrow Fishing Union",
            {"MFU", "M.F.U."},
        ),
        (
            "Bruno Zelinsky arrived on Monday. Zelinskiy said that he was tired. Bruno Zelinskyy left on Friday.",
            "Bruno Zelinsky",
            {"Zelinskiy", "Bruno Zelinskyy"},
        ),
        ("The U.S. sent a ship. The United States said that America would stay.", "United States", {"U.S.", "America"}),
    ],
)
def test_spellings_of_one_name_are_one_actor(read: Read, text: str, name: str, aliases: set[str]) -> None:
    found = actors(read(text))
    owner = next(actor for actor in found.values() if name in (actor.name, *actor.aliases))
    assert aliases <= {owner.name, *owner.aliases} | {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Friday the BREAKING Norrick Tankers said that it was late.", "Norrick Tankers"),
        ("The minister, Alhaji Teo Hardt, spoke on Friday.", "Teo Hardt"),
        ("UNHCR said no on Friday. The UN Security Council met.", "UN Security Council"),
    ],
)
def test_what_a_page_writes_in_front_of_a_name_is_no_part_of_it(read: Read, text: str, name: str) -> None:
    assert name in actors(read(text))


def test_a_hyphen_makes_no_other_name(read: Read) -> None:
    found = actors(read("Kim Jong-un spoke on Friday. It was late when Kim Jong Un left the hall."))
    assert [sorted((a.name, *a.aliases)) for a in found.values()] == [["Kim Jong Un", "Kim Jong-un"]]


@pytest.mark.parametrize("names", [("Jean-Paul Hardt", "Jean-Pierre Hardt"), ("Park Soo-hyun", "Park Hyun")])
def test_parts_of_a_hyphenated_name_make_nobody_somebody_else(read: Read, names: tuple[str, str]) -> None:
    found = actors(read(f"{names[0]} spoke on Friday in Lindhal. {names[1]} left on Monday."))
    assert set(names) <= set(found)


def test_a_surname_stays_with_the_one_it_was_used_for(read: Read) -> None:
    text = (
        "Anna Berg spoke in Vienna on Monday. Berg said that she was tired. Her brother Karl Berg came later. "
        "Berg said that she would stay."
    )
    found = actors(read(text))
    assert [text[a:b] for a, b in found["Anna Berg"].mentions] == ["Anna Berg", "Berg", "Berg"]
    assert [text[a:b] for a, b in found["Karl Berg"].mentions] == ["Karl Berg"]


def test_the_headline_gives_the_full_name(read: Read) -> None:
    found = actors(
        read("Tellen left the meeting early on Monday. Tellen said that she was ill."), headline="Rosa Tellen walks out"
    )
    assert found["Rosa Tellen"].kind == "person"


def test_a_verb_of_the_headline_is_no_surname(read: Read) -> None:
    text = "Kim said on Monday that the talks would go on. The envoys left after Kim had spoken."
    found = {a.name: a.aliases for a in find_actors(read(text), headline="North Lindhal's Kim Says 'Talks Will Go On'")}
    assert found == {"Kim": ()}


def test_a_name_never_runs_over_a_comma(read: Read) -> None:
    found = actors(read("“There is a path,” the envoy of Lindhal, Teo Handrake, said on Friday in the evening."))
    assert not any("," in name for name in found)
    assert found["Teo Handrake"].role == "envoy of Lindhal"


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Kyiv said on Monday that it would not answer. The talks in Kyiv went on.", "Kyiv", "place"),
        (
            "Tarvonia closed the strait. Tarvonian ships wait. The prime minister of Tarvonia spoke.",
            "Tarvonia",
            "place",
        ),
        ("The Ministry of Fisheries shut the port on Monday.", "Ministry of Fisheries", "organization"),
        ("The ship lay near Brennick Point on Monday, off Brennick.", "Brennick Point", "place"),
        ("Rosa Tellen, 46, has lived in Vienna since May.", "Rosa Tellen", "person"),
        ("The small port of Mirzan matters. Mirzan has 900 boats.", "Mirzan", "place"),
        ("They fled the siege on Kadrelli, the capital of the northern province. Kadrelli fell.", "Kadrelli", "place"),
        ("Rosa Tellen, the mayor of the port of Lindhal, spoke.", "Rosa Tellen", "person"),
        ("A truck drove along the Promenade des Anglais on Friday.", "Promenade", "place"),
    ],
)
def test_the_kind_follows_from_what_stands_there(read: Read, text: str, name: str, kind: str) -> None:
    assert actors(read(text))[name].kind == kind


def test_a_seat_of_power_keeps_its_name_and_tells_whose_it_is(read: Read) -> None:
    found = actors(read("The Kremlin said on Monday that Beijing said no. The delegation left Vienna."))
    assert found["Kremlin"].institution == "presidency of Russia"
    assert found["Beijing"].institution == "government of China"
    assert found["Vienna"].institution is None


# ---------------------------------------------------------------- roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Dorin Vaskel, until Thursday the foreign minister of Tarvonia, spoke on Friday.",
            "until Thursday foreign minister of Tarvonia",
        ),
        ("Dorin Vaskel, the ousted foreign minister, spoke on Friday.", "ousted foreign minister"),
        ("Acting foreign minister Dorin Vaskel spoke to reporters on Friday.", "Acting foreign minister"),
    ],
)
def test_that_an_office_is_over_is_never_lost(read: Read, text: str, role: str) -> None:
    actor = actors(read(text))["Dorin Vaskel"]
    assert actor.role == role
    assert " ".join(text[a:b] for a, b in actor.role_ranges) == role


def test_a_title_before_a_surname_may_be_another_persons(read: Read) -> None:
    text = "Rosa Vaskel ran a bakery in Vienna in May. Her father was President Vaskel, people in the street said."
    assert actors(read(text))["Rosa Vaskel"].role is None


# ---------------------------------------------------------------- salience


def test_who_took_the_picture_is_not_what_the_text_is_about(read: Read) -> None:
    text = "The harbour at noon. Photo: Karl Brann\n\nPrime Minister Rosa Tellen closed the harbour on Friday."
    found = find_actors(read(text))
    assert [actor.name for actor in found if actor.salience > 0] == ["Rosa Tellen"]


def test_who_only_asks_does_not_head_the_interview(read: Read) -> None:
    text = "Rosa Tellen spoke with the Courier on Monday. Tellen said that she was tired."
    assert find_actors(read(text), headline="Courier interviews Rosa Tellen")[0].name == "Rosa Tellen"


# ---------------------------------------------------------------- any input


WORDS = st.sampled_from(
    "Rosa Tellen Bruno Vask Berg said told he she him they it I we you the minister company of , . ? “ ” ( ) ' : "
    "Kyiv NATO Harbour Ministry President Mr. US \n".split(" ")
)


@settings(max_examples=25)
@given(st.lists(WORDS, max_size=60), st.text(max_size=30))
def test_every_range_is_in_the_text_and_means_one_actor(read: Read, words: list[str], noise: str) -> None:
    document = read(" ".join(words) + noise)
    found = find_actors(document, headline="Rosa Tellen told Bruno Vask")
    ranges = sorted(r for actor in found for r in (*actor.mentions, *actor.references))
    assert all(0 <= a < b <= len(document.text) for a, b in ranges)
    assert len(set(ranges)) == len(ranges)
    names = sorted(r for actor in found for r in actor.mentions)
    assert all(first[1] <= second[0] for first, second in pairwise(names))
    assert all(actor.mentions and 0 <= actor.salience <= 1 for actor in found)
    assert find_actors(document, headline="Rosa Tellen told Bruno Vask") == found


def long_document(words: list[str], tag_of: Callable[[str], str], *, people: bool = False) -> Document:
    """One sentence without an end, as the annotation gives it, but without the time that the models take."""
    text = " ".join(words)
    tokens, at = [], 0
    for i, word in enumerate(words):
        tokens.append(Token(at, at + len(word), word, tag_of(word), "nsubj", max(0, i - 1)))
        at += len(word) + 1
    pairs = zip(tokens[::3], tokens[1::3], strict=False) if people else ()
    return Document(
        text=text,
        language="en",
        body=((0, len(text)),),
        tokens=tuple(tokens),
        sentences=(Span(0, len(text), 0, len(tokens), 0),),
        entities=tuple(Entity(a.start, b.end, text[a.start : b.end], "PERSON") for a, b in pairs),
    )


def proper(word: str) -> str:
    return "NNP" if word[0].isupper() else ","


def noun(word: str) -> str:
    return "NNP" if word[0].isupper() else "NN"


def name_of(number: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(number)).capitalize() + "ov"


@pytest.mark.parametrize(
    ("words", "tag_of", "people"),
    [
        ([w for i in range(5000) for w in (name_of(i), name_of(i * 7), ",")], proper, True),
        ([w for i in range(5000) for w in (name_of(i), "Berg", ",")], proper, True),
        (["he", "said", "she", "I", "“", "they", "it"] * 20_000, lambda w: "VBD" if w == "said" else "PRP", False),
        (
            ["the", "minister", "Rosa", "Tellen", ",", "minister", "of"] * 25_000,
            lambda w: "NNP" if w[0].isupper() else "NN",
            False,
        ),
    ],
    ids=["5,000 names", "5,000 of one surname", "only pronouns", "1 MB without a period"],
)
def test_the_time_is_linear(words: list[str], tag_of: Callable[[str], str], people: bool) -> None:
    document = long_document(words, tag_of, people=people)
    started = process_time()
    find_actors(document, headline="The minister")
    assert process_time() - started < 30
