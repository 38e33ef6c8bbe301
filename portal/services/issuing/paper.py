"""Papers of the definition 事项文书: which are due at a moment, and what stands in one.

Owns the answers, results and other facts that a paper may show. Refuses a paper that the definition does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.amounts import in_capitals
from portal.domain.bundles import PaperLayout, PaperMoment
from portal.domain.checklist import applies
from portal.domain.documents import DocumentKind, ServiceDocument
from portal.domain.documents.paper import PaperLine
from portal.domain.documents.shown import (
    NONE,
    day_text,
    filled,
    known_values,
    paper_lines,
    shown_values,
    signers_of,
)
from portal.domain.texts import Text
from portal.services.awarding.claims import approved_amount
from portal.services.issuing.frame import NothingToSay, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portal.domain.bundles import ServicePaper
    from portal.domain.case.state import Case
    from portal.domain.workflow import Service
    from portal.services.issuing.frame import Frame


PERIOD: Final = Text("公示时间", "Public notice")


def due_papers(case: Case, service: Service, at: PaperMoment, *, step: str | None = None) -> Iterator[ServicePaper]:
    """The papers that this moment makes in this case."""
    known = known_values(service, case.answers, case.results)
    for paper in service.papers:
        if paper.at is at and paper.step == step and applies(paper.when, known):
            yield paper


def has_own_notice(case: Case, service: Service, step: str) -> bool:
    """Whether the definition words the public notice of this step itself, so that the ordinary one is not made."""
    return any(due_papers(case, service, PaperMoment.STEP_OPENED, step=step))


def _notice_period(frame: Frame, paper: ServicePaper) -> Iterator[PaperLine]:
    """From when until when everybody may object, on the paper that opens a notice step."""
    if paper.step is None or not is_public(frame.service, DocumentKind.SERVICE_PAPER, paper.id):
        return
    run = frame.case.step(paper.step)
    if run.opened_at is not None and run.deadline is not None:
        start, end = day_text(frame.local(run.opened_at)), day_text(frame.last_day(run.deadline).day)
        yield PaperLine(PERIOD, Text(f"{start.zh}至{end.zh}", f"{start.en} to {end.en}"))


def values_of(frame: Frame) -> Mapping[str, Text]:
    """What stands for each placeholder: answers, results, and the facts of every case."""
    case, matter = frame.case, frame.common["matter"]
    known = known_values(frame.service, case.answers, case.results)
    shown = shown_values(frame.service, known)
    if matter.applicant != case.applicant.name:  # masked, on a paper for everybody: then in the answers, too
        masked = Text(matter.applicant, matter.applicant)
        shown = {one: masked if value.zh == case.applicant.name else value for one, value in shown.items()}
    return shown | {
        "case_no": Text(case.number, case.number),
        "applicant": Text(matter.applicant, matter.applicant),
        "enterprise": Text(matter.subject, matter.subject),
        "today": day_text(frame.local(frame.common["issued_at"])),
        "award_in_capitals": _in_capitals(case),
    }


def _in_capitals(case: Case) -> Text:
    """The amount of an award as payment papers write it 大写."""
    amount = approved_amount(case)
    words = in_capitals(amount) if amount is not None else ""
    return Text(words, words) if words else NONE


def service_paper(frame: Frame) -> ServiceDocument:
    """The paper that ``about`` names."""
    case, service = frame.case, frame.service
    paper = next((one for one in service.papers if one.id == frame.about), None)
    if paper is None:
        raise NothingToSay(frame.about)
    known = known_values(service, case.answers, case.results)
    values = values_of(frame)
    lines = paper_lines(paper, service, known, values=values)
    is_signed = paper.layout is PaperLayout.COMMITMENT
    return ServiceDocument(
        **frame.common,
        paper=paper.id,
        name=paper.title,
        layout=paper.layout,
        paragraphs=tuple(filled(one, values) for one in paper.paragraphs),
        lines=(*lines, *_notice_period(frame, paper)),
        signers=(signers_of(lines) or (case.applicant.name,)) if is_signed else (),
        channel=case.channel,
        dated=frame.local(frame.common["issued_at"]),
    )
