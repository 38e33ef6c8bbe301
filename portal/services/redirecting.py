"""Leading on to another service: a draft whose answers belong elsewhere becomes a new one there.

Owns what is carried over: answers that the other service asks for under the same id and that fit there. The first draft
stays as it is, for whoever answered wrongly. Refuses a service that the answers do not lead to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.answers import read_field
from portal.domain.checklist import redirects_for
from portal.domain.forms import FieldKind
from portal.services import drafts
from portal.services.cases import require_owner, view_case
from portal.services.completeness import relevant_answers
from portal.services.conflicts import NotFound
from portal.services.identifiers import IDENTIFIERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.case.state import Case
    from portal.domain.forms import Field
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.records.core import Draft


def lead_on(deps: Deps, actor: Actor, key: str, *, to: str) -> Draft:
    """A new draft of the service ``to`` with the answers that fit there; NotFound when nothing leads there."""
    draft = drafts.open_draft(deps, actor, key)
    service = deps.catalogue.version(draft.service_key, draft.service_version)
    answers = relevant_answers(service, draft.answers)
    if draft.case_number is not None or to not in {one.to for one in redirects_for(service, answers)}:
        raise NotFound(service=to)
    other = deps.catalogue.current(to)
    return drafts.start_draft(deps, actor, to, answers=carried(other, answers))


def ways_on(deps: Deps, case: Case) -> tuple[Service, ...]:
    """Where the owner of a case that came to nothing may go on: the services its own leads to, or itself again."""
    came_to_nothing = case.granted is False or (not case.is_open and case.granted is None)
    service = deps.catalogue.version(case.service_key, case.service_version)
    if not came_to_nothing or not service.redirects:
        return ()
    keys = dict.fromkeys((*(one.to for one in service.redirects), service.key))
    return tuple(one for one in deps.catalogue.all_offered() if one.key in keys)


def go_on_from(deps: Deps, actor: Actor, number: str, *, to: str) -> Draft:
    """A new draft of ``to`` with the answers of a case of the actor's own; NotFound when no way leads there."""
    case = view_case(deps, actor, number).case
    require_owner(actor, case)
    other = next((one for one in ways_on(deps, case) if one.key == to), None)
    if other is None:
        raise NotFound(service=to)
    return drafts.start_draft(deps, actor, to, answers=carried(other, case.answers))


def carried(other: Service, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers that another service asks for under the same id, as far as they fit its fields."""
    fields = {one.id: one for one in other.fields()}
    return {name: value for name, value in answers.items() if name in fields and _fits(fields[name], value)}


def _fits(field: Field, value: object) -> bool:
    known = {option.id for option in field.options}
    match field.kind:
        case FieldKind.YES_NO:
            return isinstance(value, bool)
        case FieldKind.CHOICES:
            return isinstance(value, list) and set(value) <= known
        case FieldKind.TABLE:
            columns = {one.id for one in field.columns}
            return isinstance(value, list) and all(isinstance(row, dict) and set(row) <= columns for row in value)
    return not isinstance(value, list | bool) and not read_field(field, str(value), IDENTIFIERS)[1]
