"""The hour clock of urgent cases 加急 in words: 18 hours of 3 working days, and the comparison with its basis.

Owns the sentences. What counts is said in :mod:`portal.domain.hours`.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from portal.domain.case.state import Case
from portal.domain.hours import Compression, HourClock, hour_clock, is_urgent
from portal.domain.origin.arithmetic import plain
from portal.domain.workflow import Service
from portal.i18n import limit_words
from portal.web.common.parts import Badge, Tone


@dataclass(frozen=True, slots=True)
class HourCard:
    """The clock as the pages show it; `badge` only for urgent cases."""

    sentence: str
    comparisons: tuple[str, ...]
    badge: Badge | None
    aim: str


def hour_card(case: Case, service: Service, now: datetime) -> HourCard | None:
    """The card of a case; nothing for services that know no urgent cases."""
    clock = hour_clock(case, service, now)
    if clock is None:
        return None
    urgent = is_urgent(case, service)
    return HourCard(
        sentence=sentence_of(clock),
        comparisons=comparisons(clock) if clock.is_decided else (),
        badge=badge_of(clock) if urgent else None,
        aim=_("Aim for urgent cases: %(target)s from filing", target=limit_words(clock.target)) if urgent else "",
    )


def sentence_of(clock: HourClock) -> str:
    """How many hours it took, or has taken so far, and what is promised."""
    facts = {"hours": plain(clock.elapsed), "promise": limit_words(clock.promise)}
    if clock.is_decided:
        return str(_("It took %(hours)s hours from filing to decision; promised: %(promise)s", **facts))
    return str(_("%(hours)s hours since it was filed; promised: %(promise)s", **facts))


def badge_of(clock: HourClock) -> Badge:
    if clock.is_over:
        return Badge(Tone.RED, _("Urgent case, over its aim"))
    return Badge(Tone.GREEN if clock.is_decided else Tone.YELLOW, _("Urgent case"))


def comparisons(clock: HourClock) -> tuple[str, ...]:
    """Compression on both bases, each named; what took longer than promised is said to be so."""
    return tuple(comparison(one, clock) for one in clock.compressions)


def comparison(one: Compression, clock: HourClock) -> str:
    if one.percent < 0:
        return str(
            _(
                "Not compressed: on days of %(basis)s hours the promise of %(promised)s hours was exceeded by "
                "%(percent)s%%",
                basis=one.basis,
                promised=one.promised,
                percent=plain(-one.percent),
            )
        )
    return str(
        _(
            "Compression counted on days of %(basis)s hours: (%(promised)s − %(hours)s) ÷ %(promised)s = %(percent)s%%",
            basis=one.basis,
            promised=one.promised,
            hours=plain(clock.elapsed),
            percent=plain(one.percent),
        )
    )
