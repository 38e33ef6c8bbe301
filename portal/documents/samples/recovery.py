"""A specimen of the notice that takes money of a policy back."""

from datetime import date
from decimal import Decimal
from typing import Final

from portal.documents.samples.ordinary import REFUSED
from portal.documents.samples.particulars import AGENCY, CODE, COUNTY, ISSUED_AT, MATTER
from portal.domain.documents import DueDay, RecoveryNotice
from portal.domain.limits import Limit, Unit
from portal.domain.texts import Text

RECOVERY: Final = RecoveryNotice(
    number="峡市监 追〔2026〕00001号",
    enterprise=MATTER.subject,
    uscc="91360823MA35XJ105E",
    decided_on=date(2026, 10, 12),
    paid=Decimal("120000.50"),
    amount=Decimal("100000.50"),
    in_capitals="人民币壹拾万元伍角整",
    reason="经核查，申报时提交的设备发票不真实。",
    basis=(Text("样本政策文件", "Sample policy document"),),
    within=Limit(30, Unit.DAY),
    due=DueDay(date(2026, 12, 21)),
    payee=AGENCY,
    excluded_until=date(2029, 11, 20),
    remedies=REFUSED.remedies,
    handler="样本经办人",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)
