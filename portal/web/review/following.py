"""Paused cases and follow-ups 工单 of a department, answers to objections, and returning a case 退件.

Owns addresses, and what is said before an act. Who may judge a follow-up is said in the services.
"""

from collections.abc import Sequence

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.domain.case.commands import ReturnCase
from portal.domain.case.follow_ups import FOLLOW_UP_MOVES
from portal.domain.case.incidents import FollowUp, FollowUpKind, FollowUpState, Objection
from portal.domain.case.moves import Action
from portal.domain.case.notices import NoSuchObjection
from portal.domain.permissions import CaseFacts, Permission, Role
from portal.i18n import short_moment, translated
from portal.services import department, endings, follow_ups, notices
from portal.services.cases import CaseView
from portal.services.previews import preview
from portal.web.common.access import allow
from portal.web.common.acts import Act, Preview, ReasonForm, Way, answer, ask, closed_for
from portal.web.common.context import actor, deps
from portal.web.common.errors import sentence
from portal.web.common.handling import head_of
from portal.web.common.incident_sentences import due
from portal.web.common.incident_words import FOLLOW_UPS, RATINGS, follow_up_badge, tag_words
from portal.web.common.incidents import department_name
from portal.web.common.keys import after_of
from portal.web.common.parts import Row
from portal.web.review.act_forms import FollowUpForm, ObjectionForm
from portal.web.review.blueprint import bp
from portal.web.review.lists import follow_ups_page, paused_page
from portal.web.review.pausing import view_of
from portal.web.review.side import side_nav


@bp.get("/paused/", endpoint="paused")
@allow(Role.OFFICER)
def paused_list() -> ResponseReturnValue:
    """Cases of the department whose clocks stand still."""
    after = request.args.get("after")
    page = paused_page(actor(), department.paused_cases(deps(), actor(), after=after_of(after)), after=after)
    return render_template("review/paused.html", page=page, side=page.side)


@bp.get("/follow-ups/", endpoint="follow_ups")
@allow(Role.OFFICER)
def follow_up_list() -> ResponseReturnValue:
    """Open follow-ups of the department."""
    after = request.args.get("after")
    page = follow_ups_page(actor(), department.follow_ups(deps(), actor(), after=after_of(after)), after=after)
    return render_template("review/follow_ups.html", page=page, side=page.side)


@bp.get("/cases/<number>/follow-ups/<follow_up>", endpoint="follow_up")
@allow(Role.OFFICER)
def follow_up_page(number: str, follow_up: str) -> ResponseReturnValue:
    view = view_of(number)
    one = follow_up_in(view, follow_up)
    return ask(act_on(view, one), FollowUpForm.of(one, moves_of(one)))


@bp.post("/cases/<number>/follow-ups/<follow_up>")
@allow(Role.OFFICER)
def move_follow_up(number: str, follow_up: str) -> ResponseReturnValue:
    shown = follow_up_in(view_of(number), follow_up)
    form = FollowUpForm.of(shown, tuple(FollowUpState))

    def act() -> Act:
        view = view_of(number)
        one = follow_up_in(view, follow_up)
        form.state.choices = FollowUpForm.of(one, moves_of(one)).state.choices
        return act_on(view, one)

    way = Way(act, lambda: look_at_move(number, follow_up, form), lambda: do_move(number, follow_up, form))
    return answer(form, way)


@bp.get("/cases/<number>/objections/<int:objection>")
@allow(Role.OFFICER)
def objection(number: str, objection: int) -> ResponseReturnValue:
    view = view_of(number)
    return ask(objection_of(view, objection_in(view, objection)), ObjectionForm())


@bp.post("/cases/<number>/objections/<int:objection>")
@allow(Role.OFFICER)
def answer_objection(number: str, objection: int) -> ResponseReturnValue:
    form = ObjectionForm()

    def act() -> Act:
        view = view_of(number)
        return objection_of(view, objection_in(view, objection))

    way = Way(act, lambda: look_at_objection(number, objection, form), lambda: do_objection(number, objection, form))
    return answer(form, way)


@bp.get("/cases/<number>/return")
@allow(Role.OFFICER)
def send_back(number: str) -> ResponseReturnValue:
    return ask(return_of(view_of(number)), ReasonForm())


@bp.post("/cases/<number>/return")
@allow(Role.OFFICER)
def return_case(number: str) -> ResponseReturnValue:
    form = ReasonForm()
    way = Way(lambda: return_of(view_of(number)), lambda: look_at_return(number, form), lambda: do_return(number, form))
    return answer(form, way)


def follow_up_in(view: CaseView, follow_up: str) -> FollowUp:
    """The follow-up; NotFound when the case has none of that id."""
    try:
        return view.case.follow_up(follow_up)
    except KeyError:
        raise NotFound from None


