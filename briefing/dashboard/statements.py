"""The page Statements: the ledger under the filters of the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from urllib.parse import urlencode

import streamlit as st

from briefing.dashboard.archive_reader import ArchiveReader
from briefing.dashboard.export import statements_csv
from briefing.dashboard.navigation import asked_day
from briefing.dashboard.opening import open_page
from briefing.dashboard.sheet import draw
from briefing.register import Choices, EditionDay
from briefing.store.ledger import LedgerFilter
from briefing.types import StatementKind
from briefing.views.masthead import About
from briefing.views.safe import clipped
from briefing.views.statements import Extract, ledger, statements_head
from briefing.views.words import Times

#: Statements on one page, and in one file at most.
_SHOWN = 30
_EXPORTED = 50_000
_LONGEST = 100
_KINDS = {"": "All", "direct": "Direct", "mixed": "Partly", "indirect": "Indirect"}
_EVERY = {"who": "Everyone", "to": "Anybody", "topic": "All topics", "in": "All sources"}
_WORDS = {"who": "by", "to": "to", "topic": "on", "in": "in", "q": "with", "kind": "worded"}
#: The filters of the address; each has a widget.
_FILTERS = ("q", "who", "to", "topic", "in", "kind", "since", "until")


def show(reader: ArchiveReader) -> None:
    """Draw the ledger."""
    open_page(reader, "statements", "Statements", lambda about, editions: _show(reader, about, editions))


def _show(reader: ArchiveReader, about: About, editions: tuple[EditionDay, ...]) -> None:
    choices = reader.choices()
    draw(statements_head(about), key="head", place="statements")
    asked = _filters(choices, editions, about.times)
    wanted = _wanted(asked, about.times)
    number = _page_number(asked.get("page"))
    found = reader.recorded(wanted, limit=_SHOWN, skip=number * _SHOWN)
    names = dict(choices.speakers)
    extract = Extract(
        whole=choices.statements,
        first=choices.first,
        total=found.total,
        skipped=number * _SHOWN,
        filters=tuple(_named(asked, names)),
        newer=_address(asked, number - 1) if number else None,
        older=_address(asked, number + 1) if (number + 1) * _SHOWN < found.total else None,
    )
    if found.total:
        _download(reader, wanted, about.times)
    page = ledger(found.rows, extract, about)
    draw(
        page.tree,
        key="ledger",
        place=f"ledger-{number}",
        evidence=page.evidence,
        open_evidence=st.query_params.get("ev"),
    )


def _download(reader: ArchiveReader, wanted: LedgerFilter, times: Times) -> None:
    with st.container(key="export", horizontal=True, horizontal_alignment="right"):
        st.download_button(
            "Download as CSV",
            data=lambda: statements_csv(reader.recorded(wanted, limit=_EXPORTED).rows, times),
            file_name="statements.csv",
            mime="text/csv",
            type="tertiary",
            on_click="ignore",
        )


# ---------------------------------------------------------------- filters


def _filters(choices: Choices, editions: Sequence[EditionDay], times: Times) -> dict[str, str]:
    """Draw the filters; what is asked for, which then stands in the address.

    The address leads: one that differs from what the filters said last was followed or typed, and sets them.
    """
    asked = {key: value for key, value in st.query_params.to_dict().items() if key in (*_FILTERS, "page")}
    first = times.date(choices.first) if choices.first else editions[0].day
    last = max(editions[-1].day, first)
    _set_widgets(asked, choices, (first, last), is_new=st.session_state.get("statements-asked") != asked)
    with st.container(key="filters", horizontal=True, vertical_alignment="bottom"):
        st.text_input("Words in the statement", key="filter-q", max_chars=_LONGEST, width=256)
        _choice("Speaker", "who", [key for key, _ in choices.speakers], dict(choices.speakers))
        st.segmented_control(
            "Wording", list(_KINDS), format_func=_kind_name, key="filter-kind", required=True, width="content"
        )
        with st.popover("More filters", type="secondary"):
            _choice("Said to", "to", choices.addressees)
            _choice("Topic", "topic", choices.topics)
            _choice("Reported by", "in", choices.publishers)
            for key, label in (("since", "From"), ("until", "Up to")):
                st.date_input(label, key=f"filter-{key}", min_value=first, max_value=last, format="YYYY-MM-DD")
    said = {key: _text(st.session_state.get(f"filter-{key}")) for key in _FILTERS}
    wanted = {key: value for key, value in said.items() if value}
    if {key: value for key, value in asked.items() if key != "page"} == wanted and "page" in asked:
        wanted["page"] = asked["page"]
    if wanted != asked:
        st.query_params.from_dict(wanted)
    st.session_state["statements-asked"] = wanted
    return wanted


def _set_widgets(asked: Mapping[str, str], choices: Choices, span: tuple[date, date], *, is_new: bool) -> None:
    """Give the filters what the address says, as far as it can be chosen."""
    options: dict[str, Sequence[str]] = {
        "who": [key for key, _ in choices.speakers],
        "to": choices.addressees,
        "topic": choices.topics,
        "in": choices.publishers,
        "kind": list(_KINDS),
    }
    for key in _FILTERS:
        widget = f"filter-{key}"
        if not is_new and widget in st.session_state:
            continue
        value = asked.get(key, "")[:_LONGEST]
        if key in ("since", "until"):
            day = asked_day(value)
            st.session_state[widget] = day if day and span[0] <= day <= span[1] else None
        elif key in options:
            st.session_state[widget] = value if value in options[key] else ""
        else:
            st.session_state[widget] = value


def _choice(label: str, key: str, options: Sequence[str], names: Mapping[str, str] | None = None) -> None:
    """A list to choose from; its entries are shown as they are typed, never as markup."""
    shown = names or {}

    def name(option: str) -> str:
        return clipped(shown.get(option, option), _LONGEST) or _EVERY[key]

    st.selectbox(label, ["", *options], format_func=name, key=f"filter-{key}", width=224)


def _kind_name(kind: str) -> str:
    return _KINDS[kind]


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value.strip() if isinstance(value, str) else ""


def _wanted(asked: Mapping[str, str], times: Times) -> LedgerFilter:
    since, until = asked_day(asked.get("since")), asked_day(asked.get("until"))
    return LedgerFilter(
        words=asked.get("q", ""),
        speaker=asked.get("who"),
        addressee=asked.get("to"),
        topic=asked.get("topic"),
        publisher=asked.get("in"),
        kind=cast("StatementKind | None", asked.get("kind")),
        since=_midnight(since, times) if since else None,
        until=_midnight(until + timedelta(days=1), times) if until else None,
    )


def _midnight(day: date, times: Times) -> datetime:
    return datetime.combine(day, time(), tzinfo=times.zone)


def _named(asked: Mapping[str, str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """The filters in words."""
    found = []
    for key, word in _WORDS.items():
        if value := asked.get(key):
            found.append((word, names.get(value, value) if key == "who" else value))
    if since := asked.get("since"):
        found.append(("from", since))
    if until := asked.get("until"):
        found.append(("up to", until))
    return found


def _page_number(text: str | None) -> int:
    """The part of the ledger that an address names, from 0."""
    return max(0, min(int(text) - 1, 10_000)) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0


def _address(asked: Mapping[str, str], number: int) -> str:
    query = {key: value for key, value in asked.items() if key != "page"} | (
        {"page": str(number + 1)} if number else {}
    )
    return "/statements" + (f"?{urlencode(query)}" if query else "")
