"""A notice for next year loaded into a portal that serves, and the loading killed in the middle.

What is proved: every process sees the notice without a restart, the command run again finishes what was begun, each
date moved once, and rows and events agree afterwards.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from portal.demo.world import SetClock, with_clock
from portal.domain.case.commands import CheckMaterial
from portal.domain.case.state import Verdict
from portal.domain.permissions import Role
from portal.services import intake
from tests.factories.accounts import an_account
from tests.factories.calendars import NOTICE_2027
from tests.factories.people import ALONE, Account, People
from tests.served import BIN, ROOT, Served, prepare, serving, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import SignIn

DECEMBER = datetime(2026, 12, 29, 2, 0, tzinfo=UTC)
CASES = 30
MOVED = "SELECT count(*) FROM case_events WHERE kind = 'date_moved'"
CHANGED = "SELECT count(DISTINCT case_id) FROM case_events WHERE kind = 'date_moved'"


def accepted_in_december(portal: Served) -> tuple[str, Account]:
    """Open cases whose dates lie in the next year; the number of the last one and its owner."""
    with portal.behind() as container:
        deps = with_clock(container.deps, SetClock(DECEMBER))
        with deps.uow.begin() as tx:
            clerk = tx.users.add(an_account(Role.CLERK)).actor()
        owner, account = People(deps).applicant()
        cases = [owner.file(**ALONE) for _ in range(CASES)]
        for case in cases:
            checks = [CheckMaterial(run.id, Verdict.ACCEPTED) for run in case.materials]
            intake.check_materials(deps, clerk, case.number, checks=checks)
            intake.accept_case(deps, clerk, case.number)
    return cases[-1].number, account


def counted(portal: Served, query: str) -> int:
    with closing(sqlite3.connect(portal.var / "portal.db")) as database:
        return int(database.execute(query).fetchone()[0])


def kill_while_computing(portal: Served, notice: Path) -> None:
    """Start the command and kill it as soon as it has moved a date."""
    command = [str(BIN / "flask"), "calendar", "import", str(notice)]
    with subprocess.Popen(command, cwd=ROOT, env=portal.environment, start_new_session=True) as loading:
        until(lambda: counted(portal, MOVED) or loading.poll() is not None, what="a date is moved")
        if loading.poll() is None:
            os.killpg(loading.pid, signal.SIGKILL)


def test_a_killed_import_is_finished_by_the_next_and_every_process_sees_it(tmp_path: Path, sign_in: SignIn) -> None:
    portal = prepare(tmp_path / "var", cases=0)
    portal.workers = 2
    number, account = accepted_in_december(portal)
    notice = tmp_path / "cn-2027.yaml"
    notice.write_text(NOTICE_2027, encoding="utf-8")
    with serving(portal):
        owner = sign_in(account, portal)
        assert "暂定" in owner.open(f"/cases/{number}").soup.get_text()
        kill_while_computing(portal, notice)
        assert (portal.var / "calendars" / "import-0001.json").is_file()
        finished = portal.flask("calendar", "import", str(notice))
        assert finished.returncode == 0, finished.stderr
        assert "2027: nothing new" in finished.stdout
        assert counted(portal, CHANGED) == CASES
        assert "0 dates moved; 0 of" in portal.flask("calendar", "recompute").stdout
        page = owner.open(f"/cases/{number}").soup.get_text()
        assert "暂定" not in page.replace("不再是暂定", "").replace("（暂定）", "")
        assert "放假调休通知已载入" in page
    asked = subprocess.run(
        [str(BIN / "flask"), "clock", "due"],
        cwd=ROOT,
        env=portal.environment,
        input='{"limit": {"value": 3, "unit": "workday"}, "start": "2026-12-31T10:00:00+08:00"}\n',
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout == '{"due": "2027-01-07", "provisional": false}\n'
    proof = portal.flask("cases", "verify", "--all")
    assert proof.returncode == 0, proof.stdout
