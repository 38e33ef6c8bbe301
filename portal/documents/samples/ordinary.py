"""Specimens of a case's ordinary way."""

from datetime import UTC, date, datetime
from typing import Final

from portal.documents.samples.particulars import (
    ACCEPTED_ON,
    AGENCY,
    CODE,
    COUNTY,
    FILED_AT,
    ISSUED_AT,
    MATERIALS,
    MATTER,
)
from portal.domain.documents import (
    AcceptanceNotice,
    Channel,
    DecisionGranted,
    DecisionRefused,
    DeliveredDocument,
    DeliveryMethod,
    DeliveryRecord,
    DueDay,
    FilingReceipt,
    Relation,
    Remedies,
    Result,
)
from portal.domain.limits import Limit, Unit
from portal.domain.texts import Text

RECEIPT: Final = FilingReceipt(
    number="峡市监 收〔2026〕00017号",
    query_code="048213",
    channel=Channel.ONLINE,
    received_at=FILED_AT,
    materials=MATERIALS,
    receiver="样本收件人",
    window=Text("企业开办专窗3号", "Enterprise opening, window 3"),
    answer_within=Limit(5, Unit.WORKDAY),
    answer_due=DueDay(date(2026, 11, 27)),
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

NOTICE: Final = AcceptanceNotice(
    number="峡市监 受〔2026〕00017号",
    filed_at=FILED_AT,
    accepted_on=ACCEPTED_ON,
    promise=Limit(1, Unit.WORKDAY),
    statutory=Limit(20, Unit.WORKDAY),
    due=DueDay(date(2026, 11, 23)),
    statutory_due=DueDay(date(2026, 12, 18)),
    materials=MATERIALS,
    handler="样本经办人",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

GRANTED: Final = DecisionGranted(
    number="峡市监 许准〔2026〕00017号",
    filed_at=FILED_AT,
    accepted_on=ACCEPTED_ON,
    holder="峡江县玉峡生物医药有限公司",
    content=Text(
        "准予设立登记，核发营业执照；一并办结公章刻制备案、税务信息确认、社会保险登记、住房公积金缴存登记和医疗保险登记。",
        "Registration of the company and issue of the business licence, with the connected registrations.",
    ),
    results=(
        Result(
            Text("营业执照（统一社会信用代码）", "Business licence (unified social credit code)"), "91360823MA35XJ105E"
        ),
        Result(
            Text("公章刻制备案", "Company seal"),
            "公章、财务章、发票章、法定代表人章",
            Text("峡江县公安局", "County Public Security Bureau"),
        ),
        Result(
            Text("税务信息确认", "Tax registration"), "已确认", Text("国家税务总局峡江县税务局", "County Tax Office")
        ),
        Result(
            Text("社会保险登记", "Social insurance"),
            "已登记",
            Text("峡江县人力资源和社会保障局", "County Human Resources Bureau"),
        ),
    ),
    validity=Text("长期", "No end date"),
    conditions=(
        Text("股东应当自公司成立之日起五年内缴足认缴的出资额。", "Capital is paid in within five years of founding."),
    ),
    basis=(
        Text(
            "《中华人民共和国市场主体登记管理条例》第十九条",
            "art. 19 of the Regulations on Registration of Market Entities",
        ),
    ),
    collect=Text(
        "凭有效身份证件到政务服务中心出件窗口领取，或者选择免费邮寄。",
        "At the hand-over window, or by post free of charge.",
    ),
    deliver_within=Limit(10, Unit.WORKDAY),
    deliver_due=DueDay(date(2026, 12, 4)),
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

REFUSED: Final = DecisionRefused(
    number="峡市监 许不〔2026〕00018号",
    filed_at=FILED_AT,
    accepted_on=ACCEPTED_ON,
    facts=("申请登记的住所为已列入拆迁范围的房屋，申请人未提供其他住所。",),
    reasons=("住所使用证明不能证明申请人对该住所享有使用权，不符合登记条件。",),
    basis=(
        Text(
            "《中华人民共和国市场主体登记管理条例》第十六条",
            "art. 16 of the Regulations on Registration of Market Entities",
        ),
    ),
    remedies=Remedies(
        review_body=COUNTY.government,
        court=Text("峡江县人民法院", "People's Court of Xiajiang County"),
        review_within=Limit(60, Unit.DAY),
        court_within=Limit(6, Unit.MONTH),
    ),
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

DELIVERY: Final = DeliveryRecord(
    number="峡市监 送〔2026〕00017号",
    addressee="样本申请人",
    documents=(
        DeliveredDocument(Text("准予行政许可决定书", "Decision granting a permit"), "峡市监 许准〔2026〕00017号"),
        DeliveredDocument(Text("营业执照（正本、副本）", "Business licence"), "91360823MA35XJ105E", 2),
    ),
    delivered_at=datetime(2026, 11, 23, 7, 8, tzinfo=UTC),
    place=Text("峡江县政务服务中心出件窗口", "Government Service Centre, hand-over window"),
    method=DeliveryMethod.DIRECT,
    receiver="样本收件人",
    relation=Relation.AGENT,
    server="样本送达人",
    remarks="凭授权委托书代收。",
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)
