"""What the pages around a correction show: the tasks with the window's words, and old beside new before supplying.

Owns the words of these pages. Refuses to judge answers: `portal.web.applicant.mending` says what is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.answers import Finding
from portal.domain.case.state import ClockName
from portal.domain.deadlines import Deadline
from portal.domain.documents import DocumentKind
from portal.domain.forms import Field, FieldKind, Page
from portal.domain.materials import Material
from portal.domain.texts import Text
from portal.i18n import NOTHING
from portal.services.completeness import applying_fields
from portal.services.filing import FormIncomplete
from portal.web.applicant.filing.pages import Task, materials_task, problems, task_of
from portal.web.applicant.mending import Mending
from portal.web.applicant.progress import Part, page_address
from portal.web.common.answered import AnswerTable, shown, table_of
from portal.web.common.context import deps
from portal.web.common.due_words import due_words
from portal.web.common.lights import Due, due_badge
from portal.web.common.parts import Badge, Link


@dataclass(frozen=True, slots=True)
class Marked:
    """One thing the notice names, and what the window wrote about it."""

    name: Text | str
    remark: str


@dataclass(frozen=True, slots=True)
class CorrectionPage:
    """Everything to be corrected, until when, and how far it is."""

    number: str
    title: str
    service: Text
    due: str
    light: Badge
    notice: str | None
    tasks: tuple[Task, ...]
    marked: tuple[Marked, ...]
    outside: tuple[str, ...]
    check_href: str
    back: str
    is_ready: bool

    @property
    def done(self) -> int:
        return sum(task.is_done for task in self.tasks)


@dataclass(frozen=True, slots=True)
class Change:
    """One answer before and after; a table is shown below the line."""

    label: Text
    before: str
    after: str
    href: str
    table: AnswerTable | None = None


@dataclass(frozen=True, slots=True)
class Supplied:
    """One material with the files that are handed in anew."""

    name: Text
    files: str
    href: str


@dataclass(frozen=True, slots=True)
class SupplyPage:
    """What will be supplied, and what still stands against it."""

    number: str
    round: int
    due: str
    light: Badge
    changes: tuple[Change, ...]
    materials: tuple[Supplied, ...]
    problems: tuple[Link, ...]
    back: str
    action: str


def correction_page(mending: Mending) -> CorrectionPage:
    deadline = deadline_of(mending)
    tasks = tuple(tasks_of(mending))
    return CorrectionPage(
        number=mending.case.number,
        title=mending.case.title,
        service=mending.service.name,
        due=due_words(deadline),
        light=light_of(deadline),
        notice=notice_of(mending),
        tasks=tasks,
        marked=tuple(marked(mending)),
        outside=mending.outside,
        check_href=mending.check,
        back=url_for("cases.show", number=mending.case.number),
        is_ready=all(task.is_done for task in tasks),
    )


def deadline_of(mending: Mending) -> Deadline:
    clock = mending.case.clock(ClockName.CORRECTION)
    if clock is None:
        raise LookupError(mending.case.number)
    return clock.deadline


def light_of(deadline: Deadline) -> Badge:
    return due_badge(Due.of(deadline), deps().clock.now(), deps().calendar)


def notice_of(mending: Mending) -> str | None:
    """Where the notice of this round is."""
    notices = [one for one in mending.case.documents if one.kind is DocumentKind.CORRECTION_NOTICE]
    if not notices:
        return None
    return url_for("cases.open_document", number=mending.case.number, code=notices[-1].code)


def tasks_of(mending: Mending) -> Iterator[Task]:
    """One line for every section with something open, then the materials if there are any."""
    yield from (task_of(mending, part) for part in mending.parts)
    if mending.needed_materials():
        yield materials_task(mending)


def marked(mending: Mending) -> Iterator[Marked]:
    """The lines of the notice in words, in its order."""
    fields = {item.id: item.label for item in mending.service.fields()}
    materials = {one.id: one.name for one in mending.service.materials}
    for item_id, remark in mending.remarks.items():
        yield Marked(fields.get(item_id) or materials.get(item_id) or item_id, remark)


def supply_page(mending: Mending) -> SupplyPage:
    deadline = deadline_of(mending)
    return SupplyPage(
        number=mending.case.number,
        round=mending.told.round,
        due=due_words(deadline),
        light=light_of(deadline),
        changes=tuple(changes(mending)),
        materials=tuple(supplied(mending, one) for one in mending.needed_materials()),
        problems=tuple(problems(mending)),
        back=mending.home,
        action=url_for("correcting.supply", number=mending.case.number),
    )


def changes(mending: Mending) -> Iterator[Change]:
    """Every open field that is asked, before and after."""
    for part in mending.parts:
        for page in part.pages:
            for item in applying_fields(page.fields, mending.answers):
                yield change(mending, part, page, item=item)


def change(mending: Mending, part: Part, page: Page, *, item: Field) -> Change:
    old, new = mending.case.answers.get(item.id), mending.answers.get(item.id)
    href = page_address(mending, part, page, **{"from": "check"})
    if item.kind is FieldKind.TABLE:
        return Change(item.label, rows_in(old), rows_in(new), href, table_of(item, new))
    return Change(item.label, shown(item, old), shown(item, new), href)


def rows_in(value: object) -> str:
    """How long a table is."""
    count = len(value) if isinstance(value, list | tuple) else 0
    return str(ngettext("%(num)s entry", "%(num)s entries", count)) if count else NOTHING


def supplied(mending: Mending, material: Material) -> Supplied:
    names = str(_(", ")).join(ref.name for ref in mending.files(material.id))
    anchor = f"material-{material.id}"
    href = url_for("materials.show", key=mending.draft.key, _anchor=anchor, **mending.named)
    return Supplied(material.name, names or NOTHING, href)


def refused(refusal: FormIncomplete, mending: Mending) -> str | None:
    """The page with the first finding of the refusal; nothing when none of them is on a page that is open."""
    findings = cast("Sequence[Finding]", refusal.facts["findings"])
    wanted = {finding.at.partition(".")[0] for finding in findings}
    for part in mending.parts:
        for page in part.pages:
            if wanted & {item.id for item in page.fields}:
                return page_address(mending, part, page, faults="1", **{"from": "check"})
    return None
