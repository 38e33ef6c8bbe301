"""Administration: accounts of staff, jobs that were given up, and what is installed.

Owns who may have which department and window, and the note of every change in the log "portal.audit" (ids and
facts, never names or passwords; the server keeps it in var/audit.log). Refuses to close or demote the administrator
who asks, so that nobody is locked out by one click, and to turn an applicant into staff: whoever is both has two
accounts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.accounts import Account, UsernameTaken
from portal.domain.errors import DomainError
from portal.domain.permissions import Permission, Role
from portal.services.accounts import hash_password, normal
from portal.services.conflicts import NotFound

if TYPE_CHECKING:
    from portal.domain.calendar import CalendarYear
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.records.core import After, JobCounts, JobLine, Page

PAGE_SIZE: Final = 50
STAFF: Final = tuple(role for role in Role if role.is_staff)
AUDIT: Final = logging.getLogger("portal.audit")


class OwnAccount(DomainError):
    """An administrator may not close the own account or give up the role."""

    message_id: ClassVar[str] = "account.own"


class RoleFixed(DomainError):
    """An applicant's account never becomes a staff account, nor the other way round; facts: `role`."""

    message_id: ClassVar[str] = "account.role_fixed"


class DepartmentNeeded(DomainError):
    """An officer works for a department that exists."""

    message_id: ClassVar[str] = "account.department_needed"


class JobNotGivenUp(DomainError):
    """The job is done, or still being tried; facts: `job`."""

    message_id: ClassVar[str] = "job.not_given_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What somebody does: the role, the department of an officer and whether they lead it, the window of a clerk."""

    name: str
    role: Role
    department: str | None = None
    window: str | None = None
    is_head: bool = False  # 部门负责人: approves extensions (许可法 art. 42)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAccount:
    """A new staff account with its first password."""

    username: str
    password: str
    post: Post


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledVersion:
    """One version of a service: its digest, whether it is published for good, and whether it is the one offered."""

    service: Service
    digest: str
    is_published: bool
    is_offered: bool


def list_accounts(deps: Deps, actor: Actor, *, role: Role | None = None, after: After | None = None) -> Page[Account]:
    """Accounts of a role, or all, in the order they were made."""
    actor.require(Permission.ADMIN_ACCOUNTS)
    return deps.reads.accounts(role, after=after, size=PAGE_SIZE)


def find_account(deps: Deps, actor: Actor, username: str) -> Account | None:
    """The account with exactly this user name."""
    actor.require(Permission.ADMIN_ACCOUNTS)
    with deps.uow.read() as tx:
        return tx.users.by_username(normal(username))


def view_account(deps: Deps, actor: Actor, account_id: int) -> Account:
    """One account; raises `NotFound`."""
    actor.require(Permission.ADMIN_ACCOUNTS)
    with deps.uow.read() as tx:
        account = tx.users.get(account_id)
    if account is None:
        raise NotFound(account=account_id)
    return account


def open_account(deps: Deps, actor: Actor, command: OpenAccount) -> Account:
    """Make a staff account; raises `UsernameTaken`, `RoleFixed` for applicants, `DepartmentNeeded`."""
    actor.require(Permission.ADMIN_ACCOUNTS)
    if not command.post.role.is_staff:
        raise RoleFixed(role=command.post.role)
    account = _at_post(
        deps,
        Account(
            username=normal(command.username),
            password_hash=hash_password(command.password),
            role=command.post.role,
            name=command.post.name,
            created_at=deps.clock.now(),
        ),
        command.post,
    )
    with deps.uow.begin() as tx:
        if tx.users.by_username(account.username) is not None:
            raise UsernameTaken(username=account.username)
        added = tx.users.add(account)
    _note(actor, "opened", added.id, role=added.role, department=added.department, is_head=added.is_head)
    return added


def change_post(deps: Deps, actor: Actor, account_id: int, *, post: Post) -> Account:
    """Give a staff account another role, department, window or name."""
    if account_id == actor.user_id and post.role is not actor.role:
        raise OwnAccount
    return _change(
        deps, actor, account_id, what="changed", change=lambda account: _at_post(deps, _same_kind(account, post), post)
    )


