"""The correction round 补正 (许可法 art. 32(1)(4)): told once, everything at once, and supplied in time.

A second notice and a request for something outside the checklist are possible, but recorded as violations for ever
(art. 31, 72(4)). The applicant changes only what was marked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.domain import deadlines
from portal.domain.case.acceptance import NoteNeeded, require_in_time
from portal.domain.case.filing import material_runs, missing_in, step_runs
from portal.domain.case.incident_events import CaseWithdrawn, CorrectionSupplied, CorrectionTold
from portal.domain.case.incidents import Correction, CorrectionItem, Ending, Marked, Violation
from portal.domain.case.moves import Action, next_state
from portal.domain.case.state import Case, ClockName, MaterialRun, Verdict
from portal.domain.errors import DomainError
from portal.domain.materials import Acquisition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.case.commands import LapseCorrection, SupplyCorrection, TellCorrection
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event

_ABSENT: tuple[object, ...] = (None, "", [], ())


class NothingToCorrect(DomainError):
    """A correction notice must name at least one thing."""

    message_id = "case.nothing_to_correct"


class NoSuchField(DomainError):
    """The form of this service has no such field."""

    message_id = "case.no_such_field"


class NotMarked(DomainError):
    """The applicant may change only what the notice marks; facts: `ids`."""

    message_id = "case.not_marked"


class CorrectionIncomplete(DomainError):
    """Something the notice marks was not supplied or not changed; facts: `materials`, `fields`."""

    message_id = "case.correction_incomplete"


class CorrectionTooLate(DomainError):
    """The correction limit has passed; the filing counts as withdrawn."""

    message_id = "case.correction_too_late"


class StillRunning(DomainError):
    """A timer spoke before its time."""

    message_id = "case.clock_still_running"


def tell_correction(case: Case, command: TellCorrection, context: Context) -> tuple[Event, ...]:
    """Tell the applicant once everything that must be corrected; the correction clock runs.

    Raises AcceptanceRanOut when it is too late to tell, NothingToCorrect, NoSuchField, NoteNeeded.
    """
    next_state(case.state, Action.TELL_CORRECTION)
    require_in_time(case, context)
    items = tuple(_items(case, command, context))
    if not items:
        raise NothingToCorrect(case=case.number)
    told = CorrectionTold(
        items=items,
        violations=tuple(_violations(case, items)),
        due=deadlines.compute(context.service.limits.correction, context.now, context.calendar),
        calendar_digest=context.calendar.digest,
    )
    return (told,)


def supply_correction(case: Case, command: SupplyCorrection, context: Context) -> tuple[Event, ...]:
    """The applicant supplies what was marked; the acceptance clock starts anew from here.

    Materials and fields that the corrections make necessary may be supplied as well. Raises CorrectionTooLate,
    NotMarked, CorrectionIncomplete, MaterialsMissing.
    """
    next_state(case.state, Action.SUPPLY_CORRECTION)
    round_ = case.correction
    clock = case.clock(ClockName.CORRECTION)
    if round_ is None or clock is None or context.now >= clock.deadline.due_at:
        raise CorrectionTooLate(case=case.number)
    answers = {**case.answers, **command.answers}
    materials = tuple(_materials(case, command, answers=answers, context=context))
    _require_only_marked(case, command, round_, materials=materials)
    _require_complete(case, command, context, materials=materials)
    missing_in(materials, context)
    supplied = CorrectionSupplied(
        answers=dict(command.answers),
        title=command.title,
        materials=materials,
        steps=step_runs(context.service, answers),
        acceptance=deadlines.compute(context.service.limits.acceptance, context.now, context.calendar),
        calendar_digest=context.calendar.digest,
    )
    return (supplied,)


def lapse_correction(case: Case, _command: LapseCorrection, context: Context) -> tuple[Event, ...]:
    """Not supplied in time: the filing counts as withdrawn. Raises StillRunning before the limit passed."""
    next_state(case.state, Action.LAPSE)
    clock = case.clock(ClockName.CORRECTION)
    if clock is None or context.now < clock.deadline.due_at:
        raise StillRunning(case=case.number)
    return (CaseWithdrawn(Ending.LAPSED, ""),)


def _items(case: Case, command: TellCorrection, context: Context) -> Iterator[CorrectionItem]:
    for run in case.materials:
        if run.verdict is Verdict.TO_CORRECT:
            yield CorrectionItem(Marked.MATERIAL, run.id, run.note)
    asked = {field.id for page in context.service.pages() for field in page.fields}
    for field_id, problem in command.fields.items():
        if field_id not in asked:
            raise NoSuchField(field=field_id)
        if not problem.strip():
            raise NoteNeeded(field=field_id)
        yield CorrectionItem(Marked.FIELD, field_id, problem.strip())
    for words in command.outside:
        if words.strip():
            yield CorrectionItem(Marked.OUTSIDE, words.strip(), "")


def _violations(case: Case, items: tuple[CorrectionItem, ...]) -> Iterator[Violation]:
    if case.corrections:
        yield Violation.REPEATED
    if any(item.kind is Marked.OUTSIDE for item in items):
        yield Violation.OUTSIDE_CHECKLIST


def _materials(
    case: Case, command: SupplyCorrection, *, answers: Mapping[str, object], context: Context
) -> Iterator[MaterialRun]:
    """The checklist as the corrected answers make it; what was found in order stays so."""
    known = {run.id: run for run in case.materials}
    for fresh in material_runs(context.service, answers, command.files, committed=case.committed):
        old = known.get(fresh.id)
        if old is None:
            yield fresh
        elif old.id in command.files:
            yield replace(old, files=command.files[old.id], verdict=Verdict.UNCHECKED, note="", checked_by="")
        elif context.service.material(old.id).acquisition is not Acquisition.UPLOAD:
            yield replace(old, verdict=Verdict.ACCEPTED, note="", checked_by="")
        else:
            yield old


def _require_only_marked(
    case: Case, command: SupplyCorrection, round_: Correction, *, materials: tuple[MaterialRun, ...]
) -> None:
    known = {run.id for run in case.materials}
    new = {run.id for run in materials} - known
    outside = [one for one in command.files if one not in new and not round_.marks(Marked.MATERIAL, one)]
    for field_id in command.answers:
        answered = case.answers.get(field_id) not in _ABSENT
        if answered and not round_.marks(Marked.FIELD, field_id):
            outside.append(field_id)
    if outside:
        raise NotMarked(ids=tuple(outside))


def _require_complete(
    case: Case, command: SupplyCorrection, context: Context, *, materials: tuple[MaterialRun, ...]
) -> None:
    """Every mark was answered; a marked material that the corrected answers make needless is not."""
    needed = {run.id for run in materials}

    def unsupplied(item: CorrectionItem) -> bool:
        if item.kind is Marked.FIELD:
            return command.answers.get(item.id, case.answers.get(item.id)) == case.answers.get(item.id)
        upload = item.id in needed and context.service.material(item.id).acquisition is Acquisition.UPLOAD
        return upload and not command.files.get(item.id)

    marked = case.correction.items if case.correction else ()
    lacking = [item for item in marked if item.kind is not Marked.OUTSIDE and unsupplied(item)]
    if lacking:
        raise CorrectionIncomplete(
            materials=tuple(item.id for item in lacking if item.kind is Marked.MATERIAL),
            fields=tuple(item.id for item in lacking if item.kind is Marked.FIELD),
        )
