"""The service of a policy's claims: the common process with the places that the policy fills.

Owns filling: `$place` stands for a value, `${place}` inside a word; an entry with `only: trait` belongs to policies
with that trait alone, one with `each: place` is repeated for every value, whose parts are `$each_<name>`. Every part
remembers the file and the line it came from. Refuses (as a finding) a place that does not exist. What is filled in is
data; nothing is evaluated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from portal.definitions.findings import Finding
from portal.definitions.nodes import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.definitions.nodes import Path, Plain

PLACE: Final = re.compile(r"\$(?:\{([a-z_]+)\}|([a-z_]+))")
ONLY: Final = "only"
EACH: Final = "each"


@dataclass(frozen=True, slots=True)
class Filled(Source):
    """The data of a service, and for each part the file and the line it came from."""

    origins: Mapping[Path, tuple[str, int]] = field(default_factory=dict)
    policy: Source = field(default_factory=lambda: Source("", {}, {}, ()))

    def place(self, path: Path) -> tuple[str, int]:
        """File and line of the nearest part that exists."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.origins:
                return self.origins[path[:length]]
        return self.name, 1


@dataclass(frozen=True, slots=True)
class Given:
    """A value for a place, and where in the policy's file it stands."""

    value: Plain
    at: Path = ()


def fill(process: Source, policy: Source, *, places: Mapping[str, Given], traits: frozenset[str]) -> Filled:
    """The service of one policy as data; `process` holds it under the key `service`."""
    root = process.data["service"] if isinstance(process.data, dict) else {}
    filling = _Filling(process, policy, dict(places), traits)
    data = filling.value(root, ("service",), ())
    return Filled(policy.name, data, {(): 1}, tuple(filling.findings), filling.origins, policy)


@dataclass(slots=True)
class _Filling:
    process: Source
    policy: Source
    places: dict[str, Given]
    traits: frozenset[str]
    origins: dict[Path, tuple[str, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def value(self, node: Plain, at: Path, to: Path) -> Plain:
        """One part of the process with its places filled, noted at its new place."""
        self.origins.setdefault(to, (self.process.name, self.process.line(at)))
        if isinstance(node, dict):
            return self._mapping(node, at, to)
        if isinstance(node, list):
            return self._list(node, at, to)
        return self._text(node, at, to) if isinstance(node, str) else node

    def _mapping(self, node: dict[str, Plain], at: Path, to: Path) -> dict[str, Plain]:
        inner = ((key, one) for key, one in node.items() if key not in {ONLY, EACH} and self._applies(one))
        return {key: self.value(one, (*at, key), (*to, key)) for key, one in inner}

    def _applies(self, node: Plain) -> bool:
        """Whether a part belongs to this policy."""
        if not isinstance(node, dict) or ONLY not in node:
            return True
        wanted = node[ONLY]
        names = wanted if isinstance(wanted, list) else [wanted]
        return any(str(name) in self.traits for name in names)

    def _list(self, node: list[Plain], at: Path, to: Path) -> list[Plain]:
        made: list[Plain] = []
        for number, one in enumerate(node):
            if self._applies(one):
                made += self._entries(one, (*at, number), (*to, len(made)))
        return made

    def _entries(self, node: Plain, at: Path, to: Path) -> list[Plain]:
        """What one entry of a list becomes: none, one or several."""
        parent, first = to[:-1], int(to[-1])
        given = self._whole(node, at)
        if given is not None and isinstance(given.value, list):
            for number, _ in enumerate(given.value):
                self._note(given, (number,), (*parent, first + number))
            return list(given.value)
        if isinstance(node, dict) and EACH in node:
            return list(self._repeated(node, at, to))
        return [self.value(node, at, to)]

    def _repeated(self, node: dict[str, Plain], at: Path, to: Path) -> Iterator[Plain]:
        given = self.places.get(str(node[EACH]))
        if given is None:
            self._unknown(str(node[EACH]), at)
            return
        for number, one in enumerate(given.value if isinstance(given.value, list) else []):
            parts = one if isinstance(one, dict) else {"value": one}
            self.places |= {f"{EACH}_{name}": Given(part, (*given.at, number)) for name, part in parts.items()}
            yield self.value(node, at, (*to[:-1], int(to[-1]) + number))

    def _text(self, text: str, at: Path, to: Path) -> Plain:
        whole = self._whole(text, at)
        if whole is not None:
            self._note(whole, (), to)
            return _in_language(whole.value, to) if _is_text(whole.value) else whole.value
        return PLACE.sub(lambda found: self._inside(found[1] or found[2], at, to), text)

    def _inside(self, name: str, at: Path, to: Path) -> str:
        given = self.places.get(name)
        if given is None:
            self._unknown(name, at)
            return ""
        return str(_in_language(given.value, to))

    def _whole(self, node: Plain, at: Path) -> Given | None:
        """The value of a place that is all there is."""
        found = PLACE.fullmatch(node) if isinstance(node, str) else None
        if found is None:
            return None
        name = found[1] or found[2]
        if name not in self.places:
            self._unknown(name, at)
        return self.places.get(name)

    def _note(self, given: Given, inside: Path, to: Path) -> None:
        """Everything below a value of the policy is found on its own line of the policy."""
        base = (*given.at, *inside)
        self.origins[to] = (self.policy.name, self.policy.line(base) if given.at else 1)
        if not given.at:
            return
        for path, line in self.policy.lines.items():
            if len(path) > len(base) and path[: len(base)] == base:
                self.origins[*to, *path[len(base) :]] = (self.policy.name, line)

    def _unknown(self, name: str, at: Path) -> None:
        known = ", ".join(sorted(self.places))
        message = f"there is no place ${name}; there are: {known}"
        self.findings.append(Finding(self.process.name, self.process.line(at), "PROCESS", message))


def _is_text(value: Plain) -> bool:
    return isinstance(value, dict) and set(value) == {"zh", "en"}


def _in_language(value: Plain, to: Path) -> Plain:
    """The words in the language that is being written; the whole text where both are wanted."""
    if isinstance(value, dict) and _is_text(value) and to and to[-1] in {"zh", "en"}:
        return value[str(to[-1])]
    return value
