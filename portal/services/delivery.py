"""Delivery 送达 and visits 到现场: handing out the result, and recording who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.documents import DocumentKind
from portal.domain.permissions import Permission
from portal.services import issuing, papers
from portal.services.acting import acting
from portal.services.cases import facts_of

if TYPE_CHECKING:
    from portal.domain.case.commands import Deliver, RecordVisit
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


def deliver_case(deps: Deps, actor: Actor, number: str, *, command: Deliver, revision: int | None = None) -> Case:
    """The result reaches the applicant; the delivery record 送达回证 closes the case.

    Raises MoveNotAllowed before the decision or after delivery, ReceiverNeeded.
    """
    actor.require(Permission.CASE_DELIVER)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        stored = me.act(stored, command)
        stored = issuing.issue(me, stored, DocumentKind.DELIVERY_RECORD)
        stored = papers.after_closing(me, stored)
    return stored.case


def record_visit(deps: Deps, actor: Actor, number: str, *, command: RecordVisit) -> Case:
    """Somebody was physically there for this case; counted once per person and half-day."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number)
        actor.require(Permission.VISIT_RECORD, facts_of(stored.case))
        stored = me.act(stored, command)
    return stored.case
