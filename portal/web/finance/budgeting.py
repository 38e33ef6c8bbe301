"""Budgets, their ledgers and what stands behind the figures. Owns addresses; a manager looks and changes nothing."""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden
from wtforms.fields.choices import SelectChoice

from portal.domain.errors import DomainError
from portal.domain.funds.budgets import BudgetName
from portal.domain.funds.ledger import NOTHING
from portal.domain.permissions import Role
from portal.i18n import translated
from portal.services.money import budgets, treasury
from portal.services.records.core import Page
from portal.services.records.money import Award
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.keys import after_of
from portal.web.common.money_words import pool_and_year
from portal.web.common.policy_facts import pool_name
from portal.web.finance.blueprint import bp
from portal.web.finance.forms import TOP_UP, FundForm, NewBudgetForm
from portal.web.finance.pages import award_row, bar_of, entry_row, figures_of, list_page
from portal.web.finance.side import side_nav

LONGEST_YEAR: Final = 4


def year_asked() -> int | None:
    """The year in the address; nothing for the present one."""
    text = request.args.get("year", "")
    return int(text) if len(text) == LONGEST_YEAR and text.isdecimal() else None


@bp.get("/")
@allow(Role.OFFICER, Role.MANAGER)
def list_of_budgets() -> ResponseReturnValue:
    return redirect(url_for(".budgets"))


@bp.get("/budgets", endpoint="budgets")
@allow(Role.OFFICER, Role.MANAGER)
def budgets_page() -> ResponseReturnValue:
    return show_year(new_budget())


def new_budget() -> NewBudgetForm:
    """The form with the pools that policies name."""
    form = NewBudgetForm()
    pools = sorted({one.policy.pool for one in deps().catalogue.all_current() if one.policy is not None})
    form.pool.choices = [SelectChoice(pool, translated(pool_name(pool))) for pool in pools]
    return form


def show_year(form: NewBudgetForm) -> str:
    year = treasury.year_of(deps(), actor(), year_asked())
    if not form.is_submitted():
        form.year.data = year.year
    return render_template(
        "finance/budgets.html",
        side=side_nav("budgets"),
        year=year,
        figures=figures_of(year),
        bars=tuple(map(bar_of, year.budgets)),
        form=form if treasury.may_manage(actor()) else None,
    )


@bp.post("/budgets")
@allow(Role.OFFICER)
def open_budget() -> ResponseReturnValue:
    """A new budget with its first money; more of it is entered on its own page."""
    form = new_budget()
    if not form.validate_on_submit():
        return show_year(form), UNPROCESSABLE
    name = BudgetName(str(form.pool.data), int(form.year.data or 0))
    try:
        made = budgets.add_money(
            deps(), actor(), name, amount=form.amount.data, reason=str(form.reason.data), seen=NOTHING
        )
    except DomainError as refusal:
        words = form.refuse(refusal)
        if words:
            flash(words, "error")
        return show_year(form), UNPROCESSABLE
    flash(_("The money is entered in the ledger."), "success")
    return redirect(url_for(".ledger", budget_id=made.id))


@bp.get("/budgets/<int:budget_id>")
@allow(Role.OFFICER, Role.MANAGER)
def ledger(budget_id: int) -> ResponseReturnValue:
    return show_ledger(budget_id, FundForm())


def show_ledger(budget_id: int, form: FundForm) -> str:
    budget = treasury.budget_of(deps(), actor(), budget_id)
    form.shows(budget.balance.total)
    after = request.args.get("after")
    entries = treasury.ledger(deps(), actor(), budget_id, after=after_of(after))
    return render_template(
        "finance/ledger.html",
        side=side_nav("budgets"),
        budget=budget,
        name=pool_and_year(budget.name),
        picture=bar_of(budget),
        entries=list_page(entries, entry_row, after=after, endpoint=".ledger", budget_id=budget_id),
        form=form if treasury.may_manage(actor()) else None,
        settlement=treasury.settlement(deps(), actor(), budget_id),
    )


@bp.post("/budgets/<int:budget_id>")
@allow(Role.OFFICER)
def fund(budget_id: int) -> ResponseReturnValue:
    """More money, or less of what is available."""
    form = FundForm()
    budget = treasury.budget_of(deps(), actor(), budget_id)
    if not form.validate_on_submit():
        return show_ledger(budget_id, form), UNPROCESSABLE
    act = budgets.add_money if form.kind.data == TOP_UP else budgets.take_money
    try:
        act(
            deps(),
            actor(),
            budget.name,
            amount=form.amount.data,
            reason=str(form.reason.data),
            seen=form.sum_seen,
        )
    except DomainError as refusal:
        words = form.refuse(refusal)
        if words:
            flash(words, "error")
        return show_ledger(budget_id, form), UNPROCESSABLE
    flash(_("The money is entered in the ledger."), "success")
    return redirect(url_for(".ledger", budget_id=budget_id))


@bp.get("/budgets/<int:budget_id>/waiting")
@allow(Role.OFFICER, Role.MANAGER)
def waiting(budget_id: int) -> ResponseReturnValue:
    """Who waits for money, in order."""
    after = request.args.get("after")
    found = treasury.waiting(deps(), actor(), budget_id, after=after_of(after))
    return show_awards(budget_id, found, _("Waiting for money"), endpoint=".waiting")


@bp.get("/budgets/<int:budget_id>/awards")
@allow(Role.OFFICER, Role.MANAGER)
def awards(budget_id: int) -> ResponseReturnValue:
    """All awards of a budget, or those that were paid."""
    after, paid = request.args.get("after"), request.args.get("paid") == "1"
    found = treasury.awards_of(deps(), actor(), budget_id, paid=paid, after=after_of(after))
    title = _("Awards that were paid") if paid else _("All awards")
    return show_awards(budget_id, found, title, endpoint=".awards", paid="1" if paid else None)


def show_awards(budget_id: int, found: Page[Award], title: str, *, endpoint: str, **given: object) -> str:
    budget = treasury.budget_of(deps(), actor(), budget_id)
    page = list_page(
        found,
        award_row,
        after=request.args.get("after"),
        endpoint=endpoint,
        budget_id=budget_id,
        **given,
    )
    return render_template(
        "finance/awards.html",
        side=side_nav("budgets"),
        budget=budget,
        name=pool_and_year(budget.name),
        title=title,
        page=page,
    )


@bp.post("/budgets/<int:budget_id>/settle")
@allow(Role.OFFICER)
def settle(budget_id: int) -> ResponseReturnValue:
    """All pro-rata awards of the year are cut alike."""
    if not treasury.may_manage(actor()):
        raise Forbidden
    try:
        settled = budgets.settle(deps(), actor(), budget_id)
    except DomainError as refusal:
        flash(sentence(refusal), "error")
    else:
        flash(_("%(count)s awards share what there is.", count=len(settled)), "success")
    return redirect(url_for(".ledger", budget_id=budget_id))


@bp.get("/paid")
@allow(Role.OFFICER, Role.MANAGER)
def paid_awards() -> ResponseReturnValue:
    """The budgets of a year with the way to what was paid from each."""
    year = treasury.year_of(deps(), actor(), year_asked())
    return render_template(
        "finance/paid.html", side=side_nav("budgets"), year=year, bars=tuple(map(bar_of, year.budgets))
    )
