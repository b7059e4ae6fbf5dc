"""Editions and archives for tests: a full edition, one with a single story, one without any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from briefing.serialize import SCHEMA
from briefing.store.coverage import Coverage as CoverageStore
from briefing.store.editions import Editions
from briefing.store.records import Run
from briefing.store.search import index_edition
from briefing.types import (
    Briefing,
    CitedSentence,
    Coverage,
    DatedSentence,
    Evidence,
    FeedKind,
    FeedResult,
    FeedStatus,
    Gap,
    KeyActor,
    LeadSentence,
    Provenance,
    Report,
    Role,
    Statement,
    StatementKind,
    Story,
)

DAY = date(2026, 11, 21)
END = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
#: Shortly after the edition of DAY was made.
MORNING = END.replace(hour=6)

WIRE = "Meridian Wire"
STATE = "Tarvon Wire"


def make_report(id: str = "r1", **changes: object) -> Report:
    """A report of a news agency."""
    values: dict[str, object] = {
        "id": id,
        "version": 1,
        "url": f"https://example.org/{id}",
        "headline": "Northern lane shut after collision",
        "publisher": WIRE,
        "kind": "wire",
        "country": "Kessaly",
        "language": "en",
        "published": END - timedelta(hours=8),
        "source": "page",
    }
    return Report(**(values | changes))  # type: ignore[arg-type]


def make_evidence(id: str = "e1", article: str = "r1", *quoted: str, version: int = 1, start: int = 30) -> Evidence:
    """A piece of evidence out of the middle of a report."""
    pieces = quoted or ("the lane is shut",)
    ranges, at = [], start
    for piece in pieces:
        ranges.append((at, at + len(piece)))
        at += len(piece) + 10
    return Evidence(
        id=id,
        article=article,
        version=version,
        ranges=tuple(ranges),
        quoted=pieces,
        between=(" he said. ",) * (len(pieces) - 1),
        before="The coast guard says that ",
        after=". Ships wait south of",
    )


def make_sentence(text: str, id: str, article: str = "r1") -> CitedSentence:
    """A sentence with one piece of evidence."""
    return CitedSentence(text=text, evidence=(make_evidence(id, article, text),))


def make_story(number: int = 1, **changes: object) -> Story:
    """A story with two sentences, told by one report."""
    values: dict[str, object] = {
        "id": f"s{number}",
        "topic": "Shipping",
        "headline": f"Story {number}: the lane is shut",
        "headline_report": "r1",
        "state": "new",
        "first_day": DAY,
        "summary": (
            make_sentence(f"The lane has been shut since Friday in story {number}.", f"s{number}-1"),
            make_sentence("Sixty-one ships wait.", f"s{number}-2"),
        ),
        "reports": ("r1",),
        "origins": 1,
        "score": (("origins", 1.0),),
    }
    return Story(**(values | changes))  # type: ignore[arg-type]


def make_statement(number: int = 1, kind: StatementKind = "direct", **changes: object) -> Statement:
    """What a minister said, as one report has it."""
    words = f"The lane is shut to trade, and it stays shut for day {number}"
    values: dict[str, object] = {
        "id": f"q{number}",
        "speaker": "Dorin Vaskel",
        "speaker_id": "dorin-vaskel",
        "role": Role(text="foreign minister of Tarvonia", on=DAY, evidence=make_evidence(f"q{number}-role")),
        "cue": "told",
        "content": words,
        "addressee": "reporters",
        "kind": kind,
        "reported": END - timedelta(hours=8),
        "evidence": make_evidence(f"q{number}-words", "r1", words),
        "reports": ("r1",),
    }
    return Statement(**(values | changes))  # type: ignore[arg-type]


def make_actor(number: int = 1, **changes: object) -> KeyActor:
    """A person who is named in several reports."""
    values: dict[str, object] = {
        "id": f"actor-{number}",
        "name": f"Ilse Maranov {number}",
        "kind": "person",
        "role": Role(text="prime minister of Kessaly", on=DAY, evidence=make_evidence(f"a{number}-role")),
        "aliases": (),
        "reports": 10 - number,
        "reports_before": None,
        "evidence": make_evidence(f"a{number}-name"),
    }
    return KeyActor(**(values | changes))  # type: ignore[arg-type]


def make_feed_result(
    publisher: str, status: FeedStatus = "ok", detail: str = "", *, kind: FeedKind = "private"
) -> FeedResult:
    """How a feed fared."""
    return FeedResult(
        url=f"https://{publisher.lower().replace(' ', '-')}.example/feed",
        publisher=publisher,
        country="Kessaly",
        language="en",
        kind=kind,
        status=status,
        detail=detail,
    )


REPORTS = (
    make_report("r1"),
    make_report("r2", publisher=STATE, kind="state", headline="Lane closed on safety grounds", published=END),
    make_report("r3", publisher="Lindhal Public Broadcasting", kind="public"),
    make_report(
        "r4", publisher="Radio Sallow", kind="private", language="ar", source="feed", notes=("page gives no text",)
    ),
    make_report("r5", publisher="The Ansel Courier", kind="private", url=None),
)

COVERAGE = Coverage(
    feeds_asked=44,
    feeds_read=41,
    entries=1286,
    on_topic=212,
    digested=60,
    distinct=38,
    stories=14,
    countries=9,
    newest=END,
    unread_languages=(("ar", 2),),
)

PROVENANCE = Provenance(program="crisis-briefing 0.1.0", models=("rules 1; test",), summarizer="extractive 1")


def empty_edition(day: date = DAY, **changes: object) -> Briefing:
    """An edition of a day on which nothing was reported and everything was read."""
    end = datetime.combine(day, time(5), tzinfo=UTC)
    values: dict[str, object] = {
        "schema": SCHEMA,
        "day": day,
        "number": 143,
        "revision": 1,
        "title": "Marrow Strait",
        "topics": ("Shipping", "Diplomacy"),
        "timezone": "UTC",
        "start": end - timedelta(days=1),
        "end": end,
        "sample": False,
        "coverage": replace(COVERAGE, feeds_read=44, on_topic=0, distinct=0, stories=0),
        "stories": (),
        "actors": (),
        "statements": (),
        "gaps": (),
        "feeds": (),
        "reports": (),
        "provenance": PROVENANCE,
    }
    return Briefing(**(values | changes))  # type: ignore[arg-type]


def one_story_edition(day: date = DAY, **changes: object) -> Briefing:
    """An edition with one story, and one statement about it."""
    values: dict[str, object] = {
        "coverage": replace(COVERAGE, feeds_read=44),
        "stories": (make_story(),),
        "statements": (make_statement(),),
        "reports": REPORTS,
    }
    return empty_edition(day, **(values | changes))


def full_edition(day: date = DAY, **changes: object) -> Briefing:
    """An edition with every section, stories in every tier, and statements of every kind."""
    values: dict[str, object] = {
        "coverage": COVERAGE,
        "stories": _stories(),
        "actors": tuple(make_actor(n, reports_before=n if n % 2 else None) for n in range(1, 7)),
        "statements": _statements(),
        "positions": (make_position(1), make_position(2, said_in="Lindhal")),
        "gaps": _gaps(),
        "feeds": (
            make_feed_result(WIRE),
            make_feed_result("Kessaly Ministry of Defence", "failed", "timed out after 30 s"),
            make_feed_result("Port Authority Ansel", "blocked", "the answer is a web page, not a feed"),
            make_feed_result("Marrow Pilots", "stale", "answers, but with nothing newer than 14 August 2026"),
        ),
        "reports": REPORTS,
    }
    return empty_edition(day, **(values | changes))


#: Headlines of our own that say nothing but a name of a place: how many reports name each country.
NAMED = {
    "Ukraine": 14, "Russia": 11, "United States": 9, "Iran": 8, "Israel": 6, "China": 5, "Sudan": 4, "Lebanon": 3,
    "South Korea": 3, "Germany": 2, "Hungary": 2, "Myanmar": 2, "South Africa": 2, "Singapore": 1, "Palestine": 1,
    "Brazil": 1, "Fiji": 1,
}  # fmt: skip


def world_edition(day: date = DAY, **changes: object) -> Briefing:
    """An edition whose reports name countries of the world, and one that is on no map."""
    named = [country for country, number in NAMED.items() for _ in range(number)]
    reports = (make_report(f"w{n}", headline=f"Talks in {country}") for n, country in enumerate(named))
    values: dict[str, object] = {"reports": (*REPORTS, make_report("w-k", headline="Talks in Kessaly"), *reports)}
    return one_story_edition(day, **(values | changes))


def led_edition(day: date = DAY, **changes: object) -> Briefing:
    """A full edition that opens with three sentences: one that stands in its story as well, two that do not."""
    edition = full_edition(day, **changes)
    first, second, third = edition.stories[:3]
    lead = (
        LeadSentence(story=first.id, sentence=make_sentence("Both sides will meet in Lindhal on Monday.", "lead-1")),
        LeadSentence(story=second.id, sentence=second.summary[0]),
        LeadSentence(story=third.id, sentence=make_sentence("Reservists are called up in two districts.", "lead-3")),
    )
    return replace(edition, lead=lead)


def _stories() -> tuple[Story, ...]:
    lead = make_story(
        1,
        headline="Tarvonia shuts the northern lane of the Marrow Strait",
        reports=("r1", "r2", "r3", "r4", "r5"),
        origins=4,
        state="continued",
        first_day=DAY - timedelta(days=2),
        timeline=make_timeline(6),
    )
    reprinted = make_story(2, reports=("r1", "r2"), origins=1)
    going_on = make_story(5, state="continued", first_day=DAY - timedelta(days=1), timeline=make_timeline(2, of="five"))
    return (lead, reprinted, make_story(3), make_story(4), going_on, *(make_story(n) for n in range(6, 10)))


def make_timeline(days: int, *, of: str = "one") -> tuple[DatedSentence, ...]:
    """A sentence for each of the days before DAY, oldest first; the sentence of the last names no day."""
    return tuple(
        DatedSentence(
            on=DAY - timedelta(days=back),
            sentence=make_sentence(f"Boats were stopped {back} days ago in story {of}.", f"t-{of}-{back}"),
            dated_by="report" if back == 1 else "text",
        )
        for back in range(days, 0, -1)
    )


def _statements() -> tuple[Statement, ...]:
    carried = make_statement(1, reports=("r2", "r1", "r3"), evidence=make_evidence("q1-words", "r2", "Shut to trade,"))
    pieces = ("We lost a ship,", "an inquiry is no condition.")
    broken = make_statement(2, content=" ".join(pieces), evidence=make_evidence("q2-words", "r1", *pieces))
    return (
        carried,
        broken,
        make_statement(3, "indirect", role=None, addressee=None, cue="called for"),
        make_statement(4, "mixed", cue=None, addressee=None),
        *(make_statement(n) for n in range(5, 19)),
    )


def make_position(number: int = 1, **changes: object) -> Statement:
    """What a minister demanded, as a report has it."""
    words = f"called for an end to day {number} of the closure"
    values: dict[str, object] = {
        "id": f"p{number}",
        "cue": "called",
        "content": words,
        "addressee": None,
        "form": "position",
        "evidence": make_evidence(f"p{number}-words", "r1", words),
    }
    return make_statement(number, "indirect", **(values | changes))


def _gaps() -> tuple[Gap, ...]:
    return (
        Gap(kind="feed", text="Kessaly Ministry of Defence: timed out after 30 s."),
        Gap(kind="language", text="2 reports on these topics not read: language ar."),
        Gap(kind="page", text="1 report read in the feed's own words only: the page could not be had."),
        Gap(kind="origin", text="7 of 9 stories rest on a single origin.", evidence=(make_evidence("g1"),)),
    )


# ---------------------------------------------------------------- archives


def save_archive(root: Path, *editions: Briefing, run: Run | None = None) -> Path:
    """An archive with these editions, searchable, and with a run; the folder itself."""
    with CoverageStore(root / "coverage.db") as coverage:
        for edition in editions:
            Editions(root).save(edition)
            index_edition(coverage, edition)
        coverage.save_run(run or make_run(editions[-1].day if editions else DAY))
    return root


def make_run(day: date = DAY, *, exit_code: int = 3, error: str | None = None) -> Run:
    """A run that has read the feeds at 05:40."""
    started = datetime.combine(day, time(5, 40), tzinfo=UTC)
    summary = {"error": error} if error else {"feeds_read": 41}
    return Run(day=day, started=started, finished=started, exit_code=exit_code, summary=summary)
