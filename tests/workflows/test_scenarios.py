"""Every scenario beside a definition holds: one test for each file, by glob."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from portal.definitions.catalogue import load_catalogue
from portal.definitions.folder import POLICIES, definition_files, is_policy
from portal.scenarios.company import play_file
from portal.scenarios.folder import beside, scenario_files
from portal.scenarios.stage import open_theatre
from tests.factories.definitions import WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.scenarios.stage import Theatre

FILES = scenario_files([WORKFLOWS])


@pytest.fixture(scope="module", name="theatre")
def one_theatre_for_all() -> Iterator[Theatre]:
    with open_theatre(WORKFLOWS, load_catalogue(WORKFLOWS)) as theatre:
        yield theatre


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.parent.name}/{file.stem}")
def test_the_scenario_holds(theatre: Theatre, file: Path) -> None:
    assert [str(failure) for failure in play_file(theatre, file).failures] == []


def test_every_service_has_scenarios() -> None:
    services = {path.parent.name for path in WORKFLOWS.glob("*/v1.yaml")}
    assert services == {file.parent.parent.name for file in FILES if file.parent.parent.name != POLICIES}


def test_every_policy_has_a_scenario_and_every_scenario_its_policy() -> None:
    policies = [path for path in definition_files(WORKFLOWS) if is_policy(path)]
    assert [path.name for path in policies if not beside(path)] == []
    named = {file for path in policies for file in beside(path)}
    assert named == {file for file in FILES if file.parent.parent.name == POLICIES}
