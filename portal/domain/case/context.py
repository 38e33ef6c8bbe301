"""What a decision may look at besides the case: definition, calendar, moment and actor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.case.state import By
    from portal.domain.workflow import Service


@dataclass(frozen=True, slots=True)
class Context:
    """Given from outside, so that deciding the same thing twice gives the same answer."""

    service: Service
    calendar: WorkCalendar
    now: datetime
    by: By
