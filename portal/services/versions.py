"""Open cases and the versions they were filed under; moving one 换版 is an explicit act that shows the difference.

Owns who may do it and to which versions: published ones that are in force. Refuses by the rules in
`portal.domain.case.versions`; nothing is ever moved by publishing alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.case.commands import MoveToVersion
from portal.domain.case.decide import decide
from portal.domain.case.events import Recorded
from portal.domain.case.evolve import evolve
from portal.domain.case.versions import MOVABLE
from portal.domain.differences import differences
from portal.domain.errors import DomainError
from portal.domain.permissions import CaseFacts, Permission
from portal.services.acting import acting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from portal.domain.case.state import Case
    from portal.domain.differences import Change
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.publishing import Press
    from portal.services.records.core import After, CaseLine, Page

PAGE_SIZE: Final = 50


class VersionNotInForce(DomainError):
    """Cases are moved only to published versions that new filings use already; facts: `version`."""

    message_id = "case.version_not_in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePreview:
    """What moving the case would mean: the difference, the case as it would be, or why it is refused."""

    case: Case
    service: Service
    target: Service
    changes: tuple[Change, ...]
    after: Case | None
    refusal: DomainError | None


def open_counts(press: Press, actor: Actor) -> Mapping[tuple[str, int], int]:
    """How many open cases each version has."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    return press.book.open_counts()


def list_open(press: Press, actor: Actor, key: str, *, version: int, after: After | None = None) -> Page[CaseLine]:
    """Open cases of a version in the order they were filed."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    return press.book.open_cases(key, version, after=after, size=PAGE_SIZE)


def targets_of(deps: Deps, actor: Actor, number: str) -> tuple[Case, Sequence[Service]]:
    """The case and the versions it may be moved to, the newest first. Raises NotFound, NotPermitted."""
    with deps.uow.read() as tx:
        case = _permitted(acting(deps, tx, actor), actor, number)
    versions = (one for one in deps.catalogue.all_versions() if one.key == case.service_key)
    others = tuple(one for one in versions if one.version != case.service_version and _is_in_force(deps, one))
    return case, others[::-1] if case.state in MOVABLE else ()


def preview_move(deps: Deps, actor: Actor, number: str, *, version: int) -> MovePreview:
    """What moving the case to the version would mean now; nothing is stored. Raises as `move_case`."""
    with deps.uow.read() as tx:
        me = acting(deps, tx, actor)
        case = _permitted(me, actor, number)
    service, target = me.service_of(case), _target(deps, case, version)
    after, refusal = _imagined(me, case, target)
    return MovePreview(
        case=case,
        service=service,
        target=target,
        changes=differences(service, target),
        after=after,
        refusal=refusal,
    )


def move_case(deps: Deps, actor: Actor, number: str, *, version: int, reason: str, revision: int) -> Case:
    """The case goes on under another version of its service.

    Raises NotFound, NotPermitted, CaseChangedMeanwhile, VersionNotInForce, and the refusals of
    `portal.domain.case.versions`.
    """
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        _permitted(me, actor, number)
        stored = me.load(number, revision=revision)
        target = _target(deps, stored.case, version)
        return me.act(stored, MoveToVersion(target, reason)).case


def _permitted(me: Acting, actor: Actor, number: str) -> Case:
    case = me.load(number).case
    actor.require(Permission.CASE_MOVE_VERSION, CaseFacts(department=me.service_of(case).item.department))
    return case


def _target(deps: Deps, case: Case, version: int) -> Service:
    target = deps.catalogue.version(case.service_key, version)
    if not _is_in_force(deps, target):
        raise VersionNotInForce(version=version)
    return target


def _is_in_force(deps: Deps, service: Service) -> bool:
    catalogue = deps.catalogue
    effective = catalogue.effective(service.key, service.version)
    today = deps.calendar.local_date(deps.clock.now())
    return catalogue.is_published(service.key, service.version) and (effective is None or effective <= today)


def _imagined(me: Acting, case: Case, target: Service) -> tuple[Case | None, DomainError | None]:
    """The case as it would be, or the refusal; the reason is asked for later."""
    context = me.context(me.service_of(case))
    try:
        events = decide(case, MoveToVersion(target, "?"), context)
    except DomainError as refusal:
        return None, refusal
    after = case
    for event in events:
        after = evolve(after, Recorded(after.revision + 1, context.now, me.by, event))
    return after, None
