"""Origins: credits are read, newsrooms that share copy count once, and primary documents are told from reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.analysis.origins import Newsrooms, count_origins, is_primary
from briefing.config import load_outlets
from briefing.types import FeedKind, Outlet
from tests.builders import make_read

LONG = "The northern lane stayed shut for a third day, and ships waited south of the strait. " * 12
OUTLETS = (
    Outlet(name="Coast Press", aliases=("CP",), group="Coast Press", kind="wire", source="s", dated=date(2026, 1, 1)),
    Outlet(name="Dawn", group="Daylight", kind="-", source="s", dated=date(2026, 1, 1)),
    Outlet(name="Dusk", group="Daylight", kind="party", source="s", dated=date(2026, 1, 1)),
)
NEWSROOMS = Newsrooms(OUTLETS, ["Meridian Wire"])


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"PORT ANSEL, Nov 18 (Meridian Wire) — A tanker sank. {LONG}", "Meridian Wire"),
        (f"TARVON (CP) - Ships wait. {LONG}", "Coast Press"),
        (f"By Jo Hall, Coast Press\nA tanker sank. {LONG}", "Coast Press"),
        (f"A tanker sank, Meridian Wire reported on Friday. {LONG}", "Meridian Wire"),
        (f"A tanker sank. {LONG}\n— Meridian Wire", "Meridian Wire"),
        (f"A tanker sank. {LONG}\n(With inputs from Meridian Wire)", "Meridian Wire"),
        (f"A tanker sank. {LONG}\nSource: CP", "Coast Press"),
        (f"A tanker sank. {LONG} Jo Hall of Coast Press contributed to this report.", "Coast Press"),
        (f"The envoy told Meridian Wire that the lane was shut. {LONG}", None),
        (f"A cp is a part. (cp) {LONG}", None),
        (f"{LONG} A tanker sank, Meridian Wire reported on Friday. {LONG}", None),
    ],
)
def test_credits(text: str, agency: str | None) -> None:
    assert NEWSROOMS.credited(text) == agency


def test_five_outlets_may_be_two_origins() -> None:
    reads = [
        make_read(f"PORT ANSEL (Meridian Wire) — A tanker sank. {LONG}", id="a", publisher="Meridian Wire"),
        make_read(f"A tanker has sunk. {LONG}\n— Meridian Wire", id="b", publisher="The Courier"),
        make_read(f"The tanker sank. {LONG}\n(With inputs from Meridian Wire)", id="c", publisher="Harbour Daily"),
        make_read(f"Dawn saw the tanker sink. {LONG}", id="d", publisher="Dawn"),
        make_read(f"Dusk saw the tanker sink. {LONG}", id="e", publisher="Dusk"),
    ]
    assert count_origins(reads, range(5), range(5), NEWSROOMS) == 2


def test_a_reprint_does_not_make_the_papers_own_report_the_agencys() -> None:
    reads = [
        make_read(f"PORT ANSEL (Meridian Wire) — A tanker sank. {LONG}", id="a", publisher="Meridian Wire"),
        make_read(f"A tanker has sunk. {LONG}", id="b", publisher="Dawn"),
        make_read(f"Dusk saw the tanker sink. {LONG}", id="c", publisher="Dusk"),
        make_read(f"Dawn went aboard the tanker. {LONG}", id="d", publisher="Dawn"),
        make_read(f"A tanker sank. {LONG}\n— Meridian Wire", id="e", publisher="Dawn"),
    ]
    assert count_origins(reads, [0, 0, 2, 3, 4], range(5), NEWSROOMS) == 2


def test_outlets_under_direction_are_known_by_feed_or_table() -> None:
    assert NEWSROOMS.direction("Anything", "state") == "state"
    assert NEWSROOMS.direction("Dusk", "private") == "party"
    assert NEWSROOMS.direction("Dawn", "private") is None


def test_of_two_outlets_of_one_name_the_later_one_holds() -> None:
    released = replace(next(outlet for outlet in OUTLETS if outlet.name == "Dusk"), kind="-", group="")
    newsrooms = Newsrooms([*OUTLETS, released], [])
    assert (newsrooms.direction("Dusk", "private"), newsrooms.newsroom("Dusk")) == (None, "Dusk")


@pytest.mark.parametrize(
    ("kind", "headline", "expected"),
    [
        ("official", "Harbour notice 214", True),
        ("ngo", "Statement by Open Harbour on the convoy", True),
        ("ngo", "Convoy reaches Port Ansel", False),
        ("private", "Statement by the envoy angers Tarvon", False),
    ],
)
def test_primary_documents(kind: FeedKind, headline: str, *, expected: bool) -> None:
    assert is_primary(make_read(LONG, kind=kind, headline=headline)) is expected


def test_the_table_of_outlets_gives_source_and_day_in_every_line() -> None:
    outlets = load_outlets()
    assert all(outlet.source and outlet.group and outlet.dated <= date(2026, 12, 31) for outlet in outlets)
    names = [name for outlet in outlets for name in (outlet.name, *outlet.aliases)]
    assert len(names) == len(set(names))


def test_a_text_without_an_end_does_not_hang() -> None:
    assert NEWSROOMS.credited("By " + "a " * 500_000) is None
