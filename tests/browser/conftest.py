"""A real Chromium before a real `streamlit run`; no request leaves this machine, and no page complains."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright

from briefing.types import Briefing, Claim, Quantity, Role, Story
from tests.browser.serving import CHROMIUM_ARGUMENTS, dashboard, find_chromium
from tests.editions import (
    DAY,
    END,
    empty_edition,
    full_edition,
    make_evidence,
    make_story,
    save_archive,
    world_edition,
)
from tests.hostile import hostile_edition

#: A page below the root asks for these two in its own folder first; Streamlit's client does, and goes on without them.
EXPECTED_MISSES = tuple(
    f"/{page}/_stcore/{probe}"
    for page in ("story", "actors", "actor", "statements", "archive", "compare", "sources", "coverage")
    for probe in ("health", "host-config")
)

#: An address of each page about many editions; the hostile edition is among them.
PAGES = (
    "/story?id=s1",
    "/actors",
    "/actor?id=dorin-vaskel",
    "/actor?id=actor-1",
    "/statements",
    "/sources",
    "/coverage",
    "/compare",
)

HOSTILE_DAY = DAY - timedelta(days=5)
EMPTY_DAY = DAY - timedelta(days=3)
YESTERDAY = DAY - timedelta(days=1)

#: Milliseconds; a page takes two seconds on a quiet machine.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")  # while it is there an event loop runs in this thread, and other tests run their own
def browser() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        message = "No Chromium: install one, or set BRIEFING_CHROMIUM to its path."
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_archive(
        tmp_path_factory.mktemp("archive"),
        hostile_edition(day=HOSTILE_DAY),
        empty_edition(EMPTY_DAY),
        world_edition(YESTERDAY, stories=(_counting(make_story(), 8),)),
        _newest(),
    )


def _newest() -> Briefing:
    """The newest edition: its lead has a figure that moved, its first actor is called something else by a report."""
    edition = full_edition(DAY, sample=True)
    other = Role(text="acting prime minister", on=YESTERDAY, evidence=make_evidence("a1-other", "r2", "acting premier"))
    return replace(
        edition,
        stories=(_counting(edition.stories[0], 11), *edition.stories[1:]),
        actors=(replace(edition.actors[0], roles=(other,)), *edition.actors[1:]),
    )


def _counting(story: Story, dead: int) -> Story:
    """A story in which the coast guard counts the dead."""
    claim = Claim(
        text=f"{dead} dead",
        value=dead,
        claimant="Coast guard",
        reported=END,
        evidence=make_evidence(f"dead-{dead}", "r1", f"{dead} dead"),
        reports=("r1",),
    )
    return replace(story, quantities=(Quantity(counted="killed", unit="people", where="Ansel", claims=(claim,)),))


@pytest.fixture(scope="session")
def address(archive: Path) -> Iterator[str]:
    """Where the dashboard listens."""
    with dashboard(archive) as found:
        yield found


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens an address of the dashboard; afterwards every request has stayed here and nothing was complained of."""
    contexts: list[BrowserContext] = []
    strays: list[str] = []
    complaints: list[str] = []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            strays.append(route.request.url)
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and urlsplit(message.location["url"]).path not in EXPECTED_MISSES:
            complaints.append(f"{message.text} ({message.location['url']})")

    def open_(path: str = "/", *, width: int = 1280, height: int = 900, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("console", listen)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("websocket", lambda s: None if urlsplit(s.url).hostname == "127.0.0.1" else strays.append(s.url))
        page.goto(f"{address}{path}")
        settle(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not strays
    assert not complaints


def settle(page: Page) -> None:
    """Wait until the whole page is drawn: what is still coming would move what a test is about to press."""
    expect(page.locator(".sheet h1").first).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    page.evaluate("document.fonts.ready.then(() => null)")
