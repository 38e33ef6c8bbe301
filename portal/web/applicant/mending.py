"""How far a correction 补正 is: only what the notice marks, and what a changed answer makes necessary.

Owns which pages, fields and materials are open to the owner. Everything else of the case stays as it was filed; the
domain refuses more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Final

from flask import url_for

from portal.domain.answers import Finding
from portal.domain.case.incidents import Correction, Marked
from portal.domain.case.state import Case, MaterialRun
from portal.domain.checklist import applies, pages_for
from portal.domain.forms import Field, Page
from portal.domain.materials import Acquisition, Material, Necessity
from portal.services.completeness import applying_fields
from portal.web.applicant.progress import Filing, Part

UNCHANGED: Final = "correction.unchanged"


@dataclass(frozen=True)
class Mending(Filing):
    """The draft of a correction beside the case and what the notice says."""

    case: Case
    told: Correction

    takes_promises: ClassVar[bool] = False  # promises are made when filing

    @property
    def home(self) -> str:
        return url_for("correcting.show", number=self.case.number)

    @property
    def check(self) -> str:
        return url_for("correcting.check", number=self.case.number)

    @property
    def named(self) -> Mapping[str, Any]:
        return {"case": self.case.number}

    @property
    def remarks(self) -> Mapping[str, str]:
        """What is wrong, by the id of the field or material."""
        return {item.id: item.problem for item in self.told.items if item.kind is not Marked.OUTSIDE}

    @property
    def outside(self) -> tuple[str, ...]:
        """What was asked for that the checklist does not know; nobody has to supply it (许可法 art. 31)."""
        return tuple(item.id for item in self.told.items if item.kind is Marked.OUTSIDE)

    @cached_property
    def asked_before(self) -> frozenset[str]:
        """The fields that applied to the case as it was filed."""
        pages = pages_for(self.service, self.case.answers)
        return frozenset(item.id for page in pages for item in applying_fields(page.fields, self.case.answers))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The sections with the pages on which something is open."""
        asked = pages_for(self.service, self.answers)
        sections = (
            Part(section.id, section.title, tuple(self.open_page(page) for page in section.pages if page in asked))
            for section in self.service.sections
        )
        open_parts = (replace(part, pages=tuple(filter(self.asks, part.pages))) for part in sections)
        return tuple(part for part in open_parts if part.pages)

    def open_page(self, page: Page) -> Page:
        """The page with only those fields that are open."""
        return replace(page, fields=tuple(item for item in page.fields if self.is_open(item)))

    def is_open(self, item: Field) -> bool:
        """Marked, or not asked before: whether it is asked now the other answers say."""
        return self.told.marks(Marked.FIELD, item.id) or item.id not in self.asked_before

    def asks(self, page: Page) -> bool:
        """Whether something on an open page is asked in this situation."""
        return any(applies(item.when, self.answers) for item in page.fields)

    def whole(self, page: Page) -> Page:
        return next(one for one in self.service.pages() if one.id == page.id)

    @property
    def knows_situation(self) -> bool:
        """The situation was answered when the case was filed."""
        return True

    def findings(self, page: Page, answers: Mapping[str, object] | None = None) -> list[Finding]:
        """What stands against the open fields; a marked answer that is still the old one does as well."""
        given = self.answers if answers is None else answers
        own = {item.id for item in page.fields}
        found = [one for one in super().findings(self.whole(page), given) if one.at.partition(".")[0] in own]
        blamed = {one.at.partition(".")[0] for one in found}
        kept = (item.id for item in applying_fields(page.fields, given) if self.is_unchanged(item.id, given))
        return [*found, *(Finding(one, UNCHANGED, {}) for one in kept if one not in blamed)]

    def is_unchanged(self, field_id: str, answers: Mapping[str, object]) -> bool:
        """Whether a marked answer is still the one that was found wrong."""
        return self.told.marks(Marked.FIELD, field_id) and answers.get(field_id) == self.case.answers.get(field_id)

    def needed_materials(self) -> tuple[Material, ...]:
        """Marked materials, and those that were not part of the case before."""
        known = {run.id for run in self.case.materials}
        new = (one for one in super().needed_materials() if one.id not in known)
        marked = {item.id for item in self.told.items if item.kind is Marked.MATERIAL}
        wanted = marked | {one.id for one in new}
        return tuple(one for one in self.service.materials if one.id in wanted)

    def missing_materials(self) -> tuple[Material, ...]:
        return tuple(one for one in self.needed_materials() if self._is_missing(one))

    def _is_missing(self, material: Material) -> bool:
        if material.acquisition is not Acquisition.UPLOAD or self.files(material.id):
            return False
        if self.told.marks(Marked.MATERIAL, material.id):
            return True
        return material.necessity is not Necessity.OPTIONAL and not self.is_committed(material)

    def is_committed(self, material: Material) -> bool:
        """The commitment stands for what it stood for, unless the window found fault with it."""
        return super().is_committed(material) and not self.told.marks(Marked.MATERIAL, material.id)

    def run(self, material_id: str) -> MaterialRun | None:
        """What came in for a material when the case was filed."""
        return next((run for run in self.case.materials if run.id == material_id), None)
