"""The charts of an actor in words and in figures: mentions a day, and who is named together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.register import ActorDay, Company
from briefing.views.actor import ActorFile
from briefing.views.addresses import actor_address, door
from briefing.views.safe import Element, Node, checked, clipped, element, isolated
from briefing.views.words import count, day_and_month, day_span, listed

_LONGEST_NAME = 120


#: Fewer days make no chart.
_FEWEST_DAYS = 14


def first_day(first: date, *, until: date, length: int) -> date:
    """Where a chart of `length` days up to `until` begins if the first edition is of `first`."""
    return min(max(first, until - timedelta(days=length - 1)), until - timedelta(days=_FEWEST_DAYS - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """Reports that name an actor, day by day; None where it was not counted."""

    days: tuple[tuple[date, int | None], ...]
    summary: str


def mentions(days: Sequence[ActorDay], *, until: date, first: date, length: int) -> Mentions:
    """The `length` days up to `until`; fewer, if the first edition is later, but never less than two weeks."""
    start = first_day(first, until=until, length=length)
    known = {day.day: day.reports for day in days}
    row = tuple(
        (start + timedelta(days=n), known.get(start + timedelta(days=n))) for n in range((until - start).days + 1)
    )
    counted = [(day, number) for day, number in row if number]
    if not counted:
        text = f"Not among the key actors of any day from {day_span(start, until)}; only these are counted."
    else:
        text = (
            f"{count(sum(number for _, number in counted), 'report')}{_when(counted)}."
            " On a day without a bar the actor was none of its key actors, and was not counted."
        )
    return Mentions(days=row, summary=text)


def _when(counted: Sequence[tuple[date, int]]) -> str:
    """On which of the days they were: on the only one, or most on the one, or how many at most."""
    if len(counted) == 1:
        return f", {'all ' if counted[0][1] > 1 else ''}on {day_and_month(counted[0][0])}"
    most = max(number for _, number in counted)
    busiest = [day for day, number in counted if number == most]
    on_days = f" on {count(len(counted), 'day')}"
    return (
        f"{on_days}, most on {day_and_month(busiest[0])}: {most:,}"
        if len(busiest) == 1
        else f"{on_days}, at most {most:,} a day"
    )


def mentions_head(found: Mentions) -> Node:
    """What stands above the chart: its heading, and what it shows in words."""
    span = day_span(found.days[0][0], found.days[-1][0])
    return _chart_head("mentions", "Mentions a day", f"reports that name the actor, {span}", found.summary)


def _chart_head(key: str, heading: str, aside: str, summary: str) -> Node:
    return checked(
        element(
            "div",
            element(
                "section",
                element("div", element("h2", heading, id=key), element("p", aside, class_="aside"), class_="head"),
                element("p", summary, class_="meta"),
                aria_labelledby=key,
            ),
            class_="page",
        )
    )


def mentions_table(found: Mentions) -> Node:
    """The figures of the chart, the newest first."""
    rows = (
        element(
            "tr",
            element("th", day_and_month(day), scope="row"),
            element("td", "not counted" if number is None else f"{number:,}"),
        )
        for day, number in reversed(found.days)
    )
    return _figures("Reports that name the actor, by day", ("Day", "Reports"), list(rows))


def _figures(caption: str, heads: Sequence[str], rows: Sequence[Element]) -> Node:
    return checked(
        element(
            "div",
            element(
                "table",
                element("caption", caption, class_="unseen"),
                element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
                element("tbody", *rows),
                class_="figures",
            ),
            class_="page",
        )
    )


# ---------------------------------------------------------------- who is named together


def company_head(file: ActorFile, since: date, until: date) -> Node:
    """What stands above the network: its heading, and what it shows in words."""
    own = [pair for pair in file.company.pairs if pair.first == file.id]
    span = day_span(since, until)
    if not own:
        text = "No cited report names the actor together with another."
    else:
        names = [f"{isolated(_name(file.company, pair.second))} ({pair.reports:,})" for pair in own[:3]]
        text = f"Most often with {listed(names)}. A line is as wide as the number of reports that name both."
    return _chart_head("together", "Who is named together", f"cited reports that name both, {span}", text)


def company_table(file: ActorFile) -> Node | None:
    """The figures of the network: with whom the actor is named, then the pairs among these."""
    if not file.company.pairs:
        return None
    rows = [
        element(
            "tr",
            element("th", *_pair(file, pair.first, pair.second), scope="row", dir="auto"),
            element("td", f"{pair.reports:,}"),
        )
        for pair in file.company.pairs
    ]
    heading = element("h2", "The same in figures", id="pairs")
    table = _figures("Reports that name both", ("Named together", "Reports"), rows)
    return checked(element("div", element("section", heading, table, aria_labelledby="pairs"), class_="page"))


def _pair(file: ActorFile, first: str, second: str) -> list[Node]:
    """The other of a pair with the actor, else both."""
    company = file.company
    other = door(actor_address(second), _name(company, second))
    return [other] if first == file.id else [door(actor_address(first), _name(company, first)), " with ", other]


def _name(company: Company, actor: str) -> str:
    return clipped(company.names.get(actor, actor), _LONGEST_NAME) or "Without a name"
