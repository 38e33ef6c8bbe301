"""The departments: the queue of open steps, one step, cases to read, search.

Owns addresses and the way from a form to the use case and back. Refuses to decide anything itself: who may
complete which step, and when, is said in the domain.
"""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.domain.workflow import StepKind
from portal.i18n import translated
from portal.services import cases, files, review
from portal.services.cases import CaseView
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.downloads import send
from portal.web.common.errors import UNPROCESSABLE, status_of
from portal.web.common.keys import after_of
from portal.web.common.money_words import officer_panel
from portal.web.review import extending, following, matching, pausing, rates, recognising
from portal.web.review.blueprint import bp
from portal.web.review.checking import check_panel, with_amount
from portal.web.review.forms import StepTyped, command_of, faults_at, faults_of, read_results, read_typed
from portal.web.review.pages import case_page, found_page, queue_page

LONGEST_QUERY: Final = 100

__all__ = ["bp"]

#: Modules whose views hang on the blueprint as well.
VIEWS: Final = (extending, following, matching, pausing, rates, recognising)


@bp.get("/")
@allow(Role.OFFICER)
def queue() -> ResponseReturnValue:
    after = request.args.get("after")
    steps = cases.department_steps(deps(), actor(), after=after_of(after))
    page = queue_page(actor(), steps, after=after)
    return render_template("review/queue.html", page=page, side=page.side)


@bp.get("/cases/<number>")
@allow(Role.OFFICER)
def case(number: str) -> ResponseReturnValue:
    return show(cases.view_case(deps(), actor(), number))


@bp.get("/cases/<number>/steps/<step_id>")
@allow(Role.OFFICER)
def step(number: str, step_id: str) -> ResponseReturnValue:
    return show(case_with(number, step_id), step_id)


@bp.post("/cases/<number>/steps/<step_id>")
@allow(Role.OFFICER)
def complete(number: str, step_id: str) -> ResponseReturnValue:
    view = case_with(number, step_id)
    definition = view.service.step(step_id)
    typed = read_typed(request.form, definition)
    results, findings = read_results(definition, typed)
    command = command_of(definition, typed, results)
    if findings:
        return show(view, step_id, typed.with_faults(faults_at(definition, findings))), UNPROCESSABLE
    try:
        review.complete_step(deps(), actor(), number, command=command)
    except DomainError as refusal:
        return show(case_with(number, step_id), step_id, typed.with_faults(faults_of(refusal))), status_of(refusal)
    is_decision = definition.kind is StepKind.DECISION
    words = _("Decided.") if is_decision else _("The step is completed.")
    flash(f"{words} {view.case.title} · {translated(definition.name)}", "success")
    return redirect(url_for(".case", number=number) if is_decision else url_for(".queue"))


@bp.get("/cases/<number>/documents")
@allow(Role.OFFICER)
def documents(number: str) -> ResponseReturnValue:
    """The list alone, asked for again by the page while a PDF is being made."""
    page = case_page(actor(), cases.view_case(deps(), actor(), number))
    return render_template("review/_documents.html", page=page)


@bp.get("/cases/<number>/documents/<code>.pdf")
@allow(Role.OFFICER)
def document(number: str, code: str) -> ResponseReturnValue:
    return send(files.open_document(deps(), actor(), number, code=code))


@bp.get("/cases/<number>/files/<sha256>")
@allow(Role.OFFICER)
def file(number: str, sha256: str) -> ResponseReturnValue:
    return send(files.open_case_file(deps(), actor(), number, sha256=sha256))


@bp.get("/search")
@allow(Role.OFFICER)
def search() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    page = found_page(actor(), cases.find_cases(deps(), actor(), query), query=query)
    return render_template("review/search.html", page=page, side=page.side)


def case_with(number: str, step_id: str) -> CaseView:
    """The case; NotFound when it has no such step."""
    view = cases.view_case(deps(), actor(), number)
    if step_id not in {run.id for run in view.case.steps}:
        raise NotFound
    return view


def show(view: CaseView, step_id: str | None = None, typed: StepTyped | None = None) -> str:
    check = check_panel(view)
    page = case_page(actor(), view, step_id=step_id, typed=typed or with_amount(view, step_id, check))
    return render_template("review/case.html", page=page, side=page.side, check=check, money=officer_panel(view.case))
