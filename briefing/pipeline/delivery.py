"""Sending: who is to get an edition, the letters one by one, and a record before and after each.

Nobody is forgotten: what a process that was killed had begun is sent again. Nobody gets the same edition twice but in
the one window that mail cannot close: killed, or cut off, between the server's 250 and our record of it; then the
second letter has the Message-ID of the first.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

from briefing.config import Config, Mail, is_mailbox
from briefing.errors import BlockedError, ConfigError, DeliveryError, FetchError, InputError, OutputError, SourceError
from briefing.outputs import file_name, load_output
from briefing.outputs.chat import MEDIA_TYPE, chat_post
from briefing.outputs.mail import NOTHING, Attached, Attachment, EditionMail, Message, alert_message
from briefing.outputs.smtp import Mailer, Outcome
from briefing.pipeline.edition import open_client
from briefing.pipeline.publish import DATABASE, wall_clock
from briefing.store.coverage import Coverage
from briefing.store.deliveries import EDITION, Deliveries, received
from briefing.store.editions import Editions
from briefing.store.lock import only_sender
from briefing.store.records import Delivery, DeliveryState, Letter
from briefing.types import Briefing

_log = logging.getLogger(__name__)

#: Seconds before the second, third and fourth round: a server that greylists lets a mail pass after five minutes.
PAUSES = (60.0, 300.0, 900.0)

#: Makes the files that go with the mail of an edition.
Attach = Callable[[Briefing], Attached]


def no_attachments(briefing: Briefing) -> Attached:
    """An edition goes out as it is."""
    del briefing
    return NOTHING


def pdf_of(briefing: Briefing) -> Attached:
    """The edition to print goes along; where it cannot be made, nobody is to do without the letter for that."""
    try:
        pdf = load_output("pdf")
        file = Attachment(name=file_name(briefing, pdf), media_type=pdf.media_type, data=pdf.render(briefing))
    except OutputError as error:
        return Attached(lacks=f"No PDF comes with this mail. {error.why}.", problem=str(error))
    except Exception as error:  # whatever goes wrong while it is typeset, the letter is whole
        _log.exception("the PDF of %s could not be made", briefing.day)
        kind = type(error).__name__
        return Attached(
            lacks="No PDF comes with this mail, because of a fault in the program that makes it.",
            problem=f"The PDF could not be made because of a fault in this program ({kind}); the log says more",
        )
    return Attached(files=(file,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What an edition is sent with; what is None is not used."""

    mailer: Mailer | None = None
    #: The secret address of a chat's webhook.
    webhook: str | None = field(default=None, repr=False)
    attach: Attach = no_attachments
    clock: Callable[[], datetime] = wall_clock
    pause: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of sending an edition."""

    day: date
    revision: int
    deliveries: tuple[Delivery, ...]
    #: Recipients who had it before.
    had: int
    #: What could not go with the mails, and why; empty: all is with them.
    problem: str = ""

    @property
    def reached(self) -> int:
        """How many were reached by this."""
        return sum(delivery.state == "sent" for delivery in self.deliveries)

    @property
    def exit_code(self) -> int:
        """0 if nobody was missed and nothing is missing, 3 if somebody or something is, 4 if everybody was missed."""
        if self.reached == len(self.deliveries):
            return 3 if self.problem else 0
        return 3 if self.reached else 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parcel:
    """A letter and how it is handed over."""

    letter: Letter
    message_id: str
    hand_over: Callable[[], Outcome]


# ---------------------------------------------------------------- an edition


def send_edition(
    config: Config, archive: Path, day: date, means: Means, *, to: Sequence[str] = (), correction: bool = False
) -> Sent:
    """Send the edition of a day to everybody who is to get it and has not.

    `to` narrows the recipients, or names others; who refused the mail before is tried again only if named. With
    `correction` it goes to those who have an earlier revision, and to nobody else.

    Raises:
        EditionNotFoundError: there is no edition of that day.
        DeliveryError: it is thin or waits for approval.
        BusyError: another process is sending.
        ConfigError: an address cannot be used.
    """
    briefing = Editions(archive).load(day)
    with only_sender(archive), Coverage(archive / DATABASE) as coverage:
        deliveries = Deliveries(coverage)
        problem = held_back(config, briefing, deliveries)
        if problem is not None:
            raise DeliveryError(problem)
        before = deliveries.of_day(day)
        had = received(before)
        wanted = _correction_recipients(briefing, before) if correction else _recipients(config, means, to, before)
        due = [who for who in wanted if not _has(had, who, briefing, correction=correction)]
        attached = means.attach(briefing) if any(map(is_mailbox, due)) else NOTHING
        found = _carry(_parcels(config, briefing, due, means, had, attached), deliveries, means)
    had_before = len(wanted) - len(due)
    return Sent(day=day, revision=briefing.revision, deliveries=found, had=had_before, problem=attached.problem)


def edition_messages(
    config: Config, briefing: Briefing, *, to: Sequence[str] = (), attached: Attached = NOTHING
) -> Iterator[Message]:
    """The mails that `send_edition` would hand over, if nobody had one yet.

    Raises:
        ConfigError: there is no mail group in feeds.yaml, or an address cannot be used.
    """
    mail = _mail(config)
    mails = EditionMail(briefing, mail, attached)
    for who in _narrowed([recipient.address for recipient in mail.recipients], to):
        yield mails.message(who, topics=_topics(mail, who))


def is_thin(briefing: Briefing) -> bool:
    """Whether under half of the feeds could be read: such an edition looks fine and is not."""
    return briefing.coverage.feeds_read * 2 < briefing.coverage.feeds_asked


def held_back(config: Config, briefing: Briefing, deliveries: Deliveries) -> str | None:
    """Why an edition may not be sent yet; None if it may."""
    if deliveries.is_approved(briefing.day, briefing.revision):
        return None
    release = f"look at it, and release it with: briefing approve {briefing.day}"
    if is_thin(briefing):
        read, asked = briefing.coverage.feeds_read, briefing.coverage.feeds_asked
        return (
            f"The edition of {briefing.day} rests on {read} of {asked} feeds{_why(briefing)} and is not sent; {release}"
        )
    if config.mail is not None and config.mail.send == "approve":
        return f"The edition of {briefing.day} waits for approval; {release}"
    return None


def _why(briefing: Briefing) -> str:
    """Why no feed was read, where one fault is behind it: the proxy."""
    details = {feed.detail for feed in briefing.feeds if feed.reason == "proxy"}
    return f" ({details.pop()})" if len(details) == 1 else ""


def is_pending(config: Config, day: date, means: Means, deliveries: Deliveries) -> bool:
    """Whether somebody is still to get the edition of a day."""
    before = deliveries.of_day(day)
    return bool(set(_recipients(config, means, (), before)) - set(received(before)))


def _mail(config: Config) -> Mail:
    if config.mail is None:
        raise ConfigError("feeds.yaml has no group mail, so there is nobody to send to; the README shows one.")
    return config.mail


def _topics(mail: Mail, address: str) -> tuple[str, ...]:
    return next((recipient.topics for recipient in mail.recipients if recipient.address == address), ())


def _narrowed(addresses: Sequence[str], to: Sequence[str]) -> list[str]:
    wrong = next((address for address in to if not is_mailbox(address)), None)
    if wrong is not None:
        raise InputError(f"{wrong!r} is no mail address; write one such as desk@example.org.")
    return list(dict.fromkeys(to or addresses))


def _recipients(config: Config, means: Means, to: Sequence[str], before: Sequence[Delivery]) -> list[str]:
    """Everybody who is to get an edition, a chat included, but for those who refused it."""
    if config.mail is None and means.webhook and not to:
        return [_chat_name(means.webhook)]
    mail = _mail(config)
    refused = {delivery.letter.recipient for delivery in before if delivery.state == "refused"}
    listed = [recipient.address for recipient in mail.recipients] if means.mailer else []
    found = [who for who in _narrowed(listed, to) if to or who not in refused]
    chat = _chat_name(means.webhook) if means.webhook and not to else None
    return [*found, *([chat] if chat and chat not in refused else [])]


def _correction_recipients(briefing: Briefing, before: Sequence[Delivery]) -> list[str]:
    return sorted({who for who, revision in received(before).items() if revision <= briefing.revision})


def _has(had: dict[str, int], who: str, briefing: Briefing, *, correction: bool) -> bool:
    return who in had and (not correction or had[who] >= briefing.revision)


def _parcels(
    config: Config,
    briefing: Briefing,
    due: Sequence[str],
    means: Means,
    had: dict[str, int],
    attached: Attached,
) -> list[_Parcel]:
    """What is to be handed over; a mail is written when its turn comes."""
    readers = [who for who in due if is_mailbox(who)]
    parcels = []
    if readers:
        mail = _mail(config)
        mails = EditionMail(briefing, mail, attached)
        parcels += [_mailed(_letter(briefing, who), mails, _topics(mail, who), means.mailer, had) for who in readers]
    for who in due:
        if who not in readers:
            post = partial(_post, config, means.webhook, who, chat_post(briefing, config.chat))
            parcels.append(_Parcel(letter=_letter(briefing, who), message_id="", hand_over=post))
    return parcels


def _letter(briefing: Briefing, who: str) -> Letter:
    return Letter(day=briefing.day, kind=EDITION, revision=briefing.revision, recipient=who)


def _mailed(
    letter: Letter, mails: EditionMail, topics: Sequence[str], mailer: Mailer | None, had: dict[str, int]
) -> _Parcel:
    who = letter.recipient

    def hand_over() -> Outcome:
        if mailer is None:
            raise DeliveryError("There is no mail server to send by.")
        try:
            message = mails.message(who, topics=topics, corrects=who in had)
        except ConfigError as error:
            return Outcome("refused", str(error))
        return mailer.send(message)

    return _Parcel(letter=letter, message_id=mails.message_id(who), hand_over=hand_over)


# ---------------------------------------------------------------- a chat


def _chat_name(webhook: str) -> str:
    """What a webhook is recorded under: its address is a secret."""
    return f"webhook {hashlib.sha256(webhook.encode()).hexdigest()[:12]}"


def _post(config: Config, webhook: str | None, who: str, body: bytes) -> Outcome:
    """Post to the chat, through the guard that all requests go through."""
    if webhook is None or _chat_name(webhook) != who:
        return Outcome("refused", "the address of the webhook is another now")

    async def post(url: str) -> None:
        async with open_client(config) as client:
            await client.post(url, body, media_type=MEDIA_TYPE)

    try:
        asyncio.run(post(webhook))
    except BlockedError as error:
        return Outcome("refused", str(error))
    except SourceError as error:
        status = error.status if isinstance(error, FetchError) else None
        if status is not None and status < 500 and status != 429:
            return Outcome("refused", str(error))
        # posted and not answered: the chat may have it
        return Outcome("unknown" if error.reason in ("timeout", "reset", "truncated") else "later", str(error))
    return Outcome("sent")


# ---------------------------------------------------------------- alerts


def alert(config: Config, archive: Path, day: date, means: Means, *, kind: str, subject: str, text: str) -> bool:
    """Tell the operator, once a day and kind; False if there is nobody to tell, or no way.

    Raises:
        StoreError: the archive cannot be used.
    """
    mail = config.mail
    if mail is None or not mail.operator or means.mailer is None:
        return False
    letter = Letter(day=day, kind=kind, revision=0, recipient=mail.operator)
    message = alert_message(mail, kind=kind, key=day.isoformat(), subject=subject, text=text, now=means.clock())
    with only_sender(archive), Coverage(archive / DATABASE) as coverage:
        deliveries = Deliveries(coverage)
        known = deliveries.find(letter)
        if known is not None and known.state == "sent":
            return True
        parcel = _Parcel(letter=letter, message_id=message.message_id, hand_over=partial(means.mailer.send, message))
        (found,) = _carry([parcel], deliveries, means)
    return found.state == "sent"


# ---------------------------------------------------------------- letter by letter


def _carry(parcels: Sequence[_Parcel], deliveries: Deliveries, means: Means) -> tuple[Delivery, ...]:
    """Hand over all parcels, in rounds: who was put off waits for the next one and holds up nobody."""
    waiting = list(parcels)
    unsure: set[str] = set()
    for wait in (0.0, *PAUSES):
        if waiting and wait:
            means.pause(wait)
        waiting = _round(waiting, unsure, deliveries, means)
    return tuple(found for parcel in parcels if (found := deliveries.find(parcel.letter)) is not None)


def _round(parcels: Sequence[_Parcel], unsure: set[str], deliveries: Deliveries, means: Means) -> list[_Parcel]:
    """Try each parcel once; those to be tried again. A mail that the server may have is tried once more, no oftener."""
    again = []
    for parcel in parcels:
        who = parcel.letter.recipient
        deliveries.begin(parcel.letter, parcel.message_id, means.clock())
        try:
            outcome = parcel.hand_over()
        except DeliveryError as error:
            deliveries.finish(parcel.letter, "failed", means.clock(), detail=str(error))
            continue
        state: DeliveryState = outcome.state if outcome.state in ("sent", "refused") else "failed"
        deliveries.finish(parcel.letter, state, means.clock(), detail=outcome.detail)
        if outcome.state == "later" or (outcome.state == "unknown" and who not in unsure):
            again.append(parcel)
        if outcome.state == "unknown":
            unsure.add(who)
    return again
