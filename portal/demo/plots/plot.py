"""What a plot is: one case in which something happens beside the ordinary way, told in working days before today."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.demo.scene import Filing, filed
from portal.demo.world import PresentReached

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.demo.scene import Scene
    from portal.demo.world import Owner, World
    from portal.domain.workflow import Service


@dataclass(frozen=True, slots=True)
class Plot:
    """One case: filed so many working days before today, then played."""

    service: str
    filed: int
    play: Callable[[Scene], None]
    how: Filing = field(default_factory=Filing)
    mine: bool = False  # of the owner whose account is shown first


def perform(plot: Plot, world: World, *, owner: Owner, service: Service) -> Scene:
    """Play it up to the present; a plot that reaches it just stops."""
    world.clock.moment = world.before(plot.filed, world.invention.random.uniform(9, 11))
    scene = filed(world, owner, service, how=plot.how)
    try:
        plot.play(scene)
        scene.wait_until(world.end)
    except PresentReached:
        pass
    return scene


def finish(scene: Scene, *, hours: float = 1.0, fails: bool = False) -> None:
    """Every department does its part, one after the other; ``fails`` says that the first one finds a fault."""
    while runs := scene.open_steps():
        scene.office(hours)
        scene.complete(runs[0], fails=fails and runs[0].id == scene.case.steps[0].id)


def close(scene: Scene, *, hours: float = 1.0, fails: bool = False) -> None:
    """Every department does its part, and the result is delivered."""
    finish(scene, hours=hours, fails=fails)
    scene.office(hours)
    scene.deliver()
