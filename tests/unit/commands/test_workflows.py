"""`flask workflows`: exit status, printed form, publishing; all of it also while definitions are broken."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from portal.commands.workflows import group
from tests.factories.definitions import SMALL, edit, line_of, scratch

if TYPE_CHECKING:
    from click.testing import Result


def run(folder: Path, *arguments: str) -> Result:
    app = Flask("test")
    app.extensions["portal"] = SimpleNamespace(settings=SimpleNamespace(workflows=folder))
    return app.test_cli_runner().invoke(group, arguments)


def test_sound_definitions_exit_0(tmp_path: Path) -> None:
    result = run(scratch(tmp_path), "lint")
    assert result.exit_code == 0
    assert "NOT-LOCKED" in result.stdout


def test_a_finding_is_one_line_with_path_line_and_code(tmp_path: Path) -> None:
    path = edit(scratch(tmp_path), ("after: [site_check]", "after: [site_chek]"))
    result = run(tmp_path, "lint", str(path))
    assert result.exit_code == 1
    line = line_of(path, "site_chek")
    assert (
        f"{path}:{line}: UNKNOWN-STEP there is no step 'site_chek'; did you mean 'site_check'?"
        in result.stdout.splitlines()
    )


def test_json_has_exactly_the_agreed_keys(tmp_path: Path) -> None:
    edit(scratch(tmp_path), ("code: WS01", "code: 7"))
    result = run(tmp_path, "lint", "--json")
    assert result.exit_code == 1
    (finding,) = json.loads(result.stdout)
    assert finding.keys() == {"path", "line", "code", "level", "message"}
    assert (finding["code"], finding["level"]) == ("SCHEMA", "error")


def test_paths_limit_what_is_checked(tmp_path: Path) -> None:
    edit(scratch(tmp_path), ("code: WS01", "code: 7"))
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "lint", str(tmp_path / "empty")).exit_code == 0
    assert run(tmp_path, "lint", str(tmp_path / SMALL)).exit_code == 1


@pytest.mark.parametrize("name", ["county.yaml", "departments.yaml", "LOCK"])
def test_faults_of_the_shared_files_are_findings_too(tmp_path: Path, name: str) -> None:
    (scratch(tmp_path) / name).write_text("nonsense\n", encoding="utf-8")
    result = run(tmp_path, "lint")
    assert result.exit_code == 1
    assert f"{tmp_path / name}:1: " in result.stdout


def test_publishing_writes_lock_once(tmp_path: Path) -> None:
    assert "published public-place-hygiene/v1.yaml" in run(scratch(tmp_path), "lock").stdout
    assert run(tmp_path, "lock").stdout == ""
    assert run(tmp_path, "lint").stdout == ""


def test_nothing_with_an_error_is_published(tmp_path: Path) -> None:
    edit(scratch(tmp_path), ("code: WS01", "code: 7"))
    result = run(tmp_path, "lock")
    assert result.exit_code == 1
    assert "nothing was published" in result.stderr
    assert not (tmp_path / "LOCK").exists()


def test_the_key_tables_are_printed(tmp_path: Path) -> None:
    assert "### Keys: material" in run(tmp_path, "keys").stdout
