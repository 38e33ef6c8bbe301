"""Any order of entries, also refused ones: never more promised and paid than there is, and a chain over the lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.domain.case.state import By
from portal.domain.funds.ledger import Balance, BudgetExceeded, Entry, EntryKind, moved, reconciled, sealed, seed

NAME: Final = "industry/2026"
AT: Final = datetime(2026, 9, 21, 1, 30, tzinfo=UTC)
BY: Final = By(7, "出纳", "officer")
AMOUNTS: Final = st.integers(min_value=1, max_value=10_000).map(lambda cents: Decimal(cents).scaleb(-2))


class LedgerMachine(RuleBasedStateMachine):
    """One budget beside plain sums of what was entered, kept by other means."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.balance = Balance()
        self.last = seed(NAME)
        self.sums = dict.fromkeys(EntryKind, Decimal(0))

    @rule(kind=st.sampled_from(EntryKind), amount=AMOUNTS)
    def enter(self, kind: EntryKind, amount: Decimal) -> None:
        before, is_possible = self.balance, self._is_possible(kind, amount)
        try:
            self.balance = moved(before, kind, amount)
        except BudgetExceeded:
            assert not is_possible
            assert self.balance == before
            return
        assert is_possible
        seq = len(self.entries) + 1
        at = AT + timedelta(seconds=seq)
        entry = sealed(Entry(seq=seq, kind=kind, amount=amount, case_number="1", at=at, by=BY), self.last)
        self.entries.append(entry)
        self.last = entry.digest
        self.sums[kind] += amount

    def _is_possible(self, kind: EntryKind, amount: Decimal) -> bool:
        """By the words of the rule: what an entry needs to be there."""
        needs = {
            EntryKind.REDUCE: self.balance.available,
            EntryKind.RESERVE: self.balance.available,
            EntryKind.RELEASE: self.balance.reserved,
            EntryKind.PAY: self.balance.reserved,
            EntryKind.RECOVER: self.balance.paid,
        }
        return kind not in needs or amount <= needs[kind]

    @invariant()
    def never_more_than_there_is(self) -> None:
        assert self.balance.reserved + self.balance.paid <= self.balance.total
        assert min(self.balance.reserved, self.balance.paid, self.balance.available) >= 0

    @invariant()
    def sums_are_those_of_the_lines(self) -> None:
        sums = self.sums
        assert self.balance == Balance(
            sums[EntryKind.TOP_UP] - sums[EntryKind.REDUCE],
            sums[EntryKind.RESERVE] - sums[EntryKind.RELEASE] - sums[EntryKind.PAY],
            sums[EntryKind.PAY] - sums[EntryKind.RECOVER],
        )

    @invariant()
    def the_chain_holds(self) -> None:
        assert reconciled(NAME, self.entries, self.balance, last_digest=self.last) == ()

    @precondition(lambda self: self.entries)
    @rule(place=st.integers(min_value=0), cents=st.integers(min_value=1, max_value=100))
    def a_changed_line_is_found(self, place: int, cents: int) -> None:
        at = place % len(self.entries)
        false = list(self.entries)
        false[at] = replace(false[at], amount=false[at].amount + Decimal(cents).scaleb(-2))
        found = reconciled(NAME, false, self.balance, last_digest=self.last)
        assert (false[at].seq, "digest") in {(one.seq, one.what) for one in found}


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
