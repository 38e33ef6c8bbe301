"""The clerk's queue page, whole: session, permissions, queries, template – against the same page without a database.

The floor serves the very same application whose reads were remembered from a first call, so that everything but the
database is done again each time.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from flask.testing import FlaskClient

from bench import Ratio
from portal.app import create_app
from portal.container import Container, build_container
from portal.demo import seed
from portal.domain.permissions import Role
from portal.persistence import migrations
from portal.settings import Environment, Settings
from portal.web.common.identity import SignedIn

CASES: Final = 150
ROUNDS: Final = 300
WARM: Final = 20
TARGET: Final = 2.0
ADDRESS: Final = "/counter/"


class FixedClock:
    """Both sides ask at the same instant, so that the same answers are remembered."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant


class Remembered:
    """Stands before an object and answers each call a second time from memory."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._answers: dict[Any, Any] = {}
        self._parts: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        if name not in self._parts:
            part = getattr(self._inner, name)
            self._parts[name] = self._calling(name, part) if callable(part) else Remembered(part)
        return self._parts[name]

    def _calling(self, name: str, call: Any) -> Any:
        def answer(*given: Any, **named: Any) -> Any:
            key = (name, given, tuple(sorted(named.items())))
            if key not in self._answers:
                self._answers[key] = call(*given, **named)
            return self._answers[key]

        return answer


class RememberedReading:
    """A unit of work whose reading transactions are one remembered transaction, open to the end."""

    def __init__(self, inner: Any, until: ExitStack) -> None:
        self._transaction = Remembered(until.enter_context(inner.read()))

    @contextmanager
    def read(self) -> Iterator[Any]:
        yield self._transaction


def run() -> list[Ratio]:
    """The ratio of the two pages, measured in turn."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as until:
        container = seeded(Path(folder))
        deps = container.deps
        remembered = replace(deps, reads=Remembered(deps.reads), uow=RememberedReading(deps.uow, until))  # type: ignore[arg-type]  # stands in
        ours, floor = clerk_of(container), clerk_of(replace(container, deps=remembered), like=container)
        for _ in range(WARM):
            took(ours), took(floor)
        pairs = [(took(ours), took(floor)) for _ in range(ROUNDS)]
        until.close()
        container.close()
    ours_ms, floor_ms = (1000 * statistics.median(side) for side in zip(*pairs, strict=True))
    name = "queue page, against the same page without a database"
    return [Ratio.at_most(name, ours=ours_ms, floor=floor_ms, unit="ms", target=TARGET)]


def seeded(var: Path) -> Container:
    """A portal of its own with a small demo county."""
    settings = Settings(
        environment=Environment.TEST,
        secret_key="for measuring",  # noqa: S106 - it protects nothing
        var=var,
        database_url=f"sqlite:///{var / 'portal.db'}",
        base_url="http://localhost",
    )
    migrations.upgrade(settings.database_url)
    container = build_container(settings)
    seed.seed(container.deps, accounts_file=var / "accounts.json", cases=CASES)
    return replace(container, deps=replace(container.deps, clock=FixedClock(datetime.now(UTC))))


def clerk_of(container: Container, *, like: Container | None = None) -> FlaskClient:
    """A browser that is signed in as a clerk."""
    app = create_app(container=container)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    client = app.test_client()
    deps = (like or container).deps
    with deps.uow.read() as tx:
        clerk = tx.users.with_role(Role.CLERK)[0]
    with client.session_transaction() as session:
        session["_user_id"] = SignedIn(clerk).get_id()
        session["_fresh"] = True
        session["seen"] = int(deps.clock.now().timestamp())
    return client


def took(client: FlaskClient) -> float:
    """Seconds for one page."""
    began = time.perf_counter()
    answer = client.get(ADDRESS)
    spent = time.perf_counter() - began
    if answer.status_code != 200:  # noqa: PLR2004 - the one number everybody knows
        message = f"{ADDRESS} answered {answer.status}"
        raise RuntimeError(message)
    return spent
