"""Every code of the lint by single defects sown into sound definitions: the code, the line, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.definitions.findings import Level
from portal.definitions.lint import lint
from portal.definitions.lint_words import WORDS
from tests.factories.definitions import BIG, SMALL, WORKFLOWS, edit, scratch
from tests.factories.faults import RICH, Changes, Fault, read_faults, sow

FAULTS = read_faults(Path(__file__).with_name("faults.yaml"))
OF_BUNDLES = read_faults(Path(__file__).with_name("bundle_faults.yaml"))
ELSEWHERE = {"SAME-CODE", "NOT-LOCKED", "TOO-MANY-SITUATIONS", "NO-CLOCK", "NO-END", "NOTHING-REVIEWED", "PROMISE-NEAR"}
"""Codes that no single edit of one file causes; each has its own test."""

WARNINGS = {SMALL: "warnings", BIG: "large_warnings"}


@pytest.mark.parametrize("one", FAULTS["small"], ids=str)
def test_a_defect_of_the_small_service_is_named(tmp_path: Path, one: Fault) -> None:
    assert_named(tmp_path, one)


@pytest.mark.parametrize("one", FAULTS["everything"], ids=str)
def test_a_defect_of_an_exception_is_named(tmp_path: Path, one: Fault) -> None:
    assert_named(tmp_path, one, before=RICH)


@pytest.mark.parametrize("one", FAULTS["large"], ids=str)
def test_a_defect_of_the_large_service_is_named(tmp_path: Path, one: Fault) -> None:
    assert_named(tmp_path, one, key=BIG)


def assert_named(folder: Path, one: Fault, *, key: str = SMALL, before: Changes = ()) -> None:
    path, line = sow(folder, one, key=key, before=before)
    found = [each for each in lint(folder) if each.level is Level.ERROR]
    told = "\n".join(map(str, found))
    assert (str(path), line) in {(each.path, each.line) for each in found if each.code == one.code}, told
    assert {each.code for each in found} <= {one.code, *one.also}, told


@pytest.mark.parametrize(
    ("key", "one"), [(key, one) for key, group in WARNINGS.items() for one in FAULTS[group]], ids=str
)
def test_what_may_be_meant_is_a_warning(tmp_path: Path, key: str, one: Fault) -> None:
    _, line = sow(tmp_path, one, key=key)
    found = [each for each in lint(tmp_path) if each.level is not Level.INFO]
    assert [(each.code, each.line, each.level) for each in found] == [(one.code, line, Level.WARNING)]


@pytest.mark.parametrize("before", [(), RICH], ids=["small", "everything"])
def test_sound_definitions_have_no_finding(tmp_path: Path, before: Changes) -> None:
    edit(scratch(tmp_path), *before)
    assert [one.code for one in lint(tmp_path)] == ["NOT-LOCKED"]


def test_what_is_shipped_has_no_finding() -> None:
    assert [str(one) for one in lint(WORKFLOWS) if one.level is not Level.INFO] == []


def test_every_code_is_caused_by_a_defect_here() -> None:
    assert {one.code for group in (FAULTS | OF_BUNDLES).values() for one in group} | ELSEWHERE == set(WORDS)
