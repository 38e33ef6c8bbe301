"""Delivery 送达 (许可法 art. 44): the decision reaches the applicant and the case closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.events import CaseDelivered, Event, VisitRecorded
from portal.domain.case.moves import Action, next_state
from portal.domain.case.state import Case, VisitCause
from portal.domain.case.visits import half_day_of
from portal.domain.documents import DeliveryMethod
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import Deliver
    from portal.domain.case.context import Context


class ReceiverNeeded(DomainError):
    """A delivery record names who received."""

    message_id = "case.receiver_needed"


def deliver(case: Case, command: Deliver, context: Context) -> tuple[Event, ...]:
    """The result is handed over; a direct hand-over is a visit (once per person and half-day)."""
    next_state(case.state, Action.DELIVER)
    receiver = command.receiver.strip()
    if not receiver:
        raise ReceiverNeeded(case=case.number)
    delivered = CaseDelivered(
        method=command.method,
        receiver=receiver,
        relation=command.relation,
        place=command.place.strip(),
        remarks=command.remarks.strip(),
    )
    if command.method is not DeliveryMethod.DIRECT:
        return (delivered,)
    day, half_day = half_day_of(context.now, context.calendar)
    if (receiver, day, half_day) in {visit.key for visit in case.visits}:
        return (delivered,)
    return (delivered, VisitRecorded(receiver, day, half_day, VisitCause.PICK_UP))
