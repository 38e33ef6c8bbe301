"""Going on with a case whatever its steps are: departments, the owner's own steps, and notices that run their time.

Owns the pace. Refuses to wait for ever: a case that does not move in a year is a fault of the plot.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.domain.case.moves import AT_WORK, CaseState
from portal.domain.case.not_before import StepTooEarly
from portal.domain.case.state import StepState

if TYPE_CHECKING:
    from portal.demo.scene import Scene

LONGEST: Final = 400
HOURS: Final = 2.0


def go_on(scene: Scene, *, until: str = "", hours: float = HOURS) -> None:
    """Everybody does its part until that step is open, or to the decision."""
    scene.office(hours)
    if scene.case.state is CaseState.SUBMITTED:
        scene.take_in()
    for _turn in range(LONGEST):
        if scene.case.state not in AT_WORK or is_open(scene, until):
            return
        _one_turn(scene, until, hours)
    raise RuntimeError(scene.number)


def is_open(scene: Scene, step_id: str) -> bool:
    """Whether that step can be worked on."""
    return any(run.id == step_id and run.state is StepState.OPEN for run in scene.case.steps)


def _one_turn(scene: Scene, until: str, hours: float) -> None:
    if runs := scene.open_steps():
        scene.office(hours)
        scene.complete(runs[0])
        return
    for run in scene.own_steps():
        if run.id != until and _did(scene, run.id):
            return
    scene.wait_until(scene.world.clock.now() + timedelta(days=1))


def _did(scene: Scene, step_id: str) -> bool:
    """The owner does its step some days after it was its turn; not before the law lets it."""
    scene.office(HOURS * 2)
    run = next((one for one in scene.own_steps() if one.id == step_id), None)
    if run is None:
        return True
    try:
        scene.do_own(run)
    except StepTooEarly:
        return False
    return True
