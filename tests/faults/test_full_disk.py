"""A disk that takes no more: a clear answer, and nothing lost that was acknowledged.

The disk is played by a limit on the size of files, which the kernel enforces on every process of the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from portal.demo.sample import sample_pdf
from scripts.drive.browser import Browser, PageBroken
from tests.factories.people import People
from tests.served import prepare, serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import SignIn

ROOM = 256 * 1024
TOO_MUCH = sample_pdf() + b"%" * (400 * 1024)
SMALL = sample_pdf() + b"% small\n"
OFTEN = 200


def upload(owner: Browser, root: str, data: bytes) -> str:
    """Hand in a file for the first material; the words of the page that answers."""
    page = owner.open(f"{root}materials")
    address = str(page.soup.select("form[data-upload]")[0]["action"])
    try:
        shown = owner.send(page, address, {}, files=[("file", ("扫描件.pdf", data, "application/pdf"))])
    except PageBroken as refusal:
        return str(refusal)
    return shown.heading


def names_of_files(owner: Browser, root: str) -> list[str]:
    return [link.rpartition("/")[2] for link in owner.open(f"{root}materials").links(f"{root}files/")]


def acknowledged_until_full(owner: Browser, page: str) -> str:
    """Save the page again and again until the disk is full; the last value that was acknowledged."""
    last = ""
    for count in range(OFTEN):
        value = f"玉峡{'甲乙丙丁戊己庚辛壬癸'[count // 10 % 10]}{'甲乙丙丁戊己庚辛壬癸'[count % 10]}"
        try:
            owner.send(owner.open(page), page, {"trade_name": value, "act": "save"})
        except PageBroken:
            return last
        last = value
    pytest.fail("the disk never was full")


def test_a_full_disk_is_said_and_nothing_acknowledged_is_lost(tmp_path: Path, sign_in: SignIn) -> None:
    portal = prepare(tmp_path / "var", cases=0)
    with portal.behind() as container:
        key, account = People(container.deps).ready_draft()
    portal.start(largest_file=ROOM)
    with serving(portal):
        owner, root = sign_in(account, portal), f"/filing/{key}/"
        upload(owner, root, SMALL)
        kept = names_of_files(owner, root)
        assert len(kept) == 2
        assert upload(owner, root, TOO_MUCH).startswith("50")
        assert names_of_files(owner, root) == kept
        assert not list(portal.var.glob("uploads/*/*/.new-*")), "half a file was left"
        page = next(link for link in owner.open(root).links(root) if link.endswith("/name"))
        last = acknowledged_until_full(owner, page)
        portal.kill()
        portal.start()
        assert owner.open(page).form(page).select_one(f"[name=trade_name][value={last}]")
        assert names_of_files(owner, root) == kept
        upload(owner, root, TOO_MUCH)
        assert len(names_of_files(owner, root)) == len(kept) + 1
