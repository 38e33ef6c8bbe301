"""View models of the shared components in templates/components/: plain data, ready to be written down.

Owns shapes only. Words arrive translated or as `Text`; days, instants and amounts arrive as
values and are written by the filters.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portal.domain.texts import Text

Words = Text | str


class Tone(StrEnum):
    """What a badge or a figure says by colour; always beside words."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Progress(StrEnum):
    """Where a step or an entry of a timeline stands."""

    DONE = "done"
    NOW = "now"
    NEXT = "next"
    FAILED = "failed"
    DROPPED = "dropped"  # will not be done any more


@dataclass(frozen=True, slots=True)
class Badge:
    """A light or a state: colour, shape and words."""

    tone: Tone
    words: Words


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere to go."""

    words: Words
    href: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened, happens, or will happen."""

    title: Words
    progress: Progress
    at: datetime | None = None
    detail: Words = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class StepBox:
    """One step in the picture of steps."""

    name: Words
    department: Words = ""
    limit: Words = ""
    progress: Progress = Progress.NEXT


@dataclass(frozen=True, slots=True)
class Stage:
    """Steps that run at the same time."""

    steps: tuple[StepBox, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that matters; `value` is "—" when there is none."""

    label: Words
    value: str
    note: Words = ""
    tone: Tone = Tone.GREEN
    href: str | None = None


class DayLook(StrEnum):
    """How a day looks in the calendar picture."""

    OUTSIDE = "outside"
    START = "start"
    COUNTED = "counted"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP = "makeup"
    PAUSED = "paused"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One square of the calendar picture; `note` says what the day is (第3天, 国庆, 受理)."""

    on: date
    look: DayLook
    note: Words = ""


@dataclass(frozen=True, slots=True)
class CalendarPicture:
    """Whole weeks from Monday to Sunday."""

    weeks: tuple[tuple[CalendarDay, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list; `links` change it."""

    key: Words
    value: Words
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Paging:
    """Keyset paging: the next page, and back to the first."""

    next_href: str | None = None
    first_href: str | None = None


@dataclass(frozen=True, slots=True)
class SideItem:
    """One line of the staff side navigation; `count` is how much waits there."""

    words: Words
    href: str
    count: int | None = None
    current: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class SideGroup:
    """A group of lines under a small heading."""

    heading: Words
    items: tuple[SideItem, ...]


@dataclass(frozen=True, slots=True)
class SideNav:
    """The dark side navigation of staff screens: where somebody sits, and the groups."""

    title: Words
    letter: str
    groups: tuple[SideGroup, ...]
