"""Follow-ups 工单: 督办 by managers, 差评 and commitments worked off by departments.

Owns who may move which: the department does the work; that a bad rating is not counted, and that a 督办 is done with
or comes back, is for a manager to say. Refuses by the rules in `portal.domain.case.follow_ups`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.follow_ups import NoSuchFollowUp
from portal.domain.case.incidents import FollowUpKind, FollowUpState
from portal.domain.documents import DocumentKind
from portal.domain.permissions import CaseFacts, Permission
from portal.services import issuing
from portal.services.acting import acting

if TYPE_CHECKING:
    from portal.domain.case.commands import MoveFollowUp, Supervise
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

#: What a manager decides; everything else is the department's.
JUDGED: Final = frozenset(
    {
        (FollowUpKind.BAD_RATING, FollowUpState.INVALID),
        (FollowUpKind.SUPERVISION, FollowUpState.CLOSED),
        (FollowUpKind.SUPERVISION, FollowUpState.WAITING),
    }
)


def supervise(deps: Deps, actor: Actor, number: str, *, command: Supervise) -> Case:
    """督办: a manager asks a department to answer within a limit, in writing. Raises ReasonNeeded, NoSuchDepartment."""
    actor.require(Permission.CASE_SUPERVISE)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.act(me.load(number), command)
        opened = stored.case.follow_ups[-1]
        stored = issuing.issue(me, stored, DocumentKind.SUPERVISION_NOTICE, about=opened.id)
    return stored.case


def move_follow_up(
    deps: Deps, actor: Actor, number: str, *, command: MoveFollowUp, revision: int | None = None
) -> Case:
    """Something was done about a follow-up. Raises NoSuchFollowUp, FollowUpMoveNotAllowed, ReasonNeeded."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        one = next((each for each in stored.case.follow_ups if each.id == command.id), None)
        if one is None:
            raise NoSuchFollowUp(id=command.id)
        judged = (one.kind, command.state) in JUDGED
        permission = Permission.FOLLOW_UP_JUDGE if judged else Permission.FOLLOW_UP_MOVE
        actor.require(permission, CaseFacts(department=one.department))
        stored = me.act(stored, command)
    return stored.case
