"""The checklist of a service 申请材料清单: each material with where it comes from and what is looked at.

Owns the shape only; which materials apply in a situation is answered by :mod:`portal.domain.checklist`. The elements
follow GB/T 39046-2020, table 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.domain.conditions import Condition
    from portal.domain.limits import Limit
    from portal.domain.texts import Text


class Necessity(StrEnum):
    """材料必要性: must be there, may be there, or may follow after acceptance (容缺后补)."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    TOLERABLE = "tolerable"


class Source(StrEnum):
    """来源渠道 of a material."""

    APPLICANT = "applicant"  # 10 申请人自备
    GOVERNMENT = "government"  # 20 政府部门核发
    INTERMEDIARY = "intermediary"  # 30 中介机构出具


class Acquisition(StrEnum):
    """How the portal gets a material: the applicant supplies it, or is spared (免提交)."""

    UPLOAD = "upload"
    GENERATED = "generated"  # made by the portal from the form, signed with the declaration
    SHARED = "shared"  # fetched from a department's data, nothing to hand in


class Medium(StrEnum):
    """原件 / 复印件."""

    ORIGINAL = "original"
    COPY = "copy"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """One thing somebody looks at and ticks 审查要点."""

    id: str
    text: Text
    basis: Text | None = None


class Holder(StrEnum):
    """About whom a licence or a record is."""

    ENTERPRISE = "enterprise"  # the enterprise of the application
    APPLICANT = "applicant"  # the person who applies


@dataclass(frozen=True, slots=True)
class Obtain:
    """From where the portal may get a material instead of the applicant 免提交, tried in this order (guide §3.7).

    ``licence`` is a type of electronic licence 电子证照, ``dataset`` a set of shared data 数据共享; the applicant's own
    document locker is always tried first. ``holder`` says whose licence or record it is.
    """

    licence: str | None = None
    dataset: str | None = None
    holder: Holder = Holder.ENTERPRISE
    valid_for: Limit | None = None  # how old a kept document may be


@dataclass(frozen=True, slots=True)
class Material:
    """One line of the checklist 申请材料 with where it comes from and what is looked at."""

    id: str
    name: Text
    necessity: Necessity
    source: Source
    acquisition: Acquisition
    medium: Medium
    basis: Text
    issuer: Text | None = None
    when: Condition | None = None
    guidance: Text | None = None  # 填报须知
    originals: int = 0
    copies: int = 1
    max_files: int = 5
    checks: tuple[CheckPoint, ...] = ()
    by_commitment: bool = False  # not needed from an applicant who chose 告知承诺
    at_window: bool = False  # the paper must be shown at the window
    at_step: str | None = None  # handed in with that step of the applicant, not when filing
    obtain: Obtain | None = None
