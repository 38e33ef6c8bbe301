"""Specimens of papers that a definition words itself, one for each layout."""

from typing import Final

from portal.documents.samples.particulars import ACCEPTED_ON, AGENCY, CODE, COUNTY, ISSUED_AT, MATTER
from portal.domain.bundles import PaperLayout
from portal.domain.documents import Channel, PaperLine, ServiceDocument, ShownTable
from portal.domain.texts import Text

CERTIFICATE: Final = ServiceDocument(
    number="峡市监 登〔2026〕00017号",
    paper="licence",
    name=Text("营业执照", "Business licence"),
    layout=PaperLayout.CERTIFICATE,
    paragraphs=(Text("经登记机关登记，特发此照。", "Registered by the registration authority."),),
    lines=(
        PaperLine(Text("统一社会信用代码", "Credit code"), Text("91360823MA35XJ105E", "91360823MA35XJ105E")),
        PaperLine(Text("名称", "Name"), Text("峡江县玉峡生物医药有限公司", "峡江县玉峡生物医药有限公司")),
        PaperLine(Text("注册资本", "Capital"), Text("2,000,000.00元", "2,000,000.00 yuan")),
        PaperLine(Text("成立日期", "Founded"), Text("2026年11月20日", "20 November 2026")),
    ),
    signers=(),
    channel=Channel.ONLINE,
    dated=ACCEPTED_ON,
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

LETTER: Final = ServiceDocument(
    number="峡市监 文〔2026〕00018号",
    paper="hand_over",
    name=Text("办理进度告知书", "Notice of progress"),
    layout=PaperLayout.LETTER,
    paragraphs=(Text("企业登记已于2026年11月20日完成。", "The registration was completed on 20 November 2026."),),
    lines=(PaperLine(Text("登记机关", "Agency"), Text("峡江县市场监督管理局", "County market regulation")),),
    signers=(),
    channel=Channel.ONLINE,
    dated=ACCEPTED_ON,
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)

PROMISE: Final = ServiceDocument(
    number="峡市监 诺〔2026〕00019号",
    paper="promise",
    name=Text("全体投资人承诺书", "Commitment of all investors"),
    layout=PaperLayout.COMMITMENT,
    paragraphs=(
        Text("全体投资人承诺：本企业申请注销登记前债权债务已清算完结。", "All debts were settled before closing."),
    ),
    lines=(
        PaperLine(
            Text("投资人", "Investors"),
            Text("共2项", "2 in all"),
            ShownTable(
                (Text("姓名或者名称", "Name"), Text("出资额", "Contribution")),
                (
                    (Text("样本投资人甲", "样本投资人甲"), Text("1,200,000.00元", "1,200,000.00 yuan")),
                    (Text("样本投资人乙", "样本投资人乙"), Text("800,000.00元", "800,000.00 yuan")),
                ),
            ),
        ),
    ),
    signers=("样本投资人甲", "样本投资人乙"),
    channel=Channel.ONLINE,
    dated=ACCEPTED_ON,
    code=CODE,
    issued_at=ISSUED_AT,
    agency=AGENCY,
    county=COUNTY,
    matter=MATTER,
)
