"""Calendars for tests: the real one of the repository, and instants in its zone.

Owns short ways to write moments. Refuses nothing.
"""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Final

from portal.definitions.calendars import load_calendar
from portal.definitions.notices import parse_notice
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


#: A notice that nobody published, for tests: new year to the fifth, spring festival moved by make-up days.
NOTICE_2027: Final = """calendar: cn
year: 2027
notice:
  title: "示例：关于2027年部分节假日安排的通知"
  number: "示例〔2026〕1号"
days_off:
  - {from: "2027-01-01", to: "2027-01-04", name: "元旦"}
  - {from: "2027-02-05", to: "2027-02-12", name: "春节"}
  - {from: "2027-04-03", to: "2027-04-05", name: "清明节"}
  - {from: "2027-05-01", to: "2027-05-05", name: "劳动节"}
  - {date: "2027-06-09", name: "端午节"}
  - {date: "2027-09-15", name: "中秋节"}
  - {from: "2027-10-01", to: "2027-10-07", name: "国庆节"}
makeup:
  - {date: "2027-01-10", name: "元旦"}
  - {date: "2027-01-31", name: "春节"}
  - {date: "2027-02-20", name: "春节"}
  - {date: "2027-04-25", name: "劳动节"}
  - {date: "2027-09-26", name: "国庆节"}
"""


@cache
def cn_with_2027() -> WorkCalendar:
    """The calendar that is shipped, after the notice above was loaded."""
    (year,) = parse_notice(NOTICE_2027, "cn-2027.yaml").years
    return cn().with_year(year)
