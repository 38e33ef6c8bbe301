"""The one extension 延长办理期限 (许可法 art. 42): asked for by an officer, approved by the head of the agency.

Only the clocks the definition names, by at most what it allows, before any of them has run out. After expiry it is
refused and the breach stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.case.clocks import moved_by_extension, running_clocks
from portal.domain.case.incident_events import ExtensionDeclined, ExtensionRequested, LimitExtended
from portal.domain.case.incidents import ExtensionState
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.reasons import reason_in
from portal.domain.errors import DomainError

if TYPE_CHECKING:
    from portal.domain.case.commands import AnswerExtension, RequestExtension
    from portal.domain.case.context import Context
    from portal.domain.case.events import Event
    from portal.domain.case.state import Case
    from portal.domain.procedures import ExtensionRule


class NotExtendable(DomainError):
    """The definition allows no extension."""

    message_id = "case.not_extendable"


class ExtensionUsed(DomainError):
    """The limits were extended already; the law allows it once."""

    message_id = "case.extension_used"


class ExtensionPending(DomainError):
    """An extension was asked for and is not answered yet."""

    message_id = "case.extension_pending"


class NoExtensionPending(DomainError):
    """Nobody asked for an extension."""

    message_id = "case.no_extension_pending"


class ExtensionTooLong(DomainError):
    """More than the law allows; facts: `most`, a limit."""

    message_id = "case.extension_too_long"


class ExtensionTooLate(DomainError):
    """A limit has run out already, so it cannot be extended; the breach stays. Facts: `clock`."""

    message_id = "case.extension_too_late"


def request_extension(case: Case, command: RequestExtension, context: Context) -> tuple[Event, ...]:
    """An officer asks. Raises NotExtendable, ExtensionUsed, ExtensionPending, ExtensionTooLong, ExtensionTooLate."""
    rule = _rule(case, context)
    state = case.extension.state if case.extension else ExtensionState.DECLINED
    if state is ExtensionState.GRANTED:
        raise ExtensionUsed(case=case.number)
    if state is ExtensionState.REQUESTED:
        raise ExtensionPending(case=case.number)
    if command.by.unit is not rule.at_most.unit or command.by.value > rule.at_most.value:
        raise ExtensionTooLong(most=rule.at_most)
    _require_in_time(case, rule, context)
    return (ExtensionRequested(command.by, reason_in(command.reason)),)


def answer_extension(case: Case, command: AnswerExtension, context: Context) -> tuple[Event, ...]:
    """The head approves, and the limits are longer; or declines, with the reason. Raises NoExtensionPending."""
    rule = _rule(case, context)
    asked = case.extension
    if asked is None or asked.state is not ExtensionState.REQUESTED:
        raise NoExtensionPending(case=case.number)
    if not command.approve:
        return (ExtensionDeclined(reason_in(command.answer)),)
    _require_in_time(case, rule, context)
    moved = moved_by_extension(case, rule.clocks, asked.by, calendar=context.calendar)
    return (LimitExtended(command.answer.strip(), moved, context.calendar.digest),)


def _rule(case: Case, context: Context) -> ExtensionRule:
    if case.state is not CaseState.REVIEWING:
        raise MoveNotAllowed(state=case.state.value, action="extend")
    if context.service.extension is None:
        raise NotExtendable(case=case.number)
    return context.service.extension


def _require_in_time(case: Case, rule: ExtensionRule, context: Context) -> None:
    for clock in running_clocks(case):
        if clock.name in rule.clocks and context.now >= clock.deadline.due_at:
            raise ExtensionTooLate(clock=clock.name)
