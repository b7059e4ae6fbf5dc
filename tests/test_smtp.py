"""Handing mails to a real server: what it answers decides, and the password never shows."""

from __future__ import annotations

import logging
from email import message_from_bytes
from email.policy import default as modern

import pytest

from briefing.config import Mail
from briefing.errors import ConfigError, DeliveryError
from briefing.outputs.mail import Message
from briefing.outputs.smtp import Login, Mailer, Outcome, Patience
from tests.mailserver import CUT, HOST, PASSWORD, SILENCE, USER, MailServer, always, in_turn, trusting

LOGIN = Login(user=USER, password=PASSWORD)
DATA = b"Subject: Lane shut\r\n\r\nOne line.\r\n.\r\n..\r\n.hidden\r\nLast line\r\n"
SHORT = Patience(reply=5, acceptance=0.2)


def mail_by(server: MailServer, **changes: object) -> Mail:
    values: dict[str, object] = {
        "from_": "briefing@example.org",
        "host": HOST,
        "port": server.port,
        "security": server.security,
    }
    return Mail(**(values | changes))  # type: ignore[arg-type]


def mailer(server: MailServer, *, login: Login | None = LOGIN, patience: Patience = SHORT) -> Mailer:
    used = None if server.security == "none" else login
    return Mailer(mail_by(server), login=used, tls=trusting(), patience=patience)


def message(to: str = "desk@example.org") -> Message:
    return Message(sender="briefing@example.org", recipient=to, message_id="<1@example.org>", data=DATA)


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
def test_a_mail_arrives_byte_for_byte(security: str) -> None:
    with MailServer(security=security) as server, mailer(server) as sending:  # type: ignore[arg-type]
        assert sending.send(message()) == Outcome("sent")
    (mail,) = server.received
    assert (mail.sender, mail.recipients, mail.data) == ("briefing@example.org", ("desk@example.org",), DATA)
    assert server.logins == ([] if security == "none" else [USER])


def test_one_connection_carries_many_mails_and_each_recipient_is_on_an_envelope_of_their_own() -> None:
    with MailServer() as server, mailer(server) as sending:
        assert [sending.send(message(f"{n}@example.org")).state for n in range(3)] == ["sent"] * 3
    assert [mail.recipients for mail in server.received] == [(f"{n}@example.org",) for n in range(3)]
    assert server.logins == [USER]


@pytest.mark.parametrize(
    ("stage", "line", "state"),
    [
        ("rcpt", "550 5.1.1 no such mailbox", "refused"),
        ("rcpt", "451 4.7.1 greylisted, come back later", "later"),
        ("rcpt", "452 4.2.2 mailbox full", "later"),
        ("data", "554 5.7.1 looks like spam", "refused"),
        ("data", "452 4.3.1 no space", "later"),
        ("mail", "451 4.3.0 busy", "later"),
        ("mail", CUT, "later"),
        ("rcpt", CUT, "later"),
        ("data", CUT, "unknown"),
        ("data", SILENCE, "unknown"),
    ],
)
def test_the_answer_decides(stage: str, line: str, state: str) -> None:
    with MailServer(answer=always(line, at=stage, recipient="")) as server, mailer(server) as sending:
        outcome = sending.send(message())
    assert outcome.state == state
    if line not in (CUT, SILENCE):
        assert f"{HOST} answered {line}" == outcome.detail
    assert len(server.mails_to("desk@example.org")) == (1 if stage == "data" else 0)


@pytest.mark.parametrize("line", ["550 no", "451 later", CUT])
def test_what_happens_to_one_does_not_touch_the_next(line: str) -> None:
    with MailServer(answer=in_turn(line, at="rcpt")) as server, mailer(server) as sending:
        assert sending.send(message("a@example.org")).state != "sent"
        assert sending.send(message("b@example.org")).state == "sent"
    assert len(server.received) == 1


