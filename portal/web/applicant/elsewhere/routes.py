"""The page that names why a filing belongs to another service, and leads on there with one button.

Owns the page. Refuses nothing itself: that such a filing cannot be made is a rule of the domain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.permissions import Role
from portal.domain.procedures import Redirect
from portal.domain.texts import Text
from portal.services import redirecting
from portal.web.applicant.mending import Mending
from portal.web.applicant.opened import opened
from portal.web.common.access import allow
from portal.web.common.context import actor, deps

bp: Final = Blueprint("elsewhere", __name__, url_prefix="/filing/<key>")


@dataclass(frozen=True, slots=True)
class Destination:
    """Another service with every reason that leads there."""

    key: str
    name: Text
    reasons: tuple[Text, ...]


def destinations(redirects: Iterable[Redirect]) -> tuple[Destination, ...]:
    """The other services in the order of the definition, each once."""
    held = tuple(redirects)
    catalogue = deps().catalogue
    return tuple(
        Destination(key, catalogue.current(key).name, tuple(one.reason for one in held if one.to == key))
        for key in dict.fromkeys(one.to for one in held)
    )


@bp.get("/elsewhere")
@allow(Role.APPLICANT)
def show(key: str) -> ResponseReturnValue:
    filing = opened(key)
    if isinstance(filing, Mending) or not filing.redirects:
        return redirect(filing.home)
    page = destinations(filing.redirects)
    return render_template("applicant/elsewhere/elsewhere.html", filing=filing, destinations=page, key=key)


@bp.post("/elsewhere")
@allow(Role.APPLICANT)
def go(key: str) -> ResponseReturnValue:
    draft = redirecting.lead_on(deps(), actor(), key, to=request.form.get("to", ""))
    flash(_("What you answered already was carried over. Look it over and go on."), "success")
    return redirect(url_for("filing.show", key=draft.key))
