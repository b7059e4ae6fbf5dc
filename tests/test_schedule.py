"""Every morning at a time: when that is, what is made and sent, what is caught up, and who is told when it fails."""

from __future__ import annotations

import shlex
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from hypothesis import given
from hypothesis import strategies as st

from briefing.cli import schedule as daily
from briefing.cli.reports import morning_lines, status_lines
from briefing.config import Config
from briefing.errors import BusyError, InputError, NothingReadError, StoreError
from briefing.pipeline import morning as mornings
from briefing.pipeline.delivery import Means, pdf_of, send_edition
from briefing.pipeline.morning import instant, missed_day, morning, next_instant
from briefing.pipeline.publish import DATABASE, Published
from briefing.pipeline.standing import standing
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.editions import Editions
from briefing.store.lock import only_schedule
from briefing.store.records import Appointment
from briefing.types import Briefing
from tests.editions import COVERAGE, DAY, END, MORNING, full_edition, make_run, save_archive
from tests.mailserver import MailServer, always
from tests.test_delivery import A, B, C, Pauses, configured, counts, means

BERLIN = ZoneInfo("Europe/Berlin")
AT = time(6, 30)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC", "Asia/Kathmandu"]


class TestInstants:
    """Every day has its moment, and only one."""

    @pytest.mark.parametrize(
        ("day", "at", "utc"),
        [
            (date(2026, 11, 21), time(6, 30), "2026-11-21T05:30"),
            (date(2026, 7, 1), time(6, 30), "2026-07-01T04:30"),
            (date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),  # left out: an hour later by the clock, 03:30
            (date(2026, 10, 25), time(2, 30), "2026-10-25T00:30"),  # comes twice: the first
        ],
    )
    def test_when_clocks_change(self, day: date, at: time, utc: str) -> None:
        assert instant(day, at, BERLIN) == datetime.fromisoformat(utc).replace(tzinfo=UTC)

    @given(
        zone=st.sampled_from(ZONES),
        at=st.times().map(lambda found: found.replace(second=0, microsecond=0)),
        after=st.integers(0, 3 * 365 * 24 * 60).map(
            lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
        ),
    )
    def test_the_mornings_are_one_a_day_for_ever(self, zone: str, at: time, after: datetime) -> None:
        place = ZoneInfo(zone)
        found = [after]
        for _ in range(4):
            found.append(next_instant(found[-1], at, place))
        days = [moment.astimezone(place).date() for moment in found[1:]]
        assert [later - earlier for earlier, later in zip(days, days[1:], strict=False)] == [timedelta(days=1)] * 3
        assert found == sorted(set(found))
        assert found[1] - after <= timedelta(hours=25.5)

    def test_the_trigger_gives_them_to_the_scheduler(self) -> None:
        trigger = daily.Daily(time(2, 30), BERLIN)
        first = trigger.get_next_fire_time(None, datetime(2026, 10, 24, 12, tzinfo=UTC))
        second = trigger.get_next_fire_time(first, first)
        assert (first.isoformat(), second.isoformat()) == ("2026-10-25T00:30:00+00:00", "2026-10-26T01:30:00+00:00")


class Bench:
    """A scheduler that works in this thread, on a clock that a test moves."""

    def __init__(self) -> None:
        self.ran: list[datetime] = []
        self.scheduler = BlockingScheduler(timezone=BERLIN, executors={"default": DebugExecutor()})

    def run(self, day: date | None = None) -> None:
        self.ran.append(datetime.now(UTC))

    def look(self) -> None:
        """What the heartbeat makes the scheduler do."""
        self.scheduler._process_jobs()


