"""The page of an actor: roles, mentions, statements, and who is named together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import streamlit as st

from briefing.dashboard import charts
from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.opening import open_page, show_message
from briefing.dashboard.sheet import draw
from briefing.register import ActorDay, EditionDay
from briefing.store.ledger import LedgerFilter
from briefing.views.actor import ActorFile, actor_page
from briefing.views.actor_charts import company_head, company_table, mentions, mentions_head, mentions_table
from briefing.views.masthead import About
from briefing.views.messages import nothing_here
from briefing.views.safe import Node

#: Statements of the actor and about the actor that are shown, and to whom they were made.
_STATEMENTS = 6
_ADDRESSEES = 8
_POSITIONS = 9
#: Days of the chart of mentions and of the network, and the others in it.
_DAYS = 30
_OTHERS = 6
_MOST_NAMES = 6
_UNKNOWN = "No actor with this address. Search the archive."


def show(reader: ArchiveReader) -> None:
    """Draw the page of the actor that the address names."""
    open_page(reader, "actors", "Actor", lambda *given: _show(reader, *given))


def _show(reader: ArchiveReader, about: About, editions: tuple[EditionDay, ...]) -> None:
    key = st.query_params.get("id", "")
    days = reader.actor_days(key) if key else ()
    if not days:
        show_message(nothing_here("Actor", _UNKNOWN))
        return
    until = editions[-1].day
    since = max(editions[0].day, until - timedelta(days=_DAYS - 1))
    file = _file(reader, key, days, since)
    page = actor_page(file, about)

    def sheet(tree: Node, name: str) -> None:
        """A part of the page; all parts have one numbering."""
        _draw(tree, name, key, page.evidence)

    sheet(page.head, "head")
    left, right = st.columns([5, 7], gap="large") if page.roles else (None, st.container())
    if left and page.roles:
        with left:
            sheet(page.roles, "roles")
    with right:
        counted = mentions(days, until=until, first=editions[0].day, length=_DAYS)
        sheet(mentions_head(counted), "mentions")
        charts.show_mentions(counted)
        with st.expander("Mentions a day in figures"):
            sheet(mentions_table(counted), "mentions-figures")
    sheet(page.statements, "statements")
    _together(file, since, until, sheet)


def _together(file: ActorFile, since: date, until: date, sheet: Callable[[Node, str], None]) -> None:
    """The network beside its figures."""
    table = company_table(file)
    left, right = st.columns([7, 5], gap="large")
    with left:
        sheet(company_head(file, since, until), "together")
        if table:
            charts.show_network(file)
    if table:
        with right:
            sheet(table, "together-figures")


def _draw(tree: Node, name: str, place: str, evidence: Mapping[str, Node]) -> None:
    draw(tree, key=name, place=place, evidence=evidence, open_evidence=st.query_params.get("ev"))


def _file(reader: ArchiveReader, key: str, days: tuple[ActorDay, ...], since: date) -> ActorFile:
    names = dict.fromkeys(name for day in reversed(days) for name in (day.name, *day.aliases))
    # a name without a letter or digit cannot be searched for, and one that is short stands in too much else
    told = tuple(name for name in names if sum(c.isalnum() for c in name) > 3)[:_MOST_NAMES]
    said = reader.recorded(LedgerFilter(speaker=key), limit=_STATEMENTS)
    held = reader.recorded(LedgerFilter(speaker=key, form="position"), limit=_POSITIONS)
    about = reader.recorded(LedgerFilter(about=told, not_by=key), limit=_STATEMENTS) if told else None
    return ActorFile(
        id=key,
        days=days,
        said=said.rows,
        said_total=said.total,
        about=about.rows if about else (),
        about_total=about.total if about else 0,
        positions=held.rows,
        positions_total=held.total,
        addressees=reader.addressees(key, limit=_ADDRESSEES),
        company=reader.company(key, since=since, limit=_OTHERS),
    )
