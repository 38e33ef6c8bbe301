"""The last step of `make run`: demo data on the first start, a word to the person, then gunicorn in our place.

Owns what is printed at the start and the check that the port is free.
Refuses to start on a port that somebody else keeps for more than five seconds.
"""

import json
import os
import socket
import subprocess
import sys
import time
from typing import Final, NoReturn

from scripts.setup import VAR
from scripts.stamps import ROOT, VENV
from scripts.system import NotReady

HOST: Final = "127.0.0.1"
PATIENCE: Final = 5.0
PAUSE: Final = 0.1
ACCOUNTS: Final = VAR / "demo-accounts.json"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def wait_for(port: int) -> None:
    """A server that was killed a moment ago lets go of its port within seconds."""
    give_up = time.monotonic() + PATIENCE
    while not is_free(port):
        if time.monotonic() > give_up:
            raise NotReady(f"Port {port} is taken by another program. Choose another: PORT={port + 1} make run")
        time.sleep(PAUSE)


def seed() -> None:
    """Fill an empty database with the demo county; a database with users is left alone."""
    done = subprocess.run([str(VENV / "bin" / "flask"), "demo", "seed", "--if-empty"], cwd=ROOT, check=False)
    if done.returncode:
        raise NotReady("The demo data could not be made (see above).")


def announcement(port: int) -> str:
    """The address and the demo accounts, one a line."""
    lines = ["", f"  http://{HOST}:{port}", ""]
    if ACCOUNTS.is_file():
        accounts = json.loads(ACCOUNTS.read_text(encoding="utf-8"))
        width = max(len(account["username"]) for account in accounts)
        line = f"  {{role:<9}}  {{username:<{width}}}  {{password}}  {{name}}"
        lines += [line.format_map(account) for account in accounts]
        lines += ["", f"  Demo accounts, kept in {ACCOUNTS}. Stop with Ctrl-C.", ""]
    return "\n".join(lines)


def become_server() -> NoReturn:
    """Gunicorn takes over this process; it ends when the one that started us ends."""
    os.chdir(ROOT)
    gunicorn = str(VENV / "bin" / "gunicorn")
    os.environ["PORTAL_STARTER_PID"] = str(os.getppid())
    os.execv(gunicorn, [gunicorn, "--config", "gunicorn.conf.py", "wsgi:app"])  # noqa: S606 - no shell is wanted


def main() -> int:
    port = int(os.environ.get("PORT") or "8000")
    try:
        seed()
        wait_for(port)
    except NotReady as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    print(announcement(port), flush=True)
    become_server()


if __name__ == "__main__":
    sys.exit(main())
