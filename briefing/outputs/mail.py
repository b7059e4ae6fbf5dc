"""An edition -> the mail that one recipient gets: plain text, HTML and attachments, in bytes.

The same edition and recipient give the same bytes, and so does a second attempt: the date is that of the edition, the
Message-ID and the boundaries between the parts are hashes. Whatever stands in a header has gone through
`views.safe.plain` first, and `EmailMessage` refuses a line break all the same, so that no headline can write a header.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from briefing.config import Mail, mailbox_in
from briefing.errors import ConfigError
from briefing.guard import ascii_host
from briefing.outputs.body import html_body, text_body
from briefing.types import Briefing
from briefing.views.letter import letter, on_topics
from briefing.views.safe import Element, clipped, element, outside, plain
from briefing.views.words import day_and_month

#: Longer subjects are cut by every mail program; the day and the title come behind.
_LONGEST_LEAD = 110
_LONGEST_TITLE = 60
_LONGEST_ALERT = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes with the mail."""

    name: str
    #: Such as "application/pdf".
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """What goes with the mail of an edition."""

    files: tuple[Attachment, ...] = ()
    #: What should be among the files and is not, and why: for the readers, and for whoever runs the program.
    lacks: str = ""
    problem: str = ""


#: An edition goes out as it is.
NOTHING = Attached()


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A mail, ready to be handed to a server."""

    sender: str
    recipient: str
    message_id: str
    data: bytes


class EditionMail:
    """The mails with an edition: what they share is made once."""

    def __init__(self, briefing: Briefing, mail: Mail, attached: Attached = NOTHING) -> None:
        self._briefing = briefing
        self._mail = mail
        self._attached = attached
        self._title = clipped(briefing.title, _LONGEST_TITLE) or "Crisis briefing"
        self._letters: dict[tuple[tuple[str, ...], bool], Element] = {}

    def message_id(self, recipient: str) -> str:
        """The Message-ID for a recipient: the same for every attempt."""
        return _message_id(self._mail, _digest(self._key(recipient)))

    def message(self, recipient: str, *, topics: Sequence[str] = (), corrects: bool = False) -> Message:
        """The mail for one recipient.

        `topics` cut it down; `corrects`: the recipient has an earlier revision.

        Raises:
            ConfigError: the address cannot be written in ASCII.
        """
        briefing, mail = self._briefing, self._mail
        subject = _subject(on_topics(briefing, topics), self._title, corrects=corrects)
        tree = _with_ending(self._letter(tuple(topics), corrects=corrects), mail, recipient, self._title)
        message = _headed(mail, recipient, subject, briefing.end)
        _unsubscribable(message, mail, recipient)
        bodies = text_body(tree), html_body(tree, title=subject)
        return _closed(message, mail, recipient, self._key(recipient), bodies, self._attached.files)

    def _letter(self, topics: tuple[str, ...], *, corrects: bool) -> Element:
        if (topics, corrects) not in self._letters:
            self._letters[topics, corrects] = letter(
                self._briefing, topics=topics, corrects=corrects, lacks=self._attached.lacks
            )
        return self._letters[topics, corrects]

    def _key(self, recipient: str) -> tuple[str, ...]:
        briefing = self._briefing
        return briefing.title, briefing.day.isoformat(), str(briefing.revision), recipient


def eml_name(briefing: Briefing, recipient: str) -> str:
    """What the file with a mail is called: the day and the address, in letters that every system takes."""
    return f"{briefing.day}-{re.sub('[^A-Za-z0-9.-]+', '-', recipient.replace('@', '-at-')).strip('.-')[:100]}.eml"


def alert_message(mail: Mail, *, kind: str, key: str, subject: str, text: str, now: datetime) -> Message:
    """A short mail to the operator, in plain text; `kind` and `key` make its Message-ID."""
    recipient = mail.operator
    message = _headed(mail, recipient, clipped(subject, _LONGEST_LEAD), now)
    lines = [clipped(line, _LONGEST_ALERT) for line in text.splitlines()]
    return _closed(message, mail, recipient, (kind, key, recipient), ("\n".join(lines) + "\n", None), ())


def _subject(briefing: Briefing, title: str, *, corrects: bool) -> str:
    lead = clipped(briefing.stories[0].headline, _LONGEST_LEAD) if briefing.stories else ""
    marks = [*(["Correction"] if corrects else []), *(["Sample, invented"] if briefing.sample else [])]
    day = day_and_month(briefing.day).replace("\u00a0", " ")
    return plain(f"{''.join(f'{mark}: ' for mark in marks)}{lead or 'No story today'} ({title}, {day})")


def _with_ending(tree: Element, mail: Mail, recipient: str, title: str) -> Element:
    """The letter with why somebody gets it, and how not to."""
    leave = f"mailto:{mail.unsubscribe or mailbox_in(mail.from_)}?subject=unsubscribe"
    link = outside(_one_click(mail, recipient) or leave, "Unsubscribe")
    ending = element("p", f"{recipient} is on the list of {title}. ", link, ".")
    return Element(tree.tag, tree.attributes, (*tree.children, element("footer", ending, class_="made")))


def _headed(mail: Mail, recipient: str, subject: str, date: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = _from(mail)
    message["To"] = Address(addr_spec=ascii_mailbox(recipient))
    message["Subject"] = subject.replace("=?", "= ?")  # the library would decode what looks encoded (RFC 2047)
    message["Date"] = format_datetime(date)
    if mail.reply:
        message["Reply-To"] = Address(addr_spec=ascii_mailbox(mail.reply))
    message["Auto-Submitted"] = "auto-generated"
    return message


def _from(mail: Mail) -> Address:
    name, _, _ = mail.from_.rpartition("<")
    return Address(plain(name).strip('"'), addr_spec=sender_of(mail))


def sender_of(mail: Mail) -> str:
    """The address that the mails come from."""
    return ascii_mailbox(mailbox_in(mail.from_) or "")


def _unsubscribable(message: EmailMessage, mail: Mail, recipient: str) -> None:
    """RFC 2369; one click (RFC 8058) only where there is an address that takes it."""
    by_mail = f"<mailto:{ascii_mailbox(mail.unsubscribe or sender_of(mail))}?subject=unsubscribe>"
    link = _one_click(mail, recipient)
    message["List-Unsubscribe"] = f"<{link}>, {by_mail}" if link else by_mail
    if link:
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _one_click(mail: Mail, recipient: str) -> str | None:
    return mail.unsubscribe_url.replace("{address}", quote(recipient, safe="")) or None


def ascii_mailbox(address: str) -> str:
    """The address with its domain as name servers know it.

    Raises:
        ConfigError: the domain is none.
    """
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{ascii_host(domain)}"
    except ValueError:
        raise ConfigError(f"{address!r} is no mail address: its domain cannot be a name.") from None


def _digest(key: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(key).encode(errors="replace")).hexdigest()


def _message_id(mail: Mail, digest: str) -> str:
    return f"<{digest[:32]}@{sender_of(mail).rpartition('@')[2]}>"


def _closed(
    message: EmailMessage,
    mail: Mail,
    recipient: str,
    key: Sequence[str],
    bodies: tuple[str, str | None],
    attachments: Sequence[Attachment],
) -> Message:
    """The message with its parts, and with everything that a library would otherwise draw by lot."""
    digest = _digest(key)
    text, html = bodies
    message_id = _message_id(mail, digest)
    message["Message-ID"] = message_id
    message.set_content(text, cte="quoted-printable")
    if html is not None:
        message.add_alternative(html, subtype="html", cte="quoted-printable")
    for each in attachments:
        kind, _, subtype = each.media_type.partition("/")
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", each.name).strip("-.")[-100:] or "attachment"
        message.add_attachment(each.data, maintype=kind, subtype=subtype, filename=name)
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{digest[32:56]}_{number}")
    data = message.as_bytes(policy=SMTP)
    return Message(sender=sender_of(mail), recipient=ascii_mailbox(recipient), message_id=message_id, data=data)
