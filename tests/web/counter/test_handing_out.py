"""Deliveries, visits, search and documents at the counter."""

from typing import Any

import pytest

from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, VisitCause
from portal.domain.documents import DeliveryMethod
from portal.domain.permissions import Role
from portal.services import cases
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

SIMPLE: dict[str, Any] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": []}


@pytest.fixture
def filed(applicant: Applicant) -> Case:
    return applicant.file(**SIMPLE)


@pytest.fixture
def decided(staff: Staff, filed: Case) -> Case:
    return staff.decide(staff.accept(filed))


@pytest.fixture(autouse=True)
def clerk(sign_in: SignIn) -> None:
    sign_in(Role.CLERK, window="综合窗口 3")


def read(deps: Deps, staff: Staff, number: str) -> Case:
    return cases.view_case(deps, staff.clerk, number).case


def test_decided_cases_wait_to_be_handed_out(client: Browser, decided: Case) -> None:
    assert not missing(client.get("/counter/deliveries/"), decided.number, "准予，待送达", "剩10天")


def test_nothing_to_hand_out_is_said(client: Browser, filed: Case) -> None:
    assert not missing(client.get("/counter/deliveries/"), "没有待出件的办件")
    assert not missing(client.get(f"/counter/cases/{filed.number}/deliver"), "没有可以送达的结果")


def test_delivery_closes_the_case(client: Browser, decided: Case, deps: Deps, staff: Staff) -> None:
    sent = {"method": "electronic", "receiver": "郭某", "relation": "self", "place": "", "remarks": ""}
    answer = client.submit(f"/counter/cases/{decided.number}/deliver", sent)
    assert answer.location == f"/counter/cases/{decided.number}"
    assert not missing(client.get(answer.location), "已电子送达，办件办结", "送达回证")
    closed = read(deps, staff, decided.number)
    assert closed.state is CaseState.DELIVERED
    assert closed.delivery is not None
    assert (closed.delivery.method, closed.delivery.place) == (DeliveryMethod.ELECTRONIC, "申请人的网上账户")
    assert closed.visits == ()


def test_a_hand_over_at_the_window_counts_as_a_visit(client: Browser, decided: Case, deps: Deps, staff: Staff) -> None:
    sent = {"method": "direct", "receiver": "郭某", "relation": "self"}
    answer = client.submit(f"/counter/cases/{decided.number}/deliver", sent)
    assert not missing(client.get(answer.location), "请打印送达回证，交收件人签字")
    closed = read(deps, staff, decided.number)
    assert [visit.cause for visit in closed.visits] == [VisitCause.PICK_UP]
    assert closed.delivery is not None
    assert closed.delivery.place == "峡江县政务服务中心一楼企业开办专区"


def test_post_needs_an_address_and_keeps_what_was_typed(client: Browser, decided: Case) -> None:
    sent = {"method": "post", "receiver": "郭某之兄", "relation": "agent", "place": " "}
    answer = client.submit(f"/counter/cases/{decided.number}/deliver", sent)
    assert answer.status_code == 422
    assert not missing(answer, "请填写邮寄地址", "郭某之兄")


def test_a_stale_delivery_is_told(client: Browser, decided: Case, staff: Staff) -> None:
    sent = {
        "csrf_token": client.token(),
        "revision": "3",
        "method": "post",
        "receiver": "郭某",
        "relation": "self",
        "place": "水边镇",
    }
    answer = client.post(f"/counter/cases/{decided.number}/deliver", data=sent)
    assert answer.status_code == 409
    assert not missing(answer, "水边镇", f'name="revision" type="hidden" value="{decided.revision}"')


def test_a_visit_is_recorded_once_for_each_half_day(client: Browser, filed: Case, deps: Deps, staff: Staff) -> None:
    address = f"/counter/cases/{filed.number}/visits"
    sent = {"person": "郭某", "on": ["2026", "9", "21"], "half_day": "morning", "cause": "signature"}
    assert client.submit(address, sent).location == f"/counter/cases/{filed.number}"
    again = client.submit(address, sent)
    assert again.status_code == 409
    assert len(read(deps, staff, filed.number).visits) == 1
    assert not missing(client.get(f"/counter/cases/{filed.number}"), "现场签字")


@pytest.mark.parametrize("day", [["2026", "9", "31"], ["", "", ""], ["2026", "9", "22"]])
def test_an_impossible_day_is_refused_at_its_field(client: Browser, filed: Case, day: list[str]) -> None:
    sent = {"person": "郭某", "on": day, "half_day": "morning", "cause": "advice"}
    answer = client.submit(f"/counter/cases/{filed.number}/visits", sent)
    assert answer.status_code == 422
    assert not missing(answer, 'href="#on"')


def test_cases_are_found_by_the_beginning_of_number_or_name(client: Browser, filed: Case) -> None:
    for words in (filed.number, filed.title[:4], "郭"):
        assert not missing(client.get("/counter/search", query_string={"q": words}), filed.number, filed.title)
    assert not missing(client.get("/counter/search?q=查无此人"), "没有找到“查无此人”")
    assert not missing(client.get("/counter/visits", query_string={"q": "郭"}), f"/counter/cases/{filed.number}/visits")


def test_documents_are_opened_once_they_are_made(client: Browser, filed: Case, deps: Deps, staff: Staff) -> None:
    (receipt,) = cases.view_case(deps, staff.clerk, filed.number).documents
    address = f"/counter/cases/{filed.number}/documents/{receipt.code}.pdf"
    assert client.get(address).status_code == 503
    part = client.get(f"/counter/cases/{filed.number}/documents", headers={"HX-Request": "true"})
    assert not missing(part, "正在生成PDF", "hx-get")
    digest = deps.documents.put(b"%PDF-1.7 receipt")
    with deps.uow.begin() as tx:
        tx.documents.mark_stored(receipt.code, sha256=digest, size=16)
    with client.get(address) as made:
        assert (made.mimetype, made.get_data()) == ("application/pdf", b"%PDF-1.7 receipt")
    assert missing(client.get(f"/counter/cases/{filed.number}/documents", headers={"HX-Request": "true"}), "hx-get")
