"""Lists of existing names 名称库导入: rows of a file as names, each fault with its line.

Owns the columns and the words of the states. Good rows are entered; a row with a fault is named and left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from portal.domain.errors import DomainError
from portal.domain.name_register import EnterpriseName, NameKey, NameState
from portal.domain.permissions import NotPermitted, Role
from portal.domain.policies.profile import read_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from portal.domain.permissions import Actor
    from portal.services.deps import Deps

COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "trade_name": frozenset({"trade_name", "字号"}),
    "industry": frozenset({"industry", "行业", "行业或者经营特点"}),
    "full_name": frozenset({"full_name", "name", "名称", "企业名称"}),
    "state": frozenset({"state", "状态", "登记状态"}),
    "since": frozenset({"since", "日期", "状态日期"}),
}
STATES: Final[Mapping[str, NameState]] = {
    **{one.value: one for one in NameState if one is not NameState.RESERVED},
    "在册": NameState.REGISTERED,
    "存续": NameState.REGISTERED,
    "注销": NameState.DEREGISTERED,
    "已注销": NameState.DEREGISTERED,
    "变更": NameState.CHANGED,
    "已变更": NameState.CHANGED,
    "吊销": NameState.REVOKED,
    "已吊销": NameState.REVOKED,
}
LONGEST: Final = 100
PAGE_SIZE: Final = 50


class NameColumnsMissing(DomainError):
    """The first row does not name the columns; facts: `columns`, those that are missing."""

    message_id = "names.columns_missing"


@dataclass(frozen=True, slots=True)
class BadName:
    """A row that was left out: its line in the file, which column, and why."""

    line: int
    column: str
    reason: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many names were entered, and the rows that were not."""

    entered: int
    bad: tuple[BadName, ...]


@dataclass(frozen=True, slots=True)
class NamePage:
    """A page of the register, and the row id behind which the next begins."""

    names: tuple[EnterpriseName, ...]
    after: int | None


def import_names(deps: Deps, actor: Actor, data: bytes) -> Imported:
    """Enter the right rows of a CSV or XLSX file. Raises ListUnreadable, NameColumnsMissing, NotPermitted."""
    _require(deps, actor)
    rows = deps.tables.rows(data)
    places = _places(rows[0] if rows else ())
    today = deps.calendar.local_date(deps.clock.now())
    bad: list[BadName] = []
    entered = 0
    with deps.uow.begin() as tx:
        for line, name in _read(rows[1:], places, today):
            if isinstance(name, BadName):
                bad.append(name)
            elif tx.names.add(name):
                entered += 1
            else:
                bad.append(BadName(line, "trade_name", "taken", name.key.trade_name))
    return Imported(entered, tuple(bad))


def list_names(deps: Deps, actor: Actor, *, after: int = 0, trade_name: str = "") -> NamePage:
    """The register by row, all or of one trade name."""
    _require(deps, actor)
    with deps.uow.read() as tx:
        found = tx.names.page(after, size=PAGE_SIZE + 1, trade_name=trade_name or None)
    names = tuple(found[:PAGE_SIZE])
    return NamePage(names, names[-1].id if len(found) > PAGE_SIZE else None)


def keeps_register(deps: Deps, actor: Actor) -> bool:
    """Whether somebody keeps the register: administrators, and officers of the registration authority."""
    if actor.role is Role.ADMIN:
        return True
    charge = {one.item.department for one in deps.catalogue.all_current() if one.enterprise_result}
    return actor.role is Role.OFFICER and actor.department in charge


def _require(deps: Deps, actor: Actor) -> None:
    if not keeps_register(deps, actor):
        raise NotPermitted(permission="names.keep")


def _places(heading: Sequence[str]) -> Mapping[str, int]:
    titles = [one.strip().lstrip("\ufeff").casefold() for one in heading]
    places = {
        column: next((place for place, title in enumerate(titles) if title in words), -1)
        for column, words in COLUMNS.items()
    }
    missing = tuple(column for column, place in places.items() if place < 0)
    if missing:
        raise NameColumnsMissing(columns="、".join(next(iter(sorted(COLUMNS[one])[::-1])) for one in missing))
    return places


def _read(
    rows: Sequence[Sequence[str]], places: Mapping[str, int], today: date
) -> Iterator[tuple[int, EnterpriseName | BadName]]:
    for line, row in enumerate(rows, start=2):
        cells = {column: row[place].strip() if place < len(row) else "" for column, place in places.items()}
        if any(cells.values()):
            yield line, _name(cells, line, today)


def _name(cells: Mapping[str, str], line: int, today: date) -> EnterpriseName | BadName:
    for column in ("trade_name", "full_name", "state", "since"):
        if not cells[column]:
            return BadName(line, column, "empty")
    for column, value in cells.items():
        if len(value) > LONGEST:
            return BadName(line, column, "too_long", value[:20])
    state, since = STATES.get(cells["state"]), read_day(cells["since"])
    if state is None:
        return BadName(line, "state", "unknown", cells["state"])
    if since is None or since > today:
        return BadName(line, "since", "no_day" if since is None else "future", cells["since"])
    if cells["trade_name"] not in cells["full_name"]:
        return BadName(line, "full_name", "other_name", cells["full_name"])
    return EnterpriseName(NameKey(cells["trade_name"], cells["industry"], cells["full_name"]), state, since)
