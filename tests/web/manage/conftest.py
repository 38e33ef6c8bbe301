"""A manager, and cases at all stages for him to look at."""

from typing import Any, Final

import pytest

from portal.domain.case.state import Case
from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.conftest import SignIn

SIMPLE: Final[dict[str, Any]] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": []}


@pytest.fixture
def applicant(deps: Deps) -> Applicant:
    with deps.uow.begin() as tx:
        return Applicant(deps, tx.users.add(an_account(name="郭某", mobile="13900000000")).actor())


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def filed(applicant: Applicant) -> Case:
    return applicant.file(**SIMPLE)


@pytest.fixture
def decided(applicant: Applicant, staff: Staff) -> Case:
    return staff.decide(staff.accept(applicant.file(**SIMPLE)))


@pytest.fixture(autouse=True)
def manager(sign_in: SignIn) -> None:
    sign_in(Role.MANAGER)
