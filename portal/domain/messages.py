"""Which events the owner of a case is told of 消息: what concerns them and what they did not do themselves.

Owns the choice, as a pure function of one event. Refuses words: they are made at the edge, from the event itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from portal.domain.case.clocks import STEP
from portal.domain.case.events import CaseAccepted, CaseDecided, CaseDelivered, Event, StepCompleted, StepOpened
from portal.domain.case.incident_events import (
    AcceptanceRefused,
    CasePaused,
    CaseResumed,
    CaseReturned,
    CaseWithdrawn,
    CorrectionTold,
    DateMoved,
    FollowUpMoved,
    FollowUpOpened,
    LimitExtended,
    MoneyMoved,
    ObjectionAnswered,
    ObjectionLodged,
    TimerFired,
    VersionMoved,
)
from portal.domain.case.incidents import Ending, FollowUpKind, PauseKind
from portal.domain.case.recompute import FOLLOW_UP, is_other_day
from portal.domain.case.state import ClockName, Outcome
from portal.domain.case.timers import TimerKind

ABOUT_OWNER: Final = frozenset({FollowUpKind.BAD_RATING, FollowUpKind.COMMITMENT_CHECK})
"""Follow-ups that are about the owner; supervision of departments is not."""

_OWNERS_CLOCKS: Final = frozenset({ClockName.CORRECTION, ClockName.TOLERANCE})


def tells_owner(event: Event) -> bool:
    """Whether the owner of the case gets a message about this event."""
    rule = _RULES.get(type(event))
    return rule is not None and rule(event)


def _always(_event: Event) -> bool:
    return True


def _warns_owner(event: TimerFired) -> bool:
    """Reminders of what the owner must do; those of the departments are their own, which have none for steps."""
    is_theirs = event.about in _OWNERS_CLOCKS or event.about.startswith(STEP)
    return event.kind == TimerKind.REMIND and is_theirs


def _moves_a_day(event: DateMoved) -> bool:
    """Another day of a clock of the case; the steps and tickets of departments are theirs."""
    theirs = event.clock.startswith((STEP, FOLLOW_UP)) or event.clock == ClockName.STATUTORY
    return not theirs and is_other_day(event)


def _is_about_owner(event: FollowUpMoved) -> bool:
    return any(event.id.startswith(f"{kind.value}-") for kind in ABOUT_OWNER)


_RULES: Final[Mapping[type, Callable[[Any], bool]]] = {
    CaseAccepted: _always,
    CorrectionTold: _always,
    AcceptanceRefused: _always,
    CaseReturned: _always,
    CaseWithdrawn: lambda event: event.ending is not Ending.WITHDRAWN,
    CasePaused: lambda event: event.kind is not PauseKind.WAITING,  # the step that is awaited is told
    CaseResumed: lambda event: bool(event.result),  # a wait that is over has none
    LimitExtended: _always,
    StepOpened: lambda event: event.applicant,
    StepCompleted: lambda event: event.outcome is Outcome.FAILED,
    CaseDecided: _always,
    CaseDelivered: _always,
    ObjectionLodged: _always,
    ObjectionAnswered: _always,
    FollowUpOpened: lambda event: event.kind in ABOUT_OWNER,
    FollowUpMoved: _is_about_owner,
    TimerFired: _warns_owner,
    DateMoved: _moves_a_day,
    VersionMoved: _always,
    MoneyMoved: _always,
}
