"""Imports point one way: the contracts of pyproject.toml hold."""

import subprocess
import sys
from pathlib import Path

from tests.architecture import tree


def test_all_import_contracts_are_kept() -> None:
    """In a process of its own: the linter changes the logging of the one it runs in."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
