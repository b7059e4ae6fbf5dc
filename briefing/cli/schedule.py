"""Every day at a time: a process that waits, or a unit for systemd or cron that does.

APScheduler waits. The trigger is ours, because every day has its moment also when clocks change; the work is done by a
process of its own, which gives the memory of the models back and may die without ending the schedule.
"""

from __future__ import annotations

import logging
import shlex
import subprocess
import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from apscheduler.schedulers.base import BaseScheduler
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.base import BaseTrigger

from briefing.cli.terminal import say
from briefing.config import Config
from briefing.errors import BriefingError, InputError
from briefing.pipeline.delivery import Means, alert
from briefing.pipeline.morning import missed_day, next_instant
from briefing.pipeline.publish import DATABASE
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.lock import only_schedule
from briefing.store.records import Appointment

_log = logging.getLogger(__name__)

#: Seconds between two looks at the clock: a machine that sleeps does not count the time that it slept.
_HEARTBEAT = 60
#: How `briefing schedule --once` ends by itself after it has told the operator what there was to tell.
_TOLD = (0, 3, 4)


def clock_time(text: str) -> time:
    """The time of day that somebody wrote.

    Raises:
        InputError: it is none.
    """
    try:
        found = time.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is not None:
        raise InputError(f'"{text}" is no time of day; write it as 06:30.')
    return found.replace(second=0, microsecond=0)


class Daily(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """Fires once a day, at a time of a zone."""

    def __init__(self, at: time, zone: ZoneInfo) -> None:
        self.at = at
        self.zone = zone

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """As the library asks: the first moment after the one before, which may lie in the past."""
        return next_instant(previous_fire_time or now, self.at, self.zone)


class Mornings:
    """What the schedule does: a morning in a process of its own, and a note of when the next one is."""

    def __init__(self, settings: Config, at: time, means: Means, *, config: Path, archive: Path) -> None:
        self._settings = settings
        self._at = at
        self._means = means
        self._config = config
        self._archive = archive

    def run(self, day: date | None = None) -> None:
        """One morning; it never raises what would end the schedule."""
        command = [sys.executable, "-m", "briefing", "schedule", "--once"]
        command += ["--config", str(self._config), "--archive", str(self._archive)]
        command += ["--day", day.isoformat()] if day else []
        ended = subprocess.run(command, check=False).returncode  # noqa: S603 - this program, with our own arguments
        try:
            if ended not in _TOLD:
                self._tell(ended)
            self.note_next()
        except BriefingError as error:
            _log.error("%s", error)

    def _tell(self, ended: int) -> None:
        """The process could not tell the operator itself: it was killed, or feeds.yaml cannot be read any more."""
        why = {2: "feeds.yaml cannot be used any more; see: briefing check"}.get(
            ended, f"The process ended with {ended} before it was done."
        )
        day = self._settings.last_closed_day(self._means.clock())
        subject = f"No briefing of {day} was sent"
        alert(self._settings, self._archive, day, self._means, kind="failed", subject=subject, text=why)

    def note_next(self) -> datetime:
        """Note when the next morning is, for `briefing status`."""
        found = next_instant(self._means.clock(), self._at, self._settings.zone)
        with Coverage(self._archive / DATABASE) as coverage:
            Deliveries(coverage).save_appointment(Appointment(daily_at=f"{self._at:%H:%M}", next=found))
        return found

    def missed(self) -> date | None:
        """The day whose morning is to be caught up."""
        return missed_day(self._settings, self._archive, self._at, self._means)


def arrange(scheduler: BaseScheduler, mornings: Mornings, at: time, zone: ZoneInfo) -> None:
    """Give a scheduler its work: a missed morning is caught up once, however late, and never beside another."""
    scheduler.add_job(
        mornings.run, Daily(at, zone), id="morning", coalesce=True, max_instances=1, misfire_grace_time=None
    )
    scheduler.add_job(_beat, "interval", seconds=_HEARTBEAT, id="heartbeat", coalesce=True, misfire_grace_time=None)


def _beat() -> None:
    """Wakes the scheduler, which then sees what is due by the wall clock."""


def wait_for_mornings(settings: Config, at: time, means: Means, *, config: Path, archive: Path) -> None:
    """Wait and work until the process is ended.

    Raises:
        BusyError: another schedule runs on the archive.
    """
    with only_schedule(archive):
        mornings = Mornings(settings, at, means, config=config, archive=archive)
        missed = mornings.missed()
        following = mornings.note_next().astimezone(settings.zone)
        say(f"Every day at {at:%H:%M} {settings.timezone}; next: {following:%A %d %B %Y, %H:%M}. Stop with Ctrl+C.")
        if missed is not None:
            say(f"The morning of {missed} was missed and is caught up now.")
            sys.stdout.flush()
            mornings.run(missed)
        sys.stdout.flush()
        scheduler = BlockingScheduler(timezone=settings.zone)
        arrange(scheduler, mornings, at, settings.zone)
        scheduler.start()


# ---------------------------------------------------------------- units

_SERVICE = """\
# Two files for ~/.config/systemd/user/, then: systemctl --user enable --now briefing.timer
# The log-in of the mail server, and a webhook, stand in a file that only you can read:
#   BRIEFING_SMTP_USER=...
#   BRIEFING_SMTP_PASSWORD=...

# --- briefing.service
[Unit]
Description=Crisis briefing: make and send today's edition
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
EnvironmentFile=-%h/.config/briefing.env
ExecStart={command}
SuccessExitStatus=3

# --- briefing.timer
[Unit]
Description=Crisis briefing every day at {at}

[Timer]
OnCalendar=*-*-* {at}:00 {zone}
Persistent=true

[Install]
WantedBy=timers.target
"""
_CRON = """\
# For: crontab -e
# Not every cron knows CRON_TZ: that of Debian and Ubuntu does not, and there the time is the machine's own.
# The log-in of the mail server stands in ~/.config/briefing.env, which only you can read, as: export NAME=value
CRON_TZ={zone}
{minute} {hour} * * * cd {folder} && {{ {login}; {command}; }} >> {log} 2>&1
"""
_LOGIN = "[ ! -f ~/.config/briefing.env ] || . ~/.config/briefing.env"


def unit(kind: Literal["systemd", "cron"], settings: Config, at: time, *, config: Path, archive: Path) -> str:
    """What systemd or cron needs to start a morning every day."""
    folder = Path.cwd()
    words = [sys.executable, "-m", "briefing", "schedule", "--once"]
    words += ["--config", str(config.resolve()), "--archive", str(archive.resolve())]
    if kind == "systemd":
        command = " ".join(_systemd(word) for word in words)
        return _SERVICE.format(
            folder=str(folder).replace("%", "%%"), command=command, at=f"{at:%H:%M}", zone=settings.timezone
        )
    return _CRON.format(
        zone=settings.timezone,
        minute=at.minute,
        hour=at.hour,
        folder=_cron(str(folder)),
        login=_LOGIN,
        command=" ".join(_cron(word) for word in words),
        log=_cron(str(archive.resolve() / "schedule.log")),
    )


def _systemd(word: str) -> str:
    """A word of a command line in a unit (systemd.service, "command lines")."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != word or " " in word else word


def _cron(word: str) -> str:
    """A word of a shell command in a crontab, where % ends the command."""
    return shlex.quote(word).replace("%", r"\%")
