"""Imports point down, and a library is known to one module: read from the syntax trees, nothing is imported."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "briefing"

#: From the ground up; a part imports from the layers below its own, and from itself.
LAYERS = (
    {"types", "errors"},
    {"document", "register"},
    {"text"},
    {"config", "serialize", "guard", "analysis", "views"},
    {"sources", "models", "store", "outputs"},
    # a summarizer is a way of using a model, so it stands above the models
    {"summarizers"},
    {"pipeline", "sample"},
    {"cli", "dashboard"},
    {"__main__"},
)
LAYER_OF = {name: layer for layer, names in enumerate(LAYERS) for name in names}

#: A library and the places that may know it (a folder stands for all its modules).
LIBRARIES = {
    "aiohttp": {"sources/http.py", "models/chat.py"},
    "ctranslate2": {"models/seq2seq.py"},
    "huggingface_hub": {"models/hub.py"},
    "apscheduler": {"cli/schedule.py"},
    "filelock": {"store/lock.py"},
    "lxml": {"text/extract.py"},
    "numpy": {"analysis/stories.py", "analysis/neighbours.py"},
    "scipy": {"analysis/stories.py", "analysis/neighbours.py"},
    "feedparser": {"sources/feed.py"},
    "protego": {"sources/robots.py"},
    "charset_normalizer": {"sources/encoding.py"},
    "idna": {"guard.py"},
    "yarl": {"sources/http.py"},
    "trafilatura": {"text/extract.py"},
    "py3langid": {"text/language.py"},
    "pebble": {"pipeline"},
    "spacy": {"models/spacy_model.py"},
    "torch": {"models/embedding.py", "models/entailment.py", "models/seq2seq.py"},
    "transformers": {"models/embedding.py", "models/entailment.py", "models/seq2seq.py"},
    "rensa": {"analysis/dedupe.py"},
    "sqlalchemy": {"store"},
    "pydantic": {"config", "serialize.py"},
    "yaml": {"config/reading.py", "sample"},
    "streamlit": {"dashboard", "../app.py"},
    "starlette": {"dashboard/serve.py"},
    "typer": {"cli"},
    "rich": {"cli"},
    "typst": {"outputs/pdf.py"},
    "pandas": {"dashboard"},
    "plotly": {"dashboard"},
    # outlines.py reads a file of it; to import it would load a library for charts
    "pygal_maps_world": set(),
    "pygal": set(),
}

#: Ways to the network that only the modules named for them may take (conformance case N15).
NETWORK = {
    "huggingface_hub",
    "aiohttp",
    "socket",
    "smtplib",
    "requests",
    "httpx",
    "urllib.request",
    "http.client",
    "ftplib",
    "urllib3",
}
#: A module and the ways that it may take: the web is read and posted to by one, mail is sent by another. One sends
#: texts to the chat endpoint of feeds.yaml, which no reader of the web may reach; one downloads models when asked to.
NETWORK_ALLOWED = {
    "sources/http.py": NETWORK - {"smtplib"},
    "outputs/smtp.py": {"smtplib"},
    "models/chat.py": {"aiohttp"},
    "models/hub.py": {"huggingface_hub"},
}

SOURCES = sorted([*PACKAGE.rglob("*.py"), ROOT / "app.py"])


def imported_modules(path: Path) -> list[tuple[str, int]]:
    """Every module that a file imports, absolute, with the line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            module = node.module or ""
            if module == "briefing":
                found += [(f"briefing.{a.name}", node.lineno) for a in node.names if a.name != "__version__"]
            else:
                found.append((module, node.lineno))
    return found


def place_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix() if path.is_relative_to(PACKAGE) else f"../{path.name}"


def part_of(path: Path) -> str:
    """The top-level part of the package that a file belongs to: `types`, `sources`, ..."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", [p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py"], ids=place_of)
def test_imports_point_down(path: Path) -> None:
    part = part_of(path)
    for module, line in imported_modules(path):
        if not module.startswith("briefing."):
            continue
        other = module.split(".")[1]
        allowed = other == part or LAYER_OF[other] < LAYER_OF[part]
        assert allowed, f"{place_of(path)}:{line} imports {module}: layer {LAYER_OF[part]} must not know {other}"


def test_every_part_has_a_layer() -> None:
    parts = {part_of(path) for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"}
    assert parts <= set(LAYER_OF), f"no layer is given for {parts - set(LAYER_OF)}"


@pytest.mark.parametrize("path", SOURCES, ids=place_of)
def test_one_library_one_module(path: Path) -> None:
    place = place_of(path)
    for module, line in imported_modules(path):
        homes = LIBRARIES.get(module.split(".")[0])
        if homes is None:
            continue
        known = any(place in (home, f"{home}.py") or place.startswith(f"{home}/") for home in homes)
        assert known, f"{place}:{line} imports {module}, which belongs to {sorted(homes)}"


@pytest.mark.parametrize("path", SOURCES, ids=place_of)
def test_only_the_named_modules_reach_the_network(path: Path) -> None:
    place = place_of(path)
    for module, line in imported_modules(path):
        ways = {module, module.split(".")[0]} & NETWORK
        assert ways <= NETWORK_ALLOWED.get(place, set()), f"{place}:{line} imports {module}"
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute):
            name = ast.unparse(node)
            assert name != "trafilatura.fetch_url", f"{place}:{node.lineno}: trafilatura.fetch_url goes past the guard"
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "feedparser.parse":
            given = ast.unparse(node.args[0])
            assert given.startswith("io.BytesIO("), (
                f"{place}:{node.lineno}: feedparser opens names and addresses itself"
            )
