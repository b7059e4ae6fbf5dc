"""The trust boundary of the views: nothing but our own tags and addresses, and text as text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.views.archive import Day, Found, Results, archive_body, archive_head
from briefing.views.safe import (
    Element,
    UnsafeTreeError,
    checked,
    clipped,
    element,
    inside,
    isolated,
    language,
    outside,
    piece,
    plain,
    text_of,
)
from briefing.views.words import Times, count, day_name, listed, month_name
from tests.editions import (
    DAY,
)
from tests.hostile import ADDRESSES, hostile_edition
from tests.trees import attribute_values, elements, page_of

# ---------------------------------------------------------------- the trust boundary


@pytest.mark.parametrize("tag", ["script", "style", "img", "iframe", "svg", "form", "input", "SCRIPT", ""])
def test_a_tag_that_is_not_on_the_list_is_refused(tag: str) -> None:
    with pytest.raises(UnsafeTreeError):
        element(tag)
    with pytest.raises(UnsafeTreeError):
        checked(element("div", Element(tag, {}, ())))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("onclick", "x"),
        ("style", "color:red"),
        ("src", "https://example.org"),
        ("class", "a sentence, with a comma"),
        ("id", "two words"),
        ("id", ""),
        ("data-ev", '"><script>'),
        ("lang", "english language"),
        ("target", "_top"),
        ("href", "javascript:alert(1)"),
        ("href", "https://example.org/\n"),
    ],
)
def test_an_attribute_that_is_not_on_the_list_is_refused(name: str, value: str) -> None:
    with pytest.raises(UnsafeTreeError):
        checked(Element("a", {name: value}, ()))


def test_what_is_neither_text_nor_element_is_refused() -> None:
    with pytest.raises(UnsafeTreeError):
        checked(Element("p", {}, (["script", {}, []],)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "url", [*ADDRESSES, None, " https://example.org", "https://", "ftp://example.org", "https:example.org"]
)
def test_an_address_of_another_kind_leaves_its_words(url: str | None) -> None:
    assert outside(url, "words") == Element("span", {}, ("words",))


@pytest.mark.parametrize(
    "url",
    ["https://example.org", "HTTP://example.org/a?b=c&d#e", "https://example.org/'é|x", "mailto:desk@example.org"],
)
def test_an_outside_link_tells_nobody_where_it_was(url: str) -> None:
    link = outside(url, "words")
    assert link.tag == "a"
    assert link.attributes == {"href": url, "rel": "noopener noreferrer", "target": "_blank"}


@pytest.mark.parametrize("address", ["//example.org", "/\\example.org", "/?q=<b>", "archive", "/archive/../x"])
def test_an_inner_link_stays_inside(address: str) -> None:
    with pytest.raises(UnsafeTreeError):
        inside(address, "words")


@given(st.text(alphabet=st.characters(), max_size=200))
def test_plain_text_has_no_control_characters(text: str) -> None:
    found = plain(text)
    assert found == plain(found)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\ud800-\udfff]", found)
    found.encode()


def test_text_of_a_feed_keeps_its_direction_to_itself() -> None:
    assert isolated("\u202eabc\u202c") == "\u2068abc\u2069"
    assert isolated("x\u2069y") == "\u2068xy\u2069"


def test_what_joins_letters_stays() -> None:
    assert plain("👩\u200d👩\u200d👧 می\u200cخواهم") == "👩\u200d👩\u200d👧 می\u200cخواهم"


def test_a_piece_keeps_its_edges_and_long_piles_of_marks_are_cut() -> None:
    assert piece("“ a\n\nb ") == "“ a b "
    assert plain("e" + "\u0301" * 50) == "e\u0301\u0301\u0301"


@given(st.text(max_size=300), st.integers(1, 100))
def test_clipped_text_is_short(text: str, length: int) -> None:
    assert len(clipped(text, length)) <= length + 1


def test_text_is_clipped_at_a_word() -> None:
    assert clipped("The lane is shut, they say", 18) == "The lane is shut…"
    assert clipped("W" * 30, 10) == "W" * 10 + "…"


def test_a_language_is_a_language_tag_or_nothing() -> None:
    assert language("ar") == "ar"
    assert language("zh-Hant-TW") == "zh-Hant-TW"
    assert language('en" onclick="') is None


# ---------------------------------------------------------------- hostile content

MARK = "⟦"


def test_hostile_text_is_text() -> None:
    page = page_of(hostile_edition())
    said = text_of(page.tree)
    assert "<script>window.hit=1</script>" in said
    assert "\u202e" not in said
    for name, value in attribute_values(page):
        if name == "href":
            assert value.startswith(("https://example.org/", "/?day="))
        assert "hit" not in value


@given(st.lists(st.text(max_size=60), min_size=1, max_size=7))
def test_whatever_the_fields_hold_the_tree_is_safe(texts: list[str]) -> None:
    page = page_of(hostile_edition([f"{MARK}{text}" for text in texts]))
    for tree in (page.tree, *page.evidence.values()):
        checked(tree)
    assert not [name for name, value in attribute_values(page) if name != "href" and MARK in value]


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_searched_for_the_archive_is_safe(query: str, found: str) -> None:
    text = f"{MARK}{found}"
    hit = Found(kind="story", day=DAY, headline=text, snippet=((text, True),), credit=text, ref=text)
    tree = archive_body([Day(day=DAY, stories=1)], Results(query=query, found=(hit,), cut=True))
    checked(archive_head([Day(day=DAY, stories=1)], title=text, sample=True))
    assert not [v for e in elements(checked(tree)) for v in e.attributes.values() if MARK in v]


# ---------------------------------------------------------------- words


def test_dates_and_figures_do_not_break_apart() -> None:
    assert day_name(date(2026, 11, 21)) == "Saturday 21\u00a0November\u00a02026"
    assert month_name(date(2026, 2, 1)) == "February\u00a02026"
    assert count(1286, "entry", "entries") == "1,286\u00a0entries"
    assert count(1, "entry", "entries") == "1\u00a0entry"
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("zone", "clock", "brief"),
    [
        ("UTC", "23:30 UTC", "20 Nov, 23:30"),
        ("Europe/Berlin", "00:30 CET", "21 Nov, 00:30"),
        ("Asia/Tashkent", "04:30 UTC+05", "21 Nov, 04:30"),
        ("No/Where", "23:30 UTC", "20 Nov, 23:30"),
        ("../../etc/passwd", "23:30 UTC", "20 Nov, 23:30"),
        ("", "23:30 UTC", "20 Nov, 23:30"),
    ],
)
def test_times_are_in_the_zone_of_the_edition(zone: str, clock: str, brief: str) -> None:
    times = Times(zone, year=2026)
    moment = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    assert times.clock(moment).replace("\u00a0", " ") == clock
    assert times.brief(moment).replace("\u00a0", " ") == brief


def test_a_time_of_another_year_says_so() -> None:
    assert (
        Times("UTC", year=2026).full(datetime(2025, 3, 1, 9, 5, tzinfo=UTC))
        == "1\u00a0Mar\u00a02025,\u00a009:05\u00a0UTC"
    )
