"""Since yesterday and Disputed: then and now, both sides, and the empty cases in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from briefing.types import Briefing, Change, ChangeKind, Claim, Dispute, Quantity
from briefing.views.letter import letter
from briefing.views.safe import Element, Node, text_of, walk
from briefing.views.today import today
from tests.editions import (
    DAY,
    END,
    MORNING,
    empty_edition,
    full_edition,
    make_evidence,
    make_sentence,
    make_statement,
    make_story,
)
from tests.trees import elements, words

YESTERDAY = DAY - timedelta(days=1)


def page(briefing: Briefing) -> Node:
    return today(briefing, is_latest=True, now=MORNING).tree


def section(tree: Node, heading: str) -> str | None:
    """The text of the section under a heading."""
    for node in walk(tree):
        if isinstance(node, Element) and node.tag == "section" and node.attributes.get("aria-labelledby") == heading:
            pieces = " ".join(piece for piece in walk(node) if isinstance(piece, str))
            return " ".join(pieces.replace("\u00a0", " ").split())
    return None


def side(claimant: str, text: str) -> Claim:
    return Claim(
        text=text,
        value=1,
        claimant=claimant,
        reported=END,
        evidence=make_evidence(text[:3], "r1", text),
        reports=("r1",),
    )


def edition(**changes: object) -> Briefing:
    return replace(full_edition(DAY), **({"compared_with": YESTERDAY} | changes))  # type: ignore[arg-type]


def test_a_figure_is_told_then_and_now_with_both_sources() -> None:
    moved = Change(
        kind="figure",
        story="s1",
        subject="Port Ansel",
        before=make_sentence("18,400 people", "b"),
        after=make_sentence("23,100 people", "a"),
    )
    found = section(page(edition(changes=(moved,))), "since") or ""
    assert found.startswith("Since yesterday Figure moved Port Ansel was 18,400 people")
    assert "→ now 23,100 people" in found
    assert found.count("Evidence") == 2


def test_figures_of_one_story_stand_under_one_headline() -> None:
    def moved(before: str, after: str, story: str | None, claimant: str) -> Change:
        then, now = make_sentence(before, before), make_sentence(after, after)
        return Change(kind="figure", story=story, subject="Crash", before=then, after=now, claimant=claimant)

    changes = (
        moved("eight dead", "eleven dead", "s1", "Guard"),
        moved("21 dead", "27 dead", "s1", "Ministry"),
        moved("2 ill", "3 ill", "s2", "Clinic"),
    )
    found = section(page(edition(changes=changes)), "since") or ""
    assert found.count("Crash") == 2
    assert "Figures moved Crash was eight dead" in found and "Figure moved Crash was 2 ill" in found
    assert found.index("Guard") < found.index("21 dead") < found.index("Ministry")


def test_stories_that_are_only_named_stand_under_one_label() -> None:
    def named(kind: ChangeKind, subject: str) -> Change:
        return Change(kind=kind, story=None, subject=subject, before=make_sentence(subject, subject))

    changes = (named("story", "Lane shut"), named("story", "Ship held"), named("quiet", "Power cut"))
    found = section(page(edition(changes=changes)), "since") or ""
    assert found.count("New stor") == 1 and "New stories Lane shut" in found
    assert found.index("Ship held") < found.index("Gone quiet Power cut")


def test_what_went_quiet_may_go_on_in_a_feed_that_could_not_be_read() -> None:
    quiet = Change(kind="quiet", story=None, subject="Power cut", before=make_sentence("No light.", "then"))
    warned = "3 feeds could not be read: a story that went quiet may go on there."
    assert warned in (section(page(edition(changes=(quiet,))), "since") or "")
    well = edition(changes=(quiet,), coverage=replace(edition().coverage, feeds_read=44))
    assert warned not in (section(page(well), "since") or "")
    story = replace(quiet, kind="story")
    assert warned not in (section(page(edition(changes=(story,))), "since") or "")


def test_then_and_now_are_apart_where_no_arrow_stands_between_them() -> None:
    then, now = make_sentence("eleven dead", "then"), make_sentence("27 dead", "now")
    moved = edition(changes=(Change(kind="figure", story=None, subject="Crash", before=then, after=now),))
    (told,) = elements(letter(moved), class_="moved")
    assert re.fullmatch(r"was eleven dead\d+ now 27 dead\d+", words(told))


def test_kinds_of_change_have_their_words() -> None:
    def change(kind: str, **sides: object) -> Change:
        return Change(kind=kind, story=None, subject=f"A {kind}", **sides)  # type: ignore[arg-type]

    then, now = make_sentence("Eleven died.", "then"), make_sentence("Nine died.", "now")
    found = section(
        page(
            edition(
                changes=(
                    change("correction", before=then),
                    change("role", before=then, after=now),
                    change("story", after=now),
                    change("quiet", before=then),
                    change("development", before=then, after=now),
                )
            )
        ),
        "since",
    )
    assert found is not None
    assert "Correction A correction was Eleven died." in found
    assert "no longer in the report" in found
    assert "New story A story" in found
    assert "Gone quiet A quiet" in found
    assert "A development" not in found
    assert "1 more change, told with the stories." in found


def test_new_statements_stand_in_their_own_section_alone() -> None:
    said = Change(kind="statement", story=None, subject="Ilse Maranov", after=make_sentence("The lane opens.", "now"))
    found = section(page(edition(changes=(said,))), "since") or ""
    assert "No change in the stories." in found and "Maranov" not in found


def test_a_figure_that_moved_says_whose_it_is() -> None:
    then, now = make_sentence("eleven dead", "then"), make_sentence("27 dead", "now")
    moved = Change(kind="figure", story=None, subject="Crash", before=then, after=now, claimant="Ministry of Health")
    assert "according to \u2068Ministry of Health\u2069" in (section(page(edition(changes=(moved,))), "since") or "")
    nobody = replace(moved, claimant=None)
    assert "according to" not in (section(page(edition(changes=(nobody,))), "since") or "")


@pytest.mark.parametrize(
    ("counted", "after", "claimant", "note"),
    [
        ("missing", "four people", "Ministry of Health", "missing, according to Ministry of Health"),
        ("fuel", "70 hours", None, "fuel"),
        ("killed", "27 dead", None, None),
        ("value", "0.9 per cent of hull value", None, None),
        ("ships", "61 Ships", "Gazette", "according to Gazette"),
    ],
)
def test_a_figure_whose_words_do_not_say_what_it_counts_is_told_with_it(
    counted: str, after: str, claimant: str | None, note: str | None
) -> None:
    claim = side("Ministry of Health", after)
    quantity = Quantity(counted=counted, unit="people", where=None, claims=(claim,))
    now = replace(make_sentence(after, "now"), evidence=(claim.evidence,))
    then = make_sentence("ten people", "then")
    moved = Change(kind="figure", story="story-1", subject="Crash", before=then, after=now, claimant=claimant)
    story = replace(make_story(1, quantities=(quantity,)), id="story-1")
    found = page(edition(changes=(moved,), stories=(story,)))
    (since,) = elements(found, "section", "since")
    assert [words(meta) for meta in elements(since, "p", "meta")] == ([note] if note else [])


def test_a_number_that_began_a_sentence_is_small_in_a_line() -> None:
    def told(before: str, after: str) -> str:
        then, now = make_sentence(before, "then"), make_sentence(after, "now")
        change = Change(kind="figure", story=None, subject="Crash", before=then, after=now)
        (moved,) = elements(page(edition(changes=(change,))), "p", "moved")
        return " ".join(re.sub(r"\d+Evidence \d+: Meridian Wire", "", words(moved)).split())

    assert told("Ten people", "Forty-one patients") == "was ten people → now forty-one patients"
    assert told("Ten Downing Street", "38 patients") == "was Ten Downing Street → now 38 patients"


def test_the_edition_compared_with_is_named_if_it_is_not_yesterdays() -> None:
    found = section(page(edition(compared_with=DAY - timedelta(days=3))), "since") or ""
    assert found.startswith("Since the edition of 18 November")


def test_without_a_change_and_without_an_edition_before() -> None:
    assert "No change in the stories." in (section(page(edition()), "since") or "")
    assert section(page(full_edition(DAY)), "since") is None


def test_both_sides_of_a_dispute_stand_beside_each_other() -> None:
    dispute = Dispute(
        id="d1",
        story="s1",
        counted="killed",
        unit="people",
        where="Brennick",
        claims=(side("Tarvonian coast guard", "11 dead"), side("Ministry of Health", "27 were killed")),
    )
    tree = page(edition(disputes=(dispute,)))
    found = section(tree, "disputed") or ""
    assert "How many were killed (\u2068Brennick\u2069)?" in found
    assert found.index("11 dead") < found.index("Tarvonian coast guard") < found.index("27 were killed")
    doors = [n for n in walk(tree) if isinstance(n, Element) and n.attributes.get("data-to") == "dispute-d1"]
    assert [text_of(door) for door in doors] == ["Disputed"]


def test_a_dispute_in_words_is_headed_by_its_story() -> None:
    briefing = edition()
    dispute = Dispute(
        id="d2",
        story=briefing.stories[0].id,
        counted=None,
        unit=None,
        where=None,
        claims=(side("Kessaly", "said it fired"), side("Tarvonia", "denied that it fired")),
    )
    assert briefing.stories[0].headline in (section(page(replace(briefing, disputes=(dispute,))), "disputed") or "")


def test_a_repeated_statement_says_since_when() -> None:
    said = make_statement(1, repeats=YESTERDAY)
    text = " ".join(text_of(page(empty_edition(statements=(said,)))).split())
    assert "repeated, first in the edition of 20 November" in text
