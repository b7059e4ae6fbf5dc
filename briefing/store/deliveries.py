"""Who was sent what. A letter is noted before it goes out and again when the server has answered.

What is noted as `sending` while nobody sends was left by a process that died: the server may have it or not, and it is
sent again under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from briefing.store.coverage import Coverage
from briefing.store.records import Appointment, Delivery, DeliveryState, Letter
from briefing.store.schema import APPROVALS, DELIVERIES, SCHEDULE

EDITION = "edition"


class Deliveries:
    """The records of what was sent, in the database of the coverage."""

    def __init__(self, coverage: Coverage) -> None:
        self._coverage = coverage

    def begin(self, letter: Letter, message_id: str, now: datetime) -> None:
        """Note that a letter is on its way from now on."""
        row = {"message_id": message_id, "state": "sending", "at": now, "detail": ""}
        statement = upsert(DELIVERIES).values(**_key(letter), **row, attempts=1)
        with self._coverage.writing() as connection:
            connection.execute(
                statement.on_conflict_do_update(
                    index_elements=["day", "kind", "revision", "recipient"],
                    set_=row | {"attempts": DELIVERIES.c.attempts + 1},
                )
            )

    def finish(self, letter: Letter, state: DeliveryState, now: datetime, *, detail: str = "") -> None:
        """Note what came of a letter that was on its way."""
        with self._coverage.writing() as connection:
            connection.execute(update(DELIVERIES).where(_is(letter)).values(state=state, at=now, detail=detail))

    def find(self, letter: Letter) -> Delivery | None:
        """How a letter fared; None if it was never on its way."""
        with self._coverage.reading() as connection:
            row = connection.execute(select(DELIVERIES).where(_is(letter))).one_or_none()
        return None if row is None else _delivery(row)

    def of_day(self, day: date, *, kind: str = EDITION) -> tuple[Delivery, ...]:
        """The deliveries of a day, by revision and recipient."""
        with self._coverage.reading() as connection:
            rows = connection.execute(
                select(DELIVERIES)
                .where(and_(DELIVERIES.c.day == day.isoformat(), DELIVERIES.c.kind == kind))
                .order_by(DELIVERIES.c.revision, DELIVERIES.c.recipient)
            ).all()
        return tuple(_delivery(row) for row in rows)

    def last(self) -> Delivery | None:
        """The edition that was sent last, to whomever."""
        with self._coverage.reading() as connection:
            row = connection.execute(
                select(DELIVERIES)
                .where(and_(DELIVERIES.c.kind == EDITION, DELIVERIES.c.state == "sent"))
                .order_by(DELIVERIES.c.at.desc(), DELIVERIES.c.day.desc())
                .limit(1)
            ).one_or_none()
        return None if row is None else _delivery(row)

    def sent_revision(self, day: date) -> int:
        """The highest revision of a day that has begun to go out; 0 if none has."""
        where = and_(DELIVERIES.c.day == day.isoformat(), DELIVERIES.c.kind == EDITION)
        with self._coverage.reading() as connection:
            found = connection.execute(select(func.max(DELIVERIES.c.revision)).where(where)).scalar_one()
        return int(found or 0)

    # ------------------------------------------------------------ approval and schedule

    def approve(self, day: date, revision: int, now: datetime) -> bool:
        """Release an edition; False if it was released already."""
        statement = upsert(APPROVALS).values(day=day.isoformat(), revision=revision, at=now)
        with self._coverage.writing() as connection:
            return bool(connection.execute(statement.on_conflict_do_nothing()).rowcount)

    def is_approved(self, day: date, revision: int) -> bool:
        """Whether a person has released an edition."""
        where = and_(APPROVALS.c.day == day.isoformat(), APPROVALS.c.revision == revision)
        with self._coverage.reading() as connection:
            return connection.execute(select(APPROVALS.c.at).where(where)).one_or_none() is not None

    def save_appointment(self, appointment: Appointment) -> None:
        """Note when the schedule runs next."""
        row = {"daily_at": appointment.daily_at, "next": appointment.next}
        statement = upsert(SCHEDULE).values(id=1, **row)
        with self._coverage.writing() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    def appointment(self) -> Appointment | None:
        """When the schedule that was started last runs next; None before the first."""
        with self._coverage.reading() as connection:
            row = connection.execute(select(SCHEDULE)).one_or_none()
        return None if row is None else Appointment(daily_at=row.daily_at, next=row.next)


def received(deliveries: Sequence[Delivery]) -> dict[str, int]:
    """The highest revision that each recipient was sent."""
    found: dict[str, int] = {}
    for delivery in deliveries:
        if delivery.state == "sent":
            who = delivery.letter.recipient
            found[who] = max(found.get(who, 0), delivery.letter.revision)
    return found


def _key(letter: Letter) -> dict[str, str | int]:
    return {
        "day": letter.day.isoformat(),
        "kind": letter.kind,
        "revision": letter.revision,
        "recipient": letter.recipient,
    }


def _is(letter: Letter) -> Any:
    return and_(*(DELIVERIES.c[name] == value for name, value in _key(letter).items()))


def _delivery(row: Any) -> Delivery:
    return Delivery(
        letter=Letter(day=date.fromisoformat(row.day), kind=row.kind, revision=row.revision, recipient=row.recipient),
        message_id=row.message_id,
        state=row.state,
        attempts=row.attempts,
        at=row.at,
        detail=row.detail,
    )
