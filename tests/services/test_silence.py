"""A department that says nothing in time: its step passes by itself, on both databases, also after downtime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.moves import CaseState
from portal.domain.case.state import StepState
from portal.domain.documents import DocumentKind
from portal.jobs.runner import run_until_idle
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock

EXCLUDED: Final = "needs_approval revoked blacklisted encumbered invests investigated in_court fines_open debts_open"
SITUATION: Final[dict[str, object]] = {
    "entity_kind": "household",
    **dict.fromkeys((*EXCLUDED.split(), "holds_property", "income_tax_open", "branches_open"), False),
    "licence_state": "electronic",
    "customs_registered": False,
    "filer": "self",
}


def test_ten_days_without_an_objection_are_consent(deps: Deps, applicant: Applicant, clock: HandClock) -> None:
    """Asked on 21 September; the tenth day is 1 October, a holiday, so the time ends on 8 October."""
    case = Staff(deps).accept(applicant.file("simple-closing", **SITUATION))
    asked = case.step("tax_push").deadline
    assert asked is not None
    assert (case.state, str(asked.due_on)) == (CaseState.WAITING, "2026-10-08")
    with deps.uow.read() as tx:
        assert tx.cases.get(case.number) is not None
    clock.advance(days=20)
    run_until_idle(deps)
    with deps.uow.read() as tx:
        found = tx.cases.get(case.number)
    assert found is not None
    done = found.case
    assert (done.state, done.step("review").state) == (CaseState.REVIEWING, StepState.OPEN)
    assert {done.step(one).state for one in ("tax_push", "social_push")} == {StepState.PASSED}
    papers = [one.about for one in done.documents if one.kind is DocumentKind.SERVICE_PAPER]
    assert "tax_notice" in papers


def test_who_answers_is_named_and_the_rest_goes_on(deps: Deps, applicant: Applicant) -> None:
    staff = Staff(deps)
    case = staff.accept(applicant.file("simple-closing", **SITUATION))
    case = staff.complete(case, "tax_push")
    assert (case.state, case.step("tax_push").state) == (CaseState.WAITING, StepState.PASSED)
    assert staff.complete(case, "social_push").state is CaseState.REVIEWING
