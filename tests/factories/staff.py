"""Clerks and officers who handle cases through the use cases, for tests on a database.

Owns the shortest honest way from a filing to any later state.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Final

from portal.demo.invention import Invention
from portal.domain.case.commands import CheckMaterial, CompleteStep, Deliver
from portal.domain.case.state import Outcome, StepState, Verdict
from portal.domain.documents import DeliveryMethod, Relation
from portal.domain.enterprise_types import ENTERPRISE, uscc_class
from portal.domain.permissions import Actor, Role
from portal.services import delivery, intake, review
from tests.factories.accounts import an_account

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.domain.workflow import Step
    from portal.services.deps import Deps

USCC: Final = "91360823MA35XJ105E"
RESULTS: Final = {"usc_code": USCC, "licence_issued_on": "2026-09-21", "bank_confirmed_on": "2026-09-24"}


@dataclass(slots=True)
class Staff:
    """The county's people, made when they are first needed."""

    deps: Deps
    window: Actor | None = None

    @property
    def clerk(self) -> Actor:
        """The clerk of window 3."""
        if self.window is None:
            self.window = self._made(Role.CLERK, window="综合窗口 3")
        return self.window

    def officer(self, department: str) -> Actor:
        """Another officer of that department at every call."""
        return self._made(Role.OFFICER, department=department)

    def check(self, case: Case, verdict: Verdict = Verdict.ACCEPTED, note: str = "") -> Case:
        """Every unchecked material gets the verdict."""
        checks = [CheckMaterial(run.id, verdict, note) for run in case.materials if run.verdict is Verdict.UNCHECKED]
        return intake.check_materials(self.deps, self.clerk, case.number, checks=checks)

    def accept(self, case: Case) -> Case:
        """Checked and accepted."""
        return intake.accept_case(self.deps, self.clerk, self.check(case).number)

    def complete(self, case: Case, step_id: str, outcome: Outcome = Outcome.PASSED, opinion: str = "") -> Case:
        """The department completes a step with all it asks for."""
        step = self.deps.catalogue.version(case.service_key, case.service_version).step(step_id)
        command = whole(step, outcome=outcome, opinion=opinion)
        if "usc_code" in command.results:
            command = replace(command, results={**command.results, "usc_code": self.code_for(case)})
        return review.complete_step(self.deps, self.officer(step.department), case.number, command=command)

    def code_for(self, case: Case) -> str:
        """A new enterprise's code: the well-known one for the first, then one that follows from the case number."""
        with self.deps.uow.read() as tx:
            is_free = tx.enterprises.by_uscc(USCC) is None
        if (kind := uscc_class(str(case.answers.get("enterprise_type")))) != ENTERPRISE:
            return Invention(Random(case.number)).uscc(kind)
        return USCC if is_free and "-00001-" in case.number else Invention(Random(case.number)).uscc()

    def decide(self, case: Case) -> Case:
        """Every open step passes, up to the decision."""
        while steps := [run.id for run in case.steps if run.state is StepState.OPEN]:
            for step_id in steps:
                case = self.complete(case, step_id)
        return case

    def deliver(self, case: Case) -> Case:
        """The result reaches the applicant electronically."""
        command = Deliver(DeliveryMethod.ELECTRONIC, case.applicant.name, Relation.SELF, "网上")
        return delivery.deliver_case(self.deps, self.clerk, case.number, command=command)

    def _made(self, role: Role, **given: object) -> Actor:
        with self.deps.uow.begin() as tx:
            return tx.users.add(an_account(role, **given)).actor()


def whole(step: Step, *, outcome: Outcome = Outcome.PASSED, opinion: str = "") -> CompleteStep:
    """A command that leaves nothing out."""
    return CompleteStep(
        step.id,
        outcome,
        opinion,
        ticked=tuple(check.id for check in step.checks),
        results={result.id: RESULTS.get(result.id, "编号001") for result in step.results},
    )
