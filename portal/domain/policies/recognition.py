"""Recognition lists 认定名单 as tables: which column is what, what is wrong in which line, and which facts follow.

Owns the reading of rows that are text already. Refuses a table without the columns that are needed; every other fault
is told with its line, and nothing of the file is lost silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, Final

from portal.domain.errors import DomainError
from portal.domain.policies.facts import Fact, FactKind, FactSource
from portal.domain.policies.profile import plain_width, read_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from portal.domain.policies.facts import FactKindOf

    Row = Sequence[str]


class Column(StrEnum):
    """What a column holds."""

    USCC = "uscc"
    NAME = "name"
    CERTIFICATE = "certificate"
    ISSUED_ON = "issued_on"
    VALID_UNTIL = "valid_until"
    ROUND = "round"  # 首次/重新, 新建/升规, or a level


HEADINGS: Final[Mapping[Column, frozenset[str]]] = {
    Column.USCC: frozenset({"uscc", "统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码"}),
    Column.NAME: frozenset({"name", "企业名称", "单位名称", "名称", "企业"}),
    Column.CERTIFICATE: frozenset({"certificate", "certificateno", "证书编号", "证书号", "编号", "文号"}),
    Column.ISSUED_ON: frozenset({"issuedon", "发证日期", "发证时间", "认定日期", "认定时间", "公布日期", "入库日期"}),
    Column.VALID_UNTIL: frozenset({"validuntil", "有效期至", "有效期", "失效日期", "到期日期"}),
    Column.ROUND: frozenset(
        {"first", "round", "level", "首次或重新", "首次/重新", "认定类型", "类型", "级别", "是否首次", "首次认定"}
    ),
}
NEEDED: Final = (Column.USCC, Column.NAME, Column.ISSUED_ON)
FIRST: Final = frozenset({"首次", "首次认定", "是", "first", "yes", "新认定"})
AGAIN: Final = frozenset({"重新", "重新认定", "复审", "否", "again", "no"})
NEWLY_BUILT: Final = frozenset({"新建", "新建投产", "new"})
GROWN: Final = frozenset({"升规", "成长", "成长升规", "grown"})
WITHOUT_END: Final = frozenset(
    {"长期", "长期有效", "永久", "永久有效", "无固定期限", "无期限", "无", "-", "--", "—", "/"}
)
"""What lists write where a recognition does not end."""

SERIAL: Final = re.compile(r"[0-9]{5}(\.0+)?")
EPOCH: Final = date(1899, 12, 30)
SERIAL_YEARS: Final = range(1990, 2101)
LONGEST_NAME: Final = 200
TITLES: Final = 4
"""At most so many filled rows, above all merged titles, stand above the heading."""

LEAVES: Final = (
    "certificate_no",
    "list_no",
    "issued_on",
    "recognised_on",
    "first_date",
    "valid_until",
    "first_time",
    "active",
    "insured_prior_year",
    "newly_built",
    "level",
)
"""The last words of the ids of facts that a list can prove."""

#: Kinds of lists that are called otherwise than their facts.
STEMS: Final[Mapping[str, str]] = {"insured": "unemployment"}


class Fault(StrEnum):
    """What is wrong with one line."""

    USCC_WRONG = "uscc_wrong"
    NAME_MISSING = "name_missing"
    ISSUED_WRONG = "issued_wrong"
    ISSUED_LATER = "issued_later"  # a day that has not come
    VALID_WRONG = "valid_wrong"
    VALID_BEFORE = "valid_before"  # ends before it begins
    ROUND_WRONG = "round_wrong"
    TWICE = "twice"  # the same enterprise and certificate stands in an earlier line
    KNOWN = "known"  # an earlier list has it: it is left out, nothing is wrong


class ListUnreadable(DomainError):
    """The file is no list that can be read; facts: `reason`."""

    message_id: ClassVar[str] = "list.unreadable"


class ListColumnsMissing(DomainError):
    """Columns that are needed are not there; facts: `columns`, `found`."""

    message_id: ClassVar[str] = "list.columns_missing"


@dataclass(frozen=True, slots=True)
class Line:
    """One good line; ``number`` is that of the file, the heading being line 1."""

    number: int
    uscc: str
    name: str
    certificate: str
    issued_on: date
    valid_until: date | None = None
    round: str = ""  # as the list says it, in small letters

    @property
    def is_first(self) -> bool | None:
        """Whether it is a first recognition; None where the list does not say."""
        return True if self.round in FIRST else False if self.round in AGAIN else None

    @property
    def key(self) -> tuple[str, str]:
        """What must not stand twice: a certificate, or without one the day; yearly lists name enterprises again."""
        return listed_as(self.uscc, self.certificate, self.issued_on)


def listed_as(uscc: str, certificate: str, issued_on: date) -> tuple[str, str]:
    """Under what an enterprise stands in the lists of one kind."""
    return uscc, certificate or issued_on.isoformat()


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line with what is wrong; ``cells`` is the line as it was, ``other`` the earlier line it repeats."""

    number: int
    faults: tuple[Fault, ...]
    cells: tuple[str, ...]
    other: int | None = None


