"""What managers watch besides lights, and what they do: 督办, judging follow-ups, pauses, corrections, requests."""

import re
from typing import Any

import pytest

from portal.domain.case.commands import (
    AnswerExtension,
    MoveFollowUp,
    PauseCase,
    RateCase,
    ReportUp,
    RequestExtension,
    ResumeCase,
    TellCorrection,
)
from portal.domain.case.incidents import FollowUpState, RatingLevel
from portal.domain.case.state import Case
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Role
from portal.services import corrections, extensions, feedback, follow_ups, pauses
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

SMALL = "public-place-hygiene"
ORDER = {"department": "health", "words": "为何停办", "value": "2", "unit": "workday"}
FIVE = Limit(5, Unit.WORKDAY)


@pytest.fixture
def accepted(applicant: Applicant, staff: Staff) -> Case:
    return staff.accept(applicant.file(SMALL))


@pytest.fixture
def paused(accepted: Case, staff: Staff, deps: Deps) -> Case:
    command = PauseCase("hearing", "利害关系人申请听证", FIVE)
    return pauses.pause_case(deps, staff.officer("health"), accepted.number, command=command)


def post(client: Browser, address: str, **sent: Any) -> Any:
    """A form as the page sends it: with the revision that stands on it."""
    found = re.search(r'name="revision"[^>]*value="(\d+)"', client.get(address).get_data(as_text=True))
    return client.submit(address, {"revision": found[1] if found else "", **sent}, page=address)


def test_a_department_is_asked_to_answer(client: Browser, accepted: Case, deps: Deps) -> None:
    address = f"/manage/cases/{accepted.number}/supervise"
    assert not missing(client.get(f"/manage/cases/{accepted.number}"), "发出督办", address)
    assert not missing(client.get(address), "督办内容", "卫健委", "个工作日")
    seen = post(client, address, **ORDER, stage="preview")
    assert not missing(seen, "为何停办", "9月23日", "督办通知单")
    done = post(client, address, **ORDER, stage="confirm")
    assert done.status_code == 302
    page = client.get(f"/manage/cases/{accepted.number}")
    assert not missing(page, "督办", "为何停办", "待回复", "剩2天")
    assert not missing(client.get("/manage/follow-ups"), "督办 1", "差评整改 0", accepted.title, "卫健委")
    assert missing(client.get("/manage/follow-ups?kind=bad_rating"), accepted.title)


def test_an_order_without_words_is_not_sent(client: Browser, accepted: Case) -> None:
    answer = post(client, f"/manage/cases/{accepted.number}/supervise", **{**ORDER, "words": ""}, stage="confirm")
    assert answer.status_code == 422
    assert not missing(answer, "请写明要求部门答复的事项")


def test_an_answer_is_sent_back_and_then_closed(client: Browser, accepted: Case, staff: Staff, deps: Deps) -> None:
    post(client, f"/manage/cases/{accepted.number}/supervise", **ORDER, stage="confirm")
    address = f"/manage/cases/{accepted.number}/follow-ups/supervision-1"
    assert not missing(client.get(address), "此工单目前没有需要您处理的事项")
    for words, state in (("已在办理", "waiting"), ("明日办结", "closed")):
        command = MoveFollowUp("supervision-1", FollowUpState.ANSWERED, words)
        follow_ups.move_follow_up(deps, staff.officer("health"), accepted.number, command=command)
        assert not missing(client.get(address), words, "退回部门", "予以办结")
        assert not missing(client.get(f"/manage/cases/{accepted.number}"), "处理此工单", words)
        assert not missing(post(client, address, state=state, words="依据在案", stage="preview"), "处理后的状态")
        assert post(client, address, state=state, words="依据在案", stage="confirm").status_code == 302
    assert not missing(client.get("/manage/follow-ups"), "没有此类未办结的工单")


def test_a_rating_given_by_mistake_does_not_count(
    client: Browser, applicant: Applicant, staff: Staff, deps: Deps, decided: Case
) -> None:
    number = staff.deliver(decided).number
    feedback.rate_case(deps, applicant.actor, number, command=RateCase(RatingLevel.VERY_BAD, words="点错了"))
    address = f"/manage/cases/{number}/follow-ups/bad_rating-1"
    assert not missing(client.get("/manage/follow-ups?kind=bad_rating"), address, "待核实")
    assert not missing(client.get(address), "点错了", "非常不满意", "误评或恶意差评")
    assert post(client, address, state="invalid", words="", stage="confirm").status_code == 422
    assert post(client, address, state="closed", words="理由", stage="confirm").status_code == 422
    assert post(client, address, state="invalid", words="申请人来电更正", stage="confirm").status_code == 302
    assert not missing(client.get("/manage/conduct"), "差评不予认定1件")
    assert client.get(address.replace("bad_rating-1", "bad_rating-9")).status_code == 404


def test_paused_cases_with_their_days_and_announced_end(
    client: Browser, paused: Case, clock: HandClock, sign_in: SignIn
) -> None:
    page = client.get("/manage/paused")
    assert not missing(page, "暂停中 1", "听证", "利害关系人申请听证", "9月29日", "未超过告知的所需时间")
    clock.advance(days=9)
    sign_in(Role.MANAGER)
    page = client.get("/manage/paused")
    assert not missing(page, "已停6个工作日", "已超过1个工作日")
    page = client.get(f"/manage/cases/{paused.number}")
    assert not missing(page, "停走6个工作日", "听证", "为什么不早于", "暂停计时")


def test_cases_with_the_superior(client: Browser, applicant: Applicant, staff: Staff, deps: Deps) -> None:
    case = staff.accept(applicant.file("growth-award"))
    department = case.steps[0].department
    pauses.pause_case(deps, staff.officer(department), case.number, command=ReportUp("报市局"))
    assert not missing(client.get("/manage/paused"), "报市局", "上级核准")
    pauses.resume_case(deps, staff.officer(department), case.number, command=ResumeCase("同意"))
    assert not missing(client.get("/manage/paused"), "目前没有此类办件")


def test_corrections_and_requests_that_wait(
    client: Browser, applicant: Applicant, staff: Staff, deps: Deps, accepted: Case
) -> None:
    other = applicant.file(SMALL)
    told = TellCorrection(fields={"place_address": "与营业执照不一致"})
    corrections.tell_correction(deps, staff.clerk, other.number, command=told)
    assert not missing(client.get("/manage/correcting"), "待申请人补正 1", other.title, "10月21日")
    assert not missing(client.get("/manage/open"), other.title, "申请人", "在办 2")
    asked = RequestExtension(FIVE, "需现场复核")
    extensions.request_extension(deps, staff.officer("health"), accepted.number, command=asked)
    assert not missing(client.get("/manage/extensions"), "延期申请 1", "需现场复核", "延长5个工作日", accepted.title)
    head = staff._made(Role.OFFICER, department="health", is_head=True)
    extensions.answer_extension(deps, head, accepted.number, command=AnswerExtension(approve=True))
    assert not missing(client.get("/manage/extensions"), "目前没有此类办件")
    assert not missing(client.get(f"/manage/cases/{accepted.number}"), "延长5个工作日", head.name)


def test_in_english(client: Browser, paused: Case) -> None:
    assert not missing(client.get("/manage/paused?lang=en"), "Paused cases", "Hearing", "Within the announced time")
    page = client.get(f"/manage/cases/{paused.number}/supervise")
    assert not missing(page, "Supervision order", "working days", "What the department must answer")
