"""What is known of enterprises 企业画像 and what departments matched with it: facts, lists, runs, proposals, checks.

Facts, queries of data and claim checks are only ever added; a later value does not change an earlier one. USCCs are
not foreign keys: a recognition list names enterprises that never signed in here.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, WORDS, Base, RowId


class FactRow(Base):
    """One value of one fact of one enterprise; ``kind`` says how ``value`` is read."""

    __tablename__ = "enterprise_facts"

    id: Mapped[RowId]
    uscc: Mapped[str] = mapped_column(WORDS)
    fact_id: Mapped[str] = mapped_column(WORDS)
    kind: Mapped[str]
    value: Mapped[str]
    as_of: Mapped[date]
    source: Mapped[str]
    note: Mapped[str]
    user_id: Mapped[int] = mapped_column(BIG)
    user_name: Mapped[str]
    entered_at: Mapped[datetime]


class DataQueryRow(Base):
    """One query of another department's data 数据共享, with the consent 授权 it stands on."""

    __tablename__ = "data_queries"

    id: Mapped[RowId]
    uscc: Mapped[str] = mapped_column(WORDS)
    user_id: Mapped[int] = mapped_column(BIG)
    user_name: Mapped[str]
    purpose: Mapped[str]
    provider: Mapped[str]
    consented_at: Mapped[datetime]
    answered: Mapped[int | None]


class RecognitionListRow(Base):
    """One recognition list 认定名单 that a department imported."""

    __tablename__ = "recognition_lists"

    id: Mapped[RowId]
    department: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    lines: Mapped[int]
    user_id: Mapped[int] = mapped_column(BIG)
    user_name: Mapped[str]
    imported_at: Mapped[datetime]


class RecognitionRow(Base):
    """One line of a recognition list, as it was read."""

    __tablename__ = "recognitions"
    __table_args__ = (UniqueConstraint("list_id", "line"),)

    id: Mapped[RowId]
    list_id: Mapped[int] = mapped_column(BIG, ForeignKey("recognition_lists.id"))
    line: Mapped[int]
    uscc: Mapped[str] = mapped_column(WORDS)
    name: Mapped[str]
    certificate: Mapped[str]
    issued_on: Mapped[date]
    valid_until: Mapped[date | None]
    is_first: Mapped[bool | None]


class RunRow(Base):
    """One matching 匹配 of all known enterprises against one policy, with its counts; finished when all were seen."""

    __tablename__ = "matching_runs"

    id: Mapped[RowId]
    policy_key: Mapped[str]
    policy_version: Mapped[int]
    department: Mapped[str]
    user_id: Mapped[int] = mapped_column(BIG)
    user_name: Mapped[str]
    started_at: Mapped[datetime]
    looked_at: Mapped[int]
    eligible: Mapped[int]
    possible: Mapped[int]
    not_eligible: Mapped[int]
    had_before: Mapped[int]
    proposed: Mapped[int]
    finished_at: Mapped[datetime | None]


class VerdictRow(Base):
    """What a run found about one enterprise; ``facts`` is JSON of what it was judged by."""

    __tablename__ = "matching_verdicts"

    id: Mapped[RowId]
    run_id: Mapped[int] = mapped_column(BIG, ForeignKey("matching_runs.id"))
    uscc: Mapped[str]
    name: Mapped[str]
    verdict: Mapped[str]
    amount: Mapped[str | None]
    period: Mapped[str]
    facts: Mapped[str]


class ProposalRow(Base):
    """An award that a department proposes to an enterprise 免申即享: once for each policy, enterprise and period."""

    __tablename__ = "claim_proposals"
    __table_args__ = (UniqueConstraint("policy_key", "uscc", "period"),)

    id: Mapped[RowId]
    run_id: Mapped[int] = mapped_column(BIG, ForeignKey("matching_runs.id"))
    policy_key: Mapped[str]
    policy_version: Mapped[int]
    uscc: Mapped[str] = mapped_column(WORDS)
    name: Mapped[str]
    period: Mapped[str]
    amount: Mapped[str | None]
    state: Mapped[str]
    facts: Mapped[str]
    proposed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    user_id: Mapped[int | None] = mapped_column(BIG)
    reason: Mapped[str]
    case_number: Mapped[str | None]


class ClaimCheckRow(Base):
    """What a claim was judged by when it was filed; never changed afterwards."""

    __tablename__ = "claim_checks"

    id: Mapped[RowId]
    case_number: Mapped[str] = mapped_column(unique=True)
    policy_key: Mapped[str]
    policy_version: Mapped[int]
    uscc: Mapped[str] = mapped_column(WORDS)
    period: Mapped[str]
    verdict: Mapped[str]
    amount: Mapped[str | None]
    facts: Mapped[str]
    checked_at: Mapped[datetime]


Index("ix_enterprise_facts_profile", FactRow.uscc, FactRow.fact_id, FactRow.as_of, FactRow.id)
Index("ix_data_queries_enterprise", DataQueryRow.uscc, DataQueryRow.consented_at, DataQueryRow.id)
Index(
    "ix_recognition_lists_department",
    RecognitionListRow.department,
    RecognitionListRow.imported_at,
    RecognitionListRow.id,
)
Index("ix_recognitions_enterprise", RecognitionRow.uscc, RecognitionRow.certificate)
Index("ix_matching_runs_department", RunRow.department, RunRow.started_at, RunRow.id)
Index("ix_matching_verdicts_run", VerdictRow.run_id, VerdictRow.verdict, VerdictRow.id)
Index("ix_claim_proposals_enterprise", ProposalRow.uscc, ProposalRow.state, ProposalRow.id)
Index("ix_claim_checks_claim", ClaimCheckRow.policy_key, ClaimCheckRow.uscc, ClaimCheckRow.period)
