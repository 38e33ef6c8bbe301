"""办理计划: who does what from which day to which day, from day 0 on; a pure function of answers, calendar and case.

Owns the plan of a case that is filed or only thought of. For each step the first day on which it can be done if
everybody is as quick as allowed, and the last day if everybody takes all the time there is. A public notice takes its
whole time; a step that must not be done before a day waits for it; what was done, or is open, counts as it is. Offices
begin on working days only, the applicant on any day. Refuses nothing; a calendar that does not reach far enough raises
`YearNotLoaded`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.not_before import first_instant, since
from portal.domain.case.review import facts_of as facts_of_case
from portal.domain.case.review import limit_of
from portal.domain.case.state import StepState
from portal.domain.conditions import Answer, evaluate
from portal.domain.workflow import StepKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.state import Case, StepRun
    from portal.domain.deadlines import Deadline
    from portal.domain.limits import Limit
    from portal.domain.texts import Text
    from portal.domain.workflow import Service, Step

_MOMENT: Final = timedelta.resolution
_DONE: Final = frozenset({StepState.PASSED, StepState.FAILED, StepState.CANCELLED})


class Stage(StrEnum):
    """What a line of the plan is about."""

    ACCEPTANCE = "acceptance"
    STEP = "step"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One thing that is done: by whom, between which days, why, and when it was.

    ``department`` is empty where the applicant acts. ``is_sure`` is False while an answer decides whether it is needed.
    A line that was cancelled has neither days nor a day on which it was done.
    """

    stage: Stage
    step: Step | None
    department: str
    limit: Limit | None
    basis: Text | None
    first: date | None
    last: date | None
    is_provisional: bool
    is_sure: bool = True
    done_on: date | None = None
    state: StepState | None = None

    @property
    def by_applicant(self) -> bool:
        return not self.department


@dataclass(frozen=True, slots=True)
class _Span:
    """When something is over: at the earliest and at the latest."""

    first: datetime
    last: datetime
    is_provisional: bool = False


def plan(
    service: Service,
    facts: Mapping[str, object],
    calendar: WorkCalendar,
    *,
    start: datetime,
    case: Case | None = None,
) -> tuple[PlanLine, ...]:
    """Every line of the plan in the order of the definition; for a case ``start`` is now. Raises `YearNotLoaded`."""
    return _Planner(service, facts, calendar, start, case).lines()


def plan_of(case: Case, service: Service, calendar: WorkCalendar, *, now: datetime) -> tuple[PlanLine, ...]:
    """The plan of a filed case as things stand. Raises `YearNotLoaded`."""
    return plan(service, facts_of_case(case, service), calendar, start=now, case=case)


