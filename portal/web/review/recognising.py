"""Recognition lists 认定名单 of a department: handing one in, looking at what it holds, importing it.

Owns addresses, and the words of each fault of a line. A file is looked at before anything of it is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.domain.errors import DomainError
from portal.domain.permissions import Role
from portal.domain.policies.recognition import BadLine, Column, Fault
from portal.domain.texts import Text
from portal.services.matching import recognition
from portal.services.matching.recognition import Preview
from portal.web.common.access import allow
from portal.web.common.context import actor, deps
from portal.web.common.errors import UNPROCESSABLE, sentence
from portal.web.common.keys import after_of, key_of
from portal.web.common.parts import Paging
from portal.web.review.blueprint import bp
from portal.web.review.side import side_nav

SHOWN: Final = 200
FAULTS: Final[Mapping[Fault, object]] = {
    Fault.USCC_WRONG: _l("the credit code is wrong: 18 characters, the last one is a check character"),
    Fault.NAME_MISSING: _l("the name is missing"),
    Fault.ISSUED_WRONG: _l("the day of recognition is missing or no day, for example 2026-05-20"),
    Fault.ISSUED_LATER: _l("the day of recognition has not come yet"),
    Fault.VALID_WRONG: _l("the last day of validity is no day"),
    Fault.VALID_BEFORE: _l("it ends before it begins"),
    Fault.ROUND_WRONG: _l("the type (first or again, newly built or grown, level) is not understood or missing"),
    Fault.TWICE: _l("the same enterprise and certificate as in line %(other)s"),
    Fault.KNOWN: _l("imported before with another list, so it is left out"),
}
REASONS: Final[Mapping[str, object]] = {
    "empty": _l("The file is empty. Choose another one."),
    "too_large": _l("The file is larger than 5 MB. Split the list."),
    "too_many_rows": _l("The list has more than 20,000 lines. Split it."),
    "old_excel": _l("This is an old Excel file (.xls). Save it as .xlsx or .csv."),
    "workbook": _l("The workbook is damaged or protected. Save it anew as .xlsx or .csv."),
    "encoding": _l("The text is neither UTF-8 nor GBK. Save it as CSV UTF-8."),
    "csv": _l("The CSV file has a quotation mark that is not closed."),
}
COLUMNS: Final[Mapping[str, object]] = {
    Column.USCC.value: _l("统一社会信用代码 (credit code)"),
    Column.NAME.value: _l("企业名称 (name)"),
    Column.ISSUED_ON.value: _l("发证日期 or 认定日期 (day of recognition)"),
}


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of list, with the policies that use it."""

    kind: str
    policies: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One imported list."""

    title: str
    kind: str
    file_name: str
    lines: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GoodLine:
    """One line that will be imported."""

    number: int
    uscc: str
    name: str
    certificate: str
    issued_on: date
    valid_until: date | None
    type: str


@dataclass(frozen=True, slots=True)
class FaultyLine:
    """One line that is left out, with why."""

    number: int
    words: str
    cells: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What a file holds."""

    kind: str
    policies: tuple[Text, ...]
    sha256: str
    file_name: str
    title: str
    good: tuple[GoodLine, ...]
    good_count: int
    faulty: tuple[FaultyLine, ...]
    faulty_count: int
    empty: int
    problem: str


@bp.get("/recognitions/")
@allow(Role.OFFICER)
def recognitions() -> ResponseReturnValue:
    return show_lists()


@bp.post("/recognitions/look")
@allow(Role.OFFICER)
def look_at_list() -> ResponseReturnValue:
    """Look at a file that was handed in; nothing of it counts yet."""
    sent, kind = request.files.get("list"), request.form.get("kind", "")
    if sent is None or not sent.filename:
        return show_lists(_("Choose a file.")), UNPROCESSABLE
    try:
        found = recognition.preview_list(deps(), actor(), kind, data=sent.read())
    except DomainError as refusal:
        if not refusal.message_id.startswith("list."):
            raise
        return show_lists(list_words(refusal)), UNPROCESSABLE
    return show_preview(found, file_name=sent.filename[-100:], title="")


