"""政策资金追回通知书: what was paid on which award, how much of it is to be paid back, why, until when and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from portal.domain.documents.kinds import DocumentKind
from portal.domain.documents.parts import Document, DueDay, Remedies
from portal.domain.limits import Limit
from portal.domain.organisation import Department
from portal.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryNotice(Document):
    """Issued when money is taken back (guide §6.2, §6.3); contested like a refusal."""

    kind: ClassVar[DocumentKind] = DocumentKind.RECOVERY_NOTICE
    enterprise: str
    uscc: str
    decided_on: date | None
    paid: Decimal
    amount: Decimal
    in_capitals: str
    reason: str
    basis: tuple[Text, ...]
    within: Limit
    due: DueDay
    payee: Department  # 财政部门: names the account to pay into
    excluded_until: date | None  # no policies until then; none when the enterprise is not kept out
    remedies: Remedies
    handler: str
