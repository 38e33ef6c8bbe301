"""Gunicorn's settings: two workers of four threads (measured), and the jobs process beside them.

Owns the life of the processes of one server: workers and jobs end when the master is gone, however it went,
so that the port is free again within a second. Owns too where the audit log goes: var/audit.log, one line a change.
Refuses to load the application in the master: a fork must not inherit database connections.
"""

import logging
import os
import signal
import sys
from logging.handlers import WatchedFileHandler
from pathlib import Path
from typing import Any

from portal.jobs.companion import Companion, end_with

bind = f"127.0.0.1:{os.environ.get('PORT') or '8000'}"
worker_class = "gthread"
workers = int(os.environ.get("PORTAL_WORKERS") or "2")
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5
preload_app = False
control_socket_disable = True
proc_name = "enterprise-service-portal"
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeats must not wait for a disk
loglevel = os.environ.get("PORTAL_LOG_LEVEL") or "info"

jobs = Companion([str(Path(sys.executable).with_name("flask")), "jobs", "run"])


def on_starting(_server: Any) -> None:
    """End with `make run` when that is what started us."""
    starter = os.environ.pop("PORTAL_STARTER_PID", None)
    if starter:
        end_with(int(starter), signal.SIGTERM)


def when_ready(_server: Any) -> None:
    jobs.start()


def post_fork(_server: Any, worker: Any) -> None:
    """A worker whose master was killed ends at once: it would keep the port."""
    end_with(worker.ppid, signal.SIGKILL)


def post_worker_init(worker: Any) -> None:
    """A server does not start on definitions with errors; the message lists them all."""
    container = worker.wsgi.extensions["portal"]
    keep_audit(container.settings.var)
    container.deps.catalogue.contents  # noqa: B018 - reading is what is wanted


def keep_audit(folder: Path) -> None:
    """Append what "portal.audit" notes to a file that outlives the server and may be rotated."""
    kept = WatchedFileHandler(folder / "audit.log", encoding="utf-8")
    kept.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    audit = logging.getLogger("portal.audit")
    audit.setLevel(logging.INFO)
    audit.addHandler(kept)


def on_exit(_server: Any) -> None:
    jobs.stop()
