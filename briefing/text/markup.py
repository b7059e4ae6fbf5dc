"""Feed markup -> plain text.

`headline` makes one line of a title, `paragraphs` makes paragraphs of a description, parted by line breaks. A feed
may say that a text is plain (`literal`); often it says nothing, or says it wrongly. The rules, in order:

1. What HTML knows as an element is markup; `<3`, `a < b` and `<name@example.org>` are text.
2. Comments, scripts, styles and the like go with all they hold; so does what is hidden from a reader (`hidden`,
   `aria-hidden`, `display:none`, white on white, outside of the page, for screen readers only ...). Nothing that an
   attribute says reaches the text. A frame, drawing or dialog that is never closed does not take the rest of the text
   with it; a script or a comment does.
3. Block elements and `<br>` part paragraphs; where there are none, blank lines do.
4. Character references are decoded if they end in a semicolon, so that `?a=1&copy=2` stays what it is.
5. What was encoded twice is decoded twice: always in a headline, which is never about tags; in a description if the
   first pass found no element.
6. A text that is declared plain keeps its tags (`the <script> element`), unless it holds an end tag of the elements
   that publishers send by mistake (`</b>`, `</p>` ...): then it is markup all the same.
7. Controls, bidirectional controls and invisible characters go; the zero-width (non-)joiner stays where a script needs
   it. White space becomes single spaces.

The text is tokenized, no tree is built: a tree builder, which has to look for open elements, takes quadratic time on
deep nesting (100,000 nested `<div>`: a minute with html5ever), this takes linear time on anything.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCKS = _names(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p pre search "
    "section summary table tbody tfoot thead tr ul xmp"
)
_INLINE = _names("a b big em font i mark q s small span strike strong sub sup tt u")
#: Elements whose content is no text for a reader, whatever it holds.
_SKIPPED = _names("applet audio button canvas datalist head map math noscript object picture select svg template video")
#: As those, but HTML does not read tags within them either: they end at their own end tag and nowhere else.
_RAW = _names("iframe noembed noframes plaintext script style textarea")
#: Of both, what does not hold code: text that follows it may be trusted even where its end is missing.
_FRAMES = (_SKIPPED | _RAW) - _names("script style")
_VOID = _names("area base basefont bgsound br col embed frame hr img input link meta param source track wbr")
#: Elements that end where the next of their kind begins.
_SELF_ENDING = _names("dd dt li option p td th tr")
_OTHER = _names(
    "abbr acronym bdi bdo blink cite code colgroup data del dfn frameset ins kbd label marquee meter nobr optgroup "
    "option output progress rb rp rt rtc ruby samp slot td th time title var"
)
_ELEMENTS = _BLOCKS | _INLINE | _SKIPPED | _RAW | _VOID | _OTHER

#: A start or end tag. A quotation mark opens a value only after `=`; possessive, so that no text is read twice.
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9:-]*)(?=[\s/>])((?:=\s*"[^"]*"|=\s*'[^']*'|[^>])*+)>""")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)(?=[\s/>]|\Z)")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]+))?""")
#: Declarations that hide, in a style without comments; each begins with the name of its property.
_HIDING = re.compile(
    r"(?<![-\w])(?:"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|opacity\s*:\s*(?:0*\.0(?:50*|[0-4]\d*)?(?![\d%])|0+(?:\.0*)?(?![.\d])|[0-5](?:\.\d*)?%)"
    # smaller than any reader can see
    r"|font-size\s*:\s*(?:0*(?:[0-2](?:\.\d*)?|\.\d+)(?:px|pt)|0*\.[01]\d*r?em|0+(?:\.0*)?(?![.\d]))"
    r"|max-height\s*:\s*0+(?:\.0*)?(?![.\d])"
    # far outside of the page; anchors and headings are moved by a hundred pixels
    r"|(?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*-(?:\d{4,}|999)(?:\.\d*)?(?:px|pt|r?em|ch|vw|vh|%)"
    r"|(?:clip\s*:\s*rect\(\s*(?:0|1px)(?:px)?(?:[\s,]+(?:0|1px)(?:px)?){3}\s*\)|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0))"
    r"|transform\s*:[^;:]*\bscale[xy]?\(\s*0*\.?0*\s*[,)]"
    r")",
    re.IGNORECASE,
)
#: What a script will show: it fades in, and its style says how.
_FADES_IN = re.compile(r"transition|animation|translate|will-change", re.IGNORECASE)
#: No height or width hides only what does not flow over it.
_NO_SIZE = re.compile(r"(?<![-\w])(?:height|width)\s*:\s*[01](?:\.0*)?(?:px|pt|r?em|%)?\s*(?:!|;|$)", re.IGNORECASE)
_CLIPPED = re.compile(r"(?<![-\w])overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_COLOR = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_STYLE_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
#: The names that frameworks give to what only a screen reader shall say.
_UNSEEN_CLASSES = _names(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only u-visually-hidden"
)
#: Of each of red, green and blue, from which on a color cannot be told from white paper.
_NEAR_WHITE = 0xF5
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
#: What shows that a text which is declared plain is HTML all the same.
_CLOSED_TAG = re.compile(rf"<(?:/(?:{'|'.join(sorted(_INLINE))}|p|div|li)|br\s?/?|img\s[^<>]*)>", re.IGNORECASE)

#: Stands for a line break of the source, which counts only if no element parts the text; a control cannot occur.
_SOFT = "\x01"
_BLANK_LINES = re.compile(rf"{_SOFT}[ \t]*{_SOFT}[{_SOFT} \t]*")

#: Scripts in which the zero-width joiner and non-joiner change how a word is written: Arabic to the Indic scripts,
#: Myanmar, Khmer and Mongolian.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af"
#: Controls that are no white space, soft hyphen, bidirectional controls, zero-width and other invisible characters,
#: tags and variation selectors that can carry hidden text, surrogates, non-characters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
    f"|(?<![{_JOINING}])[\u200c\u200d]"
)


