"""What use cases of profiles and matching need from the outside, as small Protocols beside those of `ports`.

Owns no implementation. Facts, queries and checks are only ever added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from portal.services.records.core import After, Page
    from portal.services.records.profiles import (
        ClaimCheck,
        Counts,
        DataQuery,
        EarlierAward,
        Proposal,
        Recognition,
        RecognitionList,
        Run,
        RunVerdict,
        StoredFact,
    )


class Profiles(Protocol):
    """What is known of enterprises, inside a transaction."""

    def add(self, facts: Sequence[StoredFact]) -> None: ...

    def of(self, usccs: Sequence[str]) -> Mapping[str, Sequence[StoredFact]]:
        """Everything that was ever entered for these enterprises, the oldest first."""
        ...

    def known(self, after: str, *, size: int) -> Sequence[str]:
        """Codes of all enterprises that anything is known of, behind a code and in its order."""
        ...

    def names(self, usccs: Sequence[str]) -> Mapping[str, tuple[str, date | None]]:
        """Names, and days of founding, as the portal or a recognition list has them."""
        ...

    def add_query(self, query: DataQuery) -> int:
        """Put down the consent before anything is asked; answers the row."""
        ...

    def answer_query(self, row_id: int, *, answered: int) -> None: ...

    def queries(self, uscc: str, *, size: int) -> Sequence[DataQuery]:
        """The latest queries about an enterprise."""
        ...

    def add_list(self, listed: RecognitionList, lines: Sequence[Recognition]) -> int: ...

    def recognised(self, kind: str, usccs: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Which (code, certificate) pairs a list of this kind named before."""
        ...

    def owners(self, uscc: str) -> Sequence[int]:
        """The accounts that may act for the enterprise."""
        ...


class Matching(Protocol):
    """Runs, proposals and checks, inside a transaction."""

    def add_run(self, run: Run) -> int:
        """Begin a run; its counts come with what it finds."""
        ...

    def add_verdicts(self, run_id: int, verdicts: Sequence[RunVerdict], *, counts: Counts) -> None:
        """Store a part of what a run found, with its counts so far."""
        ...

    def finish_run(self, run_id: int, *, at: datetime) -> None:
        """Every known enterprise was looked at."""
        ...

    def run(self, run_id: int) -> Run | None: ...

    def verdicts(self, run_id: int, verdict: str, *, after: int, size: int) -> Sequence[RunVerdict]:
        """Those of one verdict behind a row id, in the order they were found."""
        ...

    def add_proposed(self, run_id: int, number: int) -> None:
        """So many more were proposed from the run, whoever else proposes meanwhile."""
        ...

    def propose(self, proposal: Proposal) -> int | None:
        """Store a proposal; None when there is one for this policy, enterprise and period that did not expire."""
        ...

    def proposal(self, row_id: int) -> Proposal | None: ...

    def save(self, proposal: Proposal) -> None: ...

    def open_proposals(self, usccs: Sequence[str], *, now: datetime) -> Sequence[Proposal]:
        """What waits for the answer of these enterprises, what expires first first."""
        ...

    def add_check(self, check: ClaimCheck) -> None: ...

    def check_of(self, case_number: str) -> ClaimCheck | None: ...

    def earlier(
        self, policy_keys: Sequence[str], usccs: Sequence[str], *, but: str = ""
    ) -> Mapping[str, Sequence[EarlierAward]]:
        """Awards of these policies that hold, by enterprise; ``but`` leaves out that of one case."""
        ...

    def live_claims(self, policy_key: str, usccs: Sequence[str]) -> Mapping[tuple[str, str], str]:
        """Claims of a policy that were not refused, withdrawn or ended: (code, period) to case number."""
        ...


class MatchingReads(Protocol):
    """Lists of the departments' screens, keyset-paged."""

    def recognition_lists(self, department: str, *, after: After | None, size: int) -> Page[RecognitionList]: ...

    def runs(self, department: str, *, after: After | None, size: int) -> Page[Run]: ...

    def open_count(self, user_id: int, now: datetime) -> int:
        """How many proposals wait for the answer of the enterprises this account acts for."""
        ...

    def run_verdicts(self, run_id: int, verdict: str, *, after: int, size: int) -> Sequence[RunVerdict]:
        """One verdict of one run, behind a row id."""
        ...


class Tables(Protocol):
    """Reads a table that somebody handed in."""

    def rows(self, data: bytes) -> Sequence[Sequence[str]]:
        """All rows as text, judged by content. Raises ListUnreadable."""
        ...
