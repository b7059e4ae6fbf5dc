"""The demo: three days of invented coverage, served on loopback and read like any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from briefing.cli.exports import export_edition
from briefing.cli.reports import run_lines
from briefing.cli.terminal import Bars, say
from briefing.config import parse_config
from briefing.errors import InputError, StoreError
from briefing.outputs.mail import eml_name
from briefing.pipeline.delivery import edition_messages, pdf_of
from briefing.pipeline.publish import DATABASE, publish
from briefing.sample.coverage import CONFIG
from briefing.sample.server import SampleServer, config_text
from briefing.store.coverage import Coverage
from briefing.store.editions import Editions
from briefing.store.files import write_whole
from briefing.store.search import index_missing
from briefing.types import Briefing

DAYS = (date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21))
#: When the desk's machine would read the feeds: shortly after the cut-off.
_READ_AT = time(5, 40, tzinfo=UTC)
#: The addresses of the sample hold the port; one port makes the same editions everywhere.
PORT = 8599


def make_demo(archive: Path, *, port: int = PORT) -> None:
    """Make the editions that are not there yet, and the PDF of the last; `port` serves the sample, 0 for any free one.

    Raises:
        InputError: the port is taken.
    """
    editions = Editions(archive)
    missing = [day for day in DAYS if day not in editions.days()]
    if missing:
        _make_editions(archive, missing, port)
    else:
        with Coverage(archive / DATABASE) as coverage:
            index_missing(coverage, editions)  # an older version of the program may have made them
        say(f"The sample editions are in {archive} already.")
    last = editions.load(DAYS[-1])
    say(f"The last of them to print: {export_edition(archive, last, 'pdf', archive)}")
    say(f"The same as a mail, not sent: {_write_mail(archive, last)}")


def _make_editions(archive: Path, missing: Sequence[date], port: int) -> None:
    say("Sample coverage of an invented crisis, served on this machine and read as the web would be.")
    try:
        sample = SampleServer(datetime.combine(missing[0], _READ_AT), port=port)
    except OSError as error:
        raise InputError(
            f"Port {port} of this machine, where the sample is served, cannot be used ({error.strerror}); "
            "stop what listens there and try again."
        ) from error
    with sample as server:
        for day in missing:
            server.now = datetime.combine(day, _READ_AT)
            with Bars() as bars:
                published = publish(server.config(), archive, day, clock=lambda: server.now, progress=bars)
            for line in list(run_lines(published, seconds=0, megabytes=0))[:2]:
                say(line)


def _write_mail(archive: Path, briefing: Briefing) -> Path:
    """The mail that the first recipient of the sample would get; it is the same whatever the port was."""
    message = next(edition_messages(parse_config(config_text(PORT), path=CONFIG), briefing, attached=pdf_of(briefing)))
    path = archive / eml_name(briefing, message.recipient)
    try:
        write_whole(path, message.data)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({error.strerror}).") from error
    return path
