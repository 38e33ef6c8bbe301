"""Payment 拨付: orders to the bank, its answers, accounts that were wrong, and later instalments.

Owns who may pay what and when. Each line of a bank's answer is one transaction of its own: money, award and delivery
of the case together; a file that is handed in twice changes nothing. Refuses instalments that are not payable.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from portal.domain.case.commands import Deliver
from portal.domain.case.incidents import MoneyStep
from portal.domain.case.moves import CaseState
from portal.domain.case.reasons import reason_in
from portal.domain.deadlines import compute
from portal.domain.documents import DeliveryMethod, DocumentKind, Relation
from portal.domain.funds.ledger import NOTHING, EntryKind
from portal.domain.funds.payments import AwardState, InstalmentState
from portal.domain.limits import Limit, Unit
from portal.domain.numbers import account_digits
from portal.domain.permissions import CaseFacts, Permission
from portal.domain.policies.matching import policy_facts
from portal.services import issuing, papers
from portal.services.acting import acting
from portal.services.awarding.awards import cancel_unsent
from portal.services.awarding.reserving import FINANCE, budget_held, enter, held, promote, tell_owner
from portal.services.cases import require_owner
from portal.services.conflicts import NotFound
from portal.services.profiles.known import profile_of
from portal.services.records.money import Account, Batch, InstalmentLine, Payment
from portal.services.records.refusals import AccountInvalid, NothingToOrder, PaymentMoved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portal.domain.case.state import Case
    from portal.domain.conditions import Condition
    from portal.domain.permissions import Actor
    from portal.domain.policies.facts import Fact
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.records.money import Award, Budget, Instalment

BANK: Final = Limit(1, Unit.WORKDAY)
"""From the payment order to the money's arrival (guide §6.2)."""
MOST_LINES: Final = 500


def order(deps: Deps, actor: Actor, instalment_ids: Sequence[int]) -> Batch:
    """Order the payment of these instalments in one batch 支付令. Raises NothingToOrder, PaymentMoved."""
    actor.require(Permission.MONEY_MANAGE, CaseFacts())
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        now = deps.clock.now()
        today = deps.calendar.local_date(now)
        wanted = sorted(set(instalment_ids))
        for budget_id in tx.money.awards.budgets_of(wanted):
            budget_held(me, budget_id)
        chosen = _chosen(me, wanted)
        if not chosen:
            raise NothingToOrder
        number = f"ZF-{today.year}-{tx.next_number(f'payment/{today.year}'):05d}"
        for instalment, award in chosen:
            if not tx.money.awards.move(instalment, InstalmentState.ORDERED):
                raise PaymentMoved(case=award.case_number)
            budget, _ = held(me, award)
            enter(me, budget, EntryKind.ORDER, amount=instalment.amount, case=award.case_number, batch=number)
        return tx.money.payments.add(_batch(me, number, chosen, now=now), _lines(chosen))


def _chosen(me: Acting, instalment_ids: Sequence[int]) -> list[tuple[Instalment, Award]]:
    """What is to be ordered, with the accounts as they are now; the caller holds the budgets."""
    found: list[tuple[Instalment, Award]] = []
    for instalment_id in instalment_ids[:MOST_LINES]:
        instalment = me.tx.money.awards.instalment(instalment_id)
        award = me.tx.money.awards.get(instalment.award_id) if instalment else None
        if instalment is None or award is None or instalment.state is not InstalmentState.PAYABLE:
            raise PaymentMoved(case=award.case_number if award else "")
        if award.state is not AwardState.RESERVED:
            raise PaymentMoved(case=award.case_number)
        found.append((instalment, award))
    return found


def _batch(me: Acting, number: str, chosen: Sequence[tuple[Instalment, Award]], *, now: datetime) -> Batch:
    deadline = compute(BANK, now, me.deps.calendar)
    return Batch(
        id=0,
        number=number,
        made_at=now,
        made_by=me.by.name,
        lines=len(chosen),
        open_lines=len(chosen),
        total=sum((instalment.amount for instalment, _ in chosen), NOTHING),
        due_at=deadline.due_at,
        warn_at=deadline.warn_at,
        due_on=deadline.due_on,
    )


