"""The clocks of a case day by day, as the closing notice prints them and the owner's page draws them.

Owns which pauses stood which clock still, what they are called, and the article behind each clock. A clock is
explained as the calendar explains it now: its days, its last day and what it had counted agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.clocks import PAUSABLE
from portal.domain.case.incidents import PauseKind
from portal.domain.case.state import ClockName
from portal.domain.deadlines import Pause, stand_still_end
from portal.domain.documents.shown import SUPERIOR
from portal.domain.explanation import explain
from portal.domain.rulers import TICKS_AN_HOUR, ruler_for
from portal.domain.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.incidents import PauseRun
    from portal.domain.case.state import Case, ClockRun
    from portal.domain.deadlines import Deadline
    from portal.domain.explanation import DayLine
    from portal.domain.workflow import Service

_LAW: Final = Text("《行政许可法》", "Administrative Licensing Law, ")
_PUBLISHED: Final = Text("本事项公布的办理期限", "The limit published for this service")
_PERMIT: Final = "01"  # GB/T 39046 A.1
_ARTICLES: Final[Mapping[ClockName, Text]] = {
    ClockName.ACCEPTANCE: Text("第三十二条第一款第（四）项、第八十二条", "articles 32(1)(4) and 82"),
    ClockName.CORRECTION: Text("第三十二条第一款第（四）项", "article 32(1)(4)"),
    ClockName.PROMISE: Text("第四十二条、第八十二条", "articles 42 and 82"),
    ClockName.STATUTORY: Text("第四十二条、第八十二条", "articles 42 and 82"),
    ClockName.DELIVERY: Text("第四十四条、第八十二条", "articles 44 and 82"),
}
_PAUSED: Final = Text(
    "；《行政许可法》第四十五条（不计入期限的时间）",
    "; Administrative Licensing Law, article 45, for the days not counted",
)


@dataclass(frozen=True, slots=True)
class ClockStory:
    """One clock of a case with its days; `taken` is what it had counted when it stopped, or at `until`."""

    run: ClockRun
    deadline: Deadline
    days: tuple[DayLine, ...]
    article: Text
    taken: int
    kept: bool


def clock_stories(
    case: Case, service: Service, calendar: WorkCalendar, *, until: datetime, approver: str = ""
) -> tuple[ClockStory, ...]:
    """Every clock that ever ran, in the order of their starts; one that runs is explained up to `until`.

    Raises YearNotLoaded.
    """
    return tuple(
        _story(case, service, calendar, run=run, until=run.stopped_at or until, approver=approver)
        for run in case.clocks
    )


def pause_name(service: Service, pause: PauseRun) -> Text:
    """What holds a case, as the definition names it."""
    if pause.kind is PauseKind.WAITING:
        return service.waiting.name if service.waiting else Text(pause.reason, pause.reason)
    return SUPERIOR if pause.kind is PauseKind.SUPERIOR else service.procedure(pause.procedure).name


def _story(
    case: Case, service: Service, calendar: WorkCalendar, *, run: ClockRun, until: datetime, approver: str
) -> ClockStory:
    limit, start, pauses = run.deadline.limit, run.started_at, tuple(_pauses(case, service, run))
    extension = run.extension
    deadline = deadlines.compute(limit, start, calendar, pauses=pauses, extension=extension, until=until)
    days = explain(limit, start, calendar, pauses=pauses, extension=extension, until=until, extension_why=approver)
    return ClockStory(
        run=run,
        deadline=deadline,
        days=days,
        article=_article(case, service, run, deadline=deadline),
        taken=_taken(calendar, run, deadline, until=until),
        kept=_kept(run, deadline, until=_stood_since(deadline, until)),
    )


def _kept(run: ClockRun, deadline: Deadline, *, until: datetime) -> bool:
    """Whether the limit was kept: a stopped clock is judged by the end it had then, whatever calendar came later."""
    return until < (deadline if run.stopped_at is None else run.deadline).due_at


def _stood_since(deadline: Deadline, until: datetime) -> datetime:
    """The moment a clock is judged by: that at which it began to stand still, where it never ran on."""
    standing = [pause.began for pause in deadline.held if pause.began < until <= stand_still_end(pause, until)]
    return min(standing, default=until)


def _pauses(case: Case, service: Service, run: ClockRun) -> Iterator[Pause]:
    """What stood this clock still, each named as the definition names it."""
    if run.name in PAUSABLE:
        yield from (Pause(pause.began, pause.ended, pause_name(service, pause).zh) for pause in case.pauses)


def _taken(calendar: WorkCalendar, run: ClockRun, deadline: Deadline, *, until: datetime) -> int:
    """What the clock had counted, pauses apart: days, working days, or whole hours."""
    ruler = ruler_for(deadline.limit, run.started_at, calendar, extension=run.extension)
    held = sum(
        ruler.measure(pause.began, min(until, stand_still_end(pause, until)))
        for pause in deadline.held
        if pause.began < until
    )
    taken = ruler.measure(run.started_at, until) - held
    return taken if deadline.limit.unit.is_date_unit else taken // TICKS_AN_HOUR


def _article(case: Case, service: Service, run: ClockRun, *, deadline: Deadline) -> Text:
    """The article of the definition, else of the licensing law for a permit; and those of the days not counted."""
    base = basis_of(service, run.name)
    kinds = {pause.kind for pause in case.pauses} if deadline.held else set()
    if PauseKind.WAITING in kinds and service.waiting:
        rule = service.waiting
        base = Text(f"{base.zh}；{rule.basis.zh}（{rule.name.zh}）", f"{base.en}; {rule.basis.en} ({rule.name.en})")
    if kinds - {PauseKind.WAITING}:
        return Text(base.zh + _PAUSED.zh, base.en + _PAUSED.en)
    return base


def basis_of(service: Service, name: ClockName) -> Text:
    """Where the limit of this clock comes from."""
    if name is ClockName.TOLERANCE:
        return service.tolerance.basis if service.tolerance else _PUBLISHED
    own: Text | None = getattr(service.limits.basis, name.value)
    if own is not None:
        return own
    if service.item.task_type != _PERMIT:
        return _PUBLISHED
    article = _ARTICLES[name]
    return Text(_LAW.zh + article.zh, _LAW.en + article.en)
