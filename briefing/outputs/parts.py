"""What stands in a tree: its elements by tag and class, and the words that the eye reads."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.views.safe import Element, Node, walk


def has_class(element: Element, name: str) -> bool:
    """Whether an element is of a class."""
    return name in element.attributes.get("class", "").split()


def find_all(tree: Node, tag: str | None = None, class_: str | None = None) -> Iterator[Element]:
    """The elements with a tag and a class, in the order of reading."""
    for node in walk(tree):
        if isinstance(node, Element) and tag in (None, node.tag) and (class_ is None or has_class(node, class_)):
            yield node


def find(tree: Node, tag: str | None = None, class_: str | None = None) -> Element | None:
    """The first of them."""
    return next(find_all(tree, tag, class_), None)


def seen(node: Node) -> str:
    """The text of a tree without the words that are there for screen readers only."""
    if isinstance(node, str):
        return node
    return "" if has_class(node, "unseen") else "".join(map(seen, node.children))
