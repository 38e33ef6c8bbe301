"""What the templates about versions of services receive: the list, one version, its differences, its form, its cases.

Owns the words of states and of what may be published when. Refuses to judge: that is `portal.services.publishing`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import url_for
from flask_babel import gettext as _

from portal.domain.documents import DocumentContent
from portal.domain.forms import Field, Page
from portal.domain.organisation import Department
from portal.domain.texts import Text
from portal.domain.workflow import Service
from portal.i18n import day, translated
from portal.services.publishing import Candidate, Remark, VersionFile
from portal.services.records.core import CaseLine, Publication
from portal.services.records.core import Page as Listed
from portal.web.common.case_words import state_badge
from portal.web.common.condition_words import Labels, condition_words, labels_of
from portal.web.common.definition_words import value_words
from portal.web.common.differences import ChangeLine, by_part, change_lines, harder_of
from portal.web.common.keys import key_of
from portal.web.common.parts import Badge, Link, Paging, Tone, Words

DIGEST_SHOWN: Final = 12
LEVELS: Final = {"error": Tone.RED, "warning": Tone.YELLOW, "info": Tone.GREY}


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list."""

    name: Words
    key: str
    version: int
    state: Badge
    open_cases: int
    digest: str
    href: str
    cases_href: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding of lint; its words are the program's own, in English."""

    place: str
    code: str
    message: str
    level: Badge


@dataclass(frozen=True, slots=True)
class ActRow:
    """One entry of the book of publications."""

    at: datetime
    by: str
    effective_on: date
    digest: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version: state, what lint says, what changed, previews, and the acts that are on record."""

    key: str
    version: int
    name: Words
    state: Badge
    digest: str
    effective: date | None
    findings: tuple[FindingRow, ...]
    errors: int
    previous: int | None
    changes: int
    harder: tuple[ChangeLine, ...]
    documents: tuple[Link, ...]
    acts: tuple[ActRow, ...]
    open_cases: int
    is_published: bool
    is_readable: bool


@dataclass(frozen=True, slots=True)
class DifferencesPage:
    """All changes of a version, part by part."""

    key: str
    version: int
    previous: int
    name: Words
    parts: Mapping[str, tuple[ChangeLine, ...]]
    count: int
    harder: int


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One question of the form as an applicant reads it."""

    label: Words
    hint: Words
    kind: str
    required: bool
    options: tuple[Words, ...]
    when: str


