"""Two editions compared: every kind of change with both sides and their evidence, as text whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import get_args

from briefing.types import Change, ChangeKind, CitedSentence
from briefing.views.comparison import Comparison, comparison_page
from briefing.views.edition import Page
from briefing.views.masthead import About
from briefing.views.words import Times
from tests.editions import DAY, full_edition, make_actor, make_sentence, make_statement
from tests.hostile import HOSTILE
from tests.trees import elements, words

ABOUT = About(title="Marrow Strait", sample=False, times=Times("UTC", year=2026))


def page(*changes: Change) -> Page:
    earlier = full_edition(DAY - timedelta(days=2))
    return comparison_page(Comparison(earlier=earlier, later=full_edition(), changes=changes), ABOUT)


def test_both_sides_stand_under_their_days_with_their_evidence() -> None:
    moved = Change(
        kind="figure",
        story="s1",
        subject="Port Ansel",
        before=make_sentence("18,400 people", "b"),
        after=make_sentence("23,100 people", "a"),
    )
    shown = page(moved)
    said = words(shown.tree)
    assert "From the edition of Thursday 19 November 2026 to that of Saturday 21 November 2026: 1 figure moved." in said
    (row,) = elements(shown.tree, "tr")[1:]
    assert [words(side)[:40] for side in row.children] == [
        "Port Ansel",
        "Thursday 19 November18,400 people1Eviden",
        "Saturday 21 November23,100 people2Eviden",
    ]
    assert list(shown.evidence) == ["b", "a"]
    assert "/compare?day=2026-11-21&before=2026-11-19&ev=b" in str(shown.evidence["b"])


def test_a_side_without_words_says_why() -> None:
    new = Change(kind="story", story="s1", subject="New", after=make_sentence("It began.", "n"))
    quiet = Change(kind="quiet", story="s2", subject="Old", before=make_sentence("It was.", "q"))
    gone = Change(kind="correction", story=None, subject="Report", before=make_sentence("Twelve.", "c"))
    said = words(page(new, quiet, gone).tree)
    assert "Not in this edition." in said
    assert "No report in this edition." in said
    assert "No longer in the publisher’s text." in said
    assert "1 new story, 1 story gone quiet and 1 correction" in said


def test_a_new_statement_stands_as_the_edition_prints_it() -> None:
    said = make_statement(7, kind="direct", content="We lost a ship An inquiry comes first")
    after = CitedSentence(text=said.content, evidence=(said.evidence,))
    later = replace(full_edition(), statements=(said,))
    change = Change(kind="statement", story=None, subject=said.speaker or "", after=after)
    earlier = full_edition(DAY - timedelta(days=2))
    shown = comparison_page(Comparison(earlier=earlier, later=later, changes=(change,)), ABOUT)
    assert f"“{said.content}”" in words(shown.tree)


def test_the_headline_above_figures_of_one_story_is_seen_once() -> None:
    moved = [
        Change(
            kind="figure",
            story="s1",
            subject="Port Ansel",
            before=make_sentence(f"{n} people", f"b{n}"),
            after=make_sentence(f"{n + 1} people", f"a{n}"),
        )
        for n in (10, 20)
    ]
    first, second = elements(page(*moved).tree, "tr")[1:]
    assert elements(first, "a")[0].attributes["href"] == "/story?id=s1"
    (name, *_) = elements(second, "span")
    assert (words(name), name.attributes["class"]) == ("Port Ansel", "unseen")


def test_names_lead_to_their_pages() -> None:
    actor = make_actor(1)
    role = Change(kind="role", story=None, subject=actor.name, after=make_sentence("former minister", "r"))
    new = Change(kind="story", story="s1", subject="New", after=make_sentence("It began.", "n"))
    links = [link.attributes["href"] for link in elements(page(role, new).tree, "a")]
    assert links[2:] == [f"/actor?id={actor.id}", "/story?id=s1"]


def test_no_change_is_a_sentence() -> None:
    said = words(page().tree)
    assert said == "No change from the edition of Thursday 19 November 2026 to that of Saturday 21 November 2026."


def test_hostile_changes_are_text() -> None:
    kinds = get_args(ChangeKind)
    changes = (
        Change(
            kind=kinds[n % len(kinds)],
            story=text,
            subject=text,
            before=make_sentence(text, f"b{n}"),
            after=make_sentence(text, text),
        )
        for n, text in enumerate(HOSTILE)
    )
    shown = page(*sorted(changes, key=lambda change: change.kind))  # the tree is checked when it is made
    assert "<script>window.hit=1</script>" in words(shown.tree)
    assert not [link for link in elements(shown.tree, "a") if "javascript:" in link.attributes.get("href", "")]
    assert max(len(words(side)) for side in elements(shown.tree, "td")) < 1_000
