"""From the checked shape of a policy file to the frozen policy of the domain.

Owns the translation key by key. Refuses nothing: the schema has refused before.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.definitions.build_words import text
from portal.definitions.policy_schema import given_year
from portal.domain.conditions import AllOf, AnyOf, Compare, Condition, Negation, Op
from portal.domain.forms import Option
from portal.domain.policies.facts import FactKindOf
from portal.domain.policies.policy import Award, FairReview, Policy, Tier, Tranche, UnitRate

if TYPE_CHECKING:
    from portal.definitions import policy_schema as schema
    from portal.domain.texts import Text


def policy(model: schema.PolicyModel) -> Policy:
    """One version of one policy."""
    return Policy(
        key=model.key,
        version=model.version,
        number=model.number,
        name=text(model.name),
        summary=text(model.summary),
        department=model.department,
        mode=model.mode,
        document=text(model.document),
        sample=model.sample,
        valid_from=_day(model.valid.start),
        valid_until=_day(model.valid.until),
        eligibility=_condition(model.eligibility),
        award=_award(model.award),
        once_per=model.once_per,
        pool=model.pool,
        when_exhausted=model.when_exhausted,
        fair=_fair(model.fair),
        publicity_days=model.publicity_days,
        certificate=model.certificate,
        exclusive=tuple(model.exclusive),
        ceiling=model.ceiling,
        joint=tuple(model.joint),
        superior=model.superior is not None,
        recognition=model.recognition,
    )


def facts(model: schema.FactsModel) -> dict[str, FactKindOf]:
    """The catalogue of facts by id."""
    return {key: _fact(key, one) for key, one in model.facts.items()}


def pools(model: schema.PoolsModel) -> dict[str, Text]:
    """What each budget pool is called, by id."""
    return {key: text(name) for key, name in model.pools.items()}


def _fact(key: str, model: schema.FactModel) -> FactKindOf:
    return FactKindOf(
        id=key,
        label=text(model.label),
        kind=model.kind,
        unit=text(model.unit),
        declarable=model.declarable,
        options=tuple(Option(one.id, text(one.label), text(one.hint)) for one in model.options),
        yuan=model.yuan or Decimal(1),
        hint=text(model.hint),
        valid_months=model.valid_months,
        held_by=model.held_by or "",
    )


def _condition(model: schema.FactConditionModel) -> Condition:
    if model.all is not None:
        return AllOf(tuple(_condition(one) for one in model.all))
    if model.any is not None:
        return AnyOf(tuple(_condition(one) for one in model.any))
    if model.negated is not None:
        return Negation(_condition(model.negated))
    return Compare(str(model.fact), Op(str(model.op)), given_year(model.value))


def _award(model: schema.AwardModel) -> Award:
    return Award(
        kind=model.type,
        amount=model.amount,
        ratio=model.ratio,
        of=model.of,
        tiers=tuple(Tier(_condition(one.when), one.amount, one.ratio) for one in model.tiers),
        cap=model.cap,
        tranches=tuple(_tranche(one) for one in model.tranches),
        units=tuple(UnitRate(one.of, one.amount) for one in model.units),
    )


def _tranche(model: schema.TrancheModel) -> Tranche:
    return Tranche(model.ratio, model.after_years, _condition(model.keep) if model.keep else None)


def _fair(model: schema.FairModel) -> FairReview:
    return FairReview(
        conclusion=text(model.conclusion),
        ground=model.ground,
        basis=text(model.basis),
        reviewed_on=_day(model.reviewed_on),
        valid_until=_day(model.valid_until),
    )


def _day(written: str) -> date:
    return date.fromisoformat(written)
