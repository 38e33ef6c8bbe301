"""The owner's case page: state first, then what happened, why that day, and every document."""

import pytest

from portal.domain.case.state import Case, Outcome, Verdict
from portal.domain.documents import DocumentKind
from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def case(owner: Applicant) -> Case:
    return owner.file(enterprise_type="llc", parts=["seal", "tax"])


def page_of(client: Browser, case: Case) -> str:
    return client.get(f"/cases/{case.number}").get_data(as_text=True)


def test_a_filed_case_says_who_holds_it_and_until_when(client: Browser, case: Case) -> None:
    answer = client.get(f"/cases/{case.number}")
    assert not missing(
        answer, "市监局正在核对您的材料，最迟2026年9月29日（周二）答复您是否受理。", "您现在不用做任何事"
    )


def test_the_owner_is_told_when_something_was_found(client: Browser, case: Case, staff: Staff) -> None:
    staff.check(case, Verdict.TO_CORRECT, "缺少签名")
    assert not missing(client.get(f"/cases/{case.number}"), "有材料需要补正")
    assert "您现在不用做任何事" not in page_of(client, case)


def test_the_owner_is_told_when_a_part_was_not_done(client: Browser, case: Case, staff: Staff) -> None:
    case = staff.complete(staff.accept(case), "registration")
    staff.complete(case, "seal", Outcome.FAILED, "印模与名称不一致")
    assert not missing(client.get(f"/cases/{case.number}"), "有一部分未能办理", "印模与名称不一致")


def test_the_due_day_is_explained_day_by_day(client: Browser, case: Case) -> None:
    answer = client.get(f"/cases/{case.number}")
    assert not missing(answer, "为什么是9月29日？", "第1天", "收件，当日不计入", "中秋节，不计入", "最后一天")


def test_an_accepted_case_is_with_the_departments(client: Browser, case: Case, staff: Staff) -> None:
    accepted = staff.accept(case)
    body = page_of(client, case)
    assert "市监局正在办理" in body
    assert "法定期限是" in body
    assert "窗口受理（" in body
    staff.complete(accepted, "registration")
    assert "2个部门正在同时办理" in page_of(client, case)


def test_a_late_answer_is_said_plainly(client: Browser, case: Case, clock: HandClock) -> None:
    clock.advance(days=20)
    with client.session_transaction() as session:
        session["seen"] = int(clock.now().timestamp())
    assert not missing(client.get(f"/cases/{case.number}"), "现已超期", "投诉：0796-5550102", "state-sentence--red")
    assert not missing(client.get("/cases/"), "已超期")


def test_the_list_is_newest_first_and_leads_to_each_case(client: Browser, case: Case, owner: Applicant) -> None:
    second = owner.file("public-place-hygiene")
    body = client.get("/cases/").get_data(as_text=True)
    assert 0 < body.index(f"/cases/{second.number}") < body.index(f"/cases/{case.number}")


def test_an_empty_list_leads_to_the_services(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT)
    assert not missing(client.get("/cases/"), "还没有办件", "去看服务事项")
    assert not missing(client.get("/enterprises/"), "还没有企业")


def test_a_document_that_is_being_made_asks_again_by_itself(client: Browser, case: Case) -> None:
    answer = client.get(f"/cases/{case.number}/documents/{case.documents[0].code}.pdf")
    assert answer.status_code == 202
    assert answer.headers["Refresh"] == "3"
    assert not missing(answer, "文书正在生成")


def test_a_ready_document_is_a_pdf(client: Browser, case: Case, deps: Deps) -> None:
    code = case.documents[0].code
    with deps.uow.begin() as tx:
        tx.documents.mark_stored(code, sha256=deps.documents.put(b"%PDF-1.7 x"), size=10)
    with client.get(f"/cases/{case.number}/documents/{code}.pdf") as answer:
        assert (answer.status_code, answer.mimetype, answer.data) == (200, "application/pdf", b"%PDF-1.7 x")
        assert "inline" in answer.headers["Content-Disposition"]


def test_uploaded_files_are_downloaded_from_the_case(client: Browser, case: Case) -> None:
    ref = next(material.files[0] for material in case.materials if material.files)
    with client.get(f"/cases/{case.number}/files/{ref.sha256}") as answer:
        assert answer.status_code == 200
    assert client.get(f"/cases/{case.number}/files/{'0' * 64}").status_code == 404


def test_other_peoples_cases_do_not_exist(client: Browser, case: Case, sign_in: SignIn) -> None:
    sign_in(Role.APPLICANT, username="other")
    code = case.documents[0].code
    for path in ("", f"/documents/{code}.pdf", f"/files/{'0' * 64}"):
        assert client.get(f"/cases/{case.number}{path}").status_code == 404


def test_the_whole_life_of_a_case_is_told(client: Browser, case: Case, staff: Staff) -> None:
    closed = staff.deliver(staff.decide(staff.accept(case)))
    body = page_of(client, case)
    for words in ("已办结", "准予办理", "已送达", "设立登记：已办好", "统一社会信用代码", "送达回证"):
        assert words in body, words
    ordinary = [one for one in closed.documents if one.kind is not DocumentKind.SERVICE_PAPER]
    assert len(ordinary) == 5
    assert "business_licence" in {one.about for one in closed.documents}
    assert case.title in client.get("/enterprises/").get_data(as_text=True)


def test_the_case_page_speaks_english(client: Browser, case: Case) -> None:
    answer = client.get(f"/cases/{case.number}?lang=en")
    assert not missing(answer, "is checking your materials; answer due by Tue 29 Sep 2026", "Why 29 Sep?", "Day by day")
