"""Papers that a definition words itself, and what decisions are called: each at its moment with what is known then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.domain.case.commands import CompleteStep
from portal.domain.case.filing import BelongsElsewhere
from portal.domain.case.state import Outcome, StepState
from portal.domain.documents import DocumentKind, ServiceDocument
from portal.jobs.runner import run_until_idle
from portal.services import cases, drafts, redirecting, review, verification
from portal.services.conflicts import NotFound
from portal.services.materials import locker
from tests.factories.definitions import edit, scratch
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from pathlib import Path

    from portal.domain.case.state import Case
    from portal.services.deps import Deps
    from portal.services.records.core import StoredDocument
    from tests.factories.applicants import Applicant

HYGIENE: Final = "public-place-hygiene"
AWARD: Final = "growth-award"
OWN: Final = """redirects:
  - when: {fact: place_kind, op: eq, value: culture}
    to: growth-award
    reason: {zh: 另行办理（《娱乐场所管理条例》第九条）, en: "Another permit (Regulations, article 9)"}
papers:
  - id: promise
    title: {zh: 如实填报承诺书, en: Promise to tell the truth}
    at: filed
    layout: commitment
    paragraphs: [{zh: "{applicant}承诺所填{floor_area}平方米属实，{today}", en: "{applicant}: {floor_area}, {today}."}]
    rows: [{label: {zh: 手机号码, en: Mobile}, field: person_mobile}, {label: {zh: 名称, en: Name}, field: enterprise}]
  - id: progress
    title: {zh: 办理进度告知书, en: Notice of progress}
    at: step_passed
    step: review
    layout: letter
    abbreviation: {zh: 进, en: Pr.}
    paragraphs: [{zh: "办件{case_no}已审查。", en: "{case_no} was reviewed."}]
  - id: site
    title: {zh: 现场核查告知书, en: Notice of the site check}
    at: step_opened
    step: site_check
    layout: letter
    paragraphs: [{zh: "将到{place_name}现场核查。", en: "{place_name} will be visited."}]
  - id: air
    title: {zh: 通风提示, en: About the air}
    at: accepted
    layout: letter
    when: {fact: central_air, op: is_true}
    paragraphs: [{zh: 请清洗通风系统。, en: Please clean the ducts.}]
  - id: permit
    title: {zh: 公共场所卫生许可证, en: Hygiene permit}
    at: granted
    layout: certificate
    paragraphs: [{zh: "{place_kind}，{permit_no}。", en: "{place_kind}, {permit_no}."}]
    rows: [{label: {zh: 证号, en: Number}, field: permit_no}]
