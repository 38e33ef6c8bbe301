"""Verification: what a stranger is told of a genuine code, and that nothing else is told apart from unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.domain.case.moves import CaseState
from portal.domain.documents import DocumentKind
from portal.domain.numbers import CodeMistyped, check_character, group_code
from portal.domain.workflow import Service
from portal.services import verification, work
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant

UNKNOWN = "ABCDEFGHJKLMNPQRTUW"


@pytest.fixture
def filed(applicant: Applicant) -> Case:
    return applicant.file()


@pytest.fixture
def code(filed: Case) -> str:
    return filed.documents[0].code


def test_a_genuine_code_tells_the_document_and_masks_the_person(deps: Deps, filed: Case, code: str) -> None:
    found = verification.verify_code(deps, code)
    assert found is not None
    assert found.kind is DocumentKind.FILING_RECEIPT
    assert found.number == filed.documents[0].number
    assert found.subject == filed.title
    assert found.case_state is CaseState.SUBMITTED
    assert found.applicant == "郭*"
    assert found.service.zh == "企业开办"


def test_a_case_that_bears_the_applicants_name_is_masked(
    deps: Deps, applicant: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Service, "title", lambda *_: "")
    filed = applicant.file()
    assert filed.title == applicant.actor.name
    found = verification.verify_code(deps, filed.documents[0].code)
    assert found is not None
    assert found.subject == "郭*"


def test_the_state_is_that_of_today(deps: Deps, filed: Case, code: str) -> None:
    Staff(deps).accept(filed)
    found = verification.verify_code(deps, code)
    assert found is not None
    assert found.case_state is CaseState.REVIEWING


def test_groups_spaces_and_small_letters_are_the_same_code(deps: Deps, code: str) -> None:
    for typed in (group_code(code), f" {code.lower()} ", code.replace("1", "I").replace("0", "o")):
        found = verification.verify_code(deps, typed)
        assert found is not None
        assert found.code == code


def test_a_well_formed_code_that_was_never_issued_is_unknown(deps: Deps, filed: Case) -> None:
    assert verification.verify_code(deps, UNKNOWN + check_character(UNKNOWN)) is None


@pytest.mark.parametrize("typed", ["", "7", "ABCD-EFGH-JKLM-NPQR-TUW9", "中文", "A" * 2000])
def test_what_cannot_be_a_code_is_mistyped(deps: Deps, typed: str) -> None:
    with pytest.raises(CodeMistyped):
        verification.verify_code(deps, typed)


def test_one_wrong_sign_is_mistyped_and_never_another_document(deps: Deps, code: str) -> None:
    for place in range(len(code)):
        wrong = "2" if code[place] != "2" else "3"
        with pytest.raises(CodeMistyped):
            verification.verify_code(deps, code[:place] + wrong + code[place + 1 :])


def test_only_the_issued_pdf_is_the_same_file(deps: Deps, filed: Case, code: str) -> None:
    before = verification.verify_code(deps, code)
    assert before is not None
    assert before.sha256 is None
    assert not before.is_same_as(b"")
    while work.do_next(deps):
        pass
    after = verification.verify_code(deps, code)
    assert after is not None
    assert after.sha256 is not None
    with deps.documents.open(after.sha256) as stored:
        pdf = stored.read()
    assert after.is_same_as(pdf)
    assert not after.is_same_as(pdf + b"\n")
