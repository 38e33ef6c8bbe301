"""What the applicant says about the work: 催办 while it lasts, 好差评 when it is over (guide §3.1).

Urging is possible once a day, while an agency holds the case. A case is rated once (一事一评); a bad rating opens a
follow-up at once, and after that has been dealt with the applicant may add one more rating 追评.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.follow_ups import opened
from portal.domain.case.incident_events import CaseRated, CaseUrged
from portal.domain.case.incidents import FollowUpKind, FollowUpState
from portal.domain.case.moves import CLOSED, CaseState, MoveNotAllowed
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import RateCase, UrgeCase
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case

DEALT_WITH: Final = frozenset({FollowUpState.RECTIFIED, FollowUpState.CALLED_BACK})
_NOT_URGED: Final = CLOSED | {CaseState.CORRECTING}


class UrgedToday(DomainError):
    """The applicant has urged today already."""

    message_id = "case.urged_today"


class AlreadyRated(DomainError):
    """A case is rated once, and once more after a bad rating was dealt with."""

    message_id = "case.already_rated"


def urge_case(case: Case, command: UrgeCase, context: Context) -> tuple[Event, ...]:
    """The applicant asks to be quick. Raises UrgedToday, MoveNotAllowed when no agency holds the case."""
    if not may_urge(case):
        raise MoveNotAllowed(state=case.state.value, action="urge")
    today = context.calendar.local_date(context.now)
    if any(context.calendar.local_date(at) == today for at in case.urged_at):
        raise UrgedToday(case=case.number)
    return (CaseUrged(command.words.strip()),)


def rate_case(case: Case, command: RateCase, context: Context) -> tuple[Event, ...]:
    """The applicant rates the closed case. Raises MoveNotAllowed while it is open, AlreadyRated."""
    if case.is_open:
        raise MoveNotAllowed(state=case.state.value, action="rate")
    if not may_rate(case):
        raise AlreadyRated(case=case.number)
    rated = CaseRated(command.level, command.tags, command.words.strip(), added=bool(case.ratings))
    if not command.level.is_bad or rated.added:
        return (rated,)
    department = context.service.item.department
    return (rated, opened(case, FollowUpKind.BAD_RATING, department, words=rated.words, context=context))


def may_rate(case: Case) -> bool:
    """Whether a rating is possible now: once when the case is closed, and once more after a follow-up."""
    return not case.is_open and (not case.ratings or _may_add(case))


def may_urge(case: Case) -> bool:
    """Whether an agency holds the case, so that urging makes sense; once a day besides."""
    return case.state not in _NOT_URGED


def _may_add(case: Case) -> bool:
    dealt = any(one.kind is FollowUpKind.BAD_RATING and one.state in DEALT_WITH for one in case.follow_ups)
    return dealt and not any(rating.added for rating in case.ratings)
