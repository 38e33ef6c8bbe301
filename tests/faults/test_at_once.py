"""Two people, or one person twice, in the same instant: one wins, and the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import httpx

from portal.domain.permissions import Role
from scripts.drive.browser import Browser, Values, filled
from tests.factories.people import ALONE, People
from tests.factories.staff import USCC

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.faults.conftest import SignIn

OPINION = "不予通过，法定代表人的身份证明已经过期。"


def post(browser: Browser, address: str, values: Values) -> Callable[[], httpx.Response]:
    """Ready to send the form of a page; redirects are answers, too."""
    data = {**filled(browser.open(address).form(address)), **values}
    client = httpx.Client(base_url=browser.base, cookies=browser.client.cookies, timeout=60)

    def send() -> httpx.Response:
        with client:
            return client.post(address, data=data)

    return send


def at_once(acts: Sequence[Callable[[], httpx.Response]]) -> list[httpx.Response]:
    """The answers to requests that were sent in the same instant."""
    start = Barrier(len(acts))

    def wait_and(act: Callable[[], httpx.Response]) -> httpx.Response:
        start.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(wait_and, acts))


def test_the_same_draft_submitted_four_times_at_once_is_one_case(people: People, sign_in: SignIn) -> None:
    key, account = people.ready_draft()
    owner = sign_in(account)
    address = f"/filing/{key}/submit"
    answers = at_once([post(owner, address, {"declared": "y"}) for _ in range(4)])
    assert [answer.status_code for answer in answers] == [302] * 4
    assert len({answer.headers["location"] for answer in answers}) == 1
    numbers = {link.partition("?")[0] for link in owner.open("/cases/").links("/cases/")}
    assert len(numbers) == 1
    number = numbers.pop().rpartition("/")[2]
    with people.deps.uow.read() as tx:
        assert len(tx.documents.of_case(number)) == 1


def test_two_officers_complete_a_step_at_once_and_one_is_told(people: People, sign_in: SignIn) -> None:
    case = people.staff.accept(people.filed(**ALONE))
    address = f"/review/cases/{case.number}/steps/registration"
    first, second = (sign_in(people.account(Role.OFFICER, department="market-regulation")) for _ in range(2))
    checks = [str(tick["value"]) for tick in first.open(address).form(address).select("[name=check]")]
    ready: Values = {"check": checks, "result-usc_code": USCC, "result-licence_issued_on": "2026-09-21"}
    passes = post(first, address, {**ready, "outcome": "passed"})
    fails = post(second, address, {**ready, "outcome": "failed", "opinion": OPINION})
    passed, failed = at_once([passes, fails])
    assert sorted((passed.status_code, failed.status_code)) == [302, 409]
    told = failed if failed.status_code == 409 else passed
    assert "govuk-error-summary" in told.text
    if told is failed:
        assert OPINION in told.text
    with people.deps.uow.read() as tx:
        stored = tx.cases.get(case.number)
    assert stored is not None
    run = next(run for run in stored.case.steps if run.id == "registration")
    assert run.opinion == ("" if told is failed else OPINION)
