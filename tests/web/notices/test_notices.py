"""Public notices: everybody reads them, persons are masked, anybody objects while they run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from portal.domain.case.state import Case, StepRun, StepState
from portal.domain.permissions import Role
from portal.services import review
from portal.services.deps import Deps
from tests.factories.accounts import an_account
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff, whole
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock

AWARD = "growth-award"
OBJECTION = {"name": "李某", "contact": "13900000000", "words": "该企业去年未达到规模标准"}


@pytest.fixture
def case(deps: Deps) -> Case:
    """An award whose public notice runs."""
    return on_notice(deps, AWARD)


def on_notice(deps: Deps, key: str) -> Case:
    """A case of this service whose public notice runs."""
    with deps.uow.begin() as tx:
        owner = tx.users.add(an_account(Role.APPLICANT, name="郭某")).actor()
    staff = Staff(deps)
    case = staff.accept(Applicant(deps, owner).file(key))
    while not any(run.notice and run.state is StepState.OPEN for run in case.steps):
        for run in case.steps:
            if run.state is StepState.OPEN:
                case = pass_step(deps, staff, case, run)
    return case


def pass_step(deps: Deps, staff: Staff, case: Case, run: StepRun) -> Case:
    """The department passes its step; an amount is a number."""
    command = whole(deps.catalogue.current(case.service_key).step(run.id))
    amounts = {name: "100000" for name in command.results if "amount" in name}
    command = replace(command, results={**command.results, **amounts}, opinion="按本年额度核定")
    return review.complete_step(deps, staff.officer(run.department), case.number, command=command)


def address(case: Case) -> str:
    return f"/public-notices/{case.number}/{next(run.id for run in case.steps if run.notice)}"


def stored(deps: Deps, case: Case) -> Case:
    with deps.uow.read() as tx:
        found = tx.cases.get(case.number)
    assert found is not None
    return found.case


def test_nothing_runs_at_first(client: Browser) -> None:
    assert not missing(client.get("/public-notices/"), "目前没有公示")


def test_a_running_notice_is_listed_and_shown_without_persons(client: Browser, case: Case) -> None:
    listed = client.get("/public-notices/")
    assert not missing(listed, case.title, address(case))
    shown = client.get(address(case))
    assert not missing(shown, case.title, "郭*", "提出异议", "公示公告（PDF）")
    assert case.applicant.name not in shown.get_data(as_text=True)
    assert case.applicant.name not in listed.get_data(as_text=True)


def test_a_claim_says_its_policy_its_enterprise_and_its_amount(client: Browser, deps: Deps) -> None:
    case = on_notice(deps, "hnte-first")
    shown = client.get(address(case))
    uscc = str(case.answers["enterprise_uscc"])
    assert not missing(shown, "峡江县科技创新奖补办法", "拟兑现金额", "100,000.00元", uscc)
    assert not missing(client.get(f"{address(case)}?lang=en"), "100,000.00 yuan", "County measures on awards")


def test_the_paper_is_for_everybody(client: Browser, case: Case) -> None:
    assert client.get(f"{address(case)}/notice.pdf").status_code == 503
    assert client.get(f"/public-notices/{case.number}/decision/notice.pdf").status_code == 404


def test_anybody_objects(client: Browser, deps: Deps, case: Case) -> None:
    assert client.submit(address(case), OBJECTION).location == address(case)
    (objection,) = stored(deps, case).objections
    assert (objection.name, objection.contact, objection.words) == tuple(OBJECTION.values())
    assert not missing(client.get(address(case)), "异议已提交")


def test_what_is_missing_is_said_at_the_field_and_nothing_is_lost(client: Browser, deps: Deps, case: Case) -> None:
    answer = client.submit(address(case), {**OBJECTION, "contact": " "})
    assert answer.status_code == 422
    assert not missing(answer, "请填写电话或者邮箱", OBJECTION["words"], 'href="#contact"')
    assert not stored(deps, case).objections


def test_a_program_that_fills_every_box_is_thanked_and_ignored(client: Browser, deps: Deps, case: Case) -> None:
    assert client.submit(address(case), {**OBJECTION, "website": "http://x"}).status_code == 302
    assert not stored(deps, case).objections


def test_the_same_sender_may_object_only_so_often(client: Browser, deps: Deps, case: Case) -> None:
    sent = {"csrf_token": client.token(), **OBJECTION}
    answers = [client.post(address(case), data=sent).status_code for _try in range(6)]
    assert answers == [302] * 5 + [429]
    assert len(stored(deps, case).objections) == 5


def test_a_notice_whose_time_is_over_is_not_there(client: Browser, case: Case, clock: HandClock) -> None:
    clock.advance(days=30)
    assert not missing(client.get("/public-notices/"), "目前没有公示")
    late = client.get(address(case))
    assert late.status_code == 410
    assert not missing(late, "本次公示已经结束", "联系方式答复")
    assert missing(late, case.title) == [case.title]
    assert client.get(f"/public-notices/{case.number}/decision").status_code == 404
    assert client.post(address(case), data={"csrf_token": client.token(), **OBJECTION}).status_code == 409


def test_it_speaks_english(client: Browser, case: Case) -> None:
    assert not missing(
        client.get(f"{address(case)}?lang=en"), "Public notice:", "You may object until", "Lodge the objection"
    )
