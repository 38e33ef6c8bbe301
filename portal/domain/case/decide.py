"""decide(): every command on a case goes through here and becomes events or a refusal.

The rules themselves live in one module each: :mod:`acceptance`, :mod:`review`,
:mod:`delivery`, :mod:`visits`; filing, which has no case yet, in :mod:`filing`.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from portal.domain.case import acceptance, delivery, review, visits
from portal.domain.case.commands import (
    AcceptCase,
    CheckMaterial,
    CompleteStep,
    DeemAccepted,
    Deliver,
    IssueDocument,
    RecordVisit,
)
from portal.domain.case.context import Context
from portal.domain.case.events import DocumentIssued, Event
from portal.domain.case.state import Case

if TYPE_CHECKING:
    from portal.domain.case.commands import Command


def decide(case: Case, command: Command, context: Context) -> tuple[Event, ...]:
    """The events that ``command`` causes now, or a DomainError that names the rule."""
    return _decide(command, case, context)


@singledispatch
def _decide(command: object, _case: Case, _context: Context) -> tuple[Event, ...]:
    raise TypeError(type(command).__name__)


@_decide.register
def _(command: CheckMaterial, case: Case, _context: Context) -> tuple[Event, ...]:
    return acceptance.check_material(case, command)


@_decide.register
def _(_command: AcceptCase, case: Case, context: Context) -> tuple[Event, ...]:
    return acceptance.accept_case(case, context)


@_decide.register
def _(_command: DeemAccepted, case: Case, context: Context) -> tuple[Event, ...]:
    return acceptance.deem_accepted(case, context)


@_decide.register
def _(command: CompleteStep, case: Case, context: Context) -> tuple[Event, ...]:
    return review.complete_step(case, command, context)


@_decide.register
def _(command: Deliver, case: Case, context: Context) -> tuple[Event, ...]:
    return delivery.deliver(case, command, context)


@_decide.register
def _(command: RecordVisit, case: Case, context: Context) -> tuple[Event, ...]:
    return visits.record_visit(case, command, context)


@_decide.register
def _(command: IssueDocument, _case: Case, _context: Context) -> tuple[Event, ...]:
    return (DocumentIssued(command.kind, command.number, command.code),)
