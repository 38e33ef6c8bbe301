"""Moving an open case to another version of its service 换版: an explicit act, never a side effect of publishing.

Materials and steps are taken over by their ids, so what was done stays done; every running clock gets its end under
the new limits from the same start. Refuses what would take something away from the record or from the applicant: a
step that was begun and would vanish, an open step that would have to wait again, a required material or a deciding
answer that the case lacks, a correction that asks for something the new version no longer knows. A clock that has run
out keeps its end, since a breach is a fact about dates. While a special procedure or a superior holds the case, it
stays where it is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from portal.domain.case.clocks import STEP, Running, running_clocks
from portal.domain.case.events import Event, StepOpened
from portal.domain.case.filing import material_runs, step_runs
from portal.domain.case.incident_events import Moved, VersionMoved
from portal.domain.case.incidents import Marked
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.review import facts_of, limit_of, open_ready_steps
from portal.domain.case.state import Case, ClockName, MaterialRun, StepRun, StepState, Verdict
from portal.domain.checklist import applies
from portal.domain.conditions import missing_facts
from portal.domain.errors import DomainError
from portal.domain.materials import Acquisition
from portal.domain.workflow import OnFail

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from portal.domain.case.commands import MoveToVersion
    from portal.domain.case.context import Context
    from portal.domain.limits import Limit
    from portal.domain.materials import Material
    from portal.domain.workflow import Service

MOVABLE: Final = frozenset({CaseState.SUBMITTED, CaseState.CORRECTING, CaseState.REVIEWING})
"""States in which a case may change its version: not decided, and nobody holds it while its clocks stand still."""

_BEGUN: Final = frozenset({StepState.OPEN, StepState.PASSED, StepState.FAILED})
_DONE: Final = frozenset({StepState.PASSED, StepState.FAILED, StepState.CANCELLED})


class NotAnotherVersion(DomainError):
    """The target is no other version of the case's service; facts: `service`, `version`."""

    message_id = "case.version_same"


class VersionReasonNeeded(DomainError):
    """Whoever moves a case to another version says why."""

    message_id = "case.version_reason"


class StepsWouldVanish(DomainError):
    """Steps were begun that the other version does not know; facts: `steps`, the ids."""

    message_id = "case.version_steps_gone"


class StepsWouldWait(DomainError):
    """Open steps would have to wait for others under the other version; facts: `steps`, the ids."""

    message_id = "case.version_steps_order"


class FailureWouldChange(DomainError):
    """A failed step would mean something else under the other version; facts: `steps`, the ids."""

    message_id = "case.version_steps_failed"


class MaterialsLacking(DomainError):
    """The other version requires materials that the case does not have; facts: `materials`, the ids."""

    message_id = "case.version_materials"


class AnswersLacking(DomainError):
    """The other version decides by answers that the applicant was never asked for; facts: `fields`, the ids."""

    message_id = "case.version_answers"


class CorrectionWouldVanish(DomainError):
    """The correction round asks for something the other version does not know; facts: `items`, the ids."""

    message_id = "case.version_correction"


def move_to_version(case: Case, command: MoveToVersion, context: Context) -> tuple[Event, ...]:
    """The case goes on under ``command.target``; new steps that wait for nothing are opened.

    Raises MoveNotAllowed, NotAnotherVersion, VersionReasonNeeded and the refusals of this module.
    """
    target, reason = command.target, command.reason.strip()
    if case.state not in MOVABLE:
        raise MoveNotAllowed(state=case.state.value, action="move_to_version")
    if (target.key, target.version) == (case.service_key, case.service_version) or target.key != case.service_key:
        raise NotAnotherVersion(service=target.name, version=target.version)
    if not reason:
        raise VersionReasonNeeded(version=target.version)
    _require_answers(case, target, context)
    materials = _materials(case, target)
    steps = _steps(case, target, context)
    _require_correction(case, target, materials)
    moved = VersionMoved(
        version=target.version,
        reason=reason,
        materials=materials,
        steps=steps,
        moved=tuple(_moved(case, target, context)),
        calendar_digest=context.calendar.digest,
    )
    return (moved, *_opened(case, steps, replace(context, service=target)))


# --- materials ------------------------------------------------------------------------------------------------------


def _materials(case: Case, target: Service) -> tuple[MaterialRun, ...]:
    """The checklist under the target, with what came in and what the window found under the same ids."""
    held = {run.id: run for run in case.materials}
    files = {run.id: run.files for run in case.materials}
    fresh = material_runs(target, case.answers, files, committed=case.committed)
    runs = tuple(_kept(run, held[run.id]) if run.id in held else run for run in fresh)
    done = {run.id for run in case.steps if run.state in _DONE}
    lacking = tuple(run.id for run in runs if _is_lacking(run, target.material(run.id), done))
    if lacking:
        raise MaterialsLacking(materials=lacking)
    promised = {run.id for run in runs if run.promised}
    owed = tuple(run.id for run in case.owed if run.id not in promised)
    if owed:
        raise CorrectionWouldVanish(items=owed)
    return runs


def _kept(fresh: MaterialRun, held: MaterialRun) -> MaterialRun:
    """What was found and promised stays, unless nothing has to be handed in any more."""
    if fresh.verdict is Verdict.ACCEPTED:
        return fresh
    return replace(fresh, verdict=held.verdict, note=held.note, checked_by=held.checked_by, promised=held.promised)


