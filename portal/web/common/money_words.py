"""The words and the panel of the money of a claim, on the pages of owners, officers and the finance bureau alike.

Owns how payment states are called. Refuses to show a whole account number: its last four digits say which one it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.case.state import Case
from portal.domain.funds.budgets import BudgetName
from portal.domain.funds.payments import InstalmentState, PaymentState
from portal.i18n import day, money, translated
from portal.services.awarding import awards
from portal.services.awarding.awards import MoneyOfCase
from portal.services.records.money import Account, Award, Instalment
from portal.web.common.context import deps
from portal.web.common.parts import Badge, Row, Tone
from portal.web.common.policy_facts import pool_name

PAYMENTS: Final[Mapping[PaymentState, tuple[Tone, object]]] = {
    PaymentState.REVIEWING: (Tone.GREY, _l("Amount under review")),
    PaymentState.WAITING: (Tone.YELLOW, _l("In the waiting list for money")),
    PaymentState.TO_SETTLE: (Tone.YELLOW, _l("Waits for the settlement of the year")),
    PaymentState.BEFORE_NOTICE: (Tone.BLUE, _l("Public notice to come")),
    PaymentState.ON_NOTICE: (Tone.BLUE, _l("On public notice")),
    PaymentState.HELD: (Tone.YELLOW, _l("Held: objection")),
    PaymentState.PAYABLE: (Tone.BLUE, _l("To be paid")),
    PaymentState.ORDERED: (Tone.BLUE, _l("Payment ordered")),
    PaymentState.PAID: (Tone.GREEN, _l("Arrived in the account")),
    PaymentState.PART_PAID: (Tone.GREEN, _l("First part arrived")),
    PaymentState.RETURNED: (Tone.RED, _l("Sent back: wrong account")),
    PaymentState.ENDED: (Tone.GREY, _l("No payment")),
    PaymentState.RECOVERING: (Tone.RED, _l("Being recovered")),
    PaymentState.RECOVERED: (Tone.GREY, _l("Recovered")),
}
INSTALMENTS: Final[Mapping[InstalmentState, tuple[Tone, object]]] = {
    InstalmentState.PLANNED: (Tone.GREY, _l("Condition to be checked")),
    InstalmentState.PAYABLE: (Tone.BLUE, _l("To be paid")),
    InstalmentState.ORDERED: (Tone.BLUE, _l("Payment ordered")),
    InstalmentState.PAID: (Tone.GREEN, _l("Arrived in the account")),
    InstalmentState.RETURNED: (Tone.RED, _l("Sent back: wrong account")),
    InstalmentState.CANCELLED: (Tone.GREY, _l("No longer paid")),
}


@dataclass(frozen=True, slots=True)
class InstalmentRow:
    """One instalment of an award."""

    seq: int
    amount: Decimal
    state: Badge
    when: str
    words: str


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """The money of one claim: its state in words, facts, and instalments."""

    state: Badge
    rows: tuple[Row, ...]
    instalments: tuple[InstalmentRow, ...]
    warning: str = ""
    may_correct: bool = False
    may_recover: bool = False
    note: str = ""
    """What the owner reads under the state of the case, where the money says more than the case does."""


def payment_badge(state: PaymentState) -> Badge:
    """A payment state with its colour and words."""
    tone, words = PAYMENTS[state]
    return Badge(tone, str(words))


def instalment_badge(state: InstalmentState) -> Badge:
    """The state of one instalment."""
    tone, words = INSTALMENTS[state]
    return Badge(tone, str(words))


def ending_of(account: Account) -> str:
    """Bank and the last four digits."""
    return " ".join(part for part in (account.bank, f"*{account.number[-4:]}" if account.number else "") if part)


def owner_panel(case: Case) -> MoneyPanel | None:
    """The money of a claim for its owner; None for cases that are no claims, and before an amount was approved."""
    found = _money(case)
    if found is None or found.award is None:
        return None
    return MoneyPanel(
        state=payment_badge(found.state),
        rows=tuple(_owner_rows(found, found.award)),
        instalments=tuple(map(instalment_row, found.instalments)),
        warning=_owner_warning(found),
        may_correct=found.state is PaymentState.RETURNED,
        note=_owner_note(found),
    )


def _owner_note(found: MoneyOfCase) -> str:
    """What is still to come when the case itself may be over, or what the owner has to do about the money."""
    if found.state is PaymentState.RETURNED:
        return str(_("The bank sent the payment back. Correct the account below, and the money is sent again."))
    if found.state is PaymentState.WAITING:
        return str(_("The award waits for money in the budget. It is paid by itself when there is some; you are told."))
    if found.state is PaymentState.TO_SETTLE:
        words = _("The money of this policy is shared at the end of the year. It is paid by itself then; you are told.")
        return str(words)
    if found.state is PaymentState.RECOVERING and found.recovery is not None:
        left = money(found.recovery.amount - found.recovery.received)
        until = day(found.recovery.due_on)
        return str(_("%(left)s of this award must be paid back by %(until)s; see below.", left=left, until=until))
    return ""


def officer_panel(case: Case) -> MoneyPanel | None:
    """The same for an officer, with the state of the budget."""
    found = _money(case)
    if found is None or found.award is None:
        return None
    award = found.award
    other = _("The account holder %(holder)s is not the enterprise.", holder=award.account.holder)
    return MoneyPanel(
        state=payment_badge(found.state),
        rows=(*_owner_rows(found, award), *_budget_rows(found)),
        instalments=tuple(map(instalment_row, found.instalments)),
        warning=other if award.other_holder else "",
        may_recover=award.paid > 0 and found.recovery is None,
    )


def _money(case: Case) -> MoneyOfCase | None:
    service = deps().catalogue.version(case.service_key, case.service_version)
    return None if service.policy is None else awards.money_of(deps(), case)


def pool_and_year(name: BudgetName) -> str:
    """A budget: 科技创新专项资金（2026年度）."""
    return str(_("%(pool)s (%(year)s)", pool=translated(pool_name(name.pool)), year=name.year))


def _owner_rows(found: MoneyOfCase, award: Award) -> list[Row]:
    rows = [Row(_("Amount approved"), money(award.asked))]
    if award.amount != award.asked:
        rows.append(Row(_("After the cut that all claims of the year share"), money(award.amount)))
    if award.paid:
        rows.append(Row(_("Paid so far"), money(award.paid)))
    if found.place is not None:
        rows.append(Row(_("Place in the waiting list"), _("%(place)s, in the order of acceptance", place=found.place)))
    if found.budget is not None:
        rows.append(Row(_("Paid from"), pool_and_year(found.budget.name)))
    rows.append(Row(_("Account"), f"{award.account.holder} · {ending_of(award.account)}"))
    if found.recovery is not None:
        one = found.recovery
        rows.append(Row(_("To be paid back"), money(one.amount - one.received)))
        rows.append(Row(_("Pay back by"), day(one.due_on)))
        rows.append(Row(_("Reason"), one.reason))
        rows.append(Row(_("Kept out of policies until"), day(one.excluded_until)))
    return rows


def _budget_rows(found: MoneyOfCase) -> list[Row]:
    if found.budget is None:
        return []
    budget = found.budget
    words = _(
        "%(available)s available of %(total)s",
        available=money(budget.balance.available),
        total=money(budget.balance.total),
    )
    return [Row(_("State of the budget"), words)]


def _owner_warning(found: MoneyOfCase) -> str:
    if found.state is not PaymentState.RETURNED:
        return ""
    why = next((one.words for one in found.instalments if one.state is InstalmentState.RETURNED), "")
    return str(_("The bank could not pay: %(why)s. Correct the account, and the money is sent again.", why=why))


def instalment_row(one: Instalment) -> InstalmentRow:
    """One instalment with its day."""
    if one.paid_on is not None:
        when = day(one.paid_on)
    elif one.state is InstalmentState.PLANNED:
        when = _("from %(day)s", day=day(one.due_on))
    else:
        is_next = one.state is InstalmentState.PAYABLE and one.pay_by is not None
        when = _("payment order by %(day)s", day=day(one.pay_by)) if is_next else ""
    is_said = one.conditional or one.state in {InstalmentState.RETURNED, InstalmentState.CANCELLED}
    return InstalmentRow(one.seq, one.amount, instalment_badge(one.state), when, one.words if is_said else "")
