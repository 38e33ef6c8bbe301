"""The simple deregistration at the screen: the twelve questions, the notice, the departments, the owner's filing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, StepState
from portal.domain.permissions import Role
from portal.jobs.runner import run_until_idle
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing

if TYPE_CHECKING:
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.web.conftest import HandClock, SignIn

EXCLUDED: Final = (
    "needs_approval",
    "revoked",
    "blacklisted",
    "encumbered",
    "invests",
    "investigated",
    "in_court",
    "fines_open",
    "debts_open",
    "holds_property",
    "income_tax_open",
    "branches_open",
)
SITUATION: Final = {
    "entity_kind": "company",
    **dict.fromkeys(EXCLUDED, "no"),
    "licence_state": "held",
    "customs_registered": "no",
    "filer": "self",
}
ANSWERS: Final[dict[str, object]] = {
    name: value == "yes" if value in {"yes", "no"} else value for name, value in SITUATION.items()
}
OBJECTION: Final = {"name": "李某", "contact": "13900000000", "words": "尚欠货款三万元"}


def paper() -> tuple[BytesIO, str]:
    return BytesIO(sample_pdf()), "承诺书.pdf"


@pytest.fixture
def case(deps: Deps, owner: Applicant) -> Case:
    """Accepted on Monday 21 September 2026; twenty days end on Sunday 11 October, so the notice ends on the 12th."""
    return Staff(deps).accept(owner.file("simple-closing", **ANSWERS))


def stored(deps: Deps, case: Case) -> Case:
    with deps.uow.read() as tx:
        found = tx.cases.get(case.number)
    assert found is not None
    return found.case


def come_back(client: Browser, clock: HandClock) -> None:
    """Whoever was away for weeks has signed in again."""
    with client.session_transaction() as session:
        session["seen"] = int(clock.now().timestamp())


def test_every_excluded_situation_leads_to_the_ordinary_route(client: Browser, deps: Deps, owner: Applicant) -> None:
    assert owner.actor.user_id
    everything = {**SITUATION, **dict.fromkeys(EXCLUDED, "yes")}
    sent = {"csrf_token": client.token(), "service": "simple-closing", **everything}
    at = str(client.post("/filing/", data=sent).location).removesuffix("situation")
    assert client.submit(f"{at}situation", everything).location == f"{at}elsewhere"
    reasons = [one.reason.zh for one in deps.catalogue.current("simple-closing").redirects]
    assert len(reasons) == len(EXCLUDED)
    assert not missing(client.get(f"{at}elsewhere"), *reasons, "企业注销一件事（普通程序）")
    only = {**SITUATION, "invests": "yes"}
    assert client.submit(f"{at}situation", only).location == f"{at}elsewhere"
    assert missing(client.get(f"{at}elsewhere"), *reasons) == [one for one in reasons if "对其他市场主体" not in one]


def test_the_notice_hangs_for_everybody_and_the_departments_are_asked(client: Browser, case: Case) -> None:
    assert case.state is CaseState.WAITING
    assert not missing(client.get("/public-notices/"), case.title)
    page = client.get(f"/cases/{case.number}")
    assert not missing(page, "简易注销公示", "推送税务部门征询异议", "2026年10月12日", "简易注销公告")


def test_the_tax_office_answers_while_the_case_waits(client: Browser, deps: Deps, case: Case, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="tax")
    address = f"/review/cases/{case.number}/steps/tax_push"
    assert not missing(client.get("/review/"), case.title, address)
    done = client.submit(address, {"outcome": "failed", "opinion": "有未缴销的发票"})
    assert done.status_code == 302
    found = stored(deps, case)
    assert (found.step("tax_push").state, found.step("notice").state) == (StepState.FAILED, StepState.CANCELLED)
    assert found.state is CaseState.REVIEWING


def test_an_objection_is_answered_while_the_case_waits(
    client: Browser, deps: Deps, case: Case, sign_in: SignIn
) -> None:
    client.submit(f"/public-notices/{case.number}/notice", OBJECTION)
    assert len(stored(deps, case).objections) == 1
    sign_in(Role.OFFICER, department="market-regulation")
    page = client.get(f"/review/cases/{case.number}/steps/notice")
    assert not missing(page, "尚欠货款三万元", f"/review/cases/{case.number}/objections/1")


def test_the_owner_files_after_the_notice(client: Browser, deps: Deps, case: Case, clock: HandClock) -> None:
    address = f"/cases/{case.number}/steps/apply"
    assert client.get(address).location == f"/cases/{case.number}"
    clock.advance(days=22)
    run_until_idle(deps)
    come_back(client, clock)
    found = stored(deps, case)
    assert [run.id for run in found.to_do] == ["apply"]
    assert {run.state for run in found.steps if run.id.endswith("_push")} == {StepState.PASSED}
    assert not missing(client.get(f"/cases/{case.number}"), "轮到您办理", "公示期满，申请注销登记", "2026年11月2日")
    lacking = client.submit(address, {"still_true": "confirmed", "file-licence": paper()})
    assert lacking.status_code == 422
    assert not missing(lacking, 'href="#file-commitment"')
    files = {"file-licence": paper(), "file-commitment": paper()}
    assert client.submit(address, {"still_true": "confirmed", **files}).location == f"/cases/{case.number}"
    assert stored(deps, case).state is CaseState.REVIEWING


def test_who_misses_the_window_starts_again(client: Browser, deps: Deps, case: Case, clock: HandClock) -> None:
    clock.advance(days=45)
    run_until_idle(deps)
    come_back(client, clock)
    assert stored(deps, case).state is CaseState.WITHDRAWN
    assert not missing(client.get(f"/cases/{case.number}"), "公示期满，申请注销登记")


def test_the_plan_shows_all_dates_from_the_first_day(client: Browser, deps: Deps, owner: Applicant) -> None:
    situation = {**ANSWERS, "closed_by": "self", "cause": "resolution", "taxpayer_class": "general", "parts": ["fund"]}
    asked = {one.id for one in deps.catalogue.current("closing").questions}
    case = owner.file("closing", **{name: one for name, one in situation.items() if name in asked})
    page = client.get(f"/cases/{case.number}/plan")
    steps = [step for step in deps.catalogue.current("closing").steps if step.id in {run.id for run in case.steps}]
    assert not missing(page, *(step.name.zh for step in steps))
