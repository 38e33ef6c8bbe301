"""Playing a scenario from its first step to its last.

Owns the order inside a step (time, act, expectation) and the verdict: a scenario fails when an act is refused that
should be done, or done that should be refused, when an expectation does not hold, and when a case never ends. After
an act that went wrong the rest is not played; expectations that do not hold are all told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.definitions.complaints import nearest
from portal.domain.errors import DomainError
from portal.scenarios.expectations import compare
from portal.scenarios.faults import Failure, ScenarioFault
from portal.scenarios.playing import Play
from portal.scenarios.view import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from portal.definitions.nodes import Path
    from portal.domain.workflow import Service
    from portal.scenarios.script import Script, Step
    from portal.scenarios.stage import Theatre
    from portal.scenarios.step_schema import RefusedModel
    from portal.scenarios.view import View

HINTS: Final = {
    "case.materials_not_checked": "write `window: checks` before",
    "permission.refused": "another person must do this",
}
"""What is often forgotten, by refusal."""


class Stopped(Exception):
    """The rest of the scenario cannot be played; `failure` says why."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(str(failure))
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Performance:
    """One scenario on its stage."""

    script: Script
    play: Play
    seen: Callable[[View], None] | None = None

    def run(self) -> list[Failure]:
        """Every reason why the scenario fails; none when all holds."""
        failures: list[Failure] = []
        try:
            for step in self.script.steps:
                failures += self._step(step)
                if self.seen is not None and self.play.name in self.play.numbers:
                    self.seen(self.play.view())
        except Stopped as stopped:
            return [*failures, stopped.failure]
        return [*failures, *self._never_ended()]

    def _step(self, step: Step) -> Iterator[Failure]:
        says, play = step.says, self.play
        play.name = says.case or ""
        if step.verb is not None or says.at is not None or says.skip is not None:
            self._mark()
        self._pass_time(step)
        if step.verb is not None:
            self._act(step)
        if says.expect is not None:
            yield from sorted(self._expect(step))

    def _mark(self) -> None:
        """What happens from here on is new to the next expectation."""
        self.play.marks = self.play.revisions()

    def _pass_time(self, step: Step) -> None:
        stage, says = self.play.stage, step.says
        now = stage.clock.now()
        then = now
        try:
            if says.skip is not None:
                then = says.skip.after(now, stage.deps.calendar)
            if says.at is not None:
                then = says.at.instant(stage.deps.calendar, then)
            if then < now:
                raise self._stopped(step, f"this lies in the past: it is {self._local(now)} already", ("at",))
            stage.advance(then)
        except DomainError as error:
            raise self._stopped(step, f"time cannot pass to {self._local(then)}: {error}", ("at",)) from error

    def _act(self, step: Step) -> None:
        verb = step.verb
        if verb is None:
            return
        self.play.begun()
        try:
            verb.play(self.play, step.says)
        except DomainError as error:
            self._refused(step, error)
        except ScenarioFault as fault:
            raise self._stopped(step, str(fault), fault.place) from fault
        else:
            if step.says.refused is not None:
                expected = f"expected it to be refused with {step.says.refused.because}, found that it was done"
                raise self._stopped(step, expected, ("refused",))
            self.play.stage.advance(self.play.stage.clock.now())

    def _refused(self, step: Step, error: DomainError) -> None:
        expected = step.says.refused
        if expected is None:
            hint = f"; {HINTS[error.message_id]}" if error.message_id in HINTS else ""
            raise self._stopped(step, f"expected it to be done, found it refused: {_told(error)}{hint}", ()) from error
        if expected.because != error.message_id:
            message = f"refused: expected {expected.because}, found {_told(error)}"
            raise self._stopped(step, message, ("refused",)) from error
        if wrong := _wrong_facts(expected, error):
            raise self._stopped(step, f"refused.facts.{wrong}", ("refused",)) from error
        if self.play.before != self.play.revisions():
            raise self._stopped(step, "it was refused, and yet something happened to the case", ("refused",))

    def _expect(self, step: Step) -> Iterator[Failure]:
        expected = step.says.expect
        if expected is None:
            return
        try:
            differences = compare(self.play.view(), expected)
        except ScenarioFault as fault:
            raise self._stopped(step, str(fault), fault.place or ("expect",)) from fault
        for one in differences:
            name = ".".join(str(part) for part in one.place[1:])
            yield self._failure(step, f"{name}: expected {one.expected}, found {one.found}", one.place)

    def _never_ended(self) -> Iterator[Failure]:
        cases = self.play.cases()
        last = self.script.steps[-1]
        if not cases:
            yield self._failure(last, "no case was filed", ())
        for name, case in cases:
            if case.is_open:
                which = f"the case {name!r}" if name else "the case"
                advice = "go on, or write `everybody: finishes` last"
                yield self._failure(last, f"{which} never ends: it is {case.state} still; {advice}", ())

    def _stopped(self, step: Step, message: str, place: Path) -> Stopped:
        return Stopped(self._failure(step, message, place))

    def _failure(self, step: Step, message: str, place: Path) -> Failure:
        return Failure(str(self.script.file), step.line(place), self.script.name, message)

    def _local(self, instant: datetime) -> str:
        return f"{instant.astimezone(self.play.deps.calendar.zone):%Y-%m-%d %H:%M}"


def _told(error: DomainError) -> str:
    """A refusal with its facts, in the words of the language."""
    return f"{error.message_id}({', '.join(f'{name}: {shown(fact)}' for name, fact in error.facts.items())})"


def _wrong_facts(expected: RefusedModel, error: DomainError) -> str:
    """The first fact that is not as expected, in words; lists without regard to order."""
    for name, wanted in expected.facts.items():
        found = error.facts.get(name)
        if _plain(wanted) != _plain(found):
            return f"{name}: expected {shown(wanted)}, found {shown(found)}"
    return ""


def _plain(value: object) -> object:
    return sorted(str(one) for one in value) if isinstance(value, list | tuple | set | frozenset) else str(value)


def perform(theatre: Theatre, script: Script) -> list[Failure]:
    """Play one scenario in a county of its own; every reason why it fails."""
    return watch(theatre, script, None)


def watch(theatre: Theatre, script: Script, seen: Callable[[View], None] | None) -> list[Failure]:
    """Play one scenario and show its case after every step."""
    catalogue = theatre.catalogue
    try:
        service = _service(script, theatre)
    except DomainError:
        known = sorted(one.key for one in catalogue.all_current())
        version = f" version {script.version}" if script.version else ""
        meant = nearest(script.service, known) if script.service not in known else ""
        message = f"there is no service {script.service!r}{version}{meant}; there are: {', '.join(known)}"
        return [Failure(str(script.file), 1, script.name, message)]
    calendar = theatre.calendar
    first = script.start or script.steps[0].says.at
    if first is None:
        return [Failure(str(script.file), 1, script.name, "say when it begins")]
    with theatre.stage(first.instant(calendar, None), service) as stage:
        return Performance(script, Play(stage, service), seen).run()


def _service(script: Script, theatre: Theatre) -> Service:
    if script.version is None:
        return theatre.catalogue.current(script.service)
    return theatre.catalogue.version(script.service, script.version)
