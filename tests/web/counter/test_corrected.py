"""What the owner changed with a correction stands as it was beside as it is, for the window and the department."""

import pytest

from portal.domain.case.commands import CheckMaterial, TellCorrection
from portal.domain.case.state import Case, Verdict
from portal.domain.permissions import Role
from portal.services import corrections, drafts, intake
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

PERMIT = "public-place-hygiene"
CHANGED = "补正前后对照"


@pytest.fixture
def corrected(applicant: Applicant, staff: Staff, deps: Deps) -> Case:
    """A filing whose name and one paper were corrected."""
    filed = applicant.file(PERMIT)
    checks = [CheckMaterial("plans", Verdict.TO_CORRECT, "没有标注卫生间")]
    intake.check_materials(deps, staff.clerk, filed.number, checks=checks)
    corrections.tell_correction(deps, staff.clerk, filed.number, command=TellCorrection({"place_name": "不一致"}))
    draft = corrections.open_correction(deps, applicant.actor, filed.number)
    upload = drafts.Upload("补正后的平面图.pdf", b"%PDF-1.4 plan")
    drafts.add_files(deps, applicant.actor, draft.key, material_id="plans", uploads=[upload])
    changed = {**draft.answers, "place_name": "峡江县新名称理发店"}
    drafts.save_answers(deps, applicant.actor, draft.key, page_id="place", answers=changed, done=True)
    corrections.supply_correction(deps, applicant.actor, filed.number)
    return filed


def test_the_window_sees_old_beside_new(client: Browser, corrected: Case, sign_in: SignIn) -> None:
    sign_in(Role.CLERK, window="综合窗口 3")
    old = str(corrected.answers["place_name"])
    for address in (f"/counter/cases/{corrected.number}", f"/counter/?case={corrected.number}"):
        shown = client.get(address)
        assert not missing(shown, CHANGED, f'<del class="was">{old}</del>', '<ins class="now">峡江县新名称理发店</ins>')
        assert not missing(shown, "补正后的平面图.pdf</ins>")


def test_the_department_sees_it_too(client: Browser, corrected: Case, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="health")
    shown = client.get(f"/review/cases/{corrected.number}")
    assert not missing(shown, CHANGED, '<ins class="now">峡江县新名称理发店</ins>')


def test_what_was_not_corrected_is_not_compared(client: Browser, applicant: Applicant, sign_in: SignIn) -> None:
    filed = applicant.file(PERMIT)
    sign_in(Role.CLERK)
    assert missing(client.get(f"/counter/cases/{filed.number}"), CHANGED)
