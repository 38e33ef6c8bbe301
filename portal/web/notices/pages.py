"""What everybody sees of public notices: the list of those that run, and one of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.domain.texts import Text
from portal.i18n import day, limit_words, moment
from portal.services.notices import EndedNotice, ShownNotice
from portal.services.ports.definitions import Catalogue
from portal.services.records.core import NoticeLine, Page
from portal.web.common.due_words import due_words
from portal.web.common.keys import key_of
from portal.web.common.parts import Paging, Row


@dataclass(frozen=True, slots=True)
class ListedNotice:
    """One line of the list."""

    subject: str
    service: Text
    department: Text
    since: datetime
    until: str
    href: str


@dataclass(frozen=True, slots=True)
class NoticeList:
    """One page of the running notices."""

    notices: tuple[ListedNotice, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class NoticePage:
    """One notice with what a reader may do about it."""

    subject: str
    service: Text
    department: Text
    until: str
    rows: tuple[Row, ...]
    paper: str | None
    action: str
    phone: str
    address: Text


def notice_list(rows: Page[NoticeLine], catalogue: Catalogue, *, is_first: bool) -> NoticeList:
    key = key_of(rows.next)
    return NoticeList(
        tuple(listed(line, catalogue) for line in rows.rows),
        Paging(
            next_href=url_for("notices.index", after=key) if key else None,
            first_href=None if is_first else url_for("notices.index"),
        ),
    )


def listed(line: NoticeLine, catalogue: Catalogue) -> ListedNotice:
    service = catalogue.version(line.service_key, line.service_version)
    return ListedNotice(
        subject=line.title,
        service=service.name,
        department=catalogue.department(line.department).name,
        since=line.opened_at,
        until=day(line.due_on) if line.due_on else moment(line.due_at),
        href=url_for("notices.show", number=line.case_number, step_id=line.step_id),
    )


def notice_page(notice: ShownNotice) -> NoticePage:
    place: dict[str, Any] = {"number": notice.case_number, "step_id": notice.step_id}
    until = due_words(notice.deadline)
    rows = (
        Row(_("What is applied for"), notice.service),
        Row(_("Subject"), notice.subject),
        *(Row(line.label, line.value) for line in notice.lines),
        Row(_("Applicant"), _("%(name)s (masked)", name=notice.applicant)),
        Row(_("Department"), notice.department.name),
        Row(_("Public from"), day(notice.opened_at)),
        Row(_("Public until"), _("%(day)s (%(limit)s)", day=until, limit=limit_words(notice.deadline.limit))),
        Row(_("Legal basis"), notice.basis),
        *((Row(_("Number of the notice"), notice.document.number),) if notice.document else ()),
    )
    return NoticePage(
        subject=notice.subject,
        service=notice.service,
        department=notice.department.name,
        until=until,
        rows=rows,
        paper=url_for("notices.open_paper", **place) if notice.document else None,
        action=url_for("notices.object_to", **place),
        phone=notice.department.phone,
        address=notice.department.address,
    )


@dataclass(frozen=True, slots=True)
class EndedPage:
    """A notice that is over: its name, its last day, and whom to ask."""

    step: Text
    until: str
    department: Text
    phone: str


def ended_page(ended: EndedNotice) -> EndedPage:
    """What a late reader is told."""
    until = day(ended.deadline.due_on) if ended.deadline is not None and ended.deadline.due_on is not None else ""
    return EndedPage(ended.step, until, ended.department.name, ended.department.phone)
