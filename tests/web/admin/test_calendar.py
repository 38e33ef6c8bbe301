"""Loading a year's notice on the page: a look at what changes, then it counts; mistakes are told with their line."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from portal.domain.permissions import Role
from portal.services import calendars
from tests.factories.calendars import NOTICE_2027, cn_with_2027
from tests.web.browser import Browser, missing
from tests.web.page_checks import hidden_fields

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from portal.services.deps import Deps
    from tests.web.conftest import SignIn

UNPROCESSABLE = 422


@pytest.fixture(autouse=True)
def admin(sign_in: SignIn) -> None:
    sign_in(Role.ADMIN)


def look(client: Browser, text: str = NOTICE_2027) -> TestResponse:
    file = (BytesIO(text.encode()), "cn-2027.yaml")
    return client.submit("/admin/calendar/preview", {"file": file}, page="/admin/calendar")


def confirm(client: Browser, preview: TestResponse, **more: str) -> TestResponse:
    sent = hidden_fields(preview.get_data(as_text=True), "/admin/calendar/import")
    return client.post("/admin/calendar/import", data={**sent, **more})


def test_a_look_first_and_nothing_is_stored(client: Browser, deps: Deps) -> None:
    page = look(client)
    assert page.status_code == 200
    assert not missing(page, "首次公布", "1月10日", "1月4日", "0件")
    assert deps.calendar.years[2027].provisional


def test_confirmed_it_counts_at_once_and_the_cases_follow(client: Browser, deps: Deps) -> None:
    assert confirm(client, look(client)).location == "/admin/calendar"
    assert deps.calendar == cn_with_2027()
    assert not missing(client.get("/admin/calendar"), "示例〔2026〕1号", "cn-2027.yaml", deps.calendar.digest[:12])
    assert not missing(client.get("/admin/jobs"), "重新计算在办件期限")
    assert not missing(look(client), "已经载入")


def test_a_correction_is_ticked(client: Browser, deps: Deps) -> None:
    confirm(client, look(client))
    preview = look(client, NOTICE_2027.replace("2027-01-10", "2027-01-09"))
    assert not missing(preview, "更正已公布年份")
    refused = confirm(client, preview)
    assert refused.status_code == UNPROCESSABLE
    assert deps.calendar == cn_with_2027()
    assert confirm(client, preview, correct="y").location == "/admin/calendar"
    assert deps.calendar != cn_with_2027()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NOTICE_2027.replace("2027-01-10", "2027-01-11"), "第15行：调休上班日须在周末（2027-01-11）"),
        (NOTICE_2027.replace("calendar: cn", "calendar: other"), "第1行：this is a notice for the calendar"),
        ("", "empty"),
        ("x" * 300_000, "文件太大"),
    ],
)
def test_mistakes_are_told_with_their_line(client: Browser, deps: Deps, text: str, said: str) -> None:
    page = look(client, text)
    assert page.status_code == UNPROCESSABLE
    assert not missing(page, said)
    assert deps.calendars.imports() == ()


def test_a_picture_is_no_notice(client: Browser) -> None:
    file = (BytesIO(b"\xff\xd8\xff\xe0"), "cn-2027.jpg")
    page = client.submit("/admin/calendar/preview", {"file": file}, page="/admin/calendar")
    assert page.status_code == UNPROCESSABLE
    assert not missing(page, "不是文本")


def test_more_open_cases_than_were_looked_at_are_told(client: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendars, "_all_with_dates", lambda _: iter(()))
    assert not missing(look(client), "0件")


def test_of_the_projected_years_only_the_next_are_shown(client: Browser) -> None:
    page = client.get("/admin/calendar").text
    assert "2027" in page
    assert "2050" not in page
