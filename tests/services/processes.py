"""Use cases in processes of their own, as several workers and a finance bureau run them, on the database of a test.

Owns starting them in the same instant, what each answers, and ending one with SIGKILL at the place where it stands
still. A process builds everything anew from the address of the database: nothing is shared but that.
"""

from __future__ import annotations

import multiprocessing
import pkgutil
import signal
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from portal.definitions.catalogue import load_catalogue
from portal.domain.errors import DomainError
from portal.persistence.engine import DatabaseBusy
from tests.factories.definitions import WORKFLOWS, scratch
from tests.factories.money import CLAIM, Funded
from tests.services.conftest import HandClock, deps_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from portal.domain.policies.policy import Policy
    from portal.services.deps import Deps

Act = Callable[["Deps"], object]
DONE: Final = "done"
PATIENCE: Final = 240.0
TRIES: Final = 5
HERE: Final = "here"

#: A server that has imported everything once and forks: children come at once and inherit no connection.
PROCESSES: Final = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.services.processes", "portal.container"])


@dataclass(frozen=True, slots=True)
class Place:
    """What a process must know: the database, its folder, the time; with a policy the sample award alone has it."""

    url: str
    folder: Path
    instant: datetime
    policy: Policy | None = None

    @contextmanager
    def deps(self, name: str) -> Iterator[Deps]:
        """The use cases of one process."""
        own = self.folder / name
        own.mkdir(parents=True)
        catalogue = load_catalogue(WORKFLOWS if self.policy is None else scratch(own, CLAIM))
        with deps_on(self.url, catalogue, HandClock(self.instant), folder=self.folder) as deps:
            funded: Any = deps.catalogue if self.policy is None else Funded(deps.catalogue, self.policy)
            yield replace(deps, catalogue=funded)


def at_once(place: Place, *acts: Act) -> list[str]:
    """What each act answers when all begin together, each in a process: `DONE`, or the message of its refusal."""
    barrier = PROCESSES.Barrier(len(acts), timeout=PATIENCE)
    begun = [_begin(_run, place, str(number), (act, barrier)) for number, act in enumerate(acts)]
    answers = [_answer(pipe) for _, pipe in begun]
    for process, _ in begun:
        process.join(PATIENCE)
    return answers


def killed_at(place: Place, act: Act, *, stop: str, times: int = 1) -> None:
    """Run the act until it has passed ``stop`` (module.name) so many times, then SIGKILL."""
    process, pipe = _begin(_run_until, place, f"killed-{stop}-{times}", (act, stop, times))
    assert _answer(pipe) == HERE
    assert process.pid is not None
    process.kill()
    process.join(PATIENCE)
    assert process.exitcode == -signal.SIGKILL


def _begin(target: Callable[..., None], place: Place, name: str, given: tuple[Any, ...]) -> tuple[Any, Connection]:
    ours, theirs = PROCESSES.Pipe(duplex=False)
    folder = f"{name}-{len(list(place.folder.iterdir())) if place.folder.is_dir() else 0}"
    process = PROCESSES.Process(target=target, args=(place, folder, theirs, *given), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _answer(pipe: Connection) -> str:
    assert pipe.poll(PATIENCE), "a process does not answer"
    return str(pipe.recv())


def _run(place: Place, name: str, pipe: Connection, act: Act, barrier: Barrier) -> None:
    with place.deps(name) as deps:
        barrier.wait()
        try:
            _patiently(deps, act)
        except DomainError as refused:
            pipe.send(refused.message_id)
        except Exception as failed:  # noqa: BLE001 - the test must see whatever it was
            pipe.send(repr(failed))
        else:
            pipe.send(DONE)


def _patiently(deps: Deps, act: Act) -> None:
    """Whoever is told that the database is busy tries again; nothing of the act is stored by then."""
    for _ in range(TRIES):
        try:
            act(deps)
        except DatabaseBusy:
            continue
        return
    raise DatabaseBusy(TRIES)


def _run_until(place: Place, name: str, pipe: Connection, act: Act, stop: str, times: int) -> None:
    with place.deps(name) as deps, _standing_still(pipe, stop, times):
        act(deps)
        pipe.send(DONE)


@contextmanager
def _standing_still(pipe: Connection, stop: str, times: int) -> Iterator[None]:
    """The process says that it is there, and goes no further."""
    module, _, name = stop.rpartition(".")
    owner: Any = _found(module)
    original, passed = getattr(owner, name), 0

    def then_stop(*given: Any, **named: Any) -> Any:
        nonlocal passed
        answer = original(*given, **named)
        passed += 1
        if passed == times:
            pipe.send(HERE)
            signal.pause()
        return answer

    with patch.object(owner, name, then_stop):
        yield


def _found(path: str) -> object:
    """A module, or a class in one."""
    return pkgutil.resolve_name(path)
