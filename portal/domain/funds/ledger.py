"""The ledger of one budget 预算台账: what was entered in order, and what it adds up to.

Owns what each kind of entry does to the balance, and the chain over the entries. Refuses a balance in which more is
reserved and paid than there is. Amounts are Decimal yuan with two places, always positive.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.amounts import FEN
from portal.domain.case.chain import GENESIS, link
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from portal.domain.case.state import By

NOTHING: Final = Decimal("0.00")
MOST: Final = Decimal("99999999999.99")
"""No single amount is larger: a slip of the hand is refused before it fills a ledger."""


class EntryKind(StrEnum):
    """What happened to the money of a budget."""

    TOP_UP = "top_up"  # 追加预算
    REDUCE = "reduce"  # 调减预算
    RESERVE = "reserve"  # 审核通过, 预留
    RELEASE = "release"  # 释放
    ORDER = "order"  # 下达支付令
    PAY = "pay"  # 到账
    RETURN = "return"  # 退回: the bank could not pay
    RECOVER = "recover"  # 追回入账


@dataclass(frozen=True, slots=True)
class Balance:
    """One budget at one moment."""

    total: Decimal = NOTHING
    reserved: Decimal = NOTHING
    paid: Decimal = NOTHING

    @property
    def available(self) -> Decimal:
        """What may still be reserved."""
        return self.total - self.reserved - self.paid

    @property
    def is_sound(self) -> bool:
        """Nothing below zero, and never more promised and paid than there is."""
        return min(self.total, self.reserved, self.paid, self.available) >= 0


#: How an entry of one yuan moves total, reserved and paid. An order and a return move money at the bank, not here:
#: what was ordered stays reserved until the bank says that it arrived.
EFFECTS: Final[dict[EntryKind, tuple[int, int, int]]] = {
    EntryKind.TOP_UP: (1, 0, 0),
    EntryKind.REDUCE: (-1, 0, 0),
    EntryKind.RESERVE: (0, 1, 0),
    EntryKind.RELEASE: (0, -1, 0),
    EntryKind.ORDER: (0, 0, 0),
    EntryKind.PAY: (0, -1, 1),
    EntryKind.RETURN: (0, 0, 0),
    EntryKind.RECOVER: (0, 0, -1),
}


class BudgetExceeded(DomainError):
    """The entry would promise or pay more than there is, or make a balance negative; facts: `kind`, `amount`."""

    message_id = "budget.exceeded"


class AmountInvalid(DomainError):
    """An amount is positive yuan with at most two places, below a hundred thousand million; facts: `amount`."""

    message_id = "budget.amount_invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a ledger; ``digest`` covers the line and the one before it."""

    seq: int
    kind: EntryKind
    amount: Decimal
    case_number: str | None = None
    batch: str | None = None
    reason: str = ""
    at: datetime
    by: By
    digest: str = ""

    @property
    def header(self) -> str:
        """Who and when, as it goes into the chain."""
        instant = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        return f"{self.seq}|{self.kind.value}|{instant}|{self.by.user_id}|{self.by.role}|{self.by.name}"

    @property
    def payload(self) -> bytes:
        """What was entered, as it goes into the chain."""
        return f"{self.amount:.2f}|{self.case_number or ''}|{self.batch or ''}|{self.reason}".encode()


def yuan(amount: Decimal) -> Decimal:
    """A positive amount to the cent; raises AmountInvalid, never rounds."""
    if not amount.is_finite() or not 0 < amount <= MOST or amount != amount.quantize(FEN):
        raise AmountInvalid(amount=str(amount))
    return amount.quantize(FEN)


def moved(balance: Balance, kind: EntryKind, amount: Decimal) -> Balance:
    """The balance after an entry; raises BudgetExceeded when that would not be sound."""
    total, reserved, paid = EFFECTS[kind]
    after = Balance(balance.total + total * amount, balance.reserved + reserved * amount, balance.paid + paid * amount)
    if not after.is_sound:
        raise BudgetExceeded(kind=kind.value, amount=amount)
    return after


def sealed(entry: Entry, previous: str) -> Entry:
    """The entry with its digest."""
    return replace(entry, digest=link(previous, entry.header, entry.payload))


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not agree; ``seq`` is None for the balance as a whole."""

    seq: int | None
    what: str
    expected: str
    found: str


def reconciled(name: str, entries: Iterable[Entry], stored: Balance, *, last_digest: str) -> tuple[Finding, ...]:
    """What disagrees between the entries of the budget ``name``, their chain, and the stored balance."""
    findings: list[Finding] = []
    balance, previous, expected_seq = Balance(), seed(name), 1
    for entry in entries:
        if entry.seq != expected_seq:
            findings.append(Finding(entry.seq, "order", str(expected_seq), str(entry.seq)))
        right = sealed(entry, previous).digest
        if right != entry.digest:
            findings.append(Finding(entry.seq, "digest", right, entry.digest))
        previous, expected_seq = entry.digest, entry.seq + 1
        try:
            balance = moved(balance, entry.kind, entry.amount)
        except BudgetExceeded as refused:
            findings.append(Finding(entry.seq, "balance", "", str(refused)))
    if previous != last_digest:
        findings.append(Finding(None, "last digest", previous, last_digest))
    pairs = ((part, getattr(balance, part), getattr(stored, part)) for part in ("total", "reserved", "paid"))
    findings += [Finding(None, part, f"{want:.2f}", f"{have:.2f}") for part, want, have in pairs if want != have]
    return tuple(findings)


def promised(stored: Balance, *, reserved: Decimal, paid: Decimal) -> tuple[Finding, ...]:
    """What disagrees between a balance and the awards themselves: what they hold, and what reached them."""
    pairs = (("reserved by awards", reserved, stored.reserved), ("paid by awards", paid, stored.paid))
    return tuple(Finding(None, what, f"{want:.2f}", f"{have:.2f}") for what, want, have in pairs if want != have)


def seed(name: str) -> str:
    """What the first entry of the budget of this name is chained to."""
    return link(GENESIS, name, b"")
