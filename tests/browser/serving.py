"""The dashboard as a process of its own, and the browser that looks at it: for tests and for screenshots."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

_CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """The browser that BRIEFING_CHROMIUM names, else the first that is there."""
    asked = os.environ.get("BRIEFING_CHROMIUM")
    return next((path for name in (asked, *_CANDIDATES) if name and (path := shutil.which(name))), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A dashboard that runs: where it listens, and its process."""

    address: str
    process: int


@contextmanager
def dashboard(archive: Path) -> Iterator[str]:
    """The dashboard of an archive, on a free port; its address."""
    with serving(ROOT / "briefing" / "dashboard" / "serve.py", archive) as served:
        yield served.address


@contextmanager
def serving(script: Path, archive: Path) -> Iterator[Served]:
    """A Streamlit script in a process of its own, with the dashboard's settings."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    environment = os.environ | {"BRIEFING_ARCHIVE": str(archive), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            started = server.stdout is not None and any("URL:" in line for line in server.stdout)
            if not started:
                raise RuntimeError("the dashboard did not start")
            yield Served(address=f"http://127.0.0.1:{port}", process=server.pid)
        finally:
            server.kill()  # it writes nothing, and an open page would hold up a polite end
