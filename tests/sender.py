"""A process that sends an edition and may be killed at any moment."""

from __future__ import annotations

import multiprocessing
import ssl
from datetime import UTC, date, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from briefing.config import load_config
from briefing.outputs.smtp import Login, Mailer
from briefing.pipeline.delivery import Means, send_edition
from tests.mailserver import PASSWORD, USER

# forked from a process that has loaded everything and has no threads
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


def start_sender(config: Path, archive: Path, day: date, authority: Path) -> BaseProcess:
    """Send in a process of its own."""
    process = _PROCESSES.Process(target=_send, args=(config, archive, day, authority))
    process.start()
    return process


def _send(config: Path, archive: Path, day: date, authority: Path) -> None:
    settings = load_config(config)
    assert settings.mail
    tls = ssl.create_default_context(cafile=str(authority))
    with Mailer(settings.mail, login=Login(user=USER, password=PASSWORD), tls=tls) as mailer:
        send_edition(settings, archive, day, Means(mailer=mailer, clock=lambda: datetime.now(UTC)))
