"""What is known when a paper is made: the results of which steps.

Owns the order that `after` gives. A step that need not be done before counts as not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.bundles import PaperMoment

if TYPE_CHECKING:
    from portal.domain.bundles import ServicePaper
    from portal.domain.workflow import Service

AT_A_STEP: Final = frozenset({PaperMoment.STEP_OPENED, PaperMoment.STEP_PASSED})
WHEN_DECIDED: Final = frozenset({PaperMoment.GRANTED, PaperMoment.REFUSED})


def results_known(service: Service, paper: ServicePaper) -> frozenset[str]:
    """The ids of the results that are entered when the paper is made."""
    if paper.at in WHEN_DECIDED:
        done = frozenset(step.id for step in service.steps)
    elif paper.at in AT_A_STEP and paper.step:
        done = steps_before(service, paper.step)
        done |= {paper.step} if paper.at is PaperMoment.STEP_PASSED else set()
    else:
        done = frozenset()
    return frozenset(one.id for step in service.steps if step.id in done for one in step.results)


def steps_before(service: Service, name: str) -> frozenset[str]:
    """Every step that is finished before that one begins."""
    after = {step.id: step.after for step in service.steps}
    found: set[str] = set()
    todo = list(after.get(name, ()))
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo.extend(after.get(one, ()))
    return frozenset(found)
