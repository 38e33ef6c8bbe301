"""The steps of a service in the order of time: what stands in one stage runs at the same time.

Owns the order only. Refuses definitions that wait for each other in a circle: the loader does not let them in.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from portal.domain.workflow import Step


def stages_of(steps: Sequence[Step]) -> tuple[tuple[Step, ...], ...]:
    """The steps by how many others must be finished before, at the longest way."""
    known = {step.id: step for step in steps}

    def depth(step: Step) -> int:
        return 1 + max((depth(known[one]) for one in step.after if one in known), default=-1)

    ordered = sorted(steps, key=depth)
    return tuple(tuple(stage) for _depth, stage in groupby(ordered, key=depth))
