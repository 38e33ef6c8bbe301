"""Names 名称自主申报: what stands in the way of one, keeping it for a filing, and setting it free again.

Owns articles 17 and 18 in transactions: of two who ask for one name at once, one gets it. Refuses a name that somebody
else has, with NameTaken.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.domain.forms import Prefill
from portal.domain.name_register import (
    BRANCH_INDUSTRY,
    EnterpriseName,
    NameKey,
    NameState,
    NameTaken,
    has_names,
    kept_until,
    name_asked,
    name_rule,
)
from portal.domain.names import check_branch, check_name, same_name, taken_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from portal.domain.case.state import Case
    from portal.domain.names import NameParts, Remark, TakenName
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction
    from portal.services.records.core import Draft

Taken = frozenset["TakenName"]
NOBODY: Taken = frozenset()


def taken_near(
    tx: Transaction, key: NameKey | None, today: date, *, draft_key: str | None = None, case_number: str | None = None
) -> Taken:
    """What stands near a name today, but for what is kept for this very filing."""
    if key is None:
        return NOBODY
    return frozenset(
        (one.key.trade_name, one.key.industry)
        for one in tx.names.near(key)
        if one.stands(today) and not one.belongs_to(draft_key, case_number)
        if not (one.case_number is not None and one.case_number == case_number)
    )


def names_near(
    deps: Deps,
    service: Service,
    answers: Mapping[str, object],
    *,
    draft_key: str | None = None,
    case_number: str | None = None,
) -> Taken:
    """The same for the name that answers make, for a page that shows what it means."""
    key = name_asked(service, answers)
    if key is None:
        return NOBODY
    today = deps.calendar.local_date(deps.clock.now())
    with deps.uow.read() as tx:
        return taken_near(tx, key, today, draft_key=draft_key, case_number=case_number)


@dataclass(frozen=True, slots=True)
class OwnFiling:
    """Another filing of the same person that keeps a name: a draft, or the case that it became."""

    draft_key: str = ""
    case_number: str = ""


def own_filing(
    deps: Deps,
    actor: Actor,
    service: Service,
    *,
    answers: Mapping[str, object],
    draft_key: str | None = None,
    case_number: str | None = None,
) -> OwnFiling | None:
    """The actor's other filing that keeps the name which these answers make; None when somebody else has it."""
    key = name_asked(service, answers)
    if key is None:
        return None
    today = deps.calendar.local_date(deps.clock.now())
    with deps.uow.read() as tx:
        for one in tx.names.near(key):
            is_same = same_name(key.trade_name, key.industry, (one.key.trade_name, one.key.industry))
            if is_same and one.stands(today) and not one.belongs_to(draft_key, case_number):
                found = _own(tx, actor, one)
                if found is not None:
                    return found
    return None


def _own(tx: Transaction, actor: Actor, name: EnterpriseName) -> OwnFiling | None:
    """The filing that keeps this name, if it is this person's and not finished."""
    if name.state is not NameState.RESERVED:
        return None
    stored = tx.cases.get(name.case_number) if name.case_number else None
    if stored is not None:
        is_mine = stored.case.applicant.user_id == actor.user_id
        return OwnFiling(case_number=stored.case.number) if is_mine else None
    draft = tx.drafts.get(name.draft_key) if name.draft_key else None
    return OwnFiling(draft_key=draft.key) if draft is not None and draft.owner_id == actor.user_id else None


def check_free_name(deps: Deps, parts: NameParts, enterprise_type: str) -> tuple[Remark, ...]:
    """What stands against a name that anybody thinks of; nothing is kept."""
    today = deps.calendar.local_date(deps.clock.now())
    with deps.uow.read() as tx:
        taken = taken_near(tx, NameKey(parts.trade_name, parts.industry, parts.full), today)
    return check_name(parts, enterprise_type, county=deps.catalogue.county, taken=taken)


def check_free_branch(deps: Deps, parent: str, *, words: str, suffix: str) -> tuple[Remark, ...]:
    """The same for the name of a branch."""
    full = parent + words + suffix
    today = deps.calendar.local_date(deps.clock.now())
    with deps.uow.read() as tx:
        taken = taken_near(tx, NameKey(full, BRANCH_INDUSTRY, full), today)
    known = (taken_name(full),) if any(name == full for name, _industry in taken) else ()
    return (*known, *check_branch(parent, words, suffix))


