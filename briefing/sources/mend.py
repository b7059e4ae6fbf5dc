"""XML that is not well-formed -> XML that is, as far as a reader can tell what was meant. Pure, in linear time.

Used only on documents that a strict parser has refused or that are past a limit. The rules, in order:

1. A `&` that begins no reference is text. References that HTML knows (`&nbsp;`) become their characters, by HTML 4 if
   that and HTML 5 differ, because the document types of feeds are of that time; so do short ones that the document
   type declares. Those that nobody knows are text.
2. A `<` that begins no tag is text. Comments, processing instructions and declarations go. CDATA becomes text.
3. An end tag closes what it names and all that is open within. One that closes nothing is passed over if HTML knows its
   name; else it is a misspelled end of the innermost element, unless that holds the items of the feed.
4. An item that begins within an item ends it. What follows the end of the root is not read.
5. A document that breaks off is ended, without the item in which it broke off.
6. Prefixes that are not declared are. Of the attributes, those that mean something in feeds stay.
7. Tags below the deepest level that is kept go, their text stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.entities import html5, name2codepoint
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

#: More elements than this are no feed that anybody reads: 2,000 entries with 100 elements each.
MAX_ELEMENTS = 200_000
#: Levels of elements: feeds have 5, markup in Atom content some 30; some parsers take quadratic time on thousands.
MAX_DEPTH = 200

#: References to entities of the document type that are followed; each is at most 64 characters long.
_MAX_EXPANSIONS = 10_000
#: Attributes of one element that are looked at.
_MAX_ATTRIBUTES = 64

#: What XML 1.0 (section 2.2) does not allow in a document.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NAME = r"[A-Za-z_][A-Za-z0-9_.-]*"
_START = re.compile(rf"""<({_NAME}(?::{_NAME})?)(?=[\s/>])((?:=\s*"[^"<]*"|=\s*'[^'<]*'|[^<>])*+)>""")
_END = re.compile(rf"</({_NAME}(?::{_NAME})?)\s*>")
_ATTRIBUTE = re.compile(rf"""(?<![^\s"'])({_NAME}(?::{_NAME})?)\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+)""")
_AMPERSAND = re.compile(r"&(?:#(\d{1,7});|#[xX]([0-9a-fA-F]{1,6});|([A-Za-z][\w.-]{0,63});)?", re.ASCII)

_ITEMS = frozenset({"item", "entry"})
_HOLDERS = _ITEMS | {"rss", "rdf", "feed", "channel"}
#: Elements of HTML that have no end tag; `link` and `source` are left out, which do have one in feeds.
_EMPTY = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "meta", "param", "wbr"})
#: End tags of these are strays of unescaped HTML, not misspellings of something in the feed.
_HTML = frozenset(
    re.findall(
        r"\S+",
        "a b big blockquote body br center code dd div dl dt em font h1 h2 h3 h4 h5 h6 html i iframe img li ol p pre s "
        "script small span strong style sub sup table tbody td th thead tr u ul",
    )
)
_ATTRIBUTES = frozenset(
    {"href", "rel", "type", "url", "version", "ispermalink", "mode", "src", "base", "term", "label", "scheme", "domain"}
    | {"rdf:about", "rdf:resource", "xml:base", "xml:lang", "style", "hidden", "aria-hidden"}
)
_RESERVED = ("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/")

