"""The steps together: what is read once, what is read again, and what stands in when something is missing."""

from __future__ import annotations

import asyncio
import os
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.cli.demo import DAYS
from briefing.cli.reports import check_lines
from briefing.config import Config
from briefing.errors import ModelError, NothingReadError, StoreError
from briefing.pipeline import edition as edition_module
from briefing.pipeline.check import check_feeds
from briefing.pipeline.digest import Settings, Task, digest_all, digest_batch, text_hash
from briefing.pipeline.publish import Published, publish
from briefing.pipeline.tasks import run_all
from briefing.sample.server import SampleServer
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.editions import Editions
from briefing.store.feed_record import feed_records
from briefing.store.records import Letter
from briefing.types import Curation, Hide, Summarizing, Verifying, Watched
from briefing.views.today import printed
from tests.editions import full_edition
from tests.servers import Server, reply
from tests.trees import words

TEXT = "Foreign minister Sergey Lavrov said on Friday that the lane was shut. Ships waited all night, officials said."


@pytest.fixture
def server() -> Iterator[SampleServer]:
    with SampleServer(datetime(2026, 11, 19, 5, 40, tzinfo=UTC)) as running:
        yield running


def _flood(origin: str) -> bytes:
    """A feed of 5,000 items of years ago, all of them about the strait."""
    items = "".join(
        f"<item><title>Northern lane closed, day {i}</title><link>{origin}/{i}</link>"
        f"<pubDate>Mon, 0{1 + i % 9} Jun 2020 10:00:00 GMT</pubDate>"
        "<description>Tarvonia closed the northern lane of the Marrow Strait.</description></item>"
        for i in range(5_000)
    )
    return f'<rss version="2.0"><channel><title>Archive</title>{items}</channel></rss>'.encode()


def small(config: Config, *names: str) -> Config:
    """The configuration with a few of its feeds."""
    return replace(config, feeds=tuple(f for f in config.feeds if f.publisher in names))


