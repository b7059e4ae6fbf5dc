"""The dashboard; start it with `briefing dashboard`."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from briefing.dashboard import archive, navigation, today
from briefing.dashboard.archive_reader import ArchiveReader

reader = ArchiveReader(Path(os.environ.get("BRIEFING_ARCHIVE", "archive")))


def show_today() -> None:
    """The page of an edition."""
    today.show(reader, pages, now=datetime.now(UTC))


def show_archive() -> None:
    """The page of all editions."""
    archive.show(reader, pages)


pages = navigation.Pages(
    today=st.Page(show_today, title="Today", default=True),
    archive=st.Page(show_archive, title="Archive", url_path="archive"),
)
navigation.set_up()
st.navigation([pages.today, pages.archive], position="hidden").run()
