"""The page Archive: a calendar of all editions, and a search through everything that was read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from briefing.dashboard.archive_reader import HITS, ArchiveReader
from briefing.dashboard.navigation import asked_day, bar
from briefing.dashboard.sheet import draw
from briefing.errors import StoreError
from briefing.store.search import MARK_END, MARK_START, Hit
from briefing.views.archive import Day, Found, Results, archive_body, archive_head
from briefing.views.masthead import PRODUCT
from briefing.views.messages import no_edition_yet

_MARKED = re.compile(f"{MARK_START}(.*?){MARK_END}")
_LONGEST_QUERY = 200


def show(reader: ArchiveReader) -> None:
    """Draw the calendar, the search box and what it finds."""
    st.set_page_config(page_title=f"Archive, {PRODUCT}")
    bar("archive")
    days = reader.days()
    if not days:
        draw(no_edition_yet(None, []), key="message", place="archive")
        return
    summaries = reader.summaries()
    listed = [Day(day=day, stories=summary.stories if summary else None) for day, summary in summaries]
    known = [summary for _, summary in summaries if summary]
    title, sample = (known[-1].title, known[-1].sample) if known else (PRODUCT, False)
    draw(archive_head(listed, title=title, sample=sample), key="head", place="archive")
    query = _query()
    until = asked_day(f"{st.query_params.get('month', '')}-28")  # every month has one
    draw(archive_body(listed, _results(reader, query), until=until), key="body", place=f"archive {until}")


def _query() -> str:
    """The words in the search box, which are those in the address."""
    with st.container(key="search"):
        typed = st.text_input("Search every edition and report", key="q", bind="query-params", max_chars=_LONGEST_QUERY)
    return (typed or "").strip()


def _results(reader: ArchiveReader, query: str) -> Results:
    if not query:
        return Results(query="", found=(), cut=False)
    try:
        hits = reader.hits(query)
    except StoreError as error:
        return Results(query=query, found=(), cut=False, fault=str(error))
    return Results(query=query, found=_found(hits[:HITS]), cut=len(hits) > HITS)


def _found(hits: Sequence[Hit]) -> tuple[Found, ...]:
    """Hits as the view takes them."""
    return tuple(
        Found(
            kind=hit.kind,
            day=hit.day,
            headline=hit.headline,
            snippet=pieces(hit.snippet),
            credit=hit.credit,
            ref=hit.ref,
        )
        for hit in hits
    )


def pieces(snippet: str) -> tuple[tuple[str, bool], ...]:
    """The pieces of a snippet, and whether each is what was searched for."""
    return tuple((text, bool(place % 2)) for place, text in enumerate(_MARKED.split(snippet)) if text)