@dataclass(frozen=True, slots=True)
class PageShown:
    """One page of the form."""

    section: Words
    title: Words
    hint: Words
    when: str
    fields: tuple[FieldShown, ...]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One open case of a version."""

    number: str
    title: str
    filed_at: datetime
    state: Badge
    href: str


def in_force(files: Sequence[VersionFile], today: date) -> Mapping[str, int]:
    """The highest published version of each service that new filings may use on this day."""
    usable = (one for one in files if one.is_published and (one.effective is None or one.effective <= today))
    return {one.key: one.version for one in sorted(usable, key=lambda one: one.version)}


def version_state(
    file: VersionFile, *, current: Mapping[str, int], offered: Mapping[str, int], off: Collection[str], today: date
) -> Badge:
    """Draft, to come, in use, withdrawn, or replaced; a draft is offered only where nothing is at stake."""
    if file.service is None:
        return Badge(Tone.RED, _("Cannot be read"))
    if not file.is_published:
        tried = offered.get(file.key) == file.version
        return Badge(Tone.YELLOW, _("Draft, offered here for trying") if tried else _("Draft"))
    if file.effective is not None and file.effective > today:
        return Badge(Tone.BLUE, _("Published, from %(day)s", day=day(file.effective)))
    if current.get(file.key) == file.version and file.key in off:
        return Badge(Tone.YELLOW, _("Published, not offered now"))
    if current.get(file.key) == file.version:
        return Badge(Tone.GREEN, _("Published, in use"))
    return Badge(Tone.GREY, _("Published, replaced"))


def name_of(file: VersionFile) -> Words:
    return file.service.name if file.service else file.key


def version_row(file: VersionFile, state: Badge, *, open_cases: int) -> VersionRow:
    return VersionRow(
        name=name_of(file),
        key=file.key,
        version=file.version,
        state=state,
        open_cases=open_cases,
        digest=file.digest[:DIGEST_SHOWN],
        href=url_for("admin.version", key=file.key, version=file.version),
        cases_href=url_for("admin.version_cases", key=file.key, version=file.version),
    )


def version_page(
    candidate: Candidate,
    state: Badge,
    *,
    specimens: Mapping[str, DocumentContent],
    lines: Sequence[ChangeLine],
    open_cases: int,
) -> VersionPage:
    file = candidate.file
    return VersionPage(
        key=file.key,
        version=file.version,
        name=name_of(file),
        state=state,
        digest=file.digest,
        effective=file.effective,
        findings=tuple(map(finding_row, candidate.findings)),
        errors=len(candidate.errors),
        previous=candidate.previous.version if candidate.previous else None,
        changes=len(lines),
        harder=harder_of(lines),
        documents=tuple(document_link(file, kind, content) for kind, content in specimens.items()),
        acts=tuple(map(act_row, candidate.history)),
        open_cases=open_cases,
        is_published=file.is_published,
        is_readable=file.service is not None,
    )


def lines_of(candidate: Candidate, departments: Mapping[str, Department]) -> tuple[ChangeLine, ...]:
    """The changes of a version in words; none when one of the two cannot be read."""
    before, after = candidate.previous, candidate.file
    if before is None or before.service is None or after.service is None:
        return ()
    return change_lines(candidate.changes, before.service, after.service, departments=departments)


def differences_page(candidate: Candidate, lines: Sequence[ChangeLine], previous: int) -> DifferencesPage:
    return DifferencesPage(
        key=candidate.file.key,
        version=candidate.file.version,
        previous=previous,
        name=name_of(candidate.file),
        parts=by_part(lines),
        count=len(lines),
        harder=len(harder_of(lines)),
    )


def finding_row(remark: Remark) -> FindingRow:
    words = {"error": _("Definition error"), "warning": _("Warning"), "info": _("Remark")}
    level = Badge(LEVELS.get(remark.level, Tone.GREY), words.get(remark.level, remark.level))
    return FindingRow(f"{remark.path}:{remark.line}", remark.code, remark.message, level)


def act_row(act: Publication) -> ActRow:
    return ActRow(act.published_at, act.user_name, act.effective_on, act.digest[:DIGEST_SHOWN])


def document_link(file: VersionFile, kind: str, content: DocumentContent) -> Link:
    href = url_for("admin.version_document", key=file.key, version=file.version, kind=kind)
    return Link(content.heading, href)


def form_pages(service: Service) -> tuple[PageShown, ...]:
    """Situation questions first, then every page of the form, each with what it is asked for."""
    labels = labels_of(service)
    first = PageShown(
        section=Text("", ""),
        title=_("Situation questions"),
        hint="",
        when="",
        fields=tuple(field_shown(one, labels) for one in service.questions),
    )
    pages = (page_shown(section.title, page, labels) for section in service.sections for page in section.pages)
    return (*([first] if service.questions else []), *pages)


def page_shown(section: Text, page: Page, labels: Labels) -> PageShown:
    return PageShown(
        section=section,
        title=page.title,
        hint=page.hint or "",
        when=condition_words(page.when, labels) if page.when else "",
        fields=tuple(field_shown(one, labels) for one in page.fields),
    )


def field_shown(field: Field, labels: Labels) -> FieldShown:
    inner = (*(translated(one.label) for one in field.options), *(translated(one.label) for one in field.columns))
    return FieldShown(
        label=field.label,
        hint=field.hint or "",
        kind=value_words(field.kind),
        required=field.required,
        options=inner,
        when=condition_words(field.when, labels) if field.when else "",
    )


def case_rows(page: Listed[CaseLine]) -> tuple[CaseRow, ...]:
    return tuple(
        CaseRow(
            number=one.number,
            title=one.title,
            filed_at=one.filed_at,
            state=state_badge(one.state),
            href=url_for("admin.case_version", number=one.number),
        )
        for one in page.rows
    )


def case_paging(page: Listed[CaseLine], *, key: str, version: int, after: str | None) -> Paging:
    following = key_of(page.next)
    return Paging(
        url_for("admin.version_cases", key=key, version=version, after=following) if following else None,
        url_for("admin.version_cases", key=key, version=version) if after else None,
    )
