"""One demo case in the hands of the people of the demonstration: every act of its life as one short call.

Owns the case as it is after the last act, and that its timers fire when they are due. Refuses what the use cases
refuse; nothing is written past them but the draft.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from portal.demo.answers import Writer, fixed_answers, result_value
from portal.demo.particulars import an_enterprise, award_of
from portal.demo.world import PresentReached
from portal.domain.case.commands import CheckMaterial, CompleteStep, Deliver, FireTimer, RecordVisit, TellCorrection
from portal.domain.case.state import Outcome, StepState, Verdict
from portal.domain.case.timers import timers_for
from portal.domain.case.visits import half_day_of
from portal.domain.documents import Channel, DeliveryMethod, Relation
from portal.domain.materials import Acquisition
from portal.domain.workflow import StepKind
from portal.services import applicant_steps, corrections, delivery, enterprises, filing, intake, review, timing
from portal.services.acting import SYSTEM, Acting
from portal.services.awarding.claims import AWARD_AMOUNT
from portal.services.records.core import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from portal.demo.world import Owner, World
    from portal.domain.case.state import Case, FileRef, StepRun, VisitCause
    from portal.domain.materials import Material
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service, Step
    from portal.services.deps import Deps


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """How a case is filed; ``answers`` replace invented ones."""

    channel: Channel = Channel.ONLINE
    promised: tuple[str, ...] = ()
    committed: bool = False
    answers: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Scene:
    """A case that was filed, and everything that can be done about it."""

    world: World
    owner: Owner
    service: Service
    case: Case
    clerk: Actor

    @property
    def deps(self) -> Deps:
        return self.world.deps

    @property
    def number(self) -> str:
        return self.case.number

    # time

    def wait_until(self, moment: datetime) -> None:
        """Time passes; timers of the case fire on their way. Raises PresentReached instead of going past it."""
        self._fire_until(min(moment, self.world.end))
        if moment >= self.world.end:
            self.world.clock.moment = self.world.end
            raise PresentReached
        self.world.clock.moment = max(moment, self.world.clock.moment)

    def at(self, workdays: int, hour: float) -> None:
        """It is so many working days before today, at that hour."""
        self.wait_until(self.world.before(workdays, hour))

    def office(self, hours: float) -> None:
        """So much office time passes."""
        self.wait_until(self.deps.calendar.add_office_time(self.world.clock.now(), hours * 3600))

    def _fire_until(self, moment: datetime) -> None:
        while due := [timer for timer in timers_for(self.case) if timer.due_at <= moment]:
            timer = min(due, key=lambda one: one.due_at)
            self.world.clock.moment = max(timer.due_at, self.world.clock.moment)
            with self.deps.uow.begin() as tx:
                me = Acting(self.deps, tx, SYSTEM)
                stored = me.act(me.load(self.number), FireTimer(timer))
                follow = timing.CONSEQUENCES.get(timer.kind)
                if follow is not None:
                    follow(me, stored, timer)
                now = tx.cases.get(self.number)
            if now is not None:
                self.case = now.case

    # the window

    def check(self, faults: Mapping[str, str] | None = None) -> None:
        """The clerk looks at every material that was not looked at; ``faults`` say what is wrong with which."""
        wrong = faults or {}
        checks = [
            CheckMaterial(run.id, Verdict.TO_CORRECT if run.id in wrong else Verdict.ACCEPTED, wrong.get(run.id, ""))
            for run in self.case.materials
            if run.verdict is Verdict.UNCHECKED and (run.files or not (run.promised or run.at_step))
        ]
        self.case = intake.check_materials(self.deps, self.clerk, self.number, checks=checks)

    def accept(self) -> None:
        self.case = intake.accept_case(self.deps, self.clerk, self.number)

    def take_in(self) -> None:
        """Everything is in order: checked and accepted."""
        self.check()
        self.accept()

    def tell(self, fields: Mapping[str, str] | None = None, *, outside: tuple[str, ...] = ()) -> None:
        """The clerk tells what to correct: what was found about materials, these fields, and what is not asked."""
        command = TellCorrection(dict(fields or {}), outside)
        self.case = corrections.tell_correction(self.deps, self.clerk, self.number, command=command)

    def supply(self, answers: Mapping[str, object] | None = None) -> None:
        """The owner corrects: new files for the marked materials, and these answers."""
        draft = corrections.open_correction(self.deps, self.owner.actor, self.number)
        marked = [run.id for run in self.case.materials if run.verdict is Verdict.TO_CORRECT]
        files: dict[str, tuple[FileRef, ...]] = {
            one: (self.world.paper(self.service.material(one), mark="（补正）"),) for one in marked
        }
        given = {**draft.answers, **(answers or {})}
        with self.deps.uow.begin() as tx:
            tx.drafts.save(replace(draft, answers=given, files=files, revision=draft.revision + 1))
        self.case = corrections.supply_correction(self.deps, self.owner.actor, self.number)

    def visit(self, cause: VisitCause) -> None:
        """The owner is there in person; a second time in one half-day is no second visit."""
        day, half_day = half_day_of(self.world.clock.now(), self.deps.calendar)
        name = self.case.applicant.name
        if (name, day, half_day) not in {visit.key for visit in self.case.visits}:
            command = RecordVisit(name, day, half_day, cause)
            self.case = delivery.record_visit(self.deps, self.clerk, self.number, command=command)

    def deliver(self) -> None:
        """The result reaches the owner in the wished way."""
        wish = str(self.case.answers.get("receive_by", "electronic"))
        method = _METHODS.get(wish, DeliveryMethod.ELECTRONIC)
        place = "政务服务中心综合窗口" if method is DeliveryMethod.DIRECT else "网上"
        command = Deliver(method, self.case.applicant.name, Relation.SELF, place)
        self.case = delivery.deliver_case(self.deps, self.clerk, self.number, command=command)

    # the departments

    def open_steps(self) -> list[StepRun]:
        """Steps a department must work on now; a public notice passes by itself, the owner's own are another matter."""
        return [run for run in self.case.steps if run.state is StepState.OPEN and not run.notice and not run.applicant]

    def own_steps(self) -> list[StepRun]:
        """Steps the owner must do now."""
        return [run for run in self.case.steps if run.state is StepState.OPEN and run.applicant]

    def do_own(self, run: StepRun) -> None:
        """The owner does its step: what it asks for, and the materials that come with it."""
        step, today = self.service.step(run.id), self.deps.calendar.local_date(self.world.clock.now())
        wanted = [one for one in self.case.materials if self.service.material(one.id).at_step == run.id]
        kept = {
            one.id: (self.world.paper(self.service.material(one.id)),)
            for one in wanted
            if self.service.material(one.id).acquisition is Acquisition.UPLOAD
        }
        results = self._results(step, today)
        self.case = applicant_steps.do_step(
            self.deps, self.owner.actor, self.number, step_id=run.id, results=results, uploads={}, kept=kept
        )

    def notice(self) -> StepRun | None:
        """The public notice that runs."""
        return next((run for run in self.case.steps if run.state is StepState.OPEN and run.notice), None)

    def complete(self, run: StepRun, *, fails: bool = False) -> None:
        """The department finishes its step; after a failed one the decision is a refusal."""
        step = self.service.step(run.id)
        failed_before = any(known.state is StepState.FAILED for known in self.case.steps)
        refuse = fails or (step.kind is StepKind.DECISION and failed_before)
        today = self.deps.calendar.local_date(self.world.clock.now())
        command = CompleteStep(
            run.id,
            Outcome.FAILED if refuse else Outcome.PASSED,
            opinion=_reasons(step) if refuse else _note(step),
            ticked=tuple(check.id for check in step.checks),
            results={} if refuse else self._results(step, today),
        )
        officer = self.world.cast.officers[step.department]
        self.case = review.complete_step(self.deps, officer, self.number, command=command)

    def _results(self, step: Step, today: date) -> dict[str, str]:
        given = self.case.answers
        found = {one.id: result_value(self.world.invention, one, today, answers=given) for one in step.results}
        if self.service.policy is not None and AWARD_AMOUNT in found:
            found[AWARD_AMOUNT] = award_of(self.service.policy)
        return found

    def officer(self) -> Actor:
        """The officer of the department in charge."""
        return self.world.cast.officers[self.service.item.department]


