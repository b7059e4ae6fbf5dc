"""The addresses of the dashboard's pages: what leads to a day, a story, an actor, or to statements of a kind."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from briefing.views.safe import Element, Node, element, inside

#: A longer id is none of ours: no name has a slug of that length.
_LONGEST_ID = 100


def day_address(day: date, at: str | None = None) -> str:
    """The edition of a day, from one of its parts on."""
    return "/?" + urlencode({"day": day.isoformat()} | ({"at": at} if at else {}))


def compare_address(later: date, earlier: date | None = None) -> str:
    """The page that compares two editions; without the earlier one, with the edition before."""
    query = {"day": later.isoformat()} | ({"before": earlier.isoformat()} if earlier else {})
    return f"/compare?{urlencode(query)}"


def story_address(story: str, at: str | None = None) -> str | None:
    """The page of a story."""
    return _with_id("/story", story, {"at": at} if at else {})


def actor_address(actor: str | None) -> str | None:
    """The page of an actor."""
    return _with_id("/actor", actor, {})


def statements_by(actor: str) -> str | None:
    """The statements of a speaker."""
    return f"/statements?{urlencode({'who': actor})}" if _is_id(actor) else None


def search_address(query: str) -> str | None:
    """The hits of a query in the archive."""
    return f"/archive?{urlencode({'q': query})}" if _is_id(query) else None


def with_evidence(address: str, evidence: str) -> str:
    """An address with a piece of evidence open."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'ev': evidence})}"


def door(address: str | None, *children: Node, **attributes: str | None) -> Element:
    """A link to one of our pages; without an address its words alone."""
    return inside(address, *children, **attributes) if address else element("span", *children, **attributes)


def _with_id(page: str, key: str | None, others: dict[str, str]) -> str | None:
    return f"{page}?{urlencode({'id': key} | others)}" if key and _is_id(key) else None


def _is_id(key: str) -> bool:
    """Whether a text is short enough for an address, and one that can be encoded."""
    return len(urlencode({"id": key.encode(errors="replace")})) <= 4 * _LONGEST_ID and key.isprintable()
