"""The page Actors: the directory, with a search for names and roles."""

from __future__ import annotations

import streamlit as st

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.opening import open_page
from briefing.dashboard.sheet import draw
from briefing.register import EditionDay
from briefing.views.actors import actors_head, directory, matching
from briefing.views.masthead import About

_LONGEST_QUERY = 100


def show(reader: ArchiveReader) -> None:
    """Draw the directory."""
    open_page(reader, "actors", "Actors", lambda about, editions: _show(reader, about, editions))


def _show(reader: ArchiveReader, about: About, editions: tuple[EditionDay, ...]) -> None:
    actors = reader.actors()
    draw(actors_head(about, len(actors), editions[0].day), key="head", place="actors")
    with st.container(key="search"):
        typed = st.text_input("Name or role", key="q", bind="query-params", max_chars=_LONGEST_QUERY)
    query = (typed or "").strip()
    draw(directory(matching(actors, query), query, about), key="body", place="actors")
