"""What a use case is handed: one frozen object, built once by `portal.container`.

Owns nothing but the names. Refuses settings a use case has no business with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.domain.calendar import WorkCalendar
    from portal.services.ports.definitions import Calendars, Catalogue
    from portal.services.ports.machine import Clock, FileStore, FileTypes, Jobs, Randomness, Renderer
    from portal.services.ports.profiles import Tables
    from portal.services.ports.sources import RecordSources
    from portal.services.ports.transactions import UnitOfWork
    from portal.services.reading import Reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Deps:
    """Everything outside the domain that use cases reach, each behind its port."""

    uow: UnitOfWork
    reads: Reads
    jobs: Jobs
    clock: Clock
    calendars: Calendars
    catalogue: Catalogue
    uploads: FileStore
    documents: FileStore
    file_types: FileTypes
    renderer: Renderer
    random: Randomness
    records: RecordSources
    tables: Tables

    @property
    def calendar(self) -> WorkCalendar:
        """The county's calendar as it is at this moment; a notice may be loaded while the portal runs."""
        return self.calendars.current()
