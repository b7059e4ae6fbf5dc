"""Sending an edition by a real server: nobody is forgotten, nobody gets it twice, and each recipient stands alone."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.reports import sent_lines
from briefing.config import Chat, Config, Mail, Network, Recipient
from briefing.errors import BusyError, ConfigError, DeliveryError, EditionNotFoundError, InputError
from briefing.outputs.mail import Attached, Attachment
from briefing.outputs.smtp import Login, Mailer, Patience
from briefing.pipeline.delivery import PAUSES, Means, alert, edition_messages, is_thin, pdf_of, send_edition
from briefing.pipeline.publish import DATABASE, _revised
from briefing.store.coverage import Coverage
from briefing.store.deliveries import Deliveries
from briefing.store.editions import Editions
from briefing.store.lock import only_sender
from briefing.store.records import Delivery, Letter
from briefing.types import Briefing, Feed, Topic
from tests.editions import COVERAGE, DAY, MORNING, full_edition, make_story, save_archive
from tests.mailserver import (
    CUT,
    HOST,
    PASSWORD,
    SILENCE,
    USER,
    MailServer,
    always,
    in_turn,
    trusting,
    write_authority,
)
from tests.sender import start_sender
from tests.servers import Server, reply

A, B, C = (f"{name}@example.org" for name in "abc")
FEED = Feed(url="https://example.org/feed", publisher="P", country="K", language="en", kind="wire")


def configured(server: MailServer | None, *addresses: str, **changes: Any) -> Config:
    mail = Mail(
        from_="briefing@example.org",
        host=HOST,
        port=server.port if server else 1,
        security=server.security if server else "starttls",
        recipients=tuple(Recipient(address=address) for address in addresses or (A, B, C)),
        operator="operator@example.org",
    )
    topics = (Topic(name="Shipping", keywords=("lane",)), Topic(name="Diplomacy", keywords=("talks",)))
    return Config(title="Marrow Strait", feeds=(FEED,), topics=topics, mail=replace(mail, **changes))


class Pauses(list[float]):
    """Notes how long somebody would have waited, and moves the clock by it."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self, seconds: float) -> None:
        self.append(seconds)
        self.now += timedelta(seconds=seconds)

    def clock(self) -> datetime:
        return self.now


@contextmanager
def means(config: Config, pauses: Pauses | None = None, *, password: str = PASSWORD, **changes: Any) -> Iterator[Means]:
    assert config.mail
    waits = pauses if pauses is not None else Pauses()
    login = Login(user=USER, password=password)
    patience = Patience(reply=5, acceptance=0.2)
    with Mailer(config.mail, login=login, tls=trusting(), patience=patience) as mailer:
        yield Means(mailer=mailer, clock=waits.clock, pause=waits, **changes)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return save_archive(tmp_path / "archive", full_edition())


def deliveries(archive: Path) -> dict[str, Delivery]:
    with Coverage(archive / DATABASE) as coverage:
        return {delivery.letter.recipient: delivery for delivery in Deliveries(coverage).of_day(DAY)}


def states(archive: Path) -> dict[str, tuple[str, int]]:
    return {who: (delivery.state, delivery.attempts) for who, delivery in deliveries(archive).items()}


def counts(server: MailServer, *addresses: str) -> list[int]:
    return [len(server.mails_to(address)) for address in addresses or (A, B, C)]


