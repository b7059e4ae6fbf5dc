"""The commands that send: send, approve, schedule, status."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from briefing.cli.options import ARCHIVE, CONFIG, ArchivePath, ConfigPath, as_date
from briefing.cli.reports import morning_lines, sent_lines, status_lines
from briefing.cli.terminal import Bars, say
from briefing.config import Config, load_config
from briefing.errors import InputError, StoreError

if TYPE_CHECKING:
    from briefing.pipeline.delivery import Means

#: The address of a chat's webhook: who knows it can post there.
WEBHOOK = "BRIEFING_WEBHOOK"

#: A run that finds another one at work tries again after so many seconds, so many times.
_BUSY_PAUSE, _BUSY_TRIES = 300.0, 12

_Day = Annotated[str | None, typer.Argument(help="2026-02-18; default: the newest edition.")]


@contextmanager
def _means(config: Config) -> Iterator[Means]:
    """What feeds.yaml and the environment give to send with."""
    from briefing.outputs.smtp import Login, Mailer
    from briefing.pipeline.delivery import Means, pdf_of

    webhook = os.environ.get(WEBHOOK) or None
    if config.mail is None:
        yield Means(webhook=webhook, attach=pdf_of)
        return
    with Mailer(config.mail, login=Login.of(os.environ)) as mailer:
        yield Means(mailer=mailer, webhook=webhook, attach=pdf_of)


def _day_of(config: Config, archive: Path, day: str | None) -> date:
    from briefing.pipeline.publish import wall_clock
    from briefing.store.editions import Editions

    if day is not None:
        return as_date(day)
    newest = Editions(archive).current_day(config.open_day(wall_clock()))
    if newest is None:
        raise StoreError(f"There is no edition in {archive} yet. Make one with: briefing run")
    return newest


def send(
    day: _Day = None,
    to: Annotated[list[str] | None, typer.Option("--to", help="Only to this address; may be given again.")] = None,
    dry_run: Annotated[
        Path | None, typer.Option("--dry-run", metavar="FOLDER", help="Send nothing; write the mails as .eml files.")
    ] = None,
    correction: Annotated[
        bool, typer.Option("--correction", help="Send a later revision to those who have an earlier one.")
    ] = False,
    config: ConfigPath = CONFIG,
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Mail an edition to everybody who has not got it, and post it to the chat."""
    from briefing.pipeline.delivery import send_edition

    settings = load_config(config)
    wanted = _day_of(settings, archive, day)
    if dry_run is not None:
        raise typer.Exit(_write_mails(settings, archive, wanted, to or [], dry_run))
    with _means(settings) as means:
        sent = send_edition(settings, archive, wanted, means, to=to or [], correction=correction)
    for line in sent_lines(sent):
        say(line)
    raise typer.Exit(sent.exit_code)


def _write_mails(config: Config, archive: Path, day: date, to: list[str], folder: Path) -> int:
    """Write what `send` would hand over; the exit code that it would end with if all were taken."""
    from briefing.outputs.mail import eml_name
    from briefing.pipeline.delivery import edition_messages, pdf_of
    from briefing.store.editions import Editions
    from briefing.store.files import write_whole

    briefing = Editions(archive).load(day)
    attached = pdf_of(briefing)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for message in edition_messages(config, briefing, to=to, attached=attached):
            path = folder / eml_name(briefing, message.recipient)
            write_whole(path, message.data)
            say(f"Written, not sent: {path}")
    except OSError as error:
        raise InputError(f"{folder} cannot be written ({error.strerror}).") from error
    if attached.problem:
        say(f"Without PDF: {attached.problem}")
    return 3 if attached.problem else 0


def approve(
    day: Annotated[str, typer.Argument(help="2026-02-18")],
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Release an edition that waits for approval, or that is thin; `briefing send` sends it."""
    from briefing.pipeline.publish import DATABASE, wall_clock
    from briefing.store.coverage import Coverage
    from briefing.store.deliveries import Deliveries
    from briefing.store.editions import Editions

    briefing = Editions(archive).load(as_date(day))
    with Coverage(archive / DATABASE) as coverage:
        new = Deliveries(coverage).approve(briefing.day, briefing.revision, wall_clock())
    state = "is released" if new else "was released before"
    say(f"Revision {briefing.revision} of {briefing.day} {state}. Send it with: briefing send {briefing.day}")


def schedule(
    at: Annotated[str, typer.Option(help="The time of every day, in the timezone of feeds.yaml.")] = "06:30",
    once: Annotated[bool, typer.Option("--once", help="Make and send today's edition now, then end.")] = False,
    unit: Annotated[
        Literal["systemd", "cron"] | None, typer.Option("--print", help="Print what starts it every day instead.")
    ] = None,
    day: Annotated[str | None, typer.Option(help="With --once: another day than the last one closed.")] = None,
    config: ConfigPath = CONFIG,
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Make and send the edition every day at a time; what was missed is caught up once."""
    from briefing.cli import schedule as daily

    settings = load_config(config)
    clock = daily.clock_time(at)
    if unit is not None:
        sys.stdout.write(daily.unit(unit, settings, clock, config=config, archive=archive))
    elif once:
        raise typer.Exit(_one_morning(settings, archive, as_date(day) if day else None))
    else:
        with _means(settings) as means:
            daily.wait_for_mornings(settings, clock, means, config=config, archive=archive)


def _one_morning(config: Config, archive: Path, day: date | None) -> int:
    from briefing.pipeline.morning import morning
    from briefing.pipeline.publish import check_day, wall_clock

    if day is not None:  # wrong use: nothing that the operator has to be told of
        check_day(config, day, wall_clock())
    with _means(config) as means, Bars() as bars:
        found = morning(config, archive, means, day=day, progress=bars)
        for _ in range(_BUSY_TRIES):
            if found.state != "busy":
                break
            time.sleep(_BUSY_PAUSE)
            found = morning(config, archive, means, day=day, progress=bars)
    for line in morning_lines(found):
        say(line)
    return found.exit_code


def status(
    config: ConfigPath = CONFIG,
    archive: ArchivePath = ARCHIVE,
) -> None:
    """Say how it stands: last run, last edition, last mail, next run."""
    from briefing.pipeline.publish import wall_clock
    from briefing.pipeline.standing import standing

    settings = load_config(config)
    now: datetime = wall_clock()
    found = standing(settings, archive, now=now)
    for line in status_lines(found, settings.timezone, now):
        say(line)
    raise typer.Exit(0 if found.is_well else 3)
