"""Pronouns and descriptions: which actor they mean."""

from __future__ import annotations

from collections.abc import Callable

from briefing.analysis.actors import find_actors
from briefing.document import Document

Read = Callable[[str], Document]


def meant(document: Document, name: str, *, headline: str = "") -> list[str]:
    """The words that mean an actor without its name, in text order."""
    found = {actor.name: actor for actor in find_actors(document, headline=headline)}
    return [document.text[a:b] for a, b in found[name].references]


# ---------------------------------------------------------------- pronouns


def test_pronouns_go_to_who_agrees_with_them(read: Read) -> None:
    text = (
        "Prime Minister Rosa Tellen met Foreign Minister Bruno Vask on Friday. She told him that she was worried. "
        "He said that his ministry would act."
    )
    document = read(text)
    assert meant(document, "Rosa Tellen") == ["She", "she"]
    assert meant(document, "Bruno Vask") == ["him", "He", "his"]


def test_a_pronoun_of_somebody_without_a_name_is_nobodys(read: Read) -> None:
    document = read("Bruno Vask left at noon on Friday. A doctor came to the house. She said that the road was closed.")
    assert "She" not in meant(document, "Bruno Vask")


def test_a_person_is_not_told_by_the_pronoun_beside_the_name(read: Read) -> None:
    document = read("Bruno Vask and Karl Brann spoke on Friday. Brann told him to wait.")
    assert "him" not in meant(document, "Karl Brann")


def test_it_is_nobody_in_particular(read: Read) -> None:
    document = read("The Harbour Ministry opened the lane on Friday. It was raining. It is clear that it will last.")
    assert meant(document, "Harbour Ministry") == []


# ---------------------------------------------------------------- descriptions


def test_a_description_goes_to_who_has_the_role(read: Read) -> None:
    text = (
        "Foreign Minister Bruno Vask landed in Vienna on Friday with the mayor, Rosa Tellen. "
        "The minister said nothing. The mayor smiled."
    )
    document = read(text)
    assert "The minister" in meant(document, "Bruno Vask")
    assert "The mayor" in meant(document, "Rosa Tellen")


def test_a_description_beside_the_name_tells_what_the_party_is_called(read: Read) -> None:
    document = read("Rosa Tellen is a doctor. Bruno Vask left on Friday. The doctor stayed.")
    assert meant(document, "Rosa Tellen") == ["a doctor", "The doctor"]


def test_the_word_in_its_name_tells_an_organization(read: Read) -> None:
    document = read("The Harbour Ministry spoke to the Port Council on Friday. The council did not answer.")
    assert meant(document, "Port Council") == ["The council"]


def test_the_modifier_of_a_description_must_fit(read: Read) -> None:
    document = read("Health Minister Bruno Vask spoke on Friday. The Home Minister was not there.")
    assert "The Home Minister" not in meant(document, "Bruno Vask")


# ---------------------------------------------------------------- I, we and you


def test_the_first_person_of_a_quotation_is_its_speaker(read: Read) -> None:
    document = read("“I have seen my house burn,” said Rosa Tellen, a nurse. “I will not go back.”")
    assert [w for w in meant(document, "Rosa Tellen") if len(w) < 3] == ["I", "my", "I"]


INTERVIEW = (
    "Rosa Tellen has been a nurse for twenty years.\n\nWhy did you come here?\n\n"
    "I was asked to. My sister lives here.\n\n"
    "Do you sleep at all?\n\nI sleep when the ships do not blow their horns.\n\nWhat do you need most?\n\nI need beds."
)


def test_in_an_interview_i_is_who_answers(read: Read) -> None:
    document = read(INTERVIEW)
    found = [w for w in meant(document, "Rosa Tellen", headline="Interview with Rosa Tellen") if len(w) < 4]
    assert found == ["you", "I", "My", "you", "I", "you", "I"]


def test_in_an_interview_with_two_nobody_is_i(read: Read) -> None:
    document = read("Bruno Vask and " + INTERVIEW)
    found = find_actors(document, headline="Rosa Tellen and Bruno Vask in an interview")
    assert not any(document.text[a:b] == "I" for actor in found for a, b in actor.references)


def test_in_a_transcript_i_is_whose_turn_it_is(read: Read) -> None:
    text = (
        "Rosa Tellen and Bruno Vask spoke to the press on Monday.\n\nMS. TELLEN: I am glad to be here.\n\n"
        "MR. VASK: I am not.\n\nQ: I have a question.\n\nMS. TELLEN: I have no answer."
    )
    document = read(text)
    assert meant(document, "Rosa Tellen").count("I") == 2
    assert meant(document, "Bruno Vask").count("I") == 1


# ---------------------------------------------------------------- names and roles


def test_a_role_that_a_comma_parts_from_the_name_is_a_mention(read: Read) -> None:
    document = read("The special envoy of Lindhal, Teo Handrake, spoke on Friday.")
    assert meant(document, "Teo Handrake") == ["special envoy of Lindhal"]
