"""The commands as a person or a script meets them: output, exit codes, one sentence for what is wrong."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from briefing.config import load_config, parse_config
from briefing.sample.server import SampleServer
from briefing.store.editions import Editions
from tests.editions import DAY, full_edition, one_story_edition, save_archive
from tests.servers import Server

ROOT = Path(__file__).parents[1]
TEXT = (
    "Chinese foreign ministry spokeswoman Hua Chunying said Beijing had not decided on Friday. "
    "“The policy is known,” the diplomat told a briefing. Ships waited off the coast for orders all night long."
)


def briefing(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefing", *map(str, arguments)],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )


def fails(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """One clear sentence on stderr, the right exit code, no traceback."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with SampleServer(datetime(2026, 11, 20, 5, 40, tzinfo=UTC)) as running:
        yield running


@pytest.fixture
def config(server: SampleServer, tmp_path: Path) -> Path:
    path = tmp_path / "feeds.yaml"
    path.write_text(server.config_text(), encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class TestRun:
    """briefing run."""

    @pytest.mark.slow
    def test_twice_is_the_same_and_reads_nothing_again(
        self, config: Path, server: SampleServer, tmp_path: Path
    ) -> None:
        archive = tmp_path / "archive"
        first = briefing("run", "--day", "2026-11-20", "--config", config, "--archive", archive)
        assert first.returncode == 3, first.stderr  # two feeds of the sample are dead on purpose
        assert "Edition 1 of 2026-11-20, written" in first.stdout
        assert "13 of 15 feeds read" in first.stdout
        assert "failed: Port Authority Ansel: " in first.stdout
        assert "Reading texts with the models" in first.stderr
        path = Editions(archive).path(Editions(archive).days()[0])
        before = path.read_bytes(), path.stat().st_mtime_ns
        asked = len(server.requests)
        second = briefing("run", "--day", "2026-11-20", "--config", config, "--archive", archive)
        assert second.returncode == 3
        assert ", unchanged: " in second.stdout
        assert "Texts read by the models: 0 now" in second.stdout
        assert (path.read_bytes(), path.stat().st_mtime_ns) == before
        again = [request for request in server.requests[asked:] if request.status == 200]
        assert all("robots" in r.path or "port-authority" in r.path for r in again), again

        offline = briefing("run", "--day", "2026-11-20", "--offline", "--config", config, "--archive", archive)
        assert offline.returncode == 3
        assert path.read_bytes() == before[0]

    def test_all_feeds_down_is_no_edition(self, config: Path, tmp_path: Path) -> None:
        text = config.read_text(encoding="utf-8")
        start = text.index("feeds:")
        dead = (
            text[:start]
            + "feeds:\n"
            + "".join(
                f"  - {{url: 'http://127.0.0.1:{port}/feed', publisher: P, country: K, language: en, kind: wire}}\n"
                for port in (9, 10)
            )
        )
        config.write_text(dead.replace("ports: [", "ports: [9, 10, "), encoding="utf-8")
        archive = tmp_path / "archive"
        done = briefing("run", "--day", "2026-11-20", "--config", config, "--archive", archive)
        fails(done, 4, "None of the 2 feeds could be read", "no edition was made", "Check the network")
        assert Editions(archive).days() == ()

    HOW = "the proxy (network.proxy in feeds.yaml) refuses the connection"

    @pytest.fixture
    def behind(self, config: Path, tmp_path: Path) -> Path:
        """The configuration with a proxy that is down."""
        with Server() as gone:
            pass
        path = tmp_path / "behind.yaml"
        text = config.read_text(encoding="utf-8")
        path.write_text(text.replace("network:\n", f"network:\n  proxy: {gone.url('/')}\n"), encoding="utf-8")
        return path

    def test_a_proxy_that_is_down_is_said_in_one_sentence(
        self, behind: Path, server: SampleServer, tmp_path: Path
    ) -> None:
        done = briefing("run", "--day", "2026-11-20", "--config", behind, "--archive", tmp_path / "archive")
        fails(done, 4, f"None of the 15 feeds could be read: {self.HOW}. Nothing is stored for 2026-11-20, so no")
        assert not server.requests

    @pytest.mark.slow
    def test_an_edition_of_what_is_stored_says_that_no_feed_was_read(
        self, config: Path, behind: Path, server: SampleServer, tmp_path: Path
    ) -> None:
        server.now = datetime(2026, 11, 21, 5, 40, tzinfo=UTC)
        archive = tmp_path / "archive"
        options = ("--no-pages", "--archive", archive)
        assert briefing("run", "--day", "2026-11-20", "--config", config, *options).returncode == 3
        done = briefing("run", "--day", "2026-11-21", "--config", behind, *options)
        assert done.returncode == 3, done.stderr
        # and one that was not found before is left alone for a while
        assert f"  failed: 14 feeds, Council of Coastal States among them: {self.HOW}\n" in done.stdout
        assert done.stdout.count(self.HOW) == 1
        edition = Editions(archive).load(date(2026, 11, 21))
        assert edition.coverage.feeds_read == 0
        assert (
            Counter((feed.status, feed.reason, feed.detail) for feed in edition.feeds)["failed", "proxy", self.HOW]
            == 14
        )
        page = briefing("export", "--as", "html", "-o", "-", "--archive", archive)
        assert "<b>0 of 15</b> feeds read" in page.stdout

    def test_a_mistake_in_the_configuration(self, tmp_path: Path) -> None:
        path = tmp_path / "feeds.yaml"
        fails(briefing("run", "--config", path), 2, "feeds.yaml", "there is no such file")
        path.write_text("title: x\nfeeds: 3\n")
        fails(briefing("run", "--config", path), 2, "feeds.yaml, line 2: feeds must be a list")

    def test_a_date_that_is_none(self, config: Path) -> None:
        fails(briefing("run", "--day", "yesterday", "--config", config), 2, '"yesterday" is no date')

    def test_a_day_that_has_not_begun(self, config: Path, tmp_path: Path) -> None:
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace("sample: true", "sample: false"), encoding="utf-8")
        archive = tmp_path / "archive"
        options = ("--day", "2999-01-01", "--config", config, "--archive", archive)
        fails(briefing("run", *options), 2, "The day 2999-01-01 has not begun; the latest")
        fails(briefing("schedule", "--once", *options), 2, "The day 2999-01-01 has not begun; the latest")
        assert not archive.exists()

    def test_an_archive_that_cannot_be_written(self, config: Path, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        done = briefing("run", "--day", "2026-11-20", "--config", config, "--archive", tmp_path / "file" / "archive")
        fails(done, 4, "cannot be written")


class TestShow:
    """briefing show and search."""

    def test_the_newest_edition(self, demo_archive: Path) -> None:
        done = briefing("show", "--archive", demo_archive)
        assert done.returncode == 0
        assert done.stdout.startswith("Marrow Strait, Saturday 21 November 2026, edition 3 - sample, invented\n")
        assert "What this briefing does not know" in done.stdout
        assert "Teo Handrake" in done.stdout

    def test_as_json(self, demo_archive: Path) -> None:
        done = briefing("show", "2026-11-19", "--json", "--archive", demo_archive)
        assert json.loads(done.stdout)["day"] == "2026-11-19"
        assert done.stdout.encode() == Editions(demo_archive).path(Editions(demo_archive).days()[0]).read_bytes()

    def test_what_changed_between_two_editions(self, demo_archive: Path) -> None:
        done = briefing("diff", "2026-11-21", "--archive", demo_archive)
        assert done.returncode == 0, done.stderr
        assert "From the edition of 2026-11-20 to that of 2026-11-21" in done.stdout
        assert "-> eleven dead, according to Tarvonian coast guard" in " ".join(done.stdout.split())
        office = briefing("diff", "2026-11-20", "--archive", demo_archive)
        assert "Role changed: Dorin Vaskel: Tarvonia's foreign minister -> Tarvonia's president dismissed" in " ".join(
            office.stdout.split()
        )
        far = briefing("diff", "2026-11-21", "2026-11-19", "--archive", demo_archive)
        assert "From the edition of 2026-11-19" in far.stdout
        fails(briefing("diff", "2026-11-19", "2026-11-21", "--archive", demo_archive), 2, "name the later one first")
        fails(briefing("diff", "2026-11-19", "--archive", demo_archive), 4, "no edition before that of 2026-11-19")

    def test_an_edition_of_a_day_to_come_is_shown_only_where_it_is_named(self, tmp_path: Path) -> None:
        ahead = DAY.replace(year=2999)
        save_archive(tmp_path, *(one_story_edition(day) for day in (DAY.replace(year=2024), ahead)))
        done = briefing("show", "--json", "--archive", tmp_path)
        assert json.loads(done.stdout)["day"] == "2024-11-21"
        assert json.loads(briefing("show", str(ahead), "--json", "--archive", tmp_path).stdout)["day"] == str(ahead)

    def test_a_day_without_edition(self, demo_archive: Path) -> None:
        done = briefing("show", "2020-01-01", "--archive", demo_archive)
        fails(done, 4, "There is no edition of 2020-01-01", "the nearest is 2026-11-19")

    def test_an_empty_archive(self, tmp_path: Path) -> None:
        fails(briefing("show", "--archive", tmp_path), 4, "There is no edition in", "briefing run")
        fails(briefing("search", "word", "--archive", tmp_path), 4, "There is nothing in", "briefing run")
        assert list(tmp_path.iterdir()) == []

    def test_search(self, demo_archive: Path) -> None:
        done = briefing("search", "narrow", "path", "--archive", demo_archive)
        assert done.returncode == 0
        assert "statement Teo Handrake" in done.stdout
        assert "[narrow] [path]" in done.stdout
        found = json.loads(briefing("search", "diesel", "--json", "--limit", "3", "--archive", demo_archive).stdout)
        assert len(found) == 3
        assert [hit["day"] for hit in found] == sorted((hit["day"] for hit in found), reverse=True)
        nothing = briefing("search", "zzzz", "--archive", demo_archive)
        assert nothing.returncode == 0
        assert "Nothing found" in nothing.stdout


class TestExport:
    """briefing export."""

    @pytest.mark.parametrize(
        ("form", "suffix", "begins"),
        [
            ("pdf", ".pdf", b"%PDF-1.7"),
            ("html", ".html", b"<!doctype html>"),
            ("markdown", ".md", b"Crisis briefing\n\n# Marrow Strait"),
            ("json", ".json", b"{"),
            ("latest", ".latest.json", b"{"),
            ("csv", ".csv.zip", b"PK"),
            ("atom", ".atom.xml", b"<?xml"),
        ],
    )
    def test_every_form_has_its_file(self, archive: Path, form: str, suffix: str, begins: bytes) -> None:
        done = briefing("export", "--as", form, "--archive", archive, cwd=archive)
        assert done.returncode == 0, done.stderr
        assert done.stdout == f"Written: briefing-2026-11-21{suffix}\n"
        assert (archive / f"briefing-2026-11-21{suffix}").read_bytes().startswith(begins)

    def test_a_day_a_folder_and_the_standard_output(self, archive: Path, tmp_path: Path) -> None:
        folder = tmp_path / "out"
        folder.mkdir()
        named = briefing("export", "2026-11-20", "--as", "markdown", "-o", folder, "--archive", archive)
        assert named.stdout == f"Written: {folder / 'briefing-2026-11-20.md'}\n"
        printed = briefing("export", "2026-11-20", "--as", "markdown", "-o", "-", "--archive", archive)
        assert printed.stdout == (folder / "briefing-2026-11-20.md").read_text(encoding="utf-8")

    def test_the_feed_holds_the_editions_before_and_names_one_that_cannot_be_read(self, archive: Path) -> None:
        Editions(archive).path(DAY - timedelta(days=2)).write_text("{", encoding="utf-8")
        done = briefing("export", "--as", "atom", "-o", "-", "--archive", archive)
        assert done.stdout.count("<entry>") == 2
        assert "Left out of the feed:" in done.stderr

    def test_a_link_in_the_place_of_a_file_is_replaced(self, archive: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.write_text("kept")
        (tmp_path / "out.md").symlink_to(other)
        briefing("export", "--as", "markdown", "-o", tmp_path / "out.md", "--archive", archive)
        assert other.read_text() == "kept"
        assert not (tmp_path / "out.md").is_symlink()

    def test_what_is_wrong_is_said_in_a_sentence(self, archive: Path, tmp_path: Path) -> None:
        fails(briefing("export", "--as", "docx", "--archive", archive), 2, 'There is no output "docx"')
        fails(briefing("export", "--paper", "a5", "--archive", archive), 2, 'There is no paper "a5"')
        fails(briefing("export", "2020-01-01", "--archive", archive), 4, "There is no edition of 2020-01-01")
        occupied = tmp_path / "file"
        occupied.write_text("")
        fails(briefing("export", "-o", occupied / "x.pdf", "--archive", archive), 4, "x.pdf cannot be written")

    def test_characters_that_cannot_be_shown_are_reported(self, tmp_path: Path) -> None:
        save_archive(tmp_path, one_story_edition(title="Strait \U00012000"))
        done = briefing("export", "-o", tmp_path, "--archive", tmp_path)
        assert done.returncode == 0
        assert "No installed font shows U+12000 (Cuneiform sign a)" in done.stderr

    @pytest.fixture
    def archive(self, tmp_path: Path) -> Path:
        days = (DAY - timedelta(days=2), DAY - timedelta(days=1), DAY)
        return save_archive(tmp_path / "archive", *(one_story_edition(day) for day in days))


class TestCheck:
    """briefing check."""

    def test_every_feed_is_reported(self, config: Path) -> None:
        done = briefing("check", "--config", config)
        assert done.returncode == 3
        assert "ok        Meridian Wire" in done.stdout
        assert "failed    Kessaly Ministry of Defence" in done.stdout
        assert "404" in done.stdout
        answers = json.loads(briefing("check", "--json", "--config", config).stdout)
        assert len(answers) == 15
        good = next(a for a in answers if a["publisher"] == "Meridian Wire")
        assert len(good["titles"]) == 3
        assert good["newest"]


class TestBatch:
    """digest, stories, extract and feeds."""

    def test_digest_with_bad_lines(self, tmp_path: Path) -> None:
        source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        lines = [
            json.dumps({"id": "a", "text": TEXT, "title": None, "published": None}),
            '{"id": "b", "text": "cut o',
            json.dumps({"id": "c"}),
            json.dumps(
                {"id": "d", "text": "Россия и Украина провели переговоры в Стамбуле, сообщили в министерстве обороны."}
            ),
            json.dumps([1]),
            json.dumps({"id": "e", "text": ""}),
        ]
        source.write_text("\n".join(lines), encoding="utf-8")
        done = briefing("digest", source, "-o", output)
        assert done.returncode == 0, done.stderr
        found = rows(output)
        assert [row.get("id") for row in found] == ["a", None, "c", "d", None, "e"]
        assert found[1]["error"] == "line 2 is not JSON; it may be cut off"
        assert found[2]["error"] == "there is no text"
        assert "language ru" in found[3]["error"]
        statement = next(said for said in found[0]["statements"] if said["kind"] == "direct")
        assert statement["speaker"] == "Hua Chunying"
        assert [TEXT[a:b] for a, b in statement["content_spans"]] == ["The policy is known"]
        for sentence in found[0]["summary"]["sentences"]:
            assert " ".join(TEXT[a:b] for a, b in sentence["spans"]) == sentence["text"]
        assert found[5]["summary"]["sentences"] == []

    def test_stories_and_gzip(self, tmp_path: Path) -> None:
        source, output = tmp_path / "in.jsonl.gz", tmp_path / "out.jsonl"
        other = "The harbour master of Sallow counted boats on Monday. Diesel had spoiled every net, fishermen said."
        documents = [
            {"id": "1", "text": TEXT},
            {"id": "2", "text": other},
            {"id": "3", "text": TEXT.upper()},
            {"id": "4"},
        ]
        source.write_bytes(gzip.compress("\n".join(map(json.dumps, documents)).encode()))
        assert briefing("stories", source, "-o", output).returncode == 0
        found = {row["id"]: row for row in rows(output)}
        assert found["1"]["story"] == found["3"]["story"] != found["2"]["story"]
        assert "error" in found["4"]

    def test_extract_and_feeds(self, tmp_path: Path) -> None:
        body = f"<article><h1>Lane shut</h1><p>{TEXT}</p><p>{TEXT}</p></article>"
        page = f"<html lang='en'><head><title>Lane shut</title></head><body>{body}</body></html>"
        (tmp_path / "page.html.gz").write_bytes(gzip.compress(page.encode()))
        (tmp_path / "feed.xml").write_text(
            "<rss version='2.0'><channel><title>F</title>"
            "<item><title>A &amp;amp; B</title><link>/a</link></item></channel></rss>"
        )
        source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        source.write_text(
            '{"id": "p", "html_path": "page.html.gz"}\n{"id": "q", "html": ""}\n{"id": "r", "html_path": "none"}\n'
        )
        assert briefing("extract", source, "-o", output).returncode == 0
        good, empty, missing = rows(output)
        assert good["title"] == "Lane shut"
        assert "the diplomat told a briefing" in good["text"]
        assert empty["text"] is None
        assert missing["id"] == "r" and "error" in missing
        source.write_text(
            '{"id": "f", "path": "feed.xml", "url": "https://x.example/feed"}\n{"id": "g", "path": "page.html.gz"}\n'
        )
        assert briefing("feeds", source, "-o", output).returncode == 0
        feed, page_row = rows(output)
        assert feed["entries"][0]["link"] == "https://x.example/a"
        assert feed["entries"][0]["title"] == "A & B"
        assert page_row["entries"] == [] and "not-a-feed" in page_row["error"]

    def test_claims_are_verified(self, tmp_path: Path) -> None:
        source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
        cases = [
            {"id": "a", "source": TEXT, "claim": "Ships waited off the coast for orders all night long."},
            {"id": "b", "source": TEXT, "claim": "Ships waited off the coast for food all night long."},
            {"id": "c", "source": TEXT},
        ]
        source.write_text("\n".join(map(json.dumps, cases)) + "\n{")
        assert briefing("verify", source, "-o", output).returncode == 0
        good, bad, missing, broken = rows(output)
        assert good == {"id": "a", "supported": True, "verdict": "supported", "score": 1.0, "reasons": []}
        assert bad["supported"] is False and bad["reasons"]
        assert missing == {"id": "c", "error": "there is no claim"}
        assert "is not JSON" in broken["error"]

    def test_files_that_cannot_be_used(self, tmp_path: Path) -> None:
        fails(briefing("digest", tmp_path / "none.jsonl", "-o", tmp_path / "o"), 2, "none.jsonl cannot be read")
        source = tmp_path / "in.jsonl"
        source.write_text("")
        fails(briefing("feeds", source, "-o", tmp_path / "no" / "o"), 2, "cannot be written")


class TestModels:
    """briefing models."""

    def test_what_is_not_there_is_said(self, tmp_path: Path) -> None:
        done = briefing("models", "list", HF_HUB_CACHE=str(tmp_path))
        assert done.returncode == 0 and "No model is installed" in done.stdout
        fails(briefing("models", "check", "nobody/nothing", HF_HUB_CACHE=str(tmp_path)), 4, "is not installed")


class TestSending:
    """send, approve, schedule, status and opml."""

    @pytest.fixture
    def archive(self, tmp_path: Path) -> Path:
        return save_archive(tmp_path / "archive", full_edition())

    def test_mails_are_written_and_not_sent(self, config: Path, archive: Path, tmp_path: Path) -> None:
        options = ("--config", config, "--archive", archive)
        victim = tmp_path / "victim"
        victim.write_text("kept")
        (tmp_path / "mails").mkdir()
        (tmp_path / "mails" / "2026-11-21-desk-at-example.org.eml").symlink_to(victim)
        done = briefing("send", "--dry-run", tmp_path / "mails", *options)
        assert done.returncode == 0, done.stderr
        written = sorted(path.name for path in (tmp_path / "mails").iterdir())
        assert written == ["2026-11-21-desk-at-example.org.eml", "2026-11-21-harbour-at-example.org.eml"]
        assert "Written, not sent: " in done.stdout
        assert victim.read_text() == "kept"
        first = (tmp_path / "mails" / written[0]).read_bytes()
        briefing("send", "2026-11-21", "--dry-run", tmp_path / "again", "--to", "desk@example.org", *options)
        assert [path.read_bytes() for path in (tmp_path / "again").iterdir()] == [first]

    def test_what_cannot_be_sent_is_said_in_a_sentence(self, config: Path, archive: Path, tmp_path: Path) -> None:
        options = ("--config", config, "--archive", archive)
        fails(briefing("send", "2020-01-01", *options), 4, "There is no edition of 2020-01-01")
        fails(briefing("send", "--config", config, "--archive", tmp_path / "none"), 4, "There is no edition in")
        fails(briefing("send", "--to", "a@b\nc@d", "--dry-run", tmp_path / "m", *options), 2, "is no mail address")
        fails(briefing("send", *options, BRIEFING_SMTP_USER="desk"), 2, "must be set together in the environment")
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace("  host: mail.example.org", "  host: mail.example.org\n  security: none"))
        done = briefing("send", *options, BRIEFING_SMTP_USER="desk", BRIEFING_SMTP_PASSWORD="secret-word")
        fails(done, 2, "unprotected; use starttls or tls")
        assert "secret-word" not in done.stdout + done.stderr
        config.write_text(text.partition("\nmail:")[0])
        fails(briefing("send", *options), 2, "has no group mail")

    def test_an_address_with_a_line_break_is_a_mistake_in_the_configuration(self, config: Path, archive: Path) -> None:
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace("address: desk@example.org", 'address: "desk@example.org\\nBcc: v@example.org"'))
        done = briefing("send", "--config", config, "--archive", archive)
        fails(done, 2, "feeds.yaml, line", "mail.recipients[1].address must be one mail address")
        assert len(done.stderr.splitlines()) == 1

    def test_approve_and_status(self, config: Path, archive: Path) -> None:
        options = ("--archive", archive)
        assert "Revision 1 of 2026-11-21 is released." in briefing("approve", "2026-11-21", *options).stdout
        assert "was released before" in briefing("approve", "2026-11-21", *options).stdout
        fails(briefing("approve", "2026-11-20", *options), 4, "There is no edition of 2026-11-20")
        done = briefing("status", "--config", config, *options)
        assert done.returncode in (0, 3)
        starts = [line.partition("  ")[0] for line in done.stdout.splitlines()]
        assert starts == ["Last run", "Last edition", "Last mail", "Next run"]

    @pytest.mark.slow
    def test_one_morning(self, config: Path, tmp_path: Path) -> None:
        text = config.read_text(encoding="utf-8").partition("\nmail:")[0]
        config.write_text(text, encoding="utf-8")
        archive = tmp_path / "new"
        done = briefing("schedule", "--once", "--day", "2026-11-20", "--config", config, "--archive", archive)
        assert done.returncode == 0, done.stderr
        assert "2026-11-20 none: feeds.yaml names nobody to send to" in done.stdout
        assert Editions(archive).days()

    def test_units_and_wrong_times(self, config: Path) -> None:
        done = briefing("schedule", "--print", "systemd", "--at", "05:45", "--config", config)
        assert "OnCalendar=*-*-* 05:45:00 UTC" in done.stdout
        assert "45 5 * * * cd " in briefing("schedule", "--print", "cron", "--at", "05:45", "--config", config).stdout
        fails(briefing("schedule", "--at", "soon", "--config", config), 2, '"soon" is no time of day')

    def test_a_list_with_passwords_says_so(self, config: Path) -> None:
        text = config.read_text(encoding="utf-8")
        assert briefing("opml", "export", "--config", config).stderr == ""
        config.write_text(text.replace('url: "http://', 'url: "http://desk:secret-word@', 1), encoding="utf-8")
        done = briefing("opml", "export", "--config", config)
        assert "secret-word" in done.stdout
        assert done.stderr.startswith("1 address holds a password or key, which stands in this list;")

    def test_lists_of_feeds_go_out_and_come_in(self, config: Path, tmp_path: Path) -> None:
        path = tmp_path / "feeds.opml"
        path.write_text(briefing("opml", "export", "--config", config).stdout, encoding="utf-8")
        items = briefing("opml", "import", path).stdout
        frame = "title: T\ntopics: [{name: Shipping, keywords: [lane]}]\n"
        read = parse_config(frame + items, path=path)
        known = load_config(config)
        assert [(f.url, f.publisher, f.country, f.language, f.kind) for f in read.feeds] == [
            (f.url, f.publisher, f.country, f.language, f.kind) for f in known.feeds
        ]
        path.write_text('<outline text="A: {b} # \'c&quot;" xmlUrl="https://a.example/x"', encoding="utf-8")
        items = briefing("opml", "import", path).stdout
        assert "please check" in items
        assert parse_config(frame + items, path=path).feeds[0].publisher == "A: {b} # 'c\""
        path.write_text("<opml/>", encoding="utf-8")
        fails(briefing("opml", "import", path), 2, "lists no feed")
        fails(briefing("opml", "import", tmp_path / "none"), 2, "cannot be read")


