"""What each face of an edition says: the sentences of its stories, and the words of those who spoke."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pypdfium2

from briefing.outputs import load_output
from briefing.serialize import loads
from briefing.types import Briefing, Story
from briefing.views.people import words_of
from briefing.views.safe import Element, Node, clipped
from briefing.views.words import marked
from tests.trees import elements, page_of

#: Elements that HTML does not close.
_VOID = {"meta", "link", "br"}


def plain_words(text: str) -> str:
    """A sentence by its letters: without what a face does to it (spaces, isolates, quotation marks around it)."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(c for c in normal if c.isalnum() or unicodedata.category(c) in ("Sm", "Sc"))


def from_edition(briefing: Briefing) -> set[str]:
    """What the JSON says, cut at a word as every face cuts what is longer than a sentence may be."""
    found = loads(load_output("json").render(briefing))
    texts = [marked(sentence, clipped(sentence.text, 600)) for story in found.stories for sentence in story.summary]
    texts += [clipped(text, 600) for place, story in enumerate(found.stories) for text in _went(story, place)]
    texts += [clipped(words_of(said), 700) for said in (*found.statements, *found.positions)]
    texts += [marked(one.sentence, clipped(one.sentence.text, 600)) for one in found.lead]
    return _set(texts)


def _went(story: Story, place: int) -> list[str]:
    """What is printed of the days before: of the lead how it began and what came last, of others less and less."""
    if story.state == "new":
        return []
    texts = [dated.sentence.text for dated in story.timeline]
    most = 4 if place == 0 else 2 if place < 3 else 1
    return texts if len(texts) <= most else texts[-1:] if most == 1 else [texts[0], *texts[1 - most :]]


def from_dashboard(briefing: Briefing) -> set[str]:
    return _from_tree(page_of(briefing).tree)


def from_html(briefing: Briefing) -> set[str]:
    return _from_tree(html_tree(load_output("html").render(briefing).decode()))


def from_markdown(briefing: Briefing) -> set[str]:
    """Sentences of stories end at the number of a footnote; statements are quotations."""
    text = load_output("markdown").render(briefing).decode()
    stories, others = re.split(r"(?=\n## (?:Since |Disputed|Who said what))", text, maxsplit=1)
    found = [line[2:] for line in others.split("\n") if line.startswith("> ")]
    for block in stories.split("\n\n"):
        if re.search(r"(?<!\\)\[\^\d+\]", block):
            without_days = re.sub(r"^- \*\*[^*]+\*\* ", "", block, flags=re.MULTILINE)
            found += re.split(r"(?:(?<!\\)\[\^\d+\])+", without_days)
    return _set([re.sub(r"\\(?=[^\w\s])", "", text) for text in found])


def from_pdf_text(briefing: Briefing) -> str:
    """All letters of the PDF, in its order."""
    pdf = pypdfium2.PdfDocument(load_output("pdf").render(briefing))
    try:
        return "".join(plain_words(page.get_textpage().get_text_range()) for page in pdf)
    finally:
        pdf.close()


def _from_tree(tree: Node) -> set[str]:
    found: list[str] = []
    for part in (*elements(tree, "section", "opening"), *elements(tree, "article", "story")):
        for body in elements(part, "p", "body"):
            found += _between_numbers(body)
        found += [text for told in elements(part, "span", "told") for text in _between_numbers(told)]
    found += [
        "".join(_text(quote)) for said in elements(tree, "li", "statement") for quote in elements(said, "blockquote")
    ]
    return _set(found)


def _between_numbers(body: Element) -> list[str]:
    sentences = [""]
    stack: list[Node] = list(reversed(body.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            sentences[-1] += node
        elif "number" in node.attributes.get("class", "").split():
            sentences.append("")
        else:
            stack.extend(reversed(node.children))
    return sentences


def _text(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    else:
        for child in node.children:
            yield from _text(child)


def _set(texts: list[str]) -> set[str]:
    return {words for text in texts if (words := plain_words(text))}


class _Builder(HTMLParser):
    """A page of HTML as a tree, strictly: every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str], list[Node]]] = [("document", {}, [])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made: tuple[str, dict[str, str], list[Node]] = (tag, {name: value or "" for name, value in attrs}, [])
        if tag in _VOID:
            self.stack[-1][2].append(Element(tag, made[1], ()))
        else:
            self.stack.append(made)

    def handle_endtag(self, tag: str) -> None:
        name, attributes, children = self.stack.pop()
        assert name == tag, f"</{tag}> closes <{name}>"
        self.stack[-1][2].append(Element(name, attributes, tuple(children)))

    def handle_data(self, data: str) -> None:
        self.stack[-1][2].append(data)


def html_tree(text: str) -> Element:
    builder = _Builder()
    builder.feed(text)
    builder.close()
    ((name, attributes, children),) = builder.stack
    return Element(name, attributes, tuple(children))


SETS: dict[str, Callable[[Briefing], set[str]]] = {
    "dashboard": from_dashboard,
    "html": from_html,
    "markdown": from_markdown,
}
