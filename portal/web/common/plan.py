"""办理计划 as a table: who does what, from which day, by which day, on what basis, and when it was done.

Owns the words of the plan for owners and staff. Refuses to count days: `portal.domain.timetable` did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from portal.domain.calendar import YearNotLoaded
from portal.domain.case.state import StepState
from portal.domain.texts import Text
from portal.domain.timetable import PlanLine, Stage, plan, plan_of
from portal.domain.workflow import Service
from portal.i18n import limit_words
from portal.services.cases import CaseView
from portal.web.common.case_words import step_badge
from portal.web.common.context import deps
from portal.web.common.parts import Badge, Tone, Words


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line; `is_mine` marks what the applicant does."""

    name: Words
    who: Words
    limit: str
    first: str
    first_maybe: bool
    last: str
    last_maybe: bool
    basis: Text | None
    done: str
    state: Badge | None
    is_mine: bool
    is_sure: bool


def case_plan(view: CaseView, *, you: bool = False) -> tuple[PlanRow, ...]:
    """The plan of an open case as things stand; nothing once it is closed, or when the calendar ends too early."""
    if not view.case.is_open:
        return ()
    try:
        lines = plan_of(view.case, view.service, deps().calendar, now=deps().clock.now())
    except YearNotLoaded:
        return ()
    return rows(lines, you=you)


def plan_from_today(service: Service, facts: Mapping[str, object]) -> tuple[PlanRow, ...]:
    """The plan of a filing that would be made today; nothing when the calendar ends too early."""
    try:
        lines = plan(service, facts, deps().calendar, start=deps().clock.now())
    except YearNotLoaded:
        return ()
    return rows(lines, you=True)


def rows(lines: Sequence[PlanLine], *, you: bool) -> tuple[PlanRow, ...]:
    return tuple(row(line, you=you) for line in lines)


def row(line: PlanLine, *, you: bool) -> PlanRow:
    mine = _("You") if you else _("The applicant")
    late = line.first is not None and line.last is not None and line.first > line.last
    return PlanRow(
        name=line.step.name if line.step else stage_name(line.stage),
        who=mine if line.by_applicant else deps().catalogue.department(line.department).short,
        limit=limit_words(line.limit) if line.limit else "",
        first="" if late else day_words(line.first),
        first_maybe=line.is_provisional and line.first is not None and deps().calendar.is_provisional(line.first),
        last=day_words(line.last),
        last_maybe=line.is_provisional,
        basis=line.basis,
        done=day_words(line.done_on),
        state=Badge(Tone.RED, _("late")) if late and line.done_on is None else state_of(line),
        is_mine=line.by_applicant,
        is_sure=line.is_sure,
    )


def state_of(line: PlanLine) -> Badge | None:
    """Where the step stands, once its turn has come; what the applicant did is done, not passed."""
    if line.state is None or line.state is StepState.WAITING:
        return None
    if line.by_applicant and line.state is StepState.PASSED:
        return Badge(Tone.GREEN, _("Completed"))
    return step_badge(line.state)


def stage_name(stage: Stage) -> str:
    return str(_("Acceptance") if stage is Stage.ACCEPTANCE else _("Delivery"))


def day_words(on: date | None) -> str:
    """A day with its year; without the day of the week, since a plan is wide."""
    return format_date(on, "long") if on else ""
