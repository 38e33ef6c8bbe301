"""What is known of an enterprise 企业画像: every fact with its value, the day it held, and where it comes from.

Owns the shapes. A fact without a value is unknown, never false.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from portal.domain.forms import Option
    from portal.domain.texts import Text


class FactKind(StrEnum):
    """What a fact holds."""

    TEXT = "text"
    NUMBER = "number"  # Decimal, in the unit of the catalogue
    DATE = "date"
    YES_NO = "yes_no"
    TEXTS = "texts"  # several words


class FactSource(StrEnum):
    """Where a value comes from; an earlier one outweighs a later one of the same day."""

    LIST = "list"  # a recognition list 认定名单 of a department
    SHARED = "shared"  # data of a department 数据共享
    PORTAL = "portal"  # a result of the portal's own cases, or computed from other facts
    DECLARED = "declared"  # the enterprise's own statement 自行申报


@dataclass(frozen=True, slots=True)
class FactKindOf:
    """One line of the fact catalogue: what the fact is called and how it is measured."""

    id: str
    label: Text
    kind: FactKind
    unit: Text | None = None  # e.g. 万元
    declarable: bool = True  # whether the enterprise may state it itself
    options: tuple[Option, ...] = ()  # the only words a text may be, with what they are called
    yuan: Decimal = Decimal(1)  # how many yuan one unit is, for sums of money: 10000 for 万元
    hint: Text | None = None  # what is counted, and from where
    valid_months: int | None = None  # how long a value counts from its day; an older one is unknown
    held_by: str = ""  # the department whose record it is, whom to ask when it is wrong


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one fact."""

    id: str
    value: str | Decimal | date | bool | tuple[str, ...]
    as_of: date
    source: FactSource
    note: str = ""  # e.g. the name of the list, the number of the certificate
