"""The pages about many editions in a browser: filters and their addresses, charts, and the ways between pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from briefing.views.safe import TAGS
from tests.browser.conftest import PAGES, Open


def test_a_statement_is_found_by_its_speaker_and_opens_its_evidence(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="Statements", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Statements")).to_be_visible()
    expect(page.locator("table.ledger")).to_be_visible()
    speaker = page.get_by_role("combobox", name="Speaker")
    speaker.click()
    speaker.fill("Dorin")
    page.get_by_role("option", name="Dorin Vaskel", exact=True).click()
    expect(page.locator(".page").last).to_contain_text("Dorin Vaskel")
    expect(page).to_have_url(re.compile(r"/statements\?who=dorin-vaskel$"))
    words = page.get_by_role("textbox", name="Words in the statement")
    words.fill("day 12")
    words.press("Enter")
    expect(page.locator("table.ledger blockquote")).to_have_count(1)
    page.locator(".ledger .credit .number").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog").locator("mark")).to_contain_text("day 12")


def test_an_address_filters_and_the_browser_goes_back(open_page: Open) -> None:
    page = open_page("/statements?kind=indirect&who=dorin-vaskel")
    expect(page.locator(".ledger blockquote.indirect").first).to_contain_text("day 3")
    page.locator(".ledger").get_by_role("link", name="Dorin Vaskel").first.click()
    expect(page.get_by_role("heading", level=1, name="Dorin Vaskel")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Statements")).to_be_visible()
    expect(page.locator(".page > .aside")).to_contain_text("Dorin Vaskel")


def test_older_statements_are_one_press_away(open_page: Open) -> None:
    page = open_page("/statements")
    expect(page.locator(".ledger blockquote").first).to_be_visible()
    expect(page.get_by_role("link", name="Newer statements")).to_have_count(0)
    page.get_by_role("link", name="Older statements").click()
    expect(page).to_have_url(re.compile(r"/statements\?page=2$"))
    expect(page.get_by_role("link", name="Newer statements")).to_be_visible()


def test_the_statements_are_taken_away_as_a_table(open_page: Open) -> None:
    page = open_page("/statements?who=dorin-vaskel")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download as CSV").click()
    data = started.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbfreported,edition,speaker")
    assert data.count(b"Dorin Vaskel") == 19


def test_from_a_story_of_today_to_its_days_and_back(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("article").first.get_by_role("link", name="Day 3").click()
    expect(page).to_have_url(re.compile(r"/story\?id=s1$"))
    expect(page.get_by_role("heading", level=2, name="Day by day")).to_be_visible()
    page.get_by_role("link", name="Friday 20 November").click()
    expect(page.locator(".details")).to_contain_text("Edition of Friday 20")
    page.go_back()
    expect(page.get_by_role("heading", level=2, name="Reports")).to_be_visible()


def test_an_address_opens_evidence_of_a_story(open_page: Open) -> None:
    page = open_page("/story?id=s1&ev=s1-2")
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("Sixty-one ships wait.")


def test_from_a_speaker_to_the_page_of_the_actor(open_page: Open) -> None:
    page = open_page()
    page.locator(".statement").first.get_by_role("link", name="Dorin Vaskel").click()
    expect(page.get_by_role("heading", level=1, name="Dorin Vaskel")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/actor\?id=dorin-vaskel$"))
    expect(page.get_by_role("heading", level=2, name="Said", exact=True)).to_be_visible()


def test_the_numbers_of_an_actor_are_walked_in_order(open_page: Open) -> None:
    page = open_page("/actor?id=dorin-vaskel")
    said = page.locator(".sheet", has=page.locator("#said"))
    first = said.locator(".number").first
    first.click()
    name = page.get_by_role("dialog").locator(".at").inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog").locator(".at")).not_to_have_text(name)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_other_reports_call_an_actor_opens_its_evidence(open_page: Open) -> None:
    page = open_page("/actor?id=actor-1")
    other = page.locator(".timeline li").filter(has_text="acting prime minister")
    expect(other).to_contain_text("20 November 2026")
    other.get_by_role("button", name="Evidence").click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("acting premier")


def test_a_story_shows_how_its_figures_moved(open_page: Open) -> None:
    page = open_page("/story?id=s1")
    expect(page.locator(".plain").filter(has_text="Killed, ")).to_contain_text("8 on 20 November, 11 on 21 November")
    chart = page.get_by_test_id("stPlotlyChart")
    expect(chart.locator("svg.main-svg").first).to_be_visible()
    expect(chart).to_contain_text("Coast guard: 11")
    row = page.get_by_role("table", name="The figures by side and day").get_by_role("row", name="20 November")
    row.get_by_role("button", name="Evidence").click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("8 dead")


def test_an_actor_has_charts_that_say_what_they_show(open_page: Open) -> None:
    page = open_page("/actor?id=actor-1")
    expect(page.get_by_test_id("stPlotlyChart").first).to_be_visible()
    expect(page.locator("#mentions")).to_be_visible()
    page.get_by_text("Mentions a day in figures").click()
    expect(page.get_by_role("row", name="21 November 9")).to_be_visible()


def test_the_directory_is_searched(open_page: Open) -> None:
    page = open_page("/actors")
    field = page.get_by_role("textbox", name="Name or role")
    field.fill("vaskel")
    field.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/actors\?q=vaskel$"))
    page.get_by_role("link", name="Dorin Vaskel").click()
    expect(page.get_by_role("heading", level=1, name="Dorin Vaskel")).to_be_visible()


def test_an_unknown_actor_is_a_sentence(open_page: Open) -> None:
    page = open_page("/actor?id=%3Cscript%3E")
    expect(page.locator(".page")).to_contain_text("No actor with this address. Search the archive.")


def test_every_feed_has_a_row(open_page: Open) -> None:
    page = open_page("/sources")
    expect(page.get_by_role("row").filter(has_text="Kessaly Ministry of Defence")).to_contain_text(
        "timed out after 30 s"
    )


def test_coverage_over_a_year(open_page: Open) -> None:
    page = open_page("/coverage")
    page.get_by_role("radio", name="365 days").click()
    expect(page).to_have_url(re.compile(r"days=365"))
    expect(page.get_by_test_id("stPlotlyChart")).to_have_count(2)
    page.get_by_text("The same in figures, day by day").click()
    expect(page.get_by_role("table", name="Reports by day and topic, the newest day first")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_shows_and_names_the_countries(open_page: Open, width: int) -> None:
    page = open_page("/coverage", width=width)
    chart = page.locator(".st-key-map-chart")
    expect(chart.locator("svg.main-svg").first).to_be_visible()
    for words in ("Ukraine", "Russia", "10 and more"):
        expect(chart.locator("svg").get_by_text(words)).to_be_visible()
    box = chart.bounding_box()
    assert box and box["width"] <= width and 1.7 < box["width"] / box["height"] < 2.6
    expect(page.locator(".countries")).to_contain_text(re.compile(r"most often \W?Ukraine\W? \(14\sreports\)"))
    page.locator("summary").filter(has_text="The same in figures, country by country").focus()
    page.keyboard.press("Enter")
    row = page.get_by_role("table", name="Reports by country").get_by_role("row", name="South Korea 3")
    row.get_by_role("link", name="South Korea").press("Enter")
    expect(page.get_by_role("heading", level=1, name="Archive")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/archive\?q=%22South"))


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_is_text(open_page: Open, path: str) -> None:
    page = open_page(path)
    assert page.evaluate("window.hit") is None
    tags = page.locator(".sheet *").evaluate_all("all => all.map(e => e.localName)")
    assert set(tags) <= TAGS
