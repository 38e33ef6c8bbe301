"""Looking at cases 办件: one case with its history, and the lists of each audience.

Owns who may see what. Refuses other people's cases as if they did not exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from portal.domain.numbers import normalise_case_number
from portal.domain.permissions import CaseFacts, Permission, Role
from portal.services.conflicts import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.case.events import Recorded
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.records.core import (
        After,
        CaseLine,
        Enterprise,
        LightCounts,
        Page,
        StepLine,
        StoredDocument,
    )

Line_co = TypeVar("Line_co", covariant=True)

PAGE_SIZE: Final = 25
DESKS: Final = ("intake", "applicant", "delivery")
TO_CHECK: Final = "to_check"
_FOUND_AT_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case with everything a case page shows."""

    case: Case
    service: Service
    history: Sequence[Recorded]
    documents: Sequence[StoredDocument]


@dataclass(frozen=True, slots=True)
class Queue(Generic[Line_co]):
    """A page of a queue with the lights of all its open rows."""

    page: Page[Line_co]
    counts: LightCounts


def view_case(deps: Deps, actor: Actor, number: str) -> CaseView:
    """A case for its owner, or for staff who handle it; NotFound for everybody else."""
    normal = normalise_case_number(number)
    if normal is None:
        raise NotFound(case=number)
    with deps.uow.read() as tx:
        stored = tx.cases.get(normal)
        if stored is None or not _may_see(actor, stored.case):
            raise NotFound(case=normal)
        case = stored.case
        history, documents = tx.cases.history(normal), tx.documents.of_case(normal)
    service = deps.catalogue.version(case.service_key, case.service_version)
    return CaseView(case, service, history, documents)


def my_cases(deps: Deps, actor: Actor, *, after: After | None = None) -> Page[CaseLine]:
    """The actor's own cases, newest first."""
    actor.require(Permission.CASE_VIEW_OWN)
    return deps.reads.cases_of(actor.user_id, after=after, size=PAGE_SIZE)


def my_enterprises(deps: Deps, actor: Actor) -> Sequence[Enterprise]:
    """The enterprises the actor may act for."""
    with deps.uow.read() as tx:
        return tx.enterprises.of_user(actor.user_id)


def counter_desk(
    deps: Deps, actor: Actor, desk: str, *, light: str | None = None, after: After | None = None
) -> Queue[CaseLine]:
    """Open cases of a desk ("intake", "applicant" or "delivery") by due instant, all or of one light."""
    actor.require(Permission.CASE_ACCEPT)
    now = deps.clock.now()
    if light is None:
        page = deps.reads.desk(desk, after=after, size=PAGE_SIZE)
    else:
        page = deps.reads.desk_light(desk, light, now, after=after, size=PAGE_SIZE)
    return Queue(page, deps.reads.desk_counts(desk, now))


def supplied_desk(deps: Deps, actor: Actor, *, light: str | None = None, after: After | None = None) -> Queue[CaseLine]:
    """Accepted cases in which a promised material came in and waits to be checked 补齐待核对."""
    actor.require(Permission.CASE_CHECK_MATERIAL)
    now = deps.clock.now()
    page = deps.reads.to_check(light=light, now=now, after=after, size=PAGE_SIZE)
    return Queue(page, deps.reads.to_check_counts(now))


def desk_lights(deps: Deps, actor: Actor) -> Mapping[str, LightCounts]:
    """How much waits on each desk of the counter, and to be checked, for the side navigation."""
    actor.require(Permission.CASE_ACCEPT)
    now = deps.clock.now()
    desks = {desk: deps.reads.desk_counts(desk, now) for desk in DESKS}
    return {**desks, TO_CHECK: deps.reads.to_check_counts(now)}


def department_lights(deps: Deps, actor: Actor) -> LightCounts:
    """How much waits in the actor's department."""
    actor.require(Permission.STEP_COMPLETE)
    return deps.reads.step_counts(actor.department or "", deps.clock.now())


def department_steps(deps: Deps, actor: Actor, *, after: After | None = None) -> Queue[StepLine]:
    """Open steps of the actor's department by due instant."""
    actor.require(Permission.STEP_COMPLETE)
    department = actor.department or ""
    page = deps.reads.steps(department, after=after, size=PAGE_SIZE)
    return Queue(page, deps.reads.step_counts(department, deps.clock.now()))


def find_cases(deps: Deps, actor: Actor, words: str) -> Sequence[CaseLine]:
    """Staff search by number, title or applicant (their beginnings); officers find what their department handles."""
    actor.require(Permission.CASE_VIEW_ANY)
    if not words.strip():
        return ()
    department = (actor.department or "") if actor.role is Role.OFFICER else None
    return deps.reads.search(words.strip(), size=_FOUND_AT_MOST, department=department)


def facts_of(case: Case) -> CaseFacts:
    """What a permission looks at in a case."""
    return CaseFacts(owner_id=case.applicant.user_id, handlers=frozenset(run.department for run in case.steps))


def require_owner(actor: Actor, case: Case) -> None:
    """Go on for the owner; NotPermitted for staff, NotFound for other applicants: they may not know of the case."""
    actor.require(Permission.CASE_ANSWER)
    if not actor.may(Permission.CASE_ANSWER, facts_of(case)):
        raise NotFound(case=case.number)


def _may_see(actor: Actor, case: Case) -> bool:
    facts = facts_of(case)
    return actor.may(Permission.CASE_VIEW_ANY, facts) or actor.may(Permission.CASE_VIEW_OWN, facts)
