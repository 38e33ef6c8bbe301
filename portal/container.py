"""The composition root: chooses what stands behind every port, once, at start.

Owns the wiring and nothing else. Only this module and `services` see `persistence`. Opens nothing
before it is used, so that a container may be built before a process forks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Final, Protocol, cast

from portal.definitions.calendars import load_calendars
from portal.definitions.catalogue import open_catalogue
from portal.definitions.imported import LiveCalendars
from portal.definitions.workshop import DefinitionFolder
from portal.documents.samples import RECEIPT
from portal.documents.specimens import Place, specimens_of
from portal.domain.calendar import WorkCalendar
from portal.domain.documents import DocumentContent
from portal.domain.organisation import County, Department
from portal.domain.workflow import Service
from portal.integrations.folder_store import FolderStore
from portal.integrations.local_records import FolderRecords
from portal.integrations.machine import ContentTypes, SystemClock, SystemRandomness
from portal.integrations.tables import TableFiles
from portal.persistence.database import open_database
from portal.services.deps import Deps
from portal.services.ports.machine import Clock, Renderer
from portal.services.ports.sources import RecordSources
from portal.services.ports.upkeep import Upkeep
from portal.services.publishing import Press
from portal.settings import Environment, Settings

CALENDAR: Final = "cn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The settings, what use cases are handed, what publishing needs besides, the operator's side of the database,
    the probes of /readyz by name, and how to let go of it all.
    """

    settings: Settings
    deps: Deps
    press: Press
    upkeep: Upkeep
    probes: Mapping[str, Callable[[], bool]]
    close: Callable[[], None]


class SpecimenRenderer(Renderer, Protocol):
    """A renderer that also prints what nobody issues."""

    def specimen(self, content: DocumentContent, *, locale: str = "zh") -> bytes: ...


@dataclass(frozen=True)
class RendererOnDemand:
    """The renderer of this process, built with its first document: web workers never need the fonts."""

    fonts: Path
    templates: Path
    verify_url: str

    def render(self, content: DocumentContent, *, locale: str = "zh") -> bytes:
        return self._renderer.render(content, locale=locale)

    def specimen(self, content: DocumentContent, *, locale: str = "zh") -> bytes:
        """The document marked as a specimen."""
        return self._renderer.specimen(content, locale=locale)

    @cached_property
    def _renderer(self) -> SpecimenRenderer:
        """WeasyPrint is loaded here and not above: it takes a second that only the jobs process has to spend."""
        printing = import_module("portal.documents.renderer")
        made = printing.Renderer(fonts=self.fonts, templates=self.templates, verify_url=self.verify_url)
        made.warm_up(RECEIPT)
        return cast("SpecimenRenderer", made)


@dataclass(frozen=True)
class SpecimensOnDemand:
    """Specimens for those who publish; one is printed at a time, since a renderer is not shared between threads."""

    renderer: SpecimenRenderer
    turn: Lock = field(default_factory=Lock)

    def contents(
        self, service: Service, county: County, *, departments: Mapping[str, Department], calendar: WorkCalendar
    ) -> Mapping[str, DocumentContent]:
        return specimens_of(service, Place(county, departments, calendar))

    def pdf(self, content: DocumentContent, locale: str) -> bytes:
        with self.turn:
            return self.renderer.specimen(content, locale=locale)


def build_container(settings: Settings, *, clock: Clock | None = None) -> Container:
    """Everything the portal runs on; tests give their own clock."""
    settings.var.mkdir(parents=True, exist_ok=True)
    clock = clock or SystemClock()
    database = open_database(settings.database_url, clock)
    renderer = RendererOnDemand(
        settings.var / "fonts", settings.templates / "documents", f"{settings.base_url}/verify/"
    )
    calendars = LiveCalendars(load_calendars(settings.workflows / "calendars"), settings.calendars, CALENDAR)
    deps = Deps(
        uow=database.uow,
        reads=database.reads,
        jobs=database.jobs,
        clock=clock,
        calendars=calendars,
        catalogue=open_catalogue(
            settings.workflows,
            drafts=settings.environment is not Environment.PRODUCTION,
            today=lambda: calendars.current().local_date(clock.now()),
        ),
        uploads=FolderStore(settings.uploads),
        documents=FolderStore(settings.documents),
        file_types=ContentTypes(),
        renderer=renderer,
        random=SystemRandomness(),
        records=record_sources(settings),
        tables=TableFiles(),
    )
    probes = {
        "database": deps.reads.ready,
        "uploads": deps.uploads.ready,
        "documents": deps.documents.ready,
    }
    press = Press(
        definitions=DefinitionFolder(settings.workflows),
        specimens=SpecimensOnDemand(renderer),
        book=database.publications,
    )
    return Container(
        settings=settings, deps=deps, press=press, upkeep=database.upkeep, probes=probes, close=database.close
    )


def record_sources(settings: Settings) -> RecordSources:
    """The county's registers; until they are connected, twins that read folders and say so."""
    return RecordSources(
        licences=FolderRecords(settings.records / "licences", "电子证照库（演示）"),
        datasets=FolderRecords(settings.records / "datasets", "数据共享交换平台（演示）"),
    )