def _lines(chosen: Sequence[tuple[Instalment, Award]]) -> list[Payment]:
    return [
        Payment(
            id=0,
            batch_id=0,
            line=line,
            instalment_id=instalment.id,
            award_id=award.id,
            case_number=award.case_number,
            enterprise=award.enterprise,
            uscc=award.uscc,
            amount=instalment.amount,
            account=award.account,
            state=InstalmentState.ORDERED,
        )
        for line, (instalment, award) in enumerate(chosen, 1)
    ]


def confirm(deps: Deps, actor: Actor, payment: Payment, *, batch: str, paid_on: date) -> bool:
    """The bank paid: reserved becomes paid, and the case is delivered. False when it was answered before."""
    actor.require(Permission.MONEY_MANAGE, CaseFacts())
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(payment.case_number)
        budget, award, instalment = _of(me, payment)
        if not tx.money.payments.answer(payment, InstalmentState.PAID, on=paid_on, reason=""):
            return False
        if not tx.money.awards.move(instalment, InstalmentState.PAID, paid_on=paid_on):
            raise PaymentMoved(case=award.case_number)
        enter(me, budget, EntryKind.PAY, amount=payment.amount, case=award.case_number, batch=batch)
        award = replace(award, paid=award.paid + payment.amount)
        tx.money.awards.save(_closed_when_done(me, award))
        stored = tell_owner(me, stored, MoneyStep.PAID, amount=payment.amount, words=batch)
        if stored.case.state is CaseState.GRANTED:
            stored = me.act(stored, _delivery(stored.case, payment, batch=batch, paid_on=paid_on))
            stored = issuing.issue(me, stored, DocumentKind.DELIVERY_RECORD)
            papers.after_closing(me, stored)
    return True


def _closed_when_done(me: Acting, award: Award) -> Award:
    done = {InstalmentState.PAID, InstalmentState.CANCELLED}
    is_done = all(one.state in done for one in me.tx.money.awards.instalments(award.id))
    return replace(award, state=AwardState.CLOSED) if is_done and award.state is AwardState.RESERVED else award


def _delivery(case: Case, payment: Payment, *, batch: str, paid_on: date) -> Deliver:
    """The record says where the money went; the number of the account stays with the finance bureau but for its end."""
    return Deliver(
        method=DeliveryMethod.TRANSFER,
        receiver=payment.account.holder,
        relation=Relation.SELF if payment.account.holder in (case.applicant.name, case.title) else Relation.AGENT,
        place=f"{payment.account.bank} *{payment.account.number[-4:]}",
        remarks=f"支付令{batch}，{payment.amount:,.2f}元，{paid_on.isoformat()}到账",
    )


def send_back(deps: Deps, actor: Actor, payment: Payment, *, batch: str, on: date, reason: str) -> bool:
    """The bank could not pay 退回: the owner must mend the account. False when the line was answered before."""
    actor.require(Permission.MONEY_MANAGE, CaseFacts())
    words = reason_in(reason)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(payment.case_number)
        budget, award, instalment = _of(me, payment)
        if not tx.money.payments.answer(payment, InstalmentState.RETURNED, on=on, reason=words):
            return False
        if not tx.money.awards.move(instalment, InstalmentState.RETURNED, words=words):
            raise PaymentMoved(case=award.case_number)
        budget = enter(
            me, budget, EntryKind.RETURN, amount=payment.amount, case=award.case_number, batch=batch, reason=words
        )
        if award.state is AwardState.RECOVERING:
            cancel_unsent(me, budget, award, words=words)
        else:
            tell_owner(me, stored, MoneyStep.RETURNED, amount=payment.amount, words=words)
    return True


def _of(me: Acting, payment: Payment) -> tuple[Budget, Award, Instalment]:
    award = me.tx.money.awards.get(payment.award_id)
    if award is None:
        raise NotFound(case=payment.case_number)
    budget, award = held(me, award)
    instalment = me.tx.money.awards.instalment(payment.instalment_id)
    if instalment is None:
        raise NotFound(case=payment.case_number)
    return budget, award, instalment


