"""What the style sheets inside a page hide: a small reading of CSS, for text that nobody sees. Pure.

Only what is certain counts, since text that is hidden at first is often shown later. A rule hides if

1. it says so for every screen: not within `@media (...)`, `@supports` or another rule, not in a sheet for print;
2. its selector is an element, classes and an id, without relations, states or attributes (`p.x#y`);
3. it sets `display: none`, `visibility: hidden`, `font-size: 0` or `opacity: 0`, the latter two without a transition or
   an animation, which tell that a script will show it;
4. no rule of the page, for whatever screen or state, sets the same property to something else under one of the names
   that the element has (`hidden md:block` is hidden on a phone only);
5. no script of the page has one of its names as a word: a text that opens at a click is there to be read.

A sheet that is loaded from elsewhere is not looked at. The parts are found by one pass over the text, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: So much of the sheets and scripts of a page is read; large pages have half of it.
_LONGEST = 2 * 2**20
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_TOKEN = re.compile(r"""[{};]|"(?:[^"\\\n]|\\.)*+"?|'(?:[^'\\\n]|\\.)*+'?""", re.DOTALL)
#: Groups of rules that hold on every screen.
_EVERYWHERE = re.compile(r"@(?:media\s+(?:only\s+)?(?:all|screen)|layer(?:\s+[\w.-]+)?)\s*", re.IGNORECASE)
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#]-?(?:[a-z_]|\\.)(?:[\w-]|\\.)*)*)", re.IGNORECASE)
_NAME = re.compile(r"[.#]-?(?:[a-z_]|\\.)(?:[\w-]|\\.)*", re.IGNORECASE)
_ELEMENT = re.compile(r"(?:^|[\s>+~,(])([a-z][a-z0-9]*)", re.IGNORECASE)
#: A property that can hide, and the values with which it does.
_HIDES = {
    "display": re.compile(r"none"),
    "visibility": re.compile(r"hidden|collapse"),
    "font-size": re.compile(r"0+(?:\.0*)?(?:[a-z]+|%)?"),
    "opacity": re.compile(r"0+(?:\.0*)?%?|0?\.0\d*"),
}
_FADING = re.compile(r"transition|animation|transform|translate|will-change", re.IGNORECASE)
#: To hide these would hide the page.
_WHOLE = {"html", "body", "main", "article"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """What stands in front of a block, the block, and whether it holds on every screen."""

    selectors: str
    block: str
    everywhere: bool


@dataclass(frozen=True, slots=True)
class _Selector:
    """An element, which may be any (""), with all of these names (`.x`, `#y`)."""

    element: str
    names: frozenset[str]


class Hidden:
    """The elements of a page that its own style sheets hide."""

    def __init__(self, sheets: Iterable[tuple[str, str]], scripts: Iterable[str]) -> None:
        """Takes the text of each sheet with its attribute `media`, and the scripts of the page."""
        rules = [rule for text, media in sheets for rule in _rules(text[:_LONGEST], media)]
        self._shown = {name: frozenset(_shown(rules, name)) for name in _HIDES}
        found = {
            (name, selector)
            for rule in rules
            if rule.everywhere
            for name in _hiding(rule.block)
            for selector in _selectors(rule.selectors)
            if not self._shown[name] & (selector.names or {selector.element})
        }
        words = set(re.findall(r"-?[A-Za-z_][\w-]*", " ".join(scripts)[:_LONGEST])) if found else set()
        #: By one of the names of each, or by its element where it has none.
        self._selectors: dict[str, list[tuple[str, _Selector]]] = {}
        for name, one in found:
            if not any(key[1:] in words for key in one.names):
                self._selectors.setdefault(min(one.names, default=one.element), []).append((name, one))

    def __bool__(self) -> bool:
        return bool(self._selectors)

    def __call__(self, element: str, classes: str | None, id_: str | None) -> bool:
        """Whether an element with these attributes `class` and `id` is hidden."""
        names = {f".{name}" for name in (classes or "").split()} | ({f"#{id_}"} if id_ else set())
        return any(
            one.names <= names and one.element in ("", element) and self._shown[name].isdisjoint(names)
            for key in (*names, element)
            for name, one in self._selectors.get(key, ())
        )


@dataclass(slots=True)
class _Open:
    """A block that is not closed yet."""

    head: str
    begins: int
    everywhere: bool
    #: Where the first block within it begins, if there is one: what counts of a rule lies before.
    ends: int | None = None


def _rules(text: str, media: str) -> Iterator[_Rule]:
    """The rules of a sheet, those within others before these."""
    text = _COMMENT.sub(" ", text)
    everywhere = not media.strip() or _EVERYWHERE.fullmatch(f"@media {media.strip()}") is not None
    within: list[_Open] = []
    start = 0
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            outer = within[-1] if within else _Open("", 0, everywhere)
            if outer.ends is None:
                outer.ends = start
            head = text[start : token.start()].strip()
            holds = outer.everywhere and (outer.head == "" or _EVERYWHERE.fullmatch(outer.head) is not None)
            within.append(_Open(head, token.end(), holds))
        elif token[0] == "}" and within:
            rule = within.pop()
            if not rule.head.startswith("@"):
                end = token.start() if rule.ends is None else rule.ends
                yield _Rule(rule.head, text[rule.begins : end], rule.everywhere)
        elif token[0] not in "};":
            continue  # a string
        start = token.end()


def _selectors(text: str) -> Iterator[_Selector]:
    """Those of a list that are simple enough to be certain."""
    for one in text.split(","):
        found = _SIMPLE.fullmatch(one.strip())
        if found is None or not found[0] or (found[1] or "").lower() in _WHOLE:
            continue
        yield _Selector((found[1] or "").lower(), frozenset(_names(found[2])))


def _names(text: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", name) for name in _NAME.findall(text)]


def _declared(block: str) -> dict[str, str]:
    """The properties that a block sets, each as it is set last."""
    pairs = (part.partition(":") for part in block.split(";"))
    return {name.strip().lower(): value.lower().replace("!important", "").strip() for name, _, value in pairs if value}


def _hiding(block: str) -> Iterator[str]:
    """The properties by which a block hides."""
    for name, value in _declared(block).items():
        if name in _HIDES and _HIDES[name].fullmatch(value):
            if name in ("visibility", "opacity") and _FADING.search(block):
                continue
            yield name


def _shown(rules: Iterable[_Rule], name: str) -> Iterator[str]:
    """The names and elements under which a rule sets a property to a value with which it does not hide."""
    for rule in rules:
        value = _declared(rule.block).get(name)
        if value is not None and not _HIDES[name].fullmatch(value):
            yield from _names(rule.selectors)
            yield from (element.lower() for element in _ELEMENT.findall(rule.selectors))
