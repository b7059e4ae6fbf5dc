"""A tree of the views -> the two bodies of a mail: HTML that mail programs show, and plain text with the same words.

Outlook lays out with Word and Gmail takes away style sheets, so every element carries its own style, blocks are `div`
and `p` in one column, and nothing is positioned, floated or loaded. Lists are blocks, since Word draws bullets of its
own. The one table is for Outlook alone, which knows no widest width. What may stand in a tree is decided by
`views.safe`, and checked there once more before anything is printed.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from html import escape

from briefing.views.safe import Element, Node, checked, is_outside
from briefing.views.words import NBSP

_SERIF = "font-family:Georgia,'Times New Roman',serif;"
_SANS = "font-family:'Segoe UI',Helvetica,Arial,sans-serif;"
_INK, _SOFT, _LINK, _ALERT, _RULE, _PAPER = "#1B1A17", "#5E594E", "#1D4E7A", "#9B2C1F", "#D6D1C4", "#FCFBF8"

_LABEL = f"{_SANS}font-size:13px;line-height:18px;color:{_SOFT};"
_HEADING = f"{_SERIF}font-weight:bold;color:{_INK};"

#: The style of an element by its class, else by its tag: the first that is known. Classes stand in order of weight.
_CLASSES = {
    "number": f"{_SANS}font-size:11px;line-height:1;font-weight:bold;color:{_LINK};text-decoration:none;"
    "vertical-align:super;padding:0 2px;",
    "numbers": f"color:{_LINK};",
    "tied": "white-space:nowrap;",
    "plain": f"{_LABEL}margin:0;padding:10px 0;border-bottom:1px solid {_RULE};",
    "notice": f"{_LABEL}color:{_ALERT};margin:0;padding:10px 0;border-bottom:1px solid {_RULE};",
    "kicker": f"{_LABEL}margin:0 0 2px;",
    "meta": f"{_LABEL}margin:6px 0 0;",
    "role": f"{_LABEL}margin:0;",
    "aside": f"{_LABEL}margin:0 0 8px;",
    "tally": f"{_LABEL}margin:0;",
    "body": f"{_SERIF}font-size:16px;line-height:24px;color:{_INK};margin:0;",
    "empty": f"{_SERIF}font-size:18px;line-height:26px;color:{_INK};margin:16px 0;",
    "direct": f"{_SERIF}font-size:18px;line-height:25px;font-style:italic;color:{_INK};margin:4px 0;",
    "indirect": f"{_SERIF}font-size:16px;line-height:23px;color:{_INK};margin:4px 0;",
    "masthead": f"border-bottom:3px double {_INK};padding:0 0 12px;margin:0;",
    "coverage": f"border-bottom:1px solid {_RULE};padding:8px 0;margin:0;",
    "lead": "padding:18px 0;margin:0;",
    "opening": f"border-bottom:1px solid {_RULE};padding:14px 0 4px;margin:0;",
    "story": f"border-top:1px solid {_RULE};padding:14px 0;margin:0;",
    "statement": f"border-top:1px solid {_RULE};padding:12px 0;margin:0;",
    "actor": f"border-top:1px solid {_RULE};padding:8px 0;margin:0;",
    "went": "padding:0;margin:0;",
    "source": f"{_LABEL}padding:3px 0;margin:0;",
    "made": f"border-top:1px solid {_RULE};padding:12px 0 0;margin:28px 0 0;",
}
_TAGS = {
    "h1": f"{_HEADING}font-size:34px;line-height:38px;margin:0 0 8px;",
    "h2": f"{_HEADING}font-size:19px;line-height:24px;margin:0 0 8px;",
    "h3": f"{_HEADING}font-size:17px;line-height:22px;margin:0;",
    "p": f"{_LABEL}margin:0 0 4px;",
    "li": f"{_SERIF}font-size:15px;line-height:21px;color:{_INK};margin:0 0 6px;",
    "section": f"border-top:2px solid {_INK};padding:8px 0 0;margin:28px 0 0;",
    "a": f"color:{_LINK};",
    "b": "font-weight:bold;",
    "blockquote": f"{_SERIF}margin:4px 0;",
}
#: Headings inside something; the lead's is the largest of the stories.
_WITHIN = {
    ("lead", "h2"): f"{_HEADING}font-size:27px;line-height:32px;margin:2px 0 8px;",
    ("story", "h3"): f"{_HEADING}font-size:20px;line-height:25px;margin:2px 0 6px;",
    ("went", "li"): f"{_SERIF}font-size:14px;line-height:20px;color:{_INK};margin:0 0 4px;",
    ("went", "b"): f"{_SANS}font-size:13px;font-weight:bold;color:{_SOFT};",
    ("gaps", "h3"): f"{_LABEL}font-weight:bold;margin:10px 0 2px;",
    ("made", "h2"): f"{_LABEL}font-weight:bold;color:{_INK};margin:0 0 2px;",
    ("lead", "a"): f"color:{_INK};text-decoration:none;",
    ("story", "a"): f"color:{_INK};text-decoration:none;",
    ("details", "time"): f"font-size:15px;font-weight:bold;color:{_INK};",
}
_AROUND = ("went", "lead", "story", "gaps", "made", "details")

#: Elements as the letter writes them; the others keep their names.
_WRITTEN = dict.fromkeys(("article", "section", "header", "footer", "ul", "ol", "li", "dl", "dt", "dd"), "div") | {
    "time": "span",
    "small": "span",
    "mark": "span",
    "button": "span",
}
_BLOCKS = frozenset(
    "article blockquote caption dd div dl dt footer h1 h2 h3 header li ol p section table tr ul".split()
)
_ISOLATED = re.compile("\u2068([^\u2068\u2069]*)\u2069")
_TEXT_WIDTH = 76
#: What headings of the page and its sections are underlined with in plain text.
_HEADINGS = {"h1": "=", "h2": "-", "h3": ""}


# ---------------------------------------------------------------- HTML


def html_body(tree: Node, *, title: str, language: str = "en") -> str:
    """A whole HTML document with the tree in one column of 600 pixels, or less."""
    head = (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light"><meta name="x-apple-disable-message-reformatting">'
        f"<title>{escape(title)}</title></head>"
    )
    outlook = "<!--[if mso]>{}<![endif]-->"
    opened = outlook.format('<table role="presentation" width="600" align="center"><tr><td>')
    closed = outlook.format("</td></tr></table>")
    return (
        f'{head}<body style="margin:0;padding:0;background:{_PAPER};">{opened}'
        f'<div style="max-width:600px;margin:0 auto;padding:24px 16px;background:{_PAPER};color:{_INK};'
        f'word-wrap:break-word;overflow-wrap:break-word;">\n{_unisolated("".join(_html(checked(tree), "")))}\n</div>'
        f"{closed}</body></html>\n"
    )


def _html(node: Node, around: str) -> Iterator[str]:
    if isinstance(node, str):
        yield escape(node)
        return
    if node.tag == "br":
        yield "<br>"
        return
    name = _WRITTEN.get(node.tag, node.tag)
    yield f"{_NEW_LINE.get(node.tag, '')}<{name}{_attributes(node, around)}>"
    inside = next((each for each in _AROUND if each in _classes(node)), around)
    for child in node.children:
        yield from _html(child, inside)
    yield f"</{name}>"


#: Lines of a mail are short; these tags begin one in the source.
_NEW_LINE = dict.fromkeys(("p", "li", "h1", "h2", "h3", "article", "section"), "\n")


def _classes(node: Element) -> list[str]:
    return node.attributes.get("class", "").split()


def _attributes(node: Element, around: str) -> str:
    kept: dict[str, str] = {key: node.attributes[key] for key in ("dir", "lang") if key in node.attributes}
    if node.tag in ("ul", "ol", "li"):
        kept["role"] = "listitem" if node.tag == "li" else "list"
    if node.tag == "a":
        address = node.attributes.get("href", "")
        if is_outside(address):
            kept["href"] = address
    if style := _style(node, around):
        kept["style"] = style
    return "".join(f' {key}="{escape(value)}"' for key, value in kept.items())


def _style(node: Element, around: str) -> str:
    by_class = next((_CLASSES[name] for name in _CLASSES if name in _classes(node)), None)
    style = by_class or _WITHIN.get((around, node.tag)) or _TAGS.get(node.tag, "")
    return f"{style}color:{_ALERT};" if "alert" in _classes(node) else style


def _unisolated(text: str) -> str:
    """Text without the marks that keep its direction apart, where it has but one: some programs show them as boxes."""
    return _ISOLATED.sub(lambda found: found[0] if _turns(found[1]) else found[1], text)


def _turns(text: str) -> bool:
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


# ---------------------------------------------------------------- plain text


def text_body(tree: Node) -> str:
    """The tree as plain text: a paragraph a block, numbers in brackets, addresses of sources written out."""
    lines: list[str] = []
    kicked = False
    for block, node in _text_blocks(checked(tree)):
        is_kicker = "kicker" in _classes(node)
        if is_kicker or (node.tag in _HEADINGS and not kicked):
            lines.append("")
        lines += _laid_out(_unisolated(block), node)
        kicked = is_kicker
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip().replace(NBSP, " ") + "\n"


def _text_blocks(node: Node) -> Iterator[tuple[str, Element]]:
    """The innermost blocks: their text, and the element."""
    if isinstance(node, str):
        return
    inner = [child for child in node.children if isinstance(child, Element) and child.tag in _BLOCKS]
    if not inner:
        yield " ".join("".join(_inline(node)).split(" ")).strip(), node
        return
    for child in node.children:
        if isinstance(child, Element) and child.tag in _BLOCKS:
            yield from _text_blocks(child)
        else:
            yield "".join(_inline(child)).strip(), Element("p", {}, ())


def _inline(node: Node) -> Iterator[str]:
    if isinstance(node, str):
        yield node
        return
    is_number = "number" in _classes(node)
    yield f"{NBSP}[" if is_number else "\n" if node.tag == "br" else ""
    for child in node.children:
        yield from _inline(child)
    yield "]" if is_number else ""


def _laid_out(text: str, node: Element) -> list[str]:
    if not text:
        return []
    indent = "    " if node.tag == "blockquote" else "  " if "source" in _classes(node) else ""
    first = indent[2:] if "source" in _classes(node) else indent
    # addresses and long words stand whole
    lines = textwrap.wrap(
        text,
        _TEXT_WIDTH,
        initial_indent=first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    if node.tag == "h1" or (node.tag == "h2" and "id" in node.attributes):
        return [*lines, _HEADINGS[node.tag] * min(max(map(len, lines)), _TEXT_WIDTH), ""]
    return [*lines, *(f"  {link}" for link in _addresses(node))]


def _addresses(node: Element) -> Iterator[str]:
    """The addresses behind the words of a source."""
    if "source" not in _classes(node):
        return
    for child in node.children:
        if isinstance(child, Element) and "href" in child.attributes:
            yield child.attributes["href"]