title: [place_name]"""


@pytest.fixture
def county(deps: Deps, tmp_path: Path) -> Deps:
    """The county with a hygiene permit that words papers of its own."""
    folder = tmp_path / "workflows"
    folder.mkdir()
    edit(scratch(folder, HYGIENE, AWARD), ("title: [place_name]", OWN), key=HYGIENE)
    return replace(deps, catalogue=load_catalogue(folder))


@pytest.fixture
def owner(county: Deps, applicant: Applicant) -> Applicant:
    return replace(applicant, deps=county)


@pytest.fixture
def staff(county: Deps) -> Staff:
    return Staff(county)


def papers_of(deps: Deps, case: Case) -> dict[str, StoredDocument]:
    with deps.uow.read() as tx:
        documents = tx.documents.of_case(case.number)
    return {one.content.paper: one for one in documents if isinstance(one.content, ServiceDocument)}


def content(document: StoredDocument) -> ServiceDocument:
    assert isinstance(document.content, ServiceDocument)
    return document.content


def test_each_paper_is_made_at_its_moment(county: Deps, owner: Applicant, staff: Staff) -> None:
    filed = owner.file(HYGIENE, place_kind="bath", central_air=False)
    assert set(papers_of(county, filed)) == {"promise"}
    accepted = staff.accept(filed)
    assert set(papers_of(county, accepted)) == {"promise"}
    reviewed = staff.complete(accepted, "review")
    assert set(papers_of(county, reviewed)) == {"promise", "progress", "site"}
    decided = staff.decide(reviewed)
    assert set(papers_of(county, decided)) == {"promise", "progress", "site", "permit"}
    named = {one.about: one.number for one in decided.documents if one.kind is DocumentKind.SERVICE_PAPER}
    assert named["progress"].endswith("进〔2026〕00001号")


def test_a_paper_of_some_cases_only(county: Deps, owner: Applicant, staff: Staff) -> None:
    accepted = staff.accept(owner.file(HYGIENE, place_kind="bath", central_air=True))
    assert "air" in papers_of(county, accepted)


def test_words_and_rows_are_filled_and_numbers_of_persons_masked(county: Deps, owner: Applicant) -> None:
    filed = owner.file(HYGIENE, place_kind="bath", central_air=False, floor_area=1200, person_mobile="13912345678")
    promise = content(papers_of(county, filed)["promise"])
    assert promise.paragraphs[0].zh == f"{filed.applicant.name}承诺所填1200平方米属实，2026年9月21日"
    assert [line.value.zh for line in promise.lines] == ["139****5678", filed.title]
    assert promise.signers == (filed.applicant.name,)


def test_the_certificate_shows_the_result_and_is_handed_over(county: Deps, owner: Applicant, staff: Staff) -> None:
    decided = staff.decide(staff.accept(owner.file(HYGIENE, place_kind="bath", central_air=False)))
    permit = papers_of(county, decided)["permit"]
    assert content(permit).lines[0].value.zh == decided.results["permit_no"]
    assert content(permit).paragraphs[0].zh == f"公共浴室，{decided.results['permit_no']}。"
    delivered = staff.deliver(decided)
    view = cases.view_case(county, owner.actor, delivered.number)
    record = next(one.content for one in view.documents if one.kind is DocumentKind.DELIVERY_RECORD)
    assert permit.number in {one.number for one in record.documents}  # type: ignore[union-attr] # the kind says so


def test_an_issued_licence_is_kept_for_whom_it_was_issued_to(county: Deps, owner: Applicant, staff: Staff) -> None:
    decided = staff.decide(staff.accept(owner.file(HYGIENE, place_kind="bath", central_air=False)))
    permit = papers_of(county, decided)["permit"]
    run_until_idle(county)
    (kept,) = [one for one in locker.my_documents(county, owner.actor) if one.kind == "permit"]
    assert (kept.case_number, kept.kept_at) == (decided.number, permit.issued_at)
    assert kept.name == f"公共场所卫生许可证 {decided.title}"
    opened = locker.open_kept(county, owner.actor, kept.id or 0)
    with opened.stream as stream:
        assert stream.read() == f"%PDF zh {permit.number}".encode()


def test_a_stranger_learns_the_title_and_nothing_of_its_words(county: Deps, owner: Applicant) -> None:
    filed = owner.file(HYGIENE, place_kind="bath", central_air=False)
    promise = papers_of(county, filed)["promise"]
    found = verification.verify_code(county, promise.code)
    assert found is not None
    assert found.title.zh == "如实填报承诺书"
    assert found.applicant != filed.applicant.name


def test_what_belongs_elsewhere_is_not_filed_and_leads_on(county: Deps, owner: Applicant) -> None:
    key = owner.draft(HYGIENE, place_kind="culture", central_air=False)
    with pytest.raises(BelongsElsewhere) as refused:
        owner.submit(key)
    assert refused.value.facts["services"] == (AWARD,)
    other = redirecting.lead_on(county, owner.actor, key, to=AWARD)
    assert other.service_key == AWARD
    fields = {one.id for one in county.catalogue.current(AWARD).fields()}
    assert set(other.answers) <= fields
    assert drafts.open_draft(county, owner.actor, key).case_number is None
    with pytest.raises(NotFound):
        redirecting.lead_on(county, owner.actor, key, to=HYGIENE)


def test_a_refused_award_is_no_refused_permit(county: Deps, owner: Applicant, staff: Staff) -> None:
    case = staff.accept(owner.file(AWARD))
    service = county.catalogue.current(AWARD)
    while opened := [run for run in case.steps if run.state is StepState.OPEN]:
        refusal = CompleteStep(opened[0].id, Outcome.FAILED, opinion="未达到条件，不予兑现")
        officer = staff.officer(service.step(opened[0].id).department)
        case = review.complete_step(county, officer, case.number, command=refusal)
    view = cases.view_case(county, owner.actor, case.number)
    decision = next(one for one in view.documents if one.kind is DocumentKind.DECISION_REFUSED)
    assert decision.content.heading.zh == "不予兑现决定书"
    assert "兑不〔2026〕" in decision.number
    delivered = staff.deliver(case)
    record = next(
        one.content
        for one in cases.view_case(county, owner.actor, delivered.number).documents
        if one.kind is DocumentKind.DELIVERY_RECORD
    )
    assert [one.name.zh for one in record.documents] == ["不予兑现决定书"]  # type: ignore[union-attr] # the kind says so
