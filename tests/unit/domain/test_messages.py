"""Which events the owner is told of, and that each has words."""

from __future__ import annotations

from datetime import UTC, datetime

from portal.domain.case.events import EVENT_KINDS
from portal.domain.case.incident_events import CaseWithdrawn, FollowUpMoved, TimerFired
from portal.domain.case.incidents import Ending, FollowUpState
from portal.domain.case.timers import TimerKind
from portal.domain.messages import _RULES, tells_owner
from portal.web.applicant.messages.words import SAYERS

NOON = datetime(2026, 9, 24, 4, tzinfo=UTC)


def fired(kind: TimerKind, about: str) -> TimerFired:
    return TimerFired(kind.value, about, NOON)


def test_every_event_that_tells_has_words() -> None:
    assert _RULES.keys() == SAYERS.keys()
    assert _RULES.keys() <= set(EVENT_KINDS.values())


def test_the_owner_is_not_told_of_the_own_withdrawal() -> None:
    assert not tells_owner(CaseWithdrawn(Ending.WITHDRAWN, ""))
    assert tells_owner(CaseWithdrawn(Ending.LAPSED, ""))


def test_reminders_are_for_whoever_must_act() -> None:
    assert tells_owner(fired(TimerKind.REMIND, "correction"))
    assert tells_owner(fired(TimerKind.REMIND, "tolerance"))
    assert not tells_owner(fired(TimerKind.REMIND, "promise"))
    assert not tells_owner(fired(TimerKind.LAPSE_CORRECTION, ""))


def test_supervision_of_departments_is_not_the_owners_affair() -> None:
    def moved(follow_up: str) -> FollowUpMoved:
        return FollowUpMoved(follow_up, FollowUpState.ANSWERED, "已答复", None, "digest")

    assert tells_owner(moved("bad_rating-1"))
    assert not tells_owner(moved("supervision-1"))
