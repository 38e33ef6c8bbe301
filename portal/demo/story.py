"""An ordinary demo case from filing to delivery, with the accidents that happen to ordinary cases.

Owns how long everybody takes. The story stops where the present begins, so open cases arise by themselves at every
stage. What is rare has a plot of its own in `portal.demo.plots`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.demo.plots.words import FAULT, RATINGS, WRONG_FIELD
from portal.demo.scene import Filing, filed
from portal.demo.world import PresentReached
from portal.domain.case.commands import RateCase, UrgeCase
from portal.domain.case.incidents import RatingLevel
from portal.domain.case.moves import CaseState
from portal.domain.case.state import VisitCause
from portal.domain.documents import Channel
from portal.services import feedback

if TYPE_CHECKING:
    from portal.demo.scene import Scene
    from portal.demo.world import Owner, World
    from portal.domain.workflow import Service

QUICK: Final = (0.05, 0.7)
SLOW: Final = (1.0, 9.0)
PATIENCE: Final = 30.0  # office hours
LEVELS: Final = (RatingLevel.VERY_GOOD, RatingLevel.GOOD, RatingLevel.FAIR)


@dataclass(frozen=True, slots=True)
class Story:
    """How an ordinary case goes; ``pace`` multiplies everybody's time."""

    world: World
    pace: float

    def live(self, owner: Owner, service: Service) -> Scene:
        """Live through the case as far as the present allows, filed now."""
        channel = Channel.WINDOW if self._chance(0.08) else Channel.ONLINE
        scene = filed(self.world, owner, service, how=Filing(channel=channel))
        try:
            self._intake(scene)
            self._review(scene)
            self._hand_over(scene)
            self._look_back(scene)
        except PresentReached:
            pass
        return scene

    def _intake(self, scene: Scene) -> None:
        self._office(scene, 0.4, 5)
        if self._chance(0.07):
            scene.visit(VisitCause.IDENTITY)
        if self._chance(0.05):
            scene.visit(VisitCause.SIGNATURE)
            self._office(scene, 4, 7)
            scene.visit(VisitCause.MISSING_MATERIAL)
        if scene.case.state is CaseState.SUBMITTED and self._chance(0.08):
            self._correct(scene)
        if scene.case.state is CaseState.SUBMITTED:
            scene.check()
        self._office(scene, 0.05, 0.4)
        if scene.case.state is CaseState.SUBMITTED:
            scene.accept()

    def _correct(self, scene: Scene) -> None:
        """Something is missing; most owners answer within days."""
        material, problem = FAULT[scene.service.key]
        field, wrong, right = WRONG_FIELD[scene.service.key]
        scene.check({material: problem})
        scene.tell({field: wrong} if self._chance(0.6) else {})
        marked = scene.case.corrections[-1].items
        self._office(scene, 3, 40)
        if scene.case.state is CaseState.CORRECTING:
            scene.supply({field: right} if len(marked) > 1 else {})
            self._office(scene, 1, 6)

    def _review(self, scene: Scene) -> None:
        refused = self._chance(0.05)
        first = scene.case.steps[0].id
        while scene.case.state is CaseState.REVIEWING:
            notice, runs = scene.notice(), scene.open_steps()
            if not runs and notice is not None and notice.deadline is not None:
                scene.wait_until(notice.deadline.due_at)
                continue
            run = self.world.invention.random.choice(runs)
            step = scene.service.step(run.id)
            self._office(scene, *(QUICK if step.limit.unit.value == "workhour" else SLOW))
            if scene.case.state is CaseState.REVIEWING:
                scene.complete(run, fails=refused and run.id == first)

    def _hand_over(self, scene: Scene) -> None:
        if scene.case.state not in {CaseState.GRANTED, CaseState.REFUSED}:
            return
        self._office(scene, 0.1, 6)
        scene.deliver()

    def _look_back(self, scene: Scene) -> None:
        """Every third owner rates."""
        if scene.case.is_open or not self._chance(0.35):
            return
        self._office(scene, 0.5, 16)
        level = self.world.invention.random.choices(LEVELS, (8, 3, 1))[0]
        tags, words = RATINGS[level]
        feedback.rate_case(scene.deps, scene.owner.actor, scene.number, command=RateCase(level, tags, words))

    def _office(self, scene: Scene, least: float, most: float) -> None:
        """Let office time pass: between so many hours, times the pace. Who waits too long may urge."""
        hours = self.world.invention.random.uniform(least, most) * self.pace
        if hours > PATIENCE and scene.case.state is CaseState.REVIEWING and self._chance(0.2):
            command = UrgeCase("请尽快办理，店铺已经装修完毕。")
            scene.case = feedback.urge_case(scene.deps, scene.owner.actor, scene.number, command=command)
        scene.office(hours)

    def _chance(self, probability: float) -> bool:
        return self.world.invention.random.random() < probability
