"""Filling an empty portal: accounts for every role and a year of cases up to now."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.demo import economy
from portal.demo.invention import Invention
from portal.demo.plots import PLOTS
from portal.demo.plots.plot import perform
from portal.demo.story import Story
from portal.demo.world import Cast, Owner, world_of
from portal.domain.accounts import Account
from portal.domain.permissions import Role
from portal.services.accounts import hash_password

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from portal.demo.plots.plot import Plot
    from portal.demo.world import World
    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps

PASSWORD: Final = "Xiajiang-2026"  # noqa: S105 - printed for everybody to try the demo
CASES: Final = 240
RECENT: Final = 60
LATELY: Final = 8.0
YEAR: Final = timedelta(days=365)
SLOW: Final = 0.09
SLOW_LATELY: Final = 0.3
WEIGHTS: Final = {"enterprise-opening": 6, "public-place-hygiene": 2, "origin-certificate": 1}
HEADS: Final = ("market-regulation", "health", "industry", "commerce", "science")
ECONOMY: Final = 120


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What a visitor needs to sign in; kept in var/demo-accounts.json."""

    username: str
    password: str
    role: str
    name: str
    department: str | None = None


def is_empty(deps: Deps) -> bool:
    """Whether nobody has an account yet."""
    with deps.uow.read() as tx:
        return not tx.users.any()


def seed(deps: Deps, *, accounts_file: Path, cases: int = CASES) -> int:
    """Make accounts and so many cases; answers how many. ValueError when there are users.

    A county that is large enough has a case for every incident of `portal.demo.plots` among them.
    """
    if not is_empty(deps):
        message = "the database has users; demo data is only made in an empty one"
        raise ValueError(message)
    source = random.Random(20261121)  # noqa: S311 - invented data must be the same each time
    invention = Invention(source)
    accounts, cast = _make_accounts(deps, invention)
    _write(accounts_file, accounts)  # now, not last: whoever interrupts the rest must still be able to sign in
    world = world_of(deps, invention=invention, cast=cast)
    plots = PLOTS if cases >= len(PLOTS) else ()
    existing = economy.settle(world, since=world.before(ECONOMY, 9.5))
    _tell(plots, world)
    for filed_at in _filing_moments(source, world.end, cases - len(plots)):
        lately = world.end - filed_at < timedelta(days=LATELY)
        slow = source.random() < (SLOW_LATELY if lately else SLOW)
        world.clock.moment = filed_at
        story = Story(world, source.uniform(6, 14) if slow else source.uniform(0.4, 1.2))
        story.live(source.choice(cast.owners), _service(deps, source))
    economy.announce(world, existing, on=world.before(2, 10))
    return cases


def _tell(plots: tuple[Plot, ...], world: World) -> None:
    """The plots, each with an owner; one after the other, so that nobody has the same trouble twice."""
    first, *others = world.cast.owners
    for number, plot in enumerate(plots):
        owner = first if plot.mine else others[number % len(others)]
        perform(plot, world, owner=owner, service=world.deps.catalogue.current(plot.service))


def _service(deps: Deps, source: random.Random) -> Service:
    keys = [service.key for service in deps.catalogue.all_current() if service.key in WEIGHTS]
    chosen = source.choices(keys, [WEIGHTS[key] for key in keys])[0]
    return deps.catalogue.current(chosen)


def _filing_moments(source: random.Random, now: datetime, cases: int) -> Iterator[datetime]:
    """Spread over the year, denser in the last days, at hours when people file."""
    recent = min(RECENT, cases // 3)
    ages = sorted(
        [source.uniform(LATELY, YEAR.days) for _ in range(cases - recent)]
        + [source.uniform(0.02, LATELY) for _ in range(recent)],
        reverse=True,
    )
    for age in ages:
        moment = now - timedelta(days=age)
        yield min(moment.replace(hour=source.randrange(0, 14), minute=source.randrange(60)), now)


def _make_accounts(deps: Deps, invention: Invention) -> tuple[list[DemoAccount], Cast]:
    password_hash = hash_password(PASSWORD)
    accounts: list[DemoAccount] = []

    def make(username: str, role: Role, department: str | None = None, *, is_head: bool = False) -> Owner:
        person = invention.person()
        account = Account(
            username=username,
            password_hash=password_hash,
            role=role,
            name=person.name,
            id_number=person.id_number if role is Role.APPLICANT else None,
            mobile=person.mobile,
            department=department,
            window="综合窗口" if role is Role.CLERK else None,
            created_at=deps.clock.now() - YEAR,
            is_head=is_head,
        )
        with deps.uow.begin() as tx:
            actor = tx.users.add(account).actor()
        accounts.append(DemoAccount(username, PASSWORD, role.value, person.name, department))
        return Owner(actor, person)

    def officers(start: str, departments: Iterable[str], *, is_head: bool = False) -> dict[str, Actor]:
        return {key: make(f"{start}-{key}", Role.OFFICER, key, is_head=is_head).actor for key in departments}

    owners = [make("owner", Role.APPLICANT)]
    owners += [make(f"owner{number}", Role.APPLICANT) for number in range(2, 25)]
    cast = Cast(
        owners=tuple(owners),
        clerks=tuple(make(f"clerk{number}", Role.CLERK).actor for number in (1, 2)),
        officers=officers("officer", deps.catalogue.departments),
        heads=officers("head", HEADS, is_head=True),
        manager=make("manager", Role.MANAGER).actor,
    )
    make("admin", Role.ADMIN)
    shown = [account for account in accounts if not account.username.startswith("owner") or account.username == "owner"]
    return shown, cast


def _write(path: Path, accounts: list[DemoAccount]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
