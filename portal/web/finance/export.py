"""A payment order as a file for the bank: CSV and XLSX with the same columns, which the answer brings back.

Owns the columns and what a spreadsheet must not take for a formula or a number: an account is text. Nothing is masked,
since the bank pays by it; who downloads it is the finance bureau.
"""

import csv
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from portal.services.money.treasury import BatchView
from portal.services.records.money import Payment

BOM: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
#: The bank reads Chinese, whatever language the officer reads.
HEADING: Final = (
    *("序号", "批次号", "办件编号", "企业名称", "统一社会信用代码", "户名", "开户银行", "账号"),
    *("金额（元）", "结果", "日期", "原因"),
)
WIDTHS: Final = (6, 16, 30, 32, 22, 32, 32, 26, 16, 10, 12, 24)
TEXT: Final = "@"


def rows_of(view: BatchView) -> Iterable[tuple[str, ...]]:
    """One row a payment; the last three columns are the bank's."""
    return (row_of(line, view.batch.number) for line in view.lines)


def row_of(line: Payment, number: str) -> tuple[str, ...]:
    account = line.account
    about = (line.enterprise, line.uscc, account.holder, account.bank, account.number)
    return (str(line.line), number, line.case_number, *map(harmless, about), f"{line.amount:.2f}", "", "", "")


def csv_of(view: BatchView) -> bytes:
    """UTF-8 with its mark, so that spreadsheets read it."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADING)
    writer.writerows(rows_of(view))
    return (BOM + out.getvalue()).encode()


def xlsx_of(view: BatchView) -> bytes:
    """A workbook in which every cell is text but the amount's own."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = view.batch.number
    sheet.append(HEADING)
    for row in rows_of(view):
        sheet.append(row)
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.number_format = TEXT
            cell.font = Font(bold=cell.row == 1)
    sheet.freeze_panes = "A2"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def harmless(text: str) -> str:
    """A leading apostrophe keeps a spreadsheet from running a cell as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
