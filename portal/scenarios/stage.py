"""A county of its own for every scenario: an empty database, a clock set by hand, people for every role.

Owns the temporary folder and the migrated database that every scenario gets a copy of, and the passing of time:
timers fire in order, each at its own instant. Refuses a clock that goes back. Documents are numbered and stored as
content; no PDF is made.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from portal.container import build_container
from portal.domain.accounts import Account
from portal.domain.funds.budgets import BudgetName
from portal.domain.permissions import FINANCE, Role
from portal.scenarios.people import Inventions
from portal.services import work
from portal.services.money import budgets
from portal.settings import Environment, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from portal.domain.calendar import WorkCalendar
    from portal.domain.documents import DocumentContent
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps
    from portal.services.ports.definitions import Catalogue

FAST: Final = Path("/dev/shm")  # noqa: S108 - a folder in memory where there is one; its files are ours alone
LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
NOBODY_SIGNS_IN: Final = "!"
JOBS_AT_ONCE: Final = 10_000
PLENTY: Final = Decimal(1_000_000_000)
PLAYED: Final = "情景演练"


class HandClock:
    """A clock that is set by hand and never goes back."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant


@dataclass(frozen=True, slots=True)
class MemoryStore:
    """Files by their SHA-256, gone with the scenario."""

    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        self.files[digest] = data
        return digest

    def open(self, sha256: str) -> BinaryIO:
        if sha256 not in self.files:
            raise FileNotFoundError(sha256)
        return BytesIO(self.files[sha256])

    def ready(self) -> bool:
        return True


class NoPrinter:
    """Stands for the printing office: the bytes name what would be printed."""

    def render(self, content: DocumentContent, *, locale: str = "zh") -> bytes:
        return f"%PDF-1.4 {locale} {content.number}".encode()


class FixedChance:
    """Numbers and codes of documents, the same at every run."""

    def __init__(self) -> None:
        self._source = Random(360823)  # noqa: S311 - nothing here is a secret

    def token(self, length: int) -> str:
        return "".join(self._source.choices(LETTERS, k=length))

    def bytes(self, count: int) -> bytes:
        return self._source.randbytes(count)

    def below(self, bound: int) -> int:
        return self._source.randrange(bound)


class Offering:
    """The catalogue with one version offered to new filings, whatever is in force; all else is as it is."""

    def __init__(self, catalogue: Catalogue, tried: Service) -> None:
        self._catalogue, self._tried = catalogue, tried
        self.withdrawals = ()  # what is tried is offered, whatever stands in the list of withdrawn services

    def current(self, key: str) -> Service:
        return self._tried if key == self._tried.key else self._catalogue.current(key)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._catalogue, name)


@dataclass(slots=True)
class Cast:
    """The county's people, each made when first needed."""

    deps: Deps
    inventions: Inventions
    actors: dict[tuple[str, ...], Actor] = field(default_factory=dict)

    def applicant(self, name: str | None = None) -> Actor:
        """The owner of the case, or somebody else by name."""
        return self._actor(("applicant", name or ""), Role.APPLICANT, name=name, with_number=True)

    def clerk(self) -> Actor:
        return self._actor(("clerk",), Role.CLERK, window="综合窗口")

    def officer(self, department: str) -> Actor:
        return self._actor(("officer", department), Role.OFFICER, department=department)

    def head(self, department: str) -> Actor:
        return self._actor(("head", department), Role.OFFICER, department=department, is_head=True)

    def manager(self) -> Actor:
        return self._actor(("manager",), Role.MANAGER)

    def admin(self) -> Actor:
        return self._actor(("admin",), Role.ADMIN)

    def _actor(
        self,
        key: tuple[str, ...],
        role: Role,
        *,
        name: str | None = None,
        with_number: bool = False,
        department: str | None = None,
        window: str | None = None,
        is_head: bool = False,
    ) -> Actor:
        if key not in self.actors:
            account = Account(
                username="-".join((*key, str(len(self.actors)))),
                password_hash=NOBODY_SIGNS_IN,
                role=role,
                name=name or self.inventions.name(),
                id_number=self.inventions.person_id() if with_number else None,
                mobile=self.inventions.mobile(),
                department=department,
                window=window,
                is_head=is_head,
                created_at=self.deps.clock.now(),
            )
            with self.deps.uow.begin() as tx:
                self.actors[key] = tx.users.add(account).actor()
        return self.actors[key]


