"""The managers' first page: figures with trend and cases behind, the picture, and what must be watched."""

import re
from decimal import Decimal

import pytest

from portal.domain.case.state import Case
from portal.domain.figures import Targets
from portal.domain.permissions import Role
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn
from tests.web.manage.conftest import SIMPLE


def test_an_empty_county_shows_dashes_and_says_what_to_do(client: Browser) -> None:
    page = client.get("/manage/")
    assert not missing(page, "—", "这段时间没有办结的办件", "近十二个月没有办结的办件", "没有超期或临期的办件")
    assert "0.00%" not in page.get_data(as_text=True)
    assert "100.00%" not in page.get_data(as_text=True)


def test_every_figure_leads_to_its_cases(client: Browser, decided: Case) -> None:
    page = client.get("/manage/?period=quarter")
    assert not missing(page, "只跑一次率（严格）", "100.00%", "1 / 1件", "其中零跑动 100.00%", "宽松口径 100.00%")
    links = set(re.findall(r'href="(/manage/(?:cases|finished)\?[^"]+)"', page.get_data(as_text=True)))
    assert len(links) > 12
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_trends_compare_with_the_period_before(
    client: Browser, applicant: Applicant, staff: Staff, clock: HandClock, decided: Case, sign_in: SignIn
) -> None:
    assert not missing(client.get("/manage/"), "上期没有可比数据", "比上期+1件")
    clock.advance(days=31)
    late = staff.accept(applicant.file(**SIMPLE))
    clock.advance(days=5)
    staff.decide(late)
    sign_in(Role.MANAGER)
    page = client.get("/manage/?period=year")
    assert not missing(page, "50.00%", "超期办结1件")


def test_the_chosen_period_is_marked_and_unknown_ones_mean_this_month(client: Browser) -> None:
    for asked, shown in (("year", "近一年"), ("quarter", "近90天"), ("nonsense", "本月"), ("2026-13", "本月")):
        page = client.get(f"/manage/?period={asked}").get_data(as_text=True)
        assert re.search(rf'aria-current="true">{shown}</a>', page)


def test_the_picture_has_a_link_for_each_month_and_a_table(client: Browser, decided: Case) -> None:
    page = client.get("/manage/").get_data(as_text=True)
    assert page.count('class="trend__month"') == 12
    assert "2026年9月：办结1件，只跑一次 100.00%，按时办结 100.00%" in page
    assert "/manage/cases?period=2026-09" in page
    assert "看表格" in page


def test_overdue_cases_are_watched_with_their_department(
    client: Browser, filed: Case, staff: Staff, clock: HandClock, sign_in: SignIn
) -> None:
    staff.accept(filed)
    clock.advance(days=2)
    sign_in(Role.MANAGER)
    assert not missing(client.get("/manage/"), "超期1天", filed.title, "市监局", f"/manage/cases/{filed.number}")


def test_targets_stand_beside_the_figures_of_a_county_that_has_them(
    client: Browser, decided: Case, deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not re.search("目标", client.get("/manage/").get_data(as_text=True))
    aims = Targets(once=Decimal(98), median_workdays=Decimal("1.50"))
    monkeypatch.setattr(type(deps.catalogue), "targets", aims)
    assert not missing(client.get("/manage/"), "目标98%", "目标不超过1.5")


def test_the_page_in_english(client: Browser, decided: Case) -> None:
    page = client.get("/manage/?lang=en")
    assert not missing(page, "Are promises kept?", "Done with at most one visit", "no visit at all: 100.00%")
