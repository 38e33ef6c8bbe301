"""A scenario while it is played: the county it has, its cases, and short ways to what acts need.

Owns nothing but the state of one performance. Refuses acts on a case that was not filed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from portal.domain.case.state import FileRef
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.given import known_id
from portal.scenarios.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from portal.domain.case.state import Case
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.scenarios.stage import Cast, Stage
    from portal.services.deps import Deps

ONLY: Final = ""
PDF: Final = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
MIME: Final = "application/pdf"


@dataclass(slots=True)
class Play:
    """One performance; ``name`` is the case that is acted on."""

    stage: Stage
    filed_under: Service
    name: str = ONLY
    numbers: dict[str, str] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)

    @property
    def deps(self) -> Deps:
        return self.stage.deps

    @property
    def cast(self) -> Cast:
        return self.stage.cast

    @property
    def number(self) -> str:
        """The number of the case; ScenarioFault before it was filed."""
        try:
            return self.numbers[self.name]
        except KeyError:
            named = f" named {self.name!r}" if self.name else ""
            raise ScenarioFault(f"there is no case{named} yet; write `applicant: files` first") from None

    @property
    def case(self) -> Case:
        """The case as it is stored now."""
        with self.deps.uow.read() as tx:
            stored = tx.cases.get(self.number)
        if stored is None:
            raise ScenarioFault(f"the case {self.number} is not stored")
        return stored.case

    @property
    def service(self) -> Service:
        """The version the case is under now."""
        case = self.case
        return self.deps.catalogue.version(case.service_key, case.service_version)

    @property
    def today(self) -> date:
        return self.deps.calendar.local_date(self.deps.clock.now())

    def view(self) -> View:
        """What an expectation looks at."""
        with self.deps.uow.read() as tx:
            stored, history = tx.cases.get(self.number), tx.cases.history(self.number)
        if stored is None:
            raise ScenarioFault(f"the case {self.number} is not stored")
        case = stored.case
        service = self.deps.catalogue.version(case.service_key, case.service_version)
        now, mark = self.deps.clock.now(), self.marks.get(self.name, 0)
        return View(case, service, self.deps.calendar, now, history, mark)

    def cases(self) -> list[tuple[str, Case]]:
        """All cases of the scenario by name."""
        known, here = [], self.name
        for name in self.numbers:
            self.name = name
            known.append((name, self.case))
        self.name = here
        return known

    def owner(self, name: str | None = None) -> Actor:
        """The applicant, or somebody else by name."""
        return self.cast.applicant(name)

    def paper(self, material_id: str, number: int = 1) -> FileRef:
        """A file for a material; each number is another one."""
        from_nobody = PDF + f"% {material_id} {number}\n".encode()
        digest = self.deps.uploads.put(from_nobody)
        return FileRef(digest, f"{material_id}-{number}.pdf", len(from_nobody), MIME)

    def papers(self, material_ids: Iterable[str], number: int = 1) -> dict[str, tuple[FileRef, ...]]:
        """A file for each material."""
        return {one: (self.paper(one, number),) for one in material_ids}

    def known_materials(self, service: Service, ids: Iterable[str], place: str) -> None:
        """ScenarioFault for an id that is no material of the service."""
        for one in ids:
            known_id("material", one, (material.id for material in service.materials), (place,))
