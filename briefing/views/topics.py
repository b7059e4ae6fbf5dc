"""The page Coverage: how many reports the editions had on each topic, day by day, in words and in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefing.register import TopicDay
from briefing.views.actor_charts import first_day
from briefing.views.addresses import day_address
from briefing.views.masthead import About, about_head
from briefing.views.safe import Element, Node, checked, clipped, element, inside, isolated
from briefing.views.words import count, day_and_month, day_span

#: The lengths that can be chosen, in days.
SPANS = (30, 90, 365)
_LONGEST_TOPIC = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow:
    """A topic over the days of a span."""

    topic: str
    #: Reports a day, in the order of the days; None where there is no edition.
    reports: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """All reports of the span."""
        return sum(number or 0 for number in self.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicSpan:
    """All topics over a span of days."""

    days: tuple[date, ...]
    rows: tuple[TopicRow, ...]


def topic_span(found: Sequence[TopicDay], editions: Sequence[date], *, until: date, length: int) -> TopicSpan:
    """The days of the chart, as many as `length` if the editions go back so far; the largest topic first."""
    start = first_day(min(editions), until=until, length=length)
    days = tuple(start + timedelta(days=n) for n in range((until - start).days + 1))
    made = set(editions)
    reports = {(one.topic, one.day): one.reports for one in found}
    topics = dict.fromkeys(one.topic for one in found)
    rows = [
        TopicRow(topic=topic, reports=tuple(reports.get((topic, day), 0) if day in made else None for day in days))
        for topic in topics
    ]
    return TopicSpan(days=days, rows=tuple(sorted(rows, key=lambda row: (-row.total, row.topic))))


def coverage_head(about: About) -> Node:
    """The masthead of the page."""
    said = element("p", "Reports in the stories of each edition, by topic, and the countries named")
    return checked(element("div", about_head("Coverage", about, said), class_="page"))


def topic_name(row: TopicRow) -> str:
    """A topic for a heading and for a chart."""
    return clipped(row.topic, _LONGEST_TOPIC) or "Without a topic"


def coverage_summary(span: TopicSpan) -> Node:
    """The topics in words: how much there was, when most, and on how many days nothing."""
    made = sum(number is not None for number in span.rows[0].reports) if span.rows else 0
    head = element(
        "div",
        element("h2", "By topic", id="topics"),
        element("p", f"{day_span(span.days[0], span.days[-1])}, {count(made, 'edition')}", class_="aside"),
        class_="head",
    )
    items = (element("li", *_in_words(row, span.days)) for row in span.rows)
    body = element("ul", *items, class_="plain") if span.rows else element("p", _NONE, class_="body")
    return checked(element("div", element("section", head, body, aria_labelledby="topics"), class_="page"))


_NONE = "No edition of these days has a story. Choose a longer span, or make editions with: briefing run"


def _in_words(row: TopicRow, days: Sequence[date]) -> list[Node]:
    most = max(number or 0 for number in row.reports)
    busiest = [day for number, day in zip(row.reports, days, strict=True) if number == most]
    without = sum(number == 0 for number in row.reports)
    silent = f"; {count(without, 'edition')} without any" if without else ""
    name: list[Node] = [element("b", isolated(topic_name(row))), f": {count(row.total, 'report')}, "]
    if len(busiest) > 1:
        return [*name, f"at most {most:,} in an edition{silent}."]
    link = inside(day_address(busiest[0]), day_and_month(busiest[0]))
    if most == row.total:
        return [*name, "all on " if most > 1 else "on ", link, f"{silent}."]
    return [*name, "most on ", link, f" ({most:,}){silent}."]


def coverage_table(span: TopicSpan) -> Node:
    """The figures of the chart: a row a day, the newest first."""
    topics = (element("th", topic_name(row), scope="col", dir="auto") for row in span.rows)
    columns = list(zip(*(row.reports for row in span.rows), strict=True))
    days = zip(span.days, columns, strict=True)
    return checked(
        element(
            "div",
            element(
                "table",
                element("caption", "Reports by day and topic, the newest day first", class_="unseen"),
                element("thead", element("tr", element("th", "Day", scope="col"), *topics)),
                element("tbody", *(_day(day, numbers, span.days[-1]) for day, numbers in reversed(list(days)))),
                class_="figures",
            ),
            class_="page",
        )
    )


def _day(day: date, numbers: Sequence[int | None], newest: date) -> Element:
    name = day_and_month(day) if day.year == newest.year else f"{day_and_month(day)} {day.year}"
    if any(number is None for number in numbers):
        return element("tr", element("th", name, scope="row"), *(element("td", "no edition") for _ in numbers))
    link = inside(day_address(day), name)
    return element("tr", element("th", link, scope="row"), *(element("td", f"{number:,}") for number in numbers))
