"""The page of an actor: roles over time, what the actor said and what was said of them, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefing.register import ActorDay, Called, Company, Recorded
from briefing.views.actors import bare
from briefing.views.addresses import day_address, statements_by
from briefing.views.edition import Cited, Sources, outlet, tied
from briefing.views.masthead import About, about_head
from briefing.views.panel import evidence_panels
from briefing.views.people import statement
from briefing.views.safe import Element, Node, checked, clipped, element, inside, isolated
from briefing.views.statements import sources_of
from briefing.views.words import ACTOR_KINDS, count, day_span, listed, warning

_LONGEST_NAME = 120
_LONGEST_ROLE = 160
_MOST_ALIASES = 6
_MOST_WORDINGS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorFile:
    """All that is known of an actor."""

    id: str
    #: What each edition says, oldest first.
    days: tuple[ActorDay, ...]
    #: What the actor said, and what others said that names the actor; newest first, and how many there are in all.
    said: tuple[Recorded, ...]
    said_total: int
    about: tuple[Recorded, ...]
    about_total: int
    #: What the actor backed, opposed or demanded, as far as reports say so; newest first.
    positions: tuple[Recorded, ...]
    positions_total: int
    #: To whom, with how many statements.
    addressees: tuple[tuple[str, int], ...]
    company: Company

    @property
    def name(self) -> str:
        """The latest form of the name."""
        return clipped(self.days[-1].name, _LONGEST_NAME) or "Without a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """The parts of the page of an actor, all in one numbering."""

    head: Node
    roles: Node | None
    statements: Node
    evidence: dict[str, Node]


def actor_page(file: ActorFile, about: About) -> ActorPage:
    """The page of an actor but for its charts."""
    cited: dict[str, Cited] = {}
    wordings = _wordings(file.days)
    head = _actor_head(file, wordings, about, cited)
    roles = _roles(wordings, about, cited) if len(wordings) > 1 else None
    statements = _said(file, about, cited)
    numbering = Sources((), about.times, address="/", cited=cited)
    return ActorPage(
        head=checked(element("div", head, class_="page")),
        roles=checked(element("div", roles, class_="page")) if roles else None,
        statements=checked(element("div", statements, class_="page")),
        evidence={key: checked(panel) for key, panel in evidence_panels(numbering).items()},
    )


def _actor_head(file: ActorFile, wordings: Sequence[Wording], about: About, cited: dict[str, Cited]) -> Element:
    newest = file.days[-1]
    kind = ACTOR_KINDS[newest.kind] if newest.kind else "Quoted, never among the key actors of a day"
    counted = sum(day.reports or 0 for day in file.days)
    figures = f"{count(counted, 'report')} in {count(len(file.days), 'edition')}, " if counted else ""
    span = day_span(file.days[0].day, newest.day)
    aliases = dict.fromkeys(alias for day in reversed(file.days) for alias in day.aliases)
    spelled = [isolated(clipped(alias, _LONGEST_NAME)) for alias in list(aliases)[:_MOST_ALIASES]]
    masthead = about_head(
        file.name,
        about,
        element("p", f"{kind}. {figures}{count(file.said_total, 'statement')}"),
        element("p", span),
    )
    role = [_cited_wording(wordings[0], about, cited, class_="deck")] if wordings else []
    also = [element("p", f"Also written: {listed(spelled)}", class_="aside")] if spelled else []
    return element("div", masthead, *role, *also)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A role as sources word it, from the first to the last day on which one did."""

    first: date
    last: date
    #: The days of the editions that have it, and the report of each, the newest first.
    given: tuple[tuple[date, Called], ...]
    is_current: bool


def _wordings(days: Sequence[ActorDay]) -> list[Wording]:
    """The roles by wording, the newest first; of one day, that which the edition prints with the name."""
    grouped: dict[str, list[tuple[date, Called]]] = {}
    printed: dict[str, date] = {}
    for day in days:
        for place, called in enumerate(day.called):
            wording = bare(called.role.text)
            if wording.strip():
                grouped.setdefault(wording, []).append((day.day, called))
                if place == 0:
                    printed[wording] = day.day
    found = []
    for wording, given in grouped.items():
        worded = [called.role.on for _, called in given]
        newest_first = sorted(given, key=lambda one: (one[1].role.on, one[0]), reverse=True)
        found.append((max(worded), printed.get(wording, date.min), min(worded), wording, tuple(newest_first)))
    found.sort(reverse=True, key=lambda one: one[:4])
    return [
        Wording(first=first, last=last, given=given, is_current=place == 0)
        for place, (last, _, first, _, given) in enumerate(found)
    ]


