"""Mending the account after a returned payment 退回. Owns this one act; what was sent back is then paid again."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length

from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.services import cases
from portal.services.money import payments
from portal.services.records.money import Account
from portal.services.records.refusals import AccountInvalid
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.fields import Form, Required, TextField, stripped
from portal.web.common.money_words import owner_panel

bp: Final = Blueprint("account", __name__, url_prefix="/cases/<number>/account")
LONGEST: Final = 80
NUMBER: Final = _l("Enter the account number: 6 to 30 digits")


class AccountForm(Form):
    holder = TextField(
        _l("Account holder"),
        [Required(_l("Enter the holder of the account")), Length(max=LONGEST)],
        description=_l("It must be the enterprise itself."),
        filters=[stripped],
    )
    bank = TextField(
        _l("Bank"), [Required(_l("Enter the bank and its branch")), Length(max=LONGEST)], filters=[stripped]
    )
    number = TextField(_l("Account number"), [Required(NUMBER), Length(max=40)], filters=[stripped])


@bp.get("")
@allow(Role.APPLICANT)
def ask(number: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    return show(number, AccountForm(holder=view.case.title))


def show(number: str, form: AccountForm) -> str:
    case = cases.view_case(deps(), actor(), number).case
    return render_template("applicant/account/account.html", case=case, panel=owner_panel(case), form=form)


@bp.post("")
@allow(Role.APPLICANT)
def mend(number: str) -> ResponseReturnValue:
    form = AccountForm()
    if not form.validate_on_submit():
        return show(number, form), UNPROCESSABLE
    account = Account(holder=str(form.holder.data), bank=str(form.bank.data), number=str(form.number.data))
    case = cases.view_case(deps(), actor(), number).case
    try:
        payments.correct_account(deps(), actor(), case.number, account=account)
    except AccountInvalid:
        form.number.errors = [str(NUMBER)]
        return show(number, form), UNPROCESSABLE
    except DomainError as refusal:
        flash(sentence(refusal), "error")
    else:
        flash(_("The account is corrected. The money is sent again with the next payment order."), "success")
    return redirect(url_for("cases.show", number=number))
