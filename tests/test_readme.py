"""README is true: its commands run as they stand there, its feeds.yaml loads, and nothing that exists is left out."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.main import get_command

from briefing.cli.commands import app
from briefing.config import Chat, Config, Edition, Mail, Network, Recipient, parse_config, parse_curation
from briefing.sample.server import SampleServer
from briefing.types import Curation, Feed, Hide, Merge, Outlet, Pin, Ranking, Side, Split, Topic, Watched
from tests.editions import empty_edition, save_archive

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")

BLOCKS: list[tuple[str, str]] = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
#: The packages are there; a file of the checkout that is younger must not have them installed anew from the desk.
AS_INSTALLED = {"MAKEFLAGS": "-o .venv/installed"}
COMMANDS = [line for kind, block in BLOCKS if kind == "sh" for line in block.splitlines()]
SERVING = ("make demo", "make run", ".venv/bin/briefing dashboard")
WAITING = ".venv/bin/briefing schedule --at 06:30"
#: The days of the sample do not move with the clock, and nothing is stored of the one that closed this morning.
REPLAYED = ".venv/bin/briefing run --offline"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, demo_archive: Path) -> Iterator[Path]:
    """A folder like a checkout, with the sample's feeds for those of the world, and the demo already made."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("Makefile", "requirements.txt", "pyproject.toml", "tests"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(sys.prefix)
    shutil.copytree(demo_archive, folder / "archive" / "demo")
    with SampleServer(datetime(2026, 11, 20, 5, 40, tzinfo=UTC)) as server:
        (folder / "feeds.yaml").write_text(server.config_text(), encoding="utf-8")
        yield folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.mark.slow
def test_the_commands_of_the_readme_do_their_work_one_after_the_other(desk: Path) -> None:
    for command in COMMANDS:
        if command in (*SERVING, WAITING, "make test"):
            continue
        done = subprocess.run(
            f"{command} --day 2026-11-20" if command == REPLAYED else command,
            shell=True,
            cwd=desk,
            env=os.environ | AS_INSTALLED,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode in (0, 3), done.stderr  # 3: two feeds of the sample are dead on purpose
        assert done.stdout.strip(), command


@pytest.mark.slow
@pytest.mark.parametrize("command", SERVING)
def test_a_command_that_opens_the_dashboard_opens_it(command: str, desk: Path) -> None:
    assert command in COMMANDS
    port = free_port()
    with subprocess.Popen(
        command,
        shell=True,
        cwd=desk,
        env=os.environ | AS_INSTALLED | {"BRIEFING_PORT": str(port), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as server:
        assert server.stdout is not None
        try:
            assert any("URL:" in line for line in server.stdout), "it ended without opening the dashboard"
            with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as response:
                assert b"Streamlit" in response.read()
        finally:
            os.killpg(server.pid, signal.SIGKILL)


@pytest.mark.slow
def test_the_schedule_waits(desk: Path) -> None:
    assert WAITING in COMMANDS
    today = datetime.now(UTC).date()
    save_archive(desk / "waiting", empty_edition(today - timedelta(days=1)), empty_edition(today))
    text = (desk / "feeds.yaml").read_text(encoding="utf-8").partition("\nmail:")[0]  # nothing is to be caught up
    (desk / "unmailed.yaml").write_text(text.replace('cutoff: "05:00"', 'cutoff: "00:00"'), encoding="utf-8")
    with subprocess.Popen(
        f"exec {WAITING} --config unmailed.yaml --archive waiting",
        shell=True,
        cwd=desk,
        stdout=subprocess.PIPE,
        text=True,
    ) as waiting:
        assert waiting.stdout is not None
        try:
            assert waiting.stdout.readline().startswith("Every day at 06:30 UTC; next: ")
        finally:
            waiting.kill()


def test_the_feeds_yaml_of_the_readme_is_valid_and_complete() -> None:
    (text,) = (block for kind, block in BLOCKS if kind == "yaml")
    config = parse_config(text, path=Path("README.md"))
    assert config.feeds and config.topics and config.watch
    for group in (Config, Topic, Side, Watched, Feed, Edition, Ranking, Outlet, Network, Mail, Recipient, Chat):
        for field in fields(group):
            if field.type == "Curation":
                continue  # a file of its own, see below
            name = field.name.rstrip("_")
            assert re.search(rf"\b{name}:", text), f"{name} of {group.__name__} is not explained"


def test_the_curation_yaml_of_the_readme_is_valid_and_complete() -> None:
    (text,) = (block for kind, block in BLOCKS if kind == "yml")
    asked = parse_curation(text, path=Path("README.md"))
    assert asked.pin and asked.hide and asked.merge and asked.split
    for group in (Curation, Pin, Hide, Merge, Split):
        for field in fields(group):
            assert re.search(rf"\b{field.name}:", text), f"{field.name} of {group.__name__} is not explained"


def test_the_defaults_that_the_readme_shows_are_the_defaults() -> None:
    (text,) = (block for kind, block in BLOCKS if kind == "yaml")
    shown = parse_config(text, path=Path("README.md"))
    plain = Config(title="", feeds=(), topics=())
    for name in (
        "cutoff",
        "summarizer",
        "verifier",
        "stale_after_days",
        "keep_days",
        "workers",
        "edition",
        "chat",
        "sample",
    ):
        assert getattr(shown, name) == getattr(plain, name), name
    assert shown.mail is not None
    silent = Mail(from_="", host="")
    for name in ("port", "security", "reply", "unsubscribe", "unsubscribe_url", "send"):
        assert getattr(shown.mail, name) == getattr(silent, name), name


def test_every_command_is_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    missing = [name for name in commands if not re.search(rf"\b{name}\b", README)]
    assert commands
    assert not missing


def test_every_file_that_the_readme_points_to_is_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert not [link for link in links if not (ROOT / link).exists()]
    named = re.findall(r"`((?:briefing|tests|docs)/[\w./]+)`", README)
    assert not [name for name in named if not (ROOT / name).exists()]
