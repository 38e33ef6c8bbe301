"""Special procedures 特别程序 and approval by the superior 上级核准, begun and ended by a department.

Owns who may: a department with an open step, or the responsible one. Refuses by the rules in
`portal.domain.case.pauses`; every beginning issues its notice, without which no clock stops (许可法 art. 45).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.documents import DocumentKind
from portal.domain.permissions import Permission
from portal.services import issuing
from portal.services.acting import acting, at_work

if TYPE_CHECKING:
    from portal.domain.case.commands import PauseCase, ReportUp, ResumeCase
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


def pause_case(
    deps: Deps, actor: Actor, number: str, *, command: PauseCase | ReportUp, revision: int | None = None
) -> Case:
    """A special procedure begins, or the case goes to the superior; the applicant is told in writing.

    Raises NoSuchProcedure, NoSuperior, ReasonNeeded, ExpectedTooLong, MoveNotAllowed, CaseChangedMeanwhile.
    """
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        actor.require(Permission.CASE_PAUSE, at_work(stored.case, me.service_of(stored.case)))
        stored = me.act(stored, command)
        stored = issuing.issue(me, stored, DocumentKind.PROCEDURE_NOTICE)
    return stored.case


def resume_case(deps: Deps, actor: Actor, number: str, *, command: ResumeCase, revision: int | None = None) -> Case:
    """The pause ends with its result; every clock that stood still has its new end. Raises ReasonNeeded."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        actor.require(Permission.CASE_PAUSE, at_work(stored.case, me.service_of(stored.case)))
        stored = me.act(stored, command)
    return stored.case
