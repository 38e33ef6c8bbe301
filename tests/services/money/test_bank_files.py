"""What a bank may send: titles above the heading, another order's lines, lines that say what is not so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.integrations.tables import TableFiles
from portal.services.money import bank_answers, payments
from portal.services.money.bank_answers import Fault
from portal.services.records.money import Account
from tests.factories.money import Treasury

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.services.records.money import Batch

HEADING = ("序号", "批次号", "办件编号", "金额（元）", "结果", "原因")
Rows = list[tuple[str, ...]]


def rows_of(treasury: Treasury, batch: Batch, *results: tuple[str, str]) -> Rows:
    """The exported lines with the bank's results."""
    with treasury.deps.uow.read() as tx:
        lines = tx.money.payments.lines(batch.id)
    return [
        HEADING,
        *(
            (str(one.line), batch.number, one.case_number, f"{one.amount:.2f}", result, why)
            for one, (result, why) in zip(lines, results, strict=True)
        ),
    ]


def read(treasury: Treasury, batch: Batch, rows: Sequence[Sequence[str]]) -> tuple[int, int, list[tuple[int, Fault]]]:
    answer = bank_answers.read_answer(treasury.deps, treasury.finance, batch.number, rows=rows)
    return answer.paid, answer.returned, [(one.row, one.fault) for one in answer.faults]


def test_titles_above_the_heading_and_the_banks_own_encoding(treasury: Treasury) -> None:
    treasury.fill("200000.00")
    batch = treasury.order(treasury.granted(), treasury.granted())
    rows = rows_of(treasury, batch, ("成功", ""), ("退票", "账号不存在"))
    text = "某银行峡江支行回执\r\n打印时间,2026-10-12\r\n" + "".join(f"{','.join(row)}\r\n" for row in rows)
    assert read(treasury, batch, TableFiles().rows(text.encode("gbk"))) == (1, 1, [])


def test_the_file_of_another_order_pays_nothing_though_case_and_amount_agree(treasury: Treasury) -> None:
    treasury.fill("100000.00")
    case = treasury.granted()
    first = treasury.order(case)
    old = rows_of(treasury, first, ("成功", ""))
    assert read(treasury, first, rows_of(treasury, first, ("退回", "户名不符"))) == (0, 1, [])
    account = Account(holder=case.title, bank="某银行", number="360012345678")
    payments.correct_account(treasury.deps, treasury.applicant.actor, case.number, account=account)
    second = treasury.order(case)
    assert read(treasury, second, old) == (0, 0, [(2, Fault.OTHER_BATCH)])
    assert read(treasury, second, rows_of(treasury, second, ("成功", ""))) == (1, 0, [])
    assert read(treasury, second, rows_of(treasury, second, ("退回", "晚了"))) == (0, 0, [(2, Fault.CONTRADICTS)])
    assert read(treasury, first, old) == (0, 0, [(2, Fault.CONTRADICTS)])


def test_a_line_that_says_what_is_not_so_is_named_and_the_others_are_done(treasury: Treasury) -> None:
    treasury.fill("300000.00")
    batch = treasury.order(*(treasury.granted() for _ in range(3)))
    rows = rows_of(treasury, batch, ("成功", ""), ("退回", ""), ("成功", ""))
    rows[1] = (*rows[1][:3], "100000.01", *rows[1][4:])
    assert read(treasury, batch, rows) == (1, 0, [(2, Fault.WRONG_AMOUNT), (3, Fault.REASON_MISSING)])
