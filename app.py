"""The dashboard; start it with `briefing dashboard`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from briefing.dashboard import actor, actors, archive, compare, coverage, navigation, sources, statements, story, today
from briefing.dashboard.archive_reader import ArchiveReader

reader = ArchiveReader(Path(os.environ.get("BRIEFING_ARCHIVE", "archive")))
pages: navigation.Pages = navigation.Pages(
    today=st.Page(lambda: today.show(reader, pages, now=datetime.now(UTC)), title="Today", default=True),
    story=st.Page(lambda: story.show(reader, pages), title="Story", url_path="story"),
    actors=st.Page(lambda: actors.show(reader, pages), title="Actors", url_path="actors"),
    actor=st.Page(lambda: actor.show(reader, pages), title="Actor", url_path="actor"),
    statements=st.Page(lambda: statements.show(reader, pages), title="Statements", url_path="statements"),
    archive=st.Page(lambda: archive.show(reader, pages), title="Archive", url_path="archive"),
    compare=st.Page(lambda: compare.show(reader, pages), title="Compare", url_path="compare"),
    sources=st.Page(lambda: sources.show(reader, pages), title="Sources", url_path="sources"),
    coverage=st.Page(lambda: coverage.show(reader, pages), title="Coverage", url_path="coverage"),
)
navigation.set_up()
st.navigation(pages.all(), position="hidden").run()
