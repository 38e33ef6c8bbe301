"""A ledger adds up to its balance, and whoever changes a line breaks the chain."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.case.state import By
from portal.domain.funds.budgets import cut_alike, divided
from portal.domain.funds.ledger import (
    AmountInvalid,
    Balance,
    BudgetExceeded,
    Entry,
    EntryKind,
    moved,
    reconciled,
    sealed,
    seed,
    yuan,
)

NAME = "industry/2026"
AT = datetime(2026, 9, 21, 1, 30, tzinfo=UTC)
BY = By(7, "出纳", "officer")
CENTS = st.integers(min_value=0, max_value=10**12).map(lambda cents: Decimal(cents).scaleb(-2))


def ledger(*lines: tuple[EntryKind, str]) -> tuple[list[Entry], Balance]:
    entries, balance, previous = [], Balance(), seed(NAME)
    for seq, (kind, amount) in enumerate(lines, 1):
        entry = sealed(Entry(seq=seq, kind=kind, amount=Decimal(amount), at=AT, by=BY), previous)
        entries.append(entry)
        balance, previous = moved(balance, kind, entry.amount), entry.digest
    return entries, balance


WHOLE = (
    (EntryKind.TOP_UP, "1000.00"),
    (EntryKind.RESERVE, "600.00"),
    (EntryKind.ORDER, "600.00"),
    (EntryKind.PAY, "360.00"),
    (EntryKind.RELEASE, "240.00"),
    (EntryKind.RECOVER, "60.00"),
)


def test_entries_add_up() -> None:
    entries, balance = ledger(*WHOLE)
    assert balance == Balance(Decimal(1000), Decimal(0), Decimal(300))
    assert balance.available == Decimal(700)
    assert reconciled(NAME, entries, balance, last_digest=entries[-1].digest) == ()


@pytest.mark.parametrize("place", range(len(WHOLE)))
def test_a_changed_amount_is_found_where_it_is(place: int) -> None:
    entries, balance = ledger(*WHOLE)
    entries[place] = replace(entries[place], amount=entries[place].amount - Decimal("0.01"))
    findings = reconciled(NAME, entries, balance, last_digest=entries[-1].digest)
    assert (entries[place].seq, "digest") in {(one.seq, one.what) for one in findings}


def test_a_missing_line_and_a_wrong_balance_are_found() -> None:
    entries, balance = ledger(*WHOLE)
    gone = reconciled(NAME, [*entries[:2], *entries[3:]], balance, last_digest=entries[-1].digest)
    assert {one.what for one in gone} >= {"order", "digest"}
    wrong = replace(balance, paid=balance.paid + Decimal("0.01"))
    assert [one.what for one in reconciled(NAME, entries, wrong, last_digest=entries[-1].digest)] == ["paid"]
    assert [one.what for one in reconciled(NAME, entries[:-1], balance, last_digest=entries[-1].digest)] == [
        "last digest",
        "paid",
    ]


@pytest.mark.parametrize(
    ("kind", "amount"),
    [
        (EntryKind.RESERVE, "400.01"),
        (EntryKind.REDUCE, "400.01"),
        (EntryKind.RELEASE, "600.01"),
        (EntryKind.PAY, "600.01"),
        (EntryKind.RECOVER, "0.01"),
    ],
)
def test_a_balance_that_is_not_sound_is_refused(kind: EntryKind, amount: str) -> None:
    _, balance = ledger(*WHOLE[:2])
    with pytest.raises(BudgetExceeded):
        moved(balance, kind, Decimal(amount))
    moved(balance, EntryKind.RESERVE, Decimal("400.00"))


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "sNaN", "Infinity", "1E+30", "100000000000.00"])
def test_no_amount_but_whole_cents(amount: str) -> None:
    with pytest.raises(AmountInvalid):
        yuan(Decimal(amount))


@given(CENTS, st.lists(st.integers(min_value=1, max_value=1000).map(Decimal), min_size=1, max_size=12))
def test_parts_are_the_whole_and_each_within_a_cent(whole: Decimal, weights: list[Decimal]) -> None:
    parts = divided(whole, weights)
    assert sum(parts) == whole
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - whole * weight / sum(weights)) < Decimal("0.01")


@given(st.lists(CENTS, min_size=1, max_size=12), CENTS)
def test_a_cut_gives_out_what_there_is_and_nobody_more_than_asked(amounts: list[Decimal], available: Decimal) -> None:
    shares = cut_alike(amounts, available)
    assert sum(shares) == min(sum(amounts), available)
    assert all(0 <= share <= amount for share, amount in zip(shares, amounts, strict=True))


def test_sixty_and_forty_percent_of_an_odd_cent() -> None:
    assert divided(Decimal("100000.01"), [Decimal("0.6"), Decimal("0.4")]) == (Decimal("60000.01"), Decimal("40000.00"))
