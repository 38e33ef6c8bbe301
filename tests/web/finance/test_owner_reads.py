"""The first words of an owner's case page say where the money is when the case itself is over."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from portal.jobs.runner import run_until_idle
from portal.services.money import recovery
from portal.services.money.recovery import StartRecovery
from tests.web.browser import Browser, missing
from tests.web.finance.test_finance import sign_in_as

if TYPE_CHECKING:
    from portal.domain.permissions import Actor
    from tests.factories.money import Treasury


def test_an_award_that_waits_and_one_that_has_its_money(client: Browser, treasury: Treasury, owner: Actor) -> None:
    case = treasury.granted()
    run_until_idle(treasury.deps)
    sign_in_as(client, treasury, owner)
    assert not missing(client.get(f"/cases/{case.number}"), "正在排队等待预算", "第1位")
    treasury.fill("100000.00")
    page = client.get(f"/cases/{case.number}")
    assert not missing(page, "待拨付")
    assert missing(page, "正在排队等待预算") == ["正在排队等待预算"]


def test_an_award_that_is_taken_back(client: Browser, treasury: Treasury, owner: Actor) -> None:
    treasury.fill("100000.00")
    case = treasury.granted()
    treasury.pay(treasury.order(case))
    officer = treasury.staff.officer("industry")
    command = StartRecovery(amount=Decimal("5000.00"), reason="发票不实", years=1)
    recovery.start(treasury.deps, officer, case.number, command=command)
    sign_in_as(client, treasury, owner)
    assert not missing(client.get(f"/cases/{case.number}"), "退回¥5,000.00", "详见下方")
