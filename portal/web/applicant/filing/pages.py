"""What the pages around a draft show: the task list, the check page, the lists of drafts.

Owns the words of progress. Refuses to judge answers: `portal.web.applicant.progress` says what is finished.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.domain.forms import Page
from portal.domain.materials import Acquisition
from portal.domain.texts import Text
from portal.i18n import NOTHING, translated
from portal.services.completeness import applying_fields
from portal.services.records.core import Draft
from portal.web.applicant.opened import filing_of
from portal.web.applicant.progress import SITUATION, Filing, Part, State, page_address
from portal.web.common.advice import advice_words
from portal.web.common.answered import AnswerTable, rows_of, tables_of
from portal.web.common.bundle import once_words
from portal.web.common.obtained import obtained_words
from portal.web.common.parts import Link, Row
from portal.web.common.plan import PlanRow, plan_from_today
from portal.web.common.withdrawn import Withdrawn, withdrawn_notice


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the task list; without an address it cannot be started yet."""

    title: Text | str
    status: str
    is_done: bool
    href: str | None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class TaskListPage:
    """A draft as a list of tasks."""

    service: Text
    title: str
    tasks: tuple[Task, ...]
    done: int
    saved_at: datetime
    check_href: str
    discard_href: str
    is_ready: bool
    withdrawn: Withdrawn | None

    @property
    def total(self) -> int:
        return len(self.tasks)


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """One page of the form on the check page."""

    title: Text
    change: str
    rows: tuple[Row, ...]
    tables: tuple[AnswerTable, ...]


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Everything that will be filed, and what still stands against it."""

    service: Text
    title: str
    pages: tuple[CheckedPage, ...]
    materials: tuple[Row, ...]
    materials_href: str
    once: str
    plan: tuple[PlanRow, ...]
    problems: tuple[Link, ...]
    advice: tuple[str, ...]
    back: str
    submit_href: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One draft in a list."""

    service: Text
    title: str
    saved_at: datetime
    href: str
    discard_href: str
    withdrawn: Withdrawn | None


def task_list(filing: Filing) -> TaskListPage:
    key = filing.draft.key
    tasks = (*(task_of(filing, part) for part in filing.parts), materials_task(filing))
    done = sum(task.is_done for task in tasks)
    return TaskListPage(
        service=filing.service.name,
        title=filing.service.title(filing.answers),
        tasks=tasks,
        done=done,
        saved_at=filing.draft.saved_at,
        check_href=url_for("filing.check", key=key),
        discard_href=url_for("filing.ask_discard", key=key),
        is_ready=done == len(tasks),
        withdrawn=withdrawn_notice(filing.service.key),
    )


def task_of(filing: Filing, part: Part) -> Task:
    state = filing.state(part)
    words = {
        State.WAITING: _("Cannot start yet"),
        State.OPEN: _("Not started"),
        State.STARTED: _("Begun"),
        State.DONE: _("Completed"),
    }
    first = next((page for page in part.pages if not filing.is_done(page)), part.pages[0])
    href = None if state is State.WAITING else page_address(filing, part, first)
    return Task(part.title, words[state], state is State.DONE, href, part_hint(part))


def part_hint(part: Part) -> str:
    """What the section asks about, in the words of its pages."""
    if part.id == SITUATION:
        return str(_("A few questions that shorten everything below"))
    titles = [translated(page.title) for page in part.pages]
    return "" if titles == [translated(part.title)] else str(_(", ")).join(titles)


def materials_task(filing: Filing) -> Task:
    """Uploading: finished when nothing required is missing."""
    if not filing.knows_situation:
        return Task(_("Materials"), _("Cannot start yet"), is_done=False, href=None)
    left = len(filing.missing_materials())
    words = ngettext("%(num)s still missing", "%(num)s still missing", left) if left else _("Completed")
    href = url_for("materials.show", key=filing.draft.key, **filing.named)
    return Task(_("Materials"), str(words), not left, href, promised_words(filing))


def promised_words(filing: Filing) -> str:
    """How many materials are left to a promise or to the commitment."""
    needed = filing.needed_materials()
    later = sum(filing.is_promised(one) for one in needed)
    spared = sum(filing.is_committed(one) for one in needed)
    parts = [
        str(ngettext("%(num)s follows after acceptance", "%(num)s follow after acceptance", later)) if later else "",
        str(ngettext("%(num)s replaced by your commitment", "%(num)s replaced by your commitment", spared))
        if spared
        else "",
    ]
    return str(_(", ")).join(filter(None, parts))


def check_page(filing: Filing) -> CheckPage:
    key = filing.draft.key
    return CheckPage(
        service=filing.service.name,
        title=filing.service.title(filing.answers),
        pages=tuple(checked(filing, part, page) for part in filing.parts for page in part.pages),
        materials=tuple(material_rows(filing)),
        materials_href=url_for("materials.show", key=key),
        once=once_words(filing.service, filing.answers),
        plan=plan_from_today(filing.service, filing.answers),
        problems=tuple(problems(filing)),
        advice=advice_words(filing.service, filing.answers, draft_key=key),
        back=url_for("filing.show", key=key),
        submit_href=url_for("filing.declare", key=key),
    )


def checked(filing: Filing, part: Part, page: Page) -> CheckedPage:
    fields = applying_fields(page.fields, filing.answers)
    rows, tables = rows_of(fields, filing.answers), tables_of(fields, filing.answers)
    return CheckedPage(page.title, page_address(filing, part, page, **{"from": "check"}), rows, tables)


def material_rows(filing: Filing) -> Iterator[Row]:
    """What is handed in, with its files, and what the owner is spared."""
    spared = {
        Acquisition.GENERATED: _("Made by the portal from your answers"),
        Acquisition.SHARED: _("Fetched from shared data; nothing to hand in"),
    }
    for material in filing.needed_materials():
        names = _(", ").join(ref.name for ref in filing.files(material.id))
        later = _("Follows after acceptance, as you promised") if filing.is_promised(material) else ""
        source = filing.draft.obtained.get(material.id)
        names = obtained_words(source) if source else names
        instead = _("Replaced by your commitment") if filing.is_committed(material) else ""
        yield Row(material.name, spared.get(material.acquisition) or names or later or instead or NOTHING)


def problems(filing: Filing) -> Iterator[Link]:
    """Every page that is not finished, every material that is missing; a service that is not offered any more."""
    notice = withdrawn_notice(filing.service.key)
    if notice and notice.is_off:
        yield Link(notice.sentence, filing.home)
    for part, page in filing.unfinished():
        words = _("Finish “%(page)s”", page=translated(page.title))
        yield Link(words, page_address(filing, part, page, **{"from": "check", "faults": "1"}))
    for material in filing.missing_materials():
        words = _("Hand in “%(material)s”", material=translated(material.name))
        anchor = f"material-{material.id}"
        yield Link(words, url_for("materials.show", key=filing.draft.key, _anchor=anchor, **filing.named))


def draft_lines(drafts: Sequence[Draft]) -> tuple[DraftLine, ...]:
    return tuple(draft_line(filing_of(draft)) for draft in drafts)


def draft_line(filing: Filing) -> DraftLine:
    key = filing.draft.key
    return DraftLine(
        filing.service.name,
        filing.service.title(filing.answers),
        filing.draft.saved_at,
        url_for("filing.show", key=key),
        url_for("filing.ask_discard", key=key),
        withdrawn_notice(filing.service.key),
    )
