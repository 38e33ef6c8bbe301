"""Review 审查: officers complete the steps of their department; the last one decides.

Refuses other departments' steps, a credit code that belongs to another enterprise already, and by the rules in
`portal.domain.case.review`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.domain.answers import read_field
from portal.domain.enterprise_types import require_uscc_class
from portal.domain.errors import DomainError
from portal.domain.forms import FieldKind
from portal.domain.permissions import CaseFacts, Permission
from portal.domain.workflow import StepKind
from portal.services import papers
from portal.services.acting import acting
from portal.services.conflicts import NotFound
from portal.services.identifiers import IDENTIFIERS
from portal.services.policies import claimed as policies_claimed
from portal.services.profiles import founded as profiles_founded
from portal.services.records.core import Enterprise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.case.commands import CompleteStep
    from portal.domain.case.state import Case
    from portal.domain.forms import Field
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service, Step
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.records.core import StoredCase


class EnterpriseKnown(DomainError):
    """The code entered for a new enterprise is that of one that exists; facts: `uscc`."""

    message_id = "enterprise.known"


class ResultInvalid(DomainError):
    """A result is not what its field takes; facts: `fields`, the ids."""

    message_id = "case.result_invalid"


def complete_step(deps: Deps, actor: Actor, number: str, *, command: CompleteStep) -> Case:
    """The actor's department passes or fails its step; a decision issues its document.

    Raises NotPermitted for another department's step, StepNotOpen, ChecklistOpen,
    OpinionNeeded, ResultMissing, ResultInvalid, GrantNotPossible, EnterpriseKnown, AmountNeedsReason.
    """
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number)
        service = me.service_of(stored.case)
        if command.step_id not in {run.id for run in stored.case.steps}:
            raise NotFound(step=command.step_id)
        step = service.step(command.step_id)
        permission = Permission.CASE_DECIDE if step.kind is StepKind.DECISION else Permission.STEP_COMPLETE
        actor.require(permission, CaseFacts(department=step.department))
        require_valid(step, command.results)
        policies_claimed.require_reason(me, stored.case, command.results, opinion=command.opinion)
        stored = papers.after_steps(me, me.act(stored, command), before=stored.case)
        _require_new(me, service, stored.case.step(step.id).results or {}, answers=stored.case.answers)
        if step.kind is StepKind.DECISION:
            stored = _issue_decision(me, stored)
    return stored.case


def require_valid(step: Step, results: Mapping[str, str]) -> None:
    """Results are read as answers are, whoever sends them; empty ones are left to the rule that misses them."""
    given = [(item, results[item.id]) for item in step.results if results.get(item.id)]
    wrong = tuple(item.id for item, value in given if read_field(item, _raw(item, value), IDENTIFIERS)[1])
    if wrong:
        raise ResultInvalid(step=step.id, fields=wrong)


def _raw(item: Field, value: str) -> object:
    return value.split(",") if item.kind is FieldKind.CHOICES else value


def _issue_decision(me: Acting, stored: StoredCase) -> StoredCase:
    if stored.case.granted:
        _found_enterprise(me, stored.case)
    return papers.after_decision(me, stored)


def _require_new(me: Acting, service: Service, results: Mapping[str, str], *, answers: Mapping[str, object]) -> None:
    """Whoever is granted a code may act for its enterprise, so it must not be somebody else's, nor of another kind."""
    uscc = results.get(service.enterprise_result or "")
    if uscc:
        require_uscc_class(uscc, answers)
    if uscc and me.tx.enterprises.by_uscc(uscc) is not None:
        raise EnterpriseKnown(uscc=uscc)


def _founded_on(service: Service, case: Case) -> date | None:
    """The day the licence was issued (登记条例 art. 21): the day entered in the step that gave the code."""
    for run in case.steps:
        fields = {item.id: item for item in service.step(run.id).results}
        if service.enterprise_result in fields:
            days = [item.id for item in fields.values() if item.kind is FieldKind.DATE]
            entered = (run.results or {}).get(days[0]) if days else None
            return date.fromisoformat(entered) if entered else case.decided_on
    return case.decided_on


def _found_enterprise(me: Acting, case: Case) -> None:
    """A granted opening makes the enterprise one of the applicant's, under its new code."""
    service = me.service_of(case)
    uscc = case.results.get(service.enterprise_result or "")
    if not uscc:
        return
    _require_new(me, service, case.results, answers=case.answers)
    enterprise = me.tx.enterprises.add(
        Enterprise(
            uscc=uscc,
            name=case.title,
            legal_representative="",  # the definition does not say which answer it is, and an agent may have filed
            founded_on=_founded_on(service, case),
            created_at=me.deps.clock.now(),
        )
    )
    if enterprise is None:
        raise EnterpriseKnown(uscc=uscc)
    profiles_founded.after_founding(me, case, uscc)
    if enterprise.id is not None:
        me.tx.enterprises.link(enterprise.id, case.applicant.user_id)
