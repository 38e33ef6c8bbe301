"""One demo case lived through the use cases: filed, checked, reviewed, decided, delivered.

Owns how long everybody takes. The story stops where the present begins, so open cases arise
by themselves at every stage.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portal.demo.answers import Writer, fixed_answers
from portal.domain.case.commands import CheckMaterial, CompleteStep, Deliver, RecordVisit
from portal.domain.case.state import FileRef, Outcome, StepState, Verdict, VisitCause
from portal.domain.case.visits import half_day_of
from portal.domain.documents import Channel, DeliveryMethod, Relation
from portal.domain.workflow import Acquisition, FieldKind, StepKind
from portal.services import delivery, filing, intake, review
from portal.services.records import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portal.demo.invention import Invention, Person
    from portal.domain.case.state import Case, StepRun
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Material, Service, Step
    from portal.services.deps import Deps

HOUR: Final = 3600.0


class SetClock:
    """A clock that is set by hand."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class PresentReached(Exception):
    """The story has caught up with today."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The demo accounts that act; officers by department."""

    clerks: tuple[Actor, ...]
    officers: Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Story:
    """One case from draft to delivery. ``pace`` multiplies everybody's time; ``end`` is now."""

    deps: Deps
    clock: SetClock
    invention: Invention
    cast: Cast
    end: datetime
    pace: float
    sample: bytes

    def live(self, owner: Actor, person: Person, service: Service, *, filed_at: datetime) -> None:
        """Live through the case as far as the present allows."""
        self.clock.moment = filed_at
        channel = Channel.WINDOW if self._chance(0.08) else Channel.ONLINE
        case = self._file(owner, person, service, channel=channel)
        try:
            self._intake(case.number)
            self._review(case.number, service)
            self._hand_over(case.number)
        except PresentReached:
            return

    def _file(self, owner: Actor, person: Person, service: Service, *, channel: Channel) -> Case:
        today = self.deps.calendar.local_date(self.clock.now())
        writer = Writer(self.invention, person, today, fixed_answers(self.invention, service.key))
        now = self.clock.now()
        draft = Draft(
            key=self.deps.random.token(20),
            owner_id=owner.user_id,
            service_key=service.key,
            service_version=service.version,
            answers=writer.answers(service),
            files={m.id: (self._paper(m),) for m in service.materials if _is_upload(m)},
            created_at=now,
            saved_at=now,
        )
        with self.deps.uow.begin() as tx:
            tx.drafts.add(draft)
        return filing.submit_draft(self.deps, owner, draft.key, declared=True, channel=channel)

    def _paper(self, material: Material) -> FileRef:
        name = f"{material.name.zh}.pdf"
        return FileRef(self.deps.uploads.put(self.sample), name, len(self.sample), "application/pdf")

    def _case(self, number: str) -> Case:
        with self.deps.uow.read() as tx:
            stored = tx.cases.get(number)
        if stored is None:
            raise LookupError(number)
        return stored.case

    def _intake(self, number: str) -> None:
        clerk = self.invention.random.choice(self.cast.clerks)
        self._office(0.4, 5)
        case = self._case(number)
        checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in case.materials if run.verdict is Verdict.UNCHECKED]
        if self._chance(0.07):
            self._visit(clerk, self._case(number), VisitCause.IDENTITY)
        if self._chance(0.05):
            self._visit(clerk, self._case(number), VisitCause.SIGNATURE)
            self._office(4, 7)
            self._visit(clerk, self._case(number), VisitCause.MISSING_MATERIAL)
        intake.check_materials(self.deps, clerk, number, checks=checks)
        self._office(0.05, 0.4)
        intake.accept_case(self.deps, clerk, number)

    def _review(self, number: str, service: Service) -> None:
        refused = self._chance(0.05)
        while True:
            case = self._case(number)
            open_runs = [run for run in case.steps if run.state is StepState.OPEN]
            if not open_runs:
                return
            run = self.invention.random.choice(open_runs)
            self._office(*self._span_of(service.step(run.id)))
            fails = refused and case.steps[0].id == run.id
            self._complete(case, service, run, fails=fails)

    def _span_of(self, step: Step) -> tuple[float, float]:
        quick = step.limit.unit.value == "workhour"
        return (0.05, 0.7) if quick else (1.0, 9.0)

    def _complete(self, case: Case, service: Service, run: StepRun, *, fails: bool) -> None:
        step = service.step(run.id)
        failed_before = any(known.state is StepState.FAILED for known in case.steps)
        refuse = fails or (step.kind is StepKind.DECISION and failed_before)
        command = CompleteStep(
            run.id,
            Outcome.FAILED if refuse else Outcome.PASSED,
            opinion=_reasons(step) if refuse else "",
            ticked=tuple(check.id for check in step.checks),
            results={} if refuse else self._results(step),
        )
        review.complete_step(self.deps, self.cast.officers[step.department], case.number, command=command)

    def _results(self, step: Step) -> dict[str, str]:
        today = self.deps.calendar.local_date(self.clock.now())
        values: dict[str, str] = {}
        for field in step.results:
            if field.kind is FieldKind.USCC:
                values[field.id] = self.invention.uscc()
            elif field.kind is FieldKind.DATE:
                values[field.id] = today.isoformat()
            else:
                values[field.id] = f"XJ{today:%Y}{self.invention.digits(6)}"
        return values

    def _hand_over(self, number: str) -> None:
        clerk = self.invention.random.choice(self.cast.clerks)
        self._office(0.1, 6)
        case = self._case(number)
        wish = case.answers.get("receive_by", "electronic")
        method = {"express": DeliveryMethod.POST, "pickup": DeliveryMethod.DIRECT}.get(
            str(wish), DeliveryMethod.ELECTRONIC
        )
        place = "政务服务中心综合窗口" if method is DeliveryMethod.DIRECT else "网上"
        command = Deliver(method, case.applicant.name, Relation.SELF, place)
        delivery.deliver_case(self.deps, clerk, number, command=command)

    def _visit(self, clerk: Actor, case: Case, cause: VisitCause) -> None:
        day, half_day = half_day_of(self.clock.now(), self.deps.calendar)
        keys = {visit.key for visit in case.visits}
        if (case.applicant.name, day, half_day) not in keys:
            command = RecordVisit(case.applicant.name, day, half_day, cause)
            delivery.record_visit(self.deps, clerk, case.number, command=command)

    def _office(self, least: float, most: float) -> None:
        """Let office time pass: between so many hours, times the pace."""
        hours = self.invention.random.uniform(least, most) * self.pace
        later = self.deps.calendar.add_office_time(self.clock.now(), hours * HOUR)
        if later >= self.end:
            raise PresentReached
        self.clock.moment = later

    def _chance(self, probability: float) -> bool:
        return self.invention.random.random() < probability


def _reasons(step: Step) -> str:
    """Facts from the department, reasons from the decision (许可法 art. 38(2))."""
    if step.kind is StepKind.DECISION:
        return "申请材料记载的事项与事实不符，不符合法定条件，依法不予许可。"
    return f"经查，{step.name.zh}所需的场所尚未取得合法使用权，与申请材料记载的不一致。"


def _is_upload(material: Material) -> bool:
    return material.acquisition is Acquisition.UPLOAD


def with_clock(deps: Deps, clock: SetClock) -> Deps:
    """The same dependencies, told another time."""
    return replace(deps, clock=clock)
