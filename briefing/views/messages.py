"""Pages that have no edition to show: each a sentence that says what is the matter, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from briefing.views.masthead import PRODUCT, LastRun, command, failed_run, masthead
from briefing.views.safe import Element, Node, checked, element, inside, plain
from briefing.views.words import Times, day_name


def no_edition_yet(last_run: LastRun | None, faults: Sequence[str]) -> Node:
    """The archive is empty; if a run has failed, why."""
    demo = element("code", "make demo")
    first = element(
        "p",
        "There is no edition yet. Make one with: ",
        command("run"),
        ", or see the sample with: ",
        demo,
        class_="body",
    )
    failed = failed_run(last_run, Times("UTC", year=last_run.started.year)) if last_run else []
    return _page(element("div", first, *failed), faults)


def no_edition_of(day: date | None, *, nearest: date, latest: date) -> Node:
    """There are editions, but none of this day; None for an address that names no day."""
    said = f"There is no edition of {day_name(day)}." if day else "The address names no day; one looks like 2026-02-18."
    links = [element("p", _link("The nearest is of ", nearest))] if nearest != latest and day else []
    links.append(element("p", _link("The latest is of ", latest)))
    return _page(element("div", element("p", said, class_="body"), *links), ())


def edition_unreadable(fault: str, others: Sequence[date]) -> Node:
    """The file of an edition cannot be used; `others` are days that may be read instead."""
    links = (element("p", _link("Read the edition of ", day)) for day in others)
    return _page(element("div", element("p", plain(fault), class_="body", dir="auto"), *links), ())


def _link(words: str, day: date) -> Element:
    return element("span", words, inside(f"/?day={day.isoformat()}", day_name(day)))


def _page(body: Element, faults: Sequence[str]) -> Node:
    notices = (element("p", plain(fault), class_="notice", dir="auto") for fault in faults)
    return checked(element("div", masthead(PRODUCT, []), *notices, body, class_="page message"))


def nothing_here(title: str, *sentences: Node, fault: str | None = None) -> Node:
    """A page that has nothing to show, or cannot: why, and what to do."""
    body = element("div", *(element("p", sentence, class_="body") for sentence in sentences))
    tree = element(
        "div",
        masthead(title, []),
        element("p", plain(fault), class_="notice", dir="auto") if fault else None,
        body,
        class_="page message",
    )
    return checked(tree)
