"""Endings without a decision: 不予受理, 退件, 撤回.

Every negative outcome names its reason; the applicant alone withdraws, and only before the decision.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.acceptance import require_in_time
from portal.domain.case.incident_events import AcceptanceRefused, CaseReturned, CaseWithdrawn
from portal.domain.case.incidents import Ending, Ground
from portal.domain.case.moves import Action, next_state
from portal.domain.case.reasons import reason_in
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import RefuseAcceptance, ReturnCase, WithdrawCase
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case


class AgencyNeeded(DomainError):
    """Whoever says that another agency is competent names it (许可法 art. 32(1)(2))."""

    message_id = "case.agency_needed"


def refuse_acceptance(case: Case, command: RefuseAcceptance, context: Context) -> tuple[Event, ...]:
    """不予受理, within the acceptance limit. Raises AcceptanceRanOut, ReasonNeeded, AgencyNeeded."""
    next_state(case.state, Action.REFUSE_ACCEPTANCE)
    require_in_time(case, context)
    agency = command.agency.strip()
    if command.ground is Ground.NOT_COMPETENT and not agency:
        raise AgencyNeeded(case=case.number)
    return (AcceptanceRefused(command.ground, reason_in(command.reasons), agency),)


def return_case(case: Case, command: ReturnCase, _context: Context) -> tuple[Event, ...]:
    """退件. Raises ReasonNeeded."""
    next_state(case.state, Action.RETURN)
    return (CaseReturned(reason_in(command.reason)),)


def withdraw_case(case: Case, command: WithdrawCase, _context: Context) -> tuple[Event, ...]:
    """撤回 by the applicant, who owes no reason."""
    next_state(case.state, Action.WITHDRAW)
    return (CaseWithdrawn(Ending.WITHDRAWN, command.reason.strip()),)
