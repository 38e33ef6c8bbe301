"""A department in the browser: a list is handed in and looked at, a run proposes, a claim shows its check."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook

from portal.domain.permissions import Role
from portal.services.matching import proposals as answering
from tests.services.test_matching_runs import ACCOUNT, HEADING, LINE, a_list, clean
from tests.services.test_profiles import an_enterprise
from tests.web.policies.test_policies import send

if TYPE_CHECKING:
    from portal.services.deps import Deps
    from tests.web.browser import Browser
    from tests.web.conftest import SignIn

WRONG: Final = "91360823MA35L07K50,写错代码有限公司,GR2,2026-13-20,复核"


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (HEADING, LINE, WRONG):
        sheet.append(line.split(","))
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def look(client: Browser, data: bytes, name: str = "list.csv") -> str:
    page = send(client, "/review/recognitions/look", {"kind": "hnte", "list": (BytesIO(data), name)})
    return page.text


def hidden(page: str, name: str) -> str:
    return page.split(f'name="{name}" value="')[1].split('"', maxsplit=1)[0]


def test_a_list_is_looked_at_before_it_counts(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="science")
    page = ""
    for data, name in ((a_list(LINE, WRONG, encoding="gbk"), "list.csv"), (workbook(), "list.xlsx")):
        page = look(client, data, name)
        assert "1行正确且新增" in page
        assert "统一社会信用代码有误" in page
        assert "认定（发证）日期缺失或者格式有误" in page
        assert "写错代码有限公司" in page
        assert "复核 |" not in page  # empty cells behind the last one are no part of the line
    assert "已导入的名单" not in client.get("/review/recognitions/").text
    sent = {"kind": "hnte", "sha256": hidden(page, "sha256"), "file_name": "list.xlsx"}
    assert send(client, "/review/recognitions/import", sent).status_code == 422
    assert send(client, "/review/recognitions/import", {**sent, "title": "示例文件"}).status_code == 302
    assert "示例文件" in client.get("/review/recognitions/").text
    assert "以前的名单已经导入" in look(client, a_list(LINE))


def test_what_is_no_list_is_told_in_words(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="science")
    assert "旧版Excel" in look(client, b"\xd0\xcf\x11\xe0 old")
    assert "缺少以下列" in look(client, "企业名称,电话\n甲,1".encode())
    assert send(client, "/review/recognitions/look", {"kind": "hnte"}).status_code == 422


def test_other_departments_and_owners_stay_out(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="tax")
    assert send(client, "/review/matching/", {"policy": "hnte-first"}).status_code == 404
    assert "本部门没有使用认定名单的政策" in client.get("/review/recognitions/").text
    sign_in()
    assert client.get("/review/matching/").status_code == 403


def test_a_run_shows_why_and_proposes_and_the_claim_shows_its_check(
    client: Browser, sign_in: SignIn, deps: Deps
) -> None:
    client.most_commits = 2  # a run is stored in portions
    owner = sign_in(mobile="13900000001")
    an_enterprise(deps, owner)
    clean(deps)
    sign_in(Role.OFFICER, department="science")
    page = look(client, a_list(LINE))
    send(
        client,
        "/review/recognitions/import",
        {"kind": "hnte", "sha256": hidden(page, "sha256"), "file_name": "l.csv", "title": "示例文件"},
    )
    send(client, "/review/matching/", {"policy": "hnte-first"})
    run = client.get("/review/matching/1").text
    assert "峡江示例智造有限公司" in run
    assert "¥200,000.00" in run
    send(client, "/review/matching/1/proposals", {})
    assert "已推送1家" in client.get("/review/matching/1").text
    send(client, "/review/matching/", {"policy": "hnte-renewed"})
    assert "高新技术企业属于重新认定" in client.get("/review/matching/2?verdict=fails").text
    case = answering.confirm_proposal(deps, owner, 1, answers=ACCOUNT)
    shown = client.get(f"/review/cases/{case.number}").text
    assert "政策核对" in shown
    assert "定额：20万元" in shown
    step = client.get(f"/review/cases/{case.number}/steps/review").text
    assert "主管部门审核" in step
