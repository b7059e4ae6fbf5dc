"""A real mail server on loopback, with TLS and a log-in, that answers as a test tells it to."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOST = "127.0.0.1"
USER, PASSWORD = "desk", "Correct-horse-9 battery"

#: What a server does at a stage: the line that it answers, or None for what it would answer by itself.
Answer = Callable[[str, str], str | None]

#: Instead of an answer: the line is cut, or nothing is ever said.
CUT, SILENCE = "cut", "silence"


@dataclass(frozen=True, slots=True)
class Received:
    """A mail that the server has taken: what stood on the envelope, and in it."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


@cache
def authority() -> trustme.CA:
    """Who signs the certificates of the tests."""
    return trustme.CA()


def trusting() -> ssl.SSLContext:
    """For a client that trusts the tests' certificates."""
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


def write_authority(folder: Path) -> Path:
    """The authority as a file, for a process that is told of it by SSL_CERT_FILE."""
    path = folder / "authority.pem"
    authority().cert_pem.write_to_path(str(path))
    return path


def always(line: str, *, at: str, recipient: str = "") -> Answer:
    """An answer at one stage, to one recipient or to all."""
    return lambda stage, who: line if stage == at and recipient in ("", who) else None


def in_turn(*lines: str | None, at: str) -> Answer:
    """Answers at one stage, one after the other; then the server is well."""
    left = list(lines)
    return lambda stage, who: left.pop(0) if stage == at and left else None


class MailServer:
    """Listens while it is entered; `received` has what it took, also what it did not say that it took."""

    def __init__(
        self,
        *,
        security: Literal["starttls", "tls", "none"] = "starttls",
        answer: Answer = lambda stage, who: None,
        certificate_for: str = HOST,
    ) -> None:
        self.security = security
        self.answer = answer
        self.received: list[Received] = []
        self.stages: list[tuple[str, str]] = []
        self.logins: list[str] = []
        self.port = 0
        self._certificate = certificate_for
        self._open: list[SMTP] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def mails_to(self, recipient: str) -> list[Received]:
        """What was taken for somebody."""
        return [mail for mail in self.received if recipient in mail.recipients]

    # ------------------------------------------------------------ in the thread

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority().issue_cert(self._certificate).configure_cert(context)
        server = self._loop.run_until_complete(
            self._loop.create_server(
                lambda: self._protocol(context), HOST, 0, ssl=context if self.security == "tls" else None
            )
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(self._hang_up())
        self._loop.close()

    async def _hang_up(self) -> None:
        """End what is still open, so that no socket is left behind."""
        for protocol in self._open:
            if isinstance(protocol.transport, asyncio.WriteTransport):
                protocol.transport.abort()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        for _ in range(5):  # TLS closes in turns
            await asyncio.sleep(0)

    def _protocol(self, context: ssl.SSLContext) -> SMTP:
        options: dict[str, Any] = {"authenticator": self._login}
        if self.security == "tls":
            options["auth_require_tls"] = False  # it is there from the first byte
        if self.security == "starttls":
            options |= {"tls_context": context, "require_starttls": True, "auth_required": True}
        made = SMTP(_Handler(self), hostname="mail.example.org", loop=self._loop, enable_SMTPUTF8=False, **options)
        self._open.append(made)
        return made

    def _login(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=False)


class _Handler:
    """What aiosmtpd asks at each stage."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_MAIL(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return await self._stage(server, "mail", address, "250 OK")

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        line = await self._stage(server, "rcpt", address, "250 OK")
        if line.startswith("250"):
            envelope.rcpt_tos.append(address)
        return line

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        who = envelope.rcpt_tos[0]
        mail = Received(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content)
        asked = self._server.answer("before", who)
        if asked is None:
            self._server.received.append(mail)
        return await self._stage(server, "data", who, asked or "250 OK, it is ours now")

    async def _stage(self, server: Any, stage: str, who: str, usual: str) -> str:
        self._server.stages.append((stage, who))
        line = self._server.answer(stage, who) or usual
        if line == CUT:
            server.transport.abort()
        if line == SILENCE:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
        return line
