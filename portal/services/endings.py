"""Endings without a decision 不予受理、退件、撤回, each with its papers.

Owns who may end a case so: the window refuses and returns, a department returns, only the applicant withdraws.
Refuses by the rules in `portal.domain.case.endings`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.documents import DocumentKind
from portal.domain.permissions import Permission
from portal.services import issuing, papers
from portal.services.acting import acting
from portal.services.cases import facts_of, require_owner

if TYPE_CHECKING:
    from portal.domain.case.commands import RefuseAcceptance, ReturnCase, WithdrawCase
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


def refuse_acceptance(
    deps: Deps, actor: Actor, number: str, *, command: RefuseAcceptance, revision: int | None = None
) -> Case:
    """不予受理, with its notice naming reasons, competent agency and remedies (许可法 art. 32).

    Raises AcceptanceRanOut, ReasonNeeded, AgencyNeeded, CaseChangedMeanwhile.
    """
    actor.require(Permission.CASE_ACCEPT)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        stored = me.act(stored, command)
        stored = issuing.issue(me, stored, DocumentKind.REFUSAL_OF_ACCEPTANCE)
        stored = papers.after_closing(me, stored)
    return stored.case


def return_case(deps: Deps, actor: Actor, number: str, *, command: ReturnCase, revision: int | None = None) -> Case:
    """退件, with its reason. Raises ReasonNeeded, NotPermitted for a department without a part in the case."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        actor.require(Permission.CASE_RETURN, facts_of(stored.case))
        stored = me.act(stored, command)
        stored = papers.after_closing(me, stored)
    return stored.case


def withdraw_case(deps: Deps, actor: Actor, number: str, *, command: WithdrawCase, revision: int | None = None) -> Case:
    """撤回 by the owner, before the decision. Raises MoveNotAllowed, CaseChangedMeanwhile."""
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        require_owner(actor, stored.case)
        stored = me.act(stored, command)
        draft = tx.drafts.correcting(stored.case.number)
        if draft is not None:
            tx.drafts.delete(draft.key)
        stored = papers.after_closing(me, stored)
    return stored.case
