"""Withdrawing, urging, rating, handing in what was promised, and the dates of a case as data."""

from __future__ import annotations

from io import BytesIO

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.commands import CheckMaterial, MoveFollowUp, PauseCase, TellCorrection
from portal.domain.case.incidents import FollowUpState, RatingLevel
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, StepState, Verdict
from portal.domain.limits import Limit, Unit
from portal.domain.permissions import Role
from portal.services import corrections, drafts, filing, follow_ups, intake, pauses
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn

HYGIENE = "public-place-hygiene"


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def case(owner: Applicant) -> Case:
    return owner.file(enterprise_type="llc", parts=["seal"])


def stored(deps: Deps, case: Case) -> Case:
    with deps.uow.read() as tx:
        found = tx.cases.get(case.number)
    assert found is not None
    return found.case


def later(client: Browser, clock: HandClock, **by: float) -> None:
    clock.advance(**by)
    with client.session_transaction() as session:
        session["seen"] = int(clock.now().timestamp())


def test_withdrawing_asks_once_and_closes(client: Browser, deps: Deps, case: Case) -> None:
    address = f"/cases/{case.number}/withdraw"
    assert not missing(client.get(address), "确定撤回申请吗？", "您可以随时重新申请")
    done = client.submit(address, {"reason": "计划有变"})
    assert done.location == f"/cases/{case.number}"
    assert stored(deps, case).state is CaseState.WITHDRAWN
    body = client.get(f"/cases/{case.number}")
    assert not missing(body, "您已撤回申请", "计划有变", "办结通知书", "评价本次办理")
    assert client.get(address).location == f"/cases/{case.number}"


def test_a_stale_confirmation_keeps_what_was_typed(client: Browser, deps: Deps, case: Case, staff: Staff) -> None:
    address = f"/cases/{case.number}/withdraw"
    sent = {"csrf_token": client.token(), "revision": str(case.revision), "reason": "计划有变"}
    staff.check(case)
    answer = client.post(address, data=sent)
    assert answer.status_code == 409
    assert not missing(answer, "计划有变", "请重新打开")
    assert stored(deps, case).is_open


def test_urging_is_possible_once_a_day(client: Browser, deps: Deps, case: Case, clock: HandClock) -> None:
    address = f"/cases/{case.number}/urge"
    assert client.submit(address, {"words": "等着签合同"}).location == f"/cases/{case.number}"
    body = client.get(f"/cases/{case.number}")
    assert not missing(body, "您进行了催办", "等着签合同", "下次可在2026年9月22日（周二）催办")
    client.submit(address)
    assert not missing(client.get(f"/cases/{case.number}"), "今天已经催办过")
    assert len(stored(deps, case).urged_at) == 1
    later(client, clock, days=1)
    client.submit(address)
    assert len(stored(deps, case).urged_at) == 2


def test_a_bad_rating_is_looked_into_and_may_be_added_to(client: Browser, deps: Deps, case: Case, staff: Staff) -> None:
    staff.deliver(staff.decide(staff.accept(case)))
    address = f"/cases/{case.number}/rating"
    assert client.submit(address, {"words": "没选等级"}).status_code == 422
    sent = {"level": "4", "tags": ["efficiency"], "words": "等得太久"}
    assert client.submit(address, sent).location == f"/cases/{case.number}"
    rating = stored(deps, case).ratings[0]
    assert (rating.level, rating.tags, rating.words) == (RatingLevel.BAD, ("efficiency",), "等得太久")
    assert not missing(client.get(f"/cases/{case.number}"), "不满意", "等得太久", "您的评价正在核实")
    assert client.get(address).location == f"/cases/{case.number}"
    officer = staff.officer(stored(deps, case).follow_ups[0].department)
    for state in (FollowUpState.RECTIFYING, FollowUpState.RECTIFIED):
        command = MoveFollowUp("bad_rating-1", state, "已增设窗口")
        follow_ups.move_follow_up(deps, officer, case.number, command=command)
    assert not missing(client.get(f"/cases/{case.number}"), "已增设窗口", "追加评价")
    client.submit(address, {"level": "2"})
    assert not missing(client.get(f"/cases/{case.number}"), "追评", "您追加评价：满意")


def test_nothing_is_rated_before_the_end(client: Browser, case: Case) -> None:
    assert client.get(f"/cases/{case.number}/rating").location == f"/cases/{case.number}"


def draft_without(deps: Deps, owner: Applicant) -> tuple[str, str]:
    """A hygiene filing that lacks its tolerable material: its key, and the material."""
    key = owner.draft(HYGIENE)
    service = deps.catalogue.current(HYGIENE)
    material = next(one for one in service.materials if one.necessity.value == "tolerable")
    for ref in drafts.open_draft(deps, owner.actor, key).files[material.id]:
        drafts.remove_file(deps, owner.actor, key, material_id=material.id, sha256=ref.sha256)
    return key, material.id


def test_a_promise_shows_its_letter_and_counts_as_done(client: Browser, deps: Deps, owner: Applicant) -> None:
    key, material = draft_without(deps, owner)
    assert not missing(client.get(f"/filing/{key}/materials"), "可以承诺受理后补交")
    address = f"/filing/{key}/promise"
    assert not missing(client.get(address), "容缺受理承诺", "视为撤回申请")
    refused = client.submit(address, {"materials": [material]})
    assert refused.status_code == 422
    assert client.submit(address, {"materials": [material], "agreed": "y"}).location == f"/filing/{key}/materials"
    assert not missing(client.get(f"/filing/{key}/materials"), "已承诺后补", "材料已经齐全")
    assert not missing(client.get(f"/filing/{key}/check"), "按您的承诺，受理后补交")


