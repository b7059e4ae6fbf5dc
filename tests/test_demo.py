"""The sample coverage through the whole way: what it contains on purpose comes out right."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from briefing.analysis.evidence import is_copy, is_verbatim
from briefing.cli.demo import DAYS, make_demo
from briefing.errors import InputError
from briefing.sample.server import SampleServer
from briefing.store.coverage import Coverage
from briefing.store.editions import Editions
from briefing.store.search import search
from briefing.types import Briefing, Report, Statement, Story

FIRST, SECOND, THIRD = DAYS


@pytest.fixture(scope="module")
def editions(demo_archive: Path) -> dict[date, Briefing]:
    return {day: Editions(demo_archive).load(day) for day in DAYS}


def reports(briefing: Briefing) -> dict[str, Report]:
    return {report.id: report for report in briefing.reports}


def said_by(briefing: Briefing, speaker: str) -> list[Statement]:
    return [s for s in briefing.statements if s.speaker == speaker]


def story_with(briefing: Briefing, words: str) -> Story:
    listed = reports(briefing)
    return next(s for s in briefing.stories if any(words in listed[r].headline for r in s.reports))


def test_three_editions_say_that_they_are_a_sample(editions: dict[date, Briefing]) -> None:
    assert [b.number for b in editions.values()] == [1, 2, 3]
    assert all(b.sample for b in editions.values())


def test_the_mail_of_the_last_day_is_beside_it(demo_archive: Path) -> None:
    path = demo_archive / f"{THIRD}-desk-at-example.org.eml"
    message = message_from_bytes(path.read_bytes(), policy=default)
    assert message["Subject"].startswith("Sample, invented: ")
    assert message["To"] == "desk@example.org"


def test_every_sentence_statement_and_role_is_in_its_source(editions: dict[date, Briefing], demo_archive: Path) -> None:
    with Coverage(demo_archive / "coverage.db") as coverage:
        for briefing in editions.values():
            known = coverage.articles((r.id for r in briefing.reports), known_before=briefing.end)
            for story in briefing.stories:
                assert story.summary, story.headline
                for sentence in story.summary:
                    assert is_copy(sentence.text, sentence.evidence)
                    for e in sentence.evidence:
                        assert [known[e.article].text[a:b] for a, b in e.ranges] == list(e.quoted)
            assert all(map(is_verbatim, briefing.statements))
            for actor in briefing.actors:
                if actor.role:
                    assert is_copy(actor.role.text, [actor.role.evidence])


def test_a_wire_report_and_its_reprints_are_one_origin(editions: dict[date, Briefing]) -> None:
    story = story_with(editions[FIRST], "Northern lane closed")
    listed = reports(editions[FIRST])
    publishers = {listed[r].publisher for r in story.reports}
    assert {"Meridian Wire", "The Ansel Courier", "Harbour Daily", "Tarvon Morning Post"} <= publishers
    assert story.origins < len(publishers)


def test_one_quotation_in_two_lengths_is_one_statement(editions: dict[date, Briefing]) -> None:
    quotation = [s for s in said_by(editions[FIRST], "Dorin Vaskel") if "not shut to aid" in s.content]
    assert len(quotation) == 1
    assert quotation[0].content == "The lane is shut to trade. It is not shut to aid, and no aid ship has been stopped"
    assert len(quotation[0].reports) >= 3
    handrake = [s for s in said_by(editions[THIRD], "Teo Handrake") if "narrow path" in s.content]
    assert len(handrake) == 1
    assert handrake[0].content.endswith("It is not wide enough for preconditions")


def test_the_minister_is_what_each_day_calls_him(editions: dict[date, Briefing]) -> None:
    roles = {day: [s.role.text for s in said_by(b, "Dorin Vaskel") if s.role] for day, b in editions.items()}
    assert "Foreign Minister" in roles[FIRST]
    assert all("until Thursday" in role or "former" in role.lower() for role in roles[THIRD])
    solvane = next(a for a in editions[THIRD].actors if a.name == "Marit Solvane")
    assert solvane.role is not None and solvane.role.text == "Foreign Minister"


def test_pronouns_and_titles_lead_to_the_person(editions: dict[date, Briefing]) -> None:
    adsel = said_by(editions[FIRST], "Karim Adsel")
    assert any("flour and blankets" in s.content for s in adsel)  # "he said", the name a paragraph before
    assert all(
        s.speaker not in ("he", "she", "the envoy", "the minister") for b in editions.values() for s in b.statements
    )


def test_page_furniture_is_nowhere(editions: dict[date, Briefing]) -> None:
    words = (
        "cookie",
        "advertisement",
        "read more",
        "also read",
        "newsletter",
        "view more",
        "(image",
        "with inputs from",
    )
    for briefing in editions.values():
        printed = [s.text for story in briefing.stories for s in story.summary]
        printed += [s.content for s in briefing.statements]
        assert not [text for text in printed if any(word in text.lower() for word in words)]


def test_feeds_that_fail_are_named_with_reasons(editions: dict[date, Briefing]) -> None:
    for briefing in editions.values():
        status = {feed.publisher: (feed.status, feed.reason) for feed in briefing.feeds}
        assert status["Kessaly Ministry of Defence"][0] == "failed"
        assert status["Port Authority Ansel"] == ("failed", "not-a-feed")
        assert status["Marrow Pilots' Association"] == ("stale", "stale")
        assert briefing.coverage.feeds_read == briefing.coverage.feeds_asked - 2
        text = " ".join(gap.text for gap in briefing.gaps)
        assert all(name in text for name in ("Kessaly Ministry of Defence", "Port Authority Ansel", "14 August 2026"))


def test_a_feed_that_answers_304_is_unchanged(editions: dict[date, Briefing]) -> None:
    status = {feed.publisher: feed.status for feed in editions[THIRD].feeds}
    assert status["Sallow Fishers' Cooperative"] == "unchanged"


def test_languages_that_no_model_reads_are_counted(editions: dict[date, Briefing]) -> None:
    assert dict(editions[FIRST].coverage.unread_languages).get("ar")
    assert dict(editions[SECOND].coverage.unread_languages).get("es") == 1
    assert any("language ar" in gap.text for gap in editions[FIRST].gaps)


def test_markup_in_a_title_is_text(editions: dict[date, Briefing]) -> None:
    story = story_with(editions[SECOND], "Port pages defaced")
    assert "<script>alert(1)</script>" in reports(editions[SECOND])[story.headline_report].headline


def test_off_topic_and_opinion_stay_out(editions: dict[date, Briefing]) -> None:
    headlines = [r.headline for b in editions.values() for r in b.reports]
    assert not [h for h in headlines if h.startswith("Opinion") or "handball" in h.lower()]


def test_an_item_of_next_year_does_not_lead(editions: dict[date, Briefing]) -> None:
    for briefing in editions.values():
        assert all(report.published < briefing.end for report in briefing.reports)


def test_an_edited_article_is_one_article_of_two_versions(demo_archive: Path, editions: dict[date, Briefing]) -> None:
    with Coverage(demo_archive / "coverage.db") as coverage:
        with coverage.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT article, version, headline FROM articles WHERE url LIKE '%at-the-fish-quay%' ORDER BY version"
            ).all()
        hits = [h for h in search(coverage, "carried ashore fish quay") if h.kind == "report"]
    assert len({row.article for row in rows}) == 1
    assert [row.version for row in rows] == [1, 2]
    assert [h.headline for h in hits] == [rows[-1].headline]


@pytest.mark.parametrize(
    ("slug", "note"),
    [("why-vaskel-had-to-go", "subscribers"), ("order-88", "404"), ("inside-the-harbour-office", "robots")],
)
def test_pages_that_cannot_be_had_leave_the_words_of_the_feed(
    demo_archive: Path, editions: dict[date, Briefing], slug: str, note: str
) -> None:
    noted = [r for b in editions.values() for r in b.reports if slug in (r.url or "")]
    if not noted:  # told in a story that did not make the page: ask the store
        with Coverage(demo_archive / "coverage.db") as coverage, coverage.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT notes, source FROM articles WHERE url LIKE ?", (f"%{slug}%",)
            ).all()
        assert rows and rows[0].source == "feed" and note in rows[0].notes
        return
    assert noted[0].source == "feed"
    assert any(note in text for text in noted[0].notes)


def test_stories_last_over_days(editions: dict[date, Briefing]) -> None:
    first = {story.id for story in editions[FIRST].stories}
    continued = [s for s in editions[SECOND].stories if s.state == "continued"]
    assert continued
    assert all(s.id in first and s.first_day == FIRST for s in continued)


def test_a_port_that_is_taken_is_said_in_one_sentence(tmp_path: Path) -> None:
    with (
        SampleServer(datetime.combine(FIRST, time(5, 40), tzinfo=UTC)) as other,
        pytest.raises(InputError, match=rf"Port {other.port} .* cannot be used .*; stop what listens there"),
    ):
        make_demo(tmp_path, port=other.port)
    assert not Editions(tmp_path).days()


def test_making_the_demo_again_changes_nothing(
    demo_archive: Path, editions: dict[date, Briefing], capsys: pytest.CaptureFixture[str]
) -> None:
    before = {day: Editions(demo_archive).path(day).read_bytes() for day in DAYS}
    make_demo(demo_archive)
    said = capsys.readouterr().out
    assert "already" in said
    assert f"The last of them to print: {demo_archive / 'briefing-2026-11-21.pdf'}" in said
    assert (demo_archive / "briefing-2026-11-21.pdf").read_bytes().startswith(b"%PDF-1.7")
    assert {day: Editions(demo_archive).path(day).read_bytes() for day in DAYS} == before
