"""The desk: queue, material check, acceptance – by plain forms, without JavaScript."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, Verdict
from portal.domain.permissions import Role
from portal.services import cases
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

LEASED: dict[str, Any] = {"enterprise_type": "llc", "premises": "leased", "filer": "self", "parts": []}


@pytest.fixture
def case(applicant: Applicant) -> Case:
    return applicant.file(**LEASED)


@pytest.fixture(autouse=True)
def clerk(sign_in: SignIn) -> Callable[[], object]:
    """Signed in; call it to come back after a rest, which ends a session."""
    sign_in(Role.CLERK, window="综合窗口 3")
    return lambda: sign_in(Role.CLERK, window="综合窗口 3")


def soup(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "html5lib")


def one(page: BeautifulSoup, selector: str) -> Tag:
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)}"
    return found[0]


def read(deps: Deps, staff: Staff, number: str) -> Case:
    return cases.view_case(deps, staff.clerk, number).case


def test_an_empty_desk_says_what_to_expect(client: Browser) -> None:
    assert not missing(client.get("/counter/"), "没有待受理的办件", "综合窗口 3")


def test_the_desk_opens_at_the_case_that_is_due_first(
    client: Browser, case: Case, applicant: Applicant, clock: HandClock, clerk: Callable[[], object]
) -> None:
    clock.advance(days=1)
    applicant.file(**LEASED)
    clerk()
    page = soup(client.get("/counter/").get_data(as_text=True))
    assert one(page, ".workbench__queue [aria-current] a")["title"] == case.number
    assert one(page, ".check__line--current strong").text == "公司章程"
    assert "《公司法》第四十五条" in one(page, ".check__points").text
    assert one(page, "iframe")["src"].__str__().startswith(f"/counter/cases/{case.number}/files/")
    assert [kbd.text for kbd in page.select(".check__verdicts kbd")] == ["X", "Y"]


def test_lights_speak_in_words(
    client: Browser, case: Case, applicant: Applicant, clock: HandClock, clerk: Callable[[], object]
) -> None:
    clock.advance(days=8)
    applicant.file(**LEASED)
    clock.advance(days=1)
    clerk()
    page = soup(client.get("/counter/").get_data(as_text=True))
    lights = [badge.text.strip() for badge in page.select(".workbench__queue tbody .badge")]
    assert lights == ["● 超期1天", "■ 剩4天"]


def test_the_desk_filters_by_light(
    client: Browser, case: Case, applicant: Applicant, clock: HandClock, clerk: Callable[[], object]
) -> None:
    clock.advance(days=10)
    fresh = applicant.file(**LEASED)
    clerk()
    page = soup(client.get("/counter/?light=red").get_data(as_text=True))
    assert [row.get("title") for row in page.select(".workbench__queue td a")] == [case.number]
    assert one(page, ".chip[aria-current]").text.split() == ["●", "红", "1"]
    green = soup(client.get("/counter/?light=green").get_data(as_text=True))
    assert [row.get("title") for row in green.select(".workbench__queue td a")] == [fresh.number]


def test_a_verdict_moves_on_to_the_next_material(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    address = f"/counter/cases/{case.number}/materials"
    answer = client.submit(address, {"verdict-charter": "accepted", "note-charter": ""}, page="/counter/")
    assert answer.status_code == 302
    assert answer.location == f"/counter/?case={case.number}&material=appointments"
    assert read(deps, staff, case.number).material("charter").verdict is Verdict.ACCEPTED


def test_a_fault_without_a_reason_is_refused_at_its_field(
    client: Browser, case: Case, deps: Deps, staff: Staff
) -> None:
    address = f"/counter/cases/{case.number}/materials"
    answer = client.submit(address, {"verdict-charter": "to_correct", "note-charter": " "}, page="/counter/")
    assert answer.status_code == 422
    page = soup(answer.get_data(as_text=True))
    assert one(page, "#note-charter")["aria-describedby"] == "fault-charter"
    assert one(page, ".govuk-error-summary a")["href"] == "#note-charter"
    assert read(deps, staff, case.number).material("charter").verdict is Verdict.UNCHECKED


def test_a_fault_blocks_acceptance_and_says_so(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    staff.check(case)
    address = f"/counter/cases/{case.number}/materials"
    client.submit(address, {"verdict-lease": "to_correct", "note-lease": "缺出租人签名"}, page="/counter/")
    shown = client.get(f"/counter/?case={case.number}&material=lease")
    assert not missing(shown, "有1份材料要补正，现在不能受理", "缺出租人签名", "13900000000")
    accept = client.submit(f"/counter/cases/{case.number}/accept", page=f"/counter/?case={case.number}")
    assert accept.status_code == 422
    assert not missing(accept, "“房屋租赁合同”还没有核对合格")
    assert read(deps, staff, case.number).state is CaseState.SUBMITTED


def test_all_verdicts_are_sent_in_one_form(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    page = f"/counter/cases/{case.number}"
    form = soup(client.get(page).get_data(as_text=True))
    radios = [radio["name"] for radio in form.select("input[type=radio][value=accepted]")]
    assert len(radios) == len(case.materials)
    answer = client.submit(f"{page}/materials", {str(name): "accepted" for name in radios}, page=page)
    assert answer.location == page
    assert all(run.verdict is Verdict.ACCEPTED for run in read(deps, staff, case.number).materials)


def test_acceptance_shows_the_due_day_and_the_notice(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    staff.check(case)
    answer = client.submit(f"/counter/cases/{case.number}/accept", page=f"/counter/?case={case.number}")
    assert answer.location == f"/counter/cases/{case.number}"
    shown = client.get(answer.location)
    assert not missing(shown, "已受理。最迟2026年9月22日（周二）作出决定。", "峡市监 受〔2026〕00001号", "正在生成PDF")
    assert read(deps, staff, case.number).state is CaseState.REVIEWING


def test_a_stale_page_is_told_and_shows_the_fresh_case(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    form = {"csrf_token": client.token(), "revision": str(case.revision), "back": "desk"}
    staff.check(case)
    answer = client.post(f"/counter/cases/{case.number}/accept", data=form)
    assert answer.status_code == 409
    page = soup(answer.get_data(as_text=True))
    assert page.select(".govuk-error-summary")
    shown = {field["value"] for field in page.select("input[name=revision]")}
    assert shown == {str(read(deps, staff, case.number).revision)}
    assert read(deps, staff, case.number).state is CaseState.SUBMITTED


def test_uploads_are_shown_in_the_page(client: Browser, case: Case) -> None:
    (file,) = case.material("charter").files
    with client.get(f"/counter/cases/{case.number}/files/{file.sha256}") as shown:
        assert shown.mimetype == "application/pdf"
        assert shown.headers["Content-Disposition"].startswith("inline")
    with client.get(f"/counter/cases/{case.number}/files/{file.sha256}?save=1") as saved:
        assert saved.headers["Content-Disposition"].startswith("attachment")
    assert client.get(f"/counter/cases/{case.number}/files/{'0' * 64}").status_code == 404


def test_the_desk_is_paged_by_key(client: Browser, applicant: Applicant, clock: HandClock) -> None:
    for _ in range(cases.PAGE_SIZE + 1):
        clock.advance(minutes=1)
        applicant.file(**LEASED)
    first = soup(client.get("/counter/").get_data(as_text=True))
    assert len(first.select(".workbench__queue tbody tr")) == cases.PAGE_SIZE
    second = soup(client.get(str(one(first, "a[rel=next]")["href"])).get_data(as_text=True))
    assert len(second.select(".workbench__queue tbody tr")) == 1


def test_a_verdict_nobody_could_choose_is_refused(client: Browser, case: Case) -> None:
    sent = {"verdict-charter": "perfect", "csrf_token": client.token()}
    assert client.post(f"/counter/cases/{case.number}/materials", data=sent).status_code == 400


def test_an_unknown_case_is_not_found(client: Browser) -> None:
    assert client.get("/counter/cases/360823-KB01-20260921-99999-0").status_code == 404
    assert client.get("/counter/cases/nonsense").status_code == 404


def test_other_roles_do_not_open_the_desk(client: Browser, sign_in: SignIn) -> None:
    for role in (Role.APPLICANT, Role.OFFICER, Role.MANAGER, Role.ADMIN):
        sign_in(role)
        assert client.get("/counter/").status_code == 403


def test_the_keys_are_explained(client: Browser) -> None:
    assert not missing(client.get("/counter/keys"), "<kbd>J</kbd>", "<kbd>X</kbd>", "这份材料要补正")


def test_the_desk_reads_in_english(client: Browser, case: Case) -> None:
    assert not missing(client.get("/counter/?lang=en"), "Material check", "5 days left", "Articles of association")


def test_the_desk_asks_the_database_no_more_for_more_cases(
    client: Browser, applicant: Applicant, statements: list[str]
) -> None:
    def asked() -> int:
        statements.clear()
        client.get("/counter/")
        return len(statements)

    applicant.file(**LEASED)
    few = asked()
    for _ in range(6):
        applicant.file(**LEASED)
    assert asked() == few
