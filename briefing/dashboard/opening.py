"""How a page about many editions begins: its row of links, and a sentence where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.navigation import (
    Pages,
    bar,
    drop_other_parameters,
    remember_address,
    restore_address,
    settle_address,
)
from briefing.dashboard.sheet import draw
from briefing.errors import StoreError
from briefing.register import EditionDay
from briefing.views.masthead import PRODUCT, About
from briefing.views.messages import no_edition_yet, nothing_here
from briefing.views.safe import Node
from briefing.views.words import Times

_NOT_FILLED = "The editions have not been entered yet; the next run does it. Start one with: briefing run"

#: Pages that link to themselves with another address.
_SELF_LINKED = ("story", "actor", "statements", "compare")

Body = Callable[[About, tuple[EditionDay, ...]], None]


def open_page(
    reader: ArchiveReader, pages: Pages, name: str, title: str, body: Body, *, row: str | None = None
) -> None:
    """Draw a page: `body` is given whose the editions are, and all of them, oldest first.

    `row` is what is underlined in the row of links, if not the page itself.
    """
    drop_other_parameters(name)
    restore_address(name)
    if name in _SELF_LINKED:
        settle_address()
    st.set_page_config(page_title=f"{title}, {PRODUCT}")
    bar(pages, name if row is None else row)
    if not reader.days():
        show_message(no_edition_yet(None, []), pages)
        return
    try:
        editions = reader.register()
        if editions:
            body(_about(editions[-1]), editions)
            remember_address(name)
        else:
            show_message(nothing_here(title, _NOT_FILLED), pages)
    except StoreError as error:
        show_message(
            nothing_here(title, "The editions themselves can be read on the page Today.", fault=str(error)), pages
        )


def _about(newest: EditionDay) -> About:
    return About(title=newest.title, sample=newest.sample, times=Times(newest.timezone, year=newest.day.year))


def show_message(tree: Node, pages: Pages) -> None:
    """Draw a sentence in place of a page."""
    pages.go(draw(tree, key="message", place="message"))
