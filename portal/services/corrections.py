"""Correction 补正: the window tells once what is wrong; the applicant writes the correction and supplies it.

Owns the draft in which a correction is written: it starts with the answers of the case and is never listed among
filings. Refuses by the rules in `portal.domain.case.correction`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.commands import SupplyCorrection
from portal.domain.case.moves import Action, next_state
from portal.domain.documents import DocumentKind
from portal.domain.name_register import name_asked
from portal.domain.permissions import Permission
from portal.services import issuing, open_cases, papers
from portal.services.acting import acting
from portal.services.cases import facts_of, require_owner
from portal.services.completeness import findings_of, relevant_answers
from portal.services.conflicts import NotFound
from portal.services.filing import FormIncomplete
from portal.services.names import keeping as names
from portal.services.records.core import Draft

if TYPE_CHECKING:
    from portal.domain.answers import Finding
    from portal.domain.case.commands import TellCorrection
    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.acting import Acting
    from portal.services.deps import Deps
    from portal.services.ports.transactions import Transaction

_KEY_LENGTH: Final = 20


def tell_correction(
    deps: Deps, actor: Actor, number: str, *, command: TellCorrection, revision: int | None = None
) -> Case:
    """Tell the applicant once everything to correct, with its notice 一次性补正告知书 (许可法 art. 32(1)(4)).

    Raises CaseChangedMeanwhile, AcceptanceRanOut, NothingToCorrect, NoSuchField, NoteNeeded.
    """
    actor.require(Permission.CASE_ACCEPT)
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number, revision=revision)
        stored = me.act(stored, command)
        stored = issuing.issue(me, stored, DocumentKind.CORRECTION_NOTICE)
    return stored.case


def open_correction(deps: Deps, actor: Actor, number: str) -> Draft:
    """The draft of the owner's correction, begun with the answers of the case.

    Pages and files are saved with the use cases of `portal.services.drafts`. Raises MoveNotAllowed when nothing is
    to be corrected, NotFound for other people's cases.
    """
    with deps.uow.read() as tx:
        known = _written(tx, actor, number)[1]
    if known is not None:
        return known
    with deps.uow.begin() as tx:
        case, known = _written(tx, actor, number)
        if known is not None:
            return known
        now = deps.clock.now()
        draft = Draft(
            key=deps.random.token(_KEY_LENGTH),
            owner_id=case.applicant.user_id,
            service_key=case.service_key,
            service_version=case.service_version,
            answers=dict(case.answers),
            created_at=now,
            saved_at=now,
            corrects=number,
            committed=case.committed,
        )
        tx.drafts.add(draft)
    return draft


def _written(tx: Transaction, actor: Actor, number: str) -> tuple[Case, Draft | None]:
    """The owner's case that is to be corrected, and the correction as far as it is written."""
    stored = tx.cases.get(number)
    if stored is None or not actor.may(Permission.CASE_ANSWER, facts_of(stored.case)):
        raise NotFound(case=number)
    next_state(stored.case.state, Action.SUPPLY_CORRECTION)
    return stored.case, tx.drafts.correcting(number)


def supply_correction(deps: Deps, actor: Actor, number: str, *, revision: int | None = None) -> Case:
    """Supply what the draft of the correction holds: only what changed goes into the case.

    Supplying twice supplies once. Raises FormIncomplete with what stands against the changed answers,
    CorrectionIncomplete, NotMarked, CorrectionTooLate, MaterialsMissing, CaseChangedMeanwhile; the draft stays.
    """
    with deps.uow.begin() as tx:
        me = acting(deps, tx, actor)
        stored = me.load(number)
        require_owner(actor, stored.case)
        draft = tx.drafts.correcting(number)
        if draft is None and stored.case.corrections and stored.case.correction is None:
            return stored.case
        stored = me.load(number, revision=revision)
        service = me.service_of(stored.case)
        command = _command(me, stored.case, service=service, draft=draft)
        stored = me.act(stored, command)
        stored = issuing.issue(me, stored, DocumentKind.FILING_RECEIPT)
        stored = papers.after_answers(me, stored)
        if draft is not None:
            tx.drafts.delete(draft.key)
    return stored.case


def _command(me: Acting, case: Case, *, service: Service, draft: Draft | None) -> SupplyCorrection:
    given = draft.answers if draft else case.answers
    answers = relevant_answers(service, given)
    changed = {name: value for name, value in answers.items() if case.answers.get(name) != value}
    today = me.deps.calendar.local_date(me.deps.clock.now())
    county, book = me.deps.catalogue.county, me.deps.catalogue.origin.counted_by(me.deps.calendar)
    asked, held = name_asked(service, answers), (case.draft_key, case.number)
    taken = names.taken_near(me.tx, asked, today, draft_key=held[0], case_number=held[1])
    open_cases.hold(me.tx, service, answers)
    owner = case.applicant.user_id
    found = (
        *findings_of(service, answers, today=today, county=county, book=book, taken=taken),
        *open_cases.open_already(me.tx, service, answers, user_id=owner, case_number=case.number),
    )
    findings = tuple(
        finding for finding in found if _field_of(finding) in changed or _field_of(finding) not in case.answers
    )
    if findings:
        raise FormIncomplete(draft=draft.key if draft else "", findings=findings)
    names.keep_name(me.tx, service, answers, today=today, draft_key=held[0], case_number=held[1])
    title = service.title(answers) or case.title
    return SupplyCorrection(title=title, answers=changed, files=dict(draft.files) if draft else {})


def _field_of(finding: Finding) -> str:
    """The field a finding is at; a cell of a table belongs to its table."""
    return finding.at.partition(".")[0]
