"""Everybody does what is due until the case is closed: the rest of a scenario that is about its beginning.

Owns the ordinary way to the end. Refuses to go round for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.moves import CaseState
from portal.domain.case.state import StepState
from portal.scenarios.acts import department, window
from portal.scenarios.acts.verb import Verb
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.step_schema import StepModel

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.scenarios.playing import Play

ROUNDS: Final = 200


class Finishes(StepModel):
    """Nothing more is needed."""


def finishes(play: Play, _act: Finishes) -> None:
    """Everybody does at once what is due, until the case is closed."""
    for _ in range(ROUNDS):
        case = play.case
        if not case.is_open:
            return
        _go_on(play, case)
    raise ScenarioFault(f"the case does not come to an end: it is {play.case.state}")


def _go_on(play: Play, case: Case) -> None:
    if case.state is CaseState.SUBMITTED:
        window.checks(play, window.Checks())
        window.accepts(play, window.Accepts())
    elif case.state is CaseState.REVIEWING:
        _review(play, case)
    else:
        window.delivers(play, window.Delivers())


def _review(play: Play, case: Case) -> None:
    open_now = [run for run in case.steps if run.state is StepState.OPEN]
    refused = any(run.state is StepState.CANCELLED for run in case.steps)
    for run in open_now:
        if refused and run.id == play.service.decision.id:
            department.refuses(play, department.Decides())
        else:
            department.passes(play, department.Passes(step=run.id))
    if not open_now:
        raise ScenarioFault("nothing is open, and yet the case is not decided")


VERBS: Final = (Verb("finishes", Finishes, finishes, ("finishes the case", "does the rest")),)
