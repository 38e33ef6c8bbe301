"""A scenario as text: one step after the other, short values on one line.

Owns the form in which a recorded scenario is written. Refuses nothing; whatever could be read as something else than
it is stands in quotes.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BARE: Final = re.compile(r"[\w][\w./-]*(?: [\w./-]+)*(?: \d{2}:\d{2}(?::\d{2})?)?")
TAKEN: Final = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
WIDTH: Final = 100


def scenario_text(head: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> str:
    """The whole file."""
    lines = [f"{name}: {value(one)}" for name, one in head.items()]
    lines.append("steps:")
    for step in steps:
        lines += _step(step)
    return "\n".join(lines) + "\n"


def _step(step: Mapping[str, Any]) -> Iterator[str]:
    for number, (name, one) in enumerate(step.items()):
        yield from _key(name, one, "  - " if number == 0 else "    ")


def _key(name: str, one: Any, indent: str) -> Iterator[str]:
    short = value(one)
    if len(short) < WIDTH or not isinstance(one, dict | list):
        yield f"{indent}{name}: {short}"
        return
    yield f"{indent}{name}:"
    deeper = " " * (len(indent) + 2)
    if isinstance(one, dict):
        for key, each in one.items():
            yield from _key(key, each, deeper)
    else:
        yield from (f"{deeper}- {value(each)}" for each in one)


def value(one: Any) -> str:
    """A value on one line."""
    if isinstance(one, bool):
        return "yes" if one else "no"
    if isinstance(one, list | tuple):
        return "[" + ", ".join(value(each) for each in one) + "]"
    if isinstance(one, dict):
        return "{" + ", ".join(f"{key}: {value(each)}" for key, each in one.items()) + "}"
    text = str(one)
    bare = BARE.fullmatch(text) is not None and text.casefold() not in TAKEN
    return text if bare else json.dumps(text, ensure_ascii=False)
