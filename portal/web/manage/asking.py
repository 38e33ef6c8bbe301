"""Which cases a manager asks for, as an address says it: period, which, service, page.

Owns the words of addresses and their reading. Refuses words it does not know: the usual ones stand in.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.i18n import ENGLISH, MONTHS_EN, language
from portal.services.figures import Behind, Period, Span, Wanted, current_span, month_span
from portal.web.common.context import deps

MONTH: Final = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
PERIOD_WORDS: Final[Mapping[Period, object]] = {
    Period.MONTH: _l("This month"),
    Period.QUARTER: _l("Last 90 days"),
    Period.YEAR: _l("Last 365 days"),
}
BEHIND_WORDS: Final[Mapping[Behind, object]] = {
    Behind.ALL: _l("All decided cases"),
    Behind.ONCE: _l("At most one visit"),
    Behind.ZERO: _l("No visit at all"),
    Behind.MORE_VISITS: _l("More than one visit"),
    Behind.ON_TIME: _l("Decided on time"),
    Behind.LATE: _l("Decided late"),
    Behind.EXCLUDED: _l("Not counted for visits: superior approval"),
    Behind.UNRECORDED: _l("Filed at the window, no visit on record"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One list of decided cases; `period` is a period's word or a month such as 2026-10."""

    period: str = Period.MONTH.value
    which: Behind = Behind.ALL
    service: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Self:
        """From an address."""
        period, which = values.get("period", ""), values.get("which", "")
        return cls(
            period=period if period in set(Period) or MONTH.fullmatch(period) else Period.MONTH.value,
            which=Behind(which) if which in set(Behind) else Behind.ALL,
            service=values.get("service") or None,
        )

    def wanted(self) -> Wanted:
        """What the figures service is asked."""
        return Wanted(self.span(), self.which, self.service)

    def span(self) -> Span:
        """The days meant."""
        month = MONTH.fullmatch(self.period)
        if month:
            return month_span(date(int(month[1]), int(month[2]), 1))
        return current_span(deps(), Period(self.period))

    def href(self, endpoint: str = ".decided", *, after: str | None = None) -> str:
        """The address of this list."""
        return url_for(endpoint, period=self.period, which=self.which.value, service=self.service, after=after)

    def period_words(self) -> str:
        month = MONTH.fullmatch(self.period)
        if month:
            return month_words(date(int(month[1]), int(month[2]), 1))
        return str(PERIOD_WORDS[Period(self.period)])


def period_of(values: Mapping[str, str]) -> Period:
    """The period of the first page."""
    word = values.get("period", "")
    return Period(word) if word in set(Period) else Period.MONTH


def month_words(month: date) -> str:
    """2026年10月 / Oct 2026."""
    if language() == ENGLISH:
        return f"{MONTHS_EN[month.month - 1]} {month.year}"
    return f"{month.year}年{month.month}月"


def span_words(span: Span) -> str:
    """From the first to the last day."""
    return str(_("%(since)s to %(until)s", since=span.since.isoformat(), until=span.until.isoformat()))
