"""The closing notice 办结通知书: how the case ended, and every clock of it day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.incidents import Ending, PauseKind
from portal.domain.case.state import ClockName
from portal.domain.deadlines import Pause, stand_still_end
from portal.domain.documents import (
    CaseClock,
    ClosedAs,
    ClosingNotice,
    DocumentKind,
    ExplainedClock,
    HandedOver,
    Result,
    title,
)
from portal.domain.explanation import explain
from portal.domain.rulers import TICKS_AN_HOUR, ruler_for
from portal.domain.texts import Text
from portal.services.issuing import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from portal.domain.case.incidents import PauseRun
    from portal.domain.case.state import Case, ClockRun
    from portal.domain.deadlines import Deadline
    from portal.services.issuing.frame import Frame

_PAUSABLE: Final = frozenset({ClockName.PROMISE, ClockName.STATUTORY})

_ENDINGS: Final[Mapping[Ending, ClosedAs]] = {
    Ending.WITHDRAWN: ClosedAs.WITHDRAWN,
    Ending.LAPSED: ClosedAs.LAPSED,
    Ending.TOLERANCE_LAPSED: ClosedAs.TOLERANCE_LAPSED,
    Ending.NOT_ACCEPTED: ClosedAs.NOT_ACCEPTED,
    Ending.RETURNED: ClosedAs.RETURNED,
}

_PAPERS: Final = (
    DocumentKind.DECISION_GRANTED,
    DocumentKind.DECISION_REFUSED,
    DocumentKind.REFUSAL_OF_ACCEPTANCE,
)

_PERMIT_LAW: Final = Text("《行政许可法》", "Administrative Permit Law, ")
_ARTICLES: Final[Mapping[ClockName, Text]] = {
    ClockName.ACCEPTANCE: Text("第三十二条第一款第（四）项、第八十二条", "articles 32(1)(4) and 82"),
    ClockName.CORRECTION: Text("第三十二条第一款第（四）项", "article 32(1)(4)"),
    ClockName.TOLERANCE: Text("", ""),
    ClockName.PROMISE: Text("第四十二条、第八十二条", "articles 42 and 82"),
    ClockName.STATUTORY: Text("第四十二条、第八十二条", "articles 42 and 82"),
    ClockName.DELIVERY: Text("第四十四条、第八十二条", "articles 44 and 82"),
}
_SUPERIOR: Final = "上级核准"
_PAUSED: Final = Text("、第四十五条", ", and article 45 for the days not counted")


def closing_notice(frame: Frame) -> ClosingNotice:
    """办结通知书, for every ending."""
    case = frame.case
    return ClosingNotice(
        **frame.common,
        closed_as=_closed_as(case),
        filed_at=case.filed_at,
        accepted_on=case.accepted_on,
        deemed=case.deemed_accepted,
        decided_on=case.decided_on,
        ended_at=_ended_at(frame),
        reason=_reason(case),
        results=tuple(_results(frame)),
        handed_over=_handed_over(case),
        visits=case.visit_count,
        promised_visits=frame.service.item.promised_visits,
        clocks=tuple(_explained(frame, run) for run in case.clocks),
    )


def _closed_as(case: Case) -> ClosedAs:
    if case.ending is not None:
        return _ENDINGS[case.ending]
    return ClosedAs.GRANTED if case.granted else ClosedAs.REFUSED


def _reason(case: Case) -> str:
    if case.refusal is not None:
        return case.refusal.reasons
    return case.end_reason or case.reasons


def _ended_at(frame: Frame) -> datetime:
    case = frame.case
    return case.ended_at or case.delivered_at or frame.common["issued_at"]


def _results(frame: Frame) -> Iterator[Result]:
    for document in frame.case.documents:
        if document.kind in _PAPERS:
            yield Result(title(document.kind), document.number)
    if frame.case.granted:
        yield from listing.results(frame)


def _handed_over(case: Case) -> HandedOver | None:
    handed = case.delivery
    if handed is None or case.delivered_at is None:
        return None
    return HandedOver(
        method=handed.method,
        receiver=handed.receiver,
        relation=handed.relation,
        place=handed.place,
        at=case.delivered_at,
    )


def _explained(frame: Frame, run: ClockRun) -> ExplainedClock:
    """The clock as the calendar explains it now: its days, its last day and what it had counted agree."""
    calendar = frame.me.deps.calendar
    stopped = run.stopped_at or _ended_at(frame)
    pauses = tuple(_pauses(frame, run))
    limit, start = run.deadline.limit, run.started_at
    deadline = deadlines.compute(limit, start, calendar, pauses=pauses, extension=run.extension, until=stopped)
    days = explain(
        limit,
        start,
        calendar,
        pauses=pauses,
        extension=run.extension,
        until=stopped,
        extension_why=_extension_why(frame),
    )
    return ExplainedClock(
        clock=CaseClock(run.name.value),
        limit=limit,
        extension=run.extension,
        article=_article(frame, run, deadline),
        started_at=start,
        stopped_at=run.stopped_at,
        due=frame.last_day(deadline),
        taken=_taken(frame, run, deadline, stopped=stopped),
        kept=stopped < deadline.due_at,
        days=days,
    )


def _taken(frame: Frame, run: ClockRun, deadline: Deadline, *, stopped: datetime) -> int:
    """What the clock had counted when it stopped, pauses apart: days, working days, or whole hours."""
    ruler = ruler_for(deadline.limit, run.started_at, frame.me.deps.calendar, extension=run.extension)
    held = sum(
        ruler.measure(pause.began, min(stopped, stand_still_end(pause, stopped)))
        for pause in deadline.held
        if pause.began < stopped
    )
    taken = ruler.measure(run.started_at, stopped) - held
    return taken if deadline.limit.unit.is_date_unit else taken // TICKS_AN_HOUR


def _pauses(frame: Frame, run: ClockRun) -> Iterator[Pause]:
    """What stood this clock still, each named as the definition names it."""
    if run.name in _PAUSABLE:
        yield from (Pause(pause.began, pause.ended, _pause_name(frame, pause)) for pause in frame.case.pauses)


def _pause_name(frame: Frame, pause: PauseRun) -> str:
    if pause.kind is PauseKind.SUPERIOR:
        return _SUPERIOR
    return frame.service.procedure(pause.procedure).name.zh


def _extension_why(frame: Frame) -> str:
    extension = frame.case.extension
    return extension.approver if extension else ""


def _article(frame: Frame, run: ClockRun, deadline: Deadline) -> Text:
    if run.name is ClockName.TOLERANCE:
        rule = frame.service.tolerance
        return rule.basis if rule else _ARTICLES[ClockName.CORRECTION]
    article = _ARTICLES[run.name]
    held = _PAUSED if deadline.held else Text("", "")
    return Text(_PERMIT_LAW.zh + article.zh + held.zh, _PERMIT_LAW.en + article.en + held.en)
