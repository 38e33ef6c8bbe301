"""A county in which the sample award has a policy and a budget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from portal.definitions.catalogue import load_catalogue
from tests.factories.applicants import Applicant
from tests.factories.definitions import scratch
from tests.factories.money import CLAIM, Funded, Treasury, a_policy
from tests.services.conftest import HandClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.definitions.catalogue import Catalogue
    from portal.domain.policies.policy import Policy
    from portal.services.deps import Deps


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The sample award alone."""
    return load_catalogue(scratch(tmp_path_factory.mktemp("workflows"), CLAIM))


@pytest.fixture
def treasury(deps: Deps, applicant: Applicant, clock: HandClock) -> Treasury:
    return made(deps, applicant, clock, policy=a_policy())


@pytest.fixture
def treasury_of(deps: Deps, applicant: Applicant, clock: HandClock) -> Callable[[Policy], Treasury]:
    """A treasury for another policy."""
    return lambda policy: made(deps, applicant, clock, policy=policy)


def made(deps: Deps, applicant: Applicant, clock: HandClock, *, policy: Policy) -> Treasury:
    funded = replace(deps, catalogue=Funded(deps.catalogue, policy))
    return Treasury(funded, replace(applicant, deps=funded), clock.advance)
