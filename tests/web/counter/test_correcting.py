"""Telling once what to correct: marked answers and materials, what is outside the checklist, and who was faster."""

from typing import Any

import pytest

from portal.domain.case.commands import CheckMaterial, TellCorrection
from portal.domain.case.incidents import Marked, Violation
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, Verdict
from portal.domain.permissions import Role
from portal.services import cases, corrections, drafts, intake
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.acting import act, confirm, look
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

PERMIT = "public-place-hygiene"
WRONG = "与营业执照不一致"


@pytest.fixture
def case(applicant: Applicant, staff: Staff, deps: Deps) -> Case:
    """A filing in which the window found one material wrong."""
    filed = applicant.file(PERMIT)
    checks = [CheckMaterial("plans", Verdict.TO_CORRECT, "没有标注卫生间")]
    return intake.check_materials(deps, staff.clerk, filed.number, checks=checks)


@pytest.fixture(autouse=True)
def clerk(sign_in: SignIn) -> None:
    sign_in(Role.CLERK, window="综合窗口 3")


def read(deps: Deps, staff: Staff, case: Case) -> Case:
    return cases.view_case(deps, staff.clerk, case.number).case


def address_of(case: Case) -> str:
    return f"/counter/cases/{case.number}/correction"


def test_what_will_be_told_is_shown_with_its_day_and_then_told(
    client: Browser, case: Case, deps: Deps, staff: Staff
) -> None:
    assert not missing(client.get(address_of(case)), "没有标注卫生间", str(case.answers["place_name"]))
    seen = look(client, address_of(case), {"problem-place_name": WRONG})
    assert not missing(seen, "请核对后确认", WRONG, "没有标注卫生间", "10月21日", "一次性补正告知书")
    assert read(deps, staff, case).state is CaseState.SUBMITTED
    assert confirm(client, address_of(case), seen).location == f"/counter/cases/{case.number}"
    told = read(deps, staff, case)
    assert told.state is CaseState.CORRECTING
    assert told.correction is not None
    assert told.correction.marks(Marked.FIELD, "place_name")
    assert told.correction.marks(Marked.MATERIAL, "plans")
    shown = client.get(f"/counter/cases/{case.number}")
    assert not missing(shown, "最迟2026年10月21日（周三）补正", "一次性补正告知书", "第1次补正", WRONG)
    assert not missing(client.get("/counter/waiting/"), case.number, "待补正")


def test_nothing_marked_is_refused(client: Browser, applicant: Applicant) -> None:
    fine = applicant.file(PERMIT)
    answer = look(client, address_of(fine), {})
    assert answer.status_code == 422
    assert missing(answer, "请核对后确认")
    assert not missing(answer, "govuk-error-summary")


def test_what_is_outside_the_checklist_must_be_known_to_be_a_violation(
    client: Browser, case: Case, deps: Deps, staff: Staff
) -> None:
    asked = {"outside": "上年度完税证明", "problem-place_name": WRONG}
    refused = look(client, address_of(case), asked)
    assert refused.status_code == 422
    assert not missing(refused, 'href="#known"', "上年度完税证明", WRONG)
    seen = look(client, address_of(case), {**asked, "known": "y"})
    assert not missing(seen, "索要清单以外的材料")
    confirm(client, address_of(case), seen)
    told = read(deps, staff, case)
    assert told.corrections[0].violations == (Violation.OUTSIDE_CHECKLIST,)
    assert not missing(client.get("/counter/waiting/"), "违规")
    assert not missing(client.get(f"/counter/cases/{case.number}"), "违规", "清单以外：上年度完税证明")


