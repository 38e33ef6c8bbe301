"""Calendars for tests: the real one of the repository, and instants in its zone.

Owns short ways to write moments. Refuses nothing.
"""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Final

from portal.definitions.calendars import load_calendar
from portal.domain.calendar import WorkCalendar

FOLDER: Final = Path(__file__).parents[2] / "workflows" / "calendars"


@cache
def cn() -> WorkCalendar:
    """The calendar that is shipped."""
    return load_calendar(FOLDER, "cn")


def on(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str, clock: str = "10:00") -> datetime:
    """An instant from a date and a local time of day."""
    local = datetime.combine(on(text), time.fromisoformat(clock), cn().zone)
    return local.astimezone(UTC)