def headline(text: str, *, literal: bool = False) -> str:
    """One clean line. `literal`: the feed declares that it is plain text."""
    if literal and not _CLOSED_TAG.search(text):
        return _line(_decoded(text))
    once = _Reading(text).line()
    twice = _Reading(once)
    return twice.line() if twice.elements else _line(_decoded(once))


def paragraphs(text: str, *, literal: bool = False) -> str:
    """Paragraphs parted by line breaks, each a clean line; empty if a reader would see nothing.

    `literal`: the feed declares that it is plain text.
    """
    if literal and not _CLOSED_TAG.search(text):
        return _lines(_soft_breaks(_unified(_decoded(text))))
    once = _Reading(text)
    result = once.text()
    if once.elements or "<" not in result:
        return result
    twice = _Reading(result.replace("\n", "\n\n"))
    return twice.text() if twice.elements else result


def one_line(text: str) -> str:
    """Text that is known to be plain, on one line, without control and invisible characters."""
    return _line(text)


@dataclass(slots=True)
class _Reading:
    """One pass over a piece of markup."""

    source: str
    #: How many elements were found, to tell markup from text that was encoded twice.
    elements: int = 0
    _pieces: list[str] = field(default_factory=list)
    _parted: bool = False
    _preformatted: int = 0
    #: The element that hides what follows, and how many of its name are open.
    _hidden: str = ""
    _hidden_depth: int = 0
    #: Where the last end tag of an element begins, by its name.
    _last_ends: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = _unified(self.source)
        position = 0
        while (found := text.find("<", position)) >= 0:
            self._text(text[position:found])
            position = self._markup(text, found)
        self._text(text[position:])

    def text(self) -> str:
        """What was read, as paragraphs."""
        joined = "".join(self._pieces)
        return _lines(joined.replace(_SOFT, " ") if self._parted else _soft_breaks(joined))

    def line(self) -> str:
        """What was read, as one line."""
        return _line("".join(self._pieces).replace(_SOFT, " "))

    def _text(self, text: str) -> None:
        if text and not self._hidden:
            text = _decoded(text.replace("]]>", ""))
            self._pieces.append(text.replace(_SOFT, "\n") if self._preformatted else text)

    def _markup(self, text: str, start: int) -> int:
        """Read what begins with the `<` at `start`; where to go on. What is not closed lasts to the end."""
        if text.startswith("<!--", start):
            return _after(text, "-->", start + 2)
        if text.startswith("<![CDATA[", start):
            return start + len("<![CDATA[")
        if text.startswith(("<!", "<?"), start):
            return _after(text, ">", start)
        name = _TAG_NAME.match(text, start)
        if name is None or name.end() == len(text) or not _is_element(name[1].lower()):
            self._text("<")
            return start + 1
        tag = _TAG.match(text, start)
        if tag is None:
            return len(text)
        self.elements += 1
        return self._tag(text, tag)

    def _tag(self, text: str, tag: re.Match[str]) -> int:
        """Read a tag; where to go on, which for an element with raw text is its end."""
        name, ends = tag[2].lower(), bool(tag[1])
        if not ends and name in _FRAMES | {"dialog"} and self._last_end(text, name) < tag.end():
            return tag.end()
        self._element(name, attributes=tag[3], ends=ends)
        if ends or name not in _RAW:
            return tag.end()
        end = _end_of(name).search(text, tag.end())
        return len(text) if end is None else end.start()

    def _last_end(self, text: str, name: str) -> int:
        if name not in self._last_ends:
            self._last_ends[name] = max((end.start() for end in _end_of(name).finditer(text)), default=-1)
        return self._last_ends[name]

    def _element(self, name: str, *, attributes: str, ends: bool) -> None:
        if self._hidden:
            self._inside_hidden(name, ends=ends)
            if self._hidden:
                return
        if not ends and name not in _VOID and (name in _SKIPPED or hides(name, _attributes(attributes))):
            self._hidden, self._hidden_depth = name, 1
        if name in _BLOCKS:
            self._parted = True
            self._pieces.append("\n")
        elif name in {"td", "th"}:
            self._pieces.append(" ")
        if name == "pre":
            self._preformatted = max(0, self._preformatted + (-1 if ends else 1))

    def _inside_hidden(self, name: str, *, ends: bool) -> None:
        if name != self._hidden:
            return
        self._hidden_depth += -1 if ends or name in _SELF_ENDING else 1
        if self._hidden_depth == 0:
            self._hidden = ""


