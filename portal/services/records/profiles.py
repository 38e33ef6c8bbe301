"""Plain records of enterprise profiles, recognition lists, matching runs, proposals and checks of claims.

Owns shapes only. Amounts are Decimal yuan; ``period`` is what an award may be had once for: "ever", a year, or the
number of a certificate.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from portal.domain.policies.facts import Fact


class ProposalState(StrEnum):
    """What became of a proposal 免申即享."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who put something down, and when."""

    user_id: int
    user_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFact:
    """One value of one fact of an enterprise, as it was entered."""

    row_id: int | None = None
    uscc: str
    fact: Fact
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class DataQuery:
    """One query of shared data 数据共享; ``answered`` is how many facts came, None when nothing was answered."""

    row_id: int | None = None
    uscc: str
    purpose: str
    provider: str
    consent: Entry
    answered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionList:
    """One imported recognition list 认定名单; ``lines`` is how many enterprises it names."""

    row_id: int | None = None
    department: str
    kind: str
    title: str
    file_name: str
    sha256: str
    lines: int
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """One line of a recognition list; ``is_first`` is None where the list does not say."""

    line: int
    uscc: str
    name: str
    certificate: str
    issued_on: date
    valid_until: date | None = None
    is_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a run found: how many were looked at, the verdicts, who had the award before, who was proposed."""

    looked_at: int = 0
    eligible: int = 0
    possible: int = 0
    not_eligible: int = 0
    had_before: int = 0
    proposed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One matching 匹配 of all known enterprises against one version of a policy.

    Without ``finished_at`` it is under way, or broke off before every enterprise was looked at.
    """

    row_id: int
    policy_key: str
    policy_version: int
    department: str
    entry: Entry
    counts: Counts
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunVerdict:
    """What a run found about one enterprise; ``facts`` are those it was judged by."""

    row_id: int | None = None
    uscc: str
    name: str
    verdict: str
    amount: Decimal | None
    period: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An award proposed to an enterprise, which only confirms."""

    row_id: int | None = None
    run_id: int
    policy_key: str
    policy_version: int
    uscc: str
    name: str
    period: str
    amount: Decimal | None
    state: ProposalState
    facts: tuple[Fact, ...]
    proposed_at: datetime
    expires_at: datetime
    answered_at: datetime | None = None
    user_id: int | None = None
    reason: str = ""
    case_number: str | None = None

    def state_at(self, now: datetime) -> ProposalState:
        """An open proposal expires by itself."""
        ran_out = self.state is ProposalState.OPEN and self.expires_at <= now
        return ProposalState.EXPIRED if ran_out else self.state


@dataclass(frozen=True, slots=True)
class EarlierAward:
    """An award that an enterprise has; ``matter`` is the year, the certificate, or "ever"."""

    policy_key: str
    year: int
    matter: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCheck:
    """What a claim was judged by on the day it was filed; later facts do not change it."""

    case_number: str
    policy_key: str
    policy_version: int
    uscc: str
    period: str
    verdict: str
    amount: Decimal | None
    facts: tuple[Fact, ...]
    checked_at: datetime
