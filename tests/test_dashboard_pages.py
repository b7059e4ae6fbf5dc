"""The pages about many editions as a reader meets them, without a browser."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.editions import DAY, full_edition, make_report, one_story_edition, save_archive, world_edition
from tests.hostile import hostile_edition
from tests.pages import open_other, open_page, read, sheets, three_editions, tree_of
from tests.trees import elements

PAGES = ("story", "actors", "actor", "statements", "sources", "coverage", "compare")
#: An address of each page that has something to show.
ADDRESSES: tuple[tuple[str, dict[str, str]], ...] = (
    ("story", {"id": "s1"}),
    ("actors", {}),
    ("actor", {"id": "dorin-vaskel"}),
    ("statements", {}),
    ("sources", {}),
    ("coverage", {}),
    ("compare", {"day": "2026-11-21"}),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return three_editions(tmp_path)


def links(page: Any) -> list[str]:
    trees = [tree_of(sheet) for sheet in sheets(page)]
    return [link.attributes.get("href", "") for tree in trees for link in elements(tree, "a")]


# ---------------------------------------------------------------- what every page does


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_archive_says_what_to_do(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "There is no edition yet. Make one with: briefing run" in read(open_other(name, tmp_path, monkeypatch))


@pytest.mark.parametrize(("name", "query"), ADDRESSES)
def test_a_damaged_database_is_a_sentence(
    name: str, query: dict[str, str], archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (archive / "coverage.db").write_bytes(b"not a database, but long enough to look at" * 100)
    said = read(open_other(name, archive, monkeypatch, **query))
    assert "is damaged" in said
    assert "The editions themselves can be read on the page Today." in said


def test_a_register_that_is_not_filled_is_a_sentence(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(archive / "coverage.db") as connection:
        connection.execute("DELETE FROM edition_days")
    said = read(open_other("statements", archive, monkeypatch))
    assert "The editions have not been entered yet; the next run does it." in said


def test_a_locked_database_is_a_sentence(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite3.connect(archive / "coverage.db", isolation_level=None) as holder:
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
        holder.execute("BEGIN IMMEDIATE")
        holder.execute("CREATE TABLE IF NOT EXISTS held(x)")
        assert "Another run is writing" in read(open_other("actors", archive, monkeypatch))
        holder.execute("ROLLBACK")
    holder.close()


@pytest.mark.parametrize(("name", "query"), ADDRESSES)
def test_hostile_editions_show_as_text(
    name: str, query: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = hostile_edition()
    save_archive(tmp_path, edition)
    ids = {"story": edition.stories[0].id, "actor": edition.actors[0].id}
    page = open_other(name, tmp_path, monkeypatch, **({"id": ids[name]} if name in ids else query))
    assert sheets(page)
    # options of a list are shown as they are typed; nothing else that is native may hold a text of a feed
    native = [str(e.proto) for e in page.main if e.type not in ("bidi_component", "selectbox", "plotly_chart")]
    assert "hit=1" not in " ".join(native)
    charts = [str(e.proto) for e in page.main if e.type == "plotly_chart"]
    assert not [chart for chart in charts if "<script" in chart or "<img" in chart]


def test_nothing_is_written(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def state() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in archive.rglob("*") if path.is_file()}

    before = state()
    for name, query in ADDRESSES:
        open_other(name, archive, monkeypatch, **query)
    assert state() == before


def test_today_leads_to_stories_and_people(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = links(open_page(archive, monkeypatch))
    assert {"/story?id=s1", "/story?id=s1&at=reports", "/actor?id=dorin-vaskel", "/actor?id=actor-1"} <= set(found)


# ---------------------------------------------------------------- statements


def test_a_statement_is_found_by_its_speaker_and_words(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_other("statements", archive, monkeypatch)
    assert "19 statements since 20 November 2026, newest first" in read(page)
    page.selectbox(key="filter-who").set_value("dorin-vaskel")
    page.text_input(key="filter-q").set_value("day 12").run()
    assert "1 of 19 statements since 20 November 2026, by Dorin Vaskel and with day 12" in read(page)
    assert page.query_params == {"q": "day 12", "who": "dorin-vaskel"}
    page.text_input(key="filter-q").set_value("no such word").run()
    assert "No statement matches. Remove a filter" in read(page)


def test_an_address_sets_the_filters(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = {
        "who": "dorin-vaskel",
        "kind": "indirect",
        "since": "2026-11-20",
        "until": "2026-11-20",
        "topic": "Shipping",
    }
    page = open_other("statements", archive, monkeypatch, **query, other="x", ev="q3-words")
    assert "1 of 19 statements" in read(page)
    assert page.selectbox(key="filter-who").value == "dorin-vaskel"
    assert sheets(page)[-1]["open"] == "q3-words"


def test_what_cannot_be_chosen_is_not_filtered_by(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"who": "nobody", "kind": "sung", "since": "yesterday", "until": "1999-01-01", "page": "x", "topic": "=1"}
    page = open_other("statements", archive, monkeypatch, **query)
    assert "19 statements since" in read(page)
    assert page.query_params == {}


def test_the_ledger_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_archive(tmp_path, *(full_edition(DAY - timedelta(days=n)) for n in range(4)))
    page = open_other("statements", tmp_path, monkeypatch)
    assert "72 statements" in read(page) and "1 to 30" in read(page)
    assert "/statements?page=2" in links(page)
    second = open_other("statements", tmp_path, monkeypatch, page="2", kind="direct")
    assert second.query_params == {"page": "2", "kind": "direct"}
    assert "31 to 60" in read(second)
    assert "/statements?kind=direct" in links(second)
    second.selectbox(key="filter-who").set_value("dorin-vaskel").run()
    assert second.query_params == {"kind": "direct", "who": "dorin-vaskel"}


def test_the_statements_can_be_taken_away(archive: Path) -> None:
    from briefing.dashboard.archive_reader import ArchiveReader
    from briefing.dashboard.export import statements_csv
    from briefing.store.ledger import LedgerFilter
    from briefing.views.words import Times

    rows = ArchiveReader(archive).recorded(LedgerFilter(), limit=100).rows
    table = list(csv.DictReader(io.StringIO(statements_csv(rows, Times("UTC", year=2026)).decode("utf-8-sig"))))
    assert len(table) == 19
    assert table[0]["publisher"] in ("Meridian Wire", "Tarvon Wire")


# ---------------------------------------------------------------- stories, actors, sources, coverage


def test_a_story_over_its_days(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_other("story", archive, monkeypatch, id="s1", ev="s1-1", at="reports")
    told, reports = sheets(page)
    assert "2 days, 20 to 21 November 2026" in read(page)
    assert all((sheet["open"], sheet["at"]) == ("s1-1", "reports") for sheet in (told, reports))
    assert told["order"] == reports["order"]


def test_a_story_of_a_damaged_edition(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "editions" / "2026" / "2026-11-21.json").write_text("{")
    said = read(open_other("story", archive, monkeypatch, id="s1"))
    assert "The edition is damaged" in said
    assert "Earlier days" in said and "Friday 20 November" in said


@pytest.mark.parametrize("name", ["story", "actor"])
@pytest.mark.parametrize("query", [{}, {"id": "nobody"}, {"id": "x" * 9000}, {"id": "'; DROP TABLE runs"}])
def test_an_unknown_address_says_so(
    name: str, query: dict[str, str], archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"No {name} with this address." in read(open_other(name, archive, monkeypatch, **query))


def test_an_actor_has_charts_with_their_figures(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_other("actor", archive, monkeypatch, id="actor-1")
    said = read(page)
    assert "9 reports, all on 21 November." in said
    assert "21 November9" in said
    assert "The same in figures" in said
    assert len(page.get("plotly_chart")) == 2
    orders = {tuple(sheet["order"]) for sheet in sheets(page)}
    assert len(orders) == 1


def test_the_directory_is_searched(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_other("actors", archive, monkeypatch)
    assert "7 people and organizations since 18 November 2026" in read(page)
    page.text_input(key="q").set_value("vaskel").run()
    assert "/actor?id=dorin-vaskel" in links(page) and "/actor?id=actor-1" not in links(page)


def test_the_sources_of_the_newest_edition(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = read(open_other("sources", archive, monkeypatch))
    assert "2 of 4 feeds could be read." in said
    assert "Kessaly Ministry of Defence" in said and "timed out after 30 s" in said


def test_coverage_by_topic(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_other("coverage", archive, monkeypatch)
    assert "Shipping: 15 reports, most on 21 November (14); 1 edition without any." in read(page)
    assert len(page.get("plotly_chart")) == 1
    longer = open_other("coverage", archive, monkeypatch, days="365 days")
    assert "Shipping: 15 reports" in read(longer)


def test_countries_of_the_world_have_a_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_other("coverage", save_archive(tmp_path / "world", world_edition()), monkeypatch)
    assert "18 countries are named, most often Ukraine" in read(page).replace("\u00a0", " ")
    assert "The map has no outline of Kessaly." in read(page)
    chart = json.loads(page.get("plotly_chart")[-1].proto.spec)
    assert {trace["text"] for trace in chart["data"] if "text" in trace} >= {"Ukraine: 14", "Palestine: 1"}
    assert "geo" not in chart["layout"] and len(json.dumps(chart)) < 150_000


def test_countries_that_are_on_no_map_have_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invented = one_story_edition(reports=(make_report("r1", headline="Talks in Kessaly"),))
    page = open_other("coverage", save_archive(tmp_path / "invented", invented), monkeypatch)
    assert "There is no outline of it here, so a table and no map." in read(page)
    assert len(page.get("plotly_chart")) == 1 and "/archive?q=%22Kessaly%22" in links(page)