def _is_element(name: str) -> bool:
    """A name that HTML knows, or that can only be markup: custom elements and prefixed names hold `-` or `:`."""
    return name in _ELEMENTS or "-" in name.rstrip("-") or ":" in name.rstrip(":")


def _end_of(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def hides(name: str, attributes: Iterable[tuple[str, str]]) -> bool:
    """Whether an element, its name in small letters, hides what it holds, by the attributes on itself."""
    given = [(each.lower(), value) for each, value in attributes]
    if name == "dialog" and all(each != "open" for each, _ in given):
        return True
    return any(_hiding(each, value, element=name) for each, value in given)


def _attributes(source: str) -> Iterator[tuple[str, str]]:
    for name, value in _ATTRIBUTE.findall(source):
        yield name, _decoded(value.strip("\"'"))


def _hiding(name: str, value: str, *, element: str) -> bool:
    if name == "style":
        return _style_hides(_STYLE_COMMENT.sub("", value))
    if name == "class":
        return not _UNSEEN_CLASSES.isdisjoint(value.lower().split())
    if name == "color":
        return element == "font" and _is_white(value)
    return name == "hidden" or (name == "aria-hidden" and value.lower() == "true")


def _style_hides(style: str) -> bool:
    hiding = _HIDING.search(style)
    if hiding and hiding.group().lower().startswith("opacity") and _FADES_IN.search(style):
        hiding = _HIDING.search(style, hiding.end())
    if hiding or (_NO_SIZE.search(style) and _CLIPPED.search(style)):
        return True
    return "background" not in style.lower() and any(_is_white(color) for color in _COLOR.findall(style))


def _is_white(color: str) -> bool:
    """Whether a color cannot be seen on white: white, nearly white or transparent."""
    color = color.strip().lower()
    if color in {"white", "snow", "ivory", "ghostwhite", "whitesmoke", "floralwhite", "transparent"}:
        return True
    digits = color.removeprefix("#")
    if re.fullmatch(r"[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}", digits):
        size = 1 if len(digits) < 6 else 2
        parts = [int((digits[i : i + size] * 2)[:2], 16) for i in range(0, len(digits), size)]
        return min(parts[:3]) >= _NEAR_WHITE or parts[3:] == [0]
    numbers = re.findall(r"(\d*\.?\d+)(%?)", color)
    if len(numbers) < 3 or not re.match(r"(?:rgb|hsl)a?\(", color):
        return False
    if len(numbers) > 3 and float(numbers[3][0]) == 0:
        return True
    if color.startswith("hsl"):
        return float(numbers[2][0]) >= 100 * _NEAR_WHITE / 255
    return all(float(number) * (2.55 if percent else 1) >= _NEAR_WHITE for number, percent in numbers[:3])


def _after(text: str, mark: str, start: int) -> int:
    end = text.find(mark, start)
    return len(text) if end < 0 else end + len(mark)


def _decoded(text: str) -> str:
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    return html.unescape(reference[0]).replace("\ufffd", "")  # what stands for a character that cannot be


def _unified(text: str) -> str:
    return text.replace(_SOFT, "").replace("\r\n", _SOFT).replace("\r", _SOFT).replace("\n", _SOFT)


def _soft_breaks(text: str) -> str:
    """Blank lines of the source part paragraphs, single line breaks do not."""
    return _BLANK_LINES.sub("\n", text).replace(_SOFT, " ")


def _line(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())


def _lines(text: str) -> str:
    return "\n".join(filter(None, map(_line, re.split(r"[\n\u2028\u2029]", text))))
