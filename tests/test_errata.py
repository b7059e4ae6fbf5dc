"""Errata: a correction that a later edition prints stands on the page of the edition that had the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.analysis.errata import find_errata
from briefing.cli.reports import errata_lines
from briefing.store.coverage import Coverage
from briefing.store.timeline import corrected_on
from briefing.types import Briefing, Change, CitedSentence
from briefing.views.today import today
from tests.editions import (
    DAY,
    MORNING,
    WIRE,
    full_edition,
    make_evidence,
    make_report,
    make_sentence,
    make_story,
    save_archive,
)
from tests.pages import open_page, read
from tests.trees import elements, words

BEFORE = DAY - timedelta(days=1)
WRONG = make_sentence("Twelve sailors died.", "wrong")
RIGHT = CitedSentence(
    text="Eleven sailors died.", evidence=(make_evidence("right", "r1", "Eleven sailors died.", version=2),)
)


def old_edition(sentence: CitedSentence = WRONG, day: date = BEFORE) -> Briefing:
    story = make_story(1, first_day=day, summary=(sentence,))
    return full_edition(day, number=142, stories=(story,), statements=(), actors=(), reports=(make_report("r1"),))


def correcting(day: date = DAY, before: CitedSentence = WRONG, after: CitedSentence | None = RIGHT) -> Briefing:
    change = Change(kind="correction", story="s1", subject="Toll of the collision", before=before, after=after)
    return full_edition(day, changes=(change,), compared_with=day - timedelta(days=1))


def test_what_a_later_edition_corrects_is_an_erratum_of_the_one_that_printed_it() -> None:
    (found,) = find_errata(old_edition(), [correcting()])
    assert (found.day, found.correction.after) == (DAY, RIGHT)
    assert [report.id for report in found.reports] == ["r1"]


def test_editions_before_it_and_other_words_of_the_report_are_no_errata() -> None:
    assert find_errata(old_edition(), [correcting(BEFORE), correcting(BEFORE - timedelta(days=1))]) == ()
    elsewhere = replace(WRONG, evidence=(make_evidence("other", "r1", "Nobody sailed on.", start=900),))
    assert find_errata(old_edition(), [correcting(before=elsewhere)]) == ()
    another = replace(WRONG, evidence=(make_evidence("other", "r2", WRONG.text),))
    assert find_errata(old_edition(), [correcting(before=another)]) == ()


def test_the_same_words_in_another_version_of_the_report_are_corrected_with_it() -> None:
    moved = replace(WRONG, evidence=(make_evidence("moved", "r1", WRONG.text, version=2, start=400),))
    assert len(find_errata(old_edition(), [correcting(before=moved)])) == 1


def test_a_sentence_that_two_changes_correct_is_one_erratum_and_days_stand_in_order() -> None:
    twice = correcting()
    twice = replace(twice, changes=twice.changes * 2)
    later = correcting(DAY + timedelta(days=1))
    assert [one.day for one in find_errata(old_edition(), [later, twice])] == [DAY, DAY + timedelta(days=1)]


def test_what_the_timeline_printed_is_corrected_as_well() -> None:
    told = correcting().stories[0].timeline[-1].sentence
    later = correcting(DAY + timedelta(days=1), before=told, after=None)
    assert len(find_errata(correcting(), [later])) == 1


def test_the_page_says_what_was_corrected_with_evidence_and_the_way_to_that_edition() -> None:
    errata = find_errata(old_edition(), [correcting()])
    page = today(old_edition(), is_latest=False, now=MORNING, errata=errata, doors=True)
    (section,) = elements(page.tree, "section", "errata")
    assert words(elements(section, "h2")[0]) == "Corrected since"
    assert words(elements(section, "p", "kicker")[0]) == "Correction in the edition of 21 November"
    assert elements(section, "a")[0].attributes["href"] == f"/?day={DAY.isoformat()}&at=since"
    assert [words(span) for span in elements(section, "span", "now")] == [f"Eleven sailors died.2Evidence 2: {WIRE}"]
    assert words(page.evidence["right"]).startswith("… The coast guard says that Eleven sailors died.")
    assert "version 2 of this text" in words(page.evidence["right"])


def test_the_register_knows_on_which_days_reports_were_corrected(tmp_path: Path) -> None:
    archive = save_archive(tmp_path, old_edition(), correcting())
    with Coverage(archive / "coverage.db", read_only=True) as coverage:
        assert corrected_on(coverage, ("r1", "r9"), after=BEFORE) == (DAY,)
        assert corrected_on(coverage, ("r1",), after=DAY) == ()
        assert corrected_on(coverage, ("r2",), after=BEFORE) == ()


def test_the_old_edition_shows_it_on_the_dashboard_and_its_file_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = save_archive(tmp_path, old_edition(), correcting())
    files = {path: path.read_bytes() for path in archive.rglob("*.json")}
    said = read(open_page(archive, monkeypatch, day=BEFORE.isoformat()))
    assert "Corrected since" in said and "Eleven sailors died." in said
    assert "Corrected since" not in read(open_page(archive, monkeypatch))
    assert {path: path.read_bytes() for path in archive.rglob("*.json")} == files


def test_the_terminal_says_it_in_a_line() -> None:
    lines = list(errata_lines(find_errata(old_edition(), [correcting(after=None)])))
    assert lines[1] == "Corrected since"
    assert " ".join(lines[2:]).split() == (
        "In the edition of 2026-11-21: Toll of the collision: Twelve sailors died. -> no longer in the report".split()
    )
    assert list(errata_lines(())) == []
