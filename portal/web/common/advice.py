"""What owner and officer should think about: remarks of rules that do not block, as sentences.

Owns the words only; which rules advise is said in the definition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.domain.answers import Finding
from portal.domain.workflow import Service
from portal.i18n import translated
from portal.services.completeness import advice_of
from portal.services.names.keeping import names_near
from portal.web.common.context import deps
from portal.web.common.findings import finding_words


def advice_words(
    service: Service, answers: Mapping[str, object], *, draft_key: str | None = None, case_number: str | None = None
) -> tuple[str, ...]:
    """Every remark on these answers that does not block, with its article."""
    taken = names_near(deps(), service, answers, draft_key=draft_key, case_number=case_number)
    catalogue, calendar = deps().catalogue, deps().calendar
    today = calendar.local_date(deps().clock.now())
    book = catalogue.origin.counted_by(calendar)
    found = advice_of(service, answers, today=today, county=catalogue.county, book=book, taken=taken)
    labels = {one.id: translated(one.label) for one in service.fields()}
    return tuple(finding_words(one, lambda at: labels.get(at.partition(".")[0], at)) for _page, one in found)


def standing_words(found: Iterable[Finding]) -> tuple[str, ...]:
    """What hangs on the enterprise of a case, for whoever handles it."""
    return tuple(finding_words(one, str) for one in found)
