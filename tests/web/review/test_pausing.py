"""Special procedures, the superior, and the extension: previewed with their dates, refused at the field, done once."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.domain.case.commands import PauseCase
from portal.domain.case.incidents import ExtensionState
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Role
from portal.services import cases, pauses
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.acting import act, confirm, look
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

PERMIT = "public-place-hygiene"
AWARD = "growth-award"
TEST: dict[str, Any] = {"procedure": "testing", "reason": "检测结果有争议", "value": "5", "unit": "workday"}


@pytest.fixture
def case(applicant: Applicant, staff: Staff) -> Case:
    return staff.accept(applicant.file(PERMIT))


@pytest.fixture(autouse=True)
def officer(sign_in: SignIn) -> Callable[..., object]:
    """Signed in; call it to come back after a rest, which ends a session."""

    def enter(department: str = "health", **given: Any) -> object:
        return sign_in(Role.OFFICER, department=department, **given)

    enter()
    return enter


def read(deps: Deps, staff: Staff, case: Case) -> Case:
    return cases.view_case(deps, staff.clerk, case.number).case


def at(case: Case, path: str) -> str:
    return f"/review/cases/{case.number}/{path}"


def test_a_procedure_is_begun_with_its_law_and_its_dates(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    assert not missing(client.get(at(case, "pause")), "第四十五条、第五十五条", "15个工作日", "专家评审")
    seen = look(client, at(case, "pause"), TEST)
    assert not missing(seen, "5个工作日", "告知至", "10月8日 → 10月14日", "特别程序告知书")
    assert read(deps, staff, case).state is CaseState.REVIEWING
    assert confirm(client, at(case, "pause"), seen).location == f"/review/cases/{case.number}"
    assert read(deps, staff, case).state is CaseState.SPECIAL
    shown = client.get(f"/review/cases/{case.number}")
    assert not missing(shown, "暂停计时", "检测结果有争议", "为什么不早于10月8日？", "结束特别程序")
    assert not missing(client.get("/review/paused/"), case.title, "卫生检测复检", "已停0个工作日")


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"value": "16"}, "value", "15个工作日"),
        ({"value": "many"}, "value", "整数"),
        ({"reason": " "}, "reason", "理由"),
        ({"procedure": ""}, "procedure", "请选择特别程序"),
    ],
)
def test_a_refusal_stands_at_its_field_and_keeps_the_rest(
    client: Browser, case: Case, change: dict[str, str], field: str, words: str
) -> None:
    refused = look(client, at(case, "pause"), {**TEST, **change})
    assert refused.status_code == 422
    assert not missing(refused, f'href="#{field}', words)
    if field != "reason":
        assert not missing(refused, "检测结果有争议")


def test_the_list_says_how_long_a_case_stood_still(
    client: Browser, case: Case, staff: Staff, deps: Deps, clock: HandClock, officer: Callable[..., object]
) -> None:
    command = PauseCase("testing", "检测结果有争议", Limit(2, Unit.WORKDAY))
    pauses.pause_case(deps, staff.officer("health"), case.number, command=command)
    clock.advance(days=7)
    officer()
    assert not missing(client.get("/review/paused/"), "已停4个工作日", "9月23日", "已超过告知的所需时间")
    officer("tax")
    assert not missing(client.get("/review/paused/"), "本部门没有暂停中的办件")


def test_the_end_moves_the_dates_and_a_second_click_does_nothing(
    client: Browser, case: Case, staff: Staff, deps: Deps, clock: HandClock, officer: Callable[..., object]
) -> None:
    act(client, at(case, "pause"), TEST)
    clock.advance(days=2)
    officer()
    seen = look(client, at(case, "resume"), {"result": "复检合格"})
    assert not missing(seen, "→ 10月10日")
    assert confirm(client, at(case, "resume"), seen).status_code == 302
    twice = confirm(client, at(case, "resume"), seen)
    assert twice.status_code == 409
    assert not missing(twice, "您填写的内容没有保存", "复检合格")
    after = read(deps, staff, case)
    assert (after.state, len(after.pauses)) == (CaseState.REVIEWING, 1)
    assert not missing(client.get(f"/review/cases/{case.number}"), "曾暂停", "复检合格", "恢复计时")


def test_nobody_works_on_a_step_while_the_clocks_stand_still(
    client: Browser, case: Case, staff: Staff, deps: Deps
) -> None:
    address = at(case, f"steps/{case.steps[0].id}")
    token = client.token()
    command = PauseCase("hearing", "申请人要求听证", Limit(5, Unit.WORKDAY))
    pauses.pause_case(deps, staff.officer("health"), case.number, command=command)
    assert missing(client.get(address), 'class="step-form"')
    late = client.post(address, data={"csrf_token": token, "outcome": "failed", "opinion": "我的意见"})
    assert late.status_code == 409
    assert not missing(late, "我的意见")
    assert missing(client.get("/review/"), f"/cases/{case.number}/steps/")


def test_another_department_cannot_pause(client: Browser, case: Case, officer: Callable[..., object]) -> None:
    officer("tax")
    assert client.get(at(case, "pause")).status_code == 404


def test_a_case_goes_up_and_comes_back(
    client: Browser, applicant: Applicant, staff: Staff, deps: Deps, officer: Callable[..., object]
) -> None:
    award = staff.accept(applicant.file(AWARD))
    officer("industry")
    assert not missing(client.get(f"/review/cases/{award.number}"), "上报上级机关核准")
    act(client, at(award, "report"), {"reason": "金额须经县政府核准"})
    assert read(deps, staff, award).state is CaseState.SUPERIOR
    assert not missing(client.get("/review/paused/"), award.title, "上级核准中")
    act(client, at(award, "resume"), {"result": "县政府已核准"})
    assert read(deps, staff, award).state is CaseState.REVIEWING


def test_an_extension_is_asked_for_and_approved_by_the_head(
    client: Browser, case: Case, staff: Staff, deps: Deps, officer: Callable[..., object]
) -> None:
    assert not missing(client.get(at(case, "extension")), "10个工作日", "县卫生健康委员会负责人", "10月8日")
    assert look(client, at(case, "extension"), {"value": "11", "reason": "复杂"}).status_code == 422
    seen = look(client, at(case, "extension"), {"value": "5", "reason": "情况复杂"})
    assert not missing(seen, "延长多久", "10月8日 → 10月14日")
    confirm(client, at(case, "extension"), seen)
    assert client.get("/review/extensions/").status_code == 403
    assert client.get(at(case, "extension/answer")).status_code == 403
    officer(is_head=True)
    assert not missing(client.get("/review/extensions/"), case.title, "情况复杂", "延期待批")
    approved = look(client, at(case, "extension/answer"), {"approve": "yes"})
    assert not missing(approved, "10月8日 → 10月14日", "延期通知书")
    assert confirm(client, at(case, "extension/answer"), approved).location == "/review/extensions/"
    after = read(deps, staff, case)
    assert after.extension is not None
    assert after.extension.state is ExtensionState.GRANTED
    assert not missing(client.get(f"/review/cases/{case.number}"), "已延期", "为什么是10月14日", "批准")


def test_declining_needs_words(
    client: Browser, case: Case, staff: Staff, deps: Deps, officer: Callable[..., object]
) -> None:
    act(client, at(case, "extension"), {"value": "5", "reason": "情况复杂"})
    officer(is_head=True)
    silent = look(client, at(case, "extension/answer"), {"approve": "no", "answer": ""})
    assert silent.status_code == 422
    assert not missing(silent, 'href="#answer"')
    act(client, at(case, "extension/answer"), {"approve": "no", "answer": "理由不充分"})
    after = read(deps, staff, case)
    assert after.extension is not None
    assert after.extension.state is ExtensionState.DECLINED
    assert not missing(client.get(at(case, "extension/answer")), "返回办件")


def test_an_officer_of_an_unknown_department_has_an_empty_queue(
    client: Browser, officer: Callable[..., object]
) -> None:
    officer("no-such-department")
    for path in ("/review/", "/review/paused/", "/review/follow-ups/", "/review/search"):
        assert client.get(path).status_code == 200
