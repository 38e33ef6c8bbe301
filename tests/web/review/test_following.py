"""Public notices with objections, follow-ups of a department, urged cases, and returning a case."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.domain.case.commands import LodgeObjection, RateCase, Supervise, UrgeCase
from portal.domain.case.incidents import FollowUpState, RatingLevel
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, StepState
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Role
from portal.services import cases, feedback, follow_ups, notices
from portal.services.deps import Deps
from tests.factories import staff as staff_factory
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.acting import act, confirm, look
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

PERMIT = "public-place-hygiene"
AWARD = "growth-award"
WORDS = "去年已领取同类奖励"


@pytest.fixture(autouse=True)
def officer(sign_in: SignIn) -> Callable[..., object]:
    def enter(department: str = "health", **given: Any) -> object:
        return sign_in(Role.OFFICER, department=department, **given)

    enter()
    return enter


@pytest.fixture
def noticed(
    applicant: Applicant, staff: Staff, deps: Deps, monkeypatch: pytest.MonkeyPatch, officer: Callable[..., object]
) -> Case:
    """An award whose public notice runs, with one objection."""
    monkeypatch.setitem(staff_factory.RESULTS, "award_amount", "50000")
    case = staff.accept(applicant.file(AWARD))
    for step_id in ("review", "tax_check"):
        case = staff.complete(case, step_id)
    command = LodgeObjection("notice", "钱某", "13811110000", WORDS)
    officer("industry")
    return notices.lodge_objection(deps, case.number, command=command)


def read(deps: Deps, staff: Staff, case: Case) -> Case:
    return cases.view_case(deps, staff.clerk, case.number).case


def test_a_notice_shows_its_end_and_its_objections(client: Browser, noticed: Case) -> None:
    shown = client.get(f"/review/cases/{noticed.number}/steps/notice")
    assert not missing(shown, "公示至", WORDS, "钱某", "答复这条异议")
    assert missing(shown, 'class="step-form"')
    assert not missing(client.get("/review/"), "公示", noticed.title)


@pytest.mark.parametrize(("upheld", "state"), [("yes", StepState.FAILED), ("no", StepState.OPEN)])
def test_an_objection_is_answered(
    client: Browser, noticed: Case, deps: Deps, staff: Staff, upheld: str, state: StepState
) -> None:
    at = f"/review/cases/{noticed.number}/objections/1"
    seen = look(client, at, {"upheld": upheld, "answer": "经核查答复如下"})
    assert not missing(seen, "公示立即终止" if upheld == "yes" else "公示继续")
    confirm(client, at, seen)
    assert read(deps, staff, noticed).step("notice").state is state
    assert confirm(client, at, seen).status_code == 409
    assert not missing(client.get(f"/review/cases/{noticed.number}/steps/notice"), "经核查答复如下")
    assert client.get(f"/review/cases/{noticed.number}/objections/2").status_code == 404


@pytest.fixture
def rated(applicant: Applicant, staff: Staff, deps: Deps) -> Case:
    """A closed case with a bad rating."""
    done = staff.deliver(staff.decide(staff.accept(applicant.file(PERMIT))))
    command = RateCase(RatingLevel.BAD, ("efficiency",), "等了两周")
    return feedback.rate_case(deps, applicant.actor, done.number, command=command)


def test_a_bad_rating_is_worked_off(client: Browser, rated: Case, deps: Deps, staff: Staff) -> None:
    at = f"/review/cases/{rated.number}/follow-ups/bad_rating-1"
    assert not missing(client.get("/review/follow-ups/"), rated.title, "差评整改", "待核实", at)
    shown = client.get(at)
    assert not missing(shown, "不满意", "办事效率", "等了两周", "整改中")
    assert missing(shown, 'value="invalid"')
    seen = look(client, at, {"state": "rectifying", "words": "已联系，情况属实"})
    assert not missing(seen, "最迟10月19日办理")
    assert confirm(client, at, seen).location == "/review/follow-ups/"
    act(client, at, {"state": "rectified", "words": "已整改"})
    act(client, at, {"state": "called_back", "words": "已回访"})
    after = read(deps, staff, rated).follow_up("bad_rating-1")
    assert after.state is FollowUpState.CALLED_BACK
    assert not missing(client.get(at), "本部门目前没有需要处理的内容")
    assert missing(client.get("/review/follow-ups/"), rated.title)


def test_what_a_manager_judges_is_not_the_officers(client: Browser, rated: Case) -> None:
    at = f"/review/cases/{rated.number}/follow-ups/bad_rating-1"
    sent = look(client, at, {"state": "invalid", "words": "误评"})
    assert confirm(client, at, sent).status_code == 403
    stale = look(client, at, {"state": "called_back", "words": "已回访"})
    assert stale.status_code == 409
    assert not missing(stale, "已回访")
    assert client.get(f"/review/cases/{rated.number}/follow-ups/nothing-1").status_code == 404


def test_urging_and_supervision_are_seen(
    client: Browser, applicant: Applicant, staff: Staff, deps: Deps, officer: Callable[..., object]
) -> None:
    case = staff.accept(applicant.file(PERMIT))
    feedback.urge_case(deps, applicant.actor, case.number, command=UrgeCase("请尽快"))
    with deps.uow.begin() as tx:
        manager = tx.users.add(an_account(Role.MANAGER)).actor()
    order = Supervise("health", "请说明进度", Limit(2, Unit.WORKDAY))
    follow_ups.supervise(deps, manager, case.number, command=order)
    assert not missing(client.get("/review/"), "催")
    assert not missing(client.get(f"/review/cases/{case.number}"), "申请人催办", "请尽快", "督办", "请说明进度")
    act(client, f"/review/cases/{case.number}/follow-ups/supervision-1", {"state": "answered", "words": "正在审查"})
    assert read(deps, staff, case).follow_up("supervision-1").state is FollowUpState.ANSWERED
    officer("tax")
    assert missing(client.get("/review/follow-ups/"), case.title)


def test_a_department_returns_a_case(client: Browser, applicant: Applicant, staff: Staff, deps: Deps) -> None:
    case = staff.accept(applicant.file(PERMIT))
    act(client, f"/review/cases/{case.number}/return", {"reason": "重复申报"})
    assert read(deps, staff, case).state is CaseState.RETURNED
    assert not missing(client.get(f"/review/cases/{case.number}"), "已退件", "重复申报")
