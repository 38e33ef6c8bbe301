"""A scenario file as typed steps, each with its line.

Owns reading: YAML, then the head, then every step by the act it names. Refuses a file with any fault of shape, all
faults at once, each as `file:line` with what could be meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

from pydantic import BaseModel, ValidationError

from portal.definitions.complaints import complaints, model_at, nearest
from portal.definitions.findings import DefinitionsInvalid, Finding
from portal.definitions.nodes import Source, read_yaml
from portal.scenarios.acts.table import ACTORS, ALSO, actor_in, find_verb
from portal.scenarios.acts.verb import Verb
from portal.scenarios.step_schema import ScenarioModel, StepModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path as File

    from portal.definitions.nodes import Path, Plain
    from portal.scenarios.moments import Moment

STEPS: Final = "steps"
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it says, and what is done, if anything is."""

    number: int
    says: StepModel
    verb: Verb | None
    source: Source

    def line(self, place: Path = ()) -> int:
        """The line of a part of the step, or of the nearest part that is written."""
        return self.source.line((STEPS, self.number, *place))


@dataclass(frozen=True, slots=True)
class Script:
    """One scenario, read."""

    file: File
    name: str
    service: str
    version: int | None
    start: Moment | None
    steps: tuple[Step, ...]


def read_script(file: File) -> Script:
    """Read a scenario file; raises DefinitionsInvalid with every fault."""
    try:
        source = read_yaml(file.read_text(encoding="utf-8"), str(file), as_written=True)
    except (OSError, UnicodeDecodeError) as error:
        raise DefinitionsInvalid([Finding(str(file), 1, "YAML", f"the file cannot be read: {error}")]) from None
    if not source.lines:
        raise DefinitionsInvalid(source.findings)
    findings = list(source.findings)
    head = _checked(ScenarioModel, source.data, source, findings=findings, at=())
    steps = tuple(_steps(source, findings))
    service = _service_key(file, head)
    if head is not None and service is None:
        findings.append(Finding(str(file), 1, "SCHEMA", "the key 'service' is missing: which service is tried?"))
    findings += _without_a_start(head, steps, source)
    if findings or head is None or service is None:
        raise DefinitionsInvalid(findings)
    return Script(file, head.scenario.zh, service, head.version, head.start, steps)


def _service_key(file: File, head: ScenarioModel | None) -> str | None:
    if head is not None and head.service is not None:
        return head.service
    return file.resolve().parent.parent.name if file.resolve().parent.name == "tests" else None


def _without_a_start(head: ScenarioModel | None, steps: tuple[Step, ...], source: Source) -> Iterator[Finding]:
    if head is None or not steps:
        return
    start = head.start or steps[0].says.at
    if start is None or start.day is None:
        where = source.line(("start",)) if head.start else source.line((STEPS,))
        message = "say when it begins: `start: 2026-06-01 09:30`, or `at` with a day in the first step"
        yield Finding(source.name, where, "SCHEMA", message)


def _steps(source: Source, findings: list[Finding]) -> Iterator[Step]:
    steps = source.data.get(STEPS) if isinstance(source.data, dict) else None
    for number, data in enumerate(steps if isinstance(steps, list) else ()):
        if isinstance(data, dict):
            yield from _step(number, data, source, findings=findings)


def _step(number: int, data: Mapping[str, Plain], source: Source, *, findings: list[Finding]) -> Iterator[Step]:
    at: Path = (STEPS, number)
    if not data:
        findings.append(_finding(source, at, "this step says nothing; write an act, a time or an expectation"))
        return
    actors = actor_in(data)
    if len(actors) > 1:
        findings.append(
            _finding(source, (*at, actors[1]), f"one step is one act: {actors[0]} or {actors[1]}, not both")
        )
        return
    verb = find_verb(actors[0], data[actors[0]]) if actors else None
    if isinstance(verb, str):
        findings.append(_finding(source, (*at, actors[0]), verb))
        return
    rest = {key: value for key, value in data.items() if key not in actors}
    model: type[StepModel] = verb.model if verb else Waits
    says = _checked(model, rest, source, findings=findings, at=at)
    if says is not None:
        yield Step(number, says, verb, source)


class Waits(StepModel):
    """A step without an act: time passes, or something is looked at."""


def _checked(model: type[Model], data: object, source: Source, *, findings: list[Finding], at: Path) -> Model | None:
    """The data as this model; its faults go to `findings` with their lines in the whole file."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        part = _Part(source.name, source.data, source.lines, (), at)
        found = complaints(error, model, part)
        for finding, detail in zip(found, error.errors(include_url=False), strict=True):
            findings.append(replace(finding, message=finding.message + _hint(finding, detail["loc"], model, at=at)))
        return None


def _hint(finding: Finding, place: Path, model: type[BaseModel], *, at: Path) -> str:
    """What could be written instead of an unknown key."""
    if not finding.message.startswith("unknown key") or "did you mean" in finding.message:
        return ""
    is_step = bool(at) and len(place) == 1
    if is_step and (meant := nearest(str(place[-1]), [*ACTORS, *ALSO])):
        return meant
    owner = model_at(model, place[:-1])
    keys = [info.alias or name for name, info in owner.model_fields.items()] if owner else []
    return f"; known here: {', '.join([*(ACTORS if is_step else ()), *keys])}"


@dataclass(frozen=True, slots=True)
class _Part(Source):
    """One step of a file: places count from the step, lines from the top of the file."""

    at: Path = ()

    def line(self, path: Path) -> int:
        return Source.line(self, (*self.at, *path))


def _finding(source: Source, path: Path, message: str) -> Finding:
    return Finding(source.name, source.line(path), "SCHEMA", message)
