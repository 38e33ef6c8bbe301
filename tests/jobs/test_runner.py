"""The loop of the jobs process: it looks again soon, then less often, and ends in peace."""

from __future__ import annotations

import tempfile
import threading
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from portal.jobs import runner

if TYPE_CHECKING:
    from pathlib import Path

    from portal.services.deps import Deps


def idle_deps() -> tuple[Deps, list[datetime]]:
    """Dependencies whose queue is always empty, and when it was looked at."""
    looks: list[datetime] = []
    now = datetime(2026, 9, 24, 2, tzinfo=UTC)
    jobs = SimpleNamespace(claim=lambda at, **_lease: looks.append(at))
    return cast("Deps", SimpleNamespace(jobs=jobs, clock=SimpleNamespace(now=lambda: now))), looks


def test_an_empty_queue_is_looked_at_less_and_less_until_told_to_stop() -> None:
    deps, looks = idle_deps()
    stop, waits = threading.Event(), list[float]()

    def idle(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2 * runner.LOOKS:
            stop.set()

    runner.run(deps, stop=stop, idle=idle)
    assert len(looks) == len(waits)
    assert waits[0] == runner.POLL
    assert waits[-1] == runner.LAZY_POLL
    assert waits == sorted(waits)


def test_a_scratch_folder_is_emptied_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    left_over = tmp_path / "jobs" / "weasyprint-left"
    left_over.mkdir(parents=True)
    runner.use_scratch(tmp_path / "jobs")
    assert not left_over.exists()
    assert tempfile.gettempdir() == str(tmp_path / "jobs")
