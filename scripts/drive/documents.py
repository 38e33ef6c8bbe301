"""The papers of a case: every PDF as the owner downloads it, and what a stranger sees of it."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from scripts.drive.browser import PageBroken

if TYPE_CHECKING:
    import httpx

    from scripts.drive.browser import Browser
    from scripts.drive.company import Company

PATIENCE: Final = 120.0
LOOK_AGAIN: Final = 0.5


def collect(company: Company, owner: Browser, number: str) -> None:
    """Every PDF of the case into the folder, each verified by somebody without an account."""
    page = owner.open(f"/cases/{number}")
    for order, address in enumerate(page.links(f"/cases/{number}/documents/"), start=1):
        pdf = wait_for(owner, address)
        code = address.rpartition("/")[2].partition(".")[0]
        path = company.folder / f"{number}-{order:02}-{named(pdf) or code}.pdf"
        path.write_bytes(pdf.content)
        verified = company.somebody().open(f"/verify/{code}?lang=zh")
        company.say(f"文书 {path.name}（{len(pdf.content) // 1024} KB），验真：{verified.heading}")
    page = owner.open(f"/cases/{number}")
    company.say(f"办件页：{page.heading}")


def wait_for(owner: Browser, address: str) -> httpx.Response:
    """A PDF that is being made comes after a moment."""
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        answer = owner.download(address)
        if answer.headers.get("content-type", "").startswith("application/pdf"):
            return answer
        time.sleep(LOOK_AGAIN)
    message = f"{address} was not made within {PATIENCE:.0f} s"
    raise PageBroken(message)


def named(pdf: httpx.Response) -> str:
    """The kind of document, from the name the portal gives the download: "收件凭证-峡市监…"."""
    found = re.search(r"filename\*=UTF-8''([^;]+)", pdf.headers.get("content-disposition", ""))
    return unquote(found[1]).partition("-")[0] if found else ""
