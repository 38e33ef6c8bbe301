"""Definition files for tests: the shipped ones copied to a scratch folder, with small edits."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

WORKFLOWS: Final = Path(__file__).resolve().parents[2] / "workflows"
SMALL: Final = "public-place-hygiene"
BIG: Final = "enterprise-opening"


def scratch(folder: Path, *keys: str) -> Path:
    """A copy of the county, its departments and the named services (by default the small one), nothing published."""
    for name in ("county.yaml", "departments.yaml"):
        shutil.copy(WORKFLOWS / name, folder / name)
    for key in keys or (SMALL,):
        (folder / key).mkdir()
        shutil.copy(WORKFLOWS / key / "v1.yaml", folder / key / "v1.yaml")
    return folder


def edit(folder: Path, *changes: tuple[str, str], key: str = SMALL) -> Path:
    """Replace the first place of each text in the definition; a text that is not there is a broken test."""
    path = folder / key / "v1.yaml"
    words = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in words, f"{old!r} is not in {path}"
        words = words.replace(old, new, 1)
    path.write_text(words, encoding="utf-8")
    return path


def line_of(path: Path, words: str) -> int:
    """The number of the first line that contains the words."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)
