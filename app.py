"""The dashboard; start it with `briefing dashboard`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from briefing.dashboard import actor, actors, archive, compare, coverage, navigation, sources, statements, story, today
from briefing.dashboard.archive_reader import ArchiveReader

reader = ArchiveReader(Path(os.environ.get("BRIEFING_ARCHIVE", "archive")))
pages = [
    st.Page(lambda: today.show(reader, now=datetime.now(UTC)), title="Today", default=True),
    st.Page(lambda: story.show(reader), title="Story", url_path="story"),
    st.Page(lambda: actors.show(reader), title="Actors", url_path="actors"),
    st.Page(lambda: actor.show(reader), title="Actor", url_path="actor"),
    st.Page(lambda: statements.show(reader), title="Statements", url_path="statements"),
    st.Page(lambda: archive.show(reader), title="Archive", url_path="archive"),
    st.Page(lambda: compare.show(reader), title="Compare", url_path="compare"),
    st.Page(lambda: sources.show(reader), title="Sources", url_path="sources"),
    st.Page(lambda: coverage.show(reader), title="Coverage", url_path="coverage"),
]
navigation.set_up()
st.navigation(pages, position="hidden").run()
