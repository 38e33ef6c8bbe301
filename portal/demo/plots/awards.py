"""Plots of the award: public notice 公示 with objections, and approval by the county government 上级核准."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.demo.plots.plot import Plot, close
from portal.demo.plots.words import AWARD
from portal.domain.case.commands import AnswerObjection, LodgeObjection, ReportUp, ResumeCase
from portal.services import notices, pauses

if TYPE_CHECKING:
    from portal.demo.scene import Scene


def in_review(scene: Scene) -> None:
    scene.office(2)
    scene.take_in()


def announced(scene: Scene) -> None:
    """Both departments have passed it; the public notice runs for five working days."""
    in_review(scene)
    for _department in ("industry", "tax"):
        scene.office(3)
        scene.complete(scene.open_steps()[0])


def objected(scene: Scene) -> None:
    announced(scene)
    scene.office(9)
    words = "该企业上一年度因安全生产受过处罚，请核实是否符合申报条件。"
    object_to(scene, words)


def object_to(scene: Scene, words: str) -> None:
    command = LodgeObjection("notice", "群众代表（示例）", "0796-5550199", words)
    scene.case = notices.lodge_objection(scene.deps, scene.number, command=command)


def answer(scene: Scene, words: str, *, upheld: bool) -> None:
    command = AnswerObjection(scene.case.objections[-1].id, upheld, words)
    scene.case = notices.answer_objection(scene.deps, scene.officer(), scene.number, command=command)


def objection_upheld(scene: Scene) -> None:
    """The notice has failed; the decision can only be a refusal."""
    objected(scene)
    scene.office(8)
    answer(scene, "经核实，该企业列入严重失信名单，异议成立。", upheld=True)


def objection_upheld_and_done(scene: Scene) -> None:
    objection_upheld(scene)
    close(scene, hours=2)


def objection_answered(scene: Scene) -> None:
    objected(scene)
    scene.office(5)
    answer(scene, "经核实，处罚已于前年履行完毕并修复信用，不影响申报，异议不成立。", upheld=False)


def notice_over(scene: Scene) -> None:
    """The notice ended without an objection; the report to the county government is to be written."""
    announced(scene)
    run = scene.notice()
    if run is not None and run.deadline is not None:
        scene.wait_until(run.deadline.due_at)


def reported(scene: Scene) -> None:
    notice_over(scene)
    scene.office(2)
    command = ReportUp("公示期满无异议，报县人民政府核准。")
    scene.case = pauses.pause_case(scene.deps, scene.officer(), scene.number, command=command)


def approved(scene: Scene) -> None:
    reported(scene)
    scene.office(7 * 3)
    command = ResumeCase("县人民政府常务会议同意兑现。")
    scene.case = pauses.resume_case(scene.deps, scene.officer(), scene.number, command=command)


def approved_and_done(scene: Scene) -> None:
    approved(scene)
    close(scene, hours=3)


PLOTS: Final = (
    Plot(AWARD, 2, in_review),
    Plot(AWARD, 4, announced),
    Plot(AWARD, 5, objected),
    Plot(AWARD, 7, objection_upheld),
    Plot(AWARD, 27, objection_upheld_and_done),
    Plot(AWARD, 5, objection_answered),
    Plot(AWARD, 8, notice_over),
    Plot(AWARD, 11, reported, mine=True),
    Plot(AWARD, 24, reported),  # longer than the superior usually needs
    Plot(AWARD, 13, approved),
    Plot(AWARD, 31, approved_and_done),
)
