"""The bank's answer to a payment order 银行回执: a table, line by line, each with what is wrong about it.

Owns the columns and what a line must say. A good line is done even when another one is not; a line that was done
before is told so and changes nothing, so the same file may be handed in twice. Refuses a file without the columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from portal.domain.errors import DomainError
from portal.domain.funds.payments import InstalmentState
from portal.domain.policies.profile import read_day
from portal.services.money import payments
from portal.services.money.treasury import batch as batch_of
from portal.services.records.refusals import ResultUnreadable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps
    from portal.services.records.money import Payment

#: Columns by what they hold: any of these words in the first row.
COLUMNS: Final = {
    "line": ("序号", "行号", "line"),
    "batch": ("批次号", "batch"),
    "case": ("办件编号", "case number", "case"),
    "amount": ("金额（元）", "金额(元)", "金额", "amount (yuan)", "amount"),
    "result": ("结果", "result"),
    "on": ("日期", "到账日期", "date"),
    "reason": ("原因", "退回原因", "reason"),
}
MOST_TITLES: Final = 5
NEEDED: Final = ("line", "case", "amount", "result")
LONGEST_LINE: Final = 9
PAID: Final = frozenset({"成功", "已到账", "到账", "paid", "success", "ok"})
RETURNED: Final = frozenset({"失败", "退回", "退票", "returned", "failed"})


class Fault(StrEnum):
    """What is wrong about a line."""

    UNKNOWN_LINE = "unknown_line"
    OTHER_BATCH = "other_batch"
    OTHER_CASE = "other_case"
    WRONG_AMOUNT = "wrong_amount"
    UNKNOWN_RESULT = "unknown_result"
    WRONG_DATE = "wrong_date"
    REASON_MISSING = "reason_missing"
    TWICE = "twice"  # in this file
    DONE_BEFORE = "done_before"  # by an earlier file
    CONTRADICTS = "contradicts"  # an earlier file said the opposite
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class LineFault:
    """One line of the file and what is wrong about it; `row` counts from 1, the heading included."""

    row: int
    fault: Fault
    seen: str
    why: DomainError | None = None  # of a line that was refused


@dataclass(frozen=True, slots=True)
class Read:
    """What a file led to."""

    paid: int
    returned: int
    faults: tuple[LineFault, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    to: InstalmentState
    on: date
    reason: str


class _LineWrong(Exception):
    def __init__(self, fault: Fault, seen: str) -> None:
        super().__init__(fault, seen)
        self.fault, self.seen = fault, seen


def read_answer(deps: Deps, actor: Actor, number: str, *, rows: Sequence[Sequence[str]]) -> Read:
    """Do what the bank says about each line of a batch. Raises ResultUnreadable, NotFound, NotPermitted."""
    view = batch_of(deps, actor, number)
    top = _heading(rows)
    columns = _columns(rows[top:])
    since = deps.calendar.local_date(view.batch.made_at)
    lines = {payment.line: payment for payment in view.lines}
    faults: list[LineFault] = []
    done = {InstalmentState.PAID: 0, InstalmentState.RETURNED: 0}
    seen: set[int] = set()
    for place, row in enumerate(rows[top + 1 :], top + 2):
        cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
        if not any(cells.values()):
            continue
        try:
            payment = _payment(lines, cells, seen, batch=number)
            answer = _answer(deps, cells, since=since)
            _do(deps, actor, payment, answer=answer, batch=number)
            done[answer.to] += 1
        except _LineWrong as wrong:
            faults.append(LineFault(place, wrong.fault, wrong.seen))
        except DomainError as refused:
            faults.append(LineFault(place, Fault.REFUSED, str(refused), why=refused))
    return Read(done[InstalmentState.PAID], done[InstalmentState.RETURNED], tuple(faults))


def _heading(rows: Sequence[Sequence[str]]) -> int:
    """Where the heading stands: banks put titles above it. The first row when none of the first has the columns."""
    for place, row in enumerate(rows[:MOST_TITLES]):
        cells = {cell.strip().lower() for cell in row}
        if all(cells & set(COLUMNS[name]) for name in NEEDED):
            return place
    return 0


def _columns(rows: Sequence[Sequence[str]]) -> Mapping[str, int]:
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    found: dict[str, int] = {}
    for name, words in COLUMNS.items():
        places = [heading.index(word) for word in words if word in heading]
        found |= {name: places[0]} if places else {}
    missing = tuple(COLUMNS[name][0] for name in NEEDED if name not in found)
    if missing:
        raise ResultUnreadable(missing="、".join(missing))
    return found


def _payment(lines: Mapping[int, Payment], cells: Mapping[str, str], seen: set[int], *, batch: str) -> Payment:
    if cells.get("batch", "").lstrip("'").upper() not in {"", batch.upper()}:
        raise _LineWrong(Fault.OTHER_BATCH, cells["batch"])
    line = int(cells["line"]) if cells["line"].isdecimal() and len(cells["line"]) <= LONGEST_LINE else 0
    payment = lines.get(line)
    if payment is None:
        raise _LineWrong(Fault.UNKNOWN_LINE, cells["line"])
    if line in seen:
        raise _LineWrong(Fault.TWICE, cells["line"])
    seen.add(line)
    if cells["case"].lstrip("'") != payment.case_number:
        raise _LineWrong(Fault.OTHER_CASE, cells["case"])
    if _amount(cells["amount"]) != payment.amount:
        raise _LineWrong(Fault.WRONG_AMOUNT, cells["amount"])
    return payment


def _amount(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "").replace("，", "").lstrip("'¥￥"))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _answer(deps: Deps, cells: Mapping[str, str], *, since: date) -> _Answer:
    word = cells["result"].lower()
    if word not in PAID | RETURNED:
        raise _LineWrong(Fault.UNKNOWN_RESULT, cells["result"])
    today = deps.calendar.local_date(deps.clock.now())
    written = cells.get("on", "")
    on = read_day(written) if written else today
    if on is None or not since <= on <= today:
        raise _LineWrong(Fault.WRONG_DATE, written)
    reason = cells.get("reason", "")
    if word in RETURNED and not reason:
        raise _LineWrong(Fault.REASON_MISSING, cells["result"])
    return _Answer(InstalmentState.PAID if word in PAID else InstalmentState.RETURNED, on, reason)


def _do(deps: Deps, actor: Actor, payment: Payment, *, answer: _Answer, batch: str) -> None:
    if payment.state not in {InstalmentState.ORDERED, answer.to}:
        raise _LineWrong(Fault.CONTRADICTS, str(payment.line))
    if answer.to is InstalmentState.PAID:
        is_new = payments.confirm(deps, actor, payment, batch=batch, paid_on=answer.on)
    else:
        is_new = payments.send_back(deps, actor, payment, batch=batch, on=answer.on, reason=answer.reason)
    if not is_new:
        lines = batch_of(deps, actor, batch).lines
        same = any(one.id == payment.id and one.state is answer.to for one in lines)
        raise _LineWrong(Fault.DONE_BEFORE if same else Fault.CONTRADICTS, str(payment.line))
