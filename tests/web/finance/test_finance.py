"""The finance bureau's day: money in, orders out, the bank's answers, and everybody sees where the money is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from portal.domain.funds.payments import InstalmentState
from portal.domain.permissions import FINANCE, Actor, Role
from portal.services.records.money import Instalment
from portal.web.common.identity import SignedIn
from portal.web.common.money_words import instalment_row
from portal.web.finance.export import harmless
from tests.factories.money import Treasury
from tests.web.browser import Browser, missing
from tests.web.conftest import SignIn

BUDGETS = "/finance/budgets?year=2026"
PLACES = ("budgets", "payable", "batches", "returned", "to-check", "recoveries")


def finance(sign_in: SignIn) -> Actor:
    return sign_in(Role.OFFICER, department=FINANCE)


def batch_of(client: Browser) -> str:
    """The number of the newest payment order."""
    page = client.get("/finance/batches").get_data(as_text=True)
    return page.split("/finance/batches/ZF-")[1].split('"')[0]


def test_a_budget_is_opened_topped_up_and_reduced_and_the_ledger_says_why(client: Browser, sign_in: SignIn) -> None:
    finance(sign_in)
    first = {"pool": "industry", "year": "2026", "amount": "500000.00", "reason": "年初预算〔2026〕1号"}
    answer = client.submit("/finance/budgets", first, page=BUDGETS)
    ledger = answer.headers["Location"]
    assert not missing(client.get(ledger), "¥500,000.00", "年初预算〔2026〕1号", "追加预算")
    less = {"kind": "reduce", "amount": "500000.01", "reason": "压减"}
    refused = client.submit(ledger, less)
    assert refused.status_code == 422
    assert not missing(refused, "没有这么多资金", "压减")
    assert client.submit(ledger, less | {"amount": "0.01"}).status_code == 302
    assert not missing(client.get(ledger), "¥499,999.99", "调减预算")
    assert client.submit(ledger, less | {"reason": " "}).status_code == 422
    assert not missing(client.get(BUDGETS), "industry", "¥499,999.99", "0.0%")


def test_money_sent_twice_is_entered_once(client: Browser, sign_in: SignIn) -> None:
    finance(sign_in)
    first = {"pool": "industry", "year": "2026", "amount": "500000.00", "reason": "年初预算"}
    ledger = client.submit("/finance/budgets", first, page=BUDGETS).headers["Location"]
    assert not missing(client.submit("/finance/budgets", first, page=BUDGETS), "本页打开后已有入账", "¥500,000.00")
    more = {"csrf_token": client.token(), "kind": "top_up", "amount": "7.00", "reason": "追加", "seen": "500000.00"}
    assert client.post(ledger, data=more).status_code == 302
    again = client.post(ledger, data=more)
    assert again.status_code == 422
    assert not missing(again, "目前合计 ¥500,007.00", "追加")
    assert not missing(client.get(ledger), "¥500,007.00")
    for nonsense in ({"seen": "x"}, {"seen": ""}, {"seen": "sNaN"}):
        assert client.post(ledger, data=more | nonsense).status_code == 422


def test_who_may_open_the_pages(client: Browser, sign_in: SignIn, treasury: Treasury) -> None:
    treasury.fill("1000.00")
    for role, given, wanted in (
        (Role.MANAGER, {}, 200),
        (Role.OFFICER, {"department": FINANCE}, 200),
        (Role.OFFICER, {"department": "industry"}, 403),
        (Role.CLERK, {}, 403),
        (Role.APPLICANT, {}, 403),
        (Role.ADMIN, {}, 403),
    ):
        sign_in(role, **given)
        for place in PLACES:
            expected = 200 if place == "to-check" and role is Role.OFFICER else wanted
            assert client.get(f"/finance/{place}").status_code == expected, (role, place)
    sign_in(Role.MANAGER)
    assert missing(client.get(BUDGETS), "记入台账") == ["记入台账"]
    assert client.post("/finance/budgets", data={"csrf_token": client.token()}).status_code == 403


def test_from_a_payable_award_to_the_account_and_the_owner_reads_it(
    client: Browser, sign_in: SignIn, treasury: Treasury, owner: Actor
) -> None:
    treasury.fill("300000.00")
    case, other = treasury.granted(), treasury.granted()
    finance(sign_in)
    shown = client.get("/finance/payable")
    assert not missing(shown, case.title, "¥60,000.00", "剩3天", "生成支付令")
    text = shown.get_data(as_text=True)
    ids = [part.split('"')[0] for part in text.split('name="instalment" value="')[1:]]
    made = client.post("/finance/batches", data={"csrf_token": client.token(), "instalment": ids})
    page = made.headers["Location"]
    assert not missing(client.get(page), "¥120,000.00", "已下达支付令", case.number, other.number)
    book = load_workbook(BytesIO(client.get(f"{page}/xlsx").get_data()))
    rows = [list(row) for row in book.active.iter_rows(values_only=True)]  # type: ignore[union-attr] # it has a sheet
    assert rows[0][0] == "序号"
    assert rows[1][7].isdecimal()
    assert client.get(f"{page}/csv").get_data(as_text=True).startswith("\ufeff序号,批次号")
    client.most_commits = 5
    answer = answered(rows, ("成功", ""), ("退回", "户名不符"))
    read = send(client, page, answer)
    assert not missing(read, "到账1笔", "退回1笔", "已到账", "户名不符")
    again = send(client, page, answer)
    assert not missing(again, "到账0笔", "以前已登记")
    assert not missing(client.get(BUDGETS), "¥60,000.00", "20.0%", "100.0%")
    assert not missing(client.get("/finance/returned"), other.title, "户名不符")
    sign_in_as(client, treasury, owner)
    assert not missing(client.get(f"/cases/{case.number}"), "首期已到账", "¥60,000.00")
    assert not missing(client.get("/messages/"), "银行退回付款，请更正收款账户", "户名不符", "资金已到账")
    back = client.get(f"/cases/{other.number}")
    assert not missing(back, "退回（账户有误）", "户名不符", "更正收款账户", "请在下面更正收款账户")
    assert missing(back, "您现在不用做任何事") == ["您现在不用做任何事"]
    fixed = {"holder": other.title, "bank": "某银行峡江支行", "number": "3600 1234 5678"}
    assert client.submit(f"/cases/{other.number}/account", fixed | {"number": "x"}).status_code == 422
    assert client.submit(f"/cases/{other.number}/account", fixed).status_code == 302
    assert not missing(client.get(f"/cases/{other.number}"), "待拨付", "*5678")


def answered(rows: list[list[str]], *results: tuple[str, str]) -> bytes:
    """The exported list with the bank's results."""
    filled = [rows[0], *([*row[:9], word, "", why] for row, (word, why) in zip(rows[1:], results, strict=True))]
    return "\n".join(",".join(str(cell or "") for cell in row) for row in filled).encode()


