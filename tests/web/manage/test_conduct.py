"""How cases were handled, on pages: figures, the cases behind each, the file."""

import csv
import re
from io import StringIO

import pytest

from portal.domain.case.commands import RateCase, ReturnCase
from portal.domain.case.incidents import RatingLevel
from portal.domain.case.state import Case
from portal.domain.permissions import Role
from portal.services import endings, feedback
from portal.services.deps import Deps
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn
from tests.web.manage.conftest import SIMPLE


@pytest.fixture
def returned(applicant: Applicant, staff: Staff, deps: Deps) -> Case:
    number = applicant.file(**SIMPLE).number
    return endings.return_case(deps, staff.clerk, number, command=ReturnCase("重复申报"))


@pytest.fixture
def rated(decided: Case, applicant: Applicant, staff: Staff, deps: Deps) -> Case:
    number = staff.deliver(decided).number
    return feedback.rate_case(deps, applicant.actor, number, command=RateCase(RatingLevel.BAD, words="等了太久"))


def test_an_empty_county_shows_dashes(client: Browser) -> None:
    page = client.get("/manage/conduct")
    assert not missing(page, "办理规范", "—", "本期没有", "这段时间没有办结或终止的办件")
    assert "0.00%" not in page.get_data(as_text=True)


def test_every_figure_leads_to_its_cases(client: Browser, rated: Case, returned: Case) -> None:
    page = client.get("/manage/conduct?period=quarter")
    assert not missing(page, "一次性告知率", "受理率", "50.00%", "退件1件", "好评率", "平均分 2.00", "差评待核实1件")
    links = set(re.findall(r'href="(/manage/finished\?[^"]+)"', page.get_data(as_text=True)))
    assert len(links) > 15
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_the_cases_behind_a_number(client: Browser, rated: Case, returned: Case) -> None:
    page = client.get("/manage/finished?which=returned&period=month")
    assert not missing(page, returned.number, "退件")
    assert missing(page, rated.number)
    page = client.get("/manage/finished?which=bad&service=enterprise-opening")
    assert not missing(page, rated.number, "准予", "不满意", "待核实")
    assert not missing(client.get("/manage/finished?which=outside"), "这个数字背后没有办件")
    assert not missing(client.get("/manage/finished?which=nonsense"), rated.number, returned.number)


def test_the_file_is_the_list(client: Browser, rated: Case, returned: Case) -> None:
    answer = client.get("/manage/finished.csv?which=finished")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0][0] == "办件编号"
    assert {row[0] for row in rows[1:]} == {rated.number, returned.number}


def test_in_english(client: Browser, rated: Case) -> None:
    assert not missing(client.get("/manage/conduct?lang=en"), "How cases were handled", "average 2.00 of 5")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_others_stay_outside(client: Browser, sign_in: SignIn, role: Role) -> None:
    sign_in(role)
    for address in ("conduct", "finished", "finished.csv", "follow-ups", "paused", "correcting", "extensions"):
        assert client.get(f"/manage/{address}").status_code == 403