def keep_name(
    tx: Transaction,
    service: Service,
    answers: Mapping[str, object],
    *,
    today: date,
    draft_key: str | None = None,
    case_number: str | None = None,
) -> None:
    """Keep the name of a filing; the one it had before is free. Raises NameTaken.

    The number of the series is a lock: whoever asks for the same trade name waits until this transaction has ended.
    """
    key = name_asked(service, answers)
    if key is None:
        return
    tx.next_number(f"name/{key.trade_name}")
    held = tx.names.of_filing(draft_key, case_number)
    if held is not None and held.state is not NameState.RESERVED:
        return
    tx.names.remove_expired(key, today)
    held = tx.names.of_filing(draft_key, case_number)
    near = taken_near(tx, key, today, draft_key=draft_key, case_number=case_number)
    if any(same_name(key.trade_name, key.industry, one) for one in near):
        raise NameTaken(trade_name=key.trade_name)
    until = kept_until(today, answers)
    kept = EnterpriseName(key, NameState.RESERVED, today, until, draft_key, case_number)
    if held is not None and held.key == key:
        tx.names.change(replace(kept, id=held.id))
        return
    if held is not None and held.id is not None:
        tx.names.remove(held.id)
    if not tx.names.add(kept):
        raise NameTaken(trade_name=key.trade_name)


def keep_for_draft(deps: Deps, tx: Transaction, draft: Draft, *, page_id: str) -> None:
    """The page with the name is in order: the name is kept while the applicant writes on. Raises NameTaken."""
    service = deps.catalogue.version(draft.service_key, draft.service_version)
    page = next((one for one in service.pages() if one.id == page_id), None)
    if draft.corrects is None and page is not None and name_rule(page) is not None:
        keep_name(tx, service, draft.answers, today=deps.calendar.local_date(deps.clock.now()), draft_key=draft.key)


def free_draft(tx: Transaction, draft_key: str) -> None:
    """A filing is given up: its name is free."""
    held = tx.names.of_filing(draft_key, None)
    if held is not None and held.id is not None and held.case_number is None:
        tx.names.remove(held.id)


def follow_case(deps: Deps, tx: Transaction, case: Case) -> None:
    """A licence registers the name, an ending without one sets it free, a deregistration closes it (art. 17)."""
    service = deps.catalogue.version(case.service_key, case.service_version)
    if case.granted and service.one_open is not None and service.one_open.for_good:
        _close(tx, service, case.answers, today=deps.calendar.local_date(deps.clock.now()))
    has_licence = bool(case.results.get(service.enterprise_result or "")) and case.granted is not False
    goes_on = case.is_open and case.granted is None
    if (goes_on and not has_licence) or not has_names(service):
        return
    today = deps.calendar.local_date(deps.clock.now())
    held = tx.names.of_filing(case.draft_key, case.number)
    if has_licence and (goes_on or case.granted):
        key = name_asked(service, case.answers)
        if key is not None and (held is None or held.state is not NameState.REGISTERED):
            _register(tx, EnterpriseName(key, NameState.REGISTERED, today, case_number=case.number), held)
    elif held is not None and held.id is not None:
        tx.names.remove(held.id)


def _close(tx: Transaction, service: Service, answers: Mapping[str, object], *, today: date) -> None:
    """The enterprise is deregistered: its name stays closed to others for a year."""
    asked = (one for page in service.pages() for one in page.fields if one.prefill is Prefill.ENTERPRISE_NAME)
    names = {str(answers.get(one.id) or "") for one in asked} - {""}
    for name in names:
        known = tx.names.registered(name)
        if known is not None:
            tx.names.change(replace(known, state=NameState.DEREGISTERED, since=today))


def _register(tx: Transaction, name: EnterpriseName, held: EnterpriseName | None) -> None:
    """A name that was lost meanwhile is registered by nobody twice; the officer has looked at it."""
    if held is not None:
        tx.names.change(replace(name, id=held.id))
    else:
        tx.names.add(name)
