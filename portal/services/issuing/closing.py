"""The closing notice 办结通知书: how the case ended, and every clock of it day by day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.incidents import Ending
from portal.domain.documents import (
    CaseClock,
    ClosedAs,
    ClosingNotice,
    DocumentKind,
    ExplainedClock,
    HandedOver,
    Result,
)
from portal.domain.documents.shown import title_in
from portal.services.explained_clocks import clock_stories
from portal.services.issuing import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from portal.domain.case.state import Case
    from portal.services.issuing.frame import Frame

_ENDINGS: Final[Mapping[Ending, ClosedAs]] = {
    Ending.WITHDRAWN: ClosedAs.WITHDRAWN,
    Ending.LAPSED: ClosedAs.LAPSED,
    Ending.TOLERANCE_LAPSED: ClosedAs.TOLERANCE_LAPSED,
    Ending.STEP_LAPSED: ClosedAs.STEP_LAPSED,
    Ending.NOT_ACCEPTED: ClosedAs.NOT_ACCEPTED,
    Ending.RETURNED: ClosedAs.RETURNED,
}

_PAPERS: Final = (
    DocumentKind.DECISION_GRANTED,
    DocumentKind.DECISION_REFUSED,
    DocumentKind.REFUSAL_OF_ACCEPTANCE,
)


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
        clocks=tuple(_explained(frame)),
    )


def _closed_as(case: Case) -> ClosedAs:
    if case.ending is not None:
        return _ENDINGS[case.ending]
    return ClosedAs.GRANTED if case.granted else ClosedAs.REFUSED


def _reason(case: Case) -> str:
    if case.refusal is not None:
        return case.refusal.reasons
    if case.ending is Ending.STEP_LAPSED:
        return f"“{case.end_reason}”逾期未办理。"
    return case.end_reason or case.reasons


def _ended_at(frame: Frame) -> datetime:
    case = frame.case
    return case.ended_at or case.delivered_at or frame.common["issued_at"]


def _results(frame: Frame) -> Iterator[Result]:
    for document in frame.case.documents:
        if document.kind in _PAPERS:
            yield Result(title_in(frame.service, document.kind), document.number)
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


def _explained(frame: Frame) -> Iterator[ExplainedClock]:
    """Every clock as the calendar explains it now."""
    extension = frame.case.extension
    stories = clock_stories(
        frame.case,
        frame.service,
        frame.me.deps.calendar,
        until=_ended_at(frame),
        approver=extension.approver if extension else "",
    )
    for story in stories:
        run = story.run
        yield ExplainedClock(
            clock=CaseClock(run.name.value),
            limit=run.deadline.limit,
            extension=run.extension,
            article=story.article,
            started_at=run.started_at,
            stopped_at=run.stopped_at,
            due=frame.last_day(story.deadline),
            taken=story.taken,
            kept=story.kept,
            days=story.days,
        )
