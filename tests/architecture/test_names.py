"""Names and notes: modules say what they own, and every exception from a rule says why."""

import re
from pathlib import Path
from typing import Final

from tests.architecture import tree

FORBIDDEN: Final = {"utils", "util", "helpers", "helper", "misc", "manager", "common"}
ALLOWED: Final = {Path("portal/web/common")}
SUPPRESSION: Final = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:|nosec)")
WITH_REASON: Final = re.compile(
    r"#\s*(noqa: [A-Z0-9, ]+|type:\s*ignore\[[a-z0-9, -]+\]|pragma: no cover)\s*(-|–|#)\s*\w.{4,}",
)
SHORT_NOTE: Final = 20


def test_no_module_has_a_name_that_says_nothing() -> None:
    paths = [path.relative_to(tree.ROOT) for path in (tree.ROOT / "portal").rglob("*")]
    named = [path for path in paths if path.stem in FORBIDDEN and not any(a in (path, *path.parents) for a in ALLOWED)]
    assert not named, tree.listed([str(path) for path in named], "name it for the activity it owns")


def test_every_module_says_what_it_owns() -> None:
    bare = [tree.name(path) for path in tree.python_files() if not is_explained(tree.text(path))]
    assert not bare, tree.listed(bare, 'start with a docstring: """What it is. Owns …; refuses …."""')


def is_explained(source: str) -> bool:
    """A docstring of at least a short sentence opens the file; an empty file needs none."""
    return not source.strip() or (source.lstrip().startswith('"""') and len(source.split('"""')[1]) >= SHORT_NOTE)


def test_every_suppression_has_a_reason() -> None:
    bare = [
        f"{tree.name(path)}:{number} {line.strip()}"
        for path in tree.python_files()
        for number, line in enumerate(tree.text(path).splitlines(), start=1)
        if SUPPRESSION.search(line) and not WITH_REASON.search(line) and path != Path(__file__)
    ]
    assert not bare, tree.listed(bare, "obey the rule, or write `# noqa: CODE - why`")
