"""The page Today: the newest edition, or that of the day that the address names."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.navigation import Pages, asked_day, days_row, drop_other_parameters, links, settle_address
from briefing.dashboard.sheet import draw
from briefing.errors import StoreError
from briefing.register import Erratum
from briefing.store.records import Run
from briefing.types import Briefing
from briefing.views.masthead import PRODUCT, LastRun
from briefing.views.messages import edition_unreadable, no_edition_of, no_edition_yet
from briefing.views.safe import Node
from briefing.views.today import today
from briefing.views.words import day_name


def show(reader: ArchiveReader, pages: Pages, *, now: datetime) -> None:
    """Draw the page that the address asks for."""
    drop_other_parameters("today")
    st.session_state["page"] = "today"
    settle_address()
    days = reader.days()
    named = st.query_params.get("day")
    day = asked_day(named) if named is not None else days[-1] if days else None
    with st.container(horizontal=True, key="bar", horizontal_alignment="distribute"):
        links(pages, "today")
        if days:
            days_row(pages, days, day)
    if not days:
        _show_message(no_edition_yet(*_last_run(reader)), pages, place="empty")
    elif day not in days:
        nearest = min(days, key=lambda other: abs(other - day)) if day else days[-1]
        _show_message(no_edition_of(day, nearest=nearest, latest=days[-1]), pages, place=str(day))
    else:
        _show_day(reader, pages, days, day, now)


def _show_day(reader: ArchiveReader, pages: Pages, days: tuple[date, ...], day: date, now: datetime) -> None:
    try:
        briefing = reader.edition(day)
    except StoreError as error:
        others = [other for other in days if other != day]
        nearest = sorted(others, key=lambda other: abs(other - day))[:2]
        _show_message(edition_unreadable(str(error), sorted(nearest, reverse=True)), pages, place=day.isoformat())
        return
    _show_edition(briefing, reader, pages, is_latest=day == days[-1], now=now)


def _show_message(tree: Node, pages: Pages, *, place: str) -> None:
    """Draw a sentence in place of an edition."""
    pages.go(draw(tree, key="message", place=place))


def _show_edition(briefing: Briefing, reader: ArchiveReader, pages: Pages, *, is_latest: bool, now: datetime) -> None:
    """Draw an edition, with the evidence open that the address names."""
    st.set_page_config(page_title=f"{day_name(briefing.day)}, {PRODUCT}")
    last_run, faults = _last_run(reader)
    errata, unknown = _errata(reader, briefing) if not is_latest else ((), [])
    faults = list(dict.fromkeys([*faults, *unknown]))
    page = today(briefing, is_latest=is_latest, now=now, last_run=last_run, faults=faults, errata=errata, doors=True)
    address = draw(
        page.tree,
        key="edition",
        place=briefing.day.isoformat(),
        evidence=page.evidence,
        open_evidence=st.query_params.get("ev"),
        at=st.query_params.get("at"),
    )
    pages.go(address)


def _errata(reader: ArchiveReader, briefing: Briefing) -> tuple[tuple[Erratum, ...], list[str]]:
    """What was corrected since, and why it is not known."""
    try:
        return reader.errata(briefing), []
    except StoreError as error:
        return (), [str(error)] if reader.database.exists() else []


def _last_run(reader: ArchiveReader) -> tuple[LastRun | None, list[str]]:
    """The last run, and why it is not known."""
    try:
        run = reader.last_run()
    except StoreError as error:
        return None, [str(error)] if reader.days() or reader.database.exists() else []
    return (_as_shown(run), []) if run else (None, [])


def _as_shown(run: Run) -> LastRun:
    error = run.summary.get("error")
    return LastRun(
        day=run.day, started=run.started, exit_code=run.exit_code, error=error if isinstance(error, str) else None
    )
