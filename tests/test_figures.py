"""Figures: what is counted, how exactly, where, when and by whom; and numbers that count nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from briefing.analysis.actors import find_actors
from briefing.analysis.dates import date_figure
from briefing.analysis.figures import find_figures
from briefing.analysis.measures import singular
from briefing.analysis.statements import find_statements
from briefing.document import Document
from briefing.models.spacy_model import load_spacy
from briefing.text.annotate import annotate
from briefing.types import Figure

Read = Callable[[str], Document]
PUBLISHED = datetime(2026, 11, 20, 12, tzinfo=UTC)


def figures(document: Document, published: datetime | None = PUBLISHED) -> tuple[Figure, ...]:
    actors = find_actors(document)
    return find_figures(document, actors, find_statements(document, actors), published=published)


def counts(document: Document) -> list[tuple[float, str, str]]:
    return [(figure.value, figure.unit, figure.counted) for figure in figures(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The wave killed 12 people in Brennick.", [(12, "people", "killed")]),
        ("Twelve people died in the collision.", [(12, "people", "killed")]),
        ("Sixty-one people died overnight.", [(61, "people", "killed")]),
        ("Eleven soldiers were wounded.", [(11, "soldier", "wounded")]),
        ("The death toll rose to 412 on Friday.", [(412, "people", "killed")]),
        ("The collision left 5 dead and 7 injured.", [(5, "people", "killed"), (7, "people", "wounded")]),
        ("At least 12 killed and 30 injured in a blast.", [(12, "people", "killed"), (30, "people", "wounded")]),
        ("Fourteen people died and seventeen are missing.", [(14, "people", "killed"), (17, "people", "missing")]),
        ("Some 5,000 people fled their homes.", [(5000, "people", "displaced")]),
        ("More than 1.2 million people have been displaced.", [(1_200_000, "people", "displaced")]),
        ("The wave claimed 40 lives.", [(40, "people", "killed")]),
        ("Police arrested 23 demonstrators.", [(23, "demonstrator", "arrested")]),
        ("Tarvonia freed 21 of the sailors.", [(21, "sailor", "freed")]),
        ("Twenty-one of the 200 sailors who were captured have been released.",
         [(21, "sailor", "freed"), (200, "sailor", "captured")]),
        ("The release of 12 captives was delayed.", [(12, "captive", "freed")]),
        ("Four are still in hospital.", [(4, "people", "hospitalized")]),
        ("The hospital has 70 hours of fuel.", [(70, "hours", "fuel")]),
        ("Fuel on site at Ansel General Hospital covers 118 hours at the present load.", [(118, "hours", "fuel")]),
        ("The food in the camp lasts for three days.", [(3, "days", "food")]),
        ("The talks lasted for three days.", []),
        ("After three days of talks the lane was open.", []),
        ("The convoy with food waited 24 hours.", []),
        ("Five soldiers and two civilians were killed.", [(5, "soldier", "killed"), (2, "civilian", "killed")]),
        ("The wave damaged 18 houses.", [(18, "house", "damaged")]),
        ("The storm destroyed three boats.", [(3, "boat", "destroyed")]),
        ("Two dozen ships waited off the point.", [(24, "ship", "ships")]),
        ("About 3,000 soldiers crossed the border.", [(3000, "soldier", "troops")]),
        ("One sailor was killed.", [(1, "sailor", "killed")]),
        ("Hospital officials reported 8 deaths.", [(8, "people", "killed")]),
        ("The number of dead was put at five.", [(5, "people", "killed")]),
        ("The company paid $1.2bn.", [(1.2e9, "USD", "money")]),
        ("The repair cost 20 million euros.", [(2e7, "EUR", "money")]),
        ("The lane closes to 12 per cent of ships.", [(12, "%", "ship")]),
        ("Prices rose 5%.", [(5, "%", "percent")]),
        ("The tanker lost 900 tonnes of diesel.", [(900, "tonnes", "diesel")]),
        ("About 900 of the 31,000 tonnes of diesel have run out.",
         [(900, "tonnes", "diesel"), (31_000, "tonnes", "diesel")]),
        ("The ships met four nautical miles off the point.", [(4, "nmi", "length")]),
        ("A 7.1-magnitude earthquake struck the coast.", [(7.1, "magnitude", "magnitude")]),
        ("The company has 26 crew members.", [(26, "crew member", "crew")]),
        ("It printed six hundred copies.", [(600, "copy", "copy")]),
        ("Two hundred and six women voted.", [(206, "woman", "woman")]),
        ("Port Ansel has 18\u202f400 residents.", [(18_400, "resident", "resident")]),
        ("Half a million people need water.", [(500_000, "people", "people")]),
    ],
)  # fmt: skip
def test_what_is_counted(read: Read, text: str, expected: list[tuple[float, str, str]]) -> None:
    assert counts(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Adsel, 46, a former pilot, spoke.",
        "A 35-year-old sailor spoke.",
        "His sons, 4 and 6, laughed.",
        "The ships met at 11:52 and at 5 p.m.",
        "By nine in the evening the number of dead was known.",
        "It closed on 18 November 2026 and in 2019.",
        "It was the third storm of the 1990s.",
        "Order 88, Article 9 and Resolution 2231 hold.",
        "Flight 370 was late.",
        "Call 020 7946 0958 or 555-0134.",
        "Sallow won 3-1.",
        "They waited for three days and 20 minutes.",
        "The two leaders spoke.",
        "One house burned.",
        "Hundreds fled, dozens were hurt and several thousand waited.",
        "The strike could kill 500 people.",
        "Kessaly plans to release 50 prisoners.",
        "Thirty people were not injured.",
        "One in four ships turned back.",
        "About two thirds of the fuel was lost.",
        "Some 90 people a day die of it.",
        "She wrote a nine-page letter.",
    ],
)
def test_what_is_no_figure(read: Read, text: str) -> None:
    assert counts(read(text)) == []


@pytest.mark.parametrize(
    ("text", "comparator", "value", "upper"),
    [
        ("At least 12 people died.", "at least", 12, None),
        ("No fewer than 12 people died.", "at least", 12, None),
        ("Seventeen or more people died.", "at least", 17, None),
        ("More than 12 people died.", "more than", 12, None),
        ("Over 12 people died.", "more than", 12, None),
        ("Fewer than 12 people died.", "less than", 12, None),
        ("Up to 12 people died.", "at most", 12, None),
        ("No more than 12 people died.", "at most", 12, None),
        ("Nearly 12 people died.", "nearly", 12, None),
        ("Just under 12 people died.", "nearly", 12, None),
        ("Some 12 people died.", "about", 12, None),
        ("Twelve people died.", "exactly", 12, None),
        ("Between 20 and 30 people died.", "exactly", 20, 30),
        ("Some 20 to 30 people died.", "about", 20, 30),
        ("The repair cost $2-3 million.", "exactly", 2e6, 3e6),
    ],
)
def test_how_exactly(read: Read, text: str, comparator: str, value: float, upper: float | None) -> None:
    (found,) = figures(read(text))
    assert (found.comparator, found.value, found.upper) == (comparator, value, upper)


def test_a_preposition_is_no_comparator(read: Read) -> None:
    (found,) = figures(read("They looked over 12 boats."))
    assert (found.value, found.comparator) == (12, "exactly")


def test_two_who_count_differently_are_two_claimants(read: Read) -> None:
    text = "Tarvonia puts the number of dead at five, Kessaly at seventeen or more."
    found = figures(read(text))
    assert [(f.value, f.comparator, f.counted, f.claimant) for f in found] == [
        (5, "exactly", "killed", "Tarvonia"),
        (17, "at least", "killed", "Kessaly"),
    ]
    assert [text[a:b] for a, b in found[1].ranges] == ["seventeen or more", "dead", "Kessaly"]


def test_the_claimant_is_whom_the_sentence_accords_it_to(read: Read) -> None:
    (found,) = figures(read("Some 5,000 people fled, according to Open Harbour Relief."))
    assert found.claimant == "Open Harbour Relief"


def test_the_claimant_is_the_speaker_of_the_statement(read: Read) -> None:
    (found,) = figures(read("“We have buried 14 sailors,” Teo Handrake said on Friday."))
    assert (found.claimant, found.counted) == ("Teo Handrake", "buried")


def test_what_the_text_states_on_its_own_has_no_claimant(read: Read) -> None:
    (found,) = figures(read("The ministry is old. Twelve people died."))
    assert found.claimant is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a count that somebody raises
        ("The Ministry of Health in Kess has raised the number of dead to 21.", [(21, "Ministry of Health")]),
        ("Hurricane Dora raised the death toll to 40.", [(40, None)]),
        # the clause between what is said and who says it
        (
            "The number of people who died has risen to eight, and seven are missing, the Norland Navy said Thursday.",
            [(8, "Norland Navy"), (7, "Norland Navy")],
        ),
        # it is the institution that the sentence before is about
        (
            "The Ministry of Health has raised the number of dead to 21. Ten people are missing, it said at 20:40.",
            [(21, "Ministry of Health"), (10, "Ministry of Health")],
        ),
        (
            "“We wait,” said the spokeswoman of the ministry, Livia Tamsett.\n\n"
            "The Norland Navy gives other figures. It speaks of eight dead and seven missing.",
            [(8, "Norland Navy"), (7, "Norland Navy")],
        ),
        # who gives these figures
        (
            "Fourteen people died and seventeen are missing. The Ministry of Health gave these figures at 20:40.",
            [(14, "Ministry of Health"), (17, "Ministry of Health")],
        ),
        ("Fourteen people died. The Ministry of Health gave figures for the harvest.", [(14, None)]),
        (
            "The tanker sank. Fourteen people died in it.\n\nThe Ministry of Health gave these figures at 20:40.",
            [(14, None)],
        ),
        # a short form
        (
            "The Ministry of Health spoke at noon. Twelve people died, the ministry said.",
            [(12, "Ministry of Health")],
        ),
    ],
)
def test_the_claimant_may_stand_in_another_clause_or_sentence(
    read: Read, text: str, expected: list[tuple[float, str | None]]
) -> None:
    assert [(f.value, f.claimant) for f in figures(read(text))] == expected


def test_the_place_is_the_one_of_the_clause(read: Read) -> None:
    (found,) = figures(read("Officials in Paris said that 12 people had died in London."))
    assert found.where == "London"


def test_where_somebody_sits_is_not_where_it_happened(read: Read) -> None:
    (found,) = figures(read("The Ministry of Health in Paris has raised the number of dead to twelve."))
    assert found.where is None


@pytest.mark.parametrize(
    ("text", "unit", "state"),
    [
        ("No one was killed in the strike.", "people", "killed"),
        ("The army said none of its soldiers had died.", "people", "killed"),
        ("Nobody was hurt.", "people", "wounded"),
        ("No civilians were killed.", "civilian", "killed"),
        ("There were no casualties.", "people", "killed"),
        ("The strike caused no injuries.", "people", "wounded"),
    ],
)
def test_that_it_happened_to_nobody_is_a_figure(read: Read, text: str, unit: str, state: str) -> None:
    assert counts(read(text)) == [(0, unit, state)]


@pytest.mark.parametrize(
    "text",
    [
        "No casualties were reported.",
        "There were no immediate reports of casualties.",
        "No one will be killed.",
        "No agreement was reached.",
        "None of the ships was damaged.",
        "She has no children.",
    ],
)
def test_what_is_no_count_of_nobody(read: Read, text: str) -> None:
    assert counts(read(text)) == []


def test_a_denial_in_numbers_has_its_claimant(read: Read) -> None:
    (found,) = figures(read("There were no casualties, the Tarvonian army said."))
    assert (found.value, found.claimant) == (0, "Tarvonian army")


def test_the_day_is_the_one_of_the_clause(read: Read) -> None:
    (found,) = figures(read("The ministry said on Friday that 12 people had died on Wednesday."))
    assert found.as_of == date(2026, 11, 18)
    (found,) = figures(read("The wave killed 12 people, the ministry said on Thursday."))
    assert found.as_of == date(2026, 11, 19)


def test_the_day_of_an_event_is_not_the_day_of_a_later_count(read: Read) -> None:
    (found,) = figures(read("The ministry has raised the number of dead in Wednesday's collision to twenty-one."))
    assert found.as_of is None
    (found,) = figures(read("The ministry gave the names of Wednesday's 12 dead."))
    assert found.as_of == date(2026, 11, 18)


def test_a_digest_knows_the_words_of_the_day_and_the_day_comes_with_the_date_of_the_article(read: Read) -> None:
    text = "The wave killed 12 people on Sunday."
    (found,) = figures(read(text), None)
    assert found.as_of is None and found.when is not None and text[slice(*found.when)] == "Sunday"
    assert date_figure(text, found, PUBLISHED).as_of == date(2026, 11, 15)


def test_a_day_with_its_year_needs_no_date_of_publication(read: Read) -> None:
    (found,) = figures(read("The wave killed 12 people on 15 November 2026."), None)
    assert found.as_of == date(2026, 11, 15)


def test_the_evidence_is_the_number_with_its_words(read: Read) -> None:
    text = "At least 12 people were killed in Paris on Sunday, according to Kessaly."
    (found,) = figures(read(text))
    assert [text[a:b] for a, b in found.ranges] == ["At least 12 people", "killed", "Paris", "Kessaly"]
    assert text[slice(*found.sentence)] == text


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("houses", "house"), ("buses", "bus"), ("women", "woman"), ("Policemen", "policeman"), ("copies", "copy"),
        ("boxes", "box"), ("aircraft", "aircraft"), ("bus", "bus"), ("witnesses", "witness"), ("child", "child"),
    ],
)  # fmt: skip
def test_the_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


_PIECES = st.sampled_from(
    ["12", "people", "were", "killed", "and", "30", "wounded", ",", "1,500", "of", "the", "at least", "million", "$",
     "%", "to", "-", "in Kess", "on Sunday", "twenty-one", "dead", ".", "\n", "said", "“", "”", "half", "a", "dozen"]
)  # fmt: skip


@hypothesis_settings(max_examples=60)
@given(st.lists(_PIECES, max_size=30).map(" ".join))
def test_any_text_gives_figures_within_it_and_the_same_twice(text: str) -> None:
    document = annotate([text], load_spacy())[0]
    found = figures(document)
    assert found == figures(document)
    for figure in found:
        assert figure.ranges and figure.unit and figure.counted
        assert all(0 <= a < b <= len(text) for a, b in (*figure.ranges, figure.sentence))
        assert figure.upper is None or figure.upper > figure.value
        start, end = figure.ranges[0]
        assert figure.sentence[0] <= start < end <= figure.sentence[1]


@hypothesis_settings(max_examples=40)
@given(st.dates(min_value=date(1950, 1, 1)), st.integers(min_value=1, max_value=99))
def test_a_date_or_an_age_is_no_figure(day: date, age: int) -> None:
    written = (f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}", day.isoformat())
    for when in written:
        text = f"The lane was closed on {when}. Karim Adsel, {age}, was there. A {age}-year-old pilot left."
        assert counts(annotate([text], load_spacy())[0]) == []


@pytest.mark.parametrize(
    "piece", ["12 ", "12 died on Sunday in Kess, ", "12 people and ", "3-1 ", "21 of ", "Kess 12\n"]
)
def test_lists_and_tables_are_read_in_linear_time(read: Read, piece: str) -> None:
    def seconds(length: int) -> float:
        document = read(piece * (length // len(piece)))
        return min(_timed(document) for _ in range(3))

    def _timed(document: Document) -> float:
        started = time.process_time()
        find_figures(document, (), ())
        return time.process_time() - started

    assert seconds(16_000) <= 3 * seconds(8_000) + 0.1


def test_a_megabyte_of_digits_is_no_figure(read: Read) -> None:
    document = read("1" * 1_000_000)
    started = time.process_time()
    assert find_figures(document, (), ()) == ()
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Tarvonia said that fourteen people had died in the collision.", "Tarvonia"),
        ("Tarvonia denied that fourteen people had died in the collision.", None),
        ("Tarvonia did not say that fourteen people had died in the collision.", None),
        ("Tarvonia rejected reports that fourteen people had died in the collision.", None),
    ],
)
def test_who_denies_a_toll_does_not_count_it(read: Read, text: str, claimant: str | None) -> None:
    document = read(text)
    actors = find_actors(document)
    (found,) = find_figures(document, actors, find_statements(document, actors))
    assert (found.value, found.claimant) == (14, claimant)
