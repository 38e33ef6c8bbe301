"""What is installed, whether it answers, and the jobs that wait or were given up."""

import pytest

from portal.domain.permissions import Role
from portal.persistence.models.work import MAX_ATTEMPTS
from portal.services import work
from portal.services.deps import Deps
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn


@pytest.fixture(autouse=True)
def admin(sign_in: SignIn) -> None:
    sign_in(Role.ADMIN)


def give_up(deps: Deps, clock: HandClock) -> None:
    """A job that nobody can do is tried until it is given up."""
    with deps.uow.begin() as tx:
        tx.enqueue("no_such_kind", "key", "", at=clock.now(), case=None)
    for _ in range(MAX_ATTEMPTS):
        clock.advance(minutes=90)
        work.do_next(deps)


def test_everything_answers(client: Browser) -> None:
    assert not missing(client.get("/admin/"), "数据库", "文书存储", "正常", "后台任务")
    assert missing(client.get("/admin/"), "无响应")


def test_services_with_version_and_digest(client: Browser, deps: Deps) -> None:
    page = client.get("/admin/services")
    digest = deps.catalogue.digest("enterprise-opening", 1)
    assert not missing(page, "企业开办", "enterprise-opening", digest[:12], "现行")


def test_calendar_years(client: Browser) -> None:
    assert not missing(client.get("/admin/calendar"), "2026", "已公布", "暂定")


def test_no_job_at_all(client: Browser) -> None:
    assert not missing(client.get("/admin/jobs"), "没有等待中的任务")
    assert not missing(client.get("/admin/jobs?state=given-up"), "没有已放弃的任务")


def test_a_waiting_job_is_listed(client: Browser, deps: Deps, clock: HandClock) -> None:
    with deps.uow.begin() as tx:
        tx.enqueue("render_document", "code", "", at=clock.now(), case="360823-KB01-20260921-00001-X")
    assert not missing(client.get("/admin/jobs"), "生成文书 PDF", "360823-KB01-20260921-00001-X", "等待中 1")


def test_a_job_that_was_given_up_is_tried_again(client: Browser, deps: Deps, clock: HandClock) -> None:
    give_up(deps, clock)
    clock.advance(minutes=-90 * MAX_ATTEMPTS)  # back to when the session began
    page = client.get("/admin/jobs?state=given-up")
    assert not missing(page, "JobUnknown", "已放弃 1", "重试")
    action = page.get_data(as_text=True).split('action="')[2].split('"')[0]
    assert client.submit(action, page="/admin/jobs?state=given-up").location == "/admin/jobs?state=given-up"
    assert not missing(client.get("/admin/jobs"), "no_such_kind", "等待中 1")
    again = client.post(action, data={"csrf_token": client.token()})
    assert again.status_code == 422


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_others_stay_outside(client: Browser, sign_in: SignIn, role: Role) -> None:
    sign_in(role)
    for address in ("/admin/", "/admin/accounts", "/admin/services", "/admin/calendar", "/admin/jobs"):
        assert client.get(address).status_code == 403
