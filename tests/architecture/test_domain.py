"""The domain is pure: the standard library only, no clock, no input or output."""

import ast
import sys
from collections.abc import Iterator
from typing import Final

from tests.architecture import tree

NOT_PURE: Final = {"asyncio", "http", "logging", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3"}
NOT_PURE_EITHER: Final = {"subprocess", "tempfile", "threading", "time", "urllib", "uuid"}
CLOCKS: Final = {"now", "utcnow", "today"}
CLOCK_OWNERS: Final = {"date", "datetime"}
INPUT_AND_OUTPUT: Final = {"open", "print", "input", "exec", "eval", "compile", "__import__"}


def imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for path in tree.python_files("portal/domain"):
        for node in ast.walk(ast.parse(tree.text(path))):
            yield f"{tree.name(path)}:{getattr(node, 'lineno', 0)}", node


def is_allowed(module: str) -> bool:
    root = module.partition(".")[0]
    if module == "portal.domain" or module.startswith("portal.domain."):
        return True
    return root in sys.stdlib_module_names and root not in NOT_PURE | NOT_PURE_EITHER


def test_the_domain_imports_only_the_standard_library() -> None:
    foreign = [f"{where} {module}" for where, node in nodes() for module in imported(node) if not is_allowed(module)]
    assert not foreign, tree.listed(foreign, "pass what is needed as an argument; adapters live in other layers")


def reads_clock(node: ast.AST) -> bool:
    """`datetime.now()`, `date.today()` and their like."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS):
        return False
    owner = node.func.value
    return getattr(owner, "attr", getattr(owner, "id", "")) in CLOCK_OWNERS


def does_io(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in INPUT_AND_OUTPUT


def test_the_domain_reads_no_clock() -> None:
    read = [where for where, node in nodes() if reads_clock(node)]
    assert not read, tree.listed(read, "take the moment as an argument: now: datetime")


def test_the_domain_does_no_input_or_output() -> None:
    done = [where for where, node in nodes() if does_io(node)]
    assert not done, tree.listed(done, "do it in services or an adapter and pass the result in")
