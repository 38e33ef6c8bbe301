"""A department's queue and its steps: refusals at the field, nothing typed is lost, one officer wins."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, Outcome, StepState
from portal.domain.permissions import Role
from portal.services import cases
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import USCC, Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

PARTS: dict[str, Any] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": ["seal", "bank"]}
WHOLE: dict[str, Any] = {
    "check": ["name", "materials", "identity", "bars"],
    "result-usc_code": USCC,
    "result-licence_issued_on": "2026年9月21日",
    "opinion": "",
    "outcome": "passed",
}


@pytest.fixture
def case(applicant: Applicant, staff: Staff) -> Case:
    return staff.accept(applicant.file(**PARTS))


@pytest.fixture(autouse=True)
def officer(sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="market-regulation")


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html5lib")


def one(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def step_url(case: Case, step_id: str = "registration") -> str:
    return f"/review/cases/{case.number}/steps/{step_id}"


def read(deps: Deps, staff: Staff, case: Case) -> Case:
    return cases.view_case(deps, staff.clerk, case.number).case


def test_the_queue_lists_the_departments_open_steps(client: Browser, case: Case) -> None:
    page = soup(client.get("/review/").get_data(as_text=True))
    assert one(page, "tbody a")["href"] == step_url(case)
    assert [badge.text.strip() for badge in page.select("tbody .badge")] == ["■ 剩3小时", "■ 剩1天"]
    assert one(page, ".side-nav [aria-current] .side-nav__count").text == "1"


def test_an_empty_queue_says_so(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="tax")
    assert not missing(client.get("/review/"), "本部门没有待办环节", "税务局")


def test_a_step_page_shows_the_case_and_what_to_look_at(client: Browser, case: Case) -> None:
    shown = client.get(step_url(case))
    assert not missing(shown, case.title, "企业名称符合规定", "统一社会信用代码", "申请材料", "公司章程")
    assert str(case.answers["legal_rep_id"]) in shown.get_data(as_text=True)


def test_a_complete_step_passes_and_opens_the_next(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    assert client.submit(step_url(case), WHOLE).location == "/review/"
    after = read(deps, staff, case)
    assert after.step("registration").state is StepState.PASSED
    assert after.results == {"usc_code": USCC, "licence_issued_on": "2026-09-21"}
    assert after.step("seal").state is StepState.OPEN


@pytest.mark.parametrize(
    ("change", "at", "words"),
    [
        ({"result-usc_code": "91360823MA35XJ105X"}, "result-usc_code", "统一社会信用代码"),
        ({"result-licence_issued_on": "2026-13-40"}, "result-licence_issued_on", "执照签发日期"),
        ({"result-usc_code": ""}, "result-usc_code", "环节"),
        ({"check": ["name", "materials", "identity"]}, "check-bars", "审查要点"),
        ({"outcome": "failed"}, "opinion", "意见"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_the_rest(
    client: Browser, case: Case, change: dict[str, Any], at: str, words: str
) -> None:
    sent = {**WHOLE, "opinion": "" if "outcome" in change else "看过了", **change}
    answer = client.submit(step_url(case), sent)
    assert answer.status_code == 422
    page = soup(answer.get_data(as_text=True))
    link = one(page, ".govuk-error-summary a")
    assert link["href"] == f"#{at}"
    assert words in link.text
    assert one(page, f"#{at}")
    assert one(page, "#result-licence_issued_on")["value"] == sent["result-licence_issued_on"]
    assert one(page, "#opinion").text == sent["opinion"]
    assert [box["value"] for box in page.select("input[name=check][checked]")] == sent["check"]


def test_the_second_officer_is_told_and_keeps_the_words(client: Browser, case: Case, staff: Staff) -> None:
    token = client.token()
    staff.complete(case, "registration")
    answer = client.post(step_url(case), data={**WHOLE, "opinion": "我的意见", "csrf_token": token})
    assert answer.status_code == 409
    assert not missing(answer, "这个环节已经由别人办结", "我的意见", USCC)
    assert not soup(answer.get_data(as_text=True)).select("form.step-form")


def test_a_department_cannot_complete_anothers_step(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    staff.complete(case, "registration")
    assert not soup(client.get(step_url(case, "seal")).get_data(as_text=True)).select("form.step-form")
    sent = {"check": ["same_name", "filed"], "result-seal_filing_no": "1", "outcome": "passed"}
    answer = client.post(step_url(case, "seal"), data={**sent, "csrf_token": client.token()})
    assert answer.status_code == 403
    assert read(deps, staff, case).step("seal").state is StepState.OPEN


def test_the_decision_grants_and_shows_its_document(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    for step_id in ("registration", "seal", "bank"):
        staff.complete(case, step_id)
    answer = client.submit(step_url(case, "decision"), {"check": ["parts"], "outcome": "passed"})
    assert answer.location == f"/review/cases/{case.number}"
    assert not missing(client.get(answer.location), "已作出决定", "准予登记通知书")
    assert read(deps, staff, case).state is CaseState.GRANTED


def test_after_a_failed_registration_only_a_refusal_is_left(
    client: Browser, case: Case, deps: Deps, staff: Staff
) -> None:
    staff.complete(case, "registration", Outcome.FAILED, "名称相同")
    shown = client.get(step_url(case, "decision"))
    assert not missing(shown, "只能作出不予办理的决定")
    granted = client.submit(step_url(case, "decision"), {"check": ["parts"], "outcome": "passed"})
    assert granted.status_code == 409
    refused = {"check": ["parts"], "outcome": "failed", "opinion": "名称与在先企业相同，依法不予登记。"}
    client.submit(step_url(case, "decision"), refused)
    assert read(deps, staff, case).state is CaseState.REFUSED


def test_a_case_is_found_and_leads_to_its_open_step(client: Browser, case: Case) -> None:
    found = client.get("/review/search", query_string={"q": case.title[:4]})
    assert not missing(found, f"/review/cases/{case.number}")
    assert not missing(client.get(f"/review/cases/{case.number}"), step_url(case), "办理这个环节")


def test_what_does_not_exist_is_not_found(client: Browser, case: Case) -> None:
    assert client.get(step_url(case, "fund")).status_code == 404
    assert client.get("/review/cases/nonsense").status_code == 404
    assert client.post(step_url(case), data={"csrf_token": client.token()}).status_code == 400


def test_documents_and_files_open_for_those_who_handle_the_case(client: Browser, case: Case) -> None:
    (file,) = case.material("charter").files
    with client.get(f"/review/cases/{case.number}/files/{file.sha256}") as shown:
        assert shown.mimetype == "application/pdf"
    code = case.documents[0].code
    assert client.get(f"/review/cases/{case.number}/documents/{code}.pdf").status_code == 503
    part = client.get(f"/review/cases/{case.number}/documents", headers={"HX-Request": "true"})
    assert not missing(part, "正在生成PDF")


def test_other_roles_do_not_open_the_queue(client: Browser, sign_in: SignIn) -> None:
    for role in (Role.APPLICANT, Role.CLERK, Role.MANAGER, Role.ADMIN):
        sign_in(role)
        assert client.get("/review/").status_code == 403