_METHODS = {"express": DeliveryMethod.POST, "pickup": DeliveryMethod.DIRECT}


def filed(world: World, owner: Owner, service: Service, *, how: Filing) -> Scene:
    """The owner files at the moment the clock shows."""
    now = world.clock.now()
    today = world.deps.calendar.local_date(now)
    about = an_enterprise(world.invention) if service.policy is not None else {}
    known = enterprises.prefilled(world.deps, owner.actor, service)
    given = {**about, **fixed_answers(world.invention, service.key, today), **known, **how.answers}
    writer = Writer(world.invention, owner.person, today, given)
    left_out = {one.id for one in service.materials if how.committed and one.by_commitment} | set(how.promised)
    uploads = [one for one in service.materials if _handed_in(one) and one.id not in left_out]
    draft = Draft(
        key=world.deps.random.token(20),
        owner_id=owner.actor.user_id,
        service_key=service.key,
        service_version=service.version,
        answers=writer.answers(service),
        files={material.id: (world.paper(material),) for material in uploads},
        created_at=now,
        saved_at=now,
        promised=how.promised,
        committed=how.committed,
    )
    with world.deps.uow.begin() as tx:
        tx.drafts.add(draft)
    case = filing.submit_draft(world.deps, owner.actor, draft.key, declared=True, channel=how.channel)
    return Scene(world, owner, service, case, world.invention.random.choice(world.cast.clerks))


def _handed_in(material: Material) -> bool:
    return material.acquisition is Acquisition.UPLOAD and material.at_step is None


def _note(step: Step) -> str:
    """An amount that the portal cannot compute from what it knows is explained."""
    return "依据申报材料核定。" if any(one.id == AWARD_AMOUNT for one in step.results) else ""


def _reasons(step: Step) -> str:
    """Facts from the department, reasons from the decision (许可法 art. 38(2))."""
    if step.kind is StepKind.DECISION:
        return "申请材料记载的事项与事实不符，不符合规定的条件。"
    return f"经查，{step.name.zh}所需的场所尚未取得合法使用权，与申请材料记载的不一致。"