class TestScheduler:
    """APScheduler with our trigger."""

    def start(self) -> Bench:
        bench = Bench()
        daily.arrange(bench.scheduler, bench, AT, BERLIN)  # type: ignore[arg-type]
        bench.scheduler._main_loop = lambda: None  # the loop waits; here the test does
        bench.scheduler.start()
        return bench

    def test_a_machine_that_slept_three_days_catches_up_once(self) -> None:
        with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=False) as travel:
            bench = self.start()
            travel.move_to(datetime(2026, 11, 21, 5, 29, tzinfo=UTC))
            bench.look()
            assert bench.ran == []
            travel.move_to(datetime(2026, 11, 21, 5, 31, tzinfo=UTC))
            bench.look()
            bench.look()
            assert len(bench.ran) == 1
            travel.move_to(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
            bench.look()
            bench.look()
            assert len(bench.ran) == 2
            travel.move_to(datetime(2026, 11, 25, 5, 31, tzinfo=UTC))
            bench.look()
            assert len(bench.ran) == 3
            bench.scheduler.shutdown()

    def test_a_whole_year_of_clock_changes_has_a_morning_a_day(self) -> None:
        start = datetime(2026, 1, 1, 12, tzinfo=UTC)
        with time_machine.travel(start, tick=False) as travel:
            bench = self.start()
            for hours in range(0, 365 * 24, 6):
                travel.move_to(start + timedelta(hours=hours))
                bench.look()
            bench.scheduler.shutdown()
        days = [moment.astimezone(BERLIN).date() for moment in bench.ran]
        assert len(days) == len(set(days)) == 365

    def test_never_two_at_a_time_and_however_late(self) -> None:
        with time_machine.travel(datetime(2026, 11, 20, 12, tzinfo=UTC), tick=False):
            bench = self.start()
            job = bench.scheduler.get_job("morning")
            assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)
            bench.scheduler.shutdown()


# ---------------------------------------------------------------- what a morning does


class Press:
    """Stands for `publish`: what it makes, and what it was asked for."""

    def __init__(self, outcome: Briefing | Exception) -> None:
        self.outcome = outcome
        self.asked: list[date] = []

    def __call__(self, config: Config, archive: Path, day: date, **options: object) -> Published:
        self.asked.append(day)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        Editions(archive).save(self.outcome)
        return Published(briefing=self.outcome, path=archive, written=True, computed=0, remembered=0)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def pressed(monkeypatch: pytest.MonkeyPatch, outcome: Briefing | Exception) -> Press:
    press = Press(outcome)
    monkeypatch.setattr(mornings, "publish", press)
    return press


