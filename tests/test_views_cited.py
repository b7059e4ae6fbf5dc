"""Evidence and people on the front page: every number leads to its source text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from briefing.types import Briefing, StatementKind
from briefing.views.people import how_said, line_of, words_of
from briefing.views.safe import isolated
from briefing.views.words import NBSP
from tests.editions import (
    empty_edition,
    full_edition,
    make_actor,
    make_evidence,
    make_position,
    make_statement,
    make_story,
    one_story_edition,
)
from tests.hostile import hostile_edition
from tests.trees import elements, numbers, page_of, seen, words

# ---------------------------------------------------------------- evidence


@pytest.mark.parametrize("briefing", [full_edition(), one_story_edition(), empty_edition(), hostile_edition()])
def test_evidence_has_one_numbering_in_the_order_of_reading(briefing: Briefing) -> None:
    page = page_of(briefing)
    firsts = list(dict.fromkeys(numbers(page.tree)))
    assert firsts == list(range(1, len(firsts) + 1))
    ids = dict.fromkeys(button.attributes["data-ev"] for button in elements(page.tree, "button", "number"))
    assert list(page.evidence) == list(ids)


def test_the_same_evidence_keeps_its_number() -> None:
    story = make_story(1)
    again = make_story(2, summary=story.summary)
    assert numbers(
        page_of(full_edition(stories=(story, again), statements=(), positions=(), actors=(), gaps=())).tree
    ) == [
        1,
        2,
        1,
        2,
    ]


def test_every_sentence_statement_role_and_actor_has_a_number() -> None:
    tree = page_of(full_edition()).tree
    for name in ("statement", "actor"):
        for block in elements(tree, "li", name):
            assert numbers(block), words(block)
    for body in elements(tree, "p", "body"):
        if elements(tree, "article"):
            assert numbers(body) or words(body) == "", words(body)


def test_a_number_is_named_for_those_who_do_not_see_it_and_tied_to_the_last_word() -> None:
    body = elements(page_of(full_edition()).tree, "p", "body")[0]
    tied = elements(body, class_="tied")[0]
    assert words(tied) == "1.1Evidence 1: Meridian Wire"
    assert words(elements(tied, "button")[0]) == "1Evidence 1: Meridian Wire"


def test_a_very_long_word_may_break() -> None:
    story = make_story(1, summary=(replace(make_story().summary[0], text="W" * 154),))
    body = elements(page_of(full_edition(stories=(story,))).tree, "p", "body")[0]
    assert "WW" not in words(elements(body, class_="tied")[0])


def test_the_panel_shows_the_source_text_with_the_words_marked() -> None:
    page = page_of(full_edition())
    panel = page.evidence["q2-words"]
    quote = elements(panel, "blockquote")[0]
    assert words(quote) == (
        "… The coast guard says that We lost a ship, he said. an inquiry is no condition.. Ships wait south of …"
    )
    assert [words(mark) for mark in elements(quote, "mark")] == ["We lost a ship,", "an inquiry is no condition."]
    labels = [words(e) for e in elements(panel) if e.tag in ("dt", "dd")]
    assert labels == [
        "Source", "Meridian Wire news agency",
        "Report", "Northern lane shut after collision",
        "Published", "20 Nov, 21:00 UTC",
    ]  # fmt: skip
    original, copy = elements(panel, "a")
    assert original.attributes["href"] == "https://example.org/r1"
    assert original.attributes["rel"] == "noopener noreferrer"
    assert copy.attributes["href"] == "/?day=2026-11-21&ev=q2-words"


def test_the_panel_says_where_else_the_same_is_told() -> None:
    page = page_of(full_edition())
    said, story = words(page.evidence["q1-words"]), words(page.evidence["s1-1"])
    assert "Tarvon Wire state-controlled" in said
    assert "Same statement in2 other reports" in said
    assert "Same story in4 other reports" in story
    assert [words(tag) for tag in elements(page.evidence["q1-words"], class_="alert")] == ["state-controlled"]


def test_the_panel_of_a_report_that_was_not_read_whole() -> None:
    story = make_story(1, summary=(replace(make_story().summary[0], evidence=(make_evidence("e", "r4", version=3),)),))
    panel = words(page_of(full_edition(stories=(story,))).evidence["e"])
    assert "Northern lane shut after collision, in Arabic" in panel
    assert "20 Nov, 21:00 UTC, version 3 of this text" in panel
    assert "Read inthe feed's own words: page gives no text" in panel


def test_the_panel_of_a_report_that_is_not_listed() -> None:
    story = make_story(1, summary=(replace(make_story().summary[0], evidence=(make_evidence("e", "gone"),)),))
    panel = page_of(full_edition(stories=(story,))).evidence["e"]
    assert "not among the reports that this edition lists" in words(panel)
    assert [words(link) for link in elements(panel, "a")] == ["Copy link"]


def test_the_beginning_of_a_report_has_no_ellipsis() -> None:
    evidence = replace(make_evidence("e", start=10), before="PORT ANSEL", after=" It ends here.")
    story = make_story(1, summary=(replace(make_story().summary[0], evidence=(evidence,)),))
    quote = elements(page_of(full_edition(stories=(story,))).evidence["e"], "blockquote")[0]
    assert words(quote) == "PORT ANSELthe lane is shut It ends here."


# ---------------------------------------------------------------- people


def test_statements_show_whose_words_they_are() -> None:
    carried, broken, indirect, mixed = elements(page_of(full_edition()).tree, "li", "statement")[:4]
    assert seen(elements(carried, "blockquote")[0]) == "“The lane is shut to trade, and it stays shut for day 1”"
    assert "direct" in elements(carried, "blockquote")[0].attributes["class"]
    assert seen(elements(broken, "blockquote")[0]) == "“We lost a ship\u00a0… an inquiry is no condition.”"
    for block in (indirect, mixed):
        assert "“" not in seen(block)
        assert elements(block, "blockquote")[0].attributes["class"] == "indirect"


def test_a_statement_says_how_when_and_where() -> None:
    carried, _, indirect, mixed = elements(page_of(full_edition()).tree, "li", "statement")[:4]
    meta = re.sub("[\u2068\u2069]", "", seen(elements(carried, class_="meta")[0])).replace("\u00a0", " ")
    assert meta == "told reporters · 20 Nov, 21:00 · Tarvon Wire, state-controlled and 2 more25"
    assert words(elements(carried, class_="role")[0]).startswith("foreign minister of Tarvonia")
    assert words(elements(indirect, "blockquote")[0]).startswith("Called for: ")
    assert words(elements(indirect, class_="meta")[0]).startswith("20 Nov, 21:00 · Meridian Wire")
    assert words(elements(mixed, class_="meta")[0]).startswith("20 Nov, 21:00 · Meridian Wire")


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ("Let him take good shoes,", "“Let him take good shoes”"),
        ("“Shut to trade” is all there is", "“Shut to trade” is all there is"),
        ("", "“”"),
    ],
)
def test_quotation_marks_stand_once(content: str, printed: str) -> None:
    said = make_statement(1, content=content, evidence=make_evidence("q", "r1", content or "x"))
    tree = page_of(full_edition(statements=(said,))).tree
    assert seen(elements(tree, "blockquote")[0]) == printed


def test_a_statement_from_a_state_outlet_alone_and_one_without_a_listed_source() -> None:
    alone = make_statement(1, reports=("r2",))
    unlisted = make_statement(2, reports=("gone",), speaker=None, role=None)
    first, second = elements(page_of(full_edition(statements=(alone, unlisted), positions=())).tree, "li", "statement")
    assert "Tarvon Wire, state-controlled25Evidence" in words(first)
    assert "source not listed26Evidence" in words(second)
    assert "Speaker not named" in words(second)


def test_positions_stand_apart_from_statements_and_say_where_and_that_they_are_positions() -> None:
    tree = page_of(full_edition(statements=(), positions=(make_position(1), make_position(2, said_in="Lindhal")))).tree
    first, second = elements(tree, "li", "position")
    assert "Called for an end to day 1 of the closure" in words(first) and "position · " in words(first)
    assert "position in Lindhal · reported" in words(second)
    assert "Positions" in [words(heading) for heading in elements(tree, "h2")]
    assert "Positions" not in [words(h) for h in elements(page_of(full_edition(positions=())).tree, "h2")]


def test_actors_are_those_in_most_reports_first_with_the_change_where_it_is_known() -> None:
    actors = (
        make_actor(1, reports=3, reports_before=5),
        make_actor(2, reports=9, reports_before=9),
        make_actor(3, reports=1, reports_before=None, role=None),
        make_actor(4, reports=7, reports_before=1),
    )
    tree = page_of(full_edition(actors=actors)).tree
    tallies = [words(elements(block, class_="tally")[0]) for block in elements(tree, "li", "actor")]
    assert tallies == [
        "9 reports±0, as many as in the edition before",
        "7 reports+6, 6 more than in the edition before",
        "3 reports−2, 2 fewer than in the edition before",
        "1 report",
    ]


def test_what_was_reported_stands_as_a_sentence_without_quotation_marks() -> None:
    said = make_statement(1, kind="indirect", content="that the lane would stay shut,")
    block = elements(page_of(empty_edition(statements=(said,))).tree, "blockquote")[0]
    assert words(block) == "The lane would stay shut"


def test_what_was_said_before_the_day_of_the_report_says_when() -> None:
    def meta(said_on: date) -> str:
        said = make_statement(1, said_on=said_on)
        return words(elements(page_of(empty_edition(statements=(said,))).tree, "li", "statement")[0])

    assert "told reporters on 19 November · reported 20 Nov, 21:00" in meta(date(2026, 11, 19))
    assert "told reporters · 20 Nov, 21:00" in meta(date(2026, 11, 20))


@pytest.mark.parametrize(
    ("cue", "content", "before", "expected"),
    [
        ("said", "that the lane was shut", "The envoy said ", "The lane was shut"),
        ("told", "the lane was “shut for good”", "The envoy told them ", "The lane was “shut for good”"),
        ("said", "they are “not enough,”", "The envoy said ", "They are “not enough”"),
        ("said", "it is “shut,” “That is all.”", "", f"It is “shut”{NBSP}… “That is all.”"),
        ("denied", "that anything was promised", "He denied ", "Denied that anything was promised"),
        ("warning", "the board not to act", "he said, warning ", "Warned the board not to act"),
        ("denying", "that it was shut", "he left, denying ", "Denied that it was shut"),
        ("calling for", "talks", "he left, calling for ", "Called for talks"),
        ("warned", "the lane is mined", "", "Warned: the lane is mined"),
    ],
)
def test_what_was_reported_keeps_a_verb_that_says_more_than_that_it_was_said(
    cue: str, content: str, before: str, expected: str
) -> None:
    evidence = replace(make_evidence("q1-words", "r1", content), before=before)
    kind: StatementKind = "mixed" if "“" in content else "indirect"
    assert words_of(make_statement(kind=kind, cue=cue, content=content, evidence=evidence)) == expected


@pytest.mark.parametrize(
    ("cue", "printed"),
    [
        ("saying", "said"),
        ("adding", "added"),
        ("replying", "replied"),
        ("noting", "noted"),
        ("Writing", "wrote"),
        ("singing", "singing"),
        ("says", "says"),
        ("according to", "according to"),
    ],
)
def test_a_verb_that_hung_on_another_is_told_as_what_somebody_did(cue: str, printed: str) -> None:
    said = make_statement(1, kind="direct", cue=cue, content="The lane is shut.", addressee=None)
    assert how_said(said) == isolated(printed)


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        ("“The lane is shut.”", "“The lane is shut.”"),
        ("‘Asta Verne’ is a good ship", "“‘Asta Verne’ is a good ship”"),
        ("‘Asta Verne’ and ‘Corvane’", "“‘Asta Verne’ and ‘Corvane’”"),
        ("The lane is shut", "“The lane is shut”"),
    ],
)
def test_words_have_marks_of_their_own_only_if_these_go_round_them_all(content: str, printed: str) -> None:
    assert line_of(make_statement(1, kind="direct", content=content)) == printed


def test_words_of_the_report_and_of_the_speaker_do_not_run_into_each_other() -> None:
    evidence = replace(
        make_evidence("q1-words", "r1"),
        ranges=((0, 35), (60, 96)),
        quoted=("Doing nothing is no option", "We are under attack. The time to act is now."),
        between=(", the minister said. “",),
        after="” He left.",
    )
    content = "Doing nothing is no option We are under attack. The time to act is now."
    said = make_statement(1, kind="mixed", cue="said", content=content, evidence=evidence)
    assert words_of(said) == "Doing nothing is no option\u00a0… “We are under attack. The time to act is now.”"
    goes_on = replace(evidence, quoted=("the lane is shut", "and stays shut"), between=(", he said, ",), after="")
    one_clause = replace(said, content="the lane is shut and stays shut", evidence=goes_on)
    assert words_of(one_clause) == "The lane is shut and stays shut"
    reported = replace(said, evidence=replace(evidence, between=(", the minister said. ",), after=" He left."))
    assert words_of(reported) == "Doing nothing is no option\u00a0… We are under attack. The time to act is now."
