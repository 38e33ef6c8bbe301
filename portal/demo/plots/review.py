"""Plots in the departments: special procedures, extensions, materials that follow, commitments, urging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.demo.plots.plot import Plot, close, finish
from portal.demo.plots.words import HYGIENE, OPENING
from portal.demo.sample import sample_pdf
from portal.demo.scene import Filing
from portal.domain.case.commands import AnswerExtension, MoveFollowUp, PauseCase, RequestExtension, ResumeCase, UrgeCase
from portal.domain.case.incidents import FollowUpState
from portal.domain.limits import Limit, Unit
from portal.services import extensions, feedback, follow_ups, pauses, tolerance
from portal.services.drafts import Upload

if TYPE_CHECKING:
    from portal.demo.scene import Scene


def begun(scene: Scene, *, hours: float = 3) -> None:
    """Accepted, and the first department has begun."""
    scene.office(2)
    scene.take_in()
    scene.office(hours)


def pause(scene: Scene, procedure: str, reason: str, *, workdays: int) -> None:
    command = PauseCase(procedure, reason, Limit(workdays, Unit.WORKDAY))
    scene.case = pauses.pause_case(scene.deps, scene.officer(), scene.number, command=command)


def resume(scene: Scene, result: str) -> None:
    command = ResumeCase(result)
    scene.case = pauses.resume_case(scene.deps, scene.officer(), scene.number, command=command)


def being_tested(scene: Scene) -> None:
    begun(scene)
    pause(scene, "testing", "首次检测中照度一项不合格，整改后委托复检。", workdays=10)


def with_the_experts(scene: Scene) -> None:
    begun(scene)
    pause(scene, "experts", "游泳场馆水循环工艺复杂，组织专家评审。", workdays=8)


def tested_too_long(scene: Scene) -> None:
    """Over its announced end: the clocks stand still, and everybody sees that the announcement was not kept."""
    begun(scene)
    pause(scene, "testing", "空气细菌总数超标，整改后委托复检。", workdays=5)


def tested_and_done(scene: Scene) -> None:
    begun(scene)
    pause(scene, "testing", "首次检测中水质一项不合格，整改后委托复检。", workdays=7)
    scene.office(7 * 5)
    resume(scene, "复检合格，检测报告已收存。")
    close(scene, hours=4)


def heard_and_in_review(scene: Scene) -> None:
    begun(scene)
    pause(scene, "hearing", "利害关系人申请听证，依法举行。", workdays=15)
    scene.office(7 * 6)
    resume(scene, "听证会已举行，听证笔录附卷。")
    scene.office(2)
    scene.complete(scene.open_steps()[0])


def ask_longer(scene: Scene, workdays: int, reason: str) -> None:
    command = RequestExtension(Limit(workdays, Unit.WORKDAY), reason)
    scene.case = extensions.request_extension(scene.deps, scene.officer(), scene.number, command=command)


def answer_longer(scene: Scene, answer: str, *, approve: bool) -> None:
    head = scene.world.cast.heads[scene.service.item.department]
    command = AnswerExtension(approve, answer)
    scene.case = extensions.answer_extension(scene.deps, head, scene.number, command=command)


def longer_asked(scene: Scene) -> None:
    begun(scene)
    ask_longer(scene, 5, "申请人场所正在施工，现场审核需要另约时间。")


def opening_longer_asked(scene: Scene) -> None:
    begun(scene, hours=1)
    ask_longer(scene, 3, "股权结构复杂，需要逐层核对出资人资格。")


def longer_approved(scene: Scene) -> None:
    begun(scene)
    ask_longer(scene, 8, "需要与消防部门联合核查现场。")
    scene.office(5)
    answer_longer(scene, "情况属实，同意延长八个工作日。", approve=True)


def opening_longer_approved(scene: Scene) -> None:
    begun(scene, hours=1)
    ask_longer(scene, 3, "名称与在先企业近似，需要听取双方意见。")
    scene.office(2)
    answer_longer(scene, "同意延长三个工作日。", approve=True)
    scene.office(9)
    close(scene)


def longer_declined(scene: Scene) -> None:
    begun(scene)
    ask_longer(scene, 10, "近期申请较多。")
    scene.office(4)
    answer_longer(scene, "工作量不是法定延期理由，请按期办结。", approve=False)


PROMISED: Final = Filing(promised=("hygiene_rules",))
RULES_PAPER: Final = "公共场所卫生管理制度.pdf"


def owed(scene: Scene) -> None:
    """Accepted with a material to follow; nothing is granted before it is there."""
    begun(scene)
    scene.complete(scene.open_steps()[0])


def owed_and_supplied(scene: Scene) -> None:
    owed(scene)
    scene.office(8)
    hand_in(scene)


def owed_supplied_and_done(scene: Scene) -> None:
    owed_and_supplied(scene)
    scene.office(2)
    scene.check()
    close(scene, hours=3)


def hand_in(scene: Scene) -> None:
    uploads = (Upload(RULES_PAPER, sample_pdf()),)
    scene.case = tolerance.supply_material(
        scene.deps, scene.owner.actor, scene.number, material_id="hygiene_rules", uploads=uploads
    )


COMMITTED: Final = Filing(committed=True)


def committed(scene: Scene) -> None:
    """Granted on a commitment; the check afterwards is still to come."""
    begun(scene, hours=1)
    close(scene, hours=1)


def commitment_kept(scene: Scene) -> None:
    committed(scene)
    scene.office(7 * 12)
    checked(scene, FollowUpState.FULFILLED, "现场核查，检测报告合格，承诺已经履行。")


def commitment_not_kept(scene: Scene) -> None:
    committed(scene)
    scene.office(7 * 20)
    checked(scene, FollowUpState.ORDERED, "核查时未能出示检测报告，责令十五个工作日内改正。")


def checked(scene: Scene, state: FollowUpState, words: str) -> None:
    command = MoveFollowUp(scene.case.follow_ups[-1].id, state, words)
    scene.case = follow_ups.move_follow_up(scene.deps, scene.officer(), scene.number, command=command)


def urged(scene: Scene) -> None:
    """Late, and the owner has asked twice."""
    begun(scene)
    scene.office(7 * 5)
    urge(scene, "请问什么时候可以安排现场审核？")
    scene.office(7 * 3)
    urge(scene, "开业日期已定，请尽快办理。")


def opening_urged(scene: Scene) -> None:
    begun(scene, hours=1)
    scene.office(8)
    urge(scene, "合同等着盖章，请尽快核发执照。")


def urge(scene: Scene, words: str) -> None:
    command = UrgeCase(words)
    scene.case = feedback.urge_case(scene.deps, scene.owner.actor, scene.number, command=command)


def decided_and_waiting(scene: Scene) -> None:
    """Granted, and not handed out yet."""
    begun(scene, hours=1)
    finish(scene, hours=2)


PLOTS: Final = (
    Plot(HYGIENE, 4, being_tested, mine=True),
    Plot(HYGIENE, 7, with_the_experts),
    Plot(HYGIENE, 11, tested_too_long),
    Plot(HYGIENE, 22, tested_and_done),
    Plot(HYGIENE, 10, heard_and_in_review),
    Plot(HYGIENE, 3, longer_asked),
    Plot(OPENING, 1, opening_longer_asked),
    Plot(HYGIENE, 6, longer_approved, mine=True),
    Plot(OPENING, 9, opening_longer_approved),
    Plot(HYGIENE, 5, longer_declined),
    Plot(HYGIENE, 3, owed, PROMISED, mine=True),
    Plot(HYGIENE, 5, owed, PROMISED),
    Plot(HYGIENE, 4, owed_and_supplied, PROMISED),
    Plot(HYGIENE, 19, owed_supplied_and_done, PROMISED),
    Plot(HYGIENE, 24, owed, PROMISED),  # lapsed
    Plot(HYGIENE, 9, committed, COMMITTED, mine=True),
    Plot(HYGIENE, 44, commitment_kept, COMMITTED),
    Plot(HYGIENE, 30, commitment_not_kept, COMMITTED),
    Plot(HYGIENE, 12, urged),
    Plot(OPENING, 3, opening_urged),
    Plot(HYGIENE, 6, decided_and_waiting),
)
