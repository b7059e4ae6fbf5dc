"""The row above a page, the days of an address, and the looks of what is not drawn by the sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from briefing.dashboard.sheet import draw
from briefing.views.masthead import PRODUCT
from briefing.views.ways import page_links

_STYLE = """<style>
[data-testid="stHeader"], [data-testid="stMainMenu"], [data-testid="stToolbar"] { display: none; }
[data-testid="stMainBlockContainer"] { max-width: calc(1120px + 4rem); padding: .5rem 2rem 4rem; margin-inline: auto; }
.st-key-bar { gap: 0 2rem; align-items: center; min-height: 2.75rem; }
.st-key-bar > .st-key-pages { flex-grow: 0; }
.st-key-days { gap: 0 1.5rem; align-items: center; }
.st-key-bar button { min-height: 2.25rem; padding: 0; border-radius: 0; background: none; color: inherit; }
.st-key-bar button p { font-size: .9375rem; font-weight: 400; }
.st-key-bar button:hover p { text-decoration: underline; text-underline-offset: .25em; }
.st-key-search { max-width: 448px; padding-block: .5rem; }
.st-key-two-days { padding-block: .5rem; gap: 1rem 1.5rem; align-items: end; }
.st-key-filters { padding-block: .5rem; gap: 1rem 1.5rem; }
.st-key-filters :is([data-testid="stButtonGroup"], [data-testid="stPopover"]) button { min-height: 2.5rem; }
.st-key-map-chart { height: calc(min(1120px, 100vw - 2.25rem) * .43 + 2.25rem); }
.st-key-map-chart :is([data-testid="stFullScreenFrame"], [data-testid="stPlotlyChart"]) { height: 100%; }
.st-key-export { margin-block-end: -4rem; z-index: 1; pointer-events: none; }
.st-key-export button { pointer-events: auto; min-height: 1.75rem; padding: 0; }
.st-key-export p { font-size: .8125rem; text-decoration: underline; text-underline-offset: .18em; }
[data-testid="stPopoverBody"]:has(.st-key-forms) { min-width: 0; padding: .5rem 1.25rem; }
.st-key-forms button { min-height: 2.25rem; padding: 0; }
.st-key-forms button:hover p { text-decoration: underline; text-underline-offset: .25em; }
[data-testid="stDateInput"] [role="spinbutton"] {
  display: inline-block; min-width: 1.625rem; line-height: 1.5rem; text-align: center;
}
[data-testid="stExpander"] details { border: 0; }
[data-testid="stExpander"] summary { padding-inline: 0; min-height: 2rem; }
[data-testid="stExpander"] summary p { font-size: .8125rem; }
[data-testid="stExpanderDetails"] { padding: 0; }
@media (max-width: 900px) {
  .st-key-bar > div:nth-child(2) { flex-basis: 100%; }
  .st-key-days { justify-content: flex-start; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-inline: 1.125rem; }
  .st-key-search { max-width: none; }
  .st-key-filters { flex-wrap: nowrap; overflow-x: auto; padding-block-end: .75rem; }
  .st-key-filters > div { flex: none; }
  .st-key-export { margin: 0; }
}
</style>"""

_ICON = str(Path(__file__).with_name("icon.svg"))


def set_up() -> None:
    """Give every page its title, its icon (a file of ours: Streamlit's icons come from elsewhere) and its margins."""
    st.set_page_config(page_title=PRODUCT, page_icon=_ICON, layout="wide")
    st.html(_STYLE)


def asked_day(text: str | None) -> date | None:
    """The day that an address names; None if it names none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def bar(here: str) -> None:
    """The row above a page that has nothing else in it; `here` is the page in it that is marked."""
    with st.container(horizontal=True, key="bar", horizontal_alignment="distribute"):
        draw(page_links(here), key="pages", place=here)


def day_chooser(days: Sequence[date], shown: date | None) -> None:
    """A calendar that leads to the edition of a day."""
    with st.popover("Go to a day", type="tertiary"):
        start = shown if shown and days[0] <= shown <= days[-1] else days[-1]
        choose_day("Edition of", start, days, parameter="day")


def choose_day(
    label: str, day: date, days: Sequence[date], *, parameter: str, beside: Mapping[str, date] | None = None
) -> None:
    """A calendar; what is chosen in it goes into the address under `parameter`, with what stands beside it."""
    key = f"{parameter}-{day}"

    def chosen() -> None:
        if isinstance(picked := st.session_state[key], date):
            named = {**(beside or {}), parameter: picked}
            st.query_params.from_dict({name: value.isoformat() for name, value in named.items()})

    st.date_input(
        label,
        value=day,
        min_value=min(days[0], day),
        max_value=max(days[-1], day),
        format="YYYY-MM-DD",
        key=key,
        on_change=chosen,
        width=192,
    )