class TestPaths:
    """A path that no file can have."""

    LONG = "x" * 300

    def test_an_archive_whose_name_is_too_long(self, config: Path) -> None:
        for command in (("show",), ("search", "word"), ("status", "--config", config), ("export",)):
            done = briefing(*command, "--archive", self.LONG)
            fails(done, 4, "xxx", "(File name too long).")
            assert len(done.stderr.splitlines()) == 1

    def test_an_export_whose_name_is_too_long(self, tmp_path: Path) -> None:
        save_archive(tmp_path, one_story_edition())
        done = briefing("export", "--as", "markdown", "-o", self.LONG, "--archive", tmp_path, cwd=tmp_path)
        fails(done, 4, "xxx", "(File name too long).")
        assert len(done.stderr.splitlines()) == 1


class TestCommand:
    """The command itself."""

    def test_help_names_every_command(self) -> None:
        done = briefing("--help")
        assert done.returncode == 0
        commands = (
            "run demo dashboard show diff export check search send approve schedule status opml "
            "digest stories extract feeds verify models"
        )
        assert all(command in done.stdout for command in commands.split())

    def test_wrong_use(self) -> None:
        assert briefing("fly").returncode == 2
        assert briefing("run", "--fly").returncode == 2

    def test_version(self) -> None:
        assert briefing("--version").stdout == "crisis-briefing 0.1.0\n"

    def test_heavy_libraries_load_on_first_use(self) -> None:
        code = (
            "import sys, briefing.cli.commands, briefing.cli.batch\n"
            "heavy = 'torch transformers spacy trafilatura streamlit plotly pandas scipy sklearn'.split()\n"
            "sys.exit(', '.join(sorted(set(heavy) & set(sys.modules))) or 0)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"imported at start: {done.stderr}"
