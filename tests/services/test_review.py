"""The departments: steps open in order and in parallel, one officer wins, the last step decides."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from portal.domain.case.commands import CompleteStep
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.review import ChecklistOpen, GrantNotPossible, OpinionNeeded, ResultMissing, StepNotOpen
from portal.domain.case.state import Outcome, StepState
from portal.domain.documents import DecisionGranted, DecisionRefused, DocumentKind
from portal.domain.permissions import NotPermitted, Role
from portal.services import cases, review
from portal.services.conflicts import NotFound
from portal.services.review import EnterpriseKnown
from tests.factories.applicants import Applicant
from tests.factories.staff import USCC, Staff, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

PARTS: dict[str, Any] = {
    "enterprise_type": "llc",
    "premises": "owned",
    "pre_approval": False,
    "filer": "self",
    "parts": ["seal", "tax", "bank"],
}


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def case(applicant: Applicant, staff: Staff) -> Case:
    """An accepted case with three parallel parts."""
    return staff.accept(applicant.file(**PARTS))


def registration(deps: Deps, case: Case, **changes: Any) -> CompleteStep:
    """The registrar's command, complete but for the changes."""
    command = whole(deps.catalogue.version(case.service_key, case.service_version).step("registration"))
    given = {"outcome": command.outcome, "ticked": command.ticked, "results": command.results, **changes}
    return CompleteStep("registration", **given)


def open_steps(case: Case) -> set[str]:
    return {run.id for run in case.steps if run.state is StepState.OPEN}


def test_registration_opens_the_chosen_parts_at_once(staff: Staff, case: Case) -> None:
    assert open_steps(case) == {"registration"}
    after = staff.complete(case, "registration")
    assert open_steps(after) == {"seal", "tax", "bank"}
    assert after.results["usc_code"] == USCC


def test_the_decision_opens_when_the_last_part_is_done(staff: Staff, case: Case) -> None:
    case = staff.complete(case, "registration")
    case = staff.complete(case, "bank")
    case = staff.complete(case, "seal")
    assert open_steps(case) == {"tax"}
    assert open_steps(staff.complete(case, "tax")) == {"decision"}


def test_each_department_sees_its_own_steps(deps: Deps, staff: Staff, case: Case) -> None:
    staff.complete(case, "registration")
    tax = staff.officer("tax")
    queue = cases.department_steps(deps, tax)
    assert [(line.case_number, line.step_id) for line in queue.page.rows] == [(case.number, "tax")]
    assert queue.counts.total == cases.department_lights(deps, tax).total == 1
    assert cases.department_steps(deps, staff.officer("health")).page.rows == ()


def test_other_departments_steps_are_refused(deps: Deps, staff: Staff, case: Case) -> None:
    with pytest.raises(NotPermitted):
        review.complete_step(deps, staff.officer("tax"), case.number, command=registration(deps, case))


def test_two_officers_one_wins(deps: Deps, staff: Staff, case: Case) -> None:
    first, second = staff.officer("market-regulation"), staff.officer("market-regulation")
    review.complete_step(deps, first, case.number, command=registration(deps, case))
    with pytest.raises(StepNotOpen):
        review.complete_step(deps, second, case.number, command=registration(deps, case))


def test_a_step_whose_turn_has_not_come_is_refused(staff: Staff, case: Case) -> None:
    with pytest.raises(StepNotOpen):
        staff.complete(case, "seal")


def test_a_step_the_case_does_not_have_is_not_found(deps: Deps, staff: Staff, case: Case) -> None:
    command = CompleteStep("fund", Outcome.PASSED)
    with pytest.raises(NotFound):
        review.complete_step(deps, staff.officer("housing-fund"), case.number, command=command)


@pytest.mark.parametrize(
    ("changes", "refusal", "fact"),
    [
        ({"ticked": ("name", "materials")}, ChecklistOpen, ("checks", ("identity", "bars"))),
        ({"results": {"usc_code": USCC}}, ResultMissing, ("fields", ("licence_issued_on",))),
        ({"outcome": Outcome.FAILED, "opinion": " "}, OpinionNeeded, ("step", "registration")),
    ],
)
def test_what_is_left_out_is_named(
    deps: Deps, staff: Staff, case: Case, changes: Any, refusal: Any, fact: tuple[str, object]
) -> None:
    officer = staff.officer("market-regulation")
    with pytest.raises(refusal) as refused:
        review.complete_step(deps, officer, case.number, command=registration(deps, case, **changes))
    assert refused.value.facts[fact[0]] == fact[1]
    assert open_steps(cases.view_case(deps, officer, case.number).case) == {"registration"}


