"""What the dashboard never does: write, load models, read markup out of a feed, lead elsewhere, grow fat."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit import config

from briefing.dashboard.navigation import asked_day
from briefing.dashboard.sheet import script
from briefing.errors import StoreError
from briefing.store.coverage import Coverage
from briefing.views.safe import rules
from tests.browser.serving import serving
from tests.editions import DAY, full_edition, make_run, save_archive
from tests.hostile import hostile_edition
from tests.pages import ROOT, YESTERDAY, open_archive, open_page, read, three_editions


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return three_editions(tmp_path)


def test_hostile_editions_show_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_archive(tmp_path, hostile_edition())
    page = open_page(tmp_path, monkeypatch)
    assert "<script>window.hit=1</script>" in read(page)
    native = " ".join(str(element.proto) for element in page.main if element.type != "bidi_component")
    assert "hit=1" not in native
    assert ":material" not in native
    assert "hit=1" not in " ".join(
        str(e.proto) for e in open_archive(tmp_path, monkeypatch).main if e.type != "bidi_component"
    )


def test_nothing_is_written(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def state() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in archive.rglob("*") if path.is_file()}

    before = state()
    open_page(archive, monkeypatch)
    open_page(archive, monkeypatch, day="1999-01-01")
    open_archive(archive, monkeypatch, q="lane")
    assert state() == before


def test_a_reader_cannot_write(archive: Path) -> None:
    with Coverage(archive / "coverage.db", read_only=True) as coverage:
        assert coverage.last_run() is not None
        with pytest.raises(StoreError):
            coverage.save_run(make_run())


def test_the_dashboard_loads_no_model_and_no_network_library() -> None:
    heavy = [
        "torch",
        "spacy",
        "transformers",
        "aiohttp",
        "feedparser",
        "trafilatura",
        "plotly.graph_objs._figure",
        "pygal",
    ]
    code = (
        "import sys\n"
        "from briefing.dashboard import actor, actors, archive, compare, coverage, sources, statements, story, today\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_the_server_keeps_to_itself() -> None:
    options = {
        "server.address": "127.0.0.1",
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.fileWatcherType": "none",
        "server.enableAgentApi": False,
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
    }
    assert {name: config.get_option(name) for name in options} == options


def test_metrics_are_for_nobody(tmp_path: Path) -> None:
    """Conformance case X20: what `briefing dashboard` starts answers as if there were no metrics."""
    with serving(ROOT / "briefing" / "dashboard" / "serve.py", tmp_path) as served:
        found = {path: status(f"{served.address}{path}") for path in ("/_stcore/metrics", "//_stcore/metrics/")}
        assert set(found.values()) == {404}
        assert status(f"{served.address}/_stcore/health") == status(f"{served.address}/") == 200


def status(address: str) -> int:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=30)
    try:
        connection.request("GET", address.removeprefix(f"http://{parts.netloc}"))
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.mark.parametrize(
    "path", [*(ROOT / "briefing" / "dashboard").glob("*.py"), ROOT / "app.py"], ids=lambda p: p.name
)
def test_markup_for_streamlit_is_constant(path: Path) -> None:
    """Nothing that comes out of a feed can reach a widget that reads markup: those get constants, or dates."""
    tree = ast.parse(path.read_text())
    constants = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        place = f"{path.name}:{node.lineno}"
        assert name not in ("st.markdown", "st.write", "st.caption", "st.table", "st.error", "st.header"), place
        assert not any(keyword.arg == "unsafe_allow_html" for keyword in node.keywords), place
        if name == "st.html":
            (argument,) = node.args
            assert isinstance(argument, ast.Name), place
            assert argument.id in constants, place


def test_the_script_is_given_the_lists_of_the_views() -> None:
    first, rest = script().split("\n", 1)
    assert json.loads(first.removeprefix("const RULES = ").removesuffix(";")) == rules()
    for forbidden in ("innerHTML", "insertAdjacentHTML", "outerHTML", "document.write", "eval("):
        assert forbidden not in rest


@pytest.mark.parametrize(("name", "budget"), [("dashboard/sheet.js", 10_000), ("views/sheet.css", 20_000)])
def test_the_component_stays_small(name: str, budget: int) -> None:
    assert len((ROOT / "briefing" / name).read_bytes()) <= budget


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-21", DAY), ("21.11.2026", None), (None, None), ("2026-13-01", None)]
)
def test_a_day_in_an_address(text: str | None, day: date | None) -> None:
    assert asked_day(text) == day


def test_any_day_can_be_chosen(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(archive, monkeypatch)
    page.date_input[0].set_value(YESTERDAY).run()
    assert "Edition of Friday 20 November 2026" in read(page)
    assert page.query_params == {"day": "2026-11-20"}


def test_an_archive_that_is_moved_is_another(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(archive, tmp_path / "copy")
    save_archive(tmp_path / "copy", full_edition(DAY, title="A copy"))
    assert "A copy" in read(open_page(tmp_path / "copy", monkeypatch))
    assert "A copy" not in read(open_page(archive, monkeypatch))
