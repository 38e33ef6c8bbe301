"""Plots after the end: ratings 好差评 with their follow-ups, and 督办 while a case is late."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from portal.demo.plots.plot import Plot, close
from portal.demo.plots.words import HYGIENE, OPENING, RATINGS
from portal.domain.case.commands import MoveFollowUp, RateCase, Supervise
from portal.domain.case.incidents import FollowUpState, RatingLevel
from portal.domain.limits import Limit, Unit
from portal.services import feedback, follow_ups
from portal.services.follow_ups import JUDGED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.demo.scene import Scene

_S = FollowUpState

#: What is written when a follow-up comes into a state.
NOTES: Final = {
    _S.RECTIFYING: "情况属实，已约谈经办人，正在整改。",
    _S.INVALID: "经核实，评价内容与办件无关，不予认定。",
    _S.RECTIFIED: "已修改办事指南，经办人已向申请人致歉。",
    _S.CALLED_BACK: "电话回访，申请人对整改结果满意。",
    _S.ANSWERED: "因现场审核人员外出延误，已重新排期，本周内办结。",
    _S.WAITING: "答复没有说明具体办结日期，请重新答复。",
    _S.CLOSED: "答复明确，予以办结。",
}


def rated(scene: Scene, level: RatingLevel, states: Sequence[FollowUpState] = (), *, again: bool = False) -> None:
    """Closed and rated; a bad rating is followed up as far as ``states`` say, and perhaps added to."""
    scene.office(2)
    scene.take_in()
    close(scene, hours=1.5)
    scene.office(2)
    rate(scene, level)
    for state in states:
        scene.office(4)
        move(scene, state)
    if again:
        scene.office(3)
        rate(scene, RatingLevel.GOOD, words="回访很及时，问题已经解决。")


def rate(scene: Scene, level: RatingLevel, *, words: str | None = None) -> None:
    tags, usual = RATINGS[level]
    command = RateCase(level, tags, usual if words is None else words)
    scene.case = feedback.rate_case(scene.deps, scene.owner.actor, scene.number, command=command)


def move(scene: Scene, state: FollowUpState) -> None:
    """Done by whoever may: the manager judges, the department works."""
    one = scene.case.follow_ups[-1]
    actor = scene.world.cast.manager if (one.kind, state) in JUDGED else scene.world.cast.officers[one.department]
    command = MoveFollowUp(one.id, state, NOTES[state])
    scene.case = follow_ups.move_follow_up(scene.deps, actor, scene.number, command=command)


def supervised(scene: Scene, states: Sequence[FollowUpState] = ()) -> None:
    """Late, and the manager asks the department why."""
    scene.office(2)
    scene.take_in()
    scene.office(7 * 9)
    command = Supervise(scene.service.item.department, "已超过承诺期限，请说明原因和办结日期。", Limit(2, Unit.WORKDAY))
    scene.case = follow_ups.supervise(scene.deps, scene.world.cast.manager, scene.number, command=command)
    for state in states:
        scene.office(3)
        move(scene, state)


_L = RatingLevel

PLOTS: Final = (
    Plot(OPENING, 10, partial(rated, level=_L.VERY_GOOD), mine=True),
    Plot(HYGIENE, 14, partial(rated, level=_L.GOOD)),
    Plot(OPENING, 16, partial(rated, level=_L.FAIR)),
    Plot(OPENING, 3, partial(rated, level=_L.BAD)),
    Plot(HYGIENE, 7, partial(rated, level=_L.VERY_BAD)),
    Plot(OPENING, 12, partial(rated, level=_L.VERY_BAD, states=(_S.INVALID,))),
    Plot(OPENING, 8, partial(rated, level=_L.BAD, states=(_S.RECTIFYING,))),
    Plot(HYGIENE, 11, partial(rated, level=_L.BAD, states=(_S.RECTIFYING, _S.RECTIFIED))),
    Plot(OPENING, 23, partial(rated, level=_L.VERY_BAD, states=(_S.RECTIFYING, _S.RECTIFIED, _S.CALLED_BACK))),
    Plot(HYGIENE, 29, partial(rated, level=_L.BAD, states=(_S.RECTIFYING, _S.RECTIFIED, _S.CALLED_BACK), again=True)),
    Plot(HYGIENE, 11, supervised),
    Plot(HYGIENE, 15, supervised),  # not answered in time
    Plot(HYGIENE, 13, partial(supervised, states=(_S.ANSWERED,))),
    Plot(HYGIENE, 16, partial(supervised, states=(_S.ANSWERED, _S.WAITING))),
    Plot(HYGIENE, 18, partial(supervised, states=(_S.ANSWERED, _S.CLOSED))),
)