def test_a_second_notice_warns_that_it_is_a_violation(
    client: Browser, case: Case, deps: Deps, staff: Staff, applicant: Applicant
) -> None:
    told = corrections.tell_correction(deps, staff.clerk, case.number, command=TellCorrection({"place_name": WRONG}))
    draft = corrections.open_correction(deps, applicant.actor, told.number)
    upload = drafts.Upload("图.pdf", b"%PDF-1.4 plan")
    drafts.add_files(deps, applicant.actor, draft.key, material_id="plans", uploads=[upload])
    changed = {**draft.answers, "place_name": "峡江县新名称理发店"}
    drafts.save_answers(deps, applicant.actor, draft.key, page_id="place", answers=changed, done=True)
    corrections.supply_correction(deps, applicant.actor, told.number)
    assert not missing(client.get(address_of(case)), "再次告知将记为违规")
    seen = look(client, address_of(case), {"problem-place_name": "仍不一致"})
    assert not missing(seen, "第二次补正告知")
    confirm(client, address_of(case), seen)
    assert Violation.REPEATED in read(deps, staff, case).corrections[1].violations


def test_going_back_keeps_every_word(client: Browser, case: Case) -> None:
    seen = look(client, address_of(case), {"problem-place_name": WRONG})
    assert not missing(confirm(client, address_of(case), seen, stage="change"), f'value="{WRONG}"')


def test_a_stale_page_is_told_and_keeps_every_word(client: Browser, case: Case, staff: Staff, deps: Deps) -> None:
    seen = look(client, address_of(case), {"problem-place_name": WRONG})
    staff.check(case)
    stale = confirm(client, address_of(case), seen)
    assert stale.status_code == 409
    fresh = read(deps, staff, case)
    assert not missing(stale, f'value="{WRONG}"', f'name="revision" type="hidden" value="{fresh.revision}"')
    assert fresh.state is CaseState.SUBMITTED


def test_whoever_comes_second_is_told_and_can_copy_the_words(
    client: Browser, case: Case, staff: Staff, deps: Deps
) -> None:
    seen = look(client, address_of(case), {"problem-place_name": WRONG})
    corrections.tell_correction(deps, staff.clerk, case.number, command=TellCorrection())
    late = confirm(client, address_of(case), seen)
    assert late.status_code == 409
    assert not missing(late, "您填写的内容没有保存", WRONG)


def test_sending_twice_tells_once(client: Browser, case: Case, staff: Staff, deps: Deps) -> None:
    seen = look(client, address_of(case), {})
    assert confirm(client, address_of(case), seen).status_code == 302
    assert confirm(client, address_of(case), seen).status_code == 409
    assert len(read(deps, staff, case).corrections) == 1


def test_after_the_time_for_accepting_nothing_can_be_told(
    client: Browser, case: Case, clock: HandClock, sign_in: SignIn
) -> None:
    clock.advance(days=10)
    sign_in(Role.CLERK, window="综合窗口 3")
    page = client.get(address_of(case))
    assert not missing(page, "受理期限已届满")
    assert missing(page, "problem-place_name")


@pytest.mark.parametrize("path", ["correction", "refuse", "return"])
def test_other_roles_do_not_open_the_acts(client: Browser, case: Case, sign_in: SignIn, path: str) -> None:
    sign_in(Role.MANAGER)
    assert client.get(f"/counter/cases/{case.number}/{path}").status_code == 403


def refusal(**changes: Any) -> dict[str, Any]:
    return {"ground": "not_competent", "reasons": "属于省级权限", "agency": "省卫生健康委员会", **changes}


def test_a_filing_is_refused_with_the_competent_agency(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    at = f"/counter/cases/{case.number}/refuse"
    unnamed = look(client, at, refusal(agency=""))
    assert unnamed.status_code == 422
    assert not missing(unnamed, 'href="#agency"', "属于省级权限")
    seen = look(client, at, refusal())
    assert not missing(seen, "省卫生健康委员会", "不予受理通知书", "峡江县人民政府")
    confirm(client, at, seen)
    ended = read(deps, staff, case)
    assert ended.state is CaseState.NOT_ACCEPTED
    assert not missing(client.get(f"/counter/cases/{case.number}"), "已终止", "省卫生健康委员会", "不予受理通知书")


def test_a_case_is_returned_with_its_reason(client: Browser, case: Case, deps: Deps, staff: Staff) -> None:
    at = f"/counter/cases/{case.number}/return"
    empty = look(client, at, {"reason": " "})
    assert empty.status_code == 422
    act(client, at, {"reason": "重复申报"})
    assert read(deps, staff, case).state is CaseState.RETURNED
    assert not missing(client.get(at), "返回办件")
