"""How far a draft is: which pages are asked, which are finished, and what comes next.

Owns the order of pages and the state of each section of the task list. Refuses to call a page
finished that has a fault now, whatever it was when it was saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from flask import abort, redirect, url_for

from portal.domain.answers import Finding
from portal.domain.case.state import FileRef
from portal.domain.checklist import missing, pages_for
from portal.domain.texts import Text
from portal.domain.workflow import Material, Page, Service
from portal.services import drafts
from portal.services.completeness import page_findings, relevant_answers
from portal.services.records import Draft
from portal.web.common.context import actor, deps

SITUATION: Final = "situation"
SITUATION_PAGE: Final = "@situation"
SITUATION_TITLE: Final = Text("您的情况", "Your situation")
TYPED: Final = "@typed:"


class State(StrEnum):
    """How far a section is."""

    WAITING = "waiting"  # the situation must be answered first
    OPEN = "open"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the task list with the pages that are asked now."""

    id: str
    title: Text
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Filing:
    """A draft beside its definition."""

    draft: Draft
    service: Service
    today: date

    @cached_property
    def answers(self) -> Mapping[str, object]:
        """The answers that count in this situation."""
        return relevant_answers(self.service, self.draft.answers)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The situation, then the sections of the form that have something to ask."""
        asked = pages_for(self.service, self.answers)
        situation = Part(SITUATION, SITUATION_TITLE, (situation_page(self.service),) if self.service.questions else ())
        sections = (
            Part(section.id, section.title, tuple(page for page in section.pages if page in asked))
            for section in self.service.sections
        )
        return tuple(part for part in (situation, *sections) if part.pages)

    def findings(self, page: Page) -> list[Finding]:
        """What stands against a page now."""
        return page_findings(page, self.answers, today=self.today, county=deps().catalogue.county)

    def is_done(self, page: Page) -> bool:
        return page.id in self.draft.visited and not self.findings(page)

    @cached_property
    def knows_situation(self) -> bool:
        """Whether the situation questions are answered, if there are any."""
        return all(self.is_done(page) for part in self.parts if part.id == SITUATION for page in part.pages)

    def state(self, part: Part) -> State:
        done = [self.is_done(page) for page in part.pages]
        if all(done):
            return State.DONE
        if part.id != SITUATION and not self.knows_situation:
            return State.WAITING
        return State.STARTED if any(done) or any(self.typed(page) for page in part.pages) else State.OPEN

    def typed(self, page: Page) -> Mapping[str, object] | None:
        """What was typed on a page that has faults, as it was typed; nothing when the page was in order."""
        kept = self.draft.answers.get(TYPED + page.id)
        return kept if isinstance(kept, dict) else None

    def unfinished(self) -> Iterator[tuple[Part, Page]]:
        """Every page that still needs something, in order."""
        return ((part, page) for part in self.parts for page in part.pages if not self.is_done(page))

    def missing_materials(self) -> tuple[Material, ...]:
        supplied = {material_id for material_id, files in self.draft.files.items() if files}
        return missing(self.service, self.answers, supplied)

    def files(self, material_id: str) -> tuple[FileRef, ...]:
        return self.draft.files.get(material_id, ())

    def part(self, part_id: str) -> Part:
        """A section that is asked now; 404 for others."""
        return next((part for part in self.parts if part.id == part_id), None) or abort(404)

    def place(self, part_id: str, page_id: str) -> tuple[Part, Page]:
        """A page of a section; 404 when it is not asked in this situation."""
        part = self.part(part_id)
        return part, next((page for page in part.pages if page.id == page_id), None) or abort(404)


def situation_page(service: Service) -> Page:
    """The situation questions as a page like any other."""
    return Page(SITUATION_PAGE, SITUATION_TITLE, service.questions)


def opened(key: str) -> Filing:
    """The reader's own draft; whoever opens one that became a case is led to the case."""
    draft = drafts.open_draft(deps(), actor(), key)
    if draft.case_number is not None:
        abort(redirect(url_for("cases.show", number=draft.case_number)))
    return filing_of(draft)


def filing_of(draft: Draft) -> Filing:
    """A draft beside the definition it was begun under."""
    service = deps().catalogue.version(draft.service_key, draft.service_version)
    return Filing(draft, service, deps().calendar.local_date(deps().clock.now()))


def page_address(filing: Filing, part: Part, page: Page, **more: Any) -> str:
    """Where a page is answered; `more` goes into the query."""
    key = filing.draft.key
    if part.id == SITUATION:
        return str(url_for("answering.show_situation", key=key, **more))
    return str(url_for("answering.show", key=key, section=part.id, page_id=page.id, **more))
