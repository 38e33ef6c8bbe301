"""容缺受理: a tolerable material may follow after acceptance, if the applicant promised it in writing (guide §3.5).

Review goes on meanwhile; nothing is granted while something is owed; late, the filing counts as withdrawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.correction import StillRunning
from portal.domain.case.incident_events import CaseWithdrawn, MaterialSupplied
from portal.domain.case.incidents import Ending
from portal.domain.case.moves import Action, CaseState, MoveNotAllowed, next_state
from portal.domain.case.state import Case, ClockName
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import LapseTolerance, SupplyMaterial
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event

_UNDER_REVIEW = frozenset({CaseState.REVIEWING, CaseState.SPECIAL, CaseState.SUPERIOR, CaseState.WAITING})


class NothingOwed(DomainError):
    """This material was not promised, or is in order already; facts: `material`."""

    message_id = "case.nothing_owed"


class FilesNeeded(DomainError):
    """Supplying a material takes at least one file."""

    message_id = "case.files_needed"


class ToleranceTooLate(DomainError):
    """The promised material comes after its limit; the filing counts as withdrawn."""

    message_id = "case.tolerance_too_late"


def supply_material(case: Case, command: SupplyMaterial, context: Context) -> tuple[Event, ...]:
    """A promised material comes in; the day of arrival counts. Raises NothingOwed, FilesNeeded, ToleranceTooLate."""
    if case.state not in _UNDER_REVIEW:
        raise MoveNotAllowed(state=case.state.value, action="supply_material")
    if command.material_id not in {run.id for run in case.owed}:
        raise NothingOwed(material=command.material_id)
    if not command.files:
        raise FilesNeeded(material=command.material_id)
    clock = case.clock(ClockName.TOLERANCE)
    if clock is not None and clock.stopped_at is None and context.now >= clock.deadline.due_at:
        raise ToleranceTooLate(case=case.number)
    others = [run.id for run in case.owed if not run.files and run.id != command.material_id]
    return (MaterialSupplied(command.material_id, command.files, complete=not others),)


def lapse_tolerance(case: Case, _command: LapseTolerance, context: Context) -> tuple[Event, ...]:
    """Not supplied in time: the application counts as withdrawn. Raises StillRunning before the limit passed."""
    next_state(case.state, Action.WITHDRAW)
    clock = case.clock(ClockName.TOLERANCE)
    if clock is None or clock.stopped_at is not None or context.now < clock.deadline.due_at:
        raise StillRunning(case=case.number)
    return (CaseWithdrawn(Ending.TOLERANCE_LAPSED, ""),)
