"""What all tests share: no network but loopback, one load of the models, a fixed profile for properties."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from briefing.document import Document
from briefing.models.spacy_model import load_spacy
from briefing.text.annotate import annotate

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anything but this machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else address
        assert self.family == socket.AF_UNIX or str(host).startswith("127.") or host == "::1", f"connects to {host}"
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    """A text as the models annotate it."""
    pipeline = load_spacy()

    def annotated(text: str) -> Document:
        return annotate([text], pipeline)[0]

    return annotated


@pytest.fixture(scope="session")
def demo_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the demo, made once by the command itself."""
    from briefing.cli.demo import make_demo

    archive = tmp_path_factory.mktemp("archive") / "demo"
    make_demo(archive, port=0)
    return archive
