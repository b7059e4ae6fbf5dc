"""Takes the pictures in docs/screenshots of the sample editions: `python -m benchmarks.screenshots`.

The demo is made anew in a folder of its own, by the program as it is; the dashboard runs in a process of its own and is
looked at with Chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import CHROMIUM_ARGUMENTS, ROOT, dashboard, find_chromium

#: Milliseconds in which charts are drawn.
_CHARTS = 1_500
FOLDER = ROOT / "docs" / "screenshots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture: where it goes, of what, and how large."""

    name: str
    path: str = "/"
    width: int = 1280
    #: None: the whole page.
    height: int | None = 900
    dark: bool = False
    #: The number whose evidence is open.
    evidence: int | None = None


#: The first story of the sample, which lasts three days, and one of its actors.
_STORY = "/story?id=ebb1cf4f5eeb2e45"
_ACTOR = "/actor?id=dorin-vaskel"

SHOTS = (
    Shot(name="today-1280", height=None),
    Shot(name="today-1280-dark", height=None, dark=True),
    Shot(name="today-1280-first-screen"),
    Shot(name="today-390", width=390, height=2400),
    Shot(name="evidence-1280", evidence=2),
    Shot(name="evidence-1280-dark", evidence=2, dark=True),
    Shot(name="evidence-390", width=390, height=844, evidence=2),
    Shot(name="archive-1280", path="/archive?q=convoy", height=1130),
    Shot(name="archive-390", path="/archive?q=convoy", width=390, height=1600),
    Shot(name="story-1280", path=_STORY, height=None),
    Shot(name="story-1280-dark", path=_STORY, dark=True),
    Shot(name="story-390", path=_STORY, width=390, height=1600),
    Shot(name="statements-1280", path="/statements", height=1130),
    Shot(name="statements-1280-dark", path="/statements?who=dorin-vaskel", dark=True),
    Shot(name="statements-390", path="/statements", width=390, height=1600),
    Shot(name="actors-1280", path="/actors", height=1130),
    Shot(name="actors-390", path="/actors", width=390, height=1600),
    Shot(name="actor-1280", path=_ACTOR, height=None),
    Shot(name="actor-1280-dark", path=_ACTOR, height=None, dark=True),
    Shot(name="actor-390", path=_ACTOR, width=390, height=2400),
    Shot(name="sources-1280", path="/sources", height=1130),
    Shot(name="sources-390", path="/sources", width=390, height=1600),
    Shot(name="compare-1280", path="/compare?day=2026-11-21&before=2026-11-19", height=1130),
    Shot(name="compare-390", path="/compare?day=2026-11-21&before=2026-11-19", width=390, height=1600),
    Shot(name="coverage-1280", path="/coverage", height=None),
    Shot(name="coverage-1280-dark", path="/coverage", height=None, dark=True),
    Shot(name="coverage-390", path="/coverage", width=390, height=1300),
)


def main() -> None:
    """Make the demo, start the dashboard, take every picture."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium: install one, or set BRIEFING_CHROMIUM to its path.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "briefing", "demo", "--archive", folder], check=True)
        take_all(Path(folder) / "demo", chromium)


def take_all(archive: Path, chromium: str) -> None:
    """Take every picture of an archive."""
    with dashboard(archive) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGUMENTS))
        for shot in SHOTS:
            path = FOLDER / f"{shot.name}.png"
            take(browser, address, shot, path)
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} kB")
        browser.close()


def take(browser: Browser, address: str, shot: Shot, path: Path) -> None:
    """Take one picture."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height or 900}, color_scheme="dark" if shot.dark else "light"
    )
    page = context.new_page()
    page.goto(address + shot.path)
    page.locator(".sheet h1").first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(_CHARTS)
    if shot.height is None:
        _grow(page, shot.width)
    if shot.evidence is not None:
        page.get_by_role("button", name=f"Evidence {shot.evidence}:").first.click()
        page.get_by_role("dialog").wait_for()
    page.screenshot(path=path)
    context.close()
    # a palette is all that text on paper needs, at a third of the size
    picture = Image.open(path).convert("RGB").quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


def _grow(page: Page, width: int) -> None:
    """Make the window as high as the page, which scrolls inside of it."""
    height = page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": width, "height": height})


if __name__ == "__main__":
    main()
