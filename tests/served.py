"""A portal served the way `make run` serves it: processes of its own, a free port, data in a temporary folder.

Owns the life of those processes and the way tests look behind them (`deps` on the same database).
Refuses to end anything it did not start: every server is the leader of a process group of its own.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import httpx

from portal.container import build_container
from portal.demo.seed import seed
from portal.persistence.migrations import upgrade
from portal.settings import Environment, Settings
from scripts.drive.company import demo_accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from portal.container import Container

T = TypeVar("T")

ROOT: Final = Path(__file__).resolve().parents[1]
BIN: Final = Path(sys.executable).parent
FONTS: Final = ROOT / "var" / "fonts"
HOST: Final = "127.0.0.1"
PATIENCE: Final = 60.0
LOOK_AGAIN: Final = 0.05


def until(found: Callable[[], T], *, within: float = PATIENCE, what: str = "") -> T:
    """What is found as soon as it is true; AssertionError when it is not within so many seconds."""
    give_up = time.monotonic() + within
    pause = threading.Event()
    while not (answer := found()):
        assert time.monotonic() < give_up, f"not within {within:.0f} s: {what or found}"
        pause.wait(LOOK_AGAIN)
    return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Served:
    """One portal: its data, its address, and the processes that serve it now."""

    var: Path
    port: int = field(default_factory=free_port)
    workers: int = 1
    process: subprocess.Popen[bytes] | None = None

    @property
    def base(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def url(self) -> str:
        """The address of the database."""
        return f"sqlite:///{self.var / 'portal.db'}"

    @property
    def environment(self) -> dict[str, str]:
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
        return {
            **plain,
            "PORT": str(self.port),
            "PORTAL_VAR": str(self.var),
            "PORTAL_WORKERS": str(self.workers),
            "PORTAL_LOG_LEVEL": "warning",
        }

    def start(self, *, largest_file: int | None = None) -> None:
        """Serve, and wait until it answers; `largest_file` is the most bytes a process may write into one file."""

        def limit() -> None:
            if largest_file is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))

        command = [str(BIN / "gunicorn"), "--config", "gunicorn.conf.py", "wsgi:app"]
        self._launch(command, {"PORTAL_STARTER_PID": str(os.getpid())}, limit)

    def start_as_people_do(self) -> None:
        """The last step of `make run`: it looks for data and waits for the port itself."""
        self._launch([sys.executable, "-m", "scripts.serve"], {})

    def _launch(self, command: list[str], more: dict[str, str], before: Callable[[], None] | None = None) -> None:
        with (self.var / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**self.environment, **more},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=before,  # noqa: PLW1509 - no thread of ours holds a lock that the limits need
            )
        until(self.answers, what=f"the portal answers\n{self.log}")

    def answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"the server ended:\n{self.log}"
        try:
            return httpx.get(f"{self.base}/readyz", timeout=10).is_success
        except httpx.TransportError:
            return False

    @property
    def log(self) -> str:
        path = self.var / "server.log"
        return path.read_text(encoding="utf-8", errors="replace")[-4000:] if path.is_file() else ""

    def kill(self) -> None:
        """SIGKILL for everything at once, as when the power goes."""
        self._end(signal.SIGKILL)

    def kill_master(self) -> None:
        """SIGKILL for the first process only; the others must end by themselves."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None:
            self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        assert self.process is not None
        group = self.process.pid
        os.killpg(group, how)
        self.process.wait(PATIENCE)
        self.process = None
        until(lambda: not is_group_alive(group), what="all its processes end")

    def flask(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A `flask …` command on this portal's data."""
        return subprocess.run(
            [str(BIN / "flask"), *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )

    @contextmanager
    def behind(self) -> Iterator[Container]:
        """The use cases on the same data, from this process."""
        settings = Settings(
            environment=Environment.TEST,
            secret_key="for tests",
            var=self.var,
            database_url=self.url,
            base_url=self.base,
        )
        container = build_container(settings)
        try:
            yield container
        finally:
            container.close()

    def accounts(self) -> dict[str, dict[str, str]]:
        """The demo accounts by user name."""
        return {account["username"]: account for account in demo_accounts(self.var / "demo-accounts.json")}


def is_group_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def prepare(var: Path, *, cases: int) -> Served:
    """A migrated database with the demo accounts and so many cases; nothing runs yet."""
    var.mkdir(parents=True, exist_ok=True)
    if FONTS.is_dir():
        (var / "fonts").symlink_to(FONTS)
    portal = Served(var)
    upgrade(portal.url)
    with portal.behind() as container:
        seed(container.deps, accounts_file=var / "demo-accounts.json", cases=cases)
    return portal


@contextmanager
def serving(portal: Served) -> Iterator[Served]:
    """Started now unless it runs, stopped at the end whatever happened in between."""
    if portal.process is None:
        portal.start()
    try:
        yield portal
    finally:
        portal.stop()
