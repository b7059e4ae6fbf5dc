"""Figures and denials side by side: each with its claimant, no update taken for a dispute, nothing averaged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.disputes import find_disputes, told_once
from briefing.analysis.evidence import is_copy
from briefing.analysis.quantities import conflict, find_quantities
from briefing.analysis.reading import Read
from briefing.types import Attribution, Claim, Comparator, Dispute, Figure
from tests.builders import make_article, make_attribution, make_feed, make_read
from tests.editions import END, make_evidence, make_story


def read(
    text: str,
    *figures: Figure,
    id: str = "a1",
    hour: int = 9,
    said: tuple[Attribution, ...] = (),
    kind: str = "private",
) -> Read:
    """An article with figures and statements as given."""
    plain = make_read("Nothing was said.", id=id, hour=hour)
    article = make_article(text, id=id, hour=hour)
    return replace(
        plain,
        article=article,
        digest=replace(plain.digest, figures=figures, attributions=said),
        feed=make_feed("The Courier", kind=kind),  # type: ignore[arg-type]
    )


def figure(text: str, words: str, value: float, **changes: object) -> Figure:
    start = text.index(words)
    values: dict[str, object] = {
        "value": value,
        "unit": "people",
        "counted": "killed",
        "ranges": ((start, start + len(words)),),
        "sentence": (0, len(text)),
    }
    return Figure(**(values | changes))  # type: ignore[arg-type]


def counted(text: str, words: str, value: float, *, id: str, hour: int, **changes: object) -> Read:
    return read(text, figure(text, words, value, **changes), id=id, hour=hour)


GUARD = "Eleven people died, the coast guard said."
HEALTH = "At least 27 were killed, the ministry said."


def both_sides() -> list[Read]:
    return [
        counted(GUARD, "Eleven people died", 11, id="a1", hour=8, claimant="Coast guard"),
        counted(HEALTH, "At least 27 were killed", 27, id="a2", hour=9, claimant="Ministry", comparator="at least"),
    ]


def test_two_sides_that_exclude_each_other_are_a_dispute() -> None:
    reads = both_sides()
    story = make_story(quantities=find_quantities(reads))
    (dispute,) = find_disputes(story, reads)
    assert (dispute.story, dispute.counted, dispute.unit) == (story.id, "killed", "people")
    assert [(c.claimant, c.text) for c in dispute.claims] == [
        ("Coast guard", "Eleven people died"),
        ("Ministry", "At least 27 were killed"),
    ]
    assert all(is_copy(c.text, (c.evidence,)) for c in dispute.claims)


@pytest.mark.parametrize(
    ("guard", "ministry", "disputed"),
    [
        ("eleven people died", "at least 27 were killed since the closure in 2019", 0),
        ("eleven people died in the past seven years", "at least 27 were killed that year", 0),
        ("eleven people died since 2019", "at least 27 were killed since 2019", 1),
        ("eleven people died", "at least 27 were killed on 20 November 2026", 1),
        ("eleven people died", "in the first of its counts at least 27 were killed since 2019", 0),
        ("eleven people died", "at least 27 were killed in the deadliest collision in years", 1),
        ("eleven people died", "at least 27 were killed in the worst collision in the past ten years", 1),
    ],
)
def test_the_toll_of_years_does_not_dispute_that_of_a_day(guard: str, ministry: str, disputed: int) -> None:
    first, second = f"The coast guard said that {guard}.", f"The ministry said that {ministry}."
    eleven, many = "eleven people died", "at least 27 were killed"
    reads = [
        counted(first, eleven, 11, id="a1", hour=8, claimant="Coast guard"),
        counted(second, many, 27, id="a2", hour=9, claimant="Ministry", comparator="at least"),
    ]
    assert len(find_disputes(make_story(quantities=find_quantities(reads)), reads)) == disputed


def test_one_side_that_moves_its_figure_is_no_dispute_and_the_latest_counts() -> None:
    later = "Fourteen people died, the coast guard said."
    reads = [
        counted(GUARD, "Eleven people died", 11, id="a1", hour=8, claimant="Coast guard"),
        counted(later, "Fourteen people died", 14, id="a2", hour=12, claimant="Coast guard"),
    ]
    (quantity,) = find_quantities(reads)
    assert [(c.value, c.reports) for c in quantity.claims] == [(14, ("a2",))]
    assert find_disputes(make_story(quantities=(quantity,)), reads) == ()


def test_who_says_that_nobody_died_disputes_the_count_of_another() -> None:
    none = counted("No one was killed, the coast guard said.", "No one", 0, id="a1", hour=8, claimant="Coast guard")
    reads = [none, both_sides()[1]]
    (found,) = find_disputes(make_story(quantities=find_quantities(reads)), reads)
    assert [(claim.text, claim.value) for claim in found.claims] == [("No one", 0), ("At least 27 were killed", 27)]


def test_who_counts_some_and_elsewhere_nobody_counts_some() -> None:
    none = counted("No one was killed at sea, the guard said.", "No one", 0, id="a3", hour=12, claimant="Coast guard")
    reads = [*both_sides(), none]
    (found,) = find_disputes(make_story(quantities=find_quantities(reads)), reads)
    assert [claim.value for claim in found.claims] == [11, 27]


def test_a_newsrooms_own_count_is_nobodys_claim() -> None:
    reads = [
        both_sides()[0],
        counted("27 people died.", "27 people died", 27, id="a2", hour=9, claimant=None),
    ]
    assert find_disputes(make_story(quantities=find_quantities(reads)), reads) == ()


def test_what_a_state_outlet_states_is_its_claim() -> None:
    text = "27 people died."
    state = read(text, figure(text, "27 people died", 27), id="a2", kind="state")
    (quantity,) = find_quantities([state])
    assert quantity.claims[0].claimant == "The Courier"


def test_a_part_of_a_figure_is_not_another_figure() -> None:
    text = "Twelve people died, three of them children."
    one = read(text, figure(text, "Twelve people died", 12), figure(text, "three of them", 3))
    (quantity,) = find_quantities([one])
    assert [c.value for c in quantity.claims] == [12]


def test_what_a_text_recalls_of_an_earlier_day_is_not_the_claim_of_today() -> None:
    text = "On Thursday the guard spoke of five dead. Eleven people died, it says now."
    recalled = figure(
        text, "five dead", 5, claimant="Coast guard", when=(text.index("Thursday"), text.index("Thursday") + 8)
    )
    now = figure(text, "Eleven people died", 11, claimant="Coast guard")
    (quantity,) = find_quantities([read(text, now, id="a1"), read(text, recalled, id="a2", hour=14)])
    assert [c.value for c in quantity.claims] == [11]


def test_only_somebody_with_a_name_disputes() -> None:
    reads = [both_sides()[0], counted(HEALTH, "At least 27 were killed", 27, id="a2", hour=9, claimant="the ministry")]
    assert find_disputes(make_story(quantities=find_quantities(reads)), reads) == ()


def test_counts_of_different_things_that_share_a_word_are_no_dispute() -> None:
    reads = [
        counted("Nine people are on both lists, Adsel said.", "Nine people", 9, id="a1", hour=8, claimant="Adsel"),
        counted("57 people were aboard, Norwin said.", "57 people", 57, id="a2", hour=9, claimant="Norwin"),
    ]
    plain = [
        replace(r, digest=replace(r.digest, figures=tuple(replace(f, counted="people") for f in r.digest.figures)))
        for r in reads
    ]
    assert find_disputes(make_story(quantities=find_quantities(plain)), plain) == ()


def test_a_state_outlet_that_passes_on_a_claim_is_not_a_side_of_its_own() -> None:
    headline = "27 people died."
    reads = [
        *both_sides(),
        read(headline, figure(headline, "27 people died", 27), id="a3", hour=10, kind="state"),
    ]
    (quantity,) = find_quantities(reads)
    assert [c.claimant for c in quantity.claims] == ["Coast guard", "Ministry"]


def test_what_is_counted_in_other_words_is_another_quantity() -> None:
    def people(text: str, words: str, value: float, id: str) -> Read:
        return counted(text, words, value, id=id, hour=9, counted="people")

    registered = "By {} 17:00 {} people had registered at the five reception centres of Port Ansel."
    reads = [
        people(registered.format("Thursday", "184"), "184 people", 184, "a1"),
        people("The hospital treats 38 people for smoke and cold.", "38 people", 38, "a2"),
        people(registered.format("Friday", "231"), "231 people", 231, "a3"),
    ]
    assert sorted([c.value for c in q.claims] for q in find_quantities(reads)) == [[38], [231]]


COVER = (
    "War-risk cover for one passage was quoted at 0.6 per cent on Thursday, although no passage is possible for ships."
)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ("War-risk cover for a single passage was quoted at 0.9 per cent on Friday, two brokers told the Gazette.", 1),
        ("The tax on salt fish from the islands was put at 0.9 per cent on Friday, two brokers told the Gazette.", 2),
    ],
)
def test_a_clause_in_the_same_words_counts_the_same_thing_whatever_follows(later: str, expected: int) -> None:
    reads = [
        counted(COVER, "0.6 per cent", 0.6, id="a1", hour=9, counted="value", unit="%"),
        counted(later, "0.9 per cent", 0.9, id="a2", hour=10, counted="value", unit="%"),
    ]
    assert len(find_quantities(reads)) == expected


def test_a_clause_of_a_few_words_counts_nothing_in_particular() -> None:
    vessel = "The patrol vessel went down at noon, with 33 people aboard, about forty minutes after the impact."
    tanker = "The tanker came into the northern lane before eleven, with 24 people aboard, on its way to Port Ansel."
    reads = [
        counted(vessel, "33 people", 33, id="a1", hour=9, counted="people"),
        counted(tanker, "24 people", 24, id="a2", hour=10, counted="people"),
    ]
    assert len(find_quantities(reads)) == 2


SIDES = "Fourteen people died in the Marrow Strait. The coast guard counts five."


def strait(where: str = "Marrow Strait", **changes: object) -> Read:
    """A report of the other side's count, and of the coast guard's without a place."""
    return read(
        SIDES,
        figure(SIDES, "Fourteen people died", 14, where=where, claimant="Ministry of Health"),
        figure(SIDES, "five", 5, claimant="Coast guard", **changes),
        id="a1",
    )


def test_a_number_without_a_place_belongs_to_the_place_of_its_article() -> None:
    elsewhere = [
        counted(SIDES, "Fourteen people died", 2, id=f"b{i}", hour=10, where="Sallow", claimant="Police")
        for i in range(3)
    ]
    places = {q.where: [c.value for c in q.claims] for q in find_quantities([strait(), *elsewhere])}
    assert places == {"Sallow": [2], "Marrow Strait": [5, 14]}


def test_one_number_of_one_side_under_two_places_is_one_quantity() -> None:
    guard = counted(GUARD, "Eleven people died", 5, id="a2", hour=10, where="Brennick Point", claimant="Coast guard")
    (quantity,) = find_quantities([strait(), guard])
    assert [(c.claimant, c.value) for c in quantity.claims] == [("Ministry of Health", 14), ("Coast guard", 5)]
    apart = read(
        SIDES,
        figure(SIDES, "Fourteen people died", 14, where="Sallow", claimant="Police"),
        figure(SIDES, "five", 5, where="Brennick", claimant="Police"),
        id="a3",
    )
    again = counted(SIDES, "five", 14, id="a4", hour=10, where="Brennick", claimant="Police")
    assert len(find_quantities([apart, again])) == 2


def test_a_reprint_does_not_make_an_old_figure_the_latest() -> None:
    old = "At least three people died, the coast guard said."
    reads = [
        counted(old, "At least three people died", 3, id="a1", hour=8, claimant="Coast guard"),
        counted(GUARD, "Eleven people died", 11, id="a2", hour=9, claimant="Coast guard"),
        counted(old.upper(), "AT LEAST THREE PEOPLE DIED", 3, id="a3", hour=20, claimant="Coast guard"),
    ]
    (quantity,) = find_quantities(reads)
    assert [(c.value, c.reports) for c in quantity.claims] == [(11, ("a2",))]


def test_a_state_outlet_does_not_claim_the_number_that_it_cites() -> None:
    text = "Twenty-one people died. It speaks of eleven dead."
    own = read(text, figure(text, "Twenty-one people died", 21), figure(text, "eleven dead", 11), kind="state")
    cited = counted(GUARD, "Eleven people died", 11, id="a2", hour=8, claimant="Coast guard")
    (quantity,) = find_quantities([own, cited])
    assert [(c.claimant, c.value) for c in quantity.claims] == [("Coast guard", 11), ("The Courier", 21)]


def test_two_places_are_two_quantities_and_no_place_belongs_to_the_first() -> None:
    text = "Twelve people died in Sallow."
    reads = [
        counted(text, "Twelve people died", 12, id="a1", hour=8, where="Sallow"),
        counted(text, "Twelve people died", 12, id="a2", hour=9, where="Sallow"),
        counted(text, "Twelve people died", 40, id="a3", hour=9, where="Brennick"),
        counted(text, "Twelve people died", 12, id="a4", hour=10),
    ]
    assert [(q.where, [r for c in q.claims for r in c.reports]) for q in find_quantities(reads)] == [
        ("Sallow", ["a1", "a4", "a2"]),
        ("Brennick", ["a3"]),
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((40, "at least"), (43, "exactly"), False),
        ((43, "exactly"), (40, "at most"), True),
        ((11, "exactly"), (27, "exactly"), True),
        ((100, "about"), (108, "exactly"), False),
        ((23100, "exactly"), (23000, "exactly"), False),
        ((12, "more than"), (15, "at least"), False),
        ((50, "less than"), (60, "nearly"), True),
    ],
)
def test_which_figures_exclude_each_other(
    a: tuple[float, Comparator], b: tuple[float, Comparator], expected: bool
) -> None:
    assert conflict(_claim(*a), _claim(*b)) is expected


def _claim(value: float | None, how: Comparator = "exactly", upper: float | None = None) -> Claim:
    return Claim(
        text="x",
        value=value,
        upper=upper,
        comparator=how,
        claimant="A",
        reported=END,
        evidence=make_evidence(),
        reports=(),
    )


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.sampled_from(["exactly", "about", "at least", "at most", "nearly"]))
def test_conflict_has_two_equal_sides(a: float, b: float, how: Comparator) -> None:
    one, other = _claim(a, how), _claim(b)
    assert conflict(one, other) == conflict(other, one)
    assert not conflict(one, one)


def test_a_range_holds_what_lies_in_it() -> None:
    assert not conflict(_claim(20, upper=30), _claim(25))
    assert conflict(_claim(20, upper=30), _claim(45))
    assert not conflict(_claim(None), _claim(45))


# ---------------------------------------------------------------- denials


def said(text: str, speaker: str, cue: str, content: str) -> Attribution:
    return make_attribution(text, cue, content, speaker=speaker)


CLAIM = "Kessaly said a cutter of the coast guard had fired on the tanker."
DENIAL = "Tarvonia denied that a cutter of its coast guard had fired on a tanker."


def test_a_denial_stands_beside_what_it_denies() -> None:
    reads = [
        read(CLAIM, said=(said(CLAIM, "Kessaly", "said", "a cutter of the coast guard had fired on the tanker"),)),
        read(
            DENIAL,
            id="a2",
            hour=11,
            said=(said(DENIAL, "Tarvonia", "denied", "that a cutter of its coast guard had fired on a tanker"),),
        ),
    ]
    (dispute,) = find_disputes(make_story(), reads)
    assert dispute.counted is None
    assert [(c.claimant, c.text.split()[0]) for c in dispute.claims] == [("Kessaly", "said"), ("Tarvonia", "denied")]
    assert all(is_copy(c.text, (c.evidence,)) for c in dispute.claims)


BACK = "Tarvonia said the launches had gone. {between}Kessaly {denied}."


@pytest.mark.parametrize(
    ("between", "denied", "expected"),
    [
        ("", "denied that", True),
        ("", "dismissed the claim as nonsense", True),
        ("", "denied the landing", False),  # something else
        ("The wind was rising. ", "denied that", False),  # whatever it was
    ],
)
def test_a_denial_that_points_back_denies_what_stands_just_before(between: str, denied: str, *, expected: bool) -> None:
    text = BACK.format(between=between, denied=denied)
    cue, content = denied.split(maxsplit=1)
    start, end = text.rindex(content), len(text) - 1
    back = replace(said(text, "Kessaly", cue, content), form="position", content_ranges=((start, end),))
    reads = [read(text, said=(said(text, "Tarvonia", "said", "the launches had gone"), back))]
    disputes = find_disputes(make_story(), reads)
    assert [[claim.claimant for claim in dispute.claims] for dispute in disputes] == (
        [["Tarvonia", "Kessaly"]] if expected else []  # first what is denied
    )


def test_a_denial_that_points_back_denies_the_last_of_two_that_stand_before() -> None:
    text = "Lindhal said the wind was rising and Tarvonia said the launches had gone. Kessaly denied that."
    start = text.rindex("that")
    back = replace(said(text, "Kessaly", "denied", "that"), form="position", content_ranges=((start, start + 4),))
    wind = said(text, "Lindhal", "said", "the wind was rising")
    gone = said(text, "Tarvonia", "said", "the launches had gone")
    (dispute,) = find_disputes(make_story(), [read(text, said=(wind, gone, back))])
    assert [claim.claimant for claim in dispute.claims] == ["Tarvonia", "Kessaly"]


@pytest.mark.parametrize(
    ("whose", "about", "expected"),
    [
        ("the coast guard", "had been called at noon", True),
        ("the harbour office", "had been called at noon", False),  # whose account the report does not give
        ("the coast guard", "was carrying diesel", False),  # another matter
    ],
)
def test_what_contradicts_an_account_stands_beside_it(whose: str, about: str, *, expected: bool) -> None:
    content = f"that its master had received no call, contradicting the account of {whose}"
    text = f"Norrick said {content}. Commander Lendrik added that the tanker {about}."
    owner = replace(said(text, "Norrick", "said", content), speaker="Norrick Tankers")
    guard = replace(
        said(text, "Commander Lendrik", "added", f"that the tanker {about}"), role="spokesman of the coast guard"
    )
    disputes = find_disputes(make_story(), [read(text, said=(owner, guard))])
    assert [{claim.claimant for claim in dispute.claims} for dispute in disputes] == (
        [{"Norrick Tankers", "Commander Lendrik"}] if expected else []
    )


def test_a_denial_that_points_back_is_not_set_against_another_report() -> None:
    claim, denial = "Tarvonia said the launches had gone.", "Kessaly denied that."
    back = replace(said(denial, "Kessaly", "denied", "that"), form="position")
    reads = [
        read(claim, said=(said(claim, "Tarvonia", "said", "the launches had gone"),)),
        read(denial, id="a2", said=(back,)),
    ]
    assert find_disputes(make_story(), reads) == ()


def test_a_denial_of_something_else_is_no_dispute() -> None:
    other = "Kessaly said the talks in Lindhal City would begin on Monday."
    reads = [
        read(other, said=(said(other, "Kessaly", "said", "the talks in Lindhal City would begin on Monday"),)),
        read(DENIAL, id="a2", said=(said(DENIAL, "Tarvonia", "denied", "that a cutter of its coast guard had fired"),)),
    ]
    assert find_disputes(make_story(), reads) == ()


def test_a_denial_that_shares_only_small_words_with_a_statement_does_not_deny_it() -> None:
    promise, denial = "Haldesk promised to think about it.", "Weddrin denied that anything was promised about the navy."
    reads = [
        read(promise, said=(said(promise, "Haldesk", "promised", "to think about it"),)),
        read(denial, id="a2", said=(said(denial, "Weddrin", "denied", "that anything was promised about the navy"),)),
    ]
    assert find_disputes(make_story(), reads) == ()


def test_a_denial_stands_beside_what_it_denies_and_not_beside_all_that_shares_the_words_of_the_story() -> None:
    claims = [
        ("Handrake", "said", "the Marrow Strait launches had been seen near the Sallow light"),
        ("Brann", "said", "the Marrow Strait launches had been promised to the Sallow pilots"),
        ("Adsel", "said", "the Marrow Strait launches had left two pilots behind"),
        ("Lendrik", "said", "the Marrow Strait launches had been sold for diesel by a captain"),
    ]
    reads = [
        read(text, id=f"a{n}", hour=n, said=(said(text, speaker, cue, content),))
        for n, (speaker, cue, content) in enumerate(claims, start=1)
        for text in (f"{speaker} {cue} {content}.",)
    ]
    denial = "Weddrin denied that the Marrow Strait launches had been sold for diesel."
    sold = said(denial, "Weddrin", "denied", "that the Marrow Strait launches had been sold for diesel")
    (dispute,) = find_disputes(make_story(), [*reads, read(denial, id="a9", hour=9, said=(sold,))])
    assert [claim.claimant for claim in dispute.claims] == ["Lendrik", "Weddrin"]


# ---------------------------------------------------------------- over stories


def over_two_stories(*, where: str | None = None, guard: float = 11) -> list[Dispute]:
    """The toll of one event in two stories; the second was written later."""
    (first,) = find_disputes(replace(make_story(1), quantities=find_quantities(both_sides())), both_sides())
    claims = tuple(
        replace(claim, reported=claim.reported + timedelta(hours=2), value=value)
        for claim, value in zip(first.claims, (guard, 30.0), strict=True)
    )
    return [first, replace(first, id="later", story="s2", where=where, claims=claims)]


def test_a_toll_that_two_stories_tell_is_disputed_once_by_the_latest_claims() -> None:
    assert [dispute.id for dispute in told_once(over_two_stories(), {"s1": [], "s2": []})] == ["later"]


def test_a_toll_that_another_story_has_as_it_was_before_is_disputed_once() -> None:
    disputes = over_two_stories(guard=12)
    assert [dispute.id for dispute in told_once(disputes, {"s1": [], "s2": both_sides()})] == ["later"]


def test_the_tolls_of_two_events_are_two_disputes() -> None:
    none: dict[str, list[Read]] = {"s1": [], "s2": []}
    assert len(told_once(over_two_stories(guard=12), none)) == 2
    first, second = over_two_stories(where="Brennick")
    assert len(told_once([replace(first, where="Sallow"), second], none)) == 2
    elsewhere = tuple(replace(claim, claimant="Lindhal", side=None) for claim in second.claims)
    assert len(told_once([first, replace(second, where=None, claims=elsewhere)], none)) == 2
