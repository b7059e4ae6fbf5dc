"""The countries that reports name: what counts, how often, by which outline they are shown, how the page tells it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.analysis.countries import CODES, find_countries
from briefing.analysis.gazetteer import COUNTRIES
from briefing.dashboard.outlines import outlines, read_path
from briefing.register import CountryNamed
from briefing.store.coverage import Coverage
from briefing.store.timeline import countries_named
from briefing.views.countries import CountrySpan, class_floors, class_names, countries_summary, countries_table
from tests.editions import (
    DAY,
    NAMED,
    REPORTS,
    empty_edition,
    make_actor,
    make_evidence,
    make_report,
    make_story,
    save_archive,
    world_edition,
)
from tests.hostile import HOSTILE, hostile_edition
from tests.trees import elements, words

ROOT = Path(__file__).parents[1]
YESTERDAY = DAY - timedelta(days=1)


def named_in(headline: str) -> set[str]:
    edition = empty_edition(reports=(make_report("r1", headline=headline),))
    return {country for _, country in find_countries(edition)}


# ---------------------------------------------------------------- what counts


@pytest.mark.parametrize(
    ("headline", "countries"),
    [
        ("Iran’s envoy meets Iran's neighbours", {"Iran"}),
        ("US-led talks on UK aid", {"United States", "United Kingdom"}),
        ("U.S. and Türkiye agree", {"United States", "Turkey"}),
        ("Talks in Kessaly", {"Kessaly"}),  # where the publisher is from
        ("Côte d'Ivoire opens a bridge", {"Ivory Coast"}),
        ("South Sudan and Sudan reopen a road", {"South Sudan", "Sudan"}),
        ("Papua New Guinea, Guinea-Bissau", {"Papua New Guinea", "Guinea-Bissau"}),
        ("DR Congo and Congo-Brazzaville", {"Democratic Republic of the Congo", "Republic of the Congo"}),
        ("Jordan and Chad sign", {"Jordan", "Chad"}),
        ("Georgia counts its votes", {"Georgia"}),
    ],
)
def test_countries_are_found(headline: str, countries: set[str]) -> None:
    assert named_in(headline) == countries


@pytest.mark.parametrize(
    "headline",
    [
        "Talks in Tarvonia",  # no publisher of the edition is from there
        "French and Russian envoys in Geneva",
        "Moscow and Paris are silent",
        "New Mexico, Northern Ireland and Latin America",
        "Tankers in the Gulf of Oman, fishers on Lake Chad",
        "A ferry from Port of Spain",
        "Emirates cancels flights",
        "TELL US NOW",
        "Michael Jordan opens a school",
        "Chad Wolfram opens a school",
        "Indiana and Nigeriana",
    ],
)
def test_what_only_looks_like_one_is_not(headline: str) -> None:
    assert named_in(headline) == set()


def test_where_the_united_states_are_named_georgia_may_be_one_of_them() -> None:
    assert named_in("US ports: Georgia is the largest") == {"United States"}


def test_a_person_of_the_edition_is_no_country() -> None:
    person = make_actor(1, name="Ilse Iran", role=None, evidence=make_evidence("n", "r2", "Ilse Iran"))
    edition = empty_edition(actors=(person,), reports=(make_report("r1", headline="Ilse Iran speaks"),))
    assert find_countries(edition) == set()


def test_words_that_the_edition_cites_count() -> None:
    cited = make_evidence("e", "r3", "grain for Yemen and Sudan")
    story = make_story(1, summary=(replace(make_story().summary[0], evidence=(cited,)),))
    edition = empty_edition(stories=(story,), reports=REPORTS)
    assert {("r3", "Yemen"), ("r3", "Sudan")} == find_countries(edition)


def test_a_publisher_of_no_country_adds_none() -> None:
    report = make_report("r1", country="International", headline="An International court")
    assert find_countries(empty_edition(reports=(report,))) == set()


# ---------------------------------------------------------------- over the days


def test_a_report_counts_once_over_the_days(tmp_path: Path) -> None:
    again = empty_edition(YESTERDAY, reports=(make_report("w0", headline="Talks in Ukraine"),))
    save_archive(tmp_path, empty_edition(DAY - timedelta(days=40), reports=again.reports), again, world_edition())
    with Coverage(tmp_path / "coverage.db", read_only=True) as coverage:
        found = countries_named(coverage, since=YESTERDAY, until=DAY)
        earlier = countries_named(coverage, since=YESTERDAY, until=YESTERDAY)
    assert {one.country: one.reports for one in found} == NAMED | {"Kessaly": 1}
    assert found[0] == CountryNamed(country="Ukraine", reports=14)
    assert earlier == (CountryNamed(country="Ukraine", reports=1),)


# ---------------------------------------------------------------- outlines


def test_every_state_has_a_code_and_an_outline() -> None:
    assert [one.names[0] for one in COUNTRIES if one.names[0] not in CODES] == ["Soviet Union"]
    assert [name for name, code in CODES.items() if code not in outlines()] == []
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.parametrize(
    ("west", "east"), [("PT", "ES"), ("US", "BR"), ("UA", "RU"), ("IL", "IQ"), ("IN", "MM"), ("SD", "ER"), ("CN", "JP")]
)
def test_countries_lie_where_they_lie(west: str, east: str) -> None:
    assert outlines()[west].middle[0] < outlines()[east].middle[0]


def test_crimea_is_ukraine() -> None:
    def holds(code: str) -> bool:
        """Whether Simferopol lies in one of the boxes, the country of the mainland apart."""
        boxes = [(*zip(*ring, strict=True),) for ring in outlines()[code].rings[1:]]
        return any(min(x) < 1513 < max(x) and min(y) < 368 < max(y) for x, y in boxes)

    assert holds("UA") and not holds("RU")


def test_small_states_are_dots_and_the_whole_is_small() -> None:
    found = outlines()
    assert {code for code in ("SG", "MT", "MV", "BH", "FR", "HU") if found[code].is_dot} == {"SG", "MT", "MV", "BH"}
    assert sum(len(ring) for one in found.values() for ring in one.rings) < 12_000


def test_the_library_for_charts_is_not_loaded() -> None:
    code = (
        "import sys; from briefing.dashboard.outlines import outlines\n"
        "assert outlines(); print([name for name in sys.modules if name.startswith('pygal')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_a_path_is_read_with_all_its_commands() -> None:
    assert list(read_path("M1,1 h4 v4 H1z m10 0 l2-1 1e0 2c9 9 9 9 1 1z M0 0 1 1")) == [
        ((1, 1), (5, 1), (5, 5), (1, 5)),
        ((11, 1), (13, 0), (14, 2), (15, 3)),
    ]


# ---------------------------------------------------------------- the page


def span(*named: tuple[str, int], drawn: frozenset[str] | None = None) -> CountrySpan:
    rows = tuple(CountryNamed(country=name, reports=reports) for name, reports in named)
    outlined = frozenset(name for name, _ in named) & CODES.keys() if drawn is None else drawn
    return CountrySpan(first=YESTERDAY, last=DAY, rows=rows, drawn=outlined)


def said(shown: CountrySpan) -> str:
    return words(elements(countries_summary(shown), "p")[1]).replace("\u00a0", " ")


def test_countries_are_told_in_words_and_figures() -> None:
    found = span(("Iran", 1204), ("Sudan", 9), ("Chad", 4), ("Mali", 3), ("Fiji", 2), ("Kessaly", 1))
    assert said(found) == (
        "6 countries are named, most often Iran (1,204 reports), Sudan (9), Chad (4), Mali (3) and Fiji (2)."
        " The map has no outline of Kessaly."
    )
    table = countries_table(found)
    assert [words(row) for row in elements(table, "tr")][:3] == ["CountryReports", "Iran1,204", "Sudan9"]
    links = elements(countries_table(span(("South Korea", 2))), "a")
    assert [link.attributes["href"] for link in links] == ["/archive?q=%22South+Korea%22"]


def test_one_country_two_countries_none() -> None:
    assert said(span(("Iran", 1))) == "One country is named: Iran (1 report)."
    assert said(span(("Iran", 2), ("Chad", 1))) == "2 countries are named: Iran (2 reports) and Chad (1)."
    assert said(span()).startswith("No report in these editions names a country")


def test_invented_countries_have_no_map() -> None:
    assert said(span(("Tarvonia", 9), ("Kessaly", 7))) == (
        "2 countries are named: Tarvonia (9 reports) and Kessaly (7)."
        " There is no outline of them here, so a table and no map."
    )
    assert said(span(("Kessaly", 1))).endswith("There is no outline of it here, so a table and no map.")


def test_many_countries_without_an_outline() -> None:
    found = span(("Iran", 20), *((f"Land {n}", 1) for n in range(10)))
    assert said(found).endswith("Land 6, Land 7 and 2 more.")


@pytest.mark.parametrize(
    ("most", "floors", "names"),
    [
        (1, (1,), ["1 and more"]),
        (3, (1, 2), ["1", "2 and more"]),
        (14, (1, 2, 5, 10), ["1", "2–4", "5–9", "10 and more"]),
        (2000, (1, 200, 500, 1000), ["1–199", "200–499", "500–999", "1,000 and more"]),
        (10**9, (1, 10**6, 2 * 10**6, 5 * 10**6), None),
    ],
)
def test_the_shades_are_round_numbers(most: int, floors: tuple[int, ...], names: list[str] | None) -> None:
    assert class_floors(most) == floors
    assert names is None or class_names(floors) == names


def test_hostile_names_stay_texts(tmp_path: Path) -> None:
    found = find_countries(hostile_edition())
    assert all(len(country) <= 40 and country.isprintable() for _, country in found)
    shown = span(*((text, 1) for text in HOSTILE))
    assert "script" not in {one.tag for one in elements(countries_summary(shown))}
    countries_table(shown)