class TestMorning:
    """Make, send, tell."""

    def test_the_edition_of_the_day_is_made_and_sent_and_asking_again_does_nothing(
        self, monkeypatch: pytest.MonkeyPatch, archive: Path
    ) -> None:
        press = pressed(monkeypatch, full_edition())
        with MailServer() as server, means(configured(server)) as by:
            assert morning(configured(server), archive, by).state == "sent"
            again = morning(configured(server), archive, by)
        assert (again.state, again.detail) == ("sent", "everybody had it already")
        assert counts(server) == [1, 1, 1]
        assert press.asked == [DAY], "what was sent is not made again"

    def test_a_pdf_that_cannot_be_made_is_told_to_the_operator_and_the_mails_go_out(
        self, monkeypatch: pytest.MonkeyPatch, archive: Path
    ) -> None:
        pressed(monkeypatch, full_edition())
        monkeypatch.setattr("briefing.outputs.fonts._FACES", (("fontpkg_of_nobody", "files/Some.ttf", "Some"),))
        with MailServer() as server, means(configured(server), attach=pdf_of) as by:
            found = morning(configured(server), archive, by)
        assert (found.state, found.exit_code) == ("sent", 3)
        assert counts(server) == [1, 1, 1]
        (told,) = server.mails_to("operator@example.org")
        assert b"Subject: The edition of 2026-11-21 went out without PDF" in told.data
        assert b"fontpkg-of-nobody" in told.data
        assert any("Sent without PDF: The fonts of the package" in line for line in morning_lines(found))

    def test_a_run_that_fails_is_told_to_the_operator_once(
        self, monkeypatch: pytest.MonkeyPatch, archive: Path
    ) -> None:
        pressed(monkeypatch, NothingReadError("None of the 44 feeds could be read."))
        with MailServer() as server, means(configured(server)) as by:
            found = [morning(configured(server), archive, by) for _ in range(2)]
        assert [one.exit_code for one in found] == [4, 4]
        (mail,) = server.received
        assert mail.recipients == ("operator@example.org",)
        assert b"Subject: No briefing of 2026-11-21 was sent" in mail.data
        assert b"None of the 44 feeds could be read." in mail.data

    def test_a_mistake_of_the_program_is_told_and_raised(self, monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
        pressed(monkeypatch, ZeroDivisionError())
        with MailServer() as server, means(configured(server)) as by, pytest.raises(ZeroDivisionError):
            morning(configured(server), archive, by)
        assert b"mistake of the program (ZeroDivisionError)" in server.received[0].data

    def test_a_thin_edition_goes_to_the_operator_as_a_warning_and_to_nobody_else(
        self, monkeypatch: pytest.MonkeyPatch, archive: Path
    ) -> None:
        pressed(monkeypatch, full_edition(coverage=replace(COVERAGE, feeds_asked=44, feeds_read=21)))
        with MailServer() as server, means(configured(server)) as by:
            found = morning(configured(server), archive, by)
        assert (found.state, found.exit_code) == ("thin", 3)
        (mail,) = server.received
        assert mail.recipients == ("operator@example.org",)
        assert b"rests on 21 of 44 feeds" in mail.data

    def test_an_edition_that_waits_is_announced(self, monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
        pressed(monkeypatch, full_edition())
        with MailServer() as server:
            config = configured(server, send="approve")
            with means(config) as by:
                assert morning(config, archive, by).state == "waits"
                with Coverage(archive / DATABASE) as coverage:
                    Deliveries(coverage).approve(DAY, 1, MORNING)
                assert morning(config, archive, by).state == "sent"
        assert counts(server, "operator@example.org", A) == [1, 1]

    def test_who_was_missed_is_told(self, monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
        pressed(monkeypatch, full_edition())
        answer = always("550 gone", at="rcpt", recipient=B)
        with MailServer(answer=answer) as server, means(configured(server)) as by:
            found = morning(configured(server), archive, by)
        assert (found.state, found.exit_code) == ("partly", 3)
        (mail,) = server.mails_to("operator@example.org")
        assert b"b@example.org: refused, 127.0.0.1 answered 550 gone" in mail.data
        assert "2026-11-21 partly: 1 of 3 did not get the edition of 2026-11-21" in list(morning_lines(found))

    def test_a_run_at_work_is_no_failure(self, monkeypatch: pytest.MonkeyPatch, archive: Path) -> None:
        pressed(monkeypatch, BusyError("Another run is working."))
        with MailServer() as server, means(configured(server)) as by:
            assert morning(configured(server), archive, by).state == "busy"
        assert server.received == []

    def test_without_anybody_to_send_to_the_edition_is_made(
        self, monkeypatch: pytest.MonkeyPatch, archive: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        press = pressed(monkeypatch, full_edition())
        config = replace(configured(None), mail=None)
        by = Means(clock=Pauses().clock)
        assert morning(config, archive, by).state == "none"
        press.outcome = StoreError("The disk is full.")
        assert morning(config, archive, by).state == "failed"
        assert "the operator was not told" in caplog.text


class TestMissed:
    """What a schedule that starts finds undone."""

    CONFIG = configured(None)

    def missed(self, archive: Path, now: datetime, config: Config = CONFIG) -> date | None:
        return missed_day(config, archive, AT, Means(mailer=None, webhook="https://x.example/", clock=lambda: now))

    def test_an_edition_that_is_not_there(self, archive: Path) -> None:
        save_archive(archive, full_edition(DAY - timedelta(days=1)))
        assert self.missed(archive, END.replace(hour=6, minute=31)) == DAY
        assert self.missed(archive, END.replace(hour=23)) == DAY

    def test_one_that_was_not_sent_to_everybody(self, archive: Path) -> None:
        save_archive(archive, full_edition())
        with MailServer() as server:
            config = configured(server)
            later = END.replace(hour=7)
            with means(config) as by:
                send_edition(config, archive, DAY, by, to=[A])
                by = replace(by, clock=lambda: later)
                assert missed_day(config, archive, AT, by) == DAY
                send_edition(config, archive, DAY, by)
                assert missed_day(config, archive, AT, by) is None

    def test_of_several_only_the_last(self, archive: Path) -> None:
        save_archive(archive, full_edition(DAY - timedelta(days=6)))
        assert self.missed(archive, END.replace(hour=5, minute=30)) == DAY - timedelta(days=1)

    def test_nothing_to_send_is_nothing_missed(self, archive: Path) -> None:
        save_archive(archive, full_edition())
        config = replace(self.CONFIG, mail=None)
        assert missed_day(config, archive, AT, Means(clock=lambda: END.replace(hour=7))) is None


class TestProcess:
    """The process that waits, and the process that it starts."""

    def mornings(self, archive: Path, tmp_path: Path, by: Means, config: Config) -> daily.Mornings:
        return daily.Mornings(config, AT, by, config=tmp_path / "feeds.yaml", archive=archive)

    @pytest.mark.parametrize(("ended", "told"), [(0, 0), (3, 0), (4, 0), (2, 1), (-9, 1), (1, 1)])
    def test_a_morning_that_could_not_speak_for_itself_is_told_of(
        self, monkeypatch: pytest.MonkeyPatch, archive: Path, tmp_path: Path, ended: int, told: int
    ) -> None:
        commands: list[list[str]] = []

        def run(command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
            commands.append(command)
            return subprocess.CompletedProcess(command, ended)

        monkeypatch.setattr(subprocess, "run", run)
        with MailServer() as server, means(configured(server)) as by:
            self.mornings(archive, tmp_path, by, configured(server)).run(DAY)
        assert commands[0][1:5] == ["-m", "briefing", "schedule", "--once"]
        assert commands[0][-2:] == ["--day", "2026-11-21"]
        assert counts(server, "operator@example.org") == [told]
        with Coverage(archive / DATABASE) as coverage:
            noted = Deliveries(coverage).appointment()
        assert noted == Appointment(daily_at="06:30", next=END.replace(day=21, hour=6, minute=30))

    def test_one_schedule_an_archive(self, archive: Path) -> None:
        config = configured(None)
        with only_schedule(archive), pytest.raises(BusyError, match="Another schedule runs"):
            daily.wait_for_mornings(config, AT, Means(), config=Path("feeds.yaml"), archive=archive)

    @pytest.mark.parametrize("text", ["25:00", "half past six", "", "06:30+01:00"])
    def test_a_time_that_is_none(self, text: str) -> None:
        with pytest.raises(InputError, match="is no time of day; write it as 06:30"):
            daily.clock_time(text)

    def test_a_unit_for_systemd(self) -> None:
        config = replace(configured(None), timezone="Europe/Kyiv")
        text = daily.unit("systemd", config, AT, config=Path("a 100%/feeds.yaml"), archive=Path("archive"))
        assert "OnCalendar=*-*-* 06:30:00 Europe/Kyiv\nPersistent=true\n" in text
        (line,) = (line for line in text.splitlines() if line.startswith("ExecStart="))
        assert '100%%/feeds.yaml"' in line
        assert f"{sys.executable} -m briefing schedule --once" in line

    def test_a_line_for_cron_is_what_a_shell_reads(self) -> None:
        text = daily.unit("cron", configured(None), AT, config=Path("it's 100%/feeds.yaml"), archive=Path("archive"))
        assert "\nCRON_TZ=UTC\n30 6 * * * cd " in text
        line = text.splitlines()[-1].replace(r"\%", "%")  # as cron hands it to the shell
        words = shlex.split(line)
        assert words[words.index("--config") + 1].endswith("it's 100%/feeds.yaml")
        done = subprocess.run(["sh", "-n", "-c", line.partition("* * * ")[2]], check=False)
        assert done.returncode == 0


# ---------------------------------------------------------------- how it stands


class TestStatus:
    """Last run, last edition, last mail, next run."""

    def lines(self, archive: Path, config: Config, now: datetime = MORNING) -> tuple[bool, str]:
        found = standing(config, archive, now=now)
        return found.is_well, "\n".join(status_lines(found, "UTC", now))

    def test_an_archive_that_is_empty(self, archive: Path) -> None:
        well, text = self.lines(archive, configured(None))
        assert not well
        assert "Last run      none yet; start one with: briefing run" in text
        assert "Last edition  none yet" in text
        assert "Last mail     none yet" in text
        assert "Next run      no schedule is running here" in text

    def test_all_well(self, archive: Path) -> None:
        save_archive(archive, full_edition())
        with MailServer() as server:
            config = configured(server)
            with means(config) as by:
                send_edition(config, archive, DAY, by)
            with Coverage(archive / DATABASE) as coverage:
                appointment = Appointment(daily_at="06:30", next=MORNING + timedelta(days=1))
                Deliveries(coverage).save_appointment(appointment)
            with only_schedule(archive):
                well, text = self.lines(archive, config)
        assert well
        assert "21 Nov 2026 05:40 UTC, for 2026-11-21, published, but some feeds could not be read" in text
        assert "2026-11-21, revision 1, 9 stories, 41 of 44 feeds" in text
        assert "21 Nov 2026 06:00 UTC, edition of 2026-11-21, revision 1; of the last edition: 3 sent" in text
        assert "Next run      22 Nov 2026 06:00 UTC" in text
        assert "overdue" not in text

    def test_what_needs_a_look(self, archive: Path) -> None:
        thin = full_edition(coverage=replace(COVERAGE, feeds_asked=44, feeds_read=21))
        save_archive(archive, thin, run=make_run(exit_code=4, error="The disk is full."))
        well, text = self.lines(archive, configured(None), MORNING + timedelta(days=2))
        assert not well
        assert "nothing published: The disk is full." in text
        assert "a day has closed since. The edition of 2026-11-21 rests on 21 of 44 feeds" in text

    def test_an_edition_of_a_day_to_come_is_not_the_last_one(self, archive: Path) -> None:
        save_archive(archive, full_edition())
        save_archive(archive, full_edition(day=DAY + timedelta(days=365)))
        _, text = self.lines(archive, configured(None))
        assert "Last edition  2026-11-21, revision 1" in text

    def test_a_damaged_database_is_said_to_be_damaged(self, archive: Path) -> None:
        save_archive(archive, full_edition())
        self.lines(archive, configured(None))
        path = archive / DATABASE
        data = bytearray(path.read_bytes())
        with sqlite3.connect(path) as connection:  # a page that no question of the status reads
            (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'digests'").fetchone()
        connection.close()
        size = int.from_bytes(data[16:18], "big")
        data[(page - 1) * size : page * size] = b"\xff" * size
        path.write_bytes(bytes(data))
        with pytest.raises(StoreError, match="is damaged; move it away"):
            self.lines(archive, configured(None))

    def test_who_was_missed(self, archive: Path) -> None:
        save_archive(archive, full_edition())
        with MailServer(answer=always("550 no", at="rcpt", recipient=C)) as server:
            config = configured(server)
            with means(config) as by:
                send_edition(config, archive, DAY, by)
        well, text = self.lines(archive, config)
        assert not well
        assert "of the last edition: 1 refused, 2 sent" in text
