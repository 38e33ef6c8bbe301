"""Plots of policy claims 政策兑现: every stage from the filing over the public notice to the money, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.demo.plots.course import go_on, is_open
from portal.demo.plots.plot import Plot
from portal.demo.plots.words import RATINGS
from portal.domain.case.commands import AnswerObjection, LodgeObjection, RateCase, ReportUp, ResumeCase
from portal.domain.case.incidents import RatingLevel
from portal.domain.case.moves import CaseState
from portal.services import feedback, notices, pauses
from portal.services.money import payments, treasury

if TYPE_CHECKING:
    from datetime import date

    from portal.demo.scene import Scene
    from portal.services.records.money import Batch

HIGH_TECH: Final = "hnte-renewed"
GROWTH: Final = "above-scale-first"
HIRING: Final = "hiring-subsidy"
RESEARCH: Final = "rd-subsidy"
UPGRADE: Final = "tech-upgrade"
SPECIAL: Final = "specialised-new"
TALENT: Final = "skilled-talent"


def in_review(scene: Scene) -> None:
    scene.office(1)
    scene.take_in()


def in_joint_check(scene: Scene) -> None:
    """The department in charge has passed it and the money is reserved; the others look at it at the same time."""
    in_review(scene)
    scene.office(3)
    scene.complete(scene.open_steps()[0])


def announced(scene: Scene) -> None:
    go_on(scene, until="notice")


def objected(scene: Scene) -> None:
    announced(scene)
    scene.office(6)
    command = LodgeObjection("notice", "某企业员工（示例）", "0796-5550197", "该企业今年三月因环保受过处罚，请核实。")
    scene.case = notices.lodge_objection(scene.deps, scene.number, command=command)


def objection_holds(scene: Scene) -> None:
    """The claim is refused and the reserved money is free again."""
    objected(scene)
    scene.office(6)
    command = AnswerObjection(1, upheld=True, answer="经核实，处罚尚在公示期内，不符合申报条件，异议成立。")
    scene.case = notices.answer_objection(scene.deps, scene.officer(), scene.number, command=command)
    go_on(scene)


def objection_answered(scene: Scene) -> None:
    """The objection does not hold; the decision is to be made."""
    objected(scene)
    scene.office(5)
    command = AnswerObjection(1, upheld=False, answer="经核实，处罚已履行完毕并修复信用，不影响兑现，异议不成立。")
    scene.case = notices.answer_objection(scene.deps, scene.officer(), scene.number, command=command)


def notice_over(scene: Scene) -> None:
    """The notice ended without an objection; the decision is to be made."""
    go_on(scene, until="decision")


def reported_up(scene: Scene) -> None:
    """The notice is over; the county's clocks stand while the province looks at it."""
    go_on(scene, until="decision")
    scene.office(2)
    command = ReportUp("公示期满无异议，报省级主管部门核准。")
    scene.case = pauses.pause_case(scene.deps, scene.officer(), scene.number, command=command)


def approved_above(scene: Scene) -> None:
    reported_up(scene)
    scene.office(30)
    command = ResumeCase("省级主管部门已核准。")
    scene.case = pauses.resume_case(scene.deps, scene.officer(), scene.number, command=command)
    go_on(scene)


def to_be_paid(scene: Scene) -> None:
    """Granted; the finance bureau has not ordered the payment yet."""
    go_on(scene)


def ordered(scene: Scene) -> None:
    to_be_paid(scene)
    _order(scene)


def paid(scene: Scene) -> None:
    to_be_paid(scene)
    _confirm(scene)
    if scene.case.state is CaseState.DELIVERED:
        scene.office(6)
        tags, words = RATINGS[RatingLevel.VERY_GOOD]
        command = RateCase(RatingLevel.VERY_GOOD, tags, words)
        feedback.rate_case(scene.deps, scene.owner.actor, scene.number, command=command)


def sent_back(scene: Scene) -> None:
    """The bank could not pay: the account was wrong."""
    to_be_paid(scene)
    batch = _order(scene)
    finance, today = scene.world.cast.officers["finance"], _today(scene)
    for line in treasury.batch(scene.deps, finance, batch.number).lines:
        words = "账号与户名不符"
        payments.send_back(scene.deps, finance, line, batch=batch.number, on=today, reason=words)


def refused(scene: Scene) -> None:
    in_review(scene)
    scene.office(3)
    scene.complete(scene.open_steps()[0], fails=True)
    if is_open(scene, "decision"):
        go_on(scene)


def _order(scene: Scene) -> Batch:
    scene.office(5)
    finance = scene.world.cast.officers["finance"]
    lines = treasury.payable(scene.deps, finance).rows
    mine = [line.instalment.id for line in lines if line.award.case_number == scene.number]
    return payments.order(scene.deps, finance, mine)


def _confirm(scene: Scene) -> None:
    batch = _order(scene)
    scene.office(6)
    finance, today = scene.world.cast.officers["finance"], _today(scene)
    for line in treasury.batch(scene.deps, finance, batch.number).lines:
        payments.confirm(scene.deps, finance, line, batch=batch.number, paid_on=today)
    with scene.deps.uow.read() as tx:
        stored = tx.cases.get(scene.number)
    if stored is not None:
        scene.case = stored.case


def _today(scene: Scene) -> date:
    return scene.deps.calendar.local_date(scene.world.clock.now())


PLOTS: Final = (
    Plot(HIRING, 0, lambda _scene: None),
    Plot(HIRING, 1, in_review),
    Plot(RESEARCH, 2, in_joint_check),
    Plot(HIRING, 4, announced),
    Plot(UPGRADE, 6, objected),
    Plot(UPGRADE, 8, objection_answered),
    Plot(UPGRADE, 16, objection_holds),
    Plot(RESEARCH, 11, notice_over, mine=True),
    Plot(SPECIAL, 14, reported_up),
    Plot(SPECIAL, 40, reported_up),  # longer than the superior usually needs
    Plot(SPECIAL, 24, approved_above),
    Plot(GROWTH, 14, to_be_paid),
    Plot(HIGH_TECH, 15, ordered),
    Plot(GROWTH, 30, paid),
    Plot(HIRING, 25, paid),
    Plot(HIRING, 22, sent_back),
    Plot(RESEARCH, 22, to_be_paid),
    Plot(TALENT, 12, refused),
)
