"""The dashboard's pages as a reader meets them, without a browser: what they show when all is well, and when not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from streamlit.testing.v1 import AppTest

from briefing.dashboard.archive import pieces
from briefing.serialize import SCHEMA
from briefing.store.coverage import Coverage
from briefing.store.search import MARK_END, MARK_START
from tests.editions import DAY, MORNING, full_edition, make_run, save_archive
from tests.pages import ROOT, YESTERDAY, open_archive, open_page, read, sheets, three_editions, tree_of, ways
from tests.trees import elements, words


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return three_editions(tmp_path)


# ---------------------------------------------------------------- Today


def test_today_is_the_newest_edition(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(archive, monkeypatch)
    (sheet,) = sheets(page)
    assert "Saturday 21 November 2026" in read(page)
    assert "last read at 05:40 UTC" in read(page)
    assert sheet["place"] == "2026-11-21"
    assert sheet["order"] == list(sheet["ev"])
    assert len(json.dumps(sheet)) < 150_000


def test_a_past_day_is_marked_and_leads_on(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(archive, monkeypatch, day=YESTERDAY.isoformat())
    assert "Edition of Friday 20 November 2026" in read(page)
    pages, days = ([(words(a), a.attributes["href"]) for a in elements(row, "a")] for row in ways(page))
    assert pages[:2] == [("Today", "/"), ("Statements", "/statements")]
    assert days == [
        ("‹ 18 November", "/?day=2026-11-18"),
        ("21 November ›", "/?day=2026-11-21"),
        ("Latest edition", "/"),
    ]


def test_an_address_opens_evidence(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (sheet,) = sheets(open_page(archive, monkeypatch, ev="s1-1", at="story-s3"))
    assert (sheet["open"], sheet["at"]) == ("s1-1", "story-s3")


def test_the_same_page_has_the_same_revision(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (sheets(open_page(archive, monkeypatch))[0]["rev"] for _ in range(2))
    other = sheets(open_page(archive, monkeypatch, ev="s1-1"))[0]["rev"]
    assert first == second != other


def test_a_new_edition_is_seen(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(archive, monkeypatch)
    assert "Marrow Strait" in read(page)
    save_archive(archive, full_edition(DAY, title="The Strait"))
    with time_machine.travel(MORNING, tick=True):
        page.run()
    assert "The Strait" in read(page)


@pytest.mark.parametrize(
    ("day", "said", "links"),
    [
        ("1999-01-01", "There is no edition of Friday 1 January 1999.", ["/?day=2026-11-18", "/?day=2026-11-21"]),
        ("2026-11-19", "There is no edition of Thursday 19 November 2026.", ["/?day=2026-11-18", "/?day=2026-11-21"]),
        ("yesterday", "The address names no day", ["/?day=2026-11-21"]),
        ("", "The address names no day", ["/?day=2026-11-21"]),
    ],
)
def test_a_day_without_an_edition(
    archive: Path, monkeypatch: pytest.MonkeyPatch, day: str, said: str, links: list[str]
) -> None:
    page = open_page(archive, monkeypatch, day=day)
    assert said in read(page)
    (sheet,) = sheets(page)
    assert [link.attributes["href"] for link in elements(tree_of(sheet), "a")] == links


def test_an_empty_archive_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(tmp_path / "nothing", monkeypatch)
    assert "There is no edition yet. Make one with: briefing run, or see the sample with: make demo" in read(page)
    assert not (tmp_path / "nothing").exists()


def test_an_empty_archive_after_a_failed_run_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_archive(tmp_path, run=make_run(exit_code=4, error="No feed answered."))
    assert "published nothing: No feed answered. Try again with: briefing run" in read(open_page(tmp_path, monkeypatch))


def test_a_failed_run_is_told(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Coverage(archive / "coverage.db") as coverage:
        coverage.save_run(make_run(DAY + timedelta(days=1), exit_code=4, error="No feed answered."))
    assert "The last run, on 22 Nov, 05:40 UTC, published nothing: No feed answered." in read(
        open_page(archive, monkeypatch)
    )


def test_yesterdays_edition_is_not_passed_off_as_todays(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(archive))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    with time_machine.travel(MORNING + timedelta(days=1), tick=True):
        page.run()
    assert "The newest edition is of Saturday 21 November; there is none for today yet." in read(page)


# ---------------------------------------------------------------- what is damaged


def test_a_damaged_edition_is_a_sentence_and_the_rest_works(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "editions" / "2026" / "2026-11-21.json").write_text('{"schema": 1, "day"')
    page = open_page(archive, monkeypatch)
    assert "The edition is damaged" in read(page)
    (sheet,) = sheets(page)
    links = [link.attributes["href"] for link in elements(tree_of(sheet), "a")]
    assert links == ["/?day=2026-11-20", "/?day=2026-11-18"]
    assert "Edition of Friday 20 November" in read(open_page(archive, monkeypatch, day="2026-11-20"))
    assert "21 November, damaged" in read(open_archive(archive, monkeypatch))


def test_an_edition_of_a_newer_program_is_a_sentence(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "editions" / "2026" / "2026-11-21.json").write_text('{"schema": 99}')
    assert f"The edition has schema 99; this program knows up to {SCHEMA}: update it." in read(
        open_page(archive, monkeypatch)
    )


def _remove(path: Path) -> None:
    path.unlink()


def _garble(path: Path) -> None:
    path.write_bytes(b"not a database, but long enough to look at" * 100)


def _claim(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA application_id = 7")


def _outrun(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")


def _age(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 0")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_remove, "There is no database"),
        (_garble, "is damaged"),
        (_claim, "is a database of another program"),
        (_outrun, "has schema 99"),
        (_age, "the next run brings it up to date"),
    ],
)
def test_without_its_database_the_editions_are_still_read(
    archive: Path, monkeypatch: pytest.MonkeyPatch, harm: Callable[[Path], None], said: str
) -> None:
    harm(archive / "coverage.db")
    today = read(open_page(archive, monkeypatch))
    assert said in today
    assert "Tarvonia shuts the northern lane" in today
    found = read(open_archive(archive, monkeypatch, q="lane"))
    assert said in found
    assert "21 November, 9 stories" in found


def test_a_locked_database_is_a_sentence(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(archive / "coverage.db", isolation_level=None) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("CREATE TABLE IF NOT EXISTS held(x)")
        page = open_page(archive, monkeypatch)
        assert "Tarvonia shuts the northern lane" in read(page)
        assert "Another run is writing" in read(page)
        holder.execute("ROLLBACK")
    holder.close()


def test_reading_goes_on_while_a_run_writes(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Coverage(archive / "coverage.db") as coverage, coverage.writing():
        assert "last read at 05:40 UTC" in read(open_page(archive, monkeypatch))
        assert "hits, newest first" in read(open_archive(archive, monkeypatch, q="lane"))


# ---------------------------------------------------------------- Archive


def test_the_archive_has_a_calendar_and_finds_words(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_archive(archive, monkeypatch)
    assert "3 editions since 18 November 2026, 1 day without" in read(page)
    assert "all 3 editions" in read(page)
    page.text_input(key="q").set_value("northern").run()
    assert "Story 21 NovemberTarvonia shuts the northern lane" in read(page)
    assert "21 November, 1 hit" in read(page)


def test_the_query_of_an_address_is_searched_for(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_archive(archive, monkeypatch, q="no such word", day="2026-11-20").run()
    assert "Nothing found for “no such word”. Try fewer words or another spelling." in read(page)


@pytest.mark.parametrize(
    "query", ['"', "*", "NEAR(", "a AND", "-x", "a:b", "'); DROP TABLE runs;--", "c++", "<b>x</b>", "x" * 500]
)
def test_any_query_has_an_answer(archive: Path, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    assert "Editions" in read(open_archive(archive, monkeypatch, q=query))


def test_the_empty_archive_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There is no edition yet." in read(open_archive(tmp_path, monkeypatch))


def test_a_snippet_falls_into_pieces() -> None:
    snippet = f"…the {MARK_START}convoy{MARK_END} and a {MARK_START}convoy{MARK_END}"
    assert pieces(snippet) == (("…the ", False), ("convoy", True), (" and a ", False), ("convoy", True))
    assert pieces(f"{MARK_START}cut off") == ((f"{MARK_START}cut off", False),)