class TestEverybody:
    """Who gets it."""

    def test_once_and_by_name(self, archive: Path) -> None:
        with MailServer() as server, means(configured(server)) as by:
            sent = send_edition(configured(server), archive, DAY, by)
            assert (sent.reached, sent.exit_code, sent.had) == (3, 0, 0)
            again = send_edition(configured(server), archive, DAY, by)
        assert (again.reached, again.exit_code, again.had) == (0, 0, 3)
        assert counts(server) == [1, 1, 1]
        assert states(archive) == dict.fromkeys((A, B, C), ("sent", 1))
        for address, delivery in deliveries(archive).items():
            (mail,) = server.mails_to(address)
            message = message_from_bytes(mail.data, policy=default)
            assert (message["To"], message["Message-ID"]) == (address, delivery.message_id)
            assert delivery.at == MORNING

    def test_a_new_recipient_gets_it_alone(self, archive: Path) -> None:
        with MailServer() as server:
            for addresses in ((A,), (A, B)):
                config = configured(server, *addresses)
                with means(config) as by:
                    send_edition(config, archive, DAY, by)
        assert counts(server, A, B) == [1, 1]

    def test_only_those_who_are_named(self, archive: Path) -> None:
        config_of = configured
        with MailServer() as server, means(config_of(server)) as by:
            sent = send_edition(config_of(server), archive, DAY, by, to=[B, "guest@example.org", B])
            assert sent.reached == 2
            with pytest.raises(InputError, match="is no mail address"):
                send_edition(config_of(server), archive, DAY, by, to=["x@y\nBcc: z@y"])
        assert counts(server, A, B, C, "guest@example.org") == [0, 1, 0, 1]

    def test_an_address_that_cannot_be_mailed_to_holds_up_nobody(self, archive: Path) -> None:
        with MailServer() as server:
            config = configured(server, A, "b@\u0378.example", C)
            with means(config) as by:
                sent = send_edition(config, archive, DAY, by)
        assert [delivery.state for delivery in sent.deliveries] == ["sent", "refused", "sent"]
        assert "its domain cannot be a name" in sent.deliveries[1].detail

    def test_topics_are_each_recipients_own(self, archive: Path) -> None:
        stories = (make_story(1, headline="Lane shut"), make_story(2, topic="Diplomacy", headline="Talks on Monday"))
        Editions(archive).save(full_edition(stories=stories))
        with MailServer() as server:
            recipients = (Recipient(address=A), Recipient(address=B, topics=("Diplomacy",)))
            config = configured(server, recipients=recipients)
            with means(config) as by:
                send_edition(config, archive, DAY, by)
        subjects = [message_from_bytes(server.mails_to(who)[0].data, policy=default)["Subject"] for who in (A, B)]
        assert [subject.partition(" (")[0] for subject in subjects] == ["Lane shut", "Talks on Monday"]

    def test_files_are_made_of_the_edition(self, archive: Path) -> None:
        def attach(briefing: Briefing) -> Attached:
            file = Attachment(name=f"{briefing.day}.pdf", media_type="application/pdf", data=b"%PDF")
            return Attached(files=(file,))

        with MailServer() as server, means(configured(server, A), attach=attach) as by:
            send_edition(configured(server, A), archive, DAY, by)
        (part,) = message_from_bytes(server.received[0].data, policy=default).iter_attachments()
        assert part.get_filename() == f"{DAY}.pdf"

    def test_a_pdf_that_cannot_be_made_holds_up_no_mail(self, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("briefing.outputs.fonts._FACES", (("fontpkg_of_nobody", "files/Some.ttf", "Some"),))
        with MailServer() as server, means(configured(server, A), attach=pdf_of) as by:
            sent = send_edition(configured(server, A), archive, DAY, by)
            assert (sent.reached, sent.exit_code) == (1, 3)
            assert "pip install --force-reinstall fontpkg-of-nobody" in "\n".join(sent_lines(sent))
            again = send_edition(configured(server, A), archive, DAY, by)
            assert (again.reached, again.exit_code, again.problem) == (0, 0, "")
        (mail,) = server.mails_to(A)
        message = message_from_bytes(mail.data, policy=default)
        assert list(message.iter_attachments()) == []
        why = "The fonts of the package fontpkg-of-nobody are missing, so no PDF can be made."
        for kind in ("plain", "html"):
            body = message.get_body((kind,))
            assert body is not None
            words = " ".join(body.get_content().split())
            assert f"No PDF comes with this mail. {why}" in words
            assert "pip install" not in words

    def test_nor_does_a_fault_of_ours_in_it(
        self, archive: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fault(*_: object) -> None:
            raise IndexError("secret")

        monkeypatch.setattr("briefing.outputs.pdf.choose", fault)
        with MailServer() as server, means(configured(server, A), attach=pdf_of) as by:
            sent = send_edition(configured(server, A), archive, DAY, by)
        assert (sent.reached, sent.exit_code) == (1, 3)
        assert "fault in this program (IndexError)" in sent.problem
        assert b"No PDF comes with this mail, because of a fault" in server.received[0].data
        assert "IndexError: secret" in caplog.text

    def test_a_dry_run_is_what_would_be_sent(self, archive: Path) -> None:
        with MailServer() as server:
            config = configured(server)
            written = [message.data for message in edition_messages(config, full_edition())]
            with means(config) as by:
                send_edition(config, archive, DAY, by)
        assert [mail.data for mail in server.received] == written

    def test_nothing_to_send_and_nobody_to_send_to(self, archive: Path, tmp_path: Path) -> None:
        config = configured(None)
        with pytest.raises(ConfigError, match="has no group mail"):
            send_edition(replace(config, mail=None), archive, DAY, Means())
        with pytest.raises(EditionNotFoundError):
            send_edition(config, tmp_path / "none", DAY, Means())
        assert not (tmp_path / "none").exists()


class TestAnswers:
    """What a server answers, recipient by recipient."""

    def test_a_refused_recipient_is_not_tried_again_unless_named(self, archive: Path) -> None:
        pauses = Pauses()
        with MailServer(answer=always("550 5.1.1 no such mailbox", at="rcpt", recipient=B)) as server:
            config = configured(server)
            with means(config, pauses) as by:
                sent = send_edition(config, archive, DAY, by)
                assert (sent.reached, sent.exit_code) == (2, 3)
                assert send_edition(config, archive, DAY, by).deliveries == ()
                server.answer = lambda stage, who: None
                assert send_edition(config, archive, DAY, by, to=[B]).reached == 1
        assert counts(server) == [1, 1, 1]
        assert pauses == []
        assert deliveries(archive)[B].attempts == 2

    def test_greylisting_is_waited_out_and_holds_up_nobody(self, archive: Path) -> None:
        pauses = Pauses()

        def answer(stage: str, who: str) -> str | None:
            greylisted = stage == "rcpt" and who == A and pauses.now < MORNING + timedelta(minutes=5)
            return "451 4.7.1 greylisted" if greylisted else None

        with MailServer(answer=answer) as server, means(configured(server), pauses) as by:
            assert send_edition(configured(server), archive, DAY, by).exit_code == 0
        assert [mail.recipients[0] for mail in server.received] == [B, C, A]
        assert pauses == [60, 300]
        assert states(archive) == {A: ("sent", 3), B: ("sent", 1), C: ("sent", 1)}

    def test_who_is_always_put_off_is_named_and_tried_at_the_next_sending(self, archive: Path) -> None:
        pauses = Pauses()
        with MailServer(answer=always("452 4.2.2 mailbox full", at="rcpt", recipient=B)) as server:
            config = configured(server)
            with means(config, pauses) as by:
                assert send_edition(config, archive, DAY, by).exit_code == 3
                assert deliveries(archive)[B].detail == "127.0.0.1 answered 452 4.2.2 mailbox full"
                assert pauses == list(PAUSES)
                server.answer = lambda stage, who: None
                assert send_edition(config, archive, DAY, by).exit_code == 0
        assert counts(server) == [1, 1, 1]

    @pytest.mark.parametrize("line", [CUT, SILENCE])
    def test_no_word_after_the_mail_is_tried_once_more_under_the_same_message_id(
        self, archive: Path, line: str
    ) -> None:
        pauses = Pauses()
        with MailServer(answer=in_turn(line, at="data")) as server, means(configured(server), pauses) as by:
            assert send_edition(configured(server), archive, DAY, by).exit_code == 0
        assert counts(server) == [2, 1, 1]
        assert len({mail.data for mail in server.mails_to(A)}) == 1
        assert pauses == [60]

    def test_a_server_that_never_says_what_became_of_a_mail_gets_it_twice_and_no_oftener(self, archive: Path) -> None:
        with MailServer(answer=always(CUT, at="data")) as server, means(configured(server, A)) as by:
            sent = send_edition(configured(server, A), archive, DAY, by)
        assert (counts(server, A), sent.exit_code) == ([2], 4)
        assert "did not say what became of it" in deliveries(archive)[A].detail

    def test_a_wrong_password_reaches_nobody_is_tried_once_and_is_nowhere_to_be_read(self, archive: Path) -> None:
        pauses = Pauses()
        with MailServer() as server, means(configured(server), pauses, password="wrong-and-secret") as by:
            sent = send_edition(configured(server), archive, DAY, by)
        assert sent.exit_code == 4
        assert len(server.logins) == 2  # by both ways that the server offers
        assert pauses == []
        assert {delivery.detail for delivery in sent.deliveries} == {
            "127.0.0.1 refuses the log-in (535); see BRIEFING_SMTP_USER."
        }
        for path in archive.rglob("*"):
            assert path.is_dir() or b"wrong-and-secret" not in path.read_bytes()

    def test_a_certificate_that_is_not_valid(self, archive: Path) -> None:
        with MailServer(certificate_for="other.example") as server, means(configured(server)) as by:
            sent = send_edition(configured(server), archive, DAY, by)
            assert sent.exit_code == 4
            assert server.received == []
        assert all("No secure connection" in delivery.detail for delivery in sent.deliveries)

    def test_two_at_a_time_do_not_send(self, archive: Path) -> None:
        busy = pytest.raises(BusyError, match="Another process is sending")
        with MailServer() as server, means(configured(server)) as by, only_sender(archive), busy:
            send_edition(configured(server), archive, DAY, by)


class TestRelease:
    """Approval, thin editions, corrections."""

    def test_an_edition_waits_for_approval(self, archive: Path) -> None:
        with MailServer() as server:
            config = configured(server, send="approve")
            with means(config) as by:
                with pytest.raises(DeliveryError, match=r"waits for approval; .* briefing approve 2026-11-21"):
                    send_edition(config, archive, DAY, by)
                assert server.received == []
                with Coverage(archive / DATABASE) as coverage:
                    assert Deliveries(coverage).approve(DAY, 1, MORNING)
                    assert not Deliveries(coverage).approve(DAY, 1, MORNING)
                assert send_edition(config, archive, DAY, by).reached == 3

    def test_a_thin_edition_is_not_sent_unless_released(self, archive: Path) -> None:
        half = full_edition(coverage=replace(COVERAGE, feeds_asked=44, feeds_read=22))
        thin = full_edition(coverage=replace(COVERAGE, feeds_asked=44, feeds_read=21))
        assert (is_thin(half), is_thin(thin)) == (False, True)
        Editions(archive).save(thin)
        with MailServer() as server, means(configured(server)) as by:
            with pytest.raises(DeliveryError, match="rests on 21 of 44 feeds and is not sent"):
                send_edition(configured(server), archive, DAY, by)
            with Coverage(archive / DATABASE) as coverage:
                Deliveries(coverage).approve(DAY, 1, MORNING)
            assert send_edition(configured(server), archive, DAY, by).reached == 3

    def test_a_correction_goes_to_those_who_have_what_it_corrects(self, archive: Path) -> None:
        with MailServer(answer=always("550 no", at="rcpt", recipient=C)) as server:
            config = configured(server)
            with means(config) as by:
                send_edition(config, archive, DAY, by)
                Editions(archive).save(full_edition(revision=2))
                config = configured(server, A, B, C, "new@example.org")
                assert send_edition(config, archive, DAY, by, correction=True).reached == 2
                assert send_edition(config, archive, DAY, by, correction=True).reached == 0
                # without being asked for, only those who have nothing get the new revision, as their first
                assert send_edition(config, archive, DAY, by).reached == 1
        assert counts(server, A, B, C, "new@example.org") == [2, 2, 0, 1]
        first, second = (message_from_bytes(mail.data, policy=default) for mail in server.mails_to(A))
        assert second["Subject"] == f"Correction: {first['Subject']}"
        assert first["Message-ID"] != second["Message-ID"]
        (only,) = server.mails_to("new@example.org")
        assert b"Correction" not in only.data

    def test_a_change_of_an_edition_that_was_sent_is_its_next_revision(self, archive: Path) -> None:
        editions = Editions(archive)
        changed = full_edition(title="Another strait")
        assert _revised(full_edition(), editions, 1).revision == 1
        assert _revised(changed, editions, 0).revision == 1
        assert _revised(changed, editions, 1).revision == 2
        editions.save(_revised(changed, editions, 1))
        assert _revised(changed, editions, 1).revision == 2
        assert _revised(full_edition(), editions, 1).revision == 2
        assert _revised(full_edition(), editions, 2).revision == 3


class TestAlerts:
    """A word to the operator."""

    def test_once_a_day_and_kind(self, archive: Path) -> None:
        with MailServer() as server, means(configured(server)) as by:
            for kind in ("failed", "failed", "thin"):
                told = alert(configured(server), archive, DAY, by, kind=kind, subject="No briefing", text="Why.")
                assert told
        assert counts(server, "operator@example.org") == [2]
        assert deliveries(archive) == {}, "an alert is no edition"

    def test_nobody_to_tell(self, archive: Path) -> None:
        config = configured(None, operator="")
        assert not alert(config, archive, DAY, Means(), kind="failed", subject="x", text="y")


class TestChat:
    """The webhook of a chat, which is a recipient like any other."""

    @pytest.fixture
    def chat(self) -> Iterator[Server]:
        with Server() as server:
            yield server

    def config(self, server: Server, **changes: Any) -> Config:
        network = Network(allow_private=("127.0.0.1",), ports=(server.port,), pause=0, timeout=0.5)
        return replace(configured(None), mail=None, network=network, **changes)

    def test_it_is_posted_to_once_and_its_address_is_not_kept(self, archive: Path, chat: Server) -> None:
        chat.routes["/secret-path"] = reply(b"ok")
        by = Means(webhook=chat.url("/secret-path"), clock=Pauses().clock)
        for _ in range(2):
            assert send_edition(self.config(chat), archive, DAY, by).exit_code == 0
        (asked,) = chat.requests
        assert asked.header("content-type") == "application/json; charset=utf-8"
        assert "secret-path" not in repr(by)
        for path in archive.rglob("*"):
            assert path.is_dir() or b"secret-path" not in path.read_bytes()

    @pytest.mark.parametrize(
        ("status", "state", "asked"), [(404, "refused", 1), (503, "failed", 4), (429, "failed", 4)]
    )
    def test_the_status_decides(self, archive: Path, chat: Server, status: int, state: str, asked: int) -> None:
        chat.routes["/hook"] = reply(b"", status=status)
        pauses = Pauses()
        by = Means(webhook=chat.url("/hook"), clock=pauses.clock, pause=pauses)
        sent = send_edition(self.config(chat, chat=Chat(format="card")), archive, DAY, by)
        assert [delivery.state for delivery in sent.deliveries] == [state]
        assert len(chat.requests) == asked

    def test_a_private_address_is_not_posted_to(self, archive: Path, chat: Server) -> None:
        config = replace(self.config(chat), network=Network(ports=(chat.port,)))
        sent = send_edition(config, archive, DAY, Means(webhook=chat.url("/hook"), clock=Pauses().clock))
        assert "is not a public address" in sent.deliveries[0].detail
        assert chat.requests == []


# ---------------------------------------------------------------- killed in the middle

KILLS = 25
READERS = [f"reader-{n:02}@example.org" for n in range(40)]


class Killer:
    """Kills the sender at a moment of the conversation: when the server has heard so many commands."""

    def __init__(self) -> None:
        self.victim: BaseProcess | None = None
        self.left = 0
        self.after_acceptance = False
        self.killed_with: set[str] = set()
        self.lock = threading.Lock()

    def answer(self, stage: str, who: str) -> str | None:
        """As `mailserver.Answer`; "before" is the end of a mail before the server has taken it, "data" after."""
        if stage == "before" and self.after_acceptance:
            return None
        if stage == "data" and not self.after_acceptance:
            return None
        with self.lock:
            self.left -= 1
            if self.left == 0 and self.victim is not None:
                self.victim.kill()
                self.killed_with |= {who} if stage == "data" else set()
                return "451 too late"
        return None


@pytest.mark.slow
def test_nobody_is_missed_and_nobody_is_sent_to_twice_in_25_kills(archive: Path, tmp_path: Path) -> None:
    killer = Killer()
    chance = random.Random(20261121)
    with MailServer(answer=killer.answer) as server:
        feeds = tmp_path / "feeds.yaml"
        feeds.write_text(_feeds_yaml(server.port), encoding="utf-8")
        authority = write_authority(tmp_path)
        for _ in range(KILLS):
            with killer.lock:
                killer.left, killer.after_acceptance = chance.randint(1, 6), chance.random() < 0.5
                killer.victim = start_sender(feeds, archive, DAY, authority)
            killer.victim.join()
            assert killer.victim.exitcode == -signal.SIGKILL
        killer.left = 0
        done = subprocess.run(
            [sys.executable, "-m", "briefing", "send", "--config", str(feeds), "--archive", str(archive)],
            env=os.environ
            | {"BRIEFING_SMTP_USER": USER, "BRIEFING_SMTP_PASSWORD": PASSWORD, "SSL_CERT_FILE": str(authority)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    assert "had it before" in done.stdout
    assert set(states(archive)) == set(READERS)
    assert {state for state, _ in states(archive).values()} == {"sent"}
    twice = {who for who in READERS if len(server.mails_to(who)) > 1}
    assert all(server.mails_to(who) for who in READERS), "nobody is missed"
    assert twice == killer.killed_with, "nobody but in the window that mail cannot close"
    assert 0 < len(twice) < KILLS
    for who in twice:
        assert len({mail.data for mail in server.mails_to(who)}) == 1, "the same mail, under the same Message-ID"


def _feeds_yaml(port: int) -> str:
    recipients = "".join(f"    - address: {reader}\n" for reader in READERS)
    return (
        "title: Marrow Strait\ntopics: [{name: Shipping, keywords: [lane]}]\n"
        "feeds: [{url: 'https://example.org/feed', publisher: P, country: K, language: en, kind: wire}]\n"
        f"mail:\n  from: briefing@example.org\n  host: {HOST}\n  port: {port}\n  recipients:\n{recipients}"
    )


def test_what_a_dead_process_left_on_its_way_is_sent_again(archive: Path) -> None:
    with MailServer() as server, means(configured(server, A)) as by:
        with Coverage(archive / DATABASE) as coverage:
            letter = Letter(day=DAY, kind="edition", revision=1, recipient=A)
            Deliveries(coverage).begin(letter, "<x@example.org>", MORNING)
        assert send_edition(configured(server, A), archive, DAY, by).reached == 1
    assert states(archive) == {A: ("sent", 2)}