def correct_account(deps: Deps, actor: Actor, case_number: str, *, account: Account) -> None:
    """The owner mends the account after a return; what came back may be paid again. Raises AccountInvalid."""
    account = account_in(account)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(case_number)
        require_owner(actor, stored.case)
        award = tx.money.awards.of_case(case_number)
        if award is None:
            raise NotFound(case=case_number)
        _, award = held(me, award)
        back = [one for one in tx.money.awards.instalments(award.id) if one.state is InstalmentState.RETURNED]
        if not back:
            raise PaymentMoved(case=case_number)
        tx.money.awards.save(replace(award, account=account))
        deadline = compute(FINANCE, deps.clock.now(), deps.calendar)
        for one in back:
            tx.money.awards.move(one, InstalmentState.PAYABLE, deadline=deadline)
            stored = tell_owner(me, stored, MoneyStep.MENDED, amount=one.amount, words=account.bank)


def account_in(account: Account) -> Account:
    """The account without blanks. Raises AccountInvalid, naming what is wrong."""
    holder, bank = account.holder.strip(), account.bank.strip()
    number = account_digits(account.number)
    right = {"holder": bool(holder), "bank": bool(bank), "number": number is not None}
    wrong = tuple(name for name, is_right in right.items() if not is_right)
    if wrong or number is None:
        raise AccountInvalid(fields=wrong)
    return Account(holder=holder, bank=bank, number=number)


def to_check(deps: Deps, actor: Actor, instalment_id: int) -> InstalmentLine:
    """A later instalment for the department that checks it. Raises NotFound, NotPermitted."""
    with deps.uow.read() as tx:
        instalment = tx.money.awards.instalment(instalment_id)
        award = tx.money.awards.get(instalment.award_id) if instalment else None
    if instalment is None or award is None:
        raise NotFound(instalment=instalment_id)
    actor.require(Permission.AWARD_CHECK, CaseFacts(department=award.department))
    return InstalmentLine(instalment=instalment, award=award)


def known_for(deps: Deps, line: InstalmentLine, condition: Condition | None) -> tuple[Fact, ...]:
    """What is known today of the facts that the condition of a later instalment asks for."""
    if condition is None:
        return ()
    with deps.uow.read() as tx:
        profile = profile_of(deps, tx, line.award.uscc)
    return tuple(profile[name] for name in sorted(policy_facts(condition)) if name in profile)


def check_condition(deps: Deps, actor: Actor, instalment_id: int, *, kept: bool, words: str) -> None:
    """核实后续拨付条件: kept, the instalment may be paid; not kept, it is cancelled and its money is free.

    Raises ReasonNeeded; PaymentMoved before its day, and when it was looked at before.
    """
    found = reason_in(words)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        instalment = tx.money.awards.instalment(instalment_id)
        award = tx.money.awards.get(instalment.award_id) if instalment else None
        if instalment is None or award is None:
            raise NotFound(instalment=instalment_id)
        actor.require(Permission.AWARD_CHECK, CaseFacts(department=award.department))
        stored = me.load(award.case_number)
        now = deps.clock.now()
        _, award = held(me, award)
        if award.state is not AwardState.RESERVED or deps.calendar.local_date(now) < instalment.due_on:
            raise PaymentMoved(case=award.case_number)
        to = InstalmentState.PAYABLE if kept else InstalmentState.CANCELLED
        deadline = compute(FINANCE, now, deps.calendar) if kept else None
        is_planned = instalment.state is InstalmentState.PLANNED
        if not is_planned or not tx.money.awards.move(instalment, to, words=found, deadline=deadline):
            raise PaymentMoved(case=award.case_number)
        if not kept:
            _freed(me, award, instalment, words=found)
            tell_owner(me, stored, MoneyStep.CANCELLED, amount=instalment.amount, words=found)


def _freed(me: Acting, award: Award, instalment: Instalment, *, words: str) -> None:
    """The money of a cancelled instalment goes to those who wait."""
    budget, award = held(me, award)
    budget = enter(me, budget, EntryKind.RELEASE, amount=instalment.amount, case=award.case_number, reason=words)
    me.tx.money.awards.save(_closed_when_done(me, award))
    promote(me, budget)