def send(client: Browser, page: str, data: bytes) -> TestResponse:
    return client.post(page, data={"csrf_token": client.token(), "file": (BytesIO(data), "回执.csv")})


def sign_in_as(client: Browser, treasury: Treasury, actor: Actor) -> None:
    with treasury.deps.uow.read() as tx:
        account = tx.users.get(actor.user_id)
    assert account is not None
    with client.session_transaction() as session:
        session["_user_id"] = SignedIn(account).get_id()
        session["_fresh"] = True
        session["seen"] = int(treasury.deps.clock.now().timestamp())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({0: "9"}, "支付令中没有这一行"),
        ({2: "360823-XX"}, "办件编号与该行不符"),
        ({8: "60000.01"}, "金额与该行不符"),
        ({9: "也许"}, "成功”或“退回"),
        ({9: "退回"}, "必须写明原因"),
        ({9: "成功", 10: "2031-01-01"}, "到今天之间"),
        ({10: "2026-09-01"}, "到今天之间"),
    ],
)
def test_a_wrong_line_is_named_and_changes_nothing(
    client: Browser, sign_in: SignIn, treasury: Treasury, change: dict[int, str], words: str
) -> None:
    treasury.fill("100000.00")
    batch = treasury.order(treasury.granted())
    before = treasury.balance()
    finance(sign_in)
    page = f"/finance/batches/{batch.number}"
    heading, line, *_ = client.get(f"{page}/csv").get_data(as_text=True).lstrip("\ufeff").splitlines()
    cells = line.split(",")
    cells[9] = "成功"
    for place, text in change.items():
        cells[place] = text
    assert not missing(send(client, page, f"{heading}\n{','.join(cells)}\n".encode()), words, "第2行")
    assert treasury.balance() == before


