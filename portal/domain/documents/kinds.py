"""The kinds of documents 文书: their titles, and the words that stand for them in their numbers."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from portal.domain.texts import Text


class DocumentKind(StrEnum):
    """The documents that the portal issues, in the order of a case's life."""

    FILING_RECEIPT = "filing_receipt"  # 收件凭证
    COMMITMENT_LETTER = "commitment_letter"  # 告知承诺书
    TOLERANCE_COMMITMENT = "tolerance_commitment"  # 容缺受理承诺书
    CORRECTION_NOTICE = "correction_notice"  # 一次性补正告知书
    REFUSAL_OF_ACCEPTANCE = "refusal_of_acceptance"  # 不予受理通知书
    ACCEPTANCE_NOTICE = "acceptance_notice"  # 受理通知书
    TOLERANCE_NOTICE = "tolerance_notice"  # 容缺受理通知书
    PROCEDURE_NOTICE = "procedure_notice"  # 特别程序告知书, 转报上级核准告知书
    EXTENSION_NOTICE = "extension_notice"  # 延期通知书
    PUBLIC_NOTICE = "public_notice"  # 公示公告
    SUPERVISION_NOTICE = "supervision_notice"  # 督办通知单
    DECISION_GRANTED = "decision_granted"  # 准予行政许可决定书
    DECISION_REFUSED = "decision_refused"  # 不予行政许可决定书
    DELIVERY_RECORD = "delivery_record"  # 送达回证
    CLOSING_NOTICE = "closing_notice"  # 办结通知书
    RECOVERY_NOTICE = "recovery_notice"  # 政策资金追回通知书
    ORIGIN_DRAFT = "origin_draft"  # 原产地证草稿, no certificate
    SERVICE_PAPER = "service_paper"  # 事项文书, worded in the definition


NUMBER_WORDS: Final[Mapping[DocumentKind, str]] = {
    DocumentKind.FILING_RECEIPT: "收",
    DocumentKind.COMMITMENT_LETTER: "诺",
    DocumentKind.TOLERANCE_COMMITMENT: "容诺",
    DocumentKind.CORRECTION_NOTICE: "补",
    DocumentKind.REFUSAL_OF_ACCEPTANCE: "不受",
    DocumentKind.ACCEPTANCE_NOTICE: "受",
    DocumentKind.TOLERANCE_NOTICE: "容受",
    DocumentKind.PROCEDURE_NOTICE: "特",
    DocumentKind.EXTENSION_NOTICE: "延",
    DocumentKind.PUBLIC_NOTICE: "公示",
    DocumentKind.SUPERVISION_NOTICE: "督",
    DocumentKind.DECISION_GRANTED: "许准",
    DocumentKind.DECISION_REFUSED: "许不",
    DocumentKind.DELIVERY_RECORD: "送",
    DocumentKind.CLOSING_NOTICE: "办结",
    DocumentKind.RECOVERY_NOTICE: "追",
    DocumentKind.ORIGIN_DRAFT: "产草",
    DocumentKind.SERVICE_PAPER: "文",
}

TITLES: Final[Mapping[DocumentKind, Text]] = {
    DocumentKind.FILING_RECEIPT: Text("收件凭证", "Filing receipt"),
    DocumentKind.COMMITMENT_LETTER: Text("告知承诺书", "Letter of commitment"),
    DocumentKind.TOLERANCE_COMMITMENT: Text("容缺受理承诺书", "Commitment to supply materials"),
    DocumentKind.CORRECTION_NOTICE: Text("一次性补正告知书", "Notice of everything to be corrected"),
    DocumentKind.REFUSAL_OF_ACCEPTANCE: Text("不予受理通知书", "Notice of non-acceptance"),
    DocumentKind.ACCEPTANCE_NOTICE: Text("受理通知书", "Notice of acceptance"),
    DocumentKind.TOLERANCE_NOTICE: Text("容缺受理通知书", "Notice of acceptance with materials to follow"),
    DocumentKind.PROCEDURE_NOTICE: Text("特别程序告知书", "Notice of a special procedure"),
    DocumentKind.EXTENSION_NOTICE: Text("延期通知书", "Notice of extension"),
    DocumentKind.PUBLIC_NOTICE: Text("公示公告", "Public notice"),
    DocumentKind.SUPERVISION_NOTICE: Text("督办通知单", "Supervision notice"),
    DocumentKind.DECISION_GRANTED: Text("准予行政许可决定书", "Decision granting an administrative permit"),
    DocumentKind.DECISION_REFUSED: Text("不予行政许可决定书", "Decision refusing an administrative permit"),
    DocumentKind.DELIVERY_RECORD: Text("送达回证", "Record of delivery"),
    DocumentKind.CLOSING_NOTICE: Text("办结通知书", "Closing notice"),
    DocumentKind.RECOVERY_NOTICE: Text("政策资金追回通知书", "Notice of recovery"),
    DocumentKind.ORIGIN_DRAFT: Text("原产地证草稿", "Draft certificate of origin"),
    DocumentKind.SERVICE_PAPER: Text("事项文书", "Paper of the service"),
}
