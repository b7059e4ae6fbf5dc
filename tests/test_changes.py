"""What changed since yesterday: told once, in the sources' words, and nothing invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.changes import find_changes, with_repeats, without_repeats
from briefing.analysis.evidence import cite
from briefing.analysis.repetition import nearness, repeats
from briefing.types import Article, Briefing, Change, Claim, Comparator, KeyActor, Quantity, Role, Statement, Story
from tests.builders import make_article
from tests.editions import (
    DAY,
    END,
    empty_edition,
    make_actor,
    make_evidence,
    make_position,
    make_report,
    make_sentence,
    make_statement,
    make_story,
)

YESTERDAY = DAY - timedelta(days=1)


def yesterday(**changes: object) -> Briefing:
    return empty_edition(YESTERDAY, **changes)


def changes(
    before: Briefing | None,
    *stories: Story,
    actors: Sequence[KeyActor] = (),
    positions: Sequence[Statement] = (),
    revised: Sequence[Article] = (),
    reported: Sequence[str] = (),
) -> list[Change]:
    return list(find_changes(before, stories, actors, positions, revised, reported=reported))


def claim(value: float, claimant: str | None = "Coast guard", hours: int = 0, how: Comparator = "exactly") -> Claim:
    text = f"{value:g} dead"
    return Claim(
        text=text,
        value=value,
        comparator=how,
        claimant=claimant,
        reported=END + timedelta(hours=hours),
        evidence=make_evidence(f"c{value}{claimant}{hours}", "r1", text),
        reports=("r1",),
    )


def dead(*claims: Claim, where: str | None = None) -> Quantity:
    return Quantity(counted="killed", unit="people", where=where, claims=claims)


def test_a_first_edition_has_nothing_to_compare_with() -> None:
    assert changes(None, make_story()) == []


def test_a_new_story_and_one_that_has_gone_quiet() -> None:
    new, gone = make_story(1), make_story(2)
    found = changes(yesterday(stories=(gone,)), new)
    assert [(c.kind, c.subject) for c in found] == [("story", new.headline), ("quiet", gone.headline)]
    assert found[0].after == new.summary[0] and found[0].before is None
    assert found[1].before == gone.summary[0] and found[1].after is None


def test_what_rounds_up_a_day_is_neither_a_new_story_nor_goes_quiet() -> None:
    today, gone = (replace(make_story(n), headline=f"Marrow Strait: day {n} in short, as it happened") for n in (1, 2))
    assert changes(yesterday(stories=(gone,)), today) == []


def test_a_story_without_room_or_merged_in_another_has_not_gone_quiet() -> None:
    unprinted, merged = make_story(1), make_story(2)
    now = replace(make_story(3, state="continued"), merged=(merged.id,))
    before = yesterday(stories=(unprinted, merged, make_story(3)))
    assert changes(before, now, reported=(unprinted.id, merged.id)) == []


def test_a_story_that_says_the_same_is_no_change() -> None:
    story = make_story(state="continued")
    assert changes(yesterday(stories=(story,)), story) == []


def test_a_story_that_goes_on_with_something_else_is_a_development() -> None:
    old = make_story()
    now = make_story(state="continued", summary=(make_sentence("Talks begin on Monday in Lindhal City.", "x"),))
    (found,) = changes(yesterday(stories=(old,)), now)
    assert (found.kind, found.before, found.after) == ("development", old.summary[0], now.summary[0])


def test_a_figure_that_its_claimant_moves() -> None:
    old = make_story(quantities=(dead(claim(12)),))
    now = make_story(state="continued", quantities=(dead(claim(15, hours=20)),))
    (found,) = changes(yesterday(stories=(old,)), now)
    assert (found.kind, found.claimant) == ("figure", "Coast guard")
    assert found.before and found.after
    assert (found.before.text, found.after.text) == ("12 dead", "15 dead")


@pytest.mark.parametrize(
    "now",
    [
        claim(12, hours=20),
        claim(12, hours=20, how="at least"),
        claim(15, "Ministry of Health", hours=20),
        claim(15, hours=-9),
    ],
    ids=["same", "compatible", "another side's", "older than the one before"],
)
def test_what_is_not_a_figure_that_moved(now: Claim) -> None:
    old = make_story(quantities=(dead(claim(12, how="at least")),))
    assert changes(yesterday(stories=(old,)), make_story(state="continued", quantities=(dead(now),))) == []


def counted(value: int, before: str, after: str, hours: int = 0) -> Quantity:
    """A number of people that nobody is named for, in its sentence."""
    evidence = replace(make_evidence(f"n{value}", "r1", f"{value} people"), before=before, after=after)
    one = replace(claim(value, None, hours), text=f"{value} people", evidence=evidence)
    return Quantity(counted="people", unit="people", where=None, claims=(one,))


def test_a_number_that_nobody_claims_moves_only_within_the_same_sentence() -> None:
    old = make_story(
        quantities=(counted(184, "By 17:00 on Thursday ", " had registered at the five reception centres."),)
    )
    moved = counted(231, "By 17:00 on Friday ", " had registered at the five reception centres.", hours=20)
    other = counted(38, "The hospital treats ", " for smoke and cold.", hours=20)
    before = yesterday(stories=(old,))
    assert [c.kind for c in changes(before, make_story(state="continued", quantities=(moved,)))] == ["figure"]
    assert changes(before, make_story(state="continued", quantities=(other,))) == []


def test_a_number_moves_in_its_sentence_though_somebody_is_named_for_it_on_one_day_only() -> None:
    then, now = (
        counted(94, "The fuel on site lasts for ", " hours."),
        counted(70, "The fuel covers ", " hours.", hours=20),
    )
    (was,) = then.claims
    old = make_story(quantities=(replace(then, claims=(replace(was, claimant="Yasmin Tarrel"),)),))
    twice = counted(70, "At night the fuel on site covers ", " hours.", hours=21)
    (found,) = changes(yesterday(stories=(old,)), make_story(state="continued", quantities=(now, twice)))
    assert found.before and found.after and (found.before.text, found.after.text) == ("94 people", "70 people")


def test_a_number_is_followed_into_another_story_and_told_once() -> None:
    words = " had registered at the five reception centres."
    old = make_story(1, quantities=(counted(184, "By 17:00 on Thursday ", words),))
    moved = counted(231, "By 17:00 on Friday ", words, hours=20)
    same, other = (make_story(n, state="continued", quantities=(moved,)) for n in (1, 2))
    before = yesterday(stories=(old, make_story(2)))
    assert [(c.kind, c.story) for c in changes(before, make_story(1, state="continued"), other)] == [
        ("figure", other.id)
    ]
    assert [(c.kind, c.story) for c in changes(before, other, same)] == [("figure", same.id)]


def test_a_toll_is_not_followed_into_another_story() -> None:
    old = make_story(1, quantities=(dead(claim(12)),))
    other = make_story(2, state="continued", quantities=(dead(claim(40, hours=20)),))
    before = yesterday(stories=(old, make_story(2)))
    assert changes(before, make_story(1, state="continued"), other) == []


def test_a_part_is_not_the_whole_that_moved() -> None:
    old = make_story(quantities=(counted(39, "", " ships were waiting south of the strait."),))
    part = counted(4, "", " ships that were waiting south of the strait have left.", hours=20)
    (claim,) = part.claims
    part = replace(part, claims=(replace(claim, evidence=replace(claim.evidence, quoted=("Four of the",))),))
    assert changes(yesterday(stories=(old,)), make_story(state="continued", quantities=(part,))) == []


def test_a_toll_that_is_told_without_its_place_is_still_the_toll_of_the_story() -> None:
    old = make_story(quantities=(dead(claim(5), where="Brennick Point"),))
    now = make_story(state="continued", quantities=(dead(claim(8, hours=9)),))
    assert [c.kind for c in changes(yesterday(stories=(old,)), now)] == ["figure"]


def test_another_place_is_another_quantity() -> None:
    old = make_story(quantities=(dead(claim(12), where="Brennick"),))
    now = make_story(state="continued", quantities=(dead(claim(40, hours=9), where="Sallow"),))
    assert changes(yesterday(stories=(old,)), now) == []


def test_an_office_that_changes_hands() -> None:
    def role(text: str) -> Role:
        return Role(text=text, on=DAY, evidence=make_evidence(f"role {text}", "r1", text))

    vaskel = make_actor(1, id="vaskel", name="Dorin Vaskel", role=role("Foreign Minister"))
    before = yesterday(actors=(vaskel, make_actor(3, id="olwin", role=role("General"))))
    today = [
        replace(vaskel, role=role("former foreign minister")),
        make_actor(2, id="solvane", name="Marit Solvane", role=role("foreign minister")),
        make_actor(3, id="olwin", role=role("General")),
        make_actor(4, id="other", name="Hella Norwin", role=role("General")),
    ]
    found = changes(before, actors=today)
    assert [(c.subject, c.before and c.before.text, c.after and c.after.text) for c in found] == [
        ("Dorin Vaskel", "Foreign Minister", "former foreign minister"),
        ("Marit Solvane", None, "foreign minister"),
    ]


def test_an_office_that_changes_hands_by_a_verb_is_told_once() -> None:
    role = Role(text="Foreign Minister", on=DAY, evidence=make_evidence("role", "r1", "Foreign Minister"))
    vaskel = make_actor(1, id="vaskel", name="Dorin Vaskel", role=role)
    solvane = make_actor(2, id="solvane", name="Marit Solvane")
    sentence = make_sentence("The president dismissed Vaskel and named Solvane to succeed him.", "e", "r1")
    before, handed = yesterday(actors=(vaskel,)), {"vaskel": sentence, "solvane": sentence, "nobody": sentence}
    found = find_changes(before, (), (vaskel, solvane), (), (), handovers=handed)
    assert [(c.subject, c.before and c.before.text, c.after) for c in found] == [
        ("Dorin Vaskel", "Foreign Minister", sentence),
        ("Marit Solvane", None, sentence),
    ]
    former = replace(vaskel, role=replace(role, text="former foreign minister"))
    after = replace(before, changes=found)
    assert find_changes(after, (), (former, solvane), (), (), handovers=handed) == ()


# ---------------------------------------------------------------- corrections

TEXT = "The lane was shut at noon. Eleven people died in the collision. The pilot was not hurt."


def printed(text: str) -> tuple[Briefing, Article]:
    article = make_article(text, id="a1")
    start = text.index("Eleven")
    sentence = make_sentence("Eleven people died in the collision.", "e", "a1")
    sentence = replace(sentence, evidence=(cite(article, [(start, start + len(sentence.text))]),))
    return yesterday(stories=(make_story(summary=(sentence,)),), reports=(make_report("a1"),)), article


def test_a_sentence_that_its_publisher_corrects() -> None:
    before, article = printed(TEXT)
    newer = replace(article, version=2, text=TEXT.replace("Eleven", "Nine"))
    found = [c for c in changes(before, revised=[newer]) if c.kind == "correction"]
    assert [(c.before and c.before.text, c.after and c.after.text) for c in found] == [
        ("Eleven people died in the collision.", "Nine people died in the collision.")
    ]
    assert found[0].after and found[0].after.evidence[0].version == 2


def test_a_sentence_that_its_publisher_takes_out() -> None:
    before, article = printed(TEXT)
    newer = replace(article, version=2, text="The lane was shut at noon. The pilot was not hurt.")
    (found,) = [c for c in changes(before, revised=[newer]) if c.kind == "correction"]
    assert found.after is None


def test_a_publisher_that_says_that_it_was_wrong_is_told_though_nothing_printed_changed() -> None:
    article = make_article("Sixteen dead were carried ashore. The search went on.", id="a1")
    story = make_story(reports=("a1",), summary=(make_sentence("The search went on.", "x"),))
    before = yesterday(stories=(story,), reports=(make_report("a1"),))
    notice = "Correction: an earlier version of this report gave the number of dead as sixteen."
    newer = replace(article, version=2, text=f"Fourteen dead were carried ashore. The search went on. {notice}")
    found = list(find_changes(before, (story,), (), (), [newer], cited=[article]))
    assert [(c.kind, c.story, c.before and c.before.text, c.after and c.after.text) for c in found] == [
        ("correction", story.id, "Sixteen dead were carried ashore.", notice)
    ]
    silent = replace(newer, text=newer.text.removesuffix(notice))
    assert list(find_changes(before, (story,), (), (), [silent], cited=[article])) == []


def test_a_text_that_changes_elsewhere_is_not_corrected() -> None:
    before, article = printed(TEXT)
    newer = replace(article, version=2, text=f"{TEXT} Divers are at work.")
    assert not [c for c in changes(before, revised=[newer]) if c.kind == "correction"]


# ---------------------------------------------------------------- repetition


def test_what_was_printed_yesterday_is_background() -> None:
    old = make_story()
    fresh = make_sentence("Talks begin on Monday in Lindhal City.", "x")
    now = without_repeats(make_story(summary=(old.summary[0], fresh)), old)
    assert now.summary == (fresh,)
    assert now.background == (old.summary[0],)


def test_a_story_that_only_repeats_keeps_its_sentences() -> None:
    old = make_story()
    assert without_repeats(old, old) == old
    assert without_repeats(old, None) == old


def test_a_statement_is_repeated_and_not_new() -> None:
    first, other = make_statement(1), make_statement(2, content="Nobody will go to Lindhal before the lane is open")
    before = yesterday(statements=(replace(first, repeats=YESTERDAY - timedelta(days=2)),))
    found = with_repeats([first, other], before)
    assert [s.repeats for s in found] == [YESTERDAY - timedelta(days=2), None]
    assert [s.repeats for s in with_repeats([first], yesterday(statements=(first,)))] == [YESTERDAY]
    assert with_repeats([first], None) == (first,)


@pytest.mark.parametrize(
    ("sentence", "other", "same"),
    [
        ("The lane has been shut since Friday.", "the lane has been shut since Friday", True),
        ("The lane has been shut since Friday evening, officials said.", "The lane has been shut since Friday.", True),
        ("18,400 people registered by Friday.", "23,100 people registered by Friday.", False),
        ("The lane has been shut since Friday.", "Talks begin on Monday.", False),
        ("", "", True),
        ("Lane.", "", False),
    ],
)
def test_repetition(sentence: str, other: str, same: bool) -> None:
    assert repeats(sentence, other) is same


@given(st.text(), st.text())
def test_repetition_has_no_direction_and_nearness_is_a_share(a: str, b: str) -> None:
    assert repeats(a, b) == repeats(b, a)
    assert repeats(a, a)
    assert 0 <= nearness(a, b) <= 1


def test_what_somebody_says_for_the_first_time_is_a_new_statement() -> None:
    known, new = make_statement(1), make_statement(2, content="The lane opens on Monday")
    found = find_changes(yesterday(statements=(known,)), (), (), (), (), statements=(known, new))
    assert [(c.kind, c.subject, c.after and c.after.text) for c in found] == [
        ("statement", new.speaker, "The lane opens on Monday")
    ]
    assert found[0].after and found[0].after.evidence == (new.evidence,)


# ---------------------------------------------------------------- positions


def test_a_position_that_turns_is_told_by_both_wordings() -> None:
    was = make_position(1, content="endorsed the plan for the northern lane")
    now = make_position(2, content="rejected the plan for the northern lane")
    (found,) = changes(yesterday(positions=(was,)), positions=[now])
    assert (found.kind, found.subject) == ("position", "Dorin Vaskel")
    assert found.before and found.after
    assert (found.before.text, found.after.text) == (was.content, now.content)


def test_another_actor_who_sees_it_otherwise_has_not_changed_position() -> None:
    was = make_position(1, content="endorsed the plan for the northern lane")
    now = make_position(2, content="rejected the plan for the northern lane", speaker_id="ilse", speaker="Ilse Maranov")
    assert changes(yesterday(positions=(was,)), positions=[now]) == []


def test_a_position_that_stands_again_is_repeated() -> None:
    was = make_position(1)
    assert [one.repeats for one in with_repeats([was], yesterday(positions=(was,)))] == [YESTERDAY]
    assert [one.repeats for one in with_repeats([was], yesterday(statements=(was,)))] == [None]
