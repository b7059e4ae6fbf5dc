"""The trust boundary of everything that is shown: trees of allowed tags, checked attributes and plain text.

Whatever comes out of a feed is text, and stands in a tree as text; the one attribute that may hold something of a feed
is `href`, and only if it is an address of a harmless kind. The lists below are the only ones: the dashboard's
JavaScript is given the same (`rules`), and no printer of a tree has a list of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeAlias


class Element(NamedTuple):
    """A tag, its attributes, and what stands in it; as JSON a list of these three."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Node, ...]


Node: TypeAlias = "str | Element"

TAGS = frozenset(
    "a article b blockquote br button caption code dd del div dl dt em footer h1 h2 h3 header i ins li mark nav ol p "
    "section small span table tbody td th thead time tr ul".split()
)

_NAME = r"[A-Za-z0-9_-]{1,80}"

#: An attribute and what its value must look like, from the first character to the last, in the dialect that Python and
#: JavaScript share. None of these can hold a sentence: what a person reads is always a text node.
ATTRIBUTES: Mapping[str, str] = {
    "aria-current": r"date|page",
    "aria-hidden": r"true",
    "aria-labelledby": _NAME,
    "aria-live": r"polite",
    "class": r"[a-z0-9-]{1,30}(?: [a-z0-9-]{1,30}){0,5}",
    "colspan": r"[1-9]",
    "data-copy": r"link",
    "data-ev": _NAME,
    "data-to": _NAME,
    "datetime": r"[0-9TZ:.+-]{4,40}",
    "dir": r"auto|ltr|rtl",
    "id": _NAME,
    "lang": r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}",
    "rel": r"noopener noreferrer",
    "scope": r"col|row|rowgroup",
    "tabindex": r"-1",
    "target": r"_blank",
    "type": r"button",
}

#: Characters that no address has: controls, white space, invisible and bidirectional ones, quotes and brackets.
_NO = (
    r"\u0000-\u0020\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff"
    r'<>"\\'
)
_AUTHORITY = rf"[^/?#@{_NO}]{{1,255}}"
_REST = rf"(?:[/?#][^{_NO}]{{0,4000}})?"
#: An address elsewhere; one with a name and a password is no address of a report.
OUTSIDE = rf"[Hh][Tt][Tt][Pp][Ss]?://{_AUTHORITY}{_REST}|mailto:[^{_NO}]{{1,255}}"
#: One of our own pages.
INSIDE = r"/[a-z]{0,20}(?:\?[A-Za-z0-9_.~%&=+-]{0,500})?"

_OUTSIDE = re.compile(OUTSIDE)
_HREF = re.compile(f"{OUTSIDE}|{INSIDE}")
_VALUES = {name: re.compile(pattern) for name, pattern in ATTRIBUTES.items()}

_DROPPED = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u180e\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
#: White space and controls, but not the spaces that keep words together.
_SPACES = re.compile("[\u0000-\u0020\u007f-\u009f\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: No script piles up more marks on a letter; a tower of them reaches into the lines around it.
_PILE = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
_FIRST_STRONG, _POP = "\u2068", "\u2069"


class UnsafeTreeError(ValueError):
    """A tree holds something that is on none of the lists: a mistake in a view."""


def rules() -> dict[str, object]:
    """The lists, for a printer in another language."""
    return {"tags": sorted(TAGS), "attributes": dict(ATTRIBUTES), "href": f"{OUTSIDE}|{INSIDE}"}


# ---------------------------------------------------------------- text


def piece(text: str) -> str:
    """A piece of a longer text on one line, without control characters, bidirectional controls and invisible marks."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text  # nothing below would change it; most texts of a page are such
    one_line = _SPACES.sub(" ", _DROPPED.sub("", text))
    return _SURROGATE.sub("\ufffd", _PILE.sub(r"\1", one_line))


def plain(text: str) -> str:
    """A text as `piece` makes it, without white space around it."""
    return piece(text).strip()


def isolated(text: str) -> str:
    """Text of a feed for a place inside a line of ours, so that its direction stays its own."""
    return f"{_FIRST_STRONG}{plain(text)}{_POP}"


def clipped(text: str, length: int) -> str:
    """Plain text, cut at a word if it is longer than `length`, with an ellipsis."""
    whole = plain(text)
    if len(whole) <= length:
        return whole
    cut = whole[:length]
    head = cut.rpartition(" ")[0]
    return f"{(head if len(head) > length // 2 else cut).rstrip(' ,;:')}…"


# ---------------------------------------------------------------- elements


def element(tag: str, *children: Node | None, **attributes: str | None) -> Element:
    """An element; what is None is left out. `class_` stands for class, `data_ev` for data-ev.

    Raises:
        UnsafeTreeError: the tag, an attribute or a value is not allowed.
    """
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    made = Element(tag, named, tuple(child for child in children if child is not None))
    _check(made)
    return made


@lru_cache(maxsize=8_192)  # a page has the addresses of its reports several times
def is_outside(url: str) -> bool:
    """Whether a text is an address that a reader may be led to."""
    return _OUTSIDE.fullmatch(url) is not None


def outside(url: str | None, *children: Node, class_: str | None = None) -> Element:
    """A link to the web; where the address is missing or of another kind, its words alone."""
    if url is None or not is_outside(url):
        return element("span", *children, class_=class_)
    return element("a", *children, href=url, rel="noopener noreferrer", target="_blank", class_=class_)


def inside(address: str, *children: Node, **attributes: str | None) -> Element:
    """A link to one of our pages."""
    return element("a", *children, href=address, **attributes)


def language(code: str) -> str | None:
    """A language for the attribute `lang`; None if it is no language tag."""
    return code if _VALUES["lang"].fullmatch(code) else None


def _check(found: Element) -> None:
    if found.tag not in TAGS:
        raise UnsafeTreeError(f"the tag {found.tag!r} is not allowed")
    for name, value in found.attributes.items():
        if fault := _fault(name, value):
            raise UnsafeTreeError(fault)


@lru_cache(maxsize=32_768)  # few attributes have a value of their own, and each is looked at when made and when shown
def _fault(name: str, value: str) -> str | None:
    """What is wrong with an attribute, if anything is."""
    if name == "href":
        return None if _HREF.fullmatch(value) else f"not an address that may be linked: {value!r}"
    if name not in _VALUES:
        return f"the attribute {name!r} is not allowed"
    return None if _VALUES[name].fullmatch(value) else f"the attribute {name!r} must not be {value!r}"


def checked(tree: Node) -> Node:
    """The tree, if all of it is allowed.

    Raises:
        UnsafeTreeError: a tag, an attribute, a value or a node is not.
    """
    for node in walk(tree):
        if isinstance(node, Element):
            _check(node)
        elif not isinstance(node, str):
            raise UnsafeTreeError(f"neither text nor element: {type(node).__name__}")
    return tree


def walk(tree: Node) -> Iterator[Node]:
    """All nodes, in the order of reading."""
    stack = [tree]
    while stack:
        node = stack.pop()
        yield node
        if isinstance(node, Element):
            stack.extend(reversed(node.children))


def text_of(tree: Node) -> str:
    """What a reader reads, hidden words included."""
    return "".join(node for node in walk(tree) if isinstance(node, str))
