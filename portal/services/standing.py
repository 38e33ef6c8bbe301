"""What hangs on an enterprise while a case about it is handled: who files, money of policies, and its deregistration.

Owns remarks for the departments that handle the case; none of them decides anything. A closing is remarked on with
the claims, awards and recoveries that are not finished, a claim with the closing of its enterprise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.answers import Finding
from portal.domain.funds.payments import AwardState
from portal.domain.permissions import Permission
from portal.services.cases import facts_of
from portal.services.policies.claimed import uscc_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction

UNLINKED: Final = "standing.unlinked"
CLAIM, AWARD, RECOVERY = "standing.claim", "standing.award", "standing.recovery"
CLOSING, CLOSED = "standing.closing", "standing.closed"

#: Awards that are not paid in full, by what is said of them.
UNFINISHED: Final = {AwardState.WAITING: AWARD, AwardState.RESERVED: AWARD, AwardState.RECOVERING: RECOVERY}


def remarks(deps: Deps, actor: Actor, case: Case) -> tuple[Finding, ...]:
    """What whoever handles the case should know of the enterprise; nothing for cases that name none."""
    actor.require(Permission.CASE_VIEW_ANY, facts_of(case))
    service = deps.catalogue.version(case.service_key, case.service_version)
    uscc = uscc_of(service, case.answers)
    ends = case.one_open is not None and case.one_open.for_good
    if not uscc or not (ends or service.policy):
        return ()
    with deps.uow.read() as tx:
        found = _of_closing(deps, tx, case, uscc=uscc) if ends else _of_claim(deps, tx, uscc)
        return tuple(found)


def _of_closing(deps: Deps, tx: Transaction, case: Case, *, uscc: str) -> Iterator[Finding]:
    if case.applicant.user_id not in tx.profiles.owners(uscc):
        yield Finding("", UNLINKED)
    awards = tx.money.awards.of_enterprise(uscc)
    for award in awards:
        if award.state in UNFINISHED:
            left = award.amount - award.paid if award.state is not AwardState.RECOVERING else award.amount
            yield Finding("", UNFINISHED[award.state], {"case": award.case_number, "amount": left})
    decided = {award.case_number for award in awards}
    for service in deps.catalogue.all_current():
        if service.policy is None:
            continue
        for number in sorted(tx.matching.live_claims(service.key, (uscc,)).values()):
            claim = tx.cases.get(number) if number not in decided else None
            if claim is not None and claim.case.is_open:
                yield Finding("", CLAIM, {"case": number})


def _of_claim(deps: Deps, tx: Transaction, uscc: str) -> Iterator[Finding]:
    rules = {one.one_open for one in deps.catalogue.all_current() if one.one_open and one.one_open.for_good}
    for key in sorted({rule.key({rule.by: uscc}) or "" for rule in rules}):
        held = tx.cases.open_with(key)
        if held is not None and held.granted_on is not None:
            yield Finding("", CLOSED, {"case": held.number, "on": held.granted_on})
        elif held is not None:
            yield Finding("", CLOSING, {"case": held.number})
