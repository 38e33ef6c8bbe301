"""Choosing to promise some materials, or to commit instead of handing them in.

Owns the two pages. Refuses a promise without its letter; what is lawful is decided once more when filing.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.domain.materials import Material
from portal.domain.permissions import Role
from portal.domain.procedures import CommitmentRule, ToleranceRule
from portal.i18n import translated
from portal.services import drafts
from portal.web.applicant.mending import Mending
from portal.web.applicant.opened import opened
from portal.web.applicant.progress import Filing
from portal.web.applicant.ways.forms import COMMIT, ORDINARY, CommitmentForm, PromiseForm
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE

bp: Final = Blueprint("ways", __name__, url_prefix="/filing/<key>")


@bp.get("/promise")
@allow(Role.APPLICANT)
def promise(key: str) -> ResponseReturnValue:
    filing, _rule = tolerant(key)
    form = promise_form(filing)
    form.materials.data = [one.id for one in choosable(filing) if filing.is_promised(one)]
    form.agreed.data = bool(form.materials.data)
    return show_promise(filing, form)


@bp.post("/promise")
@allow(Role.APPLICANT)
def keep_promise(key: str) -> ResponseReturnValue:
    filing, _rule = tolerant(key)
    form = promise_form(filing)
    known = {one.id for one in choosable(filing)}
    chosen = tuple(one for one in form.materials.data or () if one in known)
    if not form.validate_on_submit():
        return show_promise(filing, form), UNPROCESSABLE
    if chosen and not form.agreed.data:
        form.agreed.errors = [_("Read the commitment and tick here, or choose no material")]
        return show_promise(filing, form), UNPROCESSABLE
    drafts.choose_ways(deps(), actor(), key, promised=chosen)
    flash(_("Your promise is noted; it is printed as a letter when you file.") if chosen else _("Nothing is promised."))
    return redirect(url_for("materials.show", key=key))


@bp.get("/commitment")
@allow(Role.APPLICANT)
def commitment(key: str) -> ResponseReturnValue:
    filing, _rule = committing(key)
    form = CommitmentForm()
    if filing.draft.committed:
        form.way.data = COMMIT
    return show_commitment(filing, form)


@bp.post("/commitment")
@allow(Role.APPLICANT)
def choose_commitment(key: str) -> ResponseReturnValue:
    filing, _rule = committing(key)
    form = CommitmentForm()
    if not form.validate_on_submit() or not form.is_chosen():
        form.way.errors = [_("Choose one of the two ways")]
        return show_commitment(filing, form), UNPROCESSABLE
    drafts.choose_ways(deps(), actor(), key, committed=form.way.data == COMMIT)
    flash(
        _("The ordinary way is chosen: hand in every material.")
        if form.way.data == ORDINARY
        else _("The commitment is chosen; it is printed as a letter when you file.")
    )
    return redirect(url_for("materials.show", key=key))


def tolerant(key: str) -> tuple[Filing, ToleranceRule]:
    """A filing of a service that takes promises; 404 for others and for corrections."""
    filing = opened(key)
    rule = filing.service.tolerance
    return abort(404) if rule is None or isinstance(filing, Mending) else (filing, rule)


def committing(key: str) -> tuple[Filing, CommitmentRule]:
    """A filing of a service that takes a commitment; 404 for others and for corrections."""
    filing = opened(key)
    rule = filing.service.commitment
    return abort(404) if rule is None or isinstance(filing, Mending) else (filing, rule)


def promise_form(filing: Filing) -> PromiseForm:
    form = PromiseForm()
    form.materials.choices = [SelectChoice(one.id, translated(one.name)) for one in choosable(filing)]
    return form


def choosable(filing: Filing) -> tuple[Material, ...]:
    """What may follow and has not been handed in."""
    needed = filing.needed_materials()
    return tuple(one for one in needed if filing.may_be_promised(one) and not filing.files(one.id))


def show_promise(filing: Filing, form: PromiseForm) -> str:
    rule = filing.service.tolerance
    return render_template("applicant/ways/promise.html", filing=filing, form=form, rule=rule)


def show_commitment(filing: Filing, form: CommitmentForm) -> str:
    spared = tuple(one.name for one in filing.needed_materials() if one.by_commitment)
    rule = filing.service.commitment
    return render_template("applicant/ways/commitment.html", filing=filing, form=form, rule=rule, spared=spared)
