"""Lists as CSV for spreadsheets.

Owns the columns and what a spreadsheet must not take for a formula. Streams: no list is held in memory.
"""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Final

from flask_babel import gettext as _

from portal.i18n import as_date, translated
from portal.services.records.core import CaseLine
from portal.web.common.case_words import state_badge
from portal.web.manage.lists import ONCE_WORDS, service_name

BOM: Final = "\ufeff"
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_of(lines: Iterable[CaseLine]) -> Iterator[str]:
    """The file piece by piece: BOM so that Excel reads UTF-8, then a header, then a line a case."""
    yield BOM + row_text(header())
    for line in lines:
        yield row_text(row_of(line))


def header() -> list[str]:
    return [
        str(words)
        for words in (
            _("Case number"),
            _("Service"),
            _("Subject"),
            _("State"),
            _("Received on"),
            _("Decided on"),
            _("Working days taken"),
            _("On time"),
            _("Visits"),
            _("Counted as"),
        )
    ]


def row_of(line: CaseLine) -> list[object]:
    return [
        line.number,
        translated(service_name(line)),
        line.title,
        translated(state_badge(line.state).words),
        as_date(line.filed_at).isoformat(),
        line.decided_on.isoformat() if line.decided_on else "",
        "" if line.workdays_taken is None else line.workdays_taken,
        _("Yes") if line.on_time else _("No"),
        line.visits,
        ONCE_WORDS[line.once] if line.once else "",
    ]


def row_text(cells: Iterable[object]) -> str:
    """One line of the file; whatever a spreadsheet would compute is marked as text."""
    out = StringIO()
    csv.writer(out).writerow([harmless(str(cell)) for cell in cells])
    return out.getvalue()


def harmless(text: str) -> str:
    """A leading apostrophe keeps Excel and others from running a cell as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
