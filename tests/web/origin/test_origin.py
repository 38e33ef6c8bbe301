"""The advisor, the check and the kinds, for everybody; the table of rates for the department of commerce."""

from __future__ import annotations

from io import BytesIO

from werkzeug.test import TestResponse

from portal.domain.permissions import Role
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn
from tests.web.page_checks import hidden_fields

ASKED = "/origin/?hs=760612&to=TH&value=8000"
FILE = "协定,目的国,HS编码,最惠国税率,优惠税率,起始日期,截止日期,来源\nacfta,TH,760612,30,0,2026-01-01,,示例\n"


def upload(client: Browser, text: str) -> TestResponse:
    data = {"file": (BytesIO(text.encode("utf-8")), "rates.csv")}
    return client.submit("/review/rates/import", data, page="/review/rates/")


def test_without_rates_the_advisor_says_so(client: Browser) -> None:
    assert not missing(client.get(ASKED), "没有录入该产品在该国的税率", "一般原产地证书")


def test_a_file_is_looked_at_stored_and_makes_the_advice(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="commerce")
    looked = upload(client, FILE)
    assert not missing(looked, "将保存1行")
    sent = hidden_fields(looked.get_data(as_text=True), "/review/rates/confirm")
    assert client.post("/review/rates/confirm", data=sent).location == "/review/rates/"
    assert not missing(client.get("/review/rates/"), "30% → 0%", "示例", "TH 泰国", "东盟")
    assert not missing(client.get(ASKED), "8000 × (30% − 0%) = 2400 USD", "FORM E", "可自助打印")


def test_faults_of_a_file_are_told_by_row_and_nothing_is_stored(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="commerce")
    looked = upload(client, FILE.replace("acfta", "nafta"))
    assert not missing(looked, "没有这个协定：nafta")
    assert missing(client.get("/review/rates/"), "30% → 0%")


def test_other_departments_have_no_business_with_rates(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="tax")
    assert client.get("/review/rates/").status_code == 403


def test_the_check_shows_the_arithmetic(client: Browser) -> None:
    typed = {
        "agreement": "rcep",
        "hs": "7606.12",
        "value": "8,000",
        "m_hs": ["760110", "760612"],
        "m_value": ["5000", "700"],
        "m_origin": ["AU", "US"],
        "m_proof": ["", ""],
    }
    answer = client.submit("/origin/check", typed)
    assert not missing(answer, "符合原产资格：CTC, DMI", "700 ÷ 8000 = 8.75%", "待核")
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_cannot_be_checked_is_told_at_its_row(client: Browser) -> None:
    typed = {"agreement": "rcep", "hs": "760612", "value": "8000", "m_hs": ["76"], "m_value": ["x"], "m_origin": [""]}
    answer = client.submit("/origin/check", typed)
    assert answer.status_code == 422
    assert not missing(answer, "材料1：请填写6、8或者10位HS编码", "材料1：价值请填写数字")


def test_the_kinds_explain_the_traps(client: Browser) -> None:
    answer = client.get("/origin/kinds")
    assert not missing(answer, "取消出口货物原产地企业备案", "不是内地出口货物的证书", "澳大利亚、新西兰、挪威", "待核")


def test_the_advice_says_when_the_origin_was_not_checked(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="commerce")
    looked = upload(client, FILE)
    client.post("/review/rates/confirm", data=hidden_fields(looked.get_data(as_text=True), "/review/rates/confirm"))
    assert not missing(client.get(ASKED), "货物符合原产地规则的，最优", "原产资格未判定")
    typed = {"hs": "760612", "to": "TH", "value": "8000", "wholly": "1"}
    told = client.submit("/origin/", typed)
    assert not missing(told, "最优：中国—东盟自由贸易区优惠原产地证书（FORM E）", "符合原产资格：WO")
    assert missing(told, "还没有判定货物的原产资格") == ["还没有判定货物的原产资格"]


def test_without_a_rule_nobody_says_that_goods_do_not_originate(client: Browser) -> None:
    typed = {"hs": "850760", "to": "PK", "value": "8000", "m_hs": ["850790"], "m_value": ["900"], "m_origin": ["US"]}
    told = client.submit("/origin/", {**typed, "m_proof": [""]})
    assert not missing(
        told, "没有录入该产品的原产地规则，无法判定", "未判定：没有录入规则", "可能有优惠，本平台没有数据"
    )


def test_more_rows_keep_what_was_typed(client: Browser) -> None:
    typed = {"hs": "850760", "m_hs": ["850790"] * 6, "m_value": ["900"] * 6, "more": "1"}
    told = client.submit("/origin/check", typed)
    assert told.status_code == 200
    assert told.get_data(as_text=True).count('name="m_hs"') == 11
    assert told.get_data(as_text=True).count('value="850790"') == 6


def test_only_minimal_operations_need_an_operation(client: Browser) -> None:
    told = client.submit("/origin/check", {"agreement": "rcep", "hs": "760612", "value": "8000", "only": "1"})
    assert told.status_code == 422
    assert not missing(told, "请勾选所进行的加工")


def test_a_row_that_cannot_be_read_is_shown_as_it_was_typed(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="commerce")
    looked = upload(client, FILE.replace(",30,", ",三成,"))
    assert not missing(looked, "三成 → 0", "760612", "TH 泰国", "不用证书的税率（%）：")


def test_names_of_agreement_and_country_do_as_well_as_keys(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="commerce")
    looked = upload(client, FILE.replace("acfta,TH", "中国—东盟自由贸易协定,泰国"))
    assert not missing(looked, "将保存1行", "TH 泰国")


def test_a_last_day_outside_the_row_is_refused_at_the_field(client: Browser, sign_in: SignIn) -> None:
    sign_in(Role.OFFICER, department="commerce")
    looked = upload(client, FILE)
    client.post("/review/rates/confirm", data=hidden_fields(looked.get_data(as_text=True), "/review/rates/confirm"))
    typed = {"last_day": ["2025", "1", "1"]}
    answer = client.submit("/review/rates/1/end", typed)
    assert answer.status_code == 422
    assert not missing(answer, "终止日期应当在这一行的有效期内", 'href="#last_day')
