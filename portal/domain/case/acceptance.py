"""Acceptance 受理 (许可法 art. 32): the material check, and the moment the clocks start.

A case is accepted when every required material was found in order; in silence beyond the
acceptance limit it is accepted all the same, **as of the day of receipt**
(“逾期不告知的，自收到申请材料之日起即为受理”), so promise and statutory clocks start there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.case.events import CaseAccepted, Event, MaterialChecked
from portal.domain.case.incident_events import MaterialsTolerated
from portal.domain.case.moves import AT_WORK, Action, next_state
from portal.domain.case.review import open_ready_steps
from portal.domain.case.state import Case, ClockName, MaterialRun, Verdict
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.case.commands import AcceptCase, CheckMaterial, DeemAccepted
    from portal.domain.case.context import Context


class MaterialsNotChecked(DomainError):
    """Required materials are unchecked or must be corrected, so the case cannot be accepted."""

    message_id = "case.materials_not_checked"


class NoSuchMaterial(DomainError):
    """The checklist of this case has no such material (许可法 art. 31)."""

    message_id = "case.no_such_material"


class NoteNeeded(DomainError):
    """Whoever finds a fault must say which."""

    message_id = "case.note_needed"


class AcceptanceRanOut(DomainError):
    """The acceptance limit has passed, so the law has accepted the case (许可法 art. 32(1)(4))."""

    message_id = "case.acceptance_ran_out"


class TooEarly(DomainError):
    """The acceptance clock has not run out."""

    message_id = "case.acceptance_still_running"


def note_of(command: CheckMaterial) -> str:
    """What is recorded beside a verdict: only a fault has a note, so a mended one leaves none behind."""
    return command.note.strip() if command.verdict is Verdict.TO_CORRECT else ""


def check_material(case: Case, command: CheckMaterial, _context: Context) -> tuple[Event, ...]:
    """One material was looked at; under review only what came in later. Raises NoteNeeded, NoSuchMaterial."""
    run = next((one for one in case.materials if one.id == command.material_id), None)
    if case.state not in AT_WORK or run is None or not _came_later(run):
        next_state(case.state, Action.ACCEPT)
    if run is None:
        raise NoSuchMaterial(material=command.material_id)
    note = note_of(command)
    if command.verdict is Verdict.TO_CORRECT and not note:
        raise NoteNeeded(material=command.material_id)
    return (MaterialChecked(command.material_id, command.verdict, note),)


def accept_case(case: Case, _command: AcceptCase, context: Context) -> tuple[Event, ...]:
    """The window accepts; raises MaterialsNotChecked while a required material is not in order.

    A promised material that is not there yet is tolerated 容缺. An acceptance after the acceptance limit counts from
    the day of receipt: the law had accepted the case already.
    """
    next_state(case.state, Action.ACCEPT)
    open_materials = tuple(run.id for run in case.materials if _is_open(run))
    if open_materials:
        raise MaterialsNotChecked(materials=open_materials)
    if acceptance_ran_out(case, context.now):
        return _accepted(case, context, at=_received_at(case), deemed=True)
    return _accepted(case, context, at=context.now, deemed=False)


def deem_accepted(case: Case, _command: DeemAccepted, context: Context) -> tuple[Event, ...]:
    """The acceptance limit passed in silence; raises TooEarly while it still runs."""
    next_state(case.state, Action.ACCEPT)
    if not acceptance_ran_out(case, context.now):
        raise TooEarly(case=case.number)
    return _accepted(case, context, at=_received_at(case), deemed=True)


def require_in_time(case: Case, context: Context) -> None:
    """Raise AcceptanceRanOut when it is too late to do anything but accept."""
    if acceptance_ran_out(case, context.now):
        raise AcceptanceRanOut(case=case.number)


def acceptance_ran_out(case: Case, now: datetime) -> bool:
    """Whether the acceptance limit has passed."""
    clock = case.clock(ClockName.ACCEPTANCE)
    return clock is not None and now >= clock.deadline.due_at


def _came_later(run: MaterialRun) -> bool:
    """What was promised, or belongs to a step of the applicant, and is there now."""
    return bool(run.files) and (run.promised or bool(run.at_step))


def _is_open(run: MaterialRun) -> bool:
    if run.verdict is Verdict.TO_CORRECT:
        return True
    return run.required and run.verdict is not Verdict.ACCEPTED and not run.follows


def _received_at(case: Case) -> datetime:
    """When what the agency holds was received: the filing, or the corrections that completed it."""
    clock = case.clock(ClockName.ACCEPTANCE)
    return clock.started_at if clock else case.filed_at


def _accepted(case: Case, context: Context, *, at: datetime, deemed: bool) -> tuple[Event, ...]:
    limits, calendar = context.service.limits, context.calendar
    accepted = CaseAccepted(
        accepted_at=at,
        accepted_on=calendar.local_date(at),
        deemed=deemed,
        promise=deadlines.compute(limits.promise, at, calendar),
        statutory=deadlines.compute(limits.statutory, at, calendar),
        calendar_digest=calendar.digest,
    )
    return (accepted, *_tolerated(case, context), *open_ready_steps(case, case.steps, context))


def _tolerated(case: Case, context: Context) -> tuple[MaterialsTolerated, ...]:
    """What was promised and is not there follows within the definition's limit (guide §3.5).

    Counted from now, when the applicant is told, also if the acceptance itself counts from the day of receipt: the
    agency's silence does not shorten the applicant's time.
    """
    owed = tuple(run.id for run in case.owed if not run.files)
    if not owed or context.service.tolerance is None:
        return ()
    due = deadlines.compute(context.service.tolerance.within, context.now, context.calendar)
    return (MaterialsTolerated(owed, due, context.calendar.digest),)
