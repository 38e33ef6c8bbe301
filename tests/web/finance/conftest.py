"""The finance pages over a county in which the sample award has a policy and a budget."""

from dataclasses import replace

import pytest

from portal.container import Container
from portal.domain.permissions import FINANCE, Actor, Role
from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.factories.money import SPLIT, Funded, Treasury
from tests.web.conftest import HandClock, SignIn, build_parts, settings_in


@pytest.fixture
def portal(built_once: Container, clock: HandClock, sqlite_url: str, tmp_path: object) -> Container:
    fresh = build_parts(built_once, settings_in(tmp_path, sqlite_url), clock)  # type: ignore[arg-type] # a path
    return replace(fresh, deps=replace(fresh.deps, catalogue=Funded(fresh.deps.catalogue, SPLIT)))


@pytest.fixture
def owner(deps: Deps) -> Actor:
    with deps.uow.begin() as tx:
        return tx.users.add(an_account(name="郭某", mobile="13900000000")).actor()


@pytest.fixture
def treasury(deps: Deps, owner: Actor, clock: HandClock) -> Treasury:
    return Treasury(deps, Applicant(deps, owner), clock.advance)


@pytest.fixture
def officer(treasury: Treasury, sign_in: SignIn) -> Actor:
    """The finance officer, signed in when asked for."""
    return sign_in(Role.OFFICER, department=FINANCE)
