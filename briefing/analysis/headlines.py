"""What headlines and posts say that somebody says: lines that no grammar reads.

| form | example |
|---|---|
| after a colon | “The lane is shut for good”: Envoy Teo Handrake; Lane is shut for good: Handrake on the talks |
| before a colon | Teo Handrake: The lane is shut for good |
| after a comma | Lane is shut for good, says Handrake; Lane is shut for good, Handrake says |
| a post | The lane is shut for good. — Teo Handrake (@handrake) 3 March 2027 |

A line of the article counts if it is no sentence of prose, and of the lines above it only the headline itself: other
headlines on a page belong to other stories. Who speaks must be a person or an institution that the text names; a
country counts where a verb of saying stands with it. A topic is no speaker (War in Tarvonia: what we know; Harbour
Papers: the names), so that in front of a colon an organization must have an abbreviation for a name (UN: ...), and
neither is who took the picture. What an outlet posts is its report, not a statement of the day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from briefing.text.clean import is_prose
from briefing.types import Range

_WORD = r"[A-Z][\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:of|the|de|al|{_WORD})){{0,6}}"
_SAYS = (
    "says?|said|tells?|told|warns?|claims?|insists?|admits?|vows?|announces?|declares?|confirms?|denies|reveals?|urges?"
)
_AFTER_COLON = re.compile(
    rf"(?P<content>\S.{{10,240}}?)\s?[:]\s+(?P<speaker>{_NAME})"
    rf"(?:\s+(?P<cue>(?i:{_SAYS}))\b.*|\s+(?:on|in|to|at|after|during|about|amid|as|over)\b.*)?\s*"
)
_AFTER_COMMA = re.compile(
    rf"(?P<content>\S.{{10,240}}?),\s+(?:(?P<cue>(?i:{_SAYS}))\s+(?P<speaker>{_NAME})|(?P<name>{_NAME})\s+(?P<verb>(?i:{_SAYS})))\s*"
)
_BEFORE_COLON = re.compile(
    rf"(?!.*(?:[Pp]hoto\w*|[Ii]mage|[Pp]icture|[Cc]redit|[Ss]ource)s?:)(?P<speaker>{_NAME}):\s+(?P<content>\S.{{10,240}})"
)
_POST = re.compile(
    r"^(?P<content>.{10,400}?)\s*[—–-]\s*(?P<speaker>[^()@\n—–]{2,60}?)\s*\(@\w{2,30}\)"
    r"(?:\s+(?:\w+\.? \d{1,2},|\d{1,2} \w+) \d{4})?\s*$"
)
#: In front of a post and behind it: its own tags, and links with the words that lead to them ("; more here - ...").
_TAGS = re.compile(r"(?:[#.]?[A-Z]{3,}\s*[|:]\s*|#\w+\s*[|:]\s*)+")
_LINKS = re.compile(r"(?:\s*[;|][^;|.?!]{0,40})?(?:\s*(?:https?://\S+|pic\.\w+\.com/\S+))+\s*$")
#: A post that passes on another's.
_PASSED_ON = re.compile(r"RT @")
_LONGEST = 600
_FEWEST_WORDS = 4


class Line(NamedTuple):
    """A statement that a line makes, as ranges of the text."""

    content: Range
    speaker: Range
    cue: Range | None
    #: The account that posts it, where that is not the speaker.
    account: Range | None = None
    #: The words of the speaker: a post by their own account.
    own: bool = False
    #: The name stands in front of a colon, where topics stand as well.
    leads: bool = False


def find_lines(text: str, body: tuple[Range, ...], headline: str) -> Iterator[Line]:
    """The statements of the lines of a text, in text order; several readings of one line come the likeliest first."""
    first, last = (body[0][0], body[-1][1]) if body else (0, 0)
    title = _plain(headline)
    for match in re.finditer(r"[^\n\r\u2028\u2029]+", text[:last]):
        start, end = match.span()
        if end - start > _LONGEST:
            continue
        if start >= first and (post := _POST.match(text[start:end])):
            yield from _posted(text, start, post)
        elif (start >= first and _is_body(start, end, body) and not is_prose(text[start:end])) or (
            start < first and title and _plain(text[start:end]) == title
        ):
            yield from _headed(text, start, end)


def _plain(line: str) -> str:
    return " ".join(re.findall(r"\w+", line)).casefold()


def _is_body(start: int, end: int, body: tuple[Range, ...]) -> bool:
    at = bisect_left(body, end, key=lambda part: part[0])
    return at > 0 and body[at - 1][1] > start


def _posted(text: str, base: int, post: re.Match[str]) -> Iterator[Line]:
    start, end = base + post.start("content"), base + post.end("content")
    if _PASSED_ON.match(text, start):
        return
    if tags := _TAGS.match(text, start, end):
        start = tags.end()
    if links := _LINKS.search(text, start, end):
        end = links.start()
    account = base + post.start("speaker"), base + post.end("speaker")
    yield from (line._replace(account=account) for line in _headed(text, start, end))
    if _is_long_enough(text[start:end]):
        yield Line((start, end), account, None, own=True)


def _headed(text: str, start: int, end: int) -> Iterator[Line]:
    for form in (_AFTER_COMMA, _AFTER_COLON, _BEFORE_COLON):
        match = form.fullmatch(text, start, end)
        if match is None or not _is_long_enough(match["content"]):
            continue
        groups = match.groupdict()
        speaker = match.span("speaker") if groups["speaker"] else match.span("name")
        cue = next((match.span(group) for group in ("cue", "verb") if groups.get(group)), None)
        yield Line(match.span("content"), speaker, cue, leads=form is _BEFORE_COLON)


def _is_long_enough(content: str) -> bool:
    return len(re.findall(r"\w+", content)) >= _FEWEST_WORDS and not content.endswith(":")
