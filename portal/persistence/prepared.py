"""Statements of the hot paths: written in SQLAlchemy Core, compiled once, run on the driver's cursor.

The engine's own execution path costs several times what SQLite needs for such a statement.
A Prepared keeps what Core is for (typed columns, both dialects, conversion of values) and
skips the rest; it runs inside the transaction of the connection it is given. Refuses nothing
by itself: errors are the driver's own. Only ``rows`` converts what is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseElement
from sqlalchemy.sql.selectable import SelectBase

Values = Mapping[str, object]

#: ON CONFLICT is spelt the same on both databases, but each has its own INSERT for it.
INSERTS: Final[Mapping[str, Callable[[Any], Any]]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


Converter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One dialect's text; names and conversions of parameters and of answered columns."""

    text: str
    plan: tuple[tuple[str, Converter | None], ...]
    constants: Mapping[str, object]
    answers: tuple[tuple[str, Converter | None], ...]
    positional: bool

    def answer(self, row: Sequence[Any]) -> dict[str, Any]:
        pairs = zip(self.answers, row, strict=True)
        return {name: value if convert is None else convert(value) for (name, convert), value in pairs}

    def parameters(self, values: Values) -> Any:
        given = {**self.constants, **values} if self.constants else values
        if self.positional:
            return [given[name] if convert is None else convert(given[name]) for name, convert in self.plan]
        return {name: given[name] if convert is None else convert(given[name]) for name, convert in self.plan}


class Prepared:
    """One Core statement, given as a function of the dialect's INSERT.

    ``columns`` names the values of an INSERT or UPDATE that come with each run.
    """

    def __init__(self, build: Callable[[Any], Executable], *, columns: Sequence[str] | None = None) -> None:
        self._build = build
        self._columns = list(columns) if columns is not None else None
        self._by_dialect: dict[str, _Compiled] = {}

    def run(self, connection: Connection, values: Values) -> Any:
        """Execute once; answers the driver's cursor."""
        compiled = self._compiled(connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(compiled.text, compiled.parameters(values))
        return cursor

    def run_all(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Execute once for every row."""
        compiled = self._compiled(connection.dialect)
        parameters = [compiled.parameters(row) for row in rows]
        if len(parameters) == 1:
            connection.connection.cursor().execute(compiled.text, parameters[0])
        elif parameters:
            connection.connection.cursor().executemany(compiled.text, parameters)

    def row(self, connection: Connection, values: Values) -> tuple[Any, ...] | None:
        """The first row, or None."""
        cursor = self.run(connection, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return found

    def rows(self, connection: Connection, values: Values) -> list[dict[str, Any]]:
        """All rows by column name, converted as their types say; the engine's events see this statement."""
        compiled = self._compiled(connection.dialect)
        parameters = compiled.parameters(values)
        found = connection.exec_driver_sql(compiled.text, tuple(parameters) if compiled.positional else parameters)
        return [compiled.answer(row) for row in found.cursor.fetchall()]

    def changed(self, connection: Connection, values: Values) -> int:
        """Execute once; answers how many rows it changed."""
        cursor = self.run(connection, values)
        count: int = cursor.rowcount
        cursor.close()
        return count

    def _compiled(self, dialect: Dialect) -> _Compiled:
        found = self._by_dialect.get(dialect.name)
        if found is None:
            found = self._by_dialect[dialect.name] = _compile(
                self._build(INSERTS[dialect.name]), dialect, self._columns
            )
        return found


def _compile(statement: Executable, dialect: Dialect, columns: list[str] | None) -> _Compiled:
    if not isinstance(statement, ClauseElement):
        raise TypeError(statement)
    compiled = statement.compile(dialect=dialect, column_keys=columns)
    if not isinstance(compiled, SQLCompiler):
        raise TypeError(compiled)
    names = compiled.positiontup if compiled.positional else compiled.params
    constants = {name: parameter.value for name, parameter in compiled.binds.items() if not parameter.required}
    plan = tuple(
        (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)) for name in names or ()
    )
    used = {name: value for name, value in constants.items() if name in dict(plan)}
    return _Compiled(str(compiled), plan, used, _answers(statement, dialect), compiled.positional)


def _answers(statement: ClauseElement, dialect: Dialect) -> tuple[tuple[str, Converter | None], ...]:
    if not isinstance(statement, SelectBase):
        return ()
    columns = statement.selected_columns.items()
    return tuple((name, column.type.dialect_impl(dialect).result_processor(dialect, None)) for name, column in columns)
