"""The one component that shows anything from a feed: it draws a tree and opens the evidence behind a number.

Everything native is for what a reader operates, and is only ever given our own words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Literal

import streamlit as st

from briefing.views.safe import Node, rules

_HTML = """
<div class="sheet"></div>
<div class="panel" popover="auto" role="dialog" aria-labelledby="panel-name">
  <div class="bar">
    <p id="panel-name"><b>Evidence <span class="at"></span></b> <span class="of"></span></p>
    <button type="button" data-step="-1" aria-label="Evidence before">←</button>
    <button type="button" data-step="1" aria-label="Next evidence">→</button>
    <button type="button" data-close>Close</button>
  </div>
  <div class="source"></div>
</div>
"""


def script() -> str:
    """The component's JavaScript, with the lists of `views.safe` in front."""
    return f"const RULES = {json.dumps(rules())};\n{_read('briefing.dashboard', 'sheet.js')}"


def _read(package: str, name: str) -> str:
    return files(package).joinpath(name).read_text(encoding="utf-8")


_component = st.components.v2.component("sheet", html=_HTML, css=_read("briefing.views", "sheet.css"), js=script())


def draw(
    tree: Node,
    *,
    key: str,
    place: str,
    evidence: Mapping[str, Node] | None = None,
    open_evidence: str | None = None,
    at: str | None = None,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """Draw a tree. A link of ours in it is followed by the browser's history, so Back leads to where it was pressed.

    Args:
        tree: what to show; it has passed `views.safe.checked`.
        key: names the sheet among those of its page.
        place: what the page is about; another place is shown from its top.
        evidence: the content of the panel by evidence id, in the order of the numbers.
        open_evidence: the evidence whose panel is open at first.
        at: the id of the part to begin with.
        width: all that there is, or what the tree takes.
    """
    data = {
        "tree": tree,
        "ev": dict(evidence or {}),
        "order": list(evidence or {}),
        "open": open_evidence,
        "at": at,
        "place": place,
    }
    _component(data=data | {"rev": _revision(data)}, key=key, width=width)


def _revision(data: Mapping[str, Any]) -> str:
    """A hash of what is shown: the same data is not drawn again, so a rerun keeps focus and the open panel."""
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:16]
