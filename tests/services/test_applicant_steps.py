"""The owner does steps of a case: only the owner, only what a field takes, with its papers, and in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.applicant_steps import ApplicantStepIncomplete
from portal.domain.case.incidents import Ending
from portal.domain.case.moves import CaseState
from portal.domain.case.state import StepState
from portal.domain.documents import ClosingNotice
from portal.jobs.runner import run_until_idle
from portal.services import applicant_steps, cases, review
from portal.services.conflicts import CaseChangedMeanwhile, NotFound
from portal.services.drafts import FileKindUnknown, TooManyFiles, Upload
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock

PDF: Final = sample_pdf()
SITUATION: Final[dict[str, object]] = {
    "entity_kind": "company",
    "closed_by": "self",
    "cause": "resolution",
    "needs_approval": False,
    "branches_open": False,
    "taxpayer_class": "small",
    "licence_state": "electronic",
    "customs_registered": False,
    "filer": "self",
}
DISSOLVED: Final = {"dissolved_on": "2026-09-20", "cause_published_on": "2026-09-21"}
RESOLUTION: Final = {"resolution": [Upload("决议.pdf", PDF)]}


@pytest.fixture
def case(deps: Deps, applicant: Applicant) -> Case:
    """An ordinary deregistration, accepted: its first step is the applicant's."""
    return Staff(deps).accept(applicant.file("closing", **SITUATION))


def do(deps: Deps, actor: Actor, case: Case, **changes: Any) -> Case:
    given: dict[str, Any] = {"step_id": "dissolution", "results": DISSOLVED, "uploads": RESOLUTION, **changes}
    return applicant_steps.do_step(deps, actor, case.number, **given)


def test_what_comes_with_a_step_is_kept_and_the_next_step_opens(deps: Deps, applicant: Applicant, case: Case) -> None:
    assert (case.state, [run.id for run in case.to_do]) == (CaseState.WAITING, ["dissolution"])
    done = do(deps, applicant.actor, case, revision=case.revision)
    assert [ref.name for ref in done.material("resolution").files] == ["决议.pdf"]
    assert done.step("dissolution").results == DISSOLVED
    assert [run.id for run in done.to_do] == ["group"]
    view = cases.view_case(deps, applicant.actor, case.number)
    assert view.case == done


def test_nobody_else_does_it(deps: Deps, person: Callable[..., Actor], case: Case) -> None:
    for actor in (person(name="某人"), Staff(deps).officer("market-regulation"), Staff(deps).clerk):
        with pytest.raises(NotFound):
            do(deps, actor, case)


def test_what_is_wrong_is_refused_before_anything_is_recorded(deps: Deps, applicant: Applicant, case: Case) -> None:
    with pytest.raises(review.ResultInvalid):
        do(deps, applicant.actor, case, results={**DISSOLVED, "dissolved_on": "昨天"})
    with pytest.raises(FileKindUnknown):
        do(deps, applicant.actor, case, uploads={"resolution": [Upload("决议.pdf", b"no document")]})
    with pytest.raises(TooManyFiles):
        do(deps, applicant.actor, case, uploads={"resolution": [Upload("决议.pdf", PDF)] * 9})
    with pytest.raises(ApplicantStepIncomplete) as caught:
        do(deps, applicant.actor, case, results={"dissolved_on": "2026-09-20"}, uploads={})
    assert caught.value.facts["fields"] == ("cause_published_on",)
    assert caught.value.facts["materials"] == ("resolution",)
    with pytest.raises(CaseChangedMeanwhile):
        do(deps, applicant.actor, case, revision=case.revision - 1)
    assert cases.view_case(deps, applicant.actor, case.number).case == case


def test_files_kept_before_come_with_the_step(deps: Deps, applicant: Applicant, case: Case) -> None:
    kept = applicant_steps.keep_files(
        deps,
        applicant.actor,
        case.number,
        step_id="dissolution",
        material_id="resolution",
        uploads=RESOLUTION["resolution"],
    )
    done = do(deps, applicant.actor, case, uploads={"resolution": [Upload("附件.pdf", PDF)]}, kept={"resolution": kept})
    assert [ref.name for ref in done.material("resolution").files] == ["决议.pdf", "附件.pdf"]


def test_a_missed_window_ends_the_case_once_with_its_notice(deps: Deps, applicant: Applicant, clock: HandClock) -> None:
    """The simple route: after the notice twenty days to file; the program was down the whole time."""
    answers = dict.fromkeys(
        ("needs_approval", "revoked", "blacklisted", "encumbered", "invests", "investigated", "in_court"), False
    )
    answers |= dict.fromkeys(("fines_open", "debts_open"), False)
    investors = [{"investor_name": "甲某", "investor_person_id": "11010519491231002X", "investor_uscc": None}]
    filed = applicant.file("simple-closing", entity_kind="company", investors=investors, filer="self", **answers)
    case = Staff(deps).accept(filed)
    assert case.state is CaseState.WAITING
    clock.advance(days=90)
    run_until_idle(deps)
    run_until_idle(deps)
    view = cases.view_case(deps, applicant.actor, case.number)
    apply = view.service.step("apply")
    assert (view.case.ending, view.case.end_reason) == (Ending.STEP_LAPSED, apply.name.zh)
    assert view.case.step("apply").state is StepState.CANCELLED
    (closing,) = (one.content for one in view.documents if isinstance(one.content, ClosingNotice))
    assert isinstance(closing, ClosingNotice)
    assert closing.reason == f"“{apply.name.zh}”逾期未办理。"
    assert all(one.kept for one in closing.clocks)  # the agencies were not late: their clocks stood still
    assert len([key for key in view.case.fired if key.startswith("lapse_step/")]) == 1
