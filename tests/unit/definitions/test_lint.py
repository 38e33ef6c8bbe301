"""How the lint speaks: lines, suggestions, which files; the single codes are tested in test_lint_faults."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from portal.definitions.findings import Level
from portal.definitions.lint import lint
from portal.definitions.lint_words import WORDS
from tests.factories.definitions import BIG, SMALL, WORKFLOWS, edit, line_of, scratch

AIR = "when: {fact: central_air, op: is_true}"
LANGUAGE = WORKFLOWS.parent / "docs" / "workflow-language.md"


def codes(folder: Path) -> dict[str, int]:
    return {finding.code: finding.line for finding in lint(folder)}


def test_two_services_with_one_code_are_a_warning(tmp_path: Path) -> None:
    edit(scratch(tmp_path, SMALL, BIG), ("code: WS01", "code: KB01"))
    (finding,) = [one for one in lint(tmp_path) if one.code == "SAME-CODE"]
    assert finding.level is Level.WARNING


def test_the_code_is_compared_with_services_that_are_not_checked(tmp_path: Path) -> None:
    path = edit(scratch(tmp_path, SMALL, BIG), ("code: WS01", "code: KB01"))
    (finding,) = [one for one in lint(tmp_path, [path]) if one.code == "SAME-CODE"]
    assert finding.line == line_of(path, "code: KB01")


def test_a_definition_that_lies_elsewhere_has_its_own_departments(tmp_path: Path) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    scratch(home)
    path = edit(scratch(elsewhere), *[("department: health", "department: hygiene")] * 4)
    own = elsewhere / "departments.yaml"
    assert "UNKNOWN-DEPARTMENT" in {one.code for one in lint(home, [path])}
    own.write_text(own.read_text(encoding="utf-8").replace("  health:", "  hygiene:"), encoding="utf-8")
    assert "UNKNOWN-DEPARTMENT" not in {one.code for one in lint(home, [path])}


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


def test_a_case_that_nobody_reviews_is_a_warning(tmp_path: Path) -> None:
    review, site = "  - id: review\n", "    after: [review]\n"
    path = edit(scratch(tmp_path), (review, f"{review}    {AIR}\n"), (site, f"{site}    {AIR}\n"))
    found = [one for one in lint(tmp_path) if one.level is not Level.INFO]
    assert [(one.code, one.line) for one in found] == [("NOTHING-REVIEWED", line_of(path, "steps:"))]
    assert "central_air: no" in found[0].message


def test_a_promise_that_a_holiday_can_break_is_a_warning(tmp_path: Path) -> None:
    statutory = ("{value: 20, unit: workday} # 行政许可法 42", "{value: 15, unit: day}")
    edit(scratch(tmp_path), statutory, ("[promise, statutory]", "[promise]"))
    (finding,) = [one for one in lint(tmp_path) if one.level is Level.WARNING]
    assert finding.code == "PROMISE-NEAR"


def test_a_name_without_a_near_one_is_answered_with_all_names(tmp_path: Path) -> None:
    edit(scratch(tmp_path), ("after: [site_check]", "after: [x]"))
    assert "there are: review, site_check, decision" in " ".join(str(one) for one in lint(tmp_path))


def test_the_longest_path_is_told_with_its_situation(tmp_path: Path) -> None:
    seal = "when: {fact: parts, op: contains, value: seal}\n    limit: {value: "
    edit(scratch(tmp_path, BIG), (f"{seal}2", f"{seal}3"), key=BIG)
    (finding,) = [one for one in lint(tmp_path) if one.code == "CRITICAL-PATH"]
    assert "1.08 working days" in finding.message
    assert "registration (3 workhour) -> seal (3 workhour) -> decision (1 workhour)" in finding.message
    assert "parts: seal" in finding.message


def test_order_is_judged_in_each_situation(tmp_path: Path) -> None:
    """A step that is only done where the one before it is done need not name what comes before that."""
    narrow = "{all: [{fact: central_air, op: is_true}, {fact: place_kind, op: eq, value: bath}]}"
    site, before = "    after: [review]\n", "    kind: decision\n    after: [site_check]"
    edit(
        scratch(tmp_path),
        (site, f"{site}    {AIR}\n"),
        (before, "    kind: decision\n    after: [review, site_check, bath]"),
    )
    copied = SITE_STEP.format(when=narrow)
    edit(tmp_path, ("  - id: decision\n", f"{copied}  - id: decision\n"))
    assert [one for one in lint(tmp_path) if one.code == "ORDER-LOST"] == []


SITE_STEP = """  - id: bath
    name: {{zh: 浴室复核, en: Bath check}}
    department: health
    after: [site_check]
    when: {when}
    limit: {{value: 1, unit: workhour}}
    basis: {{zh: 法, en: Law}}
"""


@pytest.mark.parametrize(
    ("name", "code", "old", "new"),
    [
        ("departments.yaml", "SAME-PHONE", "complaint_phone: 0796-5550172", "complaint_phone: 0796-5550171"),
        ("departments.yaml", "PHONE-FORM", "complaint_phone: 0796-5550172", 'complaint_phone: "110"'),
        ("departments.yaml", "TEXT-MISSING", "en: Health}", 'en: ""}'),
        ("departments.yaml", "ENGLISH-HAS-CHINESE", "en: Health}", "en: 卫健委}"),
        ("county.yaml", "CHINESE-MISSING", "{zh: 峡江县人民政府,", "{zh: County government,"),
    ],
)
def test_what_all_services_share_is_checked_too(tmp_path: Path, name: str, code: str, old: str, new: str) -> None:
    path = scratch(tmp_path) / name
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")
    found = [(one.path, one.line, one.code) for one in lint(tmp_path) if one.level is Level.ERROR]
    assert found == [(str(path), line_of(path, new), code)]
