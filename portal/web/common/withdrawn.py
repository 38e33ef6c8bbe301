"""What readers are told about a service that is not offered, or soon will not be: since when, why, what instead.

Owns the sentence. Refuses to judge: `portal.services.offering` knows what holds.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from portal.domain.texts import Text
from portal.i18n import day
from portal.services.offering import is_offered, withdrawal_of
from portal.web.common.context import deps
from portal.web.common.parts import Link


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The sentence, the reason, and where to go; the service can still be filed while ``is_off`` is false."""

    is_off: bool
    sentence: str
    reason: Text
    instead: tuple[Link, ...]


def withdrawn_notice(key: str) -> Withdrawn | None:
    """What is to be said about a service; None when it is simply offered."""
    held = withdrawal_of(deps(), key)
    if held is None:
        return None
    is_off = not is_offered(deps(), key)
    since = day(held.since)
    said = (
        _("This service has not been offered since %(day)s.", day=since)
        if is_off
        else _("This service can be filed only before %(day)s.", day=since)
    )
    if held.until is not None:
        said += " " + _("It is offered again from %(day)s.", day=day(held.until))
    named = (deps().catalogue.current(one) for one in held.instead)
    instead = tuple(Link(one.name, url_for("guide.show", service_key=one.key)) for one in named)
    return Withdrawn(is_off, said, held.reason, instead)
