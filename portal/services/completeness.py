"""Is a form complete? Every question, page and rule that applies, looked at together.

Owns which answers count: those of pages and fields that do not apply are left out of the
case (PIPL art. 6, only what the purpose needs), though a draft keeps them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.domain.answers import Finding
from portal.domain.checklist import pages_for
from portal.domain.conditions import Answer, evaluate
from portal.domain.rules import check_page

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from portal.domain.forms import Field, Page
    from portal.domain.names import TakenName
    from portal.domain.organisation import County
    from portal.domain.origin.data import OriginBook
    from portal.domain.rule_look import RuleFinding
    from portal.domain.workflow import Service


def applying_fields(fields: Iterable[Field], answers: Mapping[str, object]) -> tuple[Field, ...]:
    """The fields that are asked, given the answers so far."""
    return tuple(field for field in fields if field.when is None or evaluate(field.when, answers) is Answer.YES)


def relevant_answers(service: Service, answers: Mapping[str, object]) -> dict[str, object]:
    """The answers to what is asked in this situation, and no others."""
    kept: dict[str, object] = {}
    _keep(service.questions, answers, into=kept)
    for page in service.pages():
        if page.when is None or evaluate(page.when, kept) is Answer.YES:
            _keep(page.fields, answers, into=kept)
    return kept


def _keep(fields: Iterable[Field], answers: Mapping[str, object], *, into: dict[str, object]) -> None:
    """Keep answers in the order they are asked: conditions look back only at what was kept."""
    for field in fields:
        applies = field.when is None or evaluate(field.when, into) is Answer.YES
        if applies and answers.get(field.id) is not None:
            into[field.id] = answers[field.id]


def findings_of(
    service: Service,
    answers: Mapping[str, object],
    *,
    today: date,
    county: County | None = None,
    book: OriginBook | None = None,
    taken: Collection[TakenName] = (),
) -> tuple[Finding, ...]:
    """All that still stands against submitting, question by question and page by page."""
    findings = _missing(applying_fields(service.questions, answers), answers)
    for page in pages_for(service, answers):
        findings += page_findings(page, answers, today=today, county=county, book=book, taken=taken)
    return tuple(findings)


def page_findings(
    page: Page,
    answers: Mapping[str, object],
    *,
    today: date,
    county: County | None = None,
    book: OriginBook | None = None,
    taken: Collection[TakenName] = (),
) -> list[Finding]:
    """What stands against one page, told at once: missing answers, and what its rules say about the others."""
    missing = _missing(applying_fields(page.fields, answers), answers)
    told = {finding.at for finding in missing}
    ruled = check_page(page, answers, today, county=county, book=book, taken=taken)
    return [*missing, *(one for one in ruled if one.blocks and one.at not in told)]


def advice_of(
    service: Service,
    answers: Mapping[str, object],
    *,
    today: date,
    county: County | None = None,
    book: OriginBook | None = None,
    taken: Collection[TakenName] = (),
) -> tuple[tuple[Page, RuleFinding], ...]:
    """What the owner and the officer should think about, with the page it is on; nothing of it blocks."""
    return tuple(
        (page, one)
        for page in pages_for(service, answers)
        for one in check_page(page, answers, today, county=county, book=book, taken=taken)
        if not one.blocks
    )


def _missing(fields: Iterable[Field], answers: Mapping[str, object]) -> list[Finding]:
    return [
        Finding(field.id, "answer.required", {"kind": field.kind.value})
        for field in fields
        if field.required and answers.get(field.id) in (None, "", [])
    ]
