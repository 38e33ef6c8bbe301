"""The window: every material is looked at, a fault needs its reason, acceptance starts the clocks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from portal.domain.case.acceptance import MaterialsNotChecked, NoSuchMaterial, NoteNeeded
from portal.domain.case.commands import CheckMaterial
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.state import ClockName, StepState, Verdict
from portal.domain.documents import AcceptanceNotice, DocumentKind
from portal.domain.permissions import NotPermitted
from portal.services import cases, intake
from portal.services.conflicts import CaseChangedMeanwhile, NotFound
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock

LEASED: dict[str, Any] = {"enterprise_type": "llc", "premises": "leased", "filer": "self", "parts": ["seal", "bank"]}


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def case(applicant: Applicant) -> Case:
    return applicant.file(**LEASED)


def test_verdicts_are_kept_with_their_reason_and_the_clerk(deps: Deps, staff: Staff, case: Case) -> None:
    checks = [
        CheckMaterial("charter", Verdict.ACCEPTED),
        CheckMaterial("lease", Verdict.TO_CORRECT, " 租期已满，请补交续签合同 "),
    ]
    intake.check_materials(deps, staff.clerk, case.number, checks=checks)
    seen = cases.view_case(deps, staff.clerk, case.number).case
    assert seen.material("charter").verdict is Verdict.ACCEPTED
    assert seen.material("lease").verdict is Verdict.TO_CORRECT
    assert seen.material("lease").note == "租期已满，请补交续签合同"
    assert seen.material("lease").checked_by == staff.clerk.name


def test_what_the_portal_supplied_needs_no_look(case: Case) -> None:
    assert case.material("identity").verdict is Verdict.ACCEPTED
    assert case.material("charter").verdict is Verdict.UNCHECKED


def test_a_fault_without_a_reason_records_nothing(deps: Deps, staff: Staff, case: Case) -> None:
    checks = [CheckMaterial("charter", Verdict.ACCEPTED), CheckMaterial("lease", Verdict.TO_CORRECT, "  ")]
    with pytest.raises(NoteNeeded) as refused:
        intake.check_materials(deps, staff.clerk, case.number, checks=checks)
    assert refused.value.facts["material"] == "lease"
    assert cases.view_case(deps, staff.clerk, case.number).case == case


def test_the_same_verdict_again_is_no_event(deps: Deps, staff: Staff, case: Case) -> None:
    checks = [CheckMaterial("charter", Verdict.ACCEPTED)]
    first = intake.check_materials(deps, staff.clerk, case.number, checks=checks)
    again = intake.check_materials(deps, staff.clerk, case.number, checks=checks)
    assert again.revision == first.revision


def test_nothing_outside_the_checklist_can_be_asked_for(deps: Deps, staff: Staff, case: Case) -> None:
    with pytest.raises(NoSuchMaterial):
        intake.check_materials(deps, staff.clerk, case.number, checks=[CheckMaterial("approval", Verdict.ACCEPTED)])


def test_acceptance_waits_for_every_required_material(deps: Deps, staff: Staff, case: Case) -> None:
    with pytest.raises(MaterialsNotChecked) as refused:
        intake.accept_case(deps, staff.clerk, case.number)
    assert refused.value.facts["materials"] == ("charter", "appointments", "title_deed", "lease")


def test_one_fault_stops_the_acceptance_until_it_is_mended(deps: Deps, staff: Staff, case: Case) -> None:
    staff.check(case)
    fault = [CheckMaterial("lease", Verdict.TO_CORRECT, "缺出租人签名")]
    intake.check_materials(deps, staff.clerk, case.number, checks=fault)
    with pytest.raises(MaterialsNotChecked) as refused:
        intake.accept_case(deps, staff.clerk, case.number)
    assert refused.value.facts["materials"] == ("lease",)
    mended = [CheckMaterial("lease", Verdict.ACCEPTED)]
    intake.check_materials(deps, staff.clerk, case.number, checks=mended)
    assert intake.accept_case(deps, staff.clerk, case.number).state is CaseState.REVIEWING


def test_acceptance_starts_the_clocks_and_the_first_step(deps: Deps, staff: Staff, case: Case) -> None:
    accepted = staff.accept(case)
    promise, statutory = accepted.clock(ClockName.PROMISE), accepted.clock(ClockName.STATUTORY)
    assert promise is not None
    assert statutory is not None
    assert promise.deadline.due_on == date(2026, 9, 22)
    assert statutory.deadline.due_on == date(2026, 9, 24)
    assert accepted.step("registration").state is StepState.OPEN
    assert accepted.step("seal").state is StepState.WAITING
    acceptance = accepted.clock(ClockName.ACCEPTANCE)
    assert acceptance is not None
    assert acceptance.stopped_at == deps.clock.now()


def test_acceptance_issues_its_notice(deps: Deps, staff: Staff, case: Case) -> None:
    staff.accept(case)
    view = cases.view_case(deps, staff.clerk, case.number)
    notice = next(document for document in view.documents if document.kind is DocumentKind.ACCEPTANCE_NOTICE)
    assert isinstance(notice.content, AcceptanceNotice)
    assert notice.number == "峡市监 受〔2026〕00001号"
    assert notice.content.handler == staff.clerk.name
    assert notice.sha256 is None


def test_a_stale_page_accepts_nothing(deps: Deps, staff: Staff, case: Case) -> None:
    staff.check(case)
    with pytest.raises(CaseChangedMeanwhile):
        intake.accept_case(deps, staff.clerk, case.number, revision=case.revision)
    assert cases.view_case(deps, staff.clerk, case.number).case.state is CaseState.SUBMITTED


def test_a_case_is_accepted_once(deps: Deps, staff: Staff, case: Case) -> None:
    staff.accept(case)
    with pytest.raises(MoveNotAllowed):
        intake.accept_case(deps, staff.clerk, case.number)


def test_after_the_limit_acceptance_counts_from_the_day_of_receipt(staff: Staff, case: Case, clock: HandClock) -> None:
    clock.advance(days=15)
    accepted = staff.accept(case)
    assert accepted.deemed_accepted
    assert accepted.accepted_on == case.filed_on


def test_only_clerks_check_and_accept(deps: Deps, staff: Staff, case: Case, applicant: Applicant) -> None:
    officer = staff.officer("market-regulation")
    for actor in (officer, applicant.actor):
        with pytest.raises(NotPermitted):
            intake.check_materials(deps, actor, case.number, checks=[])
        with pytest.raises(NotPermitted):
            intake.accept_case(deps, actor, case.number)


def test_an_unknown_case_is_not_found(deps: Deps, staff: Staff) -> None:
    with pytest.raises(NotFound):
        intake.accept_case(deps, staff.clerk, "360823-KB01-20260921-99999-0")


def test_the_desk_lists_what_waits_and_counts_its_lights(
    deps: Deps, staff: Staff, applicant: Applicant, clock: HandClock
) -> None:
    first = applicant.file(**LEASED)
    clock.advance(days=3)
    second = applicant.file(**LEASED)
    clock.advance(days=9)
    queue = cases.counter_desk(deps, staff.clerk, "intake")
    assert [line.number for line in queue.page.rows] == [first.number, second.number]
    assert (queue.counts.red, queue.counts.total) == (1, 2)
    red = cases.counter_desk(deps, staff.clerk, "intake", light="red")
    assert [line.number for line in red.page.rows] == [first.number]
    staff.accept(second)
    assert cases.desk_lights(deps, staff.clerk)["intake"].total == 1


def test_a_stale_page_cannot_undo_a_colleagues_verdict(deps: Deps, staff: Staff, applicant: Applicant) -> None:
    case = applicant.file(**LEASED)
    clerk = staff.clerk
    found = CheckMaterial("charter", Verdict.TO_CORRECT, "缺少签名")
    intake.check_materials(deps, clerk, case.number, checks=[found], revision=case.revision)
    stale = CheckMaterial("charter", Verdict.ACCEPTED)
    with pytest.raises(CaseChangedMeanwhile):
        intake.check_materials(deps, clerk, case.number, checks=[stale], revision=case.revision)
    again = intake.check_materials(deps, clerk, case.number, checks=[found], revision=case.revision)
    assert again.material("charter").note == "缺少签名"
