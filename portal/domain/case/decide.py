"""decide(): every command on a case goes through here and becomes events or a refusal.

Owns the table from command to rule; the rules themselves live in one module for each activity. Filing, which has no
case yet, is in :mod:`filing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from portal.domain.case import (
    acceptance,
    applicant_steps,
    commands,
    correction,
    delivery,
    endings,
    extension,
    feedback,
    follow_ups,
    notices,
    pauses,
    recompute,
    review,
    timing,
    tolerance,
    versions,
    visits,
    waiting,
)
from portal.domain.case.events import DocumentIssued

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.domain.case.commands import Command, IssueDocument
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case


def _issue(_case: Case, command: IssueDocument, _context: Context) -> tuple[Event, ...]:
    return (DocumentIssued(command.kind, command.number, command.code, command.about),)


RULES: Final[Mapping[type[Command], Callable[[Case, Any, Context], tuple[Event, ...]]]] = {
    commands.CheckMaterial: acceptance.check_material,
    commands.AcceptCase: acceptance.accept_case,
    commands.DeemAccepted: acceptance.deem_accepted,
    commands.TellCorrection: correction.tell_correction,
    commands.SupplyCorrection: correction.supply_correction,
    commands.LapseCorrection: correction.lapse_correction,
    commands.RefuseAcceptance: endings.refuse_acceptance,
    commands.ReturnCase: endings.return_case,
    commands.WithdrawCase: endings.withdraw_case,
    commands.SupplyMaterial: tolerance.supply_material,
    commands.LapseTolerance: tolerance.lapse_tolerance,
    commands.CompleteStep: review.complete_step,
    commands.DoApplicantStep: applicant_steps.do_applicant_step,
    commands.LapseStep: applicant_steps.lapse_step,
    commands.PauseCase: pauses.pause_case,
    commands.ReportUp: pauses.report_up,
    commands.ResumeCase: pauses.resume_case,
    commands.RequestExtension: extension.request_extension,
    commands.AnswerExtension: extension.answer_extension,
    commands.LodgeObjection: notices.lodge_objection,
    commands.AnswerObjection: notices.answer_objection,
    commands.EndNotice: notices.end_notice,
    commands.Deliver: delivery.deliver,
    commands.RecordVisit: visits.record_visit,
    commands.IssueDocument: _issue,
    commands.UrgeCase: feedback.urge_case,
    commands.RateCase: feedback.rate_case,
    commands.Supervise: follow_ups.supervise,
    commands.MoveFollowUp: follow_ups.move_follow_up,
    commands.FireTimer: timing.fire_timer,
    commands.RecomputeDates: recompute.recompute_dates,
    commands.MoveToVersion: versions.move_to_version,
}


def decide(case: Case, command: Command, context: Context) -> tuple[Event, ...]:
    """The events that ``command`` causes now, or a DomainError that names the rule.

    Whatever the command was, the case then waits or goes on by itself.
    """
    events = RULES[type(command)](case, command, context)
    return (*events, *waiting.settle(case, command, events, context=context))
