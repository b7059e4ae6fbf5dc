"""The page Compare: what changed from the edition of a day to that of a later one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.navigation import asked_day, choose_day
from briefing.dashboard.opening import open_page
from briefing.dashboard.sheet import draw
from briefing.errors import StoreError
from briefing.views.addresses import compare_address
from briefing.views.comparison import Comparison, comparison_head, comparison_page, not_compared
from briefing.views.edition import Page
from briefing.views.masthead import About
from briefing.views.safe import Node
from briefing.views.words import day_name


def show(reader: ArchiveReader) -> None:
    """Draw the two days and what changed between them."""
    open_page(reader, "archive", "Compare two days", lambda about, _: _show(reader, about))


def _show(reader: ArchiveReader, about: About) -> None:
    draw(comparison_head(about), key="head", place="compare")
    days = reader.days()
    if len(days) < 2:
        sentences = "There is one edition so far.", "From the next one on there is something to compare."
        draw(not_compared(*sentences), key="body", place="one")
        return
    earlier, later = _chosen(days)
    found = _compared(reader, about, days, earlier, later)
    tree, evidence = (found.tree, found.evidence) if isinstance(found, Page) else (found, {})
    draw(tree, key="body", place=f"{earlier} {later}", evidence=evidence, open_evidence=st.query_params.get("ev"))


def _chosen(days: Sequence[date]) -> tuple[date, date]:
    """The two days of the address, else the newest and the one before; drawn as what another may be chosen in."""
    later = asked_day(st.query_params.get("day")) or days[-1]
    earlier = asked_day(st.query_params.get("before")) or max((day for day in days if day < later), default=days[0])
    with st.container(key="two-days", horizontal=True):
        choose_day("From the edition of", earlier, days, parameter="before", beside={"day": later})
        choose_day("To the edition of", later, days, parameter="day", beside={"before": earlier})
    return earlier, later


def _compared(reader: ArchiveReader, about: About, days: Sequence[date], earlier: date, later: date) -> Page | Node:
    """What changed, or why it cannot be said."""
    for day in (earlier, later):
        if day not in days:
            others = _nearest(days, earlier, later)
            links = [
                (f"Compare {day_name(others[0])} with {day_name(others[1])}", compare_address(others[1], others[0]))
            ]
            return not_compared(f"There is no edition of {day_name(day)}.", doors=links)
    if earlier == later:
        return not_compared("Both days are the same. Choose an earlier or a later one.")
    if earlier > later:
        links = [("Compare them the other way round", compare_address(earlier, later))]
        return not_compared(f"{day_name(earlier)} is later than {day_name(later)}.", doors=links)
    try:
        editions = reader.edition(earlier), reader.edition(later)
        changes = reader.changes(earlier, later)
    except StoreError as error:
        return not_compared(str(error), "Choose another day.")
    return comparison_page(Comparison(earlier=editions[0], later=editions[1], changes=changes), about)


def _nearest(days: Sequence[date], earlier: date, later: date) -> tuple[date, date]:
    """The two editions that are nearest to the days that were asked for."""
    after = min(days[1:], key=lambda day: abs(day - max(earlier, later)))
    before = min((day for day in days if day < after), key=lambda day: abs(day - min(earlier, later)))
    return before, after
