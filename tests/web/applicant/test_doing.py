"""The page of an owner's step: its form and papers, errors at their place, nothing lost; and the plan of handling."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from portal.demo.sample import sample_pdf
from portal.domain.case.state import Case, StepState
from portal.domain.permissions import Role
from tests.factories.staff import Staff
from tests.services.test_applicant_steps import SITUATION
from tests.web.browser import Browser, missing

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.web.conftest import SignIn

DISSOLVED = {"dissolved_on": ["2026", "9", "20"], "cause_published_on": ["2026", "9", "21"]}


@pytest.fixture
def case(deps: Deps, owner: Applicant) -> Case:
    return Staff(deps).accept(owner.file("closing", **SITUATION))


def paper() -> tuple[BytesIO, str]:
    return BytesIO(sample_pdf()), "决议.pdf"


def address(case: Case) -> str:
    return f"/cases/{case.number}/steps/dissolution"


def hidden(answer: TestResponse, name: str) -> list[str]:
    page = BeautifulSoup(answer.get_data(as_text=True), "html5lib")
    return [str(one["value"]) for one in page.select(f'input[name="{name}"]')]


def stored(deps: Deps, case: Case) -> Case:
    with deps.uow.read() as tx:
        found = tx.cases.get(case.number)
    assert found is not None
    return found.case


def test_the_case_page_says_whose_turn_it_is(client: Browser, case: Case) -> None:
    body = client.get(f"/cases/{case.number}")
    assert not missing(body, "轮到您办理", "公示解散事由", "需填写和提交", "现在办理", address(case), "办理计划")
    assert not missing(client.get(address(case)), "解散事由出现之日", "请于", "《公司法》第二百二十九条")


def test_the_step_is_done_with_its_papers(client: Browser, deps: Deps, case: Case) -> None:
    done = client.submit(address(case), {**DISSOLVED, "file-resolution": paper()})
    assert done.location == f"/cases/{case.number}"
    run = stored(deps, case).step("dissolution")
    assert (run.state, (run.results or {})["dissolved_on"]) == (StepState.PASSED, "2026-09-20")
    body = client.get(f"/cases/{case.number}")
    assert not missing(
        body, "您已办理：公示解散事由", "您提交了：", "组成清算组" if "组成清算组" in body.text else "清算组"
    )
    assert client.get(address(case)).location == f"/cases/{case.number}"


def test_errors_stand_at_their_fields_and_files_are_not_lost(client: Browser, deps: Deps, case: Case) -> None:
    sent = {"dissolved_on": ["2026", "13", "40"], "cause_published_on": ["2026", "9", "21"]}
    wrong = client.submit(address(case), {**sent, "file-resolution": paper()})
    assert wrong.status_code == 422
    assert not missing(wrong, 'href="#dissolved_on"', "决议.pdf", "已保留", 'value="13"')
    (token,) = hidden(wrong, "kept-resolution")
    again = {**DISSOLVED, "kept-resolution": token, "csrf_token": client.token(), "act": "send"}
    assert client.post(address(case), data=again).location == f"/cases/{case.number}"
    assert [ref.name for ref in stored(deps, case).material("resolution").files] == ["决议.pdf"]


def test_what_is_missing_is_named_and_a_kept_file_can_be_taken_out(client: Browser, case: Case) -> None:
    empty = client.submit(address(case), {})
    assert empty.status_code == 422
    assert not missing(empty, 'href="#file-resolution"', 'href="#dissolved_on"')
    (token,) = hidden(client.submit(address(case), {"file-resolution": paper()}), "kept-resolution")
    out = {"kept-resolution": token, "drop": token, "csrf_token": client.token()}
    assert hidden(client.post(address(case), data=out), "kept-resolution") == []


def test_a_file_nobody_kept_here_is_no_file(client: Browser, deps: Deps, case: Case) -> None:
    forged = {**DISSOLVED, "kept-resolution": '["resolution",{"sha256":"aa"}].x', "csrf_token": client.token()}
    assert client.post(address(case), data=forged).status_code == 422
    assert stored(deps, case).step("dissolution").state is StepState.OPEN


def test_only_the_owner_and_only_steps_of_the_applicant(client: Browser, case: Case, sign_in: SignIn) -> None:
    assert client.get(f"/cases/{case.number}/steps/registration").status_code == 404
    sign_in(Role.APPLICANT, name="别人", mobile="13911111111")
    assert client.get(address(case)).status_code == 404


def test_what_comes_too_early_says_from_when_on(client: Browser, case: Case) -> None:
    """The claims of creditors: 45 days from the announcement of 21 September, which end on Thursday 5 November."""
    client.submit(address(case), {**DISSOLVED, "file-resolution": paper()})
    base = f"/cases/{case.number}/steps"
    formed = {"group_formed_on": ["2026", "9", "21"], "group_head": "甲某", "group_members": "甲某"}
    client.submit(f"{base}/group", formed)
    told = {"creditors_told_on": ["2026", "9", "21"], "creditors_known": "无", "file-creditor_proof": paper()}
    assert client.submit(f"{base}/creditors_told", told).status_code == 302
    notice = {"announced_on": ["2026", "9", "21"], "announced_in": "system", "file-announcement": paper()}
    assert client.submit(f"{base}/creditors_notice", notice).status_code == 302
    assert not missing(client.get(f"/cases/{case.number}"), "2026年11月5日", "起可以办理。")
    waiting = client.get(f"{base}/claims")
    assert not missing(waiting, "2026年11月5日", "《公司法》第二百三十五条")
    assert hidden(waiting, "revision") == []
    assert client.get(f"{base}/apply").status_code == 302
    told_why = client.get(f"/cases/{case.number}")
    assert not missing(told_why, "申请注销登记”应当在2026年11月5日", "并且先完成：", "税务注销（清税）。")
    sent = {"claims_registered": "无", "csrf_token": client.token(), "act": "send"}
    early = client.post(f"{base}/claims", data=sent)
    assert early.status_code == 422
    assert not missing(early, "发布债权人公告", "2026年11月5日", 'value="无"')


def test_the_plan_can_be_printed_and_stands_on_the_guide_and_the_check_page(client: Browser, case: Case) -> None:
    plan = client.get(f"/cases/{case.number}/plan")
    assert not missing(plan, "办理计划", "注销登记", "您", "税务局", "2026年9月21日")
    asked = (
        "entity_kind=company&closed_by=self&cause=resolution&needs_approval=no&branches_open=no&taxpayer_class=small"
    )
    guide = client.get(f"/services/closing?{asked}")
    assert not missing(guide, "今天申报的办理计划", "等候债权申报期满", "最迟")
