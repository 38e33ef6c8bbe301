"""The check of names for everybody, and the register with its import."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from portal.domain.permissions import Role
from tests.factories.applicants import Applicant
from tests.web.browser import missing

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from portal.services.deps import Deps
    from tests.web.browser import Browser
    from tests.web.conftest import SignIn

ASK = "/names/?type={}&region=峡江县&trade_name={}&industry={}&suffix={}"
HEAD = "字号,行业,名称,状态,日期\n"


@pytest.mark.parametrize(
    ("kind", "trade_name", "industry", "suffix", "words"),
    [
        ("llc", "玉峡", "生物医药", "", ["峡江县玉峡生物医药有限公司", "badge--green"]),
        ("limited", "玉峡", "管理咨询", "中心（有限合伙）", ["峡江县玉峡管理咨询中心（有限合伙）", "badge--green"]),
        ("individual", "玉峡", "餐饮", "有限公司", ["badge--red", "第十条"]),
        ("llc", "县政府", "商贸", "", ["badge--red", "第十一条"]),
        ("llc", "中华玉", "商贸", "", ["badge--red", "第十二条"]),
        ("llc", "第一峰", "商贸", "", ["badge--yellow", "第十一条"]),
        ("llc", "玉龍", "商贸", "", ["badge--red", "第五条", "玉龍", "龙"]),
        ("general", "玉峡", "咨询", "", ["玉峡咨询企业（普通合伙）", "badge--green"]),
        ("limited", "玉峡", "咨询", "中心(有限合伙)", ["玉峡咨询中心（有限合伙）", "badge--green"]),
    ],
)
def test_anybody_may_check_a_name(
    client: Browser, kind: str, trade_name: str, industry: str, suffix: str, words: list[str]
) -> None:
    answer = client.get(ASK.format(kind, trade_name, industry, suffix))
    assert answer.status_code == 200
    assert trade_name in answer.text
    assert not missing(answer, *words)


def test_names_of_branches_and_empty_forms(client: Browser) -> None:
    assert client.get("/names/").status_code == 200
    good = client.get("/names/?parent=江西玉峡有限公司&words=水边&ending=分公司")
    assert not missing(good, "江西玉峡有限公司水边分公司")
    assert client.get("/names/?parent=&words=&ending=分公司").status_code == 422
    assert client.get("/names/?type=llc&region=峡江县&trade_name=&industry=").status_code == 422


def test_a_name_that_was_filed_is_taken_for_others(client: Browser, deps: Deps, sign_in: SignIn) -> None:
    Applicant(deps, sign_in(Role.APPLICANT)).file(trade_name="玉峡", industry_words="生物医药", region="county")
    answer = client.get(ASK.format("llc", "玉峡", "生物医药", ""))
    assert not missing(answer, "第十七条")
    near = client.get(ASK.format("llc", "玉龙", "生物医药", ""))
    assert not missing(near, "第十七条", "玉峡")


def send(client: Browser, text: str) -> TestResponse:
    data = {"csrf_token": client.token(), "file": (io.BytesIO(text.encode()), "names.csv")}
    return client.post("/names/register", data=data)


def test_the_register_is_kept_by_the_registration_authority(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="market-regulation")
    text = HEAD + (
        "玉峡,生物医药,峡江县玉峡生物医药有限公司,在册,2020-01-01\n"
        "金峡,,峡江县金峡有限公司,在册,2020-01-01\n"
        "玉峡,生物医药,峡江县玉峡生物医药有限责任公司,在册,2021-01-01\n"
        "云峡,商贸,峡江县云峰商贸有限公司,在册,2020-01-01\n"
        "云峡,商贸,峡江县云峡商贸有限公司,开业,2020-01-01\n"
        "云峡,商贸,峡江县云峡商贸有限公司,注销,2999-01-01\n"
        ",商贸,峡江县云峡商贸有限公司,注销,2020-01-01\n"
    )
    answer = send(client, text)
    assert not missing(answer, "第4行", "第5行", "第6行", "第7行", "第8行", "峡江县金峡有限公司")
    assert not missing(client.get("/names/register?trade_name=玉峡"), "峡江县玉峡生物医药有限公司", "在册")
    wrong = send(client, "名字,行业\n玉峡,商贸\n")
    assert wrong.status_code == 422


@pytest.mark.parametrize(("role", "department", "status"), [(Role.OFFICER, "tax", 403), (Role.ADMIN, None, 200)])
def test_others_do_not_keep_it(
    client: Browser, sign_in: SignIn, role: Role, department: str | None, status: int
) -> None:
    sign_in(role, department=department)
    assert client.get("/names/register").status_code == status


def test_strangers_are_asked_to_sign_in(client: Browser) -> None:
    assert client.get("/names/register").status_code == 302
