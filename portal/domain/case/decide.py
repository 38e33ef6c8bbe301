"""decide(): every command on a case goes through here and becomes events or a refusal.

The rules themselves live in one module each: :mod:`acceptance`, :mod:`review`,
:mod:`delivery`, :mod:`visits`; filing, which has no case yet, in :mod:`filing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from portal.domain.case.acceptance import accept_case, check_material, deem_accepted
from portal.domain.case.commands import (
    AcceptCase,
    CheckMaterial,
    Command,
    CompleteStep,
    DeemAccepted,
    Deliver,
    IssueDocument,
    RecordVisit,
)
from portal.domain.case.delivery import deliver
from portal.domain.case.events import DocumentIssued, Event
from portal.domain.case.review import complete_step
from portal.domain.case.visits import record_visit

if TYPE_CHECKING:
    from portal.domain.case.context import Context
    from portal.domain.case.state import Case


def decide(case: Case, command: Command, context: Context) -> tuple[Event, ...]:
    """The events that ``command`` causes now, or a DomainError that names the rule."""
    match command:
        case CheckMaterial():
            return check_material(case, command, context)
        case AcceptCase():
            return accept_case(case, context)
        case DeemAccepted():
            return deem_accepted(case, context)
        case CompleteStep():
            return complete_step(case, command, context)
        case Deliver():
            return deliver(case, command, context)
        case RecordVisit():
            return record_visit(case, command, context)
        case IssueDocument():
            return (DocumentIssued(command.kind, command.number, command.code),)
        case _:
            assert_never(command)
