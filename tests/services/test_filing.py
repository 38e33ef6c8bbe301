"""Drafts and filing: nothing typed is lost, a draft becomes one case, and its receipt is issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from portal.demo.sample import sample_pdf
from portal.domain.case.filing import MaterialsMissing
from portal.domain.case.moves import CaseState
from portal.domain.documents import Channel, DocumentKind, FilingReceipt
from portal.domain.numbers import is_case_number
from portal.domain.permissions import NotPermitted, Role
from portal.services import cases, drafts, filing
from portal.services.conflicts import NotFound
from portal.services.drafts import Upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant

SIMPLE: dict[str, Any] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": ["seal", "bank"]}


def test_a_submitted_draft_is_a_case_with_its_receipt(deps: Deps, applicant: Applicant) -> None:
    case = applicant.file(**SIMPLE)
    view = cases.view_case(deps, applicant.actor, case.number)
    assert is_case_number(case.number)
    assert case.number.startswith("360823-KB01-20260921-00001-")
    assert view.case == case
    assert case.state is CaseState.SUBMITTED
    assert [run.id for run in case.steps] == ["registration", "seal", "bank", "decision"]
    (receipt,) = view.documents
    assert receipt.kind is DocumentKind.FILING_RECEIPT
    assert isinstance(receipt.content, FilingReceipt)
    assert receipt.content.matter.applicant_id == "110105********002X"
    assert receipt.number == "峡市监 收〔2026〕00001号"


def test_submitting_twice_is_one_case(deps: Deps, applicant: Applicant) -> None:
    key = applicant.draft()
    first, second = applicant.submit(key), applicant.submit(key)
    assert first.number == second.number
    assert len(cases.my_cases(deps, applicant.actor).rows) == 1


class PassingTime:
    """A clock on which a second passes with every look, from just before midnight in Xiajiang."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return datetime(2026, 9, 21, 15, 59, 57, tzinfo=UTC) + timedelta(seconds=self.looks)


@pytest.mark.parametrize("looks", range(4))
def test_the_number_bears_the_day_of_receipt_also_at_midnight(deps: Deps, applicant: Applicant, looks: int) -> None:
    key = applicant.draft(**SIMPLE)
    clock = PassingTime()
    clock.looks = looks
    case = filing.submit_draft(replace(deps, clock=clock), applicant.actor, key, declared=True)
    assert case.number.split("-")[2] == f"{case.filed_on:%Y%m%d}"


def test_case_and_document_numbers_count_on(applicant: Applicant) -> None:
    numbers = [applicant.file().number for _ in range(3)]
    assert [number.split("-")[3] for number in numbers] == ["00001", "00002", "00003"]


def test_without_the_declaration_nothing_is_filed(deps: Deps, applicant: Applicant) -> None:
    key = applicant.draft()
    with pytest.raises(filing.NotDeclared):
        filing.submit_draft(deps, applicant.actor, key, declared=False)
    assert cases.my_cases(deps, applicant.actor).rows == ()


def test_an_incomplete_form_names_every_fault_and_keeps_the_draft(deps: Deps, applicant: Applicant) -> None:
    key = applicant.draft(**SIMPLE)
    gone = {"trade_name": None, "business_scope": None}
    drafts.save_answers(deps, applicant.actor, key, page_id="name", answers=gone, done=False)
    with pytest.raises(filing.FormIncomplete) as refused:
        applicant.submit(key)
    findings = refused.value.facts["findings"]
    assert isinstance(findings, tuple)
    assert {finding.at for finding in findings} >= {"trade_name", "business_scope"}
    kept = drafts.open_draft(deps, applicant.actor, key)
    assert kept.answers["industry_code"]


def test_a_missing_material_is_named(deps: Deps, applicant: Applicant) -> None:
    key = applicant.draft(**SIMPLE)
    draft = drafts.open_draft(deps, applicant.actor, key)
    (ref,) = draft.files["charter"]
    drafts.remove_file(deps, applicant.actor, key, material_id="charter", sha256=ref.sha256)
    with pytest.raises(MaterialsMissing) as refused:
        applicant.submit(key)
    assert refused.value.facts["materials"] == ("charter",)


def test_answers_of_parts_that_were_not_chosen_stay_out_of_the_case(applicant: Applicant) -> None:
    case = applicant.file(**{**SIMPLE, "parts": ["seal"], "branch": "峡江支行"})
    assert "branch" not in case.answers


def test_a_window_filing_is_a_visit(applicant: Applicant) -> None:
    case = applicant.submit(applicant.draft(), channel=Channel.WINDOW)
    assert len(case.visits) == 1


def test_other_people_know_nothing_of_a_draft_or_case(
    deps: Deps, applicant: Applicant, person: Callable[..., Actor]
) -> None:
    stranger = person(Role.APPLICANT)
    key = applicant.draft()
    with pytest.raises(NotFound):
        drafts.open_draft(deps, stranger, key)
    with pytest.raises(NotFound):
        applicant.other(stranger).submit(key)
    case = applicant.submit(key)
    with pytest.raises(NotFound):
        cases.view_case(deps, stranger, case.number)


def test_staff_do_not_file(deps: Deps, person: Callable[..., Actor]) -> None:
    with pytest.raises(NotPermitted):
        drafts.start_draft(deps, person(Role.CLERK), "enterprise-opening")


def test_a_submitted_draft_cannot_be_changed(deps: Deps, applicant: Applicant) -> None:
    key = applicant.draft()
    applicant.submit(key)
    with pytest.raises(drafts.AlreadySubmitted):
        drafts.save_answers(deps, applicant.actor, key, page_id="name", answers={}, done=True)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", drafts.FileEmpty),
        (b"MZ" + b"\0" * 200, drafts.FileKindUnknown),
        (b"%PDF-1.4 " + b"x" * drafts.MAX_FILE_BYTES, drafts.FileTooLarge),
    ],
)
def test_uploads_are_judged_by_their_content(
    deps: Deps, applicant: Applicant, data: bytes, refusal: type[Exception]
) -> None:
    key = applicant.draft()
    with pytest.raises(refusal):
        drafts.add_files(deps, applicant.actor, key, material_id="charter", uploads=[Upload("章程.pdf", data)])


def test_a_material_takes_only_so_many_files(deps: Deps, applicant: Applicant) -> None:
    key = applicant.draft()
    most = deps.catalogue.current("enterprise-opening").material("charter").max_files

    def add(number: int) -> None:
        data = sample_pdf() + b"%%%d" % number
        drafts.add_files(deps, applicant.actor, key, material_id="charter", uploads=[Upload("章程.pdf", data)])

    for number in range(most - 1):
        add(number)
    with pytest.raises(drafts.TooManyFiles):
        add(most)


def test_a_discarded_draft_is_gone(deps: Deps, applicant: Applicant) -> None:
    key = applicant.draft()
    drafts.discard_draft(deps, applicant.actor, key)
    assert not drafts.my_drafts(deps, applicant.actor)
