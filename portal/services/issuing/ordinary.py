"""Documents of a case's ordinary way: receipt 收件凭证, acceptance 受理, decision 决定书, delivery 送达回证."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.state import ClockName
from portal.domain.documents import (
    AcceptanceNotice,
    Channel,
    DecisionGranted,
    DecisionRefused,
    DeliveryRecord,
    FilingReceipt,
)
from portal.domain.documents.shown import filled, not_counted
from portal.domain.texts import Text
from portal.services.issuing import listing
from portal.services.issuing.frame import NothingToSay
from portal.services.issuing.paper import values_of

if TYPE_CHECKING:
    from portal.services.issuing.frame import Frame

_ONLINE: Final = Text("网上申报", "Online filing")
_HALL: Final = Text("政务服务中心综合窗口", "General window of the service hall")


def receipt(frame: Frame) -> FilingReceipt:
    """收件凭证 of what was filed, or of what was supplied in a correction: the answer is due from then."""
    case = frame.case
    online = case.channel is Channel.ONLINE
    return FilingReceipt(
        **frame.common,
        query_code=case.query_code,
        channel=case.channel,
        received_at=frame.clock(ClockName.ACCEPTANCE).started_at,
        materials=listing.materials(frame),
        receiver=frame.common["county"].portal.zh if online else frame.me.by.name,
        window=_ONLINE if online else _HALL,
        answer_within=frame.clock(ClockName.ACCEPTANCE).deadline.limit,
        answer_due=frame.due(ClockName.ACCEPTANCE),
    )


def acceptance(frame: Frame) -> AcceptanceNotice:
    """受理通知书."""
    return AcceptanceNotice(
        **frame.common,
        filed_at=frame.case.filed_at,
        accepted_on=frame.accepted_on,
        promise=frame.clock(ClockName.PROMISE).deadline.limit,
        statutory=frame.clock(ClockName.STATUTORY).deadline.limit,
        due=frame.due(ClockName.PROMISE),
        statutory_due=frame.due(ClockName.STATUTORY),
        materials=listing.materials(frame),
        handler=frame.me.by.name,
        deemed=frame.case.deemed_accepted,
        not_counted=not_counted(frame.service),
    )


def granted(frame: Frame) -> DecisionGranted:
    """准予行政许可决定书."""
    case, service = frame.case, frame.service
    values = values_of(frame)
    return DecisionGranted(
        **frame.common,
        filed_at=case.filed_at,
        accepted_on=frame.accepted_on,
        holder=case.title,
        content=service.name,
        results=listing.results(frame),
        validity=service.item.result_validity,
        conditions=(),
        basis=service.item.basis,
        collect=service.item.result_collection,
        deliver_within=frame.clock(ClockName.DELIVERY).deadline.limit,
        deliver_due=frame.due(ClockName.DELIVERY),
        notes=tuple(filled(one, values) for one in service.decision_words.notes),
        name=service.decision_words.granted,
    )


def refused(frame: Frame) -> DecisionRefused:
    """不予行政许可决定书."""
    case, service = frame.case, frame.service
    opinions = tuple(run.opinion for run in case.steps if run.opinion and run.id != service.decision.id)
    return DecisionRefused(
        **frame.common,
        filed_at=case.filed_at,
        accepted_on=frame.accepted_on,
        facts=opinions or (case.reasons,),
        reasons=(case.reasons,),
        basis=service.item.basis,
        remedies=frame.remedies,
        name=service.decision_words.refused,
    )


def delivery(frame: Frame) -> DeliveryRecord:
    """送达回证."""
    case = frame.case
    handed = case.delivery
    if handed is None or case.delivered_at is None:
        raise NothingToSay(case.number)
    return DeliveryRecord(
        **frame.common,
        addressee=case.title,
        documents=listing.papers(frame),
        delivered_at=case.delivered_at,
        place=Text(handed.place, handed.place),
        method=handed.method,
        receiver=handed.receiver,
        relation=handed.relation,
        server=frame.me.by.name,
        remarks=handed.remarks,
    )
