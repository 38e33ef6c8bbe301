"""Facts of enterprises, queries of shared data and recognition lists inside a transaction; nothing is ever changed.

Owns how a fact's value is written down: as text beside its kind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, insert, select, union, update

from portal.domain.policies.facts import Fact, FactKind, FactSource
from portal.domain.policies.recognition import listed_as
from portal.persistence.models import (
    DataQueryRow,
    EnterpriseRow,
    EnterpriseUserRow,
    FactRow,
    RecognitionListRow,
    RecognitionRow,
)
from portal.services.records.profiles import DataQuery, Entry, Recognition, RecognitionList, StoredFact

Value = str | Decimal | date | bool | tuple[str, ...]

#: Rows that go into one statement; both databases take so many parameters.
PORTION: Final = 500

READ: Final[Mapping[str, Callable[[str], Value]]] = {
    FactKind.TEXT: str,
    FactKind.NUMBER: Decimal,
    FactKind.DATE: date.fromisoformat,
    FactKind.YES_NO: lambda text: text == "yes",
    FactKind.TEXTS: lambda text: tuple(json.loads(text)),
}


def written(value: Value) -> tuple[str, str]:
    """The kind and the text of a value."""
    match value:
        case bool():
            return FactKind.YES_NO.value, "yes" if value else "no"
        case Decimal():
            return FactKind.NUMBER.value, str(value)
        case date():
            return FactKind.DATE.value, value.isoformat()
        case tuple():
            return FactKind.TEXTS.value, json.dumps(value, ensure_ascii=False)
        case _:
            return FactKind.TEXT.value, value


def facts_text(facts: Sequence[Fact]) -> str:
    """Facts as JSON, as runs, proposals and checks keep them."""
    rows = [[one.id, *written(one.value), one.as_of.isoformat(), one.source.value, one.note] for one in facts]
    return json.dumps(rows, ensure_ascii=False)


def facts_of_text(text: str) -> tuple[Fact, ...]:
    """The facts that :func:`facts_text` wrote down."""
    return tuple(
        Fact(fact_id, READ[kind](value), date.fromisoformat(as_of), FactSource(source), note)
        for fact_id, kind, value, as_of, source, note in json.loads(text)
    )


class SqlProfiles:
    """What is known of enterprises."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, facts: Sequence[StoredFact]) -> None:
        rows = [_fact_row(one) for one in facts]
        for start in range(0, len(rows), PORTION):
            self._connection.execute(insert(FactRow), rows[start : start + PORTION])

    def of(self, usccs: Sequence[str]) -> Mapping[str, Sequence[StoredFact]]:
        query = select(*FactRow.__table__.columns).where(FactRow.uscc.in_(usccs)).order_by(FactRow.uscc, FactRow.id)
        found: dict[str, list[StoredFact]] = {uscc: [] for uscc in usccs}
        for row in self._connection.execute(query).mappings():
            found[row["uscc"]].append(_fact(row))
        return found

    def known(self, after: str, *, size: int) -> Sequence[str]:
        facts = select(FactRow.uscc).where(FactRow.uscc > after).distinct().order_by(FactRow.uscc).limit(size)
        enterprises = select(EnterpriseRow.uscc).where(EnterpriseRow.uscc > after)
        first = enterprises.order_by(EnterpriseRow.uscc).limit(size)
        both = union(select(facts.subquery().c.uscc), select(first.subquery().c.uscc)).subquery()
        return sorted(self._connection.scalars(select(both.c.uscc)).all())[:size]

    def names(self, usccs: Sequence[str]) -> Mapping[str, tuple[str, date | None]]:
        listed = select(RecognitionRow.uscc, RecognitionRow.name).where(RecognitionRow.uscc.in_(usccs))
        founded = select(EnterpriseRow.uscc, EnterpriseRow.name, EnterpriseRow.founded_on)
        found: dict[str, tuple[str, date | None]] = {
            uscc: (name, None) for uscc, name in self._connection.execute(listed.order_by(RecognitionRow.id))
        }
        for uscc, name, founded_on in self._connection.execute(founded.where(EnterpriseRow.uscc.in_(usccs))):
            found[uscc] = (name, founded_on)
        return found

    def add_query(self, query: DataQuery) -> int:
        row = {
            "uscc": query.uscc,
            "user_id": query.consent.user_id,
            "user_name": query.consent.user_name,
            "purpose": query.purpose,
            "provider": query.provider,
            "consented_at": query.consent.at,
            "answered": query.answered,
        }
        return _new_id(self._connection.scalar(insert(DataQueryRow).values(row).returning(DataQueryRow.id)))

    def answer_query(self, row_id: int, *, answered: int) -> None:
        self._connection.execute(update(DataQueryRow).where(DataQueryRow.id == row_id).values(answered=answered))

    def queries(self, uscc: str, *, size: int) -> Sequence[DataQuery]:
        newest = (DataQueryRow.consented_at.desc(), DataQueryRow.id.desc())
        query = select(*DataQueryRow.__table__.columns).where(DataQueryRow.uscc == uscc).order_by(*newest).limit(size)
        return tuple(_data_query(row) for row in self._connection.execute(query).mappings())

    def add_list(self, listed: RecognitionList, lines: Sequence[Recognition]) -> int:
        statement = insert(RecognitionListRow).values(_list_row(listed)).returning(RecognitionListRow.id)
        list_id = _new_id(self._connection.scalar(statement))
        rows = [_recognition_row(one) | {"list_id": list_id} for one in lines]
        for start in range(0, len(rows), PORTION):
            self._connection.execute(insert(RecognitionRow), rows[start : start + PORTION])
        return list_id

    def recognised(self, kind: str, usccs: Sequence[str]) -> frozenset[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for start in range(0, len(usccs), PORTION):
            query = (
                select(RecognitionRow.uscc, RecognitionRow.certificate, RecognitionRow.issued_on)
                .join(RecognitionListRow, RecognitionListRow.id == RecognitionRow.list_id)
                .where(RecognitionListRow.kind == kind, RecognitionRow.uscc.in_(usccs[start : start + PORTION]))
            )
            found.update(listed_as(*row) for row in self._connection.execute(query))
        return frozenset(found)

    def owners(self, uscc: str) -> Sequence[int]:
        query = (
            select(EnterpriseUserRow.user_id)
            .join(EnterpriseRow, EnterpriseRow.id == EnterpriseUserRow.enterprise_id)
            .where(EnterpriseRow.uscc == uscc)
            .order_by(EnterpriseUserRow.user_id)
        )
        return self._connection.scalars(query).all()


def _new_id(found: int | None) -> int:
    if found is None:
        raise LookupError("the database gave no row")
    return found


def _fact_row(one: StoredFact) -> dict[str, Any]:
    kind, value = written(one.fact.value)
    return {
        "uscc": one.uscc,
        "fact_id": one.fact.id,
        "kind": kind,
        "value": value,
        "as_of": one.fact.as_of,
        "source": one.fact.source.value,
        "note": one.fact.note,
        "user_id": one.entry.user_id,
        "user_name": one.entry.user_name,
        "entered_at": one.entry.at,
    }


def _fact(row: RowMapping) -> StoredFact:
    value = READ[row["kind"]](row["value"])
    return StoredFact(
        row_id=row["id"],
        uscc=row["uscc"],
        fact=Fact(row["fact_id"], value, row["as_of"], FactSource(row["source"]), row["note"]),
        entry=Entry(user_id=row["user_id"], user_name=row["user_name"], at=row["entered_at"]),
    )


def _data_query(row: RowMapping) -> DataQuery:
    return DataQuery(
        row_id=row["id"],
        uscc=row["uscc"],
        purpose=row["purpose"],
        provider=row["provider"],
        consent=Entry(user_id=row["user_id"], user_name=row["user_name"], at=row["consented_at"]),
        answered=row["answered"],
    )


def _list_row(listed: RecognitionList) -> dict[str, Any]:
    return {
        "department": listed.department,
        "kind": listed.kind,
        "title": listed.title,
        "file_name": listed.file_name,
        "sha256": listed.sha256,
        "lines": listed.lines,
        "user_id": listed.entry.user_id,
        "user_name": listed.entry.user_name,
        "imported_at": listed.entry.at,
    }


def _recognition_row(one: Recognition) -> dict[str, Any]:
    return {
        "line": one.line,
        "uscc": one.uscc,
        "name": one.name,
        "certificate": one.certificate,
        "issued_on": one.issued_on,
        "valid_until": one.valid_until,
        "is_first": one.is_first,
    }
