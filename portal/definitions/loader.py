"""One definition file to one domain value.

Owns reading a file: YAML, then shape, then domain objects. Refuses a file with any fault of YAML or shape; meaning
is judged by :mod:`portal.definitions.lint`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from portal.definitions import build
from portal.definitions.complaints import complaints
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.nodes import read_yaml
from portal.definitions.office_schema import CountyModel, DepartmentsModel, TargetsModel
from portal.definitions.schema import ServiceModel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from portal.definitions.nodes import Source
    from portal.domain.figures import Targets
    from portal.domain.organisation import County, Department
    from portal.domain.workflow import Service

Model = TypeVar("Model", bound=BaseModel)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Value]):
    """A value with the file it came from, for the line numbers of later findings."""

    value: Value
    source: Source


def load_service(path: Path) -> Loaded[Service]:
    """Read `workflows/<key>/v<N>.yaml`; raises `DefinitionsInvalid` with every fault of YAML and shape."""
    return load(path, ServiceModel, build.service)


def load_departments(path: Path) -> Loaded[dict[str, Department]]:
    """Read `workflows/departments.yaml`: departments by key."""
    return load(
        path,
        DepartmentsModel,
        lambda model: {key: build.department(key, one) for key, one in model.departments.items()},
    )


def load_county(path: Path) -> Loaded[County]:
    """Read `workflows/county.yaml`."""
    return load(path, CountyModel, build.county)


def load_targets(path: Path) -> Loaded[Targets]:
    """Read `workflows/targets.yaml`."""
    return load(path, TargetsModel, build.targets)


def load(path: Path, model: type[Model], convert: Callable[[Model], Value]) -> Loaded[Value]:
    """Read one file of a given shape and convert it; raises `DefinitionsInvalid` with every fault of YAML and shape."""
    return check(read(path), model, convert)


def check(source: Source, model: type[Model], convert: Callable[[Model], Value]) -> Loaded[Value]:
    """The value of a file that was read; raises `DefinitionsInvalid` with every fault of YAML and shape."""
    if not source.lines:  # nothing was read: no point in listing every key as missing
        raise DefinitionsInvalid(source.findings)
    try:
        checked = model.model_validate(source.data)
    except ValidationError as error:
        raise DefinitionsInvalid([*source.findings, *complaints(error, model, source)]) from None
    if source.findings:
        raise DefinitionsInvalid(source.findings)
    return Loaded(convert(checked), source)


def read(path: Path, *, as_written: bool = False) -> Source:
    """One file as data with its lines; raises `DefinitionsInvalid` when it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig" if as_written else "utf-8")
    except UnicodeDecodeError:
        message = "the file cannot be read: it is not in UTF-8 (perhaps in GBK); save it anew as UTF-8"
        raise DefinitionsInvalid([Finding(str(path), 1, "YAML", message)]) from None
    except OSError as error:
        raise DefinitionsInvalid([Finding(str(path), 1, "YAML", f"the file cannot be read: {error}")]) from None
    return read_yaml(text, str(path), as_written=as_written)
