"""The pages of the dashboard, run without a browser."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from streamlit.testing.v1 import AppTest

from briefing.views.safe import Node, checked
from tests.editions import DAY, MORNING, empty_edition, full_edition, one_story_edition, save_archive
from tests.trees import as_tree, words

ROOT = Path(__file__).parents[1]
YESTERDAY = DAY - timedelta(days=1)


def open_page(archive: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """Today, at an address, shortly after the newest edition was made."""
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(archive))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    page.query_params.update(query)
    with time_machine.travel(MORNING, tick=True):
        return page.run()


def open_other(name: str, archive: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """Another page than Today, at an address: a test reaches only the first page of the navigation."""
    monkeypatch.setenv("BRIEFING_ARCHIVE", str(archive))
    app = (ROOT / "app.py").read_text().replace("default=True", 'url_path="today"')
    assert app.count(f'url_path="{name}"') == 1
    page = AppTest.from_string(app.replace(f'url_path="{name}"', "default=True"), default_timeout=30)
    page.query_params.update(query)
    return page.run()


def open_archive(archive: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """The page Archive, at an address."""
    return open_other("archive", archive, monkeypatch, **query)


def sheets(page: AppTest) -> list[dict[str, Any]]:
    """What the sheets of a page are given, but for the row above it; nothing went wrong."""
    return [data for data in _drawn(page) if data["tree"][0] != "nav"]


def ways(page: AppTest) -> list[Node]:
    """The row above a page: the ways to other pages, and to other days."""
    return [tree_of(data) for data in _drawn(page) if data["tree"][0] == "nav"]


def _drawn(page: AppTest) -> list[dict[str, Any]]:
    assert not page.exception
    assert not page.error
    found = [element.proto.json for element in page.main if element.type == "bidi_component"]
    return [json.loads(data) for data in found]


def read(page: AppTest) -> str:
    return " ".join(words(tree_of(data)) for data in sheets(page))


def tree_of(data: dict[str, Any]) -> Node:
    return checked(as_tree(data["tree"]))


def three_editions(root: Path) -> Path:
    """An archive with a day missing between its editions."""
    oldest = empty_edition(DAY - timedelta(days=3))
    return save_archive(root / "archive", oldest, one_story_edition(YESTERDAY), full_edition(DAY))
