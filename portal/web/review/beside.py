"""What a department may do with a case beside its steps, and what was said against its public notices.

Owns which act is offered in which state. Refuses to decide: the services say who may, the domain what is possible.
"""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from portal.domain.case.follow_ups import is_final
from portal.domain.case.incidents import ExtensionState, Objection
from portal.domain.case.moves import AT_WORK, CaseState
from portal.domain.case.state import StepRun, StepState
from portal.domain.permissions import Actor, Permission
from portal.services.acting import at_work
from portal.services.cases import CaseView
from portal.web.common.incident_sentences import due
from portal.web.common.incident_words import FOLLOW_UPS
from portal.web.common.parts import Badge, Link, Tone


@dataclass(frozen=True, slots=True)
class ObjectionRow:
    """One objection to a public notice; `href` leads to its answer while there is none."""

    number: int
    badge: Badge
    who: str
    words: str
    lodged_at: datetime
    answer: str
    href: str


def objections_to(actor: Actor, view: CaseView, run: StepRun | None) -> tuple[ObjectionRow, ...]:
    """The objections to this notice, or to every notice of the case on its own page."""
    wanted = (one for one in view.case.objections if run is None or one.step_id == run.id)
    return tuple(objection_row(actor, view, one) for one in wanted)


def objection_row(actor: Actor, view: CaseView, one: Objection) -> ObjectionRow:
    badges = {
        None: Badge(Tone.YELLOW, _("To be answered")),
        True: Badge(Tone.RED, _("Upheld")),
        False: Badge(Tone.GREY, _("Dismissed")),
    }
    mine = view.case.step(one.step_id).department == actor.department
    waits = one.upheld is None and mine and view.case.state in AT_WORK
    return ObjectionRow(
        number=one.id,
        badge=badges[one.upheld],
        who=f"{one.name} {one.contact}",
        words=one.words,
        lodged_at=one.lodged_at,
        answer=one.answer,
        href=url_for(".objection", number=view.case.number, objection=one.id) if waits else "",
    )


def notice_until(run: StepRun | None) -> str:
    """Until when a running notice runs; nothing for other steps."""
    if run is None or not run.notice or run.state is not StepState.OPEN or run.deadline is None:
        return ""
    return due(run.deadline)


def acts_on(actor: Actor, view: CaseView) -> tuple[Link, ...]:
    """What the actor's department may do beside its steps, in this state."""
    case, service = view.case, view.service
    number, may = case.number, actor.may(Permission.CASE_PAUSE, at_work(case, service))
    asked = case.extension.state if case.extension else ExtensionState.DECLINED
    reviewing, head = case.state is CaseState.REVIEWING, actor.is_head and actor.department == service.item.department
    offered: tuple[tuple[bool, Link], ...] = (
        (
            asked is ExtensionState.REQUESTED and head and reviewing,
            Link(_("Answer the request for an extension"), url_for(".extension_answer", number=number)),
        ),
        (
            case.state is CaseState.SPECIAL and may,
            Link(_("End the special procedure"), url_for(".resume", number=number)),
        ),
        (
            case.state is CaseState.SUPERIOR and may,
            Link(_("The superior has answered"), url_for(".resume", number=number)),
        ),
        (
            reviewing and may and bool(service.procedures),
            Link(_("Begin a special procedure"), url_for(".pause", number=number)),
        ),
        (
            reviewing and may and service.superior is not None,
            Link(_("Report to the superior authority"), url_for(".report", number=number)),
        ),
        (
            reviewing and may and service.extension is not None and asked is ExtensionState.DECLINED,
            Link(_("Ask for an extension"), url_for(".extension", number=number)),
        ),
        (reviewing, Link(_("Return the case"), url_for(".send_back", number=number))),
    )
    return (*(link for holds, link in offered if holds), *follow_up_links(actor, view))


def follow_up_links(actor: Actor, view: CaseView) -> tuple[Link, ...]:
    """The department's follow-ups that are not done."""
    return tuple(
        Link(str(FOLLOW_UPS[one.kind]), url_for(".follow_up", number=view.case.number, follow_up=one.id))
        for one in view.case.follow_ups
        if one.department == actor.department and not is_final(one.kind, one.state)
    )
