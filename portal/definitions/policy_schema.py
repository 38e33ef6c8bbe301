"""The shape of the files of `workflows/policies/`: policies, the catalogue of facts, and the process of claims.

Owns the vocabulary (docs/policy-language.md is generated from the descriptions here). Refuses unknown keys and values
of another kind. What the values mean together is judged in :mod:`portal.definitions.policy_lint`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from portal.definitions.form_schema import FieldModel, OptionModel
from portal.definitions.rule_schema import CommitmentModel, SuperiorModel
from portal.definitions.schema import FaqModel, MaterialModel
from portal.definitions.shapes import Amount, Id, Key, Strict, TextModel, Word, word
from portal.domain.conditions import Compare, ConditionInvalid, Op
from portal.domain.policies.facts import FactKind
from portal.domain.policies.matching import YEARS_BACK, year_name
from portal.domain.policies.policy import AwardKind, FairGround, Mode, OncePer, WhenExhausted

FactId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=60)]


def _a_day(written: str) -> str:
    try:
        date.fromisoformat(written)
    except ValueError:
        raise PydanticCustomError("day", "{day} is no day; write 2026-12-31 in quotes", {"day": written}) from None
    return written


Day = Annotated[str, AfterValidator(_a_day)]
YEAR: Final = re.compile(r"\{policy_year(?:\s*-\s*([1-9]))?\}\Z")


class FactConditionModel(Strict):
    """A condition about the enterprise: `all`, `any`, `not`, or one comparison of a fact."""

    all: list[FactConditionModel] | None = Field(None, min_length=1, description="every one must hold")
    any: list[FactConditionModel] | None = Field(None, min_length=1, description="one must hold")
    negated: FactConditionModel | None = Field(None, alias="not", description="must not hold")
    fact: FactId | None = Field(None, description="id in facts.yaml, dotted: credit.serious_illegal")
    op: Op | None = word(default=None, description="how it is compared")
    value: Any = Field(
        None, description='what it is compared with; "{policy_year}" is the year of the claim, {fact: …} another fact'
    )

    @model_validator(mode="after")
    def _one_form(self) -> FactConditionModel:
        forms = {"all", "any", "negated", "fact"} & self.model_fields_set
        if len(forms) != 1:
            raise PydanticCustomError("condition", "a condition is exactly one of all, any, not, or fact with op")
        if ("fact" in forms) != (self.op is not None) or ("value" in self.model_fields_set and self.op is None):
            raise PydanticCustomError("condition", "a comparison needs fact and op, and nothing else has op or value")
        if self.fact is not None and self.op is not None:
            _try_comparison(self.fact, self.op, self.value)
        return self


def given_year(value: object) -> object:
    """A value with the place-holder of the policy's year turned into the fact that holds it."""
    found = YEAR.match(value) if isinstance(value, str) else None
    if not found:
        return value
    back = int(found[1] or 0)
    if back > YEARS_BACK:
        message = "a condition looks at most {most} years back"
        raise PydanticCustomError("condition", message, {"most": YEARS_BACK})
    return {"fact": year_name(back)}


NUMBER_OR_DAY: Final = 'a number without quotes and unit, a day like "2026-01-01", or {fact: …}'
SEVERAL: Final = "a list, for example [B, C, D]"
WANTED: Final[Mapping[Op, str]] = {
    **dict.fromkeys((Op.GT, Op.GTE, Op.LT, Op.LTE), NUMBER_OR_DAY),
    **dict.fromkeys((Op.IN, Op.NOT_IN, Op.PREFIX_IN), SEVERAL),
    **dict.fromkeys((Op.IS_TRUE, Op.IS_FALSE, Op.EXISTS), "no value at all"),
    Op.BETWEEN: "two bounds, the lower one first, for example [0, 400]",
    Op.YEAR_EQ: 'a year like 2026, or "{policy_year}" or "{policy_year-1}" in quotes',
    Op.WITHIN_MONTHS: "a number of months, for example 24",
    Op.GROWTH_GTE: "{prev: revenue.before, pct: 10}: the fact of the year before and the growth in per cent",
    Op.COUNT_GTE: "a whole number",
}
"""What each operator is compared with."""


