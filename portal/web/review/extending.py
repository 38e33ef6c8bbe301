"""The one extension 延长办理期限: a department asks, the head of the responsible department answers.

Owns addresses, the head's list, and what is said before an act: which clocks, the lawful most, old and new dates.
"""

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.commands import AnswerExtension
from portal.domain.case.extension import ExtensionPending, ExtensionUsed, NoExtensionPending, NotExtendable
from portal.domain.case.incidents import ExtensionState
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.errors import DomainError
from portal.domain.limits import Unit
from portal.domain.permissions import CaseFacts, Permission, Role
from portal.i18n import limit_words, short_moment
from portal.services import department, extensions
from portal.services.cases import CaseView
from portal.services.previews import preview
from portal.web.common.access import allow
from portal.web.common.acts import Act, Preview, Way, answer, ask
from portal.web.common.context import actor, deps
from portal.web.common.errors import sentence
from portal.web.common.handling import head_of
from portal.web.common.incident_sentences import due
from portal.web.common.keys import after_of
from portal.web.common.moved_dates import CLOCKS
from portal.web.common.parts import Row
from portal.web.review.act_forms import AnswerExtensionForm, ExtensionForm
from portal.web.review.blueprint import bp
from portal.web.review.dates import changes_to, ends_of
from portal.web.review.lists import extensions_page
from portal.web.review.pausing import view_of
from portal.web.review.side import side_nav


@bp.get("/extensions/")
@allow(Role.OFFICER)
def asked() -> ResponseReturnValue:
    """Requests that wait for the head's answer."""
    after = request.args.get("after")
    found = department.extensions_to_answer(deps(), actor(), after=after_of(after))
    page = extensions_page(actor(), found, after=after)
    return render_template("review/extensions.html", page=page, side=page.side)


@bp.get("/cases/<number>/extension")
@allow(Role.OFFICER)
def extension(number: str) -> ResponseReturnValue:
    return ask(request_of(view_of(number)), ExtensionForm())


@bp.post("/cases/<number>/extension")
@allow(Role.OFFICER)
def request_extension(number: str) -> ResponseReturnValue:
    form = ExtensionForm()
    way = Way(
        lambda: request_of(view_of(number)),
        lambda: look_at_request(number, form),
        lambda: do_request(number, form),
    )
    return answer(form, way)


@bp.get("/cases/<number>/extension/answer")
@allow(Role.OFFICER)
def extension_answer(number: str) -> ResponseReturnValue:
    return ask(answer_of(view_of(number)), AnswerExtensionForm())


@bp.post("/cases/<number>/extension/answer")
@allow(Role.OFFICER)
def answer_extension(number: str) -> ResponseReturnValue:
    form = AnswerExtensionForm()
    way = Way(
        lambda: answer_of(view_of(number)),
        lambda: look_at_answer(number, form),
        lambda: do_answer(number, form),
    )
    return answer(form, way)


def unit_of(view: CaseView) -> Unit:
    """The unit in which the definition allows the extension."""
    rule = view.service.extension
    return rule.at_most.unit if rule else Unit.WORKDAY


def rule_rows(view: CaseView) -> tuple[Row, ...]:
    """What the law allows, and the dates as they are."""
    rule = view.service.extension
    if rule is None:
        return ()
    ends = ends_of(view.case)
    clocks = (Row(str(CLOCKS[clock]), due(ends[clock])) for clock in rule.clocks if clock in ends)
    return (
        Row(_("At most"), _("%(most)s, once", most=limit_words(rule.at_most))),
        Row(_("Law it rests on"), rule.basis),
        Row(_("Approved by"), rule.approver),
        *clocks,
    )


def request_of(view: CaseView) -> Act:
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Ask for an extension"),
        button=_("Ask for the extension"),
        back=url_for(".case", number=view.case.number),
        about=(_("Before the time runs out, once, with the reason. The dates move when the head has approved."),),
        facts=rule_rows(view),
        closed=why_not_ask(view),
    )


def why_not_ask(view: CaseView) -> str:
    """Why no extension can be asked for now; nothing when one can."""
    state = view.case.extension.state if view.case.extension else None
    refusals: tuple[tuple[bool, DomainError], ...] = (
        (view.service.extension is None, NotExtendable()),
        (state is ExtensionState.GRANTED, ExtensionUsed()),
        (state is ExtensionState.REQUESTED, ExtensionPending()),
        (view.case.state is not CaseState.REVIEWING, MoveNotAllowed()),
    )
    return next((sentence(refusal) for holds, refusal in refusals if holds), "")


def look_at_request(number: str, form: ExtensionForm) -> Preview:
    view = view_of(number)
    commands = (form.command(unit_of(view)), AnswerExtension(approve=True))
    after = preview(deps(), actor(), number, commands=commands, revision=form.base())
    return Preview((Row(_("By how much"), limit_words(commands[0].by)), *changes_to(view, after)))


def do_request(number: str, form: ExtensionForm) -> str:
    command = form.command(unit_of(view_of(number)))
    case = extensions.request_extension(deps(), actor(), number, command=command, revision=form.base())
    flash(_("Asked for. Until the head answers, the dates stay as they are."), "success")
    return url_for(".case", number=case.number)


def answer_of(view: CaseView) -> Act:
    """The head's page; NotPermitted for everybody else."""
    actor().require(Permission.EXTENSION_APPROVE, CaseFacts(department=view.service.item.department))
    run = view.case.extension
    waits = run is not None and run.state is ExtensionState.REQUESTED
    rows: tuple[Row, ...] = ()
    if run is not None:
        by = _("%(who)s, %(moment)s", who=run.requested_by, moment=short_moment(run.requested_at))
        rows = (Row(_("By how much"), limit_words(run.by)), Row(_("Reason"), run.reason), Row(_("Asked for by"), by))
    closed = "" if waits else sentence(NoExtensionPending())
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Answer the request for an extension"),
        button=_("Record the answer"),
        back=url_for(".case", number=view.case.number),
        facts=(*rows, *rule_rows(view)) if waits else rows,
        closed=closed,
    )


def look_at_answer(number: str, form: AnswerExtensionForm) -> Preview:
    view = view_of(number)
    command = form.command()
    after = preview(deps(), actor(), number, commands=(command,), revision=form.base())
    if not command.approve:
        return Preview((Row(_("Dates"), _("They stay as they are.")),))
    return Preview((*changes_to(view, after), Row(_("Documents"), _("Notice of extension"))))


def do_answer(number: str, form: AnswerExtensionForm) -> str:
    command = form.command()
    case = extensions.answer_extension(deps(), actor(), number, command=command, revision=form.base())
    words = _("Approved. The applicant is told the new dates.") if command.approve else _("Declined.")
    flash(f"{words} {case.title}", "success")
    return url_for(".asked")