@dataclass(frozen=True, slots=True)
class Stage:
    """Where one scenario is played."""

    deps: Deps
    clock: HandClock
    cast: Cast
    inventions: Inventions

    def advance(self, instant: datetime) -> None:
        """Let time pass up to this instant; whatever falls due on the way is done at its own moment."""
        while (due := self._next_due()) is not None and due <= instant:
            self.clock.instant = max(self.clock.instant, due)
            self._do_due()
        self.clock.instant = instant

    def next_due(self) -> datetime | None:
        """When the next timer fires; none when nothing waits."""
        self.advance(self.clock.instant)
        return self._next_due()

    def _next_due(self) -> datetime | None:
        waiting = self.deps.reads.job_list(given_up=False, after=None, size=1).rows
        return waiting[0].claimable_at if waiting else None

    def _do_due(self) -> None:
        for _ in range(JOBS_AT_ONCE):
            job = self.deps.jobs.claim(self.clock.now(), lease_seconds=work.LEASE_SECONDS)
            if job is None:
                return
            work.do(self.deps, job)


@dataclass(frozen=True, slots=True)
class Theatre:
    """A folder with a migrated database, and the catalogue that is tried."""

    folder: Path
    settings: Settings
    catalogue: Catalogue
    calendar: WorkCalendar

    @contextmanager
    def stage(self, start: datetime, tried: Service) -> Iterator[Stage]:
        """A county where nothing has happened yet, and where this version is offered."""
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            database = Path(name) / "portal.db"
            shutil.copyfile(self.folder / "template.db", database)
            clock = HandClock(start)
            settings = replace(self.settings, var=Path(name), database_url=f"sqlite:///{database}")
            container = build_container(settings, clock=clock)
            deps = replace(
                container.deps,
                catalogue=cast("Catalogue", Offering(self.catalogue, tried)),
                uploads=MemoryStore(),
                documents=MemoryStore(),
                renderer=NoPrinter(),
                random=FixedChance(),
            )
            inventions = Inventions()
            give_money(deps, tried)
            try:
                yield Stage(deps, clock, Cast(deps, inventions), inventions)
            finally:
                container.close()


def give_money(deps: Deps, tried: Service) -> None:
    """The pool of a policy holds plenty in the year of the scenario and the next, so that no award has to wait."""
    if tried.policy is None:
        return
    year = deps.calendar.local_date(deps.clock.now()).year
    with deps.uow.begin() as tx:
        treasurer = tx.users.add(
            Account(
                username="treasurer",
                password_hash=NOBODY_SIGNS_IN,
                role=Role.OFFICER,
                name="出纳",
                department=FINANCE,
                created_at=deps.clock.now(),
            )
        ).actor()
    for one in (year, year + 1):
        budgets.add_money(deps, treasurer, BudgetName(tried.policy.pool, one), amount=PLENTY, reason=PLAYED)


@contextmanager
def open_theatre(workflows: Path, catalogue: Catalogue) -> Iterator[Theatre]:
    """A folder in memory where there is one, gone afterwards; `workflows` holds the calendars."""
    with tempfile.TemporaryDirectory(prefix="portal-scenarios-", dir=FAST if FAST.is_dir() else None) as name:
        folder = Path(name)
        settings = Settings(
            environment=Environment.TEST,
            secret_key=NOBODY_SIGNS_IN,
            var=folder,
            database_url=f"sqlite:///{folder / 'template.db'}",
            base_url="http://scenario.invalid",
            workflows=workflows,
        )
        container = build_container(settings)
        container.upkeep.upgrade()
        container.close()
        yield Theatre(folder, settings, catalogue, container.deps.calendar)
