"""YAML text to plain data, with the line of every key and value.

Owns which part of YAML may be written: mappings, lists, text, whole and decimal numbers, `true` and `false`.
Refuses duplicate keys, empty values, anchors, tags, and every plain word that YAML 1.1 would silently turn into
something else (`on`, `no`, `010`, `2026-01-01`), and says to put it in quotes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import yaml

from portal.definitions.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TAG: Final = "tag:yaml.org,2002:"
WHOLE: Final = re.compile(r"-?(0|[1-9][0-9]*)\Z")
DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")

QUOTE: Final = "; a text with , : # [ ] { } or a leading * & ! % @ must stand in quotes"

FULL_WIDTH: Final = re.compile(r"^[ -]*\{?[a-z_]+ *：|[\]}\"a-z0-9_]，", re.MULTILINE)

Path = tuple[str | int, ...]
"""Where something stands inside a file: keys and list positions from the top."""

Plain = str | int | bool | Decimal | list["Plain"] | dict[str, "Plain"]
"""What a definition file consists of once it is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file as data, with the lines its parts stand on and what was wrong with its YAML."""

    name: str
    data: Plain
    lines: Mapping[Path, int]
    findings: tuple[Finding, ...]

    def line(self, path: Path) -> int:
        """The line of the nearest part that exists, so that a missing key points at its mapping."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1

    def place(self, path: Path) -> tuple[str, int]:
        """The file and the line; what is compiled from several files knows for each part which it was."""
        return self.name, self.line(path)


def read_yaml(text: str, name: str, *, as_written: bool = False) -> Source:
    """Read one file's text; nothing is raised, what is wrong stands in `findings`.

    With `as_written`, dates, times and numbers like 010 are kept as the text that stands there, and yes and no are
    truth values: scenario files are written by many hands. Definitions ask for quotes instead.
    """
    reader = _Reader(name, AS_WRITTEN if as_written else SCALARS)
    try:
        _refuse_anchors(text, reader)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        reader.refuse(line, f"this is not YAML: {error.problem or error.context}{_cause(text, line)}")
        return reader.source({})
    except yaml.YAMLError as error:  # bytes that are no text at all
        reader.refuse(1, f"this is not YAML: {error}")
        return reader.source({})
    if node is None:
        reader.refuse(1, "the file is empty")
        return reader.source({})
    return reader.source(reader.value(node, ()))


def _cause(text: str, line: int) -> str:
    """What most often makes such a line: a tab, or a colon or comma of a Chinese keyboard here or on the line above."""
    near = "\n".join(text.splitlines()[max(line - 2, 0) : line])
    if "\t" in near:
        return "; there is a tab: lines begin with blanks only"
    if FULL_WIDTH.search(near):
        return "; there is a full-width ： or ，: write : and , followed by a blank"
    return QUOTE


def _refuse_anchors(text: str, reader: _Reader) -> None:
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
            reader.refuse(
                token.start_mark.line + 1, "anchors, aliases and tags are not part of the language; write the value out"
            )


@dataclass(slots=True)
class _Reader:
    """Walks the composed nodes once and notes lines and faults on the way."""

    name: str
    scalars: Mapping[str, Callable[[str], Plain | None]]
    lines: dict[Path, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def refuse(self, line: int, message: str) -> None:
        self.findings.append(Finding(self.name, line, "YAML", message))

    def source(self, data: Plain) -> Source:
        return Source(self.name, data, self.lines, tuple(self.findings))

    def value(self, node: yaml.Node, path: Path) -> Plain:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]
        return self.scalar(node)

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Plain]:
        found: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if key_node.tag != f"{TAG}str" and not self._as_written(key_node):
                self.refuse(line, f"the key {key_node.value!r} is not plain text; put it in quotes or rename it")
                continue
            key = str(key_node.value)
            if key in found:
                self.refuse(line, f"the key {key!r} is written twice; the first is on line {self.lines[*path, key]}")
                continue
            self.lines[*path, key] = line
            found[key] = self.value(value_node, (*path, key))
        return found

    def _as_written(self, node: yaml.Node) -> bool:
        return self.scalars is AS_WRITTEN and isinstance(node, yaml.ScalarNode)

    def scalar(self, node: yaml.Node) -> Plain:
        kind, text = node.tag.removeprefix(TAG), str(node.value)
        if kind == "str":
            return text
        convert = self.scalars.get(kind)
        value = convert(text) if convert else None
        if value is None:
            self.refuse(node.start_mark.line + 1, _advice(text, as_written=self.scalars is AS_WRITTEN))
            return text
        return value


def _advice(text: str, *, as_written: bool) -> str:
    if text in {"", "~", "null", "Null", "NULL"}:
        comma = "; a text with a comma inside { } stands in quotes" if as_written else ""
        return f"this value is empty; leave the key out or write a value{comma}"
    return f'{text} would be read as something else than it looks; write "{text}" in quotes, or true/false, 5 or 2.5'


def _boolean(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _whole(text: str) -> int | None:
    return int(text) if WHOLE.match(text) else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if DECIMAL.match(text) else None


SCALARS: Final[Mapping[str, Callable[[str], Plain | None]]] = {
    "bool": _boolean,
    "int": _whole,
    "float": _decimal,
}


def _truth(text: str) -> bool:
    return text.casefold() in {"true", "yes", "on"}


def _whole_or_text(text: str) -> int | str:
    return int(text) if WHOLE.match(text) else text


def _decimal_or_text(text: str) -> Decimal | str:
    return Decimal(text) if DECIMAL.match(text) else text


AS_WRITTEN: Final[Mapping[str, Callable[[str], Plain | None]]] = {
    "bool": _truth,
    "int": _whole_or_text,
    "float": _decimal_or_text,
    "timestamp": str,
}
