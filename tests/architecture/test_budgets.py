"""Size budgets: small functions, small files, few positional arguments."""

import ast
import statistics
from typing import Final

from tests.architecture import tree

FUNCTION_LINES: Final = 50
MEDIAN_LINES: Final = 8
FILE_LINES: Final = 400
TEMPLATE_LINES: Final = 200
POSITIONAL: Final = 3


def test_no_function_is_longer_than_fifty_lines() -> None:
    long = [f"{f.where}: {f.lines} lines" for f in tree.functions() if f.lines > FUNCTION_LINES]
    assert not long, tree.listed(long, f"split it by step; {FUNCTION_LINES} lines at most, about 8 in the middle")


def test_functions_are_small_on_the_whole() -> None:
    median = statistics.median(f.lines for f in tree.functions("portal"))
    assert median <= MEDIAN_LINES, f"the median function has {median} lines; Fix: split the longest by step"


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    sizes = {tree.name(path): len(tree.text(path).splitlines()) for path in tree.python_files()}
    long = [f"{file}: {lines} lines" for file, lines in sizes.items() if lines > FILE_LINES]
    assert not long, tree.listed(long, f"split it by activity; {FILE_LINES} lines at most")


def test_no_template_is_longer_than_two_hundred_lines() -> None:
    sizes = {tree.name(path): len(tree.text(path).splitlines()) for path in tree.templates()}
    long = [f"{file}: {lines} lines" for file, lines in sizes.items() if lines > TEMPLATE_LINES]
    assert not long, tree.listed(long, f"move a part to templates/components; {TEMPLATE_LINES} lines at most")


def positional(function: tree.Function) -> list[str]:
    """The names of the arguments that may be given by position, without self and cls."""
    arguments = function.node.args
    names = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)]
    is_static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.node.decorator_list)
    return names[1:] if function.is_method and not is_static else names


def is_ours(function: tree.Function) -> bool:
    """Python itself decides how special methods are called."""
    return not (function.node.name.startswith("__") and function.node.name.endswith("__"))


def test_later_arguments_are_given_by_name() -> None:
    many = [
        f"{function.where}({', '.join(positional(function))})"
        for function in tree.functions("portal")
        if is_ours(function) and len(positional(function)) > POSITIONAL
    ]
    assert not many, tree.listed(many, "put a * after the second argument (the third at most: deps, actor, subject)")
