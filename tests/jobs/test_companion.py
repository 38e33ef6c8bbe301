"""The jobs process is kept alive beside the web server and ends with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.jobs.companion import FIRST_PAUSE, LONG_LIFE, LONGEST_PAUSE, Companion, next_pause

SAY_PID_AND_STAY = 'echo $$ > "$0"; exec sleep 60'


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A named pipe: reading waits for the child to write, so no test sleeps."""
    path = tmp_path / "pid"
    os.mkfifo(path)
    return path


@pytest.fixture
def companion(pipe: Path) -> Iterator[Companion]:
    made = Companion(["/bin/sh", "-c", SAY_PID_AND_STAY, str(pipe)])
    made.start()
    yield made
    made.stop()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_pauses_double_up_to_half_a_minute() -> None:
    assert next_pause(FIRST_PAUSE, lived=1) == FIRST_PAUSE * 2
    assert next_pause(LONGEST_PAUSE, lived=1) == LONGEST_PAUSE


def test_a_child_that_lived_long_is_restarted_at_once() -> None:
    assert next_pause(LONGEST_PAUSE, lived=LONG_LIFE) == FIRST_PAUSE


def test_a_killed_child_is_started_again(companion: Companion, pipe: Path) -> None:
    first = int(pipe.read_text())
    os.kill(first, signal.SIGKILL)
    second = int(pipe.read_text())
    assert second != first
    assert is_alive(second)


def test_the_child_ends_when_it_is_stopped(companion: Companion, pipe: Path) -> None:
    child = int(pipe.read_text())
    companion.stop()
    assert not is_alive(child)


def test_a_program_that_is_not_there_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    missing = Companion(["/nowhere/flask"])
    missing._run_once()
    assert "could not be started" in caplog.text


def test_a_process_whose_parent_is_gone_ends_itself() -> None:
    code = "import signal; from portal.jobs.companion import end_with; end_with(1 << 21, signal.SIGKILL)"
    ended = subprocess.run([sys.executable, "-c", code], check=False)
    assert ended.returncode == -signal.SIGKILL