def test_a_grant_issues_the_decision_and_founds_the_enterprise(
    deps: Deps, staff: Staff, case: Case, applicant: Applicant
) -> None:
    decided = staff.decide(case)
    assert decided.state is CaseState.GRANTED
    view = cases.view_case(deps, applicant.actor, case.number)
    decision = next(document for document in view.documents if document.kind is DocumentKind.DECISION_GRANTED)
    assert isinstance(decision.content, DecisionGranted)
    assert USCC in {result.value for result in decision.content.results}
    (enterprise,) = cases.my_enterprises(deps, applicant.actor)
    assert (enterprise.uscc, enterprise.name) == (USCC, case.title)


def test_a_code_that_is_taken_is_nobody_elses(
    deps: Deps, staff: Staff, case: Case, person: Callable[..., Actor]
) -> None:
    """Entered again it is refused, and whoever entered it in time gets no part in the other's enterprise."""
    other = Applicant(deps, person(name="某乙", id_number="11010519491231002X"), Random(9))
    early, late = (staff.accept(other.file(**PARTS)) for _ in range(2))
    officer = staff.officer("market-regulation")
    review.complete_step(deps, officer, early.number, command=registration(deps, early))
    staff.decide(case)
    with pytest.raises(EnterpriseKnown):
        review.complete_step(deps, officer, late.number, command=registration(deps, late))
    with pytest.raises(EnterpriseKnown):
        staff.decide(cases.view_case(deps, officer, early.number).case)
    assert cases.my_enterprises(deps, other.actor) == ()


def test_a_failed_registration_leaves_only_a_refusal(deps: Deps, staff: Staff, case: Case) -> None:
    failed = staff.complete(case, "registration", Outcome.FAILED, "名称与在先企业相同")
    assert open_steps(failed) == {"decision"}
    assert {failed.step(part).state for part in ("seal", "tax", "bank")} == {StepState.CANCELLED}
    with pytest.raises(GrantNotPossible):
        staff.complete(failed, "decision")
    refused = staff.complete(failed, "decision", Outcome.FAILED, "名称与在先企业相同，依法不予登记")
    assert refused.state is CaseState.REFUSED
    view = cases.view_case(deps, staff.clerk, case.number)
    content = next(d.content for d in view.documents if d.kind is DocumentKind.DECISION_REFUSED)
    assert isinstance(content, DecisionRefused)
    assert "名称与在先企业相同，依法不予登记" in "".join(content.reasons)


def test_a_failed_part_does_not_stop_the_others(staff: Staff, case: Case) -> None:
    case = staff.complete(case, "registration")
    case = staff.complete(case, "bank", Outcome.FAILED, "网点无法安排")
    assert open_steps(case) == {"seal", "tax"}
    assert staff.decide(case).state is CaseState.GRANTED


def test_nothing_is_reviewed_before_acceptance(deps: Deps, staff: Staff, applicant: Applicant) -> None:
    waiting = applicant.file(**PARTS)
    with pytest.raises(MoveNotAllowed):
        staff.complete(waiting, "registration")


def test_officers_see_only_what_their_department_handles(deps: Deps, case: Case, person: Callable[..., Actor]) -> None:
    handler, stranger = (person(Role.OFFICER, department=key) for key in ("public-security", "housing-fund"))
    assert cases.view_case(deps, handler, case.number).case == case
    assert [line.number for line in cases.find_cases(deps, handler, case.title)] == [case.number]
    with pytest.raises(NotFound):
        cases.view_case(deps, stranger, case.number)
    assert not cases.find_cases(deps, stranger, case.title)


def test_results_are_judged_whoever_sends_them(deps: Deps, staff: Staff, case: Case) -> None:
    wrong = registration(deps, case, results={"usc_code": "RUBBISH", "licence_issued_on": "2026-09-21"})
    with pytest.raises(review.ResultInvalid) as refused:
        review.complete_step(deps, staff.officer("market-regulation"), case.number, command=wrong)
    assert refused.value.facts["fields"] == ("usc_code",)


def test_the_enterprise_is_founded_on_the_day_of_its_licence(deps: Deps, staff: Staff, case: Case) -> None:
    results = {"usc_code": USCC, "licence_issued_on": "2026-09-18"}
    command = registration(deps, case, results=results)
    case = review.complete_step(deps, staff.officer("market-regulation"), case.number, command=command)
    case = staff.decide(case)
    with deps.uow.read() as tx:
        (enterprise,) = tx.enterprises.of_user(case.applicant.user_id)
    assert enterprise.founded_on == date(2026, 9, 18)


def test_the_decision_names_the_part_that_was_not_done(deps: Deps, staff: Staff, case: Case) -> None:
    case = staff.complete(case, "registration")
    case = staff.complete(case, "seal", Outcome.FAILED, "印模与名称不一致")
    case = staff.decide(case)
    content = cases.view_case(deps, staff.clerk, case.number).documents[-1].content
    assert isinstance(content, DecisionGranted)
    assert [line.value for line in content.results if "未办理" in line.name.zh] == ["印模与名称不一致"]
