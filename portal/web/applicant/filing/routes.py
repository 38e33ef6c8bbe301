"""A filing from the first click to the submission.

Owns the way between the pages of a draft. Submitting the same draft twice leads to the same case.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.filing import BelongsElsewhere, MaterialsMissing, PromiseNotAllowed
from portal.domain.permissions import Role
from portal.domain.workflow import Service
from portal.services import cases, drafts, enterprises, filing
from portal.services.filing import FormIncomplete, NotDeclared
from portal.services.offering import ServiceWithdrawn
from portal.services.records.core import Draft
from portal.web.applicant.answering.forms import typed
from portal.web.applicant.answering.reading import Reading, read_page
from portal.web.applicant.filing.forms import DeclarationForm
from portal.web.applicant.filing.pages import check_page, draft_lines, problems, task_list
from portal.web.applicant.mending import Mending
from portal.web.applicant.opened import filing_of, opened
from portal.web.applicant.progress import SITUATION_PAGE, Filing, situation_page
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.withdrawn import withdrawn_notice

bp: Final = Blueprint("filing", __name__, url_prefix="/filing")


@bp.get("/")
@allow(Role.APPLICANT)
def index() -> ResponseReturnValue:
    lines = draft_lines(drafts.my_drafts(deps(), actor()))
    return render_template("applicant/filing/drafts.html", drafts=lines)


@bp.get("/new/<service_key>")
@allow(Role.APPLICANT)
def begin(service_key: str) -> ResponseReturnValue:
    service = deps().catalogue.current(service_key)
    begun = [draft for draft in drafts.my_drafts(deps(), actor()) if draft.service_key == service_key]
    answers = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    mine = cases.my_enterprises(deps(), actor()) if enterprises.names_enterprise(service) else ()
    return render_template(
        "applicant/filing/begin.html",
        service=service,
        drafts=draft_lines(begun),
        answers=answers,
        enterprises=mine,
        notice=withdrawn_notice(service_key),
    )


@bp.post("/")
@allow(Role.APPLICANT)
def start() -> ResponseReturnValue:
    service = deps().catalogue.current(request.form.get("service", ""))
    reading = read_situation(service)
    draft = drafts.start_draft(
        deps(),
        actor(),
        service.key,
        answers={**known_of(service), **reading.values},
        visited=(SITUATION_PAGE,) if reading.is_in_order else (),
    )
    return redirect(url_for(".show" if reading.is_in_order else "answering.show_situation", key=draft.key))


def known_of(service: Service) -> dict[str, object]:
    """What the portal knows already for the enterprise that was chosen; nothing when none was."""
    return dict(enterprises.prefilled(deps(), actor(), service, uscc=request.form.get("for_enterprise")))


def read_situation(service: Service) -> Reading:
    """What was answered on the guide already; a service without questions is in order at once."""
    now = deps().clock.now()
    blank = Draft(
        key="", owner_id=0, service_key=service.key, service_version=service.version, created_at=now, saved_at=now
    )
    page = situation_page(service)
    return read_page(filing_of(blank), page, typed(page.fields, request.form), county=deps().catalogue.county)


def filing_at(key: str) -> Filing:
    """A filing; the draft of a correction has pages of its own."""
    found = opened(key)
    if isinstance(found, Mending):
        abort(redirect(found.home))
    return found


def filing_that_belongs_here(key: str) -> Filing:
    """A filing whose answers do not lead to another service; the others are led on."""
    found = filing_at(key)
    if found.redirects:
        abort(redirect(url_for("elsewhere.show", key=key)))
    return found


@bp.get("/<key>/")
@allow(Role.APPLICANT)
def show(key: str) -> ResponseReturnValue:
    return render_template("applicant/filing/task_list.html", page=task_list(filing_that_belongs_here(key)))


@bp.get("/<key>/check")
@allow(Role.APPLICANT)
def check(key: str) -> ResponseReturnValue:
    return render_template("applicant/filing/check.html", page=check_page(filing_that_belongs_here(key)))


@bp.get("/<key>/submit")
@allow(Role.APPLICANT)
def declare(key: str) -> ResponseReturnValue:
    draft = filing_that_belongs_here(key)
    if next(problems(draft), None) is not None:
        return redirect(url_for(".check", key=key))
    return render_template("applicant/filing/declare.html", filing=draft, form=DeclarationForm())


@bp.post("/<key>/submit")
@allow(Role.APPLICANT)
def submit(key: str) -> ResponseReturnValue:
    form = DeclarationForm()
    try:
        case = filing.submit_draft(deps(), actor(), key, declared=bool(form.declared.data))
    except NotDeclared as refusal:
        form.declared.errors = [sentence(refusal)]
        return render_template("applicant/filing/declare.html", filing=opened(key), form=form), UNPROCESSABLE
    except BelongsElsewhere:
        return redirect(url_for("elsewhere.show", key=key))
    except (FormIncomplete, MaterialsMissing, PromiseNotAllowed, ServiceWithdrawn) as refusal:
        flash(sentence(refusal), "error")
        return redirect(url_for(".check", key=key))
    return redirect(url_for("cases.show", number=case.number, filed=1))


@bp.get("/<key>/discard")
@allow(Role.APPLICANT)
def ask_discard(key: str) -> ResponseReturnValue:
    return render_template("applicant/filing/discard.html", page=task_list(filing_at(key)), key=key)


@bp.post("/<key>/discard")
@allow(Role.APPLICANT)
def discard(key: str) -> ResponseReturnValue:
    filing_at(key)
    drafts.discard_draft(deps(), actor(), key)
    flash(_("The draft is deleted. Nothing was filed."), "success")
    return redirect(url_for("cases.index"))
