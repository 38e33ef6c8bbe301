"""The checkout as the guards see it: which files are ours and which functions are in them.

Owns the lists of folders. Refuses to look at what is built or fetched.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
CODE: Final = ("portal", "tests", "scripts", "bench")
TEMPLATES: Final = ROOT / "templates"

Def = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Function:
    """A function, and where a person finds it."""

    file: str
    qualified: str
    node: Def
    is_method: bool

    @property
    def lines(self) -> int:
        return (self.node.end_lineno or self.node.lineno) - self.node.lineno + 1

    @property
    def where(self) -> str:
        return f"{self.file}:{self.node.lineno} {self.qualified}"


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders or CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def templates() -> Iterator[Path]:
    yield from sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt", ".xml"})


def name(path: Path) -> str:
    """The path as it is written in messages."""
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def functions(*folders: str) -> Iterator[Function]:
    for path in python_files(*folders):
        yield from _inside(ast.parse(text(path)), file=name(path), prefix="", in_class=False)


def _inside(parent: ast.AST, *, file: str, prefix: str, in_class: bool) -> Iterator[Function]:
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, Def):
            yield Function(file, prefix + node.name, node, in_class)
            yield from _inside(node, file=file, prefix=f"{prefix}{node.name}.", in_class=False)
        elif isinstance(node, ast.ClassDef):
            yield from _inside(node, file=file, prefix=f"{prefix}{node.name}.", in_class=True)
        else:
            yield from _inside(node, file=file, prefix=prefix, in_class=in_class)


def listed(findings: list[str], fix: str) -> str:
    """The message of a failing guard: every finding on a line, then what to do."""
    return "\n".join(["", *findings, f"Fix: {fix}"])
