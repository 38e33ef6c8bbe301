"""Verification 验真: anybody may ask whether a code belongs to a genuine document.

Owns what a stranger is told: kind, number, day, agency and service, what the case is about and how far it is, the
applicant masked. Never more; a case that bears the applicant's own name is masked too.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import TYPE_CHECKING

from portal.domain.masking import mask_name
from portal.domain.numbers import normalise_code

if TYPE_CHECKING:
    from datetime import datetime

    from portal.domain.case.moves import CaseState
    from portal.domain.documents import DocumentKind
    from portal.domain.texts import Text
    from portal.services.deps import Deps


@dataclass(frozen=True, slots=True)
class Verified:
    """A genuine document, as far as a stranger may know. ``sha256`` is that of its PDF."""

    code: str
    kind: DocumentKind
    title: Text
    number: str
    issued_at: datetime
    agency: Text
    service: Text
    subject: str
    applicant: str
    case_state: CaseState
    sha256: str | None

    def is_same_as(self, pdf: bytes) -> bool:
        """Whether these bytes are the PDF that was issued, to the last bit."""
        return self.sha256 is not None and compare_digest(digest_of(pdf), self.sha256)


def digest_of(pdf: bytes) -> str:
    """SHA-256 of a file in hexadecimal, as printed beside a genuine document."""
    return sha256(pdf).hexdigest()


def verify_code(deps: Deps, typed: str) -> Verified | None:
    """The document with this code, or None when there is none.

    Raises CodeMistyped when the check character says that it was copied wrongly.
    """
    code = normalise_code(typed)
    with deps.uow.read() as tx:
        document = tx.documents.by_code(code)
        if document is None:
            return None
        stored = tx.cases.get(document.case_number)
    if stored is None:
        return None
    matter = document.content.matter
    return Verified(
        code=code,
        kind=document.kind,
        title=document.content.heading,
        number=document.number,
        issued_at=document.issued_at,
        agency=document.content.agency.name,
        service=matter.service,
        subject=mask_name(matter.subject) if matter.subject == matter.applicant else matter.subject,
        applicant=mask_name(matter.applicant),
        case_state=stored.case.state,
        sha256=document.sha256,
    )
