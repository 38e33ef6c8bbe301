"""What the applicant changed with a correction 补正: every answer and file that is other than before, old beside new.

Owns the comparison, read from the events. Refuses to judge: what is as it was is left out, the rest is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask_babel import gettext as _

from portal.domain.case.events import CaseFiled
from portal.domain.case.incident_events import CorrectionSupplied
from portal.domain.case.state import MaterialRun
from portal.domain.forms import Field, FieldKind
from portal.domain.workflow import Service
from portal.services.cases import CaseView
from portal.web.common.answered import NOTHING, shown
from portal.web.common.parts import Words


@dataclass(frozen=True, slots=True)
class Change:
    """One thing as it was and as it is; a line each for the rows of a table and for files."""

    name: Words
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """One correction that came in."""

    supplied_at: datetime
    changes: tuple[Change, ...]


def corrected_in(view: CaseView) -> tuple[Round, ...]:
    """Every correction with what it changed, the latest first; nothing when there was none."""
    return tuple(reversed(tuple(rounds(view))))


def rounds(view: CaseView) -> Iterator[Round]:
    answers: Mapping[str, object] = {}
    materials: Sequence[MaterialRun] = ()
    for recorded in view.history:
        event = recorded.event
        if isinstance(event, CaseFiled):
            answers, materials = event.answers, event.materials
        elif isinstance(event, CorrectionSupplied):
            after = {**answers, **event.answers}
            words = answers_changed(view.service, answers, after)
            files = files_changed(view.service, materials, event.materials)
            yield Round(recorded.at, (*words, *files))
            answers, materials = after, event.materials


def answers_changed(service: Service, before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Change]:
    for field in service.fields():
        old, new = lines_of(field, before.get(field.id)), lines_of(field, after.get(field.id))
        if old != new:
            yield Change(field.label, old, new)


def lines_of(field: Field, value: object) -> tuple[str, ...]:
    """An answer as a reader says it; the rows of a table one by one."""
    if field.kind is not FieldKind.TABLE:
        return (shown(field, value),)
    rows = cast("list[Mapping[str, object]]", value or [])
    return tuple(row_words(field, row) for row in rows) or (NOTHING,)


def row_words(field: Field, row: Mapping[str, object]) -> str:
    cells = (shown(column, row.get(column.id)) for column in field.columns)
    return str(_("; ")).join(cell for cell in cells if cell != NOTHING)


def files_changed(service: Service, before: Sequence[MaterialRun], after: Sequence[MaterialRun]) -> Iterator[Change]:
    """Materials whose files are other ones now; a material that is needed no more loses its files."""
    old = {run.id: run.files for run in before}
    new = {run.id: run.files for run in after}
    for material in service.materials:
        was, now = old.get(material.id, ()), new.get(material.id, ())
        if {ref.sha256 for ref in was} != {ref.sha256 for ref in now}:
            yield Change(
                material.name,
                tuple(ref.name for ref in was) or (NOTHING,),
                tuple(ref.name for ref in now) or (NOTHING,),
            )
