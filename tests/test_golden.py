"""The editions of the sample coverage against those written down by hand: all found, none invented.

`golden/sample.yaml` says what the editions should hold. What the program is known to get wrong stands there under
`faults` with its cause; a fault that is mended fails here until its line is taken out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.analysis.repetition import repeats
from briefing.cli.demo import DAYS
from briefing.store.editions import Editions
from briefing.types import Briefing, Change, Claim, Dispute, Report, Story

GOLDEN: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "golden" / "sample.yaml").read_text(encoding="utf-8"))
EDITIONS: dict[date, dict[str, Any]] = GOLDEN["editions"]
FAULTS: dict[str, str] = GOLDEN["faults"]
#: Of the sentences of an edition, outside what it sets apart as background, so many may repeat the edition before.
MOST_REPEATED = 0.05


class Made:
    """An edition of the program, with the names that the golden file gives to its stories."""

    def __init__(self, day: date, briefing: Briefing) -> None:
        self.day = day
        self.briefing = briefing
        self.golden = EDITIONS[day]
        self.reports = {_slug(report): report for report in briefing.reports}
        self.told = {_slug(report): name for name, slugs in self.golden["stories"].items() for report in slugs}
        slugs = {report.id: _slug(report) for report in briefing.reports}
        self.story_of = {slugs[report]: story for story in briefing.stories for report in story.reports}
        self.slugs = {story.id: [slugs[report] for report in story.reports] for story in briefing.stories}
        self.name_of = {story.id: self._name(story) for story in briefing.stories}

    def _name(self, story: Story) -> str:
        """What most of its reports tell; of equal names the one with the larger part of its own reports."""
        votes = Counter(self.told[slug] for slug in self.slugs[story.id])
        best: str = max(votes, key=lambda name: (votes[name], votes[name] / len(self.golden["stories"][name]), name))
        return best

    def may(self, slug: str) -> set[str]:
        """The names under which a report may stand."""
        others = self.golden.get("may", {})
        return {self.told[slug]} | {name for name in others if slug in others[name]}

    def named(self, name: str) -> list[Story]:
        """The stories of the edition that go by a name; more than one if it was split."""
        return [story for story in self.briefing.stories if self.name_of[story.id] == name]


def _slug(report: Report | str) -> str:
    if isinstance(report, str):
        return report
    return (report.url or "").partition("?")[0].rstrip("/").rpartition("/")[2].removesuffix(".html")


@pytest.fixture(scope="module")
def made(demo_archive: Path) -> dict[date, Made]:
    return {day: Made(day, Editions(demo_archive).load(day)) for day in DAYS}


def _known(name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=FAULTS[name], strict=True)] if name in FAULTS else []


def _case(*values: object) -> Any:
    """A parameter with its name, marked if the program is known to fail there."""
    name = " ".join(map(str, values))
    return pytest.param(*values, id=name, marks=_known(name))


def _days(what: str) -> list[Any]:
    return [pytest.param(day, id=f"{day} {what}", marks=_known(f"{day} {what}")) for day in DAYS]


def _every(key: str) -> Iterator[tuple[date, Any]]:
    for day, edition in EDITIONS.items():
        for one in edition.get(key, ()):
            yield day, one


def test_every_known_fault_is_one_of_the_cases(request: pytest.FixtureRequest) -> None:
    known = {
        item.callspec.id
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.path == request.path and hasattr(item, "callspec")
    }
    if len(request.session.items) > 1:
        assert set(FAULTS) <= known


# ---------------------------------------------------------------- stories


@pytest.mark.parametrize(
    ("day", "slug"),
    [_case(day, slug) for day, edition in EDITIONS.items() for slugs in edition["stories"].values() for slug in slugs],
)
def test_a_report_stands_in_its_story(made: dict[date, Made], day: date, slug: str) -> None:
    edition = made[day]
    story = edition.story_of.get(slug)
    if story is None:  # there is no room for its story
        assert any(not edition.named(name) for name in edition.may(slug))
        return
    assert edition.name_of[story.id] in edition.may(slug)
    assert len(edition.named(edition.name_of[story.id])) == 1


@pytest.mark.parametrize(("day", "name"), [_case(day, name) for day, e in EDITIONS.items() for name in e["stories"]])
def test_a_story_lasts_over_days(made: dict[date, Made], day: date, name: str) -> None:
    before = made[DAYS[DAYS.index(day) - 1]] if day != DAYS[0] else None
    for story in made[day].named(name):
        known = before.name_of.get(story.id) if before else None
        if known is None:
            assert not (before and before.named(name) and story.state == "new"), "it went on under another id"
        else:
            same = {other for slug, own in made[day].told.items() if own == name for other in made[day].may(slug)}
            assert same & _names(before, story.id)


def _names(edition: Made | None, story: str) -> set[str]:
    """All names that a story may go by, its reports being what they are."""
    return {name for slug in edition.slugs[story] for name in edition.may(slug)} if edition else set()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_origins_are_counted(made: dict[date, Made], day: date) -> None:
    edition = made[day]
    wrong = {}
    for story in edition.briefing.stories:
        wrote = {GOLDEN["origin"].get(slug, edition.reports[slug].publisher) for slug in edition.slugs[story.id]}
        if story.origins != len(wrote):
            wrong[edition.name_of[story.id]] = (story.origins, sorted(wrote))
    assert not wrong


# ---------------------------------------------------------------- what changed


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        pytest.param(day, moved, id=name, marks=_known(name))
        for day, moved in _every("figures")
        for name in [f"{day} {moved['story']} - {moved['counted']}"]
    ],
)
def test_a_figure_that_moved_is_told(made: dict[date, Made], day: date, moved: dict[str, Any]) -> None:
    stories = {story.id for story in made[day].named(moved["story"])}
    if stories:  # else there is no room for its story
        assert [c for c in _changes(made[day], "figure") if c.story in stories and _is_move(c, moved)]


@pytest.mark.parametrize("day", _days("moves")[1:])
def test_no_figure_moved_that_did_not(made: dict[date, Made], day: date) -> None:
    moves = EDITIONS[day]["figures"]
    told = _changes(made[day], "figure")
    assert [c for c in told if not any(_is_move(c, moved) for moved in moves)] == []


@pytest.mark.parametrize("day", _days("new and quiet")[1:])
def test_new_and_quiet_stories(made: dict[date, Made], day: date) -> None:
    edition, before = made[day], made[DAYS[DAYS.index(day) - 1]]
    quiet = {before.name_of[c.story] for c in _changes(edition, "quiet") if c.story}
    printed = set(before.name_of.values())
    told = {name for story in edition.briefing.stories for name in _names(edition, story.id)}
    assert quiet == {name for name in edition.golden["quiet"] if name in printed} - told
    new = {story.id for story in edition.briefing.stories if story.state == "new"}
    assert {c.story for c in _changes(edition, "story")} == new
    assert {c.story for c in _changes(edition, "development")} <= {s.id for s in edition.briefing.stories} - new


@pytest.mark.parametrize(("day", "who"), [_case(day, who) for day, who in _every("roles")])
def test_a_role_that_changed_hands_is_told(made: dict[date, Made], day: date, who: str) -> None:
    assert who in {c.subject for c in _changes(made[day], "role")}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nobody_lost_an_office_who_did_not(made: dict[date, Made], day: date) -> None:
    golden = EDITIONS[day]
    assert {c.subject for c in _changes(made[day], "role")} <= {*golden.get("roles", ()), *golden.get("may_roles", ())}


@pytest.mark.parametrize(("day", "slug"), [_case(day, slug) for day, slug in _every("corrected")])
def test_a_correction_by_a_publisher_is_told(made: dict[date, Made], day: date, slug: str) -> None:
    assert slug in _corrected(made[day])


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_is_corrected_that_was_not(made: dict[date, Made], day: date) -> None:
    assert _corrected(made[day]) <= set(EDITIONS[day].get("corrected", ()))


@pytest.mark.parametrize("day", DAYS[1:], ids=str)
def test_what_the_edition_before_said_is_not_said_again(made: dict[date, Made], day: date) -> None:
    was = made[DAYS[DAYS.index(day) - 1]].briefing
    old = [s.text for story in was.stories for s in (*story.summary, *story.background)]
    now = [s.text for story in made[day].briefing.stories for s in story.summary]
    repeated = [text for text in now if any(repeats(text, before) for before in old)]
    assert len(repeated) <= MOST_REPEATED * len(now), repeated


def _changes(edition: Made, kind: str) -> list[Change]:
    return [change for change in edition.briefing.changes if change.kind == kind]


def _is_move(change: Change, moved: dict[str, Any]) -> bool:
    sides = ((change.before, moved["before"]), (change.after, moved["after"]))
    return all(said and any(_has(said.text, number) for number in numbers) for said, numbers in sides)


def _has(text: str, number: str) -> bool:
    return re.search(rf"(?<![\w.,]){re.escape(number)}(?![\w]|[.,]\d)", text, re.IGNORECASE) is not None


def _corrected(edition: Made) -> set[str]:
    slugs = {report.id: _slug(report) for report in edition.briefing.reports}
    said = [(c.before, c.after) for c in _changes(edition, "correction")]
    return {slugs[e.article] for pair in said for sentence in pair if sentence for e in sentence.evidence}


# ---------------------------------------------------------------- who disagrees


@pytest.mark.parametrize(
    ("day", "dispute"),
    [
        pytest.param(day, dispute, id=name, marks=_known(name))
        for day, dispute in _every("disputes")
        for name in [f"{day} {dispute['story']} - {dispute.get('counted') or dispute['words']} disputed"]
    ],
)
def test_a_dispute_is_told_with_both_sides(made: dict[date, Made], day: date, dispute: dict[str, Any]) -> None:
    edition = made[day]
    if not edition.named(dispute["story"]):
        return  # there is no room for its story
    found = [d for d in edition.briefing.disputes if _is_dispute(edition, d, dispute)]
    assert found
    assert all(any(_takes(claim, side) for claim in found[0].claims) for side in dispute["sides"])


@pytest.mark.parametrize("day", _days("claims"))
def test_no_claim_is_set_against_another_that_was_not(made: dict[date, Made], day: date) -> None:
    edition = made[day]
    wrong = []
    for told in edition.briefing.disputes:
        golden = [dispute for dispute in edition.golden["disputes"] if _is_dispute(edition, told, dispute)]
        sides = [side for dispute in golden for side in dispute["sides"]]
        wrong += [(c.claimant, c.value) for c in told.claims if not any(_takes(c, side) for side in sides)]
    assert not wrong


def _is_dispute(edition: Made, told: Dispute, golden: dict[str, Any]) -> bool:
    if (edition.name_of[told.story], told.counted) != (golden["story"], golden.get("counted")):
        return False
    return "words" not in golden or any(golden["words"] in claim.text for claim in told.claims)


def _takes(claim: Claim, side: dict[str, float | None]) -> bool:
    return claim.claimant in side and claim.value == side[claim.claimant]
