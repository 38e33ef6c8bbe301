"""Everybody does what is due until the case is closed: the rest of a scenario that is about its beginning.

Owns the ordinary way to the end. Refuses to go round for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.moves import AT_WORK, CaseState
from portal.domain.case.not_before import earliest, has_come
from portal.domain.case.state import StepState
from portal.domain.workflow import OnFail
from portal.scenarios.acts import applicant, applicant_steps, course, department, window
from portal.scenarios.acts.verb import Verb
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.step_schema import StepModel

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.case.state import Case
    from portal.scenarios.playing import Play

ROUNDS: Final = 200


class Finishes(StepModel):
    """Nothing more is needed."""


def finishes(play: Play, _act: Finishes) -> None:
    """Everybody does at once what is due, until the case is closed; time passes where it must."""
    for _ in range(ROUNDS):
        case = play.case
        if not case.is_open:
            return
        _go_on(play, case)
        play.stage.advance(play.deps.clock.now())
    raise ScenarioFault(f"the case does not come to an end: it is {play.case.state}")


def _go_on(play: Play, case: Case) -> None:
    if case.state is CaseState.SUBMITTED:
        window.checks(play, window.Checks(materials=_faulty_or_unchecked(case)))
        window.accepts(play, window.Nothing())
    elif case.state is CaseState.CORRECTING:
        applicant.supplies_corrections(play, applicant.SuppliesCorrections())
    elif case.state in {CaseState.SPECIAL, CaseState.SUPERIOR}:
        course.resumes(play, course.Resumes())
    elif case.state in AT_WORK:
        _review(play, case)
    else:
        window.delivers(play, window.Delivers())


def _faulty_or_unchecked(case: Case) -> list[str]:
    return [run.id for run in case.materials if run.files and run.verdict.value != "accepted"]


def _review(play: Play, case: Case) -> None:
    if any(not run.files for run in case.owed):
        missing = [run.id for run in case.owed if not run.files]
        applicant.supplies_materials(play, applicant.SuppliesMaterials(materials=missing))
        return
    if case.owed:
        window.checks(play, window.Checks(materials=[run.id for run in case.owed]))
    for objection in case.objections:
        if objection.upheld is None:
            course.answers_objection(play, course.AnswersObjection(objection=objection.id))
            return
    ready = [run for run in case.steps if run.state is StepState.OPEN and not run.notice]
    possible = [run for run in ready if _first_day(play, case, run.id) is None]
    if possible:
        _complete(play, case, possible[0].id)
    else:
        _wait(play, *(_first_day(play, case, run.id) for run in ready))


def _first_day(play: Play, case: Case, step_id: str) -> datetime | None:
    """When the step may be done, unless it may be now."""
    calendar, now = play.deps.calendar, play.deps.clock.now()
    end = earliest(case, play.service.step(step_id), play.service, calendar=calendar)
    if end is None or has_come(end, now, calendar):
        return None
    return end.due_at if end.due_on is None else calendar.day_begins(end.due_on)


def _complete(play: Play, case: Case, step_id: str) -> None:
    if case.step(step_id).applicant:
        applicant_steps.does_step(play, applicant_steps.DoesStep(step=step_id))
    elif step_id == play.service.decision.id and _must_refuse(play, case):
        department.refuses(play, department.Refuses())
    else:
        department.passes(play, department.Passes(step=step_id))


def _must_refuse(play: Play, case: Case) -> bool:
    failed = (run.id for run in case.steps if run.state is StepState.FAILED)
    return any(play.service.step(one).on_fail is OnFail.REFUSE for one in failed)


def _wait(play: Play, *days: datetime | None) -> None:
    """Only time helps: a public notice runs, or the first day of a step has not come."""
    due = min((day for day in (play.stage.next_due(), *days) if day is not None), default=None)
    if due is None:
        raise ScenarioFault("nothing is open, and nothing falls due: the case waits for ever")
    play.stage.advance(due)


VERBS: Final = (Verb("finishes", Finishes, finishes, ("finishes the case", "does the rest")),)
