"""The coverage database: nothing is stored twice, nothing is lost, and time orders the rows."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from briefing.errors import BusyError, SchemaError, StoreError
from briefing.pipeline.digest import text_hash
from briefing.store import schema
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.lock import only_run
from briefing.store.records import Run, StoredEntry
from briefing.store.schema import APPLICATION_ID, MIGRATIONS, keys_of_minute, row_key
from briefing.store.search import Hit, index_edition, match_expression, search
from briefing.types import Entry, ParsedFeed
from tests.builders import NOON, make_article, make_entry, make_read
from tests.test_evidence import edition

URL = "https://the-courier.example/feed"
DAY = NOON.date()


@pytest.fixture
def coverage(tmp_path: Path) -> Iterator[Coverage]:
    with Coverage(tmp_path / "coverage.db") as opened:
        yield opened


def save(coverage: Coverage, *entries: Entry, now: datetime = NOON, etag: str | None = '"1"') -> int:
    return coverage.save_feed(
        URL,
        ParsedFeed(title="The Courier", entries=entries),
        day=DAY,
        now=now,
        body_hash=f"h{now:%H}",
        etag=etag,
        last_modified="Fri, 20 Nov 2026 12:00:00 GMT",
    )


def stored(coverage: Coverage) -> list[str]:
    day = timedelta(days=1)
    return [s.entry.title for s in coverage.entries_between(NOON - 9 * day, NOON + 9 * day)]


def stored_rows(coverage: Coverage) -> tuple[StoredEntry, ...]:
    return coverage.entries_between(NOON - timedelta(days=9), NOON + timedelta(days=9))


def copy_row(connection: Connection, table: str, key: int) -> None:
    """The first row of a table once more, as another one with that key."""
    row = dict(connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id LIMIT 1").mappings().one())
    row |= {"id": key, "article": f"copy {key}"} | ({"link_key": f"copy {key}"} if table == "entries" else {})
    names = ", ".join(row)
    connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", (*row.values(),))


class TestFeeds:
    """What is known of a feed."""

    def test_a_new_feed_is_blank(self, coverage: Coverage) -> None:
        assert coverage.feed_state(URL).etag is None

    def test_validators_are_kept_byte_for_byte(self, coverage: Coverage) -> None:
        save(coverage, make_entry(), etag='W/"a b"')
        state = coverage.feed_state(URL)
        assert state.etag == 'W/"a b"'
        assert state.last_modified == "Fri, 20 Nov 2026 12:00:00 GMT"

    def test_a_failure_drops_the_validators_and_keeps_the_entries(self, coverage: Coverage) -> None:
        save(coverage, make_entry())
        coverage.save_failure(URL, day=DAY, now=NOON, status="failed", reason="timeout", detail="timed out")
        state = coverage.feed_state(URL)
        assert (state.etag, state.body_hash, state.status) == (None, None, "failed")
        assert stored(coverage) == ["Lane shut"]

    def test_a_304_after_a_failure_does_not_turn_the_feed_healthy(self, coverage: Coverage) -> None:
        coverage.save_failure(URL, day=DAY, now=NOON, status="failed", reason="not-a-feed", detail="is a page")
        coverage.save_unchanged(URL, day=DAY, now=NOON)
        assert coverage.feed_state(URL).status == "failed"

    def test_retry_after_is_remembered(self, coverage: Coverage) -> None:
        coverage.save_failure(
            URL, day=DAY, now=NOON, status="failed", reason="rate-limited", detail="later", retry_after=90.0
        )
        assert coverage.feed_state(URL).retry_at == NOON + timedelta(seconds=90)

    def test_the_better_news_of_a_day_stays(self, coverage: Coverage) -> None:
        save(coverage, make_entry())
        coverage.save_unchanged(URL, day=DAY, now=NOON)
        coverage.save_failure(URL, day=DAY, now=NOON, status="failed", reason="timeout", detail="timed out")
        assert coverage.readings(DAY)[URL].status == "ok"

    def test_a_failed_feed_that_answers_later_is_read(self, coverage: Coverage) -> None:
        coverage.save_failure(URL, day=DAY, now=NOON, status="failed", reason="timeout", detail="timed out")
        assert coverage.readings(DAY)[URL].detail == "timed out"
        save(coverage, make_entry())
        assert coverage.readings(DAY)[URL].status == "ok"

    def test_a_feed_without_entries_is_empty(self, coverage: Coverage) -> None:
        save(coverage)
        assert coverage.readings(DAY)[URL].status == "empty"


class TestEntries:
    """Entries are known again."""

    def test_the_same_entry_is_stored_once(self, coverage: Coverage) -> None:
        assert save(coverage, make_entry()) == 1
        assert save(coverage, make_entry()) == 0
        assert stored(coverage) == ["Lane shut"]

    @pytest.mark.parametrize(
        "changes",
        [
            {"id": "guid-of-the-new-headline"},
            {"link": "http://www.the-courier.example/lane-shut/"},
            {"link": "https://the-courier.example/lane-shut?utm_source=rss"},
        ],
    )
    def test_an_entry_is_known_by_its_address(self, coverage: Coverage, changes: dict[str, str]) -> None:
        save(coverage, make_entry())
        save(coverage, make_entry("Lane shut again", **changes))
        assert stored(coverage) == ["Lane shut again"]

    def test_one_guid_with_three_links_is_three_entries(self, coverage: Coverage) -> None:
        links = [f"https://the-courier.example/{n}" for n in range(3)]
        save(coverage, *(make_entry(f"Item {n}", link=link) for n, link in enumerate(links)))
        assert len(stored(coverage)) == 3

    def test_without_a_link_the_guid_decides(self, coverage: Coverage) -> None:
        save(coverage, make_entry(link=None, id="a"), make_entry("Other", link=None, id="b"))
        save(coverage, make_entry("New words", link=None, id="a"))
        assert sorted(stored(coverage)) == ["New words", "Other"]

    def test_an_undated_entry_keeps_the_time_it_was_first_seen(self, coverage: Coverage) -> None:
        save(coverage, make_entry(published=None))
        save(coverage, make_entry("Edited", published=None), now=NOON + timedelta(hours=5))
        (found,) = coverage.entries_between(NOON, NOON + timedelta(minutes=1))
        assert found.at == NOON
        assert found.entry.flags == ("undated",)

    def test_an_entry_from_the_future_counts_from_when_it_was_seen(self, coverage: Coverage) -> None:
        save(coverage, make_entry(published=NOON + timedelta(days=400)))
        (found,) = coverage.entries_between(NOON, NOON + timedelta(minutes=1))
        assert found.entry.flags == ("future-date",)

    def test_entries_come_in_the_order_of_time(self, coverage: Coverage) -> None:
        hours = [5, 1, 3, 1]
        entries = [
            make_entry(f"{hour}/{n}", link=f"https://the-courier.example/{n}", published=NOON + timedelta(hours=hour))
            for n, hour in enumerate(hours)
        ]
        save(coverage, *entries, now=NOON + timedelta(hours=9))
        assert stored(coverage) == ["1/1", "1/3", "3/2", "5/0"]

    def test_the_window_is_half_open(self, coverage: Coverage) -> None:
        save(coverage, make_entry())
        assert len(coverage.entries_between(NOON, NOON + timedelta(seconds=1))) == 1
        assert len(coverage.entries_between(NOON - timedelta(days=1), NOON)) == 0

    def test_the_newest_entry_of_each_feed(self, coverage: Coverage) -> None:
        save(coverage, make_entry(), make_entry("Old", link="https://x.example/o", published=NOON - timedelta(days=2)))
        assert coverage.newest_by_feed(NOON + timedelta(hours=1)) == {URL: NOON}
        assert coverage.newest_by_feed(NOON) == {URL: NOON - timedelta(days=2)}


class TestArticles:
    """Versions of texts."""

    def entry(self, coverage: Coverage) -> StoredEntry:
        save(coverage, make_entry())
        return coverage.entries_between(NOON, NOON + timedelta(minutes=1))[0]

    def test_a_text_is_stored_once(self, coverage: Coverage) -> None:
        entry = self.entry(coverage)
        first = coverage.save_article(make_article("One."), entry=entry, now=NOON)
        again = coverage.save_article(make_article("One."), entry=entry, now=NOON)
        assert (first.version, again.version) == (1, 1)

    def test_a_changed_text_is_the_next_version_of_the_same_article(self, coverage: Coverage) -> None:
        entry = self.entry(coverage)
        coverage.save_article(make_article("Sixteen ships."), entry=entry, now=NOON)
        second = coverage.save_article(make_article("Fourteen ships."), entry=entry, now=NOON + timedelta(days=1))
        assert second.version == 2
        assert coverage.articles(["a1"], known_before=NOON + timedelta(days=2))["a1"].text == "Fourteen ships."

    def test_an_old_day_sees_the_version_of_its_time(self, coverage: Coverage) -> None:
        entry = self.entry(coverage)
        coverage.save_article(make_article("Sixteen ships."), entry=entry, now=NOON)
        coverage.save_article(make_article("Fourteen ships."), entry=entry, now=NOON + timedelta(days=1))
        assert coverage.articles(["a1"], known_before=NOON + timedelta(hours=1))["a1"].text == "Sixteen ships."
        assert coverage.articles(["a1"], known_before=NOON - timedelta(days=9))["a1"].text == "Sixteen ships."

    def test_an_entry_is_fetched_until_it_says_something_else(self, coverage: Coverage) -> None:
        entry = self.entry(coverage)
        assert not entry.fetched
        coverage.save_article(replace(make_article("One."), id=entry.article), entry=entry, now=NOON)
        assert self.entry(coverage).fetched
        save(coverage, make_entry(summary="Something else."))
        assert not coverage.entries_between(NOON, NOON + timedelta(minutes=1))[0].fetched

    def test_a_failure_that_may_pass_is_tried_again(self, coverage: Coverage) -> None:
        entry = self.entry(coverage)
        article = replace(make_article("One."), id=entry.article)
        coverage.save_article(article, entry=entry, now=NOON, again=True)
        assert not self.entry(coverage).fetched

    def test_old_texts_are_dropped_and_can_no_longer_be_found(self, coverage: Coverage) -> None:
        entry = self.entry(coverage)
        coverage.save_article(make_article("The lane is shut."), entry=entry, now=NOON)
        assert coverage.drop_texts(NOON) == 0
        assert coverage.drop_texts(NOON + timedelta(days=1)) == 1
        assert coverage.articles(["a1"], known_before=NOON)["a1"].text == ""
        assert search(coverage, "lane") == ()

    def test_digests_are_kept_by_text_and_model(self, coverage: Coverage) -> None:
        digest = make_read("The lane was shut on Friday, the office said.").digest
        coverage.save_digests([digest])
        coverage.save_digests([digest])
        assert coverage.digests([digest.text_hash, "other"], "test") == {digest.text_hash: digest}
        assert coverage.digests([digest.text_hash], "another model") == {}

    def test_many_hashes_can_be_asked_for(self, coverage: Coverage) -> None:
        assert coverage.digests([text_hash("", str(n)) for n in range(1200)], "test") == {}


class TestSearch:
    """Words find editions and reports; nothing that is typed is an operator."""

    @pytest.fixture
    def filled(self, coverage: Coverage) -> Coverage:
        save(coverage, make_entry())
        entry = coverage.entries_between(NOON, NOON + timedelta(minutes=1))[0]
        for n, text in enumerate(("The convoy waited.", "A convoy of trucks left.", "Nothing here, c++ and café.")):
            article = make_article(text, id=f"a{n}", headline=f"Report {n}")
            coverage.save_article(replace(article, published=NOON + timedelta(days=n)), entry=entry, now=NOON)
        return coverage

    def headlines(self, hits: tuple[Hit, ...]) -> list[str]:
        return [hit.headline for hit in hits]

    def test_newest_first_with_the_words_marked(self, filled: Coverage) -> None:
        hits = search(filled, "convoy")
        assert self.headlines(hits) == ["Report 1", "Report 0"]
        assert hits[0].snippet == "A \x02convoy\x03 of trucks left."

    def test_the_address_of_a_report_keeps_no_password(self, filled: Coverage) -> None:
        article = make_article("A flotilla.", id="a9", url="https://desk:secret-word@a.example/1")
        filled.save_article(article, entry=stored_rows(filled)[0], now=NOON)
        assert [hit.ref for hit in search(filled, "flotilla")] == ["https://***@a.example/1"]

    def test_nor_a_key_of_its_feed(self, filled: Coverage) -> None:
        link = "https://a.example/1?via=9f31c0-a7&key=theirs"
        article = make_article("A flotilla.", id="a9", url=link, feed_url="https://a.example/rss?token=9f31c0-a7")
        filled.save_article(article, entry=stored_rows(filled)[0], now=NOON)
        assert [hit.ref for hit in search(filled, "flotilla")] == ["https://a.example/1?via=***&key=theirs"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("convoy trucks", ["Report 1"]),
            ("trucks convoy", ["Report 1"]),
            ('"convoy of trucks"', ["Report 1"]),
            ('"trucks convoy"', []),
            ("conv", ["Report 1", "Report 0"]),
            ('"conv"', []),
            ("CAFE", ["Report 2"]),
            ("c++", ["Report 2"]),
            ("", []),
            ("  ", []),
            ("*", []),
            ("***", []),
            ('"', []),
            ("convoy AND", []),
            ("NEAR(convoy", []),
            ("convoy OR nothing", []),
            ("-convoy", ["Report 1", "Report 0"]),
            ("headline:convoy", []),
            ("\x00", []),
            ("😀", []),
            ("'); DROP TABLE articles;--", []),
            ("word " * 3000, []),
        ],
    )
    def test_whatever_is_typed_is_words(self, filled: Coverage, query: str, found: list[str]) -> None:
        assert self.headlines(search(filled, query)) == found

    def test_days_and_limits(self, filled: Coverage) -> None:
        assert self.headlines(search(filled, "convoy", until=DAY)) == ["Report 0"]
        assert self.headlines(search(filled, "convoy", since=DAY + timedelta(days=1))) == ["Report 1"]
        assert len(search(filled, "convoy", limit=1)) == 1

    def test_only_the_latest_version_of_an_article_is_found(self, filled: Coverage) -> None:
        entry = filled.entries_between(NOON, NOON + timedelta(minutes=1))[0]
        filled.save_article(make_article("The trucks waited.", id="a0", headline="Report 0"), entry=entry, now=NOON)
        assert self.headlines(search(filled, "convoy")) == ["Report 1"]

    def test_editions_are_found_before_the_reports_of_their_day(self, filled: Coverage) -> None:
        briefing, _ = edition()
        index_edition(filled, briefing)
        index_edition(filled, briefing)
        hits = search(filled, "lane")
        said = [statement for statement in briefing.statements if "lane" in statement.content]
        assert [hit.kind for hit in hits] == ["story", *["statement"] * len(said)]
        assert hits[1].headline == "Dorin Vaskel"
        assert {hit.kind for hit in search(filled, "lane", kinds=["statement"])} == {"statement"}
        assert search(filled, "lane", until=DAY - timedelta(days=1)) == ()

    def test_the_expression_quotes_every_word(self) -> None:
        assert match_expression("a OR b*") == '"a" "OR" "b"'
        assert match_expression("a OR b") == '"a" "OR" "b"*'
        assert match_expression("?!") is None


class TestFile:
    """The database file itself."""

    def test_it_is_marked_as_ours_and_kept_in_wal(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        Coverage(path).close()
        with sqlite3.connect(path) as connection:
            assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
            assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()

    def test_it_opens_again_with_everything_in_it(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        with Coverage(path) as first:
            save(first, make_entry())
        with Coverage(path) as second:
            assert stored(second) == ["Lane shut"]

    def test_a_database_of_the_first_schema_is_brought_up_to_date(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        with Coverage(path) as first:
            save(first, make_entry())
        with sqlite3.connect(path) as connection:
            for table in ("deliveries", "approvals", "schedule"):
                connection.execute(f"DROP TABLE {table}")
            connection.execute("PRAGMA user_version = 1")
        connection.close()
        with pytest.raises(SchemaError, match="schema 1 of"):
            Coverage(path, read_only=True)
        with Coverage(path) as again:
            assert stored(again) == ["Lane shut"]
            assert Deliveries(again).last() is None

    def test_a_newer_schema_is_refused_and_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        Coverage(path).close()
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
        with pytest.raises(SchemaError, match="schema 99; this program knows up to"):
            Coverage(path)

    def test_a_database_of_another_program_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE notes (text)")
        connection.close()
        with pytest.raises(StoreError, match="database of another program"):
            Coverage(path)

    def test_what_is_no_database_is_named(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        path.write_bytes(b"no database at all, but long enough to be read as one" * 40)
        with pytest.raises(StoreError, match="is damaged; move it away"):
            Coverage(path)

    def test_a_folder_that_cannot_be_made_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreError, match="cannot be created"):
            Coverage(tmp_path / "file" / "coverage.db")

    def test_a_second_run_is_told_so(self, tmp_path: Path) -> None:
        with only_run(tmp_path), pytest.raises(BusyError, match="Another run is working"), only_run(tmp_path):
            pass

    def test_a_locked_database_is_not_called_locked(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(schema, "_BUSY_MILLISECONDS", 50)
        path = tmp_path / "coverage.db"
        with Coverage(path) as coverage:
            holder = sqlite3.connect(path, isolation_level=None)
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(BusyError, match="Another run is writing") as caught:
                save(coverage, make_entry())
            holder.execute("ROLLBACK")
            holder.close()
        assert "database is locked" not in str(caught.value)

    @pytest.mark.parametrize(
        ("cause", "kind", "words"),
        [
            ("database or disk is full", StoreError, "the disk is full or failing"),
            ("disk I/O error", StoreError, "the disk is full or failing"),
            ("database disk image is malformed", StoreError, "is damaged"),
            ("something else", StoreError, "cannot be used: something else"),
        ],
    )
    def test_errors_of_the_database_are_sentences(self, cause: str, kind: type[StoreError], words: str) -> None:
        error = schema.translated(OperationalError("", {}, sqlite3.OperationalError(cause)), "coverage.db")
        assert type(error) is kind
        assert words in str(error)

    def test_a_damaged_page_is_a_sentence(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        with Coverage(path) as coverage:
            for n in range(200):
                save(coverage, make_entry(f"Item {n}", link=f"https://x.example/{n}", summary="word " * 50))
        data = bytearray(path.read_bytes())
        for at in range(8192, len(data), 4096):
            data[at : at + 2000] = b"\xff" * 2000
        path.write_bytes(bytes(data))
        with pytest.raises(StoreError, match="is damaged"), Coverage(path) as coverage:
            stored(coverage)

    def test_a_damaged_row_is_told_without_its_content(self, coverage: Coverage) -> None:
        save(coverage, make_entry("A headline that nobody else reads"))
        with coverage.writing() as connection:
            connection.exec_driver_sql("UPDATE entries SET title = CAST(title || x'ff' AS TEXT)")
        with pytest.raises(StoreError, match="is damaged; move it away") as caught:
            stored(coverage)
        assert "headline" not in str(caught.value)

    def test_a_reader_writes_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        with pytest.raises(StoreError, match="There is no database"):
            Coverage(path, read_only=True)
        with Coverage(path) as coverage:
            save(coverage, make_entry())
        before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        with Coverage(path, read_only=True) as reader:
            assert stored(reader) == ["Lane shut"]
            with pytest.raises(StoreError):
                save(reader, make_entry("New"))
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before

    def test_runs_are_remembered(self, coverage: Coverage) -> None:
        assert coverage.last_run() is None
        run = Run(day=DAY, started=NOON, finished=NOON, exit_code=3, summary={"entries": 9})
        coverage.save_run(run)
        assert coverage.last_run() == run

    def test_keys_follow_time(self) -> None:
        assert row_key(NOON) < row_key(NOON + timedelta(minutes=1))
        assert row_key(NOON) == row_key(NOON + timedelta(seconds=59))

    def test_a_minute_that_is_full_spills_into_the_next(self, coverage: Coverage) -> None:
        first = make_entry(link="https://x.example/first")
        save(coverage, first)
        at = stored_rows(coverage)[0].at
        keys = keys_of_minute(at)
        coverage.save_article(make_article("A text.", published=at), entry=stored_rows(coverage)[0], now=NOON)
        with coverage.writing() as connection:  # the last key of this minute, and the last but one of the next
            for table in ("entries", "articles"):
                for key in (keys[-1], keys.stop + len(keys) - 2):
                    copy_row(connection, table, key)
        before = len(stored(coverage))
        assert save(coverage, *(make_entry(link=f"https://x.example/{n}") for n in range(3))) == 3
        assert len(stored(coverage)) == before + 3
        for text in ("A second text.", "A third text.", "A fourth text."):
            article = make_article(text, published=at)
            coverage.save_article(article, entry=stored_rows(coverage)[0], now=NOON)
        with coverage.reading() as connection:
            for table in ("entries", "articles"):
                found = connection.exec_driver_sql(f"SELECT id FROM {table} WHERE id >= {keys.stop} ORDER BY id").all()
                last = keys.stop + len(keys) - 1
                assert [key for (key,) in found] == [last - 1, last, last + 1, last + 2]

    @pytest.mark.slow
    def test_a_killed_writer_leaves_a_whole_database(self, tmp_path: Path) -> None:
        path = tmp_path / "coverage.db"
        code = f"""
from pathlib import Path
from tests.test_coverage import save, Coverage, make_entry
with Coverage(Path({str(path)!r})) as coverage:
    for n in range(100000):
        save(coverage, make_entry(f"Item {{n}}", link=f"https://x.example/{{n}}"))
        print(n, flush=True)
"""
        acknowledged = -1
        for kill_after in (1, 3, 7, 20, 33):
            child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
            assert child.stdout is not None
            for line in child.stdout:
                acknowledged = max(acknowledged, int(line))
                if int(line) >= kill_after:
                    child.kill()
                    break
            child.stdout.close()
            child.wait()
            with Coverage(path) as coverage:
                assert len(stored(coverage)) >= acknowledged + 1
            with sqlite3.connect(path) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.close()
