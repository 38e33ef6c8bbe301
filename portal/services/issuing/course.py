"""Documents of what stops, lengthens or watches a case: 特别程序, 延期, 督办, 公示."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.incidents import ExtensionState, FollowUpKind, PauseKind
from portal.domain.case.state import ClockName, StepState
from portal.domain.deadlines import Pause
from portal.domain.documents import (
    CaseClock,
    ExtensionNotice,
    MovedLimit,
    ProcedureNotice,
    PublicNotice,
    SupervisionCause,
    SupervisionNotice,
)
from portal.services.issuing.frame import NothingToSay, notice_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from portal.domain.case.incidents import FollowUp, PauseRun
    from portal.domain.case.state import ClockRun
    from portal.domain.deadlines import Deadline
    from portal.domain.limits import Limit
    from portal.services.issuing.frame import Frame

_REVIEW_CLOCKS: Final = (ClockName.PROMISE, ClockName.STATUTORY)
_INSTANT: Final = timedelta(microseconds=1)


def procedure_notice(frame: Frame) -> ProcedureNotice:
    """特别程序告知书, or 转报上级核准告知书, of the pause that began last."""
    if not frame.case.pauses:
        raise NothingToSay(frame.case.number)
    pause = frame.case.pauses[-1]
    service = frame.service
    if pause.kind is PauseKind.SUPERIOR:
        superior = service.superior
        if superior is None:
            raise NothingToSay(pause.kind)
        kind, agency, name, basis = None, superior.agency, superior.agency, superior.basis
    else:
        procedure = service.procedure(pause.procedure)
        kind, agency, name, basis = procedure.kind, None, procedure.name, procedure.basis
    return ProcedureNotice(
        **frame.common,
        accepted_on=frame.accepted_on,
        procedure=kind,
        superior=agency,
        name=name,
        basis=basis,
        reason=pause.reason,
        began_on=frame.local(pause.began),
        takes=pause.expected.limit,
        ends=frame.last_day(pause.expected),
        moved=tuple(_moved_by_pause(frame, pause)),
        handler=frame.me.by.name,
    )


def _moved_by_pause(frame: Frame, pause: PauseRun) -> Iterator[MovedLimit]:
    """Each limit without this pause, and with it lasting as announced."""
    earlier = tuple(run.as_pause for run in frame.case.pauses if run is not pause)
    announced = Pause(pause.began, max(pause.began, _last_instant(pause.expected)), pause.reason)
    for run in _review_clocks(frame):
        before = _computed(frame, run, earlier, extension=run.extension)
        after = _computed(frame, run, (*earlier, announced), extension=run.extension)
        yield _moved(frame, run, before=before, after=after)


def _last_instant(deadline: Deadline) -> datetime:
    """The last moment of a limit's last day; for hours the moment itself."""
    return deadline.due_at - _INSTANT if deadline.due_on else deadline.due_at


def extension_notice(frame: Frame) -> ExtensionNotice:
    """延期通知书, once the extension was approved."""
    run, rule = frame.case.extension, frame.service.extension
    if run is None or rule is None or run.state is not ExtensionState.GRANTED:
        raise NothingToSay(frame.case.number)
    return ExtensionNotice(
        **frame.common,
        accepted_on=frame.accepted_on,
        by=run.by,
        reason=run.reason,
        approver=run.approver,
        approver_office=rule.approver,
        approved_on=frame.local(run.answered_at or frame.common["issued_at"]),
        answer=run.answer,
        basis=rule.basis,
        moved=tuple(_moved_by_extension(frame)),
        handler=run.requested_by,
    )


def _moved_by_extension(frame: Frame) -> Iterator[MovedLimit]:
    pauses = tuple(run.as_pause for run in frame.case.pauses)
    for run in _review_clocks(frame):
        if run.extension is not None:
            before = _computed(frame, run, pauses, extension=None)
            yield _moved(frame, run, before=before, after=run.deadline)


def _review_clocks(frame: Frame) -> tuple[ClockRun, ...]:
    return tuple(frame.clock(name) for name in _REVIEW_CLOCKS)


