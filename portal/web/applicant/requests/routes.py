"""Withdrawing 撤回, urging 催办, rating 好差评, and handing in what was promised 容缺补齐.

Owns these four acts of an owner. Every refusal comes back to where it can be mended, with what was typed.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.domain.case.feedback import AlreadyRated, UrgedToday, may_rate
from portal.domain.case.moves import MOVES, Action, MoveNotAllowed
from portal.domain.case.tolerance import FilesNeeded, NothingOwed, ToleranceTooLate
from portal.domain.permissions import Role
from portal.services import cases, endings, feedback, tolerance
from portal.services.cases import CaseView
from portal.services.conflicts import CaseChangedMeanwhile
from portal.services.drafts import FileEmpty, FileKindUnknown, FileTooLarge, TooManyFiles, Upload
from portal.web.applicant.requests.forms import RatingForm, UrgeForm, WithdrawForm
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.incident_words import TAGS

bp: Final = Blueprint("requests", __name__, url_prefix="/cases/<number>")


@bp.get("/withdraw")
@allow(Role.APPLICANT)
def ask_withdraw(number: str) -> ResponseReturnValue:
    view = view_of(number)
    if (view.case.state, Action.WITHDRAW) not in MOVES:
        flash(_("This case cannot be withdrawn any more."))
        return to_case(number)
    return show_withdraw(view, WithdrawForm(revision=str(view.case.revision)))


@bp.post("/withdraw")
@allow(Role.APPLICANT)
def withdraw(number: str) -> ResponseReturnValue:
    form = WithdrawForm()
    if not form.validate_on_submit():
        return show_withdraw(view_of(number), form), UNPROCESSABLE
    try:
        endings.withdraw_case(deps(), actor(), number, command=form.command(), revision=form.loaded)
    except CaseChangedMeanwhile as refusal:
        view = view_of(number)
        form.reason.errors = [sentence(refusal)]
        form.revision.data = str(view.case.revision)
        return show_withdraw(view, form), status_of(refusal)
    except MoveNotAllowed as refusal:
        flash(sentence(refusal), "error")
        return to_case(number)
    flash(_("The case is withdrawn. The closing notice is among its documents."), "success")
    return to_case(number)


@bp.get("/urge")
@allow(Role.APPLICANT)
def ask_urge(number: str) -> ResponseReturnValue:
    return render_template("applicant/requests/urge.html", case=view_of(number).case, form=UrgeForm())


@bp.post("/urge")
@allow(Role.APPLICANT)
def urge(number: str) -> ResponseReturnValue:
    form = UrgeForm()
    if not form.validate_on_submit():
        page = render_template("applicant/requests/urge.html", case=view_of(number).case, form=form)
        return page, UNPROCESSABLE
    try:
        feedback.urge_case(deps(), actor(), number, command=form.command())
    except (UrgedToday, MoveNotAllowed) as refusal:
        flash(sentence(refusal), "error")
        return to_case(number)
    flash(_("Whoever holds the case sees that you urged. You can do so again tomorrow."), "success")
    return to_case(number)


@bp.get("/rating")
@allow(Role.APPLICANT)
def ask_rating(number: str) -> ResponseReturnValue:
    view = view_of(number)
    if not may_rate(view.case):
        flash(_("This case cannot be rated now."))
        return to_case(number)
    return show_rating(view, rating_form(view))


@bp.post("/rating")
@allow(Role.APPLICANT)
def rate(number: str) -> ResponseReturnValue:
    view = view_of(number)
    form = rating_form(view)
    valid, command = form.validate_on_submit(), form.command()
    if not valid or command is None:
        if command is None:
            form.level.errors = [_("Choose how satisfied you are")]
        return show_rating(view, form), UNPROCESSABLE
    try:
        feedback.rate_case(deps(), actor(), number, command=command)
    except (AlreadyRated, MoveNotAllowed) as refusal:
        flash(sentence(refusal), "error")
        return to_case(number)
    flash(_("Thank you. Your rating is recorded."), "success")
    return to_case(number)


@bp.post("/owed/<material_id>")
@allow(Role.APPLICANT)
def hand_in(number: str, material_id: str) -> ResponseReturnValue:
    sent = [Upload(one.filename, one.read()) for one in request.files.getlist("file") if one.filename]
    try:
        tolerance.supply_material(deps(), actor(), number, material_id=material_id, uploads=sent)
    except (FileEmpty, FileTooLarge, FileKindUnknown, TooManyFiles, FilesNeeded) as refusal:
        flash(sentence(refusal), "error")
        return redirect(url_for("cases.show", number=number, _anchor=f"owed-{material_id}"))
    except (NothingOwed, ToleranceTooLate, MoveNotAllowed) as refusal:
        flash(sentence(refusal), "error")
        return to_case(number)
    flash(_("Handed in. The day of arrival is recorded."), "success")
    return to_case(number)


def view_of(number: str) -> CaseView:
    return cases.view_case(deps(), actor(), number)


def to_case(number: str) -> ResponseReturnValue:
    return redirect(url_for("cases.show", number=number))


def rating_form(view: CaseView) -> RatingForm:
    form = RatingForm()
    form.tags.choices = [SelectChoice(tag, str(words)) for tag, words in TAGS[view.case.channel]]
    return form


def show_withdraw(view: CaseView, form: WithdrawForm) -> str:
    return render_template("applicant/requests/withdraw.html", case=view.case, form=form)


def show_rating(view: CaseView, form: RatingForm) -> str:
    return render_template("applicant/requests/rating.html", case=view.case, service=view.service, form=form)
