"""How far the items of a bundle 一件事 are in one case, and what asking once saves.

Owns the reckoning: an item is chosen when a step of it is part of the case, and finished when all of its steps are.
Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.domain.case.state import StepState
from portal.domain.checklist import applies, materials_for
from portal.domain.conditions import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.domain.bundles import Part
    from portal.domain.case.state import Case, StepRun
    from portal.domain.workflow import Service


class PartState(StrEnum):
    """Where one item is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    UNDONE = "undone"  # a step of it failed, or an earlier refusal made it pointless


@dataclass(frozen=True, slots=True)
class PartRun:
    """One chosen item with its steps in this case."""

    part: Part
    steps: tuple[StepRun, ...]

    @property
    def state(self) -> PartState:
        """Undone beats everything: what failed is not finished by the rest."""
        states = {run.state for run in self.steps}
        if states & {StepState.FAILED, StepState.CANCELLED}:
            return PartState.UNDONE
        if states == {StepState.PASSED}:
            return PartState.DONE
        return PartState.WAITING if states == {StepState.WAITING} else PartState.RUNNING


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """How many materials one application asks for, and how many the items would ask for one by one."""

    together: int
    alone: int


def part_runs(case: Case, service: Service) -> tuple[PartRun, ...]:
    """The chosen items in the order of the definition; none when the service is no bundle."""
    runs = {run.id: run for run in case.steps}
    found = (PartRun(part, tuple(runs[one] for one in part.steps if one in runs)) for part in service.parts)
    return tuple(one for one in found if one.steps)


def asked_once(service: Service, facts: Mapping[str, object]) -> AskedOnce | None:
    """What is asked in this situation; nothing when fewer than two items are chosen or nothing is saved."""
    chosen = [part for part in service.parts if applies(part.when, facts)]
    needed = {name for part in chosen for name in part.materials}
    lines = materials_for(service, facts)
    together = sum(line.applies is Answer.YES and line.material.id in needed for line in lines)
    alone = sum(part.alone for part in chosen)
    return AskedOnce(together, alone) if len(chosen) > 1 and together < alone else None
