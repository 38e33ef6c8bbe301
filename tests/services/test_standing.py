"""What whoever handles a case reads of its enterprise: who files, what is open with it, and that it is being closed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from portal.services import standing
from portal.services.filing import FormIncomplete
from portal.services.records.core import Enterprise
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant

USCC: Final = "91360823MA2RR1QR12"
CLOSING, CLAIM = "simple-closing", "rd-subsidy"


def link(deps: Deps, actor: Actor) -> None:
    with deps.uow.begin() as tx:
        new = Enterprise(
            uscc=USCC, name="某公司", legal_representative="", founded_on=None, created_at=deps.clock.now()
        )
        known = tx.enterprises.add(new) or tx.enterprises.by_uscc(USCC)
        assert known is not None
        assert known.id is not None
        tx.enterprises.link(known.id, actor.user_id)


def read(deps: Deps, case: Case) -> list[tuple[str, object]]:
    service = deps.catalogue.version(case.service_key, case.service_version)
    found = standing.remarks(deps, Staff(deps).officer(service.item.department), case)
    return [(one.message_id, one.facts.get("case")) for one in found]


def test_closing_and_claim_of_one_enterprise_name_each_other(deps: Deps, applicant: Applicant) -> None:
    claim = applicant.file(CLAIM, enterprise_uscc=USCC)
    assert read(deps, claim) == []
    closing = applicant.file(CLOSING, enterprise_uscc=USCC, entity_kind="company")
    assert read(deps, closing) == [(standing.UNLINKED, None), (standing.CLAIM, claim.number)]
    assert read(deps, claim) == [(standing.CLOSING, closing.number)]
    link(deps, applicant.actor)
    assert read(deps, closing) == [(standing.CLAIM, claim.number)]


def test_nobody_closes_what_others_act_for_but_as_an_agent(
    deps: Deps, applicant: Applicant, person: Callable[..., Actor]
) -> None:
    link(deps, person())
    with pytest.raises(FormIncomplete) as refused:
        applicant.file(CLOSING, enterprise_uscc=USCC, filer="self")
    assert [one.message_id for one in refused.value.facts["findings"]] == ["open.of_others"]  # type: ignore[attr-defined] # facts are untyped
    assert applicant.file(CLOSING, enterprise_uscc=USCC, filer="agent").is_open
