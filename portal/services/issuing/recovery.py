"""追回通知书: from the recovery that the case's award is under."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.amounts import in_capitals
from portal.domain.documents import DueDay, RecoveryNotice
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import FINANCE
from portal.services.issuing.frame import NothingToSay

if TYPE_CHECKING:
    from portal.services.issuing.frame import Frame

PAY_BACK: Final = Limit(30, Unit.DAY)
"""How long the enterprise has to pay back, from the notice (sample 示例: the county's own rules prevail)."""


def recovery_notice(frame: Frame) -> RecoveryNotice:
    """追回通知书."""
    money = frame.me.tx.money
    award = money.awards.of_case(frame.case.number)
    recovery = money.recoveries.of_award(award.id) if award else None
    if award is None or recovery is None:
        raise NothingToSay(frame.case.number)
    is_kept_out = recovery.excluded_until > frame.local(recovery.started_at)
    return RecoveryNotice(
        **frame.common,
        enterprise=recovery.enterprise,
        uscc=recovery.uscc,
        decided_on=award.decided_on,
        paid=award.paid,
        amount=recovery.amount,
        in_capitals=in_capitals(recovery.amount),
        reason=recovery.reason,
        basis=frame.service.item.basis,
        within=PAY_BACK,
        due=DueDay(recovery.due_on),
        payee=frame.me.deps.catalogue.department(FINANCE),
        excluded_until=recovery.excluded_until if is_kept_out else None,
        remedies=frame.remedies,
        handler=recovery.started_by,
    )