def _try_comparison(fact: str, op: Op, value: object) -> None:
    try:
        Compare(fact, op, given_year(value))
    except ConditionInvalid:
        given = "there is no value" if value is None else f"the value {value!r} does not fit"
        message = "{given}: the operator {op} takes {wanted}"
        facts = {"given": given, "op": str(op), "wanted": WANTED.get(op, "a value")}
        raise PydanticCustomError("condition", message, facts) from None


class TierModel(Strict):
    """One tier: the first whose condition holds counts."""

    when: FactConditionModel = Field(description="for whom")
    amount: Amount | None = Field(None, gt=0, description="yuan, for type tiered")
    ratio: Amount | None = Field(None, gt=0, le=1, description="a share, for type ratio")


class UnitRateModel(Strict):
    """An amount for each unit of one fact."""

    of: FactId = Field(description="the fact that is counted")
    amount: Amount = Field(gt=0, description="yuan for each")


class TrancheModel(Strict):
    """One part of a split payment."""

    ratio: Amount = Field(gt=0, le=1, description="0.6 is 60 %; all parts add up to 1")
    after_years: int = Field(0, ge=0, le=5, description="due so many whole years after the decision")
    keep: FactConditionModel | None = Field(None, description="paid only when this still holds then")


class AwardModel(Strict):
    """What is paid."""

    type: AwardKind = word(description="fixed, ratio, tiered or per_unit")
    amount: Amount | None = Field(None, gt=0, description="yuan: the award (fixed), or for each unit (per_unit)")
    ratio: Amount | None = Field(None, gt=0, le=1, description="0.05 is 5 % (ratio)")
    of: FactId | None = Field(None, description="the fact a share is taken from (ratio), or that is counted (per_unit)")
    tiers: list[TierModel] = Field(default=[], description="for tiered, and for a ratio that differs")
    units: list[UnitRateModel] = Field(default=[], description="for per_unit with several kinds of units")
    cap: Amount | None = Field(None, gt=0, description="yuan: one award is never more")
    tranches: list[TrancheModel] = Field(default=[], description="the parts it is paid in; left out: at once")


class FairModel(Strict):
    """The fair-competition review 公平竞争审查."""

    ground: FairGround = word(description="general, law, security, science or environment")
    conclusion: TextModel = Field(description="what the review found")
    basis: TextModel = Field(description="the article, and for an exception why it applies")
    reviewed_on: Day = Field(description="the day of the review, in quotes")
    valid_until: Day = Field(description="until when the conclusion holds, in quotes")


class ValidModel(Strict):
    """When the policy can be claimed."""

    start: Day = Field(alias="from", description="first day, in quotes")
    until: Day = Field(description="last day, in quotes")


