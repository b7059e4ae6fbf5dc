"""The HTML mail as a reader's program shows it: in one column, at two widths, asking for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from playwright.sync_api import Browser, Page, Route

from briefing.config import Mail
from briefing.outputs.mail import EditionMail
from briefing.types import Briefing
from tests.editions import empty_edition, full_edition
from tests.hostile import hostile_edition

MAIL = Mail(from_="briefing@example.org", host="mail.example.org")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context = browser.new_context()
    context.route("**/*", refuse)
    yield context.new_page()
    context.close()
    assert not asked, "a mail loads nothing"


def html_of(briefing: Briefing) -> str:
    message = message_from_bytes(EditionMail(briefing, MAIL).message("desk@example.org").data, policy=default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("html",))
    assert isinstance(part, EmailMessage)
    html: str = part.get_content()
    return html


@pytest.mark.parametrize("width", [600, 390])
@pytest.mark.parametrize("briefing", [full_edition(), hostile_edition(), empty_edition()], ids=["full", "odd", "empty"])
def test_it_fits_its_width_and_runs_nothing(page: Page, briefing: Briefing, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(html_of(briefing))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.hit") is None
    assert page.locator("h1").count() == 1
    sizes = page.evaluate("[...document.querySelectorAll('p')].map(p => parseFloat(getComputedStyle(p).fontSize))")
    assert min(sizes) >= 13


def test_on_a_wide_screen_the_column_stays_narrow(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.set_content(html_of(full_edition()))
    box = page.locator("h1").bounding_box()
    assert box is not None
    assert (box["x"] >= 500) and box["width"] <= 600