def _is_lacking(run: MaterialRun, material: Material, done: Collection[str]) -> bool:
    """Whether something is not there that should be; what belongs to a step is missed once the step is done."""
    is_there = run.files or run.promised or run.by_commitment or material.acquisition is not Acquisition.UPLOAD
    comes_later = bool(run.at_step) and run.at_step not in done
    return run.required and not is_there and not comes_later


# --- steps ----------------------------------------------------------------------------------------------------------


def _steps(case: Case, target: Service, context: Context) -> tuple[StepRun, ...]:
    """The steps under the target, with what departments did under the same ids."""
    held = {run.id: run for run in case.steps}
    fresh = step_runs(target, case.answers)
    ids = {run.id for run in fresh}
    gone = tuple(run.id for run in case.steps if run.state in _BEGUN and run.id not in ids)
    if gone:
        raise StepsWouldVanish(steps=gone)
    _require_same_failures(case, target, context)
    refused = any(_refuses(run, target) for run in case.steps)
    cancelled_at = context.now if refused else None
    runs = tuple(_taken_over(run, held.get(run.id), cancelled_at) for run in fresh)
    _require_order(runs, target)
    return runs


def _taken_over(fresh: StepRun, held: StepRun | None, cancelled_at: datetime | None) -> StepRun:
    """What was done on the step; a new one is pointless when the case can only be refused."""
    if held is not None:
        return replace(
            held,
            department=fresh.department,
            notice=fresh.notice,
            applicant=fresh.applicant,
            lapses=fresh.lapses,
            consents=fresh.consents,
        )
    return fresh if cancelled_at is None else replace(fresh, state=StepState.CANCELLED, completed_at=cancelled_at)


def _refuses(run: StepRun, service: Service) -> bool:
    return run.state is StepState.FAILED and service.step(run.id).on_fail is OnFail.REFUSE


def _require_same_failures(case: Case, target: Service, context: Context) -> None:
    """A failed step keeps its meaning: the case goes on without it, or can only be refused."""
    failed = (run for run in case.steps if run.state is StepState.FAILED)
    other = tuple(run.id for run in failed if _refuses(run, target) is not _refuses(run, context.service))
    if other:
        raise FailureWouldChange(steps=other)


def _require_order(runs: tuple[StepRun, ...], target: Service) -> None:
    """An open step goes on; it never goes back to waiting for a step that is not done."""
    undone = {run.id for run in runs if run.state not in _DONE}
    waiting = tuple(
        run.id for run in runs if run.state is StepState.OPEN and undone.intersection(target.step(run.id).after)
    )
    if waiting:
        raise StepsWouldWait(steps=waiting)


def _opened(case: Case, steps: tuple[StepRun, ...], context: Context) -> tuple[StepOpened, ...]:
    return open_ready_steps(case, steps, context) if case.state is CaseState.REVIEWING else ()


# --- answers and corrections ----------------------------------------------------------------------------------------


def _require_answers(case: Case, target: Service, context: Context) -> None:
    """No material or step may depend on a question that this applicant was never asked; blank ones were."""
    unanswered = frozenset(_unanswered(case.answers, target)) - frozenset(_unanswered(case.answers, context.service))
    conditions = [one.when for one in target.materials if one.when] + [one.when for one in target.steps if one.when]
    needed = frozenset[str]().union(*(missing_facts(one, case.answers) for one in conditions)) & unanswered
    if needed:
        raise AnswersLacking(fields=tuple(sorted(needed)))


def _unanswered(answers: Mapping[str, object], target: Service) -> Iterator[str]:
    """Questions and fields that the target asks in this situation and that have no answer."""
    asked = (*target.questions, *(one for page in target.pages() if applies(page.when, answers) for one in page.fields))
    for field in asked:
        if applies(field.when, answers) and answers.get(field.id) is None:
            yield field.id


def _require_correction(case: Case, target: Service, materials: tuple[MaterialRun, ...]) -> None:
    """What the applicant was told to correct can still be corrected."""
    if case.correction is None:
        return
    known = {
        Marked.MATERIAL: {run.id for run in materials},
        Marked.FIELD: {field.id for field in target.fields()},
    }
    gone = tuple(item.id for item in case.correction.items if item.kind in known and item.id not in known[item.kind])
    if gone:
        raise CorrectionWouldVanish(items=gone)


# --- clocks ---------------------------------------------------------------------------------------------------------


def _moved(case: Case, target: Service, context: Context) -> Iterator[Moved]:
    """Running clocks whose end is another one under the target's limits, from the same start."""
    for clock in running_clocks(case):
        limit = _limit(clock, target, case)
        if limit is None or clock.deadline.is_overdue(context.now):
            continue
        end = clock.end(context.calendar, case.pauses, limit=limit)
        if end != clock.deadline:
            yield Moved(clock.name, end)


def _limit(clock: Running, target: Service, case: Case) -> Limit | None:
    """The target's limit for a clock; None where it has none, so that the clock stays as it is."""
    if clock.name.startswith(STEP):
        return limit_of(target.step(clock.name.removeprefix(STEP)), facts_of(case, target))
    if clock.name == ClockName.TOLERANCE:
        return target.tolerance.within if target.tolerance else None
    limit: Limit = getattr(target.limits, clock.name)
    return limit