class PolicyModel(Strict):
    """A whole file `workflows/policies/<key>.v<N>.yaml`."""

    key: Key = Field(description="the same as in the file name")
    version: int = Field(ge=1, description="the same as in the file name")
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{2}$")] = Field(
        description="two letters, two digits; part of case numbers; of this policy alone"
    )
    number: Word = Field(description="as in the county's list, e.g. P03; of this policy alone")
    name: TextModel = Field(description="政策名称")
    summary: TextModel = Field(description="one sentence for the shelf")
    keywords: list[Word] = Field(default=[], description="further words for the search, any language")
    department: Word = Field(description="the department in charge 主管部门, key in departments.yaml")
    mode: Mode = word(description="automatic 免申即享, instant 即申即享 or commitment 承诺兑现")
    document: TextModel = Field(description="the policy document 政策文件 with its number")
    sample: bool = Field(description="true: the amounts are invented and shown as 示例")
    valid: ValidModel = Field(description="when it can be claimed")
    eligibility: FactConditionModel = Field(description="who qualifies")
    award: AwardModel = Field(description="what is paid")
    once_per: OncePer = word(description="how often one enterprise may have it: ever, year or certificate")
    certificate: FactId | None = Field(None, description="for once_per certificate: the fact with its number")
    exclusive: list[Id] = Field(default=[], description="exclusion groups 就高不重复: one award of a group in a year")
    ceiling: Amount | None = Field(None, gt=0, description="yuan: most for one enterprise in a year")
    pool: Id = Field(description="budget pool of pools.yaml; budgets are per pool and year")
    when_exhausted: WhenExhausted = word(description="waiting_list or pro_rata")
    fair: FairModel = Field(description="fair-competition review")
    publicity_days: int = Field(description="公示: 5 or 7 working days")
    joint: list[Key] = Field(default=[], description="departments of the parallel check 联审")
    superior: SuperiorModel | None = Field(None, description="an agency above approves 上级核准")
    recognition: Id | None = Field(None, description="kind of recognition list that finds the enterprises (automatic)")
    commitment: CommitmentModel | None = Field(None, description="what is promised; needed for mode commitment")
    fields: list[FieldModel] = Field(default=[], description="what the claim asks besides enterprise and account")
    materials: list[MaterialModel] = Field(default=[], description="what must be handed in besides the claim form")
    checks: list[TextModel] = Field(default=[], description="what the department checks besides the conditions")
    materials_before: int = Field(0, ge=0, description="how many materials were asked before the reform")
    task_type: Annotated[str, Field(pattern=r"^0[58]$")] | None = Field(
        None, description='"08" reward 行政奖励 (usual for fixed and tiered) or "05" benefit 行政给付, in quotes'
    )
    faq: list[FaqModel] = Field(default=[], description="frequent questions")
    process: int = Field(1, ge=1, description="version of the common process, process.v<N>.yaml")


class FactModel(Strict):
    """One fact of the catalogue."""

    label: TextModel = Field(description="what it is called")
    kind: FactKind = word(description="text, number, date, yes_no or texts")
    unit: TextModel | None = Field(None, description="for numbers, e.g. 万元")
    yuan: Amount | None = Field(None, gt=0, description="for sums of money: how many yuan one unit is; 10000 for 万元")
    declarable: bool = Field(default=True, description="whether the enterprise may state it itself")
    options: list[OptionModel] = Field(default=[], description="the only words a text may be")
    hint: TextModel | None = Field(None, description="what is counted, and from where")
    valid_months: int | None = Field(
        None, ge=1, le=120, description="how many months a value counts from its day; an older one is unknown"
    )
    held_by: Key | None = Field(None, description="the department whose record it is, whom to ask when it is wrong")


class FactsModel(Strict):
    """The whole file `workflows/policies/facts.yaml`."""

    facts: dict[FactId, FactModel] = Field(description="by their ids")


class PoolsModel(Strict):
    """The whole file `workflows/policies/pools.yaml`."""

    pools: dict[Id, TextModel] = Field(description="what each budget pool is called")


class PaceModel(Strict):
    """Working days of the parts of a claim in one mode."""

    review: int = Field(ge=1, le=60, description="review by the department")
    joint: int = Field(ge=1, le=60, description="parallel check of other departments, when there is one")
    decision: int = Field(ge=1, le=60, description="decision after the notice")
    statutory: int = Field(ge=1, le=365, description="the longest time, in working days")
    name: TextModel = Field(description="what the mode is called")


class ProcessModel(Strict):
    """The whole file `workflows/policies/process.v<N>.yaml`."""

    modes: dict[Annotated[Mode, Field(strict=False)], PaceModel] = Field(description="the pace of each mode")
    service: dict[str, Any] = Field(description="the service of a claim, with places that a policy fills")
