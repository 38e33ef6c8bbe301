"""Telling the applicant once what to correct 一次性补正告知: mark, look at it once more, issue the notice.

Owns addresses, and what is said before the notice goes out. Refuses to decide what may be told: the domain does.
"""

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.domain.case.moves import Action
from portal.domain.case.state import ClockName, Verdict
from portal.domain.permissions import Role
from portal.i18n import day, limit_words
from portal.services import cases, corrections
from portal.services.cases import CaseView
from portal.services.previews import preview
from portal.web.common.access import allow
from portal.web.common.acts import Act, Preview, Way, answer, ask, closed_for
from portal.web.common.context import actor, deps
from portal.web.common.handling import head_of
from portal.web.common.incident_sentences import due
from portal.web.common.incident_words import VIOLATIONS
from portal.web.common.parts import Row
from portal.web.counter.blueprint import bp
from portal.web.counter.correction_form import CorrectionForm, form_for, groups_of
from portal.web.counter.ending import too_late
from portal.web.counter.pages import side_nav


@bp.get("/cases/<number>/correction")
@allow(Role.CLERK)
def correction(number: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    form = form_for(view)
    return ask(correction_of(view), form, groups=tuple(groups_of(view, form)), materials=faulty(view))


@bp.post("/cases/<number>/correction")
@allow(Role.CLERK)
def tell_correction(number: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    form = form_for(view)
    way = Way(
        lambda: correction_of(cases.view_case(deps(), actor(), number)),
        lambda: look_at(view, form),
        lambda: do_tell(number, form),
    )
    return answer(form, way, groups=tuple(groups_of(view, form)), materials=faulty(view))


def correction_of(view: CaseView) -> Act:
    case = view.case
    warning = ""
    if case.corrections:
        warning = _("The applicant was told once already. A second notice is recorded as a violation.")
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Tell what to correct"),
        button=_("Tell the applicant, and issue the notice"),
        back=url_for(".case", number=case.number),
        about=(
            _("The applicant is told once, and everything at once (Administrative Licensing Law, art. 32(1)(4))."),
            _("The applicant then has %(limit)s; meanwhile your time stands still.", limit=time_of(view)),
        ),
        warning=warning,
        closed=closed_for(case.state, Action.TELL_CORRECTION) or too_late(view),
        template="counter/correction.html",
    )


def time_of(view: CaseView) -> str:
    return limit_words(view.service.limits.correction)


def faulty(view: CaseView) -> tuple[Row, ...]:
    """The materials found wrong, with what is wrong."""
    return tuple(
        Row(view.service.material(run.id).name, run.note)
        for run in view.case.materials
        if run.verdict is Verdict.TO_CORRECT
    )


def look_at(view: CaseView, form: CorrectionForm) -> Preview:
    told = preview(deps(), actor(), view.case.number, commands=(form.command(),), revision=form.base())
    clock = told.clock(ClockName.CORRECTION)
    until = (Row(_("Due from the applicant"), due(clock.deadline)),) if clock else ()
    late = _("The filing counts as withdrawn; the applicant is reminded before.")
    violations = tuple(str(VIOLATIONS[each]) for each in told.corrections[-1].violations)
    rows = (*faulty(view), *until, Row(_("If it is late"), late), Row(_("Documents"), _("One-time correction notice")))
    return Preview(rows, violations)


def do_tell(number: str, form: CorrectionForm) -> str:
    case = corrections.tell_correction(deps(), actor(), number, command=form.command(), revision=form.base())
    clock = case.clock(ClockName.CORRECTION)
    until = clock.deadline.due_on or clock.deadline.due_at if clock else None
    flash(_("Told. The correction is due by %(day)s; the notice is being made.", day=day(until)), "success")
    return url_for(".case", number=case.number)
