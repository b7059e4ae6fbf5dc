"""How a page about many editions begins: its row of links, and a sentence where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.navigation import bar
from briefing.dashboard.sheet import draw
from briefing.errors import StoreError
from briefing.register import EditionDay
from briefing.views.masthead import PRODUCT, About
from briefing.views.messages import no_edition_yet, nothing_here
from briefing.views.safe import Node
from briefing.views.words import Times

_NOT_FILLED = "The editions have not been entered yet; the next run does it. Start one with: briefing run"

Body = Callable[[About, tuple[EditionDay, ...]], None]


def open_page(reader: ArchiveReader, name: str, title: str, body: Body) -> None:
    """Draw a page: `body` is given whose the editions are, and all of them, oldest first.

    `name` is what is marked in the row of links.
    """
    st.set_page_config(page_title=f"{title}, {PRODUCT}")
    bar(name)
    if not reader.days():
        show_message(no_edition_yet(None, []))
        return
    try:
        editions = reader.register()
        if editions:
            body(_about(editions[-1]), editions)
        else:
            show_message(nothing_here(title, _NOT_FILLED))
    except StoreError as error:
        show_message(nothing_here(title, "The editions themselves can be read on the page Today.", fault=str(error)))


def _about(newest: EditionDay) -> About:
    return About(title=newest.title, sample=newest.sample, times=Times(newest.timezone, year=newest.day.year))


def show_message(tree: Node) -> None:
    """Draw a sentence in place of a page."""
    draw(tree, key="message", place="message")
