"""The page on which the owner does a step of a case: filled in, papers chosen, sent once.

Owns this one act. Every refusal comes back to the place where it is mended, with all that was typed and chosen.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.applicant_steps import StepTooLate
from portal.domain.case.moves import MoveNotAllowed
from portal.domain.case.not_before import StepTooEarly, StepWaitsFor
from portal.domain.case.review import StepNotOpen
from portal.domain.permissions import Role
from portal.domain.workflow import Step
from portal.i18n import translated
from portal.services import applicant_steps, cases
from portal.services.cases import CaseView
from portal.services.conflicts import CaseChangedMeanwhile
from portal.web.applicant.doing.pages import faults_in, step_page, why_not_now
from portal.web.applicant.doing.sent import DROP, Sent, nothing_sent, sent_for
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of

PAGE: Final = "applicant/doing/step.html"
bp: Final = Blueprint("doing", __name__, url_prefix="/cases/<number>/steps")


@bp.get("/<step_id>")
@allow(Role.APPLICANT)
def ask(number: str, step_id: str) -> ResponseReturnValue:
    view, step = found(number, step_id)
    if step_id not in {run.id for run in view.case.to_do}:
        flash(why_not_now(view, step))
        return to_case(number)
    return render_template(PAGE, page=step_page(view, step, nothing_sent(view, step), faults={}))


@bp.post("/<step_id>")
@allow(Role.APPLICANT)
def do(number: str, step_id: str) -> ResponseReturnValue:
    view, step = found(number, step_id)
    sent = sent_for(view, step)
    if request.form.get("act") == "look" or DROP in request.form:
        return render_template(PAGE, page=step_page(view, step, sent, faults={}))
    faults = faults_in(view, step, sent)
    if faults:
        return render_template(PAGE, page=step_page(view, step, sent, faults=faults)), UNPROCESSABLE
    return done(view, step, sent)


def done(view: CaseView, step: Step, sent: Sent) -> ResponseReturnValue:
    """Do it; what comes too early or meets a newer case is shown again, what is over leads to the case."""
    number = view.case.number
    try:
        applicant_steps.do_step(
            deps(),
            actor(),
            number,
            step_id=step.id,
            results=sent.results,
            uploads={},
            kept=sent.files,
            revision=loaded(),
        )
    except (StepTooEarly, StepWaitsFor, CaseChangedMeanwhile) as refusal:
        newer = cases.view_case(deps(), actor(), number)
        page = step_page(newer, step, sent, faults={"answers": sentence(refusal)})
        return render_template(PAGE, page=page), status_of(refusal)
    except (StepTooLate, StepNotOpen, MoveNotAllowed) as refusal:
        flash(sentence(refusal), "error")
        return to_case(number)
    flash(_("Done: %(step)s", step=translated(step.name)), "success")
    return to_case(number)


def found(number: str, step_id: str) -> tuple[CaseView, Step]:
    """The reader's own case and a step of it that is the applicant's."""
    view = cases.view_case(deps(), actor(), number)
    if step_id not in {run.id for run in view.case.steps if run.applicant}:
        abort(404)
    return view, view.service.step(step_id)


def loaded() -> int | None:
    """The revision of the case that the page showed."""
    value = request.form.get("revision", "")
    return int(value) if value.isdecimal() else None


def to_case(number: str) -> ResponseReturnValue:
    return redirect(url_for("cases.show", number=number))
