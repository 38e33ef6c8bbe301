"""Later instalments and recoveries: what a department finds, and money that is taken back. Owns addresses."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.services.money import payments, recovery, treasury
from portal.services.money.recovery import StartRecovery
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.keys import after_of
from portal.web.common.money_words import officer_panel
from portal.web.common.policy_facts import fact_rows
from portal.web.finance.blueprint import bp
from portal.web.finance.forms import CheckForm, ReceiveForm, RecoverForm
from portal.web.finance.pages import condition_of, keep_of, line_row, list_page, policy_name, recovery_row
from portal.web.finance.side import side_nav


@bp.get("/to-check")
@allow(Role.OFFICER, Role.MANAGER)
def to_check() -> ResponseReturnValue:
    """Later instalments whose day has come."""
    after = request.args.get("after")
    found = treasury.to_check(deps(), actor(), after=after_of(after))
    page = list_page(found, line_row, after=after, endpoint=".to_check")
    return render_template("finance/to_check.html", side=side_nav("to_check"), page=page, mine=actor().department or "")


@bp.get("/to-check/<int:instalment_id>")
@allow(Role.OFFICER)
def check(instalment_id: int) -> ResponseReturnValue:
    """One of them, with its condition."""
    return show_check(instalment_id, CheckForm())


def show_check(instalment_id: int, form: CheckForm) -> str:
    line = payments.to_check(deps(), actor(), instalment_id)
    return render_template(
        "finance/check.html",
        side=side_nav("to_check"),
        award=line.award,
        instalment=line.instalment,
        policy=policy_name(line.award),
        condition=condition_of(line),
        facts=fact_rows(payments.known_for(deps(), line, keep_of(line))),
        form=form,
    )


@bp.post("/to-check/<int:instalment_id>")
@allow(Role.OFFICER)
def record_check(instalment_id: int) -> ResponseReturnValue:
    """The department says whether the condition still holds."""
    form = CheckForm()
    if not form.validate_on_submit():
        return show_check(instalment_id, form), UNPROCESSABLE
    kept = form.kept.data == "yes"
    try:
        payments.check_condition(deps(), actor(), instalment_id, kept=kept, words=str(form.words.data))
    except DomainError as refusal:
        flash(sentence(refusal), "error")
    else:
        done = _("The instalment may be paid.") if kept else _("The instalment is cancelled; its money is free.")
        flash(done, "success")
    return redirect(url_for(".to_check"))


@bp.get("/cases/<number>/recover")
@allow(Role.OFFICER)
def recover(number: str) -> ResponseReturnValue:
    return show_recover(number, RecoverForm())


def show_recover(number: str, form: RecoverForm) -> str:
    case = recovery.case_of(deps(), actor(), number)
    return render_template(
        "finance/recover.html", side=side_nav("recoveries"), case=case, panel=officer_panel(case), form=form
    )


@bp.post("/cases/<number>/recover")
@allow(Role.OFFICER)
def start_recovery(number: str) -> ResponseReturnValue:
    """追回中."""
    form = RecoverForm()
    if not form.validate_on_submit():
        return show_recover(number, form), UNPROCESSABLE
    command = StartRecovery(amount=form.amount.data, reason=str(form.reason.data), years=int(form.years.data or 0))
    try:
        recovery.start(deps(), actor(), number, command=command)
    except DomainError as refusal:
        words = form.refuse(refusal)
        if words:
            flash(words, "error")
        return show_recover(number, form), UNPROCESSABLE
    flash(_("The recovery has begun. What was not sent to the bank is cancelled."), "success")
    return redirect(url_for(".recover", number=number))


@bp.get("/recoveries")
@allow(Role.OFFICER, Role.MANAGER)
def recoveries() -> ResponseReturnValue:
    after = request.args.get("after")
    found = treasury.recoveries(deps(), actor(), after=after_of(after))
    page = list_page(found, recovery_row, after=after, endpoint=".recoveries")
    return render_template("finance/recoveries.html", side=side_nav("recoveries"), page=page)


@bp.get("/recoveries/<int:recovery_id>", endpoint="recovery")
@allow(Role.OFFICER, Role.MANAGER)
def one_recovery(recovery_id: int) -> ResponseReturnValue:
    return show_recovery(recovery_id, ReceiveForm())


def show_recovery(recovery_id: int, form: ReceiveForm) -> str:
    found = treasury.recovery_of(deps(), actor(), recovery_id)
    form.shows(found.received)
    may_enter = treasury.may_manage(actor()) and found.finished_at is None
    return render_template(
        "finance/recovery.html",
        side=side_nav("recoveries"),
        row=recovery_row(found),
        form=form if may_enter else None,
    )


@bp.post("/recoveries/<int:recovery_id>")
@allow(Role.OFFICER)
def receive(recovery_id: int) -> ResponseReturnValue:
    """Money came back."""
    form = ReceiveForm()
    if not form.validate_on_submit():
        return show_recovery(recovery_id, form), UNPROCESSABLE
    try:
        recovery.receive(deps(), actor(), recovery_id, amount=form.amount.data, seen=form.sum_seen)
    except DomainError as refusal:
        words = form.refuse(refusal)
        if words:
            flash(words, "error")
        return show_recovery(recovery_id, form), UNPROCESSABLE
    flash(_("The money is entered in the ledger."), "success")
    return redirect(url_for(".recovery", recovery_id=recovery_id))
