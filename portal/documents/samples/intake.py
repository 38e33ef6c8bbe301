"""Specimens between filing and acceptance."""

from datetime import UTC, date, datetime
from typing import Final

from portal.documents.samples.particulars import ACCEPTED_ON, AGENCY, CODE, COUNTY, FILED_AT, ISSUED_AT, MATTER
from portal.domain.documents import (
    Channel,
    CommitmentLetter,
    CorrectionNotice,
    DueDay,
    Fault,
    MaterialForm,
    NotAccepted,
    PromisedMaterial,
    RefusalOfAcceptance,
    Remedies,
    ToCorrect,
    ToleranceCommitment,
    ToleranceNotice,
)
from portal.domain.limits import Limit, Unit
from portal.domain.texts import Text

CORRECTION: Final = CorrectionNotice(
    number="峡市监 补〔2026〕00017号",
    filed_at=FILED_AT,
    channel=Channel.ONLINE,
    round=1,
    earlier=(),
    items=(
        ToCorrect(
            subject=Text("公司章程", "Articles of association"),
            fault=Fault.NOT_IN_ORDER,
            problem="第六条载明的出资期限为2033年，超过五年。",
            requirement=Text(
                "更正后重新提交：全体股东已签名或者盖章；出资期限自公司成立之日起不超过五年",
                "Correct it and hand it in again: signed by all shareholders; paid in within five years of founding",
            ),
            basis=Text("《公司法》第四十七条", "Company Law, article 47"),
        ),
        ToCorrect(
            subject=Text("住所（经营场所）使用证明", "Proof of the right to use the premises"),
            fault=Fault.MISSING,
            problem="未提交房屋租赁合同。",
            requirement=Text("补充提交：坐落与申请的住所一致", "Hand it in: the address agrees with the application"),
            basis=Text(
                "《市场主体登记管理条例》第十六条第一款第（三）项",
                "Regulations on Registration of Market Entities, article 16(1)(3)",
            ),
        ),
        ToCorrect(
            subject=Text("申请书“联系电话”栏", '"Telephone" in the application'),
            fault=Fault.FIELD,
            problem="号码少一位。",
            requirement=Text("按实际情况更正后重新填写", "Correct it and fill it in again"),
            basis=Text("《行政许可法》第三十一条第一款", "Administrative Permit Law, article 31(1)"),
        ),
    ),
    within=Limit(30, Unit.DAY),
    due=DueDay(date(2026, 12, 21)),
    handler="样本经办人",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

NON_ACCEPTANCE: Final = RefusalOfAcceptance(
    number="峡市监 不受〔2026〕00003号",
    filed_at=FILED_AT,
    ground=NotAccepted.NOT_COMPETENT,
    reasons="申请登记的企业类型为股份有限公司，由设区的市级登记机关管辖，不属于本机关职权范围。",
    competent="吉安市市场监督管理局",
    remedies=Remedies(
        review_body=COUNTY.government,
        court=Text("峡江县人民法院", "People's Court of Xiajiang County"),
        review_within=Limit(60, Unit.DAY),
        court_within=Limit(6, Unit.MONTH),
    ),
    handler="样本经办人",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

PROMISED: Final = (
    PromisedMaterial(Text("房屋租赁合同", "Lease contract"), MaterialForm.ELECTRONIC),
    PromisedMaterial(Text("卫生管理制度", "Hygiene rules"), MaterialForm.ELECTRONIC),
)
TOLERANCE_BASIS: Final = Text("《江西省优化营商环境条例》（示例）", "Provincial regulations (example)")

TOLERANCE_COMMITMENT: Final = ToleranceCommitment(
    number="峡市监 容诺〔2026〕00002号",
    materials=PROMISED,
    within=Limit(5, Unit.WORKDAY),
    basis=TOLERANCE_BASIS,
    channel=Channel.ONLINE,
    signer="样本申请人",
    signed_at=FILED_AT,
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

TOLERANCE_NOTICE: Final = ToleranceNotice(
    number="峡市监 容受〔2026〕00002号",
    filed_at=FILED_AT,
    accepted_on=ACCEPTED_ON,
    materials=PROMISED,
    within=Limit(5, Unit.WORKDAY),
    due=DueDay(date(2026, 11, 27)),
    basis=TOLERANCE_BASIS,
    promise=Limit(8, Unit.WORKDAY),
    promise_due=DueDay(date(2026, 12, 2)),
    handler="样本经办人",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

COMMITMENT: Final = CommitmentLetter(
    number="峡市监 诺〔2026〕00005号",
    conditions=(
        Text("经营场所符合卫生标准和要求", "The premises meet the hygiene standards"),
        Text("从业人员持有有效的健康合格证明", "The staff hold valid health certificates"),
    ),
    terms=(
        Text("经营场所的空气、水质、采光、噪声符合国家标准", "Air, water, light and noise meet the national standards"),
        Text("设有与经营规模相适应的清洗消毒设施", "There are washing and disinfection facilities of suitable size"),
        Text("直接为顾客服务的人员均持有健康合格证明", "Everyone who serves customers holds a health certificate"),
    ),
    spared=(Text("卫生检测报告", "Hygiene test report"),),
    basis=Text(
        "《国务院办公厅关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见》（国办发〔2020〕42号）",
        "State Council General Office, Guobanfa [2020] No. 42",
    ),
    check_within=Limit(30, Unit.DAY),
    channel=Channel.ONLINE,
    signer="样本申请人",
    signed_at=datetime(2026, 11, 20, 1, 5, tzinfo=UTC),
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)
