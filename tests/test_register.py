"""The register: what many editions say together, made of their files and made again when it is missing."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.analysis.mentions import find_mentions
from briefing.register import Pair
from briefing.serialize import dumps_evidence, loads_evidence
from briefing.store.coverage import Coverage
from briefing.store.directory import actor_days, company, list_actors
from briefing.store.editions import Editions
from briefing.store.feed_record import feed_records
from briefing.store.ledger import LedgerFilter, addressees, find_recorded, ledger_choices
from briefing.store.search import index_missing
from briefing.store.timeline import article_versions, edition_days, story_days, topic_days
from briefing.types import Entry, KeyActor, ParsedFeed, Role
from tests.editions import (
    DAY,
    END,
    empty_edition,
    full_edition,
    make_actor,
    make_evidence,
    make_report,
    make_statement,
    make_story,
    one_story_edition,
    save_archive,
)
from tests.hostile import hostile_edition

YESTERDAY = DAY - timedelta(days=1)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return save_archive(
        tmp_path, empty_edition(DAY - timedelta(days=3)), one_story_edition(YESTERDAY), full_edition(DAY)
    )


def opened(archive: Path) -> Coverage:
    return Coverage(archive / "coverage.db", read_only=True)


# ---------------------------------------------------------------- how it is made


def rows(archive: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(archive / "coverage.db") as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'edition_%'")]
        tables = [n for n in names if not n.startswith("edition_search") and "_edition" not in n]
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)
            for name in tables
            if connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)
            ).fetchone()[0]
        }


def forget_all(archive: Path) -> None:
    with sqlite3.connect(archive / "coverage.db") as connection:
        for name in rows(archive):
            if name != "edition_items":
                connection.execute(f"DELETE FROM {name}")


def test_it_is_made_again_from_the_files(archive: Path) -> None:
    before = rows(archive)
    assert len(before["edition_days"]) == 3
    forget_all(archive)
    with Coverage(archive / "coverage.db") as coverage:
        assert index_missing(coverage, Editions(archive)) == 3
        assert index_missing(coverage, Editions(archive)) == 0
    assert rows(archive) == before


def test_an_edition_that_is_gone_changed_or_damaged(archive: Path) -> None:
    editions = Editions(archive)
    editions.path(YESTERDAY).unlink()
    editions.save(full_edition(DAY, title="The Strait"))
    editions.path(DAY - timedelta(days=3)).write_text("{")
    with Coverage(archive / "coverage.db") as coverage:
        assert index_missing(coverage, editions) == 2
        days = {one.day: one.title for one in edition_days(coverage)}
        assert days == {DAY: "The Strait", DAY - timedelta(days=3): "Marrow Strait"}
        assert find_recorded(coverage, LedgerFilter(), limit=1).total == 18


def test_a_database_of_the_schema_before_is_brought_up_to_date(archive: Path) -> None:
    with sqlite3.connect(archive / "coverage.db") as connection:
        for name in rows(archive):
            if name != "edition_items":
                connection.execute(f"DROP TABLE {name}")
        connection.execute("PRAGMA user_version = 1")
    with Coverage(archive / "coverage.db") as coverage:
        assert edition_days(coverage) == ()
        assert index_missing(coverage, Editions(archive)) == 3
        assert len(edition_days(coverage)) == 3


def test_an_edition_is_entered_once(archive: Path) -> None:
    before = rows(archive)
    save_archive(archive, full_edition(DAY))
    assert rows(archive) == before


def test_hostile_editions_are_entered(tmp_path: Path) -> None:
    save_archive(tmp_path, hostile_edition())
    with opened(tmp_path) as coverage:
        assert find_recorded(coverage, LedgerFilter(), limit=100).total == 12
        assert list_actors(coverage)


def test_evidence_comes_back_as_it_was() -> None:
    evidence = make_evidence("e", "r", "one", "two")
    assert loads_evidence(dumps_evidence(evidence)) == evidence


# ---------------------------------------------------------------- the ledger


def test_a_statement_comes_back_with_its_reports(archive: Path) -> None:
    edition = full_edition(DAY)
    with opened(archive) as coverage:
        found = find_recorded(coverage, LedgerFilter(), limit=50)
    assert found.total == 19
    said = {row.statement.id: row for row in found.rows if row.day == DAY}
    assert {row.statement for row in said.values()} == set(edition.statements)
    assert [report.id for report in said["q1"].reports] == ["r2", "r1", "r3"]
    assert said["q1"].topic == "Shipping"


@pytest.mark.parametrize(
    ("wanted", "total"),
    [
        (LedgerFilter(speaker="dorin-vaskel"), 19),
        (LedgerFilter(speaker="nobody"), 0),
        (LedgerFilter(kind="indirect"), 1),
        (LedgerFilter(addressee="reporters"), 17),
        (LedgerFilter(publisher="Tarvon Wire"), 1),
        (LedgerFilter(topic="Shipping"), 19),
        (LedgerFilter(topic="Sport"), 0),
        (LedgerFilter(words="stays shut for day 12"), 1),
        (LedgerFilter(words="Vaskel"), 0),
        (LedgerFilter(words='" AND ) *'), 18),
        (LedgerFilter(words="***"), 0),
        (LedgerFilter(about=("the lane", "nobody else")), 18),
        (LedgerFilter(about=("the lane",), not_by="dorin-vaskel"), 0),
        (LedgerFilter(story="s1"), 19),
        (LedgerFilter(since=END), 0),
        (LedgerFilter(until=END), 19),
    ],
)
def test_the_ledger_is_filtered(archive: Path, wanted: LedgerFilter, total: int) -> None:
    with opened(archive) as coverage:
        assert find_recorded(coverage, wanted, limit=5).total == total


def test_the_ledger_is_read_in_parts(tmp_path: Path) -> None:
    statements = tuple(make_statement(n, reported=END - timedelta(hours=n)) for n in range(1, 8))
    save_archive(tmp_path, full_edition(DAY, statements=statements))
    with opened(tmp_path) as coverage:
        parts = [find_recorded(coverage, LedgerFilter(), limit=3, skip=skip).rows for skip in (0, 3, 6)]
    assert [row.statement.id for part in parts for row in part] == [f"q{n}" for n in range(1, 8)]


def test_what_the_ledger_can_be_filtered_by(archive: Path) -> None:
    with opened(archive) as coverage:
        choices = ledger_choices(coverage)
    assert choices.statements == 19
    assert choices.speakers == (("dorin-vaskel", "Dorin Vaskel"),)
    assert choices.addressees == ("reporters",)
    assert choices.publishers == ("Meridian Wire", "Tarvon Wire")


def test_to_whom_statements_were_made(archive: Path) -> None:
    with opened(archive) as coverage:
        assert addressees(coverage, "dorin-vaskel", limit=5) == (("reporters", 17),)
        assert addressees(coverage, "nobody", limit=5) == ()


# ---------------------------------------------------------------- the directory


def test_the_directory_counts_editions_reports_and_statements(archive: Path) -> None:
    with opened(archive) as coverage:
        actors = {actor.id: actor for actor in list_actors(coverage)}
    assert actors["actor-1"].reports == 9
    speaker = actors["dorin-vaskel"]
    assert (speaker.kind, speaker.reports, speaker.statements, speaker.editions) == (None, 0, 19, 2)
    assert speaker.role == "foreign minister of Tarvonia"
    assert (speaker.first, speaker.last) == (YESTERDAY, DAY)


def test_what_each_edition_says_of_an_actor(tmp_path: Path) -> None:
    def edition(day: int, role: str) -> None:
        on = DAY - timedelta(days=day)
        given = Role(text=role, on=on, evidence=make_evidence(f"role-{day}"))
        other = Role(text=f"{role} and envoy", on=on, evidence=make_evidence(f"other-{day}", "r2"))
        actor = make_actor(1, role=given, roles=(other,), aliases=("I. Maranov",))
        save_archive(tmp_path, full_edition(on, actors=(actor,)))

    edition(1, "finance minister")
    edition(0, "prime minister")
    with opened(tmp_path) as coverage:
        days = actor_days(coverage, "actor-1")
        assert actor_days(coverage, "nobody") == ()
    assert [[one.role.text for one in day.called] for day in days] == [
        ["finance minister", "finance minister and envoy"],
        ["prime minister", "prime minister and envoy"],
    ]
    assert all([one.report.id for one in day.called if one.report] == ["r1", "r2"] for day in days)
    assert days[0].aliases == ("I. Maranov",)


def _named_together() -> tuple[KeyActor, ...]:
    return (
        make_actor(
            1, id="ilse", name="Ilse Maranov", aliases=("Maranov",), evidence=make_evidence("n1", "r1", "Ilse Maranov")
        ),
        make_actor(2, id="dorin", name="Dorin Vaskel", aliases=(), evidence=make_evidence("n2", "r2", "Dorin Vaskel")),
    )


def test_who_is_named_together(tmp_path: Path) -> None:
    text = make_evidence("s", "r3", "Vaskel said that Maranov was late; Dorin Vaskel left")
    story = make_story(1, summary=(replace(make_story().summary[0], evidence=(text,)),))
    said = make_statement(1, speaker="Dorin Vaskel", speaker_id="dorin", reports=("r1", "r2"), role=None)
    edition = full_edition(DAY, actors=_named_together(), stories=(story,), statements=(said,))
    mentions = find_mentions(edition)
    assert {("r3", "ilse"), ("r3", "dorin"), ("r1", "dorin"), ("r1", "ilse"), ("r2", "dorin")} == mentions
    save_archive(tmp_path, edition)
    with opened(tmp_path) as coverage:
        found = company(coverage, "ilse", since=DAY, limit=6)
        assert company(coverage, "ilse", since=DAY + timedelta(days=1), limit=6).pairs == ()
    assert found.pairs == (Pair(first="ilse", second="dorin", reports=2),)
    assert found.names == {"ilse": "Ilse Maranov", "dorin": "Dorin Vaskel"}


def test_an_alias_of_two_counts_for_neither() -> None:
    twins = tuple(
        make_actor(
            n,
            id=f"a{n}",
            name=f"Actor Number{n}",
            aliases=("Maranov",),
            role=None,
            evidence=make_evidence(f"t{n}", f"r{n}"),
        )
        for n in (1, 2)
    )
    headline = make_report("r3", headline="Maranov speaks")
    edition = empty_edition(actors=twins, reports=(headline,))
    assert find_mentions(edition) == {("r1", "a1"), ("r2", "a2")}


# ---------------------------------------------------------------- days


def test_a_story_over_its_days(archive: Path) -> None:
    with opened(archive) as coverage:
        days = story_days(coverage, "s1")
        assert story_days(coverage, "nothing") == ()
    assert [day.day for day in days] == [DAY, YESTERDAY]
    assert days[0].headline.startswith("Tarvonia shuts")


def test_how_much_there_was_on_each_topic(archive: Path) -> None:
    with opened(archive) as coverage:
        found = topic_days(coverage, since=YESTERDAY, until=DAY)
    assert [(one.day, one.topic, one.stories, one.reports) for one in found] == [
        (YESTERDAY, "Shipping", 1, 1),
        (DAY, "Shipping", 9, 14),
    ]


def test_no_versions_of_articles_that_were_not_changed(archive: Path) -> None:
    with opened(archive) as coverage:
        assert article_versions(coverage, ("r1", "r2")) == ()


# ---------------------------------------------------------------- feeds


def _entry(number: int, hours: int) -> Entry:
    return Entry(
        feed_url="https://a.example/feed",
        id=f"e{number}",
        link=f"https://a.example/{number}",
        title=f"Entry {number}",
        published=END - timedelta(hours=hours),
    )


def test_how_a_feed_has_fared(tmp_path: Path) -> None:
    save_archive(tmp_path, empty_edition())
    url = "https://a.example/feed"
    with Coverage(tmp_path / "coverage.db") as coverage:
        parsed = ParsedFeed(title="A", entries=(_entry(1, 4), _entry(2, 8)))
        coverage.save_feed(url, parsed, day=DAY, now=END, body_hash="x", etag=None, last_modified=None)
        for back in (1, 2, 40):
            coverage.save_failure(
                url, day=DAY - timedelta(days=back), now=END, status="failed", reason="timeout", detail=f"late {back}"
            )
        stored = coverage.entries_between(END - timedelta(days=1), END)
        save_archive(tmp_path, empty_edition(reports=(make_report(stored[0].article),)))
        record = feed_records(coverage, since=DAY - timedelta(days=29), until=DAY)[url]
    assert (record.asked, record.failed, record.last_failure) == (3, 2, YESTERDAY)
    assert record.last_reason == "late 1"
    assert (record.entries, record.used) == (2, 1)
    assert record.delay == pytest.approx(6, abs=0.01)
    assert record.newest == END - timedelta(hours=4)
