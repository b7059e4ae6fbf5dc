"""An edition as the views ask for it: reports by their ids, times in its zone, and one numbering of all evidence."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.types import Briefing, Evidence, Report
from briefing.views.addresses import day_address
from briefing.views.safe import Element, Node, clipped, element, isolated
from briefing.views.words import NBSP, Times, warning

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: A longer word may break: otherwise it would stand out of its column with the numbers that are tied to it.
_LONGEST_TIED = 24
_LONGEST_OUTLET = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is shown: a tree, and the source text behind each of its evidence numbers."""

    tree: Node
    #: The content of the evidence panel by evidence id, in the order of the numbers.
    evidence: Mapping[str, Node]


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Other reports that tell the same as a piece of evidence."""

    #: What they share with it: "Same story in".
    label: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A piece of evidence that has a number."""

    number: int
    evidence: Evidence
    elsewhere: Elsewhere | None
    #: The report that it comes from, if it is listed.
    report: Report | None
    #: The page that opens it when `ev` is added.
    address: str


def safe_id(key: str) -> str:
    """An id as part of an address: itself, or a hash of it if it holds anything but letters, digits, - and _."""
    if _ID.fullmatch(key):
        return key
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()[:16]


class Sources:
    """Reports by their ids while a page is drawn that cites them; evidence gets its number when it is first cited.

    Args:
        reports: what may be cited.
        times: the zone of the page.
        address: the page that opens a piece of evidence when `ev` is added.
        doors: names lead to the pages of stories and actors, which only the dashboard has.
        cited: the numbering of the page, where these are not its only sources.
    """

    def __init__(
        self,
        reports: Iterable[Report],
        times: Times,
        *,
        address: str,
        doors: bool = False,
        cited: dict[str, Cited] | None = None,
    ) -> None:
        self.reports = {report.id: report for report in reports}
        self.times = times
        self.address = address
        self.doors = doors
        self.cited: dict[str, Cited] = {} if cited is None else cited

    def numbers(self, evidence: Iterable[Evidence], *, elsewhere: Elsewhere | None = None) -> list[Element]:
        """A button with a number for each piece of evidence."""
        return [self._number(one, elsewhere) for one in evidence]

    def _number(self, evidence: Evidence, elsewhere: Elsewhere | None) -> Element:
        key = safe_id(evidence.id)
        report = self.reports.get(evidence.article)
        new = Cited(
            number=len(self.cited) + 1, evidence=evidence, elsewhere=elsewhere, report=report, address=self.address
        )
        cited = self.cited.setdefault(key, new)
        name = f"Evidence {cited.number}" + (f": {outlet(cited.report)}" if cited.report else "")
        return element(
            "button",
            element("span", str(cited.number), aria_hidden="true"),
            element("span", name, class_="unseen"),
            type="button",
            class_="number",
            data_ev=key,
        )

    def outlets(self, reports: Iterable[str], *, shown: int, teller: str | None = None) -> tuple[int, list[Node]]:
        """How many publishers report, and the first of them by name with a mark on those under direction.

        `teller` is the report whose words are printed, if they are all of one.
        """
        told = [teller] if teller in self.reports else []
        marks: dict[str, str | None] = {}
        for report in self.listed([*told, *reports]):
            marks[outlet(report)] = marks.get(outlet(report)) or warning(report)
        lead_in, second = (", as told by ", "; also ") if told else (": ", ", ")
        nodes: list[Node] = []
        for place, name in enumerate(list(marks)[:shown]):
            nodes.append(f"{(lead_in, second, ', ')[min(place, 2)]}{name}")
            if mark := marks[name]:
                nodes += [" (", element("b", mark), ")"]
        if rest := list(marks.values())[shown:]:
            nodes.append(f" and {len(rest):,}{NBSP}more")
            for mark, number in Counter(filter(None, rest)).items():
                nodes += [", ", element("b", f"{number} {mark}")]
        return len(marks), nodes

    def listed(self, reports: Iterable[str]) -> list[Report]:
        """The reports that something names, as far as the edition lists them."""
        return [self.reports[report] for report in reports if report in self.reports]


class Edition(Sources):
    """A briefing while one page of it is drawn; `also` are reports that it does not list and that are cited there."""

    def __init__(self, briefing: Briefing, *, doors: bool = False, also: Iterable[Report] = ()) -> None:
        times = Times(briefing.timezone, year=briefing.day.year)
        super().__init__((*also, *briefing.reports), times, address=day_address(briefing.day), doors=doors)
        self.briefing = briefing


def outlet(report: Report) -> str:
    """The name of a publisher for a place inside a line."""
    return isolated(clipped(report.publisher, _LONGEST_OUTLET) or "source without a name")


def tied(text: str, numbers: Sequence[Node]) -> list[Node]:
    """Text with its numbers; they do not part from its last word, nor from one another."""
    if not numbers:
        return [text]
    head, space, last = text.rpartition(" ")
    if len(last) > _LONGEST_TIED:
        return [text, element("span", *numbers, class_="tied")]
    return [head + space, element("span", last, *numbers, class_="tied")]
