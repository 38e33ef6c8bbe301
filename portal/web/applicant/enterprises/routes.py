"""My enterprises: whom this account may act for.

Owns one page. An enterprise appears by itself when its registration is granted; one that existed before is added by its
legal representative, whom the licence store must know by the account's identity number.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.permissions import Role
from portal.services import cases, enterprises
from portal.services.enterprises import NotRepresentative
from portal.services.identifiers import IDENTIFIERS
from portal.services.materials.obtaining import ConsentNeeded, NothingFound, RegisterSilent
from portal.web.applicant.enterprises.forms import AddForm
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence

bp: Final = Blueprint("enterprises", __name__, url_prefix="/enterprises")


@bp.get("/")
@allow(Role.APPLICANT)
def index() -> ResponseReturnValue:
    return shown(AddForm())


@bp.post("/")
@allow(Role.APPLICANT)
def add() -> ResponseReturnValue:
    form = AddForm()
    if not form.validate_on_submit():
        return shown(form), UNPROCESSABLE
    uscc = IDENTIFIERS.uscc(form.uscc.data or "")
    if uscc is None:
        form.uscc.errors = [_("Enter the 18 characters of the code as on the business licence")]
        return shown(form), UNPROCESSABLE
    try:
        added = enterprises.link_enterprise(deps(), actor(), uscc, consented=bool(form.consent.data))
    except ConsentNeeded as refusal:
        form.consent.errors = [sentence(refusal)]
        return shown(form), UNPROCESSABLE
    except (NothingFound, RegisterSilent, NotRepresentative) as refusal:
        form.uscc.errors = [sentence(refusal)]
        return shown(form), UNPROCESSABLE
    flash(_("You act for %(name)s now.", name=added.name))
    return redirect(url_for(".index"))


def shown(form: AddForm) -> str:
    found = cases.my_enterprises(deps(), actor())
    return render_template("applicant/enterprises/index.html", enterprises=found, form=form)
