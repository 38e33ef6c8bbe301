"""Every code of the lint, by the smallest fault that causes it, on the line where it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.definitions.findings import Level
from portal.definitions.lint import lint
from portal.definitions.lint_words import WORDS
from tests.factories.definitions import BIG, SMALL, WORKFLOWS, edit, line_of, scratch

AIR = "when: {fact: central_air, op: is_true}"
DECISION = "    kind: decision\n"
LANGUAGE = WORKFLOWS.parent / "docs" / "workflow-language.md"

SMALL_FAULTS = [
    ("DUPLICATE-ID", "id: place_address", "id: place_name"),
    ("DUPLICATE-ID", "id: hygiene_rules", "id: plans"),
    ("UNKNOWN-DEPARTMENT", "department: health\n    limit: {value: 2", "department: helth\n    limit: {value: 2"),
    ("UNKNOWN-FACT", AIR, "when: {fact: central_heat, op: is_true}"),
    (
        "LOOKS-FORWARD",
        "{id: person_id, kind: person_id,",
        "{id: person_id, kind: person_id, when: {fact: staff_count, op: gt, value: 1},",
    ),
    ("WRONG-OPERATOR", AIR, "when: {fact: central_air, op: eq, value: true}"),
    ("UNKNOWN-OPTION", AIR, "when: {fact: place_kind, op: in, value: [bath, lodgings]}"),
    ("UNKNOWN-FIELD", "title: [place_name]", "title: [place_nam]"),
    ("UNKNOWN-RESULT", "title: [place_name]", "enterprise_result: permit_no\ntitle: [place_name]"),
    ("FIELD-SHAPE", "kind: integer, label: {zh: 经营面积", "kind: date, label: {zh: 经营面积"),
    ("FIELD-SHAPE", "kind: text, label: {zh: 场所地址", "kind: choice, label: {zh: 场所地址"),
    ("UNKNOWN-STEP", "after: [site_check]", "after: [site_checks]"),
    ("CYCLE", "after: [review]", "after: [review, site_check]"),
    ("DECISION", DECISION, ""),
    ("DECISION-CONDITIONAL", DECISION, f"{DECISION}    {AIR}\n"),
    ("DEAD-END", "after: [site_check]", "after: [review]"),
    ("ORDER-LOST", "after: [review]\n", f"after: [review]\n    {AIR}\n"),
    (
        "UNREACHABLE",
        "after: [review]\n",
        "after: [review]\n    when: {all: [{fact: central_air, op: is_true}, {fact: central_air, op: is_false}]}\n",
    ),
    ("NEVER-APPLIES", AIR, "when: {all: [{fact: floor_area, op: gt, value: 9}, {fact: floor_area, op: lt, value: 9}]}"),
    ("TEXT-MISSING", "en: Hygiene permit for public places}", 'en: ""}'),
    ("ENGLISH-HAS-CHINESE", "en: Hygiene permit for public places}", "en: Permit 许可}"),
    ("PROMISE-LONGER", "promise: {value: 7", "promise: {value: 21"),
    ("VISIT-REASON", "promised_visits: 0", "promised_visits: 1"),
    ("VISIT-REASON-IDLE", "promised_visits: 0", "promised_visits: 0\n  visit_reason: {zh: 核验, en: Check}"),
    ("FEE-BASIS", "promised_visits: 0", "fee: 10\n  promised_visits: 0"),
    ("SAME-PHONE", "complaint_phone: 0796-5550172", "complaint_phone: 0796-5550171"),
    (
        "NO-BASIS",
        "    basis: {zh: 《公共场所卫生管理条例实施细则》, en: Implementing Rules on Hygiene in Public Places}\n",
        "",
    ),
    ("CATCH-ALL", "name: {zh: 公共场所卫生管理制度", "name: {zh: 卫生管理制度等有关材料"),
    ("WRONG-FOLDER", f"key: {SMALL}", "key: elsewhere"),
    ("WRONG-VERSION", "version: 1", "version: 3"),
]
BIG_FAULTS = [
    ("RULE-SHAPE", "column: amount, total: registered_capital}", "column: amount}"),
    (
        "RULE-SHAPE",
        "column: amount, total: registered_capital}",
        "column: amount, total: registered_capital, sum: amount}",
    ),
    ("RULE-SHAPE", "            limit: {value: 5, unit: year}\n", ""),
    ("UNKNOWN-FIELD", "column: due_on}", "column: due_by}"),
    ("UNKNOWN-FIELD", "at: trade_name", "at: shareholders"),
]


def codes(folder: Path) -> dict[str, int]:
    return {finding.code: finding.line for finding in lint(folder)}


@pytest.mark.parametrize(("code", "old", "new"), SMALL_FAULTS)
def test_a_fault_has_its_code(tmp_path: Path, code: str, old: str, new: str) -> None:
    edit(scratch(tmp_path), (old, new))
    assert code in codes(tmp_path), [str(one) for one in lint(tmp_path)]


@pytest.mark.parametrize(("code", "old", "new"), BIG_FAULTS)
def test_a_fault_of_a_rule_has_its_code(tmp_path: Path, code: str, old: str, new: str) -> None:
    edit(scratch(tmp_path, BIG), (old, new), key=BIG)
    assert code in codes(tmp_path), [str(one) for one in lint(tmp_path)]


def test_two_services_with_one_code_are_a_warning(tmp_path: Path) -> None:
    edit(scratch(tmp_path, SMALL, BIG), ("code: WS01", "code: KB01"))
    (finding,) = [one for one in lint(tmp_path) if one.code == "SAME-CODE"]
    assert finding.level is Level.WARNING


def test_every_code_is_caused_by_a_test_here() -> None:
    tested = {code for code, _, _ in [*SMALL_FAULTS, *BIG_FAULTS]} | {"SAME-CODE", "NOT-LOCKED"}
    assert tested == set(WORDS)


def test_every_code_is_explained_in_the_language_reference() -> None:
    explained = set(re.findall(r"^\| `([A-Z-]+)` \|", LANGUAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert explained >= {*WORDS, "YAML", "SCHEMA", "LOCK"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("after: [site_check]", "after: [site_checks]"),
        (AIR, "when: {fact: central_heat, op: is_true}"),
        ("code: WS01", "code: x"),
    ],
)
def test_a_finding_stands_on_its_line(tmp_path: Path, old: str, new: str) -> None:
    path = edit(scratch(tmp_path), (old, new))
    assert line_of(path, new) in [one.line for one in lint(tmp_path) if one.level is Level.ERROR]


def test_a_misspelt_name_is_recognised(tmp_path: Path) -> None:
    edit(scratch(tmp_path), ("department: health\n    limit", "department: helth\n    limit"))
    assert "did you mean 'health'?" in " ".join(str(one) for one in lint(tmp_path))


def test_only_the_asked_files_are_checked(tmp_path: Path) -> None:
    edit(scratch(tmp_path, SMALL, BIG), ("promise: {value: 7", "promise: {value: 21"))
    assert "PROMISE-LONGER" not in {one.code for one in lint(tmp_path, [tmp_path / BIG])}
    assert "PROMISE-LONGER" in {one.code for one in lint(tmp_path, [tmp_path / SMALL / "v1.yaml"])}


def test_an_unreachable_step_is_seen_through_the_page_that_asks(tmp_path: Path) -> None:
    """The condition alone could hold; that its fact is never asked in that situation makes it dead."""
    hidden = "when: {all: [{fact: enterprise_type, op: eq, value: sole}, {fact: supervision, op: eq, value: one}]}"
    edit(scratch(tmp_path, BIG), ("when: {fact: pre_approval, op: is_true}", hidden), key=BIG)
    assert "NEVER-APPLIES" in codes(tmp_path)
