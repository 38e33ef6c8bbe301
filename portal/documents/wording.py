"""How facts are worded on paper in Chinese and in the courtesy translation: dates, limits, names of enumerated values.

Owns the print vocabulary; templates own the sentences. Times are printed in the county's zone.
Refuses a value without words: a missing entry is a `KeyError`, found by the tests that walk every value.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from portal.domain.documents import (
    CaseClock,
    Channel,
    ClosedAs,
    DeliveryMethod,
    DueDay,
    Fault,
    Intake,
    MaterialForm,
    Relation,
    SupervisionCause,
)
from portal.domain.documents.shown import day_en, day_zh
from portal.domain.limits import Limit, Unit
from portal.domain.procedures import ProcedureKind
from portal.domain.texts import Text

ZONE: Final = ZoneInfo("Asia/Shanghai")

ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
NUMBER_WITH_UNIT: Final = re.compile(r"\d+年\d+月|\d+(?:个工作日|个月|[年月日时分])")

UNITS: Final[Mapping[Unit, Text]] = {
    Unit.WORKDAY: Text("个工作日", "working day"),
    Unit.DAY: Text("日", "day"),
    Unit.HOUR: Text("小时", "hour"),
    Unit.WORKHOUR: Text("个工作小时", "office hour"),
    Unit.MONTH: Text("个月", "month"),
    Unit.YEAR: Text("年", "year"),
}

LABELS: Final[Mapping[type[StrEnum], Mapping[StrEnum, Text]]] = {
    Channel: {
        Channel.ONLINE: Text("网上提交", "Online"),
        Channel.WINDOW: Text("窗口提交", "At the window"),
    },
    MaterialForm: {
        MaterialForm.ELECTRONIC: Text("电子", "Electronic"),
        MaterialForm.PAPER: Text("纸质", "Paper"),
    },
    Intake: {
        Intake.RECEIVED: Text("收", "Received"),
        Intake.EXEMPT: Text("免交", "Not required"),
        Intake.TOLERATED: Text("容缺后补", "To follow"),
        Intake.COMMITTED: Text("承诺替代", "Commitment"),
    },
    Relation: {
        Relation.SELF: Text("本人", "The addressee"),
        Relation.AGENT: Text("委托代理人（代收）", "Authorised agent, for the addressee"),
        Relation.STAFF: Text("单位收发人员（代收）", "Member of staff, for the addressee"),
        Relation.FAMILY: Text("同住成年家属（代收）", "Adult of the household, for the addressee"),
    },
    DeliveryMethod: {
        DeliveryMethod.DIRECT: Text("直接送达", "In person"),
        DeliveryMethod.ELECTRONIC: Text("电子送达", "Electronic"),
        DeliveryMethod.POST: Text("邮寄送达", "By post"),
        DeliveryMethod.TRANSFER: Text("转账支付", "By bank transfer"),
    },
    Fault: {
        Fault.MISSING: Text("缺少", "Missing"),
        Fault.NOT_IN_ORDER: Text("不符合", "Not in order"),
        Fault.FIELD: Text("填写有误", "Wrong entry"),
        Fault.OUTSIDE: Text("目录以外", "Not on the list"),
    },
    ProcedureKind: {
        ProcedureKind.HEARING: Text("听证", "Hearing"),
        ProcedureKind.TENDER: Text("招标", "Tender"),
        ProcedureKind.AUCTION: Text("拍卖", "Auction"),
        ProcedureKind.INSPECTION: Text("检验", "Inspection"),
        ProcedureKind.TESTING: Text("检测", "Testing"),
        ProcedureKind.QUARANTINE: Text("检疫", "Quarantine"),
        ProcedureKind.APPRAISAL: Text("鉴定", "Appraisal"),
        ProcedureKind.EXPERT_REVIEW: Text("专家评审", "Expert review"),
        ProcedureKind.OTHER: Text("法律、行政法规规定的其他程序", "Another procedure named by law"),
        ProcedureKind.WAITING: Text("等待申请人办理或者公示公告", "Waiting for the applicant or the public"),
    },
    CaseClock: {
        CaseClock.ACCEPTANCE: Text("受理时限", "Acceptance"),
        CaseClock.CORRECTION: Text("补正时限", "Correction"),
        CaseClock.TOLERANCE: Text("容缺材料补交时限", "Materials to follow"),
        CaseClock.PROMISE: Text("承诺办结时限", "Promised limit"),
        CaseClock.STATUTORY: Text("法定办结时限", "Statutory limit"),
        CaseClock.DELIVERY: Text("送达时限", "Delivery"),
    },
    SupervisionCause: {
        SupervisionCause.STATUTORY_OVERDUE: Text("红灯：超过法定办结时限", "Red: statutory limit overdue"),
        SupervisionCause.PROMISE_OVERDUE: Text("红灯：超过承诺办结时限", "Red: promised limit overdue"),
        SupervisionCause.STEP_OVERDUE: Text("红灯：环节超时", "Red: step overdue"),
        SupervisionCause.DUE_SOON: Text("黄灯：承诺办结时限即将届满", "Yellow: promised limit about to run out"),
        SupervisionCause.BY_HAND: Text("人工督办", "By hand"),
    },
    ClosedAs: {
        ClosedAs.GRANTED: Text("准予，已办结", "Granted"),
        ClosedAs.REFUSED: Text("不予，已办结", "Refused"),
        ClosedAs.NOT_ACCEPTED: Text("不予受理", "Not accepted"),
        ClosedAs.WITHDRAWN: Text("申请人撤回", "Withdrawn by the applicant"),
        ClosedAs.LAPSED: Text("逾期未补正，视为撤回", "Not corrected in time, counts as withdrawn"),
        ClosedAs.TOLERANCE_LAPSED: Text(
            "容缺材料逾期未补交，视为撤回", "Promised materials not supplied in time, counts as withdrawn"
        ),
        ClosedAs.STEP_LAPSED: Text(
            "申请人逾期未办理，本次办理终止", "A step of the applicant was not done in time; the case has ended"
        ),
        ClosedAs.RETURNED: Text("退件", "Returned"),
    },
}
"""By vocabulary first: members of two vocabularies with the same value are equal as strings."""


def minute_zh(instant: datetime) -> str:
    local = instant.astimezone(ZONE)
    return f"{day_zh(local)}{local.hour}时{local.minute:02d}分"


def minute_en(instant: datetime) -> str:
    local = instant.astimezone(ZONE)
    return f"{day_en(local)}, {local:%H:%M}"


def limit_zh(limit: Limit) -> str:
    return f"{limit.value}{UNITS[limit.unit].zh}"


def limit_en(limit: Limit) -> str:
    return f"{limit.value} {UNITS[limit.unit].en}{'' if limit.value == 1 else 's'}"


def due_zh(due: DueDay) -> str:
    return day_zh(due.day) + ("（暂定）" if due.provisional else "")


def due_en(due: DueDay) -> str:
    return day_en(due.day) + (" (provisional)" if due.provisional else "")


def unbroken(text: Markup) -> Markup:
    """HTML in which no number is parted from its unit at the end of a line (GB/T 9704: 数字、年份不能回行)."""
    return Markup(NUMBER_WITH_UNIT.sub(r'<span class="whole">\g<0></span>', str(text)))  # noqa: S704 - escaped before


def local_day(instant: datetime) -> date:
    return instant.astimezone(ZONE).date()


def taken_zh(taken: int, unit: Unit) -> str:
    return f"{taken}{UNITS[counted_in(unit)].zh}"


def taken_en(taken: int, unit: Unit) -> str:
    return f"{taken} {UNITS[counted_in(unit)].en}{'' if taken == 1 else 's'}"


def counted_in(unit: Unit) -> Unit:
    """What a clock counts: limits in months and years count days."""
    return Unit.DAY if unit in {Unit.MONTH, Unit.YEAR} else unit


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language, as templates use them."""

    locale: str
    day: Callable[[date], str]
    minute: Callable[[datetime], str]
    limit: Callable[[Limit], str]
    due: Callable[[DueDay], str]
    taken: Callable[[int, Unit], str]

    def on(self, instant: datetime) -> str:
        """The local day of an instant."""
        return self.day(local_day(instant))

    def text(self, text: Text) -> str:
        return text.in_language(self.locale)

    def sentence(self, text: Text) -> str:
        """The words with a full stop, whether or not their author wrote one."""
        words = self.text(text).rstrip()
        stop = "." if self.locale == "en" else "。"
        return words if words.endswith((".", "。", "；", "!", "！")) else words + stop

    def value(self, value: str) -> str:
        """A result as an officer entered it; a date as the language writes it."""
        return self.day(date.fromisoformat(value)) if ISO_DATE.fullmatch(value) else value

    def label(self, value: StrEnum) -> str:
        return LABELS[type(value)][value].in_language(self.locale)


WORDINGS: Final[Mapping[str, Wording]] = {
    "zh": Wording("zh", day_zh, minute_zh, limit_zh, due_zh, taken_zh),
    "en": Wording("en", day_en, minute_en, limit_en, due_en, taken_en),
}
