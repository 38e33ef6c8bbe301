"""Where a clerk is on the desk, and what the queue beside it shows.

Owns the addresses of the desk, the filters and the rows. Refuses filters it does not know: they are dropped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Self

from flask import url_for
from flask_babel import gettext as _

from portal.services.cases import Queue
from portal.services.records.core import CaseLine
from portal.web.common.case_words import state_badge
from portal.web.common.context import deps
from portal.web.common.handling import badge_of, tail_of
from portal.web.common.incidents import hurry_badge
from portal.web.common.keys import key_of
from portal.web.common.lights import due_of
from portal.web.common.parts import Badge, Paging, Tone, Words

LIGHTS: Final = ("red", "yellow", "green")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a queue a clerk is: light, page, case, material and file."""

    endpoint: str = ".desk"
    light: str | None = None
    after: str | None = None
    case: str | None = None
    material: str | None = None
    file: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, str], endpoint: str = ".desk") -> Self:
        """From an address or from the hidden fields of a form."""
        light = values.get("light")
        return cls(
            endpoint=endpoint,
            light=light if light in LIGHTS else None,
            after=values.get("after"),
            case=values.get("case"),
            material=values.get("material"),
            file=values.get("file"),
        )

    @property
    def href(self) -> str:
        """The address of this place."""
        named = {name: getattr(self, name) for name in ("light", "after", "case", "material", "file")}
        return url_for(self.endpoint, **{name: value for name, value in named.items() if value})

    def lit(self, light: str | None) -> "Place":
        """The first page of the queue with only this light."""
        return Place(self.endpoint, light)

    def page(self, after: str | None) -> "Place":
        """Another page of the same queue."""
        return Place(self.endpoint, self.light, after)

    def at(self, case: str | None) -> "Place":
        """The same page with another case beside it."""
        return replace(self, case=case, material=None, file=None)

    def on(self, material: str, file: str | None = None) -> "Place":
        """The same case with another material selected."""
        return replace(self, material=material, file=file)


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter above the queue."""

    words: Words
    count: int
    href: str
    tone: Tone | None
    current: bool


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case of a queue."""

    number: str
    tail: str
    service: Words
    title: str
    applicant: str
    filed_at: datetime
    light: Badge
    state: Badge
    href: str
    current: bool = False
    urged: Badge | None = None
    has_violation: bool = False


def chips_of(queue: Queue[CaseLine], place: Place) -> tuple[Chip, ...]:
    """All, red, yellow and green with how many."""
    counts = queue.counts
    wanted: tuple[tuple[str | None, str, int], ...] = (
        (None, _("All"), counts.total),
        ("red", _("Red"), counts.red),
        ("yellow", _("Yellow"), counts.yellow),
        ("green", _("Green"), counts.green),
    )
    return tuple(
        Chip(words, count, place.lit(light).href, Tone(light) if light else None, current=light == place.light)
        for light, words, count in wanted
    )


def paging_of(queue: Queue[CaseLine], place: Place) -> Paging:
    """The next page and the first one."""
    after = key_of(queue.page.next)
    return Paging(place.page(after).href if after else None, place.page(None).href if place.after else None)


def row_of(line: CaseLine, href: str, *, current: bool = False) -> QueueRow:
    """One line of a list, with its light at this moment."""
    service = deps().catalogue.version(line.service_key, line.service_version)
    return QueueRow(
        number=line.number,
        tail=tail_of(line.number),
        service=service.name,
        title=line.title,
        applicant=line.applicant_name,
        filed_at=line.filed_at,
        light=badge_of(due_of(line, service)),
        state=state_badge(line.state),
        href=href,
        current=current,
        urged=hurry_badge(line),
        has_violation=line.violations > 0,
    )


def following(numbers: Sequence[str], chosen: str | None) -> str | None:
    """The case after the chosen one, else the first other one."""
    if chosen not in numbers:
        return next(iter(numbers), None)
    place = numbers.index(chosen)
    return next(iter([*numbers[place + 1 :], *numbers[:place]]), None)
