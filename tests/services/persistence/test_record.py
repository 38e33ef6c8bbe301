"""The one place that records: whatever happens to a case, rows, snapshot and events say the same."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.documents.samples import RECEIPT
from portal.domain.case.commands import (
    AcceptCase,
    CheckMaterial,
    Command,
    CompleteStep,
    DeemAccepted,
    Deliver,
    IssueDocument,
    RecordVisit,
)
from portal.domain.case.evolve import replay
from portal.domain.case.state import HalfDay, Outcome, Verdict, VisitCause
from portal.domain.documents import DeliveryMethod, DocumentKind, Relation
from portal.domain.errors import DomainError
from portal.persistence import Database
from portal.services.records.core import StoredDocument
from tests.factories.archive import Archive, delivered, granted
from tests.factories.cases import THURSDAY, Story

STEPS: Final = ("registration", "seal", "bank", "decision")

COMMANDS: Final = st.one_of(
    st.builds(CheckMaterial, st.sampled_from(["articles", "photo"]), st.sampled_from(Verdict), st.just("看不清")),
    st.just(AcceptCase()),
    st.just(DeemAccepted()),
    st.builds(
        CompleteStep,
        st.sampled_from(STEPS),
        st.sampled_from(Outcome),
        st.just("意见"),
        st.just(("form",)),
        st.just({"uscc": "91360823MA35XJ105E"}),
    ),
    st.builds(Deliver, st.sampled_from(DeliveryMethod), st.just("甲"), st.just(Relation.SELF), st.just("大厅")),
    st.builds(
        RecordVisit,
        st.sampled_from(["甲", "乙"]),
        st.just(THURSDAY.date()),
        st.sampled_from(HalfDay),
        st.sampled_from(VisitCause),
    ),
)
GAPS: Final = st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=5), timedelta(days=4)])
PARTS: Final = st.lists(st.sampled_from(["seal", "bank"]), unique=True)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=PARTS, acts=st.lists(st.tuples(GAPS, COMMANDS), max_size=14))
def test_any_history_is_stored_as_what_it_means(
    archive: Archive, parts: list[str], acts: list[tuple[timedelta, Command]]
) -> None:
    story = Story().file(archive.filing(answers={"name": "玉峡", "parts": parts}))
    stored = archive.put(story)
    for gap, command in acts:
        story.now += gap
        try:
            story.act(command)
        except DomainError:
            continue
        stored = archive.put(story, stored)
    number = story.case.number
    with archive.database.uow.read() as tx:
        assert tx.cases.get(number) == stored
        assert list(tx.cases.history(number)) == story.history
        assert stored.case == story.case == replay(tx.cases.history(number))
    assert list(archive.database.upkeep.verify(number)) == [(number, len(story.history), [])]


def test_the_figures_over_all_cases_follow_from_them(archive: Archive) -> None:
    archive.told(delivered)
    archive.told(granted)
    archive.filed()
    assert list(archive.database.upkeep.verify(None))[-1] == ("", 0, [])


def test_a_visit_after_the_decision_moves_the_case_to_another_cell(archive: Archive) -> None:
    story = granted(Story().file(archive.filing()))
    stored = archive.put(story)
    story.now += timedelta(hours=1)
    archive.put(story.delivered(DeliveryMethod.DIRECT), stored)
    day = story.case.decided_on
    assert day is not None
    ((cell, count),) = archive.database.reads.cells(day, day)
    assert (cell.once, count) == ("once", 1)
    assert list(archive.database.upkeep.verify(None))[-1] == ("", 0, [])


def test_nothing_happened_changes_nothing(archive: Archive) -> None:
    stored = archive.filed()
    with archive.database.uow.begin() as tx:
        assert tx.record(stored, [], at=THURSDAY, by=Story().by) == stored


def test_an_issued_document_is_kept_and_printed_once(archive: Archive) -> None:
    story = Story().file(archive.filing())
    stored = archive.put(story)
    story.act(IssueDocument(DocumentKind.FILING_RECEIPT, RECEIPT.number, RECEIPT.code))
    archive.put(story, stored)
    document = StoredDocument(
        code=RECEIPT.code,
        case_number=stored.case.number,
        kind=RECEIPT.kind,
        number=RECEIPT.number,
        issued_at=RECEIPT.issued_at,
        content=RECEIPT,
    )
    with archive.database.uow.begin() as tx:
        tx.documents.add(document)
        assert tx.documents.by_code(RECEIPT.code) == document
        assert tx.documents.mark_stored(RECEIPT.code, sha256="a" * 64, size=5)
        assert not tx.documents.mark_stored(RECEIPT.code, sha256="b" * 64, size=6)
        assert [one.sha256 for one in tx.documents.of_case(stored.case.number)] == ["a" * 64]
        assert tx.documents.by_code("nothing") is None
    ((_, _, differences),) = archive.database.upkeep.verify(stored.case.number)
    assert differences == []


def test_an_exception_stores_nothing(database: Database, archive: Archive) -> None:
    story = Story().file(archive.filing())
    with pytest.raises(ZeroDivisionError):
        record_and_fail(database, story)
    with database.uow.read() as tx:
        assert tx.cases.get(story.case.number) is None
    assert database.jobs.claim(story.now + timedelta(days=99), lease_seconds=1) is None


def record_and_fail(database: Database, story: Story) -> None:
    """A use case that fails after it has recorded."""
    with database.uow.begin() as tx:
        tx.record(None, [one.event for one in story.history], at=story.now, by=story.by)
        raise ZeroDivisionError