def test_a_file_without_the_columns_is_refused(client: Browser, sign_in: SignIn, treasury: Treasury) -> None:
    treasury.fill("100000.00")
    batch = treasury.order(treasury.granted())
    finance(sign_in)
    page = f"/finance/batches/{batch.number}"
    assert not missing(send(client, page, b"a,b\n1,2\n"), "文件缺少下列列", "办件编号")
    assert not missing(send(client, page, b""), "文件")


def test_a_later_instalment_is_checked_and_a_recovery_runs_to_its_end(
    client: Browser, sign_in: SignIn, treasury: Treasury
) -> None:
    treasury.fill("100000.00")
    case = treasury.granted()
    treasury.pay(treasury.order(case))
    treasury.advance(days=366)
    sign_in(Role.OFFICER, department="industry")
    listed = client.get("/finance/to-check")
    assert not missing(listed, case.title, "¥40,000.00", "核实条件")
    address = listed.get_data(as_text=True).split('href="/finance/to-check/')[1].split('"')[0]
    check = f"/finance/to-check/{address}"
    assert client.submit(check, {"kept": "yes", "words": ""}).status_code == 422
    assert client.submit(check, {"kept": "yes", "words": "统计联网直报"}).status_code == 302
    recover = f"/finance/cases/{case.number}/recover"
    too_much = {"amount": "60000.01", "reason": "虚假材料", "years": "3"}
    shown = client.submit(recover, too_much)
    assert not missing(shown, "最多可以追回60,000.00元")
    assert client.submit(recover, too_much | {"amount": "60000"}).status_code == 302
    assert not missing(client.get(recover), "追回中")
    finance(sign_in)
    assert not missing(client.get("/finance/recoveries"), case.title, "追回中")
    part = {"csrf_token": client.token(), "amount": "20000", "seen": "0.00"}
    assert client.post("/finance/recoveries/1", data=part).status_code == 302
    assert not missing(client.post("/finance/recoveries/1", data=part), "目前合计 ¥20,000.00")
    assert client.submit("/finance/recoveries/1", {"amount": "40000"}).status_code == 302
    assert not missing(client.get("/finance/recoveries/1"), "已追回")
    assert not missing(client.get("/finance/budgets?year=2026"), "¥100,000.00")


def test_the_officer_of_the_department_reads_the_money_beside_the_case(
    client: Browser, sign_in: SignIn, treasury: Treasury
) -> None:
    treasury.fill("50000.00")
    case = treasury.approve(treasury.accepted())
    sign_in(Role.OFFICER, department="industry")
    shown = client.get(f"/review/cases/{case.number}")
    assert not missing(shown, "资金兑现", "第1位", "可用 ¥50,000.00")
    finance(sign_in)
    assert not missing(client.get("/finance/budgets?year=2026"), "1笔，¥100,000.00")
    assert not missing(client.get("/finance/budgets/1/waiting"), case.title, "排队")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("峡江县某公司") == "峡江县某公司"


def test_pages_are_complete_in_english(client: Browser, sign_in: SignIn, treasury: Treasury) -> None:
    treasury.fill("100000.00")
    treasury.order(treasury.granted())
    finance(sign_in)
    page = client.get("/finance/budgets?year=2026&lang=en")
    assert not missing(page, "Budgets 2026", "Available", "Executed")
    assert not missing(client.get("/finance/batches"), "Payment orders", "1 day left")


def test_what_the_bank_said_before_the_account_was_mended_is_not_said_of_the_paid_part(app: Flask) -> None:
    back = Instalment(
        id=1,
        award_id=1,
        seq=1,
        amount=Decimal("5.00"),
        due_on=date(2026, 10, 12),
        conditional=False,
        state=InstalmentState.RETURNED,
        words="户名不符",
    )
    paid = replace(back, state=InstalmentState.PAID, paid_on=date(2026, 10, 20))
    with app.test_request_context():
        assert [instalment_row(one).words for one in (back, paid)] == ["户名不符", ""]
