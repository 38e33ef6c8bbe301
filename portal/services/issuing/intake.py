"""Documents between filing and acceptance: correction 补正, 不予受理, 容缺受理, 告知承诺."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.incidents import Ground, Marked
from portal.domain.case.state import ClockName
from portal.domain.documents import (
    Act,
    CommitmentLetter,
    CorrectionNotice,
    Fault,
    NotAccepted,
    PromisedMaterial,
    RefusalOfAcceptance,
    ToCorrect,
    ToleranceCommitment,
    ToleranceNotice,
    act_of,
)
from portal.domain.texts import Text
from portal.services.issuing.frame import NothingToSay
from portal.services.issuing.listing import form_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.case.incidents import Correction, CorrectionItem
    from portal.domain.procedures import ToleranceRule
    from portal.services.issuing.frame import Frame

_TRUTHFULNESS: Final = Text("《行政许可法》第三十一条第一款", "Administrative Permit Law, article 31(1)")
_BY_ANALOGY: Final = Text(f"参照{_TRUTHFULNESS.zh}", f"By analogy with the {_TRUTHFULNESS.en}")
_NO_BASIS: Final = Text("不在申请材料目录内", "Not on the published checklist")
_FILL_IN_AGAIN: Final = Text("按实际情况更正后重新填写", "Correct it and fill it in again")
_MAY_DECLINE: Final = Text("可以不提供，见表下说明", "May be declined, see the note below")
_HAND_IN: Final = Text("补充提交", "Hand it in")
_HAND_IN_AGAIN: Final = Text("更正后重新提交", "Correct it and hand it in again")

_GROUNDS: Final[Mapping[Ground, NotAccepted]] = {
    Ground.NOT_REQUIRED: NotAccepted.NOT_REQUIRED,
    Ground.NOT_COMPETENT: NotAccepted.NOT_COMPETENT,
    Ground.NOT_QUALIFIED: NotAccepted.NOT_QUALIFIED,
}


def correction_notice(frame: Frame) -> CorrectionNotice:
    """一次性补正告知书 of the round that ``about`` numbers, else the latest."""
    rounds = frame.case.corrections
    round_ = next((one for one in reversed(rounds) if frame.about in ("", str(one.round))), None)
    if round_ is None:
        raise NothingToSay(frame.about)
    return CorrectionNotice(
        **frame.common,
        filed_at=frame.case.filed_at,
        channel=frame.case.channel,
        round=round_.round,
        earlier=tuple(frame.local(one.told_at) for one in rounds if one.round < round_.round),
        items=tuple(_to_correct(frame, round_)),
        within=frame.clock(ClockName.CORRECTION).deadline.limit,
        due=frame.due(ClockName.CORRECTION),
        handler=round_.told_by,
    )


def _to_correct(frame: Frame, round_: Correction) -> Iterator[ToCorrect]:
    lines = {Marked.MATERIAL: _material_line, Marked.FIELD: _field_line, Marked.OUTSIDE: _outside_line}
    return (lines[item.kind](frame, item) for item in round_.items)


def _material_line(frame: Frame, item: CorrectionItem) -> ToCorrect:
    material = frame.service.material(item.id)
    missing = not frame.case.material(item.id).files
    asked = _HAND_IN if missing else _HAND_IN_AGAIN
    wanted = tuple(check.text for check in material.checks) or ((material.guidance,) if material.guidance else ())
    return ToCorrect(
        subject=material.name,
        fault=Fault.MISSING if missing else Fault.NOT_IN_ORDER,
        problem=item.problem,
        requirement=_joined(asked, wanted),
        basis=material.basis,
    )


def _joined(asked: Text, wanted: tuple[Text, ...]) -> Text:
    if not wanted:
        return asked
    zh = "；".join(text.zh.rstrip("。；") for text in wanted)
    en = "; ".join(text.en.rstrip(".;") for text in wanted)
    return Text(f"{asked.zh}：{zh}", f"{asked.en}: {en}")


def _field_line(frame: Frame, item: CorrectionItem) -> ToCorrect:
    label = next((field.label for field in frame.service.fields() if field.id == item.id), Text(item.id, item.id))
    return ToCorrect(
        subject=Text(f"申请书“{label.zh}”栏", f'"{label.en}" in the application'),
        fault=Fault.FIELD,
        problem=item.problem,
        requirement=_FILL_IN_AGAIN,
        basis=_TRUTHFULNESS if act_of(frame.service.item.task_type) is Act.PERMIT else _BY_ANALOGY,
    )


def _outside_line(_frame: Frame, item: CorrectionItem) -> ToCorrect:
    return ToCorrect(
        subject=Text(item.id, item.id),
        fault=Fault.OUTSIDE,
        problem=item.problem,
        requirement=_MAY_DECLINE,
        basis=_NO_BASIS,
    )


def refusal_of_acceptance(frame: Frame) -> RefusalOfAcceptance:
    """不予受理通知书."""
    refusal = frame.case.refusal
    if refusal is None:
        raise NothingToSay(frame.case.number)
    return RefusalOfAcceptance(
        **frame.common,
        filed_at=frame.case.filed_at,
        ground=_GROUNDS[refusal.ground],
        reasons=refusal.reasons,
        competent=refusal.agency,
        remedies=frame.remedies,
        handler=frame.me.by.name,
    )


def tolerance_commitment(frame: Frame) -> ToleranceCommitment:
    """容缺受理承诺书, as the applicant signed it with the filing."""
    rule = _tolerance(frame)
    return ToleranceCommitment(
        **frame.common,
        materials=_promised(frame),
        within=rule.within,
        basis=rule.basis,
        channel=frame.case.channel,
        signer=frame.case.applicant.name,
        signed_at=frame.case.filed_at,
    )


def tolerance_notice(frame: Frame) -> ToleranceNotice:
    """容缺受理通知书."""
    return ToleranceNotice(
        **frame.common,
        filed_at=frame.case.filed_at,
        accepted_on=frame.accepted_on,
        materials=_promised(frame),
        within=frame.clock(ClockName.TOLERANCE).deadline.limit,
        due=frame.due(ClockName.TOLERANCE),
        basis=_tolerance(frame).basis,
        promise=frame.clock(ClockName.PROMISE).deadline.limit,
        promise_due=frame.due(ClockName.PROMISE),
        handler=frame.me.by.name,
    )


def _tolerance(frame: Frame) -> ToleranceRule:
    if frame.service.tolerance is None:
        raise NothingToSay(frame.case.number)
    return frame.service.tolerance


def _promised(frame: Frame) -> tuple[PromisedMaterial, ...]:
    promised = tuple(
        PromisedMaterial(frame.service.material(run.id).name, form_of(frame))
        for run in frame.case.materials
        if run.promised
    )
    if not promised:
        raise NothingToSay(frame.case.number)
    return promised


def commitment_letter(frame: Frame) -> CommitmentLetter:
    """告知承诺书, as the applicant signed it with the filing."""
    rule, case = frame.service.commitment, frame.case
    if rule is None or not case.committed:
        raise NothingToSay(case.number)
    return CommitmentLetter(
        **frame.common,
        conditions=frame.service.item.conditions,
        terms=rule.terms,
        spared=tuple(frame.service.material(run.id).name for run in case.materials if run.by_commitment),
        basis=rule.basis,
        check_within=rule.check_within,
        channel=case.channel,
        signer=case.applicant.name,
        signed_at=case.filed_at,
    )