#: Namespaces by the prefix that everybody gives them, for documents that forget to declare it.
_NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "itunes": "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xhtml": "http://www.w3.org/1999/xhtml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """A well-formed document, and how the one that it was made from ended."""

    text: str
    #: It broke off within an element.
    truncated: bool
    #: It was cut at `MAX_ELEMENTS`, or lost the tags below `MAX_DEPTH`.
    capped: bool


def mend(text: str, entities: Mapping[str, str] | None = None) -> Mended:
    """Make a document, which begins with its root element, well-formed; empty if no element can be read in it.

    `entities`: replacement texts, which are not markup, by name.
    """
    mender = _Mender(ILLEGAL.sub("", text), dict(entities or {}))
    finished = mender.read()
    capped = mender.elements >= MAX_ELEMENTS
    return Mended(
        text=mender.document(whole=finished),
        truncated=not finished and not capped,
        capped=capped or mender.flattened,
    )


@dataclass(slots=True)
class _Mender:
    source: str
    entities: dict[str, str]
    elements: int = 0
    #: Tags below `MAX_DEPTH` were left out.
    flattened: bool = False
    _out: list[str] = field(default_factory=list)
    #: Open elements as they were written, and how many of each name (in lower case) there are. Those past the first
    #: `MAX_DEPTH` are not in the output.
    _stack: list[str] = field(default_factory=list)
    _open: Counter[str] = field(default_factory=Counter)
    #: Where the outermost open item begins: pieces of output before it, elements around it.
    _item: tuple[int, int] | None = None
    _prefixes: set[str] = field(default_factory=set)
    _declared: set[str] = field(default_factory=set)
    _expansions: int = 0

    def read(self) -> bool:
        """Read up to the end of the root; False if it does not come."""
        last = self.source.rfind(">")
        position = 0
        while self.elements < MAX_ELEMENTS:
            found = self.source.find("<", position)
            if found < 0 or found > last:
                return False
            if self._stack:
                self._out.append(self._text(self.source[position:found]))
            position = self._construct(found)
            if position < 0:
                return False
            if self.elements and not self._stack:
                return True
        return False

    def document(self, *, whole: bool) -> str:
        """What was read, with everything closed; without the item in which it broke off."""
        if not self._out:
            return ""
        if not whole and self._item is not None:
            pieces, depth = self._item
            del self._out[pieces:], self._stack[depth:]
        missing = sorted(self._prefixes - self._declared)
        declarations = [
            f" xmlns:{each}={quoteattr(_NAMESPACES.get(each, f'urn:undeclared:{each}'))}" for each in missing
        ]
        head, tail = self._out[0].removesuffix(">"), self._out[1:]
        closing = [f"</{name}>" for name in reversed(self._stack[:MAX_DEPTH])]
        if head.endswith("/"):
            return head.removesuffix("/") + "".join(declarations) + "/>"
        return "".join([head, *declarations, ">", *tail, *closing])

    def _construct(self, start: int) -> int:
        """Read what begins with the `<` at `start`; where to go on, -1 if it does not end."""
        source = self.source
        if source.startswith("<![CDATA[", start):
            end = source.find("]]>", start)
            if end >= 0 and self._stack:
                self._out.append(escape(source[start + len("<![CDATA[") : end]))
            return _past(end, "]]>")
        for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<!", ">")):
            if source.startswith(opening, start):
                return _past(source.find(closing, start + len(opening)), closing)
        if tag := _START.match(source, start):
            self._start(tag[1], tag[2])
            return tag.end()
        if tag := _END.match(source, start):
            self._end(tag[1].lower())
            return tag.end()
        if self._stack:
            self._out.append("&lt;")
        return start + 1

    def _start(self, name: str, attributes: str) -> None:
        self.elements += 1
        name = self._with_prefix(name.removeprefix("xmlns:"))
        local = name.rpartition(":")[2].lower()
        if local in _ITEMS and self._open[name.lower()] and self._stack[0].lower() != name.lower():
            self._close(name.lower())
        empty = attributes.endswith("/") or name.lower() in _EMPTY
        if local in _ITEMS and self._item is None and self._stack and not empty:
            self._item = (len(self._out), len(self._stack))
        if len(self._stack) < MAX_DEPTH:
            self._out.append(f"<{name}{self._attributes(attributes)}{'/' if empty else ''}>")
        else:
            self.flattened = True
        if not empty:
            self._stack.append(name)
            self._open[name.lower()] += 1

    def _with_prefix(self, name: str) -> str:
        """The name itself; its prefix is kept in mind."""
        prefix = name.rpartition(":")[0]
        if prefix and prefix != "xml":
            self._prefixes.add(prefix)
        return name

    def _end(self, name: str) -> None:
        if self._open[name]:
            self._close(name)
        elif self._stack and name not in _HTML and self._stack[-1].rpartition(":")[2].lower() not in _HOLDERS:
            self._close(self._stack[-1].lower())

    def _close(self, name: str) -> None:
        """Close the innermost element of that name and all within it."""
        while True:
            closed = self._stack.pop()
            self._open[closed.lower()] -= 1
            if len(self._stack) < MAX_DEPTH:
                self._out.append(f"</{closed}>")
            if self._item is not None and len(self._stack) == self._item[1]:
                self._item = None
            if closed.lower() == name:
                return

    def _attributes(self, source: str) -> str:
        kept: dict[str, str] = {}
        for found in islice(_ATTRIBUTE.finditer(source), _MAX_ATTRIBUTES) if "=" in source else ():
            name, value = found[1], found[2][1:-1] if found[2][0] in "\"'" else found[2]
            if name == "xmlns" or name.startswith("xmlns:"):
                if self._is_declaration(name, value):
                    kept.setdefault(name, f"{name}={quoteattr(value)}")
            elif name.lower() in _ATTRIBUTES and name.lower() not in kept:
                kept[name.lower()] = f'{self._with_prefix(name)}="{self._text(value).replace(chr(34), "&quot;")}"'
        return "".join(f" {each}" for each in kept.values())

    def _is_declaration(self, name: str, value: str) -> bool:
        """Whether an attribute declares a namespace, and one that may be declared (Namespaces in XML, section 3)."""
        prefix = name.removeprefix("xmlns").removeprefix(":")
        fit = bool(value) and value not in _RESERVED and prefix not in {"xml", "xmlns"}
        if fit and self.elements == 1:
            self._declared.add(prefix)
        return fit

    def _text(self, text: str) -> str:
        return _AMPERSAND.sub(self._reference, text).replace(">", "&gt;") if "&" in text or ">" in text else text

    def _reference(self, found: re.Match[str]) -> str:
        decimal, hexadecimal, name = found.groups()
        if decimal or hexadecimal:
            number = int(decimal or hexadecimal, 10 if decimal else 16)
            return "" if number > 0x10FFFF or ILLEGAL.match(chr(number)) else f"&#{number};"
        if name in {"amp", "lt", "gt", "quot", "apos"}:
            return found[0]
        if name in self.entities and self._expansions < _MAX_EXPANSIONS:
            self._expansions += 1
            return escape(self.entities[name])
        if name in name2codepoint:
            return chr(name2codepoint[name])
        return escape(html5.get(f"{name};", found[0]))


def _past(end: int, closing: str) -> int:
    return end if end < 0 else end + len(closing)
