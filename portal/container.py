"""The composition root: chooses what stands behind every port, once, at start.

Owns the wiring and nothing else. Only this module and `services` see `persistence`. Opens nothing
before it is used, so that a container may be built before a process forks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Final, cast

from portal.definitions.catalogue import open_catalogue
from portal.definitions.imported import LiveCalendars
from portal.documents.samples import RECEIPT
from portal.domain.documents import DocumentContent
from portal.integrations.folder_store import FolderStore
from portal.integrations.machine import ContentTypes, SystemClock, SystemRandomness
from portal.persistence.database import open_database
from portal.services.deps import Deps
from portal.services.ports import Clock, Renderer, Upkeep
from portal.settings import Environment, Settings

CALENDAR: Final = "cn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The settings, what use cases are handed, the operator's side of the database, the probes of /readyz by
    name, and how to let go of it all.
    """

    settings: Settings
    deps: Deps
    upkeep: Upkeep
    probes: Mapping[str, Callable[[], bool]]
    close: Callable[[], None]


@dataclass(frozen=True)
class RendererOnDemand:
    """The renderer of this process, built with its first document: web workers never need the fonts."""

    fonts: Path
    templates: Path
    verify_url: str

    def render(self, content: DocumentContent, *, locale: str = "zh") -> bytes:
        return self._renderer.render(content, locale=locale)

    @cached_property
    def _renderer(self) -> Renderer:
        """WeasyPrint is loaded here and not above: it takes a second that only the jobs process has to spend."""
        printing = import_module("portal.documents.renderer")
        made = printing.Renderer(fonts=self.fonts, templates=self.templates, verify_url=self.verify_url)
        made.warm_up(RECEIPT)
        return cast("Renderer", made)


def build_container(settings: Settings, *, clock: Clock | None = None) -> Container:
    """Everything the portal runs on; tests give their own clock."""
    settings.var.mkdir(parents=True, exist_ok=True)
    clock = clock or SystemClock()
    database = open_database(settings.database_url, clock)
    calendars = LiveCalendars(settings.workflows / "calendars", settings.calendars, CALENDAR)
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
        renderer=RendererOnDemand(
            settings.var / "fonts", settings.templates / "documents", f"{settings.base_url}/verify/"
        ),
        random=SystemRandomness(),
    )
    probes = {
        "database": deps.reads.ready,
        "uploads": deps.uploads.ready,
        "documents": deps.documents.ready,
    }
    return Container(settings=settings, deps=deps, upkeep=database.upkeep, probes=probes, close=database.close)
