"""Dates of feeds (conformance case P15): the expected time or none, never an exception."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.dates import FIRST_YEAR, parse_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # RFC 822 and its descendants
        ("Wed, 18 Feb 2026 10:00:00 GMT", "2026-02-18T10:00:00"),
        ("Wed, 18 Feb 2026 10:00:00 +0545", "2026-02-18T04:15:00"),
        ("Wed, 18 Feb 2026 10:00:00 EST", "2026-02-18T15:00:00"),
        ("Wed, 18 Feb 2026 10:00:00 PDT", "2026-02-18T17:00:00"),
        ("Wed, 18 Feb 2026 10:00:00 (CET)", "2026-02-18T09:00:00"),
        ("Wed, 18 Feb 2026 10:00:00 IST", "2026-02-18T04:30:00"),
        ("Wed, 18 Feb 2026 10:00:00 GMT+02:00", "2026-02-18T08:00:00"),
        ("Wed, 18 Feb 2026 10:00 UTC-3", "2026-02-18T13:00:00"),
        ("Wed, 18 Feb 2026 10:00:00 +545", "2026-02-18T04:15:00"),
        ("Wed, 18 Feb 2026 10:00:00 −0500", "2026-02-18T15:00:00"),
        ("Wed, 18 Feb 2026 10:00:00 XYZ", "2026-02-18T10:00:00"),
        ("Wed, 18 Feb 2026 10:00:00 +9900", "2026-02-18T10:00:00"),
        ("Fri, 18 Feb 2026 10:00:00", "2026-02-18T10:00:00"),
        ("18 Feb 26 10:00 Z", "2026-02-18T10:00:00"),
        ("18 Feb 99", "1999-02-18T00:00:00"),
        ("Wed, 18 Feb 126 10:00:00 GMT", "2026-02-18T10:00:00"),
        ("Wed, 18 Feb 2026 24:00:00 GMT", "2026-02-19T00:00:00"),
        ("Wed, 31 Dec 2025 23:59:60 GMT", "2025-12-31T23:59:59"),
        ("Wednesday, 18-Feb-26 10:00:00 GMT", "2026-02-18T10:00:00"),
        ("18-Feb-2026 10:00:00", "2026-02-18T10:00:00"),
        ("February 18, 2026, 9:05 pm EST", "2026-02-19T02:05:00"),
        ("Feb 18, 2026 12:30 a.m.", "2026-02-18T00:30:00"),
        ("Wed Feb 18 10:00:00 2026", "2026-02-18T10:00:00"),
        ("Wed Feb 18 10:00:00 MST 2026", "2026-02-18T17:00:00"),
        ("Wed Feb 18 10:00:00 -0700 2026", "2026-02-18T17:00:00"),
        # ISO 8601 and its relatives
        ("2026-02-18T10:00:00Z", "2026-02-18T10:00:00"),
        ("2026-02-18T10:00:00.123456789+05:45", "2026-02-18T04:15:00"),
        ("2026-02-18T10:00:00,5-03", "2026-02-18T13:00:00"),
        ("2026-02-18t10:00z", "2026-02-18T10:00:00"),
        ("2026-02-18 10:00:00 +0100", "2026-02-18T09:00:00"),
        ("20260218T100000+0100", "2026-02-18T09:00:00"),
        ("20260218T1000Z", "2026-02-18T10:00:00"),
        ("20260218T10", "2026-02-18T10:00:00"),
        ("20260218", "2026-02-18T00:00:00"),
        ("2026-02-18T24:00:00Z", "2026-02-19T00:00:00"),
        ("2026-049T10:00Z", "2026-02-18T10:00:00"),
        ("2026/2/8 10:00", "2026-02-08T10:00:00"),
        ("2026-02", "2026-02-01T00:00:00"),
        ("2026", "2026-01-01T00:00:00"),
        ("Wed, 2026/02/18 08:19:53 EDT", "2026-02-18T12:19:53"),
        # other languages
        ("mar. 17 févr. 2026 10:00", "2026-02-17T10:00:00"),
        ("18. März 2026 um 10:00 Uhr", "2026-03-18T10:00:00"),
        ("18 de enero de 2026, 10:00", "2026-01-18T10:00:00"),
        ("18 juillet 2026 à 10:00", "2026-07-18T10:00:00"),
        ("18 června 2026 10:00", "2026-06-18T10:00:00"),
        ("18 července 2026 10:00", "2026-07-18T10:00:00"),
        ("18 paź 2026", "2026-10-18T00:00:00"),
        ("18 Ağustos 2026", "2026-08-18T00:00:00"),
        ("Ср, 18 Фев 2026 10:00:00 +0300", "2026-02-18T07:00:00"),
        ("18 Мая 2026", "2026-05-18T00:00:00"),
        ("18 лютого 2026 р., 10:00", "2026-02-18T10:00:00"),
        ("18 Φεβρουαρίου 2026", "2026-02-18T00:00:00"),
        ("١٨ فبراير ٢٠٢٦ ١٠:٠٠", "2026-02-18T10:00:00"),
        ("18 בפברואר 2026", None),
        ("2026年2月18日 10:30", "2026-02-18T10:30:00"),
        ("2026년 02월 18일 10:30:15", "2026-02-18T10:30:15"),
        # numbers alone
        ("18.02.2026 10:00", "2026-02-18T10:00:00"),
        ("03.02.26", "2026-02-03T00:00:00"),
        ("02/18/2026 10:00", "2026-02-18T10:00:00"),
        ("18/02/2026 10:00", "2026-02-18T10:00:00"),
        ("02/02/2026", "2026-02-02T00:00:00"),
        ("3/2/2026 10:00:00 AM", "2026-03-02T10:00:00"),
        ("03/02/2026 10:00", None),
        # seconds
        ("1771408800", "2026-02-18T10:00:00"),
        ("1771408800123", "2026-02-18T10:00:00"),
        ("1771408800.5", "2026-02-18T10:00:00"),
        # far ahead: others judge
        ("Wed, 18 Feb 2999 10:00:00 GMT", "2999-02-18T10:00:00"),
        # not to be believed
        ("yesterday-ish", None),
        ("31 Feb 2026 10:00:00 GMT", None),
        ("2026-02-30", None),
        ("2026-13-01", None),
        ("2026-400", None),
        ("2025-366", "2026-01-01T00:00:00"),
        ("2026-02-18T25:00:00Z", None),
        ("2026-02-18T24:30:00Z", None),
        ("2026-02-18T10:61:00Z", None),
        ("2026-02-18T10:00:61Z", None),
        ("18 Feb 2026 13:00 pm", None),
        ("0001-01-01T00:00:00Z", None),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("0", None),
        ("9999-12-31T24:00:00-14:00", None),
        ("18 Feb", None),
        ("Marathon 2026", None),
        ("18", None),
        ("", None),
        (None, None),
        ("2026-02-18" + " " * 300, None),
    ],
)
def test_dates(text: str | None, expected: str | None) -> None:
    assert parse_date(text) == (datetime.fromisoformat(expected).replace(tzinfo=UTC) if expected else None)


@given(st.text(max_size=80) | st.text(alphabet="0123456789-+:/. TZFebamp,", max_size=40))
def test_anything_is_a_moment_or_none(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or (moment.tzinfo is UTC and moment.year >= FIRST_YEAR and moment.microsecond == 0)


@given(
    st.integers(0, 110 * 365 * 86_400).map(lambda n: datetime(FIRST_YEAR, 1, 2, tzinfo=UTC) + timedelta(seconds=n)),
    st.integers(-14 * 60, 14 * 60),
)
def test_what_standards_write_is_read(moment: datetime, minutes: int) -> None:
    local = moment.replace(tzinfo=None) + timedelta(minutes=minutes)
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    assert parse_date(f"{local.isoformat()}{zone}") == moment
    assert parse_date(f"{local:%a, %d %b %Y %H:%M:%S} {zone}") == moment
    assert parse_date(format_datetime(moment, usegmt=True)) == moment
    assert parse_date(moment.isoformat()) == moment
    assert parse_date(moment.strftime("%c")) == moment
