"""Recovery 追回: money that was paid on false materials is taken back, and the enterprise kept out for some years.

The officer of the policy's department, or the finance bureau, starts it with a reason; what was not sent to the bank is
cancelled at once. What comes in goes back into the budget. Refuses more than was paid.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from portal.domain.case.incidents import MoneyStep
from portal.domain.case.reasons import reason_in
from portal.domain.deadlines import compute
from portal.domain.documents import DocumentKind
from portal.domain.funds.ledger import NOTHING, EntryKind, yuan
from portal.domain.funds.payments import AwardState, later
from portal.domain.permissions import CaseFacts, Permission
from portal.services import issuing
from portal.services.acting import acting
from portal.services.awarding.awards import cancel_unsent
from portal.services.awarding.reserving import enter, held, promote, tell_owner
from portal.services.conflicts import NotFound
from portal.services.issuing.recovery import PAY_BACK
from portal.services.records.money import Recovery
from portal.services.records.refusals import RecoveryNotPossible, RecoveryTooMuch, SumMoved

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.records.money import Award

#: The fact of the profile that keeps an enterprise out of policies.
EXCLUDED_UNTIL: Final = "credit.policy_excluded_until"
LONGEST: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StartRecovery:
    """What an officer writes down."""

    amount: Decimal
    reason: str
    years: int


def case_of(deps: Deps, actor: Actor, number: str) -> Case:
    """The case whose award may be recovered, for whoever may do so. Raises NotFound, NotPermitted."""
    with deps.uow.read() as tx:
        stored, award = tx.cases.get(number), tx.money.awards.of_case(number)
    if stored is None or award is None:
        raise NotFound(case=number)
    actor.require(Permission.AWARD_RECOVER, CaseFacts(department=award.department))
    return stored.case


def start(deps: Deps, actor: Actor, case_number: str, *, command: StartRecovery) -> Recovery:
    """追回中. Raises ReasonNeeded, RecoveryNotPossible, RecoveryTooMuch, AmountInvalid."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(case_number)
        award = tx.money.awards.of_case(case_number)
        if award is None:
            raise NotFound(case=case_number)
        actor.require(Permission.AWARD_RECOVER, CaseFacts(department=award.department))
        budget, award = held(me, award)
        _require_possible(award, command)
        reason = reason_in(command.reason)
        recovery = tx.money.recoveries.add(_recovery(me, award, command, reason=reason))
        tx.money.awards.save(replace(award, state=AwardState.RECOVERING))
        cancel_unsent(me, budget, award, words=reason)
        stored = tell_owner(me, stored, MoneyStep.RECOVERING, amount=recovery.amount, words=reason)
        issuing.issue(me, stored, DocumentKind.RECOVERY_NOTICE)
    return recovery


def _require_possible(award: Award, command: StartRecovery) -> None:
    if award.paid <= 0 or award.state not in {AwardState.RESERVED, AwardState.CLOSED}:
        raise RecoveryNotPossible(case=award.case_number)
    if yuan(command.amount) > award.paid:
        raise RecoveryTooMuch(most=award.paid)


def _recovery(me: Acting, award: Award, command: StartRecovery, *, reason: str) -> Recovery:
    now, calendar = me.deps.clock.now(), me.deps.calendar
    today = calendar.local_date(now)
    return Recovery(
        id=0,
        award_id=award.id,
        case_number=award.case_number,
        uscc=award.uscc,
        enterprise=award.enterprise,
        department=award.department,
        amount=yuan(command.amount),
        received=NOTHING,
        reason=reason,
        started_at=now,
        started_by=me.by.name,
        due_on=compute(PAY_BACK, now, calendar).due_on or today,
        excluded_until=later(today, min(max(command.years, 0), LONGEST)),
    )


def receive(deps: Deps, actor: Actor, recovery_id: int, *, amount: Decimal, seen: Decimal | None = None) -> Recovery:
    """Money came back 追回入账; when all of it did, 已追回.

    ``seen`` is what had come back when the page was made, so that a click twice enters once. Raises SumMoved,
    RecoveryTooMuch, AmountInvalid.
    """
    actor.require(Permission.MONEY_MANAGE, CaseFacts())
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        recovery = tx.money.recoveries.get(recovery_id)
        award = tx.money.awards.get(recovery.award_id) if recovery else None
        if recovery is None or award is None:
            raise NotFound(recovery=recovery_id)
        stored = me.load(award.case_number)
        budget, award = held(me, award)
        recovery = tx.money.recoveries.get(recovery_id) or recovery
        if seen is not None and recovery.received != seen:
            raise SumMoved(now=recovery.received)
        owed = recovery.amount - recovery.received
        if yuan(amount) > owed:
            raise RecoveryTooMuch(most=owed)
        is_done = amount == owed
        recovery = replace(
            recovery,
            received=recovery.received + yuan(amount),
            finished_at=deps.clock.now() if is_done else None,
        )
        tx.money.recoveries.save(recovery)
        budget = enter(
            me, budget, EntryKind.RECOVER, amount=yuan(amount), case=award.case_number, reason=recovery.reason
        )
        if is_done:
            tx.money.awards.save(replace(award, state=AwardState.RECOVERED))
            tell_owner(me, stored, MoneyStep.RECOVERED, amount=recovery.amount)
        promote(me, budget)
    return recovery


def excluded_until(deps: Deps, uscc: str) -> date | None:
    """The last day on which an enterprise is kept out of policies; the value of the fact `EXCLUDED_UNTIL`."""
    with deps.uow.read() as tx:
        return tx.money.recoveries.excluded_until(uscc)
