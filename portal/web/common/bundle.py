"""The items of a bundle as pages show them: how many are done, and each with its state and steps.

Owns the words. Refuses to reckon: `portal.domain.case.parts` says how far an item is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.case.parts import PartRun, PartState, asked_once, part_runs
from portal.domain.case.state import Case
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.web.common.case_words import step_badge
from portal.web.common.parts import Badge, Tone

STATES: Final[Mapping[PartState, tuple[Tone, object]]] = {
    PartState.WAITING: (Tone.GREY, _l("Not begun")),
    PartState.RUNNING: (Tone.BLUE, _l("In progress")),
    PartState.DONE: (Tone.GREEN, _l("This item is finished")),
    PartState.UNDONE: (Tone.RED, _l("This item was not done")),
}


@dataclass(frozen=True, slots=True)
class PartStep:
    """One step of an item."""

    name: Text
    badge: Badge


@dataclass(frozen=True, slots=True)
class PartLine:
    """One item with its state."""

    id: str
    name: Text
    badge: Badge
    steps: tuple[PartStep, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """All chosen items, and how many of them are finished."""

    words: str
    parts: tuple[PartLine, ...]


def bundle_of(case: Case, service: Service) -> Bundle | None:
    """The items of a case; nothing when the service is no bundle."""
    runs = part_runs(case, service)
    if not runs:
        return None
    done = sum(run.state is PartState.DONE for run in runs)
    words = str(_("%(done)s of %(all)s items finished", done=done, all=len(runs)))
    return Bundle(words, tuple(part_line(run, service) for run in runs))


def part_line(run: PartRun, service: Service) -> PartLine:
    tone, words = STATES[run.state]
    steps = tuple(PartStep(service.step(one.id).name, step_badge(one.state)) for one in run.steps)
    return PartLine(run.part.id, run.part.name, Badge(tone, str(words)), steps)


def once_words(service: Service, facts: Mapping[str, object]) -> str:
    """What asking once saves, e.g. 一次提交 6 份，而不是 15 份; nothing when nothing is saved."""
    saved = asked_once(service, facts)
    if saved is None:
        return ""
    words = _(
        "Asked once: %(together)s materials instead of %(alone)s if each item were applied for alone",
        together=saved.together,
        alone=saved.alone,
    )
    return str(words)
