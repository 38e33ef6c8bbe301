"""Accounts and cases for the served portal, made through the use cases behind it.

Owns the shortest way to where a journey begins. Refuses what the journey itself is about.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from portal.domain.permissions import Role
from tests.factories.accounts import PASSWORD, an_account
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.services.deps import Deps

Account = dict[str, str]

ALONE: Final[dict[str, Any]] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": None}
"""A situation with as few materials and departments as there can be."""


@dataclass(slots=True)
class People:
    """Whoever is needed, on the served data."""

    deps: Deps

    @property
    def staff(self) -> Staff:
        return Staff(self.deps)

    def account(self, role: Role = Role.APPLICANT, **given: Any) -> Account:
        """Somebody new who can sign in."""
        return self._enrolled(role, **given)[1]

    def applicant(self) -> tuple[Applicant, Account]:
        """A new owner, at the keyboard and through the use cases."""
        applicant, account = self._enrolled(Role.APPLICANT, name="郭某", id_number="11010519491231002X")
        return applicant, account

    def filed(self, **answers: Any) -> Case:
        """A case of registration alone that waits for the window."""
        return self.applicant()[0].file(**{**ALONE, **answers})

    def ready_draft(self) -> tuple[str, Account]:
        """A draft that needs nothing but the declaration, and its owner."""
        applicant, account = self.applicant()
        key = applicant.draft(**ALONE)
        with self.deps.uow.begin() as tx:
            draft = tx.drafts.get(key)
            assert draft is not None
            service = self.deps.catalogue.version(draft.service_key, draft.service_version)
            visited = ("@situation", *(page.id for page in service.pages()))
            tx.drafts.save(replace(draft, visited=visited, revision=draft.revision + 1))
        return key, account

    def _enrolled(self, role: Role, **given: Any) -> tuple[Applicant, Account]:
        with self.deps.uow.begin() as tx:
            account = tx.users.add(an_account(role, **given))
        known = {"username": account.username, "password": PASSWORD, "name": account.name}
        return Applicant(self.deps, account.actor()), known
