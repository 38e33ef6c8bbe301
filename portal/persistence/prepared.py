"""Statements of the hot paths: written in SQLAlchemy Core, compiled once, run on the driver's cursor.

The engine's own execution path costs several times what SQLite needs for such a statement.
A Prepared keeps what Core is for (typed columns, both dialects, conversion of values) and
skips the rest; it runs inside the transaction of the connection it is given. Refuses nothing
by itself: errors are the driver's own. Answered values are not converted: ask for texts,
numbers and nothing else.
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

Values = Mapping[str, object]

#: ON CONFLICT is spelt the same on both databases, but each has its own INSERT for it.
INSERTS: Final[Mapping[str, Callable[[Any], Any]]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class _Compiled:
    """One dialect's text, with the names of its parameters and how each is converted."""

    text: str
    names: Sequence[str]
    converted: tuple[tuple[str, Callable[[Any], Any]], ...]
    constants: Mapping[str, object]
    positional: bool

    def parameters(self, values: Values) -> Any:
        filled = {**self.constants, **values}
        for name, convert in self.converted:
            filled[name] = convert(filled[name])
        return [filled[name] for name in self.names] if self.positional else filled


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
        if not parameters:
            return
        cursor = connection.connection.cursor()
        cursor.executemany(compiled.text, parameters)
        cursor.close()

    def row(self, connection: Connection, values: Values) -> tuple[Any, ...] | None:
        """The first row, or None."""
        cursor = self.run(connection, values)
        found: tuple[Any, ...] | None = cursor.fetchone()
        cursor.close()
        return found

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
    converted = []
    for name, parameter in compiled.binds.items():
        convert = parameter.type.dialect_impl(dialect).bind_processor(dialect)
        if convert is not None:
            converted.append((name, convert))
    constants = {name: parameter.value for name, parameter in compiled.binds.items() if not parameter.required}
    names = compiled.positiontup if compiled.positional else list(compiled.binds)
    return _Compiled(str(compiled), tuple(names or ()), tuple(converted), constants, compiled.positional)
