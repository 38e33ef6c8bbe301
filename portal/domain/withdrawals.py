"""Services that are not offered for a time 事项取消/暂停: from which day, why, and what to use instead.

Owns which of them holds on a day. Refuses nothing: a published definition stays as it is, cases under it go on to
their end, and the service may be offered again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from portal.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One service off the shelf since a day, and until the day from which it is offered again."""

    service: str
    since: date
    until: date | None = None
    reason: Text
    instead: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Whether the service cannot be filed on this day."""
        return self.since <= day and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether it is offered again on this day."""
        return self.until is not None and self.until <= day


def withdrawn(withdrawals: Iterable[Withdrawal], key: str, day: date) -> Withdrawal | None:
    """Why the service cannot be filed on this day; None when it can."""
    return next((one for one in withdrawals if one.service == key and one.holds_on(day)), None)


def announced(withdrawals: Iterable[Withdrawal], key: str, day: date) -> Withdrawal | None:
    """The withdrawal that holds on this day, or else the next one to come; None when there is none."""
    coming = [one for one in withdrawals if one.service == key and not one.is_over(day)]
    return min(coming, key=lambda one: one.since, default=None)
