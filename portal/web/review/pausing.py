"""Special procedures 特别程序 and the superior's approval 上级核准: the clocks stand still, and run again.

Owns addresses, and what is said before an act: the law it rests on and what it does to the dates.
"""

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.commands import PauseCase, ReportUp, ResumeCase
from portal.domain.case.moves import Action, CaseState
from portal.domain.case.state import Case
from portal.domain.permissions import Role
from portal.i18n import limit_words, translated
from portal.services import cases, pauses
from portal.services.cases import CaseView
from portal.services.previews import ends_after_pause, preview
from portal.web.common.access import allow
from portal.web.common.acts import Act, ActForm, Preview, ReasonForm, Way, answer, ask, closed_for
from portal.web.common.context import actor, deps
from portal.web.common.handling import head_of
from portal.web.common.incident_sentences import due
from portal.web.common.incidents import days_held, pause_name
from portal.web.common.parts import Row
from portal.web.review.act_forms import PauseForm, ResumeForm
from portal.web.review.blueprint import bp
from portal.web.review.dates import changes, changes_to
from portal.web.review.side import side_nav


def view_of(number: str) -> CaseView:
    return cases.view_case(deps(), actor(), number)


@bp.get("/cases/<number>/pause")
@allow(Role.OFFICER)
def pause(number: str) -> ResponseReturnValue:
    view = view_of(number)
    form = PauseForm.of(view.service.procedures)
    if len(view.service.procedures) == 1:
        form.procedure.data = view.service.procedures[0].id
    return ask(pause_of(view), form)


@bp.post("/cases/<number>/pause")
@allow(Role.OFFICER)
def pause_case(number: str) -> ResponseReturnValue:
    form = PauseForm.of(view_of(number).service.procedures)
    way = Way(
        lambda: pause_of(view_of(number)),
        lambda: look_at_pause(number, form.command(), form),
        lambda: do_pause(number, form.command(), form),
    )
    return answer(form, way)


@bp.get("/cases/<number>/report")
@allow(Role.OFFICER)
def report(number: str) -> ResponseReturnValue:
    return ask(report_of(view_of(number)), ReasonForm())


@bp.post("/cases/<number>/report")
@allow(Role.OFFICER)
def report_up(number: str) -> ResponseReturnValue:
    form = ReasonForm()
    way = Way(
        lambda: report_of(view_of(number)),
        lambda: look_at_pause(number, ReportUp(str(form.reason.data)), form),
        lambda: do_pause(number, ReportUp(str(form.reason.data)), form),
    )
    return answer(form, way)


@bp.get("/cases/<number>/resume")
@allow(Role.OFFICER)
def resume(number: str) -> ResponseReturnValue:
    return ask(resume_of(view_of(number)), ResumeForm())


@bp.post("/cases/<number>/resume")
@allow(Role.OFFICER)
def resume_case(number: str) -> ResponseReturnValue:
    form = ResumeForm()
    way = Way(lambda: resume_of(view_of(number)), lambda: look_at_end(number, form), lambda: do_resume(number, form))
    return answer(form, way)


def pause_of(view: CaseView) -> Act:
    named = tuple(
        Row(
            procedure.name,
            _("%(basis)s; at most %(most)s", basis=translated(procedure.basis), most=limit_words(procedure.at_most)),
        )
        for procedure in view.service.procedures
    )
    missing = "" if named else _("The definition of this service names no special procedure.")
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Begin a special procedure"),
        button=_("Begin it, and issue the notice"),
        back=url_for(".case", number=view.case.number),
        about=(
            _("Its time is not counted (art. 45): promise, statutory time and the open steps stand still."),
            _("A time limit that has run out already stays broken."),
        ),
        facts=named,
        closed=closed_for(view.case.state, Action.PAUSE) or missing,
    )


def report_of(view: CaseView) -> Act:
    rule = view.service.superior
    facts = (Row(rule.agency, translated(rule.basis)), Row(_("Usual time"), limit_words(rule.usual))) if rule else ()
    missing = "" if rule else _("This service needs no approval by a superior.")
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Report to the superior authority"),
        button=_("Report the case, and tell the applicant"),
        back=url_for(".case", number=view.case.number),
        about=(
            _("While the superior holds the case, the county's time stands still and is shown apart."),
            _("The case is left out of the figures of “one visit at most” and reported beside them."),
        ),
        facts=facts,
        closed=closed_for(view.case.state, Action.REPORT_UP) or missing,
    )


def look_at_pause(number: str, command: PauseCase | ReportUp, form: ActForm) -> Preview:
    view = view_of(number)
    paused = preview(deps(), actor(), number, commands=(command,), revision=form.base())
    run = paused.open_pause
    until = (Row(_("Announced until"), due(run.expected)),) if run else ()
    ends = changes(view, ends_after_pause(deps(), paused))
    note = Row(_("Meanwhile"), _("No step can be done; dates are shown as “not before”."))
    return Preview((*until, *ends, note, Row(_("Documents"), _("Notice of the special procedure"))))


def do_pause(number: str, command: PauseCase | ReportUp, form: ActForm) -> str:
    case = pauses.pause_case(deps(), actor(), number, command=command, revision=form.base())
    flash(_("The clocks stand still. The notice is being made; the case is under “Paused”."), "success")
    return url_for(".case", number=case.number)


def resume_of(view: CaseView) -> Act:
    run = view.case.open_pause
    up = view.case.state is CaseState.SUPERIOR
    facts: tuple[Row, ...] = ()
    if run is not None:
        held = _("%(days)s working days so far; announced until %(day)s", days=days_held(run), day=due(run.expected))
        facts = (Row(pause_name(run, view), run.reason), Row(_("Standing still"), held))
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("The superior has answered") if up else _("End the special procedure"),
        button=_("The clocks run again"),
        back=url_for(".case", number=view.case.number),
        facts=facts,
        closed=closed_for(view.case.state, Action.COME_BACK if up else Action.RESUME),
    )


def look_at_end(number: str, form: ResumeForm) -> Preview:
    view = view_of(number)
    command = ResumeCase(str(form.result.data))
    return Preview(changes_to(view, preview(deps(), actor(), number, commands=(command,), revision=form.base())))


def do_resume(number: str, form: ResumeForm) -> str:
    command = ResumeCase(str(form.result.data))
    case: Case = pauses.resume_case(deps(), actor(), number, command=command, revision=form.base())
    flash(_("The clocks run again."), "success")
    return url_for(".case", number=case.number)