def _cited_wording(wording: Wording, about: About, cited: dict[str, Cited], *, class_: str) -> Element:
    day, called = wording.given[0]
    reports = [called.report] if called.report else []
    sources = Sources(reports, about.times, address=day_address(day), doors=True, cited=cited)
    text = clipped(called.role.text, _LONGEST_ROLE)
    return element("p", *tied(text, sources.numbers([called.role.evidence])), class_=class_, dir="auto")


def _roles(wordings: Sequence[Wording], about: About, cited: dict[str, Cited]) -> Element:
    rest = wordings[_MOST_WORDINGS:]
    older = (
        f"and {count(len(rest), 'older wording')}, from {day_span(*[min(one.first for one in rest)] * 2)} on"
        if rest
        else ""
    )
    return element(
        "section",
        element("div", element("h2", "Role over time", id="roles"), _aside("as sources word it"), class_="head"),
        element("ol", *(_role(wording, about, cited) for wording in wordings[:_MOST_WORDINGS]), class_="timeline"),
        _aside(older) if older else None,
        aria_labelledby="roles",
    )


def _role(wording: Wording, about: About, cited: dict[str, Cited]) -> Element:
    when = day_span(wording.first, wording.last)
    reports = {called.report.publisher: called.report for _, called in reversed(wording.given) if called.report}
    credit: list[Node] = []
    if reports:
        newest = next((called.report for _, called in wording.given if called.report))
        others = f" and {count(len(reports) - 1, 'other source')}" if len(reports) > 1 else ""
        mark = warning(newest)
        state: list[Node] = [", ", element("b", mark)] if mark else []
        credit = [outlet(newest), *state, others]
    return element(
        "li",
        element("p", f"{when}, the latest wording" if wording.is_current else when, class_="meta"),
        _cited_wording(wording, about, cited, class_="name"),
        element("p", *credit, class_="meta") if credit else None,
        class_="current" if wording.is_current else None,
    )


def _aside(text: str) -> Element:
    return element("p", text, class_="aside")


def _said(file: ActorFile, about: About, cited: dict[str, Cited]) -> Element:
    """What the actor said, beside what others said that names the actor; below, to whom it was said."""
    name = isolated(file.name)
    all_of_them = statements_by(file.id) if file.said_total > len(file.said) else None
    return element(
        "div",
        element(
            "div",
            _statements("said", "Said", file.said, file.said_total, about, cited, link=all_of_them),
            _statements("about", f"Said about {name}", file.about, file.about_total, about, cited, link=None),
            class_="halves",
        ),
        _positions(file, about, cited),
        _addressees(file.addressees),
    )


def _statements(
    key: str,
    heading: str,
    rows: Sequence[Recorded],
    total: int,
    about: About,
    cited: dict[str, Cited],
    *,
    link: str | None,
) -> Element:
    others = key == "about"
    items = [statement(row.statement, sources_of(row, about.times, cited), named=others) for row in rows]
    how_many = (
        f"{count(total, 'statement')}, newest first" if total == len(rows) else f"the newest {len(rows)} of {total:,}"
    )
    none = "No statement of others names them." if others else "No edition quotes them."
    return element(
        "section",
        element("div", element("h2", heading, id=key, dir="auto"), _aside(how_many if rows else ""), class_="head"),
        element("ul", *items) if items else element("p", none, class_="body"),
        element("p", inside(link, "All of these statements"), class_="turns") if link else None,
        aria_labelledby=key,
    )


def _positions(file: ActorFile, about: About, cited: dict[str, Cited]) -> Element | None:
    """Where the actor stood, day by day, in the words of reports."""
    if not file.positions:
        return None
    shown, total = len(file.positions), file.positions_total
    how_many = "newest first" if total == shown else f"the newest {shown} of {total:,}"
    items = [statement(row.statement, sources_of(row, about.times, cited), named=False) for row in file.positions]
    return element(
        "section",
        element(
            "div",
            element("h2", "Positions over time", id="positions"),
            _aside(f"backed, opposed or demanded, in the words of reports; {how_many}"),
            class_="head",
        ),
        element("ul", *items, class_="balanced"),
        aria_labelledby="positions",
    )


def _addressees(addressees: Sequence[tuple[str, int]]) -> Element | None:
    if not addressees:
        return None
    words = listed([f"{isolated(clipped(who, _LONGEST_NAME))} ({number:,})" for who, number in addressees])
    return element(
        "section",
        element("h2", "To whom", id="to"),
        element("p", f"As the reports word it, with the number of statements: {words}.", class_="body"),
        aria_labelledby="to",
    )
