"""The demo: three days of invented coverage, served on loopback and read like any other."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from briefing.cli.reports import run_lines
from briefing.cli.terminal import Bars, say
from briefing.errors import InputError
from briefing.pipeline.publish import DATABASE, publish
from briefing.sample.server import SampleServer
from briefing.store.coverage import Coverage
from briefing.store.editions import Editions
from briefing.store.search import index_missing

DAYS = (date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21))
#: When the desk's machine would read the feeds: shortly after the cut-off.
_READ_AT = time(5, 40, tzinfo=UTC)
#: The addresses of the sample hold the port; one port makes the same editions everywhere.
PORT = 8599


def make_demo(archive: Path, *, port: int = PORT) -> None:
    """Make the editions that are not there yet; the sample is served on `port`, 0 for any that is free.

    Raises:
        InputError: the port is taken.
    """
    editions = Editions(archive)
    missing = [day for day in DAYS if day not in editions.days()]
    if not missing:
        with Coverage(archive / DATABASE) as coverage:
            index_missing(coverage, editions)  # an older version of the program may have made them
        say(f"The sample editions are in {archive} already.")
        return
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