def test_what_was_promised_is_handed_in_on_the_case_page(
    client: Browser, deps: Deps, owner: Applicant, staff: Staff
) -> None:
    key, material = draft_without(deps, owner)
    drafts.choose_ways(deps, owner.actor, key, promised=(material,))
    filed = filing.submit_draft(deps, owner.actor, key, declared=True)
    checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in filed.materials if not run.promised]
    intake.check_materials(deps, staff.clerk, filed.number, checks=checks)
    case = intake.accept_case(deps, staff.clerk, filed.number)
    answer = client.get(f"/cases/{case.number}")
    assert not missing(answer, "承诺补交的材料，最迟", "请在2026年9月29日（周二）前补交1项承诺的材料")
    address = f"/cases/{case.number}/owed/{material}"
    token = client.token()
    client.post(address, data={"csrf_token": token})
    assert not missing(client.get(f"/cases/{case.number}"), "请至少选择一个文件")
    sent = {"csrf_token": token, "file": (BytesIO(sample_pdf()), "证明.pdf")}
    client.post(address, data=sent, content_type="multipart/form-data")
    assert not missing(client.get(f"/cases/{case.number}"), "已补交", "您补交了承诺的材料")


def test_a_commitment_is_offered_and_not_forced(client: Browser, deps: Deps, owner: Applicant) -> None:
    key = owner.draft(HYGIENE)
    service = deps.catalogue.current(HYGIENE)
    spared = next(one for one in service.materials if one.by_commitment)
    for ref in drafts.open_draft(deps, owner.actor, key).files[spared.id]:
        drafts.remove_file(deps, owner.actor, key, material_id=spared.id, sha256=ref.sha256)
    address = f"/filing/{key}/commitment"
    page = client.get(address)
    assert service.commitment is not None
    assert not missing(page, *(term.zh for term in service.commitment.terms), spared.name.zh)
    assert "checked" not in page.get_data(as_text=True)
    assert client.submit(address).status_code == 422
    client.submit(address, {"way": "commit"})
    assert not missing(client.get(f"/filing/{key}/materials"), "由您的承诺替代", "材料已经齐全")
    case = filing.submit_draft(deps, owner.actor, key, declared=True)
    assert case.material(spared.id).by_commitment
    client.get(f"/cases/{case.number}")


def test_a_pause_is_said_with_its_reason_and_the_day_that_can_only_come_later(
    client: Browser, deps: Deps, owner: Applicant, staff: Staff, clock: HandClock
) -> None:
    case = staff.accept(owner.file(HYGIENE))
    step = next(run for run in case.steps if run.state is StepState.OPEN)
    procedure = deps.catalogue.current(HYGIENE).procedures[0]
    command = PauseCase(procedure.id, "现场采样检测", Limit(5, Unit.WORKDAY))
    pauses.pause_case(deps, staff.officer(step.department), case.number, command=command)
    later(client, clock, days=1)
    answer = client.get(f"/cases/{case.number}")
    assert not missing(
        answer, f"暂停中：{procedure.name.zh}，预计至", "不早于", "现场采样检测", "第四十五条", "暂停计时"
    )
    data = client.get(f"/cases/{case.number}/clock.json").get_json()
    promise = next(one for one in data["clocks"] if one["clock"] == "promise")
    assert promise["at_least"] is True
    assert promise["light"] == "grey"
    assert {"paused"} <= {line["kind"] for line in promise["days"]}


def test_the_dates_are_there_as_data_and_to_print(client: Browser, case: Case, staff: Staff) -> None:
    staff.accept(case)
    data = client.get(f"/cases/{case.number}/clock.json").get_json()
    assert [one["clock"] for one in data["clocks"]] == ["acceptance", "promise", "statutory"]
    acceptance = data["clocks"][0]
    assert acceptance["due"] == "2026-09-29"
    assert acceptance["days"][0] == {"date": "2026-09-21", "kind": "start", "n": 0, "why": "起算当日不计入"}
    assert {"date": "2026-09-25", "kind": "holiday", "n": None, "why": "中秋节"} in acceptance["days"]
    assert not missing(client.get(f"/cases/{case.number}/clock"), "日期怎么算出来的", "clock.json", "中秋节，不计入")


def test_messages_are_counted_read_and_lead_to_the_case(client: Browser, deps: Deps, case: Case, staff: Staff) -> None:
    assert not missing(client.get("/messages/"), "没有消息")
    command = TellCorrection(fields={"business_scope": "与住所用途不符"})
    corrections.tell_correction(deps, staff.clerk, case.number, command=command)
    body = client.get("/messages/")
    assert not missing(body, "消息（1）", "请在2026年10月21日（周三）前补正申请", case.title)
    page = body.get_data(as_text=True)
    action = page.split('action="/messages/')[2].split('"')[0]
    assert client.submit(f"/messages/{action}", page="/messages/").location == f"/cases/{case.number}"
    assert "消息（1）" not in client.get("/messages/").get_data(as_text=True)


def test_all_messages_are_put_away_at_once(client: Browser, case: Case, staff: Staff) -> None:
    staff.decide(staff.accept(case))
    assert not missing(client.get("/messages/"), "消息（2）", "准予办理", "您的申请已受理")
    client.submit("/messages/read", page="/messages/")
    assert "全部标为已读" not in client.get("/messages/").get_data(as_text=True)
    assert not missing(client.get("/messages/?lang=en"), "Messages", "Your filing was accepted")


def test_other_peoples_messages_do_not_exist(client: Browser, case: Case, staff: Staff, sign_in: SignIn) -> None:
    staff.accept(case)
    sign_in(Role.APPLICANT, username="other")
    assert not missing(client.get("/messages/"), "没有消息")
    assert client.post("/messages/1", data={"csrf_token": client.token()}).status_code == 404
