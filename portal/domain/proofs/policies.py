"""What can be proved about a policy before anybody claims it: facts, arithmetic, dates, and what belongs together.

Owns the problems of one policy on its own; fair competition is in :mod:`portal.domain.proofs.fairness`. Refuses
nothing by exception. Places are those of the policy's file.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.comparisons import ISO_DATE, NUMBER
from portal.domain.conditions import AllOf, AnyOf, Compare, FactRef, Growth, Months, Negation, Op, facts_of
from portal.domain.policies.facts import FactKind
from portal.domain.policies.matching import is_given
from portal.domain.policies.policy import AwardKind, Mode, OncePer
from portal.domain.proofs.problem import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.conditions import Condition
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.policies.policy import Award, Policy
    from portal.domain.proofs.problem import Place

    Facts = Mapping[str, FactKindOf]

COMPARED: Final = (Op.EQ, Op.NE, Op.GT, Op.GTE, Op.LT, Op.LTE, Op.BETWEEN)
OPERATORS: Final[Mapping[FactKind, tuple[Op, ...]]] = {
    FactKind.TEXT: (Op.EQ, Op.NE, Op.IN, Op.NOT_IN, Op.PREFIX_IN, Op.EXISTS),
    FactKind.NUMBER: (*COMPARED, Op.IN, Op.NOT_IN, Op.GROWTH_GTE, Op.EXISTS),
    FactKind.DATE: (*COMPARED, Op.YEAR_EQ, Op.WITHIN_MONTHS, Op.EXISTS),
    FactKind.YES_NO: (Op.IS_TRUE, Op.IS_FALSE, Op.EXISTS),
    FactKind.TEXTS: (Op.CONTAINS, Op.COUNT_GTE, Op.EXISTS),
}
PUBLICITY: Final = (5, 7)
CREDIT: Final = "credit.serious_illegal"
NEEDS: Final[Mapping[AwardKind, tuple[str, ...]]] = {
    AwardKind.FIXED: ("amount",),
    AwardKind.RATIO: ("of", "ratio"),
    AwardKind.TIERED: ("tiers",),
    AwardKind.PER_UNIT: ("of", "amount"),
}
MAY: Final[Mapping[AwardKind, tuple[str, ...]]] = {
    AwardKind.FIXED: (),
    AwardKind.RATIO: ("tiers", "cap"),
    AwardKind.TIERED: (),
    AwardKind.PER_UNIT: ("units", "cap"),
}


def prove_policy(policy: Policy, facts: Facts) -> Iterator[Problem]:
    """Every problem of one policy by the fact catalogue."""
    for place, condition in conditions(policy):
        for where, compare in comparisons(condition, place):
            yield from _comparison(compare, where, facts)
    yield from _award_is_whole(policy.award)
    yield from _award_facts(policy.award, facts)
    yield from _tranches(policy.award)
    yield from _dates(policy)
    yield from _belongs_together(policy, facts)


def conditions(policy: Policy) -> Iterator[tuple[Place, Condition]]:
    """Every condition of a policy with its place."""
    yield ("eligibility",), policy.eligibility
    for number, tier in enumerate(policy.award.tiers):
        yield ("award", "tiers", number, "when"), tier.when
    for number, part in enumerate(policy.award.tranches):
        if part.keep is not None:
            yield ("award", "tranches", number, "keep"), part.keep


def comparisons(condition: Condition, place: Place) -> Iterator[tuple[Place, Compare]]:
    """The comparisons of a condition, each with its place in the file."""
    match condition:
        case Compare():
            yield place, condition
        case Negation(part=part):
            yield from comparisons(part, (*place, "not"))
        case AllOf(parts=parts) | AnyOf(parts=parts):
            word = "all" if isinstance(condition, AllOf) else "any"
            for number, part in enumerate(parts):
                yield from comparisons(part, (*place, word, number))


def _comparison(compare: Compare, place: Place, facts: Facts) -> Iterator[Problem]:
    kind = facts.get(compare.fact)
    for name in sorted(facts_of(compare)):
        if name not in facts and (name == compare.fact or not is_given(name)):
            yield problem("POLICY-FACT", (*place, "fact"), id=name, known=tuple(facts))
    if kind is None:
        return
    if compare.op not in OPERATORS[kind.kind]:
        allowed = tuple(map(str, OPERATORS[kind.kind]))
        yield problem("POLICY-OPERATOR", (*place, "op"), id=kind.id, op=compare.op, kind=kind.kind, allowed=allowed)
        return
    for value in _compared_with(compare.value):
        yield from _value(value, compare, kind, facts=facts, place=(*place, "value"))


def _compared_with(value: object) -> tuple[object, ...]:
    match value:
        case None:
            return ()
        case tuple():
            return value
        case Months(of=of):
            return (FactRef(of),)
        case Growth(prev=prev):
            return (FactRef(prev),)
    return (value,)


def _value(value: object, compare: Compare, kind: FactKindOf, *, facts: Facts, place: Place) -> Iterator[Problem]:
    if compare.op in {Op.YEAR_EQ, Op.COUNT_GTE} and not isinstance(value, FactRef):
        return
    if isinstance(value, FactRef):
        other = facts.get(value.name)
        if other is not None and other.kind is not kind.kind and compare.op is not Op.YEAR_EQ:
            yield problem("POLICY-VALUE", place, value=value.name, id=kind.id, kind=kind.kind)
        return
    if not _fits(value, kind.kind):
        yield problem("POLICY-VALUE", place, reason=_quotes(value, kind.kind), value=value, id=kind.id, kind=kind.kind)
    elif kind.kind is FactKind.TEXT and kind.options and compare.op is not Op.PREFIX_IN:
        known = tuple(one.id for one in kind.options)
        if value not in known:
            yield problem("POLICY-OPTION", place, id=kind.id, option=value, known=known)


def _quotes(value: object, kind: FactKind) -> str:
    """Whether only quotes are missing, or too many."""
    if kind is FactKind.TEXT and isinstance(value, int) and not isinstance(value, bool):
        return "quotes"
    return "no_quotes" if kind is FactKind.NUMBER and isinstance(value, str) and NUMBER.fullmatch(value) else ""


def _fits(value: object, kind: FactKind) -> bool:
    match kind:
        case FactKind.NUMBER:
            return isinstance(value, Decimal | int) and not isinstance(value, bool)
        case FactKind.DATE:
            return isinstance(value, str) and ISO_DATE.fullmatch(value) is not None
        case FactKind.YES_NO:
            return isinstance(value, bool)
        case _:
            return isinstance(value, str)


def _award_is_whole(award: Award) -> Iterator[Problem]:
    """Each kind of award has its numbers and nothing that means nothing."""
    there = {name for name in ("amount", "ratio", "of", "tiers", "units", "cap") if getattr(award, name)}
    replaced = {AwardKind.RATIO: ("tiers", ("ratio",)), AwardKind.PER_UNIT: ("units", ("of", "amount"))}
    instead, spared = replaced.get(award.kind, ("", ()))
    needed = [name for name in NEEDS[award.kind] if not (instead in there and name in spared)]
    for name in needed:
        if name not in there:
            yield problem("AWARD-SHAPE", ("award", "type"), reason="missing", kind=award.kind, key=name)
    for name in sorted(there - {*needed, *MAY[award.kind]}):
        yield problem("AWARD-SHAPE", ("award", name), reason="senseless", kind=award.kind, key=name)
    wanted = "ratio" if award.kind is AwardKind.RATIO else "amount"
    other = "amount" if wanted == "ratio" else "ratio"
    for number, tier in enumerate(award.tiers):
        if getattr(tier, wanted) is None or getattr(tier, other) is not None:
            place = ("award", "tiers", number)
            yield problem("AWARD-SHAPE", place, reason="tier", kind=award.kind, key=wanted, other=other)


def _award_facts(award: Award, facts: Facts) -> Iterator[Problem]:
    named: list[tuple[Place, str]] = [(("award", "of"), award.of)] if award.of else []
    named += [(("award", "units", number, "of"), one.of) for number, one in enumerate(award.units)]
    for place, name in named:
        kind = facts.get(name)
        if kind is None:
            yield problem("POLICY-FACT", place, id=name, known=tuple(facts))
        elif kind.kind is not FactKind.NUMBER:
            yield problem("AWARD-FACT", place, id=name, kind=kind.kind)
        elif award.kind is AwardKind.RATIO and kind.yuan == 1 and (kind.unit is None or kind.unit.zh != "元"):
            yield problem("AWARD-FACT", place, reason="money", id=name, kind=kind.kind)


def _tranches(award: Award) -> Iterator[Problem]:
    if not award.tranches:
        return
    total = sum((one.ratio for one in award.tranches), Decimal(0))
    if total != 1:
        yield problem("TRANCHES", ("award", "tranches"), total=total)
    years = [one.after_years for one in award.tranches]
    for number in range(1, len(years)):
        if years[number] <= years[number - 1]:
            yield problem("TRANCHES", ("award", "tranches", number), reason="order", years=years[number])
    for number, one in enumerate(award.tranches):
        if one.keep is not None and one.after_years == 0:
            yield problem("TRANCHES", ("award", "tranches", number), reason="keep", years=0)


def _dates(policy: Policy) -> Iterator[Problem]:
    if policy.valid_from > policy.valid_until:
        yield problem("POLICY-DATES", ("valid",), start=policy.valid_from, until=policy.valid_until)
    if policy.publicity_days not in PUBLICITY:
        yield problem("PUBLICITY-DAYS", ("publicity_days",), days=policy.publicity_days)


def _most(award: Award) -> Decimal | None:
    """What one award may come to, as far as the policy says."""
    match award.kind:
        case AwardKind.FIXED:
            return award.amount
        case AwardKind.TIERED:
            return max((one.amount for one in award.tiers if one.amount is not None), default=None)
    return award.cap


def _belongs_together(policy: Policy, facts: Facts) -> Iterator[Problem]:
    by_certificate = policy.once_per is OncePer.CERTIFICATE
    if by_certificate != (policy.certificate is not None):
        reason = "missing" if by_certificate else "idle"
        yield problem("CERTIFICATE", ("once_per" if by_certificate else "certificate",), reason=reason)
    if policy.certificate and policy.certificate not in facts:
        yield problem("POLICY-FACT", ("certificate",), id=policy.certificate, known=tuple(facts))
    if policy.recognition and policy.mode is not Mode.AUTOMATIC:
        yield problem("RECOGNITION-IDLE", ("recognition",), mode=policy.mode)
    if policy.department in policy.joint:
        yield problem("JOINT-SELF", ("joint",), id=policy.department)
    most = _most(policy.award)
    if policy.ceiling is not None and most is not None and policy.ceiling < most:
        yield problem("CEILING-LOW", ("ceiling",), ceiling=policy.ceiling, most=most)
    asked = {compare.fact for _, compare in comparisons(policy.eligibility, ("eligibility",))}
    if CREDIT in facts and CREDIT not in asked:
        yield problem("CREDIT-UNASKED", ("eligibility",), id=CREDIT)
