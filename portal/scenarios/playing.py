"""A scenario while it is played: the county it has, its cases, and short ways to what acts need.

Owns nothing but the state of one performance. Refuses acts on a case that was not filed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from portal.domain.case.state import FileRef
from portal.scenarios.answers import Sample
from portal.scenarios.faults import ScenarioFault
from portal.scenarios.given import known_id
from portal.scenarios.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    owners: dict[str, Actor] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)

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

    def applicant(self, name: str | None) -> Actor:
        """Whoever filed the case, or somebody else by name."""
        return self.owner(name) if name else self.owners.get(self.name) or self.owner()

    def sample(self, given: Mapping[str, object], blank: Iterable[str] = ()) -> Sample:
        """Sample answers around those that are given."""
        service = self.service if self.name in self.numbers else self.filed_under
        return Sample(service, self.today, self.stage.inventions, given, frozenset(blank))

    def department(self, key: str | None, place: str = "as") -> str:
        """That department, or the one in charge; ScenarioFault when the county has none such."""
        chosen = key or self.service.item.department
        known_id("department", chosen, self.deps.catalogue.departments, place=(place,))
        return chosen

    def officer(self, department: str | None) -> Actor:
        """An officer of that department, or of the one in charge."""
        return self.cast.officer(self.department(department))

    def filed(self, number: str, actor: Actor) -> None:
        """The case that is acted on has its number from now on."""
        self.numbers[self.name], self.owners[self.name] = number, actor

    def begun(self) -> None:
        """What an act prepares is not what may be refused: from here on nothing may change if it is."""
        self.before = self.revisions()

    def revisions(self) -> dict[str, int]:
        """How many events each case has."""
        return {name: case.revision for name, case in self.cases()}

    def bytes_for(self, material_id: str, number: int) -> bytes:
        """The content of a file for a material; each number is another one."""
        return PDF + f"% {material_id} {number}\n".encode()

    def papers(self, material_ids: Iterable[str], number: int = 1) -> dict[str, tuple[FileRef, ...]]:
        """A file for each material."""
        return {one: (self._paper(one, number),) for one in material_ids}

    def _paper(self, material_id: str, number: int) -> FileRef:
        content = self.bytes_for(material_id, number)
        return FileRef(self.deps.uploads.put(content), f"{material_id}-{number}.pdf", len(content), MIME)

    def known_materials(self, service: Service, ids: Iterable[str], place: str) -> None:
        """ScenarioFault for an id that is no material of the service."""
        for one in ids:
            known_id("material", one, (material.id for material in service.materials), place=(place,))
