"""Runs, verdicts, proposals and checks of claims inside a transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, insert, or_, select, update

from portal.domain.funds.payments import AwardState
from portal.persistence.models import AwardRow, CaseRow, ClaimCheckRow, ProposalRow, RunRow, VerdictRow
from portal.persistence.prepared import Prepared
from portal.persistence.stores.profiles import PORTION, facts_of_text, facts_text
from portal.services.records.profiles import (
    ClaimCheck,
    Counts,
    EarlierAward,
    Entry,
    Proposal,
    ProposalState,
    Run,
    RunVerdict,
)

#: Awards that came to nothing or were taken back stand in nobody's way.
NOT_HELD: Final = (AwardState.RELEASED.value, AwardState.RECOVERED.value)
COUNTS: Final = ("looked_at", "eligible", "possible", "not_eligible", "had_before", "proposed")
_NEW: Final = [column.name for column in ProposalRow.__table__.columns if column.name != "id"]
_PUT: Final = [name for name in _NEW if name not in {"policy_key", "uscc", "period"}]


def _put(insert_of: Any) -> Any:
    """A proposal that ran out is made again; any other stays as it is."""
    statement = insert_of(ProposalRow)
    again = {name: statement.excluded[name] for name in _PUT}
    ran_out = (ProposalRow.state == ProposalState.OPEN.value) & (ProposalRow.expires_at <= bindparam("now"))
    stale = (ProposalRow.state == ProposalState.EXPIRED.value) | ran_out
    return statement.on_conflict_do_update(
        index_elements=["policy_key", "uscc", "period"], set_=again, where=stale
    ).returning(ProposalRow.id)


_PROPOSE: Final = Prepared(_put, columns=_NEW)


class SqlMatching:
    """What departments matched, proposed and checked."""

    def __init__(self, connection: Connection, *, lock: bool) -> None:
        self._connection = connection
        self._lock = lock

    def add_run(self, run: Run) -> int:
        row = {
            "policy_key": run.policy_key,
            "policy_version": run.policy_version,
            "department": run.department,
            "user_id": run.entry.user_id,
            "user_name": run.entry.user_name,
            "started_at": run.entry.at,
            **asdict(run.counts),
        }
        found = self._connection.scalar(insert(RunRow).values(row).returning(RunRow.id))
        if found is None:
            raise LookupError("the database gave no row")
        return int(found)

    def add_verdicts(self, run_id: int, verdicts: Sequence[RunVerdict], *, counts: Counts) -> None:
        rows = [_verdict_row(one) | {"run_id": run_id} for one in verdicts]
        for start in range(0, len(rows), PORTION):
            self._connection.execute(insert(VerdictRow), rows[start : start + PORTION])
        found = {name: count for name, count in asdict(counts).items() if name != "proposed"}
        self._connection.execute(update(RunRow).where(RunRow.id == run_id).values(found))

    def finish_run(self, run_id: int, *, at: datetime) -> None:
        self._connection.execute(update(RunRow).where(RunRow.id == run_id).values(finished_at=at))

    def run(self, run_id: int) -> Run | None:
        query = select(*RunRow.__table__.columns).where(RunRow.id == run_id)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else run_of(row)

    def verdicts(self, run_id: int, verdict: str, *, after: int, size: int) -> Sequence[RunVerdict]:
        return verdict_portion(self._connection, run_id, verdict, after=after, size=size)

    def add_proposed(self, run_id: int, number: int) -> None:
        more = {"proposed": RunRow.proposed + number}
        self._connection.execute(update(RunRow).where(RunRow.id == run_id).values(more))

    def propose(self, proposal: Proposal) -> int | None:
        row = _PROPOSE.row(self._connection, _proposal_row(proposal) | {"now": proposal.proposed_at})
        return None if row is None else int(row[0])

    def proposal(self, row_id: int) -> Proposal | None:
        query = select(*ProposalRow.__table__.columns).where(ProposalRow.id == row_id)
        row = self._connection.execute(query.with_for_update() if self._lock else query).mappings().first()
        return None if row is None else _proposal(row)

    def save(self, proposal: Proposal) -> None:
        values = _proposal_row(proposal)
        self._connection.execute(update(ProposalRow).where(ProposalRow.id == proposal.row_id).values(values))

    def open_proposals(self, usccs: Sequence[str], *, now: datetime) -> Sequence[Proposal]:
        query = (
            select(*ProposalRow.__table__.columns)
            .where(
                ProposalRow.uscc.in_(usccs),
                ProposalRow.state == ProposalState.OPEN.value,
                ProposalRow.expires_at > now,
            )
            .order_by(ProposalRow.expires_at, ProposalRow.id)
        )
        return tuple(_proposal(row) for row in self._connection.execute(query).mappings())

    def add_check(self, check: ClaimCheck) -> None:
        row = {**_asked(check), "verdict": check.verdict, "facts": facts_text(check.facts)}
        self._connection.execute(insert(ClaimCheckRow).values(row))

    def check_of(self, case_number: str) -> ClaimCheck | None:
        query = select(*ClaimCheckRow.__table__.columns).where(ClaimCheckRow.case_number == case_number)
        row = self._connection.execute(query).mappings().first()
        return None if row is None else _check(row)

    def earlier(
        self, policy_keys: Sequence[str], usccs: Sequence[str], *, but: str = ""
    ) -> Mapping[str, Sequence[EarlierAward]]:
        query = select(AwardRow.uscc, AwardRow.policy_key, AwardRow.claim_year, AwardRow.matter, AwardRow.amount).where(
            AwardRow.policy_key.in_(policy_keys),
            AwardRow.uscc.in_(usccs),
            AwardRow.state.not_in(NOT_HELD),
            AwardRow.case_number != but,
        )
        found: dict[str, list[EarlierAward]] = {uscc: [] for uscc in usccs}
        for uscc, key, year, matter, cents in self._connection.execute(query.order_by(AwardRow.id)):
            found[uscc].append(EarlierAward(key, year, matter, Decimal(cents).scaleb(-2)))
        return found

    def live_claims(self, policy_key: str, usccs: Sequence[str]) -> Mapping[tuple[str, str], str]:
        alive = CaseRow.ending.is_(None) & or_(CaseRow.granted.is_(None), CaseRow.granted.is_(True))
        query = (
            select(ClaimCheckRow.uscc, ClaimCheckRow.period, ClaimCheckRow.case_number)
            .join(CaseRow, CaseRow.number == ClaimCheckRow.case_number)
            .where(ClaimCheckRow.policy_key == policy_key, ClaimCheckRow.uscc.in_(usccs), alive)
        )
        return {(uscc, period): number for uscc, period, number in self._connection.execute(query)}


def verdict_portion(
    connection: Connection, run_id: int, verdict: str, *, after: int, size: int
) -> Sequence[RunVerdict]:
    """Those of one verdict behind a row id, in the order they were found."""
    query = (
        select(*VerdictRow.__table__.columns)
        .where(VerdictRow.run_id == run_id, VerdictRow.verdict == verdict, VerdictRow.id > after)
        .order_by(VerdictRow.id)
        .limit(size)
    )
    return tuple(_verdict(row) for row in connection.execute(query).mappings())


def run_of(row: RowMapping) -> Run:
    """A run as it was stored."""
    return Run(
        row_id=row["id"],
        policy_key=row["policy_key"],
        policy_version=row["policy_version"],
        department=row["department"],
        entry=Entry(user_id=row["user_id"], user_name=row["user_name"], at=row["started_at"]),
        counts=Counts(**{name: row[name] for name in COUNTS}),
        finished_at=row["finished_at"],
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def _verdict_row(one: RunVerdict) -> dict[str, Any]:
    return {
        "uscc": one.uscc,
        "name": one.name,
        "verdict": one.verdict,
        "amount": _text(one.amount),
        "period": one.period,
        "facts": facts_text(one.facts),
    }


def _verdict(row: RowMapping) -> RunVerdict:
    return RunVerdict(
        row_id=row["id"],
        uscc=row["uscc"],
        name=row["name"],
        verdict=row["verdict"],
        amount=_amount(row["amount"]),
        period=row["period"],
        facts=facts_of_text(row["facts"]),
    )


def _proposal_row(one: Proposal) -> dict[str, Any]:
    return {
        "run_id": one.run_id,
        "policy_key": one.policy_key,
        "policy_version": one.policy_version,
        "uscc": one.uscc,
        "name": one.name,
        "period": one.period,
        "amount": _text(one.amount),
        "state": one.state.value,
        "facts": facts_text(one.facts),
        "proposed_at": one.proposed_at,
        "expires_at": one.expires_at,
        "answered_at": one.answered_at,
        "user_id": one.user_id,
        "reason": one.reason,
        "case_number": one.case_number,
    }


def _proposal(row: RowMapping) -> Proposal:
    values = {name: value for name, value in row.items() if name not in {"id", "amount", "state", "facts"}}
    return Proposal(
        **values,
        row_id=row["id"],
        amount=_amount(row["amount"]),
        state=ProposalState(row["state"]),
        facts=facts_of_text(row["facts"]),
    )


def _asked(check: ClaimCheck) -> dict[str, Any]:
    return {
        "case_number": check.case_number,
        "policy_key": check.policy_key,
        "policy_version": check.policy_version,
        "uscc": check.uscc,
        "period": check.period,
        "amount": _text(check.amount),
        "checked_at": check.checked_at,
    }


def _check(row: RowMapping) -> ClaimCheck:
    values = {name: value for name, value in row.items() if name not in {"id", "amount", "facts"}}
    return ClaimCheck(**values, amount=_amount(row["amount"]), facts=facts_of_text(row["facts"]))
