"""Progress of a case 进度查询 for whoever has its number and the query code from the receipt; no account is needed.

Owns what such a stranger is told: service, state, dates and which departments are at work. Refuses everything about
persons; tells a wrong number and a wrong code apart to nobody, and counts the tries.
"""

from __future__ import annotations

from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError
from portal.domain.numbers import normalise_case_number
from portal.services.conflicts import NotFound
from portal.services.throttling import TooManyTries, count_try

if TYPE_CHECKING:
    from portal.domain.case.state import Case
    from portal.domain.workflow import Service
    from portal.services.deps import Deps

MOST_FOR_A_CASE: Final = 20
MOST_FOR_A_READER: Final = 60
_NO_CODE: Final = "-" * 6


class EnquiryWrong(DomainError):
    """Number and code do not belong together; deliberately does not say which is wrong."""

    message_id: ClassVar[str] = "enquiry.wrong"


@dataclass(frozen=True, slots=True)
class CaseProgress:
    """A case with its definition; what of it is shown is the page's choice among what no person stands in."""

    case: Case
    service: Service


def check_code(deps: Deps, number: str, code: str, *, reader: str) -> str:
    """The case number in its normal form when the code fits. Raises EnquiryWrong, TooManyTries.

    ``reader`` names who asks, e.g. by network address. The comparison takes as long for unknown numbers.
    """
    normal = normalise_case_number(number) or ""
    now = deps.clock.now()
    with deps.uow.begin() as tx:
        tries = count_try(tx, "progress/reader", reader, now=now)
        asked = count_try(tx, "progress/case", normal, now=now) if normal and tries <= MOST_FOR_A_READER else 0
        stored = tx.cases.get(normal) if normal else None
    if tries > MOST_FOR_A_READER or asked > MOST_FOR_A_CASE:
        raise TooManyTries
    known = stored.case.query_code if stored else _NO_CODE
    typed = "".join(code.split())
    fits = compare_digest(known.encode(), typed.encode())
    if stored is None or not fits:
        raise EnquiryWrong
    return normal


def progress_of(deps: Deps, number: str) -> CaseProgress:
    """The case whose code was checked before. Raises NotFound."""
    with deps.uow.read() as tx:
        stored = tx.cases.get(number)
    if stored is None:
        raise NotFound(case=number)
    case = stored.case
    return CaseProgress(case, deps.catalogue.version(case.service_key, case.service_version))
