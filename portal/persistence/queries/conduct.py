"""How finished cases were handled: their facts counted over a period, and the cases behind each trait.

Both are ranges of one index (``ix_cases_finished``) that carries every fact, so the cost is that of the period, never
of the table. Refuses to know what a figure means; that is :mod:`portal.domain.figures_conduct`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, literal, or_, select

from portal.domain.case.incidents import Ending, FollowUpState, RatingLevel
from portal.domain.figures import Once
from portal.domain.figures_conduct import Conduct, Tolerated, Trait
from portal.persistence.models import CaseRow
from portal.persistence.queries.paging import CASE_COLUMNS, INSTANT, Query, before, case_line, page
from portal.services.records.core import After, Brought, FinishedLine, Page

DECIDED: Final = CaseRow.granted.is_not(None)
RECTIFIED: Final = CaseRow.bad_rating.in_([FollowUpState.RECTIFIED.value, FollowUpState.CALLED_BACK.value])
FINISHED_COLUMNS: Final = (
    CaseRow.finished_at,
    CaseRow.granted,
    CaseRow.ending,
    CaseRow.corrections,
    CaseRow.deemed,
    CaseRow.tolerated,
    CaseRow.rating,
    CaseRow.bad_rating,
)

WHICH: Final[Mapping[Trait, ColumnElement[bool] | None]] = {
    Trait.FINISHED: None,
    Trait.DECIDED: DECIDED,
    Trait.UNDECIDED: CaseRow.granted.is_(None),
    Trait.ACCEPTED: CaseRow.accepted_on.is_not(None),
    Trait.CORRECTED: CaseRow.corrections > 0,
    Trait.ONE_ROUND: CaseRow.corrections == 1,
    Trait.SECOND_NOTICE: CaseRow.corrections > 1,
    Trait.OUTSIDE: or_(
        and_(CaseRow.corrections == 0, CaseRow.violations > 0),
        and_(CaseRow.corrections > 0, CaseRow.violations > CaseRow.corrections - 1),
    ),
    Trait.DEEMED: CaseRow.deemed.is_(True),
    Trait.RATED: CaseRow.counted_rating.is_not(None),
    Trait.RATED_DECIDED: and_(CaseRow.rating.is_not(None), DECIDED),
    Trait.GOOD: CaseRow.counted_rating <= RatingLevel.FAIR.value,
    Trait.BAD: CaseRow.counted_rating >= RatingLevel.BAD.value,
    Trait.TO_VERIFY: CaseRow.bad_rating == FollowUpState.VERIFYING.value,
    Trait.VALID: or_(CaseRow.bad_rating == FollowUpState.RECTIFYING.value, RECTIFIED),
    Trait.RECTIFIED: RECTIFIED,
    Trait.CALLED_BACK: CaseRow.bad_rating == FollowUpState.CALLED_BACK.value,
    Trait.NOT_COUNTED: CaseRow.bad_rating == FollowUpState.INVALID.value,
    Trait.SPECIAL: and_(CaseRow.special.is_(True), DECIDED),
    Trait.EXTENDED: and_(CaseRow.extended.is_(True), DECIDED),
    Trait.TOLERATED: CaseRow.tolerated.is_not(None),
    Trait.SUPPLIED: CaseRow.tolerated == Tolerated.SUPPLIED.value,
    Trait.TOLERANCE_LAPSED: CaseRow.tolerated == Tolerated.LAPSED.value,
    Trait.NOT_ACCEPTED: CaseRow.ending == Ending.NOT_ACCEPTED.value,
    Trait.WITHDRAWN: CaseRow.ending == Ending.WITHDRAWN.value,
    Trait.LAPSED: CaseRow.ending == Ending.LAPSED.value,
    Trait.RETURNED: CaseRow.ending == Ending.RETURNED.value,
    Trait.LENIENT: CaseRow.lenient.in_([Once.NEVER.value, Once.ONCE.value]),
    Trait.LENIENT_WHOLE: CaseRow.lenient.in_([Once.NEVER.value, Once.ONCE.value, Once.MORE.value]),
}


def counts_query(since: datetime, until: datetime) -> Query:
    """The facts of cases finished in [since, until), equal ones counted together."""
    facts = (
        CaseRow.service_key,
        CaseRow.granted,
        CaseRow.accepted_on.is_not(None).label("accepted"),
        CaseRow.ending,
        CaseRow.corrections,
        CaseRow.violations,
        CaseRow.deemed,
        CaseRow.special,
        CaseRow.extended,
        CaseRow.tolerated,
        CaseRow.rating.is_not(None).label("rated"),
        CaseRow.counted_rating.label("counted"),
        CaseRow.bad_rating,
        CaseRow.lenient,
    )
    return select(*facts, func.count().label("cases")).where(_finished(since, until)).group_by(*facts)


def counts(connection: Connection, since: datetime, until: datetime) -> Sequence[tuple[Conduct, int]]:
    rows = connection.execute(counts_query(since, until)).mappings()
    return tuple((_conduct(row), row["cases"]) for row in rows)


def materials_query(since: datetime, until: datetime) -> Query:
    """What cases finished in [since, until) asked of their applicants, by version of the service."""
    version = (CaseRow.service_key, CaseRow.service_version)
    counted = (func.count().label("cases"), func.sum(CaseRow.brought).label("brought"))
    spared = func.sum(CaseRow.obtained).label("obtained")
    return select(*version, *counted, spared).where(_finished(since, until)).group_by(*version)


def materials(connection: Connection, since: datetime, until: datetime) -> Sequence[Brought]:
    return tuple(Brought(**row) for row in connection.execute(materials_query(since, until)).mappings())


def finished_query(
    since: datetime, until: datetime, *, which: Trait, after: After | None = None, service: str | None = None
) -> Query:
    """The finished cases with a trait, the newest first."""
    query = select(*CASE_COLUMNS, *FINISHED_COLUMNS).where(_finished(since, until))
    chosen = WHICH[which]
    if chosen is not None:
        query = query.where(chosen)
    if service is not None:
        query = query.where(CaseRow.service_key == service)
    if after is not None:
        query = query.where(before(CaseRow.finished_at, CaseRow.id, after))
    return query.order_by(CaseRow.finished_at.desc(), CaseRow.id.desc())


def finished_page(connection: Connection, query: Query, *, size: int) -> Page[FinishedLine]:
    return page(connection, query, size=size, line=_line, key=_by_end)


def _finished(since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(CaseRow.finished_at >= literal(since, INSTANT), CaseRow.finished_at < literal(until, INSTANT))


def _conduct(row: RowMapping) -> Conduct:
    return Conduct(
        service_key=row["service_key"],
        granted=row["granted"],
        accepted=bool(row["accepted"]),
        ending=_read(Ending, row["ending"]),
        corrections=row["corrections"],
        violations=row["violations"],
        deemed=row["deemed"],
        special=row["special"],
        extended=row["extended"],
        tolerated=_read(Tolerated, row["tolerated"]),
        rated=bool(row["rated"]),
        rating=_read(RatingLevel, row["counted"]),
        bad_rating=_read(FollowUpState, row["bad_rating"]),
        lenient=_read(Once, row["lenient"]),
    )


def _line(row: RowMapping) -> FinishedLine:
    own = {column.name for column in FINISHED_COLUMNS}
    return FinishedLine(
        case=case_line({name: value for name, value in row.items() if name not in own}),
        finished_at=row["finished_at"],
        granted=row["granted"],
        ending=_read(Ending, row["ending"]),
        corrections=row["corrections"],
        deemed=row["deemed"],
        tolerated=_read(Tolerated, row["tolerated"]),
        rating=_read(RatingLevel, row["rating"]),
        bad_rating=_read(FollowUpState, row["bad_rating"]),
    )


def _read(kind: Callable[[Any], Any], stored: Any) -> Any:
    return None if stored is None else kind(stored)


def _by_end(row: RowMapping) -> After:
    return After(row["finished_at"], row["row_id"])
