"""Follow-ups 工单: 差评整改, 督办 and the later check of a commitment, each with its own short life and clock.

They belong to the case and go on after it is closed. What leads where is one table per kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain import deadlines
from portal.domain.case.incident_events import FollowUpMoved, FollowUpOpened
from portal.domain.case.incidents import FollowUpKind, FollowUpState
from portal.domain.case.reasons import reason_in
from portal.domain.errors import DomainError
from portal.domain.limits import Limit, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.case.commands import MoveFollowUp, Supervise
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case
    from portal.domain.deadlines import Deadline

_K, _S = FollowUpKind, FollowUpState

FOLLOW_UP_MOVES: Final[Mapping[tuple[FollowUpKind, FollowUpState], frozenset[FollowUpState]]] = {
    (_K.BAD_RATING, _S.VERIFYING): frozenset({_S.RECTIFYING, _S.INVALID}),
    (_K.BAD_RATING, _S.RECTIFYING): frozenset({_S.RECTIFIED}),
    (_K.BAD_RATING, _S.RECTIFIED): frozenset({_S.CALLED_BACK}),
    (_K.SUPERVISION, _S.WAITING): frozenset({_S.ANSWERED}),
    (_K.SUPERVISION, _S.ANSWERED): frozenset({_S.WAITING, _S.CLOSED}),
    (_K.COMMITMENT_CHECK, _S.WAITING): frozenset({_S.FULFILLED, _S.ORDERED, _S.REVOKED}),
    (_K.COMMITMENT_CHECK, _S.ORDERED): frozenset({_S.FULFILLED, _S.REVOKED}),
}

FIRST: Final = {_K.BAD_RATING: _S.VERIFYING, _K.SUPERVISION: _S.WAITING, _K.COMMITMENT_CHECK: _S.WAITING}

#: How long each state may last (guide §3.2); the first limit of 督办 and of a commitment is given when it opens.
LIMITS: Final[Mapping[tuple[FollowUpKind, FollowUpState], Limit]] = {
    (_K.BAD_RATING, _S.VERIFYING): Limit(1, Unit.WORKDAY),
    (_K.BAD_RATING, _S.RECTIFYING): Limit(15, Unit.WORKDAY),
    (_K.BAD_RATING, _S.RECTIFIED): Limit(3, Unit.WORKDAY),
    (_K.SUPERVISION, _S.WAITING): Limit(3, Unit.WORKDAY),
    (_K.SUPERVISION, _S.ANSWERED): Limit(3, Unit.WORKDAY),
    (_K.COMMITMENT_CHECK, _S.ORDERED): Limit(15, Unit.WORKDAY),
}


class NoSuchFollowUp(DomainError):
    """The case has no such follow-up."""

    message_id = "case.no_such_follow_up"


class FollowUpMoveNotAllowed(DomainError):
    """From its present state the follow-up cannot go there; facts: `state`, `to`."""

    message_id = "case.follow_up_move_not_allowed"


class NoSuchDepartment(DomainError):
    """This department has no step in the case; facts: `department`."""

    message_id = "case.no_such_department"


def supervise(case: Case, command: Supervise, context: Context) -> tuple[Event, ...]:
    """督办: the department must answer within the limit. Raises ReasonNeeded, NoSuchDepartment."""
    known = {run.department for run in case.steps} | {context.service.item.department}
    if command.department not in known:
        raise NoSuchDepartment(department=command.department)
    words = reason_in(command.words)
    within = command.within
    return (opened(case, _K.SUPERVISION, command.department, words=words, context=context, within=within),)


def move_follow_up(case: Case, command: MoveFollowUp, context: Context) -> tuple[Event, ...]:
    """Something was done; the clock of the new state runs. Raises NoSuchFollowUp, FollowUpMoveNotAllowed."""
    try:
        one = case.follow_up(command.id)
    except KeyError:
        raise NoSuchFollowUp(id=command.id) from None
    if command.state not in FOLLOW_UP_MOVES.get((one.kind, one.state), frozenset()):
        raise FollowUpMoveNotAllowed(state=one.state.value, to=command.state.value)
    words = reason_in(command.words)
    deadline = _deadline(one.kind, command.state, context)
    return (FollowUpMoved(one.id, command.state, words, deadline, context.calendar.digest),)


def opened(
    case: Case, kind: FollowUpKind, department: str, *, words: str, context: Context, within: Limit | None = None
) -> FollowUpOpened:
    """A new follow-up; its first clock is ``within``, or the usual one of its kind."""
    number = sum(one.kind is kind for one in case.follow_ups) + 1
    limit = within or LIMITS[kind, FIRST[kind]]
    return FollowUpOpened(
        id=f"{kind.value}-{number}",
        kind=kind,
        department=department,
        state=FIRST[kind],
        words=words,
        deadline=deadlines.compute(limit, context.now, context.calendar),
        calendar_digest=context.calendar.digest,
    )


def is_final(kind: FollowUpKind, state: FollowUpState) -> bool:
    """Whether nothing more is to be done."""
    return (kind, state) not in FOLLOW_UP_MOVES


def _deadline(kind: FollowUpKind, state: FollowUpState, context: Context) -> Deadline | None:
    if is_final(kind, state):
        return None
    return deadlines.compute(LIMITS[kind, state], context.now, context.calendar)
