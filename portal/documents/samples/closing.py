"""A specimen of the closing notice: a review over the national holidays, paused once and extended once."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from portal.documents.samples.particulars import AGENCY, CODE, COUNTY, MATTER
from portal.domain.calendar import CalendarYear, OfficeHours, WorkCalendar
from portal.domain.deadlines import Pause, compute
from portal.domain.documents import (
    CaseClock,
    ClosedAs,
    ClosingNotice,
    DeliveryMethod,
    DueDay,
    ExplainedClock,
    HandedOver,
    Relation,
    Result,
)
from portal.domain.explanation import explain
from portal.domain.limits import Limit, Unit
from portal.domain.numbers import case_number
from portal.domain.texts import Text

FILED: Final = datetime(2026, 9, 17, 1, 5, tzinfo=UTC)
ACCEPTED: Final = datetime(2026, 9, 18, 2, 0, tzinfo=UTC)
DECIDED: Final = datetime(2026, 10, 15, 7, 40, tzinfo=UTC)
DELIVERED: Final = datetime(2026, 10, 19, 2, 30, tzinfo=UTC)
REVIEW: Final = Pause(datetime(2026, 9, 23, 1, 0, tzinfo=UTC), datetime(2026, 9, 29, 8, 0, tzinfo=UTC), "专家评审")


def _days(first: date, count: int) -> list[date]:
    return [first + timedelta(days=day) for day in range(count)]


CALENDAR: Final = WorkCalendar(
    key="specimen",
    zone=ZoneInfo("Asia/Shanghai"),
    years={
        2026: CalendarYear(
            2026,
            "样张",
            off=dict.fromkeys(_days(date(2026, 9, 25), 3), "中秋节")
            | dict.fromkeys(_days(date(2026, 10, 1), 7), "国庆节"),
            makeup=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
            provisional=False,
        )
    },
    office_hours=(OfficeHours(time(9), time(17)),),
)


REVIEWED: Final = Text(
    "《行政许可法》第四十二条、第四十五条、第八十二条", "Administrative Permit Law, articles 42, 45 and 82"
)
ANSWERED: Final = Text(
    "《行政许可法》第三十二条第一款第（四）项、第八十二条", "Administrative Permit Law, articles 32(1)(4) and 82"
)
DELIVERED_IN: Final = Text("《行政许可法》第四十四条、第八十二条", "Administrative Permit Law, articles 44 and 82")


def explained(
    clock: CaseClock,
    limit: Limit,
    *,
    start: datetime,
    stopped: datetime,
    taken: int,
    article: Text = REVIEWED,
    pauses: tuple[Pause, ...] = (),
    extension: Limit | None = None,
) -> ExplainedClock:
    """A clock of the specimen case; ``taken`` is written down by hand."""
    deadline = compute(limit, start, CALENDAR, pauses=pauses, extension=extension)
    days = explain(limit, start, CALENDAR, pauses=pauses, extension=extension, extension_why="样本批准人")
    return ExplainedClock(
        clock=clock,
        limit=limit,
        extension=extension,
        article=article,
        started_at=start,
        stopped_at=stopped,
        due=DueDay(deadline.due_on or deadline.due_at.date()),
        taken=taken,
        kept=stopped < deadline.due_at,
        days=days,
    )


CLOSING: Final = ClosingNotice(
    number="峡市监 办结〔2026〕00017号",
    closed_as=ClosedAs.GRANTED,
    filed_at=FILED,
    accepted_on=date(2026, 9, 18),
    deemed=False,
    decided_on=date(2026, 10, 15),
    ended_at=DELIVERED,
    reason="",
    results=(
        Result(Text("准予行政许可决定书", "Decision granting a permit"), "峡市监 许准〔2026〕00017号"),
        Result(
            Text("营业执照（统一社会信用代码）", "Business licence (unified social credit code)"), "91360823MA35XJ105E"
        ),
        Result(Text("成立日期", "Founded"), "2026-10-15"),
    ),
    handed_over=HandedOver(
        method=DeliveryMethod.DIRECT,
        receiver="样本收件人",
        relation=Relation.AGENT,
        place="峡江县政务服务中心出件窗口",
        at=DELIVERED,
    ),
    visits=1,
    promised_visits=1,
    clocks=(
        explained(
            CaseClock.ACCEPTANCE, Limit(5, Unit.WORKDAY), start=FILED, stopped=ACCEPTED, taken=1, article=ANSWERED
        ),
        explained(
            CaseClock.PROMISE,
            Limit(8, Unit.WORKDAY),
            start=ACCEPTED,
            stopped=DECIDED,
            taken=12,
            pauses=(REVIEW,),
            extension=Limit(5, Unit.WORKDAY),
        ),
        explained(
            CaseClock.STATUTORY,
            Limit(20, Unit.WORKDAY),
            start=ACCEPTED,
            stopped=DECIDED,
            taken=12,
            pauses=(REVIEW,),
        ),
        explained(
            CaseClock.DELIVERY, Limit(10, Unit.WORKDAY), start=DECIDED, stopped=DELIVERED, taken=2, article=DELIVERED_IN
        ),
    ),
    code=CODE,
    issued_at=DELIVERED,
    agency=AGENCY,
    county=COUNTY,
    matter=replace(MATTER, case_number=case_number("360823", "KB01", day=date(2026, 9, 17), serial=17)),
)
