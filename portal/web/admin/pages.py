"""What the administrator's templates receive: accounts, versions, calendar years, jobs, facts of the system.

Owns the words. Refuses password hashes, identity numbers and whole telephone numbers: none is ever shown.
"""

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.accounts import Account
from portal.domain.calendar import CalendarYear
from portal.domain.permissions import Role
from portal.i18n import number, translated
from portal.services.records.core import JobCounts, JobLine, Page
from portal.web.admin.forms import ROLES
from portal.web.common.context import container, deps, settings
from portal.web.common.health import answers_now
from portal.web.common.keys import key_of
from portal.web.common.parts import Badge, KeyFigure, Link, Paging, Row, SideGroup, SideItem, SideNav, Tone, Words

DIGEST_SHOWN: Final = 12
PROBES: Final[Mapping[str, object]] = {
    "database": _l("Database"),
    "uploads": _l("Store of uploads"),
    "documents": _l("Store of documents"),
}
KINDS: Final[Mapping[str, object]] = {
    "render_document": _l("Make the PDF of a document"),
    "recompute_dates": _l("Compute the dates of open cases anew"),
    "deem_accepted": _l("Count a case as accepted when its time runs out"),
}


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account in the list."""

    username: str
    name: str
    role: str
    post: Words
    state: Badge
    created_at: datetime
    href: str


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Accounts of a role, or all."""

    roles: tuple[tuple[Link, bool], ...]
    rows: tuple[AccountRow, ...]
    paging: Paging
    query: str = ""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One account; `is_own` is the administrator's."""

    id: int
    username: str
    name: str
    state: Badge
    rows: tuple[Row, ...]
    is_active: bool
    is_staff: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year of the calendar."""

    year: int
    notice: str
    off: int
    makeup: int
    state: Badge


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job that waits or was given up."""

    id: int
    kind: str
    case_number: str | None
    due_at: datetime
    next_at: datetime
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class JobsPage:
    """Jobs that wait, or that were given up."""

    choices: tuple[tuple[Link, bool], ...]
    given_up: bool
    rows: tuple[JobRow, ...]
    paging: Paging


@dataclass(frozen=True, slots=True)
class SystemPage:
    """The first page: does everything answer, and what is installed."""

    probes: tuple[tuple[str, Badge], ...]
    figures: tuple[KeyFigure, ...]
    facts: tuple[Row, ...]


def side_nav(current: str) -> SideNav:
    """The few places of administration."""
    items = (
        ("system", _("System")),
        ("accounts", _("Accounts")),
        ("services", _("Service definitions")),
        ("calendar", _("Calendar")),
        ("jobs", _("Jobs")),
    )
    group = SideGroup(
        _("Administration"),
        tuple(SideItem(words, url_for(f".{name}"), current=name == current) for name, words in items),
    )
    return SideNav(_("Administration"), "管", (group,))


def accounts_page(page: Page[Account], *, role: Role | None, after: str | None) -> AccountsPage:
    following = key_of(page.next)
    chosen = role.value if role else None
    return AccountsPage(
        roles=(
            (Link(_("All"), url_for(".accounts")), role is None),
            *((Link(str(words), url_for(".accounts", role=each.value)), each is role) for each, words in ROLES.items()),
        ),
        rows=tuple(map(account_row, page.rows)),
        paging=Paging(
            url_for(".accounts", role=chosen, after=following) if following else None,
            url_for(".accounts", role=chosen) if after else None,
        ),
    )


def found_accounts(accounts: Iterable[Account], query: str) -> AccountsPage:
    """What a search by user name found: one or none."""
    roles = ((Link(_("All"), url_for(".accounts")), False),)
    return AccountsPage(roles, tuple(map(account_row, accounts)), Paging(), query)


def account_row(account: Account) -> AccountRow:
    return AccountRow(
        username=account.username,
        name=account.name,
        role=str(ROLES[account.role]),
        post=post_words(account),
        state=account_state(account),
        created_at=account.created_at,
        href=url_for(".account", account_id=account.id),
    )


