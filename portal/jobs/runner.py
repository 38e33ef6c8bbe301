"""The loop of the jobs process: do what is due, then look again shortly.

Owns polling, ending in peace, and ending with the web server beside it. What a job does is
`portal.services.work`. Refuses to go on when its parent is gone, so no orphan keeps working.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from typing import TYPE_CHECKING, Final

from portal.jobs.companion import PARENT_PID
from portal.services import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import FrameType

    from portal.services.deps import Deps

#: Seconds between looks at a queue that had work a moment ago; one look costs an index probe.
POLL: Final = 0.02
#: Seconds between looks at a queue that has been empty for LOOKS looks: an idle portal should cost nothing.
LAZY_POLL: Final = 0.06
LOOKS: Final = 50


def run(deps: Deps, *, stop: threading.Event, idle: Callable[[float], object]) -> None:
    """Work until ``stop`` is set; ``idle`` waits so many seconds when nothing is due."""
    empty = 0
    while not stop.is_set():
        empty = 0 if work.do_next(deps) else empty + 1
        if empty:
            idle(POLL if empty < LOOKS else LAZY_POLL)


def run_until_idle(deps: Deps, *, at_most: int = 100_000) -> int:
    """Do everything that is due now; answers how many jobs were done."""
    done = 0
    while done < at_most and work.do_next(deps):
        done += 1
    return done


def run_forever(deps: Deps) -> None:
    """Work until SIGTERM or SIGINT, or until the parent named by PORTAL_PARENT_PID is gone."""
    stop = threading.Event()
    parent = os.environ.get(PARENT_PID)

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    def idle(seconds: float) -> None:
        if parent is not None and os.getppid() != int(parent):
            stop.set()
        stop.wait(seconds)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    run(deps, stop=stop, idle=idle)


def use_scratch(folder: Path) -> None:
    """Empty the scratch folder and make it TMPDIR: a killed rendering leaves its files there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TMPDIR"] = str(folder)
    tempfile.tempdir = None
