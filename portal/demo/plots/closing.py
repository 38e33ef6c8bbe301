"""Plots of deregistration 注销: the simple route with its notice and window, and the ordinary one in thirteen steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.demo.plots.course import go_on
from portal.demo.plots.plot import Plot
from portal.demo.scene import Filing
from portal.domain.case.commands import AnswerObjection, LodgeObjection
from portal.services import notices

if TYPE_CHECKING:
    from portal.demo.scene import Scene

SIMPLE: Final = "simple-closing"
ORDINARY: Final = "closing"
HOUSEHOLD: Final = Filing(answers={"entity_kind": "household"})


def announced(scene: Scene) -> None:
    """The notice of twenty days runs."""
    scene.office(3)
    scene.take_in()


def objected(scene: Scene) -> None:
    """A creditor objects; the registrar looks into it."""
    announced(scene)
    scene.office(30)
    words = "该公司尚欠我方货款18万元，有合同和对账单为证，请停止简易注销。"
    command = LodgeObjection("notice", "某建材经营部（示例）", "0796-5550188", words)
    scene.case = notices.lodge_objection(scene.deps, scene.number, command=command)


def objection_holds(scene: Scene) -> None:
    """The objection is right: the simple route is over."""
    objected(scene)
    scene.office(16)
    command = AnswerObjection(1, upheld=True, answer="经核实，债权债务未清偿完结，异议成立，不适用简易注销。")
    scene.case = notices.answer_objection(scene.deps, scene.officer(), scene.number, command=command)
    go_on(scene)


def window_open(scene: Scene) -> None:
    """The notice is over; the owner has twenty days to apply."""
    announced(scene)
    go_on(scene, until="apply")


def closed(scene: Scene) -> None:
    go_on(scene)
    scene.office(2)
    scene.deliver()


def window_missed(scene: Scene) -> None:
    """Nobody applied in time: the case ends and must be started again."""
    window_open(scene)
    scene.wait_until(scene.world.end)


def creditors_awaited(scene: Scene) -> None:
    """The liquidation group has published; forty-five days must pass."""
    go_on(scene, until="claims")


def at_the_tax_office(scene: Scene) -> None:
    go_on(scene, until="tax")


PLOTS: Final = (
    Plot(SIMPLE, 0, lambda _scene: None),
    Plot(SIMPLE, 4, announced, mine=True),
    Plot(SIMPLE, 9, objected),
    Plot(SIMPLE, 12, objection_holds),
    Plot(SIMPLE, 18, window_open),
    Plot(SIMPLE, 24, closed),
    Plot(SIMPLE, 40, window_missed),
    Plot(SIMPLE, 12, closed, HOUSEHOLD),
    Plot(ORDINARY, 1, go_on),
    Plot(ORDINARY, 14, creditors_awaited, mine=True),
    Plot(ORDINARY, 12, at_the_tax_office),
    Plot(ORDINARY, 75, closed),
)
