"""The world of the demonstration: a clock that is set by hand, who acts, and how far back a moment lies.

Owns nothing that is stored. Refuses to look past the present: whoever would act later than that is stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from portal.demo.sample import sample_pdf
from portal.domain.case.state import FileRef

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portal.demo.invention import Invention, Person
    from portal.domain.materials import Material
    from portal.domain.permissions import Actor
    from portal.services.deps import Deps


class SetClock:
    """A clock that is set by hand."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


class PresentReached(Exception):
    """The story has caught up with today."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody with an account who files."""

    actor: Actor
    person: Person


@dataclass(frozen=True, slots=True)
class Cast:
    """The demo accounts that act; officers and heads by department."""

    owners: tuple[Owner, ...]
    clerks: tuple[Actor, ...]
    officers: Mapping[str, Actor]
    heads: Mapping[str, Actor]
    manager: Actor


@dataclass(frozen=True, slots=True)
class World:
    """The portal with a clock of its own; ``end`` is the present of the person who looks at it."""

    deps: Deps
    clock: SetClock
    invention: Invention
    cast: Cast
    end: datetime
    stored: FileRef

    def before(self, workdays: int, hour: float) -> datetime:
        """So many working days ago (1: the last one before today), at that hour of the day."""
        calendar = self.deps.calendar
        day = calendar.add_workdays(calendar.local_date(self.end), -workdays)
        return calendar.day_begins(day) + timedelta(hours=hour)

    def before_days(self, days: int, hour: float) -> datetime:
        """So many calendar days ago, or on the next working day after that."""
        calendar = self.deps.calendar
        day = calendar.roll_forward(calendar.local_date(self.end) - timedelta(days=days))
        return calendar.day_begins(day) + timedelta(hours=hour)

    def paper(self, material: Material, *, mark: str = "") -> FileRef:
        """What somebody uploads for this material: the same sample under the name of the material."""
        return replace(self.stored, name=f"{material.name.zh}{mark}.pdf")


def with_clock(deps: Deps, clock: SetClock) -> Deps:
    """The same dependencies, told another time."""
    return replace(deps, clock=clock)


def world_of(deps: Deps, *, invention: Invention, cast: Cast) -> World:
    """The world around these dependencies, whose clock stands at their present."""
    end = deps.clock.now()
    clock = SetClock(end)
    sample = sample_pdf()
    stored = FileRef(deps.uploads.put(sample), "sample.pdf", len(sample), "application/pdf")
    return World(with_clock(deps, clock), clock, invention, cast, end, stored)
