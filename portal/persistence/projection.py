"""What the rows of a case are, as pure functions of the domain's Case.

Recording writes them, and verifying compares the stored ones with them: one definition for
both. Refuses nothing; every case has its rows.
"""

from __future__ import annotations

from typing import Any, Final

from portal.domain.case.events import Recorded
from portal.domain.case.incidents import ExtensionState, FollowUp
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, MaterialRun, StepRun, StepState, Verdict, Visit
from portal.domain.case.timers import Timer, timers_for
from portal.domain.figures import cell_of
from portal.domain.figures_conduct import conduct_of, finished_at
from portal.domain.messages import tells_owner

Row = dict[str, Any]

DESKS: Final = {
    CaseState.SUBMITTED: "intake",
    CaseState.CORRECTING: "applicant",
    CaseState.SPECIAL: "paused",
    CaseState.SUPERIOR: "paused",
    CaseState.WAITING: "paused",
    CaseState.GRANTED: "delivery",
    CaseState.REFUSED: "delivery",
}
REVIEW: Final = "review"
URGENT: Final = "urgent"
"""The question by which definitions ask for 加急; lists show its answer."""
UNDER_REVIEW: Final = frozenset({CaseState.REVIEWING, CaseState.SPECIAL, CaseState.SUPERIOR, CaseState.WAITING})


def desk_of(case: Case) -> str | None:
    """Who holds an open case: the counter before acceptance and for delivery, the applicant who corrects, else the
    departments, unless a special procedure or the superior does, or only the applicant and a notice are awaited.
    """
    return DESKS.get(case.state, REVIEW) if case.is_open else None


def case_row(case: Case) -> Row:
    """The columns of ``cases`` that follow from the case alone, without snapshot and digest."""
    return {**_identity(case), **_progress(case), **_incidents(case), **_conduct(case), **_clock(case)}


def _identity(case: Case) -> Row:
    return {
        "number": case.number,
        "draft_key": case.draft_key,
        "query_code": case.query_code,
        "service_key": case.service_key,
        "service_version": case.service_version,
        "title": case.title,
        "applicant_id": case.applicant.user_id,
        "applicant_name": case.applicant.name,
        "filed_at": case.filed_at,
        "filed_on": case.filed_on,
    }


def _progress(case: Case) -> Row:
    cell = cell_of(case)
    return {
        "state": case.state.value,
        "is_open": case.is_open,
        "desk": desk_of(case),
        "accepted_on": case.accepted_on,
        "decided_at": case.decided_at,
        "decided_on": case.decided_on,
        "granted": case.granted,
        "workdays_taken": case.workdays_taken,
        "on_time": cell.on_time if cell else None,
        "once": cell.once.value if cell else None,
        "visits": case.visit_count,
        "open_key": case.open_key,
        "revision": case.revision,
    }


def _incidents(case: Case) -> Row:
    asked = case.extension if case.extension and case.extension.state is ExtensionState.REQUESTED else None
    return {
        "ending": case.ending.value if case.ending else None,
        "ended_at": case.ended_at,
        "paused_at": case.open_pause.began if case.open_pause and case.is_open else None,
        "extension_asked_at": asked.requested_at if asked and case.is_open else None,
        "urged_at": case.urged_at[-1] if case.urged_at else None,
        "urgent": case.answers.get(URGENT) is True,
        "corrections": len(case.corrections),
        "violations": sum(len(round_.violations) for round_ in case.corrections),
        "rating": case.ratings[-1].level.value if case.ratings else None,
        "to_check": case.state in UNDER_REVIEW and any(_waits_for_check(run) for run in case.materials),
    }


