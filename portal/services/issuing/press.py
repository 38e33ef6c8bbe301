"""Putting a document on record: its number, its verification code, its content, and the job that prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.domain.case.commands import IssueDocument
from portal.domain.documents import DocumentKind, ServiceDocument, number_word
from portal.domain.numbers import CODE_ENTROPY_BYTES, document_number, verification_code
from portal.services.issuing import closing, course, intake, ordinary, origin, paper, recovery
from portal.services.issuing.frame import Common, Frame, agency_of, matter_of
from portal.services.records.core import StoredDocument

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from portal.domain.case.state import Case
    from portal.domain.documents import DocumentContent
    from portal.domain.workflow import Service
    from portal.services.acting import Acting
    from portal.services.records.core import StoredCase

#: Outbox kind of "render this document"; the key is its verification code.
RENDER: Final = "render_document"

_BUILDERS: Final[Mapping[DocumentKind, Callable[[Frame], DocumentContent]]] = {
    DocumentKind.FILING_RECEIPT: ordinary.receipt,
    DocumentKind.COMMITMENT_LETTER: intake.commitment_letter,
    DocumentKind.TOLERANCE_COMMITMENT: intake.tolerance_commitment,
    DocumentKind.CORRECTION_NOTICE: intake.correction_notice,
    DocumentKind.REFUSAL_OF_ACCEPTANCE: intake.refusal_of_acceptance,
    DocumentKind.ACCEPTANCE_NOTICE: ordinary.acceptance,
    DocumentKind.TOLERANCE_NOTICE: intake.tolerance_notice,
    DocumentKind.PROCEDURE_NOTICE: course.procedure_notice,
    DocumentKind.EXTENSION_NOTICE: course.extension_notice,
    DocumentKind.PUBLIC_NOTICE: course.public_notice,
    DocumentKind.SUPERVISION_NOTICE: course.supervision_notice,
    DocumentKind.DECISION_GRANTED: ordinary.granted,
    DocumentKind.DECISION_REFUSED: ordinary.refused,
    DocumentKind.DELIVERY_RECORD: ordinary.delivery,
    DocumentKind.CLOSING_NOTICE: closing.closing_notice,
    DocumentKind.RECOVERY_NOTICE: recovery.recovery_notice,
    DocumentKind.ORIGIN_DRAFT: origin.origin_draft,
    DocumentKind.SERVICE_PAPER: paper.service_paper,
}


def issue(me: Acting, stored: StoredCase, kind: DocumentKind, *, about: str = "") -> StoredCase:
    """Issue one document of the case as it stands now, and queue its printing.

    ``about`` names what it is about where a case has several: the number of a correction round, the id of a
    follow-up, of a notice step or of a paper of the definition; empty means the latest. Raises NothingToSay when the
    case has no such thing.
    """
    common = _common(me, stored.case, kind, about=about)
    number, code, issued_at = common["number"], common["code"], common["issued_at"]
    content = _BUILDERS[kind](Frame(common, stored.case, me.service_of(stored.case), me, about))
    stored = me.act(stored, IssueDocument(kind, number, code, _paper_of(content)))
    me.tx.documents.add(
        StoredDocument(
            code=code,
            case_number=stored.case.number,
            kind=kind,
            number=number,
            issued_at=issued_at,
            content=content,
        )
    )
    me.tx.enqueue(RENDER, code, "", at=issued_at, case=stored.case.number)
    return stored


def _common(me: Acting, case: Case, kind: DocumentKind, *, about: str) -> Common:
    agency = agency_of(me, case, kind, about=about)
    now = me.deps.clock.now()
    year = me.deps.calendar.local_date(now).year
    service = me.service_of(case)
    word = _word_of_paper(service, about, kind) or number_word(kind, service.item.task_type)
    sequence = f"{kind.value}:{word}" if kind is DocumentKind.SERVICE_PAPER else kind.value
    serial = me.tx.next_number(f"document/{agency.prefix}/{sequence}/{year}")
    return Common(
        number=document_number(agency.prefix, word, year=year, serial=serial),
        code=verification_code(me.deps.random.bytes(CODE_ENTROPY_BYTES)),
        issued_at=now,
        agency=agency,
        county=me.deps.catalogue.county,
        matter=matter_of(case, service, kind, about=about),
    )


def _word_of_paper(service: Service, about: str, kind: DocumentKind) -> str:
    """The word that the definition gives a paper of its own; none for other kinds."""
    papers = service.papers if kind is DocumentKind.SERVICE_PAPER else ()
    return next((one.abbreviation.zh for one in papers if one.id == about and one.abbreviation), "")


def _paper_of(content: DocumentContent) -> str:
    """Which paper of the definition a document is; none for the kinds that every service has."""
    return content.paper if isinstance(content, ServiceDocument) else ""
