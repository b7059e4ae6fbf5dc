"""Trees of the page as runs for `briefing.typ`: pieces of lines, with direction and language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from briefing.outputs.parts import has_class, seen
from briefing.views.edition import Page
from briefing.views.safe import Element, Node

#: A piece of a line for `briefing.typ`: a text, or an object that says what is special about it.
Piece = str | dict[str, Any]

_RIGHT_TO_LEFT = ("R", "AL")
#: About as much as the narrowest column holds of the largest size in it; a place where a word may break is no letter.
_LONG_WORD = re.compile(r"[^\s\u200b-]{24,}")
_BREAK = "\u200b"


class Lines:
    """Trees as pieces of lines; the first number of each piece of evidence can be jumped back to."""

    def __init__(self, page: Page) -> None:
        self._numbers = {key: number for number, key in enumerate(page.evidence, 1)}
        self._cited: set[str] = set()

    def line(self, nodes: Iterable[Node]) -> list[Piece]:
        """The pieces of a line, neighbouring texts joined."""
        pieces: list[Piece] = []
        for piece in (piece for node in nodes for piece in self._pieces(node)):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            elif piece:
                pieces.append(piece)
        return pieces

    def run(self, element: Element) -> dict[str, Any]:
        """The text of an element with its direction and language."""
        text = seen(element)
        language = element.attributes.get("lang", "").partition("-")[0].lower()
        return {"text": self.line(element.children), "rtl": is_right_to_left(text), "lang": language or None}

    def _pieces(self, node: Node) -> list[Piece]:
        if isinstance(node, str):
            return [breakable(node)]
        if has_class(node, "unseen"):
            return []
        if key := node.attributes.get("data-ev"):
            return [self._number(key)]
        inside = self.line(node.children)
        if place := node.attributes.get("data-to"):
            return [{"to": place, "link": inside}]
        href = node.attributes.get("href", "")
        if href and not href.startswith("/"):
            return [{"url": href, "link": inside}]
        if has_class(node, "tied"):
            return [{"tied": inside}]
        if has_class(node, "alert"):
            return [{"alert": inside}]
        return [{"b": inside}] if node.tag == "b" or has_class(node, "now") else inside

    def _number(self, key: str) -> Piece:
        piece: dict[str, Any] = {"n": self._numbers[key]}
        if key not in self._cited:
            self._cited.add(key)
            piece["back"] = back_label(self._numbers[key])
        return piece


def back_label(number: int) -> str:
    """The label of the place that cites a piece of evidence first."""
    return f"cited-{number}"


def is_right_to_left(text: str) -> bool:
    """The direction of a paragraph by its first letter that has one (Unicode Bidirectional Algorithm, P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def breakable(text: str) -> str:
    """A text whose words all fit into a column: a longer one may break anywhere."""
    return _LONG_WORD.sub(lambda word: _BREAK.join(word[0]), text)


def plain_run(text: str, language: str = "") -> dict[str, Any]:
    """A plain text as `Lines.run` gives the text of an element."""
    return {"text": [breakable(text)] if text else [], "rtl": is_right_to_left(text), "lang": language or None}
