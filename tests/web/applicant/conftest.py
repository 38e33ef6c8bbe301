"""An owner at the screen: signed in, with a hand that fills forms believably."""

from collections.abc import Callable

import pytest

from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.web.browser import Browser
from tests.web.conftest import SignIn

SITUATION = {
    "enterprise_type": "llc",
    "premises": "leased",
    "pre_approval": "no",
    "filer": "self",
    "parts": ["seal", "tax"],
}

Begin = Callable[..., str]


@pytest.fixture
def owner(sign_in: SignIn, deps: Deps) -> Applicant:
    return Applicant(deps, sign_in(Role.APPLICANT, name="郭某", mobile="13900000000"))


@pytest.fixture
def begin(client: Browser, owner: Applicant) -> Begin:
    """Starts a filing at the screen with a situation, and answers its address, with a slash at the end."""

    def start(**answers: object) -> str:
        sent = {"csrf_token": client.token(), "service": "enterprise-opening", **SITUATION, **answers}
        answer = client.post("/filing/", data=sent)
        assert answer.status_code == 302
        return str(answer.location).removesuffix("situation")

    return start
