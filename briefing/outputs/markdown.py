"""The edition as Markdown, for notes, wikis and version control; its evidence stands in footnotes.

Every character of a text that CommonMark or its common dialects (tables, footnotes, bare addresses, maths, names of
pictures and colours) would read as markup is escaped: what a feed wrote is read as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from briefing.outputs.parts import find, find_all, has_class, seen
from briefing.types import Briefing
from briefing.views.safe import Element, Node, is_outside, plain
from briefing.views.today import printed

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~$&^@]|:(?=[A-Za-z/])|(?<=www)\.|(?<=WWW)\.")
#: At the beginning of a line: lists, quotations, rules and headings that are underlined.
_OPENING = re.compile(r"[-+=]|(\d{1,9})([.)])")
_HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### "}
_HARD_BREAK = "\\\n"


class Markdown:
    """CommonMark with footnotes and tables."""

    name = "markdown"
    media_type = "text/markdown; charset=utf-8; variant=GFM"
    suffix = ".md"

    def render(self, briefing: Briefing) -> bytes:
        """As `Output`."""
        page = printed(briefing)
        numbers = {key: number for number, key in enumerate(page.evidence, 1)}
        blocks = [*_Writer(numbers).blocks(page.tree)]
        notes = [f"[^{number}]: {_note(panel)}" for number, panel in enumerate(page.evidence.values(), 1)]
        if notes:
            blocks += ["## Evidence", *notes]
        return ("\n\n".join(block for block in blocks if block) + "\n").encode(errors="replace")


def escaped(text: str) -> str:
    """A text of one line that is read as it stands, wherever in a line of ours it is put."""
    return _MARKUP.sub(r"\\\g<0>", text.replace("\u2068", "").replace("\u2069", ""))


def _line(text: str) -> str:
    """A line that begins with a text and begins nothing else."""
    stripped = text.strip()
    opening = _OPENING.match(stripped)
    if opening is None:
        return stripped
    at = opening.start(2) if opening[1] else 0
    return f"{stripped[:at]}\\{stripped[at:]}"


class _Writer:
    """Writes the parts of a page one by one, each as a block."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers

    def blocks(self, node: Node) -> Iterator[str]:
        """The blocks of a tree, in the order of reading."""
        if isinstance(node, str):
            return
        if node.tag in _HEADINGS:
            yield f"{_HEADINGS[node.tag]}{self.inline(node.children).strip()}"
        elif node.tag == "p" or has_class(node, "details"):
            yield self._paragraph(node)
        elif node.tag == "blockquote":
            yield f"> {_line(self.inline(node.children))}"
        elif has_class(node, "went"):
            yield "\n".join(f"- {_line(self.inline(item.children))}" for item in find_all(node, "li"))
        elif has_class(node, "actors"):
            yield self._table(node)
        elif has_class(node, "columns"):
            for column in node.children:
                yield from self._column(column)
        else:
            for child in node.children:
                yield from self.blocks(child)

    def _paragraph(self, node: Element) -> str:
        """A paragraph; the lines of the masthead stay lines."""
        lines = find_all(node, "p") if has_class(node, "details") else (node,)
        return _HARD_BREAK.join(_line(self.inline(line.children)) for line in lines)

    def _column(self, column: Node) -> Iterator[str]:
        heading = find(column, "h3")
        if heading:
            yield f"### {self.inline(heading.children)}"
        yield "\n".join(f"- {_line(self.inline(item.children))}" for item in find_all(column, "li"))

    def _table(self, actors: Element) -> str:
        rows = [self._row(actor) for actor in find_all(actors, "li", "actor")]
        return "\n".join(["| Actor | Role | Reports | Change |", "|---|---|--:|--:|", *rows])

    def _row(self, actor: Element) -> str:
        tally = find(actor, "p", "tally")
        reports, change = find(tally or "", "b"), find(tally or "", class_="change")
        cells = (find(actor, "h3"), find(actor, "p", "role"), reports, change)
        return "| " + " | ".join(self.inline([cell]).strip() if cell else "" for cell in cells) + " |"

    def inline(self, nodes: Iterable[Node]) -> str:
        """Nodes as one line."""
        return re.sub(r" +", " ", "".join(map(self._inline, nodes)))

    def _inline(self, node: Node) -> str:
        if isinstance(node, str):
            return escaped(node)
        if has_class(node, "unseen"):
            return ""
        if key := node.attributes.get("data-ev"):
            return f"[^{self._numbers[key]}]"
        inner = self.inline(node.children)
        href = node.attributes.get("href", "")
        if is_outside(href):
            return _link(inner, href)
        return f"**{inner}**" if node.tag == "b" and inner == inner.strip() != "" else inner


def _link(text: str, address: str) -> str:
    """A link; an address has neither spaces nor brackets of angles, so that these hold it."""
    return f"[{text}](<{address}>)" if text else f"<{address}>"


def _note(panel: Node) -> str:
    """The words in their source, and where they are from."""
    quoted = " … ".join(escaped(plain(seen(mark))) for mark in find_all(panel, "mark"))
    labels = [seen(label) for label in find_all(panel, "dt")]
    rows = dict(zip(labels, find_all(panel, "dd"), strict=True))
    address = next((a.attributes["href"] for a in find_all(panel, "a") if is_outside(a.attributes["href"])), None)
    return f"“{quoted}” — " + ". ".join(_source(rows, address))


def _source(rows: dict[str, Element], address: str | None) -> Sequence[str]:
    parts = []
    for label in ("Source", "Report", "Published", "Read in", "Note"):
        if row := rows.get(label):
            text = escaped(plain(seen(row)))
            parts.append(_link(text, address) if label == "Report" and address else text)
    return parts
