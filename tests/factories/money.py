"""Claims of a policy with money behind it, for tests on a database: the sample award with a policy put on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any, Final

from portal.demo.invention import Invention
from portal.domain.case.commands import AnswerObjection, CompleteStep
from portal.domain.case.state import Outcome, StepState
from portal.domain.comparisons import Op
from portal.domain.conditions import Compare
from portal.domain.funds.budgets import BudgetName
from portal.domain.permissions import FINANCE, Actor, Role
from portal.domain.policies.policy import (
    Award,
    AwardKind,
    FairGround,
    FairReview,
    Mode,
    OncePer,
    Policy,
    Tranche,
    WhenExhausted,
)
from portal.jobs.runner import run_until_idle
from portal.services import review
from portal.services.money import budgets, payments
from tests.factories.accounts import an_account
from tests.factories.services import text
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.records.money import Batch, Budget
    from tests.factories.applicants import Applicant

CLAIM: Final = "growth-award"
POOL: Final = "industry"
YEAR: Final = 2026
NAME: Final = BudgetName(POOL, YEAR)


def a_policy(**changes: Any) -> Policy:
    """A fixed award once a year, with a waiting list."""
    plain = Policy(
        key=CLAIM,
        version=1,
        number="P03",
        name=text("首次升规奖励"),
        summary=text("示例"),
        department="industry",
        mode=Mode.AUTOMATIC,
        document=text("示例文件"),
        sample=True,
        valid_from=date(2026, 1, 1),
        valid_until=date(2028, 12, 31),
        eligibility=Compare("above_scale.active", Op.IS_TRUE),
        award=Award(AwardKind.FIXED, amount=Decimal(100_000)),
        once_per=OncePer.YEAR,
        pool=POOL,
        when_exhausted=WhenExhausted.WAITING_LIST,
        fair=FairReview(text("通过"), FairGround.GENERAL, text("依据"), date(2026, 1, 1), date(2028, 12, 31)),
        publicity_days=5,
    )
    return replace(plain, **changes)


#: 60 % at once, 40 % a year later if the department says so.
SPLIT: Final = a_policy(
    award=Award(
        AwardKind.FIXED,
        amount=Decimal(100_000),
        tranches=(Tranche(Decimal("0.6")), Tranche(Decimal("0.4"), after_years=1)),
    )
)


class Funded:
    """A catalogue in which the sample award has a policy."""

    def __init__(self, catalogue: Any, policy: Policy) -> None:
        self._catalogue = catalogue
        self._policy = policy

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)

    def current(self, key: str) -> Service:
        return self._with_policy(self._catalogue.current(key))

    def all_current(self) -> list[Service]:
        return [self._with_policy(service) for service in self._catalogue.all_current()]

    def version(self, key: str, version: int) -> Service:
        return self._with_policy(self._catalogue.version(key, version))

    def _with_policy(self, service: Service) -> Service:
        return replace(service, policy=self._policy) if service.key == CLAIM else service


@dataclass(slots=True)
class Treasury:
    """Everybody who has to do with the money of claims."""

    deps: Deps
    applicant: Applicant
    advance: Callable[..., None]
    source: Random = field(default_factory=lambda: Random(11))
    _finance: Actor | None = None

    @property
    def staff(self) -> Staff:
        return Staff(self.deps)

    @property
    def finance(self) -> Actor:
        """The officer of the finance bureau."""
        if self._finance is None:
            with self.deps.uow.begin() as tx:
                self._finance = tx.users.add(an_account(Role.OFFICER, department=FINANCE)).actor()
        return self._finance

    def fill(self, amount: str, name: BudgetName = NAME) -> Budget:
        """Money comes into the budget."""
        return budgets.add_money(self.deps, self.finance, name, amount=Decimal(amount), reason="年初预算")

    def accepted(self, **answers: object) -> Case:
        """A claim of an enterprise of its own that was accepted."""
        invention = Invention(self.source)
        given = {"enterprise_uscc": invention.uscc(), "account_number": invention.digits(19), **answers}
        return self.staff.accept(self.applicant.file(CLAIM, **given))

    def approve(self, case: Case, amount: str = "100000.00", officer: Actor | None = None) -> Case:
        """The review passes with an amount."""
        command = CompleteStep(
            "review", Outcome.PASSED, "同意", ticked=("conditions",), results={"award_amount": amount}
        )
        return review.complete_step(self.deps, officer or self.staff.officer("industry"), case.number, command=command)

    def on_notice(self, amount: str = "100000.00", **answers: object) -> Case:
        """Approved and checked: the public notice runs."""
        case = self.approve(self.accepted(**answers), amount)
        return self.complete(case, "tax_check")

    def granted(self, amount: str = "100000.00", **answers: object) -> Case:
        """Approved, published without objection, and granted."""
        case = self.on_notice(amount, **answers)
        self.after_notice()
        return self.complete(case, "decision")

    def after_notice(self) -> None:
        """The time of every public notice has run out."""
        self.advance(days=12)
        run_until_idle(self.deps)

    def complete(self, case: Case, step_id: str, outcome: Outcome = Outcome.PASSED) -> Case:
        """A department completes a step with all it asks for."""
        step = self.deps.catalogue.version(case.service_key, case.service_version).step(step_id)
        command = CompleteStep(step_id, outcome, "意见", ticked=tuple(check.id for check in step.checks))
        return review.complete_step(self.deps, self.staff.officer(step.department), case.number, command=command)

    def order(self, *cases: Case) -> Batch:
        """One payment order over all that is payable of these claims."""
        with self.deps.uow.read() as tx:
            awards = [tx.money.awards.of_case(case.number) for case in cases]
            ids = [
                one.id
                for award in awards
                if award is not None
                for one in tx.money.awards.instalments(award.id)
                if one.state.value == "payable"
            ]
        return payments.order(self.deps, self.finance, ids)

    def pay(self, batch: Batch, on: date = date(2026, 10, 20)) -> list[bool]:
        """The bank paid every line; answers which of them were new."""
        with self.deps.uow.read() as tx:
            lines = tx.money.payments.lines(batch.id)
        return [payments.confirm(self.deps, self.finance, line, batch=batch.number, paid_on=on) for line in lines]

    def balance(self, name: BudgetName = NAME) -> tuple[Decimal, Decimal, Decimal]:
        """Total, reserved and paid; the ledger must say the same."""
        for budget, _, findings in budgets.verify(self.deps):
            assert findings == (), findings
            if budget.name == name:
                return budget.balance.total, budget.balance.reserved, budget.balance.paid
        return Decimal(0), Decimal(0), Decimal(0)


def open_steps(case: Case) -> set[str]:
    """Ids of the steps that are open."""
    return {run.id for run in case.steps if run.state is StepState.OPEN}


def upheld(objection_id: int) -> AnswerObjection:
    """The objection was right."""
    return AnswerObjection(objection_id, upheld=True, answer="异议成立")
