"""The profile of an enterprise: looking at it, stating a fact, and asking other departments with a consent."""

from __future__ import annotations

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.domain.policies.profile import FactDayInvalid
from portal.services.profiles import own as profiles
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.policies.blueprint import bp
from portal.web.policies.pages import today
from portal.web.policies.profile_pages import fact_page, profile_page

LONGEST: Final = 200


@bp.get("/profile/<uscc>")
@allow(Role.APPLICANT)
def profile(uscc: str) -> ResponseReturnValue:
    view = profiles.my_profile(deps(), actor(), uscc)
    return render_template("policies/profile.html", page=profile_page(view))


@bp.get("/profile/<uscc>/facts/<fact_id>")
@allow(Role.APPLICANT)
def fact(uscc: str, fact_id: str) -> ResponseReturnValue:
    return show_fact(uscc, fact_id, sent={}, faults={})


@bp.post("/profile/<uscc>/facts/<fact_id>")
@allow(Role.APPLICANT)
def state_fact(uscc: str, fact_id: str) -> ResponseReturnValue:
    sent = {name: request.form.get(name, "").strip()[:LONGEST] for name in ("value", "as_of")}
    try:
        profiles.declare_fact(deps(), actor(), uscc, fact_id=fact_id, typed=sent["value"], as_of=sent["as_of"])
    except DomainError as refusal:
        if not refusal.message_id.startswith("fact."):
            raise
        at = "as_of" if isinstance(refusal, FactDayInvalid) else "value"
        return show_fact(uscc, fact_id, sent=sent, faults={at: sentence(refusal)}), UNPROCESSABLE
    flash(_("Stored. The policies were matched again."), "success")
    return redirect(
        url_for(".mine", uscc=uscc) if request.form.get("back") == "mine" else url_for(".profile", uscc=uscc)
    )


def show_fact(uscc: str, fact_id: str, *, sent: dict[str, str], faults: dict[str, str]) -> str:
    view = profiles.my_profile(deps(), actor(), uscc)
    kind = view.kinds.get(fact_id)
    if kind is None or not kind.declarable:
        raise NotFound
    page = fact_page(view, kind, sent=sent, faults=faults, today=today())
    return render_template("policies/fact.html", page=page)


@bp.post("/profile/<uscc>/shared")
@allow(Role.APPLICANT)
def ask_shared(uscc: str) -> ResponseReturnValue:
    agreed = request.form.get("consent") == "yes"
    try:
        count = profiles.ask_shared(deps(), actor(), uscc, purpose=profiles.FOR_MATCHING, consented=agreed)
    except (profiles.ConsentMissing, profiles.SharedDataSilent) as refusal:
        flash(sentence(refusal), "error")
    else:
        said = ngettext("%(num)s fact came.", "%(num)s facts came.", count) if count else _("Nothing is known there.")
        flash(said, "success")
    return redirect(url_for(".profile", uscc=uscc))
