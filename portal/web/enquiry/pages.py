"""What a stranger with number and code sees: state, dates and departments, and nothing about persons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.domain.case.state import Case
from portal.domain.texts import Text
from portal.i18n import day, moment, translated
from portal.services.enquiry import CaseProgress
from portal.services.explained_clocks import pause_name
from portal.services.ports.definitions import Catalogue
from portal.web.common.case_words import state_badge, step_badge
from portal.web.common.due_words import due_words
from portal.web.common.incident_words import ENDINGS
from portal.web.common.moved_dates import CLOCKS
from portal.web.common.parts import Badge, Row


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: what, by whom, and how far."""

    name: Text
    department: Text
    badge: Badge


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """The progress of a case."""

    number: str
    service: Text
    badge: Badge
    rows: tuple[Row, ...]
    steps: tuple[StepLine, ...]
    phone: str


def progress_page(found: CaseProgress, catalogue: Catalogue) -> ProgressPage:
    case, service = found.case, found.service
    steps = tuple(
        StepLine(service.step(run.id).name, catalogue.department(run.department).short, step_badge(run.state))
        for run in case.steps
    )
    return ProgressPage(
        number=case.number,
        service=service.name,
        badge=state_badge(case.state),
        rows=tuple(rows(found)),
        steps=steps if case.accepted_at is not None else (),
        phone=service.item.consult_phone,
    )


def rows(found: CaseProgress) -> Iterator[Row]:
    """Dates, in the order of a case's life; only those that are there."""
    case = found.case
    yield Row(_("Filed at"), moment(case.filed_at))
    yield from due_rows(case)
    if case.accepted_on is not None:
        yield Row(_("Accepted on"), day(case.accepted_on))
    if case.open_pause is not None and case.is_open:
        name = translated(pause_name(found.service, case.open_pause))
        until = due_words(case.open_pause.expected)
        yield Row(_("Paused"), _("%(name)s, expected until %(day)s", name=name, day=until))
    if case.decided_on is not None:
        yield Row(_("Decided on"), day(case.decided_on))
    if case.delivered_at is not None:
        yield Row(_("Delivered at"), moment(case.delivered_at))
    if case.ending is not None:
        yield Row(_("Ended"), f"{ENDINGS[case.ending]} · {moment(case.ended_at)}")


def due_rows(case: Case) -> Iterator[Row]:
    """The last day of the clock that runs."""
    clock = case.running_clock
    if clock is not None and case.is_open:
        yield Row(_("%(clock)s, due by", clock=str(CLOCKS[clock.name])), due_words(clock.deadline))
