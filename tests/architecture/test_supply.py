"""What we fetch is pinned: exact versions with digests, and no registry's address in the repository."""

import ast
import json
import re
import sys
from importlib.metadata import packages_distributions
from typing import Final

from tests.architecture import tree

REQUIREMENTS: Final = ("requirements.txt", "requirements-dev.txt", "requirements-node.txt")
PINNED: Final = re.compile(r"^[A-Za-z0-9_.-]+(\[[a-z,]+\])?==[^ ]+( ; .*)? \\$")
ADDRESS: Final = re.compile(r"https?://|^-i |--(extra-)?index-url|--trusted-host|--find-links", re.MULTILINE)

PARTS: Final = {"babel", "click", "jinja2", "markupsafe", "pydantic_core", "werkzeug", "wtforms"}
"""Modules of packages that come with flask, flask-babel, flask-wtf and pydantic and are part of their interface."""


def wanted(*files: str) -> set[str]:
    """The names in .in files, without extras."""
    lines = [line for file in files for line in tree.text(tree.ROOT / file).splitlines()]
    return {line.partition("[")[0].strip() for line in lines if line and line[0] not in "#-"}


def foreign_imports(*folders: str) -> set[str]:
    """Top-level modules that are neither ours nor the standard library's."""
    nodes = [node for path in tree.python_files(*folders) for node in ast.walk(ast.parse(tree.text(path)))]
    modules = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    modules |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"wsgi", *tree.CODE}


def undeclared(modules: set[str], declared: set[str]) -> list[str]:
    """Modules none of whose distributions is declared."""
    known = packages_distributions()
    return sorted(
        module
        for module in modules - PARTS
        if not {name.lower().replace("_", "-") for name in known.get(module, [])} & declared
    )


def test_what_the_portal_imports_is_declared() -> None:
    missing = undeclared(foreign_imports("portal"), wanted("requirements.in"))
    assert not missing, tree.listed(missing, "add the package to requirements.in, then make requirements")


def test_what_tests_and_benchmarks_import_is_declared() -> None:
    declared = wanted("requirements.in", "requirements-dev.in")
    missing = undeclared(foreign_imports("tests", "bench", "scripts"), declared)
    assert not missing, tree.listed(missing, "add the package to requirements-dev.in, then make requirements")


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
    names = [*wanted("requirements.in", "requirements-dev.in", "requirements-node.in")]
    front_end = json.loads(tree.text(tree.ROOT / "package.json"))
    names += [*front_end["dependencies"], *front_end["devDependencies"]]
    unexplained = [name for name in names if f"`{name}`" not in page]
    assert not unexplained, tree.listed(
        unexplained, "say in docs/adr/dependencies.md what it does and what it replaces"
    )
