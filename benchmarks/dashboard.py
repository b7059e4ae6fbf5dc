"""How fast the dashboard is with an archive of two years, in a real Chromium.

    python -m benchmarks.dashboard [EDITIONS ARTICLES]

730 editions and 200,000 articles are made up first (archive/benchmark, several minutes, once). Medians of seven; the
machine matters: compare the ratios to an empty Streamlit page of the same run, not milliseconds.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.large_archive import make_archive
from tests.browser.serving import CHROMIUM_ARGUMENTS, ROOT, find_chromium, serving

_TIMES = 7
_EMPTY = ROOT / "benchmarks" / "empty_page.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds, of which the median counts."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)


def main() -> None:
    """Make the archive, measure, print the table."""
    editions, articles = (int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 2 else (730, 200_000)
    chromium = find_chromium()
    if chromium is None:
        sys.exit("No Chromium: install one, or set BRIEFING_CHROMIUM to its path.")
    archive = ROOT / "archive" / f"benchmark-{editions}-{articles}"
    make_archive(archive, days=editions, articles=articles)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_ARGUMENTS))
        with serving(_EMPTY, archive) as empty:
            base_view, base_rerun = measure_empty(browser, empty.address)
            base_memory = resident_megabytes(empty.process)
        with serving(ROOT / "briefing" / "dashboard" / "serve.py", archive) as served:
            views, reruns = measure(browser, served.address)
            memory = resident_megabytes(served.process)
        browser.close()
    print(f"{editions} editions, {articles:,} articles; medians of {_TIMES}, ratios to an empty page")
    for base, rows in ((base_view, views), (base_rerun, reruns)):
        for row in (base, *rows):
            print(f"  {row.name:34} {1000 * row.median:7.0f} ms  {row.median / base.median:5.2f}")
    print(f"  {'memory of the server, empty page':34} {base_memory:7.0f} MB")
    print(f"  {'memory of the server':34} {memory:7.0f} MB  {memory / base_memory:5.2f}")


def measure_empty(browser: Browser, address: str) -> tuple[Measured, Measured]:
    """Loading of an empty page, and a press on its button."""
    view = repeated("first view, empty page", lambda: load(browser, address, "[data-testid=stText]", "pressed 0"))
    page = opened(browser, address, "text=pressed 0")
    pressed = 0

    def press() -> float:
        nonlocal pressed
        pressed += 1
        button = page.get_by_role("button", name="Again")
        return timed(button.click, lambda: seen(page, "[data-testid=stText]", f"pressed {pressed}"))

    return view, repeated("rerun, empty page", press)


def measure(browser: Browser, address: str) -> tuple[list[Measured], list[Measured]]:
    """First views of the pages, and what a reader waits for on them."""
    story, actor = known(browser, address)
    pages = (
        ("Today", "/", ".made"),
        ("a story", story, "table.reports"),
        ("Actors", "/actors", "table.actors-list"),
        ("an actor", actor, "#together"),
        ("Statements", "/statements", "table.ledger"),
        ("Archive", "/archive", ".results"),
        ("Sources", "/sources", "table.feeds"),
        ("Coverage", "/coverage", "#topics"),
    )
    views = []
    for name, path, last in pages:
        view = partial(load, browser, address + path, last)
        views.append(repeated(f"first view, {name}", view))
    page = opened(browser, f"{address}/statements", "table.ledger")
    reruns = [
        repeated("ledger: another wording", lambda: choose_wording(page)),
        repeated("ledger: words", lambda: search(page, "Words in the statement")),
    ]
    page = opened(browser, f"{address}/archive", ".results")
    reruns.append(repeated("archive: search", lambda: search(page, "Search every edition and report")))
    page = opened(browser, f"{address}/actors", "table.actors-list")
    names = iter(page.locator("table.actors-list .name").all_inner_texts()[5:])
    reruns.append(repeated("directory: search", lambda: search_directory(page, names)))
    page = opened(browser, f"{address}/", ".made")
    reruns.append(repeated("Today: the day before", lambda: day_before(page)))
    return views, reruns


def known(browser: Browser, address: str) -> tuple[str, str]:
    """The addresses of a story and of an actor of the newest edition."""
    page = opened(browser, address, ".made")
    found = [
        page.locator(f'.sheet a[href^="/{name}?id="]').first.get_attribute("href") or "" for name in ("story", "actor")
    ]
    page.context.close()
    return found[0], found[1]


def opened(browser: Browser, address: str, last: str) -> Page:
    """A page that stays open."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(address)
    page.locator(last).first.wait_for()
    return page


def load(browser: Browser, address: str, last: str, text: str = "") -> float:
    """Seconds until the last block of a page is there, in a fresh window with a warm server."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    seconds = timed(lambda: page.goto(address, wait_until="commit"), lambda: seen(page, last, text))
    context.close()
    return seconds


_WORDS = iter(("lane", "harbour", "convoy", "tanker", "ministry", "talks", "vessel", "pilot", "fuel", "grid") * 9)
_WORDINGS = iter(("Direct", "Indirect", "All", "Partly") * 9)


def choose_wording(page: Page) -> float:
    """Press another wording, and wait for the sentence that counts its statements."""
    wording = next(_WORDINGS)
    line = page.locator(".page > .aside").first
    before = line.text_content() or ""
    choice = page.get_by_role("radio", name=wording, exact=True)
    return timed(choice.click, lambda: seen(page, ".page > .aside", before, gone=True))


def search(page: Page, field: str) -> float:
    """Type a word, press Enter, and wait until it stands above what was found."""
    word = next(_WORDS)
    box = page.get_by_role("textbox", name=field)
    box.fill(word)
    return timed(lambda: box.press("Enter"), lambda: seen(page, ".page > .aside, #found", word))


def search_directory(page: Page, names: Iterator[str]) -> float:
    """Type the name of another actor, press Enter, and wait until it stands first."""
    box = page.get_by_role("textbox", name="Name or role")
    name = next(names)
    box.fill(name)
    return timed(lambda: box.press("Enter"), lambda: seen(page, ".actors-list tbody tr:first-child .name", name))


def day_before(page: Page) -> float:
    """Go to the edition before, and wait for it."""
    before = page.locator(".details time").text_content() or ""
    return timed(page.locator(".st-key-days a").first.click, lambda: seen(page, ".details time", before, gone=True))


#: Looks at each frame that is drawn, into the shadow trees of the sheets too: an assertion of Playwright looks after
#: 100, 250 and 500 milliseconds, which is longer than what is measured.
_SEEN = """([selector, text, gone]) => {
  const sheets = [...document.querySelectorAll("div")].flatMap((e) => e.shadowRoot ?? []);
  const found = [document, ...sheets].flatMap((root) => [...root.querySelectorAll(selector)]);
  return found.some((e) => e.textContent.includes(text) !== gone);
}"""


def seen(page: Page, selector: str, text: str, *, gone: bool = False) -> None:
    """Wait for an element with a text, or for one without it."""
    page.wait_for_function(_SEEN, arg=[selector, text, gone], polling="raf")


def timed(act: Callable[[], object], wait: Callable[[], object]) -> float:
    """Seconds of an act and what it brings about."""
    started = time.perf_counter()
    act()
    wait()
    return time.perf_counter() - started


def repeated(name: str, work: Callable[[], float]) -> Measured:
    """The same several times; the first, which warms the server, does not count."""
    work()
    return Measured(name=name, seconds=tuple(work() for _ in range(_TIMES)))


def resident_megabytes(process: int) -> float:
    """What a process holds in memory (Linux; elsewhere not a number)."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    main()
