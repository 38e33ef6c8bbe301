"""Why money is not reserved, ordered or paid: expected refusals, each with the facts that explain it."""

from __future__ import annotations

from portal.domain.errors import DomainError


class AwardedBefore(DomainError):
    """The enterprise has an award of this policy for the same matter; facts: `case`, `matter`."""

    message_id = "award.awarded_before"


class GroupTaken(DomainError):
    """An award for the same matter excludes this one 不重复享受; facts: `case`, `amount`."""

    message_id = "award.group_taken"


class CeilingReached(DomainError):
    """An enterprise gets no more from this policy in a year; facts: `ceiling`, `left`."""

    message_id = "award.ceiling_reached"


class EnterpriseExcluded(DomainError):
    """The enterprise is kept out of policies after a recovery; facts: `until`."""

    message_id = "award.enterprise_excluded"


class ClaimIncomplete(DomainError):
    """A claim names no enterprise, or its certificate is missing; facts: `missing`."""

    message_id = "award.claim_incomplete"


class NothingToOrder(DomainError):
    """None of the chosen instalments may be paid now."""

    message_id = "payment.nothing_to_order"


class PaymentMoved(DomainError):
    """Somebody was faster: the instalment is not what it was on the page."""

    message_id = "payment.moved"


class AccountInvalid(DomainError):
    """An account needs holder, bank, and a number of 6 to 30 digits; facts: `fields`."""

    message_id = "payment.account_invalid"


class ResultUnreadable(DomainError):
    """The bank's file is no CSV or XLSX with the columns of the export; facts: `missing`."""

    message_id = "payment.result_unreadable"


class NotSettleable(DomainError):
    """There is nothing in this budget that is shared pro rata."""

    message_id = "budget.nothing_to_settle"


class SumMoved(DomainError):
    """Money was entered since the page was made: the same click twice, or somebody was faster; facts: `now` in yuan."""

    message_id = "money.sum_moved"


class RecoveryNotPossible(DomainError):
    """Nothing was paid that could be taken back, or it is being taken back; facts: `case`."""

    message_id = "recovery.not_possible"


class RecoveryTooMuch(DomainError):
    """More than was paid, or more than is still owed; facts: `most`."""

    message_id = "recovery.too_much"
