"""SIGKILL at the worst moments: what was acknowledged is there afterwards, and is there once."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
from contextlib import closing
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from portal.demo.sample import sample_pdf
from portal.demo.world import SetClock, with_clock
from portal.domain.permissions import Role
from portal.jobs.runner import run_until_idle
from portal.services.work import LEASE_SECONDS
from scripts.drive.browser import Browser, Values, names_in
from tests.factories.people import ALONE, People
from tests.served import BIN, ROOT, Served, is_group_alive, prepare, until

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import SignIn


def again(portal: Served) -> None:
    """Everything is killed at once and started again on the same port."""
    portal.kill()
    portal.start()


def test_nothing_acknowledged_is_lost_between_two_requests(portal: Served, people: People, sign_in: SignIn) -> None:
    portal.workers = 1  # one web worker is up again sooner
    key, account = people.ready_draft()
    owner, root = sign_in(account), f"/filing/{key}/"

    page = next(link for link in owner.open(root).links(root) if link.endswith("/name"))
    owner.send(owner.open(page), page, {"trade_name": "玉笥山", "act": "save"})
    again(portal)
    assert owner.open(page).form(page).select_one("[name=trade_name][value=玉笥山]")

    data = sample_pdf() + b"% once more\n"
    upload = str(owner.open(f"{root}materials").soup.select("form[data-upload]")[0]["action"])
    owner.send(owner.open(f"{root}materials"), upload, {}, files=[("file", ("补充.pdf", data, "application/pdf"))])
    again(portal)
    address = f"{root}files/{hashlib.sha256(data).hexdigest()}"
    assert address in owner.open(f"{root}materials").links(f"{root}files/")
    assert owner.download(address).content == data

    filed = owner.send(owner.open(f"{root}submit"), f"{root}submit", {"declared": "y"})
    again(portal)
    number = filed.path.rpartition("/")[2]
    assert owner.open(root).path == f"/cases/{number}"

    accept(sign_in(people.account(Role.CLERK)), number)
    assert portal.process is not None
    group = portal.process.pid
    portal.kill_master()
    portal.start_as_people_do()
    documents = owner.open(f"/cases/{number}").links(f"/cases/{number}/documents/")
    assert len(documents) == 2
    for document in documents:
        until(partial(is_made, owner, document), what="the PDF is made")
    until(lambda: not is_group_alive(group), what="no process of the killed server is left")
    proof = portal.flask("cases", "verify", "--all")
    assert proof.returncode == 0, proof.stdout


def is_made(owner: Browser, address: str) -> bool:
    return owner.download(address).content.startswith(b"%PDF")


def accept(clerk: Browser, number: str) -> None:
    """Every material in order, then accepted."""
    address = f"/counter/cases/{number}"
    page = clerk.open(address)
    verdicts: Values = {name: "accepted" for name in names_in(page.form(f"{address}/materials")) if "verdict-" in name}
    clerk.send(page, f"{address}/materials", verdicts)
    clerk.send(clerk.open(address), f"{address}/accept", {})


def test_a_killed_rendering_is_done_again_and_once(tmp_path: Path) -> None:
    portal = prepare(tmp_path / "var", cases=0)
    with portal.behind() as container:
        people = People(container.deps)
        cases = [people.filed(**ALONE) for _ in range(3)]
        kill_while_rendering(portal)
        restarted = portal.flask("jobs", "run", "--once")
        done = int(restarted.stdout.split(" jobs done")[0])

        later = SetClock(container.deps.clock.now() + timedelta(seconds=LEASE_SECONDS + 1))
        done += run_until_idle(with_clock(container.deps, later))
        assert done == len(cases), "the killed one is done when its lease has run out, and none twice"
        with container.deps.uow.read() as tx:
            documents = [document for case in cases for document in tx.documents.of_case(case.number)]
        stored = {path.name: path for path in portal.var.glob("documents/*/*/*") if not path.name.startswith(".")}
        assert sorted(stored) == sorted(str(document.sha256) for document in documents)
        assert all(hashlib.sha256(path.read_bytes()).hexdigest() == name for name, path in stored.items())
        assert not [one for _number, _events, found in container.upkeep.verify(None) for one in found]


def kill_while_rendering(portal: Served) -> None:
    """Start the jobs process and kill it as soon as it has begun a document."""
    begun = "SELECT count(*) FROM jobs WHERE kind = 'render_document' AND attempts > 0 AND done_at IS NULL"
    command = [str(BIN / "flask"), "jobs", "run"]
    with (
        closing(sqlite3.connect(portal.var / "portal.db")) as database,
        subprocess.Popen(command, cwd=ROOT, env=portal.environment, start_new_session=True) as jobs,
    ):
        until(lambda: database.execute(begun).fetchone()[0], what="a document is begun")
        os.killpg(jobs.pid, signal.SIGKILL)