def test_a_sender_that_is_refused_ends_it_for_all() -> None:
    with MailServer(answer=always("553 5.7.1 not yours", at="mail")) as server, mailer(server) as sending:
        for _ in range(2):
            with pytest.raises(DeliveryError, match=r"553 5\.7\.1 not yours; no mail can be sent by it"):
                sending.send(message())
    assert len(server.stages) == 1


class TestTls:
    """Certificates and what is not offered."""

    @pytest.mark.parametrize("security", ["starttls", "tls"])
    def test_a_certificate_for_another_host_is_refused_before_anything_is_said(self, security: str) -> None:
        with (
            MailServer(security=security, certificate_for="other.example") as server,  # type: ignore[arg-type]
            mailer(server) as sending,
            pytest.raises(DeliveryError, match=r"No secure connection to 127\.0\.0\.1 could be made"),
        ):
            sending.send(message())
        assert (server.logins, server.received) == ([], [])

    def test_an_authority_that_nobody_trusts(self) -> None:
        refused = pytest.raises(DeliveryError, match=r"No secure connection .*certificate")
        with MailServer() as server, Mailer(mail_by(server), login=LOGIN) as sending, refused:
            sending.send(message())
        assert server.logins == []

    def test_a_server_without_starttls_gets_no_password(self) -> None:
        with MailServer(security="none") as server:
            plain = Mailer(mail_by(server, security="starttls"), login=LOGIN, tls=trusting())
            with plain, pytest.raises(DeliveryError, match="offers no STARTTLS on port"):
                plain.send(message())
        assert (server.logins, server.received) == ([], [])

    def test_a_login_without_tls_is_a_mistake(self) -> None:
        with MailServer(security="none") as server, pytest.raises(ConfigError, match="unprotected"):
            Mailer(mail_by(server), login=LOGIN)


class TestLogin:
    """User name and password."""

    def test_a_wrong_password_is_tried_once_and_never_shown(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        wrong = Login(user=USER, password="wrong-and-secret")
        with MailServer() as server, mailer(server, login=wrong) as sending:
            with pytest.raises(DeliveryError) as caught:
                sending.send(message("a@example.org"))
            with pytest.raises(DeliveryError):
                sending.send(message("b@example.org"))
        assert str(caught.value) == "127.0.0.1 refuses the log-in (535); see BRIEFING_SMTP_USER."
        assert server.logins == [USER, USER]  # by each of the two ways that the server offers, for the first mail
        shown = f"{caplog.text} {caught.value} {wrong!r} {caught.value.__cause__!r} {sending!r}"
        assert "wrong-and-secret" not in shown

    def test_a_server_that_repeats_the_password_is_not_quoted(self) -> None:
        answer = always(f"550 your password {PASSWORD} was fine, {USER}", at="rcpt")
        with MailServer(answer=answer) as server, mailer(server) as sending:
            assert sending.send(message()).detail == "127.0.0.1 answered 550 your password *** was fine, ***"

    def test_it_comes_from_the_environment(self) -> None:
        assert Login.of({}) is None
        assert Login.of({"BRIEFING_SMTP_USER": "a", "BRIEFING_SMTP_PASSWORD": "b"}) == Login(user="a", password="b")
        with pytest.raises(ConfigError, match="must be set together"):
            Login.of({"BRIEFING_SMTP_USER": "a"})


def test_nobody_listens() -> None:
    with MailServer() as server:
        port = server.port
    gone = Mail(from_="briefing@example.org", host=HOST, port=port)
    with Mailer(gone) as sending:
        outcome = sending.send(message())
    assert outcome.state == "later"
    assert outcome.detail == "127.0.0.1 cannot be reached (Connection refused)"


def test_what_a_server_says_stays_on_one_line() -> None:
    answer = always("550 \x1b[31mred\u2028 " + "long " * 60, at="rcpt")
    with MailServer(answer=answer) as server, mailer(server) as sending:
        detail = sending.send(message()).detail
    assert detail.isprintable()
    assert len(detail) <= 201
    assert message_from_bytes(DATA, policy=modern)["Subject"] == "Lane shut"
