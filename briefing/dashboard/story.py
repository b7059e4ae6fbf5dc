"""The page Story: all days of the story that the address names."""

from __future__ import annotations

import streamlit as st

from briefing.dashboard import charts
from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.opening import open_page, show_message
from briefing.dashboard.sheet import draw
from briefing.errors import StoreError
from briefing.register import StoryDay, StoryEdition
from briefing.store.ledger import LedgerFilter
from briefing.views.masthead import About
from briefing.views.messages import nothing_here
from briefing.views.safe import Node
from briefing.views.storyline import Storyline, storyline

#: Days that are told in full, and statements that are shown.
_DAYS = 14
_STATEMENTS = 18
_UNKNOWN = "No story with this address. Search the archive for a word of its headline."


def show(reader: ArchiveReader) -> None:
    """Draw the page of the story."""
    open_page(reader, "story", "Story", lambda about, _: _show(reader, about))


def _show(reader: ArchiveReader, about: About) -> None:
    key = st.query_params.get("id", "")
    days = reader.story_days(key) if key else ()
    if not days:
        show_message(nothing_here("Story", _UNKNOWN))
        return
    page = storyline(_storyline(reader, key, days), about)

    def sheet(tree: Node, name: str) -> None:
        """A part of the page; all parts have one numbering."""
        named = st.query_params.get("ev"), st.query_params.get("at")
        draw(tree, key=name, place=key, evidence=page.evidence, open_evidence=named[0], at=named[1])

    sheet(page.told, "story")
    if page.figures:
        sheet(page.figures.head, "figures")
        left, right = st.columns([7, 5], gap="large")
        with left:
            charts.show_figures(page.figures.moved)
        with right:
            sheet(page.figures.table, "figures-table")
    sheet(page.reports, "reports")


def _storyline(reader: ArchiveReader, key: str, days: tuple[StoryDay, ...]) -> Storyline:
    editions: list[StoryEdition] = []
    faults = []
    for day in days[:_DAYS]:
        try:
            if told := reader.story_on(day.day, key):
                editions.append(told)
        except StoreError as error:
            faults.append(str(error))
    said = reader.recorded(LedgerFilter(story=key), limit=_STATEMENTS)
    articles = sorted({report.id for edition in editions for report in edition.reports})
    return Storyline(
        id=key,
        days=days,
        editions=tuple(editions),
        statements=said.rows,
        more_statements=said.total - len(said.rows),
        versions=reader.versions(tuple(articles)),
        faults=tuple(faults),
    )
