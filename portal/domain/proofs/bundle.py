"""Proofs about bundles 一件事: every part is whole, gives what others need, and nothing is asked that a part gives.

Owns the parts of a definition. Their conditions stand in the steps and materials already, and are proved there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from portal.domain.forms import Prefill
from portal.domain.proofs.applicant_steps import without
from portal.domain.proofs.moments import steps_before
from portal.domain.proofs.problem import asked, problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from portal.domain.bundles import Part
    from portal.domain.proofs.problem import Place, Problem
    from portal.domain.workflow import Service


def parts_are_whole(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """Every step of a part exists and belongs to it alone; every material of a part is on the checklist."""
    steps = tuple(step.id for step in service.steps)
    materials = tuple(one.id for one in service.materials)
    owners: dict[str, str] = {}
    ids: set[str] = set()
    for place, part in _parts(service):
        if part.id in ids:
            yield problem("DUPLICATE-ID", (*place, "id"), id=part.id)
        ids.add(part.id)
        for number, name in enumerate(part.steps):
            at = (*place, "steps", number)
            if name not in steps:
                yield problem("UNKNOWN-STEP", at, id=name, known=steps)
            elif owners.setdefault(name, part.id) != part.id:
                yield problem("PART-STEP", at, id=name, other=owners[name])
        for number, name in enumerate(part.materials):
            if name not in materials:
                yield problem("PART-MATERIAL", (*place, "materials", number), id=name, known=materials)


def outputs_reach_the_parts(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """What a part gives it makes; what a part needs another one gives before, whenever this one is chosen."""
    givers = {name: part for part in service.parts for name in part.gives}
    for place, part in _parts(service):
        made = _made_by(service, part)
        for number, name in enumerate(part.gives):
            if name not in made:
                yield problem("PART-GIVES", (*place, "gives", number), id=name, part=part.id, known=tuple(sorted(made)))
        for number, name in enumerate(part.needs):
            at, giver = (*place, "needs", number), givers.get(name)
            if giver is None or giver.id == part.id:
                yield problem("PART-NEEDS", at, reason="nobody", id=name, known=tuple(sorted(givers)))
            elif where := without(service, part.when, giver.when):
                yield problem("PART-NEEDS", at, reason="absent", id=name, other=giver.id, situation=where)
            elif not _is_before(service, _makers(service, name, giver), part):
                yield problem("PART-NEEDS", at, reason="later", id=name, other=giver.id, part=part.id)


def outputs_are_not_asked(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """What one part gives is neither a material nor a question of the form: it reaches the others by itself.

    A service that founds an enterprise may ask for the licence of another one, whose branch the new one will be.
    """
    is_about_another = bool(service.enterprise_result) and any(
        one.field.prefill is Prefill.ENTERPRISE_USCC for one in asked(service)
    )
    given = {name: part.id for part in service.parts for name in part.gives}
    for one in asked(service):
        if one.field.id in given:
            yield problem("PART-ASKED", (*one.place, "id"), id=one.field.id, part=given[one.field.id])
    for number, material in enumerate(service.materials):
        place: Place = ("materials", number)
        licence = material.obtain.licence if material.obtain else None
        if material.id in given:
            yield problem("PART-ASKED", (*place, "id"), id=material.id, part=given[material.id])
        elif licence in given and not is_about_another:
            yield problem("PART-ASKED", (*place, "obtain", "licence"), id=licence, part=given[licence])


def asking_once_saves(service: Service, _: Collection[str]) -> Iterator[Problem]:
    """One application never asks for more than the items asked for alone; a part has its number."""
    asked_for = Counter(name for part in service.parts for name in part.materials)
    alone = sum(part.alone for part in service.parts)
    if service.parts and alone < len(asked_for):
        yield problem("PART-ALONE", ("parts",), alone=alone, once=len(asked_for))


def _parts(service: Service) -> Iterator[tuple[Place, Part]]:
    for number, part in enumerate(service.parts):
        yield ("parts", number), part


def _made_by(service: Service, part: Part) -> frozenset[str]:
    """Results of its steps, and papers made at one of them; papers of the whole case belong to any part."""
    own = [step for step in service.steps if step.id in part.steps]
    results = {one.id for step in own for one in step.results}
    return frozenset(results | {one.id for one in service.papers if one.step is None or one.step in part.steps})


def _makers(service: Service, name: str, giver: Part) -> frozenset[str]:
    """The steps that make an output; every step of the part when it is a paper of the whole case."""
    own = [step for step in service.steps if step.id in giver.steps]
    results = {step.id for step in own if any(one.id == name for one in step.results)}
    papers = {one.step for one in service.papers if one.id == name and one.step}
    return frozenset(results | papers) or frozenset(giver.steps)


def _is_before(service: Service, makers: frozenset[str], part: Part) -> bool:
    """Whether one of those steps is finished before some step of this part begins."""
    known = {step.id for step in service.steps}
    return any(steps_before(service, name) & makers for name in part.steps if name in known)
