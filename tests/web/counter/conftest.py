"""People behind the screens: an applicant who files, and the staff who carry a case on."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event

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


@pytest.fixture
def statements(deps: Deps) -> Iterator[list[str]]:
    """Every statement the database was asked since the list was cleared."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)
