"""Acceptance 受理 (许可法 art. 32): the material check, and the moment the clocks start.

A case is accepted when every required material was found in order; in silence beyond the
acceptance limit it is accepted all the same, **as of the day of receipt**
(“逾期不告知的，自收到申请材料之日起即为受理”), so promise and statutory clocks start there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.case.events import CaseAccepted, Event, MaterialChecked
from portal.domain.case.moves import Action, next_state
from portal.domain.case.review import open_ready_steps
from portal.domain.case.state import Case, ClockName, Verdict
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.case.commands import CheckMaterial
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


class TooEarly(DomainError):
    """The acceptance clock has not run out."""

    message_id = "case.acceptance_still_running"


def note_of(command: CheckMaterial) -> str:
    """What is recorded beside a verdict: only a fault has a note, so a mended one leaves none behind."""
    return command.note.strip() if command.verdict is Verdict.TO_CORRECT else ""


def check_material(case: Case, command: CheckMaterial) -> tuple[Event, ...]:
    """One material was looked at. Raises NoteNeeded when a fault has no reason."""
    next_state(case.state, Action.ACCEPT)
    if command.material_id not in {material.id for material in case.materials}:
        raise NoSuchMaterial(material=command.material_id)
    note = note_of(command)
    if command.verdict is Verdict.TO_CORRECT and not note:
        raise NoteNeeded(material=command.material_id)
    return (MaterialChecked(command.material_id, command.verdict, note),)


def accept_case(case: Case, context: Context) -> tuple[Event, ...]:
    """The window accepts; raises MaterialsNotChecked while a required material is not in order.

    An acceptance after the acceptance limit counts from the day of receipt: the law had
    accepted the case already.
    """
    next_state(case.state, Action.ACCEPT)
    open_materials = tuple(
        material.id
        for material in case.materials
        if material.verdict is Verdict.TO_CORRECT or (material.required and material.verdict is not Verdict.ACCEPTED)
    )
    if open_materials:
        raise MaterialsNotChecked(materials=open_materials)
    if _acceptance_ran_out(case, context.now):
        return _accepted(case, context, at=case.filed_at, deemed=True)
    return _accepted(case, context, at=context.now, deemed=False)


def deem_accepted(case: Case, context: Context) -> tuple[Event, ...]:
    """The acceptance limit passed in silence; raises TooEarly while it still runs."""
    next_state(case.state, Action.ACCEPT)
    if not _acceptance_ran_out(case, context.now):
        raise TooEarly(case=case.number)
    return _accepted(case, context, at=case.filed_at, deemed=True)


def _acceptance_ran_out(case: Case, now: datetime) -> bool:
    clock = case.clock(ClockName.ACCEPTANCE)
    return clock is not None and now >= clock.deadline.due_at


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
    return (accepted, *open_ready_steps(case.steps, context))
