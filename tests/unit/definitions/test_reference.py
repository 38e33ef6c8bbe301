"""The language reference agrees with the program: its tables are the schema's, its example is a sound definition."""

from __future__ import annotations

import re
from pathlib import Path

from portal.definitions.findings import errors_in
from portal.definitions.lint import lint
from portal.definitions.reference import key_tables
from portal.domain.comparisons import Op
from portal.domain.forms import FieldKind, RuleKind
from tests.factories.definitions import WORKFLOWS, scratch

LANGUAGE = (WORKFLOWS.parent / "docs" / "workflow-language.md").read_text(encoding="utf-8")


def test_the_key_tables_are_those_of_the_schema() -> None:
    printed = LANGUAGE.split("<!-- keys -->\n")[1].split("<!-- /keys -->")[0]
    assert printed == key_tables(), "put the output of `flask workflows keys` between the marks"


def test_the_example_is_a_sound_definition(tmp_path: Path) -> None:
    example = re.findall(r"```yaml\n(key: .*?)```", LANGUAGE, re.DOTALL)[0]
    (scratch(tmp_path) / "well-permit").mkdir()
    path = tmp_path / "well-permit" / "v1.yaml"
    path.write_text(example, encoding="utf-8")
    assert errors_in(lint(tmp_path, [path])) == []


def test_every_word_of_the_closed_vocabularies_is_explained() -> None:
    for word in (*Op, *FieldKind, *RuleKind):
        assert f"`{word}`" in LANGUAGE
