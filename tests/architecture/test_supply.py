"""What we fetch is pinned: exact versions with digests, and no registry's address in the repository."""

import json
import re
from typing import Final

from tests.architecture import tree

REQUIREMENTS: Final = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
PINNED: Final = re.compile(r"^[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[^ ]+( ; .*)? \\$")
ADDRESS: Final = re.compile(r"https?://|^-i |--(extra-)?index-url|--trusted-host|--find-links", re.MULTILINE)


def test_python_packages_are_pinned_with_digests() -> None:
    for file in REQUIREMENTS:
        lines = [line for line in tree.text(tree.ROOT / file).splitlines() if line and line[0] not in " #"]
        loose = [line for line in lines if not PINNED.match(line)]
        assert not loose, tree.listed([f"{file}: {line}" for line in loose], "make requirements")


def test_requirements_name_no_registry() -> None:
    found = [file for file in REQUIREMENTS if ADDRESS.search(tree.text(tree.ROOT / file))]
    assert not found, tree.listed(found, "make requirements")


def test_front_end_packages_are_pinned_without_a_registry() -> None:
    packages = json.loads(tree.text(tree.ROOT / "package-lock.json"))["packages"]
    bad = [name for name, entry in packages.items() if name and ("resolved" in entry or "integrity" not in entry)]
    assert not bad, tree.listed(bad, "npm install --package-lock-only (.npmrc keeps the address out)")


def test_every_dependency_has_its_reason() -> None:
    page = tree.text(tree.ROOT / "docs" / "adr" / "dependencies.md")
    wanted = [
        line.partition("[")[0].strip()
        for file in ("requirements.in", "requirements-dev.in", "requirements-node.in")
        for line in tree.text(tree.ROOT / file).splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    front_end = json.loads(tree.text(tree.ROOT / "package.json"))
    wanted += [*front_end["dependencies"], *front_end["devDependencies"]]
    unexplained = [name for name in wanted if f"`{name}`" not in page]
    assert not unexplained, tree.listed(
        unexplained, "say in docs/adr/dependencies.md what it does and what it replaces"
    )
