"""Trees as HTML: every text and every value escaped; what needs a script on the dashboard is a plain link here."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from briefing.views.safe import Element, Node

_VOID = frozenset({"br"})
#: Attributes that only the dashboard's script reads, and what it alone needs.
_DASHBOARD = frozenset({"data-ev", "data-to", "data-copy", "type", "tabindex", "target"})


def note_id(key: str) -> str:
    """The id of a piece of evidence on a page."""
    return f"ev-{key}"


def reference_id(key: str) -> str:
    """The id of the place that cites a piece of evidence first."""
    return f"cited-{key}"


class Printer:
    """Writes the trees of one page; the first number of each piece of evidence can be jumped back to."""

    def __init__(self) -> None:
        self._cited: set[str] = set()

    def html(self, node: Node) -> str:
        """A tree as HTML."""
        if isinstance(node, str):
            return escape(node, quote=False)
        if "data-copy" in node.attributes:
            return ""
        tag, attributes = self._without_script(node)
        inner = "".join(map(self.html, node.children))
        written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        return f"<{tag}{written}>" if tag in _VOID else f"<{tag}{written}>{inner}</{tag}>"

    def _without_script(self, node: Element) -> tuple[str, Mapping[str, str]]:
        """Tag and attributes: a button that opens or jumps becomes a link, and a link to a page of ours none."""
        kept = {name: value for name, value in node.attributes.items() if name not in _DASHBOARD}
        if key := node.attributes.get("data-ev"):
            if key not in self._cited:
                self._cited.add(key)
                kept["id"] = reference_id(key)
            return "a", {"href": f"#{note_id(key)}", **kept}
        if place := node.attributes.get("data-to"):
            return "a", {"href": f"#{place}", **kept}
        if kept.get("href", "").startswith("/"):
            return "span", {name: value for name, value in kept.items() if name != "href"}
        return node.tag, kept
