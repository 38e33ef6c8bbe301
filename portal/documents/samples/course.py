"""Specimens of what stops, lengthens or watches a case."""

from datetime import UTC, date, datetime
from typing import Final

from portal.documents.samples.particulars import ACCEPTED_ON, AGENCY, CODE, COUNTY, ISSUED_AT, MATTER
from portal.domain.documents import (
    CaseClock,
    DueDay,
    ExtensionNotice,
    MovedLimit,
    ProcedureNotice,
    PublicNotice,
    SupervisionCause,
    SupervisionNotice,
)
from portal.domain.limits import Limit, Unit
from portal.domain.organisation import Department
from portal.domain.procedures import ProcedureKind
from portal.domain.texts import Text

PROCEDURE: Final = ProcedureNotice(
    number="峡市监 特〔2026〕00004号",
    accepted_on=ACCEPTED_ON,
    procedure=ProcedureKind.EXPERT_REVIEW,
    superior=None,
    name=Text("专家评审", "Expert review"),
    basis=Text("《行政许可法》第四十五条", "Administrative Permit Law, article 45"),
    reason="生物医药项目的工艺布局需要专家评审。",
    began_on=date(2026, 11, 23),
    takes=Limit(10, Unit.WORKDAY),
    ends=DueDay(date(2026, 12, 7)),
    moved=(
        MovedLimit(
            clock=CaseClock.PROMISE,
            limit=Limit(8, Unit.WORKDAY),
            before=DueDay(date(2026, 12, 2)),
            after=DueDay(date(2026, 12, 16)),
        ),
        MovedLimit(
            clock=CaseClock.STATUTORY,
            limit=Limit(20, Unit.WORKDAY),
            before=DueDay(date(2026, 12, 18)),
            after=DueDay(date(2027, 1, 4), provisional=True),
        ),
    ),
    handler="样本经办人",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

EXTENSION: Final = ExtensionNotice(
    number="峡市监 延〔2026〕00002号",
    accepted_on=ACCEPTED_ON,
    by=Limit(10, Unit.WORKDAY),
    reason="申请涉及的场所正在权属调查，原期限内不能作出决定。",
    approver="样本批准人",
    approver_office=Text("本机关负责人", "Head of this agency"),
    approved_on=date(2026, 11, 20),
    answer="同意。",
    basis=Text("《行政许可法》第四十二条第一款", "Administrative Permit Law, article 42(1)"),
    moved=(
        MovedLimit(
            clock=CaseClock.PROMISE,
            limit=Limit(8, Unit.WORKDAY),
            before=DueDay(date(2026, 12, 2)),
            after=DueDay(date(2026, 12, 16)),
        ),
        MovedLimit(
            clock=CaseClock.STATUTORY,
            limit=Limit(20, Unit.WORKDAY),
            before=DueDay(date(2026, 12, 18)),
            after=DueDay(date(2027, 1, 4), provisional=True),
        ),
    ),
    handler="样本经办人",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

COUNTY_OFFICE: Final = Department(
    key="county",
    name=COUNTY.portal,
    short=COUNTY.portal,
    prefix="峡江县",
    phone=AGENCY.phone,
    complaint_phone=AGENCY.complaint_phone,
    address=AGENCY.address,
)

SUPERVISION: Final = SupervisionNotice(
    number="峡江县 督〔2026〕00006号",
    supervision_number=f"{MATTER.case_number}-1",
    department=AGENCY,
    words="该办件承诺时限将于今日届满，请说明未办结原因，并提出办结时间。",
    cause=SupervisionCause.DUE_SOON,
    state_since=datetime(2026, 11, 19, 16, 0, tzinfo=UTC),
    clock=CaseClock.PROMISE,
    due=DueDay(date(2026, 11, 20)),
    sent_at=ISSUED_AT,
    sent_by="样本督办人",
    within=Limit(2, Unit.WORKDAY),
    answer_due=DueDay(date(2026, 11, 24)),
    code=CODE,
    issued_at=ISSUED_AT,
    agency=COUNTY_OFFICE,
    county=COUNTY,
    matter=MATTER,
)

NOTICE_TO_ALL: Final = PublicNotice(
    number="峡市监 公示〔2026〕00001号",
    step=Text("拟准予许可公示", "Notice of the intended permit"),
    holder=MATTER.subject,
    content=MATTER.service,
    basis=Text("《行政许可法》第五条、第四十条", "Administrative Permit Law, articles 5 and 40"),
    within=Limit(5, Unit.WORKDAY),
    first_day=date(2026, 11, 20),
    last_day=DueDay(date(2026, 11, 27)),
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)
