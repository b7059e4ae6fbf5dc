"""The page Today: the newest edition, or that of the day that the address names."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

import streamlit as st

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.downloads import offer_downloads
from briefing.dashboard.navigation import asked_day, day_chooser
from briefing.dashboard.sheet import draw
from briefing.errors import StoreError
from briefing.register import Erratum
from briefing.store.records import Run
from briefing.types import Briefing
from briefing.views.edition import Page
from briefing.views.masthead import PRODUCT, LastRun
from briefing.views.messages import edition_unreadable, no_edition_of, no_edition_yet
from briefing.views.safe import Node
from briefing.views.today import today
from briefing.views.ways import day_links, page_links
from briefing.views.words import day_name


def show(reader: ArchiveReader, *, now: datetime) -> None:
    """Draw the page that the address asks for."""
    days = reader.days()
    named = st.query_params.get("day")
    day = asked_day(named) if named is not None else days[-1] if days else None
    briefing, fault = _edition(reader, days, day)
    with st.container(horizontal=True, key="bar", horizontal_alignment="distribute"):
        draw(page_links(""), key="pages", place="")
        if days:
            with st.container(horizontal=True, key="days", gap="medium", horizontal_alignment="right"):
                if ways := day_links(days, day):
                    draw(ways, key="other-days", place="", width="content")
                if len(days) > 1:
                    day_chooser(days, day)
                if briefing:
                    offer_downloads(briefing)
    if briefing:
        _show_edition(briefing, reader, is_latest=day == days[-1], now=now)
    elif not days:
        _show_message(no_edition_yet(*_last_run(reader)), place="empty")
    elif day and fault:
        others = [other for other in days if other != day]
        nearest = sorted(sorted(others, key=lambda other: abs(other - day))[:2], reverse=True)
        _show_message(edition_unreadable(fault, nearest), place=day.isoformat())
    else:
        near = min(days, key=lambda other: abs(other - day)) if day else days[-1]
        _show_message(no_edition_of(day, nearest=near, latest=days[-1]), place=str(day))


def _edition(reader: ArchiveReader, days: tuple[date, ...], day: date | None) -> tuple[Briefing | None, str]:
    """The edition of a day, or why it cannot be read; neither where there is none."""
    if day is None or day not in days:
        return None, ""
    try:
        return reader.edition(day), ""
    except StoreError as error:
        return None, str(error)


def _show_message(tree: Node, *, place: str) -> None:
    """Draw a sentence in place of an edition."""
    draw(tree, key="message", place=place)


def _show_edition(briefing: Briefing, reader: ArchiveReader, *, is_latest: bool, now: datetime) -> None:
    """Draw an edition, with the evidence open that the address names."""
    st.set_page_config(page_title=f"{day_name(briefing.day)}, {PRODUCT}")
    last_run, faults = _last_run(reader)
    errata, unknown = _errata(reader, briefing) if not is_latest else ((), [])
    faults = list(dict.fromkeys([*faults, *unknown]))
    minute = now.replace(second=0, microsecond=0)
    page = _page(briefing, minute, last_run, tuple(faults), errata, is_latest=is_latest)
    draw(
        page.tree,
        key="edition",
        place=briefing.day.isoformat(),
        evidence=page.evidence,
        open_evidence=st.query_params.get("ev"),
        at=st.query_params.get("at"),
    )


@lru_cache(maxsize=8)  # all readers of a morning see the same page
def _page(
    briefing: Briefing,
    now: datetime,
    last_run: LastRun | None,
    faults: tuple[str, ...],
    errata: tuple[Erratum, ...],
    *,
    is_latest: bool,
) -> Page:
    return today(briefing, is_latest=is_latest, now=now, last_run=last_run, faults=faults, errata=errata, doors=True)


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