@bp.post("/recognitions/import")
@allow(Role.OFFICER)
def import_list() -> ResponseReturnValue:
    kind, sha256 = request.form.get("kind", ""), request.form.get("sha256", "")
    title, file_name = request.form.get("title", ""), request.form.get("file_name", "")
    try:
        listed = recognition.import_list(deps(), actor(), kind, sha256=sha256, title=title, file_name=file_name)
    except DomainError as refusal:
        if not refusal.message_id.startswith("list."):
            raise
        found = recognition.preview_again(deps(), actor(), kind, sha256=sha256)
        page = show_preview(found, file_name=file_name, title=title, problem=sentence(refusal))
        return page, UNPROCESSABLE
    words = ngettext(
        "%(num)s enterprise was imported. Now match it with a policy.",
        "%(num)s enterprises were imported. Now match them with a policy.",
        listed.lines,
    )
    flash(words, "success")
    return redirect(url_for(".matching"))


def list_words(refusal: DomainError) -> str:
    """A refusal of a whole file, in words that say how to mend it."""
    reason = REASONS.get(str(refusal.facts.get("reason", "")))
    if reason is not None:
        return str(reason)
    columns = refusal.facts.get("columns")
    if isinstance(columns, tuple):
        named = _(", ").join(str(COLUMNS.get(str(one), one)) for one in columns)
        return str(_("Columns are missing in the list: %(columns)s.", columns=named))
    return sentence(refusal)


#: As the headings of the departments' lists are; they are Chinese in every language.
COLUMNS_NEEDED: Final = "统一社会信用代码、企业名称、发证日期（认定日期）"
COLUMNS_MORE: Final = "证书编号、有效期至、认定类型（首次/重新、新建/升规）、级别"


def show_lists(problem: str = "") -> str:
    after = request.args.get("after")
    page = recognition.lists_of(deps(), actor(), after=after_of(after))
    following = key_of(page.next)
    return render_template(
        "review/recognitions.html",
        side=side_nav(actor(), "recognitions"),
        kinds=tuple(
            KindRow(kind, tuple(one.name for one in policies))
            for kind, policies in recognition.kinds_of(deps(), actor()).items()
        ),
        lists=tuple(
            ListRow(one.title, one.kind, one.file_name, one.lines, one.entry.user_name, one.entry.at)
            for one in page.rows
        ),
        paging=Paging(
            url_for(".recognitions", after=following) if following else None,
            url_for(".recognitions") if after else None,
        ),
        problem=problem,
        columns_needed=COLUMNS_NEEDED,
        columns_more=COLUMNS_MORE,
    )


def show_preview(found: Preview, *, file_name: str, title: str, problem: str = "") -> str:
    page = PreviewPage(
        kind=found.kind,
        policies=tuple(one.name for one in found.policies),
        sha256=found.sha256,
        file_name=file_name,
        title=title,
        good=tuple(
            GoodLine(one.number, one.uscc, one.name, one.certificate, one.issued_on, one.valid_until, one.round)
            for one in found.read.lines[:SHOWN]
        ),
        good_count=len(found.read.lines),
        faulty=tuple(map(faulty_line, found.read.bad[:SHOWN])),
        faulty_count=len(found.read.bad),
        empty=found.read.empty,
        problem=problem,
    )
    return render_template("review/recognition_preview.html", page=page, side=side_nav(actor(), "recognitions"))


def faulty_line(line: BadLine) -> FaultyLine:
    words = _("; ").join(str(FAULTS[one]) % {"other": line.other} for one in line.faults)
    cells = " | ".join(line.cells).rstrip(" |")
    return FaultyLine(line.number, words, cells, line.faults == (Fault.KNOWN,))