@dataclass(frozen=True, slots=True)
class ReadList:
    """A whole file: good lines, bad lines, and how many were empty."""

    lines: tuple[Line, ...]
    bad: tuple[BadLine, ...]
    empty: int

    @property
    def total(self) -> int:
        """Every line of the file that holds something."""
        return len(self.lines) + len(self.bad)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the lines of one kind of list are read, on a day."""

    kind: str
    kinds: Mapping[str, FactKindOf]
    uscc: Callable[[str], str | None]
    today: date


def read_table(rows: Iterable[Row], how: Reading) -> ReadList:
    """The list that a table holds; titles may stand above its heading. Raises ListColumnsMissing."""
    numbered = enumerate(rows, start=1)
    filled = (row for _, row in numbered if any(cell.strip() for cell in row))
    places = _heading(islice(filled, TITLES + 1))
    lines: dict[tuple[str, str], Line] = {}
    bad: list[BadLine] = []
    empty = 0
    for number, row in numbered:
        cells = tuple(cell.strip() for cell in row)
        if not any(cells):
            empty += 1
            continue
        found = _line(number, _by_column(cells, places), how)
        if isinstance(found, tuple):
            bad.append(BadLine(number, found, cells))
        elif found.key in lines:
            bad.append(BadLine(number, (Fault.TWICE,), cells, lines[found.key].number))
        else:
            lines[found.key] = found
    return ReadList(tuple(lines.values()), tuple(bad), empty)


def _heading(rows: Iterable[Row]) -> dict[Column, int]:
    """The places in the first row that has what is needed. Raises ListColumnsMissing about the row nearest to it."""
    best: tuple[Row, dict[Column, int]] = ((), {})
    for row in rows:
        places = _places(row)
        if all(column in places for column in NEEDED):
            return places
        if len(places) > len(best[1]) or not best[0]:
            best = (row, places)
    missing = tuple(column.value for column in NEEDED if column not in best[1])
    raise ListColumnsMissing(columns=missing, found=tuple(cell for cell in best[0] if cell.strip()))


def _places(heading: Row) -> dict[Column, int]:
    plain = ["".join(cell.lower().split()).replace("_", "").replace(".", "").replace("\ufeff", "") for cell in heading]
    return {
        column: place
        for column, names in HEADINGS.items()
        for place, cell in reversed(tuple(enumerate(plain)))
        if cell.split("（")[0].split("(")[0] in names
    }


def _by_column(cells: Row, places: Mapping[Column, int]) -> dict[Column, str]:
    return {column: cells[place] if place < len(cells) else "" for column, place in places.items()}


def _line(number: int, cells: Mapping[Column, str], how: Reading) -> Line | tuple[Fault, ...]:
    code = how.uscc(plain_width("".join(cells[Column.USCC].split())))
    name = cells[Column.NAME][:LONGEST_NAME]
    ends = cells.get(Column.VALID_UNTIL, "")
    ends = "" if plain_width(ends) in WITHOUT_END else ends
    issued, until = listed_day(cells[Column.ISSUED_ON]), listed_day(ends)
    round_of = cells.get(Column.ROUND, "").lower()
    checks = (
        (code is None, Fault.USCC_WRONG),
        (not name, Fault.NAME_MISSING),
        (issued is None, Fault.ISSUED_WRONG),
        (issued is not None and issued > how.today, Fault.ISSUED_LATER),
        (until is None and bool(ends), Fault.VALID_WRONG),
        (until is not None and issued is not None and until < issued, Fault.VALID_BEFORE),
        (not _is_understood(round_of, how), Fault.ROUND_WRONG),
    )
    faults = tuple(fault for holds, fault in checks if holds)
    if faults or code is None or issued is None:
        return faults
    return Line(number, code, name, cells.get(Column.CERTIFICATE, ""), issued, until, round_of)


def listed_day(text: str) -> date | None:
    """A day as people write it, or the number by which a workbook counts the days since 1900: 46162."""
    if SERIAL.fullmatch(text.strip()):
        day = EPOCH + timedelta(days=int(text.split(".", maxsplit=1)[0]))
        return day if day.year in SERIAL_YEARS else None
    return read_day(text)


def _is_understood(round_of: str, how: Reading) -> bool:
    """A list of a kind with levels must say the level, unless the kind itself names it."""
    if _level_fact(how.kind, how.kinds) is not None:
        return _level(how.kind, round_of, how.kinds) is not None
    return not round_of or round_of in FIRST | AGAIN | NEWLY_BUILT | GROWN


def facts_of_line(line: Line, kind: str, *, kinds: Mapping[str, FactKindOf], note: str) -> tuple[Fact, ...]:
    """The facts of the catalogue that a line of this kind of list proves.

    A kind is the first word of the facts' ids: ``hnte`` fills ``hnte.certificate_no``, ``hnte.issued_on`` and so on;
    ``specialised_provincial`` names the level as well.
    """
    stem = _stem(kind, kinds)
    values: dict[str, str | date | bool | None] = {
        stem: True,
        f"{stem}.certificate_no": line.certificate or None,
        f"{stem}.list_no": line.certificate or None,
        f"{stem}.issued_on": line.issued_on,
        f"{stem}.recognised_on": line.issued_on,
        f"{stem}.first_date": line.issued_on,
        f"{stem}.valid_until": line.valid_until,
        f"{stem}.first_time": line.is_first,
        f"{stem}.active": True,
        f"{stem}.insured_prior_year": True,
        f"{stem}.newly_built": True if line.round in NEWLY_BUILT else False if line.round in GROWN else None,
        f"{stem}.level": _level(kind, line.round, kinds),
    }
    return tuple(
        Fact(name, value, line.issued_on, FactSource.LIST, note)
        for name, value in values.items()
        if value is not None and name in kinds and (name != stem or kinds[name].kind is FactKind.YES_NO)
    )


def proved_by(kind: str, kinds: Mapping[str, FactKindOf]) -> frozenset[str]:
    """The facts of the catalogue that a list of this kind can prove; none for a kind that no facts are named after."""
    stem = _stem(kind, kinds)
    itself = {stem} if stem in kinds and kinds[stem].kind is FactKind.YES_NO else set()
    return frozenset(itself | {name for leaf in LEAVES if (name := f"{stem}.{leaf}") in kinds})


def list_kind(fact: str) -> str:
    """What lists are called that prove facts like this one."""
    stem = fact.split(".", maxsplit=1)[0]
    return next((kind for kind, named in STEMS.items() if named == stem), stem)


def _stem(kind: str, kinds: Mapping[str, FactKindOf]) -> str:
    """The longest beginning of the kind that facts of the catalogue are named after."""
    words = STEMS.get(kind, kind).split("_")
    stems = ("_".join(words[:count]) for count in range(len(words), 0, -1))
    return next((stem for stem in stems if any(f"{name}.".startswith(f"{stem}.") for name in kinds)), kind)


def _level_fact(kind: str, kinds: Mapping[str, FactKindOf]) -> FactKindOf | None:
    return kinds.get(f"{_stem(kind, kinds)}.level")


def _level(kind: str, round_of: str, kinds: Mapping[str, FactKindOf]) -> str | None:
    """The level that a line says, by its id or its name (国家级 or 国家); else the one that the kind names."""
    fact = _level_fact(kind, kinds)
    if fact is None:
        return None
    for option in fact.options:
        if round_of and (round_of == option.id or option.label.zh.lower().startswith(round_of)):
            return option.id
    named = kind.removeprefix(f"{_stem(kind, kinds)}_")
    return named if not round_of and named in {option.id for option in fact.options} else None
