"""An archive of years, made up: editions with stories, actors and statements, and the articles that they would rest on.

Everything is drawn by a generator with a fixed seed, so that the same numbers give the same archive.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from briefing.store.coverage import Coverage as CoverageStore
from briefing.store.editions import Editions
from briefing.store.records import Run
from briefing.store.schema import ARTICLES, ENTRIES, READINGS, row_key
from briefing.store.search import index_edition
from briefing.types import (
    Briefing,
    CitedSentence,
    Coverage,
    Evidence,
    FeedResult,
    KeyActor,
    Provenance,
    Report,
    Role,
    Statement,
    Story,
)

LAST_DAY = date(2026, 11, 21)
_TOPICS = ("Shipping", "Diplomacy", "Humanitarian", "Casualties", "Energy", "Military", "Sanctions")
_ROLES = ("foreign minister", "spokeswoman", "director", "mayor", "general", "envoy", "prime minister", "economist")
_SYLLABLES = (
    "ka",
    "dor",
    "vel",
    "mi",
    "ran",
    "ost",
    "il",
    "tess",
    "bram",
    "lor",
    "en",
    "dra",
    "sol",
    "pe",
    "tar",
    "win",
)
_WORDS = (
    "lane strait harbour convoy tanker ministry talks vessel northern crossing aid pilot closure fuel grid council "
    "the a of and to in for with after before near against because while without under said told asked reported "
    "ships waits holds opens closes leaves returns crews mines patrol border village hospital figure storm market price"
).split()
_FEEDS = 40
_REPORTS = 70
_PEOPLE = 400


class _Maker:
    """Draws what an edition consists of."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.people = [f"{self._name()} {self._name()}" for _ in range(_PEOPLE)]
        self.running: list[tuple[str, date, str]] = []

    def _name(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 3))).capitalize()

    def sentence(self, words: int = 18) -> str:
        return " ".join(self.random.choices(_WORDS, k=words)).capitalize() + "."

    def evidence(self, report: str, quoted: str) -> Evidence:
        key = sha256(f"{report}{quoted}".encode()).hexdigest()[:16]
        return Evidence(
            id=key, article=report, version=1, ranges=((200, 200 + len(quoted)),), quoted=(quoted,), between=(),
            before=self.sentence(24), after=self.sentence(24),
        )  # fmt: skip

    def edition(self, day: date, number: int) -> Briefing:
        end = datetime.combine(day, time(5), tzinfo=UTC)
        reports = [self._report(day, n, end) for n in range(_REPORTS)]
        ids = [report.id for report in reports]
        people = self.random.sample(self.people[:60], 9) + self.random.sample(self.people, 3)
        return Briefing(
            schema=1, day=day, number=number, revision=1, title="Marrow Strait", topics=_TOPICS, timezone="UTC",
            start=end - timedelta(days=1), end=end, sample=True,
            coverage=Coverage(
                feeds_asked=_FEEDS, feeds_read=_FEEDS - 2, entries=1200, on_topic=274, digested=200, distinct=120,
                stories=40, countries=9, newest=end,
            ),
            stories=tuple(self._stories(day, ids)),
            actors=tuple(self._actor(name, day, ids) for name in dict.fromkeys(people)),
            statements=tuple(self._statement(end, self.random.choice(people), ids) for _ in range(18)),
            gaps=(), feeds=tuple(_feed(n, end) for n in range(_FEEDS)), reports=tuple(reports),
            provenance=Provenance(program="benchmark", models=(), summarizer="extractive 1"),
        )  # fmt: skip

    def _report(self, day: date, number: int, end: datetime) -> Report:
        return Report(
            id=f"{day.toordinal()}-{number}", version=1, url=f"https://example.org/{day}/{number}",
            headline=self.sentence(9), publisher=f"Publisher {number % _FEEDS}",
            kind="state" if number % 9 == 0 else "private", country="Kessaly", language="en",
            published=end - timedelta(minutes=self.random.randint(1, 1400)), source="page",
        )  # fmt: skip

    def _stories(self, day: date, reports: list[str]) -> Iterator[Story]:
        """A third of the stories of a day end with it; new ones take their places."""
        self.running = [story for story in self.running if self.random.random() > 0.35]
        while len(self.running) < 12:
            key = sha256(f"{day}{len(self.running)}{self.random.random()}".encode()).hexdigest()[:16]
            self.running.append((key, day, self.random.choice(_TOPICS)))
        for place, (key, first, topic) in enumerate(self.running):
            own = reports[place * 5 : place * 5 + 5]
            sentences = [(self.sentence(22), report) for report in own[:4]]
            yield Story(
                id=key, topic=topic, headline=self.sentence(9), headline_report=own[0],
                state="new" if first == day else "continued", first_day=first,
                summary=tuple(CitedSentence(text=s, evidence=(self.evidence(r, s),)) for s, r in sentences),
                reports=tuple(own), origins=3, score=(("origins", 3.0),),
            )  # fmt: skip

    def _role(self, name: str, day: date, report: str) -> Role:
        words = f"{_ROLES[len(name) % len(_ROLES)]} of Kessaly"
        return Role(text=words, on=day, evidence=self.evidence(report, words))

    def _actor(self, name: str, day: date, reports: list[str]) -> KeyActor:
        report = self.random.choice(reports)
        return KeyActor(
            id=name.casefold().replace(" ", "-"), name=name, kind="person", role=self._role(name, day, report),
            aliases=(name.rpartition(" ")[2],), reports=self.random.randint(1, 20), reports_before=None,
            evidence=self.evidence(report, name),
        )  # fmt: skip

    def _statement(self, end: datetime, name: str, reports: list[str]) -> Statement:
        words = self.sentence(16)
        carried = tuple(self.random.sample(reports[:60], self.random.randint(1, 4)))
        return Statement(
            id=sha256(words.encode()).hexdigest()[:16], speaker=name, speaker_id=name.casefold().replace(" ", "-"),
            role=self._role(name, end.date(), carried[0]), cue="said",
            content=words, addressee=self.random.choice((None, None, "reporters", "the assembly")),
            kind=self.random.choice(("direct", "direct", "indirect")),
            reported=end - timedelta(minutes=self.random.randint(1, 1400)),
            evidence=self.evidence(carried[0], words), reports=carried,
        )  # fmt: skip


