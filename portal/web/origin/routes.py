"""/origin/: which certificate pays, whether goods originate, and which kinds there are.

Owns three pages for everybody. Nothing that is typed is stored, and what materials cost is never put into an address.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.domain.origin.advice import Wish
from portal.domain.origin.check import Making, OriginUnclear, check_origin
from portal.services.origin import rates as origin
from portal.web.common.access import public
from portal.web.common.context import deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.origin.forms import AdviceForm, CheckForm, MaterialRow, country_choices, materials, typed_rows
from portal.web.origin.pages import AdvicePage, ResultPage, advice_page, kind_card, result_page

ASKED: Final = ("hs", "to", "value")

bp: Final = Blueprint("origin", __name__, url_prefix="/origin")


@bp.after_request
def keep_private(response: Response) -> Response:
    """What was typed about materials is nobody else's business."""
    if request.method == "POST":
        response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/")
@public
def advisor() -> ResponseReturnValue:
    """The empty form; with goods, country and value in the address also the advice, to be shared."""
    if not all(request.args.get(name) for name in ASKED):
        return advice_shown(form_of({}))
    form = form_of({name: request.args.get(name, "")[:40] for name in ASKED})
    if not form.validate():
        return advice_shown(form), UNPROCESSABLE
    return advice_shown(form, advised(form, ()))


@bp.post("/")
@public
def advise() -> ResponseReturnValue:
    form = AdviceForm()
    form.offer(deps().catalogue.origin)
    rows = typed_rows()
    if "more" in request.form:
        return advice_shown(form, rows=rows)
    _given, faults = materials(rows)
    if not form.validate_on_submit() or faults:
        form.rows.errors = list(faults)
        return advice_shown(form, rows=rows), UNPROCESSABLE
    try:
        return advice_shown(form, advised(form, rows), rows=rows)
    except OriginUnclear as refusal:
        form.value.errors = [sentence(refusal)]
        return advice_shown(form, rows=rows), UNPROCESSABLE


@bp.get("/check")
@public
def check() -> ResponseReturnValue:
    form = CheckForm(formdata=None)
    form.offer(deps().catalogue.origin)
    return check_shown(form)


@bp.post("/check")
@public
def check_goods() -> ResponseReturnValue:
    book = deps().catalogue.origin
    form = CheckForm()
    form.offer(book)
    rows = typed_rows()
    if "more" in request.form:
        return check_shown(form, rows=rows)
    given, faults = materials(rows)
    if not form.validate_on_submit() or faults:
        form.rows.errors = list(faults)
        return check_shown(form, rows=rows), UNPROCESSABLE
    agreement = book.agreements[str(form.agreement.data)]
    fob = Decimal(str(form.value.data))
    try:
        found = check_origin(agreement, str(form.hs.data), fob=fob, materials=given, making=form.making(book))
    except OriginUnclear as refusal:
        form.value.errors = [sentence(refusal)]
        return check_shown(form, rows=rows), UNPROCESSABLE
    return check_shown(form, result_page(found, agreement), rows=rows)


@bp.get("/kinds")
@public
def kinds() -> ResponseReturnValue:
    book = deps().catalogue.origin
    cards = [kind_card(one, book) for one in book.kinds]
    return render_template("origin/kinds.html", cards=cards, book=book)


def form_of(sent: dict[str, str]) -> AdviceForm:
    """The form filled from an address, which needs no token."""
    form = AdviceForm(formdata=MultiDict(sent) if sent else None, meta={"csrf": False} if sent else {})
    form.offer(deps().catalogue.origin)
    return form


def advised(form: AdviceForm, rows: tuple[MaterialRow, ...]) -> AdvicePage:
    given, _faults = materials(rows)
    now = deps().clock.now()
    wish = Wish(
        hs=str(form.hs.data),
        destination=str(form.to.data),
        value=Decimal(str(form.value.data)),
        day=deps().calendar.local_date(now),
        shipped=form.shipped.data,
        materials=given if given or form.wholly.data else None,
        making=Making(wholly_obtained=bool(form.wholly.data)),
    )
    return advice_page(origin.get_advice(deps(), wish), wish.value, deps().catalogue.origin)


def advice_shown(form: AdviceForm, page: AdvicePage | None = None, *, rows: tuple[MaterialRow, ...] = ()) -> str:
    book = deps().catalogue.origin
    countries = [("", _("not known")), *country_choices(book)]
    rows = rows or (MaterialRow(),) * 4
    return render_template("origin/advisor.html", form=form, page=page, rows=rows, countries=countries, book=book)


def check_shown(form: CheckForm, page: ResultPage | None = None, *, rows: tuple[MaterialRow, ...] = ()) -> str:
    book = deps().catalogue.origin
    countries = [("", _("not known")), *country_choices(book)]
    rows = rows or (MaterialRow(),) * 6
    return render_template("origin/check.html", form=form, page=page, rows=rows, countries=countries, book=book)