def post_words(account: Account) -> Words:
    """The department, with the head as such; or the window."""
    department = deps().catalogue.departments.get(account.department or "")
    if department and account.is_head:
        return str(_("%(department)s, head", department=translated(department.name)))
    return department.name if department else account.window or "—"


def account_state(account: Account) -> Badge:
    if not account.is_active:
        return Badge(Tone.GREY, _("Closed"))
    if account.is_locked(deps().clock.now()):
        return Badge(Tone.YELLOW, _("Locked after wrong passwords"))
    return Badge(Tone.GREEN, _("In use"))


def account_page(account: Account, *, own_id: int) -> AccountPage:
    return AccountPage(
        id=account.id or 0,
        username=account.username,
        name=account.name,
        state=account_state(account),
        rows=(
            Row(_("User name"), account.username),
            Row(_("Real name"), account.name),
            Row(_("Role"), str(ROLES[account.role])),
            Row(_("Department or window"), post_words(account)),
        ),
        is_active=account.is_active,
        is_staff=account.role.is_staff,
        is_own=account.id == own_id,
    )


def departments() -> list[tuple[str, str]]:
    """Key and name of every department, for a form."""
    return [(key, translated(each.name)) for key, each in deps().catalogue.departments.items()]


def year_row(year: CalendarYear) -> YearRow:
    state = Badge(Tone.YELLOW, _("Provisional")) if year.provisional else Badge(Tone.GREEN, _("By notice"))
    return YearRow(year.year, year.notice or "—", len(year.off), len(year.makeup), state)


def jobs_page(page: Page[JobLine], counts: JobCounts, *, given_up: bool, after: str | None) -> JobsPage:
    following = key_of(page.next)
    state = "given-up" if given_up else None
    return JobsPage(
        choices=(
            (Link(_("Waiting %(count)s", count=counts.waiting), url_for(".jobs")), not given_up),
            (Link(_("Given up %(count)s", count=counts.given_up), url_for(".jobs", state="given-up")), given_up),
        ),
        given_up=given_up,
        rows=tuple(map(job_row, page.rows)),
        paging=Paging(
            url_for(".jobs", state=state, after=following) if following else None,
            url_for(".jobs", state=state) if after else None,
        ),
    )


def job_row(job: JobLine) -> JobRow:
    return JobRow(
        id=job.id,
        kind=str(KINDS.get(job.kind, job.kind)),
        case_number=job.case_number,
        due_at=job.due_at,
        next_at=job.claimable_at,
        attempts=job.attempts,
        error=job.last_error or "",
    )


def system_page(counts: JobCounts, versions: int) -> SystemPage:
    """Probes as of now, jobs, and the facts somebody asks for on the telephone."""
    return SystemPage(
        probes=tuple((str(PROBES.get(name, name)), probe_badge(name)) for name in container().probes),
        figures=(
            KeyFigure(_("Jobs waiting"), number(counts.waiting), href=url_for(".jobs")),
            KeyFigure(_("Jobs due now"), number(counts.due), href=url_for(".jobs")),
            KeyFigure(_("Jobs given up"), number(counts.given_up), href=url_for(".jobs", state="given-up")),
            KeyFigure(_("Service versions"), number(versions), href=url_for(".services")),
        ),
        facts=(
            Row(_("Address"), settings().base_url),
            Row(_("Environment"), settings().environment.value),
            Row(_("Database"), settings().database_url.partition(":")[0]),
            Row(_("Schema of the database"), schema_words()),
            Row(_("Digest of the calendar"), deps().calendar.digest[:DIGEST_SHOWN]),
            Row("Python", platform.python_version()),
        ),
    )


def probe_badge(name: str) -> Badge:
    if answers_now(name):
        return Badge(Tone.GREEN, _("Answers"))
    return Badge(Tone.RED, _("Does not answer"))


def schema_words() -> str:
    """The revision of the database, and whether the program needs another one."""
    upkeep = container().upkeep
    has, needs = upkeep.revision(), upkeep.newest()
    if has == needs:
        return str(has)
    return str(_("%(has)s, but %(needs)s is needed: run “flask database upgrade”", has=has, needs=needs))
