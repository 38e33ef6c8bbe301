"""Which finished cases a manager asks for, as an address says it: period, trait, service.

Owns the words of traits. Refuses words it does not know: the usual ones stand in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from flask import url_for
from flask_babel import lazy_gettext as _l

from portal.domain.figures_conduct import Trait
from portal.services.conduct import Asked
from portal.services.figures import Period
from portal.web.manage.asking import Ask

TRAIT_WORDS: Final[Mapping[Trait, object]] = {
    Trait.FINISHED: _l("All finished cases"),
    Trait.DECIDED: _l("Decided"),
    Trait.UNDECIDED: _l("Ended without a decision"),
    Trait.ACCEPTED: _l("Accepted"),
    Trait.NOT_ACCEPTED: _l("Not accepted"),
    Trait.RETURNED: _l("Returned"),
    Trait.WITHDRAWN: _l("Withdrawn by the applicant"),
    Trait.LAPSED: _l("Not corrected in time"),
    Trait.TOLERANCE_LAPSED: _l("Promised material not supplied in time"),
    Trait.CORRECTED: _l("With a correction notice"),
    Trait.ONE_ROUND: _l("Told once"),
    Trait.SECOND_NOTICE: _l("Told a second time"),
    Trait.OUTSIDE: _l("Asked for something outside the checklist"),
    Trait.DEEMED: _l("Counts as accepted, nothing said in time"),
    Trait.RATED: _l("With a rating that counts"),
    Trait.RATED_DECIDED: _l("Rated after a decision"),
    Trait.GOOD: _l("Good ratings"),
    Trait.BAD: _l("Bad ratings"),
    Trait.TO_VERIFY: _l("Bad rating, to be verified"),
    Trait.VALID: _l("Bad rating, found to count"),
    Trait.RECTIFIED: _l("Bad rating, put right"),
    Trait.CALLED_BACK: _l("Bad rating, applicant called"),
    Trait.NOT_COUNTED: _l("Bad rating, found not to count"),
    Trait.SPECIAL: _l("With a special procedure"),
    Trait.EXTENDED: _l("Extended"),
    Trait.TOLERATED: _l("With materials to follow"),
    Trait.SUPPLIED: _l("Promised materials supplied in time"),
    Trait.LENIENT: _l("At most one visit, lenient"),
    Trait.LENIENT_WHOLE: _l("Counted for visits, lenient"),
}


@dataclass(frozen=True, slots=True)
class ConductAsk:
    """One list of finished cases; `period` is a period's word."""

    period: str = Period.MONTH.value
    which: Trait = Trait.FINISHED
    service: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Self:
        """From an address."""
        which = values.get("which", "")
        return cls(
            period=Ask.of(values).period,
            which=Trait(which) if which in set(Trait) else Trait.FINISHED,
            service=values.get("service") or None,
        )

    @property
    def days(self) -> Ask:
        """The period alone, which is asked for as elsewhere."""
        return Ask(self.period)

    def asked(self) -> Asked:
        """What the service is asked."""
        return Asked(self.days.span(), self.which, self.service)

    def href(self, endpoint: str = "manage.finished", *, after: str | None = None) -> str:
        """The address of this list."""
        return url_for(endpoint, period=self.period, which=self.which.value, service=self.service, after=after)

    def to(self, which: Trait) -> str:
        """The address of another list of the same days."""
        return ConductAsk(self.period, which, self.service).href()
