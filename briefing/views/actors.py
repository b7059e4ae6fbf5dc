"""Actors over all editions: the directory, and the page of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date

from briefing.register import Listed
from briefing.views.addresses import actor_address, day_address, door, statements_by
from briefing.views.masthead import About, about_head
from briefing.views.safe import Element, Node, checked, clipped, element, inside, isolated
from briefing.views.words import count, day_and_month

#: Rows of the directory that are shown.
LISTED = 100
_LONGEST_NAME = 120
_LONGEST_ROLE = 160
_MOST_ALIASES = 6


# ---------------------------------------------------------------- the directory


def actors_head(about: About, number: int, first: date | None) -> Node:
    """The masthead of the directory."""
    since = f" since {day_and_month(first)} {first.year}" if first else ""
    said = element("p", f"{count(number, 'person or organization', 'people and organizations')}{since}")
    return checked(element("div", about_head("Actors", about, said), class_="page"))


def matching(actors: Sequence[Listed], query: str) -> list[Listed]:
    """Those whose name, other spelling or role has all words of the query; case and accents do not matter."""
    words = bare(query).split()
    return [actor for actor in actors if all(word in _searched(actor) for word in words)]


def _searched(actor: Listed) -> str:
    return bare(" ".join((actor.name, *actor.aliases, actor.role or "")))


def bare(text: str) -> str:
    """A text without case and accents, to compare by."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def directory(found: Sequence[Listed], query: str, about: About) -> Node:
    """A table of actors, those in most reports first."""
    if not found:
        asked = isolated(clipped(query, _LONGEST_NAME))
        none = f"Nobody found for “{asked}”. Try fewer letters, or search the archive." if query else _NOBODY
        return checked(element("div", element("p", none, class_="empty"), class_="page"))
    heads = ("Name and latest role", "Reports", "Statements", "Editions", "Last named")
    more = len(found) - LISTED
    tree = element(
        "div",
        element(
            "table",
            element("caption", "Actors, those in most reports first", class_="unseen"),
            element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
            element("tbody", *(_listed(actor, about) for actor in found[:LISTED])),
            class_="listing numeric actors-list",
        ),
        element("p", f"and {more:,} more: type a part of the name", class_="aside") if more > 0 else None,
        class_="page",
    )
    return checked(tree)


_NOBODY = "No edition names anybody yet; actors come with the next one. Make it with: briefing run"


def _listed(actor: Listed, about: About) -> Element:
    name = clipped(actor.name, _LONGEST_NAME) or "Without a name"
    role = clipped(actor.role or "", _LONGEST_ROLE)
    year = f" {actor.last.year}" if actor.last.year != about.times.year else ""
    return element(
        "tr",
        element(
            "th",
            element("p", door(actor_address(actor.id), name), class_="name", dir="auto"),
            element("p", role, class_="role", dir="auto") if role else None,
            scope="row",
        ),
        _figure(actor.reports or None, "report"),
        _figure(actor.statements, "statement", statements_by(actor.id) if actor.statements else None),
        _figure(actor.editions, "edition"),
        element("td", inside(day_address(actor.last), f"{day_and_month(actor.last)}{year}", class_="quiet")),
    )


def _figure(number: int | None, unit: str, address: str | None = None) -> Element:
    """A figure; on a phone with what it counts. None: not counted."""
    if number is None:
        return element("td", element("span", "–", aria_hidden="true"), element("span", "not counted", class_="unseen"))
    label = element("span", f" {unit}{'' if number == 1 else 's'}", class_="narrow")
    return element("td", door(address, f"{number:,}", label))
