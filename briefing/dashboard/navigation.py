"""The native row above a page, the addresses of the pages, and the looks of what is not drawn by the sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from briefing.views.masthead import PRODUCT
from briefing.views.words import day_and_month

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_STYLE = """<style>
[data-testid="stHeader"], [data-testid="stMainMenu"], [data-testid="stToolbar"] { display: none; }
[data-testid="stMainBlockContainer"] { max-width: calc(1120px + 4rem); padding: .5rem 2rem 4rem; margin-inline: auto; }
.st-key-bar { gap: 0 2rem; align-items: center; min-height: 2.75rem; }
.st-key-pages { gap: 0 1.75rem; }
.st-key-days { gap: 0 1.5rem; align-items: center; }
.st-key-bar :is(a, button) { min-height: 2.25rem; padding: 0; border-radius: 0; background: none; color: inherit; }
.st-key-bar :is(a, button) p { font-size: .9375rem; font-weight: 400; }
.st-key-bar :is(a, button):hover p { text-decoration: underline; text-underline-offset: .25em; }
.st-key-here a { border-bottom: 2px solid currentColor; }
.st-key-here a p { font-weight: 600; }
.st-key-search { max-width: 448px; padding-block: .5rem; }
.st-key-two-days { padding-block: .5rem; gap: 1rem 1.5rem; align-items: end; }
.st-key-filters { padding-block: .5rem; gap: 1rem 1.5rem; }
.st-key-filters :is([data-testid="stButtonGroup"], [data-testid="stPopover"]) button { min-height: 2.5rem; }
.st-key-export { margin-block-end: -4rem; z-index: 1; pointer-events: none; }
.st-key-export button { pointer-events: auto; min-height: 1.75rem; padding: 0; }
.st-key-export p { font-size: .8125rem; text-decoration: underline; text-underline-offset: .18em; }
[data-testid="stPopoverBody"]:has(.st-key-forms) { min-width: 0; padding: .5rem 1.25rem; }
.st-key-forms button { min-height: 2.25rem; padding: 0; }
.st-key-forms button:hover p { text-decoration: underline; text-underline-offset: .25em; }
[data-testid="stExpander"] details { border: 0; }
[data-testid="stExpander"] summary { padding-inline: 0; min-height: 2rem; }
[data-testid="stExpander"] summary p { font-size: .8125rem; }
[data-testid="stExpanderDetails"] { padding: 0; }
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-inline: 1.125rem; }
  .st-key-search { max-width: none; }
  .st-key-filters { flex-wrap: nowrap; overflow-x: auto; padding-block-end: .75rem; }
  .st-key-filters > div { flex: none; }
  .st-key-export { margin: 0; }
  .st-key-bar > div:nth-child(2) { flex-basis: 100%; }
}
</style>"""

_ICON = str(Path(__file__).with_name("icon.svg"))

#: The parameters that a page reads; all others are left out of an address.
_PARAMETERS = {
    "today": ("day", "ev", "at"),
    "story": ("id", "ev", "at"),
    "actors": ("q",),
    "actor": ("id", "ev"),
    "statements": ("q", "who", "to", "topic", "in", "kind", "since", "until", "page", "ev"),
    "archive": ("q",),
    "compare": ("day", "before", "ev"),
    "sources": (),
    "coverage": ("days",),
}
#: The pages of the row above every page, and their names.
_ROW = {
    "today": "Today",
    "statements": "Statements",
    "actors": "Actors",
    "archive": "Archive",
    "coverage": "Coverage",
    "sources": "Sources",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of the dashboard."""

    today: StreamlitPage
    story: StreamlitPage
    actors: StreamlitPage
    actor: StreamlitPage
    statements: StreamlitPage
    archive: StreamlitPage
    compare: StreamlitPage
    sources: StreamlitPage
    coverage: StreamlitPage

    def all(self) -> list[StreamlitPage]:
        """Every page, for Streamlit's navigation."""
        return [getattr(self, field.name) for field in fields(self)]

    def go(self, address: str | None) -> None:
        """Show the page at an address of ours, if there is one; ends the run of this page."""
        if address is None:
            return
        parts = urlsplit(address)
        name = parts.path.strip("/") or "today"
        if name in _PARAMETERS and not parts.netloc:
            query = {key: value for key, value in parse_qsl(parts.query) if key in _PARAMETERS[name]}
            st.switch_page(getattr(self, name), query_params=query)


def set_up() -> None:
    """Give every page its title, its icon (a file of ours: Streamlit's icons come from elsewhere) and its margins."""
    st.set_page_config(page_title=PRODUCT, page_icon=_ICON, layout="wide")
    st.html(_STYLE)


def drop_other_parameters(page: str) -> None:
    """Take out of the address what only other pages read; going back to a page leaves it there."""
    for name in set(st.query_params) - set(_PARAMETERS[page]):
        del st.query_params[name]


def settle_address() -> None:
    """Make the browser's address that of the page: a link to another day of the same page leaves it as it was."""
    st.query_params.from_dict(st.query_params.to_dict())


def restore_address(page: str) -> None:
    """Give a page that is come back to its address of before: the browser's Back brings the page without it."""
    came_from = st.session_state.get("page")
    st.session_state["page"] = page
    # of the page that was left, what both pages know is still there
    if came_from not in (None, page) and not set(st.query_params) - {"ev", "at"}:
        st.query_params.from_dict(st.session_state.get(f"address-{page}", {}))


def remember_address(page: str) -> None:
    """Keep the address of a page for when it is come back to."""
    st.session_state[f"address-{page}"] = st.query_params.to_dict()


def asked_day(text: str | None) -> date | None:
    """The day that an address names; None if it names none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def links(pages: Pages, here: str) -> None:
    """The ways to the pages, the one that is shown underlined."""
    with st.container(horizontal=True, key="pages", gap="medium"):
        for name, label in _ROW.items():
            page = getattr(pages, name)
            if name == here:
                with st.container(key="here", width="content"):
                    st.page_link(page, label=label)
            else:
                st.page_link(page, label=label)


def bar(pages: Pages, here: str) -> None:
    """The row above a page that has nothing else in it."""
    with st.container(horizontal=True, key="bar", horizontal_alignment="distribute"):
        links(pages, here)


def day_links(pages: Pages, days: Sequence[date], shown: date | None) -> None:
    """The ways to other days: the one before, the one after, any, and the latest."""
    before = max((day for day in days if shown and day < shown), default=None)
    after = min((day for day in days if shown and day > shown), default=None)
    if before:
        _day_link(pages, before, f"‹ {day_and_month(before)}")
    if after:
        _day_link(pages, after, f"{day_and_month(after)} ›")
    if len(days) > 1:
        _day_chooser(pages, days, shown)
    if shown != days[-1]:
        st.page_link(pages.today, label="Latest edition")


def _day_link(pages: Pages, day: date, label: str) -> None:
    st.page_link(pages.today, label=label, query_params={"day": day.isoformat()})


def _day_chooser(pages: Pages, days: Sequence[date], shown: date | None) -> None:
    with st.popover("Go to a day", type="tertiary"):
        start = shown if shown and days[0] <= shown <= days[-1] else days[-1]
        chosen = st.date_input(
            "Edition of", value=start, min_value=days[0], max_value=days[-1], format="YYYY-MM-DD", key=f"day-{start}"
        )
    if chosen != start:
        st.switch_page(pages.today, query_params={"day": chosen.isoformat()})
