"""Every code of the lint of policies by single defects sown into shipped policies: the code, the line, nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from portal.definitions.findings import Level
from portal.definitions.lint import lint
from portal.definitions.policy_words import POLICY_WORDS
from tests.factories.definitions import WORKFLOWS
from tests.factories.faults import Fault, read_faults

FAULTS = read_faults(Path(__file__).with_name("policy_faults.yaml"))
POLICIES = WORKFLOWS / "policies"
ELSEWHERE = {"SAME-NUMBER", "POLICY-CODE"}


def sown(folder: Path, key: str, one: Fault) -> tuple[Path, int]:
    """The portal's folder with one policy that has one defect; the file and the line of the finding."""
    for name in ("county.yaml", "departments.yaml"):
        shutil.copy(WORKFLOWS / name, folder / name)
    (folder / "policies").mkdir()
    for name in ("facts.yaml", "pools.yaml", "process.v1.yaml", f"{key}.v1.yaml"):
        shutil.copy(POLICIES / name, folder / "policies" / name)
    path = folder / "policies" / f"{key}.v1.yaml"
    words = path.read_text(encoding="utf-8")
    assert one.old in words, f"{one.old!r} is not in {path}"
    words = words.replace(one.old, one.new, 1)
    path.write_text(words, encoding="utf-8")
    assert one.at in words, f"{one.at!r} is not in {path}"
    return path, words[: words.index(one.at)].count("\n") + 1


@pytest.mark.parametrize(
    ("key", "one"), [(key, one) for key, group in FAULTS.items() for one in group], ids=lambda one: str(one)[:50]
)
def test_a_defect_of_a_policy_is_named(tmp_path: Path, key: str, one: Fault) -> None:
    path, line = sown(tmp_path, key, one)
    found = [each for each in lint(tmp_path) if each.level is not Level.INFO]
    told = "\n".join(map(str, found))
    assert (str(path), line) in {(each.path, each.line) for each in found if each.code == one.code}, told
    assert {each.code for each in found} <= {one.code, *one.also}, told


def test_a_fact_is_held_by_a_department_that_is_there(tmp_path: Path) -> None:
    sown(tmp_path, "hnte-first", Fault("X", "P01", "P01", "P01"))
    facts = tmp_path / "policies" / "facts.yaml"
    words = facts.read_text(encoding="utf-8").replace("held_by: science", "held_by: scince", 1)
    facts.write_text(words, encoding="utf-8")
    line = words[: words.index("held_by: scince")].count("\n") + 1
    (found,) = [each for each in lint(tmp_path) if each.code == "UNKNOWN-DEPARTMENT"]
    assert (found.path, found.line) == (str(facts), line)
    assert "science" in found.message


def test_every_code_is_caused_by_a_defect_here() -> None:
    sown_codes = {one.code for group in FAULTS.values() for one in group}
    assert set(POLICY_WORDS) - sown_codes == ELSEWHERE


@pytest.mark.parametrize("one", [one for group in FAULTS.values() for one in group if one.code.startswith("FAIR")])
def test_what_fair_competition_forbids_names_the_regulation(tmp_path: Path, one: Fault) -> None:
    key = next(key for key, group in FAULTS.items() if one in group)
    sown(tmp_path, key, one)
    told = [str(each) for each in lint(tmp_path) if each.code == one.code]
    assert all("公平竞争审查条例" in each and "art. " in each for each in told)


def test_two_policies_share_neither_number_nor_code(tmp_path: Path) -> None:
    nothing = Fault("SAME-NUMBER", "number: P01", "number: P01", "number: P01")
    sown(tmp_path, "hnte-first", nothing)
    text = (POLICIES / "hnte-renewed.v1.yaml").read_text(encoding="utf-8")
    text = text.replace("number: P02", "number: P01").replace("code: ZC12", "code: ZC11")
    (tmp_path / "policies" / "hnte-renewed.v1.yaml").write_text(text, encoding="utf-8")
    found = {(one.code, Path(one.path).name) for one in lint(tmp_path) if one.level is Level.ERROR}
    assert {("SAME-NUMBER", "hnte-renewed.v1.yaml"), ("POLICY-CODE", "hnte-renewed.v1.yaml")} <= found


def test_a_policy_that_lies_elsewhere_borrows_facts_process_and_departments(tmp_path: Path) -> None:
    text = (POLICIES / "hnte-first.v1.yaml").read_text(encoding="utf-8").replace("key: hnte-first", "key: mine")
    (tmp_path / "mine.v1.yaml").write_text(text.replace("ZC11", "ZC99").replace("P01", "P99"), encoding="utf-8")
    found = lint(WORKFLOWS, [tmp_path / "mine.v1.yaml"])
    assert [one.code for one in found if one.path.endswith("mine.v1.yaml")] == ["NOT-LOCKED"]


def test_what_is_wrong_in_the_process_is_found_in_the_process(tmp_path: Path) -> None:
    sown(tmp_path, "hnte-first", Fault("PROCESS", "P01", "P01", "P01"))
    path = tmp_path / "policies" / "process.v1.yaml"
    words = path.read_text(encoding="utf-8").replace("name: $name", "name: $nmae", 1)
    path.write_text(words, encoding="utf-8")
    line = words[: words.index("$nmae")].count("\n") + 1
    assert (str(path), line, "PROCESS") in {(one.path, one.line, one.code) for one in lint(tmp_path)}
