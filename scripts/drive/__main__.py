"""`make demo`: play every round against the served portal, or against one started for it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx

from scripts.drive.browser import PageBroken
from scripts.drive.company import Company, demo_accounts
from scripts.drive.rounds import ROUNDS
from scripts.drive.rounds_more import ROUNDS as MORE
from scripts.serve import ACCOUNTS
from scripts.setup import VAR
from scripts.stamps import ROOT

START_WITHIN: Final = 180.0


def answers(base: str) -> bool:
    try:
        return httpx.get(f"{base}/healthz", timeout=5).is_success
    except httpx.HTTPError:
        return False


@contextmanager
def served(base: str) -> Iterator[None]:
    """The portal at this address: the one that runs, or one that lives as long as the play."""
    if answers(base):
        yield
        return
    print(f"Nothing answers at {base}; starting the portal for the demo.", flush=True)
    with subprocess.Popen([sys.executable, "-m", "scripts.serve"], cwd=ROOT, env=dict(os.environ)) as server:
        try:
            give_up = time.monotonic() + START_WITHIN
            while not answers(base):
                if server.poll() is not None or time.monotonic() > give_up:
                    message = "the portal did not start"
                    raise PageBroken(message)
                time.sleep(0.5)
            yield
        finally:
            server.terminate()


def play(company: Company) -> None:
    """Every round, one after the other; the transcript and the PDFs are in the folder afterwards."""
    company.folder.mkdir(parents=True, exist_ok=True)
    try:
        for one in (*ROUNDS, *MORE):
            one(company)
    finally:
        company.write()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--url", default=f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}")
    base = parser.parse_args().url.rstrip("/")
    try:
        with served(base):
            play(Company(base, demo_accounts(ACCOUNTS), VAR / "demo"))
    except (PageBroken, OSError) as problem:
        sys.stderr.write(f"The demo stopped: {problem}\n")
        return 1
    print(f"PDFs and transcript: {VAR / 'demo'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
