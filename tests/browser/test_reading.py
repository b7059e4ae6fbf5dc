"""Reading an edition in a browser: evidence by mouse, keyboard and address, and the way to other days."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from briefing.outputs import load_output
from briefing.types import Claim, Dispute
from briefing.views.safe import TAGS
from tests.browser.conftest import HOSTILE_DAY, PAGES, YESTERDAY, Open
from tests.browser.serving import ROOT
from tests.editions import END, full_edition, make_evidence


def panel(page: Page) -> Locator:
    return page.get_by_role("dialog")


def number(page: Page, n: int) -> Locator:
    """The first place where evidence has this number."""
    return page.get_by_role("button", name=f"Evidence {n}:").first


def test_the_front_page_has_its_masthead_and_its_lead(open_page: Open) -> None:
    page = open_page()
    expect(page.get_by_role("heading", level=1)).to_have_text("Marrow Strait")
    lead = page.get_by_role("article").first
    expect(lead.get_by_role("heading", level=2)).to_have_text("Tarvonia shuts the northern lane of the Marrow Strait")
    headline = lead.get_by_role("heading", level=2).get_by_role("link")
    expect(headline).to_have_attribute("rel", "noopener noreferrer")
    expect(page).to_have_title("Saturday 21\u00a0November\u00a02026, Crisis briefing")


def test_evidence_opens_and_closes_by_mouse(open_page: Open) -> None:
    page = open_page()
    first = number(page, 1)
    first.click()
    expect(panel(page)).to_be_visible()
    expect(panel(page).locator("mark")).to_have_text("The lane has been shut since Friday in story 1.")
    expect(panel(page)).to_contain_text("Same story in")
    expect(first).to_have_attribute("aria-expanded", "true")
    first.click()
    expect(panel(page)).to_be_hidden()
    expect(first).not_to_have_attribute("aria-expanded", "true")
    expect(first).to_be_focused()
    first.click()
    expect(panel(page)).to_be_visible()
    beside = number(page, 7)  # not covered by the panel: the page would scroll, and the panel follow, within the press
    beside.click()
    expect(panel(page)).to_contain_text("Evidence 7 of")
    page.get_by_role("heading", level=1).click()
    expect(panel(page)).to_be_hidden()
    expect(beside).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_evidence_opens_and_closes_by_keyboard(open_page: Open, key: str) -> None:
    page = open_page()
    number(page, 1).focus()
    page.keyboard.press(key)
    expect(panel(page).get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(panel(page)).to_contain_text("Evidence 2 of")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    last = panel(page).locator(".at").inner_text()
    assert int(last) > 10
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(number(page, int(last))).to_be_focused()


def test_the_buttons_of_the_panel(open_page: Open) -> None:
    page = open_page()
    number(page, 1).click()
    panel(page).get_by_role("button", name="Next evidence").click()
    expect(panel(page)).to_contain_text("Evidence 2 of")
    panel(page).get_by_role("button", name="Close").click()
    expect(panel(page)).to_be_hidden()
    expect(number(page, 2)).to_be_focused()


def test_an_address_opens_its_evidence(open_page: Open) -> None:
    page = open_page("/?ev=q5-words")
    expect(panel(page)).to_be_visible()
    expect(panel(page).locator("mark")).to_contain_text("it stays shut for day 5")
    expect(page.locator('[data-ev="q5-words"][aria-expanded]')).to_be_in_viewport()


def test_an_address_of_evidence_that_is_not_there_is_just_the_page(open_page: Open) -> None:
    page = open_page('/?ev=%22%5D%3Cscript%3E&at="]')
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(panel(page)).to_be_hidden()


def test_a_copied_link_leads_back_to_the_evidence(open_page: Open) -> None:
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    number(page, 2).click()
    panel(page).get_by_role("link", name="Copy link").click()
    expect(panel(page).get_by_role("link", name="Copied")).to_be_visible()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(panel(page)).to_contain_text("Evidence 2 of")


def test_the_panel_is_a_sheet_at_the_foot_of_a_phone(open_page: Open) -> None:
    page = open_page(width=390, height=844)
    number(page, 3).click()
    box = panel(page).bounding_box()
    assert box
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)
    expect(number(page, 3)).to_be_in_viewport()
    close = panel(page).get_by_role("button", name="Close").bounding_box()
    assert close
    assert close["height"] >= 40


def test_numbers_are_large_enough_to_be_hit(open_page: Open) -> None:
    page = open_page()
    box = number(page, 1).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + 11)
    expect(panel(page)).to_contain_text("Evidence 1 of")


def test_numbers_beside_one_another_are_told_apart(open_page: Open) -> None:
    page = open_page(f"/?day={HOSTILE_DAY}")
    for n in (1, 2):
        page.locator(".lead .number").nth(n - 1).click()
        expect(panel(page)).to_contain_text(f"Evidence {n} of")


def test_the_failed_feeds_are_one_press_away(open_page: Open) -> None:
    page = open_page()
    heading = page.get_by_role("heading", name="What this briefing does not know")
    expect(heading).not_to_be_in_viewport()
    page.get_by_role("button", name="3 feeds failed").click()
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()


def test_to_the_day_before_and_back(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="‹ 20 November").click()
    expect(page.locator(".details")).to_contain_text("Edition of Friday 20")
    assert "day=2026-11-20" in page.url
    page.get_by_role("link", name="21 November ›").click()
    expect(page.locator(".details")).to_contain_text("Saturday 21")
    page.go_back()
    expect(page.locator(".details")).to_contain_text("Edition of Friday 20")
    page.get_by_role("link", name="Latest edition").click()
    expect(page.locator(".details")).not_to_contain_text("Edition of")


def test_the_edition_is_taken_away_as_a_page(open_page: Open, archive: Path) -> None:
    page = open_page(f"/?day={YESTERDAY}")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as started:
        page.get_by_role("button", name="HTML, one page").click()
    assert started.value.suggested_filename == f"briefing-{YESTERDAY}.html"
    command = ["export", f"{YESTERDAY}", "--as", "html", "--output", "-", "--archive", str(archive)]
    exported = subprocess.run([sys.executable, "-m", "briefing", *command], capture_output=True, check=True, cwd=ROOT)
    assert started.value.path().read_bytes() == exported.stdout


@pytest.mark.parametrize(
    ("label", "begins"),
    [
        ("PDF, to print", b"%PDF-"),
        ("Markdown", b"Crisis briefing\n\n# "),
        ("JSON, with all evidence", b"{"),
        ("CSV, three", b"PK"),
    ],
)
def test_the_edition_is_taken_away_in_every_form(open_page: Open, label: str, begins: bytes) -> None:
    page = open_page(f"/?day={HOSTILE_DAY}")
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as started:
        page.get_by_role("button", name=label).click()
    assert started.value.path().read_bytes().startswith(begins)


def test_all_ways_stand_in_one_row_on_a_wide_screen(open_page: Open) -> None:
    page = open_page(f"/?day={YESTERDAY}")
    expect(page.get_by_role("link", name="Latest edition")).to_be_visible()
    middles = {
        round(box["y"] + box["height"] / 2, -1)
        for name in ("Archive", "Latest edition", "Download")
        if (box := page.get_by_text(name, exact=True).first.bounding_box())
    }
    assert len(middles) == 1


def test_on_a_phone_what_changed_is_one_press_away(open_page: Open) -> None:
    page = open_page(width=390, height=844)
    heading = page.get_by_role("heading", name="Who said what")
    expect(heading).not_to_be_in_viewport()
    page.get_by_role("button", name="Who said what").click()
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()
    expect(open_page(width=1280).locator(".contents")).to_be_hidden()


def test_any_day_can_be_chosen(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="Go to a day").click()
    page.get_by_role("button", name="Choose date").click()
    page.get_by_role("button", name="Wednesday, November 18, 2026").click()
    expect(page.locator(".details")).to_contain_text("Edition of Wednesday 18")
    expect(page.locator(".page")).to_contain_text(
        "No story on the topics of this briefing in the 24 hours to 05:00 UTC."
    )


def test_a_day_without_an_edition_leads_to_one(open_page: Open) -> None:
    page = open_page("/?day=1999-01-01")
    expect(page.locator(".page")).to_contain_text("There is no edition of Friday 1 January 1999.")
    page.get_by_role("link", name="Saturday 21 November 2026").click()
    expect(page.get_by_role("article").first).to_be_visible()


def test_hostile_text_is_text(open_page: Open) -> None:
    page = open_page(f"/?day={HOSTILE_DAY}")
    expect(page.locator(".page")).to_contain_text("<script>window.hit=1</script>")
    number(page, 1).click()
    expect(panel(page)).to_be_visible()
    assert page.evaluate("window.hit") is None
    tags = page.locator(".sheet *, .panel .source *").evaluate_all("all => all.map(e => e.localName)")
    assert set(tags) <= TAGS
    links = page.locator(".page a, .panel .source a").evaluate_all("all => all.map(e => e.getAttribute('href'))")
    inner = ("/?day=", "/story?id=", "/actor?id=")
    assert all(link.startswith(("https://example.org/", *inner)) for link in links)


def test_the_name_of_a_claimant_stays_on_its_side(browser: Browser) -> None:
    sides = tuple(
        Claim(
            text=f"{value} dead",
            value=value,
            claimant="Federal Ministry of Foreign and Maritime Affairs",
            reported=END,
            evidence=make_evidence(f"d{value}", "r1", f"{value} dead"),
            reports=("r1",),
        )
        for value in (11, 27)
    )
    dispute = Dispute(id="d1", story="s1", counted="killed", unit="people", where=None, claims=sides)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_content(load_output("html").render(full_edition(disputes=(dispute,))).decode())
    overflowing = page.locator(".sides li").evaluate_all(
        "all => all.filter(li => li.scrollWidth > li.clientWidth).length"
    )
    context.close()
    assert overflowing == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("path", ["/", f"/?day={HOSTILE_DAY}", "/archive?q=lane", "/?day=1999-01-01", *PAGES])
def test_nothing_scrolls_sideways(open_page: Open, path: str, width: int) -> None:
    page = open_page(path, width=width)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth - e.clientWidth") == 0
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_back_leads_through_days_and_pages_in_the_order_of_reading(open_page: Open) -> None:
    page = open_page(f"/?day={HOSTILE_DAY}")
    page.goto(page.url.replace(f"{HOSTILE_DAY}", f"{YESTERDAY}"))
    edition = page.locator(".details")
    expect(edition).to_contain_text("Edition of Friday 20")
    page.get_by_role("link", name="Statements", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Statements")).to_be_visible()
    page.get_by_role("link", name="Dorin Vaskel").first.click()
    expect(page.get_by_role("heading", level=1, name="Dorin Vaskel")).to_be_visible()
    page.get_by_role("link", name="Today", exact=True).click()
    expect(edition).to_contain_text("Saturday 21")
    page.get_by_role("article").first.get_by_role("link", name="Day 3").click()
    expect(page.get_by_role("heading", level=2, name="Day by day")).to_be_visible()
    for address, text in (
        ("/", "Saturday 21"),
        ("/actor?id=dorin-vaskel", "31 statements"),
        ("/statements", "Who said what"),
        ("/?day=2026-11-20", "Edition of Friday 20"),
        ("/?day=2026-11-16", "Edition of Monday 16"),
    ):
        page.go_back()
        expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
        expect(edition).to_contain_text(text)
    page.go_forward()
    expect(edition).to_contain_text("Edition of Friday 20")


def test_a_page_begins_at_its_top(open_page: Open) -> None:
    page = open_page()
    main = page.get_by_test_id("stMain")
    page.get_by_role("heading", name="What this briefing does not know").scroll_into_view_if_needed()
    page.locator(".actor a").last.click()
    expect(page.get_by_role("heading", level=2, name="Said", exact=True)).to_be_visible()
    assert main.evaluate("e => e.scrollTop") == 0
