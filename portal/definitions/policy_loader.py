"""Policy files `workflows/policies/<key>.v<N>.yaml` to services: the policy, and the claims it is paid out by.

Owns reading a policy together with what it stands on: the fact catalogue, the common process, and the departments,
each from beside the policy, else from the portal's own folder. Refuses a policy with any fault of YAML or shape.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from portal.definitions import build, digests, policy_build
from portal.definitions.complaints import suggestion
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.folder import is_policy
from portal.definitions.loader import Loaded, check, load_departments, load_service, read
from portal.definitions.policy_places import places_of, traits_of
from portal.definitions.policy_process import Filled, fill
from portal.definitions.policy_schema import FactsModel, PolicyModel, PoolsModel, ProcessModel
from portal.definitions.schema import ServiceModel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from portal.definitions.nodes import Source
    from portal.domain.organisation import Department
    from portal.domain.policies.facts import FactKindOf
    from portal.domain.texts import Text
    from portal.domain.workflow import Service

POLICIES = "policies"
FACTS = "facts.yaml"
POOLS = "pools.yaml"
DEPARTMENTS = "departments.yaml"
Value = TypeVar("Value")


def load_definition(path: Path, home: Path | None = None) -> Loaded[Service]:
    """A service or the claims of a policy; raises `DefinitionsInvalid`. `home` is the portal's folder of definitions.

    It lends a policy that lies elsewhere the facts, the process and the departments that are not beside it.
    """
    return Definitions(home or path.parent.parent).load(path)


def load_facts(folder: Path) -> Mapping[str, FactKindOf]:
    """The fact catalogue of a folder of definitions; empty when it has none. Raises `DefinitionsInvalid`."""
    path = folder / POLICIES / FACTS
    return _facts(path) if path.exists() else {}


def unknown_holders(folder: Path, departments: Collection[str]) -> Iterator[Finding]:
    """Facts of the catalogue that a department holds which is not there."""
    path = folder / POLICIES / FACTS
    if not path.exists():
        return
    loaded = check(read(path), FactsModel, policy_build.facts)
    for name, kind in loaded.value.items():
        if kind.held_by and kind.held_by not in departments:
            hint = suggestion(kind.held_by, tuple(departments))
            message = f"there is no department {kind.held_by!r} in departments.yaml{hint}"
            yield Finding(*loaded.source.place(("facts", name, "held_by")), "UNKNOWN-DEPARTMENT", message)


def load_pools(folder: Path) -> Mapping[str, Text]:
    """The names of the budget pools of a folder of definitions; empty when it has none. Raises `DefinitionsInvalid`."""
    return _pools(folder / POLICIES / POOLS)


def with_processes(paths: Iterable[Path], home: Path) -> list[Path]:
    """The files, and the processes that the policies among them follow: they are published together."""
    definitions, found = Definitions(home), list(paths)
    processes = [definitions.process_path(path) for path in found if is_policy(path)]
    return list(dict.fromkeys([*found, *processes]))


@dataclass(slots=True)
class Definitions:
    """One pass over definitions; what several policies share is read once."""

    home: Path
    _read: dict[Path, object] = field(default_factory=dict)

    def load(self, path: Path) -> Loaded[Service]:
        """A definition file; raises `DefinitionsInvalid` with every fault of YAML and shape."""
        return self._policy(path) if is_policy(path) else load_service(path)

    def digest(self, path: Path) -> str:
        """SHA-256 of a service's file; of a policy's file and its process, one after the other."""
        own = digests.digest(path)
        if not is_policy(path):
            return own
        process = self.process_path(path)
        return hashlib.sha256(f"{own}\n{digests.digest(process)}\n".encode()).hexdigest()

    def process_path(self, path: Path) -> Path:
        """The file of the process that a policy's claims follow."""
        model = check(read(path), PolicyModel, lambda model: model).value
        return self._process_file(path, model)

    def facts(self, path: Path) -> Mapping[str, FactKindOf]:
        """The fact catalogue that a policy stands on."""
        return self._once(self._near(path, FACTS), _facts)

    def pools(self, path: Path) -> Mapping[str, Text]:
        """The budget pools that a policy may name."""
        return self._once(self._near(path, POOLS), _pools)

    def departments(self, path: Path) -> Mapping[str, Department]:
        """The departments that a policy may name."""
        beside = path.parent.parent / DEPARTMENTS
        found = beside if beside.exists() else self.home / DEPARTMENTS
        return self._once(found, lambda file: load_departments(file).value)

    def _policy(self, path: Path) -> Loaded[Service]:
        source = read(path)
        model = check(source, PolicyModel, lambda model: model).value
        process = self._once(self._process_file(path, model), _process)
        facts, departments = self.facts(path), self.departments(path)
        if model.department not in departments:
            raise DefinitionsInvalid([_no_department(source, model.department, departments)])
        policy = policy_build.policy(model)
        pace = process.value.modes.get(policy.mode)
        if pace is None:
            message = f"the mode {policy.mode} is not in the process"
            raise DefinitionsInvalid([Finding(*source.place(("mode",)), "PROCESS", message)])
        places = places_of(model, policy, source, pace=pace, facts=facts, departments=departments)
        filled = fill(process.source, source, places=places, traits=traits_of(model))
        service = _at_its_lines(filled)
        return Loaded(replace(service.value, policy=policy), filled)

    def _process_file(self, path: Path, model: PolicyModel) -> Path:
        return self._near(path, f"process.v{model.process}.yaml")

    def _near(self, path: Path, name: str) -> Path:
        beside = path.parent / name
        return beside if beside.exists() else self.home / POLICIES / name

    def _once(self, path: Path, load: Callable[[Path], Value]) -> Value:
        if path not in self._read:
            self._read[path] = load(path)
        return self._read[path]  # type: ignore[return-value] # each path has one reader


def _no_department(source: Source, given: str, departments: Mapping[str, Department]) -> Finding:
    """A department is written by its key; who wrote its name is told the key."""
    called = next((key for key, one in departments.items() if given and given in {one.name.zh, one.short.zh}), None)
    hint = f"; 主管部门 {given} is written {called}" if called else suggestion(given, list(departments))
    message = f"there is no department {given!r} in departments.yaml{hint}"
    return Finding(*source.place(("department",)), "UNKNOWN-DEPARTMENT", message)


def _facts(path: Path) -> Mapping[str, FactKindOf]:
    return check(read(path), FactsModel, policy_build.facts).value


def _pools(path: Path) -> Mapping[str, Text]:
    return check(read(path), PoolsModel, policy_build.pools).value if path.exists() else {}


def _process(path: Path) -> Loaded[ProcessModel]:
    return check(read(path), ProcessModel, lambda model: model)


def _at_its_lines(filled: Filled) -> Loaded[Service]:
    return check(filled, ServiceModel, build.service)
