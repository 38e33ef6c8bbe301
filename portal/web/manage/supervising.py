"""督办 and the judgement of follow-ups 工单: what a manager does to a case, each looked at once more.

Owns addresses, and what is said before an act. Refuses to do a department's work: verifying, putting right, answering.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from flask import flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal.domain.case.commands import Supervise
from portal.domain.case.follow_ups import FOLLOW_UP_MOVES
from portal.domain.case.incidents import FollowUp, FollowUpKind, FollowUpState
from portal.domain.documents import DocumentKind, title
from portal.domain.permissions import Role
from portal.i18n import short_moment, translated
from portal.services import cases, follow_ups
from portal.services.cases import CaseView
from portal.services.previews import preview
from portal.web.common.access import allow
from portal.web.common.acts import Act, Preview, Way, answer, ask
from portal.web.common.context import actor, deps
from portal.web.common.handling import head_of
from portal.web.common.incident_sentences import due
from portal.web.common.incident_words import FOLLOW_UPS, RATINGS, follow_up_badge, tag_words
from portal.web.common.incidents import department_name
from portal.web.common.parts import Row, SideNav
from portal.web.manage.blueprint import bp
from portal.web.manage.forms import JUDGEMENTS, JudgeForm, SuperviseForm

__all__ = ["bp"]

NO_SIDE: Final = SideNav("", "", ())
TEMPLATE: Final = "manage/act.html"


@bp.get("/cases/<number>/supervise")
@allow(Role.MANAGER)
def supervise(number: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    return ask(order_of(view), SuperviseForm.of(departments_of(view)))


@bp.post("/cases/<number>/supervise")
@allow(Role.MANAGER)
def send_order(number: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    form = SuperviseForm.of(departments_of(view))
    way = Way(
        lambda: order_of(cases.view_case(deps(), actor(), number)),
        lambda: look_at_order(view, form),
        lambda: do_order(number, form),
    )
    return answer(form, way)


@bp.get("/cases/<number>/follow-ups/<follow_up>")
@allow(Role.MANAGER)
def follow_up(number: str, follow_up: str) -> ResponseReturnValue:
    view = cases.view_case(deps(), actor(), number)
    one = follow_up_in(view, follow_up)
    return ask(judgement_of(view, one), JudgeForm.of(one.kind, judged_from(one)))


@bp.post("/cases/<number>/follow-ups/<follow_up>")
@allow(Role.MANAGER)
def judge(number: str, follow_up: str) -> ResponseReturnValue:
    shown = follow_up_in(cases.view_case(deps(), actor(), number), follow_up)
    form = JudgeForm.of(shown.kind, judged_of(shown.kind))

    def act() -> Act:
        view = cases.view_case(deps(), actor(), number)
        one = follow_up_in(view, follow_up)
        form.state.choices = JudgeForm.of(one.kind, judged_from(one)).state.choices
        return judgement_of(view, one)

    way = Way(act, lambda: look_at_judgement(number, follow_up, form), lambda: do_judge(number, follow_up, form))
    return answer(form, way)


def departments_of(view: CaseView) -> tuple[tuple[str, str], ...]:
    """The departments with a step in the case, then the responsible one: key and name."""
    keys = dict.fromkeys((*(run.department for run in view.case.steps), view.service.item.department))
    return tuple((key, department_name(key)) for key in keys)


def order_of(view: CaseView) -> Act:
    return Act(
        side=NO_SIDE,
        head=head_of(view),
        title=_("Supervision order"),
        button=_("Send the order"),
        back=url_for(".case", number=view.case.number),
        about=(
            _("The department must answer in writing within the time you set. The order is issued as a document."),
            _("It stops no clock and changes no date of the case."),
        ),
        template=TEMPLATE,
    )


def look_at_order(view: CaseView, form: SuperviseForm) -> Preview:
    command: Supervise = form.command()
    case = preview(deps(), actor(), view.case.number, commands=(command,), revision=form.base())
    deadline = case.follow_ups[-1].deadline
    rows = (Row(_("Answer due"), due(deadline)),) if deadline else ()
    return Preview((*rows, Row(_("Documents"), title(DocumentKind.SUPERVISION_NOTICE))))


def do_order(number: str, form: SuperviseForm) -> str:
    case = follow_ups.supervise(deps(), actor(), number, command=form.command())
    flash(_("The order is sent. The department sees it among its follow-ups."), "success")
    return url_for(".case", number=case.number)


def follow_up_in(view: CaseView, follow_up_id: str) -> FollowUp:
    """The follow-up; NotFound when the case has none of that id."""
    try:
        return view.case.follow_up(follow_up_id)
    except KeyError:
        raise NotFound from None


def judged_of(kind: FollowUpKind) -> Sequence[FollowUpState]:
    """Everything a manager may ever decide about a kind."""
    return [state for of_kind, state in JUDGEMENTS if of_kind is kind and (kind, state) in follow_ups.JUDGED]


def judged_from(one: FollowUp) -> Sequence[FollowUpState]:
    """What a manager may decide about it now."""
    allowed = FOLLOW_UP_MOVES.get((one.kind, one.state), frozenset())
    return [state for state in judged_of(one.kind) if state in allowed]


def judgement_of(view: CaseView, one: FollowUp) -> Act:
    return Act(
        side=NO_SIDE,
        head=head_of(view),
        title=str(FOLLOW_UPS[one.kind]),
        button=_("Decide"),
        back=url_for(".case", number=view.case.number),
        about=about(one),
        facts=follow_up_rows(view, one),
        closed="" if judged_from(one) else _("There is nothing for a manager to decide about this now."),
        template=TEMPLATE,
    )


def about(one: FollowUp) -> tuple[str, ...]:
    if one.kind is FollowUpKind.BAD_RATING:
        return (
            _("Only a rating given by mistake or in bad faith is left out of the figures; it stays on record (3.2)."),
            _("If it counts, leave it to the department: it verifies, puts right and calls the applicant."),
        )
    return (_("Close it when the answer settles the matter; otherwise the department has another three working days."),)


def follow_up_rows(view: CaseView, one: FollowUp) -> tuple[Row, ...]:
    """What it is about, who has it until when, and what was done so far."""
    badge = follow_up_badge(one.kind, one.state)
    opened = f"{short_moment(one.opened_at)} · {one.opened_by}"
    until = (Row(_("Due"), due(one.deadline)),) if one.deadline else ()
    return (
        Row(_("Department"), department_name(one.department)),
        Row(_("What it is about"), subject_of(view, one)),
        Row(_("Opened"), opened),
        Row(_("State"), badge.words),
        *until,
        *notes_of(one),
    )


def subject_of(view: CaseView, one: FollowUp) -> str:
    """The order's words, or what the applicant rated."""
    if one.kind is not FollowUpKind.BAD_RATING or not view.case.ratings:
        return one.words
    rating = view.case.ratings[0]
    return " · ".join(part for part in (str(RATINGS[rating.level]), *tag_words(rating.tags), rating.words) if part)


def notes_of(one: FollowUp) -> Iterator[Row]:
    for note in one.notes:
        words = translated(follow_up_badge(one.kind, note.state).words)
        yield Row(words, f"{note.words}（{note.by} {short_moment(note.at)}）")


def look_at_judgement(number: str, follow_up_id: str, form: JudgeForm) -> Preview:
    command = form.command(follow_up_id)
    case = preview(deps(), actor(), number, commands=(command,), revision=form.base())
    after = case.follow_up(follow_up_id)
    rows = [Row(_("State afterwards"), follow_up_badge(after.kind, after.state).words)]
    if after.deadline:
        rows.append(Row(_("Answer due"), due(after.deadline)))
    return Preview(tuple(rows))


def do_judge(number: str, follow_up_id: str, form: JudgeForm) -> str:
    command = form.command(follow_up_id)
    follow_ups.move_follow_up(deps(), actor(), number, command=command, revision=form.base())
    flash(_("Decided and recorded."), "success")
    return url_for(".follow_up_list")
