"""What departments do: pass and fail their steps, decide.

Owns the defaults of an officer who ticks everything and enters sample results. Refuses ids the service does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from portal.domain.case.commands import CompleteStep
from portal.domain.case.state import Outcome
from portal.domain.forms import FieldKind
from portal.domain.results import as_text
from portal.scenarios.acts.verb import Verb
from portal.scenarios.expect_schema import Ids
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.given import known_id, read_value
from portal.scenarios.step_schema import StepModel
from portal.services import review

if TYPE_CHECKING:
    from portal.domain.forms import Field as FormField
    from portal.domain.workflow import Step
    from portal.scenarios.answers import Sample
    from portal.scenarios.playing import Play

REASONS: Final = "不符合法定条件"
AGREED: Final = "经核对原始资料，同意按此金额兑现"


class Refuses(StepModel):
    """Why, and by whom."""

    opinion: str | None = Field(None, description="the reasons; some are written when left out")
    person: str | None = Field(
        None, alias="as", description="key of the department that does it; that of the step when left out"
    )


class Grants(StepModel):
    """How the deciding step is passed."""

    results: dict[str, Any] = Field(default_factory=dict, description="results by id; samples for all others")
    blank: Ids = Field(default_factory=list, description="ids of results to leave empty")
    unticked: Ids = Field(default_factory=list, description="ids of checks not to tick; all others are ticked")
    opinion: str | None = Field(None, description="the opinion; a sample for the amount of a policy when left out")
    person: str | None = Field(
        None, alias="as", description="key of the department that does it; that of the step when left out"
    )


class Passes(Grants):
    """How a step is passed."""

    step: str | None = Field(None, description="id of the step; not needed when only one is open")
    steps: Ids = Field(default_factory=list, description="ids of several steps, in this order")


class Fails(Refuses):
    """How a step is failed."""

    step: str | None = Field(None, description="id of the step; not needed when only one is open")
    steps: Ids = Field(default_factory=list, description="ids of several steps, in this order")


def passes(play: Play, act: Passes) -> None:
    """A department completes its step with a positive outcome."""
    for step in _steps(play, act):
        _pass(play, act, step)


def fails(play: Play, act: Fails) -> None:
    """A department completes its step with a negative outcome."""
    for step in _steps(play, act):
        _fail(play, act, step)


def grants(play: Play, act: Grants) -> None:
    """The department in charge decides yes 准予."""
    _pass(play, act, play.service.decision)


def refuses(play: Play, act: Refuses) -> None:
    """The department in charge decides no 不予许可."""
    _fail(play, act, play.service.decision)


def _steps(play: Play, act: Passes | Fails) -> list[Step]:
    named = [*([act.step] if act.step else []), *act.steps]
    service = play.service
    if not named:
        open_now = [run.id for run in play.case.steps if run.state.value == "open"]
        if len(open_now) != 1:
            listed = ", ".join(open_now) or "none"
            raise ScenarioFault(f"say which step; open are: {listed}")
        named = open_now
    for one in named:
        known_id("step", one, (step.id for step in service.steps), place=("step",))
    return [service.step(one) for one in named]


def _fail(play: Play, act: Refuses, step: Step) -> None:
    opinion = REASONS if act.opinion is None else act.opinion
    officer = play.officer(act.person or step.department)
    command = CompleteStep(step.id, Outcome.FAILED, opinion=opinion)
    review.complete_step(play.deps, officer, play.number, command=command)


def _pass(play: Play, act: Grants, step: Step) -> None:
    for one in act.unticked:
        known_id("check", one, (check.id for check in step.checks), place=("unticked",))
    command = CompleteStep(
        step.id,
        Outcome.PASSED,
        opinion=_opinion(play, step) if act.opinion is None else act.opinion,
        ticked=tuple(check.id for check in step.checks if check.id not in act.unticked),
        results=_results(play, act, step),
    )
    officer = play.officer(act.person or step.department)
    review.complete_step(play.deps, officer, play.number, command=command)


def _opinion(play: Play, step: Step) -> str:
    """An amount that the portal cannot work out from what it knows needs a reason."""
    return AGREED if play.service.policy is not None and step.results else ""


def _results(play: Play, act: Grants, step: Step) -> dict[str, str]:
    fields = {field.id: field for field in step.results}
    for place, names in (("results", act.results), ("blank", act.blank)):
        for name in names:
            known_id("result", name, fields, place=(place,))
    sample = play.sample(play.case.answers)
    return {
        name: written(field, act.results.get(name), sample)
        for name, field in fields.items()
        if name not in act.blank and (field.required or name in act.results)
    }


def written(field: FormField, given: Any, sample: Sample) -> str:
    """A result as it is entered: what the scenario says, else today for a date, else a sample."""
    if given is not None:
        value = read_value(field, given, "results")
    else:
        value = sample.today.isoformat() if field.kind is FieldKind.DATE else sample.value(field)
    return as_text(value)


VERBS: Final = (
    Verb("passes", Passes, passes, ("passes step", "passes the step", "completes", "completes step")),
    Verb("fails", Fails, fails, ("fails step", "fails the step")),
    Verb("grants", Grants, grants, ("decides yes", "approves")),
    Verb("refuses", Refuses, refuses, ("decides no", "rejects")),
)
