"""Plots of certificates of origin 原产地证: ordinary and urgent, at every step up to the number entered back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.demo.plots.course import go_on
from portal.demo.plots.plot import Plot
from portal.demo.scene import Filing

if TYPE_CHECKING:
    from portal.demo.scene import Scene

KEY: Final = "origin-certificate"
URGENT: Final = Filing(answers={"urgent": True})
ORDINARY: Final = Filing(answers={"urgent": False})


def taken_in(scene: Scene) -> None:
    scene.office(1)
    scene.take_in()


def being_checked(scene: Scene) -> None:
    """The first department is through; the next one has it."""
    taken_in(scene)
    scene.office(1)
    scene.complete(scene.open_steps()[0])


def issued(scene: Scene) -> None:
    go_on(scene, hours=1.0)
    scene.office(1)
    scene.deliver()


def not_eligible(scene: Scene) -> None:
    """The first check finds that the goods do not originate here."""
    taken_in(scene)
    scene.office(1)
    scene.complete(scene.open_steps()[0], fails=True)
    go_on(scene)


PLOTS: Final = (
    Plot(KEY, 0, lambda _scene: None, URGENT),
    Plot(KEY, 0, lambda _scene: None, ORDINARY),
    Plot(KEY, 1, taken_in, ORDINARY, mine=True),
    Plot(KEY, 1, being_checked, URGENT),
    Plot(KEY, 3, issued, URGENT, mine=True),
    Plot(KEY, 6, issued, ORDINARY),
    Plot(KEY, 9, not_eligible, ORDINARY),
)
