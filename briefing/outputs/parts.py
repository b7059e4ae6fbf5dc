"""What stands in a tree: its elements by tag and class, and the words that the eye reads."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.views.safe import Element, Node


def has_class(element: Element, name: str) -> bool:
    """Whether an element is of a class."""
    return name in element.attributes.get("class", "").split()


def find_all(tree: Node, tag: str | None = None, class_: str | None = None) -> Iterator[Element]:
    """The elements with a tag and a class, in the order of reading.

    It does not use `walk`: a PDF looks for some thousand parts, and most nodes are text.
    """
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            if tag in (None, node.tag) and (class_ is None or has_class(node, class_)):
                yield node
            stack.extend(reversed(node.children))


def find(tree: Node, tag: str | None = None, class_: str | None = None) -> Element | None:
    """The first of them."""
    return next(find_all(tree, tag, class_), None)


def find_one(tree: Node, tag: str | None = None, class_: str | None = None) -> Element:
    """The element that every page has.

    Raises:
        LookupError: it has not: a mistake in a view.
    """
    found = find(tree, tag, class_)
    if found is None:
        raise LookupError(f"The page has no {tag or 'element'} {class_ or ''}.")
    return found


def seen(node: Node) -> str:
    """The text of a tree without the words that are there for screen readers only."""
    if isinstance(node, str):
        return node
    return "" if has_class(node, "unseen") else "".join(map(seen, node.children))