def _computed(frame: Frame, run: ClockRun, pauses: Iterable[Pause], *, extension: Limit | None) -> Deadline:
    calendar = frame.me.deps.calendar
    return deadlines.compute(run.deadline.limit, run.started_at, calendar, pauses=pauses, extension=extension)


def _moved(frame: Frame, run: ClockRun, *, before: Deadline, after: Deadline) -> MovedLimit:
    return MovedLimit(
        clock=CaseClock(run.name.value),
        limit=run.deadline.limit,
        before=frame.last_day(before),
        after=frame.last_day(after),
    )


def supervision_notice(frame: Frame) -> SupervisionNotice:
    """督办通知单 of the follow-up that ``about`` names, else the latest."""
    follow_up = _supervision(frame)
    if follow_up.deadline is None:
        raise NothingToSay(follow_up.id)
    cause, since, run = _cause(frame, follow_up)
    return SupervisionNotice(
        **frame.common,
        supervision_number=f"{frame.case.number}-{follow_up.id.rpartition('-')[2]}",
        department=frame.me.deps.catalogue.department(follow_up.department),
        words=follow_up.words,
        cause=cause,
        state_since=since,
        clock=CaseClock(run.name.value) if run else None,
        due=frame.last_day(run.deadline) if run else None,
        sent_at=follow_up.opened_at,
        sent_by=follow_up.opened_by,
        within=follow_up.deadline.limit,
        answer_due=frame.last_day(follow_up.deadline),
    )


def _supervision(frame: Frame) -> FollowUp:
    for one in reversed(frame.case.follow_ups):
        if one.kind is FollowUpKind.SUPERVISION and frame.about in ("", one.id):
            return one
    raise NothingToSay(frame.about)


def _cause(frame: Frame, follow_up: FollowUp) -> tuple[SupervisionCause, datetime, ClockRun | None]:
    """What the clocks said when it was opened, since when, and which clock of the case it is about."""
    now = follow_up.opened_at
    runs = [run for run in frame.case.clocks if run.name in _REVIEW_CLOCKS and run.stopped_at is None]
    for name, cause in (
        (ClockName.STATUTORY, SupervisionCause.STATUTORY_OVERDUE),
        (ClockName.PROMISE, SupervisionCause.PROMISE_OVERDUE),
    ):
        late = next((run for run in runs if run.name is name and run.deadline.is_overdue(now)), None)
        if late is not None:
            return cause, late.deadline.due_at, late
    promise = next((run for run in runs if run.name is ClockName.PROMISE), None)
    late_step = _late_step(frame, follow_up)
    if late_step is not None:
        return SupervisionCause.STEP_OVERDUE, late_step.due_at, promise
    if promise is not None and promise.deadline.warn_at <= now and promise.deadline.is_running(now):
        return SupervisionCause.DUE_SOON, promise.deadline.warn_at, promise
    return SupervisionCause.BY_HAND, now, promise


def _late_step(frame: Frame, follow_up: FollowUp) -> Deadline | None:
    """The limit of an open step of the supervised department that has run out, earliest first."""
    late = [
        run.deadline
        for run in frame.case.steps
        if run.state is StepState.OPEN
        and run.department == follow_up.department
        and run.deadline is not None
        and run.deadline.is_overdue(follow_up.opened_at)
    ]
    return min(late, key=lambda deadline: deadline.due_at, default=None)


def public_notice(frame: Frame) -> PublicNotice:
    """公示公告 of the notice step that ``about`` names, else the one opened last."""
    run = notice_step(frame.case, frame.service, frame.about)
    if run.opened_at is None or run.deadline is None:
        raise NothingToSay(run.id)
    step = frame.service.step(run.id)
    return PublicNotice(
        **frame.common,
        step=step.name,
        holder=frame.common["matter"].subject,
        content=frame.service.name,
        basis=step.basis,
        within=run.deadline.limit,
        first_day=frame.local(run.opened_at),
        last_day=frame.last_day(run.deadline),
    )
