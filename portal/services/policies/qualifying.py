"""Policies 惠企政策 for everybody, and for an enterprise: which it qualifies for, nearly, or not, and why.

Owns the order of the owner's list and what a claim is judged by. Refuses nobody: whoever does not qualify may still
claim, and a person decides (PIPL art. 24).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.policies.awards import Earlier, award
from portal.domain.policies.matching import Verdict, match, policy_facts
from portal.domain.policies.policy import OncePer
from portal.services.conflicts import NotFound
from portal.services.profiles.known import profile_of, today_of
from portal.services.profiles.own import own_enterprise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from portal.domain.permissions import Actor
    from portal.domain.policies.awards import Awarded
    from portal.domain.policies.facts import Fact, FactKindOf
    from portal.domain.policies.matching import Match
    from portal.domain.policies.policy import Mode, Policy
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import Enterprise
    from portal.services.records.profiles import EarlierAward, Proposal

EVER: Final = "ever"


class Standing(StrEnum):
    """Where an enterprise stands with a policy, in the order of the owner's page."""

    PROPOSED = "proposed"  # the department proposes it: only to be confirmed
    QUALIFIES = "qualifies"
    CLAIMED = "claimed"
    NEARLY = "nearly"
    POSSIBLE = "possible"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Judged:
    """One policy and one enterprise: the verdict, the amount, and the facts that were looked at."""

    policy: Policy
    match: Match
    awarded: Awarded
    period: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """A policy on the owner's page; ``claim`` is the number of a claim that lives, ``proposal`` one that waits."""

    judged: Judged
    standing: Standing
    claim: str | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class MyPolicies:
    """All policies in force for one enterprise, the best first."""

    enterprise: Enterprise
    others: Sequence[Enterprise]
    policies: tuple[Mine, ...]
    kinds: Mapping[str, FactKindOf]


def policies_of(deps: Deps) -> tuple[Service, ...]:
    """The services of all policies that can be claimed today, by the policies' numbers."""
    today = today_of(deps)
    found = [
        service
        for service in deps.catalogue.all_offered()
        if service.policy is not None and service.policy.valid_from <= today <= service.policy.valid_until
    ]
    return tuple(sorted(found, key=lambda service: policy_of(service).number))


def policy_of(service: Service) -> Policy:
    """The policy whose claims the service takes. Raises NotFound."""
    if service.policy is None:
        raise NotFound(policy=service.key)
    return service.policy


def find_policies(
    deps: Deps, *, words: str = "", department: str = "", mode: Mode | None = None
) -> tuple[Service, ...]:
    """Policies in force that have all the words, of a department, of a mode."""
    wanted = words.lower().split()
    return tuple(
        service
        for service in policies_of(deps)
        if (policy := service.policy) is not None
        and (not department or policy.department == department)
        and (mode is None or policy.mode is mode)
        and all(word in _text_of(policy) for word in wanted)
    )


def _text_of(policy: Policy) -> str:
    texts = (policy.name, policy.summary, policy.document)
    return " ".join([policy.number, policy.key, *(f"{text.zh} {text.en}" for text in texts)]).lower()


def judge(
    policy: Policy,
    profile: Mapping[str, Fact],
    *,
    kinds: Mapping[str, FactKindOf],
    today: date,
    earlier: Sequence[Earlier] = (),
) -> Judged:
    """Judge one enterprise by one policy, for the year of the day, given the awards it has already."""
    year = today.year
    found = match(policy, profile, year=year, today=today)
    return Judged(
        policy=policy,
        match=found,
        awarded=award(policy, profile, facts=kinds, year=year, today=today, earlier=earlier),
        period=period_of(policy, profile, year=year),
        facts=tuple(profile[name] for name in sorted(facts_looked_at(policy)) if name in profile),
    )


