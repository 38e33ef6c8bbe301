"""A correction from the notice to its supply; the pages of the form are those of a filing.

Owns the way between these pages. Whoever comes too late, or in a second window after supplying, is led to the case.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.correction import CorrectionIncomplete, CorrectionTooLate, NotMarked
from portal.domain.case.filing import MaterialsMissing
from portal.domain.case.moves import MoveNotAllowed
from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.services import corrections
from portal.services.filing import FormIncomplete
from portal.web.applicant.correcting.pages import correction_page, refused, supply_page
from portal.web.applicant.mending import Mending
from portal.web.applicant.opened import filing_of, lead_to_case
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import sentence

bp: Final = Blueprint("correcting", __name__, url_prefix="/cases/<number>/correction")


@bp.get("")
@allow(Role.APPLICANT)
def show(number: str) -> ResponseReturnValue:
    return render_template("applicant/correcting/show.html", page=correction_page(mending_of(number)))


@bp.get("/check")
@allow(Role.APPLICANT)
def check(number: str) -> ResponseReturnValue:
    return render_template("applicant/correcting/check.html", page=supply_page(mending_of(number)))


@bp.post("")
@allow(Role.APPLICANT)
def supply(number: str) -> ResponseReturnValue:
    mending = mending_of(number)
    if request.form.get("round") != str(mending.told.round):
        flash(_("There is a newer notice. Read what it marks before you supply the correction."), "error")
        return redirect(mending.home)
    try:
        corrections.supply_correction(deps(), actor(), number)
    except FormIncomplete as refusal:
        return again(mending, refusal, at=refused(refusal, mending))
    except (CorrectionIncomplete, MaterialsMissing, NotMarked) as refusal:
        return again(mending, refusal)
    except CorrectionTooLate as refusal:
        flash(sentence(refusal), "error")
        return redirect(url_for("cases.show", number=number))
    flash(_("The correction is supplied. The window looks at it; its answer is due by the day below."), "success")
    return redirect(url_for("cases.show", number=number))


def mending_of(number: str) -> Mending:
    """The correction that is being written; to the case when nothing is to be corrected any more."""
    try:
        draft = corrections.open_correction(deps(), actor(), number)
    except MoveNotAllowed:
        lead_to_case(number)
    found = filing_of(draft)
    return found if isinstance(found, Mending) else abort(404)


def again(mending: Mending, refusal: DomainError, *, at: str | None = None) -> ResponseReturnValue:
    """Where the fault can be mended; nothing that was typed is lost."""
    flash(sentence(refusal), "error")
    return redirect(at or mending.check)
