"""What the money of a claim hangs on, read from the claim itself: the enterprise, the matter, the account, the amount.

Private steps of the use cases. Refuses a claim that names no enterprise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

from portal.domain.forms import FieldKind
from portal.domain.funds.ledger import AmountInvalid, yuan
from portal.domain.policies.policy import OncePer
from portal.services.records.money import Account
from portal.services.records.refusals import ClaimIncomplete

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.domain.policies.policy import Policy
    from portal.domain.workflow import Service

#: The result of the review step that says how much is granted; and what a claim's form calls the account.
AWARD_AMOUNT: Final = "award_amount"
CERTIFICATE: Final = "certificate_number"
HOLDER, BANK, NUMBER = "account_holder", "account_bank", "account_number"
EVER: Final = "ever"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim as far as money is concerned."""

    uscc: str
    enterprise: str
    matter: str
    year: int
    account: Account


def claim_of(case: Case, service: Service, policy: Policy, *, period: str | None) -> Claim:
    """``period`` is the matter under which the claim was filed, if that was noted then. Raises ClaimIncomplete."""
    codes = [each.id for each in service.fields() if each.kind is FieldKind.USCC]
    uscc = next((answer for code in codes if (answer := _answer(case, code))), "")
    if not uscc:
        raise ClaimIncomplete(missing="uscc")
    return Claim(
        uscc=uscc.upper(),
        enterprise=case.title,
        matter=period or _matter(case, policy),
        year=case.filed_on.year,
        account=Account(
            holder=_answer(case, HOLDER) or case.title,
            bank=_answer(case, BANK),
            number=re.sub(r"[\s-]", "", _answer(case, NUMBER)),
        ),
    )


def approved_amount(case: Case) -> Decimal | None:
    """What the review granted, to the cent; None before. Raises AmountInvalid."""
    written = case.results.get(AWARD_AMOUNT)
    if not written:
        return None
    try:
        return yuan(Decimal(written))
    except InvalidOperation:
        raise AmountInvalid(amount=written) from None


def groups_of(policy: Policy, claim: Claim) -> tuple[str, ...]:
    """One award of an exclusion group for one enterprise and year; in one order, so that nobody waits in a circle."""
    return tuple(f"{group}/{claim.uscc}/{claim.year}" for group in sorted(set(policy.exclusive)))


def _matter(case: Case, policy: Policy) -> str:
    if policy.once_per is OncePer.EVER:
        return EVER
    if policy.once_per is OncePer.YEAR:
        return str(case.filed_on.year)
    number = _answer(case, CERTIFICATE)
    if not number:
        raise ClaimIncomplete(missing=CERTIFICATE)
    return number


def _answer(case: Case, name: str) -> str:
    return str(case.answers.get(name) or "").strip()
