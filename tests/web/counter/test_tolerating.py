"""Accepting with a material to follow, and checking it when it comes; the way the owner chose is preset."""

from typing import Any

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Case, Verdict
from portal.domain.permissions import Role
from portal.services import cases, drafts, tolerance
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

PERMIT = "public-place-hygiene"
FOLLOWS = "hygiene_rules"
OPENING: dict[str, Any] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": []}


@pytest.fixture
def promised(applicant: Applicant, deps: Deps) -> Case:
    """A filing in which one tolerable material is promised; the rest is there."""
    key = applicant.draft(PERMIT)
    with deps.uow.read() as tx:
        draft = tx.drafts.get(key)
    assert draft is not None
    for ref in draft.files[FOLLOWS]:
        drafts.remove_file(deps, applicant.actor, key, material_id=FOLLOWS, sha256=ref.sha256)
    drafts.choose_ways(deps, applicant.actor, key, promised=(FOLLOWS,), committed=False)
    return applicant.submit(key)


@pytest.fixture(autouse=True)
def clerk(sign_in: SignIn) -> None:
    sign_in(Role.CLERK, window="综合窗口 3")


def read(deps: Deps, staff: Staff, case: Case) -> Case:
    return cases.view_case(deps, staff.clerk, case.number).case


def check_all(client: Browser, case: Case) -> None:
    """Everything that is there is in order."""
    page = f"/counter/cases/{case.number}"
    there = [run.id for run in case.materials if run.verdict is Verdict.UNCHECKED and run.files]
    client.submit(f"{page}/materials", {f"verdict-{each}": "accepted" for each in there}, page=page)


def test_the_desk_says_what_is_owed_and_until_when(client: Browser, promised: Case, deps: Deps, staff: Staff) -> None:
    check_all(client, promised)
    shown = client.get(f"/counter/?case={promised.number}")
    assert not missing(shown, "容缺受理", "最迟9月29日补齐", "公共场所卫生管理制度", "容缺后补")
    assert missing(shown, f"verdict-{FOLLOWS}")
    client.submit(f"/counter/cases/{promised.number}/accept", page=f"/counter/?case={promised.number}")
    accepted = read(deps, staff, promised)
    assert accepted.state is CaseState.REVIEWING
    assert [run.id for run in accepted.owed] == [FOLLOWS]
    assert not missing(client.get(f"/counter/cases/{promised.number}"), "容缺材料，最迟9月29日补齐", "尚未补交")


def test_what_comes_later_waits_to_be_checked(
    client: Browser, promised: Case, deps: Deps, staff: Staff, applicant: Applicant
) -> None:
    check_all(client, promised)
    client.submit(f"/counter/cases/{promised.number}/accept", page=f"/counter/?case={promised.number}")
    assert not missing(client.get("/counter/supplied/"), "没有待核对的补齐材料")
    uploads = [drafts.Upload("制度.pdf", sample_pdf())]
    tolerance.supply_material(deps, applicant.actor, promised.number, material_id=FOLLOWS, uploads=uploads)
    assert not missing(client.get("/counter/supplied/"), promised.number)
    page = f"/counter/cases/{promised.number}"
    fault = client.submit(f"{page}/materials", {f"verdict-{FOLLOWS}": "to_correct"}, page=page)
    assert fault.status_code == 422
    client.submit(f"{page}/materials", {f"verdict-{FOLLOWS}": "accepted"}, page=page)
    assert read(deps, staff, promised).owed == ()
    assert missing(client.get("/counter/supplied/"), promised.number)


@pytest.mark.parametrize(
    ("chosen", "method"), [("express", "post"), ("pickup", "direct"), ("electronic", "electronic")]
)
def test_the_delivery_presets_what_the_owner_chose(
    client: Browser, applicant: Applicant, staff: Staff, chosen: str, method: str
) -> None:
    filed = applicant.file(**OPENING, receive_by=chosen, receive_address="峡江县水边镇玉峡大道1号")
    decided = staff.decide(staff.accept(filed))
    shown = client.get(f"/counter/cases/{decided.number}/deliver").get_data(as_text=True)
    assert f'value="{method}" checked' in shown
    assert ("玉峡大道1号" in shown.split("documents", 1)[0]) is (chosen == "express")
