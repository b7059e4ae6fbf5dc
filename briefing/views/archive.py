"""The archive: a calendar of all editions and, beside it, what a search has found."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import quote_plus, urlencode

from briefing.views.addresses import compare_address
from briefing.views.edition import safe_id
from briefing.views.masthead import PRODUCT, masthead, sample_mark
from briefing.views.safe import Element, Node, checked, clipped, element, inside, isolated, outside, piece, plain
from briefing.views.words import MONTHS, WEEKDAYS, count, day_and_month, month_name

_WEEKS = Calendar()
#: Months of the calendar at once.
_MONTHS = 6
_LONGEST_IN_ADDRESS = 400
_LONGEST_HEADLINE = 200
_LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day that has an edition."""

    day: date
    #: None: its file cannot be read.
    stories: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that a search has found."""

    kind: Literal["story", "statement", "report"]
    day: date
    headline: str
    #: Pieces of the text around the words, and whether a piece is one of the words.
    snippet: tuple[tuple[str, bool], ...]
    credit: str
    #: Id of the story or statement, address of the report.
    ref: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a query has found, the newest first."""

    query: str
    found: tuple[Found, ...]
    #: There may be more of them.
    cut: bool
    #: A sentence, where the search could not be made.
    fault: str | None = None


def archive_head(days: Sequence[Day], *, title: str, sample: bool) -> Node:
    """The masthead of the archive."""
    about = (
        f"{PRODUCT} · {isolated(clipped(title, _LONGEST_HEADLINE))}" if plain(title) not in ("", PRODUCT) else PRODUCT
    )
    missing = (days[-1].day - days[0].day).days + 1 - len(days)
    editions = f"{count(len(days), 'edition')} since {_date(days[0].day)}"
    without = f", {count(missing, 'day')} without" if missing else ""
    details = [element("p", editions + without), *sample_mark(sample=sample)]
    return checked(element("div", masthead("Archive", details, kicker=about), class_="page"))


def _date(day: date) -> str:
    return f"{day_and_month(day)} {day.year}"


def archive_body(days: Sequence[Day], results: Results, *, until: date | None = None) -> Node:
    """The calendar and what was found; `days` are the days that have an edition, oldest first.

    The calendar has the months up to that of `until`, else up to the newest: no more than can be looked over.
    """
    hits = Counter(found.day for found in results.found if found.kind != "report")
    return checked(
        element(
            "div",
            element("div", _calendar(days, hits, until, results.query), _results(days, results), class_="archive"),
            class_="page",
        )
    )


# ---------------------------------------------------------------- the calendar


def _calendar(days: Sequence[Day], hits: Mapping[date, int], until: date | None, query: str) -> Element:
    by_date = {day.day: day for day in days}
    months = sorted({day.day.replace(day=1) for day in days}, reverse=True)
    start = next((place for place, month in enumerate(months) if until is None or month <= until), len(months) - 1)
    turns = [
        _turn("Later months", months[max(0, start - _MONTHS)], query) if start else None,
        _turn("Earlier months", months[start + _MONTHS], query) if start + _MONTHS < len(months) else None,
    ]
    span = days[0].day, days[-1].day
    return element(
        "section",
        element("div", element("h2", "Editions", id="editions"), *_two_days(days), class_="head"),
        *(_month(month, by_date, hits, span) for month in months[start : start + _MONTHS]),
        element("p", *turns, class_="turns") if any(turns) else None,
        aria_labelledby="editions",
        class_="calendar",
    )


def _two_days(days: Sequence[Day]) -> list[Element]:
    """The way to the comparison of the two newest editions, from which others are chosen."""
    if len(days) < 2:
        return []
    return [element("p", inside(compare_address(days[-1].day, days[-2].day), "Compare two days"), class_="aside")]


def _turn(words: str, month: date, query: str) -> Element:
    """A link to the months up to one; what is searched for stays, if an address holds it."""
    searched = query.encode(errors="replace")
    named = {"q": searched} if 0 < len(quote_plus(searched)) < _LONGEST_IN_ADDRESS else {}
    return inside(f"/archive?{urlencode(named | {'month': f'{month:%Y-%m}'})}", words)