def moves_of(one: FollowUp) -> Sequence[FollowUpState]:
    """Where the department may take it, in the order of the states; what a manager judges is left out."""
    allowed = FOLLOW_UP_MOVES.get((one.kind, one.state), frozenset())
    return [state for state in FollowUpState if state in allowed and (one.kind, state) not in follow_ups.JUDGED]


def act_on(view: CaseView, one: FollowUp) -> Act:
    may = actor().may(Permission.FOLLOW_UP_MOVE, CaseFacts(department=one.department))
    closed = "" if moves_of(one) and may else _("There is nothing for your department to do about this now.")
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=str(FOLLOW_UPS[one.kind]),
        button=_("Record it"),
        back=url_for(".case", number=view.case.number),
        facts=follow_up_rows(view, one),
        closed=closed,
    )


def follow_up_rows(view: CaseView, one: FollowUp) -> tuple[Row, ...]:
    """What it is about, where it is, and what was done so far."""
    opened = _("%(who)s, %(moment)s", who=one.opened_by, moment=short_moment(one.opened_at))
    rating = view.case.ratings[0] if one.kind is FollowUpKind.BAD_RATING and view.case.ratings else None
    said = (str(RATINGS[rating.level]), *tag_words(rating.tags), rating.words) if rating else (one.words,)
    rows = (
        Row(_("What it is about"), " · ".join(filter(None, said))),
        Row(_("Opened by"), opened),
        Row(_("Department"), department_name(one.department)),
        Row(_("State"), follow_up_badge(one.kind, one.state).words),
    )
    until = (Row(_("To be done by"), due(one.deadline)),) if one.deadline else ()
    notes = tuple(
        Row(short_moment(note.at), f"{follow_up_badge(one.kind, note.state).words} · {note.words} · {note.by}")
        for note in one.notes
    )
    return (*rows, *until, *notes)


def look_at_move(number: str, follow_up: str, form: FollowUpForm) -> Preview:
    command = form.command(follow_up)
    after = preview(deps(), actor(), number, commands=(command,), revision=form.base())
    deadline = after.follow_up(follow_up).deadline
    then = _("To be done by %(day)s", day=due(deadline)) if deadline else _("This follow-up is done.")
    return Preview((Row(_("Then"), then),))


def do_move(number: str, follow_up: str, form: FollowUpForm) -> str:
    command = form.command(follow_up)
    follow_ups.move_follow_up(deps(), actor(), number, command=command, revision=form.base())
    flash(_("Recorded."), "success")
    return url_for(".follow_ups")


def objection_in(view: CaseView, objection_id: int) -> Objection:
    """The objection; NotFound when the case has none of that number."""
    found = next((one for one in view.case.objections if one.id == objection_id), None)
    if found is None:
        raise NotFound
    return found


def objection_of(view: CaseView, one: Objection) -> Act:
    mine = actor().may(Permission.OBJECTION_ANSWER, CaseFacts(department=view.case.step(one.step_id).department))
    is_open = one.upheld is None and mine and view.case.is_open
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Objection no. %(n)s", n=one.id),
        button=_("Record the answer"),
        back=url_for(".step", number=view.case.number, step_id=one.step_id),
        about=(_("An objection that is upheld ends the public notice: the step has failed."),),
        facts=(
            Row(_("Public notice"), translated(view.service.step(one.step_id).name)),
            Row(_("From"), f"{one.name} {one.contact}"),
            Row(_("Lodged"), short_moment(one.lodged_at)),
            Row(_("Words"), one.words),
        ),
        closed="" if is_open else sentence(NoSuchObjection()),
    )


def look_at_objection(number: str, objection_id: int, form: ObjectionForm) -> Preview:
    view = view_of(number)
    command = form.command(objection_id)
    after = preview(deps(), actor(), number, commands=(command,), revision=form.base())
    step_id = objection_in(view, objection_id).step_id
    still = after.step(step_id).state == view.case.step(step_id).state
    failed = _("The notice ends at once: not passed.")
    passed = _("The notice has had its time and passes.")
    then = _("The notice goes on.") if still else failed if command.upheld else passed
    return Preview((Row(_("Then"), then),))


def do_objection(number: str, objection_id: int, form: ObjectionForm) -> str:
    command = form.command(objection_id)
    case = notices.answer_objection(deps(), actor(), number, command=command, revision=form.base())
    flash(_("The objection is answered."), "success")
    return url_for(".step", number=case.number, step_id=objection_in(view_of(number), objection_id).step_id)


def return_of(view: CaseView) -> Act:
    return Act(
        side=side_nav(actor(), ""),
        head=head_of(view),
        title=_("Return the case"),
        button=_("Return the case"),
        back=url_for(".case", number=view.case.number),
        about=(
            _("The case ends without a decision, for example when it was filed twice or under the wrong service."),
            _("Whoever has doubts about the matter itself decides: a refusal needs reasons and can be appealed."),
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
