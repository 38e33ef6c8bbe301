"""Every definition file keeps the same promises: one suite, by glob, so that a new file is tested by being there."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.definitions import digests
from portal.definitions.findings import Level
from portal.definitions.folder import definition_files
from portal.definitions.lint import lint
from portal.definitions.loader import load_departments
from portal.definitions.policy_loader import load_definition
from portal.domain.checklist import materials_for, pages_for, steps_for
from portal.domain.conditions import Answer
from portal.domain.forms import FieldKind
from portal.domain.materials import Acquisition, Necessity
from portal.domain.proofs.problem import asked
from portal.domain.workflow import Service, StepKind
from tests.factories.definitions import WORKFLOWS

FILES = definition_files(WORKFLOWS)


def named(path: Path) -> str:
    return digests.lock_name(path)


@pytest.fixture(params=FILES, ids=named, name="path")
def every_file(request: pytest.FixtureRequest) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(name="service")
def every_service(path: Path) -> Service:
    return load_definition(path, WORKFLOWS).value


def test_it_has_no_errors_and_no_warnings(path: Path) -> None:
    assert [str(one) for one in lint(WORKFLOWS, [path]) if one.level is not Level.INFO] == []


def test_once_published_it_never_changes(path: Path) -> None:
    published = digests.read_lock(WORKFLOWS).get(named(path))
    unchanged = published is None or published.digest == digests.digest(path)
    assert unchanged, f"{path} is published: restore it and write a new version"


def test_with_no_answers_nothing_conditional_is_certain(service: Service) -> None:
    assert {step.id for step in steps_for(service, {})} == {step.id for step in service.steps if step.when is None}
    assert all(page.when is None for page in pages_for(service, {}))
    assert all((line.applies is Answer.YES) == (line.material.when is None) for line in materials_for(service, {}))


def test_the_guide_has_what_the_law_wants_published(service: Service) -> None:
    """行政许可法 art. 30: item, basis, conditions, procedure, limit and the full list of materials."""
    item = service.item
    assert all((item.basis, item.conditions, service.steps, service.materials, service.declaration))
    assert service.limits.promise.value <= service.limits.statutory.value
    assert all(material.basis.zh for material in service.materials)


def test_it_ends_in_a_decision_of_the_department_in_charge(service: Service) -> None:
    assert service.decision.department == service.item.department
    assert [step.kind for step in service.steps].count(StepKind.DECISION) == 1


def test_it_has_a_name_in_lists(service: Service) -> None:
    facts = {one.field.id: "字" for one in asked(service)}
    assert service.title(facts)


def test_identity_numbers_and_phones_are_personal(service: Service) -> None:
    shown = [one.field for one in asked(service)]
    shown += [column for field in shown for column in field.columns]
    kinds = {FieldKind.PERSON_ID, FieldKind.MOBILE, FieldKind.EMAIL, FieldKind.ACCOUNT_NUMBER}
    assert [field.id for field in shown if field.kind in kinds and not field.personal] == []


def test_what_the_applicant_hands_in_can_be_checked(service: Service) -> None:
    uploads = [one for one in service.materials if one.acquisition is Acquisition.UPLOAD]
    assert all(one.max_files >= 1 for one in uploads)
    assert all(one.necessity is not Necessity.OPTIONAL or one.guidance for one in service.materials)


def test_there_are_definitions_and_departments() -> None:
    assert len(FILES) >= 2
    departments = load_departments(WORKFLOWS / "departments.yaml").value
    assert len({one.prefix for one in departments.values()}) == len(departments)
