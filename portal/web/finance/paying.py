"""Payment orders: what may be paid, batches and their files, the bank's answers, what came back. Owns addresses."""

from typing import Final

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import NotFound

from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.services.money import bank_answers, payments, treasury
from portal.services.money.bank_answers import Fault, LineFault, Read
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.keys import after_of
from portal.web.common.money_words import ending_of, instalment_badge
from portal.web.finance.blueprint import bp
from portal.web.finance.export import csv_of, xlsx_of
from portal.web.finance.forms import AnswerForm
from portal.web.finance.pages import batch_row, line_row, list_page
from portal.web.finance.side import side_nav

FILES: Final = {
    "csv": (csv_of, "text/csv; charset=utf-8"),
    "xlsx": (xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
FAULTS: Final = {
    Fault.UNKNOWN_LINE: _l("There is no such line in this payment order: %(seen)s"),
    Fault.OTHER_BATCH: _l("The line belongs to another payment order: %(seen)s"),
    Fault.OTHER_CASE: _l("The case number is not that of this line: %(seen)s"),
    Fault.WRONG_AMOUNT: _l("The amount is not that of this line: %(seen)s"),
    Fault.UNKNOWN_RESULT: _l("The result is neither 成功 nor 退回: %(seen)s"),
    Fault.WRONG_DATE: _l("The date is no day from the payment order up to today: %(seen)s"),
    Fault.REASON_MISSING: _l("A payment that was sent back needs the reason"),
    Fault.TWICE: _l("The line stands in the file twice: %(seen)s"),
    Fault.DONE_BEFORE: _l("The line was entered before: %(seen)s. Nothing was changed."),
    Fault.CONTRADICTS: _l("An earlier file said the opposite about line %(seen)s"),
    Fault.REFUSED: _l("The line could not be entered: %(seen)s"),
}


@bp.get("/payable")
@allow(Role.OFFICER, Role.MANAGER)
def payable() -> ResponseReturnValue:
    """What may be paid now, to be chosen for a payment order."""
    after = request.args.get("after")
    found = treasury.payable(deps(), actor(), after=after_of(after))
    page = list_page(found, line_row, after=after, endpoint=".payable")
    return render_template(
        "finance/payable.html", side=side_nav("payable"), page=page, may_order=treasury.may_manage(actor())
    )


@bp.post("/batches")
@allow(Role.OFFICER)
def order() -> ResponseReturnValue:
    """One payment order over what was ticked."""
    chosen = [int(text) for text in request.form.getlist("instalment") if text.isdecimal()]
    try:
        made = payments.order(deps(), actor(), chosen)
    except DomainError as refusal:
        flash(sentence(refusal), "error")
        return redirect(url_for(".payable"))
    flash(_("The payment order is made. Download its file and hand it to the bank."), "success")
    return redirect(url_for(".batch", number=made.number))


@bp.get("/batches")
@allow(Role.OFFICER, Role.MANAGER)
def batches() -> ResponseReturnValue:
    after = request.args.get("after")
    page = list_page(
        treasury.batches(deps(), actor(), after=after_of(after)), batch_row, after=after, endpoint=".batches"
    )
    return render_template("finance/batches.html", side=side_nav("batches"), page=page)


@bp.get("/batches/<number>")
@allow(Role.OFFICER, Role.MANAGER)
def batch(number: str) -> ResponseReturnValue:
    return show_batch(number, AnswerForm(), None)


def fault_words(one: LineFault) -> str:
    """What is wrong about a line of the bank's file, in words."""
    return str(FAULTS[one.fault]) % {"seen": sentence(one.why) if one.why is not None else one.seen}


def show_batch(number: str, form: AnswerForm, read: Read | None) -> str:
    view = treasury.batch(deps(), actor(), number)
    faults = () if read is None else tuple((one.row, fault_words(one)) for one in read.faults)
    return render_template(
        "finance/batch.html",
        side=side_nav("batches"),
        row=batch_row(view.batch),
        lines=tuple((line, instalment_badge(line.state), ending_of(line.account)) for line in view.lines),
        read=read,
        faults=faults,
        form=form if treasury.may_manage(actor()) else None,
    )


@bp.get("/batches/<number>/<kind>")
@allow(Role.OFFICER)
def batch_file(number: str, kind: str) -> ResponseReturnValue:
    """The file for the bank."""
    if kind not in FILES or not treasury.may_manage(actor()):
        raise NotFound
    write, mime = FILES[kind]
    response = Response(write(treasury.batch(deps(), actor(), number)), mimetype=mime)
    response.headers.set("Content-Disposition", "attachment", filename=f"{number}.{kind}")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/batches/<number>")
@allow(Role.OFFICER)
def bank_answer(number: str) -> ResponseReturnValue:
    """The bank's file: good lines are done, the others are named."""
    form = AnswerForm()
    sent = form.file.data
    if not form.validate_on_submit() or not isinstance(sent, FileStorage) or not sent.filename:
        form.file.errors = [_("Choose the bank's file")]
        return show_batch(number, form, None), UNPROCESSABLE
    try:
        read = bank_answers.read_answer(deps(), actor(), number, rows=deps().tables.rows(sent.read()))
    except DomainError as refusal:
        form.file.errors = [sentence(refusal)]
        return show_batch(number, form, None), UNPROCESSABLE
    return show_batch(number, AnswerForm(formdata=None), read)


@bp.get("/returned")
@allow(Role.OFFICER, Role.MANAGER)
def returned() -> ResponseReturnValue:
    """What the bank sent back; the owners were told."""
    after = request.args.get("after")
    page = list_page(
        treasury.returned(deps(), actor(), after=after_of(after)), line_row, after=after, endpoint=".returned"
    )
    return render_template("finance/returned.html", side=side_nav("returned"), page=page)
