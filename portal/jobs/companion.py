"""The jobs process beside the web server: started, watched and ended with it.

Owns the child that runs `flask jobs run`, its restarts with growing pauses, and the wish of every process
here to end with its parent. Knows nothing of what the jobs are.
Refuses to leave an orphan: on Linux the kernel ends a child whose parent is gone; elsewhere the child
compares its parent with PORTAL_PARENT_PID.
"""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Final

log = logging.getLogger(__name__)

PARENT_PID: Final = "PORTAL_PARENT_PID"
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
LONG_LIFE: Final = 60.0
"""Seconds: a child that lived this long was well, and is restarted at once."""
GRACE: Final = 10.0
LOOK_AGAIN: Final = 0.5
"""Seconds between looks at the child. We look instead of waiting: the web server's master reaps every child
of the process, and a thread that waits for one of them may sleep on when it does."""
PR_SET_PDEATHSIG: Final = 1


def end_with(parent_pid: int, signal_number: signal.Signals) -> None:
    """Ask the kernel for a signal when our parent ends; if it has ended already, send it now."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
    if os.getppid() != parent_pid:
        os.kill(os.getpid(), signal_number)


def next_pause(pause: float, *, lived: float) -> float:
    """Seconds to wait before the next start: doubled after each short life, up to half a minute."""
    return FIRST_PAUSE if lived >= LONG_LIFE else min(pause * 2, LONGEST_PAUSE)


class Companion:
    """One child process that is kept alive by a thread until `stop`."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_alive, name="companion", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the child in peace, by force after ten seconds; nothing is started any more."""
        self._stopping.set()
        self._thread.join(GRACE)
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()

    def _keep_alive(self) -> None:
        pause = FIRST_PAUSE / 2
        while not self._stopping.is_set():
            started = time.monotonic()
            self._run_once()
            pause = next_pause(pause, lived=time.monotonic() - started)
            if not self._stopping.is_set():
                log.warning("jobs process ended; starting it again in %.1f s", pause)
                self._stopping.wait(pause)

    def _run_once(self) -> None:
        environment = {**os.environ, PARENT_PID: str(os.getpid())}
        try:
            self._child = subprocess.Popen(  # noqa: S603 - the command is our own
                self._command, env=environment, stdin=subprocess.DEVNULL
            )
        except OSError:
            log.exception("jobs process could not be started")
            return
        while self._child.poll() is None and not self._stopping.wait(LOOK_AGAIN):
            pass
