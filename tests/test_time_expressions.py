"""Time expressions: the days that a reader would take them for on the day of publication."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.dates import find_times, resolve

#: A Friday.
PUBLISHED = datetime(2026, 11, 20, 12, tzinfo=UTC)


def days(text: str, published: datetime | None = PUBLISHED) -> list[tuple[str, str] | None]:
    """First and last day of each time expression."""
    resolved = [resolve(text, expression, published) for expression in find_times(text, 0, len(text))]
    return [(found[0].isoformat(), found[1].isoformat()) if found else None for found in resolved]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lane was shut on Sunday.", "2026-11-15"),
        ("Boats left late on Friday.", "2026-11-20"),
        ("It was shut on Thursday night.", "2026-11-19"),
        ("It was shut last Friday.", "2026-11-13"),
        ("It opens next Friday.", "2026-11-27"),
        ("The delegations will meet on Tuesday.", "2026-11-24"),
        ("On Tuesday the delegations will meet.", "2026-11-24"),
        ("They must report by Monday.", "2026-11-23"),
        ("It was hit by a wave on Monday.", "2026-11-16"),
        ("Two days ago it was open.", "2026-11-18"),
        ("It was open yesterday.", "2026-11-19"),
        ("It is shut today.", "2026-11-20"),
        ("It opens tomorrow.", "2026-11-21"),
        ("It closed this morning.", "2026-11-20"),
        ("It closed last night.", "2026-11-19"),
        ("On 18 November it closed.", "2026-11-18"),
        ("It closed on November 18.", "2026-11-18"),
        ("It closed on Nov. 18, 2024.", "2024-11-18"),
        ("It closed on the 2nd of March.", "2026-03-02"),
        ("The vote of 3 December is near.", "2026-12-03"),
        ("It closed on 28 February.", "2026-02-28"),
        ("It will open on 28 February.", "2027-02-28"),
        ("Notice of 2026-11-18.", "2026-11-18"),
    ],
)
def test_a_day(text: str, expected: str) -> None:
    assert days(text) == [(expected, expected)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It rained last week.", "2026-11-09", "2026-11-15"),
        ("It rained earlier this week.", "2026-11-16", "2026-11-22"),
        ("It burned overnight.", "2026-11-19", "2026-11-20"),
        ("It rained over the weekend.", "2026-11-14", "2026-11-15"),
        ("It rained in October.", "2026-10-01", "2026-10-31"),
        ("It rained in December.", "2025-12-01", "2025-12-31"),
        ("It rained in May 2024.", "2024-05-01", "2024-05-31"),
        ("It was built in 1961.", "1961-01-01", "1961-12-31"),
        ("It rained last month.", "2026-10-01", "2026-10-31"),
        ("Two years ago it rained.", "2024-01-01", "2024-12-31"),
        ("A week ago it rained.", "2026-11-09", "2026-11-15"),
        ("It rained over the past 24 hours.", "2026-11-19", "2026-11-20"),
        ("It rained for the last three days.", "2026-11-17", "2026-11-20"),
        ("It has rained since 2 November.", "2026-11-02", "2026-11-20"),
    ],
)
def test_a_range(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


def test_what_is_said_before_and_what_will_be_after_have_their_own_direction() -> None:
    text = "The ministry said on Monday that the lane will open on Sunday."
    assert days(text) == [("2026-11-16", "2026-11-16"), ("2026-11-22", "2026-11-22")]


def test_what_no_calendar_has_is_no_day() -> None:
    assert days("It closed on 31 February and on 2026-02-31.") == [None, None]


def test_without_the_publication_only_a_date_with_its_year_is_a_day() -> None:
    assert days("On Sunday and on 18 November, after 3 May 2024.", None) == [None, None, ("2024-05-03", "2024-05-03")]


def test_the_day_of_publication_is_the_one_of_its_own_zone() -> None:
    late = datetime(2026, 11, 20, 0, 30, tzinfo=timezone(timedelta(hours=10)))
    assert days("It is shut today.", late) == [("2026-11-20", "2026-11-20")]
    assert days("It is shut today.", late.astimezone(UTC)) == [("2026-11-19", "2026-11-19")]


@pytest.mark.parametrize(
    "text", ["It may rain.", "He will march.", "The day before it rained.", "Room 2015", "in 1,950"]
)
def test_no_time(text: str) -> None:
    assert days(text) == []


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)))
def test_a_weekday_in_the_past_is_within_the_last_seven_days(day: date) -> None:
    published = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    for name in ("Monday", "Wednesday", "Sunday"):
        text = f"It fell on {name}."
        (found,) = [resolve(text, expression, published) for expression in find_times(text, 0, len(text))]
        assert found is not None
        assert found[0].strftime("%A") == name and timedelta(0) <= day - found[0] < timedelta(7)


@given(st.text(alphabet="0123456789 -,.:Nov ago last weekSundy", max_size=60), st.datetimes())
def test_any_text_gives_days_in_order_or_none(text: str, published: datetime) -> None:
    last = 0
    for start, end in find_times(text, 0, len(text)):
        assert last <= start < end <= len(text)
        last = end
        found = resolve(text, (start, end), published)
        assert found is None or found[0] <= found[1]
