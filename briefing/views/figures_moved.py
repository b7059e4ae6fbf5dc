"""How the figures of a story moved: what each named side counted on each day, in words and as the table of a chart.

Only people in a state (killed, wounded, ...) are followed from day to day: these a side counts again and again. Of
anything else the same words may count something else on another day, and a line through it would say what nobody said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.register import StoryEdition
from briefing.types import Claim
from briefing.views.addresses import day_address
from briefing.views.edition import Cited, Sources, tied
from briefing.views.masthead import About
from briefing.views.safe import Element, Node, checked, clipped, element, inside, isolated
from briefing.views.words import count, day_and_month

#: What a row is called by what is counted.
_NAMES = {
    "killed": "Killed",
    "wounded": "Wounded",
    "missing": "Missing",
    "displaced": "Displaced",
    "detained": "Detained",
    "hospitalized": "In hospital",
    "rescued": "Rescued",
}
#: More than that cannot be told apart, or not be overlooked.
_MOST_ROWS, _MOST_SIDES = 4, 3
_LONGEST_NAME = 60
_LONGEST_CLAIM = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side counted, day by day."""

    claimant: str
    #: Each with the edition that has it, oldest first; at least two, and not all the same number.
    claims: tuple[tuple[StoryEdition, Claim], ...]

    @property
    def points(self) -> tuple[tuple[date, float], ...]:
        """The numbers; of a range its lower end."""
        return tuple((edition.day, claim.value) for edition, claim in self.claims if claim.value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFigure:
    """A quantity whose figure moved, with the sides of which it did."""

    counted: str
    where: str | None
    sides: tuple[Side, ...]

    @property
    def name(self) -> str:
        """What a reader is told it is: Killed, Ansel."""
        name = _NAMES[self.counted]
        return f"{name}, {isolated(clipped(self.where, _LONGEST_NAME))}" if self.where else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """The moved figures of a story, over the days of its editions."""

    days: tuple[date, ...]
    figures: tuple[MovedFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresPart:
    """What moved, and what stands above and below its chart."""

    moved: Moved
    head: Node
    table: Node


def figures_part(
    editions: Sequence[StoryEdition], about: About, cited: dict[str, Cited], *, address: str
) -> FiguresPart | None:
    """The part of a story's page on its figures; None where none moved."""
    moved = moved_figures(editions)
    if moved is None:
        return None
    return FiguresPart(moved=moved, head=_head(moved), table=_table(moved, address, about, cited))


def moved_figures(editions: Sequence[StoryEdition]) -> Moved | None:
    """What moved, the quantity with most figures first; None where no side gave two different ones on two days.

    A toll that some reports tell without its place is that of the only place that others name for it.
    """
    oldest_first = sorted(editions, key=lambda edition: edition.day)
    told = [(e, q) for e in oldest_first for q in e.story.quantities if q.counted in _NAMES]
    places: dict[tuple[str, str], dict[str, str]] = {}
    for _, quantity in told:
        named = places.setdefault((quantity.counted, quantity.unit), {})
        if quantity.where:
            named.setdefault(quantity.where.casefold(), quantity.where)
    found: dict[tuple[str, str, str | None], dict[str, dict[date, tuple[StoryEdition, Claim]]]] = {}
    for edition, quantity in told:
        named = places[quantity.counted, quantity.unit]
        where = named[quantity.where.casefold()] if quantity.where else None
        key = (quantity.counted, quantity.unit, next(iter(named.values())) if len(named) == 1 else where)
        for claim in quantity.claims:
            if claim.party and claim.value is not None:
                sides = found.setdefault(key, {})
                sides.setdefault(claim.party, {}).setdefault(edition.day, (edition, claim))
    figures = [
        MovedFigure(counted=key[0], where=key[2], sides=moved[:_MOST_SIDES])
        for key, sides in found.items()
        if (moved := tuple(filter(None, (_side(name, claims.values()) for name, claims in sides.items()))))
    ]
    figures.sort(key=lambda figure: -sum(len(side.claims) for side in figure.sides))
    if not figures:
        return None
    return Moved(days=tuple(edition.day for edition in oldest_first), figures=tuple(figures[:_MOST_ROWS]))


def _side(party: str, claims: Iterable[tuple[StoryEdition, Claim]]) -> Side | None:
    """The claims of a side under the name that all of them go by, else under that of the side."""
    own = tuple(claims)
    names = {claim.claimant for _, claim in own}
    side = Side(claimant=names.pop() or party if len(names) == 1 else party, claims=own)
    return side if len({value for _, value in side.points}) > 1 else None


def _head(moved: Moved) -> Node:
    """What stands above the chart: its heading, and what it shows in words."""
    days = count(len(moved.days), "edition")
    aside = f"what each side said, {days}; nothing is averaged"
    items = (element("li", element("b", figure.name), ": ", *_in_words(figure)) for figure in moved.figures)
    return checked(
        element(
            "div",
            element(
                "section",
                element("div", element("h2", "How its figures moved", id="moved"), _aside(aside), class_="head"),
                element("ul", *items, class_="plain"),
                aria_labelledby="moved",
            ),
            class_="page",
        )
    )


def _aside(text: str) -> Element:
    return element("p", text, class_="aside")


def _in_words(figure: MovedFigure) -> list[Node]:
    sides = []
    for side in figure.sides:
        (first, was), (last, now) = side.points[0], side.points[-1]
        name = isolated(clipped(side.claimant, _LONGEST_NAME))
        sides.append(f"{name} {was:,g} on {day_and_month(first)}, {now:,g} on {day_and_month(last)}")
    return [f"{'; '.join(sides)}."]


def _table(moved: Moved, address: str, about: About, cited: dict[str, Cited]) -> Node:
    """The figures of the chart in the words of the reports, each with its evidence; of each side the newest first."""
    rows: list[Element] = []
    for figure in moved.figures:
        rows.append(element("tr", element("th", element("b", figure.name), scope="rowgroup", colspan="2")))
        for side in figure.sides:
            rows += [_row(*one, address, about, cited) for one in reversed(side.claims)]
    heads = (element("th", head, scope="col") for head in ("According to", "Figure"))
    return checked(
        element(
            "div",
            element(
                "table",
                element("caption", "The figures by side and day", class_="unseen"),
                element("thead", element("tr", *heads)),
                element("tbody", *rows),
                class_="figures",
            ),
            class_="page",
        )
    )


def _row(edition: StoryEdition, claim: Claim, address: str, about: About, cited: dict[str, Cited]) -> Element:
    sources = Sources(edition.reports, about.times, address=address, doors=True, cited=cited)
    name = isolated(clipped(claim.claimant or "", _LONGEST_NAME))
    return element(
        "tr",
        element("th", f"{name}, ", inside(day_address(edition.day), day_and_month(edition.day)), scope="row"),
        element("td", *tied(clipped(claim.text, _LONGEST_CLAIM), sources.numbers([claim.evidence])), dir="auto"),
    )
