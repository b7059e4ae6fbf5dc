"""The one module that speaks SMTP: it hands one mail at a time to the server that feeds.yaml names.

What a server answers decides what comes next (RFC 5321, section 4.2.1):

| answer                                                        | outcome                                            |
|---------------------------------------------------------------|----------------------------------------------------|
| 250 to the whole mail                                         | `sent`                                             |
| 5xx to the recipient or to the mail                           | `refused`: not tried again                         |
| 4xx to anything; no connection; a connection that is dropped  | `later`                                            |
| the mail was handed over, and then nothing came               | `unknown`: the server may have it                  |
| a certificate that is not valid, no TLS, log-in or sender 5xx | DeliveryError: the same would happen to every mail |

User name and password are taken from the environment, go to the server over TLS only, and into no message.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, NamedTuple, Self

from briefing.config import Mail
from briefing.errors import ConfigError, DeliveryError
from briefing.guard import ascii_host
from briefing.outputs.mail import Message
from briefing.views.safe import clipped

USER, PASSWORD = "BRIEFING_SMTP_USER", "BRIEFING_SMTP_PASSWORD"

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LONGEST_REPLY = 200
_LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)


class Outcome(NamedTuple):
    """What came of handing something over."""

    state: Literal["sent", "refused", "later", "unknown"]
    #: What the server said, for people.
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Who sends; the password is in no representation of it."""

    user: str
    password: str = field(repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Login | None:
        """The log-in that the environment gives; None if it gives none.

        Raises:
            ConfigError: there is a user name without a password, or the other way round.
        """
        user, password = environment.get(USER, ""), environment.get(PASSWORD, "")
        if bool(user) != bool(password):
            raise ConfigError(f"{USER} and {PASSWORD} must be set together in the environment.")
        return cls(user=user, password=password) if user else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a server is waited for, in seconds."""

    #: For a connection and for each answer.
    reply: float = 60.0
    #: After the last line of a mail: who gives up sooner than RFC 5321, section 4.5.3.2.6, says, sends twice.
    acceptance: float = 600.0


_PATIENT = Patience()


class Mailer:
    """Hands mails to a server; a context manager that keeps one connection as long as it lasts.

    `tls` is for those who want to give their own certificates.

    Raises:
        ConfigError: there is a log-in, but no TLS to protect it.
    """

    def __init__(
        self,
        mail: Mail,
        *,
        login: Login | None = None,
        tls: ssl.SSLContext | None = None,
        patience: Patience = _PATIENT,
    ) -> None:
        if login is not None and mail.security == "none":
            raise ConfigError(
                f"mail.security is none, so {USER} would go over the net unprotected; use starttls or tls."
            )
        self.host = ascii_host(mail.host)
        self._security = mail.security
        self._port = mail.port or _PORTS[mail.security]
        self._login = login
        self._tls = tls
        self._patience = patience
        self._connection: smtplib.SMTP | None = None
        self._broken: DeliveryError | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
        self._drop()

    def send(self, message: Message) -> Outcome:
        """Hand over one mail.

        Raises:
            DeliveryError: the server cannot be used by us at all; no other mail would fare better.
        """
        if self._broken is not None:
            raise self._broken
        try:
            return self._send(message)
        except DeliveryError as error:
            self._broken = error  # a log-in that is refused often locks the account
            raise

    def _send(self, message: Message) -> Outcome:
        try:
            connection = self._standing() or self._connect(message.sender)
            outcome = self._transact(connection, message)
        except ssl.SSLError as error:
            self._drop()
            raise DeliveryError(f"No secure connection to {self.host} could be made ({_verdict(error)}).") from error
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return self._failed(error)
        if outcome.state == "unknown":
            self._drop()
        elif outcome.state != "sent":
            with contextlib.suppress(OSError, smtplib.SMTPException):
                connection.rset()
        return outcome

    def _standing(self) -> smtplib.SMTP | None:
        """The connection, if it still stands: servers end one on which nothing happens."""
        if self._connection is None:
            return None
        try:
            if self._connection.noop()[0] == 250:
                return self._connection
        except (OSError, smtplib.SMTPException):
            pass
        self._drop()
        return None

    def _connect(self, sender: str) -> smtplib.SMTP:
        name = sender.rpartition("@")[2]
        context = self._tls or ssl.create_default_context()
        seconds = self._patience.reply
        if self._security == "tls":
            opened: smtplib.SMTP = smtplib.SMTP_SSL(
                self.host, self._port, local_hostname=name, timeout=seconds, context=context
            )
        else:
            opened = smtplib.SMTP(self.host, self._port, local_hostname=name, timeout=seconds)
        self._connection = opened
        if self._security == "starttls":
            opened.starttls(context=context)
        if self._login is not None:
            opened.login(self._login.user, self._login.password)
        return opened

    def _transact(self, connection: smtplib.SMTP, message: Message) -> Outcome:
        """One mail over a connection that stands, command by command, so that what failed is known."""
        connection.ehlo_or_helo_if_needed()
        code, reply = connection.mail(message.sender)
        if code >= 500:
            raise smtplib.SMTPSenderRefused(code, reply, message.sender)
        if code == 250:
            code, reply = connection.rcpt(message.recipient)
        if code in (250, 251):
            code, reply = connection.docmd("DATA")
        if code != 354:
            return self._answered(code, reply)
        connection.send(_LEADING_DOT.sub(b"..", message.data) + b".\r\n")
        try:
            _wait_at_most(connection, self._patience.acceptance)
            code, reply = connection.getreply()
            _wait_at_most(connection, self._patience.reply)
        except (OSError, smtplib.SMTPServerDisconnected):
            return Outcome("unknown", f"{self.host} took the mail and did not say what became of it")
        return Outcome("sent") if code == 250 else self._answered(code, reply)

    def _answered(self, code: int, reply: bytes) -> Outcome:
        return Outcome("refused" if code >= 500 else "later", self._said(code, reply))

    def _said(self, code: int, reply: bytes | str) -> str:
        """The answer of the server in one line, without anything of the log-in that it may repeat."""
        text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        for secret in (self._login.password, self._login.user) if self._login else ():
            text = text.replace(secret, "***")
        return clipped(f"{self.host} answered {code} {text}", _LONGEST_REPLY)

    def _failed(self, error: OSError | smtplib.SMTPException) -> Outcome:
        """What an error before the mail was handed over means."""
        if isinstance(error, smtplib.SMTPNotSupportedError):
            what = "log-in" if "AUTH" in str(error) else "STARTTLS"
            raise DeliveryError(f"{self.host} offers no {what} on port {self._port}; see mail in feeds.yaml.") from None
        if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
            # what it says may hold what it was sent
            raise DeliveryError(f"{self.host} refuses the log-in ({error.smtp_code}); see {USER}.") from None
        if isinstance(error, smtplib.SMTPResponseException):
            said = self._said(error.smtp_code, error.smtp_error)
            if error.smtp_code >= 500:
                raise DeliveryError(f"{said}; no mail can be sent by it.") from None
            return Outcome("later", said)
        if isinstance(error, TimeoutError):
            return Outcome("later", f"{self.host} did not answer within {self._patience.reply:g} s")
        why = getattr(error, "strerror", None)
        return Outcome("later", f"{self.host} cannot be reached{f' ({why})' if why else ''}")

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


def _wait_at_most(connection: smtplib.SMTP, seconds: float) -> None:
    if connection.sock is not None:
        connection.sock.settimeout(seconds)


def _verdict(error: ssl.SSLError) -> str:
    return getattr(error, "verify_message", "") or error.reason or "TLS"
