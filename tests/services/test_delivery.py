"""Handing out: the record closes the case; presences are counted once for each half-day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from portal.domain.case.commands import Deliver, RecordVisit
from portal.domain.case.delivery import ReceiverNeeded
from portal.domain.case.moves import CaseState, MoveNotAllowed
from portal.domain.case.state import HalfDay, VisitCause
from portal.domain.case.visits import VisitAlreadyRecorded, VisitOutOfRange
from portal.domain.documents import DeliveryMethod, DeliveryRecord, DocumentKind, Relation
from portal.domain.permissions import NotPermitted
from portal.services import cases, delivery
from portal.services.conflicts import CaseChangedMeanwhile
from tests.factories.staff import Staff

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.services.deps import Deps
    from tests.factories.applicants import Applicant

SIMPLE: dict[str, Any] = {"enterprise_type": "llc", "premises": "owned", "filer": "self", "parts": []}
AT_THE_WINDOW: Final = Deliver(DeliveryMethod.DIRECT, "甲某", Relation.AGENT, "一楼企业开办专区", "交营业执照正副本")
VISIT: Final = RecordVisit("甲某", date(2026, 9, 21), HalfDay.MORNING, VisitCause.SIGNATURE)


@pytest.fixture
def staff(deps: Deps) -> Staff:
    return Staff(deps)


@pytest.fixture
def filed(applicant: Applicant) -> Case:
    return applicant.file(**SIMPLE)


@pytest.fixture
def decided(staff: Staff, filed: Case) -> Case:
    return staff.decide(staff.accept(filed))


def test_delivery_closes_the_case_with_its_record(deps: Deps, staff: Staff, decided: Case) -> None:
    closed = delivery.deliver_case(deps, staff.clerk, decided.number, command=AT_THE_WINDOW, revision=decided.revision)
    assert closed.state is CaseState.DELIVERED
    view = cases.view_case(deps, staff.clerk, decided.number)
    record = next(document for document in view.documents if document.kind is DocumentKind.DELIVERY_RECORD)
    assert isinstance(record.content, DeliveryRecord)
    assert (record.content.receiver, record.content.relation) == ("甲某", Relation.AGENT)
    assert record.content.place.zh == "一楼企业开办专区"
    assert record.content.server == staff.clerk.name
    assert cases.desk_lights(deps, staff.clerk)["delivery"].total == 0


def test_a_hand_over_at_the_window_is_a_visit(deps: Deps, staff: Staff, decided: Case) -> None:
    closed = delivery.deliver_case(deps, staff.clerk, decided.number, command=AT_THE_WINDOW)
    (visit,) = closed.visits
    assert (visit.person, visit.cause) == ("甲某", VisitCause.PICK_UP)


@pytest.mark.parametrize("method", [DeliveryMethod.ELECTRONIC, DeliveryMethod.POST])
def test_other_ways_are_no_visit(deps: Deps, staff: Staff, decided: Case, method: DeliveryMethod) -> None:
    command = replace(AT_THE_WINDOW, method=method)
    assert delivery.deliver_case(deps, staff.clerk, decided.number, command=command).visits == ()


def test_nothing_is_delivered_before_the_decision_or_twice(
    deps: Deps, staff: Staff, applicant: Applicant, decided: Case
) -> None:
    undecided = applicant.file(**SIMPLE)
    with pytest.raises(MoveNotAllowed):
        delivery.deliver_case(deps, staff.clerk, undecided.number, command=AT_THE_WINDOW)
    staff.deliver(decided)
    with pytest.raises(MoveNotAllowed):
        staff.deliver(decided)


def test_the_record_needs_a_receiver_and_a_fresh_page(deps: Deps, staff: Staff, decided: Case) -> None:
    nobody = replace(AT_THE_WINDOW, receiver=" ")
    with pytest.raises(ReceiverNeeded):
        delivery.deliver_case(deps, staff.clerk, decided.number, command=nobody)
    with pytest.raises(CaseChangedMeanwhile):
        delivery.deliver_case(deps, staff.clerk, decided.number, command=AT_THE_WINDOW, revision=decided.revision - 1)


def test_only_clerks_hand_out(deps: Deps, staff: Staff, decided: Case, applicant: Applicant) -> None:
    for actor in (staff.officer("market-regulation"), applicant.actor):
        with pytest.raises(NotPermitted):
            delivery.deliver_case(deps, actor, decided.number, command=AT_THE_WINDOW)


def test_a_presence_counts_once_for_each_half_day(deps: Deps, staff: Staff, filed: Case) -> None:
    delivery.record_visit(deps, staff.clerk, filed.number, command=VISIT)
    with pytest.raises(VisitAlreadyRecorded):
        delivery.record_visit(deps, staff.clerk, filed.number, command=replace(VISIT, cause=VisitCause.ADVICE))
    afternoon = replace(VISIT, half_day=HalfDay.AFTERNOON)
    assert len(delivery.record_visit(deps, staff.clerk, filed.number, command=afternoon).visits) == 2


@pytest.mark.parametrize("days", [-1, 1])
def test_a_visit_lies_between_filing_and_today(deps: Deps, staff: Staff, filed: Case, days: int) -> None:
    command = replace(VISIT, on=VISIT.on + timedelta(days=days))
    with pytest.raises(VisitOutOfRange):
        delivery.record_visit(deps, staff.clerk, filed.number, command=command)