def _conduct(case: Case) -> Row:
    """What the figures ask of finished cases; nothing before."""
    facts = conduct_of(case)
    return {
        "finished_at": finished_at(case),
        "deemed": bool(facts and facts.deemed),
        "special": bool(facts and facts.special),
        "extended": bool(facts and facts.extended),
        "tolerated": facts.tolerated.value if facts and facts.tolerated else None,
        "counted_rating": facts.rating.value if facts and facts.rating else None,
        "bad_rating": facts.bad_rating.value if facts and facts.bad_rating else None,
        "lenient": facts.lenient.value if facts and facts.lenient else None,
        "brought": sum(run.obtained is None and bool(run.files) for run in case.materials),
        "obtained": sum(run.obtained is not None for run in case.materials),
    }


def _waits_for_check(run: MaterialRun) -> bool:
    """A promised material that came in, and that nobody looked at yet."""
    return run.promised and bool(run.files) and run.verdict is Verdict.UNCHECKED


def _clock(case: Case) -> Row:
    clock = case.running_clock
    deadline = clock.deadline if clock else None
    return {
        "due_at": deadline.due_at if deadline else None,
        "warn_at": deadline.warn_at if deadline else None,
        "due_on": deadline.due_on if deadline else None,
        "provisional": bool(deadline and deadline.provisional),
    }


def step_row(case: Case, step: StepRun) -> Row:
    """One row of ``case_steps`` without the case's id."""
    deadline = step.deadline
    return {
        "step_id": step.id,
        "department": step.department,
        "state": step.state.value,
        "is_open": step.state is StepState.OPEN and case.is_open and not case.is_held and not step.applicant,
        "is_notice": step.notice,
        "opened_at": step.opened_at,
        "due_at": deadline.due_at if deadline else None,
        "warn_at": deadline.warn_at if deadline else None,
        "due_on": deadline.due_on if deadline else None,
        "completed_at": step.completed_at,
    }


def follow_up_row(follow_up: FollowUp) -> Row:
    """One row of ``follow_ups`` without the case's id."""
    deadline = follow_up.deadline
    return {
        "follow_up_id": follow_up.id,
        "kind": follow_up.kind.value,
        "department": follow_up.department,
        "state": follow_up.state.value,
        "is_open": deadline is not None,
        "opened_at": follow_up.opened_at,
        "due_at": deadline.due_at if deadline else None,
        "warn_at": deadline.warn_at if deadline else None,
        "due_on": deadline.due_on if deadline else None,
    }


def material_row(material: MaterialRun) -> Row:
    """One row of ``case_materials`` without the case's id."""
    return {
        "material_id": material.id,
        "required": material.required,
        "verdict": material.verdict.value,
        "files": len(material.files),
    }


def visit_row(visit: Visit) -> Row:
    """One row of ``visits`` without the case's id."""
    return {
        "person": visit.person,
        "visited_on": visit.on,
        "half_day": visit.half_day.value,
        "cause": visit.cause.value,
    }


def cell_row(case: Case) -> Row | None:
    """The key of the case's cell in ``figure_cells``; None until it is decided."""
    cell = cell_of(case)
    if cell is None:
        return None
    return {
        "decided_on": cell.decided_on,
        "service_key": cell.service_key,
        "granted": cell.granted,
        "on_time": cell.on_time,
        "once": cell.once.value,
        "workdays": cell.workdays,
    }


def message_row(case: Case, recorded: Recorded) -> Row | None:
    """One row of ``messages`` without the case's id; None for events that the owner is not told of."""
    if not tells_owner(recorded.event):
        return None
    return {"user_id": case.applicant.user_id, "seq": recorded.seq, "at": recorded.at}


def timer_row(case: Case, timer: Timer) -> Row:
    """One row of ``jobs``; kind, case and due instant name a timer for ever."""
    return {
        "kind": timer.kind.value,
        "key": "/".join(filter(None, (case.number, timer.due_at.isoformat(), timer.about))),
        "case_number": case.number,
        "payload": timer.about,
        "due_at": timer.due_at,
    }


def timer_rows(case: Case | None) -> tuple[Row, ...]:
    """The timers that must be set for this case now."""
    return () if case is None else tuple(timer_row(case, timer) for timer in timers_for(case))