def _month(month: date, days: Mapping[date, Day], hits: Mapping[date, int], span: tuple[date, date]) -> Element:
    heads = (element("th", element("span", name[:3]), scope="col") for name in WEEKDAYS)
    dates = _WEEKS.monthdatescalendar(month.year, month.month)
    weeks = [[day if day.month == month.month else None for day in week] for week in dates]
    return element(
        "table",
        element("caption", month_name(month)),
        element("thead", element("tr", *heads)),
        element("tbody", *(element("tr", *(_cell(day, days, hits, span) for day in week)) for week in weeks)),
    )


def _cell(day: date | None, days: Mapping[date, Day], hits: Mapping[date, int], span: tuple[date, date]) -> Element:
    if day is None:
        return element("td", class_="outside")
    if day not in days:
        if span[0] < day < span[1]:
            return element("td", _number(day), element("span", "none", _wide("made"), class_="alert"), class_="missing")
        return element("td", str(day.day))
    newest = day == span[1]
    link = inside(f"/?day={day.isoformat()}", _number(day), _inside(days[day], hits), class_="day")
    return element("td", link, class_="newest" if newest else None, aria_current="date" if newest else None)


def _number(day: date) -> Element:
    return element("b", str(day.day), element("span", f" {MONTHS[day.month - 1]}, ", class_="unseen"))


def _inside(day: Day, hits: Mapping[date, int]) -> Element:
    """What an edition holds: its stories, or what was found in it."""
    if found := hits.get(day.day, 0):
        return element("span", str(found), _wide("hit" if found == 1 else "hits"), class_="hits")
    if day.stories is None:
        return element("span", "damaged", class_="alert")
    return element("span", str(day.stories), _wide("story" if day.stories == 1 else "stories"))


def _wide(word: str) -> Element:
    """A word that is only seen where there is room for it."""
    return element("span", f" {word}", class_="wide")


# ---------------------------------------------------------------- what was found


def _results(days: Sequence[Day], results: Results) -> Element:
    query = clipped(results.query, _LONGEST_QUERY)
    if results.fault is not None:
        body: list[Node] = [element("p", plain(results.fault), class_="notice")]
    elif not query:
        editions = "the edition" if len(days) == 1 else f"all {count(len(days), 'edition')}"
        text = f"Type a word or a name. The search reads headlines, statements and reports of {editions}."
        body = [element("p", text, class_="body")]
    elif not results.found:
        text = f"Nothing found for “{isolated(query)}”. Try fewer words or another spelling."
        body = [element("p", text, class_="body")]
    else:
        body = [element("ol", *(_result(found, days[-1].day.year) for found in results.found))]
        if results.cut:
            body.append(element("p", "There may be older ones. Add a word to find fewer.", class_="meta"))
    heading = element("h2", f"“{isolated(query)}”" if query else "Search", id="found")
    head = element("div", heading, element("p", _how_many(results), class_="aside"), class_="head")
    return element("section", head, *body, aria_labelledby="found", class_="results")


def _how_many(results: Results) -> str:
    if not results.found:
        return ""
    hits = count(len(results.found), "hit")
    return f"the newest {hits}" if results.cut else f"{hits}, newest first"


def _result(found: Found, year: int) -> Element:
    when = day_and_month(found.day) if found.day.year == year else _date(found.day)
    name = clipped(found.headline, _LONGEST_HEADLINE) or "Speaker not named"
    if found.kind == "report":
        title = outside(found.ref, name)
    else:
        title = inside(f"/?day={found.day.isoformat()}&at={found.kind}-{safe_id(found.ref or '')}", name)
    return element(
        "li",
        element(
            "p",
            element("b", found.kind.capitalize()),
            " ",
            element("span", when),
            class_="kicker",
        ),
        element("h3", title, dir="auto"),
        element("p", *(_snippet(found)), class_="body", dir="auto"),
        element("p", isolated(found.credit), class_="meta"),
        class_="hit",
    )


def _snippet(found: Found) -> list[Node]:
    return [element("mark", piece(text)) if is_word else piece(text) for text, is_word in found.snippet if text]
