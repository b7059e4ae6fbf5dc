"""The archive in a browser: search, its address, and the way from a hit to its edition."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open


def test_a_word_is_found_and_leads_to_its_story(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="Archive").click()
    expect(page.get_by_role("heading", level=1, name="Archive")).to_be_visible()
    field = page.get_by_role("textbox", name="Search every edition and report")
    field.fill("northern")
    field.press("Enter")
    hit = page.get_by_role("listitem").filter(has_text="Tarvonia shuts the northern lane")
    expect(hit).to_be_visible()
    expect(page).to_have_url(re.compile("q=northern"))
    hit.get_by_role("link").click()
    expect(page.get_by_role("heading", level=2, name="Tarvonia shuts the northern lane")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/\?day=2026-11-21&at=story-s1$"))


def test_an_address_searches(open_page: Open) -> None:
    page = open_page("/archive?q=Sixty")
    expect(page.locator("mark").first).to_have_text("Sixty")
    expect(page.get_by_role("textbox")).to_have_value("Sixty")


def test_a_statement_is_found_and_scrolled_to(open_page: Open) -> None:
    page = open_page("/archive?q=%22stays+shut+for+day+12%22")
    page.locator(".hit").filter(has_text="Statement").get_by_role("link").first.click()
    statement = page.locator("#statement-q12")
    expect(statement).to_be_in_viewport()
    expect(statement).to_be_focused()


def test_a_day_of_the_calendar_opens_its_edition(open_page: Open) -> None:
    page = open_page("/archive")
    expect(page.get_by_role("table", name="November 2026")).to_be_visible()
    expect(page.get_by_role("cell", name="19 November, none made")).to_be_visible()
    page.get_by_role("link", name="20 November, 1 story").click()
    expect(page.locator(".details")).to_contain_text("Edition of Friday 20")
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Archive")).to_be_visible()


def test_two_days_are_compared(open_page: Open) -> None:
    page = open_page("/archive")
    page.get_by_role("link", name="Compare two days").click()
    expect(page.get_by_role("heading", level=1, name="Compare two days")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/compare\?day=2026-11-21&before=2026-11-20$"))
    new = page.get_by_role("table", name="new stories: then and now").get_by_role(
        "row", name="Story 3: the lane is shut"
    )
    expect(new).to_contain_text("Not in this edition.")
    new.get_by_role("button", name="Evidence").first.click()
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("The lane has been shut since Friday in story 3.")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Choose date").first.click()
    page.get_by_role("button", name="Wednesday, November 18, 2026").click()
    expect(page).to_have_url(re.compile(r"before=2026-11-18"))
    expect(page.locator(".comparison")).to_contain_text("From the edition of Wednesday 18 November 2026")
    page.go_back()
    expect(page.locator(".comparison")).to_contain_text("From the edition of Friday 20 November 2026")


def test_an_address_compares_and_opens_evidence(open_page: Open) -> None:
    page = open_page("/compare?day=2026-11-21&before=2026-11-18&ev=s3-1")
    expect(page.get_by_role("dialog").locator("mark")).to_have_text("The lane has been shut since Friday in story 3.")


def test_days_that_cannot_be_compared_are_a_sentence(open_page: Open) -> None:
    page = open_page("/compare?day=2026-11-18&before=2026-11-21")
    expect(page.locator(".notice")).to_have_text("Saturday 21 November 2026 is later than Wednesday 18 November 2026.")
    page.get_by_role("link", name="Compare them the other way round").click()
    expect(page.locator(".comparison")).to_contain_text("From the edition of Wednesday 18 November 2026")
    page = open_page("/compare?day=2026-11-21&before=2026-11-19")
    expect(page.locator(".notice")).to_have_text("There is no edition of Thursday 19 November 2026.")
