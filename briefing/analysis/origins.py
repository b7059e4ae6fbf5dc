"""Whose text it is: how many origins the reports of a story have, and which of them are primary documents.

Two reports have one origin if one is a copy of the other, if both say that they carry the same agency's report (by a
dateline, "(AP) —", a byline, a credit at the end, or "the agency reports" in the opening), or if one newsroom wrote
both: what it prints of others does not make its own report theirs. Where a paper adds its own words to a wire report it
still counts as the wire's: too few origins is the safer mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.analysis.dedupe import Groups
from briefing.analysis.reading import Read
from briefing.types import Direction, Feed, FeedKind, Outlet

#: Characters at either end of a text in which a credit is looked for.
_OPENING = 500
_CLOSING = 250
#: "PORT ANSEL, Nov 18 (Agency) —" and "LINDHAL CITY (Agency) -", at the very beginning.
_DATELINE = r"\A[^\n()]{0,60}\((?:%s)\)\s*[—–-]"
_BYLINE = r"^[ \t]*By\b[^\n.]{0,60}(?:,|\bof|\bfor|\||/)\s*(?:%s)\s*$"
_REPORTS = r"\b(?:%s)(?:,? citing [^,.\n]{1,60},)?\s+(?:reports|reported|has reported)\b"
_CREDIT = (
    r"(?:[—–-]\s*|\((?:%(lead)s)?|^(?:%(lead)s)|©\s*(?:\d{4}\s+)?)(?:%(names)s)"
    r"(?:\s+contributed to this (?:report|story|article))?\.?\)?\s*\Z"
)
_LEAD = r"(?:with |additional )?(?:inputs?|reporting|material|files|information) (?:from|by) (?:the )?|source: ?|via "
_CONTRIBUTED = r"\b(?:%s) contributed to this (?:report|story|article)"
#: Kinds of document that an institution publishes about itself, as headlines name them.
_DOCUMENT = re.compile(
    r"\b(?:read-?out of|(?:joint |press |official )?(?:statement|communiqué|communique|declaration) (?:by|of|on|from)|"
    r"(?:full )?(?:text|transcript) of|remarks (?:by|of|at|to)|(?:speech|address) (?:by|of|at|to)|"
    r"resolution \d+|letter (?:from|to|dated)|(?:press|daily) (?:release|briefing)|report of the secretary-general)\b",
    re.IGNORECASE,
)


class Newsrooms:
    """Who makes the texts: groups of outlets, agencies and the credits that name them, and outlets under direction."""

    def __init__(self, outlets: Iterable[Outlet], agencies: Iterable[str]) -> None:
        """`agencies` are the publishers that feeds.yaml calls wires; of two outlets of one name the later one holds."""
        self._group: dict[str, str] = {}
        self._directed: dict[str, Direction] = {}
        names: dict[str, None] = dict.fromkeys(agencies)
        for outlet in outlets:
            for name in (outlet.name, *outlet.aliases):
                self._group[name.casefold()] = outlet.group or outlet.name
                self._directed.pop(name.casefold(), None)
                if outlet.kind == "wire":
                    names[name] = None
                elif outlet.kind != "-":
                    self._directed[name.casefold()] = outlet.kind
        # capitals decide for short names: "AP" is an agency, "ap" is not
        self._names = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        self._tests = self._patterns() if names else ()

    def newsroom(self, publisher: str) -> str:
        """The group that a publisher's texts are counted under: its own name where the table does not know it."""
        return self._group.get(publisher.casefold(), publisher)

    def direction(self, publisher: str, kind: FeedKind) -> Direction | None:
        """Who directs a publisher, by the table or else by the kind of its feed."""
        return self._directed.get(publisher.casefold()) or ("state" if kind == "state" else None)

    def is_directed(self, feed: Feed) -> bool:
        """Whether a government or a party to a conflict directs a feed's publisher."""
        return self.direction(feed.publisher, feed.kind) is not None

    def credited(self, text: str) -> str | None:
        """The agency that a text says it comes from."""
        head, tail = text[:_OPENING], text[-_CLOSING:].rstrip()
        for pattern, at_end in self._tests:
            if found := pattern.search(tail if at_end else head):
                name = re.search(self._names, found.group())
                return self.newsroom(name.group()) if name else None
        return None

    def _patterns(self) -> tuple[tuple[re.Pattern[str], bool], ...]:
        names = self._names
        return (
            (re.compile(_DATELINE % names), False),
            (re.compile(_BYLINE % names, re.MULTILINE), False),
            (re.compile(_CREDIT % {"lead": f"(?i:{_LEAD})", "names": names}, re.MULTILINE), True),
            (re.compile(_CONTRIBUTED % names), True),
            (re.compile(_REPORTS % names), False),
        )


def count_origins(reads: Sequence[Read], originals: Sequence[int], indices: Sequence[int], newsrooms: Newsrooms) -> int:
    """How many origins the articles at `indices` have; `originals` has for each article the one it is a copy of."""
    groups = Groups(len(indices))
    seen: dict[int | str, int] = {}
    for place, i in enumerate(indices):
        credited = list(filter(None, map(newsrooms.credited, _with_and_without_furniture(reads[i]))))
        written = [newsrooms.newsroom(reads[i].feed.publisher)] if originals[i] == i else []
        keys: list[int | str] = [originals[i], *(credited or written)]
        for key in keys:
            groups.join(place, seen.setdefault(key, place))
    return len({groups.first(place) for place in range(len(indices))})


def _with_and_without_furniture(read: Read) -> tuple[str, ...]:
    """The text as it stands, and from where the article itself begins to where it ends: a credit may be in either."""
    text, body = read.article.text, read.digest.body
    return (text, text[body[0][0] : body[-1][1]]) if body else (text,)


def is_primary(read: Read) -> bool:
    """Whether an article is a document of somebody who acts in the story: a read-out, a speech, a UN document."""
    return read.feed.kind == "official" or (read.feed.kind == "ngo" and bool(_DOCUMENT.search(read.article.headline)))
