"""What a policy says that no enterprise can mean: conditions nobody or everybody meets, tiers with holes, odd numbers.

Owns the problems of sense; what is not even well formed is found in :mod:`portal.domain.proofs.policies`. Refuses
nothing by exception. Places are those of the policy's file.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Final

from portal.domain.amounts import FEN
from portal.domain.conditions import AllOf, Compare, Negation
from portal.domain.policies.facts import FactKind
from portal.domain.policies.industries import INDUSTRY, read_industry
from portal.domain.policies.matching import policy_facts
from portal.domain.policies.policy import AwardKind, Mode, WhenExhausted
from portal.domain.policies.recognition import list_kind, proved_by
from portal.domain.policies.regions import LENGTHS, REGION, region_code
from portal.domain.policies.wording import Wording
from portal.domain.proofs.policies import comparisons, conditions
from portal.domain.proofs.problem import Problem, problem
from portal.domain.proofs.satisfiable import TooManyWays, example

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.policies.policy import Award, Policy
    from portal.domain.proofs.problem import Place

    Facts = Mapping[str, FactKindOf]

MUCH: Final = Decimal(1_000_000_000)
"""Yuan: no policy of a county asks for so much; who writes it has mistaken the unit."""

HUNDRED: Final = Decimal(100)


def prove_sense(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """Every problem of sense of one policy by the fact catalogue."""
    odd = list(_odd_values(policy, facts))
    yield from odd
    yield from _asked_at_all(policy, facts)
    yield from _amounts(policy)
    yield from _recognised(policy, facts)
    if policy.mode is Mode.INSTANT and policy.when_exhausted is WhenExhausted.PRO_RATA:
        yield problem("INSTANT-SHARED", ("when_exhausted",))
    if odd:
        return
    try:
        yield from _decides(policy, facts)
    except TooManyWays:
        return


def _odd_values(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """Values of the right kind that mean nothing, or something else than their writer thought."""
    for place, condition in conditions(policy):
        for where, compare in comparisons(condition, place):
            values = compare.value if isinstance(compare.value, tuple) else (compare.value,)
            for value in values:
                yield from _odd_value(value, compare, (*where, "value"), facts=facts)


def _odd_value(value: object, compare: Compare, place: Place, *, facts: Facts) -> Iterator[Problem]:
    kind = facts.get(compare.fact)
    if kind is None:
        return
    if isinstance(value, str) and kind.id == REGION and not (value.isascii() and value.isdigit() and _whole(value)):
        yield problem("POLICY-REGION", place, given=value, meant=region_code(value) or "360823")
    elif isinstance(value, str) and kind.id == INDUSTRY and read_industry(value) != value:
        yield problem("POLICY-INDUSTRY", place, given=value, meant=read_industry(value) or "C39")
    elif isinstance(value, Decimal | int) and kind.kind is FactKind.NUMBER and kind.unit is not None:
        if kind.yuan != 1 and value * kind.yuan >= MUCH:
            yield problem("POLICY-UNIT", place, given=value, unit=kind.unit.zh, id=kind.id, reason="money")
        elif kind.unit.zh == "%" and (0 < value < 1 or value > HUNDRED):
            yield problem("POLICY-UNIT", place, given=value, unit=kind.unit.zh, id=kind.id, reason="share")


def _whole(code: str) -> bool:
    return len(code) in LENGTHS


def _asked_at_all(policy: Policy, facts: Facts) -> Iterator[Problem]:
    if REGION in facts and REGION not in policy_facts(policy.eligibility):
        yield problem("REGION-UNASKED", ("eligibility",), id=REGION)


def _amounts(policy: Policy) -> Iterator[Problem]:
    """Sums of money have fen, no less; only a rate for one unit may be finer."""
    award = policy.award
    sums: list[tuple[Place, Decimal | None]] = [(("award", "cap"), award.cap), (("ceiling",), policy.ceiling)]
    sums += [(("award", "tiers", number, "amount"), one.amount) for number, one in enumerate(award.tiers)]
    if award.kind is not AwardKind.PER_UNIT:
        sums.append((("award", "amount"), award.amount))
    for place, amount in sums:
        if amount is not None and amount != amount.quantize(FEN):
            yield problem("AWARD-FEN", place, given=amount)
    limited = award.cap is not None or policy.ceiling is not None
    if award.kind in {AwardKind.RATIO, AwardKind.PER_UNIT} and not limited:
        yield problem("AWARD-UNLIMITED", ("award", "type"), kind=award.kind)


def _recognised(policy: Policy, facts: Facts) -> Iterator[Problem]:
    if policy.mode is not Mode.AUTOMATIC:
        return
    if policy.recognition is None:
        yield problem("RECOGNITION-MISSING", ("mode",))
        return
    asked = policy_facts(policy.eligibility) | {policy.certificate}
    proved = proved_by(policy.recognition, facts)
    if not proved & asked:
        named = {list_kind(name) for name in asked if name}
        kinds = tuple(sorted(kind for kind in named if proved_by(kind, facts) & asked))
        yield problem("RECOGNITION-UNKNOWN", ("recognition",), id=policy.recognition, known=kinds)


def _decides(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """What nobody meets, or everybody; then what the tiers leave out."""
    told = list(_never(policy.eligibility, facts))
    yield from told
    for place, one in _at_once(policy.eligibility, ("eligibility",)):
        if not _is_choice(one, facts) and example(Negation(one), facts) is None:
            yield problem("POLICY-ALWAYS", place)
    if not told:
        yield from _tiers(policy.award, policy.eligibility, facts)


def _at_once(condition: Condition, place: Place) -> Iterator[tuple[Place, Condition]]:
    """The conditions that must all hold, one by one, with their places."""
    if isinstance(condition, AllOf):
        for number, part in enumerate(condition.parts):
            yield from _at_once(part, (*place, "all", number))
    else:
        yield place, condition


def _is_choice(condition: Condition, facts: Facts) -> bool:
    """One of all the words a text may have: that asks for the record itself."""
    kind = facts.get(condition.fact) if isinstance(condition, Compare) else None
    return kind is not None and kind.kind is FactKind.TEXT


def _never(condition: Condition, facts: Facts) -> Iterator[Problem]:
    """A condition that cannot hold, at the first part that cannot hold beside the ones before it."""
    if example(condition, facts) is not None:
        return
    parts = list(_at_once(condition, ("eligibility",)))
    alone = next((place for place, one in parts if example(one, facts) is None), None)
    if alone is not None:
        yield problem("POLICY-NEVER", alone)
        return
    for (_, first), (place, second) in combinations(parts, 2):
        if example(AllOf((first, second)), facts) is None:
            other = Wording(facts).requirement(first)
            yield problem("POLICY-NEVER", place, reason="beside", other=other.en)
            return
    yield problem("POLICY-NEVER", ("eligibility",), reason="together")


def _tiers(award: Award, eligible: Condition, facts: Facts) -> Iterator[Problem]:
    before: list[Condition] = []
    for number, tier in enumerate(award.tiers):
        if example(AllOf((eligible, *before, tier.when)), facts) is None:
            yield problem("TIER-NEVER", ("award", "tiers", number), number=number + 1)
        before.append(Negation(tier.when))
    if not before:
        return
    left = example(AllOf((eligible, *before)), facts)
    if left is not None:
        asked = frozenset[str]().union(*(policy_facts(tier.when) for tier in award.tiers))
        yield problem("TIER-GAP", ("award", "tiers"), example=_told(left, asked, facts))


def _told(values: Mapping[str, object], asked: frozenset[str], facts: Facts) -> str:
    """An enterprise in words, as far as the tiers look at it."""
    wording = Wording(facts)
    shown = [(name, value) for name, value in values.items() if name in asked]
    return ", ".join(f"{name} = {wording.value(name, value).en}" for name, value in shown) or "whatever is known"
