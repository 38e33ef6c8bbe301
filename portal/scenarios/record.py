"""`flask workflows record`: a scenario from a real case, with personal data left out.

Owns what a recorded scenario expects: what really held after each act, as far as the scenario gives the same when it
is played. Refuses to hide what it does not: every difference is told, and left out of the file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from portal.domain.case.clocks import running_clocks
from portal.domain.case.events import DocumentIssued
from portal.domain.case.state import Case, StepState
from portal.domain.documents import DocumentKind
from portal.domain.figures import cell_of
from portal.scenarios.anonymous import Anonymous
from portal.scenarios.answers import Sample
from portal.scenarios.company import play_file
from portal.scenarios.people import Inventions
from portal.scenarios.player import watch
from portal.scenarios.retelling import Retelling, Scene
from portal.scenarios.script import read_script
from portal.scenarios.writing import scenario_text, value

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.events import Event, Recorded
    from portal.domain.workflow import Service
    from portal.scenarios.stage import Theatre
    from portal.scenarios.view import View

Facts = dict[str, Any]
NAME: Final = {"zh": "实际办件重演", "en": "A real case played again"}
AGREED: Final = "expect"
OTHERS: Final = 500
"""Numbers that are written down begin here, apart from those that samples are given when the scenario is played."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The text of a scenario, what was left out because it differs, and why it fails, if it does."""

    text: str
    differences: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorder:
    """Turns the history of one case into a scenario. ``department_of`` answers the department of an account."""

    theatre: Theatre
    service: Service
    department_of: Callable[[int], str | None]
    differences: list[str] = field(default_factory=list)

    def record(self, history: Sequence[Recorded]) -> Recording:
        """The scenario of this case."""
        scenes = self._scenes(history)
        steps = [self._step(scene) for scene in scenes]
        is_open = scenes[-1].after is not None and scenes[-1].after.is_open
        finish = [{"everybody": "finishes"}] if is_open else []
        seen = self._played([*steps, *finish])
        told = [self._expecting(step, *pair) for step, pair in zip(steps, self._facts(scenes, seen), strict=False)]
        text = scenario_text(self._head(), _shorter([*told, *finish]))
        return Recording(text, tuple(self.differences), tuple(self._failures(text)))

    def _scenes(self, history: Sequence[Recorded]) -> list[Scene]:
        today = self.theatre.calendar.local_date(history[0].at)
        sample = Sample(self.service, today, Inventions(numbers=count(OTHERS), codes=count(OTHERS)), {})
        retelling = Retelling(self.service, Anonymous(self.service, sample), self._version, self.department_of)
        return retelling.tell(history)

    def _version(self, number: int) -> Service:
        return self.theatre.catalogue.version(self.service.key, number)

    def _head(self) -> Facts:
        return {"scenario": NAME, "service": self.service.key, "version": self.service.version}

    def _step(self, scene: Scene) -> Facts:
        local = scene.at.astimezone(self.theatre.calendar.zone)
        looked = {name: "none" if name == "materials" and not one else one for name, one in scene.act.items()}
        act = {name: one for name, one in looked.items() if one != []}
        return {"at": f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00"), **act}

    def _played(self, steps: Sequence[Facts]) -> list[View]:
        """What the acts alone lead to, step by step, as far as they can be played."""
        seen: list[View] = []
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "acts.yaml"
            file.write_text(scenario_text(self._head(), steps), encoding="utf-8")
            watch(self.theatre, read_script(file), seen.append)
        return seen

    def _facts(self, scenes: Sequence[Scene], seen: Sequence[View]) -> list[tuple[Facts, Facts]]:
        """After each act: what really held and is new, and what the scenario gives."""
        pairs: list[tuple[Facts, Facts]] = []
        known: Facts = {}
        for number, scene in enumerate(scenes):
            if scene.after is None or number >= len(seen):
                pairs.append(({}, {}))
                continue
            real = {**held(scene.after, self.theatre.calendar), "issued": issued(scene.events)}
            if number == len(scenes) - 1 and not scene.after.is_open:
                real |= at_the_end(scene.after)
            new = {name: one for name, one in real.items() if known.get(name) != one and (one or name != "issued")}
            known = {**real, "issued": []}
            view = seen[number]
            given = {**held(view.case, view.calendar), "issued": issued(view.recent), **at_the_end(view.case)}
            pairs.append((new, given))
        return pairs

    def _expecting(self, step: Facts, new: Facts, given: Facts) -> Facts:
        agreed = {name: one for name, one in new.items() if given.get(name) == one}
        self.differences.extend(
            f"{step['at']}: {name} was {value(one)}, the scenario gives {value(given.get(name, 'none'))}"
            for name, one in new.items()
            if given and name not in agreed
        )
        return {**step, AGREED: agreed} if agreed else step

    def _failures(self, text: str) -> list[str]:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "recorded.yaml"
            file.write_text(text, encoding="utf-8")
            return [f"line {one.line}: {one.message}" for one in play_file(self.theatre, file).failures]


def _shorter(steps: Sequence[Facts]) -> list[Facts]:
    """Without steps in which nothing happens, and without a moment that is reached already."""
    kept: list[Facts] = []
    moment = None
    for step in steps:
        if step.keys() == {"at"}:
            continue
        kept.append({name: one for name, one in step.items() if name != "at" or one != moment})
        moment = step.get("at", moment)
    return kept


def held(case: Case, calendar: WorkCalendar) -> Facts:
    """What a scenario says about a case at one moment: its state, the ends of its clocks, what is special about it."""
    facts: Facts = {"state": case.state.value}
    facts |= {clock.name: due(clock.deadline, calendar) for clock in running_clocks(case) if ":" not in clock.name}
    facts["open_steps"] = [run.id for run in case.steps if run.state is StepState.OPEN and case.is_open] or "none"
    special = {
        "corrections": len(case.corrections),
        "violations": [one.value for told in case.corrections for one in told.violations],
        "deemed_accepted": case.deemed_accepted,
        "owed": [run.id for run in case.owed],
        "extension": case.extension.state.value if case.extension else "",
        "follow_ups": {one.id: one.state.value for one in case.follow_ups},
    }
    return {**facts, **{name: one for name, one in special.items() if one}}


def at_the_end(case: Case) -> Facts:
    """What is left of a closed case."""
    cell = cell_of(case)
    figures: Mapping[str, Any] | str = "none"
    if cell is not None:
        figures = {"once": cell.once.value, "on_time": cell.on_time, "workdays": cell.workdays, "granted": cell.granted}
    return {
        "documents": [one.kind.value for one in case.documents if one.kind is not DocumentKind.SERVICE_PAPER],
        "visits": case.visit_count,
        "figures": figures,
    }


def due(deadline: Any, calendar: WorkCalendar) -> str:
    """The last day, or the moment to the minute."""
    if deadline.due_on is not None:
        return str(deadline.due_on)
    local: datetime = deadline.due_at.astimezone(calendar.zone)
    return f"{local:%Y-%m-%d %H:%M}"


def issued(events: Sequence[Event]) -> list[str]:
    """The documents among these events, without papers of the definition."""
    documents = (event.kind for event in events if isinstance(event, DocumentIssued))
    return [kind.value for kind in documents if kind is not DocumentKind.SERVICE_PAPER]
