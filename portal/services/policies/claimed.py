"""What a claim was judged by on the day it was filed 申报时核对, stored with the claim and never changed.

Private steps of filing, and the look of the department at what was stored. Refuses a second claim for the same
policy, enterprise and period while the first one lives.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from portal.domain.errors import DomainError
from portal.domain.forms import FieldKind, Prefill
from portal.domain.permissions import Permission
from portal.services.awarding.claims import AWARD_AMOUNT
from portal.services.cases import facts_of
from portal.services.policies.qualifying import earlier_of, judge, policy_of
from portal.services.profiles.known import profile_of, today_of
from portal.services.records.profiles import ClaimCheck, ProposalState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.policies.awards import Earlier
    from portal.domain.policies.facts import Fact
    from portal.domain.workflow import Service
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.policies.qualifying import Judged
    from portal.services.ports.transactions import Transaction


class ClaimedBefore(DomainError):
    """The enterprise has a claim for the same policy and period; facts: `case`."""

    message_id: ClassVar[str] = "claim.before"


class AmountNeedsReason(DomainError):
    """The amount differs from what the arithmetic gives, and no reason stands in the opinion; facts: `due`."""

    message_id: ClassVar[str] = "claim.amount_needs_reason"


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim's check as the department sees it: what was stored, judged again from the stored facts alone.

    ``linked`` says whether the account that filed may act for the enterprise; ``changed`` are facts that are known
    otherwise today than when the claim was filed.
    """

    check: ClaimCheck
    judged: Judged
    linked: bool
    changed: tuple[tuple[Fact | None, Fact | None], ...]


def uscc_of(service: Service, answers: Mapping[str, object]) -> str:
    """The enterprise a claim is for, as its form says; empty when it does not say."""
    fields = tuple(service.fields())
    named = [one.id for one in fields if one.prefill is Prefill.ENTERPRISE_USCC]
    typed = [one.id for one in fields if one.kind is FieldKind.USCC]
    return next((str(answers[name]).upper() for name in (*named, *typed) if answers.get(name)), "")


def after_filing(me: Acting, case: Case) -> None:
    """Store what a claim was judged by, in the transaction that files it. Raises ClaimedBefore."""
    service = me.service_of(case)
    uscc = uscc_of(service, case.answers)
    if service.policy is None or not uscc:
        return
    profile = profile_of(me.deps, me.tx, uscc)
    had = earlier_of(me.deps, me.tx, [service.policy], usccs=(uscc,), but=case.number)[uscc]
    judged = judge(service.policy, profile, kinds=me.deps.catalogue.facts, today=today_of(me.deps), earlier=had)
    _require_first(me.tx, case, uscc=uscc, judged=judged)
    me.tx.matching.add_check(
        ClaimCheck(
            case_number=case.number,
            policy_key=service.key,
            policy_version=service.version,
            uscc=uscc,
            period=judged.period,
            verdict=judged.match.verdict.value,
            amount=judged.awarded.amount if judged.awarded.is_known else None,
            facts=judged.facts,
            checked_at=me.deps.clock.now(),
        )
    )
    _answer_proposal(me, case, uscc=uscc, judged=judged)


def _answer_proposal(me: Acting, case: Case, *, uscc: str, judged: Judged) -> None:
    """Whoever claims what was proposed has answered the proposal."""
    now = me.deps.clock.now()
    for one in me.tx.matching.open_proposals((uscc,), now=now):
        if (one.policy_key, one.period) == (judged.policy.key, judged.period):
            state = ProposalState.CONFIRMED
            answered = replace(one, state=state, answered_at=now, user_id=me.by.user_id, case_number=case.number)
            me.tx.matching.save(answered)


def _require_first(tx: Transaction, case: Case, *, uscc: str, judged: Judged) -> None:
    """The counter of this matter is held until the transaction ends, so that two filings at once are one after the
    other.
    """
    tx.next_number(f"claim/{judged.policy.key}/{uscc}/{judged.period}")
    other = tx.matching.live_claims(judged.policy.key, (uscc,)).get((uscc, judged.period))
    if other is not None and other != case.number:
        raise ClaimedBefore(case=other)


def check_of(deps: Deps, actor: Actor, number: str) -> Checked | None:
    """The check of a claim for the departments that handle it; None for cases that are no claims."""
    actor.require(Permission.CASE_VIEW_ANY)
    with deps.uow.read() as tx:
        stored, check = tx.cases.get(number), tx.matching.check_of(number)
        if stored is None or check is None:
            return None
        service = deps.catalogue.version(check.policy_key, check.policy_version)
        actor.require(Permission.CASE_VIEW_ANY, facts_of(stored.case))
        now = profile_of(deps, tx, check.uscc)
        had = earlier_of(deps, tx, [policy_of(service)], usccs=(check.uscc,), but=number)[check.uscc]
        linked = stored.case.applicant.user_id in tx.profiles.owners(check.uscc)
    judged = _judged_by(deps, service, check, earlier=had)
    return Checked(check, judged, linked, _changes(check, now))


def _judged_by(deps: Deps, service: Service, check: ClaimCheck, *, earlier: Sequence[Earlier]) -> Judged:
    """The verdict once more, from the facts and for the day of the filing, and the amount after other awards."""
    profile, on = {one.id: one for one in check.facts}, deps.calendar.local_date(check.checked_at)
    return judge(policy_of(service), profile, kinds=deps.catalogue.facts, today=on, earlier=earlier)


def _changes(check: ClaimCheck, now: Mapping[str, Fact]) -> tuple[tuple[Fact | None, Fact | None], ...]:
    then = {one.id: one for one in check.facts}
    return tuple((then[name], now.get(name)) for name in then if name not in now or now[name].value != then[name].value)


def require_reason(me: Acting, case: Case, results: Mapping[str, str], *, opinion: str) -> None:
    """Another amount than the arithmetic gives needs a reason in the opinion. Raises AmountNeedsReason."""
    proposed = results.get(AWARD_AMOUNT)
    check = me.tx.matching.check_of(case.number) if proposed else None
    if not proposed or check is None or opinion.strip():
        return
    service = me.service_of(case)
    had = earlier_of(me.deps, me.tx, [policy_of(service)], usccs=(check.uscc,), but=case.number)[check.uscc]
    due = _judged_by(me.deps, service, check, earlier=had).awarded
    if not due.is_known or due.amount != Decimal(proposed):
        raise AmountNeedsReason(due=due.amount if due.is_known else None)
