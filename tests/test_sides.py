"""Whose side a claimant is on: by the country that stands in its name or beside it, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.analysis.quantities import find_quantities
from briefing.analysis.reading import Read
from briefing.analysis.sides import Sides
from briefing.types import Actor, ActorKind, Direction
from tests.builders import make_article, make_feed, make_read
from tests.test_disputes import counted


def story(text: str, *names: tuple[str, ActorKind], role: str | None = None, directed: Direction | None = None) -> Read:
    """An article that names these actors wherever their names stand."""
    actors = tuple(
        Actor(
            name=name,
            kind=kind,
            role=role if kind == "person" else None,
            mentions=tuple((i, i + len(name)) for i in range(len(text)) if text.startswith(name, i)),
        )
        for name, kind in names
    )
    plain = make_read("Nothing was said.")
    digest = replace(plain.digest, actors=actors)
    return replace(plain, article=make_article(text), digest=digest, directed=directed)


HEALTH: tuple[str, ActorKind] = ("Ministry of Health", "organization")
VASSIA: tuple[str, ActorKind] = ("Vassia", "place")
NORLAND: tuple[str, ActorKind] = ("Norland", "place")


@pytest.mark.parametrize(
    ("text", "claimant", "side"),
    [
        # a country of the gazetteer
        ("Twelve died.", "Norwegian coast guard", "Norway"),
        ("Twelve died.", "Norway", "Norway"),
        ("Twelve died.", "foreign ministry in Oslo", "Norway"),
        ("Norway's Ministry of Health counts twelve.", "Ministry of Health", "Norway"),
        # a country that no list knows
        ("Vassia's navy is out. Twelve died.", "Vassian coast guard", "Vassia"),
        ("Vassia's navy is out. Twelve died.", "Vassia", "Vassia"),
        ("The navy of Vassia is out. The Ministry of Health of Vassia counts 12.", "Ministry of Health", "Vassia"),
        ("Vassia's Ministry of Health counts twelve.", "Ministry of Health", "Vassia"),
        # a place that has a police and a mayor is no country
        ("Vassia's police counts twelve.", "Vassia", None),
        # two ministries of one name
        ("Norway's Ministry of Health counts twelve, Sweden's Ministry of Health nine.", "Ministry of Health", None),
        # who is not of the state speaks for nobody else
        ("Norwegian media counted twelve.", "Norwegian media", None),
        ("Norway's Haven Relief counted twelve.", "Haven Relief", None),
        ("The Norwegian embassy in Sweden spoke.", "Norwegian embassy in Sweden", "Norway"),
    ],
)  # fmt: skip
def test_the_country_that_a_claimant_speaks_for(text: str, claimant: str, side: str | None) -> None:
    assert Sides([story(text, HEALTH, VASSIA, ("Haven Relief", "organization"))]).of(claimant) == side


def test_who_holds_an_office_of_state_speaks_for_it() -> None:
    text = "Vassia's navy is out, said Ilva Sundrel, the prime minister of Vassia."
    read = story(text, VASSIA, ("Ilva Sundrel", "person"), role="prime minister of Vassia")
    assert Sides([read]).of("Ilva Sundrel") == "Vassia"


def test_a_country_and_its_coast_guard_make_one_claim_and_the_latest_counts() -> None:
    early, late = "Norway counts five dead.", "The Norwegian coast guard speaks of eight dead."
    other = "Vassia's Ministry of Health counts 17 dead."
    reads = [
        counted(early, "five dead", 5, id="a1", hour=8, claimant="Norway"),
        counted(late, "eight dead", 8, id="a2", hour=9, claimant="Norwegian coast guard"),
        counted(other, "17 dead", 17, id="a3", hour=9, claimant="Ministry of Health"),
    ]
    (quantity,) = find_quantities(reads)
    assert [(c.claimant, c.side, c.value, c.reports) for c in quantity.claims] == [
        ("Ministry of Health", None, 17, ("a3",)),
        ("Norwegian coast guard", "Norway", 8, ("a2",)),
    ]


def test_a_state_outlet_is_on_the_side_of_its_country() -> None:
    text = "Vassia's navy is out."
    feed = replace(make_feed("Vassia Radio", kind="state"), country="Vassia")
    read = replace(story(text, VASSIA), feed=feed)
    assert Sides([read]).of_outlet(read) == "Vassia"
    assert Sides([read]).of_outlet(replace(read, directed="party")) is None
    assert Sides([read]).of_outlet(replace(read, feed=make_feed("The Courier", country="Vassia"))) is None
