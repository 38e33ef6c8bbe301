"""Folding events into the case: evolve() applies one, replay() all of them.

These functions decide nothing. They refuse a stream that no case can have: one that does not
start with CaseFiled, has a gap in its numbers (BrokenHistory), or holds a move that the table
does not allow (MoveNotAllowed).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from portal.domain.case import fold_incidents, fold_ordinary
from portal.domain.case.events import CaseFiled, Recorded
from portal.domain.case.fold import BrokenHistory, apply
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, ClockName, ClockRun, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.domain.deadlines import Deadline

__all__ = ["BrokenHistory", "awaited", "evolve", "replay"]

#: Importing them registers how each event is applied.
FOLDS = (fold_ordinary, fold_incidents)


def replay(history: Iterable[Recorded]) -> Case:
    """The case that these events make; raises BrokenHistory for an empty or gapped stream."""
    case: Case | None = None
    for recorded in history:
        case = evolve(case, recorded)
    if case is None:
        raise BrokenHistory(seq=0)
    return case


def evolve(case: Case | None, recorded: Recorded) -> Case:
    """The case after one more event."""
    expected = 1 if case is None else case.revision + 1
    if recorded.seq != expected:
        raise BrokenHistory(seq=recorded.seq)
    if case is None:
        if not isinstance(recorded.event, CaseFiled):
            raise BrokenHistory(seq=recorded.seq)
        return _filed(recorded.event, recorded)
    return _awaiting(apply(recorded.event, case, recorded))


def awaited(case: Case) -> Deadline | None:
    """The latest end of the steps that are open."""
    ends = [run.deadline for run in case.steps if run.state is StepState.OPEN and run.deadline is not None]
    return max(ends, key=lambda end: end.due_at, default=None)


def _awaiting(case: Case) -> Case:
    """While a case waits, what it waits for may change and its end may move."""
    end = awaited(case) if case.state is CaseState.WAITING else None
    if end is None:
        return case
    return replace(case, pauses=(*case.pauses[:-1], replace(case.pauses[-1], expected=end)))


def _filed(event: CaseFiled, recorded: Recorded) -> Case:
    return Case(
        number=event.number,
        query_code=event.query_code,
        service_key=event.service_key,
        service_version=event.service_version,
        state=CaseState.SUBMITTED,
        title=event.title,
        applicant=event.applicant,
        channel=event.channel,
        draft_key=event.draft_key,
        answers=event.answers,
        filed_at=recorded.at,
        filed_on=event.filed_on,
        counts_for_once=event.counts_for_once,
        materials=event.materials,
        steps=event.steps,
        clocks=(ClockRun(ClockName.ACCEPTANCE, recorded.at, event.acceptance),),
        revision=recorded.seq,
        committed=event.committed,
        one_open=event.one_open,
    )
