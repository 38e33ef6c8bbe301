"""How far a draft is: which pages are asked, which are finished, and what comes next.

Owns the order of pages and the state of each section of the task list. Refuses to call a page
finished that has a fault now, whatever it was when it was saved.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar, Final

from flask import abort, url_for

from portal.domain.answers import Finding
from portal.domain.case.state import FileRef
from portal.domain.checklist import materials_for, missing, pages_for, redirects_for
from portal.domain.conditions import Answer
from portal.domain.forms import Page, RuleKind
from portal.domain.materials import Acquisition, Material, Necessity
from portal.domain.name_register import NameKey, name_asked, name_rule
from portal.domain.names import TakenName
from portal.domain.procedures import Redirect
from portal.domain.rules import ROLES
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.services.completeness import page_findings, relevant_answers
from portal.services.names.keeping import OwnFiling, names_near, own_filing
from portal.services.open_cases import open_now
from portal.services.records.core import Draft
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

    takes_promises: ClassVar[bool] = True

    _open: dict[str, Collection[Finding]] = field(default_factory=dict, init=False, repr=False)
    _taken: dict[NameKey | None, Collection[TakenName]] = field(default_factory=dict, init=False, repr=False)

    @property
    def home(self) -> str:
        """The address of the task list."""
        return url_for("filing.show", key=self.draft.key)

    @property
    def check(self) -> str:
        """The address of the page on which everything is looked at once more."""
        return url_for("filing.check", key=self.draft.key)

    @property
    def named(self) -> Mapping[str, Any]:
        """What every address of this draft carries besides its key."""
        return {}

    @cached_property
    def answers(self) -> Mapping[str, object]:
        """The answers that count in this situation."""
        return relevant_answers(self.service, self.draft.answers)

    @cached_property
    def redirects(self) -> tuple[Redirect, ...]:
        """Why these answers belong to another service; usually nothing."""
        return redirects_for(self.service, self.answers)

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

    def whole(self, page: Page) -> Page:
        """The page as the definition has it, with the fields that are not asked here."""
        return page

    @property
    def remarks(self) -> Mapping[str, str]:
        """What the window wrote, by the id of a field or material; nothing in an ordinary filing."""
        return {}

    def remark(self, item_id: str) -> str:
        return self.remarks.get(item_id, "")

    def findings(self, page: Page, answers: Mapping[str, object] | None = None) -> list[Finding]:
        """What stands against a page now, or with other answers."""
        given = self.answers if answers is None else answers
        catalogue = deps().catalogue
        taken, book = self.taken(page, given), catalogue.origin.counted_by(deps().calendar)
        found = page_findings(page, given, today=self.today, county=catalogue.county, book=book, taken=taken)
        return [*found, *self.open_already(page, given)]

    def open_already(self, page: Page, answers: Mapping[str, object]) -> Collection[Finding]:
        """That a case like this is open, at the field it goes by; nothing on other pages."""
        rule = self.service.one_open
        key = rule.key(answers) if rule and any(one.id == rule.by for one in page.fields) else None
        if key is None:
            return ()
        if key not in self._open:
            self._open[key] = open_now(
                deps(), self.service, answers, user_id=self.draft.owner_id, case_number=self.draft.corrects
            )
        return self._open[key]

    def taken(self, page: Page, answers: Mapping[str, object]) -> Collection[TakenName]:
        """Names that stand near the one on this page; nothing on other pages."""
        if name_rule(page) is None:
            return ()
        key = name_asked(self.service, answers)
        if key not in self._taken:
            self._taken[key] = names_near(
                deps(), self.service, answers, draft_key=self.draft.key, case_number=self.draft.corrects
            )
        return self._taken[key]

    def own_filing(self, answers: Mapping[str, object]) -> OwnFiling | None:
        """Another filing of the reader's own that keeps the name of these answers."""
        draft = self.draft
        return own_filing(
            deps(), actor(), self.service, answers=answers, draft_key=draft.key, case_number=draft.corrects
        )

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

    def needed_materials(self) -> tuple[Material, ...]:
        """What is part of the filing in this situation, in the order of the definition."""
        lines = materials_for(self.service, self.answers)
        needed = (line.material for line in lines if line.applies is Answer.YES)
        return tuple(material for material in needed if material.at_step is None)

    def missing_materials(self) -> tuple[Material, ...]:
        """What has to be handed in before filing: neither there, nor promised, nor replaced by the commitment."""
        past = {name for name, source in self.draft.obtained.items() if source.is_past(self.today)}
        supplied = {material_id for material_id, files in self.draft.files.items() if files} - past
        excused = {one.id for one in self.service.materials if self.is_promised(one) or self.is_committed(one)}
        return missing(self.service, self.answers, supplied | excused | (set(self.draft.obtained) - past))

    def may_be_promised(self, material: Material) -> bool:
        """Whether it may follow after acceptance 容缺 if the applicant commits to it."""
        tolerable = material.necessity is Necessity.TOLERABLE and material.acquisition is Acquisition.UPLOAD
        return self.service.tolerance is not None and tolerable and self.takes_promises

    def is_promised(self, material: Material) -> bool:
        return material.id in self.draft.promised and self.may_be_promised(material) and not self.files(material.id)

    def is_committed(self, material: Material) -> bool:
        """Whether the commitment 告知承诺 that was chosen stands for it."""
        offered = self.service.commitment is not None and self.draft.committed
        return offered and material.by_commitment and not self.files(material.id)

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
    """The situation questions as a page like any other, with the rule that is about two of them."""
    asked = {question.id for question in service.questions}
    rules = (rule for page in service.pages() for rule in page.rules)
    own = tuple(
        replace(rule, fields={role: name for role, name in rule.fields.items() if name in asked})
        for rule in rules
        if rule.kind is RuleKind.ORIGIN_DESTINATION and asked >= {rule.fields[role] for role in ROLES[rule.kind][0]}
    )
    return Page(SITUATION_PAGE, SITUATION_TITLE, service.questions, rules=own)


def page_address(filing: Filing, part: Part, page: Page, **more: Any) -> str:
    """Where a page is answered; `more` goes into the query."""
    facts = {"key": filing.draft.key, **filing.named, **more}
    if part.id == SITUATION:
        return str(url_for("answering.show_situation", **facts))
    return str(url_for("answering.show", section=part.id, page_id=page.id, **facts))
