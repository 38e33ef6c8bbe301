"""Faults of shape: told all at once, with the line and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.definitions.findings import DefinitionsInvalid
from portal.definitions.loader import load_county, load_departments, load_service
from tests.factories.definitions import SMALL, WORKFLOWS, edit, line_of, scratch


def complaints(path: Path) -> list[str]:
    with pytest.raises(DefinitionsInvalid) as refused:
        load_service(path)
    return [f"{finding.line}: {finding.message}" for finding in refused.value.findings]


def test_a_good_file_becomes_a_service() -> None:
    service = load_service(WORKFLOWS / SMALL / "v1.yaml").value
    assert (service.key, service.version, service.code) == (SMALL, 1, "WS01")
    assert service.decision.id == "decision"
    assert service.item.fee == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("promise: {value: 7, unit: workday}", "promise: 7", "a limit is {value: 5, unit: workday}, never a bare 7"),
        ("unit: workday} # 行政许可法 42", "unit: workdays}", "'workdays' is not one of workday, day"),
        ("acquisition: upload", "aquisition: upload", "unknown key 'aquisition'; did you mean 'acquisition'?"),
        ('level: "4"', "level: 4", 'level: text is wanted here; write "4" in quotes'),
        ('task_type: "01"', 'task_type: "1"', "has not the wanted form"),
        ("shelf: permit", "shelf: permits", "did you mean 'permit'?"),
        (
            "result_name: {zh: 公共场所卫生许可证, en: Hygiene permit}",
            "result_name: 许可证",
            "a text is {zh: …, en: …}",
        ),
        ("after: [review]", "after: review", "after: a list is wanted here"),
        ("op: is_true}", "op: is_true, value: true}", "does not fit the operator is_true"),
        ("op: is_true}", "op: is_tru}", "did you mean 'is_true'?"),
        ("when: {fact: central_air, op: is_true}", "when: {fact: central_air}", "needs fact and op"),
        ("when: {fact: central_air, op: is_true}", "when: {all: [], any: []}", "at least one entry"),
        ("version: 1", 'version: "1"', "version: a whole number"),
    ],
)
def test_each_fault_has_its_line_and_a_remedy(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = edit(scratch(tmp_path), (old, new))
    line = line_of(path, new.split("\n", maxsplit=1)[0])
    assert any(one.startswith(f"{line}: ") and words in one for one in complaints(path)), complaints(path)


def test_a_missing_key_is_named_at_its_owner(tmp_path: Path) -> None:
    path = edit(scratch(tmp_path), ("  consult_phone: 0796-5550171\n", ""))
    assert complaints(path) == [f"{line_of(path, 'item:')}: the key 'consult_phone' is missing"]


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    path = edit(
        scratch(tmp_path), ("shelf: permit", "shelf: nowhere"), ('level: "4"', "level: 4"), ("code: WS01", "code: on")
    )
    assert len(complaints(path)) >= 3


def test_a_file_that_is_no_yaml_says_only_that(tmp_path: Path) -> None:
    path = edit(scratch(tmp_path), ("en: Hygiene permit}", "en: Hygiene: permit}"))
    (complaint,) = complaints(path)
    assert "must stand in quotes" in complaint


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "v1.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in complaints(path)[0]


def test_county_and_departments() -> None:
    county = load_county(WORKFLOWS / "county.yaml").value
    assert (county.division, county.name.zh) == ("360823", "峡江县")
    departments = load_departments(WORKFLOWS / "departments.yaml").value
    assert departments["market-regulation"].prefix == "峡市监"
    assert all(one.phone != one.complaint_phone for one in departments.values())
