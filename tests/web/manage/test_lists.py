"""Lists, one case, search and CSV for managers."""

import csv
from io import StringIO

import pytest

from portal.domain.case.state import Case
from portal.domain.permissions import Role
from portal.services import figures
from portal.services.deps import Deps
from portal.web.manage.export import harmless
from tests.factories.applicants import Applicant
from tests.factories.staff import Staff
from tests.web.browser import Browser, missing
from tests.web.conftest import HandClock, SignIn
from tests.web.manage.conftest import SIMPLE


def test_the_cases_behind_a_number(client: Browser, decided: Case, filed: Case) -> None:
    page = client.get("/manage/cases?period=month&which=zero&service=enterprise-opening")
    assert not missing(page, "零跑动", decided.number, decided.title, "企业开办", "按时办结")
    assert missing(page, filed.number)
    assert not missing(client.get("/manage/cases?which=late"), "这个数字背后没有办件")
    assert not missing(client.get("/manage/cases?period=2026-09"), "2026年9月", decided.number)
    assert missing(client.get("/manage/cases?period=2026-08"), decided.number)


def test_long_lists_are_paged(
    client: Browser, applicant: Applicant, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "PAGE_SIZE", 1)
    numbers = [staff.decide(staff.accept(applicant.file(**SIMPLE))).number for _ in range(2)]
    first = client.get("/manage/cases")
    assert not missing(first, numbers[1], "下一页")
    after = first.get_data(as_text=True).split("after=")[1].split('"')[0]
    second = client.get(f"/manage/cases?after={after}")
    assert not missing(second, numbers[0])
    assert not missing(second, "第一页")


def test_open_cases_by_light(client: Browser, filed: Case, clock: HandClock, sign_in: SignIn) -> None:
    assert not missing(client.get("/manage/open"), filed.title, "窗口", "剩5天")
    assert not missing(client.get("/manage/open?light=red"), "没有此类在办件")
    clock.advance(days=20)
    sign_in(Role.MANAGER)
    assert not missing(client.get("/manage/open?light=red"), filed.title)


def test_one_case_with_its_clocks_and_history(client: Browser, decided: Case, deps: Deps) -> None:
    page = client.get(f"/manage/cases/{decided.number}")
    assert not missing(page, decided.title, "承诺办结", "法定办结", "按时", "通过：设立登记", "准予", "出具受理通知书")
    assert not missing(page, "正在生成PDF")
    code = decided.documents[0].code
    with deps.uow.begin() as tx:
        tx.documents.mark_stored(code, sha256=deps.documents.put(b"%PDF-1.7"), size=8)
    with client.get(f"/manage/cases/{decided.number}/documents/{code}.pdf") as answer:
        assert answer.get_data() == b"%PDF-1.7"


def test_a_case_that_does_not_exist(client: Browser) -> None:
    assert client.get("/manage/cases/360823-KB01-20260921-00099-X").status_code == 404


def test_search(client: Browser, filed: Case) -> None:
    assert not missing(client.get("/manage/search", query_string={"q": filed.title[:5]}), filed.title)
    assert not missing(client.get("/manage/search?q=查无此人"), "没有这样开头的办件")


def test_the_export_is_the_list_as_a_spreadsheet_reads_it(client: Browser, decided: Case) -> None:
    answer = client.get("/manage/cases.csv?period=month&which=all")
    assert answer.mimetype == "text/csv"
    assert "filename=cases-month-all.csv" in answer.headers["Content-Disposition"]
    text = answer.get_data()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(text.decode("utf-8-sig"))))
    assert rows[0][0] == "办件编号"
    assert rows[1][:3] == [decided.number, "企业开办", decided.title]
    assert len(rows) == 2


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1", "＠A"])
def test_a_spreadsheet_computes_nothing(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_plain_words_are_exported_as_they_are() -> None:
    assert harmless("峡江县玉峡生物医药有限公司") == "峡江县玉峡生物医药有限公司"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.MANAGER])
def test_others_stay_outside(client: Browser, sign_in: SignIn, role: Role) -> None:
    sign_in(role)
    for address in ("/manage/", "/manage/cases", "/manage/cases.csv", "/manage/open", "/manage/search"):
        assert client.get(address).status_code == 403
