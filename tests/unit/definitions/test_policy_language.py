"""The page of the policy language agrees with the program: its tables, its example, its codes and operators."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from portal.definitions.lint import lint
from portal.definitions.policy_loader import load_facts
from portal.definitions.policy_profile import read_profile
from portal.definitions.policy_words import POLICY_WORDS
from portal.definitions.reference import policy_key_tables
from portal.domain.proofs.policies import OPERATORS
from tests.factories.definitions import WORKFLOWS
from tests.unit.domain.policies.profiles import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = (WORKFLOWS.parent / "docs" / "policy-language.md").read_text(encoding="utf-8")


def examples() -> Iterator[str]:
    yield from re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_the_key_tables_are_those_of_the_schema() -> None:
    printed = PAGE.split("<!-- keys -->\n")[1].split("<!-- /keys -->")[0]
    assert printed == policy_key_tables(), "put the output of `flask policies keys` between the marks"


def test_the_example_is_a_sound_policy(tmp_path: Path) -> None:
    path = tmp_path / "quality-prize.v1.yaml"
    path.write_text(next(examples()), encoding="utf-8")
    assert [one.code for one in lint(WORKFLOWS, [path]) if one.path == str(path)] == ["NOT-LOCKED"]


def test_the_example_of_an_enterprise_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "enterprise.yaml"
    path.write_text(list(examples())[-1], encoding="utf-8")
    found = read_profile(path, load_facts(WORKFLOWS), today=TODAY)
    assert found.facts["credit.serious_illegal"].value is False
    assert found.earlier[0].groups == ("high_tech",)


def test_every_code_and_operator_is_explained() -> None:
    assert [code for code in POLICY_WORDS if f"`{code}`" not in PAGE] == []
    for kind, operators in OPERATORS.items():
        line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{kind}` |") and "`exists`" in line)
        assert set(re.findall(r"`(\w+)`", line)) == {str(kind), *map(str, operators)}
