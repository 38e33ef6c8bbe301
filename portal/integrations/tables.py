"""Tables that somebody hands in: CSV and XLSX files as rows of text.

Owns encodings (UTF-8 with or without mark, GBK) and how cells become text. Refuses what is too large, what is no
table, and workbooks that unpack to more than they should; formulas are never computed.
"""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from portal.domain.policies.recognition import ListUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_BYTES: Final = 5 * 1024 * 1024
MOST_UNPACKED: Final = 60 * 1024 * 1024
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 40
MOST_LETTERS: Final = 500
ENCODINGS: Final = ("utf-8-sig", "gb18030")
ZIP_MARK: Final = b"PK\x03\x04"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


class TableFiles:
    """Reads tables; implements :class:`portal.services.ports.profiles.Tables`."""

    def rows(self, data: bytes) -> Sequence[Sequence[str]]:
        """All rows as text, judged by content and not by name. Raises ListUnreadable."""
        if not data.strip():
            raise ListUnreadable(reason="empty")
        if len(data) > MOST_BYTES:
            raise ListUnreadable(reason="too_large")
        if data.startswith(OLD_EXCEL):
            raise ListUnreadable(reason="old_excel")
        rows = _workbook(data) if data.startswith(ZIP_MARK) else _csv(data)
        return tuple(_within(rows))


def _within(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    for place, row in enumerate(rows):
        if place >= MOST_ROWS:
            raise ListUnreadable(reason="too_many_rows")
        yield tuple(cell[:MOST_LETTERS] for cell in row[:MOST_COLUMNS])


def _csv(data: bytes) -> Iterator[Sequence[str]]:
    text = _text(data)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error:
        raise ListUnreadable(reason="csv") from None


def _text(data: bytes) -> str:
    """GB18030 contains GBK; whatever is neither is no text."""
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise ListUnreadable(reason="encoding")


def _workbook(data: bytes) -> Iterator[Sequence[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise ListUnreadable(reason="too_large")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise ListUnreadable(reason="workbook") from None
    try:
        if book.worksheets:
            for row in book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True):
                yield tuple(map(_cell, row))
    finally:
        book.close()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
