"""The page Coverage: how much the editions had on each topic, day by day, and which countries were named."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from briefing.analysis.countries import CODES
from briefing.dashboard import charts
from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.opening import open_page
from briefing.dashboard.outlines import outlines
from briefing.dashboard.sheet import draw
from briefing.register import EditionDay
from briefing.views.countries import CountrySpan, countries_summary, countries_table
from briefing.views.masthead import About
from briefing.views.topics import SPANS, TopicSpan, coverage_head, coverage_summary, coverage_table, topic_span


def show(reader: ArchiveReader) -> None:
    """Draw the topics and the countries."""
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
    _show_countries(reader, span)


def _show_countries(reader: ArchiveReader, topics: TopicSpan) -> None:
    first, last = topics.days[0], topics.days[-1]
    rows = reader.countries_named(since=first, until=last)
    drawn = {row.country for row in rows if CODES.get(row.country) in outlines()}
    span = CountrySpan(first=first, last=last, rows=rows, drawn=drawn)
    draw(countries_summary(span), key="countries", place="coverage")
    if not rows:
        return
    if not span.has_map:
        draw(countries_table(span), key="countries-figures", place="coverage")
        return
    charts.show_map(span, {row.country: CODES[row.country] for row in rows if row.country in drawn})
    with st.expander("The same in figures, country by country"):
        draw(countries_table(span), key="countries-figures", place="coverage")