def earlier_of(
    deps: Deps, tx: Transaction, policies: Sequence[Policy], *, usccs: Sequence[str], but: str = ""
) -> Mapping[str, tuple[Earlier, ...]]:
    """What these enterprises were awarded by these policies, and by others of the same exclusion groups."""
    groups = {group for policy in policies for group in policy.exclusive}
    own = {policy.key for policy in policies}
    known = {
        one.key: one.policy
        for one in deps.catalogue.all_current()
        if one.policy is not None and (one.key in own or groups & set(one.policy.exclusive))
    }
    found = tx.matching.earlier(tuple(known), usccs, but=but)
    return {uscc: tuple(_earlier(one, known[one.policy_key]) for one in awards) for uscc, awards in found.items()}


def _earlier(one: EarlierAward, policy: Policy) -> Earlier:
    return Earlier(one.policy_key, one.year, one.amount, policy.exclusive, one.matter, policy.name)


def facts_looked_at(policy: Policy) -> frozenset[str]:
    """Every fact that the conditions and the arithmetic of a policy use."""
    sums = {policy.award.of, policy.certificate, *(one.of for one in policy.award.units)}
    tiers = (policy_facts(one.when) for one in policy.award.tiers)
    return policy_facts(policy.eligibility).union({one for one in sums if one}, *tiers)


def period_of(policy: Policy, profile: Mapping[str, Fact], *, year: int) -> str:
    """What the award may be had once for: ever, the year, or the certificate."""
    if policy.once_per is OncePer.EVER:
        return EVER
    known = profile.get(policy.certificate or "") if policy.once_per is OncePer.CERTIFICATE else None
    return str(known.value) if known else str(year)


def my_policies(deps: Deps, actor: Actor, uscc: str | None = None) -> MyPolicies | None:
    """All policies for one of the actor's enterprises (the first without a code); None when there is none.

    Raises NotFound for an enterprise of somebody else.
    """
    with deps.uow.read() as tx:
        own = tx.enterprises.of_user(actor.user_id)
        if not own:
            return None
        enterprise = own_enterprise(tx, actor, uscc or own[0].uscc)
        profile = profile_of(deps, tx, enterprise.uscc)
        offers = tx.matching.open_proposals((enterprise.uscc,), now=deps.clock.now())
        services = policies_of(deps)
        had = earlier_of(deps, tx, [policy_of(one) for one in services], usccs=(enterprise.uscc,))[enterprise.uscc]
        claims = {
            service.key: {period: number for (_, period), number in live.items()}
            for service in services
            if (live := tx.matching.live_claims(service.key, (enterprise.uscc,)))
        }
    proposed = {one.policy_key: one for one in offers}
    kinds, today = deps.catalogue.facts, today_of(deps)
    mine = [
        _mine(
            judge(policy_of(service), profile, kinds=kinds, today=today, earlier=had),
            claims=claims.get(service.key, {}),
            proposal=proposed.get(service.key),
        )
        for service in services
    ]
    return MyPolicies(enterprise, own, tuple(sorted(mine, key=_rank)), kinds)


def _mine(judged: Judged, *, claims: Mapping[str, str], proposal: Proposal | None) -> Mine:
    claim = claims.get(judged.period)
    if claim:
        return Mine(judged, Standing.CLAIMED, claim)
    if proposal:
        return Mine(judged, Standing.PROPOSED, None, proposal)
    return Mine(judged, standing_of(judged))


def standing_of(judged: Judged) -> Standing:
    """符合, 快达标, 可能符合 or 不符合."""
    if judged.match.verdict is Verdict.QUALIFIES:
        return Standing.QUALIFIES
    if judged.match.verdict is Verdict.POSSIBLE:
        return Standing.POSSIBLE
    return Standing.NEARLY if judged.match.nearly else Standing.FAILS


def _rank(mine: Mine) -> tuple[int, Decimal, int, str]:
    """Groups in the order of their names above; in a group the highest amount first, then what misses least."""
    match = mine.judged.match
    lacking = len(match.missing) + len(match.failing)
    return list(Standing).index(mine.standing), -mine.judged.awarded.amount, lacking, mine.judged.policy.number
