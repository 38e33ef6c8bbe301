"""Progress by number and query code: no account, no persons, not too many tries."""

from __future__ import annotations

import pytest

from portal.domain.case.state import Case
from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock


@pytest.fixture
def case(deps: Deps) -> Case:
    with deps.uow.begin() as tx:
        owner = tx.users.add(an_account(Role.APPLICANT, name="郭某", mobile="13900000000")).actor()
    return Applicant(deps, owner).file(enterprise_type="llc", parts=["seal"])


def test_number_and_code_show_how_far_it_is_and_nothing_about_persons(client: Browser, deps: Deps, case: Case) -> None:
    staff = Staff(deps)
    staff.accept(case)
    typed = {"number": case.number.lower(), "code": f"{case.query_code[:3]} {case.query_code[3:]}"}
    assert client.submit("/progress/", typed).location == f"/progress/{case.number}"
    answer = client.get(f"/progress/{case.number}")
    assert not missing(answer, "企业开办", "已受理", "受理日期", "市监局", case.number)
    body = answer.get_data(as_text=True)
    assert not [one for one in (case.applicant.name, "13900000000", case.title) if one in body]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_wrong_code_and_an_unknown_number_look_the_same(client: Browser, case: Case) -> None:
    wrong = "000000" if case.query_code != "000000" else "111111"
    unknown = "360823-KB01-20260101-00001-X"
    for typed in ({"number": case.number, "code": wrong}, {"number": unknown, "code": case.query_code}):
        answer = client.submit("/progress/", typed)
        assert answer.status_code == 422
        assert not missing(answer, "办件编号与查询码不符")


def test_without_the_code_the_form_is_shown(client: Browser, case: Case) -> None:
    answer = client.get(f"/progress/{case.number}")
    assert answer.location == f"/progress/?number={case.number}"
    assert not missing(client.get(answer.location), f'value="{case.number}"')


def test_guessing_ends(client: Browser, case: Case) -> None:
    sent = {"csrf_token": client.token(), "number": case.number, "code": "000000"}
    answers = [client.post("/progress/", data=sent).status_code for _try in range(21)]
    assert answers[-1] == 429
    right = client.post("/progress/", data={**sent, "code": case.query_code})
    assert right.status_code == 429


def test_the_next_hour_is_a_new_one(client: Browser, case: Case, clock: HandClock) -> None:
    sent = {"csrf_token": client.token(), "number": case.number, "code": "xxxxxx"}
    for _try in range(21):
        client.post("/progress/", data=sent)
    clock.advance(hours=1)
    assert client.post("/progress/", data={**sent, "code": case.query_code}).status_code == 302


def test_the_page_closes_after_half_an_hour(client: Browser, case: Case, clock: HandClock) -> None:
    client.submit("/progress/", {"number": case.number, "code": case.query_code})
    clock.advance(minutes=31)
    assert client.get(f"/progress/{case.number}").status_code == 302


def test_nothing_typed_is_asked_for(client: Browser) -> None:
    assert not missing(client.submit("/progress/"), "请输入办件编号", "请输入查询码")
