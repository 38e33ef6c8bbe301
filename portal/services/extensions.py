"""The one extension 延长办理期限: an officer asks, the head of the responsible department answers (许可法 art. 42)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.incidents import ExtensionState
from portal.domain.documents import DocumentKind
from portal.domain.permissions import CaseFacts, Permission
from portal.services import issuing
from portal.services.acting import acting, at_work

if TYPE_CHECKING:
    from portal.domain.case.commands import AnswerExtension, RequestExtension
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


def request_extension(
    deps: Deps, actor: Actor, number: str, *, command: RequestExtension, revision: int | None = None
) -> Case:
    """A department asks for the extension.

    Raises NotExtendable, ExtensionUsed, ExtensionPending, ExtensionTooLong, ExtensionTooLate, ReasonNeeded.
    """
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        actor.require(Permission.EXTENSION_REQUEST, at_work(stored.case, me.service_of(stored.case)))
        stored = me.act(stored, command)
    return stored.case


def answer_extension(
    deps: Deps, actor: Actor, number: str, *, command: AnswerExtension, revision: int | None = None
) -> Case:
    """The head approves, and the applicant gets the notice 延期通知书; or declines, with the reason.

    Raises NotPermitted for everybody but the head, NoExtensionPending, ExtensionTooLate, ReasonNeeded.
    """
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        responsible = me.service_of(stored.case).item.department
        actor.require(Permission.EXTENSION_APPROVE, CaseFacts(department=responsible))
        stored = me.act(stored, command)
        if stored.case.extension is not None and stored.case.extension.state is ExtensionState.GRANTED:
            stored = issuing.issue(me, stored, DocumentKind.EXTENSION_NOTICE)
    return stored.case
