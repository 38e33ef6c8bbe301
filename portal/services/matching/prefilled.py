"""What of a claim's form the portal knows already: enterprise, account, and the certificate it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.services import enterprises
from portal.services.drafts import start_draft
from portal.services.policies.qualifying import policy_of
from portal.services.profiles.known import profile_of
from portal.services.profiles.own import own_enterprise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.domain.permissions import Actor
    from portal.domain.policies.facts import Fact
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.records.core import Draft

#: The field of a claim that names its certificate; the money of the claim goes by it, too.
CERTIFICATE: Final = "certificate_number"


def claim_answers(
    deps: Deps, actor: Actor, service: Service, *, uscc: str, facts: Iterable[Fact]
) -> Mapping[str, object]:
    """Answers of a claim for an enterprise of the actor's, as far as they are known."""
    known = dict(enterprises.prefilled(deps, actor, service, uscc=uscc))
    by_id = {one.id: one for one in facts}
    certificate = by_id.get(policy_of(service).certificate or "")
    if certificate is not None and CERTIFICATE in {field.id for field in service.fields()}:
        known[CERTIFICATE] = str(certificate.value)
    return known


def start_claim(deps: Deps, actor: Actor, policy_key: str, *, uscc: str) -> Draft:
    """Begin a claim with what is known; whoever does not qualify may begin one, too. Raises NotFound."""
    service = deps.catalogue.current(policy_key)
    policy_of(service)
    with deps.uow.read() as tx:
        enterprise = own_enterprise(tx, actor, uscc)
        profile = profile_of(deps, tx, enterprise.uscc)
    answers = claim_answers(deps, actor, service, uscc=enterprise.uscc, facts=profile.values())
    return start_draft(deps, actor, policy_key, answers=answers)
