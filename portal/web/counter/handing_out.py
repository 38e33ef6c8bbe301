"""The counter's second half: deliveries 出件 and visits 到现场, and the lists of what waits elsewhere.

Owns addresses and the way from a form to a use case and back. The blueprint is the counter's.
"""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.delivery import ReceiverNeeded
from portal.domain.case.state import VisitCause
from portal.domain.case.visits import VisitAlreadyRecorded, VisitOutOfRange, half_day_of
from portal.domain.documents import DeliveryMethod
from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.services import cases, delivery
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence, status_of
from portal.web.common.keys import after_of
from portal.web.common.parts import Row
from portal.web.counter import correcting, ending
from portal.web.counter.blueprint import bp
from portal.web.counter.desk import Place
from portal.web.counter.forms import DeliverForm, VisitForm, read_revision
from portal.web.counter.pages import CasePage, case_page, found_page, list_page
from portal.web.counter.routes import LONGEST_QUERY

__all__ = ["bp"]

#: Modules whose views hang on the blueprint as well.
VIEWS: Final = (correcting, ending)


@bp.get("/deliveries/")
@allow(Role.CLERK)
def deliveries() -> ResponseReturnValue:
    place = Place.of(request.args, ".deliveries")
    queue = cases.counter_desk(deps(), actor(), "delivery", light=place.light, after=after_of(place.after))
    page = list_page(actor(), queue, place, current="deliveries", leads_to=".deliver")
    return render_template("counter/deliveries.html", page=page, side=page.side)


@bp.get("/waiting/")
@allow(Role.CLERK)
def waiting() -> ResponseReturnValue:
    """Cases whose applicant was told what to correct 等待申请人补正."""
    place = Place.of(request.args, ".waiting")
    queue = cases.counter_desk(deps(), actor(), "applicant", light=place.light, after=after_of(place.after))
    page = list_page(actor(), queue, place, current="waiting", leads_to=".case")
    return render_template("counter/waiting.html", page=page, side=page.side)


@bp.get("/supplied/")
@allow(Role.CLERK)
def supplied() -> ResponseReturnValue:
    """Accepted cases in which a promised material came in 补齐材料待核对."""
    place = Place.of(request.args, ".supplied")
    queue = cases.supplied_desk(deps(), actor(), light=place.light, after=after_of(place.after))
    page = list_page(actor(), queue, place, current="supplied", leads_to=".case")
    return render_template("counter/supplied.html", page=page, side=page.side)


@bp.get("/cases/<number>/deliver")
@allow(Role.CLERK)
def deliver(number: str) -> ResponseReturnValue:
    page = page_of(number)
    method, place = page.panel.way
    form = DeliverForm(
        revision=page.panel.head.revision, receiver=page.panel.head.applicant, method=method.value, place=place
    )
    return show_deliver(page, form)


@bp.post("/cases/<number>/deliver")
@allow(Role.CLERK)
def hand_out(number: str) -> ResponseReturnValue:
    form = DeliverForm()
    if not form.validate_on_submit():
        return show_deliver(page_of(number), form), UNPROCESSABLE
    window = cases.view_case(deps(), actor(), number).service.item.address.zh
    revision = read_revision(request.form)
    try:
        delivery.deliver_case(deps(), actor(), number, command=form.command(window=window), revision=revision)
    except DomainError as refusal:
        at = form.receiver if isinstance(refusal, ReceiverNeeded) else form.method
        at.errors = [sentence(refusal)]
        page = page_of(number)
        form.revision.data = str(page.panel.head.revision)
        kept = () if page.panel.is_decided else form.given()
        return show_deliver(page, form, kept), status_of(refusal)
    flash(delivered_words(form), "success")
    return redirect(url_for(".case", number=number))


def delivered_words(form: DeliverForm) -> str:
    """Nobody signs what was sent as a file."""
    if form.method.data == DeliveryMethod.ELECTRONIC.value:
        return str(_("Delivered as a file. The case is closed; the owner finds the result in the case."))
    return str(_("Delivered. The case is closed; print the delivery record and have it signed."))


@bp.get("/visits")
@allow(Role.CLERK)
def visit_search() -> ResponseReturnValue:
    query = request.args.get("q", "").strip()[:LONGEST_QUERY]
    found = cases.find_cases(deps(), actor(), query)
    page = found_page(actor(), found, query=query, endpoint=".visits", current="visits")
    return render_template("counter/visit_search.html", page=page, side=page.side)


@bp.get("/cases/<number>/visits")
@allow(Role.CLERK)
def visits(number: str) -> ResponseReturnValue:
    page = page_of(number)
    today, half_day = half_day_of(deps().clock.now(), deps().calendar)
    cause = VisitCause.PICK_UP if page.panel.is_decided else VisitCause.ADVICE
    form = VisitForm(person=page.panel.head.applicant, on=today, half_day=half_day.value, cause=cause.value)
    return show_visits(page, form)


@bp.post("/cases/<number>/visits")
@allow(Role.CLERK)
def record_visit(number: str) -> ResponseReturnValue:
    form = VisitForm()
    if not form.validate_on_submit():
        return show_visits(page_of(number), form), UNPROCESSABLE
    try:
        delivery.record_visit(deps(), actor(), number, command=form.command())
    except (VisitAlreadyRecorded, VisitOutOfRange) as refusal:
        form.on.errors = [sentence(refusal)]
        return show_visits(page_of(number), form), status_of(refusal)
    flash(_("The visit is recorded."), "success")
    return redirect(url_for(".case", number=number))


def page_of(number: str) -> CasePage:
    return case_page(actor(), cases.view_case(deps(), actor(), number))


def show_deliver(page: CasePage, form: DeliverForm, kept: tuple[Row, ...] = ()) -> str:
    return render_template("counter/deliver.html", page=page, side=page.side, form=form, kept=kept)


def show_visits(page: CasePage, form: VisitForm) -> str:
    return render_template("counter/visits.html", page=page, side=page.side, form=form)
