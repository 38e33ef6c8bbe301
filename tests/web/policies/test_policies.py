"""Policies in the browser: the catalogue, an enterprise's standing, stating a fact, and a proposal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.domain.permissions import Role
from portal.domain.policies.facts import Fact, FactSource
from portal.domain.texts import Text
from portal.domain.withdrawals import Withdrawal
from portal.services.matching import recognition
from portal.services.matching import runs as matching_runs
from tests.services.test_matching_runs import ACCOUNT, LINE, a_list, clean
from tests.services.test_profiles import USCC, an_enterprise, put

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest
    from werkzeug.test import TestResponse

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from tests.web.browser import Browser
    from tests.web.conftest import SignIn


def send(client: Browser, address: str, data: Mapping[str, object]) -> TestResponse:
    return client.post(address, data={**data, "csrf_token": client.token()})


def test_everybody_finds_policies_by_words_department_and_mode(client: Browser) -> None:
    whole = client.get("/policies/").text
    assert "高新技术企业首次认定奖补" in whole
    assert "示例" in whole
    found = client.get("/policies/?q=高新&department=science&mode=automatic").text
    assert "高新技术企业首次认定奖补" in found
    assert "工业技改设备补助" not in found
    assert "没有符合的政策" in client.get("/policies/?q=月球").text


def test_a_policy_says_who_qualifies_what_is_paid_and_why_it_is_fair(client: Browser) -> None:
    page = client.get("/policies/tech-upgrade").text
    for words in ("不低于500万元", "最高200万元", "公平竞争审查条例", "7个工作日", "示例"):
        assert words in page
    assert "/services/tech-upgrade" in page
    assert "/policies/tech-upgrade" in client.get("/services/tech-upgrade").text
    assert client.get("/policies/enterprise-opening").status_code == 404


def test_a_stranger_signs_in_first_and_staff_have_no_enterprise(client: Browser, sign_in: SignIn) -> None:
    assert client.get("/policies/mine/").status_code == 302
    sign_in(Role.OFFICER, department="science")
    assert client.get("/policies/mine/").status_code == 403


def test_without_an_enterprise_the_page_leads_to_adding_one(client: Browser, sign_in: SignIn) -> None:
    sign_in()
    assert "/enterprises/" in client.get("/policies/mine/").text


def test_what_is_missing_can_be_stated_and_counts_at_once(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    an_enterprise(deps, sign_in())
    assert "离入规标准还差" not in client.get("/policies/mine/").text
    for name, value in (("industry", "C3911"), ("revenue", "1870")):
        sent = {"value": value, "as_of": "2025-12-31", "back": "mine"}
        assert send(client, f"/policies/profile/{USCC}/facts/{name}", sent).status_code == 302
    page = client.get("/policies/mine/").text
    assert "离入规标准还差130万元" in page
    assert "企业自报" in page
    assert "1870万元" in client.get(f"/policies/profile/{USCC}").text


def test_a_wrong_value_is_told_at_its_field_and_kept(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    an_enterprise(deps, sign_in())
    refused = send(client, f"/policies/profile/{USCC}/facts/revenue", {"value": "很多", "as_of": "昨天"})
    assert refused.status_code == 422
    assert "很多" in refused.text
    assert client.get(f"/policies/profile/{USCC}/facts/credit.serious_illegal").status_code == 404


def test_who_holds_a_fact_is_named_for_whom_it_is_wrong(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    an_enterprise(deps, sign_in())
    assert (
        "科技局 0796-5550201" in client.get(f"/policies/profile/{USCC}").text
    )  # the high-tech certificate is not known
    put(deps, Fact("credit.tax_grade", "b", date(2026, 9, 1), FactSource.SHARED))
    page = client.get(f"/policies/profile/{USCC}").text
    assert "数据有误的，请联系税务局（0796-5550121）更正" in page
    assert f"/policies/profile/{USCC}" in client.get("/policies/mine/").text.split("数据有误")[0]


def test_somebody_elses_profile_is_not_there(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    an_enterprise(deps, sign_in())
    sign_in()
    assert client.get(f"/policies/profile/{USCC}").status_code == 404
    assert client.get(f"/policies/mine/?uscc={USCC}").status_code == 200  # no enterprise of their own: nothing is shown


def test_data_are_asked_for_with_a_tick_only(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    client.most_commits = 2  # the consent is stored before anything is asked
    an_enterprise(deps, sign_in())
    send(client, f"/policies/profile/{USCC}/shared", {})
    assert "查询记录" not in client.get(f"/policies/profile/{USCC}").text
    send(client, f"/policies/profile/{USCC}/shared", {"consent": "yes"})
    assert "查询记录" in client.get(f"/policies/profile/{USCC}").text


def test_who_does_not_qualify_is_told_and_may_claim(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    an_enterprise(deps, sign_in())
    put(deps, Fact("credit.serious_illegal", True, date(2026, 9, 1), FactSource.SHARED))
    assert "仍要申报" in client.get("/policies/mine/").text
    begun = send(client, "/policies/hnte-first/claims", {"uscc": USCC})
    assert begun.status_code == 302
    assert "/filing/" in begun.headers["Location"]


def offered(deps: Deps, sign_in: SignIn) -> Actor:
    officer = sign_in(Role.OFFICER, department="science")
    owner = sign_in(mobile="13900000001")
    an_enterprise(deps, owner)
    clean(deps)
    found = recognition.preview_list(deps, officer, "hnte", data=a_list(LINE))
    recognition.import_list(deps, officer, "hnte", sha256=found.sha256, title="示例文件", file_name="l.csv")
    matching_runs.propose(deps, officer, matching_runs.run_matching(deps, officer, "hnte-first"))
    return owner


def test_an_award_that_is_not_offered_any_more_is_not_proposed_and_not_confirmed(
    client: Browser, sign_in: SignIn, deps: Deps, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered(deps, sign_in)
    gone = Withdrawal(service="hnte-first", since=date(2026, 9, 1), reason=Text("依据已废止。", "Repealed."))
    monkeypatch.setattr(type(deps.catalogue), "withdrawals", property(lambda _: (gone,)))
    page = client.get("/policies/proposals/1").text
    assert ("依据已废止。" in page, "确认并提交" in page, "不需要这项兑现" in page) == (True, False, True)
    assert send(client, "/policies/proposals/1", {**ACCOUNT, "declared": "yes"}).status_code == 422
    sign_in(Role.OFFICER, department="science")
    assert "家企业推送兑现建议" not in client.get("/review/matching/1").text
    assert send(client, "/review/matching/1/proposals", {}).status_code == 410


def test_a_proposal_is_among_the_messages_and_confirmed_on_one_page(
    client: Browser, sign_in: SignIn, deps: Deps
) -> None:
    offered(deps, sign_in)
    inbox = client.get("/messages/").text
    assert "高新技术企业首次认定奖补" in inbox
    assert "消息（1）" in inbox
    page = client.get("/policies/proposals/1").text
    assert "¥200,000.00" in page
    assert send(client, "/policies/proposals/1", {"declared": "yes"}).status_code == 422
    undeclared = send(client, "/policies/proposals/1", ACCOUNT)
    assert undeclared.status_code == 422
    assert ACCOUNT["account_number"] in undeclared.text
    done = send(client, "/policies/proposals/1", {**ACCOUNT, "declared": "yes"})
    assert done.status_code == 302
    assert "/cases/" in done.headers["Location"]
    assert "已确认" in client.get("/policies/proposals/1").text
    assert "推送给您的兑现建议" not in client.get("/messages/").text


def test_a_proposal_can_be_declined(client: Browser, sign_in: SignIn, deps: Deps) -> None:
    offered(deps, sign_in)
    send(client, "/policies/proposals/1/decline", {"reason": "不需要"})
    assert "已谢绝" in client.get("/policies/proposals/1").text
    sign_in()
    assert client.get("/policies/proposals/1").status_code == 404
