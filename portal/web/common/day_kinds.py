"""One day of an explanation as data: what the clock on the command line and the case pages answer alike.

Owns the words that stand where a day has no reason of its own; they are Chinese in every language, as data is.
"""

from collections.abc import Mapping
from typing import Any, Final

from portal.domain.explanation import DayLine, LineKind
from portal.domain.limits import Limit

STARTED: Final = {True: "起算当日不计入", False: "自此时起算"}
REST_DAYS: Final = {5: "周六", 6: "周日"}
WORDS: Final[Mapping[LineKind, str]] = {
    LineKind.MAKEUP: "调休上班",
    LineKind.PAUSED: "特别程序期间不计入",
    LineKind.EXTENDED: "延长期限",
}


def day_as_data(line: DayLine, limit: Limit) -> dict[str, Any]:
    """Date, kind, count and reason of one day."""
    return {"date": line.date.isoformat(), "kind": str(line.kind), "n": line.n, "why": line.why or _word(line, limit)}


def _word(line: DayLine, limit: Limit) -> str:
    if line.kind is LineKind.START:
        return STARTED[limit.unit.is_date_unit]
    return REST_DAYS[line.date.weekday()] if line.kind is LineKind.REST else WORDS.get(line.kind, "")
