"""What a scan for barriers finds on each page, in light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOSTILE_DAY, PAGES, Open

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

#: All but Streamlit's link past the row of pages: axe takes a link for one only if others follow it in the same tree,
#: and ours stand in shadow trees.
LOOKED_AT = {"exclude": [["[data-testid=stSkipToContent]"]]}


def barriers(page: Page) -> list[str]:
    found = Axe().run(page, context=LOOKED_AT, options=RULES).response["violations"]
    return [f"{v['impact']} {v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/?ev=s1-1",
        f"/?day={HOSTILE_DAY}",
        "/archive?q=lane",
        "/archive",
        "/?day=1999-01-01",
        "/?day=2026-11-18",
        "/actor?id=nobody",
        *PAGES,
    ],
)
def test_no_barrier_is_found(open_page: Open, path: str, dark: bool) -> None:
    page = open_page(path, dark=dark)
    if "ev=" in path:
        expect(page.get_by_role("dialog")).to_be_visible()
    assert barriers(page) == []


@pytest.mark.parametrize("path", ["/?ev=s1-1", "/archive?q=lane", *PAGES])
def test_no_barrier_is_found_on_a_phone(open_page: Open, path: str) -> None:
    page = open_page(path, width=390, height=844)
    assert barriers(page) == []


def test_the_page_is_reached_by_keyboard_alone(open_page: Open) -> None:
    page = open_page()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.className") == "number":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Evidence 1 of")