def _feed_url(number: int) -> str:
    return f"https://publisher-{number}.example/feed"


def _feed(number: int, end: datetime) -> FeedResult:
    failed = number < 2
    return FeedResult(
        url=_feed_url(number), publisher=f"Publisher {number}", country="Kessaly", language="en", kind="private",
        status="failed" if failed else "ok", detail="timed out after 30 s" if failed else "", entries=30,
        newest=None if failed else end,
    )  # fmt: skip


def make_archive(root: Path, *, days: int, articles: int) -> None:
    """Make the archive unless it is there."""
    if (root / "made").exists():
        return
    editions = Editions(root)
    maker = _Maker(days)
    with CoverageStore(root / "coverage.db") as coverage:
        for number in range(days):
            day = LAST_DAY - timedelta(days=days - 1 - number)
            briefing = maker.edition(day, number + 1)
            editions.save(briefing)
            index_edition(coverage, briefing)
        _add_articles(coverage, maker, days=days, articles=articles)
        _add_readings(coverage, days=min(days, 60))
        started = datetime.combine(LAST_DAY, time(5, 40), tzinfo=UTC)
        coverage.save_run(Run(day=LAST_DAY, started=started, finished=started, exit_code=3, summary={}))
    (root / "made").write_text(f"{days} editions, {articles} articles\n")


def _add_articles(coverage: CoverageStore, maker: _Maker, *, days: int, articles: int) -> None:
    """Articles with their entries and the full-text index, written in one go a month."""
    rows: list[dict[str, Any]] = []
    a_day = articles // days
    for back in range(days - 1, -1, -1):
        day = LAST_DAY - timedelta(days=back)
        start = datetime.combine(day - timedelta(days=1), time(5), tzinfo=UTC)
        for number in range(a_day):
            at = start + timedelta(minutes=number * 1439 // a_day)
            body = "\n".join(maker.sentence(24) for _ in range(6))
            source = number % _FEEDS
            row = {
                "id": row_key(at) + number % 10_000,
                "article": f"{day.toordinal()}-{number}",
                "at": at,
                "text": body,
            }
            rows.append(
                row | {"feed_url": _feed_url(source), "title": maker.sentence(9), "publisher": f"Publisher {source}"}
            )
        if back % 30 == 0:
            _write(coverage, rows)
            rows = []


def _write(coverage: CoverageStore, rows: list[dict[str, Any]]) -> None:
    with coverage.writing() as connection:
        connection.execute(insert(ARTICLES), [_article(row) for row in rows])
        connection.execute(insert(ENTRIES), [_entry(row) for row in rows])
        connection.execute(
            text("INSERT INTO article_search(rowid, headline, text) VALUES (:id, :title, :text)"),
            [{"id": row["id"], "title": row["title"], "text": row["text"]} for row in rows],
        )


def _article(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"], "article": row["article"], "version": 1, "url": f"https://example.org/{row['article']}",
        "headline": row["title"], "publisher": row["publisher"], "feed_url": row["feed_url"], "published": row["at"],
        "language": "en", "text": row["text"], "hash": row["article"], "source": "page", "notes": json.dumps([]),
        "retrieved": row["at"] + timedelta(hours=6),
    }  # fmt: skip


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"], "feed_url": row["feed_url"], "guid": row["article"], "link_key": row["article"],
        "article": row["article"], "link": f"https://example.org/{row['article']}", "title": row["title"],
        "summary": "", "content": "", "authors": "[]", "published": row["at"], "updated": None, "at": row["at"],
        "first_seen": row["at"] + timedelta(hours=6), "flags": "[]", "content_hash": row["article"],
    }  # fmt: skip


def _add_readings(coverage: CoverageStore, *, days: int) -> None:
    """How the feeds fared: two of them fail every day."""
    read = {"status": "ok", "reason": None, "detail": ""}
    failed = {"status": "failed", "reason": "timeout", "detail": "timed out after 30 s"}
    rows = []
    for back in range(days):
        day = LAST_DAY - timedelta(days=back)
        checked = datetime.combine(day, time(5, 40), tzinfo=UTC)
        for number in range(_FEEDS):
            fared = failed if number < 2 else read
            rows.append({"day": day.isoformat(), "feed_url": _feed_url(number), "checked": checked, **fared})
    with coverage.writing() as connection:
        connection.execute(insert(READINGS), rows)
