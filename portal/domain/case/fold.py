"""The function that applies one event to a case, and the small steps all events share.

Events register themselves: the ordinary ones in :mod:`fold_ordinary`, the others in :mod:`fold_incidents`. They decide
nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch
from typing import TYPE_CHECKING

from portal.domain.case.state import Case, ClockName, ClockRun, StepRun
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from portal.domain.case.events import Event, Recorded


class BrokenHistory(DomainError):
    """Events do not form one case: no filing first, or a gap in their numbers."""

    message_id = "case.broken_history"


@singledispatch
def apply(event: Event, _case: Case, recorded: Recorded) -> Case:
    """The case after this event; the number of the event has been checked."""
    raise BrokenHistory(seq=recorded.seq, kind=type(event).__name__)


def stopped(clocks: tuple[ClockRun, ...], names: Collection[ClockName], *, at: datetime) -> tuple[ClockRun, ...]:
    """The clocks with those of these names stopped that still ran."""
    return tuple(
        replace(clock, stopped_at=at) if clock.name in names and clock.stopped_at is None else clock for clock in clocks
    )


def with_step(steps: tuple[StepRun, ...], changed: StepRun) -> tuple[StepRun, ...]:
    """The steps with that one replaced."""
    return tuple(changed if step.id == changed.id else step for step in steps)
