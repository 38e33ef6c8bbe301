"""People behind the screens: an applicant who files, and the staff who carry a case on."""

import pytest

from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff


@pytest.fixture
def applicant(deps: Deps) -> Applicant:
    with deps.uow.begin() as tx:
        return Applicant(deps, tx.users.add(an_account(name="郭某", mobile="13900000000")).actor())


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)
