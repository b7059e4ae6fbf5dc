"""The row above every page: the ways to the other pages and, over an edition, to other days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.views.addresses import day_address
from briefing.views.safe import Element, Node, checked, element, inside
from briefing.views.words import day_and_month

#: The pages of the row by their names in addresses, and what they are called.
_PAGES = {
    "": "Today",
    "statements": "Statements",
    "actors": "Actors",
    "archive": "Archive",
    "coverage": "Coverage",
    "sources": "Sources",
}


def page_links(here: str) -> Node:
    """The ways to the pages; `here` is the one that is marked."""
    return _row(
        "Pages",
        [inside(f"/{page}", name, aria_current="page" if page == here else None) for page, name in _PAGES.items()],
    )


def day_links(days: Sequence[date], shown: date | None) -> Node | None:
    """The ways to the edition before, the one after, and the latest; None where there is no other.

    `shown` is a day without an edition where there is none of the day that was asked for.
    """
    before = max((day for day in days if shown and day < shown), default=None)
    after = min((day for day in days if shown and day > shown), default=None)
    links = [
        inside(day_address(before), f"‹ {day_and_month(before)}") if before else None,
        inside(day_address(after), f"{day_and_month(after)} ›") if after else None,
        inside("/", "Latest edition") if shown != days[-1] else None,
    ]
    found = [link for link in links if link]
    return _row("Days", found) if found else None


def _row(name: str, links: Sequence[Element]) -> Node:
    key = f"{name.lower()}-row"
    heading = element("span", name, id=key, class_="unseen")
    items = element("ul", *(element("li", link) for link in links))
    return checked(element("nav", heading, items, aria_labelledby=key, class_="ways"))
