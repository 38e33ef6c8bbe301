"""Filling an empty portal: accounts for every role and a year of cases up to now."""

from __future__ import annotations

import json
import random
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.demo.invention import Invention, Person
from portal.demo.sample import sample_pdf
from portal.demo.story import Cast, SetClock, Story, with_clock
from portal.domain.accounts import Account
from portal.domain.permissions import Role
from portal.services.accounts import hash_password

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from portal.domain.permissions import Actor
    from portal.domain.workflow import Service
    from portal.services.deps import Deps

PASSWORD: Final = "Xiajiang-2026"  # noqa: S105 - printed for everybody to try the demo
CASES: Final = 240
RECENT: Final = 70
LATELY: Final = 8.0
YEAR: Final = timedelta(days=365)
SLOW: Final = 0.09
SLOW_LATELY: Final = 0.3
WEIGHTS: Final = {"enterprise-opening": 3, "public-place-hygiene": 1}


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
    """Make accounts and cases; answers how many cases. ValueError when there are users."""
    if not is_empty(deps):
        message = "the database has users; demo data is only made in an empty one"
        raise ValueError(message)
    source = random.Random(20261121)  # noqa: S311 - invented data must be the same each time
    invention = Invention(source)
    accounts, cast, owners = _make_accounts(deps, invention)
    _write(accounts_file, accounts)  # now, not last: whoever interrupts the rest must still be able to sign in
    now = deps.clock.now()
    clock = SetClock(now)
    told = with_clock(deps, clock)
    for filed_at in _filing_moments(source, now, cases):
        lately = now - filed_at < timedelta(days=LATELY)
        slow = source.random() < (SLOW_LATELY if lately else SLOW)
        pace = source.uniform(6, 14) if slow else source.uniform(0.4, 1.2)
        story = Story(told, clock, invention, cast, now, pace, sample_pdf())
        owner, person = source.choice(owners)
        story.live(owner, person, _service(deps, source), filed_at=filed_at)
    return cases


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


def _make_accounts(deps: Deps, invention: Invention) -> tuple[list[DemoAccount], Cast, list[tuple[Actor, Person]]]:
    password_hash = hash_password(PASSWORD)
    accounts: list[DemoAccount] = []

    def make(username: str, role: Role, department: str | None = None) -> tuple[Actor, Person]:
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
        )
        with deps.uow.begin() as tx:
            actor = tx.users.add(account).actor()
        accounts.append(DemoAccount(username, PASSWORD, role.value, person.name, department))
        return actor, person

    owners = [make("owner", Role.APPLICANT)]
    owners += [make(f"owner{number}", Role.APPLICANT) for number in range(2, 25)]
    clerks = tuple(make(f"clerk{number}", Role.CLERK)[0] for number in (1, 2))
    officers = {
        department.key: make(f"officer-{department.key}", Role.OFFICER, department.key)[0]
        for department in deps.catalogue.departments.values()
    }
    make("manager", Role.MANAGER)
    make("admin", Role.ADMIN)
    shown = [account for account in accounts if not account.username.startswith("owner") or account.username == "owner"]
    return shown, Cast(clerks, officers), owners


def _write(path: Path, accounts: list[DemoAccount]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
