"""The countries that reports name, on the page Coverage: how often each, in words, in classes for a map, in figures."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from briefing.register import CountryNamed
from briefing.views.addresses import door, search_address
from briefing.views.safe import Element, Node, checked, clipped, element, isolated
from briefing.views.words import count, day_span, listed

#: Countries that are told in the sentence, and those of which it is said that the map lacks them.
_TOLD = 5
_LACKING = 8
_LONGEST_NAME = 60
_STEPS = tuple(factor * 10**power for power in range(7) for factor in (1, 2, 5))
#: Shades of a map that an eye tells apart.
_MOST_CLASSES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CountrySpan:
    """The countries named over a row of days, the most named first."""

    first: date
    last: date
    rows: tuple[CountryNamed, ...]
    #: Those of them that the map has an outline of.
    drawn: AbstractSet[str]

    @property
    def has_map(self) -> bool:
        """Whether there is anything to shade."""
        return bool(self.drawn)


def class_floors(most: int) -> tuple[int, ...]:
    """The least number of reports of each shade, the lightest first: round numbers below the largest number given."""
    top = max((place for place, step in enumerate(_STEPS) if step <= most * 0.75), default=0)
    return (1, *_STEPS[max(1, top - _MOST_CLASSES + 2) : top + 1])


def class_names(floors: Sequence[int]) -> list[str]:
    """The shades in words: 1 to 4, 5 to 9, 10 and more."""
    names = [f"{low:,}" if high == low + 1 else f"{low:,}–{high - 1:,}" for low, high in pairwise(floors)]
    return [*names, f"{floors[-1]:,} and more"]


def countries_summary(span: CountrySpan) -> Node:
    """The countries in words: how many, which most, and which the map has no outline of."""
    head = element(
        "div",
        element("h2", "Countries named", id="countries"),
        element("p", day_span(span.first, span.last), class_="aside"),
        class_="head",
    )
    notes = f"{_COUNTED} {_BORDERS}" if span.has_map else _COUNTED
    body = [element("p", *_in_words(span), class_="body"), element("p", notes, class_="aside")] if span.rows else []
    none = None if span.rows else element("p", _NONE, class_="body")
    return checked(
        element("div", element("section", head, none, *body, aria_labelledby="countries"), class_="page countries")
    )


_NONE = "No report in these editions names a country in its headline or in words that are cited."
_COUNTED = (
    "Counted is the name of a country in a report’s headline, or in words of the report that an edition cites, but not"
    " its capital, its people or its leaders."
)
_BORDERS = "The borders on the map say nothing of whose a place is."


def _in_words(span: CountrySpan) -> list[Node]:
    top = span.rows[:_TOLD]
    told = [f"{isolated(_name(row))} ({row.reports:,})" for row in top]
    told[0] = f"{isolated(_name(top[0]))} ({count(top[0].reports, 'report')})"
    if len(span.rows) == 1:
        return [f"One country is named: {told[0]}.", *_lacking(span)]
    most = ", most often" if len(span.rows) > len(top) else ":"
    return [f"{count(len(span.rows), 'country', 'countries')} are named{most} {listed(told)}.", *_lacking(span)]


def _lacking(span: CountrySpan) -> list[Node]:
    """Which countries the map lacks; none of them may go unsaid."""
    missing = [isolated(_name(row)) for row in span.rows if row.country not in span.drawn]
    if not missing:
        return []
    if not span.has_map:
        return [f" There is no outline of {'it' if len(missing) == 1 else 'them'} here, so a table and no map."]
    more = len(missing) - _LACKING
    names = listed([*missing[:_LACKING], *([f"{more:,} more"] if more > 0 else [])])
    return [f" The map has no outline of {names}."]


def countries_table(span: CountrySpan) -> Node:
    """The figures of the map: a row a country, which leads to a search for its name."""
    return checked(
        element(
            "div",
            element(
                "table",
                element("caption", "Reports by country, the most named first", class_="unseen"),
                element(
                    "thead",
                    element("tr", element("th", "Country", scope="col"), element("th", "Reports", scope="col")),
                ),
                element("tbody", *(_row(row) for row in span.rows)),
                class_="figures short",
            ),
            class_="page",
        )
    )


def _row(row: CountryNamed) -> Element:
    name = door(search_address(f'"{row.country}"'), _name(row))
    return element("tr", element("th", name, scope="row", dir="auto"), element("td", f"{row.reports:,}"))


def _name(row: CountryNamed) -> str:
    return clipped(row.country, _LONGEST_NAME) or "Without a name"
