"""Records of the money of policies 惠企资金 that cross the ports. Shapes only; amounts are Decimal yuan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.domain.funds.ledger import NOTHING, Balance

if TYPE_CHECKING:
    from portal.domain.deadlines import Deadline
    from portal.domain.funds.budgets import BudgetName
    from portal.domain.funds.payments import AwardState, InstalmentState


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """One budget with its balance; ``entries`` is the number of lines in its ledger."""

    id: int
    name: BudgetName
    balance: Balance
    entries: int
    last_digest: str
    waiting: int = 0  # how many awards wait for money; filled in lists only
    short: Decimal = NOTHING  # and how much they ask for
    to_settle: int = 0  # how many wait until the year is settled; filled in lists only
    sharing: Decimal = NOTHING  # and what was approved for them


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """The awards of a budget that the year's settlement divides 待清算: what they ask for, and what they hold."""

    count: int
    undecided: int
    asked: Decimal
    held: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Where an award is to be paid 收款账户."""

    holder: str
    bank: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """The money of one approved claim; ``asked`` is what was approved, ``amount`` what is left after a cut."""

    id: int
    case_number: str
    budget_id: int
    pool: str
    year: int
    policy_key: str
    policy_version: int
    department: str
    automatic: bool  # 免申即享
    pro_rata: bool
    uscc: str
    enterprise: str
    claim_year: int
    matter: str  # the year, the certificate, or "ever": what the policy gives an award once for
    asked: Decimal
    amount: Decimal
    paid: Decimal = NOTHING
    state: AwardState
    settled: bool = False
    accepted_at: datetime
    approved_at: datetime
    decided_on: date | None = None
    account: Account

    @property
    def to_settle(self) -> bool:
        """Whether it waits until all awards of the year share what there is 待清算."""
        return self.pro_rata and not self.settled

    @property
    def other_holder(self) -> bool:
        """Whether the account is not in the enterprise's own name 非本企业账户."""
        return self.account.holder.strip() != self.enterprise.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One payment of an award. ``deadline`` is that of the finance bureau, once it may be paid."""

    id: int
    award_id: int
    seq: int
    amount: Decimal
    due_on: date
    conditional: bool
    state: InstalmentState
    words: str = ""  # who found what about the condition, or why the bank sent it back
    due_at: datetime | None = None
    warn_at: datetime | None = None
    pay_by: date | None = None
    paid_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstalment:
    """An instalment that is about to be stored."""

    award_id: int
    seq: int
    amount: Decimal
    due_on: date
    conditional: bool
    department: str
    deadline: Deadline | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentLine:
    """An instalment in a list, with its award."""

    instalment: Instalment
    award: Award


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One payment order 支付令批次."""

    id: int
    number: str
    made_at: datetime
    made_by: str
    lines: int
    open_lines: int
    total: Decimal
    due_at: datetime
    warn_at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One line of a batch: what the bank was told, and what it answered (state ordered, paid or returned)."""

    id: int
    batch_id: int
    line: int
    instalment_id: int
    award_id: int
    case_number: str
    enterprise: str
    uscc: str
    amount: Decimal
    account: Account
    state: InstalmentState
    result_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Money that is taken back 追回, and until when the enterprise is kept out of policies."""

    id: int
    award_id: int
    case_number: str
    uscc: str
    enterprise: str
    department: str
    amount: Decimal
    received: Decimal
    reason: str
    started_at: datetime
    started_by: str
    due_on: date
    excluded_until: date
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyFigures:
    """One fiscal year: what was paid to how many enterprises, and how much of it without a claim 免申即享."""

    total: Decimal
    reserved: Decimal
    paid: Decimal
    enterprises: int
    awards: int
    automatic: int
    automatic_paid: Decimal
