"""What tests ask a tree for: its elements, and what is read in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from briefing.types import Briefing
from briefing.views.edition import Page
from briefing.views.masthead import LastRun
from briefing.views.safe import Element, Node, text_of, walk
from briefing.views.today import today
from tests.editions import DAY, END, MORNING

READ = LastRun(day=DAY, started=END + timedelta(minutes=40), exit_code=3)


def page_of(
    briefing: Briefing, *, is_latest: bool = True, now: datetime = MORNING, last_run: LastRun | None = READ
) -> Page:
    return today(briefing, is_latest=is_latest, now=now, last_run=last_run)


def elements(tree: Node, tag: str | None = None, class_: str | None = None) -> list[Element]:
    """The elements of a tree with a tag and a class, in the order of reading."""
    return [
        node
        for node in walk(tree)
        if isinstance(node, Element)
        and tag in (None, node.tag)
        and (class_ is None or class_ in node.attributes.get("class", "").split())
    ]


def words(tree: Node) -> str:
    """What is read, with ordinary spaces and without isolates."""
    return " ".join(re.sub("[\u2068\u2069]", "", text_of(tree)).split())


def seen(tree: Node) -> str:
    """What the eye reads: without what is for screen readers only."""
    if isinstance(tree, str):
        return tree
    if tree.attributes.get("class") == "unseen":
        return ""
    return "".join(seen(child) for child in tree.children)


def numbers(tree: Node) -> list[int]:
    return [int(seen(button)) for button in elements(tree, "button", "number")]


def attribute_values(page: Page) -> Iterator[tuple[str, str]]:
    for tree in (page.tree, *page.evidence.values()):
        for found in elements(tree):
            yield from found.attributes.items()


def as_tree(data: object) -> Node:
    """A tree out of its JSON."""
    if isinstance(data, list):
        tag, attributes, children = data
        return Element(tag, attributes, tuple(as_tree(child) for child in children))
    assert isinstance(data, str)
    return data
