"""Endings at the window: not accepting a filing 不予受理, and returning it 退件; each is looked at once more.

Owns addresses, and what is said before it is done. Refuses to decide: the domain says what is possible.
"""

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.acceptance import AcceptanceRanOut, acceptance_ran_out
from portal.domain.case.commands import RefuseAcceptance, ReturnCase
from portal.domain.case.moves import Action
from portal.domain.permissions import Role
from portal.i18n import translated
from portal.services import cases, endings
from portal.services.cases import CaseView
from portal.services.previews import preview
from portal.web.common.access import allow
from portal.web.common.acts import Act, Preview, ReasonForm, Way, answer, ask, closed_for
from portal.web.common.context import actor, deps
from portal.web.common.errors import sentence
from portal.web.common.handling import head_of
from portal.web.common.parts import Row
from portal.web.counter.blueprint import bp
from portal.web.counter.forms import RefuseForm
from portal.web.counter.pages import side_nav


@bp.get("/cases/<number>/refuse")
@allow(Role.CLERK)
def refuse(number: str) -> ResponseReturnValue:
    return ask(refusal_of(number), RefuseForm())


@bp.post("/cases/<number>/refuse")
@allow(Role.CLERK)
def refuse_acceptance(number: str) -> ResponseReturnValue:
    form = RefuseForm()
    way = Way(lambda: refusal_of(number), lambda: look_at_refusal(number, form), lambda: do_refuse(number, form))
    return answer(form, way)


@bp.get("/cases/<number>/return")
@allow(Role.CLERK)
def send_back(number: str) -> ResponseReturnValue:
    return ask(return_of(number), ReasonForm())


@bp.post("/cases/<number>/return")
@allow(Role.CLERK)
def return_case(number: str) -> ResponseReturnValue:
    form = ReasonForm()
    way = Way(lambda: return_of(number), lambda: look_at_return(number, form), lambda: do_return(number, form))
    return answer(form, way)


def refusal_of(number: str) -> Act:
    view = cases.view_case(deps(), actor(), number)
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Do not accept"),
        button=_("Do not accept, and issue the notice"),
        back=url_for(".case", number=view.case.number),
        about=(_("The filing ends. The applicant gets a written notice with reasons and remedies (art. 32)."),),
        closed=closed_for(view.case.state, Action.REFUSE_ACCEPTANCE) or too_late(view),
        look="warning",
    )


def too_late(view: CaseView) -> str:
    """Once the acceptance limit ran out, the law has accepted the case."""
    if acceptance_ran_out(view.case, deps().clock.now()):
        return sentence(AcceptanceRanOut(case=view.case.number))
    return ""


def look_at_refusal(number: str, form: RefuseForm) -> Preview:
    command: RefuseAcceptance = form.command()
    preview(deps(), actor(), number, commands=(command,), revision=form.base())
    papers = _("Notice of non-acceptance and closing notice")
    return Preview((Row(_("Documents"), papers), Row(_("Remedies"), remedies(number))))


def remedies(number: str) -> str:
    """Where the applicant may turn against it."""
    item = cases.view_case(deps(), actor(), number).service.item
    named = {"body": translated(item.review_body), "court": translated(item.court)}
    return str(_("Reconsideration at %(body)s, or court at %(court)s", **named))


def do_refuse(number: str, form: RefuseForm) -> str:
    case = endings.refuse_acceptance(deps(), actor(), number, command=form.command(), revision=form.base())
    flash(_("Not accepted. The notice is being made; hand it to the applicant."), "success")
    return url_for(".case", number=case.number)


def return_of(number: str) -> Act:
    view = cases.view_case(deps(), actor(), number)
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Return the case"),
        button=_("Return the case"),
        back=url_for(".case", number=view.case.number),
        about=(
            _("The case ends without a decision, for example when it was filed twice or under the wrong service."),
            _("Something that can be corrected is no ground for returning: tell the applicant what to correct."),
        ),
        closed=closed_for(view.case.state, Action.RETURN),
        look="warning",
    )


def look_at_return(number: str, form: ReasonForm) -> Preview:
    preview(deps(), actor(), number, commands=(ReturnCase(str(form.reason.data)),), revision=form.base())
    return Preview((Row(_("Documents"), _("Closing notice")),))


def do_return(number: str, form: ReasonForm) -> str:
    command = ReturnCase(str(form.reason.data))
    case = endings.return_case(deps(), actor(), number, command=command, revision=form.base())
    flash(_("Returned. The case is closed; the applicant is told the reason."), "success")
    return url_for(".case", number=case.number)
