"""The page Coverage: how much the editions had on each topic, day by day."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from briefing.dashboard import charts
from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.opening import open_page
from briefing.dashboard.sheet import draw
from briefing.register import EditionDay
from briefing.views.masthead import About
from briefing.views.topics import SPANS, coverage_head, coverage_summary, coverage_table, topic_span


def show(reader: ArchiveReader) -> None:
    """Draw the topics."""
    open_page(reader, "coverage", "Coverage", lambda about, editions: _show(reader, about, editions))


def _show(reader: ArchiveReader, about: About, editions: tuple[EditionDay, ...]) -> None:
    draw(coverage_head(about), key="head", place="coverage")
    labels = [f"{length} days" for length in SPANS]
    with st.container(key="search"):
        chosen = st.segmented_control(
            "Span", labels, default=labels[0], key="days", bind="query-params", required=True, width="content"
        )
    length = SPANS[labels.index(chosen)] if chosen in labels else SPANS[0]
    until = editions[-1].day
    found = reader.topic_days(since=until - timedelta(days=length - 1), until=until)
    span = topic_span(found, [edition.day for edition in editions], until=until, length=length)
    draw(coverage_summary(span), key="summary", place="coverage")
    if span.rows:
        charts.show_topics(span)
        with st.expander("The same in figures, day by day"):
            draw(coverage_table(span), key="figures", place="coverage")
