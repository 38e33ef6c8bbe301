"""A service is added by copying a folder of YAML: it is offered, filed, processed, and its papers have its name."""

from __future__ import annotations

import shutil
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.domain.case.commands import CheckMaterial, CompleteStep, Deliver
from portal.domain.case.moves import CaseState
from portal.domain.case.state import Outcome, StepState, Verdict
from portal.domain.documents import DeliveryMethod, DocumentKind, Relation
from portal.domain.permissions import Role
from portal.domain.workflow import Shelf
from portal.jobs.runner import run_until_idle
from portal.services import cases, delivery, intake, review
from tests.factories.applicants import Applicant
from tests.services.conftest import WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

KEY = "hiring-fair"


@pytest.fixture
def county(deps: Deps, tmp_path: Path) -> Deps:
    """The same county with one more folder: the hygiene permit, copied and renamed."""
    folder = tmp_path / "workflows"
    shutil.copytree(WORKFLOWS, folder)
    (folder / KEY).mkdir()
    text = (folder / "public-place-hygiene" / "v1.yaml").read_text(encoding="utf-8")
    for old, new in {
        "key: public-place-hygiene": f"key: {KEY}",
        "code: WS01": "code: YG01",
        "shelf: permit": "shelf: hiring",
        "name: {zh: 公共场所卫生许可,": "name: {zh: 招聘会备案,",
    }.items():
        assert old in text
        text = text.replace(old, new, 1)
    (folder / KEY / "v1.yaml").write_text(text, encoding="utf-8")
    return replace(deps, catalogue=load_catalogue(folder))


def test_a_copied_folder_is_a_working_service(county: Deps, person: Callable[..., Actor]) -> None:
    assert [service.key for service in county.catalogue.on_shelf(Shelf.HIRING)] == [KEY]
    owner = Applicant(county, person(mobile="13812343210"), Random(3))
    case = owner.file(KEY)
    assert case.number.startswith("360823-YG01-")
    clerk = person(Role.CLERK)
    accepted(county, clerk, case)
    decided = completed(county, person(Role.OFFICER, department="health"), case.number)
    assert decided.state is CaseState.GRANTED
    handed_over = Deliver(DeliveryMethod.ELECTRONIC, "甲某", Relation.SELF, "网上")
    delivery.deliver_case(county, clerk, case.number, command=handed_over)
    run_until_idle(county)
    documents = cases.view_case(county, owner.actor, case.number).documents
    assert [document.kind for document in documents] == [
        DocumentKind.FILING_RECEIPT,
        DocumentKind.ACCEPTANCE_NOTICE,
        DocumentKind.DECISION_GRANTED,
        DocumentKind.DELIVERY_RECORD,
        DocumentKind.CLOSING_NOTICE,
    ]
    assert all(document.sha256 for document in documents)
    assert {document.content.matter.service.zh for document in documents} == {"招聘会备案"}


def accepted(deps: Deps, clerk: Actor, case: Case) -> None:
    checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in case.materials if run.verdict is Verdict.UNCHECKED]
    intake.check_materials(deps, clerk, case.number, checks=checks)
    intake.accept_case(deps, clerk, case.number)


def completed(deps: Deps, officer: Actor, number: str) -> Case:
    """Every open step of the case passes, one after the other."""
    while True:
        view = cases.view_case(deps, officer, number)
        run = next((run for run in view.case.steps if run.state is StepState.OPEN), None)
        if run is None:
            return view.case
        step = view.service.step(run.id)
        command = CompleteStep(
            run.id,
            Outcome.PASSED,
            ticked=tuple(check.id for check in step.checks),
            results={field.id: "峡卫证字第1号" for field in step.results},
        )
        review.complete_step(deps, officer, number, command=command)
