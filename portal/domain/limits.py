"""A time limit (时限) as the law writes it: a number and a unit, never a bare number.

Owns the units and what counts as a limit at all. Refuses zero, negative and fractional values and unknown units.
When a limit ends is the business of `deadlines`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final, Self

from portal.domain.errors import DomainError


class Unit(StrEnum):
    """What a limit counts; 行政许可法 counts working days (art. 82), company law calendar days."""

    WORKDAY = "workday"
    DAY = "day"
    HOUR = "hour"
    WORKHOUR = "workhour"
    MONTH = "month"
    YEAR = "year"

    @property
    def is_date_unit(self) -> bool:
        """Whether such a limit is met on a whole day, rather than up to an instant."""
        return self not in INSTANT_UNITS


INSTANT_UNITS: Final = frozenset({Unit.HOUR, Unit.WORKHOUR})

LONGEST: Final[Mapping[Unit, int]] = {
    Unit.WORKDAY: 10_000,
    Unit.DAY: 15_000,
    Unit.HOUR: 360_000,
    Unit.WORKHOUR: 80_000,
    Unit.MONTH: 480,
    Unit.YEAR: 40,
}
"""About forty years in each unit: anything longer is a typing error, not a limit."""


class LimitInvalid(DomainError):
    """Something that is not a limit was given as one; facts: `value`, `unit`."""

    message_id: ClassVar[str] = "limit.invalid"


@dataclass(frozen=True, slots=True)
class Limit:
    """A whole number of units, at least one."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if type(self.value) is not int or not isinstance(self.unit, Unit):
            raise LimitInvalid(value=self.value, unit=self.unit)
        if not 0 < self.value <= LONGEST[self.unit]:
            raise LimitInvalid(value=self.value, unit=self.unit)

    @classmethod
    def of(cls, value: int, unit: str) -> Self:
        """Build a limit from a unit's name; raises `LimitInvalid` when there is no such unit."""
        try:
            return cls(value, Unit(unit))
        except ValueError:
            raise LimitInvalid(value=value, unit=unit) from None

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"
