"""Plots at the window: corrections, endings without a decision, acceptance in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.demo.plots.plot import Plot, close, finish
from portal.demo.plots.words import CERTIFICATE, FAULT, HYGIENE, OPENING, WRONG_FIELD
from portal.demo.scene import Filing
from portal.domain.case.commands import RefuseAcceptance, ReturnCase, WithdrawCase
from portal.domain.case.incidents import Ground
from portal.domain.documents import Channel
from portal.services import endings

if TYPE_CHECKING:
    from portal.demo.scene import Scene


def told(scene: Scene) -> None:
    """A material and a field are to be corrected."""
    material, problem = FAULT[scene.service.key]
    field, wrong, _right = WRONG_FIELD[scene.service.key]
    scene.office(2)
    scene.check({material: problem})
    scene.tell({field: wrong})


def corrected(scene: Scene) -> None:
    """Corrected two days later, exactly what was marked; the window looks again."""
    told(scene)
    scene.office(11)
    field, _wrong, right = WRONG_FIELD[scene.service.key]
    scene.supply({field: right})


def corrected_and_in_review(scene: Scene) -> None:
    corrected(scene)
    scene.office(3)
    scene.take_in()
    scene.office(1)


def corrected_and_done(scene: Scene) -> None:
    corrected(scene)
    scene.office(3)
    scene.take_in()
    close(scene)


def told_twice(scene: Scene) -> None:
    """A second notice: possible, and recorded as a violation for ever (许可法 art. 72)."""
    corrected(scene)
    scene.office(4)
    material, _problem = FAULT[scene.service.key]
    scene.check({material: "重新上传的文件仍缺第二页。"})
    scene.tell()


def told_twice_and_done(scene: Scene) -> None:
    told_twice(scene)
    scene.office(8)
    scene.supply()
    scene.office(2)
    scene.take_in()
    close(scene)


def asked_for_more(scene: Scene) -> None:
    """The window asks for something no checklist names: recorded as a violation as well (许可法 art. 31)."""
    scene.office(3)
    scene.check()
    scene.tell(outside=("请到村（居）委会开具经营场所证明",))


def nobody_looked(scene: Scene) -> None:
    """The acceptance limit passes in silence: the law accepts (许可法 art. 32)."""


def silently_accepted_and_done(scene: Scene) -> None:
    scene.office(40)
    close(scene, hours=4)


def withdrawn(scene: Scene) -> None:
    scene.office(5)
    withdraw(scene, "合伙人有变动，暂时不办了。")


def withdrawn_in_review(scene: Scene) -> None:
    scene.office(2)
    scene.take_in()
    scene.office(6)
    withdraw(scene, "场所另有安排，撤回申请。")


def withdraw(scene: Scene, reason: str) -> None:
    command = WithdrawCase(reason)
    scene.case = endings.withdraw_case(scene.deps, scene.owner.actor, scene.number, command=command)


def returned(scene: Scene) -> None:
    """The officer finds that the same matter was filed twice."""
    scene.office(2)
    scene.take_in()
    scene.office(4)
    command = ReturnCase("同一场所的同一申请已在办理中，本件系重复提交，按退件处理。")
    scene.case = endings.return_case(scene.deps, scene.officer(), scene.number, command=command)


def returned_at_the_window(scene: Scene) -> None:
    scene.office(3)
    command = ReturnCase("经电话核实，申请人误选了事项，同意退件后重新申报。")
    scene.case = endings.return_case(scene.deps, scene.clerk, scene.number, command=command)


def not_competent(scene: Scene) -> None:
    scene.office(4)
    reasons = "经营场所位于新干县行政区域，不属于本机关职权范围。"
    refuse(scene, RefuseAcceptance(Ground.NOT_COMPETENT, reasons, "新干县卫生健康委员会"))


def not_required(scene: Scene) -> None:
    scene.office(4)
    refuse(scene, RefuseAcceptance(Ground.NOT_REQUIRED, "营业面积不足且不对公众开放的内部理发室，不需要取得卫生许可。"))


def refuse(scene: Scene, command: RefuseAcceptance) -> None:
    scene.case = endings.refuse_acceptance(scene.deps, scene.clerk, scene.number, command=command)


def refused_in_the_end(scene: Scene) -> None:
    """Accepted, and not granted: the decision names reasons and remedies."""
    scene.office(2)
    scene.take_in()
    close(scene, hours=3, fails=True)


def refused_and_waiting(scene: Scene) -> None:
    """Refused, and the decision is not handed out yet."""
    scene.office(1)
    scene.take_in()
    finish(scene, hours=2, fails=True)


def late(scene: Scene) -> None:
    """Accepted, and then nobody did anything."""
    scene.office(2)
    scene.take_in()


def late_and_granted(scene: Scene) -> None:
    scene.office(2)
    scene.take_in()
    scene.office(25)
    finish(scene, hours=22)


AT_THE_WINDOW: Final = Filing(channel=Channel.WINDOW)

PLOTS: Final = (
    Plot(HYGIENE, 3, told, mine=True),
    Plot(OPENING, 2, told),
    Plot(CERTIFICATE, 5, told),
    Plot(HYGIENE, 17, told),  # correction: 30 days, so this one is near its end
    Plot(OPENING, 18, told),
    Plot(HYGIENE, 4, corrected),
    Plot(OPENING, 5, corrected_and_in_review),
    Plot(HYGIENE, 20, corrected_and_done, mine=True),
    Plot(OPENING, 33, corrected_and_done, AT_THE_WINDOW),
    Plot(HYGIENE, 6, told_twice),
    Plot(OPENING, 26, told_twice_and_done),
    Plot(HYGIENE, 3, asked_for_more),
    Plot(OPENING, 40, told),  # lapsed
    Plot(HYGIENE, 75, told, mine=True),  # lapsed
    Plot(OPENING, 8, withdrawn),
    Plot(HYGIENE, 12, withdrawn_in_review),
    Plot(HYGIENE, 15, returned),
    Plot(CERTIFICATE, 21, returned_at_the_window),
    Plot(HYGIENE, 10, not_competent, mine=True),
    Plot(HYGIENE, 28, not_required),
    Plot(HYGIENE, 8, nobody_looked),
    Plot(OPENING, 30, silently_accepted_and_done),
    Plot(HYGIENE, 36, refused_in_the_end),
    Plot(HYGIENE, 6, refused_and_waiting),
    Plot(HYGIENE, 13, late),
    Plot(OPENING, 4, late),
    Plot(HYGIENE, 34, late_and_granted),
)
