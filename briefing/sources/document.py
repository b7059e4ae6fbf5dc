"""The text of a feed in XML -> a well-formed document of bounded size, ready for any parser. Pure.

1. Everything before the root element goes: warnings of the web server, comments, the declaration, the document type. So
   no entity is ever expanded by a parser, nothing is loaded from outside, and billions of laughs stay unheard. Short
   entities that the document type declares are kept in mind for step 4.
2. The root must be that of a feed: rss, rdf, feed or channel. An HTML page that mentions one is not a feed.
3. Characters that XML does not allow are removed.
4. If a strict parser refuses what is left, `mend` repairs it.
5. Markup of too many levels is flattened: it is one item's, and must not cost the items behind it.
6. A document with too many items, elements or events is cut at the last whole item before.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from xml.parsers import expat

from briefing.sources.mend import ILLEGAL, MAX_DEPTH, MAX_ELEMENTS, mend

#: Items of a feed that are read; the busiest news feeds carry a few hundred.
MAX_ENTRIES = 2_000
#: Tags, references and line breaks: each is an event to a parser, whatever little text it brings. Real feeds have up to
#: 60,000 in a megabyte; 16 MiB of nothing else would keep a processor busy for minutes.
MAX_EVENTS = 1_000_000
#: Attributes of one element: feeds have a dozen, and some parsers take quadratic time on them.
MAX_ATTRIBUTES = 64

_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(rss|rdf|feed|channel)(?=[\s/>])", re.IGNORECASE | re.ASCII)
_PAGE = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ENTITY = re.compile(
    r"""<!ENTITY\s+([A-Za-z][\w.-]{0,63})\s+(?:"((?:[^"<&%]|&\#\w{1,7};){0,64})"|'((?:[^'<&%]|&\#\w{1,7};){0,64})')\s*>"""
)
#: Where the root must begin; warnings and document types in front of it take some thousand characters.
_PROLOG = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A well-formed document in UTF-8 without a document type, and what was done to make it one."""

    data: bytes
    #: Of repaired, truncated and capped.
    flags: tuple[str, ...]


def read_document(text: str) -> FeedDocument | None:
    """Make the text of a feed a well-formed document; None if it is no feed."""
    start = _root(text)
    if start < 0:
        return None
    prolog, body = text[:start], ILLEGAL.sub("", text[start:])
    flags = {"repaired"} if len(body) != len(text) - start or _is_junk(prolog) else set()
    if sum(map(body.count, "<&\n")) > MAX_EVENTS:
        flags, body = {"capped"}, mend(_within_events(body)).text
    scan = _Scan.of(body)
    if scan.error or scan.deep:
        mended = mend(body, _entities(prolog))
        flags |= {"truncated"} if mended.truncated else {"repaired"} if scan.error else set()
        flags |= {"capped"} if mended.capped else set()
        body = mended.text
        scan = _Scan.of(body)
    if scan.cut is not None:
        flags.add("capped")
        body = mend(body.encode()[: scan.cut].decode()).text
        scan = _Scan.of(body)
    if scan.error or scan.deep or scan.cut is not None:
        return None
    return FeedDocument(data=_DECLARATION + body.encode(), flags=tuple(sorted(flags)))


def _root(text: str) -> int:
    """Where the root element of a feed begins, -1 if there is none. Comments may mention one."""
    position = 0
    while (found := text.find("<", position, _PROLOG)) >= 0:
        if text.startswith("<!--", found):
            end = text.find("-->", found)
            if end < 0:
                return -1
            position = end
        elif _PAGE.match(text, found):
            return -1
        elif _ROOT.match(text, found):
            return found
        else:
            position = found + 1
    return -1


def _is_junk(prolog: str) -> bool:
    """Whether something begins the document that XML does not allow there; blank lines are let pass."""
    begins = prolog.lstrip("\ufeff \t\r\n")
    return bool(begins) and not begins.startswith(("<?", "<!--", "<!DOCTYPE"))


def _entities(prolog: str) -> dict[str, str]:
    """Short entities of the document type, their character references resolved; the first declaration counts."""
    found: dict[str, str] = {}
    for name, double, single in _ENTITY.findall(prolog):
        found.setdefault(name, re.sub(r"&#\w{1,7};", _character, double or single))
    return found


def _character(reference: re.Match[str]) -> str:
    digits = reference[0][2:-1]
    try:
        character = chr(int(digits[1:], 16) if digits[0] in "xX" else int(digits))
    except (ValueError, OverflowError):
        return ""
    return ILLEGAL.sub("", character)


def _within_events(body: str) -> str:
    last = next(islice(re.finditer(r"[<&\n]", body), MAX_EVENTS, None))
    return body[: last.start()]


class _CutError(Exception):
    """The document goes on past a limit."""


@dataclass(slots=True)
class _Scan:
    """A strict reading that keeps nothing: is the document well-formed, and within the limits?"""

    #: The byte at which a document that is too large should be cut.
    cut: int | None = None
    error: bool = False
    #: It has too many levels; what comes behind was not looked at.
    deep: bool = False
    _elements: int = 0
    _items: int = 0
    _depth: int = 0
    _parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate("utf-8", " "))

    @classmethod
    def of(cls, body: str) -> _Scan:
        """Read the whole document."""
        scan = cls()
        scan._parser.StartElementHandler = scan._start
        scan._parser.EndElementHandler = scan._end
        try:
            with suppress(_CutError):
                scan._parser.Parse(body.encode(), True)
        except expat.ExpatError:
            scan.error = True
        return scan

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._items += name.rpartition(" ")[2] in {"item", "entry"}
        if len(attributes) > MAX_ATTRIBUTES:
            self.error = True
            raise _CutError
        if self._depth > MAX_DEPTH:
            self.deep = True
            raise _CutError
        if self._items > MAX_ENTRIES or self._elements > MAX_ELEMENTS:
            self.cut = self._parser.CurrentByteIndex  # the tag's first byte; after the exception it is another
            raise _CutError

    def _end(self, _name: str) -> None:
        self._depth -= 1