class Touching:
    """Makes a folder when it is read out of a pickle."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.path,)


class TestDigest:
    """Reading texts."""

    def test_digests_do_not_depend_on_their_batch(self) -> None:
        tasks = [Task(hash=text_hash("", t), headline="", text=t) for t in (TEXT, TEXT + " No more.", "Short.")]
        with ThreadPoolExecutor(1) as executor:
            one = [d for batch in digest_all(tasks, Settings(), executor, batch=1) for d in batch]
            all_ = [d for batch in digest_all(tasks, Settings(), executor, batch=3) for d in batch]
        bare = [replace(d, vector=()) for d in one]
        assert sorted(bare, key=lambda d: d.text_hash) == sorted(
            [replace(d, vector=()) for d in all_], key=lambda d: d.text_hash
        )

    def test_the_fingerprint_names_what_matters(self) -> None:
        plain = Settings().fingerprint
        assert "en_core_web_sm" in plain and "MiniLM" in plain and "extractive" in plain
        assert Settings(watch=(Watched(name="Xi", kind="person"),)).fingerprint != plain
        assert Settings(vectors=False).fingerprint != plain

    def test_without_the_embedding_model_there_are_no_vectors(self) -> None:
        (found,) = digest_batch([Task(hash="h", headline="", text=TEXT)], Settings(vectors=False))
        assert found.vector == ()
        assert found.summary.sentences
        assert any(actor.name == "Sergey Lavrov" for actor in found.actors)

    def test_the_headline_is_part_of_the_identity(self) -> None:
        assert text_hash("A", TEXT) != text_hash("B", TEXT)


class TestPublish:
    """A whole run on part of the sample."""

    def run(
        self, config: Config, archive: Path, server: SampleServer, *, day: int = 0, offline: bool = False
    ) -> Published:
        return publish(config, archive, DAYS[day], clock=lambda: server.now, offline=offline)

    def test_a_second_run_computes_nothing(self, server: SampleServer, tmp_path: Path) -> None:
        config = small(server.config(), "Meridian Wire", "Lindhal Public Broadcasting")
        first = self.run(config, tmp_path, server)
        second = self.run(config, tmp_path, server)
        assert first.written and first.computed > 0
        assert not second.written and second.computed == 0
        assert second.remembered == first.computed
        assert second.exit_code == 0

    def test_an_edition_does_not_say_where_a_model_lies(self, server: SampleServer, tmp_path: Path) -> None:
        folder = tmp_path / "models" / "bart"
        folder.mkdir(parents=True)
        (folder / "pytorch_model.bin").write_bytes(b"no weights")
        chosen = Summarizing(seq2seq=str(folder))
        config = replace(small(server.config(), "Meridian Wire"), summarizer=chosen)
        published = publish(config, tmp_path / "archive", DAYS[0], clock=lambda: server.now)
        assert published.briefing.provenance.summarizer == "bart"
        assert any("The model bart has no weights" in note for note in published.briefing.provenance.notes)
        assert str(tmp_path) not in published.path.read_text(encoding="utf-8")

    def test_a_feed_whose_entries_are_all_newer_is_not_said_to_have_none(
        self, server: SampleServer, tmp_path: Path
    ) -> None:
        config = small(server.config(), "Meridian Wire")
        day = DAYS[0] - timedelta(days=40)
        published = publish(config, tmp_path, day, clock=lambda: server.now)
        (feed,) = published.briefing.feeds
        assert (feed.status, feed.detail) == ("empty", "answers, but with nothing older than the end of this edition")

    def test_a_password_in_an_address_stays_in_the_configuration(self, server: SampleServer, tmp_path: Path) -> None:
        config = small(server.config(), "Meridian Wire", "Kessaly Ministry of Defence")
        feeds = tuple(
            replace(feed, url=feed.url.replace("//", "//desk:secret-word@") + "?token=secret-word-of-theirs")
            for feed in config.feeds
        )
        config = replace(config, feeds=feeds)
        published = self.run(config, tmp_path, server)
        assert published.briefing.reports
        assert all("//***@127.0.0.1" in feed.url for feed in published.briefing.feeds)
        answers = asyncio.run(check_feeds(config))
        assert all("//***@127.0.0.1" in line for line in list(check_lines(answers)) if " <" in line)
        shown = [published.path.read_text(encoding="utf-8"), repr([answer.as_json() for answer in answers])]
        assert not [text for text in (*shown, *check_lines(answers)) if "secret-word" in text]
        with Coverage(tmp_path / "coverage.db") as coverage:
            records = feed_records(coverage, since=DAYS[0], until=DAYS[0])
        assert {feed.url for feed in published.briefing.feeds} == set(records)

    def test_the_link_of_a_report_keeps_no_key_of_ours(self) -> None:
        edition = full_edition()
        feeds = (replace(edition.feeds[0], url="https://a.example/rss?token=9f31c0-a7"), *edition.feeds[1:])
        reports = tuple(
            replace(report, url="https://a.example/1?key=theirs&via=9f31c0-a7") for report in edition.reports
        )
        found = edition_module.masked(replace(edition, feeds=feeds, reports=reports))
        assert found.feeds[0].url == "https://a.example/rss?token=***"
        assert {report.url for report in found.reports} == {"https://a.example/1?key=theirs&via=***"}

    def test_the_address_of_a_report_keeps_no_password(self) -> None:
        edition = full_edition()
        reports = tuple(replace(report, url="https://desk:secret-word@a.example/1?x=1") for report in edition.reports)
        found = edition_module.masked(replace(edition, reports=reports))
        assert {report.url for report in found.reports} == {"https://***@a.example/1?x=1"}
        assert edition_module.masked(edition) == edition

    def test_an_edition_that_was_sent_is_frozen_and_an_editor_s_change_is_its_next_revision(
        self, server: SampleServer, tmp_path: Path
    ) -> None:
        config = small(server.config(), "Meridian Wire", "Lindhal Public Broadcasting")
        first = self.run(config, tmp_path, server)
        lead = first.briefing.stories[0]
        hiding = replace(config, curation=Curation(hide=(Hide(story=lead.id, why="a test"),)))
        with Coverage(tmp_path / "coverage.db") as coverage:
            letter = Letter(day=DAYS[0], kind="edition", revision=1, recipient="desk@example.org")
            Deliveries(coverage).begin(letter, "<1@example.org>", server.now)
            Deliveries(coverage).finish(letter, "sent", server.now)
        as_sent = first.path.read_bytes()

        again = self.run(config, tmp_path, server)
        assert (again.written, again.briefing.revision) == (False, 1), "the same content is the same edition"
        edited = self.run(hiding, tmp_path, server)
        assert (edited.written, edited.briefing.revision, edited.path.name) == (True, 2, f"{DAYS[0]}.r2.json")
        assert first.path.read_bytes() == as_sent
        assert lead.id not in {story.id for story in edited.briefing.stories}
        assert [(edit.kind, edit.story) for edit in edited.briefing.edits] == [("hide", lead.id)]
        assert Editions(tmp_path).load(DAYS[0]) == edited.briefing
        assert not self.run(hiding, tmp_path, server).written

    def test_an_article_that_its_publisher_edits_gets_a_new_version_the_next_day(
        self, server: SampleServer, tmp_path: Path
    ) -> None:
        config = small(server.config(), "The Ansel Courier")
        first = self.run(config, tmp_path, server)
        server.now += timedelta(days=1)
        self.run(config, tmp_path, server, day=1)
        again = self.run(config, tmp_path, server, day=0, offline=True)
        assert not again.written, "the edition of a past day does not see what was edited later"
        assert again.briefing == first.briefing

    def test_a_dead_feed_does_not_change_what_the_others_say(self, server: SampleServer, tmp_path: Path) -> None:
        names = ("Meridian Wire", "Open Harbour Relief")
        alone = self.run(small(server.config(), *names), tmp_path / "a", server)
        beside = self.run(
            small(server.config(), *names, "Kessaly Ministry of Defence", "Port Authority Ansel"),
            tmp_path / "b",
            server,
        )
        assert beside.exit_code == 3
        assert beside.briefing.stories == alone.briefing.stories
        assert beside.briefing.statements == alone.briefing.statements

    def test_without_pages_the_words_of_the_feed_serve_and_say_so(self, server: SampleServer, tmp_path: Path) -> None:
        config = small(server.config(), "The Ansel Courier")
        config = replace(config, network=replace(config.network, pages=False))
        briefing = self.run(config, tmp_path, server).briefing
        assert briefing.coverage.from_feed_only > 0
        assert any("without the page" in gap.text for gap in briefing.gaps)
        assert not [r for r in server.requests if r.path.endswith(".html") or "/2026/" in r.path]

    def test_when_no_feed_answers_there_is_no_edition_and_the_run_is_noted(
        self, server: SampleServer, tmp_path: Path
    ) -> None:
        config = small(server.config(), "Kessaly Ministry of Defence")
        with pytest.raises(NothingReadError, match="Kessaly Ministry of Defence: "):
            self.run(config, tmp_path, server)
        assert Editions(tmp_path).days() == ()
        with Coverage(tmp_path / "coverage.db") as coverage:
            run = coverage.last_run()
        assert run is not None
        assert run.exit_code == 4
        assert "no edition was made" in run.summary["error"]

    def test_yesterdays_edition_is_not_passed_off_as_todays(self, server: SampleServer, tmp_path: Path) -> None:
        config = small(server.config(), "Meridian Wire")
        self.run(config, tmp_path, server)
        dead = replace(config, feeds=tuple(replace(f, url=f.url + "/gone") for f in config.feeds))
        with pytest.raises(NothingReadError):
            self.run(dead, tmp_path, server, day=1)
        assert Editions(tmp_path).days() == DAYS[:1]

    def test_the_embedding_model_is_missed_and_the_edition_says_so(
        self, server: SampleServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        problem = ModelError("The model file is not the expected one.", model="given")
        monkeypatch.setattr(edition_module, "embedding_problem", lambda: problem)
        briefing = self.run(small(server.config(), "Meridian Wire"), tmp_path, server).briefing
        assert briefing.stories
        assert briefing.provenance.notes == (
            "Stories are grouped by words and names alone. The model file is not the expected one.",
        )
        assert briefing.provenance.reasons == ("model-refused",)

    def test_a_model_of_pickles_is_refused_and_not_opened(self, server: SampleServer, tmp_path: Path) -> None:
        """Case L01."""
        model, canary = tmp_path / "model", tmp_path / "canary"
        model.mkdir()
        (model / "config.json").write_text('{"is_encoder_decoder": true, "model_type": "bart"}')
        (model / "pytorch_model.bin").write_bytes(pickle.dumps(Touching(str(canary))))
        config = replace(small(server.config(), "Meridian Wire"), summarizer=Summarizing(seq2seq=str(model)))
        found = self.run(config, tmp_path, server).briefing.provenance
        assert found.reasons == ("model-refused",)
        assert len(found.notes) == 1 and "has no weights in safetensors, so it is not loaded" in found.notes[0]
        assert not canary.exists()
        pickle.loads((model / "pytorch_model.bin").read_bytes())
        assert canary.exists(), "whoever opens it is told"

    def test_a_feed_that_floods_5000_old_items_changes_nothing(self, server: SampleServer, tmp_path: Path) -> None:
        config = small(server.config(), "Meridian Wire")
        alone = self.run(config, tmp_path / "a", server).briefing
        with Server() as other:
            other.routes["/feed"] = reply(_flood(other.url("")), headers={"Content-Type": "application/rss+xml"})
            flood = replace(config.feeds[0], url=other.url("/feed"), publisher="Archive")
            network = replace(config.network, ports=(*config.network.ports, other.port))
            beside = replace(config, feeds=(*config.feeds, flood), network=network)
            flooded = self.run(beside, tmp_path / "b", server).briefing
            assert {asked.path for asked in other.requests} <= {"/feed", "/robots.txt"}
        assert (flooded.stories, flooded.statements) == (alone.stories, alone.statements)
        assert flooded.coverage.entries == alone.coverage.entries

    def test_after_a_week_without_an_edition_the_last_one_is_compared_and_named(
        self, server: SampleServer, tmp_path: Path
    ) -> None:
        config = small(server.config(), "Meridian Wire", "Kessaly State Radio")
        first = self.run(config, tmp_path, server).briefing
        server.now += timedelta(days=8)
        later = publish(config, tmp_path, DAYS[0] + timedelta(days=8), clock=lambda: server.now).briefing
        assert (later.number, later.compared_with) == (2, DAYS[0])
        assert {c.subject for c in later.changes} == {story.headline for story in first.stories}
        assert {c.kind for c in later.changes} == {"quiet"}
        page = words(printed(later).tree)
        assert "Since the edition of 19 November" in page
        assert "yesterday" not in page.lower()

    def test_a_verifier_that_cannot_be_loaded_has_no_vote_and_the_edition_says_so(
        self, server: SampleServer, tmp_path: Path
    ) -> None:
        config = replace(
            small(server.config(), "Meridian Wire"),
            summarizer=Summarizing(seq2seq="nobody/nothing", revision="0" * 40),
            verifier=Verifying(model="nobody/verifier", revision="0" * 40),
        )
        briefing = self.run(config, tmp_path, server).briefing
        assert briefing.stories
        assert briefing.provenance.notes[0].startswith(
            "The verifier had no vote on what the model wrote. The model nobody/verifier is not installed"
        )
        assert "nobody/verifier" not in "".join(briefing.provenance.models)

    @pytest.mark.slow
    def test_workers_give_the_same_edition(self, server: SampleServer, tmp_path: Path) -> None:
        config = small(server.config(), "Meridian Wire", "Harbour Daily")
        one = self.run(config, tmp_path / "a", server)
        two = self.run(replace(config, workers=2), tmp_path / "b", server)
        assert two.briefing == one.briefing

    def test_a_feed_that_asks_to_be_left_alone_is(self, server: SampleServer, tmp_path: Path) -> None:
        config = small(server.config(), "Meridian Wire", "Harbour Daily")
        url = config.feeds[0].url
        with Coverage(tmp_path / "coverage.db") as coverage:
            coverage.save_failure(
                url,
                day=DAYS[0],
                now=server.now,
                status="failed",
                reason="rate-limited",
                detail="x",
                retry_after=3600,
            )
        briefing = self.run(config, tmp_path, server).briefing
        result = next(f for f in briefing.feeds if f.url == url)
        assert (result.status, result.reason) == ("failed", "rate-limited")
        assert "asked to be left alone until 06:40 UTC on 19 November" in result.detail
        assert not [r for r in server.requests if url.endswith(r.path)]


def test_the_first_error_of_many_tasks_is_raised_as_it_is() -> None:
    finished = []

    async def good() -> None:
        await asyncio.Event().wait()
        finished.append(1)

    async def bad() -> None:
        raise StoreError("The disk is full.")

    with pytest.raises(StoreError, match="The disk is full"):
        asyncio.run(run_all([good(), bad()]))
    assert not finished
