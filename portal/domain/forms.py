"""The form of a service 申请表: questions, pages and the checks between fields, as frozen values.

Owns the shape only. What an answer must look like is in :mod:`portal.domain.answers`, what fields mean together in
:mod:`portal.domain.rules`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from portal.domain.conditions import Condition
    from portal.domain.limits import Limit
    from portal.domain.texts import Text


class FieldKind(StrEnum):
    """What one form field holds; the kind decides widget, shape check and stored type."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    MONEY = "money"  # Decimal in 元, stored as text
    PERCENT = "percent"  # Decimal, stored as text
    DATE = "date"  # ISO text
    CHOICE = "choice"  # one option id
    CHOICES = "choices"  # list of option ids
    YES_NO = "yes_no"  # bool
    MOBILE = "mobile"
    EMAIL = "email"
    PERSON_ID = "person_id"  # 公民身份号码, GB 11643-1999
    USCC = "uscc"  # 统一社会信用代码, GB 32100-2015
    ACCOUNT_NUMBER = "account_number"  # 银行账号, digits only
    TABLE = "table"  # list of rows, each a mapping column id -> value


class Prefill(StrEnum):
    """What the portal already knows and puts into an empty field; the applicant may change it."""

    ENTERPRISE_NAME = "enterprise_name"
    ENTERPRISE_USCC = "enterprise_uscc"
    LEGAL_REPRESENTATIVE = "legal_representative"
    ACCOUNT_NAME = "account_name"
    ACCOUNT_MOBILE = "account_mobile"
    ACCOUNT_PERSON_ID = "account_person_id"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen."""

    id: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form, or one column of a table, or one result an officer enters."""

    id: str
    kind: FieldKind
    label: Text
    hint: Text | None = None
    required: bool = True
    when: Condition | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Field, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    min_rows: int = 1
    max_rows: int = 50
    personal: bool = False  # masked for everyone but the holder and the handlers
    prefill: Prefill | None = None
    example: str | None = None  # a right answer, for samples

    def option(self, option_id: str) -> Option | None:
        """The option with that id, or nothing."""
        return next((option for option in self.options if option.id == option_id), None)

    def shown(self, value: object) -> str:
        """A single answer as Chinese text: the label of a chosen option, else the value itself; "" for none."""
        option = self.option(value) if isinstance(value, str) else None
        return option.label.zh if option else "" if value is None else str(value)


class RuleKind(StrEnum):
    """Closed vocabulary of checks between fields; each is a pure function in the domain."""

    COMPANY_NAME = "company_name"  # 企业名称登记管理规定: the four parts and forbidden words
    SUM_EQUALS = "sum_equals"  # a table column adds up to another field
    WITHIN_PERIOD = "within_period"  # a date lies within a limit after the filing day
    DISTINCT = "distinct"  # no value twice in a table column
    DIFFERENT = "different"  # two fields must not hold the same value
    INDUSTRY_CODE = "industry_code"  # GB/T 4754: a section letter and two to four digits
    ONE_OF = "one_of"  # exactly one of two fields (or columns of each row) is filled
    BRANCH_NAME = "branch_name"  # the parent's name with 分公司, 分厂 or 分店
    COUNT = "count"  # so many rows of a table, all or those of one kind
    SHARE = "share"  # rows of one kind are so many per cent of all
    AMOUNT = "amount"  # an amount lies between two bounds
    NOT_PAST = "not_past"  # a day is not before the filing day
    AMONG = "among"  # a person is one of those named elsewhere
    AGE = "age"  # everybody named is so old on the filing day
    DISJOINT = "disjoint"  # nobody in a table is named elsewhere, too
    ORIGIN_ENGLISH = "origin_english"  # 原产地证: English only, no odd characters, on the whole page
    ORIGIN_MARKS = "origin_marks"  # never AS PER INVOICE or AS PER B/L
    ORIGIN_CONSIGNEE = "origin_consignee"  # TO ORDER on a CO only
    ORIGIN_PORTS = "origin_ports"  # ports from the list
    ORIGIN_HS = "origin_hs"  # HS codes of 6, 8 or 10 digits
    ORIGIN_AMOUNTS = "origin_amounts"  # amounts of foreign money in a column, which add up to a total
    ORIGIN_WEIGHTS = "origin_weights"  # gross weights, not below a quantity in kilograms
    ORIGIN_INVOICE = "origin_invoice"  # better not dated in the future or after the departure
    ORIGIN_DESTINATION = "origin_destination"  # a member of the agreement
    ORIGIN_SHIPMENT = "origin_shipment"  # 补发 within its time and marked
    ORIGIN_CRITERION = "origin_criterion"  # agrees with the check of origin


@dataclass(frozen=True, slots=True)
class Rule:
    """One check between fields of a form.

    ``fields`` names what the rule looks at by role ("table", "column", "total", "date",
    "region", "trade_name" …); errors are shown at ``at`` (a field id). ``limit`` is used
    by WITHIN_PERIOD. ``article`` is the source, shown with the error. The rule holds in the situation ``when`` and
    counts the rows for which ``where`` holds, a condition over columns. Advice does not block.
    """

    kind: RuleKind
    fields: dict[str, str]
    at: str
    article: Text
    limit: Limit | None = None
    when: Condition | None = None
    where: Condition | None = None
    at_least: int | None = None
    at_most: int | None = None
    advice: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One thing per page: a title and the few fields that belong together."""

    id: str
    title: Text
    fields: tuple[Field, ...]
    hint: Text | None = None
    when: Condition | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One line of the applicant's task list; its pages are filled in order."""

    id: str
    title: Text
    pages: tuple[Page, ...]
