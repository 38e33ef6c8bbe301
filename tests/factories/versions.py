"""A county of its own with a second version of the small service, for tests of publishing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal.definitions.catalogue import Catalogue, load_catalogue
from portal.definitions.workshop import DefinitionFolder
from portal.documents.specimens import Place, specimens_of
from portal.services.publishing import Press
from tests.factories.definitions import SMALL, WORKFLOWS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from portal.domain.calendar import WorkCalendar
    from portal.domain.documents import DocumentContent
    from portal.domain.organisation import County, Department
    from portal.domain.workflow import Service
    from portal.services.publishing import Book

PROMISE: Final = ("promise: {value: 7, unit: workday}", "promise: {value: 8, unit: workday}")


def county_with(folder: Path, *changes: tuple[str, str], version: int = 2) -> Path:
    """The shipped definitions, published as they are, without scenarios, and a draft of the small service."""
    target = folder / "workflows"
    shutil.copytree(WORKFLOWS, target, ignore=shutil.ignore_patterns("tests"))
    write_version(target, version, *changes)
    return target


def write_version(folder: Path, version: int, *changes: tuple[str, str]) -> Path:
    """A version of the small service that differs from the first by these texts."""
    words = (folder / SMALL / "v1.yaml").read_text(encoding="utf-8").replace("version: 1", f"version: {version}", 1)
    for old, new in changes or (PROMISE,):
        assert old in words, f"{old!r} is not in the definition"
        words = words.replace(old, new, 1)
    path = folder / SMALL / f"v{version}.yaml"
    path.write_text(words, encoding="utf-8")
    return path


@dataclass(slots=True)
class PlainSpecimens:
    """Stands for the printing office; ``broken`` are the kinds that cannot be printed."""

    broken: frozenset[str] = frozenset()

    def contents(
        self, service: Service, county: County, *, departments: Mapping[str, Department], calendar: WorkCalendar
    ) -> Mapping[str, DocumentContent]:
        return specimens_of(service, Place(county, departments, calendar))

    def pdf(self, content: DocumentContent, locale: str) -> bytes:
        if content.kind in self.broken:
            raise RuntimeError(content.kind)
        return f"%PDF-1.4 {locale} {content.kind}".encode()


def press_for(folder: Path, book: Book, *, broken: frozenset[str] = frozenset()) -> Press:
    """What publishing needs, on this folder."""
    return Press(definitions=DefinitionFolder(folder), specimens=PlainSpecimens(broken), book=book)


def catalogue_for(folder: Path, today: Callable[[], date]) -> Catalogue:
    """The published versions, as in production."""
    return load_catalogue(folder, drafts=False, today=today)
