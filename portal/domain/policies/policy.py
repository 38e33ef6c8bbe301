"""One policy 惠企政策 as a frozen value: conditions, award, exclusions, money and the fair-competition review.

Owns the shape only. Amounts are Decimal yuan; facts named here are ids of the fact catalogue
(`workflows/policies/facts.yaml`), dotted like ``credit.serious_illegal``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from portal.domain.conditions import Condition
    from portal.domain.texts import Text


class Mode(StrEnum):
    """How a policy is paid out 兑现方式 (guide §6.1)."""

    AUTOMATIC = "automatic"  # 免申即享: matched by the department, the enterprise only confirms
    INSTANT = "instant"  # 即申即享: a simple claim
    COMMITMENT = "commitment"  # 承诺兑现: a claim with a commitment that is checked afterwards


class AwardKind(StrEnum):
    """How the amount is computed."""

    FIXED = "fixed"  # an amount
    RATIO = "ratio"  # a share of a fact in yuan
    TIERED = "tiered"  # the first tier whose condition holds
    PER_UNIT = "per_unit"  # an amount for each unit of a fact


@dataclass(frozen=True, slots=True)
class Tier:
    """An amount, or the share of a ratio award, for whom a condition holds."""

    when: Condition
    amount: Decimal | None = None
    ratio: Decimal | None = None


@dataclass(frozen=True, slots=True)
class UnitRate:
    """An amount for each unit of one fact, e.g. 2,000 yuan for each technician."""

    of: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Tranche:
    """One part of a split payment: due whole years after the decision, and only if ``keep`` still holds then."""

    ratio: Decimal  # 0.6 is 60 %
    after_years: int = 0
    keep: Condition | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """What is paid. ``of`` is the fact a ratio or a number of units is taken from; ``ratio`` 0.05 is 5 %.

    A ratio that differs between enterprises stands in ``tiers``; several kinds of units stand in ``units``.
    """

    kind: AwardKind
    amount: Decimal | None = None
    ratio: Decimal | None = None
    of: str | None = None
    tiers: tuple[Tier, ...] = ()
    cap: Decimal | None = None
    tranches: tuple[Tranche, ...] = ()  # none: one payment
    units: tuple[UnitRate, ...] = ()


class OncePer(StrEnum):
    """How often one enterprise may have the award."""

    EVER = "ever"
    YEAR = "year"
    CERTIFICATE = "certificate"  # once for each value of the fact ``certificate``


class WhenExhausted(StrEnum):
    """What happens to an approved award for which the budget has nothing left."""

    WAITING_LIST = "waiting_list"  # paid in the order of acceptance when money comes
    PRO_RATA = "pro_rata"  # all awards of the year are cut alike when the year is settled


class FairGround(StrEnum):
    """Why the award is compatible with fair competition (公平竞争审查条例 art. 8-12, in force 2024-08-01)."""

    GENERAL = "general"  # open to all on equal terms: no selective award
    LAW = "law"  # a law or the State Council allows it (art. 10)
    SECURITY = "security"  # national security or development interest (art. 12)
    SCIENCE = "science"  # scientific and technological progress (art. 12)
    ENVIRONMENT = "environment"  # energy saving, environment, disaster relief (art. 12)


@dataclass(frozen=True, slots=True)
class FairReview:
    """The conclusion of the fair-competition review 公平竞争审查, with its basis and how long it holds."""

    conclusion: Text
    ground: FairGround
    basis: Text
    reviewed_on: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of one policy. Its claims are cases of the service of the same key and version."""

    key: str
    version: int
    number: str  # as in the county's list, e.g. P03
    name: Text
    summary: Text
    department: str  # key of the department in charge 主管部门
    mode: Mode
    document: Text  # the policy document 政策文件 with its number
    sample: bool  # the amounts are invented: 示例
    valid_from: date
    valid_until: date
    eligibility: Condition
    award: Award
    once_per: OncePer
    pool: str  # budget pool; budgets are per pool and fiscal year
    when_exhausted: WhenExhausted
    fair: FairReview
    publicity_days: int  # 公示, working days: 5 or 7
    certificate: str | None = None
    exclusive: tuple[str, ...] = ()  # exclusion groups 就高不重复: one award of a group for one matter and year
    ceiling: Decimal | None = None  # most that one enterprise gets from this policy in a year
    joint: tuple[str, ...] = ()  # departments of the parallel joint check 联审
    superior: bool = False  # 上级核准
    recognition: str | None = None  # kind of the recognition list that an automatic run uses
