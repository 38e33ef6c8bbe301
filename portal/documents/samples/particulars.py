"""The particulars of one plainly invented case, which every specimen shares."""

from datetime import UTC, date, datetime
from typing import Final

from portal.domain.documents import Intake, ListedMaterial, MaterialForm, Matter
from portal.domain.numbers import CODE_ENTROPY_BYTES, case_number, verification_code
from portal.domain.organisation import County, Department
from portal.domain.texts import Text

FILED_AT: Final = datetime(2026, 11, 20, 1, 5, tzinfo=UTC)
ISSUED_AT: Final = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
ACCEPTED_ON: Final = date(2026, 11, 20)

COUNTY: Final = County(
    division="360823",
    name=Text("峡江县", "Xiajiang County"),
    government=Text("峡江县人民政府", "People's Government of Xiajiang County"),
    portal=Text("峡江县企业服务超市", "Xiajiang Enterprise Service Portal"),
    province=Text("江西省", "Jiangxi Province"),
    city=Text("吉安市", "Ji'an City"),
)

AGENCY: Final = Department(
    key="market",
    name=Text("峡江县市场监督管理局", "Xiajiang County Administration for Market Regulation"),
    short=Text("市监局", "Market Regulation"),
    prefix="峡市监",
    phone="0796-0000001",
    complaint_phone="0796-0000002",
    address=Text("峡江县政务服务中心二楼A区", "Government Service Centre, 2nd floor, area A"),
)

MATTER: Final = Matter(
    case_number=case_number("360823", "KB01", day=ACCEPTED_ON, serial=17),
    subject="峡江县玉峡生物医药有限公司设立登记",
    service=Text("企业开办一件事", "Opening an enterprise"),
    task_code="11360823MB1234567X4360125001000",
    applicant="样本申请人",
    applicant_id="360823********0018",
    contact="样本联系人",
    contact_phone="138****3210",
)

CODE: Final = verification_code(bytes(CODE_ENTROPY_BYTES))

MATERIAL_NAMES: Final = (
    Text("公司登记（备案）申请书", "Application for company registration"),
    Text("法定代表人、董事、监事和经理的任职文件", "Documents appointing the representative, directors and managers"),
    Text("公司章程", "Articles of association"),
    Text("股东主体资格文件或者自然人身份证明", "Proof of the shareholders' identity"),
    Text("住所（经营场所）使用证明", "Proof of the right to use the premises"),
    Text("企业名称自主申报告知书", "Name declaration"),
)

MATERIALS: Final = (
    *(
        ListedMaterial(name=name, form=MaterialForm.ELECTRONIC, intake=Intake.RECEIVED, copies=1)
        for name in MATERIAL_NAMES
    ),
    ListedMaterial(
        name=Text("法定代表人身份证件", "Identity card of the legal representative"),
        form=MaterialForm.ELECTRONIC,
        intake=Intake.EXEMPT,
    ),
    ListedMaterial(
        name=Text("公章刻制备案信息", "Particulars of the company seal"),
        form=MaterialForm.PAPER,
        intake=Intake.TOLERATED,
        originals=1,
    ),
)