def close_account(deps: Deps, actor: Actor, account_id: int) -> Account:
    """Nobody can sign in with the account any more, and open sessions end with their next click."""
    if account_id == actor.user_id:
        raise OwnAccount
    return _change(deps, actor, account_id, what="closed", change=lambda account: replace(account, is_active=False))


def reopen_account(deps: Deps, actor: Actor, account_id: int) -> Account:
    """The account can be used again, with the password it had."""
    return _change(deps, actor, account_id, what="reopened", change=lambda account: replace(account, is_active=True))


def reset_password(deps: Deps, actor: Actor, account_id: int, *, password: str) -> Account:
    """Set a new password and lift the lock after wrong ones."""
    actor.require(Permission.ADMIN_ACCOUNTS)
    hashed = hash_password(password)

    def change(account: Account) -> Account:
        return replace(account.after_success(), password_hash=hashed)

    return _change(deps, actor, account_id, what="password reset", change=change)


def list_jobs(deps: Deps, actor: Actor, *, given_up: bool, after: After | None = None) -> Page[JobLine]:
    """Jobs that wait, the next one first; or those that were tried too often."""
    actor.require(Permission.ADMIN_AUDIT)
    return deps.reads.job_list(given_up=given_up, after=after, size=PAGE_SIZE)


def count_jobs(deps: Deps, actor: Actor) -> JobCounts:
    """How many jobs wait, could be taken now, and were given up."""
    actor.require(Permission.ADMIN_AUDIT)
    return deps.reads.job_counts(deps.clock.now())


def revive_job(deps: Deps, actor: Actor, job_id: int) -> None:
    """A job that was given up is tried again at once; raises `JobNotGivenUp`."""
    actor.require(Permission.ADMIN_AUDIT)
    if not deps.jobs.revive(job_id, at=deps.clock.now()):
        raise JobNotGivenUp(job=job_id)
    _note(actor, "revived job", job_id)


def installed_versions(deps: Deps, actor: Actor) -> Sequence[InstalledVersion]:
    """Every version of every service, the newest of each first."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    offered = {service.key: service.version for service in deps.catalogue.all_current()}
    versions = sorted(deps.catalogue.all_versions(), key=lambda each: (each.code, each.key, -each.version))
    return tuple(
        InstalledVersion(
            service=each,
            digest=deps.catalogue.digest(each.key, each.version),
            is_published=deps.catalogue.is_published(each.key, each.version),
            is_offered=offered.get(each.key) == each.version,
        )
        for each in versions
    )


def calendar_years(deps: Deps, actor: Actor) -> Mapping[int, CalendarYear]:
    """The loaded years of the calendar; provisional ones wait for their notice."""
    actor.require(Permission.ADMIN_WORKFLOWS)
    return deps.calendar.years


def _at_post(deps: Deps, account: Account, post: Post) -> Account:
    """The account at this post; only officers have departments and only clerks windows."""
    officer, clerk = post.role is Role.OFFICER, post.role is Role.CLERK
    if officer and post.department not in deps.catalogue.departments:
        raise DepartmentNeeded
    return replace(
        account,
        name=post.name,
        role=post.role,
        department=post.department if officer else None,
        window=(post.window or None) if clerk else None,
        is_head=post.is_head and officer,
    )


def _same_kind(account: Account, post: Post) -> Account:
    if account.role.is_staff is not post.role.is_staff:
        raise RoleFixed(role=post.role)
    return account


def _change(deps: Deps, actor: Actor, account_id: int, *, what: str, change: Callable[[Account], Account]) -> Account:
    """Load, change and save one account in one transaction, then note it."""
    actor.require(Permission.ADMIN_ACCOUNTS)
    with deps.uow.begin() as tx:
        account = tx.users.get(account_id)
        if account is None:
            raise NotFound(account=account_id)
        changed = change(account)
        tx.users.save(changed)
    post = {"department": changed.department, "window": changed.window, "is_head": changed.is_head}
    _note(actor, what, account_id, role=changed.role, **post)
    return changed


def _note(actor: Actor, what: str, subject: int | None, **facts: object) -> None:
    AUDIT.info("user %s %s %s %s", actor.user_id, what, subject, facts)
