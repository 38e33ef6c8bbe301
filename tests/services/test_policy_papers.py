"""Papers of a policy's claim: the public notice names no person, and the decision and its delivery say the award."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import pytest

from portal.documents.renderer import Renderer
from portal.domain.bundles import PaperLayout
from portal.domain.case.state import StepState
from portal.domain.documents import AcceptanceNotice, DecisionGranted, DocumentKind, ServiceDocument
from portal.domain.documents.acts import title
from portal.domain.documents.shown import title_in
from portal.domain.masking import mask_name
from portal.jobs.runner import run_until_idle
from portal.services import cases, notices, review
from tests.factories.definitions import WORKFLOWS
from tests.factories.staff import Staff, whole

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.services.deps import Deps
    from portal.services.records.core import StoredDocument
    from tests.factories.applicants import Applicant
    from tests.services.conftest import HandClock

POLICY: Final = "above-scale-first"
ROOT: Final = WORKFLOWS.parent
DECISIONS: Final = (DocumentKind.DECISION_GRANTED, DocumentKind.DECISION_REFUSED)


@pytest.fixture
def renderer() -> Renderer:
    folder = ROOT / "templates" / "documents"
    return Renderer(fonts=ROOT / "var" / "fonts", templates=folder, verify_url="http://127.0.0.1:8000/verify")


@pytest.fixture
def on_notice(deps: Deps, applicant: Applicant) -> Case:
    """A claim whose public notice hangs."""
    return announced(deps, Staff(deps).accept(applicant.file(POLICY)))


def announced(deps: Deps, case: Case) -> Case:
    """Everything before the notice is done."""
    staff, service = Staff(deps), deps.catalogue.current(POLICY)
    while case.step("notice").state is not StepState.OPEN:
        step = service.step(next(run.id for run in case.steps if run.state is StepState.OPEN))
        results = {one.id: "100000" for one in step.results}
        command = replace(whole(step, opinion="依据名单核定。"), results=results)
        case = review.complete_step(deps, staff.officer(step.department), case.number, command=command)
    return case


def papers(deps: Deps, case: Case) -> list[StoredDocument]:
    with deps.uow.read() as tx:
        return list(tx.documents.of_case(case.number))


def test_the_public_notice_of_a_policy_names_no_person(deps: Deps, on_notice: Case, renderer: Renderer) -> None:
    shown = notices.show_notice(deps, on_notice.number, "notice")
    person = on_notice.applicant.name
    assert shown.document is not None
    content = shown.document.content
    assert isinstance(content, ServiceDocument)
    assert content.layout is PaperLayout.ANNOUNCEMENT
    assert (content.matter.applicant, content.matter.applicant_id, content.matter.contact_phone) == (
        mask_name(person),
        "",
        "",
    )
    assert (shown.applicant, person in shown.subject) == (mask_name(person), False)
    assert not any(person in line.value.zh for line in shown.lines)
    for locale in ("zh", "en"):
        page = renderer.page(content, locale)
        assert person not in page
        assert 'class="salutation"' not in page


def test_who_is_an_enterprise_of_one_person_is_masked_too(deps: Deps, applicant: Applicant) -> None:
    case = announced(deps, Staff(deps).accept(applicant.file(POLICY, enterprise_name=applicant.actor.name)))
    content = next(one.content for one in papers(deps, case) if isinstance(one.content, ServiceDocument))
    assert isinstance(content, ServiceDocument)
    assert next(one.value.zh for one in content.lines) == mask_name(applicant.actor.name)


def test_titles_of_decisions_are_what_the_definition_says(deps: Deps) -> None:
    for service in deps.catalogue.all_current():
        words = service.decision_words
        own = dict(zip(DECISIONS, (words.granted, words.refused), strict=True))
        for kind in DECISIONS:
            called = title_in(service, kind)
            assert called == (own[kind] or title(kind, service.item.task_type))
            assert ("许可" in called.zh) == (service.item.task_type == "01")


def test_what_comes_on_top_of_the_promise_is_said(deps: Deps, applicant: Applicant) -> None:
    situation: dict[str, object] = {
        "entity_kind": "company", "closed_by": "self", "cause": "resolution", "needs_approval": False,
        "branches_open": False, "taxpayer_class": "small", "licence_state": "electronic",
        "customs_registered": False, "filer": "self",
    }  # fmt: skip
    case = Staff(deps).accept(applicant.file("closing", **situation))
    notice = next(one.content for one in papers(deps, case) if isinstance(one.content, AcceptanceNotice))
    assert isinstance(notice, AcceptanceNotice)
    assert notice.not_counted is not None
    assert notice.not_counted.zh == "清算、公告和申请人自行办理"


def test_amounts_are_written_with_their_thousands(deps: Deps, on_notice: Case, clock: HandClock) -> None:
    clock.advance(days=30)
    run_until_idle(deps)
    decided = Staff(deps).decide(cases.view_case(deps, Staff(deps).clerk, on_notice.number).case)
    decision = next(one.content for one in papers(deps, decided) if isinstance(one.content, DecisionGranted))
    assert isinstance(decision, DecisionGranted)
    amount = decided.results["award_amount"]
    assert [one.value for one in decision.results] == [f"{Decimal(amount):,.2f}"]


def test_two_investors_of_one_name_both_sign_and_online_the_day_is_written(
    deps: Deps, applicant: Applicant, renderer: Renderer
) -> None:
    name = applicant.actor.name
    ids = ("11010519491231002X", "360823199001010018")
    investors = [{"investor_name": name, "investor_person_id": one, "investor_uscc": None} for one in ids]
    excluded = ("needs_approval", "revoked", "blacklisted", "encumbered", "invests", "investigated", "in_court")
    answers = dict.fromkeys((*excluded, "fines_open", "debts_open"), False)
    case = applicant.file("simple-closing", entity_kind="company", investors=investors, filer="self", **answers)
    promise = next(one.content for one in papers(deps, case) if isinstance(one.content, ServiceDocument))
    assert isinstance(promise, ServiceDocument)
    assert promise.signers == (name, name)
    page = renderer.page(promise, "zh")
    assert page.count("（已在线签署）") == 1
    assert '<td class="centred">2026年9月21日</td>' in page
