"""When a change asks more of the applicant than before: longer to wait, more to bring, more to say, more to pay.

Owns the comparisons. Limits of different units are compared by their usual length in days, and a tie is not harder.
Refuses to guess about conditions that only changed: whom they now include depends on the answers.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from portal.domain.limits import Limit, Unit
from portal.domain.materials import Acquisition, Medium, Necessity
from portal.domain.workflow import Missed, OnFail

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Harder = Callable[[object, object], bool]

USUAL_DAYS: Final[Mapping[Unit, Decimal]] = {
    Unit.HOUR: Decimal(1) / 24,
    Unit.WORKHOUR: Decimal(7) / 5 / 8,
    Unit.WORKDAY: Decimal(7) / 5,
    Unit.DAY: Decimal(1),
    Unit.MONTH: Decimal(30),
    Unit.YEAR: Decimal(365),
}


def never(_before: object, _after: object) -> bool:
    """A change of words or of inner order."""
    return False


def longer(before: object, after: object) -> bool:
    """A limit that somebody else is held to, and the applicant waits for."""
    return isinstance(before, Limit) and isinstance(after, Limit) and _days(before) < _days(after)


def shorter(before: object, after: object) -> bool:
    """A limit that the applicant is held to."""
    return longer(after, before)


def more(before: object, after: object) -> bool:
    """A number that costs: copies, visits, yuan; nothing counts as none."""
    return _number(before) < _number(after)


def higher_floor(before: object, after: object) -> bool:
    """The least that is taken."""
    return after is not None and (before is None or _number(before) < _number(after))


def lower_ceiling(before: object, after: object) -> bool:
    """The most that is taken."""
    return after is not None and (before is None or _number(before) > _number(after))


def becomes(*values: object) -> Harder:
    """The new value is one of these, and the old one was not."""
    return lambda before, after: after in values and before not in values


def unconditional(before: object, after: object) -> bool:
    """What was asked of some is now asked of everybody."""
    return before is not None and after is None


def extended(before: object, after: object) -> bool:
    """A list that holds something it did not hold before, such as conditions or promises."""
    return isinstance(before, tuple) and isinstance(after, tuple) and not set(after) <= set(before)


def fewer(before: object, after: object) -> bool:
    """A list of ways that lost one; an empty list stands for all of them."""
    if not isinstance(before, tuple) or not isinstance(after, tuple) or not after:
        return False
    return not before or not set(before) <= set(after)


def given_up(before: object, after: object) -> bool:
    """A source that spared the applicant something and is named no more."""
    return before is not None and after is None


def earlier(before: object, after: object) -> bool:
    """A last day that comes sooner."""
    return isinstance(before, date) and isinstance(after, date) and after < before


asked_of_everybody: Final = becomes(Necessity.REQUIRED)
to_be_brought: Final = becomes(Acquisition.UPLOAD)
only_originals: Final = becomes(Medium.ORIGINAL)
ends_the_case: Final = becomes(OnFail.REFUSE)
lapses: Final = becomes(Missed.LAPSE)
now_true: Final = becomes(True)
now_false: Final = becomes(False)


def _days(limit: Limit) -> Decimal:
    return limit.value * USUAL_DAYS[limit.unit]


def _number(value: object) -> Decimal | int:
    return value if isinstance(value, Decimal | int) else 0