@dataclass(slots=True)
class _Planner:
    service: Service
    facts: Mapping[str, object]
    calendar: WorkCalendar
    now: datetime
    case: Case | None

    def lines(self) -> tuple[PlanLine, ...]:
        accepted = self._accepted()
        spans: dict[str, _Span] = {}
        steps = [step for step in self.service.steps if self._applies(step)]
        for step in _in_order(steps):
            spans[step.id] = self._span(step, spans, accepted)
        return (
            self._acceptance(accepted),
            *(self._line(step, spans[step.id]) for step in steps),
            self._delivery(spans[self.service.decision.id]),
        )

    # --- when -------------------------------------------------------------------------------------------------------

    def _accepted(self) -> _Span:
        case = self.case
        if case is not None and case.accepted_at is not None:
            return _Span(case.accepted_at, case.accepted_at)
        begun = self.now if case is None else case.filed_at
        due = self._due(self.service.limits.acceptance, begun)
        opens = self._worked(self.now)
        return _Span(opens, max(_within(due), opens), due.provisional)

    def _span(self, step: Step, spans: Mapping[str, _Span], accepted: _Span) -> _Span:
        run = self._run(step)
        if run is not None and run.state in _DONE and run.completed_at is not None:
            return _Span(run.completed_at, run.completed_at)
        if run is not None and run.state is StepState.OPEN and run.deadline is not None:
            return self._open(step, run, run.deadline, spans=spans)
        before = [spans[one] for one in step.after if one in spans] or [accepted]
        limit = limit_of(step, self.facts)
        opens = max(one.first for one in before)
        closes = max(one.last for one in before)
        quick, slow = self._due(limit, opens), self._due(limit, closes)
        if step.kind is StepKind.NOTICE:
            span = _Span(quick.due_at, slow.due_at, slow.provisional)
        else:
            begins = opens if step.kind is StepKind.APPLICANT else self._worked(opens)
            span = _Span(begins, max(_within(slow), begins), slow.provisional)
        return self._not_before(step, span, spans)

    def _open(self, step: Step, run: StepRun, deadline: Deadline, *, spans: Mapping[str, _Span]) -> _Span:
        """What is open now: not before now, and until its own end; late, today."""
        if run.notice:
            return _Span(max(deadline.due_at, self.now), max(deadline.due_at, self.now), deadline.provisional)
        begins = self.now if step.kind is StepKind.APPLICANT else self._worked(self.now)
        return self._not_before(step, _Span(begins, max(_within(deadline), begins), deadline.provisional), spans)

    def _not_before(self, step: Step, span: _Span, spans: Mapping[str, _Span]) -> _Span:
        rule = step.not_before
        if rule is None or rule.step not in spans:
            return span
        run = self._run(self.service.step(rule.step))
        if run is not None and run.state is StepState.PASSED:
            begun = since(run, self.service.step(rule.step), self.calendar)
            begins = (begun, begun)
        else:
            begins = (spans[rule.step].first, spans[rule.step].last)
        first, last = (self._due(rule.limit, one) for one in begins)
        return _Span(
            max(span.first, first_instant(first, self.calendar)),
            max(span.last, first_instant(last, self.calendar)),
            span.is_provisional or last.provisional,
        )

    def _due(self, limit: Limit, begun: datetime) -> Deadline:
        return deadlines.compute(limit, begun, self.calendar)

    def _worked(self, instant: datetime) -> datetime:
        """That instant, or when the next working day begins: nobody is in the offices before."""
        day = self.calendar.local_date(instant)
        next_day = self.calendar.roll_forward(day)
        return instant if next_day == day else self.calendar.day_begins(next_day)

    # --- what -------------------------------------------------------------------------------------------------------

    def _applies(self, step: Step) -> bool:
        if self.case is not None:
            return self._run(step) is not None
        return step.when is None or evaluate(step.when, self.facts) is not Answer.NO

    def _run(self, step: Step) -> StepRun | None:
        return next((one for one in self.case.steps if one.id == step.id), None) if self.case else None

    def _line(self, step: Step, span: _Span) -> PlanLine:
        run = self._run(step)
        state = run.state if run else None
        done = run.completed_at if run and state in {StepState.PASSED, StepState.FAILED} else None
        is_open = state not in _DONE
        notice = step.kind is StepKind.NOTICE
        return PlanLine(
            stage=Stage.STEP,
            step=step,
            department="" if step.kind is StepKind.APPLICANT else step.department,
            limit=run.deadline.limit if run and run.deadline else limit_of(step, self.facts),
            basis=step.basis,
            first=self._day(span.first, ends=notice) if is_open else None,
            last=self._last(span, run, notice=notice) if state is not StepState.CANCELLED else None,
            is_provisional=span.is_provisional,
            is_sure=run is not None or step.when is None or evaluate(step.when, self.facts) is Answer.YES,
            done_on=self.calendar.local_date(done) if done else None,
            state=state,
        )

    def _last(self, span: _Span, run: StepRun | None, *, notice: bool) -> date | None:
        """The last day by which it must be done; for what was done, the day by which it had to be."""
        if run is not None and run.state is not StepState.WAITING and run.deadline is not None:
            return run.deadline.due_on or self.calendar.local_date(run.deadline.due_at)
        return self._day(span.last, ends=notice)

    def _acceptance(self, span: _Span) -> PlanLine:
        done = self.case.accepted_on if self.case else None
        return PlanLine(
            stage=Stage.ACCEPTANCE,
            step=None,
            department=self.service.item.department,
            limit=self.service.limits.acceptance,
            basis=self.service.limits.basis.acceptance,
            first=None if done else self._day(span.first),
            last=self._day(span.last),
            is_provisional=span.is_provisional,
            done_on=done,
        )

    def _delivery(self, decided: _Span) -> PlanLine:
        case = self.case
        done = case.delivered_at if case else None
        due = self._due(self.service.limits.delivery, decided.last)
        return PlanLine(
            stage=Stage.DELIVERY,
            step=None,
            department=self.service.item.department,
            limit=self.service.limits.delivery,
            basis=self.service.limits.basis.delivery,
            first=None if done else self._day(self._worked(max(decided.first, self.now))),
            last=self._day(_within(due)),
            is_provisional=due.provisional or decided.is_provisional,
            done_on=self.calendar.local_date(done) if done else None,
        )

    def _day(self, instant: datetime, *, ends: bool = False) -> date:
        """The day of an instant; a notice that ends at midnight ends on the day before."""
        return self.calendar.local_date(instant - _MOMENT if ends else instant)


def _within(deadline: Deadline) -> datetime:
    """The last moment that is in time."""
    return deadline.due_at if deadline.due_on is None else deadline.due_at - _MOMENT


def _in_order(steps: list[Step]) -> list[Step]:
    """Each after those it waits for, or whose time it must let pass."""
    known = {step.id: step for step in steps}
    ordered: dict[str, Step] = {}

    def put(step: Step) -> None:
        if step.id in ordered:
            return
        earlier = (*step.after, *([step.not_before.step] if step.not_before else []))
        for one in earlier:
            if one in known and one != step.id:
                put(known[one])
        ordered[step.id] = step

    for step in steps:
        put(step)
    return list(ordered.values())
