"""A morning: make the edition of the day, send it, and tell the operator if it cannot be sent as it should."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from briefing.config import Config
from briefing.errors import BriefingError, BusyError
from briefing.pipeline.delivery import Means, Sent, alert, held_back, is_pending, is_thin, send_edition
from briefing.pipeline.progress import Progress, silent
from briefing.pipeline.publish import DATABASE, publish
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.editions import Editions
from briefing.store.records import Delivery
from briefing.types import Briefing

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What came of a morning."""

    day: date
    #: sent: to everybody who had not got it, with its PDF or without; partly: somebody was missed; none: nobody is to
    #: get it.
    state: Literal["sent", "partly", "none", "waits", "thin", "failed", "busy"]
    detail: str = ""
    sent: Sent | None = None

    @property
    def exit_code(self) -> int:
        """As the command line has it."""
        if self.state == "sent" and self.sent is not None:
            return self.sent.exit_code
        return {"sent": 0, "none": 0, "waits": 0, "partly": 3, "thin": 3}.get(self.state, 4)


def morning(
    config: Config, archive: Path, means: Means, *, day: date | None = None, progress: Progress = silent
) -> Morning:
    """Make the edition of a day, or of the last one that is closed, and send it to everybody who has not got it.

    An edition that somebody has got already is not made again; asking twice sends nothing twice. A failure is data
    here: nothing but a mistake of the program is raised, and the operator is told of that as well.
    """
    day = day or config.last_closed_day(means.clock())
    try:
        briefing = _edition(config, archive, day, means, progress)
        return _deliver(config, archive, briefing, means)
    except BusyError as error:
        return Morning(day=day, state="busy", detail=str(error))
    except BriefingError as error:
        return _failed(config, archive, day, means, str(error))
    except Exception as error:
        _failed(config, archive, day, means, f"It is a mistake of the program ({type(error).__name__}); see its log.")
        raise


def _edition(config: Config, archive: Path, day: date, means: Means, progress: Progress) -> Briefing:
    with Coverage(archive / DATABASE) as coverage:
        has_begun = Deliveries(coverage).sent_revision(day) > 0
    if has_begun:
        return Editions(archive).load(day)
    return publish(config, archive, day, clock=means.clock, progress=progress).briefing


def _deliver(config: Config, archive: Path, briefing: Briefing, means: Means) -> Morning:
    day = briefing.day
    if config.mail is None and means.webhook is None:
        return Morning(day=day, state="none", detail="feeds.yaml names nobody to send to")
    with Coverage(archive / DATABASE) as coverage:
        deliveries = Deliveries(coverage)
        problem = held_back(config, briefing, deliveries)
        pending = is_pending(config, day, means, deliveries)
    if problem is not None:
        thin = is_thin(briefing)
        subject = f"Thin edition of {day}, not sent" if thin else f"The edition of {day} waits for approval"
        _tell(config, archive, day, means, kind="thin" if thin else "waits", subject=subject, text=f"{problem}.")
        return Morning(day=day, state="thin" if thin else "waits", detail=problem)
    if not pending:
        return Morning(day=day, state="sent", detail="everybody had it already")
    sent = send_edition(config, archive, day, means)
    if sent.problem and sent.reached:
        text = f"{sent.problem}\n\nThe mails went out without it, and say so."
        _tell(config, archive, day, means, kind="pdf", subject=f"The edition of {day} went out without PDF", text=text)
    if sent.reached == len(sent.deliveries):
        return Morning(day=day, state="sent", sent=sent)
    missed = [delivery for delivery in sent.deliveries if delivery.state != "sent"]
    text = "\n".join(["These did not get it:", *(_line(delivery) for delivery in missed)])
    subject = f"{len(missed)} of {len(sent.deliveries)} did not get the edition of {day}"
    _tell(config, archive, day, means, kind="missed", subject=subject, text=text)
    return Morning(day=day, state="partly" if sent.reached else "failed", detail=subject, sent=sent)


def _line(delivery: Delivery) -> str:
    return f"{delivery.letter.recipient}: {delivery.state}, {delivery.detail}"


def _failed(config: Config, archive: Path, day: date, means: Means, why: str) -> Morning:
    text = f"{why}\n\nThe editions before are as they were. Try again with: briefing schedule --once"
    _tell(config, archive, day, means, kind="failed", subject=f"No briefing of {day} was sent", text=text)
    return Morning(day=day, state="failed", detail=why)


def _tell(config: Config, archive: Path, day: date, means: Means, *, kind: str, subject: str, text: str) -> None:
    """Tell the operator; that it cannot be done goes to the log."""
    try:
        told = alert(config, archive, day, means, kind=kind, subject=subject, text=text)
    except BriefingError as error:
        _log.error("the operator could not be told: %s", error)
        return
    if not told:
        _log.error("the operator was not told: %s", subject)


# ---------------------------------------------------------------- when


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The one moment at which a clock in `zone` is said to show `at` on `day`.

    A time that is left out when clocks go forward is taken an hour later, and of one that comes twice the first counts
    (PEP 495, fold 0): every day has its moment, and only one.
    """
    return datetime.combine(day, at, tzinfo=zone).astimezone(ZoneInfo("UTC"))


def next_instant(after: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first such moment after another one."""
    day = after.astimezone(zone).date() - timedelta(days=1)
    while (found := instant(day, at, zone)) <= after:
        day += timedelta(days=1)
    return found


def missed_day(config: Config, archive: Path, at: time, means: Means) -> date | None:
    """The day whose morning has been missed, or cut off before everybody had the edition; None if there is none.

    Of several mornings only the last counts: yesterday's news is not sent today.
    """
    now = means.clock()
    last = instant(now.astimezone(config.zone).date(), at, config.zone)
    if last > now:
        last = instant(now.astimezone(config.zone).date() - timedelta(days=1), at, config.zone)
    day = config.last_closed_day(last)
    if day not in Editions(archive).days():
        return day
    if config.mail is None and means.webhook is None:
        return None
    with Coverage(archive / DATABASE) as coverage:
        return day if is_pending(config, day, means, Deliveries(coverage)) else None
