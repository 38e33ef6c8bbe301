"""What the applicant does in its own steps 申请人办理: enters results, hands in papers.

Owns the samples where a scenario names none. Refuses ids the step does not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from portal.domain.case.review import facts_of
from portal.domain.checklist import applies
from portal.domain.materials import Acquisition
from portal.domain.results import as_facts
from portal.scenarios.acts.applicant import ByApplicant
from portal.scenarios.acts.department import written
from portal.scenarios.acts.verb import Verb
from portal.scenarios.expect_schema import Ids
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.given import known_id
from portal.services import applicant_steps
from portal.services.drafts import Upload

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.domain.workflow import Step
    from portal.scenarios.playing import Play


class DoesStep(ByApplicant):
    """How the applicant does its step."""

    step: str | None = Field(None, description="id of the step; not needed when it is the only one to do")
    results: dict[str, Any] = Field(default_factory=dict, description="what is entered, by id; samples for all others")
    blank: Ids = Field(default_factory=list, description="ids of results to leave empty")
    files: Ids | None = Field(None, description="ids of the materials handed in; those that are needed when left out")
    without: Ids = Field(default_factory=list, description="ids of materials not handed in after all")


def does_step(play: Play, act: DoesStep) -> None:
    """The applicant does a step of the case that is its own 申请人办理."""
    step = _step(play, act)
    _known(play, act, step)
    uploads = {one: [Upload(f"{one}.pdf", play.bytes_for(one, 1))] for one in _handed_in(play, act, step)}
    applicant_steps.do_step(
        play.deps,
        play.applicant(act.person),
        play.number,
        step_id=step.id,
        results=_results(play, act, step),
        uploads=uploads,
    )


def _step(play: Play, act: DoesStep) -> Step:
    """The step that is named, or the only one that is to be done."""
    case, service = play.case, play.service
    if act.step is not None:
        known_id("step", act.step, (step.id for step in service.steps), place=("step",))
        return service.step(act.step)
    to_do = [run.id for run in case.to_do]
    if len(to_do) != 1:
        raise ScenarioFault(f"say which step; the applicant is to do: {', '.join(to_do) or 'none'}")
    return service.step(to_do[0])


def _known(play: Play, act: DoesStep, step: Step) -> None:
    fields = [field.id for field in step.results]
    for place, names in (("results", act.results), ("blank", act.blank)):
        for name in names:
            known_id("result", name, fields, place=(place,))
    for place, ids in (("files", act.files or ()), ("without", act.without)):
        play.known_materials(play.service, ids, place)


def _results(play: Play, act: DoesStep, step: Step) -> dict[str, str]:
    """What is entered, field by field, since a field may depend on those before."""
    facts, sample = facts_of(play.case, play.service), play.sample({})
    entered: dict[str, str] = {}
    for field in step.results:
        wanted = field.required or field.id in act.results
        if wanted and field.id not in act.blank and applies(field.when, facts | as_facts(step.results, entered)):
            entered[field.id] = written(field, act.results.get(field.id), sample)
    return entered


def _handed_in(play: Play, act: DoesStep, step: Step) -> Iterable[str]:
    if act.files is not None:
        return [one for one in act.files if one not in act.without]
    asked = (run for run in play.case.materials if run.at_step == step.id and run.required and not run.by_commitment)
    uploads = (run.id for run in asked if play.service.material(run.id).acquisition is Acquisition.UPLOAD)
    return [one for one in uploads if one not in act.without]


VERBS: Final = (Verb("does step", DoesStep, does_step, ("does", "does the step", "does its step", "completes step")),)
