"""Public notices 公示: anybody reads them and may object while they run; the department answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.notices import NoSuchObjection, NoticeNotRunning
from portal.domain.case.state import By
from portal.domain.permissions import CaseFacts, Permission
from portal.services.acting import Acting, acting
from portal.services.papers import after_steps

if TYPE_CHECKING:
    from portal.domain.case.commands import AnswerObjection, LodgeObjection
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

#: Somebody without an account; the objection itself says who.
PUBLIC: Final = By(0, "社会公众", "public")


def lodge_objection(deps: Deps, number: str, *, command: LodgeObjection) -> Case:
    """Somebody objects to a running notice; no account is needed. Raises NoticeNotRunning, ObjectionIncomplete."""
    with deps.uow.begin() as tx:
        me = Acting(deps, tx, PUBLIC)
        stored = tx.cases.get(number)
        if stored is None:
            raise NoticeNotRunning(step=command.step_id)
        stored = me.act(stored, command)
    return stored.case


def answer_objection(
    deps: Deps, actor: Actor, number: str, *, command: AnswerObjection, revision: int | None = None
) -> Case:
    """The department answers; upheld, the notice has failed. Raises NoSuchObjection, ReasonNeeded."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        objection = next((one for one in stored.case.objections if one.id == command.id), None)
        if objection is None:
            raise NoSuchObjection(id=command.id)
        department = stored.case.step(objection.step_id).department
        actor.require(Permission.OBJECTION_ANSWER, CaseFacts(department=department))
        stored = after_steps(me, me.act(stored, command), before=stored.case)
    return stored.case
