"""A case as an expectation looks at it, and the words for what was found.

Owns the moment of looking and the plain comparisons. Refuses nothing: what does not hold is answered as differences.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from portal.scenarios.faults import Difference

if TYPE_CHECKING:
    from pydantic import BaseModel

    from portal.definitions.nodes import Path
    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.events import Event, Recorded
    from portal.domain.case.state import Case
    from portal.domain.workflow import Service

Look = Callable[[Any, Any, "Path"], Iterator[Difference]]
"""One comparison: what is looked at, what is expected, where in the step it is written."""


@dataclass(frozen=True, slots=True)
class View:
    """A case at one moment, with what happened to it; ``mark`` is its revision before the last step."""

    case: Case
    service: Service
    calendar: WorkCalendar
    now: datetime
    history: Sequence[Recorded]
    mark: int

    def local(self, instant: datetime) -> datetime:
        """The instant on the clock of the wall."""
        return instant.astimezone(self.calendar.zone)

    @property
    def recent(self) -> tuple[Event, ...]:
        """What happened since the step before."""
        return tuple(recorded.event for recorded in self.history if recorded.seq > self.mark)


def look_at(seen: object, expected: BaseModel, table: Mapping[str, Look], *, place: Path) -> Iterator[Difference]:
    """Every key that was written, by its comparison."""
    for name in sorted(expected.model_fields_set):
        yield from table[name](seen, getattr(expected, name), (*place, name))


def plain(read: Callable[[Any], object]) -> Look:
    """Compared as it stands."""
    return lambda seen, expected, place: differ(place, expected, read(seen))


def members(read: Callable[[Any], Iterator[Any] | Sequence[Any]]) -> Look:
    """Compared without regard to order."""

    def look(seen: Any, expected: Any, place: Path) -> Iterator[Difference]:
        found = [str(one) for one in read(seen)]
        if Counter(map(str, expected)) != Counter(found):
            yield Difference(place, listed(expected), listed(found))

    return look


def differ(place: Path, expected: object, found: object) -> Iterator[Difference]:
    """One difference, or none."""
    if expected != found:
        yield Difference(place, shown(expected), shown(found))


def listed(values: Sequence[object]) -> str:
    """A list in the words of the language."""
    return "[" + ", ".join(shown(one) for one in values) + "]" if values else "none"


def shown(value: object) -> str:
    """A value in the words of the language."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return listed(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {shown(one)}" for name, one in value.items()) + "}"
    return str(value)
