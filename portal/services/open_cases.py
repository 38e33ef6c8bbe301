"""One open case at a time: nobody files again what is open already, e.g. a second closing of one enterprise.

Nor does anybody end for good an enterprise that others act for here, but as an agent with a power of attorney.

Owns what `one_open` of a definition asks for, in transactions: of two who file at once, one gets it. Whoever filed the
open case reads its number; others only that there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.answers import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.procedures import OneOpen
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction

OWN = "open.own"
OTHER = "open.other"
GRANTED = "open.granted"
OF_OTHERS = "open.of_others"

#: Who files, as services that end an enterprise ask it; an agent hands in a power of attorney.
FILER, AGENT = "filer", "agent"


def open_already(
    tx: Transaction, service: Service, answers: Mapping[str, object], *, user_id: int, case_number: str | None = None
) -> tuple[Finding, ...]:
    """What stands against one more case, at the field it goes by; nothing against the case itself."""
    rule = service.one_open
    key = rule.key(answers) if rule else None
    held = tx.cases.open_with(key) if key else None
    if rule is None or held is None or held.number == case_number:
        return _of_others(tx, rule, answers, user_id=user_id) if rule is not None else ()
    if rule.for_good and held.granted_on is not None:
        return (Finding(rule.by, GRANTED, {"on": held.granted_on}),)
    own = held.owner_id == user_id
    return (Finding(rule.by, OWN if own else OTHER, {"case": held.number} if own else {}),)


def _of_others(tx: Transaction, rule: OneOpen, answers: Mapping[str, object], *, user_id: int) -> tuple[Finding, ...]:
    """Against whoever ends an enterprise that other accounts act for, without their authority."""
    if not rule.for_good or answers.get(FILER) == AGENT:
        return ()
    owners = tx.profiles.owners(str(answers.get(rule.by) or ""))
    return (Finding(rule.by, OF_OTHERS),) if owners and user_id not in owners else ()


def open_now(
    deps: Deps, service: Service, answers: Mapping[str, object], *, user_id: int, case_number: str | None = None
) -> tuple[Finding, ...]:
    """The same for a page that shows it before anything is filed."""
    if service.one_open is None:
        return ()
    with deps.uow.read() as tx:
        return open_already(tx, service, answers, user_id=user_id, case_number=case_number)


def hold(tx: Transaction, service: Service, answers: Mapping[str, object]) -> None:
    """Whoever files for the same answer waits until this transaction has ended: the number of the series is a lock."""
    key = service.one_open.key(answers) if service.one_open else None
    if key:
        tx.next_number(f"open/{key}")
